"""The processes that are killed. Each says through its pipe what it is about to send and what was acknowledged, before it goes on.

A process that is to die at a step kills itself there: a statement of a transaction, a commit, a sync or a renaming in the folder.
"""

import hashlib
import logging
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from licet.events.codec import encode
from licet.events.errors import LogUnavailable
from licet.events.insertions import Shared
from licet.events.log import EventLog, Request, open_log
from licet.events.model import ControlAnnounced
from licet.events.receipts import Basis, KnownThen, LogThen
from licet.events.sealing import BatchSeal, NewCheck, Sealed, seal
from licet.events.signing import CheckpointSigner
from licet.events.store import open_store
from licet.events.stored import Stored
from licet.tests.log_writer import announced, instrument

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PATIENCE_S = 60.0  # how long a process tries again while the database is away
TRANSACTION = (*(f"{when}:{number}" for number in range(1, 7) for when in ("before", "after")), "commit", "committed")
FILES = tuple(f"{what}:{number}" for what in ("sync", "synced", "rename", "renamed") for number in (1, 2, 3))
STEPS = {"writer": TRANSACTION, "keeper": TRANSACTION, "signer": TRANSACTION + FILES}


class Job(NamedTuple):
    """What a process does. `role`: `writer` of events, `keeper` of receipts, `signer`; `name`: its own, for ever; `skew_s`: by how much
    its clock is wrong; `step`: where it kills itself, after it has done `after` things, or None."""

    role: str
    place: str
    root: Path
    name: str
    seed: str
    skew_s: float
    step: str | None = None
    after: int = 0


class Sent(NamedTuple):
    """Something is about to be sent. `ids`: in the order of the answer; `own`: those that nobody else sends."""

    log: str
    key: str
    events: tuple[ControlAnnounced, ...]
    ids: tuple[str, ...]
    own: tuple[str, ...]
    request: Request | None


class Acknowledged(NamedTuple):
    """It was answered, with these positions; those of receipts are not told."""

    key: str
    positions: tuple[int, ...]


class Checkpointed(NamedTuple):
    """A signer was told that this is signed."""

    origin: str
    size: int
    root: bytes


class Failed(NamedTuple):
    """Something came out that must not: of a kind that no caller can wait out."""

    name: str
    reason: str


def run(job: Job, pipe: Connection) -> None:
    """The whole life of a process; it ends by being killed."""
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # it tells of every connection that a dead server broke off
    try:
        {"writer": write, "keeper": keep, "signer": sign}[job.role](job, pipe)
    except BaseException as error:
        pipe.send(Failed(job.name, f"{type(error).__name__}: {error}"))


def write(job: Job, pipe: Connection) -> None:
    chosen = random.Random(job.seed)
    with opened(lambda: open_log(job.place, clock=clock(job))) as log:
        for number in range(1_000_000):
            sent = appending(chosen, job.name, number)
            pipe.send(sent)
            if number == job.after:
                arm(job, log)
            positions = insisting(lambda sent=sent: append(log, sent))
            pipe.send(Acknowledged(sent.key, positions))


def appending(chosen: random.Random, name: str, number: int) -> Sent:
    """One event or several, with a request or, as ids suffice too, without; now and then with some that others send as well."""
    key = f"{name}/{number}"
    own = tuple(f"{key}/{n}" for n in range(chosen.choice((1, 1, 1, 2, 5, 20))))
    shared = tuple(f"shared/{chosen.randrange(40)}" for _ in range(chosen.choice((0, 0, 1, 2))))
    ids = (*own, *dict.fromkeys(shared))
    events = tuple(announced(event_id) for event_id in ids)
    fingerprint = hashlib.sha256(b"".join(map(encode, events))).hexdigest()
    request = Request(name, key, fingerprint) if chosen.random() < 0.7 else None
    return Sent("events", key, events, ids, own, request)


def append(log: EventLog, sent: Sent) -> tuple[int, ...]:
    records = log.append(sent.events, request=sent.request)
    assert tuple(record.event.id for record in records) == sent.ids
    return tuple(record.position for record in records)


