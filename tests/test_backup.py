"""Backup while others write, and restore, between SQLite and PostgreSQL: whole, the same, or refused with nothing written."""

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from log_support import DATABASES, Clock, batch, execute, keep_all, new_place, verify

from licet.events import backup as backups
from licet.events import newfile, schema
from licet.events.backup import back_up, restore
from licet.events.errors import BackupRefused, LogDamaged, LogUnavailable
from licet.events.log import Request, open_log
from licet.events.store import open_store

SAMPLES = Path(__file__).with_name("samples") / "logs"
TABLES = ("licet_event", "licet_request", "licet_receipt", "licet_key", "licet_check", "licet_answer", "licet_trace", "licet_checkpoint")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> str:
    return filled(request.param, tmp_path, request, clock)


def filled(backend: str, tmp_path: Path, request: pytest.FixtureRequest, clock: Clock) -> str:
    """A log with a bit of everything."""
    place = new_place(backend, tmp_path, request)
    with open_log(place, clock=clock) as log, open_store(place, clock=clock) as store:
        for n in range(7):
            log.append(batch(f"A/{n}", f"B/{n}"), request=Request("erp", f"key-{n}-é", "aa"))
        for n in range(5):
            store.keys.create(f"k{n}", "Name", "hash", ["check", "audit"], by="admin")
        store.keys.revoke("k1", by="admin")
        ids = keep_all(store, [(b'{"n":"%d\xc3\xa9"}' % n, bytes(range(256))) for n in range(5)], "erp")
        store.checks.erase(ids[:2], by="admin", reason="asked for")
    return place


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    (tmp_path / "elsewhere").mkdir()
    return new_place(request.param, tmp_path / "elsewhere", request, "restored")


