"""Signing checkpoints of a log.

The safety argument. Only rows that a transaction of its own can read are signed. The checkpoint goes into the database
first and, only when that has been committed, into the folder: in the database's own order of writing it comes after the
rows that it covers, so whatever a crash leaves, a checkpoint that anybody has seen is of rows that are there. If we die
between the two, the next signing finds the checkpoint in the database and brings the folder up to date. A size has one
checkpoint because it is a key of the table; each is added after the one that was last when its rows were read, or not at
all, and every checkpoint that has come meanwhile, by whomever, is compared with the rows on the way.

Before anything is signed after a start, the tree is computed anew from the rows and compared with the last checkpoint of
the database and with that of the folder. What contradicts one of them is refused: `CheckpointRefused`.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import folder as folders
from .errors import CheckpointRefused
from .folder import Folder, id_and_log, origin_of
from .leaves import leaf, unreadable
from .rows import Clock, Row, microseconds
from .stored import Signed, Stored
from .tlog.checkpoint import Checkpoint, read_checkpoint
from .tlog.errors import TlogError
from .tlog.note import Signer, VerifierKey
from .tlog.tiles import HASH
from .tlog.tree import Range

WHAT_TO_DO: Final = (
    "nothing was signed. `licet verify` says what differs. If the database was put back to an older state on purpose,"
    " `licet checkpoint --new-id WHY` goes on under a new id and keeps the old checkpoints as evidence"
)


class CheckpointSigner:
    """Signs one log (`events`) of a database, with every key of `keys`. Safe to use from several threads and processes."""

    def __init__(self, stored: Stored, log: str, root: Path, keys: Sequence[Ed25519PrivateKey], clock: Clock) -> None:
        if not keys:
            raise CheckpointRefused("there is no key to sign with: `licet keys signing new` makes one")
        self._stored, self._log, self._root, self._keys, self._clock = stored, log, root, keys, clock
        self._lock = threading.Lock()
        self._tree: _Tree | None = None
        self._origins: tuple[str, ...] = ()  # in the database when the id was chosen

    def sign(self) -> Signed | None:
        """Sign the log as it is now; None if there is nothing new. Errors: `CheckpointRefused`, `LogUnavailable`."""
        with self._lock:
            tree, self._tree = self._tree or _Tree(self._stored, self._log, self._folder()), None
            head = tree.read_on()
            self._tree = tree  # where reading failed, all is read anew
            signers = [Signer(tree.folder.origin, key) for key in self._keys]
            signed = self._add(tree, head, signers) if head.range.size > tree.base.range.size else None
            tree.publish([signer.key for signer in signers])
            return signed

    def _add(self, tree: "_Tree", head: "_Head", signers: Sequence[Signer]) -> Signed | None:
        origin, size, root = tree.folder.origin, head.range.size, head.range.root()
        signed = Signed(origin, size, root, Checkpoint(origin, size, root).signed(signers), microseconds(self._clock()))
        if self._stored.add(signed, after=tree.base.range.size, among=self._origins):
            tree.base = head
            return signed
        if not tree.base.range.size:
            self._tree = None  # perhaps it also gave the log its id
        return None  # another process was first: next time its checkpoint is compared

    def _folder(self) -> Folder:
        """Of the id that this database signs under: its last one, else the folder's, else a new one."""
        self._origins = self._stored.origins()
        known = [name for name in log_ids(self._origins) if folders.ended(self._root, name) is None]
        there = [name for name in folders.ids(self._root) if folders.ended(self._root, name) is None]
        log_id = (known or there or [folders.new_id()])[-1]
        if others := [name for name in there if name != log_id]:
            raise CheckpointRefused(
                f"the folder `{self._root}` has checkpoints of `{others[0]}`, and the log at `{self._stored.place}` is `{log_id}`:"
                f" give every log a folder of its own; {WHAT_TO_DO}"
            )
        return Folder(self._root, origin_of(log_id, self._log))


def start_new_id(stored: Stored, root: Path, why: str) -> None:
    """End all ids that this database and folder sign under: the next checkpoint gets a new one. The old ones stay, with the
    reason."""
    for name in sorted({*folders.ids(root), *log_ids(stored.origins())}):
        if folders.ended(root, name) is None:
            folders.end(root, name, why)


