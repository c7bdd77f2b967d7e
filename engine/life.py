"""The life of everything that is published: what happened to it, and its status on every day, with the acts that made it so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ..events.citation import prefixes
from ..events.dates import Period, change_days, day_after, day_before
from ..events.model import (
    ControlAmended,
    ControlPostponed,
    ControlSuspended,
    ControlTerminated,
    Event,
    LicenceRevoked,
    ListingSuspended,
    PartyDelisted,
    Requirement,
    SuspensionExtended,
    SuspensionLifted,
)
from .policy import Status, Stretch, Timeline


class Acts:
    """What was done to provisions, by the name of the target, and to single entries, by their id; in the order of the fold."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_target: dict[str, list[tuple[int, Event]]] = defaultdict(list)
        self._by_entry: dict[str, list[tuple[int, Event]]] = defaultdict(list)
        for place, event in enumerate(events):
            match event:
                case ControlSuspended() | ControlPostponed() | ControlTerminated():
                    for target in event.targets:
                        self._by_target[target].append((place, event))
                case SuspensionExtended() | SuspensionLifted():
                    self._by_entry[event.suspension].append((place, event))
                case LicenceRevoked():
                    self._by_entry[event.licence_event].append((place, event))
                case PartyDelisted() | ListingSuspended():
                    self._by_entry[event.listing].append((place, event))
                case ControlAmended():
                    self._by_entry[event.requirement].append((place, event))

    def on(self, event: Any) -> list[Event]:
        """Acts on an entry: on its id or its provision, on what contains them, or on the entry itself. Each once."""
        names = (event.provision or event.id, event.id)
        found = {place: act for name in names for prefix in prefixes(name) for place, act in self._by_target.get(prefix, ())}
        found.update(self._by_entry.get(event.id, ()))
        return [found[place] for place in sorted(found)]


class _Suspension(NamedTuple):
    """Days on which a suspension operates, the events that make it so, and those by which it then no longer does."""

    period: Period
    events: tuple[str, ...]
    ended: tuple[str, ...]


class _Move(NamedTuple):
    """A postponement: the day on which it was public, the first day that it sets, the events up to it."""

    public: date
    start: date
    events: tuple[str, ...]


def _suspensions(act: Event, acts: Acts, inside: frozenset[str]) -> Iterator[_Suspension]:
    """The days on which a suspension itself operates: it may be extended, lifted, suspended or ended like anything else."""
    if act.id in inside:
        return  # acts that suspend one another: the first one met stands
    stretches = timeline_of(act, acts, inside | {act.id})
    for stretch, later in zip(stretches, (*stretches[1:], None), strict=True):
        if stretch.status == "operative":
            yield _Suspension(Period(stretch.start, stretch.end), stretch.events, later.events if later else ())


def timeline_of(event: Any, acts: Acts, inside: frozenset[str] = frozenset()) -> Timeline:
    """The periods of everything that has a life: requirement, overlay, exemption, licence, listing, suspension.

    Termination ends it for good; a suspension covers it, before its first day too; then its own first and last day count. A
    postponement does not undo the days on which the provision had operated by what was public on them.
    """
    life = _Life(event)
    for act in acts.on(event):
        life.suffer(act, acts, inside)
    return _stretches(life.days(), life.status)


class _Life:
    """What happened to one thing, and its status on a day with the events that made it so."""

    def __init__(self, event: Any) -> None:
        self.born: tuple[str, ...] = (event.id,)
        self.first: date | None = event.from_
        self.bound = event.in_force_by if isinstance(event, Requirement) else date.min  # other things start with their instrument
        self.last = event.through
        self.last_events: tuple[str, ...] = self.born
        self.moves: list[_Move] = []
        self.ended: tuple[date, tuple[str, ...]] | None = None
        self.suspended: list[_Suspension] = []

    def suffer(self, act: Event, acts: Acts, inside: frozenset[str]) -> None:
        match act:
            case ControlPostponed():
                self.moves.append(_Move(act.day, act.from_, (*(self.moves[-1].events if self.moves else self.born), act.id)))
            case SuspensionExtended():
                self.last, self.last_events = act.through, (*self.last_events, act.id)
            case SuspensionLifted():
                end = day_before(act.from_)
                if self.last is None or end < self.last:  # lifting ends a suspension early, never late
                    self.last, self.last_events = end, (*self.last_events, act.id)
            case ControlTerminated() | LicenceRevoked() | PartyDelisted():
                if self.ended is None or act.from_ < self.ended[0]:
                    self.ended = (act.from_, (*self.born, act.id))
            case ControlSuspended() | ListingSuspended():
                self.suspended.extend(_suspensions(act, acts, inside))

    def days(self) -> list[date]:
        """The days on which the status may change."""
        days = change_days(s.period for s in self.suspended)
        days |= {d for d in (self.first, self.bound) if d not in (None, date.min)}
        days |= {d for move in self.moves for d in (move.public, move.start)} | ({self.ended[0]} if self.ended is not None else set())
        return sorted(days | ({day_after(self.last)} if self.last is not None else set()))

    def status(self, day: date) -> tuple[Status, tuple[str, ...]]:
        """The status on a day, and the events that make it so: of something that operates again, the suspensions that ended too."""
        if self.ended is not None and day >= self.ended[0]:
            return "terminated", self.ended[1]
        for period, events, _ in self.suspended:
            if day in period:
                return "suspended", _once(self.born, events)
        if self.last is not None and day > self.last:
            return "terminated", self.last_events
        over = tuple(e for s in self.suspended if s.period.end is not None and s.period.end < day for e in (*s.events, *s.ended))
        start, events = (self.moves[-1].start, self.moves[-1].events) if self.moves else (self.first, self.last_events)
        if start is not None and day >= start:
            return "operative", _once(events, over)
        public = [move for move in self.moves if move.public <= day]
        first = self.first or self.bound
        begun = public[-1].start if public else first
        if begun is not None and day >= begun:
            return "operative", _once(public[-1].events if public else self.born, over)
        if self.first is None and not public:
            return "uncertain", _once(self.born, over)
        return ("postponed" if first is not None and day >= first else "scheduled"), events


def _once(*events: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for some in events for e in some))


def _stretches(days: list[date], status: Any) -> Timeline:
    """Stretches of equal status and cause between the days on which something may change."""
    out: list[Stretch] = []
    starts = [None, *(day for day in days if day > date.min)]
    for i, start in enumerate(starts):
        end = day_before(starts[i + 1]) if i + 1 < len(starts) else None  # type: ignore[arg-type]
        word, events = status(start or date.min)
        if out and out[-1].status == word and out[-1].events == events:
            out[-1] = out[-1]._replace(end=end)
        else:
            out.append(Stretch(start, end, word, events))
    return tuple(out)
