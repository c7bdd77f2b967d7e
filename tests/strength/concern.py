"""Which questions a changed event may reach; the others are not put to the mutant.

A question is left out only where the changed event cannot reach it:
- what it knows does not hold the event; or
- the event is a requirement, or an act on named provisions, and none of the requirements that the base answer considered (those that it
  found out of scope too) is named by it, directly or through an act on an act; or
- the event lists a name that nobody in the question resembles, and the list does not count owners.
Everything else (readings, statements, coverage, vocabulary, groups, reviews, acts that carry out a promise) is put to every question that
knows it. `--check-filter` puts the left-out questions too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

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
    CustomsCodesPublished,
    Event,
    ExemptionGranted,
    LicensingPolicySet,
    PartyListed,
    Requirement,
)

from .asked import Asked


class Concern:
    """One event of a corpus, and which questions turn on it."""

    def __init__(self, event: Event, events: Sequence[Event]) -> None:
        self.event = event
        self._names = _named(event, events)
        self._owned = isinstance(event, PartyListed) and event.list in _counting_owners(events)

    def reaches(self, question: Asked, considered: frozenset[str]) -> bool:
        """`considered`: the requirements that the base answer lists."""
        event = self.event
        if not _knows(question.through, event):
            return False
        if event.gives_effect_to:
            return True
        if isinstance(event, PartyListed) and not self._owned:
            return any(same_name(name, (event.name, *event.aliases)) != "no" for name in _people(question.shipment))
        if self._names is None or any(covers(name, rid) for rid in considered for name in self._names):
            return True
        goods = question.shipment["goods"]  # a code may be another list's: every change of a list's lines may matter to it
        return isinstance(event, (Requirement, ControlRecodified, CustomsCodesPublished)) and ("code" in goods or "hs" in goods)


def _knows(through: date | None, event: Event) -> bool:
    """Whether a question on what was published through a day may know the event; a day of publication that is only bounded may."""
    return through is None or isinstance(event, ABOUT_THE_LOG) or event.published is None or event.day <= through


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
            alloys = any(entry.alloy_of for entry in event.entries)  # which elements count as those of listed alloys
            return None if alloys else frozenset((event.id, event.provision or event.id))
        case LicensingPolicySet():
            return frozenset(r.id for r in events if isinstance(r, Requirement) and linked(event, r).word != "no")
        case ExemptionGranted():
            return frozenset(event.targets)
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
