"""What Licet keeps beside the log of events: a log of receipts, and what may be changed and erased, which logs never are: the questions
and answers behind the receipts, access keys, and traces of who changed that.

Its contract, and the store in memory. `tests/test_store.py` is the contract as tests; every backend passes all of it. Errors: those of
the log, see `errors`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Protocol, Self

import orjson

from .errors import LogUnavailable
from .insertions import read, with_own
from .receipts import Given
from .rows import Clock, Log, microseconds
from .sealing import Beside, Sealed

Act = Literal["key_created", "key_limited", "key_revoked", "checks_erased", "checks_expired"]


@dataclass(frozen=True, slots=True)
class Key:
    """An access key. `hash` is of its secret, as the caller made it: the secret itself is never here. `last_used`: the
    day in UTC, so that using a key is written once a day."""

    id: str
    name: str
    hash: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used: date | None = None


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """What lies beside the receipt of a determination: question, answer and perhaps a note, as bytes, and the salt. Erased, they
    are None: what is left tells nothing of them.

    `digest`: `receipts.commitment(salt, question, answer, note)`. The receipt has the same id, in the receipt log; that of a row of a
    batch is `receipt`, and leaf number `leaf` of the tree whose root is in the receipt `batch`.
    """

    id: str
    kept_at: datetime
    actor: str
    digest: str
    salt: bytes | None
    question: bytes | None
    answer: bytes | None
    erased_at: datetime | None = None
    note: bytes | None = None
    batch: str | None = None
    leaf: int | None = None
    receipt: bytes | None = None

    @property
    def parts(self) -> tuple[bytes, ...]:
        """What the digest commits to, as far as it is there."""
        return tuple(part for part in (self.question, self.answer, self.note) if part is not None)


@dataclass(frozen=True, slots=True)
class Trace:
    """Who changed what is kept. `subject`: the id of a key; of what was erased, the reason that was given; of what
    expired, the instant before which it was kept. Never what was erased. `count`: of keys or checks."""

    at: datetime
    actor: str
    act: Act
    subject: str
    count: int


class NameTaken(ValueError):
    """A key has the name: `key_id`."""

    def __init__(self, name: str, key_id: str) -> None:
        super().__init__(f"`{name}` is the name of the key `{key_id}`")
        self.key_id = key_id


class Keys(Protocol):
    """Access keys. `by`: the actor, for the trace."""

    def create(
        self, key_id: str, name: str, hash: str, scopes: Iterable[str], *, by: str, expires_at: datetime | None = None, alone: bool = False
    ) -> Key:
        """Add a key. `ValueError` if the id is taken; with `alone`, `NameTaken` if another key has the name, whoever makes it at once."""
        ...

    def get(self, key_id: str) -> Key | None: ...
    def list(self) -> tuple[Key, ...]:
        """All of them, revoked and expired ones too, oldest first."""
        ...

    def revoke(self, key_id: str, *, by: str) -> Key | None:
        """From now on, for good; None if there is no such key. Revoked again, it keeps its first instant."""
        ...

    def limit(self, key_id: str, expires_at: datetime, *, by: str) -> Key | None:
        """Good until `expires_at` at the latest: never longer than before. None if there is no such key."""
        ...

    def touch(self, key_id: str) -> None:
        """Note that the key was used today. Writes only if that is news."""
        ...


class Checks(Protocol):
    """Determinations that were given out, with their receipts. Once `keep` has returned, both are durable."""

    def keep(self, sealed: Sealed, durable: Callable[[], object] | None = None) -> tuple[str, ...]:
        """Record receipts and keep what lies beside them: all or nothing, in one step. The ids of the checks, which cannot be
        guessed. `durable` is called as soon as they are, when the database may still have to be tidied. Errors: as `rows.Log`, and
        never after that."""
        ...

    def of_batch(self, receipt_id: str) -> Iterator[KeptCheck]:
        """What lies beside a receipt of a part of a batch, in its order."""
        ...

    def get(self, check_id: str) -> KeptCheck | None: ...
    def several(self, check_ids: Sequence[str]) -> dict[str, KeptCheck]:
        """Those that are there, by id."""
        ...

    def count(self, before: datetime | None = None) -> int:
        """How many are kept and not erased; `before`: only those that were kept before an instant."""
        ...

    def naming(self, name: str) -> Iterator[KeptCheck]:
        """Those with `name` anywhere in a text of the question, whatever its case and width. Reads all that are kept."""
        ...

    def erase(self, check_ids: Sequence[str], *, by: str, reason: str = "") -> int:
        """Erase questions and answers; the ids, instants and digests stay. The number of those that were not erased yet."""
        ...

    def expire(self, before: datetime, *, by: str) -> int:
        """Erase all that were kept before an instant; their number."""
        ...


class Store(Protocol):
    """What every backend does. Safe to use from several threads; open it anew in every process."""

    @property
    def receipts(self) -> Log[Given]: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def checks(self) -> Checks: ...
    def traces(self) -> tuple[Trace, ...]:
        """Oldest first."""
        ...

    def close(self) -> None:
        """Give back connections. May be called twice; anything else afterwards is a `LogClosed`."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, *exc: object) -> None: ...


def open_store(place: str | Path, *, clock: Clock, create: bool = True, migrate: bool = True) -> Store:
    """The store at `place`, beside the log of that place: see `log.open_log`."""
    if place == "memory:":
        from .store_memory import MemoryStore

        return MemoryStore(clock=clock)
    try:
        from .store_sql import open_sql_store
    except ImportError as error:
        raise LogUnavailable(f"`{error.name}` is not installed: install licet with its dependencies, or use `memory:`") from error
    return open_sql_store(place, clock=clock, create=create, migrate=migrate)


# --- what all backends share ------------------------------------------------------------------------------------------


def utc(instant: datetime) -> datetime:
    """`ValueError` for an instant without a time zone."""
    microseconds(instant)
    return instant.astimezone(UTC)


def new_key(key_id: str, name: str, hash: str, scopes: Iterable[str], now: datetime, expires_at: datetime | None) -> Key:
    """A key on its way in."""
    words = frozenset(scopes)
    if any(not word or word.split() != [word] for word in words):
        raise ValueError(f"`{sorted(words)}`: a scope is a word")
    return Key(key_id, name, hash, words, utc(now), None if expires_at is None else utc(expires_at))


def kept_check(beside: Beside, at: datetime) -> KeptCheck:
    """As it is kept, from the instant of its receipt on."""
    b = beside
    answer = with_own(b.shared.data, read(b.own))
    return KeptCheck(b.id, at, b.actor, b.digest, b.salt, b.question, answer, None, b.note, b.batch, b.leaf, b.receipt)


def names(question: bytes, name: str) -> bool:
    """Whether `name` is anywhere in a text of the question. It finds too much rather than too little."""
    return any(folded(name) in folded(text) for text in _texts(orjson.loads(question)))


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
