"""The event log in SQLite and PostgreSQL. The only module that knows SQLAlchemy.

The safety argument, for both. One append is one transaction that first takes the one write lock of the log (SQLite:
`BEGIN IMMEDIATE`; PostgreSQL: the row of `licet_head`), then looks, decides (`plan_append`), inserts and commits. If we
die at any point before the commit, the database drops all of it and the log is as before. If we die after it, the batch
is durable and only the answer is lost: the caller cannot tell, appends the same events again, and is given the first
records, because ids make appends idempotent. Positions are given out under the lock: what readers see has no gaps, and
what they have read never gains a row in the middle.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol, Self

from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from . import ddl
from .errors import LogClosed, LogDamaged, LogNotSafe, LogUnavailable
from .log import Clock, EventLog, Recorded, Row, in_order, plan_append, prepare, span
from .model import Event
from .sqlite import LOCK_TIMEOUT_S, SqliteFile

CHUNK: Final = 1_000  # rows of one read or look-up: a few megabytes, and well within the parameters that both databases take

_TABLE: Final = Table(
    "licet_event",
    MetaData(),
    Column("position", BigInteger),
    Column("recorded_us", BigInteger),
    Column("event_id", Text),
    Column("body", LargeBinary),
)
_LAST: Final = select(_TABLE.c.position, _TABLE.c.recorded_us).order_by(_TABLE.c.position.desc()).limit(1)
_BY_ID: Final = select(_TABLE).where(_TABLE.c.event_id.in_(bindparam("ids", expanding=True)))
_BETWEEN: Final = select(_TABLE).where(_TABLE.c.position.between(bindparam("first"), bindparam("last"))).order_by(_TABLE.c.position)


def open_sql_log(place: str | Path, *, clock: Clock, create: bool = True) -> EventLog:
    """See `log.open_log`."""
    name = str(place)
    try:
        url = make_url(name) if "://" in name else URL.create("sqlite", database=name)
    except ArgumentError:
        raise LogUnavailable(f"`{name}` is not a place for a log: use a file path or `postgresql+pg8000://…`") from None
    if url.drivername in ("sqlite", "sqlite+pysqlite") and not url.query and url.database not in (None, "", ":memory:"):
        path = Path(str(url.database))
        if not create and not path.exists():  # connecting would make an empty file
            raise LogUnavailable(f"there is no log at `{path}`: load one first")
        database: _Database = _Sqlite(path)
    elif url.drivername in ("postgresql", "postgresql+pg8000"):
        database = _Postgresql(url.set(drivername="postgresql+pg8000"))
    else:
        shown = url.render_as_string(hide_password=True)
        raise LogUnavailable(f"`{shown}` is not a place for a log: use a file path, `sqlite:///…`, `postgresql+pg8000://…` or `memory:`")
    return SqlLog(database, clock, create=create)


class _Database(Protocol):
    """What differs between the two databases."""

    place: str  # for messages, without password
    engine: Engine

    def lock(self, connection: Connection) -> tuple[int, int]:
        """Begin an append: take the write lock; the last position and its instant."""
        ...

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None: ...
    def exists(self, connection: Connection) -> bool: ...
    def make(self, connection: Connection) -> None:
        """Make tables and guards, unless another process has just done so."""
        ...

    def guards(self, connection: Connection) -> tuple[object, object]:
        """The guards as they are in the database, and as they should be."""
        ...

    def committed(self) -> None:
        """After each append, no longer locked."""
        ...


class SqlLog:
    """An `EventLog` in a database."""

    def __init__(self, database: _Database, clock: Clock, *, create: bool) -> None:
        self._database = database
        self._clock = clock
        self._pid: int | None = os.getpid()
        # One append at a time in this process: its threads queue here and not in the database's polling for the lock.
        self._appending = threading.Lock()
        try:
            self._open(create)
        except BaseException:
            self.close()
            raise

    def _open(self, create: bool) -> None:
        with self._connection() as connection:
            absent = not self._database.exists(connection)
        if absent and not create:
            raise LogUnavailable(f"there is no log at `{self._database.place}`: load one first")
        if absent:
            with self._connection(append=True) as connection:
                self._database.make(connection)
        with self._connection() as connection:
            found, wanted = self._database.guards(connection)
            if found != wanted:
                raise LogNotSafe(
                    f"the tables or triggers of the log at `{self._database.place}` are not the ones that Licet makes:"
                    " find out who changed them, and copy the log into a new one"
                )
            version = connection.dialect.server_version_info or ()
            self.backend = f"{connection.dialect.name} {'.'.join(map(str, version))}"

    def head(self) -> int:
        with self._connection() as connection:
            return int(connection.execute(_LAST).scalar() or 0)

    def append(self, events: Sequence[Event], *, expected: int | None = None) -> tuple[Recorded, ...]:
        batch = prepare(events)
        if not batch.events:
            self._check_open()
            return ()
        with self._appending:
            with self._connection(append=True) as connection:
                head, last_us = self._database.lock(connection)
                stored = {row.event_id: row for row in self._by_id(connection, list(batch.bodies))}
                plan = plan_append(batch, stored, head, last_us, self._clock, expected)
                for start in range(0, len(plan.new), CHUNK):
                    self._database.insert(connection, plan.new[start : start + CHUNK])
                # Leaving the block commits. Up to here nothing is visible to anybody.
            self._database.committed()
        return plan.results

    def read(self, after: int = 0, through: int | None = None) -> Iterator[Recorded]:
        after, through = span(after, through, self.head())
        return in_order(self._rows(after, through), after, through)

    def _rows(self, after: int, through: int) -> Iterator[Row]:
        """In chunks, each in a transaction of its own: rows below the head never change, and a slow reader keeps nothing open."""
        while after < through:
            with self._connection() as connection:
                ends = {"first": after + 1, "last": min(after + CHUNK, through)}
                rows = [Row(*row) for row in connection.execute(_BETWEEN, ends)]
            yield from rows
            after += CHUNK

    def get(self, event_id: str) -> Recorded | None:
        if not event_id.isascii() or "\0" in event_id:  # no event has such an id, and not every database can be asked for it
            self._check_open()
            return None
        with self._connection() as connection:
            rows = self._by_id(connection, [event_id])
        return rows[0].recorded() if rows else None

    def _by_id(self, connection: Connection, ids: list[str]) -> list[Row]:
        chunks = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
        return [Row(*row) for chunk in chunks for row in connection.execute(_BY_ID, {"ids": chunk})]

    def close(self) -> None:
        # In a forked child the connections belong to the parent: closing them here would break them there.
        self._database.engine.dispose(close=self._pid == os.getpid())
        self._pid = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _check_open(self) -> None:
        if self._pid is None:
            raise LogClosed(f"the log at `{self._database.place}` is closed: open it again")
        if self._pid != os.getpid():
            raise LogClosed(f"the log at `{self._database.place}` was opened by another process: open it anew after a fork")

    @contextmanager
    def _connection(self, *, append: bool = False) -> Iterator[Connection]:
        """A transaction: committed on leaving, rolled back on any error. Database errors become those of the log."""
        self._check_open()
        try:
            with (
                self._database.engine.connect().execution_options(licet_append=append) as connection,
                connection.begin(),
            ):
                yield connection
        except SQLAlchemyError as error:
            reason = _reason(error)
            if isinstance(error, IntegrityError) or "licet: " in reason:
                raise LogDamaged(f"the log at `{self._database.place}` refused its own next record: {reason}") from error
            again = "; if this was an append, send it again as it was" if append else ""
            raise LogUnavailable(f"the log at `{self._database.place}` is out of reach: {reason}{again}") from error


def _reason(error: SQLAlchemyError) -> str:
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    fields = cause.args[0] if cause is not None and cause.args else None
    return str(fields["M"]) if isinstance(fields, dict) and "M" in fields else str(cause)


# --- SQLite -----------------------------------------------------------------------------------------------------------


class _Sqlite:
    def __init__(self, path: Path) -> None:
        self.place = str(path)
        self._file = SqliteFile(path)
        self.engine = create_engine("sqlite://", creator=self._file.connect, poolclass=QueuePool)
        event.listen(self.engine, "begin", self._begin)

    def _begin(self, connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a transaction that read first would find that it had read too early.
        append = connection.get_execution_options().get("licet_append")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if append else "BEGIN")

    def lock(self, connection: Connection) -> tuple[int, int]:
        last = connection.execute(_LAST).one_or_none()
        return (0, 0) if last is None else (last.position, last.recorded_us)

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        connection.execute(insert(_TABLE), [row._asdict() for row in rows])

    def exists(self, connection: Connection) -> bool:
        return bool(self.guards(connection)[0])

    def make(self, connection: Connection) -> None:
        if not self.exists(connection):  # the write lock is held: nobody else makes it now
            for statement in ddl.SQLITE.values():
                connection.exec_driver_sql(statement)

    def guards(self, connection: Connection) -> tuple[object, object]:
        query = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'licet_event' AND sql IS NOT NULL"
        return {row.name: row.sql for row in connection.exec_driver_sql(query)}, ddl.SQLITE

    def committed(self) -> None:
        self._file.checkpoint()


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


class _Postgresql:
    """A server. Durable: `synchronous_commit` is set and read back in every append, together with what the server
    itself must have on."""

    def __init__(self, url: URL) -> None:
        self.place = url.render_as_string(hide_password=True)
        try:
            self.engine = create_engine(url, isolation_level="READ COMMITTED")
        except ImportError as error:
            raise LogUnavailable(f"`{error.name}` is not installed: install `licet[postgresql]` to keep a log in PostgreSQL") from error

    def lock(self, connection: Connection) -> tuple[int, int]:
        # Local to the transaction, so that it also holds behind a pooler that hands out another server connection each
        # time.
        settings = connection.exec_driver_sql(
            "SELECT set_config('synchronous_commit', 'on', true), current_setting('fsync'),"
            f" current_setting('full_page_writes'), set_config('lock_timeout', '{LOCK_TIMEOUT_S}s', true)"
        ).one()
        if tuple(settings[:3]) != ("on", "on", "on"):
            raise LogNotSafe(
                "PostgreSQL has synchronous_commit, fsync, full_page_writes = "
                f"`{', '.join(settings[:3])}`: an append would not be durable; switch all three on"
            )
        # Waits until the append before us has committed, and then reads what it left.
        head = connection.exec_driver_sql("SELECT position, recorded_us FROM licet_head FOR UPDATE").one()
        return head.position, head.recorded_us

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        # Arrays: one statement and one round trip, whatever the number of rows. `licet_head` follows by trigger.
        connection.execute(
            text(
                "INSERT INTO licet_event SELECT position, :recorded_us, event_id, body FROM"
                " unnest(CAST(:positions AS bigint[]), CAST(:ids AS text[]), CAST(:bodies AS bytea[]))"
                " AS new (position, event_id, body) ORDER BY position"
            ),
            {
                "recorded_us": rows[0].recorded_us,
                "positions": [row.position for row in rows],
                "ids": [row.event_id for row in rows],
                "bodies": [row.body for row in rows],
            },
        )

    def exists(self, connection: Connection) -> bool:
        # By a scan of the catalogue: `to_regclass` may answer from what this session had cached before it waited in `make`.
        query = "SELECT 1 FROM pg_class WHERE relname = 'licet_event' AND pg_table_is_visible(oid)"
        return connection.exec_driver_sql(query).scalar() is not None

    def make(self, connection: Connection) -> None:
        # One process at a time: `CREATE TABLE` by two at once fails in one of them. The number says `LICE`.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({0x4C494345})")
        if not self.exists(connection):
            for statement in (*ddl.POSTGRESQL_TABLES, *ddl.postgresql_guards()):
                connection.exec_driver_sql(statement)

    def guards(self, connection: Connection) -> tuple[object, object]:
        found = connection.exec_driver_sql(
            "SELECT tgname, tgenabled, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE NOT tgisinternal AND tgrelid IN (to_regclass('licet_event'), to_regclass('licet_head'))"
        )
        wanted = {(name, "A", source) for name, source in ddl.POSTGRESQL_FUNCTIONS.items()}
        return {(row.tgname, _char(row.tgenabled), row.prosrc) for row in found}, wanted

    def committed(self) -> None:
        return


def _char(value: object) -> str:
    """PostgreSQL's one-byte type, which the driver gives as text or bytes, depending on its version."""
    return value.decode() if isinstance(value, bytes) else str(value)
