"""The file of a SQLite log: connections that keep its promises, and checkpoints.

Durable: a write-ahead log that is synced at each commit. Both settings are made and read back on every connection.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from .errors import LogNotSafe

LOCK_TIMEOUT_S: Final = 30  # how long an append waits for other writers
CHECKPOINT_BYTES: Final = 16 * 2**20  # a checkpoint moves a page once, however many commits have changed it

# synchronous 2 is FULL: sync the write-ahead log at every commit. `fullfsync` makes macOS write through the drive's
# cache; elsewhere it does nothing. Checkpoints are ours, see `SqliteFile.checkpoint`. `secure_delete` overwrites what is
# erased.
_PRAGMAS: Final = {"synchronous": 2, "fullfsync": 1, "wal_autocheckpoint": 0, "secure_delete": 1}


class SqliteFile:
    """A database file at `path`. `read_only`: it is not touched at all, and nobody else may write to it."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._wal = Path(f"{path}-wal")
        self._checkpoint_at = CHECKPOINT_BYTES

    def connect(self) -> sqlite3.Connection:
        """A connection with the settings above, or `LogNotSafe`."""
        # No transactions but our own: the driver's idea of when to begin one has changed between versions of Python.
        if self._read_only:
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        connection = sqlite3.connect(self.path, timeout=LOCK_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            mode = _write_ahead(connection)
            if mode != "wal":
                raise LogNotSafe(f"SQLite kept the journal mode `{mode}`, not `wal`: keep the log on a local disk")
            for pragma, wanted in _PRAGMAS.items():
                connection.execute(f"PRAGMA {pragma} = {wanted}")
                (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
                if found != wanted:
                    raise LogNotSafe(f"SQLite kept `{pragma}` at `{found}`, not {wanted}: an append might not last")
        except BaseException:
            connection.close()
            raise
        return connection

    def checkpoint(self) -> None:
        """Once the write-ahead log has grown, move it into the file, with the write lock held (`TRUNCATE` does).

        SQLite's own checkpoints do not hold it, and before 3.51.3 one that runs while another connection commits can,
        rarely, corrupt the file (sqlite.org/wal.html, "WAL-reset bug"). Readers may be in the way: then it is tried
        again after further growth. A failure costs nothing: what was committed is in the write-ahead log.
        """
        try:
            if self._wal.stat().st_size >= self._checkpoint_at:
                self._truncate(wait_s=1)
                self._checkpoint_at = self._wal.stat().st_size + CHECKPOINT_BYTES
        except (OSError, sqlite3.Error, LogNotSafe):
            return

    def empty_wal(self) -> bool:
        """Move all of the write-ahead log into the file, now; whether that could be done."""
        return self._truncate(wait_s=LOCK_TIMEOUT_S)

    def _truncate(self, wait_s: float) -> bool:
        with closing(self.connect()) as connection:
            connection.execute(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy


def _write_ahead(connection: sqlite3.Connection) -> str:
    """Switch to write-ahead logging; the mode that it is in then.

    The switch does not wait for other connections that are just opening the file, so it is tried until they are done.
    """
    until = time.monotonic() + LOCK_TIMEOUT_S
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return str(mode)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
