"""The goods of a comparison, and what a policy makes of them: goods with an equal `Side.key` are judged alike, wherever they go.

Goods are given by material and form, by a code of a list, by a customs code alone, or not at all; besides, they state what changed lines
measure. What requirements say of them is asked of `engine.question`.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any, Final, NamedTuple

from ...events.goods import ListEntry
from ..bearing import candidates, case_met
from ..goods import Identified, check_names, identify, kind_of, materials_of, standing
from ..over import over
from ..policy import Policy, RequirementInTime
from ..question import Parts, Question
from ..shipment import Goods, Shipment, ShipmentError
from .amounts import Interval, cut
from .customs import Customs
from .law import Law
from .lines import measures_of

PRESENT: Final = "present"  # contained, in an amount that is not stated
PROCESSING: Final = ("raw", "primary", "incorporated")
_SOMEWHERE: Final = {"destination": "AQ", "date": "2000-01-01"}  # no part of what goods are


class Described(NamedTuple):
    """Goods by material and form; a null form is not stated."""

    material: str
    form: str | None

    @property
    def facts(self) -> dict[str, Any]:
        return {"material": self.material} | ({"form": self.form} if self.form is not None else {})


class Coded(NamedTuple):
    """Goods by a code of a list; a null list is not stated."""

    list: str | None
    code: str

    @property
    def facts(self) -> dict[str, Any]:
        return {"code": self.code} | ({"list": self.list} if self.list is not None else {})


class ByCustoms(NamedTuple):
    """Goods by a customs code alone."""

    codes: Customs

    @property
    def facts(self) -> dict[str, Any]:
        return {"hs": self.codes.some}


class Unnamed(NamedTuple):
    """Goods that are not identified."""

    fact: str  # `description`, or `dual_use`

    @property
    def facts(self) -> dict[str, Any]:
        return {"description": "any"} if self.fact == "description" else {self.fact: True}


class AnyGoods(NamedTuple):
    """All goods there are."""

    @property
    def facts(self) -> dict[str, Any]:
        return {"description": "any"}


Member = Described | Coded | ByCustoms | Unnamed | AnyGoods
Value = Interval | str


class Fact(NamedTuple):
    """Something that goods state besides what they are, with the values that policies tell apart: an attribute, the content of a substance
    (per cent by weight, or `PRESENT`), or how a part was processed (`name` is then empty)."""

    kind: str  # `attribute`, `content`, `processing`
    name: str
    values: tuple[Value, ...]


Stated = tuple[tuple[Fact, Value], ...]
"""The facts that goods state, each with a value; they state nothing else."""


def goods_of(member: Member, stated: Stated = ()) -> Goods:
    """Goods as a shipment states them."""
    facts = member.facts
    for fact, value in stated:
        some = value.some if isinstance(value, Interval) else value
        if fact.kind == "attribute":
            facts.setdefault("attributes", {})[fact.name] = some
        elif fact.kind == "processing":
            facts["processing"] = some
        else:
            part = {"substance": fact.name} | ({} if value == PRESENT else {"wt_pct": some})
            facts.setdefault("composition", []).append(part)
    return Goods.model_validate(facts)


class Layer(NamedTuple):
    """What requirements say of goods under a policy, or one that is supposed: a number for each that may concern them. `basis`: a number
    for what is supposed."""

    basis: int
    law: Law
    words: dict[str, int]


@dataclass(frozen=True, eq=False)
class Side:
    """Goods under one policy. `key`: a number for all that any judgement reads of them; `layers`: what requirements say of them, under the
    policy and then under each that is supposed; `rest`: all else of the key; `plain`: whether nothing but the conclusions of requirements
    follows from what they say; `lists`: those that the goods may be items of, null: any."""

    key: int
    layers: tuple[Layer, ...]
    rest: Hashable
    plain: bool
    lists: frozenset[str] | None


class Sides:
    """What a policy makes of goods."""

    def __init__(self, law: Law, like: "Sides | None" = None) -> None:
        """`like`: of the other policy, asked about the same goods just before."""
        self.law, self._like = law, like
        self._regimes: dict[Hashable, tuple[tuple[str, ...], ...]] = {}
        self._listed: dict[Hashable, Hashable] = {}
        self._parts: dict[Any, Any] = {}
        self.read: set[int] = set() if like is None else like.read  # the words that rest on a reading
        self.remembered: dict[Hashable, int | None] = {} if like is None else like.remembered  # of the goods that were asked about last
        self.by_identity: dict[Hashable, int | None] = {} if like is None else like.by_identity  # of goods that state no other facts

    def question(self, goods: Goods) -> Question:
        """Errors: `ShipmentError`."""
        check_names(goods, self.law.policy.vocabulary)
        return Question(self.law.policy, Shipment.model_validate({**_SOMEWHERE, "goods": goods}), self.law.infer)

    def concerned(self, goods: Goods) -> frozenset[str]:
        """The requirements that are looked at."""
        try:
            return candidates(self.law.policy, identify(self.law.policy, goods))
        except ShipmentError:
            return frozenset()

    def meets(self, goods: Goods, names: frozenset[str]) -> bool:
        """Whether one of some requirements may concern goods."""
        if names.isdisjoint(self.concerned(goods)):
            return False
        self.remembered.clear()
        try:
            return bool(self._words(self.law, self.question(goods), names))
        except ShipmentError:
            return False

    def speaks(self, goods: Goods) -> Hashable:
        """What is looked at for goods though it is not on them: regimes and authorities, what is supposed, what goods that may be anything
        could need."""
        try:
            anything = self.question(goods).anything
        except ShipmentError:
            return None
        looked_at = (*sorted(self.concerned(goods)), *self.law.whole)
        bases = tuple(self.law.numbers.of(item.basis) for item, _ in self.law.supposed(looked_at))
        return tuple(dict.fromkeys(map(self.law.kind, looked_at))), bases, anything

    def regimes(self, goods: Goods, days: tuple[date, ...]) -> tuple[tuple[str, ...], ...] | None:
        """What the log holds completely for goods, on some days."""
        try:
            return self._covered(self.question(goods), days)
        except ShipmentError:
            return None

    def _covered(self, question: Question, days: tuple[date, ...]) -> tuple[tuple[str, ...], ...]:
        goods, policy = question.shipment.goods, self.law.policy
        key = question.found.by, question.found.certain, goods.code, goods.list, goods.material, kind_of(goods, policy.vocabulary), days
        if key not in self._regimes:
            self._regimes[key] = tuple(question.covered_on(day) for day in days)
        return self._regimes[key]

    def side(self, goods: Goods) -> Side | None:
        """The goods; null where they cannot be asked about."""
        if self._like is None:
            self.remembered.clear()
        try:
            question = self.question(goods)
            words = self._words(self.law, question)
        except ShipmentError:
            return None
        law, found = self.law, question.found
        looked_at = tuple(r.id for r in (*question.items, *question.whole))
        kinds = tuple(dict.fromkeys(map(law.kind, looked_at)))
        layers = [Layer(0, law, words)]
        for item, other in law.supposed(looked_at):
            if item.case is None or case_met(item.case, goods) == "yes":
                layers.append(
                    Layer(law.numbers.of(item.basis), other, self._words(other, Question(other.policy, question.shipment, other.infer)))
                )
        rest = (
            found.by,
            found.certain,
            found.unsettled is None,
            bool(goods.dual_use),
            kinds,
            self._covered(question, law.coverage_days),
            question.anything,
        )
        licensed = any(layer.law.licensed for layer in layers)  # whether licences from whole lists cover them turns on what they are
        what = (goods.code, tuple(sorted(materials_of(found))), tuple(map(law.numbers.of, found.texts))) if licensed else None
        key = law.numbers((rest, what, *map(_content, layers)))
        lists = {e.list for layer in layers for e in _entries(layer)}
        settled = law.idle and found.certain and not goods.dual_use
        plain = self.read.isdisjoint(word for layer in layers for word in layer.words.values())
        return Side(key, tuple(layers), rest, plain, frozenset(lists) if settled else None)

    def part(self, goods: Goods, name: str, items: frozenset[str]) -> Side | None:
        """The same as far as one requirement turns on it, by what lines of `items` say of the goods: its own, or those of items on the list
        that it names."""
        if self._like is None:
            self.remembered.clear()
        law = self.law
        try:
            question = self.question(goods)
            words = self._words(law, question, items)
        except ShipmentError:
            return None
        found, requirement = question.found, law.policy.requirements.get(name)
        licensed = requirement is not None and any(over(law.policy, v.text).licences for v in requirement.versions)
        what = (goods.code, tuple(sorted(materials_of(found))), tuple(map(law.numbers.of, found.texts))) if licensed else None
        rest = (found.by, found.certain, found.unsettled is None, goods.dual_use and (goods.list,), what)
        said: Hashable = tuple(sorted((item, word, law.own(item)) for item, word in words.items()))
        if requirement is not None and requirement.id in law.whole:
            key = (name, rest[:-1], said)
            if key not in self._listed:
                self._listed[key] = self._listing(question, requirement, items, Parts(self._parts, key, reasons=False))
            said = self._listed[key]
        return Side(law.numbers((rest, law.content(name), said)), (Layer(0, law, words),), rest, plain=True, lists=None)

    def _listing(self, question: Question, requirement: RequirementInTime, items: frozenset[str], parts: Parts) -> Hashable:
        """Whether the goods are an item of the list that a requirement names, on all days."""
        asked = Question(self.law.policy, question.shipment, self.law.infer, parts=parts)
        lineup = asked.only(items | {requirement.id})
        days = sorted({date.min, *lineup.days, *self.law.version_days})
        words = [next(b.goods.answer.word for b in asked.concluded(lineup, day) if b.id == requirement.id) for day in days]
        return tuple(pair for n, pair in enumerate(zip(days, words, strict=True)) if n == 0 or words[n - 1] != pair[1])

    def _words(self, law: Law, question: Question, only: frozenset[str] | None = None) -> dict[str, int]:
        """A number for what each requirement says of the goods, on all days, where it is not surely on others."""
        found, out = question.found, {}
        coded = [(day, standing(law.policy, found, day)) for day in law.version_days] if found.lines else []
        lines = tuple((coded_line, tuple(map(id, stands.texts))) for coded_line in found.lines for _, stands in coded)
        goods = question.shipment.goods
        bare = not (goods.attributes or goods.composition or goods.processing)
        for name in (r.id for r in question.items if only is None or r.id in only):
            # Goods are compared with a text alike wherever the text, the names in use, and the lines under their code are the same.
            key: Hashable = (law.own(name), law.names_in_use, lines, found.unsettled is None, goods.hs is not None and id(law))
            memo = self.by_identity if bare else self.remembered
            if bare:
                key = key, _read(law, name, goods) if found.by == "material" else (goods.code, goods.list, goods.hs)
            if key not in memo:
                memo[key] = self._word(law, question, name, coded)
            if (word := memo[key]) is not None:
                out[name] = word
        return out

    def _word(self, law: Law, question: Question, name: str, coded: list[tuple[date, Identified]]) -> int | None:
        policy, found, requirement = law.policy, question.found, law.policy.requirements[name]
        if coded:
            said = [question.goods(requirement.version(day).text, stands) for day, stands in coded]
        else:
            said = [question.goods(version.text, found) for version in requirement.versions]
        if law.idle and all(b.answer.word == "no" and not b.readings for b in said):
            return None
        licensed: Hashable = None
        if any(over(policy, version.text).licences for version in requirement.versions):
            codes = tuple(tuple(policy.index.codes.get(e.line, ()) for e in b.lines) for b in said)
            licensed = found.goods.code, tuple(sorted(materials_of(found))), codes, tuple(map(law.numbers.of, found.texts))
        answers = tuple((b.answer.word, tuple(r.id for r in b.readings)) for b in said)
        word = law.numbers(("word", answers, tuple(day for day, _ in coded), licensed))
        if any(b.readings for b in said):
            self.read.add(word)
        return word


def _read(law: Law, name: str, goods: Goods) -> Hashable:
    """What a requirement can read of goods that state a material, and at most a form. Materials that it does not name are alike to it where
    as much is known of what they contain."""
    material = law.policy.vocabulary.materials.get(goods.material or "")
    if law.names_material(name, goods.material or "") is False:
        return (material is not None, material and (material.closed, bool(material.constituents))), goods.form
    return goods.material, goods.form


def _content(layer: Layer) -> Hashable:
    law = layer.law
    whole = tuple((name, law.content(name)) for name in law.whole)
    return layer.basis, whole, tuple(sorted((name, word, law.content(name)) for name, word in layer.words.items()))


def _entries(layer: Layer) -> Iterator[ListEntry]:
    requirements = (layer.law.policy.requirements[name] for name in layer.words)
    return (entry for requirement in requirements for version in requirement.versions for entry in version.text.entries)


# What is stated


def facts_of(lines: Iterable[ListEntry], limiting: Iterable[ListEntry], policies: Iterable[Policy]) -> tuple[Fact, ...]:
    """What lines measure, or ask whether it is contained. `limiting`: all lines that may read it of these goods."""
    lines, policies = tuple(lines), tuple(policies)
    measures = [m for line in lines for m in measures_of(line.criteria)]
    attributes = dict.fromkeys(m.attribute for m in measures if m.attribute is not None)
    substances = dict.fromkeys((*(m.substance for m in measures if m.substance is not None), *(s for line in lines for s in line.contains)))
    limits: dict[tuple[str | None, str | None], set[Decimal]] = {}
    for m in (m for line in limiting for m in measures_of(line.criteria)):
        if m.value is not None:
            limits.setdefault((m.attribute, m.substance), set()).add(m.value)
    out = []
    for name in sorted(attributes):
        words = tuple(dict.fromkeys(w for p in policies if name in p.vocabulary.attributes for w in p.vocabulary.attributes[name].words))
        out.append(Fact("attribute", name, words or tuple(cut(limits.get((name, None), ())))))
    for name in sorted(substances):
        out.append(Fact("content", name, (PRESENT, *cut(limits.get((None, name), ()), Decimal(0), Decimal(100)))))
    return tuple(out)


def by_material(policy: Policy, material: str) -> frozenset[str]:
    """The requirements with lines about a material, in whatever form, or about any material."""
    index, names = policy.index, (material, *policy.vocabulary.constituents(material))
    by_name = (part.get(name, frozenset()) for part in (index.by_material, index.by_content) for name in names)
    return frozenset[str]().union(*by_name, *index.by_form.values())


def shapes(facts: Iterable[tuple[Fact, ...]]) -> Iterator[tuple[Fact, ...]]:
    """Every choice of facts that one line measures, none twice; nothing stated comes first."""
    seen: dict[frozenset[tuple[str, str]], tuple[Fact, ...]] = {}
    for some in ((), *facts):
        for size in range(len(some) + 1):
            for chosen in combinations(some, size):
                seen.setdefault(frozenset((f.kind, f.name) for f in chosen), chosen)
    return iter(sorted(seen.values(), key=len))


def stated_in(shape: tuple[Fact, ...]) -> Iterator[Stated]:
    """Every combination of values of some facts; contents that add up to more than all of the goods are left out."""
    for values in product(*(fact.values for fact in shape)):
        contents = (v.some for f, v in zip(shape, values, strict=True) if f.kind == "content" and isinstance(v, Interval))
        if sum(contents, Decimal(0)) <= 100:
            yield tuple(zip(shape, values, strict=True))