def keep(job: Job, pipe: Connection) -> None:
    chosen = random.Random(job.seed)
    with opened(lambda: open_store(job.place, clock=clock(job))) as store:
        for number in range(1_000_000):
            sealed = sealing(chosen, f"{job.name}/{number}")
            sent = Sent("receipts", f"{job.name}/{number}", (), *((tuple(one.id for one in sealed.beside),) * 2), None)
            pipe.send(sent)
            if number == job.after:
                arm(job, SimpleNamespace(_database=store._tables.database))  # type: ignore[attr-defined]
            try:
                assert store.checks.keep(sealed) == sent.ids
            except LogUnavailable:  # whoever asked is not answered, and asks again: another determination
                time.sleep(0.05)
                continue
            pipe.send(Acknowledged(sent.key, ()))


def sealing(chosen: random.Random, key: str) -> Sealed:
    """One determination, several, or a part of a batch."""
    count = chosen.choice((1, 1, 3, 10))
    answer = b'{"outcome":"LICENCE_REQUIRED"}'
    shared = Shared(hashlib.sha256(answer).hexdigest(), answer)
    basis = Basis(
        known=KnownThen(published_through=None, recorded_through=1, rules_recorded_through=1),
        log=LogThen(size=1, root="sha256:" + "0" * 64),
        policy_digest="sha256:" + "1" * 64,
        rules_digest="sha256:" + "2" * 64,
        engine_version="0",
        inference="reference",
        outcome="LICENCE_REQUIRED",
        decided="sha256:" + "3" * 64,
    )
    checks = [NewCheck(f'{{"asked":"{key}/{n}"}}'.encode(), shared, (), basis, "crash", "rest") for n in range(count)]
    if chosen.random() < 0.3:
        return BatchSeal("crash").part([(n, check) for n, check in enumerate(checks)])
    return seal(checks)


def sign(job: Job, pipe: Connection) -> None:
    with opened(lambda: Stored(job.place)) as stored:
        # A new one for each signature now and then: then all is read and compared anew, as after a start.
        chosen, signers = random.Random(job.seed), {}
        for number in range(1_000_000):
            if number == job.after:
                arm(job, stored)
            if chosen.random() < 0.2:
                signers = {}
            for log in stored.logs:
                signer = signers.setdefault(log, CheckpointSigner(stored, log, job.root, [KEY], clock(job)))
                signed = insisting(signer.sign)
                if signed is not None:
                    pipe.send(Checkpointed(signed.origin, signed.size, signed.root))
            time.sleep(chosen.random() * 0.02)


# --- clocks, patience, death ------------------------------------------------------------------------------------------------


def clock(job: Job) -> Callable[[], datetime]:
    """A wrong clock, which jumps."""
    chosen = random.Random(job.seed)
    return lambda: datetime.now(UTC) + timedelta(seconds=job.skew_s * chosen.random())


@contextmanager
def opened(open: Callable[[], Any]) -> Iterator[Any]:
    with insisting(open) as it:
        yield it


def insisting(do: Callable[[], Any]) -> Any:
    """Again for as long as the database is away: what users of a log do, with the same append."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return do()
        except LogUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def arm(job: Job, log: Any) -> None:
    """Let this process be killed at its step."""
    if job.step is None:
        return
    what, _, number = job.step.partition(":")
    if what in ("before", "after", "commit", "committed"):
        instrument(log, job.step, die)
    else:
        in_the_folder(what, int(number))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_the_folder(what: str, number: int) -> None:
    """Die before or after the Nth sync or renaming of files."""
    name, owner, after = {
        "sync": ("fsync", os, False),
        "synced": ("fsync", os, True),
        "rename": ("replace", Path, False),
        "renamed": ("replace", Path, True),
    }[what]
    does, left = getattr(owner, name), [number]

    def dying(*arguments: Any) -> Any:
        left[0] -= 1
        if not left[0] and not after:
            die()
        result = does(*arguments)
        if not left[0]:
            die()
        return result

    setattr(owner, name, dying)
