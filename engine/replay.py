"""From events to a policy. Pure: no clock, no database.

Two steps. `view` takes the log records that may be used: recorded by a position, corrected, published by a day, in the order of
publication (a late recording of an old act must not override a newer act). `replay` folds them into a `Policy`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from ..events.codec import encode
from ..events.log import Recorded
from ..events.model import (
    ABOUT_THE_LOG,
    ControlAmended,
    ControlAnnounced,
    CountryGroupChanged,
    CoverageDeclared,
    EntryCorrected,
    EntryWithdrawn,
    Event,
    ExemptionGranted,
    LicenceBase,
    LicensingPolicySet,
    PartyListed,
    ReadingRecorded,
    Requirement,
    RulesAdopted,
    SourceReviewed,
    SpecSigned,
    StatementMade,
    VocabularyDeclared,
)
from .index import build_index
from .life import Acts, timeline_of
from .policy import EVERYTHING, InTime, Known, Policy, RequirementInTime, Version, Vocabulary


class View(NamedTuple):
    """The events that may be used, in the order in which they are folded, and those whose day of publication is not settled; the rules.
    `digests`: of the events, as `Policy` has them."""

    events: tuple[Event, ...]
    unplaced: tuple[Event, ...]
    digests: Mapping[str, str]
    position: int
    rules: RulesAdopted | None
    rules_digest: str | None


def view(records: Iterable[Recorded], known: Known = EVERYTHING) -> View:
    """What is known of the log: positions through N, corrections applied, publications through K, by (published, position)."""
    kept: dict[str, tuple[int, Event, str]] = {}
    position, rules, rules_digest = 0, None, None
    law_through = known.recorded_through
    rules_through = law_through if known.rules_recorded_through is None else known.rules_recorded_through
    for record in records:
        if isinstance(record.event, RulesAdopted) and (rules_through is None or record.position <= rules_through):
            rules, rules_digest = record.event, record.substance
        if law_through is not None and record.position > law_through:
            continue
        position = record.position
        match record.event:
            case RulesAdopted():
                pass  # no part of the law
            case EntryCorrected() as correction:
                if correction.entry in kept:
                    kept[correction.entry] = (kept[correction.entry][0], correction.replacement, record.substance)
            case EntryWithdrawn() as withdrawal:
                kept.pop(withdrawal.entry, None)
            case event:
                kept[event.id] = (record.position, event, record.substance)
    through = known.published_through
    announced = {e.instrument: e.day for _, e, _ in kept.values() if isinstance(e, ControlAnnounced)}
    usable, unplaced = [], []
    for at, event, _ in kept.values():
        if through is None or isinstance(event, ABOUT_THE_LOG) or event.day <= through:
            usable.append((event.day, at, event))
        elif event.published is None and announced.get(event.instrument, through) <= through:
            unplaced.append(event)  # words about an act are not older than the act
    usable.sort(key=lambda item: item[:2])
    digests = {event.id: kept[event.id][2].removeprefix("sha256:") for _, _, event in usable}
    return View(tuple(event for _, _, event in usable), tuple(unplaced), digests, position, rules, rules_digest)


def _versions(requirement: Requirement, acts: Acts) -> tuple[Version, ...]:
    """The text of a requirement as amended, by first day of each version."""
    versions = [Version(None, requirement, (requirement.id,))]
    amendments = [a for a in acts.on(requirement) if isinstance(a, ControlAmended)]
    for act in sorted(amendments, key=lambda a: a.from_):
        changes = {name: value for name in type(act.changes).model_fields if (value := getattr(act.changes, name)) is not None}
        last = versions[-1]
        versions.append(Version(act.from_, last.text.model_copy(update=changes), (*last.events, act.id)))
    return tuple(versions)


def _vocabulary(events: Iterable[Event]) -> Vocabulary:
    declared = [e for e in events if isinstance(e, VocabularyDeclared)]
    return Vocabulary(
        lists={item.name: item for e in declared for item in e.lists},
        materials={item.name: item for e in declared for item in e.materials},
        forms={item.name: item for e in declared for item in e.forms},
        attributes={item.name: item for e in declared for item in e.attributes},
    )


def _groups(events: Iterable[Event]) -> dict[str, tuple[tuple[date, frozenset[str]], ...]]:
    """Dated membership of each country group."""
    changes: dict[str, list[CountryGroupChanged]] = defaultdict(list)
    for event in events:
        if isinstance(event, CountryGroupChanged):
            changes[event.group].append(event)
    out = {}
    for group, acts in changes.items():
        members: frozenset[str] = frozenset()
        steps = []
        for act in sorted(acts, key=lambda a: a.from_):
            members = (members | set(act.joined)) - set(act.left)
            steps.append((act.from_, members))
        out[group] = tuple(steps)
    return out


def replay(seen: View, known: Known = EVERYTHING) -> Policy:
    """Fold the events of a view into a policy. Signatures are no part of it: with and without them it has one digest."""
    events = tuple(e for e in seen.events if not isinstance(e, SpecSigned))
    acts = Acts(events)

    def alive(kind: type[Any]) -> tuple[InTime[Any], ...]:
        return tuple(InTime(e, timeline_of(e, acts)) for e in events if isinstance(e, kind))

    def only(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(e for e in events if isinstance(e, kind))

    requirements = {r.id: RequirementInTime(r.id, _versions(r, acts), timeline_of(r, acts)) for r in only(Requirement)}
    listings: dict[str, list[InTime[PartyListed]]] = defaultdict(list)
    for listing in alive(PartyListed):
        listings[listing.event.list].append(listing)
    vocabulary = _vocabulary(events)
    return Policy(
        known=known,
        position=seen.position,
        events={e.id: e for e in events},
        digests={e.id: seen.digests[e.id] for e in events},
        requirements=requirements,
        overlays=alive(LicensingPolicySet),
        exemptions=alive(ExemptionGranted),
        licences=alive(LicenceBase),
        listings={name: tuple(items) for name, items in listings.items()},
        groups=_groups(events),
        readings=only(ReadingRecorded),
        statements=only(StatementMade),
        fulfilled=frozenset(target for e in events for target in e.gives_effect_to),
        coverage=only(CoverageDeclared),
        reviews=only(SourceReviewed),
        announced={e.instrument: e for e in only(ControlAnnounced)},
        rules=seen.rules,
        rules_digest=seen.rules_digest,
        unplaced=seen.unplaced,
        vocabulary=vocabulary,
        index=build_index(requirements, events, vocabulary),
    )


def vary(policy: Policy, supposed: Sequence[Event]) -> Policy:
    """The policy as it would be with some more events, folded last; a supposed correction replaces its entry.

    Whatever they leave as it is, is the very same object.
    """
    changes = {e.id: e for e in (s.replacement if isinstance(s, EntryCorrected) else s for s in supposed)}
    events = {**policy.events, **changes}
    digests = {**policy.digests, **{name: sha256(encode(event)).hexdigest() for name, event in changes.items()}}
    seen = View(tuple(events.values()), policy.unplaced, digests, policy.position, policy.rules, policy.rules_digest)
    return keeping(policy, replay(seen, policy.known))


def keeping(old: Policy, new: Policy) -> Policy:
    """`new`, with the parts of `old` where they are equal, so that what was worked out for them holds on (`Question(like=…)`)."""

    def kept(name: str) -> Any:
        before, now = getattr(old, name), getattr(new, name)
        return before if before == now else now

    def requirement(now: RequirementInTime) -> RequirementInTime:
        before = old.requirements.get(now.id)
        if before is None or before.versions != now.versions:
            return now
        return before if before.timeline == now.timeline else replace(now, versions=before.versions)

    parts = ("overlays", "exemptions", "licences", "listings", "groups", "readings", "coverage", "vocabulary", "index")
    requirements = {name: requirement(now) for name, now in new.requirements.items()}
    return replace(new, requirements=requirements, **{name: kept(name) for name in parts})
