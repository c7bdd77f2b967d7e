"""What a log holds completely, under two policies: for which goods, on which days."""

from collections.abc import Iterator
from typing import NamedTuple

from ...events.dates import Period, day_before
from .boxes import GoodsBox, goods_boxes
from .goods import Member, Sides, goods_of
from .members import Members


class Covered(NamedTuple):
    """Goods and days for which the log held the law of some regimes completely, and now of others."""

    goods: tuple[GoodsBox, ...]
    period: Period
    old: tuple[str, ...]
    new: tuple[str, ...]


def coverage(sides: tuple[Sides, Sides], goods: Members) -> Iterator[Covered]:
    """What differs."""
    laws = (sides[0].law, sides[1].law)
    if laws[0].declared == laws[1].declared and laws[0].names_in_use == laws[1].names_in_use:
        return
    days = tuple(sorted({*laws[0].coverage_days, *laws[1].coverage_days}))
    together: dict[tuple[tuple[tuple[str, ...], ...], ...], list[Member]] = {}
    for members, _ in goods.every:
        one, two = (side.regimes(goods_of(members[0]), days) or tuple(() for _ in days) for side in sides)
        if one != two:
            together.setdefault((one, two), []).extend(members)
    for (one, two), some in together.items():
        boxes = goods_boxes((member, ()) for member in some)
        for start, end, n in _stretches(one, two):
            yield Covered(boxes, Period(days[start] if start else None, day_before(days[end]) if end < len(days) else None), *n)


def _stretches(
    one: tuple[tuple[str, ...], ...], two: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Places from and up to which two rows stay as they are, where they differ."""
    pairs = list(zip(one, two, strict=True))
    start = 0
    for end in range(1, len(pairs) + 1):
        if end == len(pairs) or pairs[end] != pairs[start]:
            if pairs[start][0] != pairs[start][1]:
                yield start, end, pairs[start]
            start = end