@pytest.fixture
def source(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> str:
    """The same in SQLite, for what is alike from either."""
    return filled("sqlite", tmp_path, request, clock)


@pytest.fixture
def taken(source: str, tmp_path: Path, clock: Clock) -> tuple[str, Path]:
    """It, and a backup of it."""
    back_up(source, tmp_path / "taken", clock=clock)
    return source, tmp_path / "taken"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "licet.backup"


def rows(place: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    return {name: sorted((tuple(row) for row in execute(str(place), f"SELECT * FROM {name}")), key=repr) for name in TABLES}


# --- the same ---------------------------------------------------------------------------------------------------------------


def test_what_is_restored_is_what_was_backed_up(
    place: str, empty: str, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "CHUNK", 3)
    before = rows(place)
    manifest = back_up(place, target, clock=clock)
    assert {name: found.rows for name, found in manifest.tables.items()} == {name: len(before[name]) for name in TABLES}
    assert manifest.head == 14
    assert restore(target, empty) == manifest
    assert rows(empty) == before == rows(place)
    with open_log(empty, clock=clock, create=False, migrate=False) as log, open_log(place, clock=clock) as original:
        assert list(log.read()) == list(original.read())
        assert [r.position for r in log.append(batch("A/1"), request=Request("erp", "key-2-é", "aa"))] == [5, 6]
        assert [r.position for r in log.append(batch("C"), expected=14)] == [15]
        assert len(verify(log)) == 15


def test_a_backup_is_one_file_for_its_owner_that_can_be_opened_as_it_is(place: str, target: Path, clock: Clock) -> None:
    back_up(place, target, clock=clock)
    assert list(target.parent.iterdir()) == [target]
    assert os.name != "posix" or target.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(target) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with open_log(target, clock=clock, create=False, migrate=False) as log:
        assert len(verify(log)) == 14


def test_two_backups_of_one_state_hold_the_same(source: str, target: Path, tmp_path: Path, clock: Clock) -> None:
    first, second = (back_up(source, path, clock=clock) for path in (target, tmp_path / "second"))
    assert first.tables == second.tables
    assert first.made_at != second.made_at


def test_backups_of_both_databases_hold_the_same(request: pytest.FixtureRequest, target: Path, tmp_path: Path, clock: Clock) -> None:
    shutil.copyfile(SAMPLES / "step_0001.sqlite", tmp_path / "log")
    place = new_place("postgresql", tmp_path, request)
    execute(place, (SAMPLES / "step_0001.postgresql.sql").read_text())
    manifests = [back_up(log, path, clock=clock) for log, path in ((tmp_path / "log", target), (place, tmp_path / "second"))]
    assert manifests[0].tables == manifests[1].tables


def test_an_empty_log_is_backed_up_too(request: pytest.FixtureRequest, empty: str, target: Path, clock: Clock) -> None:
    with open_log(empty + ".source" if "://" not in empty else new_place("postgresql", target, request), clock=clock) as log:
        source = log._database.engine.url.render_as_string(hide_password=False) if "://" in empty else empty + ".source"  # type: ignore[attr-defined]
    assert back_up(source, target, clock=clock).head == 0
    assert restore(target, empty).head == 0
    with open_log(empty, clock=clock) as log:
        assert verify(log) == []


@pytest.mark.parametrize("backend", DATABASES)
def test_an_old_log_is_backed_up_as_it_is_and_restored_up_to_date(
    backend: str, empty: str, target: Path, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    """A backup before `licet migrate` must not need `licet migrate`."""
    if backend == "postgresql":
        old = new_place("postgresql", tmp_path, request)
        execute(old, (SAMPLES / "step_0001.postgresql.sql").read_text())
    else:
        old = str(tmp_path / "old")
        shutil.copyfile(SAMPLES / "step_0001.sqlite", old)
    manifest = back_up(old, target, clock=clock)
    assert (manifest.step, set(manifest.tables)) == ("0001", {"licet_event"})
    event = "SELECT position, recorded_us, event_id, body FROM licet_event ORDER BY position"
    before = [tuple(row) for row in execute(old, event)]
    restore(target, empty)
    assert [tuple(row) for row in execute(empty, event)] == before
    with open_log(empty, clock=clock, create=False, migrate=False) as log:
        assert len(verify(log)) == 29


# --- while others write -------------------------------------------------------------------------------------------------------


def test_backups_while_two_append_are_prefixes(place: str, tmp_path: Path) -> None:
    """With the requests of just those events."""
    done = threading.Event()

    def write(name: str) -> None:
        with open_log(place, clock=lambda: datetime.now(UTC)) as log:
            for n in itertools.takewhile(lambda _: not done.is_set(), itertools.count()):
                log.append(batch(f"{name}/{n}", f"{name}/{n}/more"), request=Request(name, str(n), "aa"))

    def wait_for_more(than: int) -> None:
        while log.head() <= than + 4 and any(thread.is_alive() for thread in threads):
            time.sleep(0.001)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("x", "y")]
    for thread in threads:
        thread.start()
    heads = [14]
    with open_log(place, clock=Clock()) as log:
        for n in range(4):
            wait_for_more(heads[-1])
            heads.append(back_up(place, tmp_path / f"backup-{n}", clock=Clock()).head)
        wait_for_more(heads[-1])
    done.set()
    for thread in threads:
        thread.join()
    assert heads == sorted(set(heads)), "each was taken while they wrote"
    event = "SELECT position, recorded_us, event_id, body FROM licet_event ORDER BY position"
    whole = [tuple(row) for row in execute(place, event)]
    for n, head in enumerate(heads[1:]):
        backup = str(tmp_path / f"backup-{n}")
        assert [tuple(row) for row in execute(backup, event)] == whole[:head]
        answered = execute(backup, "SELECT positions FROM licet_request")
        assert sorted(p for row in answered for p in json.loads(row.positions)) == list(range(1, head + 1))


def test_all_tables_are_of_one_moment(place: str, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others append and erase after the first table was read."""
    before, copied = rows(place), []
    chunks = backups._chunks

    def interrupted(connection: Any, table: Any) -> Iterator[Any]:
        if not copied:
            copied.append(table.name)
            with open_log(place, clock=clock) as log, open_store(place, clock=clock) as store:
                log.append(batch("late"), request=Request("erp", "late", "aa"))
                store.keys.create("late", "n", "h", [], by="a")
        yield from chunks(connection, table)

    monkeypatch.setattr(backups, "_chunks", interrupted)
    back_up(place, target, clock=clock)
    assert rows(target) == before
    assert len(rows(place)["licet_event"]) == 15


# --- refused --------------------------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(source: str, target: Path, clock: Clock) -> None:
    target.write_text("precious")
    with pytest.raises(BackupRefused, match="is there already"):
        back_up(source, target, clock=clock)
    assert target.read_text() == "precious"
    assert list(target.parent.iterdir()) == [target]


def test_nothing_is_overwritten_that_came_meanwhile(source: str, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    folded = newfile.make_one

    def meanwhile(path: Path) -> None:
        folded(path)
        target.write_text("precious")

    monkeypatch.setattr(newfile, "make_one", meanwhile)
    with pytest.raises(BackupRefused, match="is there already"):
        back_up(source, target, clock=clock)
    assert target.read_text() == "precious"
    assert list(target.parent.iterdir()) == [target]


def test_a_log_is_restored_into_an_empty_place_only(place: str, target: Path, clock: Clock) -> None:
    back_up(place, target, clock=clock)
    before = rows(place)
    with pytest.raises(BackupRefused, match=r"is not empty|is there already"):
        restore(target, place)
    assert rows(place) == before


def test_the_remains_of_another_log_are_not_mixed_in(taken: tuple[str, Path], tmp_path: Path) -> None:
    (tmp_path / "new-wal").write_text("of a log that was deleted")
    with pytest.raises(BackupRefused, match="new-wal` is there already"):
        restore(taken[1], tmp_path / "new")


def test_what_is_no_backup(source: str, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "notes").write_text("Not a database, and long enough to look at. " * 30)
    with open_log(tmp_path / "plain", clock=clock):
        pass
    (tmp_path / "nothing").touch()
    for name, words in (
        ("notes", "cannot be read as a backup"),
        ("plain", "is no backup"),
        ("nothing", "is no backup"),
        ("absent", "no file"),
    ):
        with pytest.raises(BackupRefused, match=words):
            restore(tmp_path / name, tmp_path / "restored")
        with pytest.raises(BackupRefused, match=words):
            restore(tmp_path / name, source)
    assert not (tmp_path / "restored").exists()
    assert not (tmp_path / "absent").exists()


CHANGES = [
    "UPDATE licet_key SET scopes = 'admin' WHERE id = 'k0'",
    "DELETE FROM licet_request WHERE key = 'key-0-é'",
    "UPDATE licet_check SET erased_us = NULL",
    "INSERT INTO licet_trace VALUES ('x', 0, 'a', 'b', '', 1)",
    "DROP TABLE licet_trace",
    "UPDATE licet_schema SET version_num = '0001'",
    "UPDATE licet_backup SET manifest = '{}'",
    "DELETE FROM licet_backup",
    "DROP TRIGGER licet_event_update; UPDATE licet_event SET body = x'7b7d' WHERE position = 3",
    "DROP TRIGGER licet_event_delete; DELETE FROM licet_event WHERE position = 14",
]


@pytest.mark.parametrize(("backend", "change"), [*(("sqlite", change) for change in CHANGES), ("postgresql", CHANGES[0])])
def test_a_backup_that_was_changed_is_not_restored(
    backend: str, change: str, taken: tuple[str, Path], tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    _, backup = taken
    empty = new_place(backend, tmp_path, request, "restored")
    with sqlite3.connect(backup) as connection:
        connection.executescript(change)
    connection.close()
    with pytest.raises(BackupRefused, match="not as"):
        restore(backup, empty)
    with pytest.raises(LogUnavailable, match="there is no log"):
        open_log(empty, clock=clock, create=False)


def test_a_backup_that_was_cut_off_is_not_restored(taken: tuple[str, Path], tmp_path: Path) -> None:
    data = taken[1].read_bytes()
    for length in (0, 50, 4096, len(data) // 2, len(data) - 4096):
        (tmp_path / "cut").write_bytes(data[:length])
        with pytest.raises((BackupRefused, LogUnavailable)):
            restore(tmp_path / "cut", tmp_path / "restored")
        assert not (tmp_path / "restored").exists()


def test_an_absent_log_is_not_backed_up(empty: str, target: Path, clock: Clock) -> None:
    with pytest.raises(LogUnavailable, match="there is no log"):
        back_up(empty, target, clock=clock)
    assert list(target.parent.iterdir()) == []
    assert "://" in empty or not Path(empty).exists()


def test_a_damaged_log_is_not_backed_up_unnoticed(place: str, target: Path, clock: Clock) -> None:
    if "://" in place:
        execute(place, "ALTER TABLE licet_event DISABLE TRIGGER ALL")
    else:
        execute(place, "DROP TRIGGER licet_event_delete")
    execute(place, "DELETE FROM licet_event WHERE position = 3")
    with pytest.raises(LogDamaged, match=r"no backup was made.*next position"):
        back_up(place, target, clock=clock)
    assert list(target.parent.iterdir()) == []


def test_a_table_that_is_missing_is_noticed_and_one_of_somebody_else_is_left_out(place: str, target: Path, clock: Clock) -> None:
    execute(place, "CREATE TABLE licet_notes (id integer)")
    assert set(back_up(place, target, clock=clock).tables) == set(TABLES)
    execute(place, "DROP TABLE licet_trace")
    target.unlink()
    with pytest.raises(BackupRefused, match="not as the backup was made, in licet_trace"):
        back_up(place, target, clock=clock)
    assert list(target.parent.iterdir()) == []


def test_tables_of_a_later_version_are_not_backed_up(source: str, target: Path, clock: Clock) -> None:
    execute(source, "UPDATE licet_schema SET version_num = '9999'")
    with pytest.raises(LogUnavailable, match="later version"):
        back_up(source, target, clock=clock)


def test_a_folder_that_is_not_there(source: str, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(LogUnavailable, match="no such file or directory; nothing was written"):
        back_up(source, tmp_path / "no" / "backup", clock=clock)


# --- by halves --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["_copy", "_contents", "make_one", "publish", "upgrade"])
def test_a_backup_that_fails_leaves_nothing(step: str, source: str, target: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_after(monkeypatch, step)
    with pytest.raises(LogUnavailable, match="no space left on device; nothing was written"):
        back_up(source, target, clock=clock)
    assert list(target.parent.iterdir()) == ([target] if step == "publish" else [])


@pytest.mark.parametrize("step", ["_copy", "_contents", "make_one", "upgrade"])
def test_a_restore_that_fails_leaves_nothing(
    step: str, empty: str, taken: tuple[str, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, target = taken
    if step == "make_one" and "://" in empty:
        step = "upgrade"
    broken_after(monkeypatch, step)
    with pytest.raises((LogUnavailable, OSError), match=r"(?i)no space left on device"):
        restore(target, empty)
    monkeypatch.undo()
    with pytest.raises(LogUnavailable, match="there is no log"):
        open_log(empty, clock=clock, create=False)
    assert "://" in empty or list(Path(empty).parent.iterdir()) == []
    restore(target, empty)
    assert rows(empty) == rows(place)


def broken_after(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """The disk is full once `step` has been done."""
    module = newfile if step in ("make_one", "publish") else backups
    done = getattr(module, step)

    def then_full(*args: Any, **options: Any) -> Any:
        done(*args, **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, step, then_full)


DIES = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from licet.events import backup, newfile
setattr(newfile if sys.argv[1] == "publish" else backup, sys.argv[1], lambda *a, **k: os._exit(9))
if sys.argv[2] == "backup":
    backup.back_up(sys.argv[3], Path(sys.argv[4]), clock=lambda: datetime.now(UTC))
else:
    backup.restore(Path(sys.argv[3]), sys.argv[4])
"""


@pytest.mark.parametrize("step", ["_compare", "publish"])
def test_a_process_that_dies_leaves_no_backup(step: str, source: str, target: Path) -> None:
    command = [sys.executable, "-c", DIES, step, "backup", source, str(target)]
    assert subprocess.run(command, timeout=60, check=False).returncode == 9
    assert not target.exists()
    assert all(path.name.startswith(".licet.backup.") for path in target.parent.iterdir())


def test_a_process_that_dies_leaves_no_restored_log(empty: str, taken: tuple[str, Path], clock: Clock) -> None:
    place, target = taken
    command = [sys.executable, "-c", DIES, "_contents", "restore", str(target), empty]
    assert subprocess.run(command, timeout=60, check=False).returncode == 9
    with pytest.raises(LogUnavailable, match="there is no log"):
        open_log(empty, clock=clock, create=False)
    restore(target, empty)
    assert rows(empty) == rows(place)


def test_a_restored_log_has_the_guards(empty: str, taken: tuple[str, Path]) -> None:
    restore(taken[1], empty)
    with pytest.raises(Exception, match="licet: events are never"):
        execute(empty, "DELETE FROM licet_event")
    assert schema.REVISIONS[-1] == execute(empty, "SELECT version_num FROM licet_schema")[0][0]
