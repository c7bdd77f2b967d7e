"""From when to when the events that stand have effect: what the lint looks at.

In one stretch for each, where `engine.life` knows the status of every day. The days on which something is suspended are not taken out,
nor are those on which a suspension is itself suspended.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from .citation import prefixes
from .dates import day_before
from .model import (
    ControlPostponed,
    ControlSuspended,
    ControlTerminated,
    EntryCorrected,
    EntryWithdrawn,
    Event,
    ExemptionGranted,
    LicenceBase,
    LicenceRevoked,
    LicensingPolicySet,
    ListingSuspended,
    PartyDelisted,
    PartyListed,
    Requirement,
    SuspensionExtended,
    SuspensionLifted,
)

_LIVING: Final = (Requirement, LicensingPolicySet, ExemptionGranted, LicenceBase, PartyListed, ControlSuspended, ListingSuspended)


class Span(NamedTuple):
    """First and last day of effect; null is not known, or open. `ended_by`: what set the last day, if not the thing itself."""

    start: date | None
    end: date | None
    ended_by: Event | None
    moved_by: Event | None

    @property
    def empty(self) -> bool:
        return self.start is not None and self.end is not None and self.end < self.start

    def meets(self, other: "Span") -> bool:
        late = self.end is not None and (other.start or date.min) > self.end
        early = other.end is not None and (self.start or date.min) > other.end
        return not (late or early or self.empty or other.empty)

    def holds(self, other: "Span") -> bool:
        begins = (self.start or date.min) <= (other.start or date.min)
        return begins and (other.end or date.max) <= (self.end or date.max)

    def __str__(self) -> str:
        return f"{self.start or 'a day that is not known'} to {self.end or 'no last day'}"


class Standing:
    """The events that stand, the acts on each, and from when to when each has effect."""

    def __init__(self, events: Iterable[Event]) -> None:
        standing: dict[str, Event] = {}
        for event in events:
            match event:
                case EntryCorrected():
                    standing[event.entry] = event.replacement
                case EntryWithdrawn():
                    standing.pop(event.entry, None)
                case _:
                    standing[event.id] = event
        self.events = tuple(standing.values())
        self.living: dict[str, Any] = {e.id: e for e in self.events if isinstance(e, _LIVING)}
        self._by_target: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(self.events, key=lambda e: e.day):
            for field in ("suspension", "licence_event", "listing", "targets"):
                named = getattr(event, field, ())
                for target in (named,) if isinstance(named, str) else named:
                    self._by_target[target].append(event)
        self.spans = {name: self._span(thing) for name, thing in self.living.items()}

    def acts_on(self, thing: Any) -> list[Event]:
        """What names the thing, its provision or something above them, in the order of publication."""
        names = dict.fromkeys(p for name in (thing.provision or thing.id, thing.id) for p in prefixes(name))
        acts = {act.id: act for name in names for act in self._by_target.get(name, ())}
        return sorted(acts.values(), key=lambda act: act.day)

    def _span(self, thing: Any) -> Span:
        start, end = thing.from_ or getattr(thing, "in_force_by", None), thing.through
        ended_by: Event | None = None
        moved_by: Event | None = None
        for act in self.acts_on(thing):
            match act:
                case ControlPostponed():
                    start, moved_by = act.from_, act
                case SuspensionExtended():
                    end, ended_by = act.through, act
                case SuspensionLifted() if end is None or day_before(act.from_) < end:
                    end, ended_by = day_before(act.from_), act
        for act in self.acts_on(thing):  # what ends a thing for good is not undone by a later extension
            if isinstance(act, ControlTerminated | LicenceRevoked | PartyDelisted) and (end is None or day_before(act.from_) < end):
                end, ended_by = day_before(act.from_), act
        return Span(start, end, ended_by, moved_by)

    def suspended(self, act: Event) -> list[str]:
        """The things that a suspension is about."""
        return [name for name, thing in self.living.items() if name != act.id and any(act is other for other in self.acts_on(thing))]
