"""The event log in SQLite and PostgreSQL: opening, several processes, what the database refuses, durability, failures, damage."""

import gc
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from log_support import DATABASES, START, Clock, batch, execute, keep, new_place, verify
from log_writer import __file__ as WRITER
from log_writer import announced, instrument

from licet.events import database as databases
from licet.events import ddl, sql, sqlite, store_sql
from licet.events.codec import encode
from licet.events.errors import LogClosed, LogDamaged, LogNotSafe, LogUnavailable
from licet.events.log import EventLog, Recorded, Request, open_log
from licet.events.store import open_store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_place(request.param, tmp_path, request)


# --- opening ----------------------------------------------------------------------------------------------------


def test_a_reopened_log_is_the_same_and_goes_on(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock) as log:
        before = log.append(batch("A", "B"))
    clock.now = START - timedelta(days=1)
    with open_log(place, clock=clock, create=False) as log:
        assert tuple(log.read()) == before
        (after,) = log.append(batch("C"), expected=2)
        assert (after.position, after.recorded_at) == (3, START)


def test_a_place_may_be_a_path_or_a_url(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "log.sqlite"
    with open_log(path, clock=clock) as log:
        log.append(batch("A"))
    with open_log(f"sqlite:///{path}", clock=clock) as log:
        assert verify(log) == ["A"]


def test_an_absent_log_is_made_only_if_asked(place: str, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(LogUnavailable, match="there is no log at"):
        open_log(place, clock=clock, create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("mysql://somebody:secret@host/log", r"use a file path.*memory:"),
        ("postgresql+psycopg://somebody:secret@host/log", "use a file path"),
        ("sqlite://", "use a file path"),
        ("sqlite:///:memory:", "use a file path"),
        ("sqlite:///log?mode=memory", "use a file path"),
        ("a b://", "use a file path"),
        ("/no/such/folder/log", "unable to open database file"),
        ("postgresql+pg8000://somebody:secret@/log?unix_sock=/no/such/socket", "out of reach"),
    ],
)
def test_a_place_that_is_no_log(wrong: str, words: str, clock: Clock) -> None:
    with pytest.raises(LogUnavailable, match=words) as caught:
        open_log(wrong, clock=clock)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_a_database(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "notes").write_text("Not a database, and long enough to look at. " * 30)
    with pytest.raises(LogUnavailable, match="not a database"):
        open_log(tmp_path / "notes", clock=clock)


def test_a_missing_driver_is_named(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(LogUnavailable, match=r"`pg8000` is not installed: install `licet\[postgresql\]`"):
        open_log("postgresql+pg8000://host/log", clock=clock)
    monkeypatch.setitem(sys.modules, "licet.events.sql", None)
    with pytest.raises(LogUnavailable, match="is not installed"):
        open_log("log.sqlite", clock=clock)


def test_another_process_must_open_the_log_itself(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_log(place, clock=clock) as log:
        with monkeypatch.context() as child:
            child.setattr(os, "getpid", lambda: -1)
            with pytest.raises(LogClosed, match="another process"):
                log.append(batch("A"))
        assert verify(log) == []


def test_the_database_and_its_version_are_named(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock) as log:
        name, version = log.backend.split()
    assert name == ("postgresql" if "://" in place else "sqlite")
    assert int(version.split(".")[0]) >= 3


# --- several processes ------------------------------------------------------------------------------------------


def writer(place: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", WRITER, place, *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    with process:
        _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def test_processes_make_the_log_and_append_at_once(place: str, tmp_path: Path, clock: Clock) -> None:
    """Four processes open a log that is not there yet, and append; a reader sees only prefixes of the final log."""
    start = tmp_path / "start"
    writers = [writer(place, "start-when", start, name, 30) for name in ("a", "b", "c", "d")]
    while len(list(tmp_path.glob("start.*"))) < len(writers):
        time.sleep(0.01)
    start.touch()
    seen: list[Recorded] = []
    with open_log(place, clock=clock) as log:
        while any(process.poll() is None for process in writers):
            now = list(log.read())
            assert now[: len(seen)] == seen, "what was read once stays as it is"
            assert [r.position for r in now] == list(range(1, len(now) + 1))
            seen = now
        assert [finish(process) for process in writers] == [(0, "")] * 4
        ids = verify(log)
        assert list(log.read())[: len(seen)] == seen
    assert sorted(ids) == sorted([f"{w}/{n}" for w in ("a", "b", "c", "d", "shared") for n in range(30)])
    for name in "abcd":
        assert [i for i in ids if i.startswith(f"{name}/")] == [f"{name}/{n}" for n in range(30)]


def test_two_that_make_the_log_at_the_same_moment(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    database = databases.Postgresql if "://" in place else databases.Sqlite
    tables = database.tables

    def slowly(self: Any, connection: Any) -> frozenset[str]:
        found = tables(self, connection)
        time.sleep(0.2)  # long enough for the other one to ask as well
        return found

    monkeypatch.setattr(database, "tables", slowly)
    opened: list[EventLog] = []
    threads = [threading.Thread(target=lambda: opened.append(open_log(place, clock=clock))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for log in opened:
        with log:
            log.append(batch("A"))
            assert verify(log) == ["A"]
    assert len(opened) == 2


def test_an_append_waits_for_a_writer_but_not_for_ever(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "LOCK_TIMEOUT_S", 0.2)
    monkeypatch.setattr(sqlite, "LOCK_TIMEOUT_S", 0.2)
    with open_log(place, clock=clock) as log, open_log(place, clock=clock) as other:
        with other._database.transaction(write=True) as connection:  # type: ignore[attr-defined]
            other._database.lock(connection, "licet_event")  # type: ignore[attr-defined]
            with pytest.raises(LogUnavailable, match=r"lock.*send it again as it was"):
                log.append(batch("A"))
            assert list(log.read()) == [], "readers do not wait"
        log.append(batch("A"))
        assert verify(log) == ["A"]


# --- what the database itself refuses ----------------------------------------------------------------------------------------

ROW = "(position, recorded_us, event_id, body) VALUES"
BLOB = {"sqlite": "x'7b7d'", "postgresql": "'\\x7b7d'"}
FORBIDDEN = {
    "both": [
        "UPDATE licet_event SET recorded_us = recorded_us + 1 WHERE position = 2",
        "UPDATE licet_event SET position = position + 10",
        "UPDATE licet_event SET event_id = 'Z' WHERE event_id = 'A'",
        "UPDATE licet_event SET body = {blob}",
        "DELETE FROM licet_event",
        "DELETE FROM licet_event WHERE position = 3",
        f"INSERT INTO licet_event {ROW} (5, {{us}}, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (3, {{us}}, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (0, {{us}}, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (NULL, {{us}}, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}} - 1, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, NULL, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, 'A', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, 'Y', {{blob}}), (6, {{us}}, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, 'Y', {{blob}}), (5, {{us}} - 1, 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, 'A', {{blob}}) ON CONFLICT (event_id) DO UPDATE SET body = {{blob}}",
        f"INSERT INTO licet_event {ROW} (3, {{us}}, 'C', {{blob}}) ON CONFLICT (position) DO UPDATE SET body = {{blob}}",
    ],
    "sqlite": [
        f"INSERT OR REPLACE INTO licet_event {ROW} (3, {{us}}, 'C', {{blob}})",
        f"INSERT OR REPLACE INTO licet_event {ROW} (4, {{us}}, 'A', {{blob}})",
        f"REPLACE INTO licet_event {ROW} (1, {{us}}, 'Z', {{blob}})",
        f"INSERT OR IGNORE INTO licet_event {ROW} (9, {{us}}, 'Z', {{blob}})",
        "UPDATE OR REPLACE licet_event SET position = 1 WHERE position = 2",
        f"INSERT INTO licet_event {ROW} (4, 'later', 'Z', {{blob}})",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, 'Z', 'text')",
        f"INSERT INTO licet_event {ROW} (4, {{us}}, {{blob}}, {{blob}})",
        "INSERT INTO licet_event (recorded_us, event_id, body) VALUES ({us}, 'Z', {blob})",
    ],
    "postgresql": [
        "TRUNCATE licet_event",
        "TRUNCATE licet_event CASCADE",
        "DELETE FROM licet_head",
        "TRUNCATE licet_head",
        "UPDATE licet_head SET position = 99",
        "UPDATE licet_head SET recorded_us = 0",
        "INSERT INTO licet_head (position, recorded_us) VALUES (0, 0)",
        "SET session_replication_role = replica; DELETE FROM licet_event",
        "SET session_replication_role = replica; UPDATE licet_event SET recorded_us = 0",
        "MERGE INTO licet_event e USING (SELECT 2 AS p) n ON e.position = n.p WHEN MATCHED THEN DELETE",
        # Tables of the same names elsewhere must not lead the guards astray.
        "CREATE SCHEMA s; CREATE TABLE s.licet_event (LIKE public.licet_event); CREATE TABLE s.licet_head (LIKE public.licet_head);"
        " INSERT INTO s.licet_event VALUES (6, 0, 'Y', {blob}); SET search_path = s;"
        f" INSERT INTO public.licet_event {ROW} (7, {{us}}, 'Z', {{blob}})",
    ],
}


@pytest.mark.parametrize(
    ("backend", "statement"),
    [(b, s) for b in DATABASES for s in FORBIDDEN["both"] + FORBIDDEN[b]],
    ids=lambda text: text[:70] if isinstance(text, str) else None,
)
def test_the_database_refuses(backend: str, statement: str, forbidding: dict[str, tuple[str, EventLog, tuple[Recorded, ...]]]) -> None:
    place, log, before = forbidding[backend]
    last_us = int((before[-1].recorded_at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))
    with pytest.raises(sqlalchemy.exc.DBAPIError, match=r"licet: |constraint"):  # refused, not misspelt
        execute(place, statement.format(us=last_us, blob=BLOB[backend]))
    assert tuple(log.read()) == before
    verify(log)


@pytest.fixture(scope="module")
def forbidding(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[str, EventLog, tuple[Recorded, ...]]]]:
    """A log of three events in each database, which must still be the same after every attempt."""
    places = {b: new_place(b, tmp_path_factory.mktemp("refuses"), request, "refuses") for b in DATABASES}
    logs = {b: open_log(place, clock=Clock()) for b, place in places.items()}
    yield {b: (places[b], log, log.append(batch("A", "B", "C"))) for b, log in logs.items()}
    for log in logs.values():
        assert [r.position for r in log.append(batch("D"))] == [4], "the log goes on after all attempts"
        log.close()


def test_a_right_row_from_elsewhere_is_not_refused(place: str, clock: Clock) -> None:
    """The guards refuse what breaks the log, not the one that writes: otherwise the tests above would prove little."""
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))
        (us,) = execute(place, "SELECT recorded_us FROM licet_event")[0]
        hexed = encode(announced("B")).hex()
        blob = f"'\\x{hexed}'" if "://" in place else f"x'{hexed}'"
        execute(place, f"INSERT INTO licet_event {ROW} (2, {us}, 'B', {blob})")
        log.append(batch("C"), expected=2)
        assert verify(log) == ["A", "B", "C"]


TAMPERINGS = {
    "sqlite": [
        *(f"DROP TRIGGER {name}" for name in ddl.SQLITE if name != "licet_event"),
        "CREATE TRIGGER more AFTER INSERT ON licet_event BEGIN SELECT 1; END",
        "ALTER TABLE licet_event ADD COLUMN c",
    ],
    "postgresql": [
        *(f"DROP TRIGGER {name} ON {'_'.join(name.split('_')[:2])}" for name in ddl.POSTGRESQL_TRIGGERS),
        "ALTER TABLE licet_event DISABLE TRIGGER licet_event_insert",
        "ALTER TABLE licet_event ENABLE REPLICA TRIGGER licet_event_insert",
        "CREATE OR REPLACE FUNCTION licet_event_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER more AFTER INSERT ON licet_event EXECUTE FUNCTION licet_event_refuse()",
    ],
}


@pytest.mark.parametrize(("backend", "tampering"), [(b, t) for b in DATABASES for t in TAMPERINGS[b]])
def test_a_log_whose_guards_were_changed_is_not_opened(
    backend: str, tampering: str, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock
) -> None:
    place = new_place(backend, tmp_path, request)
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))
    execute(place, tampering)
    with pytest.raises(LogNotSafe, match="not the ones that Licet makes"):
        open_log(place, clock=clock)


# --- durable --------------------------------------------------------------------------------------------------------------


def test_sqlite_connections_are_durable(tmp_path: Path, clock: Clock) -> None:
    with open_log(tmp_path / "log", clock=clock) as log:
        for _ in range(3):  # also those that the pool hands out later
            with log._database.transaction() as one, log._database.transaction() as two:  # type: ignore[attr-defined]
                for connection in (one, two):
                    modes = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")]
                    assert modes == ["wal", 2]


def test_a_sqlite_setting_that_does_not_hold_is_an_error(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "_PRAGMAS", {"synchronous": 9})
        with pytest.raises(LogNotSafe, match="kept `synchronous`"):
            open_log(tmp_path / "log", clock=clock)
    monkeypatch.setattr(sqlite3, "connect", lambda path, connect=sqlite3.connect, **kw: connect(":memory:"))
    with pytest.raises(LogNotSafe, match="kept the journal mode `memory`"):
        open_log(tmp_path / "log", clock=clock)


def test_postgresql_appends_are_durable_whatever_the_default(server: Callable[[str], str], clock: Clock) -> None:
    place = server("careless")
    execute(place, "ALTER DATABASE careless SET synchronous_commit = off")
    seen = []
    with open_log(place, clock=clock) as log:

        def look(connection: Any, cursor: Any, statement: str, *_: object) -> None:
            if statement.startswith("INSERT"):
                cursor.execute("SHOW synchronous_commit")
                seen.append(cursor.fetchall())

        sqlalchemy.event.listen(log._database.engine, "before_cursor_execute", look)  # type: ignore[attr-defined]
        log.append(batch("A"))
    assert [[list(row) for row in rows] for rows in seen] == [[["on"]]]


def test_a_postgresql_server_that_does_not_sync_is_an_error(server: Callable[[str], str], clock: Clock) -> None:
    place = server("log")
    with open_log(place, clock=clock) as log:
        try:
            execute(place, "ALTER SYSTEM SET full_page_writes = off", autocommit=True)
            execute(place, "SELECT pg_reload_conf()", autocommit=True)
            while execute(place, "SHOW full_page_writes")[0][0] != "off":
                pass
            with pytest.raises(LogNotSafe, match="`on, on, off`"):
                log.append(batch("A"))
        finally:
            execute(place, "ALTER SYSTEM RESET full_page_writes", autocommit=True)
            execute(place, "SELECT pg_reload_conf()", autocommit=True)
        while execute(place, "SHOW full_page_writes")[0][0] != "on":
            pass
        assert verify(log) == []
        log.append(batch("A"))


def test_the_write_ahead_log_is_moved_into_the_file(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "CHECKPOINT_BYTES", 100_000)
    wal = tmp_path / "log-wal"
    ids = [f"E/{n}" for n in range(60)]
    with open_log(tmp_path / "log", clock=clock) as log:
        sizes = []
        for event_id in ids:
            log.append(batch(event_id))
            sizes.append(wal.stat().st_size)
        assert max(sizes) < 150_000
        assert sizes.count(0) >= 2
        # A reader that stays in the way costs nothing but a longer write-ahead log.
        reader = sqlite3.connect(tmp_path / "log", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM licet_event").fetchone()
        for n in range(30):
            log.append(batch(f"F/{n}"))
        reader.close()
        assert verify(log) == ids + [f"F/{n}" for n in range(30)]


# --- failures: each step of an append, and what the log is afterwards ----------------------------------------------------------
#
# before:N / after:N   the Nth statement of the transaction, counted from its beginning
# commit               instead of committing
# committed            after the commit, before the caller hears of it

STATEMENTS = {
    "sqlite": ["begin", "head", "request", "known ids", "insert", "insert request"],
    "postgresql": ["settings", "lock", "request", "known ids", "insert", "insert request"],
}
ASKED = Request("erp", "key-1", "aa")
STEPS = [
    (backend, f"{when}:{number}", name)
    for backend in DATABASES
    for number, name in enumerate(STATEMENTS[backend], 1)
    for when in ("before", "after")
] + [(backend, step, step) for backend in DATABASES for step in ("commit", "committed")]
# Each process costs a second to start: between the events and the request, the last moment at which all must be lost, the
# commit, the first at which all must be kept.
DEATHS = [(backend, step) for backend in DATABASES for step in ("after:5", "after:6", "commit", "committed")]


class Injected(Exception):
    """A failure that the code does not know."""


@pytest.mark.parametrize(("backend", "step", "name"), STEPS)
def test_a_failure_at_any_step_leaves_the_log_whole(
    backend: str, step: str, name: str, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock
) -> None:
    place = new_place(backend, tmp_path, request)

    def fail() -> None:
        raise Injected

    with open_log(place, clock=clock) as log:
        log.append(batch("A", "B"))
        instrument(log, step, fail)
        with pytest.raises(Injected):
            log.append(batch("C", "D"), request=ASKED)
        assert_whole_then_retry(log, stored=step == "committed")
    with open_log(place, clock=clock) as log:
        assert verify(log) == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize(("backend", "step"), DEATHS)
def test_a_process_that_dies_leaves_the_log_whole(
    backend: str, step: str, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock
) -> None:
    place = new_place(backend, tmp_path, request)
    with open_log(place, clock=clock) as log:
        log.append(batch("A", "B"))
        assert finish(writer(place, "die-at", step, "C", "D")) == (9, "")
        assert_whole_then_retry(log, stored=step == "committed")
    with open_log(place, clock=clock) as log:
        assert verify(log) == ["A", "B", "C", "D", "E"]


def assert_whole_then_retry(log: EventLog, *, stored: bool) -> None:
    """The events and the request that brought them are there together, or neither is."""
    assert verify(log) == (["A", "B", "C", "D"] if stored else ["A", "B"])
    results = log.results_of(ASKED)
    assert ([r.event.id for r in results] if results else None) == (["C", "D"] if stored else None)
    assert [r.position for r in log.append(batch("C", "D"), expected=2, request=ASKED)] == [3, 4]
    assert [r.position for r in log.results_of(ASKED) or ()] == [3, 4]
    assert [r.position for r in log.append(batch("E"), expected=4)] == [5]


def test_the_statements_of_an_append_are_the_ones_of_the_table(place: str, clock: Clock) -> None:
    """A step added to the append without a line in the table above would go untested."""
    seen = []
    with open_log(place, clock=clock) as log:
        on = sqlalchemy.event.listen
        on(log._database.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))  # type: ignore[attr-defined]
        log.append(batch("A"), request=ASKED)
    assert len(seen) == len(STATEMENTS["postgresql" if "://" in place else "sqlite"]), seen


def test_a_full_disk_is_an_error_and_the_log_stays_whole(tmp_path: Path, clock: Clock) -> None:
    with open_log(tmp_path / "log", clock=clock) as log:
        log.append(batch("A", "B"))
        limit(log, "page_count")
        with pytest.raises(LogUnavailable, match="disk is full; if this was an append, send it again as it was"):
            log.append([announced(f"E/{n}", "words " * 500) for n in range(50)], request=ASKED)
        assert verify(log) == ["A", "B"]
        assert log.results_of(ASKED) is None
        limit(log, "1000000")
        assert [r.position for r in log.append(batch("C"), expected=2, request=ASKED)] == [3]


def limit(log: EventLog, pages: str) -> None:
    with log._database.transaction() as connection:  # type: ignore[attr-defined]
        count = connection.exec_driver_sql("PRAGMA page_count").scalar() if pages == "page_count" else pages
        connection.exec_driver_sql(f"PRAGMA max_page_count = {count}").scalar()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_lost_server_is_an_error_once(server: Callable[[str], str], clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "sqlalchemy.pool")  # its record of the failed close would keep the connection alive
    place = server("log")
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))
        kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        execute(place, f"{kill} WHERE datname = current_database() AND pid <> pg_backend_pid()", autocommit=True)
        with pytest.raises(LogUnavailable, match="send it again as it was"):
            log.append(batch("B"))
        log.append(batch("B"))
        assert verify(log) == ["A", "B"]
    gc.collect()  # the driver's dead socket complains when it is collected: here, not in the next test


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """A process that does nothing, as on a host that hangs: its connections stay open, and nothing comes."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def server_pid(log: EventLog, query: str) -> int:
    """Of the process of this log's connection; `query`: its own, or that of the server which makes new ones."""
    with log._database.transaction() as connection:  # type: ignore[attr-defined]
        return int(connection.exec_driver_sql(query).scalar())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_hangs_is_out_of_reach_after_a_while(
    server: Callable[[str], str], clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "sqlalchemy.pool")
    assert databases.SERVER_TIMEOUT_S > sqlite.LOCK_TIMEOUT_S, "whoever waits for the lock is told so, and not that the server is gone"
    monkeypatch.setattr(databases, "SERVER_TIMEOUT_S", 2)
    with open_log(server("log"), clock=clock) as log:
        log.append(batch("A"))
        with stopped(server_pid(log, "SELECT pg_backend_pid()")):
            with pytest.raises(LogUnavailable, match="out of reach: timed out; if this was an append, send it again as it was"):
                log.append(batch("B"), request=ASKED)
            assert log.head() == 1, "by another connection"
        assert [r.position for r in log.append(batch("B"), request=ASKED)] == [2]
        assert verify(log) == ["A", "B"]
        main = server_pid(log, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
        parent = int(Path(f"/proc/{main}/stat").read_text().rpartition(")")[2].split()[1])
        log._database.engine.dispose()  # type: ignore[attr-defined]
        with stopped(parent), pytest.raises(LogUnavailable, match="out of reach: timed out"):
            log.head()
        assert log.head() == 2
    gc.collect()


def test_statements_over_whole_tables_take_as_long_as_they_do(
    server: Callable[[str], str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasing, cleaning up, migrating, copying: nobody waits for an answer of theirs."""
    monkeypatch.setattr(databases, "SERVER_TIMEOUT_S", 2)
    monkeypatch.setattr(store_sql, "_UNUSED", sqlalchemy.text("SELECT pg_sleep(3)"))
    place = server("log")
    with open_store(place, clock=clock) as store:
        check_id = keep(store, b"{}", b"answer", "erp")
        assert store.checks.erase([check_id], by="dpo") == 1
        database = store._tables.database  # type: ignore[attr-defined]
        with pytest.raises(LogUnavailable, match="timed out"), database.transaction() as connection:
            connection.exec_driver_sql("SELECT pg_sleep(3)")


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_an_error_of_the_network_that_the_driver_lets_through_is_said_plainly(
    place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is killed resets connections: while they are read from, the driver lets that through as it is."""
    with open_log(place, clock=clock) as log:
        log.append(batch("A"))

        def reset(*_: object) -> None:
            raise ConnectionResetError(104, "Connection reset by peer")

        with monkeypatch.context() as patch:
            patch.setattr("pg8000.core._read", reset)
            with pytest.raises(LogUnavailable, match="out of reach: connection reset by peer; if this was an append, send it again"):
                log.append(batch("B"), request=ASKED)
        assert [r.position for r in log.append(batch("B"), request=ASKED)] == [2]
        assert verify(log) == ["A", "B"]


def test_errors_do_not_show_what_was_sent(place: str, clock: Clock) -> None:
    """Questions and answers hold names; the text of an error of the database may end in the log of a server."""
    with open_log(place, clock=clock) as log:
        engine = log._database.engine  # type: ignore[attr-defined]
        with engine.connect() as connection, pytest.raises(sqlalchemy.exc.DBAPIError) as raised:
            connection.execute(sqlalchemy.text("SELECT * FROM nowhere WHERE name = :name"), {"name": "Ada Byron"})
    assert "nowhere" in str(raised.value) and "Ada" not in str(raised.value)


# --- damage: what somebody did past the guards is seen when it is read ---------------------------------------------------------

DAMAGES = [
    ("DELETE FROM licet_event WHERE position = 2", "position `2` is missing"),
    ("DELETE FROM licet_event WHERE position <= 2", "position `1` is missing"),
    ("UPDATE licet_event SET recorded_us = 5 WHERE position = 2", "position `2` was recorded before"),
    ("UPDATE licet_event SET body = {blob} WHERE position = 2", "position `2` cannot be read"),
    ("UPDATE licet_event SET event_id = 'Z' WHERE position = 2", "position `2` is filed under `Z` but holds `B`"),
]


@pytest.mark.parametrize(("statement", "words"), DAMAGES)
def test_damage_is_seen(place: str, statement: str, words: str, clock: Clock) -> None:
    backend = "postgresql" if "://" in place else "sqlite"
    with open_log(place, clock=clock) as log:
        log.append(batch("A", "B", "C"))
        if backend == "sqlite":
            for name in ("update", "delete"):
                execute(place, f"DROP TRIGGER licet_event_{name}")
        else:
            execute(place, "ALTER TABLE licet_event DISABLE TRIGGER ALL")
        execute(place, statement.format(blob=BLOB[backend]))
        with pytest.raises(LogDamaged, match=words):
            list(log.read())


def test_a_log_that_disagrees_with_its_head_takes_nothing_more(server: Callable[[str], str], clock: Clock) -> None:
    place = server("log")
    with open_log(place, clock=clock) as log:
        log.append(batch("A", "B"))
        execute(place, "ALTER TABLE licet_head DISABLE TRIGGER ALL")
        execute(place, "UPDATE licet_head SET position = 7")
        with pytest.raises(LogDamaged, match="next position"):
            log.append(batch("C"))
        assert verify(log) == ["A", "B"]


# --- streams --------------------------------------------------------------------------------------------------------------


def test_a_read_holds_one_chunk_and_no_connection(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "CHUNK", 10)
    with open_log(place, clock=clock) as log:
        log.append(batch(*(f"E/{n}" for n in range(95))))
        engine = log._database.engine  # type: ignore[attr-defined]
        queries: list[str] = []
        reading = log.read()
        sqlalchemy.event.listen(engine, "before_cursor_execute", lambda *a: queries.append(a[2]))
        for n, record in enumerate(reading):
            assert record.position == n + 1
            assert len([q for q in queries if q.startswith("SELECT")]) == n // 10 + 1
            assert engine.pool.checkedout() == 0
