"""A log of rows, whatever it holds: its contract, the rules of appending, and the log in memory.

A log holds entries at positions 1 to n, without gaps. Every append is atomic and durable when it returns, nothing is
ever changed or taken out, and the instants of recording never go back, whatever the clock does. There are two of them:
events (`log`) and the receipts of determinations given out (`receipts`). What an entry is, is its `Kind`.
Errors: the branches of `LogError`, see `errors`.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, NamedTuple, Protocol, Self, TypeVar

from .errors import CodecError, IdConflict, JsonError, LogClosed, LogDamaged, PositionConflict

Clock = Callable[[], datetime]
"""Gives the instant, with its time zone. Read once for each append, inside the lock: instants follow the order of
positions."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Entry(Protocol):
    """Something with an id of its own, for ever."""

    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=Entry)
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True)
class Kind(Generic[E, R]):
    """What a log holds. `encode` and `decode`: to and from canonical JSON, older versions brought up to date; `record`: an
    entry in its place, from position, instant, entry, and the stored bytes; `invalid`, `conflict`: the errors
    for an entry that is none, and for an id that is taken."""

    encode: Callable[[E], bytes]
    decode: Callable[[bytes], E]
    record: Callable[[int, datetime, E, bytes], R]
    invalid: Callable[[str], CodecError]
    conflict: Callable[[str, int | None], IdConflict]


class Row(NamedTuple):
    """An entry as it is stored. `recorded_us`: microseconds since 1970 UTC, a whole number so that databases compare it
    exactly."""

    position: int
    recorded_us: int
    id: str
    body: bytes

    def recorded(self, kind: Kind[E, R], entry: E | None = None) -> R:
        """The record; `entry` where it is known already, which saves reading it from the bytes."""
        known = kind.decode(self.body) if entry is None else entry
        return kind.record(self.position, instant(self.recorded_us), known, self.body)


