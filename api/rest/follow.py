"""`GET /v1/events:stream`: new events as they are recorded, by whichever process, within a second.

A client that left, takes nothing, or may no longer read costs nothing for long: `protocol` ends its connection, or the stream looks
again. Every stream can be resumed after the last position that was received; nothing is lost, and nothing is given twice.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from ...events.codec import MAX_INTEGER
from ...events.errors import LogClosed, LogUnavailable
from ...events.log import EventLog, Recorded
from ..access.permit import demand, permit, secured
from ..problems import Problem, responses
from ..schema import Fault, Refused
from ..terminal.ledger import record_bytes
from ..terminal.options import Json
from .appending_docs import RECORD
from .events import AFTER, FILTERS, Wanted, wanted_by
from .negotiation import preferred
from .parameters import Parameters

EVERY: Final = 0.25
"""Seconds between two looks at the head of the log, and between two looks of a stream at what was seen."""
KEEP_ALIVE: Final = 15.0
"""Seconds of silence after which something is sent that says nothing."""
AT_ONCE: Final = 100
"""Records that are sent in one piece."""

_LOG: Final = logging.getLogger("licet.api")
_SSE, _NDJSON = "text/event-stream", "application/x-ndjson"

_SENT: Final[Json] = {
    "type": "object",
    "description": "An event of the stream.",
    "properties": {
        "id": {"type": "string", "description": "The position."},
        "data": {"type": "string", "contentMediaType": "application/json", "contentSchema": RECORD},
    },
}

router = APIRouter(tags=["events"])


class Tail:
    """The head of the log, for all who follow it: looked at four times a second, however many they are. `most`: how many they may be."""

    def __init__(self, log: EventLog, most: int) -> None:
        self._log, self._most = log, most
        self.followed_by = 0
        self._look: asyncio.Task[int | None] | None = None
        self._looked_at = 0.0
        self._away = False

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for one who follows. `Problem` 503 where all are taken."""
        if self.followed_by >= self._most:
            raise Problem("too-many-streams", f"{self._most} clients follow the log here already", headers={"Retry-After": "10"})
        self.followed_by += 1
        try:
            yield
        finally:
            self.followed_by -= 1

    def look(self) -> "asyncio.Task[int | None]":
        """The head as it was a moment ago, or None while the log cannot be read. One look at a time: a database that hangs takes one
        thread, not one for each stream."""
        if self._look is None or (self._look.done() and time.monotonic() - self._looked_at >= EVERY):
            self._looked_at = time.monotonic()
            self._look = asyncio.ensure_future(self._head())
        return self._look

    async def _head(self) -> int | None:
        try:
            head = await run_in_threadpool(self._log.head)
        except LogUnavailable as error:
            if not self._away:
                _LOG.warning("streams wait, as the log cannot be read: %s", error)
            self._away = True
            return None
        self._away = False
        return head


@router.get(
    "/v1/events:stream",
    operation_id="follow_events",
    summary="Follow new events",
    responses={
        200: {
            "description": "A record for each event: as server-sent events, whose `id` is the position, or as a line of JSON each. "
            "Comments, or empty lines, keep the connection alive.",
            "content": {
                _SSE: {"schema": _SENT, "example": 'id: 279\ndata: {"digest":"sha256:…","event":{…},"position":279,…}\n\n'},
                _NDJSON: {"schema": {"type": "string", "description": "A record on every line, as `GET /v1/events` gives it."}},
            },
        },
        **responses(401, 403, 406, 422, 503),
    },
    openapi_extra={
        **secured("check", "audit"),
        "parameters": [
            {
                **AFTER,
                "schema": {"type": "integer", "minimum": 0},
                "description": "Begin after this position; not given: with what is new.",
            },
            *FILTERS,
            {
                "name": "Last-Event-ID",
                "in": "header",
                "schema": {"type": "integer", "minimum": 0},
                "description": "The last position that was received; a browser's `EventSource` sends it by itself. It goes before `after`.",
            },
        ],
    },
)
async def follow_events(request: Request) -> Response:
    """Events that are recorded from now on, or `after` a position, by whichever process, each within a second. The stream ends when the
    server does, or when the credentials no longer hold: connect again, with the last position as `Last-Event-ID` or `after`."""
    await permit(request, "check", "audit")
    asked = Parameters(request, ("after", "instrument", "type"))
    wanted, after = wanted_by(asked), _resumed(request) if "last-event-id" in request.headers else _after(asked)
    kind = preferred(request.headers.getlist("accept"), (_SSE, _NDJSON), _SSE)
    state = request.app.state
    if state.ending.is_set():
        raise Problem("shutting-down", "this process is ending: ask another", headers={"Retry-After": "1"})
    head = await run_in_threadpool(state.log.head)
    if after is not None and after > head:
        raise Refused([Fault("", "after", f"`{after}` is beyond the log, which is at position {head}: is it another log?")])
    return _Stream(request, head if after is None else after, wanted, kind)


