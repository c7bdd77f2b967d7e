"""What Licet keeps beside the log: access keys, checks that were asked to be kept, and traces of who changed that.

It may be changed and erased, which the log never is. Its contract, and the store in memory. `tests/test_store.py` is the
contract as tests; every backend passes all of it. Errors: those of the log, see `errors`.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Protocol, Self

import orjson

from .errors import LogUnavailable
from .rows import Clock, microseconds

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
    """A question and its answer, as bytes. Erased, both are None, with the salt: what is left tells nothing of them.

    `digest`: `commitment(salt, question, answer)`.
    """

    id: str
    kept_at: datetime
    actor: str
    digest: str
    salt: bytes | None
    question: bytes | None
    answer: bytes | None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Who changed what is kept. `subject`: the id of a key; of what was erased, the reason that was given; of what
    expired, the instant before which it was kept. Never what was erased. `count`: of keys or checks."""

    at: datetime
    actor: str
    act: Act
    subject: str
    count: int


class Keys(Protocol):
    """Access keys. `by`: the actor, for the trace."""

    def create(self, key_id: str, name: str, hash: str, scopes: Iterable[str], *, by: str, expires_at: datetime | None = None) -> Key:
        """Add a key. `ValueError` if the id is taken."""
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
    """Checks that are kept. Once `keep` has returned, they are durable."""

    def keep(self, question: bytes, answer: bytes, actor: str) -> str:
        """The id, which cannot be guessed."""
        ...

    def keep_all(self, checks: Iterable[tuple[bytes, bytes]], actor: str) -> tuple[str, ...]:
        """All of them or none, in one step."""
        ...

    def get(self, check_id: str) -> KeptCheck | None: ...
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


def new_check(question: bytes, answer: bytes, actor: str, now: datetime) -> KeptCheck:
    """A check on its way in. 128 random bits: an id is not a permission, but it cannot be guessed either."""
    salt = secrets.token_bytes(16)
    return KeptCheck(secrets.token_hex(16), utc(now), actor, commitment(salt, question, answer), salt, question, answer)


def commitment(salt: bytes, question: bytes, answer: bytes) -> str:
    """`sha256:` and 64 hexadecimal digits, of the salt and the digests of question and answer. Without the salt nobody
    can try out whether a name was asked about."""
    parts = (hashlib.sha256(part).digest() for part in (question, answer))
    return "sha256:" + hashlib.sha256(salt + b"".join(parts)).hexdigest()


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
