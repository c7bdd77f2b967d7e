"""Recording: check against what is in the log, then append."""

from collections.abc import Sequence
from typing import Final

from .check import check
from .errors import EventsRefused, PositionConflict
from .log import EventLog, Recorded
from .model import Event

_ATTEMPTS: Final = 100


def record(log: EventLog, events: Sequence[Event]) -> tuple[Recorded, ...]:
    """Append `events` if nothing is wrong with them in this log; otherwise `EventsRefused`, with all problems, and nothing is stored.

    The append holds only at the position up to which the log was checked. If others have appended meanwhile, what they added is
    read and everything is checked again: a check never passes on an older state of the log than the one it is appended to.
    Recording the same events again changes nothing and gives the first records. Reads the whole log.
    """
    existing: list[Event] = []
    position = attempts = 0
    while True:
        for known in log.read(position):
            existing.append(known.event)
            position = known.position
        if problems := check(events, existing):
            raise EventsRefused(problems)
        try:
            return log.append(events, expected=position)
        except PositionConflict:
            attempts += 1
            if attempts == _ATTEMPTS:
                raise
