"""All periods of an answer between two days, with the cause of each change: what `/v1/timeline` and `licet timeline` give."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ..engine.answers import Answers
from ..engine.decide import known_as
from ..engine.determination import KnownAs, LogState, Outcome
from ..engine.shipment import ShipmentError
from ..engine.timeline import Span
from ..events.citation import Frozen
from ..events.codec import canonical_json
from ..events.dates import LegalDay
from ..events.scope import Policy as LicensingPolicy
from .rows.columns import Said, stated
from .rows.columns import columns as columns_of
from .schema import Check, Fault, KnownAsked, Refused, read_as, read_check, refused_by_engine
from .terminal.options import Json

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2060, 12, 31)
"""Within these days changes are looked for where nobody says where to look."""


class Days(Frozen):
    """The first and the last day to look at; null or absent: the years in which the answer changes."""

    first: LegalDay | None = None
    last: LegalDay | None = None


class Period(Frozen):
    """Days `from` through `through`, both included, with one answer. `because` and `events`: what ended the period before."""

    from_: LegalDay
    through: LegalDay
    outcome: Outcome
    at_most: Outcome
    licensing_policy: LicensingPolicy | None
    because: str
    events: tuple[str, ...]

    model_config = Frozen.model_config | {"alias_generator": lambda name: name.rstrip("_")}


class Timeline(Frozen):
    """The periods, without gaps, and what was known."""

    known: KnownAs
    log: LogState
    spans: tuple[Period, ...]


class Asked(NamedTuple):
    """A question for a timeline, strictly read."""

    check: Check
    first: date | None
    last: date | None


def read_asked(body: Json, first: date | None = None, last: date | None = None) -> Asked:
    """The question in a body like that of a check. `Refused` where the days are in the wrong order, too."""
    if first and last and last < first:
        raise Refused([Fault("/last", "last", f"`{last}` is before `first`, {first}: give the earlier day first")])
    shipment = body.get("shipment")
    dated = {"date": (first or EARLIEST).isoformat(), **shipment} if isinstance(shipment, dict) else shipment
    return Asked(read_check({**body, "shipment": dated}), first, last)


def asked_in_body(data: object) -> Asked:
    """The question in a parsed body: that of a check, with `first` and `last`."""
    if not isinstance(data, dict):
        return Asked(read_check(data), None, None)
    days = read_as(Days, {name: data[name] for name in ("first", "last") if name in data})
    return read_asked({name: value for name, value in data.items() if name not in ("first", "last")}, days.first, days.last)


def stated_in_query(given: Mapping[str, list[str]]) -> Said:
    """The question in the parameters of a query, named like the options of the command line; those that may be repeated are, others not."""
    columns = columns_of(given)
    if unused := [c.name for c in columns if c.option.first in ("--on", "--exit-date")]:
        raise Refused([Fault("", name, "a timeline has no day of its own: use `first` and `last`") for name in unused])
    if twice := [c.name for c in columns if len(given[c.name]) > 1 and (c.option.kind != "many" or c.about)]:
        raise Refused([Fault("", name, "it is given more than once: give it once") for name in twice])
    return stated([(column, text) for column in columns for text in given[column.name]], split=False)


def periods_of(answers: Answers, asked: Asked) -> Sequence[Span]:
    """The periods of the answer; `Refused` where the log does not know a name, a code or a position."""
    first = asked.first or min(EARLIEST, asked.last or EARLIEST)
    last = asked.last or max(LATEST, first)
    try:
        spans = answers.timeline(asked.check.shipment, asked.check.view, first, last)
    except ShipmentError as error:
        raise refused_by_engine(error) from None
    return _trimmed(spans, asked.first, asked.last)


def timeline_bytes(answers: Answers, asked: Asked) -> bytes:
    """The periods as canonical JSON: the body of REST, and what `licet timeline --json` prints before a newline."""
    try:
        policy = answers.policy(asked.check.view)
    except ShipmentError as error:
        raise refused_by_engine(error) from None
    # At the position that the answer states, also where the log grows meanwhile.
    known = KnownAsked.model_validate(known_as(policy).model_dump())
    spans = periods_of(answers, asked._replace(check=asked.check.model_copy(update={"known": known})))
    timeline = Timeline(
        known=known_as(policy),
        log=LogState(position=policy.position, policy_digest=policy.digest),
        spans=tuple(
            Period(
                from_=span.start,
                through=span.end,
                outcome=span.outcome,
                at_most=span.at_most,
                licensing_policy=span.licensing_policy,
                because=span.because,
                events=span.events,
            )
            for span in spans
        ),
    )
    return canonical_json(timeline.model_dump(mode="json"))


def _trimmed(spans: Sequence[Span], first: date | None, last: date | None) -> list[Span]:
    """Where no first or last day was asked for: from the year before the first change, through the year after the last."""
    changes = [span.start for span in spans[1:]]
    start = first or (date(changes[0].year - 1, 1, 1) if changes else spans[0].start)
    end = last or (date(changes[-1].year + 1, 12, 31) if changes else spans[-1].end)
    shown = [span for span in spans if span.end >= start and span.start <= end]
    shown[0] = shown[0]._replace(start=max(shown[0].start, start))
    shown[-1] = shown[-1]._replace(end=min(shown[-1].end, end))
    return shown
