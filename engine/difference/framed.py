"""A comparison in one frame: shipments are chosen so that each stands for all that are judged alike, and put together again as boxes."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from ...events.model import Conditions, LicenceBase
from ..over import over
from ..question import Parts, Question
from .boxes import Box, Change, Course, GoodsBox, changes, goods_boxes, users_of
from .frames import USES, Frame, Rest
from .goods import Member, Side, Stated, goods_of
from .grid import Grid
from .law import Law, conditions_of
from .rectangles import rectangles
from .task import Pair, Task


class Framed:
    """A comparison in one frame."""

    def __init__(self, task: Task, at: int, frame: Frame, names: Sequence[str], unlisted: str) -> None:
        """`at`: its place among the frames; `names`: those that end users may have, besides `unlisted`, which stands for all others."""
        self._task, self._at, self._names, self._unlisted = task, at, names, unlisted
        looked_at = task.looked_at()
        self._rest = self._make_rest(frame, looked_at)
        self._grid = Grid(self._rest, looked_at)
        self._read: dict[tuple[int, str], list[int]] = {}
        self._courses: dict[Hashable, Course] = {}

    def _make_rest(self, frame: Frame, looked_at: Iterable[tuple[Law, Sequence[str]]]) -> Rest:
        conditions: list[Conditions] = []
        licences: list[LicenceBase] = []
        for law, names in looked_at:
            for text in (v.text for name in names for v in law.policy.requirements[name].versions):
                over_it = over(law.policy, text)
                conditions += conditions_of(text, over_it)
                licences += [item.event for item in over_it.licences]
        return Rest(frame, conditions, licences, self._names, self._unlisted, self._task.groups())

    def boxes(self) -> Iterator[Box]:
        """Goods with the same difference stand together."""
        together: dict[tuple[tuple[Change, ...], ...], list[tuple[Member, Stated]]] = {}
        for pair, goods in self._task.pairs.items():
            together.setdefault(self._changes(pair), []).extend(goods)
        for found, goods in together.items():
            if any(found):
                yield from self._boxes_of(found, goods_boxes(goods))

    def _boxes_of(self, found: tuple[tuple[Change, ...], ...], goods: tuple[GoodsBox, ...]) -> Iterator[Box]:
        rest, grid = self._rest, self._grid
        points = {tuple(cell): found[kind] for cell, kind in zip(grid.cells, grid.kind, strict=True) if found[kind]}
        for (ways, places, uses, users), carried in rectangles(points):
            destinations = tuple(sorted(c for at in places for c in rest.destinations[at]))
            for change in carried:
                yield Box(
                    self._task.requirement,
                    self._at,
                    goods,
                    ways,
                    destinations,
                    tuple(USES[n] for at in uses for n in grid.uses[at]),
                    users_of([rest.users[n] for at in users for n in grid.users[at]], rest.wide),
                    *change,
                )

    def _changes(self, pair: Pair) -> tuple[tuple[Change, ...], ...]:
        """What differs for some goods, for each kind of cells of the grid."""
        read = [self._reading(side) for side in (pair.old, pair.new)]
        alike = self._task.unchanged(pair)
        known: dict[Hashable, tuple[Change, ...]] = {}
        out: list[tuple[Change, ...]] = []
        for kind in range(len(self._grid.kinds)):
            if alike is not None and all(self._row(*each)[kind] in self._grid.out for each in alike):
                out.append(())
                continue
            keys = [tuple(row[kind] for row in rows) for rows in read]
            key = tuple(keys)
            if key not in known:
                courses = [self._course(n, pair, kind, keys[n]) for n in (0, 1)]
                known[key] = changes(*courses)
            out.append(known[key])
        return tuple(out)

    def _row(self, law: Law, name: str) -> list[int]:
        key = (id(law), name)
        if key not in self._read:
            self._read[key] = self._grid.read(law, name)
        return self._read[key]

    def _reading(self, side: Side | None) -> list[list[int]]:
        """For each kind of cells what the requirements read that may concern the goods."""
        if side is None:
            return []
        rows = {law.content(name): self._row(law, name) for law, name in self._task.read_for(side)}
        return list(rows.values())

    def _course(self, at: int, pair: Pair, kind: int, read: tuple[int, ...]) -> Course:
        """What one policy says over time."""
        side = (pair.old, pair.new)[at]
        if side is None:
            return ((None, None),)
        key = (at, side.key, read)
        if key not in self._courses:
            self._task.tally.one_judged()
            law = self._task.laws[at]
            shipment = self._grid.shipment(self._grid.kinds[kind], goods_of(pair.member, pair.stated))
            parts = Parts(self._task.parts, side.key, (self._at, kind), reasons=False)
            self._courses[key] = self._task.course(Question(law.policy, shipment, law.infer, parts=parts))
        return self._courses[key]
