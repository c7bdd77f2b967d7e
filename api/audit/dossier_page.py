"""The auditor's view as one HTML page: no script, nothing from elsewhere; made to be read on paper as well."""

import re
from collections.abc import Iterator, Sequence
from importlib import resources

from ...engine.explain import headline
from ...engine.layout import Line, Section
from .. import spec
from ..spec.markup import Markup, el
from ..spec.picture import PATTERNS, Bar, Lane, Moment, timeline
from .dossiers import STATUS, Dossier, sections

_PAGES = """
@page { @bottom-left { content: "Licet: audit of a determination"; } }
main { max-width: 52rem; }
.facts th { width: 9.5rem; }
.facts .nested th { padding-left: 1rem; font-size: .95em; }
.facts td { overflow-wrap: anywhere; }
section { margin-bottom: 2rem; }
.cover h1 { font-size: 1.9rem; }
@media print { .chapter { break-before: auto; } }
"""
_URL = re.compile(r"https?://[^\s;)]+")


def page(d: Dossier) -> bytes:
    """As UTF-8 HTML, well-formed as XML."""
    style = resources.files(spec).joinpath("page.css").read_text(encoding="utf-8") + _PAGES
    first, *others = sections(d)
    outcome = headline(d.answer) if d.answer else d.found.receipt.basis.outcome
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"Licet: determination {d.found.receipt.id}"),
        el("style", Markup(style)),
    )
    cover = el(
        "header",
        el("p", "Licet: audit of a determination", class_="brand"),
        el("h1", outcome),
        el("p", first.title + _legal_day(d), class_="lead"),
        el("p", d.replayed.detail, class_="warning") if d.replayed.verdict == "incident" else None,
        _table(first.lines),
        class_="cover",
    )
    body = el("body", PATTERNS, el("main", cover, [_section(d, section) for section in others]))
    return ("<!DOCTYPE html>\n" + el("html", head, body, lang="en") + "\n").encode()


def _legal_day(d: Dossier) -> str:
    return f", for {d.answer.legal_date}" if d.answer else ""


def _section(d: Dossier, section: Section) -> Markup:
    drawn = _picture(d) if section.title == "Periods" else None
    name = re.sub(r"[^a-z]+", "-", section.title.lower()).strip("-")
    return el("section", el("h2", section.title), drawn, _table(section.lines), id=name)


def _table(lines: Sequence[Line]) -> Markup:
    labelled = any(line.label for line in lines)
    return el("table", [_row(line, labelled=labelled) for line in lines], class_="facts")


def _row(line: Line, *, labelled: bool) -> Markup:
    text = el("td", _linked(line.text), colspan=None if labelled else 2)
    return el("tr", el("th", line.label, scope="row") if labelled else None, text, class_="nested" if line.depth else None)


def _linked(text: str) -> Iterator[Markup | str]:
    last = 0
    for match in _URL.finditer(text):
        yield text[last : match.start()]
        yield el("a", match[0], href=match[0])
        last = match.end()
    yield text[last:]


def _picture(d: Dossier) -> Markup | None:
    """The life of what decides, as known then, with the day of the question and the days on which what it rests on was published."""
    if d.policy is None or d.answer is None:
        return None
    lanes = []
    for r in d.deciding:
        line = d.policy.requirements.get(r.requirement)
        if line is not None:
            lanes.append(Lane(r.requirement, tuple(Bar(s.start, s.end, s.status) for s in line.timeline)))
    events = [d.policy.events[name] for name in d.cited if name in d.policy.events]
    moments = [Moment(event.day, f"{event.instrument} published") for event in events if event.published]
    drawn = timeline("the provisions that decide", lanes, list(dict.fromkeys([*moments, Moment(d.answer.legal_date, "asked for")])))
    legend = ", ".join(dict.fromkeys(STATUS[bar.status] for lane in lanes for bar in lane.bars))
    return el("figure", drawn, el("figcaption", f"Drawn in order, not to scale: {legend}.")) if drawn else None
