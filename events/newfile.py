"""A SQLite file that is there whole or not at all."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from .errors import BackupRefused, LogUnavailable


@contextlib.contextmanager
def created(destination: Path) -> Iterator[Path]:
    """A new file beside `destination`, readable by its owner alone; given that name, for good, on leaving without an
    error, and deleted otherwise. Whoever dies in between leaves `.<name>.<random>.partial`.

    Errors: `BackupRefused` if there is something at `destination`, also if it came meanwhile; `LogUnavailable`.
    """
    for there in (destination, *_beside(destination)):
        if os.path.lexists(there):
            raise _taken(there)
    partial = destination.with_name(f".{destination.name}.{secrets.token_hex(4)}.partial")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield partial
        publish(partial, destination)
    except FileExistsError:
        raise _taken(destination) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LogUnavailable(f"`{destination}` cannot be written: {reason}; nothing was written") from error
    finally:
        for path in (partial, *_beside(partial)):
            path.unlink(missing_ok=True)


def make_one(path: Path) -> None:
    """Fold the write-ahead log into the file. No other connection may be open."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def publish(partial: Path, destination: Path) -> None:
    """Give the file its name, durably, and never over a file that has come meanwhile (`FileExistsError`)."""
    _sync(partial)
    try:
        os.link(partial, destination)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(destination):
            raise FileExistsError(destination) from None
        partial.rename(destination)
    if os.name == "posix":
        _sync(destination.parent)


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(Path(f"{path}{suffix}") for suffix in ("-wal", "-shm", "-journal"))


def _taken(path: Path) -> BackupRefused:
    return BackupRefused(f"`{path}` is there already: name a place where there is nothing")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
