"""Recording: check against what is in the log, then append."""

from collections.abc import Sequence
from typing import Final

from .check import check
from .codec import encode
from .errors import EventsRefused, PositionConflict
from .log import EVENTS, EventLog, Recorded, Request
from .model import Event
from .rows import Clock, Row, microseconds, plan_append, prepare

_ATTEMPTS: Final = 100


def record(log: EventLog, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
    """Append `events` if nothing is wrong with them in this log; otherwise `EventsRefused`, with all problems, and nothing is stored.

    The append holds only at the position up to which the log was checked. If others have appended meanwhile, what they added is
    read and everything is checked again: a check never passes on an older state of the log than the one it is appended to. A
    caller who names the `expected` position gets a `PositionConflict` instead. Recording the same events again changes nothing
    and gives the first records. A `request` that was answered before (`EventLog.append`) is given the same answer, whatever
    would be found wrong today. Reads the whole log.
    """
    if request is not None and (earlier := log.results_of(request)) is not None:
        return earlier
    existing: list[Event] = []
    position = attempts = 0
    while True:
        for known in log.read(position):
            existing.append(known.event)
            position = known.position
        if expected is not None and position < expected:
            raise PositionConflict(expected, position)
        # Elsewhere than expected nothing new is stored, so there is nothing to check.
        if expected in (None, position) and (problems := check(events, existing)):
            raise EventsRefused(problems)
        try:
            return log.append(events, expected=position if expected is None else expected, request=request)
        except PositionConflict:
            attempts += 1
            if expected is not None or attempts == _ATTEMPTS:
                raise


def rehearse(
    log: EventLog, events: Sequence[Event], *, clock: Clock, expected: int | None = None, request: Request | None = None
) -> tuple[Recorded, ...]:
    """What `record` would give now, or its error, without recording anything. New events carry the position and, by `clock`, the
    instant that they would get."""
    if request is not None and (earlier := log.results_of(request)) is not None:
        return earlier
    known = tuple(log.read())
    if expected in (None, len(known)) and (problems := check(events, [record.event for record in known])):
        raise EventsRefused(problems)
    batch = prepare(EVENTS, events)
    stored = {
        record.event.id: Row(record.position, microseconds(record.recorded_at), record.event.id, encode(record.event))
        for record in known
        if record.event.id in batch.bodies
    }
    last_us = microseconds(known[-1].recorded_at) if known else 0
    results = plan_append(EVENTS, batch, stored, len(known), last_us, clock, expected).results
    there = {record.event.id: record for record in known if record.event.id in stored}
    return tuple(there.get(result.event.id, result) for result in results)  # what is there has the digest of its own bytes
