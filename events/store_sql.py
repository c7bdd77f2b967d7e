"""The store in SQLite and PostgreSQL. Each change is one transaction together with its trace, durable when it returns."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, Self, cast

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.engine import Connection, Row

from . import database as databases
from .database import Database, Statements
from .errors import LogClosed, LogDamaged
from .insertions import read, with_own
from .receipts import RECEIPTS, BatchReceipt, CheckReceipt, Given
from .rows import Clock, instant, microseconds
from .rows import prepare as prepare_rows
from .schema import prepare
from .sealing import Beside, Sealed
from .sql import Durable, SqlRows
from .store import Act, Checks, KeptCheck, Key, NameTaken, Store, Trace, names, new_key, utc
from .tables import ANSWER, CHECK, KEY, RECEIPT, TRACE

CHUNK: Final = 1_000

_KEPT: Final = select(CHECK, ANSWER.c.data).join_from(CHECK, ANSWER, CHECK.c.shared == ANSWER.c.id, isouter=True)
_NEXT: Final = _KEPT.where(CHECK.c.id > bindparam("after"), CHECK.c.erased_us.is_(None)).order_by(CHECK.c.id).limit(CHUNK)
_ROWS: Final = _KEPT.where(CHECK.c.batch == bindparam("of"), CHECK.c.leaf > bindparam("after")).order_by(CHECK.c.leaf).limit(CHUNK)
_UNUSED: Final = delete(ANSWER).where(~exists().where(CHECK.c.shared == ANSWER.c.id))


def open_sql_store(place: str | Path, *, clock: Clock, create: bool, migrate: bool) -> Store:
    """See `store.open_store`."""
    return SqlStore(databases.at(place), clock, create=create, migrate=migrate)


def checks_at(database: Database) -> Checks:
    """To be read, whatever was done to tables and guards."""

    def clock() -> datetime:
        raise LogClosed("this is not open for writing")

    return _Checks(_Tables(database, clock, SqlRows(database, clock, RECEIPTS, RECEIPT)))


class SqlStore:
    """A `Store` in a database."""

    def __init__(self, database: Database, clock: Clock, *, create: bool, migrate: bool) -> None:
        self.receipts: Final = SqlRows(database, clock, RECEIPTS, RECEIPT)
        self._tables: Final = _Tables(database, clock, self.receipts)
        self.keys: Final = _Keys(self._tables)
        self.checks: Final = _Checks(self._tables)
        try:
            prepare(database, create=create, migrate=migrate)
        except BaseException:
            self.close()
            raise

    def traces(self) -> tuple[Trace, ...]:
        with self._tables.reading() as connection:
            rows = connection.execute(select(TRACE).order_by(TRACE.c.at_us, TRACE.c.id))
            return tuple(Trace(instant(at_us), actor, act, subject, count) for _, at_us, actor, act, subject, count in rows)

    def close(self) -> None:
        self._tables.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _Tables:
    """The database, with one writer at a time in this process, that of the receipt log too."""

    def __init__(self, database: Database, clock: Clock, receipts: SqlRows[CheckReceipt | BatchReceipt, Given]) -> None:
        self.database = database
        self.clock = clock
        self.receipts = receipts

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.database.transaction() as connection:
            yield connection

    def writing(self, *, patient: bool = False) -> AbstractContextManager[Connection]:
        return self.receipts.writing(patient=patient)

    def trace(self, connection: Connection, at: datetime, actor: str, act: Act, subject: str, count: int) -> None:
        row = {"id": token_hex(16), "at_us": microseconds(at), "actor": actor, "act": act, "subject": subject, "count": count}
        self.database.insert(connection, TRACE, [row])


class _Keys:
    """See `store.Keys`."""

    def __init__(self, tables: _Tables) -> None:
        self._tables = tables

    def create(
        self, key_id: str, name: str, hash: str, scopes: Iterable[str], *, by: str, expires_at: datetime | None = None, alone: bool = False
    ) -> Key:
        key = new_key(key_id, name, hash, scopes, self._tables.clock(), expires_at)
        with self._tables.writing() as connection:
            if _key(connection, key_id) is not None:
                raise ValueError(f"the key id `{key_id}` is taken")
            if alone:
                self._tables.database.lock(connection, RECEIPT.name)  # one who makes a key at a time, in whichever process
                if (taken := connection.scalar(select(KEY.c.id).where(KEY.c.name == name))) is not None:
                    raise NameTaken(name, taken)
            self._tables.database.insert(connection, KEY, [_key_row(key)])
            self._tables.trace(connection, key.created_at, by, "key_created", key_id, 1)
        return key

    def get(self, key_id: str) -> Key | None:
        with self._tables.reading() as connection:
            return _key(connection, key_id)

    def list(self) -> tuple[Key, ...]:
        with self._tables.reading() as connection:
            return tuple(_key_of(row) for row in connection.execute(select(KEY).order_by(KEY.c.created_us, KEY.c.id)))

    def revoke(self, key_id: str, *, by: str) -> Key | None:
        with self._tables.writing() as connection:
            key = _key(connection, key_id)
            if key is None or key.revoked_at is not None:
                return key
            now = utc(self._tables.clock())
            return self._change(connection, replace(key, revoked_at=now), now, by, "key_revoked")

    def limit(self, key_id: str, expires_at: datetime, *, by: str) -> Key | None:
        until = utc(expires_at)
        with self._tables.writing() as connection:
            key = _key(connection, key_id)
            if key is None or (key.expires_at is not None and key.expires_at <= until):
                return key
            now = utc(self._tables.clock())
            return self._change(connection, replace(key, expires_at=until), now, by, "key_limited")

    def _change(self, connection: Connection, key: Key, now: datetime, by: str, act: Act) -> Key:
        connection.execute(update(KEY).where(KEY.c.id == key.id).values(_key_row(key)))
        self._tables.trace(connection, now, by, act, key.id, 1)
        return key

    def touch(self, key_id: str) -> None:
        today = utc(self._tables.clock()).date()
        key = self.get(key_id)
        if key is not None and (key.last_used is None or key.last_used < today):
            with self._tables.writing() as connection:
                connection.execute(update(KEY).where(KEY.c.id == key_id).values(last_used=today.isoformat()))


def _key(connection: Connection, key_id: str) -> Key | None:
    if "\0" in key_id:  # PostgreSQL cannot be asked for it
        return None
    row = connection.execute(select(KEY).where(KEY.c.id == key_id)).one_or_none()
    return None if row is None else _key_of(row)


def _key_of(row: Row[Any]) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        hash=row.hash,
        scopes=frozenset(row.scopes.split()),
        created_at=instant(row.created_us),
        expires_at=_instant_or_none(row.expires_us),
        revoked_at=_instant_or_none(row.revoked_us),
        last_used=None if row.last_used is None else date.fromisoformat(row.last_used),
    )


def _key_row(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "hash": key.hash,
        "scopes": " ".join(sorted(key.scopes)),
        "created_us": microseconds(key.created_at),
        "expires_us": _microseconds_or_none(key.expires_at),
        "revoked_us": _microseconds_or_none(key.revoked_at),
        "last_used": None if key.last_used is None else key.last_used.isoformat(),
    }


class _Checks:
    """See `store.Checks`."""

    def __init__(self, tables: _Tables) -> None:
        self._tables = tables

    def keep(self, sealed: Sealed, durable: Durable = None) -> tuple[str, ...]:
        if not sealed.receipts:
            return ()
        receipts, database = self._tables.receipts, self._tables.database
        batch = prepare_rows(RECEIPTS, sealed.receipts)
        with receipts.adding(durable) as connection:
            at_us = receipts.add(connection, batch, fresh=True).rows[0][0].recorded_us
            for start in range(0, len(sealed.beside), CHUNK):
                chunk = sealed.beside[start : start + CHUNK]
                self._share(connection, {beside.shared.id: beside.shared.data for beside in chunk})
                database.insert(connection, CHECK, [_check_row(beside, at_us) for beside in chunk])
        return tuple(beside.id for beside in sealed.beside)

    def _share(self, connection: Statements, shared: dict[str, bytes]) -> None:
        """With the receipt log locked, as whoever erases holds it: what is there stays."""
        there = {name for (name,) in self._tables.database.among(connection, f"SELECT id FROM {ANSWER.name} WHERE id", list(shared))}
        if new := [{"id": name, "data": data} for name, data in shared.items() if name not in there]:
            self._tables.database.insert(connection, ANSWER, new)

    def of_batch(self, receipt_id: str) -> Iterator[KeptCheck]:
        if "\0" in receipt_id:
            return
        after = -1
        while True:
            with self._tables.reading() as connection:
                kept = [_check_of(row, row.data) for row in connection.execute(_ROWS, {"of": receipt_id, "after": after})]
            yield from kept
            if len(kept) < CHUNK or kept[-1].leaf is None:
                return
            after = kept[-1].leaf

    def get(self, check_id: str) -> KeptCheck | None:
        with self._tables.reading() as connection:
            if "\0" in check_id:
                return None
            row = connection.execute(_KEPT.where(CHECK.c.id == check_id)).one_or_none()
            return None if row is None else _check_of(row, row.data)

    def several(self, check_ids: Sequence[str]) -> dict[str, KeptCheck]:
        found: dict[str, KeptCheck] = {}
        for start in range(0, len(check_ids), CHUNK):
            with self._tables.reading() as connection:
                rows = connection.execute(select(CHECK).where(CHECK.c.id.in_(check_ids[start : start + CHUNK]))).all()
                wanted = {row.shared for row in rows if row.shared is not None}
                shared: dict[str, bytes] = {row.id: row.data for row in connection.execute(select(ANSWER).where(ANSWER.c.id.in_(wanted)))}
            found.update((row.id, _check_of(row, shared.get(row.shared))) for row in rows)
        return found

    def count(self, before: datetime | None = None) -> int:
        query = select(func.count()).select_from(CHECK).where(CHECK.c.erased_us.is_(None))
        if before is not None:
            query = query.where(CHECK.c.kept_us < microseconds(before))
        with self._tables.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def naming(self, name: str) -> Iterator[KeptCheck]:
        after = ""
        while True:
            with self._tables.reading() as connection:
                kept = [_check_of(row, row.data) for row in connection.execute(_NEXT, {"after": after})]
            if not kept:
                return
            yield from (check for check in kept if check.question is not None and names(check.question, name))
            after = kept[-1].id

    def erase(self, check_ids: Sequence[str], *, by: str, reason: str = "") -> int:
        wanted = list(dict.fromkeys(check_id for check_id in check_ids if "\0" not in check_id))
        chunks = [CHECK.c.id.in_(wanted[start : start + CHUNK]) for start in range(0, len(wanted), CHUNK)]
        return self._erase(chunks, by, "checks_erased", reason)

    def expire(self, before: datetime, *, by: str) -> int:
        return self._erase([CHECK.c.kept_us < microseconds(before)], by, "checks_expired", before.isoformat())

    def _erase(self, which: Iterable[Any], by: str, act: Act, subject: str) -> int:
        now = utc(self._tables.clock())
        gone = {"salt": None, "question": None, "answer": None, "shared": None, "note": None, "erased_us": microseconds(now)}
        count = 0
        with self._tables.writing(patient=True) as connection:
            self._tables.database.lock(connection, RECEIPT.name)
            for condition in which:
                count += connection.execute(update(CHECK).where(condition, CHECK.c.erased_us.is_(None)).values(gone)).rowcount
            connection.execute(_UNUSED)
            self._tables.trace(connection, now, by, act, subject, count)
        self._tables.database.scrub()
        return count


def _check_of(row: Row[Any], shared: bytes | None) -> KeptCheck:
    try:
        kept_at, erased_at = instant(row.kept_us), _instant_or_none(row.erased_us)
    except (TypeError, OverflowError) as error:  # as somebody left it who wrote past Licet
        raise LogDamaged(f"what is kept under `{row.id}` cannot be read: its instants are no time") from error
    return KeptCheck(
        id=row.id,
        kept_at=kept_at,
        actor=row.actor,
        digest=row.digest,
        salt=row.salt,
        question=row.question,
        answer=_answer(row, shared),
        erased_at=erased_at,
        note=row.note,
        batch=row.batch,
        leaf=row.leaf,
        receipt=row.receipt,
    )


def _answer(row: Row[Any], shared: bytes | None) -> bytes | None:
    """Put together. What was changed by hand may be no JSON: it is given as it is, and is not what the digest commits to."""
    if shared is None or row.answer is None:
        return cast(bytes | None, row.answer)
    try:
        return with_own(shared, read(row.answer))
    except (ValueError, TypeError, AttributeError):
        return cast(bytes, row.answer)


def _check_row(beside: Beside, at_us: int) -> dict[str, Any]:
    own = beside._asdict() | {"shared": beside.shared.id, "answer": beside.own, "kept_us": at_us, "erased_us": None}
    del own["own"]
    return own


def _microseconds_or_none(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _instant_or_none(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else instant(microseconds)
