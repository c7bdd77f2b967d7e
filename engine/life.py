"""The life of everything that is published: what happened to it, and its status on every day, with the acts that made it so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar, cast

from ..events.citation import covers, prefixes, root
from ..events.dates import Period, change_days, day_after, day_before
from .held import Held
from .layers import GONE, Layered

Status = Literal["operative", "scheduled", "suspended", "postponed", "terminated", "uncertain"]

REQUIREMENTS: Final = ("licence_required", "export_prohibited")
LICENCES: Final = ("licence_issued", "general_licence_issued")
SUSPENSIONS: Final = ("control_suspended", "listing_suspended")
LIVING: Final = frozenset((*REQUIREMENTS, *LICENCES, *SUSPENSIONS, "licensing_policy_set", "exemption_granted", "party_listed"))

# Which field of an act names what it is done to: provisions, or one entry by its id.
ON_TARGETS: Final = frozenset(("control_suspended", "control_postponed", "control_terminated"))
TARGETED: Final = frozenset((*ON_TARGETS, *LICENCES, "licensing_policy_set", "exemption_granted", "reading_recorded"))  # with `targets`
ON_ENTRY: Final[Mapping[str, str]] = {
    "suspension_extended": "suspension",
    "suspension_lifted": "suspension",
    "licence_revoked": "licence_event",
    "party_delisted": "listing",
    "listing_suspended": "listing",
    "control_amended": "requirement",
}


class Stretch(NamedTuple):
    """Days `start` to `end`, both included, on which a provision has one status, and the events that made it so."""

    start: date | None
    end: date | None
    status: Status
    events: tuple[str, ...]


Timeline = tuple[Stretch, ...]


def on(timeline: Timeline, day: date) -> Stretch:
    """The stretch that `day` lies in. A timeline covers every day."""
    return next(stretch for stretch in timeline if stretch.end is None or day <= stretch.end)


E_co = TypeVar("E_co", covariant=True)


class InTime(Generic[E_co]):
    """Something with a life: its event (the last version of its text), its timeline, which is worked out when it is first asked for."""

    __slots__ = ("_acts", "_timeline", "held", "key")

    def __init__(self, held: Held, acts: tuple[Any, ...], timeline: Timeline | None = None) -> None:
        self.held, self.key, self._acts, self._timeline = held, held.key, acts, timeline

    @property
    def event(self) -> E_co:
        return cast(E_co, self.held.event)

    @property
    def timeline(self) -> Timeline:
        if self._timeline is None:
            self._timeline = _lived(self.held, self._acts, ())
        return self._timeline

    @property
    def starts(self) -> tuple[date, ...]:
        """The days on which its status changes."""
        first, last = self.held.from_, self.held.through
        if self._timeline is None and not self._acts and first is not None and first > date.min:  # without making a timeline
            return (first,) if last is None or last == date.max else (first, day_after(last))
        return tuple(stretch.start for stretch in self.timeline if stretch.start is not None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InTime) and self.held == other.held and self.timeline == other.timeline

    def __hash__(self) -> int:
        return hash(self.held.key)


def in_time(held: Held, acts: "Acts") -> InTime[Any]:
    """Something with a life, as the acts on it make it."""
    on_it = acts.on(held)
    if any(act.type in SUSPENSIONS for act in on_it):  # these have lives of their own
        return InTime(held, (), timeline_of(held, acts))
    return InTime(held, on_it)


class Acts:
    """What was done to provisions, by the name of the target, and to single entries, by their id. A value."""

    __slots__ = ("_by_entry", "_by_target", "_roots")

    def __init__(self) -> None:
        self._by_target: Layered[str, tuple[Held, ...]] = Layered()
        self._by_entry: Layered[str, tuple[Held, ...]] = Layered()
        self._roots: Layered[str, int] = Layered()  # of the targets: how many there are

    def changed(self, added: Iterable[Held], removed: Iterable[Held]) -> "Acts":
        """With more acts, and without others. Itself, where none of the events is an act."""
        by_target: dict[str, list[Held]] = {}
        by_entry: dict[str, list[Held]] = {}

        def put(held: Held) -> Iterator[list[Held]]:
            if held.type in ON_TARGETS:
                for target in dict.fromkeys(held.targets):
                    if target not in by_target:
                        by_target[target] = list(self._by_target.get(target, ()))
                    yield by_target[target]
            if held.type in ON_ENTRY:
                entry = getattr(held, ON_ENTRY[held.type])
                if entry not in by_entry:
                    by_entry[entry] = list(self._by_entry.get(entry, ()))
                yield by_entry[entry]

        for held in removed:
            for acts in put(held):
                acts[:] = [act for act in acts if act.key != held.key]
        for held in added:
            for acts in put(held):
                acts.append(held)
        if not by_target and not by_entry:
            return self
        new = Acts.__new__(Acts)
        new._by_target, new._by_entry = (
            before.changed({name: tuple(acts) or GONE for name, acts in now.items()})
            for before, now in ((self._by_target, by_target), (self._by_entry, by_entry))
        )
        roots: dict[str, int] = {}
        for target, acts in by_target.items():
            more = bool(acts) - (target in self._by_target)
            if more:
                roots[root(target)] = roots.get(root(target), self._roots.get(root(target), 0)) + more
        new._roots = self._roots.changed({name: count or GONE for name, count in roots.items()})
        return new

    def on(self, thing: Any) -> tuple[Any, ...]:
        """Acts on a thing: on its id or its provision, on what contains them, or on the entry itself; each once, in order."""
        found = {act.key: act for act in self._by_entry.get(thing.id, ())}
        name = thing.provision or thing.id
        for one in (name,) if name == thing.id else (name, thing.id):
            if root(one) in self._roots:
                found.update((act.key, act) for prefix in prefixes(one) for act in self._by_target.get(prefix, ()))
        return tuple(found[key] for key in sorted(found)) if found else ()


def affected(held: Held, things: Mapping[str, Held], by_root: Mapping[str, tuple[Held, ...]]) -> Iterator[Held]:
    """The things that an act is done to: those that it names, and those that lie below what it names."""
    if held.type in ON_ENTRY and (thing := things.get(getattr(held, ON_ENTRY[held.type]))) is not None and thing.type in LIVING:
        yield thing
    if held.type in ON_TARGETS:
        for target in held.targets:
            for thing in by_root.get(root(target), ()):
                if thing.type in LIVING and (covers(target, thing.id) or covers(target, thing.provision or thing.id)):
                    yield thing


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


def _suspensions(act: Any, acts: Acts, inside: frozenset[str]) -> Iterator[_Suspension]:
    """The days on which a suspension itself operates: it may be extended, lifted, suspended or ended like anything else."""
    if act.id in inside:
        return  # acts that suspend one another: the first one met stands
    stretches = timeline_of(act, acts, inside | {act.id})
    for stretch, later in zip(stretches, (*stretches[1:], None), strict=True):
        if stretch.status == "operative":
            yield _Suspension(Period(stretch.start, stretch.end), stretch.events, later.events if later else ())


def timeline_of(thing: Any, acts: Acts, inside: frozenset[str] = frozenset()) -> Timeline:
    """The periods of everything that has a life: requirement, overlay, exemption, licence, listing, suspension.

    Termination ends it for good; a suspension covers it, before its first day too; then its own first and last day count. A
    postponement does not undo the days on which the provision had operated by what was public on them.
    """
    on_it = acts.on(thing)
    suspended = [one for act in on_it if act.type in SUSPENSIONS for one in _suspensions(act, acts, inside)]
    return _lived(thing, on_it, suspended)


def _lived(thing: Any, acts: tuple[Any, ...], suspended: Iterable[_Suspension]) -> Timeline:
    """The periods of a thing, from the acts on it and from the days on which suspensions among them operate."""
    first: date | None = thing.from_
    if not acts and first is not None and first > date.min:
        return _undisturbed(thing.id, first, thing.through)
    life = _Life(thing)
    for act in acts:
        life.suffer(act)
    life.suspended.extend(suspended)
    return _stretches(life.days(), life.status)


def _undisturbed(name: str, first: date, last: date | None) -> Timeline:
    """The periods of a thing on which there are no acts: as `_Life` has them."""
    born = (name,)
    before = Stretch(None, day_before(first), "scheduled", born)
    if last is None or last == date.max:
        return before, Stretch(first, None, "operative", born)
    return before, Stretch(first, last, "operative", born), Stretch(day_after(last), None, "terminated", born)


class _Life:
    """What happened to one thing, and its status on a day with the events that made it so."""

    def __init__(self, thing: Any) -> None:
        self.born: tuple[str, ...] = (thing.id,)
        self.first: date | None = thing.from_
        self.bound = thing.in_force_by if thing.type in REQUIREMENTS else date.min  # other things start with their instrument
        self.last = thing.through
        self.last_events: tuple[str, ...] = self.born
        self.moves: list[_Move] = []
        self.ended: tuple[date, tuple[str, ...]] | None = None
        self.suspended: list[_Suspension] = []

    def suffer(self, act: Any) -> None:
        match act.type:
            case "control_postponed":
                self.moves.append(_Move(act.day, act.from_, (*(self.moves[-1].events if self.moves else self.born), act.id)))
            case "suspension_extended":
                self.last, self.last_events = act.through, (*self.last_events, act.id)
            case "suspension_lifted":
                end = day_before(act.from_)
                if self.last is None or end < self.last:  # lifting ends a suspension early, never late
                    self.last, self.last_events = end, (*self.last_events, act.id)
            case "control_terminated" | "licence_revoked" | "party_delisted":
                if self.ended is None or act.from_ < self.ended[0]:
                    self.ended = (act.from_, (*self.born, act.id))

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
