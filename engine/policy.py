"""The policy: every provision in time, as far as was known.

A value: the same events give the same policy, in any process, whether they were folded at once or as they came. Made by `engine.replay`;
read by `engine.match` and `engine.decide`. What it is made of shares nearly all of the policy that it grew from: see `engine.layers`.
"""

import hashlib
import weakref
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeVar, cast

from ..events.citation import covers, prefixes, root
from ..events.dates import Period, change_days
from ..events.goods import ListEntry
from ..events.model import (
    ControlAnnounced,
    CountryGroupChanged,
    CoverageDeclared,
    Event,
    ExemptionGranted,
    LicenceBase,
    LicensingPolicySet,
    PartyListed,
    ReadingRecorded,
    Requirement,
    RulesAdopted,
    SourceReviewed,
    StatementMade,
    VocabularyDeclared,
)
from .held import Held
from .index import Coded, Index
from .layers import Chunks, Layered, Seen, SeenEach
from .life import TARGETED, Acts, InTime, Status, Stretch, Timeline, on
from .resembling import Names
from .texts import RequirementInTime, Version, Vocabulary
from .topics import Speaking, Topic, Topics, found

__all__ = [
    "EVERYTHING",
    "Coded",
    "InTime",
    "Index",
    "Known",
    "Policy",
    "RequirementInTime",
    "Status",
    "Stretch",
    "Timeline",
    "Version",
    "Vocabulary",
    "on",
]


class Known(NamedTuple):
    """What an answer may use: published through a day, recorded through a log position. `None`: everything.

    `rules_recorded_through`: the rules as adopted through another position than the law; `None`: through the same.
    """

    published_through: date | None = None
    recorded_through: int | None = None
    rules_recorded_through: int | None = None


EVERYTHING: Final = Known()

_HASHED: Final = 32  # pieces of a policy between two states of its hash that are kept

E = TypeVar("E")
Steps = tuple[tuple[date, frozenset[str]], ...]


def _event(held: Held) -> Any:
    return held.event


class Told(SeenEach[Held, E]):
    """Events of a kind, in the order of the fold."""

    __slots__ = ()

    def __init__(self, held: Chunks[Held] | None = None) -> None:
        super().__init__(Chunks() if held is None else held, _event)

    @property
    def held(self) -> Chunks[Held]:
        return cast(Chunks[Held], self._inner)


class Announced(Mapping[str, ControlAnnounced]):
    """The last announcement of each instrument."""

    __slots__ = ("_topics",)

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def __getitem__(self, instrument: str) -> ControlAnnounced:
        return cast(ControlAnnounced, self._topics["announced", instrument][-1].event)

    def __contains__(self, instrument: object) -> bool:
        return ("announced", instrument) in self._topics

    def __iter__(self) -> Iterator[str]:
        return (name for kind, name in self._topics if kind == "announced")

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Events(Mapping[str, Event]):
    """The events of a policy by id, in the order of the fold."""

    __slots__ = ("_by_id", "_order")

    def __init__(self, order: Chunks[Held], by_id: Mapping[str, Held]) -> None:
        self._order, self._by_id = order, by_id

    def __getitem__(self, name: str) -> Event:
        event: Event = self._by_id[name].event
        return event

    def __contains__(self, name: object) -> bool:
        return name in self._by_id

    def __iter__(self) -> Iterator[str]:
        return (held.id for held in self._order)

    def __len__(self) -> int:
        return len(self._order)


def listed_as(item: InTime[PartyListed]) -> tuple[str, ...]:
    """The names of a listing."""
    return (item.held.name, *item.held.aliases)


class Grown(NamedTuple):
    """How a policy came about from another one by what was recorded since: that policy, as long as somebody keeps it, and the events that
    came. Others may have been taken out or corrected."""

    before: "weakref.ref[Policy]"
    held: tuple[Held, ...]

    @property
    def added(self) -> tuple[Event, ...]:
        return tuple(held.event for held in self.held)


