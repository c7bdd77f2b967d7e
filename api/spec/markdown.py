"""The little of Markdown that the project's own pages use: headings, paragraphs, lists, tables, code, links, emphasis."""

import re
from collections.abc import Iterator
from itertools import groupby

from .markup import Child, Markup, el, table

_INLINE = re.compile(r"`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*")
_HEADING = re.compile(r"(#{1,4}) +(.+)")


def render(text: str) -> list[Markup]:
    """The text as elements, its headings below those of the page. Its first heading, the title, is left out."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    if blocks and blocks[0].startswith("# "):
        _, _, rest = blocks[0].partition("\n")
        blocks[0:1] = [rest] if rest.strip() else []
    return [part for block in blocks for part in _block(block)]


def _block(block: str) -> Iterator[Markup]:
    for kind, group in groupby(_logical(block), key=lambda line: line[0]):
        lines = [text for _, text in group]
        match kind:
            case "heading":
                for line in lines:
                    yield el("h3", inline(line))
            case "item":
                yield el("ul", [el("li", inline(line)) for line in lines])
            case "row":
                cells = [
                    [inline(cell.strip()) for cell in line.strip("| ").split("|")] for line in lines if not re.fullmatch(r"[|:\- ]+", line)
                ]
                yield table(cells[0], cells[1:], class_="doubts")
            case _:
                yield el("p", inline(" ".join(lines)))


def _logical(block: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each line; a line that goes on belongs to the item before it."""
    out: list[tuple[str, str]] = []
    for line in block.splitlines():
        stripped = line.strip()
        if heading := _HEADING.fullmatch(stripped):
            out.append(("heading", heading[2]))
        elif stripped.startswith(("- ", "* ")):
            out.append(("item", stripped[2:]))
        elif stripped.startswith("|"):
            out.append(("row", stripped))
        elif out and out[-1][0] == "item" and line[:1].isspace():
            out[-1] = ("item", f"{out[-1][1]} {stripped}")
        elif stripped:
            out.append(("text", stripped))
    yield from out


def inline(text: str) -> Markup:
    """Code, links and emphasis inside a line."""
    parts: list[Child] = []
    end = 0
    for match in _INLINE.finditer(text):
        parts += [text[end : match.start()], _marked(match)]
        end = match.end()
    return Markup(el("span", parts, text[end:]))


def _marked(match: re.Match[str]) -> Child:
    code, label, address, strong, emphasis = match.groups()
    if code:
        return el("code", code)
    if label:  # an address inside the project leads nowhere from the page
        return el("a", label, href=address) if address.startswith("http") else label
    return el("strong", strong) if strong else el("em", emphasis)
