"""The event log: its contract beyond that of every log (`rows`), and the log in memory.

`tests/test_log_contract.py` is the contract as tests; every backend passes all of it. Errors: the branches of
`LogError`, see `errors`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from .codec import decode, digest, encode, substance
from .errors import EventIdConflict, InvalidEvent, LogUnavailable, RequestConflict
from .model import Event
from .rows import Clock, Kind, Log, MemoryRows, prepare


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place. `recorded_at` is UTC, to the microsecond. `digest` is of the stored bytes, which an upcast
    never touches; `substance`: of what of them counts for decisions, see `codec.substance`."""

    position: int
    recorded_at: datetime
    event: Event
    digest: str
    substance: str


class Request(NamedTuple):
    """What makes an append repeatable by whoever sent it. `key`: chosen by `actor`, 1 to 255 visible ASCII characters.
    `fingerprint`: the SHA-256 of what was sent, in hexadecimal."""

    actor: str
    key: str
    fingerprint: str


class EventLog(Log[Recorded], Protocol):
    """What every backend does."""

    def append(self, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
        """Record all of `events`, or, with any error, none. One result for each event, in the order given.

        An event that is already there with the same bytes is not recorded again: its first record is the result. If
        that holds for all of them, `expected` is not looked at, so that an append whose answer was lost can be sent
        again as it was. `expected`: the position that the caller knows; `PositionConflict` if the log is elsewhere.
        Other content under a known id: `EventIdConflict`.

        `request` is recorded with the events, in one step, and for ever. The same request again gives the first results
        and records nothing, whatever `events` and `expected` are; the same actor and key with another fingerprint:
        `RequestConflict`. An append that fails leaves the key free.
        """
        ...

    def results_of(self, request: Request) -> tuple[Recorded, ...] | None:
        """What `append` gave for this request, or None if it has recorded none; `RequestConflict` as there."""
        ...


def _recorded(position: int, at: datetime, event: Event, body: bytes) -> Recorded:
    whole, part = digest(body), substance(event, body)
    return Recorded(position, at, event, whole, whole if part is body else digest(part))


EVENTS: Final = Kind[Event, Recorded](encode, decode, _recorded, InvalidEvent, EventIdConflict)
"""What the event log holds."""


def open_log(place: str | Path, *, clock: Clock, create: bool = True, migrate: bool = True) -> EventLog:
    """The log at `place`: a file path or `sqlite:///path`, `postgresql+pg8000://user@host/database`, or `memory:`.

    An absent log is made, or, without `create`, is a `LogUnavailable`. Tables of an older version of Licet are brought up
    to date; without `migrate` tables are neither made nor changed, and what is missing is a `SchemaOutdated`. Databases
    load SQLAlchemy only here: it takes half a second.
    """
    if place == "memory:":
        return MemoryLog(clock=clock)
    try:
        from .sql import open_sql_log
    except ImportError as error:
        raise LogUnavailable(f"`{error.name}` is not installed: install licet with its dependencies, or use `memory:`") from error
    return open_sql_log(place, clock=clock, create=create, migrate=migrate)


def position_at(log: EventLog, instant: datetime) -> int:
    """The last position recorded at or before `instant`, 0 if none: what *recorded through* an instant means. Reads
    log(n) records."""
    low, high = 0, log.head()
    while low < high:
        middle = (low + high + 1) // 2
        (record,) = log.read(middle - 1, middle)
        low, high = (middle, high) if record.recorded_at <= instant else (low, middle - 1)
    return low


# --- what all backends share ------------------------------------------------------------------------------------------


def positions_of(request: Request, fingerprint: str, positions: Sequence[int]) -> tuple[int, ...]:
    """The positions given to an earlier request of the same actor and key, if it was the same."""
    if fingerprint != request.fingerprint:
        raise RequestConflict(request.actor, request.key)
    return tuple(positions)


# --- memory -----------------------------------------------------------------------------------------------------------


class MemoryLog(MemoryRows[Event, Recorded]):
    """A log that ends with the process. The reference for the others, and what tests and dry runs use."""

    def __init__(self, *, clock: Clock) -> None:
        super().__init__(EVENTS, clock)
        self._requests: dict[tuple[str, str], tuple[str, tuple[int, ...]]] = {}  # by actor and key: fingerprint, positions

    def append(self, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
        batch = prepare(EVENTS, events)
        with self._lock:
            if request is not None and (earlier := self._earlier(request)) is not None:
                return earlier
            results = self._add(batch, expected).results
            if request is not None:
                self._requests[request.actor, request.key] = request.fingerprint, tuple(record.position for record in results)
        return results

    def results_of(self, request: Request) -> tuple[Recorded, ...] | None:
        with self._lock:
            return self._earlier(request)

    def _earlier(self, request: Request) -> tuple[Recorded, ...] | None:
        rows = self._open()
        stored = self._requests.get((request.actor, request.key))
        return None if stored is None else tuple(rows[position - 1].recorded(EVENTS) for position in positions_of(request, *stored))