def log_ids(origins: Sequence[str]) -> list[str]:
    """The ids in the names of logs, in that order."""
    return list(dict.fromkeys(parts[0] for origin in origins if (parts := id_and_log(origin))))


class _Head(NamedTuple):
    """A tree as it was read. `last`: its last row; `leaves`: the hashes of those leaves that are not in the folder yet."""

    range: Range
    last: Row | None
    leaves: bytes


class _Tree:
    """`base`: the tree as far as the database has it signed, compared with all checkpoints up to there."""

    def __init__(self, stored: Stored, log: str, folder: Folder) -> None:
        self._stored, self._log, self.folder = stored, log, folder
        self.base = _Head(Range(), None, b"")
        self._in_folder = folder.leaf_count()
        self._last_in_folder = folder.last()
        self._published = 0 if self._last_in_folder is None else self._last_in_folder[0]

    def read_on(self) -> _Head:
        """The tree as it is now, compared on the way with every checkpoint that is new to us, and with the hashes in the
        folder."""
        signed, marks = self._marks()
        tree, last, leaves = self.base.range.copy(), self.base.last, bytearray(self.base.leaves)
        there = self.folder.leaves(tree.size)
        for row in self._rows():
            if row.position != tree.size + 1:
                raise self._refused(f"position {tree.size + 1} is missing")
            if (reason := unreadable(row)) is not None:
                raise self._refused(f"position {row.position}: {reason}")
            hash = leaf(self._log, row).hash
            if next(there, hash) != hash:
                raise self._refused(f"position {row.position} is not as it was signed")
            tree.append(hash)
            last = row
            if row.position > self._in_folder:
                leaves += hash
            if row.position in marks and marks.pop(row.position) != tree.root():
                raise self._refused(f"the log up to position {row.position} is not as it was signed")
            if row.position == signed:
                self.base = _Head(tree.copy(), last, bytes(leaves))
        if marks:
            raise self._refused(f"the log ends at position {tree.size}, but {max(marks)} positions were signed: rows are missing")
        self._last_in_folder = None
        return _Head(tree, last, bytes(leaves))

    def publish(self, keys: Sequence[VerifierKey]) -> None:
        """Bring the folder up to what is signed in the database. `keys`: of who signs."""
        if self.base.leaves:
            self.folder.add_leaves(self._in_folder, self.base.leaves)
            self._in_folder += len(self.base.leaves) // HASH
            self.base = self.base._replace(leaves=b"")
        if self._published < self.base.range.size:
            self.folder.add_keys(keys)
            for checkpoint in self._stored.checkpoints(self.folder.origin, after=self._published):
                if checkpoint.size <= self.base.range.size:
                    self.folder.add(checkpoint.size, checkpoint.note)
                    self._published = checkpoint.size

    def _rows(self) -> Iterator[Row]:
        """The rows after the base, whose last row is read again: it must be what it was."""
        size = self.base.range.size
        rows = self._stored.rows(self._log, max(size - 1, 0))
        if size and next(rows, None) != self.base.last:
            raise self._refused(f"position {size} is not what it was")
        return rows

    def _marks(self) -> tuple[int, dict[int, bytes]]:
        """The checkpoints to compare with, roots by size, and the size of the last one in the database."""
        origin, size = self.folder.origin, self.base.range.size
        found = list(self._stored.checkpoints(origin, after=size)) if size else [c for c in (self._stored.last(origin),) if c]
        marks = {checkpoint.size: checkpoint.root for checkpoint in found}
        signed = max(marks, default=size)
        if self._last_in_folder is not None:
            try:
                size, root = read_checkpoint(self._last_in_folder[1])[0][1:]
            except TlogError as error:
                raise self._refused(f"the last checkpoint in the folder cannot be read: {error}") from None
            if marks.setdefault(size, root) != root:
                raise self._refused(f"the checkpoints of size {size} in the database and in the folder differ")
        return signed, marks

    def _refused(self, what: str) -> CheckpointRefused:
        return CheckpointRefused(f"the log at `{self._stored.place}`, {self._log}: {what}; {WHAT_TO_DO}")
