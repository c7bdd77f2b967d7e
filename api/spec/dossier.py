"""Everything that the log holds of one instrument, sorted by what it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ...engine.policy import InTime, Policy, RequirementInTime, Stretch, Timeline
from ...events import model as m
from ...events.citation import covers, instrument_of
from ...events.dates import day_after, day_before

OURS: Final = "ZZ/Licet"


@dataclass(frozen=True)
class Provision:
    """A part of an instrument that has a life of its own: a requirement, a licensing policy, an exemption or a suspension.

    `days`: the first day of every stretch of its life, as it stands now and as its own text first had it. `subjects`: the requirements that
    it is about, if it is none itself.
    """

    id: str
    name: str
    event: Any
    timeline: Timeline
    days: tuple[date, ...]
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Dossier:
    """One instrument, statement or agreement. `readings` and `statements` are those about it, wherever they are recorded."""

    id: str
    events: tuple[m.Event, ...]
    requirements: tuple[RequirementInTime, ...]
    provisions: tuple[Provision, ...]
    readings: tuple[m.ReadingRecorded, ...]
    statements: tuple[m.StatementMade, ...]
    listings: tuple[InTime[m.PartyListed], ...]

    @property
    def first(self) -> Any:
        """Its announcement, or the first thing that it holds."""
        return next((e for e in self.events if isinstance(e, m.ControlAnnounced)), self.events[0])

    @property
    def announced(self) -> bool:
        return isinstance(self.first, m.ControlAnnounced)

    def only(self, *kinds: type[Any]) -> list[Any]:
        return [e for e in self.events if isinstance(e, kinds)]

    @property
    def title(self) -> Any:
        """English and Chinese: of an announcement or agreement its title, of a statement its words."""
        first = self.first
        return getattr(first, "title", None) or getattr(first, "statement", None)


def dossiers(policy: Policy) -> tuple[Dossier, ...]:
    """One for each instrument of the log but our own, by authority's country, then by day of publication."""
    by_instrument: dict[str, list[m.Event]] = defaultdict(list)
    for event in policy.events.values():
        if event.authority != OURS and not isinstance(event, m.ABOUT_THE_LOG):
            by_instrument[event.instrument].append(event)
    found = [_dossier(policy, name, tuple(events)) for name, events in by_instrument.items()]
    return tuple(sorted(found, key=lambda d: (not d.announced, d.first.authority[:2] != "CN", d.first.authority[:2], d.first.day, d.id)))


def _dossier(policy: Policy, name: str, events: tuple[m.Event, ...]) -> Dossier:
    requirements = tuple(r for r in policy.requirements.values() if r.versions[0].text.instrument == name)
    ids = {r.id for r in requirements} | {e.id for e in events}
    listings = tuple(item for items in policy.listings.values() for item in items if item.event.instrument == name)
    return Dossier(
        id=name,
        events=events,
        requirements=requirements,
        provisions=tuple(_provisions(policy, requirements, name)),
        readings=tuple(r for r in policy.readings if r.instrument == name or _about(r.targets, name, ids)),
        statements=tuple(s for s in policy.statements if s.instrument != name and _about(s.about, name, ids)),
        listings=listings,
    )


def _about(targets: Iterable[str], name: str, ids: set[str]) -> bool:
    return any(instrument_of(target) == name or target in ids for target in targets)


def _provisions(policy: Policy, requirements: Iterable[RequirementInTime], name: str) -> list[Provision]:
    out = [Provision(r.id, r.versions[0].text.provision, r.versions[-1].text, r.timeline, _days_of(r)) for r in requirements]
    living: list[InTime[Any]] = [*policy.overlays, *policy.exemptions]
    for item in living:
        if item.event.instrument == name:
            out.append(_about_others(policy, item.event, item.timeline, _with(_starts(item.timeline), item.event.from_)))
    for act in policy.events.values():
        if isinstance(act, m.ControlSuspended) and act.instrument == name:
            line = _suspension(policy, act)
            out.append(_about_others(policy, act, line, _starts(line)))
    return out


def _about_others(policy: Policy, event: Any, timeline: Timeline, days: set[date]) -> Provision:
    families = set(getattr(event, "families", ()))
    texts = {r.id: r.versions[0].text for r in policy.requirements.values()}
    subjects = {
        name for name, t in texts.items() if families & set(t.families) or any(covers(target, t.provision) for target in event.targets)
    }
    return Provision(event.id, event.provision or event.id, event, timeline, tuple(sorted(days)), frozenset(subjects))


def _suspension(policy: Policy, act: m.ControlSuspended) -> Timeline:
    """The days of a suspension, as extended or lifted: *suspended* where it operates."""
    end, events = act.through, [act.id]
    for event in policy.events.values():
        if isinstance(event, m.SuspensionExtended | m.SuspensionLifted) and event.suspension == act.id:
            end = event.through if isinstance(event, m.SuspensionExtended) else day_before(event.from_)
            events.append(event.id)
    last = () if end is None else (Stretch(day_after(end), None, "terminated", tuple(events)),)
    return (Stretch(None, day_before(act.from_), "scheduled", (act.id,)), Stretch(act.from_, end, "suspended", tuple(events)), *last)


def _days_of(r: RequirementInTime) -> tuple[date, ...]:
    starts = {v.start for v in r.versions if v.start is not None}
    return tuple(sorted(_with(starts, r.versions[0].text.from_) | _starts(r.timeline)))


def _starts(timeline: Timeline) -> set[date]:
    return {s.start for s in timeline if s.start is not None}


def _with(days: set[date], more: date | None) -> set[date]:
    return days if more is None else days | {more}


def concerned(policy: Policy, provisions: Iterable[str]) -> tuple[str, ...]:
    """The events that the named provisions rest on: their own, their announcements, and every act, reading or statement on them.

    These are what a signature covers: if one changes, goes or comes, the law that was signed for is not the same any more.
    """
    named = tuple(provisions)
    instruments = {instrument_of(p) for p in named}
    events = [e for e in policy.events.values() if not isinstance(e, m.ABOUT_THE_LOG)]
    inside = {e.id: e for e in events if any(covers(p, e.provision or e.id) for p in named)}
    inside |= {e.id: e for e in events if isinstance(e, m.ControlAnnounced) and e.instrument in instruments}
    families = {family for e in inside.values() if isinstance(e, m.Requirement) for family in e.families}
    while True:
        names = [*named, *(name for name, e in inside.items() if not isinstance(e, m.ControlAnnounced))]
        more = {e.id: e for e in events if e.id not in inside and _points(e, names, families)}
        if not more:
            return tuple(sorted(inside))
        inside |= more


def _points(event: m.Event, names: list[str], families: set[str]) -> bool:
    """Whether an event acts on, reads or speaks of one of the names."""
    for reference in m.references(event):
        if reference.kind == "family":
            if reference.target in families:
                return True
        elif any(covers(reference.target, name) or covers(name, reference.target) for name in names):
            return True
    return False
