"""HTML as values: text is escaped, elements nest, the result is well-formed XML too."""

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child: TypeAlias = "Markup | str | Iterable[Child] | None"

_VOID: Final = frozenset(("br", "col", "hr", "meta"))


def html(child: Child) -> Markup:
    """The child as HTML: plain text escaped, nothing for None, several in a row."""
    if child is None:
        return Markup()
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return Markup(escape(child))
    return Markup("".join(html(part) for part in child))


def el(name: str, /, *children: Child, **attributes: str | float | None) -> Markup:
    """One element. Attributes that are None are left out; `class_` is `class`, `stroke_width` is `stroke-width`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{html(children)}</{name}>")


def joined(separator: str, children: Iterable[Child]) -> Markup:
    """The children with a separator between them."""
    return Markup(escape(separator).join(html(child) for child in children))


def table(head: Iterable[Child], rows: Iterable[Iterable[Child]], **attributes: str | float | None) -> Markup:
    """A table with one row of headings."""
    return el(
        "table",
        el("thead", el("tr", [el("th", cell, scope="col") for cell in head])),
        el("tbody", [row if isinstance(row, Markup) else el("tr", [el("td", cell) for cell in row]) for row in rows]),
        **attributes,
    )


def facts(rows: Iterable[tuple[Child, Child]]) -> Markup:
    """A table of names and values; rows without a value are left out."""
    return el("table", [el("tr", el("th", name, scope="row"), el("td", value)) for name, value in rows if value], class_="facts")


def chinese(text: str | None) -> Markup | None:
    """Words of the law in their own script."""
    return el("span", text, lang="zh-Hans") if text else None


def bullets(items: Iterable[Child], class_: str | None = None) -> Markup | None:
    """A list, or nothing."""
    rows = [el("li", item) for item in items]
    return el("ul", rows, class_=class_) if rows else None
