"""From events to a policy. Pure: no clock, no database.

Two steps. `view` takes the log records that may be used: recorded by a position, corrected, published by a day, in the order of
publication (a late recording of an old act must not override a newer act). `replay` folds them into a `Policy`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ..events.citation import prefixes
from ..events.codec import encode
from ..events.dates import Period, change_days, day_after, day_before
from ..events.log import Recorded
from ..events.model import (
    ABOUT_THE_LOG,
    ControlAmended,
    ControlAnnounced,
    ControlPostponed,
    ControlRecodified,
    ControlSuspended,
    ControlTerminated,
    CountryGroupChanged,
    CoverageDeclared,
    CustomsCodesPublished,
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
    ReadingRecorded,
    Requirement,
    SourceReviewed,
    SpecSigned,
    StatementMade,
    SuspensionExtended,
    SuspensionLifted,
    VocabularyDeclared,
)
from .policy import (
    EVERYTHING,
    Coded,
    Index,
    InTime,
    Known,
    Policy,
    RequirementInTime,
    Status,
    Stretch,
    Timeline,
    Version,
    Vocabulary,
)


class View(NamedTuple):
    """The events that may be used, in the order in which they are folded, and those whose day of publication is not settled."""

    events: tuple[Event, ...]
    unplaced: tuple[Event, ...]
    position: int


def view(records: Iterable[Recorded], known: Known = EVERYTHING) -> View:
    """What is known of the log: positions through N, corrections applied, publications through K, by (published, position)."""
    kept: dict[str, tuple[int, Event]] = {}
    position = 0
    for record in records:
        if known.recorded_through is not None and record.position > known.recorded_through:
            break
        position = record.position
        match record.event:
            case EntryCorrected() as correction:
                if correction.entry in kept:
                    kept[correction.entry] = (kept[correction.entry][0], correction.replacement)
            case EntryWithdrawn() as withdrawal:
                kept.pop(withdrawal.entry, None)
            case event:
                kept[event.id] = (record.position, event)
    through = known.published_through
    announced = {e.instrument: e.day for _, e in kept.values() if isinstance(e, ControlAnnounced)}
    usable, unplaced = [], []
    for at, event in kept.values():
        if through is None or isinstance(event, ABOUT_THE_LOG) or event.day <= through:
            usable.append((event.day, at, event))
        elif event.published is None and announced.get(event.instrument, through) <= through:
            unplaced.append(event)  # words about an act are not older than the act
    usable.sort(key=lambda item: item[:2])
    return View(tuple(event for _, _, event in usable), tuple(unplaced), position)


class _Acts:
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


def _suspensions(act: Event, acts: _Acts, inside: frozenset[str]) -> Iterator[_Suspension]:
    """The days on which a suspension itself operates: it may be extended, lifted, suspended or ended like anything else."""
    if act.id in inside:
        return  # acts that suspend one another: the first one met stands
    stretches = timeline_of(act, acts, inside | {act.id})
    for stretch, later in zip(stretches, (*stretches[1:], None), strict=True):
        if stretch.status == "operative":
            yield _Suspension(Period(stretch.start, stretch.end), stretch.events, later.events if later else ())


def timeline_of(event: Any, acts: _Acts, inside: frozenset[str] = frozenset()) -> Timeline:
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

    def suffer(self, act: Event, acts: _Acts, inside: frozenset[str]) -> None:
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


def _versions(requirement: Requirement, acts: _Acts) -> tuple[Version, ...]:
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


def code_prefixes(code: str) -> list[str]:
    """`1C909.a.2` and every code above it: `1C909`, `1C909.a`, `1C909.a.2`."""
    parts = code.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def _index(requirements: Mapping[str, RequirementInTime], events: Iterable[Event], vocabulary: Vocabulary) -> Index:
    by_material: dict[str, set[str]] = defaultdict(set)
    by_content: dict[str, set[str]] = defaultdict(set)
    by_hs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_code: dict[tuple[str, str], list[Coded]] = defaultdict(list)
    heads: dict[str, set[str]] = defaultdict(set)
    by_form: dict[str, set[str]] = defaultdict(set)
    elements: set[str] = set()
    whole_list: set[str] = set()
    codes: dict[str, list[str]] = defaultdict(list)
    home: dict[str, str] = {}

    def coded(start: date | None, code: str, name: str, line: str) -> None:
        if any((known.code, known.line) == (code, line) for known in by_code[name, code]):
            return  # a later version of the line that keeps its code
        for prefix in code_prefixes(code):
            by_code[name, prefix].append(Coded(start, code, line, home[line]))
        heads[code.split(".")[0]].add(name)
        codes[line].append(code)

    for r in requirements.values():
        entries = [(v.start, e) for v in r.versions for e in v.text.entries]  # every version: goods are asked about on any day
        if not entries:
            whole_list.add(r.id)
        for start, entry in entries:
            home[entry.line] = r.id
            for material in entry.materials:
                by_material[material].add(r.id)
                for part in vocabulary.constituents(material):
                    by_material[part].add(r.id)
            for substance in entry.contains:
                by_content[substance].add(r.id)
            elements.update(entry.alloy_of and entry.materials)
            if not entry.materials and (entry.forms or entry.contains):
                for form in entry.forms or ("",):
                    by_form[form].add(r.id)
            for hs in entry.hs:
                by_hs[hs].append((entry.line, r.id))
            if entry.code:
                coded(start, entry.code, entry.list, entry.line)
    for event in events:
        match event:
            case ControlRecodified():
                for new in event.codes:
                    if new.line in home:
                        coded(event.from_, new.code, new.list, new.line)
            case CustomsCodesPublished():
                for printed in event.codes:
                    for hs in printed.hs if printed.line in home else ():
                        by_hs[hs].append((printed.line, home[printed.line]))
    for control_list in vocabulary.lists.values():
        for head in control_list.heads:
            heads[head].add(control_list.name)
    return Index(
        by_material={k: frozenset(v) for k, v in by_material.items()},
        by_content={k: frozenset(v) for k, v in by_content.items()},
        by_form={k: frozenset(v) for k, v in by_form.items()},
        by_hs={k: tuple(dict.fromkeys(v)) for k, v in by_hs.items()},
        by_code={k: tuple(v) for k, v in by_code.items()},
        heads={k: frozenset(v) for k, v in heads.items()},
        codes={line: tuple(dict.fromkeys(names)) for line, names in codes.items()},
        elements=frozenset(elements),
        whole_list=frozenset(whole_list),
    )


def replay(seen: View, known: Known = EVERYTHING) -> Policy:
    """Fold the events of a view into a policy. Signatures are no part of it: with and without them it has one digest."""
    events = tuple(e for e in seen.events if not isinstance(e, SpecSigned))
    acts = _Acts(events)

    def alive(kind: type[Any]) -> tuple[InTime[Any], ...]:
        return tuple(InTime(e, timeline_of(e, acts)) for e in events if isinstance(e, kind))

    def only(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(e for e in events if isinstance(e, kind))

    requirements = {r.id: RequirementInTime(r.id, _versions(r, acts), timeline_of(r, acts)) for r in only(Requirement)}
    listings: dict[str, list[InTime[PartyListed]]] = defaultdict(list)
    for listing in alive(PartyListed):
        listings[listing.event.list].append(listing)
    vocabulary = _vocabulary(events)
    digests = {e.id: hashlib.sha256(encode(e)) for e in events}
    return Policy(
        known=known,
        position=seen.position,
        digest="sha256:" + hashlib.sha256(b"".join(d.digest() for d in digests.values())).hexdigest(),
        digests={name: d.hexdigest() for name, d in digests.items()},
        events={e.id: e for e in events},
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
        unplaced=seen.unplaced,
        vocabulary=vocabulary,
        index=_index(requirements, events, vocabulary),
    )


_IN_TIME = (ControlSuspended, SuspensionExtended, SuspensionLifted, ControlPostponed, ControlTerminated, ListingSuspended, PartyDelisted)


def vary(policy: Policy, supposed: Sequence[Event]) -> Policy:
    """The policy as it would be with some more events, folded last; a supposed correction replaces its entry.

    Acts that only move periods leave everything else of the policy as it is: the very same objects.
    """
    events = dict(policy.events)
    for event in supposed:
        if isinstance(event, EntryCorrected):
            events[event.entry] = event.replacement
        else:
            events[event.id] = event
    if not all(isinstance(event, _IN_TIME) for event in supposed):
        return replay(View(tuple(events.values()), policy.unplaced, policy.position), policy.known)
    acts = _Acts(events.values())

    def again(items: tuple[InTime[Any], ...]) -> tuple[InTime[Any], ...]:
        return tuple(InTime(item.event, timeline_of(item.event, acts)) for item in items)

    return replace(
        policy,
        events=events,
        requirements={
            r.id: RequirementInTime(r.id, r.versions, timeline_of(r.versions[0].text, acts)) for r in policy.requirements.values()
        },
        overlays=again(policy.overlays),
        exemptions=again(policy.exemptions),
        licences=again(policy.licences),
        listings={name: again(items) for name, items in policy.listings.items()},
        _named={},
        variants={},
    )
