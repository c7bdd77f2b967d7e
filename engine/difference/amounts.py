"""Amounts cut at the limits of texts: intervals that no text tells apart inside, and their union where nothing turns on it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from ...events.goods import decimal_text

_EXACT = Context(prec=80)  # amounts have at most 20 digits on either side of the point


class Interval(NamedTuple):
    """Amounts between two bounds; a null bound is open. `low_in`, `high_in`: whether a bound is one of them."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool = False
    high_in: bool = False

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Decimal):
            return False
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_in and value == self.high))

    @property
    def some(self) -> Decimal:
        """One of the amounts."""
        if self.low is not None and (self.low_in or self.low == self.high):
            return self.low
        if self.high is not None and self.high_in:
            return self.high
        if self.low is None:
            return Decimal(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else _EXACT.divide(_EXACT.add(self.low, self.high), Decimal(2))

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return decimal_text(self.low)
        low = None if self.low is None else f"{'at least' if self.low_in else 'more than'} {decimal_text(self.low)}"
        high = None if self.high is None else f"{'at most' if self.high_in else 'less than'} {decimal_text(self.high)}"
        return " and ".join(filter(None, (low, high))) or "any amount"


def cut(limits: Iterable[Decimal], least: Decimal | None = None, most: Decimal | None = None) -> list[Interval]:
    """All amounts, or those from `least` through `most`, as the limits and the stretches between them, in order."""
    inside = {x for x in limits if (least is None or x >= least) and (most is None or x <= most)}
    places = sorted(inside | ({least} if least is not None else set()) | ({most} if most is not None else set()))
    out: list[Interval] = []
    before: Decimal | None = None
    for at, place in enumerate(places):
        if at or least is None:
            out.append(Interval(before, place))
        out.append(Interval(place, place, True, True))
        before = place
    if most is None:
        out.append(Interval(before, None))
    return out


def joined(intervals: Sequence[Interval]) -> Iterator[Interval]:
    """Intervals of one cut, in order, with those that touch made one."""
    mine: Interval | None = None
    for item in intervals:
        if mine is not None and mine.high is not None and mine.high == item.low and mine.high_in != item.low_in:
            mine = mine._replace(high=item.high, high_in=item.high_in)
        else:
            if mine is not None:
                yield mine
            mine = item
    if mine is not None:
        yield mine
