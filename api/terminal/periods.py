"""`licet timeline`: the periods of an answer, drawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from ...engine.answers import Answers
from ...engine.determination import OUTCOMES, POLICIES, Determination
from ...engine.explain import changes_text
from ...engine.timeline import Span
from ...events.dates import legal_day
from ..opening import answering
from ..schema import Check
from ..timelines import periods_of, read_asked, timeline_bytes
from .asking import faults_named_for, note_assumed, read_question, settings_with, write_heading
from .drawing import OPEN, OTHERWISE, SURE, TICK, Bar, draw, in_ascii
from .output import fits, note, style_of, width, wrapped, write, write_bytes
from .question import refused

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
        asked = read_asked(body, start, end)
        check = asked.check
        with answering(settings_with(db), note) as (_, answers):
            if json:
                note_assumed(assumed)
                write_bytes(timeline_bytes(answers, asked))
                return
            spans = periods_of(answers, asked)
            position = answers.policy(check.view).position
            first_days = [_on(answers, check, span.start) for span in spans]
    write_heading(check, position, assumed, day=False)
    _draw(spans, first_days)
    for span, answer in zip(spans, first_days, strict=True):
        _write_period(span, answer)


def _day(flag: str, text: str | None) -> date | None:
    try:
        return None if text is None else legal_day(text)
    except ValueError as error:
        raise refused("", flag, str(error)) from None


def _on(answers: Answers, check: Check, day: date) -> Determination:
    return answers.check(check.shipment.model_copy(update={"date": day, "exit_date": None}), check.view)


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
