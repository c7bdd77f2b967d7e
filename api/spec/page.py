"""The page: one file, no script, nothing from elsewhere; made to be read on paper as well."""

from importlib import resources

from . import markdown, overview
from .features import feature
from .instrument import instrument
from .markup import Markup, el
from .picture import PATTERNS
from .report import Report
from .rules import rule_tables


def page(report: Report) -> bytes:
    """The report as UTF-8 HTML, well-formed as XML."""
    style = resources.files(__package__ or "licet.api.spec").joinpath("page.css").read_text(encoding="utf-8")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", "Licet: export controls as specified"),
        el("style", Markup(style)),
    )
    acts = [d for d in report.dossiers if d.announced]
    others = [d for d in report.dossiers if not d.announced]
    chapters = [
        _chapter("overview", "Overview", overview.counts(report)),
        _chapter("reading", "How to read this", overview.how_to_read()),
        _chapter("glance", "Instruments at a glance", *overview.instruments(report)),
        _chapter("signatures", "Features and signatures at a glance", overview.features(report)),
        _chapter("instruments", "Instruments", *(instrument(report, d) for d in acts)),
        _chapter("context", "Statements and agreements", *(instrument(report, d) for d in others)) if others else None,
        _chapter("features", "Features", *(feature(report, f) for f in report.run.reference)),
        _chapter("translations", "Features in other languages", *(feature(report, f) for f in report.run.translations))
        if report.run.translations
        else None,
        _chapter("rules", "The rules by which the engine concludes", *rule_tables()),
        _chapter("silence", "What the log may be silent about", *overview.regimes(report.policy)),
        _chapter("not-encoded", "What could not be encoded", *markdown.render(report.not_encoded)) if report.not_encoded else None,
    ]
    found = [chapter for chapter in chapters if chapter]
    body = el("body", PATTERNS, el("main", overview.cover(report), _contents(found), [html for _, _, html in found]))
    return ("<!DOCTYPE html>\n" + el("html", head, body, lang="en") + "\n").encode()


Chapter = tuple[str, str, Markup]


def _chapter(name: str, title: str, *parts: Markup) -> Chapter:
    return name, title, el("section", el("h1", title), parts, id=name, class_="chapter")


def _contents(chapters: list[Chapter]) -> Markup:
    rows = [el("li", el("a", title, href=f"#{name}")) for name, title, _ in chapters]
    return el("nav", el("h2", "Contents"), el("ol", rows))
