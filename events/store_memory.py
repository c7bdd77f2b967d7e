"""The store in memory: ends with the process. The reference for the databases, and what tests and dry runs use."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final, Self

from .errors import LogClosed
from .receipts import RECEIPTS, BatchReceipt, CheckReceipt, Given
from .rows import Clock, MemoryRows
from .sealing import Sealed
from .store import Act, KeptCheck, Key, NameTaken, Trace, kept_check, names, new_key, utc


class MemoryStore:
    """See `store.Store`."""

    def __init__(self, *, clock: Clock) -> None:
        shelf = _Shelf(clock)
        self._shelf: Final = shelf
        self.receipts: Final = MemoryRows(RECEIPTS, clock)
        self.keys: Final = _Keys(shelf)
        self.checks: Final = _Checks(shelf, self.receipts)

    def traces(self) -> tuple[Trace, ...]:
        with self._shelf.opened():
            return tuple(self._shelf.traces)

    def close(self) -> None:
        self._shelf.closed = True
        self.receipts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _Shelf:
    """The rows, behind one lock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.closed = False
        self.keys: dict[str, Key] = {}
        self.checks: dict[str, KeptCheck] = {}
        self.traces: list[Trace] = []
        self._lock = threading.Lock()

    @contextmanager
    def opened(self) -> Iterator[None]:
        with self._lock:
            if self.closed:
                raise LogClosed("this store is closed: open it again")
            yield

    def trace(self, at: datetime, actor: str, act: Act, subject: str, count: int) -> None:
        self.traces.append(Trace(at, actor, act, subject, count))


class _Keys:
    """See `store.Keys`."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    def create(
        self, key_id: str, name: str, hash: str, scopes: Iterable[str], *, by: str, expires_at: datetime | None = None, alone: bool = False
    ) -> Key:
        with self._shelf.opened():
            key = new_key(key_id, name, hash, scopes, self._shelf.clock(), expires_at)
            if key_id in self._shelf.keys:
                raise ValueError(f"the key id `{key_id}` is taken")
            for other in self._shelf.keys.values():
                if alone and other.name == name:
                    raise NameTaken(name, other.id)
            self._shelf.keys[key_id] = key
            self._shelf.trace(key.created_at, by, "key_created", key_id, 1)
            return key

    def get(self, key_id: str) -> Key | None:
        with self._shelf.opened():
            return self._shelf.keys.get(key_id)

    def list(self) -> tuple[Key, ...]:
        with self._shelf.opened():
            return tuple(sorted(self._shelf.keys.values(), key=lambda key: (key.created_at, key.id)))

    def revoke(self, key_id: str, *, by: str) -> Key | None:
        with self._shelf.opened():
            key = self._shelf.keys.get(key_id)
            if key is None or key.revoked_at is not None:
                return key
            now = utc(self._shelf.clock())
            revoked = replace(key, revoked_at=now)
            self._shelf.keys[key_id] = revoked
            self._shelf.trace(now, by, "key_revoked", key_id, 1)
            return revoked

    def limit(self, key_id: str, expires_at: datetime, *, by: str) -> Key | None:
        until = utc(expires_at)
        until = utc(expires_at)
        with self._shelf.opened():
            key = self._shelf.keys.get(key_id)
            if key is None or (key.expires_at is not None and key.expires_at <= until):
                return key
            limited = replace(key, expires_at=until)
            self._shelf.keys[key_id] = limited
            self._shelf.trace(utc(self._shelf.clock()), by, "key_limited", key_id, 1)
            return limited

    def touch(self, key_id: str) -> None:
        with self._shelf.opened():
            key, today = self._shelf.keys.get(key_id), utc(self._shelf.clock()).date()
            if key is not None and (key.last_used is None or key.last_used < today):
                self._shelf.keys[key_id] = replace(key, last_used=today)


class _Checks:
    """See `store.Checks`."""

    def __init__(self, shelf: _Shelf, receipts: MemoryRows[CheckReceipt | BatchReceipt, Given]) -> None:
        self._shelf = shelf
        self._receipts = receipts

    def keep(self, sealed: Sealed, durable: Callable[[], object] | None = None) -> tuple[str, ...]:
        with self._shelf.opened():
            if sealed.receipts:
                at = self._receipts.append(sealed.receipts)[0].recorded_at
                self._shelf.checks.update((beside.id, kept_check(beside, at)) for beside in sealed.beside)
        if durable is not None:
            durable()
        return tuple(beside.id for beside in sealed.beside)

    def of_batch(self, receipt_id: str) -> Iterator[KeptCheck]:
        with self._shelf.opened():
            return iter([check for check in self._shelf.checks.values() if check.batch == receipt_id])

    def get(self, check_id: str) -> KeptCheck | None:
        with self._shelf.opened():
            return self._shelf.checks.get(check_id)

    def several(self, check_ids: Sequence[str]) -> dict[str, KeptCheck]:
        with self._shelf.opened():
            return {check_id: self._shelf.checks[check_id] for check_id in check_ids if check_id in self._shelf.checks}

    def count(self, before: datetime | None = None) -> int:
        limit = None if before is None else utc(before)
        with self._shelf.opened():
            whole = (check for check in self._shelf.checks.values() if check.erased_at is None)
            return sum(limit is None or check.kept_at < limit for check in whole)

    def naming(self, name: str) -> Iterator[KeptCheck]:
        with self._shelf.opened():
            kept = list(self._shelf.checks.values())
        return (check for check in kept if check.question is not None and names(check.question, name))

    def erase(self, check_ids: Sequence[str], *, by: str, reason: str = "") -> int:
        with self._shelf.opened():
            known = (self._shelf.checks.get(check_id) for check_id in dict.fromkeys(check_ids))
            return self._erase([check for check in known if check is not None], by, "checks_erased", reason)

    def expire(self, before: datetime, *, by: str) -> int:
        with self._shelf.opened():
            limit = utc(before)
            old = [check for check in self._shelf.checks.values() if check.kept_at < limit]
            return self._erase(old, by, "checks_expired", before.isoformat())

    def _erase(self, checks: Iterable[KeptCheck], by: str, act: Act, subject: str) -> int:
        now = utc(self._shelf.clock())
        whole = [check for check in checks if check.erased_at is None]
        for check in whole:
            self._shelf.checks[check.id] = replace(check, salt=None, question=None, answer=None, note=None, erased_at=now)
        self._shelf.trace(now, by, act, subject, len(whole))
        return len(whole)
