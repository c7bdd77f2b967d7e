"""The one layer around every request: its id, its line in the log, its measures, its span, the headers of every answer, and a problem
for what nobody foresaw. Plain ASGI, one layer for all: layers of `BaseHTTPMiddleware` cost two thirds of the throughput.

Nothing of what was asked is kept: no parameters, no bodies, no names of parties; the route's template stands for its path.
"""

import asyncio
import itertools
import logging
import re
import secrets
from collections.abc import Awaitable, Iterable
from time import perf_counter, time
from typing import Final

from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..problems import Problem, failure
from .requestlog import Ended, RequestLog
from .tracing import Tracing

_LOG: Final = logging.getLogger("licet.api")
_SANE_ID: Final = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

# Answers name parties: nobody on the way keeps them. Nothing is taken for another type than it is sent as.
_HEADERS: Final = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))
_NAMES: Final = frozenset(name for name, _ in _HEADERS)
_OVER_TLS: Final = (b"strict-transport-security", b"max-age=31536000")


class Edge:
    """See the module. `state` is the application's."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.log: RequestLog = state.request_log
        self.tracing: Tracing | None = state.tracing  # None: switched off, and costs nothing
        # Unique among processes, cheap for each request.
        self._ids = map(f"{secrets.token_hex(6)}-{{:x}}".format, itertools.count(1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = Exchange(scope, send, _given_id(scope["headers"]) or next(self._ids))
        scope = exchange.scope
        try:
            if self.tracing is None:
                await self.app(scope, receive, exchange.send)
            else:
                await self.tracing.run(self.app, scope, receive, exchange)
        except asyncio.CancelledError:
            # The time for running requests is over (see `serving`).
            if not exchange.status:
                await Problem("shutting-down", "this process is ending: ask another").response(scope, receive, exchange.send)
            raise
        except Exception as error:
            # Whose words may hold what was asked: see `logs`. An answer that was begun is broken off, so that nobody takes it for whole.
            _LOG.error("request %s failed", exchange.request_id, exc_info=error)
            if exchange.status:
                raise
            await failure().response(scope, receive, exchange.send)
        finally:
            self.log.note(exchange.ended())


class Exchange:
    """One request and what was sent for it. `status` is 0 until an answer begins. `scope` is what the application is given: HEAD is
    answered as GET is, without the body (RFC 9110)."""

    __slots__ = ("_asked", "_begun", "_send", "request_id", "scope", "sent", "status")

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._begun = perf_counter()
        self._asked: str = scope["method"]
        self.scope = {**scope, "method": "GET"} if self._asked == "HEAD" else scope
        self._send = send
        self.status = self.sent = 0
        self.request_id = request_id

    @property
    def method(self) -> str:
        """The method, from a closed list."""
        return self._asked if self._asked in _METHODS else "OTHER"

    @property
    def route(self) -> str:
        """The template of the route, `/v1/checks/{id}`; `none` where no route took the request."""
        return getattr(self.scope.get("route"), "path", None) or "none"

    def ended(self) -> Ended:
        """What is noted of it."""
        seconds = perf_counter() - self._begun
        return Ended(time(), self.method, self.route, self.status, seconds, self.sent, self.scope.get("actor"), self.request_id)

    def send(self, message: Message) -> Awaitable[None]:
        """Send a part of the answer, the headers with ours beside them."""
        if self._asked == "HEAD":
            return self._send_head(message)
        if message["type"] == "http.response.body":
            self.sent += len(message.get("body", b""))
        elif message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = self._headers(message.get("headers", ()))
        return self._send(message)

    async def _send_head(self, message: Message) -> None:
        """The headers alone, and at once the end: a stream would go on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._send({**message, "headers": self._headers(message.get("headers", ()))})
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    def _headers(self, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        headers = [*given, (b"x-request-id", self.request_id.encode())]
        theirs = _NAMES.intersection([name for name, _ in headers])
        headers += [header for header in _HEADERS if header[0] not in theirs] if theirs else _HEADERS
        scope = self.scope
        if "rate_headers" in scope:  # see `rates`
            headers += scope["rate_headers"]
        if scope["scheme"] == "https":
            headers.append(_OVER_TLS)
        return headers


def _given_id(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The client's `X-Request-Id`, if it is one that may stand in a log."""
    for name, value in headers:
        if name == b"x-request-id":
            return value.decode() if _SANE_ID.fullmatch(value) else None
    return None
