"""`licet check` and `licet timeline`."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from ..engine.answers import Answers
from ..engine.determination import OUTCOMES, POLICIES, Determination
from ..engine.explain import explain
from ..engine.shipment import ShipmentError
from ..engine.timeline import Span
from ..events.codec import canonical_json
from ..events.dates import legal_day
from .drawing import OPEN, OTHERWISE, SURE, TICK, Bar, draw, in_ascii
from .opening import answering
from .options import Json, to_type
from .question import from_file, from_options, refused
from .schema import Check, answer_bytes, ask, read_check, refused_by_engine
from .settings import Settings, read_settings
from .terminal import fits, known_text, note, question_text, style_of, width, wrapped, write, write_bytes, write_sections

# Within these days a timeline looks for changes when it is not told where.
_EARLIEST, _LATEST = date(2000, 1, 1), date(2060, 12, 31)
_LEGEND: Final = {
    SURE: "the answer",
    OPEN: "the answer; facts that are not stated could make it stricter",
    OTHERWISE: "what it would be if a promise were kept, or another reading right",
}
_INDENT: Final = 28
_ASSUMED: Final = "assumed, as nothing else was said: {}"


def settings_with(db: str | None) -> Settings:
    """The settings of this process."""
    return read_settings(os.environ, platform=sys.platform, db=db)


def run_check(given: Mapping[str, Any], file: str | None, *, json: bool, full: bool, db: str | None) -> None:
    """Decide one shipment and print the answer."""
    body, assumed = _question(given, file)
    check = read_check(body)
    with answering(settings_with(db), note) as (_, answers):
        answer = ask(answers, check)
        if json:
            if assumed:
                note(_ASSUMED.format(", ".join(assumed)))
            write_bytes(answer_bytes(answer))
            return
        _heading(check, answer.log.position, assumed)
        sections = explain(answer, answers.policy(check.view), full=full, field_name=to_type)
        write_sections(sections, answer.outcome)
        if not full:
            write(_more(answer), "dim")


def run_timeline(given: Mapping[str, Any], file: str | None, first: str | None, last: str | None, *, json: bool, db: str | None) -> None:
    """Draw, or print as JSON, the periods of an answer."""
    start, end = _day("--first", first), _day("--last", last)
    if start and end and end < start:
        raise refused("", "--last", f"`{end}` is before `--first` {start}")
    body, assumed = _question(given, file)
    shipment = body["shipment"]
    if isinstance(shipment, dict):
        shipment = {"date": (start or _EARLIEST).isoformat(), **shipment}
    check = read_check({**body, "shipment": shipment})
    with answering(settings_with(db), note) as (_, answers):
        try:
            spans = answers.timeline(check.shipment, check.view, start or _EARLIEST, end or _LATEST)
            position = answers.policy(check.view).position
        except ShipmentError as error:
            raise refused_by_engine(error) from None
        shown = _trimmed(spans, start, end)
        if json:
            if assumed:
                note(_ASSUMED.format(", ".join(assumed)))
            write_bytes(canonical_json({"spans": [_as_json(span) for span in shown]}))
            return
        _heading(check, position, assumed, day=False)
        _draw(answers, check, shown)


def _question(given: Mapping[str, Any], file: str | None) -> tuple[Json, list[str]]:
    return (from_file(file, given), []) if file is not None else from_options(given)


def _heading(check: Check, position: int, assumed: list[str], *, day: bool = True) -> None:
    write(f"Question  {question_text(check, day=day)}")
    if assumed:
        write(f"Assumed   {', '.join(assumed)}: say otherwise where that is wrong")
    write(f"Known     {known_text(check.known, position)}\n")


def _more(answer: Determination) -> str:
    away = sum(r.conclusion == "out_of_scope" for r in answer.requirements)
    return (
        f"--full adds: {away} provisions that did not apply, why {len(answer.scope.not_considered)} regimes were not considered, sources.\n"
        "Licet informs; it is not legal advice."
    )


# Timelines


def _day(flag: str, text: str | None) -> date | None:
    try:
        return None if text is None else legal_day(text)
    except ValueError as error:
        raise refused("", flag, str(error)) from None


def _trimmed(spans: Sequence[Span], first: date | None, last: date | None) -> list[Span]:
    """Where no first or last day was asked for: from the year before the first change, through the year after the last."""
    changes = [span.start for span in spans[1:]]
    start = first or (date(changes[0].year - 1, 1, 1) if changes else _EARLIEST)
    end = last or (date(changes[-1].year + 1, 12, 31) if changes else _LATEST)
    shown = [span for span in spans if span.end >= start and span.start <= end]
    shown[0] = shown[0]._replace(start=max(shown[0].start, start))
    shown[-1] = shown[-1]._replace(end=min(shown[-1].end, end))
    return shown


def _as_json(span: Span) -> Json:
    return {
        "from": span.start.isoformat(),
        "through": span.end.isoformat(),
        "outcome": span.outcome,
        "at_most": span.at_most,
        "licensing_policy": span.licensing_policy,
        "because": span.because,
        "events": list(span.events),
    }


def _row(outcome: str, licensing_policy: str | None) -> str:
    return outcome if licensing_policy in (None, "ordinary") else f"{outcome}, {str(licensing_policy).replace('_', ' ')}"


def _draw(answers: Answers, check: Check, spans: Sequence[Span]) -> None:
    """The bars, the legend of the marks that occur, and the periods in words."""
    first, last = spans[0].start, spans[-1].end
    on_first_days = [answers.check(check.shipment.model_copy(update={"date": s.start, "exit_date": None}), check.view) for s in spans]
    bars = []
    for span, answer in zip(spans, on_first_days, strict=True):
        mark = SURE if span.at_most == span.outcome else OPEN
        bars.append((span.outcome, span.licensing_policy, Bar("", span.start, span.end, mark)))
        for other in answer.alternatives:
            until = min(other.through or span.end, span.end)
            bars.append((other.outcome, other.licensing_policy, Bar("", span.start, until, OTHERWISE)))
    # The strictest on top.
    bars.sort(key=lambda bar: (OUTCOMES.index(bar[0]), POLICIES.index(bar[1]) if bar[1] else len(POLICIES)))
    lines = list(draw([bar._replace(row=_row(outcome, treated)) for outcome, treated, bar in bars], first, last, width()))
    shown = str if all(fits(mark) for mark in (SURE, OPEN, OTHERWISE, TICK)) else in_ascii
    for line in lines:
        write(shown(line), style_of(line.split(" ")[0].rstrip(",")) if line[:1].strip() else "")
    write("")
    for mark, meaning in _LEGEND.items():
        if any(mark in line for line in lines):
            write(shown(f"  {mark}  {meaning}"))
    write("")
    for span, answer in zip(spans, on_first_days, strict=True):
        _period(span, answer)


def _period(span: Span, answer: Determination) -> None:
    at_most = f", at most {span.at_most}" if span.at_most != span.outcome else ""
    certainty = "" if answer.certainty == "settled" else f" ({answer.certainty.replace('_', ' ')})"
    text = f"{_row(span.outcome, span.licensing_policy)}{at_most}{certainty}"
    for number, row in enumerate(wrapped(text, _INDENT)):
        write(row if number else f"  {span.start} to {span.end}  {row.lstrip()}", style_of(span.outcome))
    for row in wrapped(span.because.replace("_", " "), _INDENT):
        write(row)
