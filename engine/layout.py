"""Sections of labelled lines, and their layout as plain text."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_NAMED: Final = re.compile(r"(\S+): (.+)", re.DOTALL)


class Line(NamedTuple):
    """One entry of a section: a label (may be empty), the text, how deep it is nested (0 or 1)."""

    label: str
    text: str
    depth: int = 0


class Section(NamedTuple):
    """A heading and what stands below it."""

    title: str
    lines: tuple[Line, ...]


def together(texts: Iterable[str], most: int | None = None) -> list[str]:
    """Texts that say the same of several names, as one: `A: x`, `B: x` become `A, B: x`; of more than `most` names the rest is counted."""
    groups: dict[str, list[str]] = {}
    for text in texts:
        match = _NAMED.fullmatch(text)
        name, rest = (match[1], match[2]) if match else ("", text)
        groups.setdefault(rest, []).append(name)
    return [f"{names_text(names, most)}: {rest}" if names[0] else rest for rest, names in groups.items()]


def names_text(names: Iterable[str], most: int | None = None) -> str:
    """`A, B and 3 more`."""
    unique = list(dict.fromkeys(names))
    shown = unique if most is None or len(unique) <= most + 1 else unique[:most]
    return ", ".join(shown) + (f" and {len(unique) - len(shown)} more" if len(shown) < len(unique) else "")


def as_text(sections: Iterable[Section], width: int = 80) -> str:
    """The explanation laid out in `width` columns, ending with a newline."""
    return "\n\n".join("\n".join(layout(section, width)) for section in sections) + "\n"


def layout(section: Section, width: int = 80) -> Iterator[str]:
    """The rows of one section: the title, then every line with its labels in a column of their own."""
    yield from textwrap.wrap(section.title, max(width, 40), subsequent_indent="  ", break_on_hyphens=False)
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