class Log(Protocol[R_co]):
    """What every log does. Safe to use from several threads; open it anew in every process."""

    backend: str
    """The database and its version: `sqlite 3.45.1`."""

    def head(self) -> int:
        """The last position; 0 for an empty log."""
        ...

    def read(self, after: int = 0, through: int | None = None) -> Iterator[R_co]:
        """The records after position `after`, up to `through` or the head at the time of the call, in order."""
        ...

    def rows(self, after: int = 0, through: int | None = None) -> Iterator[Row]:
        """The same as they are stored, in order, without reading what they hold."""
        ...

    def get(self, entry_id: str) -> R_co | None:
        """The record of an entry, or None."""
        ...

    def close(self) -> None:
        """Give back connections. May be called twice; anything else afterwards is a `LogClosed`."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, *exc: object) -> None: ...


class Batch(NamedTuple, Generic[E]):
    """Entries on their way in, with their bytes; the same entry twice is there once in `bodies`."""

    entries: tuple[E, ...]
    bodies: Mapping[str, bytes]


class Plan(NamedTuple, Generic[E, R]):
    """What an append comes to: the rows to store, and the row of each entry of the batch."""

    kind: Kind[E, R]
    new: tuple[Row, ...]
    rows: tuple[tuple[Row, E], ...]

    @property
    def results(self) -> tuple[R, ...]:
        """The answer, one record for each entry of the batch."""
        return tuple(row.recorded(self.kind, entry) for row, entry in self.rows)


def prepare(kind: Kind[E, R], entries: Iterable[E]) -> Batch[E]:
    """Encode, and refuse all that can be refused before the log is locked.

    What is stored stays for ever, so an entry that could not be read back (one built past the model's validation, say) must not
    get in: the bytes are read again and compared.
    """
    batch = tuple(entries)
    bodies: dict[str, bytes] = {}
    for entry in batch:
        body = kind.encode(entry)
        if kind.decode(body) != entry:
            raise kind.invalid(f"`{entry.id}` is not the same when read back: build it through the model's validation")
        if bodies.setdefault(entry.id, body) != body:
            raise kind.conflict(entry.id, None)
    return Batch(batch, bodies)


def plan_append(
    kind: Kind[E, R], batch: Batch[E], stored: Mapping[str, Row], head: int, last_us: int, clock: Clock, expected: int | None
) -> Plan[E, R]:
    """Decide an append. Called with the log locked: `stored` are the rows under the ids of the batch, `head` and
    `last_us` the last position and its instant. Pure, but for one reading of the clock. The one place where the rules
    of appending are written down."""
    for entry_id, body in batch.bodies.items():
        row = stored.get(entry_id)
        # A row of an older schema version is compared as it reads today.
        if row is not None and row.body != body and kind.encode(kind.decode(row.body)) != body:
            raise kind.conflict(entry_id, row.position)
    fresh = [entry_id for entry_id in batch.bodies if entry_id not in stored]
    if fresh and expected is not None and expected != head:
        raise PositionConflict(expected, head)
    # One instant for the batch, and never before the last one: the clocks of several machines differ, and any clock can
    # be set back.
    now = max(last_us, microseconds(clock())) if fresh else last_us
    new = tuple(Row(head + n, now, entry_id, batch.bodies[entry_id]) for n, entry_id in enumerate(fresh, 1))
    rows = {**stored, **{row.id: row for row in new}}
    return Plan(kind, new, tuple((rows[entry.id], entry) for entry in batch.entries))


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


def in_order(rows: Iterable[Row], after: int, through: int) -> Iterator[Row]:
    """The rows, or `LogDamaged` where they are not what the contract promises for `after` to `through`."""
    due, last_us = after + 1, None
    for row in rows:
        position, recorded_us, _, _ = row
        if position != due:
            raise LogDamaged(f"position `{due}` is missing: the log goes on at {position}")
        if last_us is not None and recorded_us < last_us:
            raise LogDamaged(f"position `{position}` was recorded before the one ahead of it")
        yield row
        due, last_us = position + 1, recorded_us
    if due <= through:
        raise LogDamaged(f"position `{due}` is missing: the log ends there, its head is at {through}")


def as_recorded(kind: Kind[E, R], rows: Iterable[Row]) -> Iterator[R]:
    """The rows as records, or `LogDamaged` where they cannot be read."""
    for row in rows:
        try:
            entry = kind.decode(row.body)
        except (JsonError, CodecError) as error:
            raise LogDamaged(f"position `{row.position}` cannot be read: {error}") from error
        if entry.id != row.id:
            raise LogDamaged(f"position `{row.position}` is filed under `{row.id}` but holds `{entry.id}`")
        yield row.recorded(kind, entry)


class MemoryRows(Generic[E, R]):
    """A log that ends with the process. The reference for the others, and what tests and dry runs use."""

    def __init__(self, kind: Kind[E, R], clock: Clock) -> None:
        self.backend = "memory"
        self._kind, self._clock = kind, clock
        self._lock = threading.Lock()
        self._rows: list[Row] | None = []
        self._by_id: dict[str, Row] = {}

    def head(self) -> int:
        return len(self._open())

    def append(self, entries: Sequence[E], *, expected: int | None = None) -> tuple[R, ...]:
        """Record all of `entries`, or, with any error, none: as `plan_append` says."""
        batch = prepare(self._kind, entries)
        with self._lock:
            return self._add(batch, expected).results

    def _add(self, batch: Batch[E], expected: int | None) -> Plan[E, R]:
        rows = self._open()
        stored = {entry_id: self._by_id[entry_id] for entry_id in batch.bodies if entry_id in self._by_id}
        plan = plan_append(self._kind, batch, stored, len(rows), rows[-1].recorded_us if rows else 0, self._clock, expected)
        self._by_id.update((row.id, row) for row in plan.new)
        rows.extend(plan.new)
        return plan

    def read(self, after: int = 0, through: int | None = None) -> Iterator[R]:
        return as_recorded(self._kind, self.rows(after, through))

    def rows(self, after: int = 0, through: int | None = None) -> Iterator[Row]:
        rows = self._open()
        after, through = span(after, through, len(rows))
        return in_order(rows[after:through], after, through)

    def get(self, entry_id: str) -> R | None:
        self._open()
        row = self._by_id.get(entry_id)
        return None if row is None else row.recorded(self._kind)

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
