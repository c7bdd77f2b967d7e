"""The one layer around every request: its id, its line in the log, its measures, its span, the headers of every answer, and a problem
for what nobody foresaw. Plain ASGI, one layer for all: layers of `BaseHTTPMiddleware` cost two thirds of the throughput.

Nothing of what was asked is kept: no parameters, no bodies, no names of parties; the route's template stands for its path.
"""

import asyncio
import itertools
import logging
import re
import secrets
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Final

from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics
from .problems import Problem, failure
from .requestlog import RequestLog
from .tracing import Tracing

_LOG: Final = logging.getLogger("licet.api")
_SANE_ID: Final = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

# What a browser may do with the answer of an API that is not a page. A handler's own value goes first.
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_OVER_TLS: Final = (b"strict-transport-security", b"max-age=31536000")


class Edge:
    """See the module. `state` is the application's: what is None in it is switched off, and costs nothing."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.metrics: Metrics = state.metrics
        self.log: RequestLog | None = state.request_log
        self.tracing: Tracing | None = state.tracing
        # Unique among processes, cheap for each request.
        prefix = secrets.token_hex(6)
        self._ids = map(f"{prefix}-{{:x}}".format, itertools.count(1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = Exchange(scope, send, self._ids)
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
            self._account(scope, exchange)

    def _account(self, scope: Scope, exchange: "Exchange") -> None:
        seconds = perf_counter() - exchange.started
        method, route = exchange.method, exchange.route
        self.metrics.request(method, route, exchange.status, seconds)
        if self.log is not None:
            self.log.write(method, route, exchange.status, seconds, exchange.sent, scope.get("actor"), exchange.request_id)


class Exchange:
    """One request and what was sent for it. `status` is 0 until an answer begins."""

    __slots__ = ("_scope", "_send", "request_id", "sent", "started", "status")

    def __init__(self, scope: Scope, send: Send, ids: Iterator[str]) -> None:
        self.started = perf_counter()
        self._scope, self._send = scope, send
        self.status = self.sent = 0
        self.request_id = scope["request_id"] = _given_id(scope["headers"]) or next(ids)

    @property
    def method(self) -> str:
        """The method, from a closed list."""
        method: str = self._scope["method"]
        return method if method in _METHODS else "OTHER"

    @property
    def route(self) -> str:
        """The template of the route, `/v1/checks/{id}`; `none` where no route took the request."""
        return getattr(self._scope.get("route"), "path", None) or "none"

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            self.sent += len(message.get("body", b""))
        elif message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"] = list(message.get("headers", ()))
            names = {name for name, _ in headers}
            headers += [header for header in _HEADERS if header[0] not in names]
            headers.append((b"x-request-id", self.request_id.encode()))
            if self._scope.get("scheme") == "https":
                headers.append(_OVER_TLS)
            # What a rate limit has to say: see `rates`.
            headers += self._scope.get("rate_headers", ())
        await self._send(message)


def _given_id(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The client's `X-Request-Id`, if it is one that may stand in a log."""
    for name, value in headers:
        if name == b"x-request-id":
            return value.decode() if _SANE_ID.fullmatch(value) else None
    return None
