"""From which day to which day an answer holds on what is already known, and what changes it next."""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple, cast

from ..events.dates import day_before
from .assess import BINDING, Assessment
from .policy import on
from .question import Question
from .shipment import ShipmentError


class Run(NamedTuple):
    """The days around a day on which the essence of the answer is the same; `after` is the answer on the day that follows."""

    start: date | None
    end: date | None
    after: Assessment | None


def days_of_change(question: Question, *, full: bool = False) -> list[date]:
    """Every day on which the answer may differ from the day before, in order. `full`: also in what is said of requirements that cannot
    concern the shipment on any day."""
    return (question.full if full else question.awake).days


def run_around(question: Question, day: date) -> Run:
    """Walk the days of change away from `day` in both directions until the essence differs.

    A day on which the question contradicts itself (its code then names other goods) ends the walk, with no answer after it.
    """
    days, lineup = days_of_change(question), question.awake
    place = bisect_right(days, day)
    if lineup.failed or place not in lineup.runs:
        lineup.runs[place] = _run_around(question, day, days)
    return cast(Run, lineup.runs[place])


def _run_around(question: Question, day: date, days: list[date]) -> Run:
    essence = question.glance(day).essence

    def other(day: date) -> bool:
        try:
            return question.glance(day).essence != essence
        except ShipmentError:
            return True

    def after(day: date) -> Assessment | None:
        try:
            return question.glance(day)
        except ShipmentError:
            return None

    end = next((d for d in days if d > day and other(d)), None)
    start = next((d for d in reversed(days) if d <= day and other(day_before(d))), None)
    return Run(start, None if end is None else day_before(end), None if end is None else after(end))


def causes(before: Assessment, after: Assessment) -> tuple[str, tuple[str, ...]]:
    """In words and as events, why the answer changes between two days."""
    old = {b.id: b for b in before.bearings}
    texts, events = [], []
    for bearing in after.bearings:
        was = old.get(bearing.id)
        if was is None or not (bearing.concerned or was.concerned):
            continue
        if was.stretch.status != bearing.stretch.status:
            texts.append(f"{bearing.id}: {was.stretch.status}, then {bearing.stretch.status}")
            events += [*was.stretch.events, *bearing.stretch.events]
        elif was.version.events != bearing.version.events:
            texts.append(f"{bearing.id} is amended")
            events += bearing.version.events
        elif {o.event.id for o in was.overlays} != {o.event.id for o in bearing.overlays}:
            changed = [o for o in (*was.overlays, *bearing.overlays) if (o in was.overlays) != (o in bearing.overlays)]
            for overlay in changed:
                words = [on(overlay.timeline, day) for day in (before.day, after.day)]
                texts.append(f"{overlay.event.id}, on which the licensing policy turns: {words[0].status}, then {words[1].status}")
                events += [*words[0].events, *words[1].events]
        elif was.word != bearing.word and (after.outcome == "UNDETERMINED" or {was.word, bearing.word} & set(BINDING)):
            texts.append(f"{bearing.id}: {was.word}, then {bearing.word}")
            events += [e for e in (*was.events, *bearing.events) if e not in was.events or e not in bearing.events]
    if before.regimes != after.regimes and not texts:
        texts.append("the log's coverage of these goods changes")
        events += [*before.coverage_events, *after.coverage_events]
    return "; ".join(texts), tuple(dict.fromkeys(events))
