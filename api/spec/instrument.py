"""One instrument: what it is, its timeline, what it says, how it is read, what is not certain of it, and the scenarios that show it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ...engine.policy import InTime, Policy, Timeline
from ...events import model as m
from ...events.citation import covers, instrument_of
from . import plain
from .coverage import naming
from .dossier import Dossier
from .doubts import not_encoded, uncertain
from .grid import grid
from .markup import Markup, bullets, chinese, el, facts, table
from .picture import Bar, Lane, Moment, timeline
from .provisions import provisions
from .readings import practice, readings
from .report import Report, anchor, dated, parts, scenario_anchor, source_list
from .run import Scenario


def instrument(report: Report, dossier: Dossier) -> Markup:
    """The section of one instrument."""
    parts_: list[Markup | None] = [_head(dossier), _picture(report, dossier)]
    for title, body in (
        ("What it says", provisions(report, dossier)),
        ("How it is read", readings(report, dossier)),
        ("Text against practice", practice(report, dossier)),
        ("Not verified or contested", uncertain(report, dossier)),
        ("Not encoded", not_encoded(report, dossier)),
        ("Which days the scenarios show", grid(report, dossier)),
        ("Scenarios", _scenarios(report, dossier)),
    ):
        if body:
            parts_ += [el("h3", title), el("div", body)]
    found = {(s.url, s.note): s for e in dossier.events for s in e.sources}
    parts_ += [el("h3", "Sources"), source_list(found.values())]
    return el("section", parts_, id=anchor(dossier.id), class_="instrument")


def _head(dossier: Dossier) -> Markup:
    first, title = dossier.first, dossier.title
    jointly = plain.authorities(first)
    rows = [
        ("Title in Chinese", chinese(getattr(title, "zh", None))),
        ("By", jointly),
        ("Published", _published(first)),
        ("Dated", plain.day(first.dated)),
        ("Gazetted", plain.day(first.gazetted)),
        ("Legal basis", bullets(getattr(first, "legal_basis", ()), "plain")),
        ("Kind", _kind(first)),
        ("Between", ", ".join(getattr(first, "parties", ()))),
        ("Commitments", bullets(getattr(first, "commitments", ()), "plain")),
        ("About", ", ".join(map(plain.named, getattr(first, "about", ())))),
    ]
    name = plain.named(dossier.id)
    return el("header", el("h2", el("span", name, class_="number"), " ", title.en if title else ""), facts(rows))


def _published(event: Any) -> str:
    if event.published is None:
        return f"by {plain.day(event.published_by)}; the day itself is not known"
    return plain.day(event.published) + (f", {event.published_time}" if event.published_time else "")


def _kind(event: m.Event) -> str | None:
    match event:
        case m.StatementMade():
            return "A statement: words that are not law, never an effect." + (
                " A claim with no instrument behind it." if event.claim else ""
            )
        case m.AgreementConcluded():
            force = {True: "in force", False: "not in force", None: "whether it is in force is not known"}[event.in_force]
            binding = {True: "binding", False: "not binding", None: "whether it binds is not known"}[event.binding]
            return f"An agreement ({binding}; {force}): context, never an effect."
    return None


# The picture


def _picture(report: Report, dossier: Dossier) -> Markup | None:
    own = [(p.name, p.timeline) for p in dossier.provisions]
    acted_on = {name for p in dossier.provisions if isinstance(p.event, m.ControlSuspended) for name in p.subjects}
    others = [(r.id, r.timeline) for name, r in report.policy.requirements.items() if name in acted_on]
    since = dossier.first.day
    lanes = [Lane(parts(names), bars) for bars, names in _alike(own, since).items()]
    lanes += [Lane(_instruments(names), bars) for bars, names in _alike(others, since).items()]
    causes = [event for _, line in own for stretch in line for event in stretch.events]
    moments = _moments(report, dossier, causes)
    for name, day, bars in _supposed(report, dossier):
        lanes.append(Lane(name, bars, supposed=True))
        moments += [Moment(day, "statement")] if day else []
    drawn = timeline(plain.named(dossier.id), lanes, list(dict.fromkeys(moments)))
    return el("figure", drawn) if drawn else None


def _alike(lines: Iterable[tuple[str, Timeline]], since: date) -> dict[tuple[Bar, ...], list[str]]:
    """Names by what is drawn for them from a day on: the days and the status, whatever the events behind them."""
    groups: dict[tuple[Bar, ...], list[str]] = {}
    for name, line in lines:
        later = [s for s in line if s.end is None or s.end >= since]
        bars = (Bar(s.start if s.start and s.start > since else None, s.end, s.status) for s in later)
        names = groups.setdefault(tuple(bars), [])
        names.extend([name] if name not in names else [])
    return groups


def _instruments(names: Iterable[str]) -> str:
    """`No. 55, 56 and 57 of 2025`."""
    found = list(dict.fromkeys(plain.named(instrument_of(name)) for name in names))
    numbers = [name.removeprefix("No. ").partition(" of ") for name in found]
    years = {year for _, _, year in numbers}
    if len(years) == 1 and all(name.startswith("No. ") for name in found):
        return f"No. {plain.listed(number for number, _, _ in numbers)} of {years.pop()}"
    return plain.listed(found)


def _moments(report: Report, dossier: Dossier, causes: list[str]) -> list[Moment]:
    first = dossier.first
    out = [Moment(first.day, "published" if first.published else "public by then")]
    for name in dict.fromkeys(causes):
        event = report.policy.events.get(name)
        if event is not None and event.instrument != dossier.id:
            out.append(Moment(event.day, f"{plain.named(event.instrument).removesuffix(f' of {event.day.year}')} published"))
    return [moment for moment in out if moment.day >= first.day]


def _supposed(report: Report, dossier: Dossier) -> Iterator[tuple[str, Any, tuple[Bar, ...]]]:
    """What would be drawn, where a statement has not been carried out or a reading is not adopted; the first line that it changes."""
    suspended = {name for p in dossier.provisions if isinstance(p.event, m.ControlSuspended) for name in p.subjects}
    mine = suspended | {p.id for p in dossier.provisions}
    now = _lines(report.policy, mine)

    def changed(basis: str, promises: Iterable[m.Promise]) -> list[tuple[Bar, ...]]:
        varied = _lines(report.supposing(basis, promises), mine)
        return list(_alike(((name, line) for name, line in varied.items() if line != now[name]), dossier.first.day))[:1]

    for statement in report.policy.statements:
        if statement.promises and statement.id not in report.policy.fulfilled:
            for bars in changed(statement.id, statement.promises):
                yield f"if the statement of {statement.day} were carried out", statement.day, bars
    for reading in report.policy.readings:
        if reading.as_if and not reading.adopted:
            for bars in changed(reading.id, reading.as_if):
                yield "if read otherwise (see how it is read)", None, bars


def _lines(policy: Policy, names: Iterable[str]) -> dict[str, Timeline]:
    """The timelines of requirements, licensing policies and exemptions, as far as they are among the names."""
    others: list[InTime[Any]] = [*policy.overlays, *policy.exemptions]
    found = {r.id: r.timeline for r in policy.requirements.values()} | {item.event.id: item.timeline for item in others}
    return {name: found[name] for name in sorted(names) if name in found}


# Scenarios


def _scenarios(report: Report, dossier: Dossier) -> Markup:
    found = naming(dossier, report.run)
    if not found:
        return el("p", "No scenario names this instrument.", class_="gap")
    rows: list[Markup] = []
    for path, name in dict.fromkeys((f.path, f.name) for f, _ in found):
        rows.append(el("tr", el("th", el("a", name, href=f"#{anchor(path)}"), colspan=3, scope="rowgroup")))
        for scenario in (s for f, s in found if f.path == path):
            link = el("a", scenario.name, href=f"#{scenario_anchor(path, scenario)}")
            rows.append(el("tr", el("td", link), el("td", result(scenario)), el("td", dated(_days(scenario, dossier.id)))))
    return table(("Scenario", "Result", "Asked for"), rows, class_="scenarios")


def result(scenario: Scenario) -> Markup:
    """`7 of 7 passed`, in words that print."""
    total, failed, missing = len(scenario.examples), scenario.count("failed"), scenario.count("not run")
    if failed:
        return el("strong", f"FAILED {failed} of {total}", class_="failed")
    if missing:
        return el("strong", f"not run: {missing} of {total}", class_="failed")
    return el("span", "passed" if total == 1 else f"{total} of {total} passed", class_="passed")


def _days(scenario: Scenario, instrument: str) -> str:
    mine = [e.answer.on for e in scenario.examples if e.answer and any(covers(instrument, p) for p in e.provisions)]
    days = [day.isoformat() for day in sorted(set(mine))]
    return ", ".join(days[:6]) + (f" and {len(days) - 6} more" if len(days) > 6 else "")
