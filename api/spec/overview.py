"""The first pages: what this is, what was counted, how to read it, every instrument in a line, every feature in a line."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from ...engine.policy import Policy
from ...events import model as m
from ...events.dates import day_before
from . import plain
from .coverage import Mark
from .doubts import unread_lines
from .grid import SIGNS
from .markup import Child, Markup, el, facts, table
from .picture import Bar, Lane, Moment, timeline
from .report import Report, anchor
from .signing import KINDS, Paper

_LEGEND: Final[dict[Mark, str]] = {
    "binds": "the scenario shows the provision binding: prohibited, licence required, licence held, exempt",
    "open": "it shows the provision left open: a fact is missing, or there is only a hint",
    "asleep": "it shows the provision not operating that day: not yet in force, suspended, ended",
    "outside": "it shows a shipment that the provision does not concern",
}


def cover(report: Report) -> Markup:
    """Title, purpose, what the report rests on, and the notes on the report itself."""
    run, policy = report.run, report.policy
    day = f"{datetime.fromtimestamp(run.started, UTC):%d %B %Y, %H:%M} UTC".lstrip("0")
    ran = f"{day}, {run.made_by}: {run.count('passed')} passed, {run.count('failed')} failed, {run.count('not run')} not run"
    if not run.finished:
        ran += "; the run was not finished"
    return el(
        "header",
        el("p", "Licet", class_="brand"),
        el("h1", "Export controls as specified"),
        el("p", "What the law says as it was read, that the engine does it, what is not covered, and who has signed.", class_="lead"),
        [el("p", note, class_="warning") for note in report.notes],
        facts(
            (
                ("Made on", f"{report.made_on:%d %B %Y, %H:%M} UTC, with Licet {report.version}".lstrip("0")),
                ("Law as recorded", f"everything in the log through position {policy.position}"),
                ("Scenarios run", ran),
                ("State of the law", el("code", policy.digest)),
                ("State of the rules", el("code", report.rules_digest)),
            )
        ),
        el("p", "Licet informs; it is not legal advice.", class_="aside"),
        class_="cover",
    )


def counts(report: Report) -> Markup:
    """The figures, all computed."""
    policy, run = report.policy, report.run
    texts = [r.versions[-1].text for r in policy.requirements.values()]
    rows = [row for matrix in report.matrices.values() for row in matrix.rows]
    shown = sum(bool(row.shown) for row in rows)
    boundaries = [(row, day) for row in rows for pair in row.boundaries for day in pair]
    missing = sum(len(row.missing) for row in rows)
    other = f", and {len(run.translations)} translations" if run.translations else ""
    standings = [s.of(kind) for s in report.standings for kind in KINDS]
    return el(
        "dl",
        [
            _count(sum(d.announced for d in report.dossiers), "instruments"),
            _count(len(policy.requirements), "requirements"),
            _count(
                sum(len(t.entries) for t in texts),
                f"list entries, {sum(unread_lines(t.entries) for t in texts)} not read or without limits",
            ),
            _count(len(report.sources), "sources"),
            _count(sum(1 for f in run.reference for _ in f.scenarios), f"scenarios in {len(run.reference)} features{other}"),
            _count(sum(1 for f in run.features for s in f.scenarios for _ in s.examples), f"examples run, {run.count('failed')} failed"),
            _count(shown, "provisions with scenarios"),
            _count(len(rows) - shown, "provisions without scenarios"),
            _count(f"{len(boundaries) - missing} of {len(boundaries)}", "boundary days shown"),
            _count(len(policy.readings), f"readings, {sum(r.adopted for r in policy.readings)} adopted"),
            _count(sum(not d.announced for d in report.dossiers), "statements and agreements, without effect"),
            _count(
                f"{standings.count('signed')} of {len(standings)}", f"signatures; {standings.count('changed since signed')} changed since"
            ),
            *_strength(report),
        ],
        class_="counts",
    )


def _strength(report: Report) -> Iterator[Markup]:
    """Changes of the law and of the rules, made on purpose, and how many of them no scenario notices. Figures of something else say so."""
    figures = report.strength
    if figures is None:
        yield _count("none", "changes made on purpose to see whether a scenario notices: that was not measured")
        return
    features = (Paper(f.path, f.sha256) for f in report.run.reference)
    caveat = "; ".join(("", *figures.caveats(report.policy.digest, report.rules_digest, features)))
    yield _count(figures.run, f"mutants: changes of law and rules made on purpose, {figures.noticed} noticed by a scenario{caveat}")
    explained = f"{figures.explained} more that none could notice are explained"
    yield _count(figures.survivors, f"survivors: they change an answer and no scenario says so; {explained}{caveat}")
    yield _count(figures.reasons_only + figures.not_met, f"mutants that change no answer that the scenarios ask for{caveat}")


def _count(number: int | str, name: str) -> Markup:
    return el("div", el("dt", str(number)), el("dd", name))


_DAYS: Final = (
    "Days are legal days in the authority’s calendar. A period includes its first and its last day. Pictures show periods in order, "
    "not to scale; a dashed row in grey says what would be if something that is not law were carried out, or read so."
)
_WORDS: Final = (
    "The law’s own words stand in their own script. English beside them is Licet’s, unless a translator is named. Where a day has "
    "no quoted words, the words were not seen, and answers that rest on that day say so."
)
_COVERAGE: Final = (
    "Coverage: for every provision and every day on which it changes, the last day before and the first day after. A scenario counts "
    "for a provision that it names, if it passed; it may ask with less known than today, and is then judged by what was known."
)
_SIGNING: Final = (
    "To sign: a reviewer signs the text of a feature, or its reading, or both. The signature covers the text and every event of the log "
    "that its provisions rest on; if one of them changes, goes or comes afterwards, this report says which."
)
_EXAMPLE: Final = ("scheduled", "operative", "suspended", "postponed", "uncertain", "terminated")


def how_to_read() -> Markup:
    """What the words, pictures and signs mean."""
    days = [date(2025, month, 1) for month in (1, 3, 5, 7, 9, 11)]
    ends = [*(day_before(day) for day in days[1:]), None]
    bars = tuple(Bar(start, end, status) for start, end, status in zip(days, ends, _EXAMPLE, strict=True))
    picture = timeline("an example", [Lane("a provision", bars)], [Moment(days[0], "published")])
    marks = [el("li", el("b", f"{SIGNS[mark]} "), text) for mark, text in _LEGEND.items()]
    return el(
        "div",
        el("p", _DAYS),
        el("figure", picture),
        el("p", _WORDS),
        el("p", _COVERAGE),
        el("ul", marks, class_="plain"),
        el("p", _SIGNING),
    )


def instruments(report: Report) -> list[Markup]:
    """Every act in a line, then what is not law."""
    rows, others = [], []
    for d in report.dossiers:
        matrix = report.matrices[d.id]
        title = d.title.en if d.title else ""
        link = el("a", plain.named(d.id), href=f"#{anchor(d.id)}")
        if d.announced:
            shown = sum(bool(row.shown) for row in matrix.rows)
            missing = sum(len(row.missing) for row in matrix.rows)
            rows.append(
                (
                    link,
                    title,
                    _iso(d.first),
                    str(len(matrix.rows)) if matrix.rows else "",
                    f"{shown}" if matrix.rows else "",
                    str(missing) if missing else "",
                )
            )
        else:
            others.append((link, title, _iso(d.first)))
    head = ("Instrument", "Title", "Published", "Provisions", "Shown", "Days missing")
    out = [table(head, rows, class_="glance")]
    if others:
        out += [el("p", "Statements and agreements: context, never an effect", class_="caption")]
        out += [table(("Name", "Words", "Published"), others, class_="glance")]
    return out


def _iso(event: m.Event) -> str:
    return event.published.isoformat() if event.published else f"by {event.published_by}"


def features(report: Report) -> Markup:
    """Every feature in a line, with its result and its signatures."""
    rows: list[Iterable[Child]] = []
    for f in (*report.run.reference, *report.run.translations):
        total, failed, standing = sum(len(s.examples) for s in f.scenarios), f.count("failed") + f.count("not run"), report.standing(f.path)
        outcome = el("strong", f"{failed} of {total} FAILED", class_="failed") if failed else f"{total} passed"
        rows.append((el("a", f.name, href=f"#{anchor(f.path)}", lang=f.language), outcome, *(standing.of(kind) for kind in KINDS)))
    known = {f.path for f in report.run.features}
    rows += [(s.path, "no such feature in this run", *(s.of(kind) for kind in KINDS)) for s in report.standings if s.path not in known]
    return table(("Feature", "Examples", "Text", "Reading"), rows, class_="glance")


def regimes(policy: Policy) -> list[Markup]:
    """What the log may be silent about, and how far publications were read."""
    whole = [c for c in policy.coverage if not c.complete]
    complete = [c for c in policy.coverage if c.complete]
    goods = [
        (
            c.regime,
            f"from {plain.day(c.from_)}" if c.from_ else "always",
            ", ".join([*c.codes, *(n.replace("_", " ") for n in c.materials)]),
            c.why or "",
        )
        for c in complete
    ]
    reviews = [
        (plain.authority(r.authority), plain.day(r.verified_through), "; ".join(r.topics), " ".join(r.doubts)) for r in policy.reviews
    ]
    return [
        el("p", "Not held completely: silence of the log says nothing, and goods on which it is silent are never free.", class_="caption"),
        table(("Regime", "What is missing"), [(c.regime, c.why or "") for c in whole], class_="doubts"),
        el("p", "Held completely, for these goods: silence means that nothing applies under the regime.", class_="caption"),
        table(("Regime", "Days", "Codes and materials", "Why"), goods, class_="doubts"),
        el("p", "Publications were read", class_="caption"),
        table(("Authority", "Through", "Topics", "Doubts"), reviews, class_="doubts"),
    ]
