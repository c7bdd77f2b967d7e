"""One requirement under two policies: the shipments of which it concludes something else, whatever other law there is about them."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from ...events.dates import day_before
from ...events.goods import ListEntry
from ...events.model import Requirement
from ..assess import BINDING, OPEN, Bearing
from ..over import over
from ..policy import InTime
from ..question import Question
from ..shipment import ShipmentError
from .boxes import Course, Ruling, Said
from .goods import AnyGoods, ByCustoms, Coded, Described, Member, Side, Sides, Stated, goods_of, shapes, stated_in
from .law import Change, Law, conditions_of, lines_in
from .members import Members
from .task import Pair, Tally, Task


class Provision(Task):
    """The comparison."""

    def __init__(self, sides: tuple[Sides, Sides], tally: Tally, members: Members, change: Change, name: str) -> None:
        super().__init__(sides, tally)
        self._members, self._change, self.rewritten = members, change, change.rewritten
        self.requirement = self._name = name
        self._texts = [(law, v.text) for law in self.laws if (r := law.policy.requirements.get(name)) for v in r.versions]
        self.pairs = {}
        self._compare_goods()

    @property
    def every_law(self) -> tuple[Law, ...]:
        return self.laws

    @property
    def touched(self) -> frozenset[str]:
        return frozenset((self._name,))

    @cached_property
    def items(self) -> frozenset[str]:
        """The requirements whose lines say whether it is about goods: it, or those on the items of the lists that it names."""
        lists = {text.any_of_list for _, text in self._texts} - {None}
        on_lists = {n for law in self.laws for n in law.policy.requirements if any(e.list in lists for e in lines_in(law, n))}
        return frozenset((self._name, *on_lists))

    @cached_property
    def _on_list(self) -> bool:
        """Whether it is on the items of a list."""
        return any(text.any_of_list is not None for _, text in self._texts)

    @cached_property
    def _any_goods(self) -> bool:
        """Whether it is on any goods, and nothing that lies over it is about some only."""
        return all(text.any_of_list is None and not text.entries and not over(law.policy, text).licences for law, text in self._texts)

    def _compare_goods(self) -> None:
        """The goods of which it may conclude something else."""
        pairs: dict[Hashable, Pair] = {}
        for members, stated in self._goods():
            goods = goods_of(members[0], stated)
            old, new = (sides.part(goods, self._name, self.items) for sides in self.sides)
            key = old and old.key, new and new.key
            if key[0] == key[1] and (key[0] is None or self.same_rules):
                continue
            if self._by_lines and not self._on_list and not any(side.layers[0].words for side in (old, new) if side is not None):
                continue
            if key not in pairs:
                self.tally.one_kind()
                pairs[key] = Pair(old, new, members[0], stated)
            self.pairs.setdefault(pairs[key], []).extend((member, stated) for member in members)

    def _goods(self) -> Iterable[tuple[Sequence[Member], Stated]]:
        if self._any_goods:
            yield (AnyGoods(),), ()
            return
        for members, concerned in self._members.every:
            if not self._may_differ(members[0], concerned):
                continue
            for shape in shapes(self.facts(members[0])):
                yield from ((members, stated) for stated in stated_in(shape))

    @cached_property
    def _by_lines(self) -> bool:
        """Whether nothing can follow from it for goods that no line is about."""
        return all(law.idle for law in self.laws) and all(text.entries or text.any_of_list is not None for _, text in self._texts)

    @cached_property
    def _as_it_was(self) -> bool:
        """Whether something else can follow from it only where other requirements say something else of the goods."""
        one, two = self.laws
        return one.content(self._name) == two.content(self._name) and one.names_in_use == two.names_in_use and self.same_rules

    def _may_differ(self, member: Member, concerned: frozenset[str]) -> bool:
        """`concerned`: the requirements that are looked at for the goods."""
        if self._as_it_was:
            heads, classified = self._change.heads, not self.items.isdisjoint(self._change.classified)
            coded = isinstance(member, Coded) and (classified or member.code.split(".")[0] in heads)
            printed = isinstance(member, ByCustoms) and bool(self._change.printed)
            return coded or printed or not concerned.isdisjoint(self.rewritten & self.items)
        # Whether these are on a list may be open, whatever is said of them.
        unsettled = self._on_list and not isinstance(member, Described)
        return not self._by_lines or unsettled or not self.items.isdisjoint(concerned)

    @cached_property
    def _changed_lines(self) -> frozenset[tuple[str, int]]:
        one, two = ({(name, law.numbers.of(e)) for name in self.rewritten for e in lines_in(law, name)} for law in self.laws)
        return frozenset(one ^ two)

    def is_changed(self, name: str, line: ListEntry) -> bool:
        return (name, self.laws[0].numbers.of(line)) in self._changed_lines

    def listings(self, law: Law) -> Iterable[tuple[str, Sequence[InTime[Any]]]]:
        texts = [text for where, text in self._texts if where is law]
        tests = [c.parties for text in texts for c in conditions_of(text, over(law.policy, text)) if c.parties is not None]
        read = {name for test in tests for name in test.lists}
        return ((name, items) for name, items in law.policy.listings.items() if name in read)

    def texts(self) -> Iterable[Requirement]:
        return (text for _, text in self._texts)

    def looked_at(self) -> list[tuple[Law, Sequence[str]]]:
        return [(law, (self._name,)) for law in self.laws if self._name in law.policy.requirements]

    def read_for(self, side: Side) -> Iterable[tuple[Law, str]]:
        return ((law, self._name) for law, _ in self.looked_at() if law is side.layers[0].law)

    def unchanged(self, pair: Pair) -> list[tuple[Law, str]]:
        return [(law, self._name) for law, _ in self.looked_at()]

    def course(self, question: Question) -> Course:
        out: list[tuple[date | None, Said]] = []
        try:
            lineup = question.only(self.items)
            days = sorted({day for day in (*lineup.days, *self.laws[0].version_days, *self.laws[1].version_days) if day > date.min})
            for start in (None, *days):
                said = self._said(question.concluded(lineup, start or (day_before(days[0]) if days else date.min)))
                if not out or out[-1][1] != said:
                    out.append((start, said))
        except ShipmentError:
            return ((None, None),)
        return tuple(out)

    def _said(self, concluded: Iterable[Bearing]) -> Ruling | None:
        found = next((b for b in concluded if b.id == self._name), None)
        if found is None or found.word not in (*BINDING, *OPEN, "exempt"):
            return None
        return Ruling(found.word, None if found.prohibits else found.licensing_policy)
