"""The event log: its contract, and the log in memory.

A log holds events at positions 1 to n, without gaps. Every append is atomic and durable when it returns, nothing is
ever changed or taken out, and the instants of recording never go back, whatever the clock does.
`tests/test_log_contract.py` is the contract as tests; every backend passes all of it. Errors: the branches of
`LogError`, see `errors`.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple, Protocol, Self

from .codec import decode, digest, encode
from .errors import (
    EventIdConflict,
    InvalidEvent,
    JsonError,
    LogClosed,
    LogDamaged,
    LogUnavailable,
    PositionConflict,
    RequestConflict,
)
from .model import Event

Clock = Callable[[], datetime]
"""Gives the instant, with its time zone. Read once for each append, inside the lock: instants follow the order of
positions."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place. `recorded_at` is UTC, to the microsecond. `digest` is of the stored bytes, which an upcast
    never touches."""

    position: int
    recorded_at: datetime
    event: Event
    digest: str


class Request(NamedTuple):
    """What makes an append repeatable by whoever sent it. `key`: chosen by `actor`, 1 to 255 visible ASCII characters.
    `fingerprint`: the SHA-256 of what was sent, in hexadecimal."""

    actor: str
    key: str
    fingerprint: str


class EventLog(Protocol):
    """What every backend does. Safe to use from several threads; open it anew in every process."""

    backend: str
    """The database and its version: `sqlite 3.45.1`."""

    def head(self) -> int:
        """The last position; 0 for an empty log."""
        ...

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

    def read(self, after: int = 0, through: int | None = None) -> Iterator[Recorded]:
        """The records after position `after`, up to `through` or the head at the time of the call, in order."""
        ...

    def get(self, event_id: str) -> Recorded | None:
        """The record of an event, or None."""
        ...

    def close(self) -> None:
        """Give back connections. May be called twice; anything else afterwards is a `LogClosed`."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, *exc: object) -> None: ...


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


class Row(NamedTuple):
    """A record as it is stored. `recorded_us`: microseconds since 1970 UTC, a whole number so that databases compare it
    exactly."""

    position: int
    recorded_us: int
    event_id: str
    body: bytes

    def recorded(self, event: Event | None = None) -> Recorded:
        """The record; `event` where it is known already, which saves reading it from the bytes."""
        return Recorded(self.position, instant(self.recorded_us), event or decode(self.body), digest(self.body))


class Batch(NamedTuple):
    """Events on their way in, with their bytes; the same event twice is there once in `bodies`."""

    events: tuple[Event, ...]
    bodies: Mapping[str, bytes]


class Plan(NamedTuple):
    """What an append comes to: the rows to store, and the answer, one record for each event of the batch."""

    new: tuple[Row, ...]
    results: tuple[Recorded, ...]


def prepare(events: Iterable[Event]) -> Batch:
    """Encode, and refuse all that can be refused before the log is locked.

    What is stored stays for ever, so an event that could not be read back (one built past the model's validation, say) must not
    get in: the bytes are read again and compared.
    """
    batch = tuple(events)
    bodies: dict[str, bytes] = {}
    for event in batch:
        body = encode(event)
        if decode(body) != event:
            raise InvalidEvent(f"`{event.id}` is not the same when read back: build events through the model's validation")
        if bodies.setdefault(event.id, body) != body:
            raise EventIdConflict(event.id, None)
    return Batch(batch, bodies)


def plan_append(batch: Batch, stored: Mapping[str, Row], head: int, last_us: int, clock: Clock, expected: int | None) -> Plan:
    """Decide an append. Called with the log locked: `stored` are the rows under the ids of the batch, `head` and
    `last_us` the last position and its instant. Pure, but for one reading of the clock. The one place where the rules
    of appending are written down."""
    for event_id, body in batch.bodies.items():
        row = stored.get(event_id)
        # A row of an older schema version is compared as it reads today.
        if row is not None and row.body != body and encode(decode(row.body)) != body:
            raise EventIdConflict(event_id, row.position)
    fresh = [event_id for event_id in batch.bodies if event_id not in stored]
    if fresh and expected is not None and expected != head:
        raise PositionConflict(expected, head)
    # One instant for the batch, and never before the last one: the clocks of several machines differ, and any clock can
    # be set back.
    now = max(last_us, microseconds(clock())) if fresh else last_us
    new = tuple(Row(head + n, now, event_id, batch.bodies[event_id]) for n, event_id in enumerate(fresh, 1))
    rows = {**stored, **{row.event_id: row for row in new}}
    return Plan(new, tuple(rows[event.id].recorded(event) for event in batch.events))


