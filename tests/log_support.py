"""For the tests of the event log: a clock, places for logs, raw SQL, and the check of a whole log."""

import hashlib
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy
from log_writer import announced

from licet.events.codec import encode
from licet.events.insertions import Shared
from licet.events.log import EventLog
from licet.events.model import Event
from licet.events.receipts import Basis, KnownThen, LogThen
from licet.events.sealing import NewCheck, seal
from licet.events.store import Store

START = datetime(2025, 10, 9, 8, 0, 0, 123456, tzinfo=UTC)
BACKENDS = ("memory", "sqlite", "postgresql")
DATABASES = ("sqlite", "postgresql")


class Clock:
    """A clock that tests set. Ticks by one second with every reading."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        now = self.now
        self.now += timedelta(seconds=1)
        return now


def new_place(backend: str, tmp_path: Path, request: pytest.FixtureRequest, name: str = "log") -> str:
    if backend == "postgresql":
        return str(request.getfixturevalue("server")(name))
    return "memory:" if backend == "memory" else str(tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite")


def execute(place: str, statement: str, *, autocommit: bool = False) -> list[Any]:
    """Raw SQL, as somebody with a database client would send it."""
    url = place if "://" in place else f"sqlite:///{place}"
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT") if autocommit else plain
            result = connection.exec_driver_sql(statement)
            rows = list(result) if result.returns_rows else []
            connection.commit()
            return rows
    finally:
        engine.dispose()


def verify(log: EventLog) -> list[str]:
    """Read the whole log and check everything that it promises; the ids in order."""
    records = list(log.read())
    assert [r.position for r in records] == list(range(1, log.head() + 1))
    assert all(a.recorded_at <= b.recorded_at for a, b in itertools.pairwise(records))
    assert all(r.recorded_at.utcoffset() == timedelta(0) for r in records)
    assert all(r.digest == "sha256:" + hashlib.sha256(encode(r.event)).hexdigest() for r in records)
    assert all(log.get(r.event.id) == r for r in records)
    ids = [r.event.id for r in records]
    assert len(set(ids)) == len(ids)
    return ids


def batch(*ids: str) -> list[Event]:
    return [announced(i) for i in ids]


BASIS: Final = Basis(
    known=KnownThen(published_through=None, recorded_through=1, rules_recorded_through=1),
    log=LogThen(size=1, root="sha256:" + "0" * 64),
    policy_digest="sha256:" + "1" * 64,
    rules_digest="sha256:" + "2" * 64,
    engine_version="0.1.0",
    inference="reference",
    outcome="LICENCE_REQUIRED",
    decided="sha256:" + "3" * 64,
)


def new_check(question: bytes, answer: bytes, actor: str, note: str | None = None) -> NewCheck:
    """A determination on its way out, of no matter what."""
    shared = Shared(hashlib.sha256(answer[3:]).hexdigest(), answer[3:])
    return NewCheck(question, shared, ((0, answer[:3].decode("latin-1")),), BASIS, actor, "rest", note)


def keep(store: Store, question: bytes, answer: bytes, actor: str) -> str:
    (check_id,) = keep_all(store, [(question, answer)], actor)
    return check_id


def keep_all(store: Store, pairs: Iterable[tuple[bytes, bytes]], actor: str) -> tuple[str, ...]:
    return store.checks.keep(seal(new_check(question, answer, actor) for question, answer in pairs))