@dataclass(frozen=True, eq=False)
class Policy:
    """The value obtained by replaying events. Compare policies by `digest`."""

    known: Known
    position: int  # the last log position looked at
    rules: RulesAdopted | None  # the tables adopted last; null: none were
    rules_digest: str | None  # `sha256:` of these as they are stored
    unplaced: tuple[Event, ...]  # published on an unknown day, after what is known for sure

    order: Chunks[Held] = field(default_factory=Chunks)  # the events, in the order of the fold
    held: Layered[str, Held] = field(default_factory=Layered)  # the same by id
    aside: Layered[str, Held] = field(default_factory=Layered)  # recorded, not folded: signatures, and what was not public yet, by id
    acted: Acts = field(default_factory=Acts)
    below: Layered[str, tuple[Held, ...]] = field(default_factory=Layered)  # first segment of its names -> what lives, what has targets

    requirements: Mapping[str, RequirementInTime] = field(default_factory=dict)  # in the order of the fold
    edition: object = None  # the same one in policies whose requirements have the same versions
    overlays: Chunks[InTime[LicensingPolicySet]] = field(default_factory=Chunks)
    exemptions: Chunks[InTime[ExemptionGranted]] = field(default_factory=Chunks)
    licences: Chunks[InTime[LicenceBase]] = field(default_factory=Chunks)
    listings: Layered[str, Chunks[InTime[PartyListed]]] = field(default_factory=Layered)
    groups: Layered[str, Steps] = field(default_factory=Layered)
    readings: Told[ReadingRecorded] = field(default_factory=Told)
    statements: Told[StatementMade] = field(default_factory=Told)
    coverage: Told[CoverageDeclared] = field(default_factory=Told)
    reviews: Told[SourceReviewed] = field(default_factory=Told)
    declared: Told[VocabularyDeclared] = field(default_factory=Told)  # of the vocabulary
    topics: Topics = field(default_factory=Layered)
    speaking: Speaking = field(default_factory=Speaking)
    regimes: tuple[str, ...] = ()  # with declarations of coverage, in the order of the first ones
    effects: Layered[str, int] = field(default_factory=Layered)  # statement, agreement or reading -> acts that give effect to it
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    index: Index = field(default_factory=Index)
    listing_days: Layered[str, Layered[date, int]] = field(default_factory=Layered)  # list -> days on which names on it change: how many
    reviewed: Layered[date, tuple[Held, ...]] = field(default_factory=Layered)  # by the day through which publications were read
    verified: Layered[str, date] = field(default_factory=Layered)  # authority -> the day through which its publications were read

    grown: Grown | None = field(default=None, repr=False)  # null: replayed, or as published through another day
    _named: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False)
    variants: dict[str, "Policy"] = field(default_factory=dict, repr=False)  # memo of `engine.alternatives`, by basis
    memo: dict[int, object] = field(default_factory=dict, repr=False)  # of `engine.over` and `engine.listed`, by the identity of a part

    def __getstate__(self) -> dict[str, object]:
        """Without what was worked out: in another process the identities are those of other things."""
        return {f.name: getattr(self, f.name) for f in fields(self)} | {"grown": None, "_named": {}, "variants": {}, "memo": {}}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """In the order of the fold."""
        return Events(self.order, self.held)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of each event's bytes as they are stored, never upcast: sha-256 in hexadecimal."""
        return Seen(self.held, lambda held: held.digest.hex())

    @cached_property
    def announced(self) -> Mapping[str, ControlAnnounced]:
        """The last announcement of each instrument."""
        return Announced(self.topics)

    @property
    def fulfilled(self) -> Collection[str]:
        """Statements that a known act gives effect to."""
        return self.effects

    @cached_property
    def digest(self) -> str:
        """Of all events, in the order of the fold."""
        return f"sha256:{self._hashed[-1].hexdigest()}"

    @cached_property
    def _hashed(self) -> list[Any]:
        """The hash of the events after each so many pieces, and of all of them; as far as they are those of the policy before, not anew."""
        pieces, out = self.order.pieces, [hashlib.sha256()]
        before = self.grown.before() if self.grown is not None else None
        if before is not None and "_hashed" in vars(before):
            same = next((n for n, (one, two) in enumerate(zip(pieces, before.order.pieces, strict=False)) if one is not two), None)
            known = min(len(pieces), len(before.order.pieces)) if same is None else same
            out = before._hashed[: known // _HASHED + 1]
        for start in range((len(out) - 1) * _HASHED, len(pieces), _HASHED):
            whole = out[-1].copy()
            for piece in pieces[start : start + _HASHED]:
                whole.update(b"".join([held.digest for held in piece]))
            out.append(whole)
        return out

    def named_by(self, targets: tuple[str, ...]) -> frozenset[str]:
        """The provisions that naming `targets` names: themselves, and those of acts among them (the suspension that is read)."""
        if targets not in self._named:
            acts = (
                act for target in targets for act in self.below.get(root(target), ()) if act.type in TARGETED and covers(target, act.id)
            )
            self._named[targets] = frozenset((*targets, *(name for act in acts for name in act.targets)))
        return self._named[targets]

    def members(self, group: str, day: date) -> frozenset[str]:
        """The members of a country group on a day; a group not in the log has none."""
        steps = [members for start, members in self.groups.get(group, ()) if start <= day]
        return steps[-1] if steps else frozenset()

    def coverage_of(self, regime: str, kind: str, materials: Iterable[str], code: str | None, day: date) -> tuple[CoverageDeclared, ...]:
        """The declarations by which the log is complete for these goods on `day`; empty where it is not.

        The goods are covered if their code is, or if every one of their materials is. Of several declarations the last decides.
        """

        def last(how: str, *names: str) -> CoverageDeclared | None:
            apt = (held.event for held in reversed(found(self.topics, *((how, name) for name in names))))
            return next((c for c in apt if c.regime == regime and kind in c.kinds and day in Period(c.from_, c.through)), None)

        if code is not None and (one := last("code", *prefixes(code))) is not None and one.complete:
            return (one,)
        by_material = [last("material", m) for m in materials]
        complete = [one for one in by_material if one is not None and one.complete]
        return tuple({one.id: one for one in complete}.values()) if by_material and len(complete) == len(by_material) else ()

    @cached_property
    def names(self) -> Names:
        """Every name on some list; perhaps some more, that were taken for one."""
        return Names(name for listed in self.listings.values() for item in listed for name in listed_as(item))

    def list_days(self, name: str) -> tuple[date, ...]:
        """The days on which names on a list change, in order."""
        if name not in self._list_days:
            self._list_days[name] = tuple(sorted(self.listing_days.get(name, ())))
        return self._list_days[name]

    @cached_property
    def _list_days(self) -> dict[str, tuple[date, ...]]:
        return {}

    @cached_property
    def _coverage_days(self) -> list[date]:
        return sorted(change_days(Period(c.from_, c.through) for c in self.coverage))

    def coverage_moment(self, day: date) -> int:
        """The day's place among those on which some declaration of coverage begins or ends."""
        return bisect_right(self._coverage_days, day)

    @cached_property
    def entries(self) -> Mapping[str, ListEntry]:
        """Every list line, in the last version of its requirement."""
        return {e.line: e for r in self.requirements.values() for v in r.versions for e in v.text.entries}

    @property
    def versions_of(self) -> Mapping[str, tuple[ListEntry, ...]]:
        """Every list line, in all its versions, first to last."""
        return self.index.versions_of

    def line(self, coded: Coded, day: date) -> ListEntry:
        """A list line as it stands on a day; one that does not stand then, in its last version."""
        text = self.requirements[coded.requirement].version(day).text
        return next((e for e in text.entries if e.line == coded.line), None) or self.versions_of[coded.line][-1]

    # What speaks of something, without going through all that speaks of anything

    def overlays_about(self, text: Requirement) -> list[InTime[LicensingPolicySet]]:
        """The licensing policies that name a requirement or one of its families, in the order of the fold."""
        topics = [*(("overlay", name) for name in prefixes(text.id)), *(("family", name) for name in dict.fromkeys(text.families))]
        return self._in_time(self.overlays, topics)

    def exemptions_on(self, requirement: str) -> list[InTime[ExemptionGranted]]:
        """The exemptions from a requirement, in the order of the fold."""
        return self._in_time(self.exemptions, [("exemption", name) for name in prefixes(requirement)])

    def licences_on(self, requirement: str) -> list[InTime[LicenceBase]]:
        """The licences that name a requirement, in the order of the fold."""
        return self._in_time(self.licences, [("licence", name) for name in prefixes(requirement)])

    def _in_time(self, items: Chunks[InTime[Any]], topics: Iterable[Topic]) -> list[InTime[Any]]:
        return [item for held in found(self.topics, *topics) if (item := items.at(held.key)) is not None]

    def told_about(self, requirements: Iterable[str]) -> list[StatementMade | ReadingRecorded]:
        """The statements and readings that speak of some requirements, directly or through an act on one, in the order of the fold."""
        return [held.event for held in self.speaking.of(requirements)]

    def told_of(self, names: Iterable[str]) -> list[StatementMade | ReadingRecorded]:
        """The statements and readings that name something by just that name, in the order of the fold."""
        return [held.event for held in found(self.topics, *(("told", name) for name in dict.fromkeys(names)))]

    def coverage_about(self, materials: Iterable[str]) -> list[CoverageDeclared]:
        """The declarations of coverage that name some code, or one of the materials, in the order of the fold."""
        return [held.event for held in found(self.topics, ("codes", None), *(("material", name) for name in dict.fromkeys(materials)))]

    def partly_covered(self, regimes: Iterable[str] | None = None) -> list[CoverageDeclared]:
        """The declarations that the log does not hold a regime completely, of some regimes or of all, in the order of the fold."""
        names = self.regimes if regimes is None else dict.fromkeys(regimes)
        return [held.event for held in found(self.topics, *(("partly", name) for name in names))]

    @property
    def group_changes(self) -> list[CountryGroupChanged]:
        """Everything that was said of groups of countries, in the order of the fold."""
        return [held.event for held in found(self.topics, *(("group", name) for name in self.groups))]

    def review_through(self, day: date) -> SourceReviewed:
        """The first review of publications through a day."""
        return cast(SourceReviewed, self.reviewed[day][0].event)

    @property
    def review_days(self) -> Collection[date]:
        """The days through which publications were reviewed."""
        return self.reviewed

    def verified_through(self, authority: str) -> date | None:
        """The latest day through which the publications of an authority (or of its state) were read."""
        days = (self.verified.get(name) for name in (authority, authority[:2]))
        return max((day for day in days if day is not None), default=None)


def again(policy: Policy, **state: Any) -> Policy:
    """The policy with some of its fields otherwise, but not with more listings: it keeps the index of the names on lists."""
    new = with_worked_out(policy, replace(policy, **state))
    if "names" in vars(policy):
        vars(new)["names"] = policy.names
    return new


def with_worked_out(before: Policy, new: Policy) -> Policy:
    """`new`, with what was worked out of parts that it has in common with `before`."""
    for name, part in (("_coverage_days", "coverage"), ("_list_days", "listing_days")):
        if name in vars(before) and getattr(before, part) is getattr(new, part):
            vars(new)[name] = vars(before)[name]
    return new
