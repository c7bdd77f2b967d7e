"""A timeline drawn with characters: a row for each answer, a column for some days, so that one sees the periods.

Every period is seen: a column carries a mark in each row that has a day in it, however short.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

SURE, OPEN, OTHERWISE, TICK = "█", "▒", "·", "│"
_ASCII: Final = {SURE: "#", OPEN: "+", OTHERWISE: ".", TICK: "|"}
_GAP: Final = 2  # columns between the names of the rows and the bars


class Bar(NamedTuple):
    """Days `start` to `end`, both included, in the row `row`, drawn with `mark`."""

    row: str
    start: date
    end: date
    mark: str


def in_ascii(text: str) -> str:
    """The same drawing for terminals that have no other characters."""
    return "".join(_ASCII.get(c, c) for c in text)


def draw(bars: Sequence[Bar], first: date, last: date, width: int) -> Iterator[str]:
    """The rows in the order in which they first occur, below a line of years. `width` is the whole line."""
    rows = list(dict.fromkeys(bar.row for bar in bars))
    label = max(len(row) for row in rows) + _GAP
    columns = max(min(width - label - 2, (last - first).days + 1), 10)
    scale = _Scale(first, (last - first).days + 1, columns)
    for text in scale.years(last):
        yield " " * label + text
    for row in rows:
        marks = [" "] * columns
        # What is sure is drawn last: it is what one must not miss.
        for bar in sorted((b for b in bars if b.row == row), key=lambda b: (OTHERWISE, OPEN, SURE).index(b.mark)):
            for column in range(scale.column(max(bar.start, first)), scale.column(min(bar.end, last)) + 1):
                marks[column] = bar.mark
        yield f"{row:<{label}}" + "".join(marks).rstrip()


class _Scale:
    def __init__(self, first: date, days: int, columns: int) -> None:
        self.first, self.days, self.columns = first, days, columns

    def column(self, day: date) -> int:
        return (day - self.first).days * self.columns // self.days

    def years(self, last: date) -> tuple[str, str]:
        """The years above the columns of their first days, and a tick below each; months where there are less than two years."""
        names, ticks = [" "] * (self.columns + 8), [" "] * self.columns
        free = 0
        for day, name in self._marks(last):
            column = self.column(day)
            ticks[column] = TICK
            if column >= free:
                names[column : column + len(name)] = name
                free = column + len(name) + 1
        return "".join(names).rstrip(), "".join(ticks).rstrip()

    def _marks(self, last: date) -> Iterator[tuple[date, str]]:
        monthly = self.days < 2 * 365
        day: date | None = self.first
        while day is not None and day <= last:
            yield day, day.isoformat()[:7] if monthly else str(day.year)
            day = _next_month(day) if monthly else _next_year(day)


def _next_year(day: date) -> date | None:
    return date(day.year + 1, 1, 1) if day.year < date.max.year else None


def _next_month(day: date) -> date | None:
    return date(day.year, day.month + 1, 1) if day.month < 12 else _next_year(day)
