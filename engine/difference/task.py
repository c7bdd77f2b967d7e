"""A comparison of two policies: the goods that may be judged otherwise, what is beside them, and how a question is judged."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...events.goods import ListEntry
from ...events.model import LicenceBase, Requirement
from ...events.scope import country_names
from ..goods import match_line
from ..over import over
from ..policy import InTime
from ..question import Question
from ..resembling import Names
from ..spoken import Spoken
from .boxes import Course
from .goods import (
    PROCESSING,
    Coded,
    Described,
    Fact,
    Member,
    Side,
    Sides,
    Stated,
    facts_of,
    goods_of,
)
from .law import Law, lines_in
from .lines import measures_of


class DifferenceError(Exception):
    """The comparison would take too long. The text says what there is too much of."""


@dataclass
class Tally:
    """How many shipments are judged, and at most may be; the same for kinds of goods."""

    most: int
    judged: int = 0
    goods: int = 0

    def one_judged(self) -> None:
        self.judged += 1
        self._bounded(self.judged, "shipments would have to be judged")

    def one_kind(self) -> None:
        self.goods += 1
        self._bounded(self.goods, "kinds of goods would have to be told apart")

    def _bounded(self, count: int, what: str) -> None:
        if count > self.most:
            raise DifferenceError(f"more than {self.most} {what}: compare fewer events at a time, or allow more with `--most`")


@dataclass(frozen=True, eq=False)
class Pair:
    """Goods that each policy judges alike wherever they go; null: it cannot be asked about them. `member`, `stated`: some of them."""

    old: Side | None
    new: Side | None
    member: Member
    stated: Stated


class Task(ABC):
    """Two policies, and what is worked out about them on the way.

    `requirement`: the one whose conclusions are compared; null: all is, as one judgement. `pairs`: the goods that may be judged otherwise,
    those that each policy judges alike together.
    """

    requirement: str | None = None
    pairs: dict[Pair, list[tuple[Member, Stated]]]

    def __init__(self, sides: tuple[Sides, Sides], tally: Tally) -> None:
        self.sides, self.tally = sides, tally
        self.laws = (sides[0].law, sides[1].law)
        self.same_rules = self.laws[0].infer.rules_digest == self.laws[1].infer.rules_digest
        self.parts: dict[Any, Any] = {}

    @property
    @abstractmethod
    def every_law(self) -> tuple[Law, ...]:
        """The policies that what is said may rest on: both, and those that are supposed."""

    rewritten: frozenset[str]
    """The requirements on which acts are others, and not only names on lists and members of groups."""

    @property
    @abstractmethod
    def touched(self) -> frozenset[str]:
        """The requirements that are not as they were."""

    @abstractmethod
    def texts(self) -> Iterable[Requirement]:
        """Those that say which shipments the change can reach."""

    @abstractmethod
    def looked_at(self) -> list[tuple[Law, Sequence[str]]]:
        """The requirements whose reading of the facts beside the goods may matter."""

    @abstractmethod
    def read_for(self, side: Side) -> Iterable[tuple[Law, str]]:
        """Those of them that may concern some goods."""

    @abstractmethod
    def course(self, question: Question) -> Course:
        """What is said of a shipment over time."""

    def unchanged(self, pair: Pair) -> list[tuple[Law, str]] | None:
        """The requirements such that nothing differs where none of them concerns the shipment. Null: that is not known."""
        return None

    # Goods

    def facts(self, member: Member) -> Iterator[tuple[Fact, ...]]:
        """What each changed line measures of goods."""
        if not isinstance(member, Described | Coded):
            return
        goods = goods_of(member)
        lines: dict[int, ListEntry] = {}
        for law, sides in zip(self.laws, self.sides, strict=True):
            for name in sorted(self.rewritten & sides.concerned(goods)):
                for entry in lines_in(law, name):
                    if self.is_changed(name, entry) and match_line(entry, goods, law.policy).identity.word != "no":
                        lines.setdefault(law.numbers.of(entry), entry)
        if not lines:
            return
        own = frozenset(s for law in self.laws for s in (goods.material or "", *law.policy.vocabulary.constituents(goods.material or "")))
        policies = [law.policy for law in self.laws]
        every = facts_of(lines.values(), (), policies)
        all_of_it = goods_of(member, tuple((f, f.values[0]) for f in every if f.kind == "content"))
        limiting = {id(e): e for law in self.every_law for name in Sides(law).concerned(all_of_it)
                    for e in lines_in(law, name)}  # fmt: skip
        for line in lines.values():
            yield tuple(f for f in facts_of((line,), limiting.values(), policies) if f.name not in own or f.name in _measured(line))
        if any(r.case is not None and r.case.processing for law in self.laws for r in law.policy.readings):
            yield (Fact("processing", "", PROCESSING),)

    def is_changed(self, name: str, line: ListEntry) -> bool:
        """Whether a line of a requirement that is not as it was counts as changed."""
        return True

    # Beside the goods

    @cached_property
    def changed_licences(self) -> list[LicenceBase]:
        found: list[dict[Hashable, LicenceBase]] = []
        for law in self.laws:
            mine = [item for n in self.touched if (r := law.policy.requirements.get(n)) for v in r.versions
                    for item in over(law.policy, v.text).licences]  # fmt: skip
            found.append({(item.held.id, item.held.digest, item.timeline): item.event for item in mine})
        return [event for one, two in (found, reversed(found)) for key, event in one.items() if key not in two]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of persons that the change is about."""
        found: list[dict[Hashable, tuple[str, ...]]] = [
            {(name, item.held.digest, item.timeline): (item.held.name, *item.held.aliases)
             for each in self.every_law if (each.base or each) is law for name, items in self.listings(each) for item in items}
            for law in self.laws
        ]  # fmt: skip
        listed = (names for one, two in (found, reversed(found)) for key, names in one.items() if key not in two)
        users = (name for licence in self.changed_licences for name in licence.end_users)
        return tuple(dict.fromkeys((*(name for names in listed for name in names), *users)))

    def listings(self, law: Law) -> Iterable[tuple[str, Sequence[InTime[Any]]]]:
        """The lists whose names matter, with what is on them."""
        return law.policy.listings.items()

    def unlisted(self, names: Iterable[str]) -> str:
        """A name that is on no list, and resembles none, nor any of some others."""
        listed = [Names((*law.policy.names, *names)) for law in self.every_law]
        tried = ("Nemo Nusquam", *(f"Nemo Nusquam {letter * 9}" for letter in "qwxyzjkv"))
        return next(name for name in tried if not any(known.any(name) for known in listed))

    @cached_property
    def spoken(self) -> Spoken:
        """What the policies speak of."""
        return Spoken(event for law in self.every_law for event in (*law.policy.events.values(), *law.policy.unplaced))

    def somewhere(self) -> str:
        """A country that no text names, or else any."""
        named = {country for countries in self.spoken.countries for country in countries}
        return next((c for c in sorted(country_names()) if c not in named), "AQ")

    def groups(self) -> Iterator[frozenset[str]]:
        """Countries that belonged to a group together."""
        return (members for law in self.every_law for steps in law.policy.groups.values() for _, members in steps)


def _measured(line: ListEntry) -> set[str]:
    return {name for m in measures_of(line.criteria) for name in (m.attribute, m.substance) if name is not None}
