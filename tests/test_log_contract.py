"""The contract of the event log, run on memory, SQLite and PostgreSQL (a real server, never skipped).

What a test says of one backend it says of all. `test_log_databases.py` has what only databases can do.
"""

import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_support import BACKENDS, DATABASES, START, Clock, batch, new_place, verify
from log_writer import announced

from licet.events import codec, sql
from licet.events.codec import encode
from licet.events.errors import (
    EventIdConflict,
    InvalidEvent,
    LogClosed,
    LogDamaged,
    LogError,
    PositionConflict,
    RequestConflict,
)
from licet.events.log import EventLog, Request, open_log, position_at
from licet.events.model import Event
from licet.events.rows import Row, in_order


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=BACKENDS)
def log(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[EventLog]:
    with open_log(new_place(request.param, tmp_path, request), clock=clock) as opened:
        yield opened


# --- appending and reading ------------------------------------------------------------------------------------------------


def test_a_new_log_is_empty(log: EventLog) -> None:
    assert log.head() == 0
    assert list(log.read()) == []
    assert log.get("A") is None


def test_positions_are_given_in_order_without_gaps(log: EventLog) -> None:
    first = log.append(batch("A", "B"))
    second = log.append(batch("C"))
    assert [(r.position, r.event.id) for r in first + second] == [(1, "A"), (2, "B"), (3, "C")]
    assert verify(log) == ["A", "B", "C"]


def test_what_was_appended_is_what_is_read(log: EventLog) -> None:
    results = log.append(batch("A", "B"))
    assert tuple(log.read()) == results
    assert log.get("B") == results[1]
    assert results[0].event == announced("A")


@pytest.mark.parametrize("odd", ["", "A\0", "\ud800", "é", "a" * 10_000, "A'; --", "%"])
def test_an_id_that_no_event_can_have_is_not_there(log: EventLog, odd: str) -> None:
    log.append(batch("A"))
    assert log.get(odd) is None


def test_every_window_of_a_read(log: EventLog) -> None:
    log.append(batch("A", "B", "C", "D"))
    for after, through in itertools.product(range(6), [None, *range(6)]):
        wanted = [p for p in range(1, 5) if p > after and (through is None or p <= through)]
        assert [r.position for r in log.read(after, through)] == wanted, (after, through)


@pytest.mark.parametrize("window", [(-1, None), (0, -1)])
def test_positions_below_zero_are_an_error(log: EventLog, window: tuple[int, int | None]) -> None:
    with pytest.raises(ValueError, match="positions start at 1"):
        log.read(*window)


def test_a_read_ends_at_the_head_of_its_call(log: EventLog) -> None:
    log.append(batch("A", "B"))
    reading = log.read()
    log.append(batch("C"))
    assert [r.event.id for r in reading] == ["A", "B"]


def test_an_empty_batch_is_nothing(log: EventLog) -> None:
    assert log.append([]) == ()
    assert log.append([], expected=7) == ()
    assert log.head() == 0


def test_large_batches_and_reads_go_through_in_chunks(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "CHUNK", 7)
    ids = [f"E/{n}" for n in range(20)]
    log.append(batch("E/3"))
    assert [r.event.id for r in log.append(batch(*ids))] == ids
    assert verify(log) == ["E/3", *(i for i in ids if i != "E/3")]
    assert [r.position for r in log.read(6, 14)] == list(range(7, 15))


# --- atomic, idempotent, expected -----------------------------------------------------------------------------------------


def test_a_batch_is_stored_whole_or_not_at_all(log: EventLog) -> None:
    log.append(batch("A"))
    with pytest.raises(EventIdConflict):
        log.append([*batch("B", "C"), announced("A", "other content")])
    assert verify(log) == ["A"]


def test_the_same_event_again_gives_the_first_record(log: EventLog) -> None:
    first = log.append(batch("A", "B"))
    assert log.append(batch("A", "B")) == first
    assert log.append(batch("B")) == first[1:]
    assert verify(log) == ["A", "B"]


def test_known_and_new_events_in_one_batch(log: EventLog) -> None:
    (a,) = log.append(batch("A"))
    results = log.append(batch("B", "A", "C", "B"))
    assert [r.position for r in results] == [2, 1, 3, 2]
    assert results[1] == a
    assert verify(log) == ["A", "B", "C"]


def test_other_content_under_a_known_id_is_an_error(log: EventLog) -> None:
    log.append(batch("A"))
    with pytest.raises(EventIdConflict, match="`A` is already recorded at position 1 with other content") as caught:
        log.append([announced("A", "other content")])
    assert (caught.value.event_id, caught.value.position) == ("A", 1)
    with pytest.raises(EventIdConflict, match="`B` is twice in this batch"):
        log.append([announced("B"), announced("B", "other content")])
    assert verify(log) == ["A"]


def test_the_expected_position(log: EventLog) -> None:
    log.append(batch("A"), expected=0)
    with pytest.raises(PositionConflict, match="at position 1, not at `0`") as caught:
        log.append(batch("B"), expected=0)
    assert (caught.value.expected, caught.value.head) == (0, 1)
    with pytest.raises(PositionConflict):
        log.append(batch("B"), expected=2)
    with pytest.raises(PositionConflict):
        log.append(batch("A", "B"), expected=0)
    log.append(batch("B"), expected=1)
    assert verify(log) == ["A", "B"]


def test_an_append_whose_answer_was_lost_can_be_sent_again_as_it_was(log: EventLog) -> None:
    first = log.append(batch("A", "B"), expected=0)
    log.append(batch("C"))
    assert log.append(batch("A", "B"), expected=0) == first


def test_another_content_is_reported_before_another_position(log: EventLog) -> None:
    """The second passes by itself when tried again; the first never does."""
    log.append(batch("A"))
    with pytest.raises(EventIdConflict):
        log.append([announced("A", "other content"), announced("B")], expected=0)


def test_an_event_that_could_not_be_read_back_is_not_stored(log: EventLog) -> None:
    forged = announced("A").model_copy(update={"number": "sixty-one"})
    with pytest.warns(UserWarning, match="Pydantic"), pytest.raises(InvalidEvent, match="`A`"):
        log.append([announced("B"), forged])
    assert log.head() == 0


def test_an_event_of_an_older_schema_is_the_same_event_if_it_reads_the_same(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = log.append(batch("A"))
    monkeypatch.setattr(codec, "CURRENT", {**codec.CURRENT, "control_announced": 2})
    upcast = {("control_announced", 1): lambda raw: {**raw, "number": 61}}
    monkeypatch.setattr(codec, "UPCASTS", upcast)
    now = announced("A").model_copy(update={"version": 2, "number": 61})
    (again,) = log.append([now])
    assert (again.position, again.event) == (1, now)
    assert again.digest == old.digest, "of the stored bytes, which an upcast never touches"
    with pytest.raises(EventIdConflict):
        log.append([now.model_copy(update={"number": 62})])
    assert [r.event for r in log.read()] == [now]


# --- requests -------------------------------------------------------------------------------------------------------------

ASKED = Request("erp", "key-1", "aa")


def test_a_request_again_gives_the_first_results(log: EventLog) -> None:
    log.append(batch("A"))
    first = log.append(batch("C", "A", "B", "C"), expected=1, request=ASKED)
    assert [r.position for r in first] == [2, 1, 3, 2]
    log.append(batch("D"))
    assert log.append(batch("C", "A", "B", "C"), expected=1, request=ASKED) == first
    assert log.results_of(ASKED) == first
    assert verify(log) == ["A", "C", "B", "D"]


def test_a_request_again_records_nothing_whatever_comes_with_it(log: EventLog) -> None:
    """Who sends other content under the same fingerprint has broken the fingerprint; the log is not."""
    first = log.append(batch("A"), request=ASKED)
    assert log.append(batch("B"), expected=9, request=ASKED) == first
    assert log.append([announced("A", "other content")], request=ASKED) == first
    assert verify(log) == ["A"]


def test_a_key_used_for_other_content_is_an_error(log: EventLog) -> None:
    log.append(batch("A"), request=ASKED)
    for use in (lambda other: log.append(batch("B"), request=other), log.results_of):
        with pytest.raises(RequestConflict, match="the key `key-1` was used by `erp` for other content") as caught:
            use(ASKED._replace(fingerprint="bb"))
        assert (caught.value.actor, caught.value.key) == ("erp", "key-1")
    assert verify(log) == ["A"]


def test_keys_belong_to_their_actor(log: EventLog) -> None:
    for n, other in enumerate((ASKED, ASKED._replace(actor="ERP"), ASKED._replace(key="KEY-1"), ASKED._replace(actor="erp ", key="é%"))):
        assert log.results_of(other) is None
        (new,) = log.append(batch(f"E/{n}"), request=other)
        assert log.results_of(other) == (new,)
    assert len(verify(log)) == 4


def test_an_append_that_fails_leaves_its_key_free(log: EventLog, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append(batch("A"))
    with pytest.raises(PositionConflict):
        log.append(batch("B"), expected=0, request=ASKED)
    with pytest.raises(EventIdConflict):
        log.append([*batch("B"), announced("A", "other content")], request=ASKED)
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(Clock, "__call__", lambda self: 1 / 0)
        log.append(batch("B"), request=ASKED)
    assert log.results_of(ASKED) is None
    assert [r.position for r in log.append(batch("C"), request=ASKED._replace(fingerprint="bb"))] == [2]


def test_a_request_that_brings_nothing_new_is_kept_too(log: EventLog) -> None:
    first = log.append(batch("A", "B"))
    assert log.append(batch("B"), request=ASKED) == first[1:] == log.results_of(ASKED)
    empty = ASKED._replace(key="key-2")
    assert log.append([], request=empty) == () == log.results_of(empty)
    with pytest.raises(RequestConflict):
        log.append(batch("C"), request=empty._replace(fingerprint="bb"))
    assert verify(log) == ["A", "B"]


def test_a_large_request_is_rebuilt_in_chunks(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "CHUNK", 7)
    first = log.append(batch(*(f"E/{n}" for n in range(20))), request=ASKED)
    assert log.append([], request=ASKED) == first


def test_threads_with_the_same_request_record_once(log: EventLog) -> None:
    results = []
    threads = [threading.Thread(target=lambda: results.append(log.append(batch("A", "B"), expected=0, request=ASKED))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(results)) == 1
    assert verify(log) == ["A", "B"]


# --- instants -------------------------------------------------------------------------------------------------------------


def test_instants_never_go_back(log: EventLog, clock: Clock) -> None:
    (a,) = log.append(batch("A"))
    clock.now = START - timedelta(days=400)
    (b,) = log.append(batch("B"))
    clock.now = START + timedelta(microseconds=1)
    (c,) = log.append(batch("C"))
    assert (a.recorded_at, b.recorded_at, c.recorded_at) == (START, START, START + timedelta(microseconds=1))
    assert [r.recorded_at for r in log.read()] == [a.recorded_at, b.recorded_at, c.recorded_at]


def test_a_batch_has_one_instant_in_utc_to_the_microsecond(log: EventLog, clock: Clock) -> None:
    clock.now = START.astimezone(timezone(timedelta(hours=8)))
    records = log.append(batch("A", "B"))
    assert {r.recorded_at for r in records} == {START}
    assert {r.recorded_at.tzinfo for r in log.read()} == {UTC}


def test_a_clock_without_time_zone_is_an_error(log: EventLog, clock: Clock) -> None:
    clock.now = START.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a time zone"):
        log.append(batch("A"))
    assert verify(log) == []


def test_recorded_through_an_instant_is_a_position(log: EventLog) -> None:
    for name in "ABCDE":
        log.append(batch(name, f"{name}2"))  # one second apart
    instants = [r.recorded_at for r in log.read()]
    for shift in (-1, 0, 1):
        for instant in instants:
            asked = instant + timedelta(microseconds=shift)
            assert position_at(log, asked) == sum(i <= asked for i in instants)
    assert position_at(log, START - timedelta(days=1)) == 0


def test_a_read_that_ends_early_is_damage_not_the_end() -> None:
    """Rows that were below the head and are gone when their chunk is fetched."""
    rows = [Row(1, 0, "A", encode(announced("A")))]
    assert [r.position for r in in_order(rows, 0, 1)] == [1]
    with pytest.raises(LogDamaged, match="position `2` is missing: the log ends there, its head is at 3"):
        list(in_order(rows, 0, 3))


# --- closed, at once, failing ------------------------------------------------------------------------------------------


def test_a_closed_log_says_so(log: EventLog) -> None:
    log.append(batch("A"))
    log.close()
    log.close()
    uses: list[Callable[[], object]] = [
        log.head,
        log.read,
        lambda: log.append(batch("B")),
        lambda: log.get("A"),
        lambda: log.results_of(ASKED),
    ]
    for use in [*uses, lambda: log.append([]), lambda: log.append([], request=ASKED)]:
        with pytest.raises(LogClosed):
            use()


def test_threads_append_without_gaps(log: EventLog) -> None:
    def write(name: str) -> None:
        for n in range(10):
            log.append(batch(f"{name}/{n}", f"shared/{n}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        now = [r.position for r in log.read()]
        assert now == list(range(1, len(now) + 1))
    for thread in threads:
        thread.join()
    assert len(verify(log)) == 40


def test_a_failing_clock_stores_nothing(log: EventLog, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append(batch("A"))
    with monkeypatch.context() as patch:
        patch.setattr(Clock, "__call__", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            log.append(batch("B", "C"))
    assert verify(log) == ["A"]
    log.append(batch("B"), expected=1)


# --- one against the other ------------------------------------------------------------------------------------------------

IDS_IN_USE = st.sampled_from("ABCDEFG")
APPENDS = st.lists(
    st.tuples(
        st.lists(st.tuples(IDS_IN_USE, st.sampled_from(["Announcement", "Other"])), max_size=4),
        st.none() | st.integers(0, 6),
        st.integers(-3, 3),
        st.none() | st.builds(Request, st.just("erp"), st.sampled_from("kl"), st.sampled_from("ab")),
    ),
    max_size=8,
)


def outcome(log: EventLog, events: Sequence[Event], expected: int | None, request: Request | None) -> object:
    try:
        return log.append(events, expected=expected, request=request)
    except LogError as error:
        return type(error), str(error)


@pytest.mark.parametrize("backend", DATABASES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(appends=APPENDS)
def test_a_database_does_what_the_memory_does(backend: str, appends: list[Any], request: pytest.FixtureRequest, tmp_path: Path) -> None:
    clocks = Clock(), Clock()
    with (
        open_log("memory:", clock=clocks[0]) as memory,
        open_log(new_place(backend, tmp_path, request), clock=clocks[1]) as log,
    ):
        for content, expected, jump, asked in appends:
            events = [announced(event_id, title) for event_id, title in content]
            for clock in clocks:
                clock.now += timedelta(seconds=jump)
            assert outcome(log, events, expected, asked) == outcome(memory, events, expected, asked)
        assert list(log.read()) == list(memory.read())
        assert verify(log) == verify(memory)
