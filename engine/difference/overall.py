"""All that is judged of shipments under two policies, compared as one judgement: slow where the change may bear on many goods."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property

from ...events.dates import day_before
from ...events.model import Requirement
from ...events.scope import Departure
from ..judge import Judged, considered, judge, turning_days
from ..question import Question
from ..shipment import ShipmentError
from .boxes import Course, Said, Standing
from .goods import Described, Layer, Member, Side, Sides, goods_of, shapes, stated_in
from .law import Law, lines_in, rewritten
from .members import Members
from .task import Pair, Tally, Task


class Overall(Task):
    """The comparison."""

    def __init__(self, sides: tuple[Sides, Sides], tally: Tally) -> None:
        super().__init__(sides, tally)
        self.certainty = self.laws[0].trust == self.laws[1].trust
        self.rewritten = rewritten(self.laws, self.touched)
        self.pairs = {}
        self._compare_goods()

    @cached_property
    def every_law(self) -> tuple[Law, ...]:
        """Both policies, and all that are supposed."""
        return tuple(each for law in self.laws for each in (law, *(other for _, other in law.supposed(tuple(law.policy.requirements)))))

    @cached_property
    def touched(self) -> frozenset[str]:
        """The requirements that are not as they were, or would not be under something that is supposed."""
        old, new = self.laws
        return frozenset(name for name in old.names | new.names if old.says(name) != new.says(name))

    @cached_property
    def anything(self) -> bool:
        """Whether the change may bear on any goods."""
        whole = {name for law in self.every_law for name in law.whole}
        same = self.laws[0].names_in_use == self.laws[1].names_in_use
        return not (self.same_rules and same and whole.isdisjoint(self.touched))

    @cached_property
    def coverage_differs(self) -> bool:
        return self.laws[0].declared != self.laws[1].declared

    def _compare_goods(self) -> None:
        """All goods that the policies may judge otherwise, those that each judges alike together."""
        pairs: dict[Hashable, Pair] = {}
        for members in Members(self.laws, self.every_law).where(self.may_differ):
            for shape in shapes(self.facts(members[0])):
                for stated in stated_in(shape):
                    goods = goods_of(members[0], stated)
                    old, new = (sides.side(goods) for sides in self.sides)
                    key = old and old.key, new and new.key
                    if key[0] == key[1] and (key[0] is None or self.same_rules):
                        continue
                    if key not in pairs:
                        self.tally.one_kind()
                    pair = pairs.setdefault(key, Pair(old, new, members[0], stated))
                    self.pairs.setdefault(pair, []).extend((member, stated) for member in members)

    def may_differ(self, member: Member) -> bool:
        if self.anything:
            return True
        goods = goods_of(member)
        if any(sides.meets(goods, self.touched) for sides in self._naming):
            return True
        looked_at = any(not self.touched.isdisjoint(sides.concerned(goods)) for sides in self.sides)
        if self.touched and (looked_at or not isinstance(member, Described)):  # if nothing is said of these goods
            one, two = (sides.speaks(goods) for sides in self.sides)
            if one != two:
                return True
        covered = [sides.regimes(goods, sides.law.coverage_days) for sides in self.sides]
        return self.coverage_differs and covered[0] != covered[1]

    @cached_property
    def _naming(self) -> list[Sides]:
        """By policies that may find a touched requirement on goods: both, and those that are supposed in which it has other lines."""
        return [
            Sides(law) for law in self.every_law if law.base is None or any(lines_in(law, n) != lines_in(law.base, n) for n in self.touched)
        ]

    def texts(self) -> Iterable[Requirement]:
        texts = [v.text for law in self.every_law for n in self.touched if (r := law.policy.requirements.get(n)) for v in r.versions]
        if not texts or self.anything or self.coverage_differs:
            every = [v.text for law in self.laws for r in law.policy.requirements.values() for v in r.versions]
            texts += [t.model_copy(update={"reach": tuple(k for k in t.reach if isinstance(k, Departure))}) for t in every]
        return texts

    def looked_at(self) -> list[tuple[Law, Sequence[str]]]:
        found: dict[int, tuple[Law, set[str]]] = {}
        for pair in self.pairs:
            for layer in (layer for side in (pair.old, pair.new) if side is not None for layer in side.layers):
                found.setdefault(id(layer.law), (layer.law, set(layer.law.whole)))[1].update(layer.words)
        return [(law, sorted(names)) for law, names in found.values()]

    def read_for(self, side: Side) -> Iterable[tuple[Law, str]]:
        for layer in side.layers:
            yield from ((layer.law, name) for name in layer.words)
            yield from ((layer.law, name) for name in layer.law.whole if _may_list(layer.law, name, side.lists))

    def unchanged(self, pair: Pair) -> list[tuple[Law, str]] | None:
        """Where the policies differ by requirements alone: these."""
        old, new = pair.old, pair.new
        if not self.same_rules or old is None or new is None or old.rest != new.rest or not (old.plain and new.plain):
            return None
        if [layer.basis for layer in old.layers] != [layer.basis for layer in new.layers]:
            return None
        out: list[tuple[Law, str]] = []
        for one, two in zip(old.layers, new.layers, strict=True):
            names = {name for name in {*one.words, *two.words, *one.law.whole, *two.law.whole} if _said(one, name) != _said(two, name)}
            lists = {e.list for layer in (one, two) for n in names if (r := layer.law.policy.requirements.get(n)) for v in r.versions
                     for e in v.text.entries}  # fmt: skip
            for layer in (one, two):
                over_lists = {n for n in layer.law.whole if _may_list(layer.law, n, frozenset(lists), only=True)}
                out += [(layer.law, n) for n in names | over_lists if n in layer.words or n in layer.law.whole]
        return out

    def course(self, question: Question) -> Course:
        out: list[tuple[date | None, Said]] = []
        try:
            days = turning_days(question)
            starts: list[date | None] = [None, *(day for day in days if day > date.min)]
            for start in starts:
                day = start or (day_before(starts[1]) if len(starts) > 1 and starts[1] is not None else date.min)
                standing = self._standing(judge(question, day))
                if not out or out[-1][1] != standing:
                    out.append((start, standing))
        except ShipmentError:
            return ((None, None),)
        return tuple(out)

    def _standing(self, judged: Judged) -> Standing:
        answer = judged.answer
        return Standing(
            answer.outcome,
            judged.at_most,
            judged.certainty if self.certainty else None,
            considered(answer),
            answer.licensing_policy,
            tuple(item for item in judged.named if item[0] in self.touched),
        )


def _said(layer: Layer, name: str) -> Hashable:
    return layer.words.get(name), layer.law.content(name) if name in layer.words or name in layer.law.whole else None


def _may_list(law: Law, name: str, lists: frozenset[str] | None, *, only: bool = False) -> bool:
    """Whether a requirement is on items of one of some lists, or, but for `only`, on any goods whatever."""
    named = {version.text.any_of_list for version in law.policy.requirements[name].versions}
    return lists is None or not lists.isdisjoint(filter(None, named)) or (None in named and not only)
