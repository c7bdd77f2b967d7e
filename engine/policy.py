"""The policy: every provision in time, as far as was known.

A value: the same events give the same policy, in any process. Made by `engine.replay`; read by `engine.match` and `engine.decide`.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from ..events.citation import covers
from ..events.dates import Period, change_days
from ..events.goods import AttributeName, ControlList, FormName, ListEntry, MaterialName
from ..events.model import (
    ControlAnnounced,
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
)
from .resembling import Names

Status = Literal["operative", "scheduled", "suspended", "postponed", "terminated", "uncertain"]


class Known(NamedTuple):
    """What an answer may use: published through a day, recorded through a log position. `None`: everything.

    `rules_recorded_through`: the rules as adopted through another position than the law; `None`: through the same.
    """

    published_through: date | None = None
    recorded_through: int | None = None
    rules_recorded_through: int | None = None


EVERYTHING: Final = Known()


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


@dataclass(frozen=True)
class InTime(Generic[E_co]):
    """Something with a life: its event (the last version of its text), its timeline."""

    event: E_co
    timeline: Timeline


class Version(NamedTuple):
    """The text of a requirement from a day on, and the amendment that set it."""

    start: date | None
    text: Requirement
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementInTime:
    """A requirement: its versions (first to last) and its timeline."""

    id: str
    versions: tuple[Version, ...]
    timeline: Timeline

    def version(self, day: date) -> Version:
        """The text as it stands on `day`."""
        return next(v for v in reversed(self.versions) if v.start is None or v.start <= day)


class Coded(NamedTuple):
    """A list line and its full code: since which day the code stands, and the requirement that holds the line."""

    start: date | None
    code: str
    line: str
    requirement: str


@dataclass(frozen=True)
class Vocabulary:
    """The names in use. Materials state their constituents."""

    lists: Mapping[str, ControlList] = field(default_factory=dict)
    materials: Mapping[str, MaterialName] = field(default_factory=dict)
    forms: Mapping[str, FormName] = field(default_factory=dict)
    attributes: Mapping[str, AttributeName] = field(default_factory=dict)

    def constituents(self, material: str) -> tuple[str, ...]:
        known = self.materials.get(material)
        return known.constituents if known else ()


@dataclass(frozen=True)
class Index:
    """Which requirements can concern given goods. Keys are names as list entries use them."""

    by_material: Mapping[str, frozenset[str]]
    by_content: Mapping[str, frozenset[str]]
    by_form: Mapping[str, frozenset[str]]  # entries for any material: by form, or "" for any form
    by_hs: Mapping[str, tuple[tuple[str, str], ...]]  # customs code -> (line, requirement)
    by_code: Mapping[tuple[str, str], tuple[Coded, ...]]  # (list, code or any prefix of it)
    heads: Mapping[str, frozenset[str]]  # code head -> lists that have it
    elements: frozenset[str]  # elements that some listed alloy names
    codes: Mapping[str, tuple[str, ...]]  # line -> its codes
    whole_list: frozenset[str]  # requirements on any item of a list, or on any goods

    def behind(self, hs: str) -> tuple[tuple[str, str], ...]:
        """The (line, requirement) pairs whose customs codes say the same as `hs`, as far as the shorter of the two goes."""
        shorter = [code for code in (hs[:n] for n in range(4, len(hs))) if code in self.by_hs]
        longer = [code for code in self.by_hs if code.startswith(hs)]
        return tuple(dict.fromkeys(pair for code in (*shorter, *longer) for pair in self.by_hs[code]))


@dataclass(frozen=True, eq=False)
class Policy:
    """The value obtained by replaying events. Compare policies by `digest`."""

    known: Known
    position: int  # the last log position looked at
    events: Mapping[str, Event]  # in the order of the fold
    digests: Mapping[str, str]  # of each event's bytes as they are stored, never upcast: sha-256 in hexadecimal
    requirements: Mapping[str, RequirementInTime]
    overlays: tuple[InTime[LicensingPolicySet], ...]
    exemptions: tuple[InTime[ExemptionGranted], ...]
    licences: tuple[InTime[LicenceBase], ...]
    listings: Mapping[str, tuple[InTime[PartyListed], ...]]
    groups: Mapping[str, tuple[tuple[date, frozenset[str]], ...]]
    readings: tuple[ReadingRecorded, ...]
    statements: tuple[StatementMade, ...]
    fulfilled: frozenset[str]  # statements that a known act gives effect to
    coverage: tuple[CoverageDeclared, ...]
    reviews: tuple[SourceReviewed, ...]
    announced: Mapping[str, ControlAnnounced]
    rules: RulesAdopted | None  # the tables adopted last; null: none were
    rules_digest: str | None  # `sha256:` of these as they are stored
    unplaced: tuple[Event, ...]  # published on an unknown day, after what is known for sure
    vocabulary: Vocabulary
    index: Index
    _named: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False)
    variants: dict[str, "Policy"] = field(default_factory=dict, repr=False)  # memo of `engine.alternatives`, by basis
    memo: dict[int, object] = field(default_factory=dict, repr=False)  # of `engine.over` and `engine.listed`, by the identity of a part

    def __getstate__(self) -> dict[str, object]:
        """Without what was worked out: in another process the identities are those of other things."""
        return self.__dict__ | {"variants": {}, "memo": {}}

    @cached_property
    def digest(self) -> str:
        """Of all events, in the order of the fold."""
        return "sha256:" + hashlib.sha256(b"".join(bytes.fromhex(self.digests[name]) for name in self.events)).hexdigest()

    @cached_property
    def acts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every event that names other provisions, with those."""
        return tuple((e.id, targets) for e in self.events.values() if (targets := getattr(e, "targets", ())))

    def named_by(self, targets: tuple[str, ...]) -> frozenset[str]:
        """The provisions that naming `targets` names: themselves, and those of acts among them (the suspension that is read)."""
        if targets not in self._named:
            through = (t for name, mine in self.acts if any(covers(t, name) for t in targets) for t in mine)
            self._named[targets] = frozenset((*targets, *through))
        return self._named[targets]

    def members(self, group: str, day: date) -> frozenset[str]:
        """The members of a country group on a day; a group not in the log has none."""
        steps = [members for start, members in self.groups.get(group, ()) if start <= day]
        return steps[-1] if steps else frozenset()

    def coverage_of(self, regime: str, kind: str, materials: Iterable[str], code: str | None, day: date) -> tuple[CoverageDeclared, ...]:
        """The declarations by which the log is complete for these goods on `day`; empty where it is not.

        The goods are covered if their code is, or if every one of their materials is. Of several declarations the last decides.
        """
        apt = [c for c in self.coverage if c.regime == regime and kind in c.kinds and day in Period(c.from_, c.through)]
        if code is not None and (last := [c for c in apt if any(covers(p, code) for p in c.codes)]) and last[-1].complete:
            return (last[-1],)
        by_material = [[c for c in apt if m in c.materials][-1:] for m in materials]
        if by_material and all(last and last[0].complete for last in by_material):
            return tuple(dict.fromkeys(last[0] for last in by_material))
        return ()

    @cached_property
    def names(self) -> Names:
        """Every name on some list."""
        return Names(name for listed in self.listings.values() for item in listed for name in (item.event.name, *item.event.aliases))

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

    @cached_property
    def versions_of(self) -> Mapping[str, tuple[ListEntry, ...]]:
        """Every list line, in all its versions, first to last."""
        out: dict[str, tuple[ListEntry, ...]] = {}
        for r in self.requirements.values():
            for entry in (e for v in r.versions for e in v.text.entries):
                out[entry.line] = (*out.get(entry.line, ()), entry)
        return out

    def line(self, coded: Coded, day: date) -> ListEntry:
        """A list line as it stands on a day; one that does not stand then, in its last version."""
        text = self.requirements[coded.requirement].version(day).text
        return next((e for e in text.entries if e.line == coded.line), self.entries[coded.line])

    def verified_through(self, authority: str) -> date | None:
        """The latest day through which the publications of an authority (or of its state) were read."""
        days = [r.verified_through for r in self.reviews if r.authority == authority or r.authority == authority[:2]]
        return max(days, default=None)
