"""The event log in SQLite and PostgreSQL.

The safety argument, for both. One append is one transaction that first takes the one write lock of the log (SQLite:
`BEGIN IMMEDIATE`; PostgreSQL: the row of `licet_head`), then looks, decides (`plan_append`), inserts and commits; the
request that it answers is a row of the same transaction. If we die at any point before the commit, the database drops
all of it and the log is as before. If we die after it, the batch is durable and only the answer is lost: the caller
cannot tell, appends the same events again, and is given the first records, because ids and requests make appends
idempotent. Positions are given out under the lock: what readers see has no gaps, and what they have read never gains a
row in the middle.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Select, bindparam, select
from sqlalchemy.engine import Connection

from . import database as databases
from .database import Database
from .log import Clock, EventLog, Recorded, Request, Row, in_order, plan_append, positions_of, prepare, span
from .model import Event
from .schema import prepare as prepare_schema
from .tables import EVENT, REQUEST

CHUNK: Final = 1_000  # rows of one read or look-up: a few megabytes, and well within the parameters that both databases take

_LAST: Final = select(EVENT.c.position).order_by(EVENT.c.position.desc()).limit(1)
_BY_ID: Final = select(EVENT).where(EVENT.c.event_id.in_(bindparam("wanted", expanding=True)))
_BY_POSITION: Final = select(EVENT).where(EVENT.c.position.in_(bindparam("wanted", expanding=True)))
_BETWEEN: Final = select(EVENT).where(EVENT.c.position.between(bindparam("first"), bindparam("last"))).order_by(EVENT.c.position)
_REQUEST: Final = select(REQUEST).where(REQUEST.c.actor == bindparam("by"), REQUEST.c.key == bindparam("under"))


def open_sql_log(place: str | Path, *, clock: Clock, create: bool = True, migrate: bool = True) -> EventLog:
    """See `log.open_log`."""
    return SqlLog(databases.at(place), clock, create=create, migrate=migrate)


class SqlLog:
    """An `EventLog` in a database."""

    def __init__(self, database: Database, clock: Clock, *, create: bool, migrate: bool) -> None:
        self._database = database
        self._clock = clock
        # One append at a time in this process: its threads queue here and not in the database's polling for the lock.
        self._appending = threading.Lock()
        try:
            prepare_schema(database, create=create, migrate=migrate)
            self.backend = database.name_and_version()
        except BaseException:
            self.close()
            raise

    def head(self) -> int:
        with self._database.transaction() as connection:
            return int(connection.execute(_LAST).scalar() or 0)

    def append(self, events: Sequence[Event], *, expected: int | None = None, request: Request | None = None) -> tuple[Recorded, ...]:
        batch = prepare(events)
        if not batch.events and request is None:
            self._database.check_open()
            return ()
        with self._appending:
            with self._database.transaction(write=True, again=databases.AGAIN) as connection:
                head, last_us = self._database.lock(connection)
                if request is not None and (earlier := self._earlier(connection, request)) is not None:
                    return earlier
                stored = {row.event_id: row for row in _rows(connection, _BY_ID, list(batch.bodies))}
                plan = plan_append(batch, stored, head, last_us, self._clock, expected)
                for start in range(0, len(plan.new), CHUNK):
                    rows = [row._asdict() for row in plan.new[start : start + CHUNK]]
                    self._database.insert(connection, EVENT, rows)
                if request is not None:
                    positions = json.dumps([record.position for record in plan.results])
                    self._database.insert(connection, REQUEST, [{**request._asdict(), "positions": positions}])
                # Leaving the block commits. Up to here nothing is visible to anybody.
            self._database.committed()
        return plan.results

    def results_of(self, request: Request) -> tuple[Recorded, ...] | None:
        with self._database.transaction() as connection:
            return self._earlier(connection, request)

    def _earlier(self, connection: Connection, request: Request) -> tuple[Recorded, ...] | None:
        stored = connection.execute(_REQUEST, {"by": request.actor, "under": request.key}).one_or_none()
        if stored is None:
            return None
        positions = positions_of(request, stored.fingerprint, json.loads(stored.positions))
        rows = {row.position: row for row in _rows(connection, _BY_POSITION, sorted(set(positions)))}
        return tuple(rows[position].recorded() for position in positions)

    def read(self, after: int = 0, through: int | None = None) -> Iterator[Recorded]:
        after, through = span(after, through, self.head())
        return in_order(self._between(after, through), after, through)

    def _between(self, after: int, through: int) -> Iterator[Row]:
        """In chunks, each in a transaction of its own: rows below the head never change, and a slow reader keeps nothing open."""
        while after < through:
            with self._database.transaction() as connection:
                ends = {"first": after + 1, "last": min(after + CHUNK, through)}
                rows = [Row(*row) for row in connection.execute(_BETWEEN, ends)]
            yield from rows
            after += CHUNK

    def get(self, event_id: str) -> Recorded | None:
        if not event_id.isascii() or "\0" in event_id:  # no event has such an id, and not every database can be asked for it
            self._database.check_open()
            return None
        with self._database.transaction() as connection:
            rows = _rows(connection, _BY_ID, [event_id])
        return rows[0].recorded() if rows else None

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _rows(connection: Connection, query: Select[Any], wanted: Sequence[Any]) -> list[Row]:
    chunks = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
    return [Row(*row) for chunk in chunks for row in connection.execute(query, {"wanted": chunk})]