def positions_of(request: Request, fingerprint: str, positions: Sequence[int]) -> tuple[int, ...]:
    """The positions given to an earlier request of the same actor and key, if it was the same."""
    if fingerprint != request.fingerprint:
        raise RequestConflict(request.actor, request.key)
    return tuple(positions)


def instant(microseconds: int) -> datetime:
    """Of microseconds since 1970 UTC."""
    return _EPOCH + microseconds * _MICROSECOND


def microseconds(instant: datetime) -> int:
    """Since 1970 UTC. `ValueError` for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError(f"the clock gave `{instant}` without a time zone: use `datetime.now(UTC)`")
    return (instant - _EPOCH) // _MICROSECOND


def span(after: int, through: int | None, head: int) -> tuple[int, int]:
    """The arguments of `read`, checked and cut to the head."""
    if after < 0 or (through is not None and through < 0):
        raise ValueError(f"positions start at 1: `after={after}`, `through={through}`")
    return after, head if through is None else min(through, head)


def in_order(rows: Iterable[Row], after: int, through: int) -> Iterator[Recorded]:
    """The rows as records, or `LogDamaged` where they are not what the contract promises for `after` to `through`."""
    position, last_us = after, None
    for row in rows:
        if row.position != position + 1:
            raise LogDamaged(f"position `{position + 1}` is missing: the log goes on at {row.position}")
        if last_us is not None and row.recorded_us < last_us:
            raise LogDamaged(f"position `{row.position}` was recorded before the one ahead of it")
        try:
            record = row.recorded()
        except (JsonError, InvalidEvent) as error:
            raise LogDamaged(f"position `{row.position}` cannot be read: {error}") from error
        if record.event.id != row.event_id:
            raise LogDamaged(f"position `{row.position}` is filed under `{row.event_id}` but holds `{record.event.id}`")
        yield record
        position, last_us = row.position, row.recorded_us
    if position < through:
        raise LogDamaged(f"position `{position + 1}` is missing: the log ends there, its head is at {through}")


# --- memory -----------------------------------------------------------------------------------------------------------


class MemoryLog:
    """A log that ends with the process. The reference for the others, and what tests and dry runs use."""

    def __init__(self, *, clock: Clock) -> None:
        self.backend = "memory"
        self._clock = clock
        self._lock = threading.Lock()
        self._rows: list[Row] | None = []
        self._by_id: dict[str, Row] = {}
        self._requests: dict[tuple[str, str], tuple[str, tuple[int, ...]]] = {}  # by actor and key: fingerprint, positions

    def head(self) -> int:
        return len(self._open())

    def append(self, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
        batch = prepare(events)
        with self._lock:
            rows = self._open()
            if request is not None and (earlier := self._earlier(request)) is not None:
                return earlier
            stored = {event_id: self._by_id[event_id] for event_id in batch.bodies if event_id in self._by_id}
            plan = plan_append(batch, stored, len(rows), rows[-1].recorded_us if rows else 0, self._clock, expected)
            self._by_id.update((row.event_id, row) for row in plan.new)
            rows.extend(plan.new)
            if request is not None:
                positions = tuple(record.position for record in plan.results)
                self._requests[request.actor, request.key] = request.fingerprint, positions
        return plan.results

    def results_of(self, request: Request) -> tuple[Recorded, ...] | None:
        with self._lock:
            return self._earlier(request)

    def _earlier(self, request: Request) -> tuple[Recorded, ...] | None:
        rows = self._open()
        stored = self._requests.get((request.actor, request.key))
        return None if stored is None else tuple(rows[position - 1].recorded() for position in positions_of(request, *stored))

    def read(self, after: int = 0, through: int | None = None) -> Iterator[Recorded]:
        rows = self._open()
        after, through = span(after, through, len(rows))
        return in_order(rows[after:through], after, through)

    def get(self, event_id: str) -> Recorded | None:
        self._open()
        row = self._by_id.get(event_id)
        return None if row is None else row.recorded()

    def close(self) -> None:
        self._rows = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _open(self) -> list[Row]:
        if self._rows is None:
            raise LogClosed("this log is closed: open it again")
        return self._rows
