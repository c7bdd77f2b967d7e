"""Timelines as pictures: inline SVG, told apart by pattern and by word, so that black and white print loses nothing.

Periods are drawn in order and not to scale: law has weeks beside years. What the widths do not say, the days do.
"""

import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Final, NamedTuple

from .markup import Markup, el
from .plain import STATUS, short_day

_LABELS: Final = 128  # width of the column of row names
_NARROWEST, _WIDTH, _OPEN_END = 74, 640, 86
_BAR, _GAP, _LINE = 24, 9, 12
_CHARACTER: Final = 5.4  # average width at the size of the small text

_FILL: Final = {
    "operative": "#3b3f45",
    "suspended": "url(#hatched)",
    "scheduled": "#ffffff",
    "postponed": "url(#upright)",
    "terminated": "none",
    "uncertain": "url(#dotted)",
}


class Bar(NamedTuple):
    """Days `start` to `end`, both included (null: open), with one status."""

    start: date | None
    end: date | None
    status: str


class Lane(NamedTuple):
    """One row: its name and its bars. A `supposed` row shows what is not law."""

    name: str
    bars: tuple[Bar, ...]
    supposed: bool = False


class Moment(NamedTuple):
    """A day that has a name: `published`."""

    day: date
    text: str


PATTERNS: Final = el(
    "svg",
    el(
        "defs",
        el(
            "pattern",
            el("rect", width=7, height=7, fill="#ffffff"),
            el("path", d="M0 0V7", stroke="#555555", stroke_width=2.4),
            id="hatched", width=7, height=7, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        ),
        el(
            "pattern",
            el("rect", width=6, height=6, fill="#ffffff"),
            el("path", d="M3 0V6", stroke="#777777", stroke_width=1),
            id="upright", width=6, height=6, patternUnits="userSpaceOnUse",
        ),
        el(
            "pattern",
            el("rect", width=6, height=6, fill="#ffffff"),
            el("circle", cx=3, cy=3, r=1.1, fill="#555555"),
            id="dotted", width=6, height=6, patternUnits="userSpaceOnUse",
        ),
    ),
    width=0, height=0, class_="patterns", aria_hidden="true",
)  # fmt: skip


def timeline(title: str, lanes: Sequence[Lane], moments: Sequence[Moment]) -> Markup | None:
    """The picture, or None where there is no day to draw."""
    first = min((moment.day for moment in moments), default=date.min)
    days = sorted({m.day for m in moments} | {b.start for lane in lanes for b in lane.bars if b.start is not None and b.start > first})
    if not days or not lanes:
        return None
    scale = _Scale(days)
    notes = {day: _wrapped(", ".join(m.text for m in moments if m.day == day), scale.room(day)) for day in days}
    head = 18 + _LINE * max(len(lines) for lines in notes.values())
    rows: list[Markup] = []
    top = head + 6
    for lane in lanes:
        names = textwrap.wrap(lane.name, 22)[:3]
        height = max(_BAR, _LINE * len(names) + 2)
        rows += _lane(lane, names, scale, top, height)
        top += height + _GAP
    marks = [_mark(day, notes[day], scale.x(day), head, top - _GAP + 3) for day in days]
    return el(
        "svg",
        el("title", f"Timeline of {title}"),
        marks,
        rows,
        viewBox=f"0 0 {scale.width} {top}",
        role="img",
        class_="timeline",
        style=f"max-width:{scale.width}px",
    )


class _Scale:
    """Where each day stands: intervals grow with the square root of their length, and none is too narrow for its label."""

    def __init__(self, days: Sequence[date]) -> None:
        gaps = [sqrt((b - a).days) for a, b in pairwise(days)]
        room = _WIDTH - _OPEN_END - _NARROWEST * len(gaps)
        widths = [_NARROWEST + max(room, 0) * gap / sum(gaps) for gap in gaps]
        last = _OPEN_END if gaps else _WIDTH / 2
        self._at: dict[date, float] = {}
        x = float(_LABELS)
        for day, width in zip(days, [*widths, last], strict=True):
            self._at[day] = x
            x += width
        self._days = list(days)
        self.width = round(x + 8)
        self.end = x

    def x(self, day: date) -> float:
        return self._at[day]

    def room(self, day: date) -> float:
        """How far it is to the next day."""
        place = self._days.index(day) + 1
        return (self._at[self._days[place]] if place < len(self._days) else self.end) - self._at[day]

    def span(self, bar: Bar) -> tuple[float, float] | None:
        """From where to where a bar is drawn; None if it ends before the first day."""
        start = self._days[0] if bar.start is None or bar.start < self._days[0] else bar.start
        after = [d for d in self._days if bar.end is not None and d > bar.end]
        if bar.end is not None and bar.end < self._days[0]:
            return None
        return self._at[start], self._at[after[0]] if after else self.end


def _wrapped(text: str, room: float) -> list[str]:
    return textwrap.wrap(text, max(int((room - 6) / _CHARACTER), 8))


def _mark(day: date, lines: list[str], x: float, head: int, bottom: float) -> Markup:
    text = [el("text", short_day(day), x=round(x + 4), y=12, class_="day")]
    text += [el("text", line, x=round(x + 4), y=12 + _LINE * n, class_="note") for n, line in enumerate(lines, 1)]
    return el("g", el("path", d=f"M{x:.1f} 3V{bottom:.1f}", stroke="#999999", stroke_width=0.8), text)


def _lane(lane: Lane, names: list[str], scale: _Scale, top: float, height: float) -> list[Markup]:
    middle = top + height / 2
    first = middle - _LINE * (len(names) - 1) / 2 + 4
    out = [el("text", name, x=0, y=round(first + _LINE * n, 1), class_="lane") for n, name in enumerate(names)]
    for bar in lane.bars:
        span = scale.span(bar)
        if span is not None:
            out += _bar(bar, span, middle, lane.supposed, last=bar.end is None, end=scale.end)
    return out


def _bar(bar: Bar, span: tuple[float, float], middle: float, supposed: bool, *, last: bool, end: float) -> list[Markup]:
    left, right = span
    top, width = middle - _BAR / 2, right - left
    word = STATUS[bar.status]
    fits = len(word) * _CHARACTER + 8 <= width
    dark = bar.status == "operative" and not supposed
    if bar.status == "terminated":
        out = [el("path", d=f"M{left:.1f} {middle:.1f}H{right:.1f}", stroke="#3b3f45", stroke_width=1.2, stroke_dasharray="1 4")]
    else:
        fill = "#d9d9d9" if supposed and bar.status == "operative" else _FILL[bar.status]
        dashes = "4 3" if supposed or bar.status == "scheduled" else None
        out = [
            el(
                "rect",
                x=f"{left:.1f}",
                y=f"{top:.1f}",
                width=f"{width:.1f}",
                height=_BAR,
                fill=fill,
                stroke="#3b3f45",
                stroke_dasharray=dashes,
            )
        ]
    if last and right >= end:
        out.append(el("path", d=f"M{end:.1f} {middle - 5:.1f}l6 5l-6 5z", fill="#3b3f45"))
    if fits:
        where = {"x": f"{left + width / 2:.1f}", "y": f"{middle + 4:.1f}", "text_anchor": "middle"}
        out.append(el("text", word, class_="word light" if dark else "word", **where))
    return out
