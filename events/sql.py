"""Logs in SQLite and PostgreSQL.

The safety argument, for both. One append is one transaction that first takes the one write lock of the log (SQLite:
`BEGIN IMMEDIATE`; PostgreSQL: the row of its head), then looks, decides (`plan_append`), inserts and commits; what goes
with it (the request that it answers, the question behind a receipt) is a row of the same transaction. If we die at any
point before the commit, the database drops all of it and the log is as before. If we die after it, the batch is durable
and only the answer is lost: the caller cannot tell, appends the same events again, and is given the first records,
because ids and requests make appends idempotent. Positions are given out under the lock: what readers see has no gaps,
and what they have read never gains a row in the middle.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final, Generic, Self, TypeVar

from sqlalchemy import Column, Table, bindparam, select
from sqlalchemy.engine import Connection

from . import database as databases
from .database import Database, Statements
from .log import EVENTS, EventLog, Recorded, Request, positions_of
from .model import Event
from .rows import Batch, Clock, E, Kind, Plan, R, Row, as_recorded, in_order, plan_append, prepare, span
from .schema import prepare as prepare_schema
from .tables import EVENT, REQUEST

Durable = Callable[[], object] | None
T = TypeVar("T")

CHUNK: Final = 1_000  # rows of one read or look-up: a few megabytes, and well within the parameters that both databases take

_REQUEST: Final = select(REQUEST).where(REQUEST.c.actor == bindparam("by"), REQUEST.c.key == bindparam("under"))


def open_sql_log(place: str | Path, *, clock: Clock, create: bool = True, migrate: bool = True) -> EventLog:
    """See `log.open_log`."""
    return SqlLog(databases.at(place), clock, create=create, migrate=migrate)


class SqlRows(Generic[E, R]):
    """A log in a database. `table`: of positions, instants, ids and bodies, in this order, with its guards."""

    def __init__(self, database: Database, clock: Clock, kind: Kind[E, R], table: Table) -> None:
        self._database, self._clock, self._kind, self._table = database, clock, kind, table
        self.backend = database.engine.dialect.name
        self._position, _, self._id, _ = table.columns
        # One append at a time in this process: its threads queue here and not in the database's polling for the lock.
        self._appending = threading.Lock()

    def head(self) -> int:
        with self._database.transaction() as connection:
            return int(connection.execute(select(self._position).order_by(self._position.desc()).limit(1)).scalar() or 0)

    def writing(self, *, patient: bool = False) -> AbstractContextManager[Connection]:
        """A transaction that holds the write lock of the log, for `add` and what is to be stored with it: all or nothing."""
        return self._held(self._database.transaction(write=True, again=databases.AGAIN, patient=patient))

    def adding(self, durable: Durable = None) -> AbstractContextManager[Statements]:
        """The same, quicker, for `add` and other rows alone. `durable` is called when it has been committed."""
        return self._held(self._database.swift(databases.AGAIN), durable)

    @contextmanager
    def _held(self, transaction: AbstractContextManager[T], durable: Durable = None) -> Iterator[T]:
        with self._appending:
            with transaction as connection:
                yield connection
                # Leaving the block commits. Up to here nothing is visible to anybody.
            if durable is not None:
                durable()
            self._database.committed()

    def add(
        self,
        connection: Statements,
        batch: Batch[E],
        *,
        expected: int | None = None,
        last: tuple[int, int] | None = None,
        fresh: bool = False,
    ) -> Plan[E, R]:
        """Append, as `plan_append` says. `last`: the last position and its instant, where the lock is held already; `fresh`: the ids were
        just made, of so many random bits that none can be there: they are not looked up, and a guard refuses them if one is."""
        head, last_us = last or self._database.lock(connection, self._table.name)
        stored = {} if fresh else {row.id: row for row in self._rows(connection, self._id, list(batch.bodies))}
        plan = plan_append(self._kind, batch, stored, head, last_us, self._clock, expected)
        for start in range(0, len(plan.new), CHUNK):
            rows = [dict(zip(self._table.columns.keys(), row, strict=True)) for row in plan.new[start : start + CHUNK]]
            self._database.insert(connection, self._table, rows)
        return plan

    def read(self, after: int = 0, through: int | None = None) -> Iterator[R]:
        return as_recorded(self._kind, self.rows(after, through))

    def rows(self, after: int = 0, through: int | None = None) -> Iterator[Row]:
        after, through = span(after, through, self.head())
        return in_order(self._between(after, through), after, through)

    def _between(self, after: int, through: int) -> Iterator[Row]:
        """In chunks, each in a transaction of its own: rows below the head never change, and a slow reader keeps nothing open."""
        while after < through:
            with self._database.transaction() as connection:
                between = self._position.between(after + 1, min(after + CHUNK, through))
                rows = list(map(Row._make, connection.execute(select(self._table).where(between).order_by(self._position))))
            yield from rows
            after += CHUNK

    def get(self, entry_id: str) -> R | None:
        if not entry_id.isascii() or "\0" in entry_id:  # no entry has such an id, and not every database can be asked for it
            self._database.check_open()
            return None
        with self._database.transaction() as connection:
            rows = self._rows(connection, self._id, [entry_id])
        return rows[0].recorded(self._kind) if rows else None

    def _rows(self, connection: Statements, column: Column[Any], wanted: Sequence[Any]) -> list[Row]:
        chunks = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
        query = f"SELECT {', '.join(self._table.columns.keys())} FROM {self._table.name} WHERE {column.name}"
        return [Row._make(row) for chunk in chunks for row in self._database.among(connection, query, chunk)]

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class SqlLog(SqlRows[Event, Recorded]):
    """An `EventLog` in a database."""

    def __init__(self, database: Database, clock: Clock, *, create: bool, migrate: bool) -> None:
        super().__init__(database, clock, EVENTS, EVENT)
        try:
            prepare_schema(database, create=create, migrate=migrate)
            self.backend = database.name_and_version()
        except BaseException:
            self.close()
            raise

    def append(self, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
        batch = prepare(EVENTS, events)
        if not batch.entries and request is None:
            self._database.check_open()
            return ()
        with self.writing() as connection:
            last = self._database.lock(connection, EVENT.name)
            if request is not None and (earlier := self._earlier(connection, request)) is not None:
                return earlier
            results = self.add(connection, batch, expected=expected, last=last).results
            if request is not None:
                positions = json.dumps([record.position for record in results])
                self._database.insert(connection, REQUEST, [{**request._asdict(), "positions": positions}])
        return results

    def results_of(self, request: Request) -> tuple[Recorded, ...] | None:
        with self._database.transaction() as connection:
            return self._earlier(connection, request)

    def _earlier(self, connection: Connection, request: Request) -> tuple[Recorded, ...] | None:
        stored = connection.execute(_REQUEST, {"by": request.actor, "under": request.key}).one_or_none()
        if stored is None:
            return None
        positions = positions_of(request, stored.fingerprint, json.loads(stored.positions))
        rows = {row.position: row for row in self._rows(connection, self._position, sorted(set(positions)))}
        return tuple(rows[position].recorded(EVENTS) for position in positions)