class _Stream(Response):
    """The answer, which goes on."""

    def __init__(self, request: Request, after: int, wanted: Wanted | None, kind: str) -> None:
        super().__init__()
        self._request, self._state = request, request.app.state
        self._at, self._wanted = after, wanted
        self._sse = kind == _SSE
        # Nobody on the way keeps it, or keeps it back.
        self._sent_headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._state.tail.place():
            over = {asyncio.ensure_future(_left(receive)), asyncio.ensure_future(self._state.ending.wait())}
            try:
                await send({"type": "http.response.start", "status": 200, "headers": self._sent_headers})
                async with aclosing(self._pieces(over)) as pieces:
                    async for piece in pieces:
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            finally:
                for task in over:
                    task.cancel()

    async def _pieces(self, over: "set[asyncio.Task[object]]") -> AsyncGenerator[bytes, None]:
        """What is sent, until one of `over` is done."""
        if self._sse:
            yield b"retry: 1000\nid: %d\n\n" % self._at
        sent = time.monotonic()
        while True:
            look = self._state.tail.look()
            await asyncio.wait({look, *over}, timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED)
            if any(task.done() for task in over):
                return
            more = False
            try:
                head = (look.result() if look.done() else None) or 0
                news, quiet = head > self._at, time.monotonic() - sent >= KEEP_ALIVE
                if news or quiet:
                    await self._look_who_asks()
                    if piece := await self._news(head) if news else self._silence():
                        yield piece
                        sent = time.monotonic()
                more = news and self._at < head
            except LogUnavailable:
                pass  # nothing was taken for sent: it is tried again
            except (Problem, LogClosed):
                return
            if not more:
                await asyncio.wait(over, timeout=EVERY, return_when=asyncio.FIRST_COMPLETED)

    def _silence(self) -> bytes:
        """What says that the stream lives, and up to where nothing was missed."""
        return b": \nid: %d\n\n" % self._at if self._sse else b"\n"

    async def _news(self, head: int) -> bytes:
        """The next records, up to `head`; nothing where none of them is wanted."""
        records = await run_in_threadpool(_read, self._state.log, self._at, min(head, self._at + AT_ONCE))
        piece = b"".join(self._piece(record) for record in records if self._wanted is None or self._wanted(record.event))
        self._at = records[-1].position
        return piece

    def _piece(self, record: Recorded) -> bytes:
        data = record_bytes(record)
        return b"id: %d\ndata: %b\n\n" % (record.position, data) if self._sse else data + b"\n"

    async def _look_who_asks(self) -> None:
        """A `Problem` where the credentials of the beginning no longer hold."""
        demand(await self._state.gate.actor(self._request), "check", "audit")


def _read(log: EventLog, after: int, through: int) -> list[Recorded]:
    return list(log.read(after, through))


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _after(asked: Parameters) -> int | None:
    return None if asked.text("after") is None else asked.number("after", 0, 0, MAX_INTEGER)


def _resumed(request: Request) -> int:
    text = request.headers["last-event-id"]
    if not (text.isascii() and text.isdecimal() and len(text) <= 16):
        raise Refused([Fault("", "Last-Event-ID", f"`{text[:80]}` is not a position of the log")])
    return int(text)
