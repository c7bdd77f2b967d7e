"""Tables are made and changed in steps: old logs keep their bytes, nothing happens by halves, several processes may start at once."""

import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from log_support import DATABASES, Clock, batch, execute, keep, new_place, verify
from log_writer import __file__ as WRITER

from licet.events import database as databases
from licet.events import ddl, schema
from licet.events.codec import digest
from licet.events.errors import LogNotSafe, LogUnavailable, SchemaOutdated
from licet.events.log import Request, open_log
from licet.events.store import open_store
from licet.events.tables import METADATA

SAMPLES = Path(__file__).with_name("samples") / "logs"
BEYOND_THE_FIRST = {"licet_schema", "licet_request", "licet_key", "licet_check", "licet_trace", "licet_checkpoint"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=DATABASES)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A log as it was made before steps were noted."""
    if request.param == "postgresql":
        place = new_place("postgresql", tmp_path, request)
        execute(place, (SAMPLES / "step_0001.postgresql.sql").read_text())
        return place
    shutil.copyfile(SAMPLES / "step_0001.sqlite", tmp_path / "log.sqlite")
    return str(tmp_path / "log.sqlite")


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_place(request.param, tmp_path, request)


def events_of(place: str) -> list[tuple[Any, ...]]:
    rows = execute(place, "SELECT position, recorded_us, event_id, body FROM licet_event ORDER BY position")
    return [(row.position, row.recorded_us, row.event_id, bytes(row.body)) for row in rows]


def tables_of(place: str) -> set[str]:
    database = databases.at(place)
    try:
        with database.transaction() as connection:
            return set(database.tables(connection))
    finally:
        database.close()


# --- old logs ---------------------------------------------------------------------------------------------------------------


def test_an_old_log_is_brought_up_to_date_and_keeps_its_bytes(old: str, clock: Clock) -> None:
    before = events_of(old)
    assert len(before) == 29
    with open_log(old, clock=clock) as log:
        assert events_of(old) == before
        assert [record.digest for record in log.read()] == [digest(body) for *_, body in before]
        assert [record.position for record in log.append(batch("A"), request=Request("erp", "k", "aa"))] == [30]
        assert len(verify(log)) == 30
    with open_store(old, clock=clock, create=False, migrate=False) as store:
        keep(store, b"{}", b"{}", "erp")
    assert events_of(old)[:29] == before
    assert {"licet_event", *BEYOND_THE_FIRST} <= tables_of(old)


def test_the_samples_of_both_databases_hold_the_same_log(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = new_place("postgresql", tmp_path, request)
    execute(place, (SAMPLES / "step_0001.postgresql.sql").read_text())
    shutil.copyfile(SAMPLES / "step_0001.sqlite", tmp_path / "log")
    assert events_of(place) == events_of(str(tmp_path / "log"))


def test_by_hand_an_old_log_is_refused_and_left_alone(old: str, clock: Clock) -> None:
    before = tables_of(old), events_of(old)
    for opened in (open_log, open_store):
        with pytest.raises(SchemaOutdated, match=r"at step `0001`, and Licet needs `\d+`: run `licet migrate`"):
            opened(old, clock=clock, migrate=False)
    assert (tables_of(old), events_of(old)) == before


def test_by_hand_nothing_is_made(place: str, clock: Clock, tmp_path: Path) -> None:
    with pytest.raises(SchemaOutdated, match="run `licet migrate`"):
        open_log(place, clock=clock, migrate=False)
    assert list(tmp_path.iterdir()) == []
    with open_log(place, clock=clock):
        pass
    with open_log(place, clock=clock, migrate=False) as log:
        log.append(batch("A"))


def test_tables_of_a_later_version_are_left_alone(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))
    execute(place, "UPDATE licet_schema SET version_num = '9999'")
    with pytest.raises(LogUnavailable, match="made by a later version of Licet"):
        open_log(place, clock=clock)
    assert len(events_of(place)) == 1


def test_an_old_log_whose_guards_were_changed_is_not_brought_up_to_date(old: str, clock: Clock) -> None:
    execute(old, "DROP TRIGGER licet_event_insert" + (" ON licet_event" if "://" in old else ""))
    before = tables_of(old)
    with pytest.raises(LogNotSafe, match="find out who changed them"):
        open_log(old, clock=clock)
    assert tables_of(old) == before


# --- by halves, at once -----------------------------------------------------------------------------------------------------


class Injected(Exception):
    """A failure that the code does not know."""


@pytest.mark.parametrize("at", ["licet_schema", "licet_request", "licet_check", "licet_trace", "UPDATE"])
def test_a_step_that_fails_changes_nothing(old: str, at: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables_of(old), events_of(old)
    failing(monkeypatch, at)
    with pytest.raises(Injected):
        open_log(old, clock=clock)
    monkeypatch.undo()
    assert (tables_of(old), events_of(old)) == before
    with open_log(old, clock=clock) as log:
        assert len(verify(log)) == 29


def failing(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Raise after the first statement of a migration that changes something and names `at`."""
    made = databases.at

    def look(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        if statement.lstrip().startswith(("CREATE", "UPDATE")) and at in statement:
            raise Injected

    def instrumented(place: str | Path) -> databases.Database:
        database = made(place)
        connect = database.connect

        def listened(*, patient: bool) -> Any:
            connection = connect(patient=patient)
            sqlalchemy.event.listen(connection, "after_cursor_execute", look)
            return connection

        monkeypatch.setattr(database, "connect", listened)
        return database

    monkeypatch.setattr(databases, "at", instrumented)


DIES = """
import os, sys
from datetime import UTC, datetime
import sqlalchemy
from sqlalchemy.engine import Engine
from licet.events.log import open_log
die = lambda c, cursor, statement, *_: os._exit(9) if "licet_check_kept" in statement else None
sqlalchemy.event.listen(Engine, "after_cursor_execute", die)
open_log(sys.argv[1], clock=lambda: datetime.now(UTC))
"""


def test_a_process_that_dies_in_the_middle_changes_nothing(old: str, clock: Clock) -> None:
    before = tables_of(old), events_of(old)
    assert subprocess.run([sys.executable, "-c", DIES, old], timeout=60, check=False).returncode == 9
    assert (tables_of(old), events_of(old)) == before
    with open_log(old, clock=clock) as log:
        assert len(verify(log)) == 29


def test_several_processes_start_at_once_on_an_old_log(old: str, tmp_path: Path, clock: Clock) -> None:
    start = tmp_path / "start"
    command = [sys.executable, "-W", "error", WRITER, old, "start-when", str(start)]
    writers = [subprocess.Popen([*command, name, "6"], stderr=subprocess.PIPE, text=True) for name in "abcd"]
    while len(list(tmp_path.glob("start.*"))) < len(writers):
        pass
    start.touch()
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in writers] == [("", 0)] * 4
    with open_log(old, clock=clock) as log:
        assert len(verify(log)) == 29 + 4 * 6 + 6


