"""Several worker processes on one log: what one appends all have within a second, and one that is killed takes nothing along that was
acknowledged."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from log_support import DATABASES, new_place, verify

from licet.api import cli
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.model import VocabularyDeclared
from licet.events.record import record

SHIPMENT = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}


class Workers:
    """`licet serve --workers N` that runs."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.url = process, f"http://127.0.0.1:{port}"

    def client(self) -> httpx.Client:
        """A client with one connection, and so with one worker, until that ends."""
        return httpx.Client(base_url=self.url, timeout=20, trust_env=False, limits=httpx.Limits(max_connections=1))

    def pids(self) -> list[int]:
        """The workers. The last children of their parent are those that it started last."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@contextmanager
def workers(place: str, number: int) -> Iterator[Workers]:
    environ = {**os.environ, "LICET_DB": place, "LICET_PORT": "0", "LICET_LOG_FORMAT": "json", "LICET_SHUTDOWN_SECONDS": "2"}
    environ["LICET_INFERENCE"] = "reference"
    command = [sys.executable, "-m", "licet.api.cli", "serve", "--workers", str(number)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environ) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, b"")
        port = next((int(found[1]) for line in lines if (found := re.search(rb"running on http://127\.0\.0\.1:(\d+)", line))), None)
        reading = threading.Thread(target=lambda: list(lines))
        reading.start()
        try:
            assert port is not None, "the server did not start"
            yield Workers(process, port)
            process.terminate()
            assert process.wait(30) == 0
        finally:
            process.kill()
            reading.join()


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
    return found


def announced(event_id: str) -> dict[str, Any]:
    own = {"type": "control_announced", "instrument": "XX-2026-1", "authority": "XX", "published": "2026-01-01", "title": {"en": "An act"}}
    return {**own, "id": event_id}


def append(client: httpx.Client, *ids: str) -> Any:
    headers = {"If-Match": "*", "Idempotency-Key": ids[0]}
    return client.post("/v1/events", json=[announced(one) for one in ids], headers=headers)


@pytest.mark.parametrize("backend", DATABASES)
def test_several_workers_serve_one_log(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = new_place(backend, tmp_path, request, "workers")
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:  # names are all that a question needs
        record(log, [event for event in load_corpus() if isinstance(event, VocabularyDeclared)])
    with workers(place, 3) as running, ExitStack() as open_clients:
        until(lambda: len(running.pids()) == 3)
        # More connections than there are workers: the system spreads them.
        clients, later = ([open_clients.enter_context(running.client()) for _ in range(number)] for number in (12, 6))
        until(lambda: all(answers(client) for client in clients))

        # What one appends, all answer from.
        head = append(clients[0], "A", "B").headers["etag"].strip('"')
        assert position(clients[0]) == int(head), "the one that appended at once"
        until(lambda: all(position(client) == int(head) for client in clients))
        with clients[1].stream("GET", "/v1/events:stream") as stream:
            lines = stream.iter_lines()
            assert append(clients[2], "C").status_code == 201
            assert json.loads(next(line for line in lines if line.startswith("data: "))[6:])["event"]["id"] == "C"

        # One is killed while all append.
        acknowledged: set[str] = set()
        stop, killed = threading.Event(), running.pids()[1]

        def write(number: int) -> None:
            for n in range(10_000):
                if stop.is_set():
                    return
                one, two = f"w{number}/{n}/a", f"w{number}/{n}/b"
                while True:  # an answer that was lost is asked for again, as the documentation says
                    try:
                        answer = append(clients[number], one, two)
                    except httpx.TransportError:
                        continue
                    assert answer.status_code == 201, answer.text
                    acknowledged.update((one, two))
                    break

        with ThreadPoolExecutor(6) as pool:
            writing = [pool.submit(write, number) for number in range(6)]
            try:
                until(lambda: len(acknowledged) > 20)
                os.kill(killed, signal.SIGKILL)
                before = len(acknowledged)
                until(lambda: len(acknowledged) > before + 20)
                until(lambda: len(running.pids()) == 3 and killed not in running.pids())
            finally:
                stop.set()
            for each in writing:
                each.result()

        again = [append(client, "A", "B") for client in later]
        assert {a.content for a in again} == {again[0].content} and [e["event"]["id"] for e in again[0].json()["events"]] == ["A", "B"]
        measures = clients[3].get("/metrics").text
        counted = re.search(r"^licet_events_appended_total (\S+)$", measures, re.MULTILINE)
        assert counted is not None and float(counted[1]) > 20, "the measures are those of all workers"
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:
        ids = verify(log)
    assert acknowledged <= set(ids)
    pairs = [one for one in ids if one.startswith("w")]
    assert all(two == one[:-1] + "b" for one, two in zip(pairs[::2], pairs[1::2], strict=True)), "no batch is half there"


def answers(client: httpx.Client) -> bool:
    try:
        return bool(client.get("/readyz").status_code == 200)
    except httpx.TransportError:
        return False


def position(client: httpx.Client) -> int:
    answer = client.post("/v1/checks", json={"shipment": {**SHIPMENT, "date": "2025-12-15"}})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["log"]["position"])


def test_workers_end_where_their_parent_is_killed(tmp_path: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    environ = {**os.environ, "LICET_DB": place, "LICET_PORT": "0", "LICET_INFERENCE": "reference"}
    command = [sys.executable, "-m", "licet.api.cli", "serve", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environ) as process:
        assert process.stderr is not None
        port = next(int(found[1]) for line in process.stderr if (found := re.search(rb"running on http://127\.0\.0\.1:(\d+)", line)))
        running = Workers(process, port)
        with running.client() as client:
            until(lambda: answers(client))
            assert len(running.pids()) == 2
            process.kill()
            process.stderr.read()  # it ends when the last of them has ended


def test_a_log_in_memory_is_not_shared(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", "--workers", "2", "--db", "memory:", "--port", "0"]) == 1
    assert "cannot share a log in memory" in capsys.readouterr().err
