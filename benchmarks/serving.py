"""`licet serve`, without and with a receipt for each answer, beside a bare FastAPI endpoint that validates the same body and returns a
constant: loaded in turn from this process."""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .cases import QUESTIONS
from .load import Load, load
from .report import table

CONNECTIONS, SECONDS, ROUNDS = 8, 3.0, 5
PARTIES = 400


def bodies() -> list[bytes]:
    """Order lines: the questions of `cases`, each for many buyers and in many quantities, no two the same."""
    out = []
    for n in range(PARTIES):
        question: dict[str, Any] = dict(QUESTIONS[n % len(QUESTIONS)])
        question["parties"] = [{**party, "name": f"Example Buyer {n} GmbH"} for party in question["parties"]]
        question["quantity"] = {"value": str(n + 1), "unit": "kg"}
        out.append(json.dumps({"shipment": question}).encode())
    return out


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, **env: str) -> Iterator[int]:
    """A server process, from the moment it accepts connections."""
    process = subprocess.Popen([sys.executable, *command], env={**os.environ, **env}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as some:
                if some.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def asked(port: int, body: bytes) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/checks", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return bytes(response.read())


def measure() -> str:
    """Load both in turn; medians and the ratio."""
    lines = bodies()
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = free_port(), free_port()
        command = ["-m", "licet.api.cli", "serve", "--port", str(ours)]
        constant = Path(folder, "constant.json")
        with served(command, ours, LICET_DB=str(Path(folder, "log.sqlite")), LICET_LOG_REQUESTS="false"):
            answers = [asked(ours, line) for line in lines]  # also warms
            constant.write_bytes(sorted(answers, key=len)[len(answers) // 2])
            with served([str(Path(__file__).parent / "bare.py"), str(bare), str(constant)], bare):
                asked(bare, lines[0])
                rounds = [(once(ours, lines), once(ours, lines, "?keep=true"), once(bare, lines)) for _ in range(ROUNDS)]
    rows = []
    for n, name in enumerate(("licet serve", "licet serve, with receipts", "bare endpoint")):
        rate, p50, p99 = (statistics.median(values) for values in zip(*(loads[n] for loads in rounds), strict=True))
        ratio = statistics.median(loads[n].per_second / loads[2].per_second for loads in rounds)
        rows.append([name, f"{rate:,.0f}", f"{p50 * 1e3:.2f}", f"{p99 * 1e3:.2f}", f"{ratio:.2f}"])
    return (
        table(["over HTTP, one process", "checks/s", "p50, ms", "p99, ms", "to bare"], rows)
        + f"\n\n{CONNECTIONS} connections, {len(lines)} different warm questions, answers of {constant_size(answers)} kB."
        " The bare endpoint validates the same body and returns a constant."
        " Receipts are recorded before each answer leaves, in groups, in SQLite on this disk."
    )


def constant_size(answers: list[bytes]) -> int:
    return round(statistics.median(map(len, answers)) / 1024)


def once(port: int, lines: list[bytes], parameters: str = "") -> Load:
    return load(port, f"/v1/checks{parameters}", lines, connections=CONNECTIONS, seconds=SECONDS)
