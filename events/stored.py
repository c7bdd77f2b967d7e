"""Logs as they are stored, for signing and checking: rows without the contract, checkpoints, guards.

`EventLog` refuses a log whose guards were changed. Here such a log is opened all the same, since finding out what was
done to it is the point, and nothing but checkpoints is ever written.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from . import database as databases
from .codec import MAX_INTEGER
from .errors import LogUnavailable
from .leaves import in_chunks
from .rows import Row
from .schema import REVISIONS, revision
from .store import Checks
from .store_sql import checks_at
from .tables import CHECKPOINT

CHUNK: Final = 1_000

# As text, so that values come as the database has them, whatever their type.
_ROWS: Final[Mapping[str, str]] = {
    "events": "SELECT position, recorded_us, event_id, body FROM licet_event WHERE position > :after ORDER BY position LIMIT :count",
    "receipts": "SELECT position, recorded_us, receipt_id, body FROM licet_receipt WHERE position > :after ORDER BY position LIMIT :count",
}
_CHECKPOINTS: Final = (
    "SELECT log, size, root, note, signed_us FROM licet_checkpoint"
    " WHERE log = :log AND size > :after AND size <= :through ORDER BY size LIMIT :count"
)
_ERASED: Final = (  # one statement, which sees one state
    "SELECT (SELECT count(*) FROM licet_check WHERE erased_us IS NOT NULL),"
    " (SELECT coalesce(sum(count), 0) FROM licet_trace WHERE act IN ('checks_erased', 'checks_expired'))"
)
_LOCK: Final = 0x4C494346


class Signed(NamedTuple):
    """A checkpoint as it is kept. `origin`: of the log; `note`: the signed text; `signed_us`: microseconds since 1970."""

    origin: str
    size: int
    root: bytes
    note: bytes
    signed_us: int


class Stored:
    """The logs and checkpoints in the database at `place`, which must be there. Errors: `LogUnavailable`."""

    def __init__(self, place: str | Path) -> None:
        self._database = databases.at(place)
        self.place = self._database.place
        try:
            if self._database.absent():
                raise LogUnavailable(f"there is no log at `{self.place}`: load one first")
            with self._database.transaction() as connection:
                self.step = revision(self._database, connection) or ""
            if self.step not in REVISIONS:
                raise LogUnavailable(f"there is no log at `{self.place}` that this version of Licet can read")
        except BaseException:
            self.close()
            raise

    @property
    def logs(self) -> tuple[str, ...]:
        """The logs that there are, by name."""
        return ("events", "receipts") if self.step >= "0004" else ("events",)

    def rows(self, log: str, after: int = 0) -> Iterator[Row]:
        """Every row after a position, by position, with nothing checked."""

        def read(after: int, count: int) -> list[Row]:
            with self._database.transaction() as connection:
                found = connection.execute(text(_ROWS[log]), {"after": after, "count": count})
                return [Row(*row) for row in found]

        return in_chunks(read, after, CHUNK)

    def origins(self) -> tuple[str, ...]:
        """Of all checkpoints that are there, the one signed last at the end."""
        if self.step < "0003":
            return ()
        with self._database.transaction() as connection:
            return _origins(connection)

    def checkpoints(self, origin: str, after: int = 0, through: int = MAX_INTEGER) -> Iterator[Signed]:
        """By size, those between two sizes."""
        while True:
            values = {"log": origin, "after": after, "through": through, "count": CHUNK}
            with self._database.transaction() as connection:
                found = [Signed(*row) for row in connection.execute(text(_CHECKPOINTS), values)]
            yield from found
            if len(found) < CHUNK:
                return
            after = found[-1].size

    def last(self, origin: str) -> Signed | None:
        """The largest checkpoint of a log."""
        with self._database.transaction() as connection:
            return _last(connection, origin)

    def add(self, checkpoint: Signed, *, after: int, among: Sequence[str]) -> bool:
        """Keep a checkpoint, durably, if the last one of its log has the size `after`; if there is none (0), only where the
        checkpoints are of the logs `among` and no others. False: another process was first, and nothing was written."""
        with self._database.transaction(write=True) as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            last = _last(connection, checkpoint.origin)
            if (last.size if last else 0) != after or (not after and set(_origins(connection)) != set(among)):
                return False
            self._database.insert(connection, CHECKPOINT, [dict(zip(CHECKPOINT.columns.keys(), checkpoint, strict=True))])
        self._database.committed()
        return True

    def checks(self) -> Checks:
        """What lies beside the receipts."""
        return checks_at(self._database)

    def erased(self) -> tuple[int, int]:
        """How many checks are marked as erased, and of how many the traces tell."""
        with self._database.transaction() as connection:
            marked, told = connection.execute(text(_ERASED)).one()
        return int(marked), int(told)

    def faults(self) -> Iterator[str]:
        """What is wrong with the database itself: guards that were changed, damaged pages and indexes."""
        with self._database.transaction() as connection:
            found, wanted = self._database.guards(connection, self.step)
            if found != wanted:
                yield "the tables, triggers or functions that refuse changes are not the ones that Licet makes"
            if connection.dialect.name == "sqlite":
                yield from (
                    f"the file is damaged: {line}"
                    for line in connection.execute(text("PRAGMA integrity_check(5)")).scalars()
                    if line != "ok"
                )

    def close(self) -> None:
        """Give back connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _origins(connection: Connection) -> tuple[str, ...]:
    return tuple(connection.execute(text("SELECT log FROM licet_checkpoint GROUP BY log ORDER BY max(signed_us), log")).scalars())


def _last(connection: Connection, origin: str) -> Signed | None:
    query = select(CHECKPOINT).where(CHECKPOINT.c.log == origin).order_by(CHECKPOINT.c.size.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else Signed(*row)