def test_threads_that_bring_it_up_to_date_at_the_same_moment(old: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    revision, failures = schema.revision, []

    def slowly(*args: Any) -> str | None:
        found = revision(*args)
        time.sleep(0.2)  # long enough for the other one to ask as well
        return found

    def opening() -> None:
        try:
            open_log(old, clock=clock).close()
        except Exception as error:
            failures.append(error)

    monkeypatch.setattr(schema, "revision", slowly)
    threads = [threading.Thread(target=opening) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


# --- the steps themselves -----------------------------------------------------------------------------------------------------


def test_the_steps_are_the_files(place: str) -> None:
    scripts = list(ScriptDirectory(str(Path(schema.__file__).with_name("migrations"))).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == schema.REVISIONS


def test_the_steps_make_the_tables_that_the_code_works_with(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock) as log:
        database = log._database  # type: ignore[attr-defined]
        with database.transaction() as connection:
            options = {
                "version_table": schema.VERSION_TABLE,
                "compare_type": False,  # SQLite has one type of whole numbers
                "include_name": lambda name, kind, _: name not in ddl.HEADS.values(),  # which only triggers write
            }
            differences = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
            # SQLite says of a position, its row number, that it may be null; the guards refuse that.
            assert [d for d in differences if d[0][0] != "modify_nullable" or d[0][3] != "position"] == []
            assert database.tables(connection) - {*ddl.HEADS.values()} == {*METADATA.tables, schema.VERSION_TABLE}


def test_the_guards_are_the_same_in_a_new_log_and_in_an_old_one(old: str, clock: Clock) -> None:
    with open_log(old, clock=clock) as log:
        database = log._database  # type: ignore[attr-defined]
        with database.transaction() as connection:
            found, wanted = database.guards(connection, schema.REVISIONS[-1])
    assert found == wanted
    assert len(wanted) == len((ddl.postgresql_functions if "://" in old else ddl.sqlite_guards)(schema.REVISIONS[-1]))


LOADED = """
import sys
from datetime import UTC, datetime
from licet.events.log import open_log
open_log(sys.argv[1], clock=lambda: datetime.now(UTC)).close()
sys.exit("alembic" in sys.modules)
"""


def test_tables_that_are_up_to_date_cost_no_import_of_alembic(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock):
        pass
    assert subprocess.run([sys.executable, "-c", LOADED, place], timeout=60, check=False).returncode == 0


def test_tables_in_another_schema_are_somebody_elses(server: Callable[[str], str], clock: Clock) -> None:
    place = server("log")
    execute(place, "CREATE SCHEMA other; SET search_path = other; " + (SAMPLES / "step_0001.postgresql.sql").read_text())
    try:
        with pytest.raises(LogUnavailable, match="there is no log"):
            open_log(place, clock=clock, create=False)
        with open_log(place, clock=clock) as log:
            log.append(batch("A"))
            assert verify(log) == ["A"]
        assert len(execute(place, "SELECT * FROM other.licet_event")) == 29
    finally:
        execute(place, "DROP SCHEMA other CASCADE")


# --- two roles --------------------------------------------------------------------------------------------------------------

GRANTS = (Path(__file__).parents[1] / "docs/upkeep.md").read_text(encoding="utf-8").split("```sql\n")[1].split("```")[0]


def test_a_server_that_does_not_own_the_tables(server: Callable[[str], str], clock: Clock) -> None:
    """With the rights that the page on upkeep gives it, and no others."""
    assert [name for name in METADATA.tables if not re.search(rf"GRANT SELECT .*\b{name}\b", GRANTS)] == []
    owner = server("log")
    schema.migrate(owner)
    execute(owner, "DROP ROLE IF EXISTS licet_server; CREATE ROLE licet_server LOGIN")
    execute(owner, GRANTS)
    place = owner.replace("postgres@", "licet_server@")
    try:
        with open_log(place, clock=clock, migrate=False) as log, open_store(place, clock=clock, migrate=False) as store:
            log.append(batch("A"), request=Request("erp", "k", "aa"))
            store.keys.create("k1", "n", "h", ["check"], by="admin")
            store.keys.revoke("k1", by="admin")
            store.checks.erase([keep(store, b"{}", b"{}", "erp")], by="admin")
            assert verify(log) == ["A"]
            assert len(store.traces()) == 3
        for statement in ("DROP TRIGGER licet_event_refuse ON licet_event", "DELETE FROM licet_trace", "DELETE FROM licet_check"):
            with pytest.raises(sqlalchemy.exc.DBAPIError, match=r"must be owner|permission denied"):
                execute(place, statement)
    finally:
        execute(owner, "DROP OWNED BY licet_server; DROP ROLE licet_server")


# --- read-only --------------------------------------------------------------------------------------------------------------------


def test_a_read_only_database_is_read_but_not_written(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))
    with read_only(place, monkeypatch), open_log(place, clock=clock) as log:
        assert verify(log) == ["A"]
        with pytest.raises(LogUnavailable, match=r"read-?only"):
            log.append(batch("B"), request=Request("erp", "k", "aa"))
        assert verify(log) == ["A"]


def test_a_read_only_old_log_is_an_error(old: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables_of(old)
    with read_only(old, monkeypatch), pytest.raises(LogUnavailable, match=r"read-?only"):
        open_log(old, clock=clock)
    assert tables_of(old) == before


@contextmanager
def read_only(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if "://" in place:
        setting = f"ALTER DATABASE {place.split('@/')[1].split('?')[0]} {{}} default_transaction_read_only"
        execute(place, setting.format("SET") + " = on")
        try:
            yield
        finally:
            execute(place, "SET TRANSACTION READ WRITE; " + setting.format("RESET"))
        return
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connected(path: Path, **options: Any) -> sqlite3.Connection:
        connection = connect(path, **options)
        connection.execute("PRAGMA query_only = 1")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connected)
        yield
