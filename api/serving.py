"""`licet serve`: the REST API, on this machine unless told otherwise.

On SIGTERM or an interrupt the server begins to end: `/readyz` says 503 and streams end at once; after `shutdown_delay` nothing more is
accepted; what still runs has `shutdown_seconds`; then the log is closed.
"""

import logging
import signal
import sys
import time
from asyncio.trsock import TransportSocket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import socket
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from .access.gate import openness
from .app import create_app
from .edge import logs
from .edge.protocol import Http
from .edge.requestlog import RequestLog
from .opening import CannotServe, answering, storing
from .settings import Settings
from .terminal.asking import settings_with
from .terminal.output import note
from .terminal.signing import signing

_LOG: Final = logging.getLogger("licet.api")


def run_serve(host: str | None, port: int | None, workers: int | None, *, db: str | None) -> None:
    """Serve until interrupted. The log is opened, and filled if it was empty, before the first request is taken."""
    settings = settings_with(db, host=host, port=port, workers=workers)
    with storing(settings) as store:
        note(openness(settings, store))
        with answering(settings, note) as (log, answers):
            if settings.workers == 1:
                with logs.directed(settings.log_format, settings.log_level), signing(settings):
                    serve(create_app(log, answers, settings, store))
                return
    from .workers import run_workers

    with logs.directed(settings.log_format, settings.log_level), signing(settings):  # here; each worker opens the log for itself
        run_workers(settings)


def serve(app: FastAPI, sockets: list[socket] | None = None) -> None:
    """Serve an application, as its settings say, until a signal ends it; on `sockets` that listen already, if given. The log may be closed
    when this returns."""
    settings: Settings = app.state.settings
    if settings.tracing:
        from .edge.tracing import exporting

        app.state.tracing = exporting()
    server = Server(app)
    with logs.directed(settings.log_format, settings.log_level) as form, _ended_by_sigterm():
        app.state.request_log = RequestLog(app.state.metrics, form, sys.stderr.buffer if settings.log_requests else None)
        with suppress(SystemExit):  # uvicorn's way of saying that it could not start; its own log says why
            server.run(sockets)
    if not server.started:
        place = f"{settings.host}:{settings.port}"
        raise CannotServe(f"`{place}` cannot be served: is another program using it? choose another with `--port`")


def address(settings: Settings, listening: socket | TransportSocket) -> str:
    """Where a server is reached that listens there."""
    host, port = listening.getsockname()[:2]
    return f"{'https' if settings.tls_certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


class Server(uvicorn.Server):
    """uvicorn with our limits, log and end."""

    def __init__(self, app: FastAPI) -> None:
        settings: Settings = app.state.settings
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                http=Http,
                ws="none",
                server_header=False,
                access_log=False,
                log_config=None,
                forwarded_allow_ips=list(settings.trusted_proxies),
                timeout_keep_alive=settings.keep_alive_seconds,
                timeout_graceful_shutdown=settings.shutdown_seconds,
                ssl_certfile=settings.tls_certificate or None,
                ssl_keyfile=settings.tls_key or None,
            )
        )
        self._app = app
        self._until = 0.0

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, and say where the documentation is: once, where there are several workers, by who started them."""
        await super().startup(sockets)
        if self.started and sockets is None:
            _LOG.info("documentation at %s/docs", address(self._app.state.settings, self.servers[0].sockets[0]))

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second: true to stop accepting."""
        ends = await super().on_tick(counter)
        state = self._app.state
        state.request_log.flush()
        if counter % 10 == 0:
            for connection in list(self.server_state.connections):
                if isinstance(connection, Http):
                    connection.end_if_slow(state.settings.header_seconds)
        if ends and not state.ending.is_set():
            state.ending.set()
            self._until = time.monotonic() + state.settings.shutdown_delay
        return ends and (self.force_exit or time.monotonic() >= self._until)

    async def shutdown(self, sockets: object = None) -> None:
        """Stop accepting, wait for what runs, break off what does not end in time."""
        await super().shutdown(sockets)  # type: ignore[arg-type]
        self._app.state.request_log.flush()


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """uvicorn raises the signal that ended it once more when all is done. By default SIGTERM would then end the process before the log is
    closed: here it unwinds the stack."""

    def unwind(_: int, __: FrameType | None) -> None:
        sys.exit(0)

    try:
        before = signal.signal(signal.SIGTERM, unwind)
    except ValueError:  # not in the main thread, which alone gets signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
