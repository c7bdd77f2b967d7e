"""SQLite and PostgreSQL through SQLAlchemy: addresses, transactions, locks, and what differs between the two.

Whatever the database says, callers hear it as one of the errors of the log.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Table, create_engine, event, make_url, text
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from . import ddl
from .errors import LogClosed, LogDamaged, LogNotSafe, LogUnavailable
from .sqlite import LOCK_TIMEOUT_S, SqliteFile

SERVER_TIMEOUT_S: Final = LOCK_TIMEOUT_S + 15
"""How long a server may say nothing: longer than an append waits for others. Beyond, it is taken to be out of reach."""

AGAIN: Final = "; if this was an append, send it again as it was"


def at(place: str | Path) -> "Database":
    """The database at `place`, not yet looked at. `LogUnavailable` for what is no place."""
    name = str(place)
    try:
        url = make_url(name) if "://" in name else URL.create("sqlite", database=name)
    except ArgumentError:
        raise LogUnavailable(f"`{name}` is not a place for a log: use a file path or `postgresql+pg8000://…`") from None
    if url.drivername in ("sqlite", "sqlite+pysqlite") and not url.query and url.database not in (None, "", ":memory:"):
        return Sqlite(Path(str(url.database)))
    if url.drivername in ("postgresql", "postgresql+pg8000"):
        return Postgresql(url.set(drivername="postgresql+pg8000"))
    shown = url.render_as_string(hide_password=True)
    raise LogUnavailable(f"`{shown}` is not a place for a log: use a file path, `sqlite:///…`, `postgresql+pg8000://…` or `memory:`")


class Statements(Protocol):
    """A transaction, as far as an append needs one: `Connection` is more."""

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Iterable[Any]:
        """The rows, if there are any. `parameters`: a tuple, or a list of tuples, for each of which the statement is run."""
        ...


class Database:
    """What both have in common. `place`: for messages, without password."""

    failures: tuple[type[Exception], ...] = (SQLAlchemyError,)

    place: str
    engine: Engine

    def __init__(self) -> None:
        self._pid: int | None = os.getpid()

    # What differs.

    def absent(self) -> bool:
        """Whether there is plainly nothing, so that connecting would make it."""
        raise NotImplementedError

    def begin(self, connection: Connection) -> None:
        """At the start of a transaction that writes: see that it will be durable."""
        raise NotImplementedError

    def snapshot(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of all tables, however long it takes."""
        raise NotImplementedError

    def swift(self, again: str = "") -> AbstractContextManager[Statements]:
        """A transaction that writes, as `transaction` makes it, for `lock`, `insert` and `among` alone. Small groups of receipts are most
        of what is written, and SQLAlchemy costs them more than SQLite does."""
        return self.transaction(write=True, again=again)

    def lock(self, connection: Statements, log: str) -> tuple[int, int]:
        """Begin an append: take the write lock of the log, named by its table; the last position and its instant."""
        raise NotImplementedError

    def lock_schema(self, connection: Connection) -> None:
        """One process at a time makes or changes tables."""
        raise NotImplementedError

    def insert(self, connection: Statements, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """In the order given, which matters to the guards of the log."""
        raise NotImplementedError

    def among(self, connection: Statements, query: str, values: Sequence[str | int]) -> Iterable[Any]:
        """The rows of `query`, which ends in the name of a column, where that is one of `values`. One text for any number of them, and
        sent as it is: an append looks up what is there, and putting the statement together cost more than all else of it."""
        raise NotImplementedError

    def tables(self, connection: Connection) -> frozenset[str]:
        """The names of the tables that are Licet's."""
        raise NotImplementedError

    def guards(self, connection: Connection, step: str) -> tuple[object, object]:
        """The guards as they are in the database, and as tables at this step of `schema` should have them."""
        raise NotImplementedError

    def committed(self) -> None:
        """After something was written, no longer locked."""
        raise NotImplementedError

    def scrub(self) -> None:
        """After something was erased: let nothing of it be left in the database's own files."""
        raise NotImplementedError

    # What does not.

    def connect(self, *, patient: bool) -> Connection:
        """`patient`: for statements that may take as long as they do."""
        return self.engine.connect()

    @contextmanager
    def transaction(self, *, write: bool = False, again: str = "", patient: bool = False, **options: Any) -> Iterator[Connection]:
        """Committed on leaving, rolled back on any error. `again`: what to do after a failure, for the message; `patient`: for statements
        over whole tables."""
        self.check_open()
        with self._said_plainly(again), self.connect(patient=patient).execution_options(licet_write=write, **options) as connection:
            try:
                with connection.begin():
                    if write:
                        self.begin(connection)
                    yield connection
            except OSError:  # of the network, perhaps: a late answer must not be taken for that to the next statement
                connection.invalidate()
                raise

    @contextmanager
    def _said_plainly(self, again: str = "") -> Iterator[None]:
        """What the database complains of, as an error of the log."""
        try:
            yield
        except self.failures as error:
            reason = _reason(error)
            if isinstance(error, IntegrityError | sqlite3.IntegrityError) or "licet: " in reason:
                raise LogDamaged(f"the log at `{self.place}` refused its own next record: {reason}") from error
            raise LogUnavailable(f"the log at `{self.place}` is out of reach: {reason}{again}") from error

    def check_open(self) -> None:
        if self._pid is None:
            raise LogClosed(f"the log at `{self.place}` is closed: open it again")
        if self._pid != os.getpid():
            raise LogClosed(f"the log at `{self.place}` was opened by another process: open it anew after a fork")

    def name_and_version(self) -> str:
        """`sqlite 3.45.1`; known once it was connected to."""
        return f"{self.engine.dialect.name} {'.'.join(map(str, self.engine.dialect.server_version_info or ()))}"

    def close(self) -> None:
        # In a forked child the connections belong to the parent: closing them here would break them there.
        self.engine.dispose(close=self._pid == os.getpid())
        self._pid = None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    fields = cause.args[0] if cause is not None and cause.args else None
    return str(fields["M"]) if isinstance(fields, dict) and "M" in fields else str(cause)


# --- SQLite -----------------------------------------------------------------------------------------------------------


class Sqlite(Database):
    """A file."""

    failures = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError)  # what SQLite says of a damaged file may not be text

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.place = str(path)
        self.path = path
        self._file = SqliteFile(path, read_only=read_only)
        self.engine = create_engine("sqlite://", creator=self._file.connect, poolclass=QueuePool, hide_parameters=True)
        event.listen(self.engine, "begin", self._begin)

    def _begin(self, connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a transaction that read first would find that it had read too early.
        write = connection.get_execution_options().get("licet_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    def absent(self) -> bool:
        return not self.path.exists()

    def begin(self, connection: Connection) -> None:
        return

    def snapshot(self) -> AbstractContextManager[Connection]:
        return self.transaction()

    @contextmanager
    def swift(self, again: str = "") -> Iterator[Statements]:
        self.check_open()
        with self._said_plainly(again), closing(self.engine.raw_connection()) as pooled:
            connection: Any = pooled.driver_connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield _Swift(connection)
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def lock(self, connection: Statements, log: str) -> tuple[int, int]:
        rows = connection.exec_driver_sql(f"SELECT position, recorded_us FROM {log} ORDER BY position DESC LIMIT 1")
        ((position, recorded_us),) = list(rows) or [(0, 0)]
        return position, recorded_us

    def lock_schema(self, connection: Connection) -> None:
        return  # the one write lock is held

    def insert(self, connection: Statements, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        names = table.columns.keys()
        statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        connection.exec_driver_sql(statement, [tuple(map(row.get, names)) for row in rows])

    def among(self, connection: Statements, query: str, values: Sequence[str | int]) -> Iterable[Any]:
        return connection.exec_driver_sql(f"{query} IN (SELECT value FROM json_each(?))", (json.dumps(values),))

    def tables(self, connection: Connection) -> frozenset[str]:
        return frozenset(
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'licet_*'").scalars()
        )

    def guards(self, connection: Connection, step: str) -> tuple[object, object]:
        guarded = ", ".join(f"'{name}'" for name in ddl.GUARDED)
        query = f"SELECT name, sql FROM sqlite_master WHERE tbl_name IN ({guarded}) AND sql IS NOT NULL"
        return {row.name: row.sql for row in connection.exec_driver_sql(query)}, ddl.sqlite_guards(step)

    def committed(self) -> None:
        self._file.checkpoint()

    def scrub(self) -> None:
        try:
            emptied = self._file.empty_wal()
        except sqlite3.Error:
            emptied = False
        if not emptied:
            raise LogUnavailable(
                f"erased in `{self.place}`, but a reader keeps `{self.place}-wal` in use, where copies may be left: try again"
            )


class _Swift:
    """Statements on a connection of the driver."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Iterable[Any]:
        if isinstance(parameters, list):
            return self._connection.executemany(statement, parameters)
        return self._connection.execute(statement, parameters or ())


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


class Postgresql(Database):
    """A server. Durable: `synchronous_commit` is set and read back in every transaction that writes, together with what
    the server itself must have on.

    A server may hang, or its host be gone without a word, and a question must not wait for ever: connections have a time limit for each
    read. Those for statements over whole tables, made when there is one, have none."""

    failures = (SQLAlchemyError, OSError)  # errors of the network are let through by the driver, whenever it reads

    def __init__(self, url: URL) -> None:
        super().__init__()
        self.place = url.render_as_string(hide_password=True)
        self._url = url
        self._patient: Engine | None = None
        try:
            self.engine = self._made({"timeout": SERVER_TIMEOUT_S})
        except ImportError as error:
            raise LogUnavailable(f"`{error.name}` is not installed: install `licet[postgresql]` to keep a log in PostgreSQL") from error

    def _made(self, arguments: dict[str, Any]) -> Engine:
        return create_engine(self._url, isolation_level="READ COMMITTED", hide_parameters=True, connect_args=arguments)

    def connect(self, *, patient: bool) -> Connection:
        if not patient:
            return self.engine.connect()
        if self._patient is None:  # two at once make two, and one is used
            self._patient = self._made({})
        return self._patient.connect()

    def close(self) -> None:
        if self._patient is not None:
            self._patient.dispose(close=self._pid == os.getpid())
        super().close()

    def absent(self) -> bool:
        return False

    def begin(self, connection: Connection) -> None:
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

    def snapshot(self) -> AbstractContextManager[Connection]:
        return self.transaction(isolation_level="REPEATABLE READ", patient=True)

    def lock(self, connection: Statements, log: str) -> tuple[int, int]:
        # Waits until the append before us has committed, and then reads what it left.
        ((position, recorded_us),) = connection.exec_driver_sql(f"SELECT position, recorded_us FROM {ddl.HEADS[log]} FOR UPDATE")
        return position, recorded_us

    def lock_schema(self, connection: Connection) -> None:
        # `CREATE TABLE` by two at once fails in one of them. The number says `LICE`.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({0x4C494345})")

    def insert(self, connection: Statements, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        # Arrays: one statement and one round trip, whatever the number of rows.
        types = {column.name: column.type.compile(self.engine.dialect).split()[0] for column in table.columns}
        names = ", ".join(types)
        arrays = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in types.items())
        statement = (
            f"INSERT INTO {table.name} ({names}) SELECT {names} FROM unnest({arrays}) WITH ORDINALITY AS new ({names}, n) ORDER BY n"
        )
        assert isinstance(connection, Connection)
        connection.execute(text(statement), {name: [row[name] for row in rows] for name in types})

    def among(self, connection: Statements, query: str, values: Sequence[str | int]) -> Iterable[Any]:
        return connection.exec_driver_sql(f"{query} = ANY(%s)", (list(values),))

    def tables(self, connection: Connection) -> frozenset[str]:
        # By a scan of the catalogue: `to_regclass` may answer from what this session had cached before it waited for the
        # lock.
        query = "SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, 'licet_') AND pg_table_is_visible(oid)"
        return frozenset(connection.exec_driver_sql(query).scalars())

    def guards(self, connection: Connection, step: str) -> tuple[object, object]:
        guarded = ", ".join(f"to_regclass('{name}')" for name in (*ddl.GUARDED, *ddl.HEADS.values()))
        found = connection.exec_driver_sql(
            "SELECT tgname, tgenabled, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            f" WHERE NOT tgisinternal AND tgrelid IN ({guarded})"
        )
        wanted = {(name, "A", source) for name, source in ddl.postgresql_functions(step).items()}
        return {(row.tgname, _char(row.tgenabled), row.prosrc) for row in found}, wanted

    def committed(self) -> None:
        return

    def scrub(self) -> None:
        with self._said_plainly(), self.connect(patient=True).execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM licet_check, licet_answer")


def _char(value: object) -> str:
    """PostgreSQL's one-byte type, which the driver gives as text or bytes, depending on its version."""
    return value.decode() if isinstance(value, bytes) else str(value)
