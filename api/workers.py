"""`licet serve --workers N`: several processes that take requests from one socket, each with its own log, store and answers, and this one,
which watches over them.

What one of them appends is in the database, and so the others have it within a second. One that dies takes only the requests with it that
it was answering, and is replaced; where this process dies, they end by themselves.
"""

import logging
import multiprocessing
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Final

from prometheus_client.multiprocess import mark_process_dead

from ..events.errors import EventsError
from .app import create_app
from .edge import logs
from .opening import CannotServe, answering, storing
from .serving import address, serve
from .settings import Settings
from .terminal.output import fault

_EVERY: Final = 0.5  # seconds between two looks at the workers
_MEASURES: Final = "PROMETHEUS_MULTIPROC_DIR"
_SPAWN: Final = multiprocessing.get_context("spawn")
_LOG: Final = logging.getLogger("licet.api")


def run_workers(settings: Settings) -> None:
    """Serve with `settings.workers` processes until a signal ends it. The log is there and filled."""
    if settings.db == "memory:":
        raise CannotServe("several workers cannot share a log in memory: name a file or a database with `--db` or `LICET_DB`")
    with (
        logs.directed(settings.log_format, settings.log_level),
        _listening(settings) as listening,
        _common_measures(),
        _told_to_end() as ending,
    ):
        where = address(settings, listening)
        _LOG.info("%s workers, running on %s; documentation at %s/docs", settings.workers, where, where)
        workers: list[SpawnProcess] = []
        try:
            while not ending.is_set():
                workers = [worker for worker in workers if _lives(worker)]
                workers += [_started(settings, listening) for _ in range(settings.workers - len(workers))]
                wait([worker.sentinel for worker in workers], timeout=_EVERY)
                ending.wait(_EVERY)
        finally:
            _end(workers, settings.shutdown_delay + settings.shutdown_seconds + 5)


def _started(settings: Settings, listening: socket.socket) -> SpawnProcess:
    worker = _SPAWN.Process(target=_work, args=(settings, listening), name="licet worker")
    worker.start()
    return worker


def _lives(worker: SpawnProcess) -> bool:
    if worker.is_alive():
        return True
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
    _LOG.warning("worker %s ended with status %s: another one is started", worker.pid, worker.exitcode)
    worker.close()
    return False


def _end(workers: list[SpawnProcess], seconds: float) -> None:
    """Ask all to end, and break off those that do not in time."""
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(seconds)
        if worker.is_alive():
            worker.kill()
            worker.join()


def _work(settings: Settings, listening: socket.socket) -> None:
    """What a worker does."""
    threading.Thread(target=_end_without_parent, daemon=True).start()
    try:
        with (
            suppress(KeyboardInterrupt),
            storing(settings) as store,
            answering(settings, lambda _: None) as (log, answers),
            listening,
        ):
            serve(create_app(log, answers, settings, store), [listening])
    except (EventsError, CannotServe) as error:
        fault(str(error))
        raise SystemExit(1) from None


def _end_without_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        place, reason = f"{settings.host}:{settings.port}", (error.strerror or str(error)).lower()
        raise CannotServe(f"`{place}` cannot be served: {reason}; choose another with `--host`, `--port`") from None
    with listening:
        yield listening


@contextmanager
def _common_measures() -> Iterator[None]:
    """A folder in which the workers count together, so that each answers `/metrics` for all (see `metrics`)."""
    if _MEASURES in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="licet-measures-") as folder:
        os.environ[_MEASURES] = folder
        try:
            yield
        finally:
            del os.environ[_MEASURES]


@contextmanager
def _told_to_end() -> Iterator[threading.Event]:
    """Set when a signal says so."""
    ending = threading.Event()
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(one, lambda *_: ending.set()) for one in signals]
    try:
        yield ending
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)
