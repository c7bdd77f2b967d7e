"""`licet timeline`: the periods of an answer, drawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from ..engine.answers import Answers
from ..engine.determination import OUTCOMES, POLICIES, Determination
from ..engine.explain import changes_text
from ..engine.shipment import ShipmentError
from ..engine.timeline import Span
from ..events.codec import canonical_json
from ..events.dates import legal_day
from .asking import faults_named_for, note_assumed, read_question, settings_with, write_heading
from .drawing import OPEN, OTHERWISE, SURE, TICK, Bar, draw, in_ascii
from .opening import answering
from .options import Json
from .question import refused
from .schema import Check, read_check, refused_by_engine
from .terminal import fits, note, style_of, width, wrapped, write, write_bytes

# Within these days a timeline looks for changes when it is not told where.
_EARLIEST, _LATEST = date(2000, 1, 1), date(2060, 12, 31)
_LEGEND: Final = {
    SURE: "the answer",
    OPEN: "the answer; facts that are not stated could make it stricter",
    OTHERWISE: "what it would be if a promise were kept, or another reading right",
}
_INDENT: Final = 28


def run_timeline(given: Mapping[str, Any], file: str | None, first: str | None, last: str | None, *, json: bool, db: str | None) -> None:
    """Draw the periods of an answer, or print them as JSON."""
    start, end = _day("--first", first), _day("--last", last)
    if start and end and end < start:
        raise refused("", "--last", f"`{end}` is before `--first` {start}")
    with faults_named_for(file):
        body, assumed = read_question(given, file)
        check = read_check(_dated(body, start or _EARLIEST))
        with answering(settings_with(db), note) as (_, answers):
            try:
                spans = _trimmed(answers.timeline(check.shipment, check.view, start or _EARLIEST, end or _LATEST), start, end)
            except ShipmentError as error:
                raise refused_by_engine(error) from None
            position = answers.policy(check.view).position
            first_days = [] if json else [_on(answers, check, span.start) for span in spans]
    if json:
        note_assumed(assumed)
        write_bytes(canonical_json({"spans": [_as_json(span) for span in spans]}))
        return
    write_heading(check, position, assumed, day=False)
    _draw(spans, first_days)
    for span, answer in zip(spans, first_days, strict=True):
        _write_period(span, answer)


def _day(flag: str, text: str | None) -> date | None:
    try:
        return None if text is None else legal_day(text)
    except ValueError as error:
        raise refused("", flag, str(error)) from None


def _dated(body: Json, day: date) -> Json:
    """A timeline has no day of its own: the question may leave it out."""
    shipment = body["shipment"]
    return {**body, "shipment": {"date": day.isoformat(), **shipment} if isinstance(shipment, dict) else shipment}


def _on(answers: Answers, check: Check, day: date) -> Determination:
    return answers.check(check.shipment.model_copy(update={"date": day, "exit_date": None}), check.view)


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


def _draw(spans: Sequence[Span], first_days: Sequence[Determination]) -> None:
    """The bars, the strictest answer on top, and the legend of the marks that occur."""
    bars = []
    for span, answer in zip(spans, first_days, strict=True):
        mark = SURE if span.at_most == span.outcome else OPEN
        bars.append((span.outcome, span.licensing_policy, Bar("", span.start, span.end, mark)))
        for other in answer.alternatives:
            until = min(other.through or span.end, span.end)
            bars.append((other.outcome, other.licensing_policy, Bar("", span.start, until, OTHERWISE)))
    bars.sort(key=lambda bar: (OUTCOMES.index(bar[0]), POLICIES.index(bar[1]) if bar[1] else len(POLICIES)))
    named = [bar._replace(row=_row(outcome, treated)) for outcome, treated, bar in bars]
    lines = list(draw(named, spans[0].start, spans[-1].end, width()))
    shown = str if all(fits(mark) for mark in (SURE, OPEN, OTHERWISE, TICK)) else in_ascii
    for line in lines:
        write(shown(line), style_of(line.split(" ")[0].rstrip(",")) if line[:1].strip() else "")
    write("")
    for mark, meaning in _LEGEND.items():
        if any(mark in line for line in lines):
            write(shown(f"  {mark}  {meaning}"))
    write("")


def _write_period(span: Span, answer: Determination) -> None:
    at_most = f", at most {span.at_most}" if span.at_most != span.outcome else ""
    certainty = "" if answer.certainty == "settled" else f" ({answer.certainty.replace('_', ' ')})"
    for number, row in enumerate(wrapped(f"{_row(span.outcome, span.licensing_policy)}{at_most}{certainty}", _INDENT)):
        write(row if number else f"  {span.start} to {span.end}  {row.lstrip()}", style_of(span.outcome))
    for row in wrapped(changes_text(span.because), _INDENT):
        write(row)
