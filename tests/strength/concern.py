"""Which questions a changed event may reach; the others are not put to the mutant.

A question is left out only where the changed event cannot reach it:
- what it knows does not hold the event, neither as it is nor as it is changed; or
- the event is a requirement, an act or a reading on named provisions, or a statement about some, and none of the requirements that the
  base answer considered (those that it found out of scope too) is named by it, directly or through an act on an act; or
- the event lists a name that nobody in the question resembles, and the list does not count owners; or
- only a country was dropped from its destinations or exclusions, and nobody in the question is there; or
- the event declares that the log is complete for materials of which the question states none.
Everything else (coverage that is not complete, vocabulary, groups, reviews, acts that carry out a promise) is put to every question that
knows it, and a day of publication that is moved to every question that knows the one and not the other. `--check-filter` puts the left-out
questions too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from licet.engine.names import same_name
from licet.engine.over import linked
from licet.events.citation import covers
from licet.events.model import (
    ABOUT_THE_LOG,
    Conditions,
    ControlPostponed,
    ControlRecodified,
    ControlSuspended,
    ControlTerminated,
    CoverageDeclared,
    CustomsCodesPublished,
    Event,
    ExemptionGranted,
    LicensingPolicySet,
    PartyListed,
    ReadingRecorded,
    Requirement,
    StatementMade,
)

from .asked import Asked
from .mutants import Mutant


class Base(NamedTuple):
    """Of the answer to a question without mutants: the requirements that it considered, and the kinds of its doubts."""

    considered: frozenset[str]
    doubts: frozenset[str]


class Concern:
    """A mutant of some events, and which questions turn on what it changes."""

    def __init__(self, mutant: Mutant, events: Sequence[Event]) -> None:
        redrawn = _redrawn(mutant)
        self._changes = [_Change(event, instead, redrawn, events) for event, instead in mutant.changes]

    def reaches(self, question: Asked, base: Base) -> bool:
        return any(change.reaches(question, base) for change in self._changes)

    def learns(self, question: Asked) -> bool:
        """Whether the question knows something of the events as they are, and not as they are changed, or the other way round."""
        return any(change.learns(question.through) for change in self._changes)


class _Change:
    """One event that becomes another, or nothing."""

    def __init__(self, event: Event, instead: Event | None, redrawn: frozenset[str] | None, events: Sequence[Event]) -> None:
        self._event, self._instead, self._countries = event, instead, redrawn
        self._days = sorted((event.day, (instead or event).day))
        self._names = self._named(events)
        self._owned = isinstance(event, PartyListed) and event.list in _counting_owners(events)
        self._orders = isinstance(event, CoverageDeclared) and instead is None and _first_of_regime(event, events)

    def learns(self, through: date | None) -> bool:
        first, last = self._days
        return through is not None and first <= through < last

    def _known(self, through: date | None) -> bool:
        """Whether a question on what was published through a day may know the event; a day of publication that is only bounded may."""
        return through is None or isinstance(self._event, ABOUT_THE_LOG) or self._event.published is None or self._days[0] <= through

    def reaches(self, question: Asked, base: Base) -> bool:
        event, goods = self._event, question.shipment["goods"]
        if not self._known(question.through):
            return False
        if self.learns(question.through):
            return True
        if self._countries is not None:
            return not self._countries.isdisjoint(_places(question.shipment))
        if event.gives_effect_to:
            return True
        match event:
            case PartyListed() if not self._owned:
                return any(same_name(name, (event.name, *event.aliases)) != "no" for name in _people(question.shipment))
            case CoverageDeclared() if event.complete and not self._orders:
                return "code" in goods or goods.get("material") in event.materials
            case StatementMade() if "contested" in base.doubts:  # it may repeat the promise that contests the answer
                return True
            case Requirement() | ControlRecodified() | CustomsCodesPublished() if "code" in goods or "hs" in goods:
                return True  # a code may be another list's: every change of a list's lines may matter to it
        return self._names is None or any(covers(name, rid) for rid in base.considered for name in self._names)

    def _named(self, events: Sequence[Event]) -> frozenset[str] | None:
        """The provisions whose answers the mutant may change; null: any."""
        event, instead = self._event, self._instead
        alloys = isinstance(event, Requirement) and any(entry.alloy_of for entry in event.entries)
        if alloys and instead is None:  # which elements count as those of listed alloys
            return None
        if isinstance(event, LicensingPolicySet) and instead is not None and instead.day != event.day:  # which items came before it
            return None
        return _named(event, events)


def _redrawn(mutant: Mutant) -> frozenset[str] | None:
    """The countries for which the destinations are drawn otherwise; null where the mutant is another."""
    if mutant.kind not in ("destination dropped", "exclusion dropped") or not isinstance(mutant.event, Conditions):
        return None
    assert isinstance(mutant.instead, Conditions)
    one, two = mutant.event.destinations, mutant.instead.destinations
    return frozenset(one.countries + one.exclude) - frozenset(two.countries + two.exclude) if one.groups == two.groups else None


def _places(shipment: dict[str, Any]) -> Iterator[str | None]:
    """The countries that destinations are compared with."""
    yield shipment["destination"]
    yield from (party.get("country") for party in shipment.get("parties") or ())


def _people(shipment: dict[str, Any]) -> Iterator[str]:
    """The names of the parties and of their owners."""
    for party in shipment.get("parties") or ():
        yield from (p["name"] for p in (party, *(party.get("owners") or ())) if p.get("name"))


def _counting_owners(events: Sequence[Event]) -> frozenset[str]:
    """Lists of which some provision counts who is owned by a name on them: there any name opens the question who the owners are."""
    tests = (event.parties for event in events if isinstance(event, Conditions))
    return frozenset(name for test in tests if test is not None and test.owned_share_pct is not None for name in test.lists)


def _named(event: Event, events: Sequence[Event]) -> frozenset[str] | None:
    """The provisions whose answers the event may change; null: any."""
    match event:
        case Requirement():
            return frozenset((event.id, event.provision or event.id))
        case LicensingPolicySet():
            return frozenset(r.id for r in events if isinstance(r, Requirement) and linked(event, r).word != "no")
        case ExemptionGranted():
            return frozenset(event.targets)
        case ReadingRecorded():
            return _through((*event.targets, event.provision or event.id), events)
        case StatementMade():
            promised = [target for promise in event.promises for target in _targets(promise.event)]
            return _through((*event.about, *promised, event.provision or event.id), events)
        case ControlSuspended() | ControlPostponed() | ControlTerminated():
            names: set[str] = set(event.targets)
            for other in events:
                hit = any(covers(t, name) for t in event.targets for name in (other.id, other.provision or other.id))
                if hit and other is not event and not isinstance(other, Requirement) and hasattr(other, "through"):
                    inner = _named(other, events)
                    if inner is None:
                        return None
                    names |= inner
            return frozenset(names)
        case ControlRecodified() | CustomsCodesPublished():
            lines = {code.line for code in event.codes}
            return frozenset(r.id for r in events if isinstance(r, Requirement) and any(e.line in lines for e in r.entries))
        case _:
            return None


def _targets(event: Any) -> tuple[str, ...]:
    """What a promised event names: provisions, or the suspension that it extends or lifts."""
    return (*getattr(event, "targets", ()), *filter(None, [getattr(event, "suspension", None)]))


def _through(names: Sequence[str], events: Sequence[Event]) -> frozenset[str]:
    """The provisions named, and those of acts among them."""
    through = (t for event in events if any(covers(name, event.id) for name in names) for t in getattr(event, "targets", ()))
    return frozenset((*names, *through))


def _first_of_regime(event: CoverageDeclared, events: Sequence[Event]) -> bool:
    """Whether regimes are named in another order without it."""
    same = [e for e in events if isinstance(e, CoverageDeclared) and e.regime == event.regime]
    return min(same, key=lambda e: e.day) is event
