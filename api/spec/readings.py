"""How the texts are read, by whom, beside the words; and what practice makes of them."""

from collections.abc import Iterable

from ...engine.acts import effect
from ...events import model as m
from . import plain
from .dossier import Dossier
from .markup import Child, Markup, chinese, el, joined, table
from .report import Report, humane, quotes, source_list

_BY = {
    "ministry_answer": "Answer of the ministry",
    "customs_decision": "Customs decision",
    "court": "Court",
    "practice": "Practice, press or counsel",
    "translation": "Translation",
}
_PRACTICE = ("customs_decision", "court", "practice")
_WORD = {"yes": "inside", "no": "outside", "possible": "perhaps inside"}


def readings(report: Report, dossier: Dossier) -> list[Markup]:
    """The readings adopted, beside the words that they read; then those that are not, with what would follow."""
    adopted = [r for r in dossier.readings if r.adopted]
    others = [r for r in dossier.readings if r.as_if or not (r.adopted or r.by in _PRACTICE)]
    out = []
    if adopted:
        rows = [(_words(r), _reading(r, report), _who(r, dossier)) for r in adopted]
        out += [el("p", "Adopted", class_="caption"), table(("Words", "Read as", "By whom"), rows, class_="readings")]
    if others:
        rows = [(_reading(r, report), _who(r, dossier), _alternative(r)) for r in others]
        out += [el("p", "Not adopted", class_="caption"), table(("Read as", "By whom", "What would follow"), rows, class_="readings")]
    return out


def _words(reading: m.ReadingRecorded) -> Child:
    """The quoted words and who put them into English."""
    if not reading.quote:
        return el("span", "the words were not seen", class_="gap")
    translated = any(quote.translation for quote in reading.quote)
    who = reading.translator or reading.recorded_by
    label = "Translated" if translated else "Put into English"
    return [quotes(reading), el("span", f"{label} by {who}, not by the authority.", class_="aside block")]


def _reading(reading: m.ReadingRecorded, report: Report) -> Child:
    about = joined(", ", (report.link(t) for t in reading.targets))
    hedge = f" Hedged: “{reading.hedge}”." if reading.hedge else ""
    word = f" Such goods are {_WORD[reading.word]}." if reading.word else ""
    return [
        reading.reading.en + word + hedge,
        el("br") if reading.reading.zh else None,
        chinese(reading.reading.zh),
        el("span", "On ", about, class_="aside block"),
        _doubts(reading),
    ]


def _who(reading: m.ReadingRecorded, dossier: Dossier) -> Child:
    day = plain.day(reading.published) if reading.published else f"known by {plain.day(reading.published_by)}"
    translator = f" ({reading.translator})" if reading.translator else ""
    where = (
        source_list(reading.sources) if reading.sources != dossier.first.sources else el("span", "Sources: below.", class_="aside block")
    )
    return [f"{_BY[reading.by]}{translator}, {day}.", where]


def _alternative(reading: m.ReadingRecorded) -> Child:
    """The effect that it would have, and its days."""
    parts: list[Child] = [humane(effect(promise.event)) for promise in reading.as_if]
    if reading.case is not None and reading.word is not None:
        parts.append(f"such goods would be {_WORD[reading.word]}")
    if not parts:
        parts.append("kept as text: no answer turns on it")
    boundary = f" Answers for {plain.listed(map(plain.day, reading.boundary))} say that the day is disputed." if reading.boundary else ""
    return [joined("; ", parts), ".", boundary]


def practice(report: Report, dossier: Dossier) -> list[Markup]:
    """What customs and trade do, beside what the text says."""
    rows = [
        (_text_of(report, r.targets), _reading(r, report), _who(r, dossier)) for r in dossier.readings if r.by in _PRACTICE and not r.as_if
    ]
    for event in dossier.only(m.CustomsCodesPublished):
        if event.practice:
            lines = "; ".join(f"{c.line} under {', '.join(c.hs)}" for c in event.codes)
            rows.append(("No customs code is printed for these lines.", f"They are declared so: {lines}.", source_list(event.sources)))
    for r in dossier.requirements:
        if near := r.versions[-1].text.near_miss:
            rows.append((_text_of(report, [r.id]), near, None))
    for event in (*dossier.only(m.StatementMade), *dossier.statements):
        if event.claim:
            rows.append(("No instrument says so.", event.statement.en, source_list(event.sources)))
    return [table(("The text", "The practice", "Where that is written"), rows, class_="readings")] if rows else []


def _doubts(event: m.Event) -> Markup | None:
    return el("span", " ".join(event.doubts), class_="aside block") if event.doubts else None


def _text_of(report: Report, targets: Iterable[str]) -> Child:
    """The words of the listed lines that a practice is about; where they are many, the provision."""
    cells: list[Child] = []
    for target in targets:
        r = report.policy.requirements.get(target)
        entries = r.versions[-1].text.entries if r else ()
        words = [joined(" ", (e.text.en, chinese(e.text.zh))) for e in entries] if 0 < len(entries) <= 3 else []
        cells.append(el("span", report.link(target), ": " if words else "", joined("; ", words), class_="block"))
    return cells
