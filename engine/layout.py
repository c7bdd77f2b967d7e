"""Sections of labelled lines, and their layout as plain text."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """One entry of a section: a label (may be empty), the text, how deep it is nested (0 or 1)."""

    label: str
    text: str
    depth: int = 0


class Section(NamedTuple):
    """A heading and what stands below it."""

    title: str
    lines: tuple[Line, ...]


def as_text(sections: Iterable[Section], width: int = 80) -> str:
    """The explanation laid out in `width` columns, ending with a newline."""
    return "\n\n".join("\n".join(layout(section, width)) for section in sections) + "\n"


def layout(section: Section, width: int = 80) -> Iterator[str]:
    """The rows of one section: the title, then every line with its labels in a column of their own."""
    yield section.title
    widths = {depth: max((len(x.label) for x in section.lines if x.depth == depth and x.text), default=0) for depth in (0, 1)}
    for line in section.lines:
        indent = "  " * (line.depth + 1)
        column = f"{line.label:<{widths[line.depth]}}  " if widths[line.depth] else ""
        yield from textwrap.wrap(
            line.text,
            max(width, 40),
            initial_indent=indent + column,
            subsequent_indent=indent + " " * len(column),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [indent + line.label]
