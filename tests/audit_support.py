"""For the tests of signing and checking: logs with checkpoints, and what somebody may do to them past the guards."""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from log_support import Clock, batch, execute

from licet.events.folder import Folder, ids, origin_of
from licet.events.log import open_log
from licet.events.signing import CheckpointSigner
from licet.events.stored import Signed, Stored
from licet.events.tlog.note import VerifierKey
from licet.events.verify import Fault, Mark, Verified, verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def append(place: str, *ids: str, clock: Callable[[], object] | None = None) -> None:
    with open_log(place, clock=clock or Clock()) as log:  # type: ignore[arg-type]
        log.append(batch(*ids))


def sign(place: str, root: Path, *keys: Ed25519PrivateKey) -> Signed | None:
    """As a process that has just started."""
    with Stored(place) as stored:
        return CheckpointSigner(stored, "events", root, keys or (KEY,), Clock()).sign()


def signed_log(place: str, root: Path, *batches: Sequence[str]) -> str:
    """A log with a checkpoint after each batch; its origin."""
    for ids_of_batch in batches:
        append(place, *ids_of_batch)
        assert sign(place, root) is not None
    return origin_of(ids(root)[0], "events")


def verified(place: str, root: Path | None, origin: str, *keys: Ed25519PrivateKey) -> Verified:
    """The log against the database and, if given, a folder."""
    known = [VerifierKey(origin, key.public_key().public_bytes_raw()) for key in keys or (KEY,)]
    with Stored(place) as stored:
        database = (Mark(c.size, "the database", c.root, c.note) for c in stored.checkpoints(origin))
        folder = Folder(root, origin) if root is not None else None
        kept = (Mark(size, "the folder", None, note) for size, note in folder.checkpoints()) if folder else iter(())
        leaves = folder.leaves() if folder else iter(())
        return verify("events", stored.rows("events"), [database, kept], leaves, origin, known)


def first(found: Verified) -> Fault:
    return found.faults[0]


def unguarded(place: str, *statements: str) -> None:
    """As somebody who owns the tables: guards off, statements, guards on again as they were."""
    if "://" in place:
        tables = ("licet_event", "licet_head", "licet_checkpoint", "licet_receipt", "licet_receipt_head")
        execute(place, "; ".join(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in tables))
        for statement in statements:
            execute(place, statement)
        triggers = execute(place, "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE tgname LIKE 'licet_%'")
        for name, table in triggers:
            execute(place, f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
        return
    triggers = execute(place, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in triggers:
        execute(place, f"DROP TRIGGER {name}")
    for statement in statements:
        execute(place, statement)
    for _, sql in triggers:
        execute(place, sql)


def names(count: int) -> list[str]:
    return [f"N-{n:02}" for n in itertools.islice(itertools.count(1), count)]
