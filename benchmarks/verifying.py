"""How fast a log is signed and verified, and what memory that takes: a file of many entries, made for this run."""

import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from licet.events.codec import encode
from licet.events.corpus import load_corpus
from licet.events.folder import Folder
from licet.events.log import open_log
from licet.events.signing import CheckpointSigner
from licet.events.stored import Stored
from licet.events.tlog.note import VerifierKey
from licet.events.verify import Mark, verify

ENTRIES = 1_000_000


def measure(entries: int = ENTRIES) -> str:
    """Make the log, sign it, verify it; the rates."""
    with tempfile.TemporaryDirectory() as folder:
        place, root = Path(folder, "log.sqlite"), Path(folder, "checkpoints")
        size = fill(place, entries)
        key = Ed25519PrivateKey.generate()
        with Stored(place) as stored:
            start = time.perf_counter()
            signed = CheckpointSigner(stored, "events", root, [key], lambda: datetime.now(UTC)).sign()
            signing = time.perf_counter() - start
            assert signed is not None and signed.size == entries
            database = [Mark(c.size, "the database", c.root, c.note) for c in stored.checkpoints(signed.origin)]
            kept = Folder(root, signed.origin)
            marks = [Mark(size, "the folder", None, note) for size, note in kept.checkpoints()]
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start = time.perf_counter()
            verifier = VerifierKey(signed.origin, key.public_key().public_bytes_raw())
            found = verify("events", stored.rows("events"), [database, marks], kept.leaves(), signed.origin, [verifier])
            verifying = time.perf_counter() - start
            more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert not found.faults and found.signed == entries
    return (
        f"A log of {entries:,} entries, {size / entries:,.0f} bytes each: verified in {verifying:,.1f} s,"
        f" {entries / verifying:,.0f} entries/s, with {more / 1024:,.0f} MB more memory; first signed in {signing:,.1f} s."
    )


def fill(place: Path, entries: int) -> int:
    """A log with the shipped events over and over, under ids of their own; the bytes of all bodies."""
    with open_log(place, clock=lambda: datetime.now(UTC)):
        pass
    total = 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal total
        shipped = [orjson.loads(encode(event)) for event in load_corpus()]
        for n in range(entries):
            event = shipped[n % len(shipped)]
            own = f"{n}-{event['id']}"[:120]
            body = orjson.dumps({**event, "id": own}, option=orjson.OPT_SORT_KEYS)
            total += len(body)
            yield n + 1, 1_760_000_000_000_000 + n, own, body

    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO licet_event VALUES (?, ?, ?, ?)", rows())
        connection.execute("COMMIT")
    return total
