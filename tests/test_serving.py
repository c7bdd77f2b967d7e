"""A server that runs: what it refuses before a request is one, what it logs, and how it ends."""

import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from licet.api import cli

QUICK = {"LICET_BODY_SECONDS": "1", "LICET_HEADER_SECONDS": "1.5", "LICET_SHUTDOWN_SECONDS": "2", "LICET_HEADER_BYTES": "8192"}


class Running(NamedTuple):
    process: subprocess.Popen[bytes]
    port: int
    lines: list[dict[str, Any]]  # of its log, from the start; complete once it has ended

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def ask(self, *pieces: bytes) -> tuple[int, bytes, Any]:
        """Send the pieces of a request; status, head and body of the answer, read until the server ends the connection."""
        with self.connect() as connection:
            for piece in pieces:
                connection.sendall(piece)
            return answer(connection)

    def end(self) -> int:
        """Ask it to end; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def answer(connection: socket.socket) -> tuple[int, bytes, Any]:
    data = b""
    while piece := connection.recv(65536):
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.lower(), json.loads(body)


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]).encode()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("log") / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    return place


def start(place: Path, **settings: str) -> Running:
    """`licet serve` in a process of its own, once it listens."""
    environ = {**os.environ, **QUICK, "LICET_DB": str(place), "LICET_PORT": "0", "LICET_LOG_FORMAT": "json", **settings}
    process = subprocess.Popen([sys.executable, "-m", "licet.api.cli", "serve"], stderr=subprocess.PIPE, env=environ)
    assert process.stderr is not None
    lines: list[dict[str, Any]] = []
    for line in process.stderr:
        if line.startswith(b"{"):  # before its log begins it says things in plain words
            lines.append(json.loads(line))
        if found := re.search(rb"running on http://127\.0\.0\.1:(\d+)", line):
            break
    else:
        pytest.fail("the server did not start")
    running = Running(process, int(found[1]), lines)

    def collect(stream: Any) -> None:
        with stream:
            lines.extend(json.loads(line) for line in stream)

    threading.Thread(target=collect, args=(process.stderr,), daemon=True).start()
    return running


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Running]:
    server = start(place)
    yield server
    assert server.end() == 0


def test_it_says_where_the_documentation_is(server: Running) -> None:
    said = f"documentation at http://127.0.0.1:{server.port}/docs"
    assert within(5, lambda: said in [line["message"] for line in server.lines])


@pytest.mark.parametrize("pieces", [1, 4])
def test_headers_have_a_limit_however_they_arrive(server: Running, pieces: int) -> None:
    request = get("/livez", *(f"X-{n}: {'x' * 1000}" for n in range(9)))
    size = len(request) // pieces + 1
    status, head, body = server.ask(*(request[n : n + size] for n in range(0, len(request), size)))
    assert (status, body["type"]) == (431, "/problems/headers-too-large")
    assert b"content-type: application/problem+json" in head
    assert server.ask(get("/livez", *(f"X-{n}: {'x' * 1000}" for n in range(7))))[0] == 200


def test_one_header_without_end_is_refused(server: Running) -> None:
    status, _, body = server.ask(b"GET /livez HTTP/1.1\r\nX-Long: " + b"x" * 8192)
    assert (status, body["type"]) == (431, "/problems/headers-too-large")


def test_a_long_path_is_refused(server: Running) -> None:
    assert server.ask(get("/livez?" + "x" * 9000))[0] == 431


def test_what_is_no_http_is_a_problem(server: Running) -> None:
    status, _, body = server.ask(b"\x16\x03\x01 hello\r\n\r\n")
    assert (status, body["type"]) == (400, "/problems/not-http")


@pytest.mark.parametrize("sent", [b"", b"GET /livez HTTP/1.1\r\nHost: local"])
def test_headers_that_never_end_are_given_up(server: Running, sent: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(sent)
        assert connection.recv(1) == b""


def test_an_idle_connection_is_kept(server: Running) -> None:
    with server.connect() as connection:
        for _ in range(2):
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
            data = b""
            while not data.endswith(b'{"status":"ok"}'):
                piece = connection.recv(65536)
                assert piece
                data += piece
            time.sleep(2.6)  # longer than headers may take


def test_a_body_that_never_ends_is_given_up(server: Running) -> None:
    head = b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
    status, _, body = server.ask(head)
    assert (status, body["type"]) == (408, "/problems/too-slow")


CHUNKED = b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"10000\r\n" + b" " * 65536 + b"\r\n"


def test_a_client_that_sends_200_megabytes_before_it_reads_gets_its_answer(server: Running) -> None:
    lengthy = b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 209715200\r\n\r\n"
    for head, piece, last in ((CHUNKED, CHUNK, b"0\r\n\r\n"), (lengthy, b" " * 65536, b"")):
        pieces = itertools.chain([head], itertools.repeat(piece, 3200), [last, get("/livez")])
        with server.connect() as connection:
            for part in pieces:
                connection.sendall(part)
            data = b"".join(iter(lambda: connection.recv(65536), b""))
        assert data.startswith(b"HTTP/1.1 413") and b"/problems/body-too-large" in data
        assert b"HTTP/1.1 200" in data  # the next request on the same connection
    memory = Path(f"/proc/{server.process.pid}/status")
    if memory.exists():
        assert int(re.findall(r"VmHWM:\s+(\d+)", memory.read_text())[0]) < 400_000  # kilobytes


def test_a_body_without_end_ends_the_connection(server: Running) -> None:
    with server.connect() as connection, pytest.raises(OSError):
        connection.sendall(CHUNKED)
        for _ in range(1000):
            connection.sendall(CHUNK * 20)
            time.sleep(0.02)


def test_a_stated_length_is_refused_before_the_body(server: Running) -> None:
    with server.connect() as connection:
        connection.sendall(b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 200000000\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")


def test_the_log_tells_requests_and_nothing_of_what_was_asked(place: Path) -> None:
    server = start(place)
    body = (
        b'{"shipment": {"goods": {"material": "holmium"}, "destination": "XX", "date": "2026-11-11", "exporter": {"name": "Secret Ltd"}}}'
    )
    length = f"Content-Length: {len(body)}"
    head = get("/v1/checks?name=Secret", "X-Request-Id: erp-7", length).replace(b"GET", b"POST")
    assert server.ask(head, body)[0] == 422
    assert server.ask(get("/problems/bad-input"))[0] == 200
    assert server.ask(get("/Secret/path"))[0] == 404
    assert server.end() == 0
    lines = [line for line in server.lines if line["logger"] == "licet.requests"]
    assert [(x["method"], x["route"], x["status"], x["actor"]) for x in lines] == [
        ("POST", "/v1/checks", 422, "local"),
        ("GET", "/problems/{slug}", 200, None),
        ("GET", "none", 404, None),
    ]
    assert lines[0]["request_id"] == "erp-7" and lines[0]["bytes"] > 100 and 0 < lines[0]["seconds"] < 60
    assert "Secret" not in json.dumps(server.lines)


def test_a_server_that_ends_answers_what_runs(place: Path, tmp_path: Path) -> None:
    place = Path(shutil.copy(place, tmp_path))
    server = start(place, LICET_SHUTDOWN_DELAY="4", LICET_BODY_SECONDS="60", LICET_SHUTDOWN_SECONDS="60", LICET_HEADER_SECONDS="60")

    def refuses() -> bool:
        try:
            server.connect().close()
        except OSError:
            return True
        return False

    with server.connect() as running, server.connect() as idle:
        running.sendall(b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{")
        assert server.ask(get("/readyz"))[0] == 200
        server.process.send_signal(signal.SIGTERM)
        said: list[Any] = []
        assert within(4, lambda: said.append(server.ask(get("/readyz"))) or said[-1][0] == 503)  # still accepted, for load balancers to see
        assert said[-1][2]["type"] == "/problems/not-ready"
        assert within(20, refuses)
        running.sendall(b"}")
        assert answer(running)[0] == 422
        assert idle.recv(1) == b""
    assert server.process.wait(20) == 0
    assert within(5, lambda: 422 in [line.get("status") for line in server.lines])  # the last request is in the log
    assert sorted(file.name for file in place.parent.iterdir()) == [
        "log.sqlite",
        "log.sqlite.checkpoints",
        "log.sqlite.key",
    ]  # closed: no write-ahead log is left


def test_a_server_that_ends_breaks_off_what_does_not(place: Path) -> None:
    server = start(place, LICET_BODY_SECONDS="60", LICET_SHUTDOWN_SECONDS="1")
    with server.connect() as running:
        running.sendall(b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{")
        assert server.ask(get("/livez"))[0] == 200  # by now the one before has been taken
        assert server.end() == 0
        status, _, body = answer(running)
    assert (status, body["type"]) == (503, "/problems/shutting-down")


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not (happened := happens()) and time.monotonic() < end:
        time.sleep(0.05)
    return happened


def test_keys_of_another_process_count_at_once(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = shutil.copy(place, tmp_path / "log.sqlite")
    server = start(own)
    try:
        assert server.ask(get("/v1/events?limit=1"))[0] == 200
        assert cli.run(["keys", "create", "--name", "erp", "--scope", "audit", "--db", str(own)]) == 0
        key = f"Authorization: Bearer {capsys.readouterr().out.strip()}"
        assert server.ask(get("/v1/events?limit=1", key))[0] == 200
        assert within(5, lambda: server.ask(get("/v1/events?limit=1"))[0] == 401)
        status, head, body = server.ask(get("/v1/keys", key))
        assert status == 403 and b'www-authenticate: bearer realm="licet", error="insufficient_scope", scope="admin"' in head
        assert body["detail"] == "`key:erp` lacks the scope `admin`"
        assert cli.run(["keys", "revoke", key.split()[-1], "--db", str(own)]) == 0
        assert within(5, lambda: server.ask(get("/v1/events?limit=1", key))[0] == 401)
        assert server.ask(get("/v1/events?limit=1"))[0] == 401
    finally:
        assert server.end() == 0
    assert key.split("_")[2] not in json.dumps(server.lines)


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_without_a_key_it_does_not_listen_for_others(host: str, place: Path) -> None:
    environ = {**os.environ, "LICET_DB": str(place), "LICET_HOST": host, "LICET_PORT": "0"}
    ended = subprocess.run([sys.executable, "-m", "licet.api.cli", "serve"], capture_output=True, env=environ, timeout=60, check=False)
    assert ended.returncode == 1 and b"licet keys create" in ended.stderr and b"running on" not in ended.stderr
