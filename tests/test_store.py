"""The store beside the log, run on memory, SQLite and PostgreSQL (a real server, never skipped): what a test says of one
it says of all. Then what only databases can do."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from log_support import BACKENDS, DATABASES, START, Clock, batch, execute, keep, keep_all, new_check, new_place, verify

from licet.events import database as databases
from licet.events import sqlite, store_sql
from licet.events.errors import LogClosed, LogDamaged, LogUnavailable
from licet.events.log import open_log
from licet.events.receipts import commitment
from licet.events.sealing import seal
from licet.events.store import NameTaken, Store, open_store

QUESTION = b'{"shipment":{"date":"2026-11-11","parties":[{"name":"Beispiel  Magnetwerk GmbH","role":"end_user"}]}}'
OTHER = b'{"shipment":{"date":"2026-11-11","exporter":{"name":"Example Ltd"}}}'
ANSWER = b'{"outcome":"LICENCE_REQUIRED"}'
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(new_place(request.param, tmp_path, request), clock=clock) as opened:
        yield opened


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_place(request.param, tmp_path, request)


# --- keys -----------------------------------------------------------------------------------------------------------------


def test_a_key_is_kept_as_it_was_made(store: Store) -> None:
    until = datetime(2027, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    made = store.keys.create("k1", "Versand", "sha256:ab", ["record", "check"], by="admin", expires_at=until)
    assert store.keys.get("k1") == made
    assert (made.id, made.name, made.hash, made.scopes) == ("k1", "Versand", "sha256:ab", {"check", "record"})
    assert (made.created_at, made.expires_at, made.revoked_at, made.last_used) == (START, datetime(2027, 1, 1, tzinfo=UTC), None, None)


@pytest.mark.parametrize("odd", ["", "k\0", "é", "k" * 10_000, "k'; --", "%"])
def test_a_key_that_is_not_there(store: Store, odd: str) -> None:
    store.keys.create("k1", "n", "h", [], by="admin")
    assert store.keys.get(odd) is None
    assert store.keys.revoke(odd, by="admin") is None
    store.keys.touch(odd)
    assert len(store.keys.list()) == 1
    assert [trace.act for trace in store.traces()] == ["key_created"]


def test_keys_are_listed_oldest_first(store: Store, clock: Clock) -> None:
    for name in ("b", "c", "a"):
        store.keys.create(name, name, "h", ["check"], by="admin")
    clock.now = START - SECOND
    store.keys.create("z", "z", "h", ["check"], by="admin")
    assert [key.id for key in store.keys.list()] == ["z", "b", "c", "a"]


def test_an_id_is_given_once(store: Store) -> None:
    first = store.keys.create("k1", "n", "h", ["check"], by="admin")
    with pytest.raises(ValueError, match="`k1` is taken"):
        store.keys.create("k1", "other", "g", ["admin"], by="admin")
    assert store.keys.list() == (first,)
    assert len(store.traces()) == 1


def test_a_name_that_is_wanted_alone_is_given_once(store: Store) -> None:
    store.keys.create("k1", "erp", "h", ["check"], by="admin", alone=True)
    with pytest.raises(NameTaken, match="`erp` is the name of the key `k1`"):
        store.keys.create("k2", "erp", "h", ["check"], by="admin", alone=True)
    store.keys.create("k3", "erp", "h", ["check"], by="admin")  # one that replaces it
    assert [key.id for key in store.keys.list()] == ["k1", "k3"]


def test_of_two_processes_that_want_a_name_at_once_one_gets_it(place: str, clock: Clock) -> None:
    barrier, taken = threading.Barrier(3), []

    def make(store: Store, name: str) -> None:
        barrier.wait()
        try:
            store.keys.create(f"{name}-{id(store)}", name, "h", ["check"], by="admin", alone=True)
        except NameTaken as error:
            taken.append(error.key_id)

    with ExitStack() as opened:
        stores = [opened.enter_context(open_store(place, clock=clock)) for _ in range(3)]
        for n in range(10):
            threads = [threading.Thread(target=make, args=(store, f"k{n}")) for store in stores]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        made = [key.id for key in stores[0].keys.list()]
    assert len(made) == 10 and sorted(taken) == sorted(made * 2)


def test_a_scope_is_a_word(store: Store) -> None:
    with pytest.raises(ValueError, match="a scope is a word"):
        store.keys.create("k1", "n", "h", ["check admin"], by="admin")
    assert store.keys.list() == ()


def test_a_revoked_key_stays_revoked_since_then(store: Store) -> None:
    store.keys.create("k1", "n", "h", ["check"], by="admin")
    revoked = store.keys.revoke("k1", by="auditor")
    assert revoked is not None
    assert revoked.revoked_at == START + SECOND
    assert store.keys.revoke("k1", by="somebody") == revoked == store.keys.get("k1")
    assert [(t.act, t.actor, t.subject, t.count, t.at) for t in store.traces()] == [
        ("key_created", "admin", "k1", 1, START),
        ("key_revoked", "auditor", "k1", 1, START + SECOND),
    ]


def test_a_key_can_be_limited_but_not_prolonged(store: Store) -> None:
    store.keys.create("k1", "n", "h", ["check"], by="admin")
    for days, wanted in ((7, 7), (9, 7), (2, 2)):
        limited = store.keys.limit("k1", START + timedelta(days=days), by="auditor")
        assert limited is not None and limited == store.keys.get("k1")
        assert limited.expires_at == START + timedelta(days=wanted)
    assert store.keys.limit("k2", START, by="auditor") is None
    assert [(t.act, t.actor, t.subject) for t in store.traces()][1:] == [("key_limited", "auditor", "k1")] * 2
    with pytest.raises(ValueError, match="without a time zone"):
        store.keys.limit("k1", START.replace(tzinfo=None), by="auditor")


def test_the_day_of_the_last_use(store: Store, clock: Clock) -> None:
    store.keys.create("k1", "n", "h", ["check"], by="admin")
    store.keys.create("k2", "n", "h", ["check"], by="admin")
    for shift, wanted in ((timedelta(0), START.date()), (timedelta(days=1), START.date() + timedelta(days=1)), (-SECOND, START.date())):
        clock.now = START + shift
        store.keys.touch("k1")
        key = store.keys.get("k1")
        assert key is not None
        assert key.last_used == max(wanted, key.last_used or wanted), "never back"
    assert [key.last_used for key in store.keys.list()] == [START.date() + timedelta(days=1), None]


# --- kept checks ----------------------------------------------------------------------------------------------------------


def test_a_kept_check_is_the_same_bytes(store: Store) -> None:
    check_id = keep(store, QUESTION, ANSWER, "erp")
    kept = store.checks.get(check_id)
    assert kept is not None
    assert (kept.id, kept.kept_at, kept.actor, kept.question, kept.answer) == (check_id, START, "erp", QUESTION, ANSWER)
    assert kept.erased_at is None
    assert kept.salt is not None
    assert kept.digest == commitment(kept.salt, QUESTION, ANSWER)
    assert store.checks.get(check_id) == kept


def test_ids_cannot_be_guessed_and_digests_not_compared(store: Store) -> None:
    ids = keep_all(store, [(QUESTION, ANSWER)] * 50, "erp")
    kept = [store.checks.get(check_id) for check_id in ids]
    assert len(set(ids)) == len({check.digest for check in kept if check}) == 50
    assert {len(check_id) for check_id in ids} == {32}
    assert keep_all(store, [], "erp") == ()


@pytest.mark.parametrize("odd", ["", "k\0", "é", "%", "a" * 10_000])
def test_a_check_that_is_not_there(store: Store, odd: str) -> None:
    keep(store, QUESTION, ANSWER, "erp")
    assert store.checks.get(odd) is None
    assert store.checks.erase([odd], by="admin") == 0


def test_many_are_kept_in_chunks_and_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_sql, "CHUNK", 7)
    pairs = [(b'{"n":"%d"}' % n, ANSWER) for n in range(20)]
    ids = keep_all(store, pairs, "erp")
    assert [check.question for check in map(store.checks.get, ids) if check] == [question for question, _ in pairs]
    assert store.checks.erase(ids, by="admin") == 20


def test_erased_the_id_the_instant_and_the_digest_stay(store: Store) -> None:
    one, two = keep_all(store, [(QUESTION, ANSWER), (OTHER, ANSWER)], "erp")
    before = store.checks.get(one)
    assert store.checks.erase([one, one], by="admin", reason="request of 2026-11-20") == 1
    after = store.checks.get(one)
    assert before is not None
    assert after is not None
    assert (after.id, after.kept_at, after.actor, after.digest) == (before.id, before.kept_at, before.actor, before.digest)
    assert (after.salt, after.question, after.answer, after.erased_at) == (None, None, None, START + SECOND)
    assert store.checks.erase([one], by="admin") == 0
    assert store.checks.get(one) == after
    untouched = store.checks.get(two)
    assert untouched is not None
    assert untouched.question == OTHER
    assert [(t.act, t.actor, t.subject, t.count) for t in store.traces()] == [
        ("checks_erased", "admin", "request of 2026-11-20", 1),
        ("checks_erased", "admin", "", 0),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Beispiel Magnetwerk GmbH", True),
        ("BEISPIEL MAGNETWERK", True),
        ("ｂｅｉｓｐｉｅｌ", True),
        ("example", False),
        ("end_user", True),
        ("shipment", False),  # a member's name is no text of the question
    ],
)
def test_checks_that_name_somebody(store: Store, name: str, found: bool) -> None:
    one, _ = keep_all(store, [(QUESTION, ANSWER), (b'{"n":["\\u5f20\\u4f1f"]}', ANSWER)], "erp")
    assert [check.id for check in store.checks.naming(name)] == [one] * found


def test_names_are_searched_in_all_chunks_but_not_in_what_is_erased(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_sql, "CHUNK", 3)
    ids = keep_all(store, [(QUESTION, ANSWER), (OTHER, ANSWER)] * 5, "erp")
    assert {check.id for check in store.checks.naming("Beispiel")} == set(ids[::2])
    store.checks.erase(ids[:4], by="admin")
    assert {check.id for check in store.checks.naming("Beispiel")} == set(ids[4::2])


def test_what_is_older_than_an_instant_expires(store: Store) -> None:
    first, second, third = (keep(store, QUESTION, ANSWER, "erp") for _ in range(3))
    assert (store.checks.count(), store.checks.count(START + SECOND), store.checks.count(START)) == (3, 1, 0)
    assert store.checks.expire(START + SECOND, by="admin") == 1
    assert (store.checks.count(), store.checks.count(START + SECOND)) == (2, 0)
    assert store.checks.expire(START + SECOND, by="admin") == 0
    assert [check.question for check in map(store.checks.get, (first, second, third)) if check] == [None, QUESTION, QUESTION]
    assert [(t.act, t.count) for t in store.traces()] == [("checks_expired", 1), ("checks_expired", 0)]
    assert store.traces()[0].subject == (START + SECOND).isoformat()


def test_an_instant_without_time_zone_is_an_error(store: Store, clock: Clock) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        store.checks.expire(START.replace(tzinfo=None), by="admin")
    clock.now = START.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a time zone"):
        keep(store, QUESTION, ANSWER, "erp")
    assert store.traces() == ()


# --- closed, at once ------------------------------------------------------------------------------------------------------


def test_a_closed_store_says_so(store: Store) -> None:
    check_id = keep(store, QUESTION, ANSWER, "erp")
    store.close()
    store.close()
    uses: list[Callable[[], object]] = [
        store.traces,
        store.keys.list,
        lambda: store.keys.get("k"),
        lambda: store.keys.touch("k"),
        lambda: store.keys.revoke("k", by="a"),
        lambda: store.keys.create("k", "n", "h", [], by="a"),
        lambda: store.checks.get(check_id),
        store.checks.count,
        lambda: keep(store, QUESTION, ANSWER, "erp"),
        lambda: list(store.checks.naming("x")),
        lambda: store.checks.erase([check_id], by="a"),
        lambda: store.checks.expire(START, by="a"),
    ]
    for use in uses:
        with pytest.raises(LogClosed):
            use()


def test_threads_keep_at_once(store: Store) -> None:
    ids: list[str] = []

    def keep_some() -> None:
        for _ in range(10):
            ids.append(keep(store, QUESTION, ANSWER, "erp"))

    threads = [threading.Thread(target=keep_some) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({check.id for check in store.checks.naming("Beispiel")}) == len(set(ids)) == 30


# --- databases ------------------------------------------------------------------------------------------------------------


def test_the_store_lives_beside_the_log(place: str, clock: Clock) -> None:
    with open_log(place, clock=clock) as log, open_store(place, clock=clock, create=False) as store:
        log.append(batch("A"))
        check_id = keep(store, QUESTION, ANSWER, "erp")
        store.checks.erase([check_id], by="admin")
        log.append(batch("B"))
        assert verify(log) == ["A", "B"]


def test_an_absent_store_is_made_only_if_asked(place: str, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(LogUnavailable, match="there is no log at"):
        open_store(place, clock=clock, create=False)
    assert list(tmp_path.iterdir()) == []


def test_what_was_kept_is_there_when_opened_again(place: str, clock: Clock) -> None:
    with open_store(place, clock=clock) as store:
        store.keys.create("k1", "n", "h", ["check"], by="admin")
        kept = store.checks.get(keep(store, QUESTION, ANSWER, "erp"))
        before = store.keys.list(), store.traces()
    assert kept is not None
    with open_store(place, clock=clock, create=False) as store:
        assert (store.keys.list(), store.traces()) == before
        assert store.checks.get(kept.id) == kept


def test_nothing_of_what_was_erased_is_left_in_the_files(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of questions too long for one page, and in the write-ahead log; whatever this build of SQLite does by itself."""
    connect = sqlite3.connect

    def careless(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        connection.execute("PRAGMA secure_delete = 0")
        return connection

    monkeypatch.setattr(sqlite3, "connect", careless)
    place = tmp_path / "log"
    long = QUESTION.replace(b"GmbH", b"GmbH " * 5000)
    with open_store(place, clock=clock) as store:
        ids = keep_all(store, [(QUESTION, ANSWER), (long, ANSWER)], "erp")
        assert b"Magnetwerk" in b"".join(file.read_bytes() for file in tmp_path.iterdir())
        store.checks.erase(ids, by="admin")
        assert b"Magnetwerk" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_reader_in_the_way_of_an_erasure_is_named(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOCK_TIMEOUT_S", 0.2)
    place = tmp_path / "log"
    with open_store(place, clock=clock) as store, open_store(place, clock=clock) as other:
        check_id = keep(store, QUESTION, ANSWER, "erp")
        with other._tables.reading() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("SELECT count(*) FROM licet_check").scalar()
            with pytest.raises(LogUnavailable, match=r"a reader keeps .* in use"):
                store.checks.erase([check_id], by="admin")
        assert store.checks.erase([check_id], by="admin") == 0, "it is erased; this only clears what was left"
        assert b"Magnetwerk" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_key_is_never_there_without_its_trace(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(place, clock=clock) as store:
        check_id = keep(store, QUESTION, ANSWER, "erp")
        monkeypatch.setattr(store_sql._Tables, "trace", lambda *a: 1 / 0)
        for use in (lambda: store.keys.create("k", "n", "h", [], by="a"), lambda: store.checks.erase([check_id], by="a")):
            with pytest.raises(ZeroDivisionError):
                use()
        kept = store.checks.get(check_id)
        assert kept is not None
        assert kept.question == QUESTION
        assert store.keys.list() == ()


STEPS = ("SELECT position", "INSERT INTO licet_receipt", "SELECT id", "INSERT INTO licet_answer", "INSERT INTO licet_check")


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_keeps_nothing(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Of a group in SQLite, whose statements go past SQLAlchemy: when the step is done, and all of it is there."""
    group, told, real = seal([new_check(OTHER, b"another answer", "erp")] * 2), list[str](), databases._Swift.exec_driver_sql

    def run(self: Any, statement: str, *parameters: Any) -> Any:
        rows = real(self, statement, *parameters)
        return 1 / 0 if statement.startswith(step) else rows

    with open_store(tmp_path / "log", clock=clock) as store:
        keep(store, QUESTION, ANSWER, "erp")
        with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
            patch.setattr(databases._Swift, "exec_driver_sql", run)
            store.checks.keep(group, lambda: told.append("durable"))
        assert (store.receipts.head(), store.checks.count(), told) == (1, 1, [])
        store.checks.keep(group, lambda: told.append("durable"))
        assert (store.receipts.head(), store.checks.count(), told) == (3, 3, ["durable"])


def test_the_statements_of_a_group_are_the_ones_above(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, real = list[str](), databases._Swift.exec_driver_sql
    monkeypatch.setattr(databases._Swift, "exec_driver_sql", lambda self, *a: seen.append(a[0]) or real(self, *a))
    with open_store(tmp_path / "log", clock=clock) as store:
        keep(store, QUESTION, ANSWER, "erp")
    assert [statement.startswith(step) for statement, step in zip(seen, STEPS, strict=True)] == [True] * len(STEPS)


def test_a_group_waits_for_the_lock_and_says_when_it_does_not_get_it(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOCK_TIMEOUT_S", 0.2)
    with open_store(tmp_path / "log", clock=clock) as store:
        with closing(sqlite3.connect(tmp_path / "log", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogUnavailable, match="locked; if this was an append, send it again"):
                keep(store, QUESTION, ANSWER, "erp")
        keep(store, QUESTION, ANSWER, "erp")
        assert store.receipts.head() == store.checks.count() == 1


def test_a_receipt_under_an_id_that_is_taken_is_refused_by_the_guard(place: str, clock: Clock) -> None:
    with open_store(place, clock=clock) as store:
        group = seal([new_check(QUESTION, ANSWER, "erp")])
        store.checks.keep(group)
        with pytest.raises(LogDamaged, match="refused its own next record"):
            store.checks.keep(group)
        assert store.receipts.head() == store.checks.count() == 1


def test_who_waits_is_told_once_it_is_durable_and_before_anything_else(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    store.checks.keep(seal([new_check(QUESTION, ANSWER, "erp")] * 2), lambda: seen.append((store.receipts.head(), store.checks.count())))
    assert seen == [(2, 2)]


def test_a_full_disk_is_an_error_and_nothing_is_half_kept(tmp_path: Path, clock: Clock) -> None:
    place = tmp_path / "log"
    with open_store(place, clock=clock) as store:
        keep(store, QUESTION, ANSWER, "erp")
        with store._tables.reading() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("PRAGMA max_page_count = 30").scalar()
        with pytest.raises(LogUnavailable, match="full"):
            keep_all(store, [(QUESTION + b" " * 50_000, ANSWER)] * 5, "erp")
        with store._tables.reading() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar()
        assert len(list(store.checks.naming("Beispiel"))) == 1
        keep_all(store, [(QUESTION + b" " * 50_000, ANSWER)] * 5, "erp")
        assert len(list(store.checks.naming("Beispiel"))) == 6


def test_a_locked_database_is_an_error(place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (databases, sqlite):
        monkeypatch.setattr(module, "LOCK_TIMEOUT_S", 0.2)
    with open_store(place, clock=clock) as store, open_log(place, clock=clock) as log:
        store.keys.create("k", "n", "h", [], by="a")
        with log._database.transaction(write=True) as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("UPDATE licet_key SET name = 'other'")
            with pytest.raises(LogUnavailable, match="lock"):
                store.keys.revoke("k", by="a")
        assert [(key.name, key.revoked_at) for key in store.keys.list()] == [("other", None)]


def test_secrets_are_nowhere_but_in_their_hashes(place: str, clock: Clock) -> None:
    with open_store(place, clock=clock) as store:
        store.keys.create("k", "n", "h", [], by="a")
    (row,) = execute(place, "SELECT * FROM licet_key")
    assert sorted(str(value) for value in row if value is not None) == sorted(["k", "n", "h", "", str(row.created_us)])
