"""`licet keys …`: making, listing, rotating and revoking API keys. A key itself is written once, alone, to standard output."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ...events.codec import canonical_json
from ...events.store import Key, Store
from ..access import credentials
from ..access.credentials import Issued, key_json, over, shown
from ..opening import now, storing
from .asking import settings_with
from .output import note, write, write_bytes
from .question import refused

_BY = "cli"


def create(name: str, scopes: Sequence[str], expires: str | None, *, db: str | None) -> None:
    """Make a key and write it."""
    with _store(db) as store:
        _write(credentials.create(store.keys, name, scopes, expires, by=_BY, now=now()))


def rotate(key_id: str, overlap: str, *, db: str | None) -> None:
    """Make a key that takes the place of another, and write it."""
    with _store(db) as store:
        issued = credentials.rotate(store.keys, key_id, overlap, by=_BY, now=now())
        old = credentials.known(store.keys, key_id)
    _write(issued)
    note(f"the old key `{old.id}` is good until {shown(old.expires_at or now())}")


def revoke(key_id: str, *, db: str | None) -> None:
    """Revoke a key."""
    with _store(db) as store:
        key = credentials.revoke(store.keys, key_id, by=_BY)
    write(_row(key))
    note("servers that run refuse it within a second")


def list_keys(*, json: bool, db: str | None) -> None:
    """The keys, a line each, oldest first."""
    with _store(db) as store:
        keys = store.keys.list()
    for key in keys:
        if json:
            write_bytes(canonical_json(key_json(key)))
        else:
            write(_row(key))
    if not keys:
        note("there is no key: `licet keys create` makes one")


@contextmanager
def _store(db: str | None) -> Iterator[Store]:
    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "keys in memory are gone when this command ends: name a file or a database, with `--db` or `LICET_DB`")
    with storing(settings) as store:
        yield store


def _row(key: Key) -> str:
    state = over(key, now()) or (f"until {shown(key.expires_at)}" if key.expires_at else "does not expire")
    used = f"last used {key.last_used}" if key.last_used else "not used yet"
    return f"{key.id}  {key.name}: {', '.join(sorted(key.scopes))}; {state}; {used}"


def _write(issued: Issued) -> None:
    write_bytes(issued.text.encode())
    note(_row(issued.key))
    note("the key is shown this once: store it where secrets are kept")
