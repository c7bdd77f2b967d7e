"""Load over HTTP from one process: a few connections kept alive, each asking its next question when it has its answer."""

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import NamedTuple, cast

import uvloop


class Load(NamedTuple):
    """What a load came to: answers per second, and the 50th and 99th percentile of a question's seconds."""

    per_second: float
    p50: float
    p99: float


class _Client(asyncio.Protocol):
    """One connection. Anything but an answer ends the load."""

    def __init__(self, requests: Iterator[bytes], took: list[float], done: asyncio.Future[None]) -> None:
        self._requests, self._took, self._done = requests, took, done
        self._buffer = b""
        self._ends = self._begun = 0.0
        self._missing = -1  # bytes of the body still to come; -1: the head has not come yet
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class

    def ask(self, ends: float) -> None:
        self._ends = ends
        self._next(time.perf_counter())

    def _next(self, now: float) -> None:
        assert self._transport is not None
        if now >= self._ends:
            self._transport.close()
            if not self._done.done():
                self._done.set_result(None)
            return
        self._begun = now
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        if self._missing < 0:
            self._buffer += data
            head, found, body = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if not head.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 201 ")):
                self._done.set_exception(RuntimeError(f"not answered: {self._buffer[:300]!r}"))
                return
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            self._missing, self._buffer, data = int(length.split(b":")[1]), b"", body
        self._missing -= len(data)
        if self._missing <= 0:
            now = time.perf_counter()
            self._took.append(now - self._begun)
            self._missing = -1
            self._next(now)


def load(port: int, path: str, bodies: Sequence[bytes], *, connections: int, seconds: float) -> Load:
    """Ask `bodies` in turn on 127.0.0.1, over and over, for some seconds."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
    requests = cycle([f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies])

    async def run() -> Load:
        loop, took = asyncio.get_running_loop(), list[float]()
        clients = []
        for _ in range(connections):
            done: asyncio.Future[None] = loop.create_future()
            _, client = await loop.create_connection(lambda done=done: _Client(requests, took, done), "127.0.0.1", port)  # type: ignore[misc]
            clients.append((client, done))
        start = time.perf_counter()
        for client, _ in clients:
            client.ask(start + seconds)
        await asyncio.gather(*(done for _, done in clients))
        whole = time.perf_counter() - start
        cuts = statistics.quantiles(took, n=100)
        return Load(len(took) / whole, cuts[49], cuts[98])

    return uvloop.run(run())
