"""From a determination that is about to be given out to its receipt and what lies beside it, which can be erased. Pure, but
for the ids and salts."""

import secrets
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .insertions import Insertion, Shared, with_own, write
from .receipts import Basis, BatchReceipt, Channel, CheckReceipt, commitment, encode, root_text, tree_of
from .tlog.tree import Range, leaf_hash


class NewCheck(NamedTuple):
    """A determination on its way out. `question`: canonical JSON; the answer is `shared` with `own` in it: the very bytes that are
    given; `note`: what whoever released it wants to be kept with it, as text."""

    question: bytes
    shared: Shared
    own: tuple[Insertion, ...]
    basis: Basis
    actor: str
    channel: Channel
    note: str | None = None

    @property
    def answer(self) -> bytes:
        return with_own(self.shared.data, self.own)


class Beside(NamedTuple):
    """What lies beside a receipt. `digest`: the commitment in it; `batch`, `leaf`, `receipt`: of a row of a batch, see
    `store.KeptCheck`."""

    id: str
    actor: str
    digest: str
    salt: bytes
    question: bytes
    shared: Shared
    own: bytes
    note: bytes | None
    batch: str | None = None
    leaf: int | None = None
    receipt: bytes | None = None


class Sealed(NamedTuple):
    """Receipts for the log, and what lies beside them."""

    receipts: tuple[CheckReceipt | BatchReceipt, ...]
    beside: tuple[Beside, ...]


def seal(checks: Iterable[NewCheck], answers: Iterable[bytes] | None = None) -> Sealed:
    """One receipt for each determination. `answers`: theirs, where they are put together already."""
    pairs = [_sealed(check) for check in checks] if answers is None else [_sealed(*pair) for pair in zip(checks, answers, strict=True)]
    return Sealed(tuple(receipt for receipt, _ in pairs), tuple(beside for _, beside in pairs))


def _sealed(check: NewCheck, answer: bytes | None = None, batch: str | None = None, row: int | None = None) -> tuple[CheckReceipt, Beside]:
    check_id, salt = _new_id(), secrets.token_bytes(16)
    note = None if check.note is None else check.note.encode()
    digest = commitment(salt, check.question, check.answer if answer is None else answer, *(() if note is None else (note,)))
    receipt = CheckReceipt(
        id=check_id, actor=check.actor, channel=check.channel, commitment=digest, basis=check.basis, batch=batch, row=row
    )
    return receipt, Beside(check_id, check.actor, digest, salt, check.question, check.shared, write(check.own), note)


class BatchSeal:
    """A batch on its way out: seals its parts, one after another, and at the end the whole."""

    def __init__(self, actor: str) -> None:
        self.id = _new_id()
        self._actor = actor
        self._tree = Range()
        self._last_row = 0

    def part(self, rows: Sequence[tuple[int, NewCheck]]) -> Sealed:
        """Rows, with their numbers in the file: at least one, each later than those before."""
        sealed = [_sealed(check, batch=self.id, row=number) for number, check in rows]
        bodies = [encode(receipt) for receipt, _ in sealed]
        tree = tree_of(bodies)
        for body in bodies:
            self._tree.append(leaf_hash(body))
        self._last_row = rows[-1][0]
        part = self._receipt(tree, whole=False)
        beside = (
            kept._replace(batch=part.id, leaf=leaf, receipt=body) for leaf, ((_, kept), body) in enumerate(zip(sealed, bodies, strict=True))
        )
        return Sealed((part,), tuple(beside))

    def whole(self) -> Sealed:
        """The manifest of the file."""
        return Sealed((self._receipt(self._tree, whole=True),), ())

    def _receipt(self, tree: Range, *, whole: bool) -> BatchReceipt:
        return BatchReceipt(
            id=_new_id(),
            actor=self._actor,
            batch=self.id,
            whole=whole,
            rows=tree.size,
            last_row=self._last_row,
            root=root_text(tree.root()),
        )


def _new_id() -> str:
    """Milliseconds since 1970 and 80 random bits: an id is not a permission, but it cannot be guessed either. Those of one time lie
    together in a database, which writes a few pages for them, not one for each."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
