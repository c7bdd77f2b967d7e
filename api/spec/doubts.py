"""What is not certain: words not seen, days not known, sources that disagree, statements that contest; and rows that are not encoded."""

from collections.abc import Iterable, Iterator

from ...events import model as m
from ...events.goods import ListEntry
from . import plain
from .dossier import Dossier
from .markup import Child, Markup, chinese, el, joined, table
from .report import SETS, Report, part, parts

Row = tuple[Child, Child, Child]


def uncertain(report: Report, dossier: Dossier) -> Markup | None:
    """One row for each doubt, with its kind."""
    rows: list[Row] = [*_unread(dossier), *_unquoted(dossier), *_days(dossier), *_lists(dossier), *_contested(report, dossier)]
    by_text: dict[str, list[str]] = {}
    for event in dossier.events:
        for text in event.doubts if not isinstance(event, m.ReadingRecorded) else ():
            by_text.setdefault(text, []).append(_where(event))
    rows += [(", ".join(dict.fromkeys(names)), "doubt", text) for text, names in by_text.items()]
    return table(("Provision", "Kind", "What is not certain"), rows, class_="doubts") if rows else None


def _unread(dossier: Dossier) -> Iterator[Row]:
    sources = [s for e in dossier.events for s in e.sources]
    if sources and not any(s.kind == "official" and s.checked != "cited_by_other" for s in sources):
        yield "all", "official text not read", "No official publication was read; the text is that of the other sources below."
    elif sources and not any(s.checked == "read" for s in sources):
        yield "all", "read in part", "No source was read from beginning to end."


def _unquoted(dossier: Dossier) -> Iterator[Row]:
    """Days without the original words: answers that rest on them are `partial text`."""
    by_days: dict[tuple[str, ...], list[str]] = {}
    for event in dossier.events:
        if event.unquoted:
            by_days.setdefault(event.unquoted, []).append("the names" if isinstance(event, m.PartyListed) else _where(event))
    for days, names in by_days.items():
        text = f"The original words that set {plain.listed(SETS[day] for day in days)} were not seen."
        yield plain.listed(dict.fromkeys(names)), "words not quoted", text


def _days(dossier: Dossier) -> Iterator[Row]:
    for event in dossier.events:
        if event.published is None and not isinstance(event, m.ReadingRecorded):
            text = f"The day of publication is not known; it was public by {plain.day(event.published_by)}."
            yield _where(event), "publication not known", text
        if isinstance(event, m.Requirement) and event.from_ is None:
            yield part(event.provision), "start not known", _start(event)


def _start(event: m.Requirement) -> str:
    bound = f"It was in force by {plain.day(event.in_force_by)}" if event.in_force_by else "No day by which it was in force is known"
    return f"{bound}; before that, answers say that it is possible, never that it binds."


def _lists(dossier: Dossier) -> Iterator[Row]:
    names = [r.versions[-1].text.provision for r in dossier.requirements if r.versions[-1].text.list_incomplete]
    if names:
        yield parts(names), "list incomplete", "The list was not seen completely."


def _contested(report: Report, dossier: Dossier) -> Iterator[Row]:
    for statement in (*dossier.only(m.StatementMade), *dossier.statements):
        if statement.promises and statement.id not in report.policy.fulfilled:
            text: list[Child] = [f"Statement of {plain.day(statement.day)}: {statement.statement.en} ", chinese(statement.statement.zh)]
            text.append(" No known act carries it out; on the days that it speaks of, answers show both.")
            yield "all", "contested", text


def not_encoded(report: Report, dossier: Dossier) -> Markup | None:
    """The rows of its lists that stand in the log without their limits or without their text, and those that control nothing."""
    entries = [entry for r in dossier.requirements for entry in r.versions[-1].text.entries]
    codes = report.policy.index.codes
    rows = [(joined(", ", codes.get(e.line, ())) or el("code", e.line), _words(e), _why(e)) for e in entries if e.stub or e.criteria_unread]
    reserved = [", ".join(codes.get(e.line, ())) or e.line for e in entries if e.reserved]
    out = [table(("Row", "Words", "What is missing"), rows, class_="doubts")] if rows else []
    if reserved:
        out.append(el("p", f"Reserved by the text, so that they control nothing: {', '.join(reserved)}.", class_="small"))
    return el("div", out) if out else None


def _words(entry: ListEntry) -> Iterable[Child]:
    return [entry.text.en, " ", chinese(entry.text.zh)]


def _why(entry: ListEntry) -> str:
    return f"limits not known: {entry.criteria_unread}" if entry.criteria_unread else "not read: such goods stay open"


def _where(event: m.Event) -> str:
    return event.name if isinstance(event, m.PartyListed) else part(event.provision or event.id)


def unread_lines(entries: Iterable[ListEntry]) -> int:
    """How many lines are in the log without their full text."""
    return sum(bool(e.stub or e.criteria_unread) for e in entries)
