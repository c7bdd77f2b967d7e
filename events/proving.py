"""The proof of one entry, from the folder of checkpoints alone: what goes with a single answer."""

import base64
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from .errors import NotSigned
from .folder import Folder
from .tlog.checkpoint import read_checkpoint
from .tlog.proof import Proof
from .tlog.tree import Range, Subtree, inclusion_proof, leaf_hash, node_hash

ROW_PROOF: Final = "licet/row-proof@v1"


def prove(folder: Folder, position: int) -> Proof:
    """That the entry at a position is in the log, by the last checkpoint. Reads 32 bytes for each entry of the log.

    `NotSigned` for a position that no checkpoint covers yet: ask again a little later.
    """
    last = folder.last()
    size = 0 if last is None else read_checkpoint(last[1])[0].size
    if last is None or not 1 <= position <= size or folder.leaf_count() < size:
        raise NotSigned(f"position {position} is not in a checkpoint of `{folder.origin}` yet: ask again later")
    leaves = list(islice(folder.leaves(), size))

    def subtree(level: int, index: int) -> bytes:
        return _root(leaves[index << level : (index + 1) << level])

    return Proof(position - 1, tuple(inclusion_proof(subtree, position - 1, size)), last[1])


class RowProofs:
    """That rows of a batch are in the tree whose root is in the receipt of their part. `receipts`: their own, in its order."""

    def __init__(self, receipts: Sequence[bytes]) -> None:
        self._size = len(receipts)
        self._subtree = _subtree([leaf_hash(receipt) for receipt in receipts])

    def hashes(self, number: int) -> tuple[bytes, ...]:
        """The inclusion proof of a row, by its number in the part, from 0: from the leaf upwards."""
        return tuple(inclusion_proof(self._subtree, number, self._size))

    def to_bytes(self, number: int) -> bytes:
        """As a file, `.row-proof`: its first line, number and size, and the hashes."""
        lines = [ROW_PROOF, f"index {number}", f"size {self._size}", *(base64.b64encode(item).decode() for item in self.hashes(number))]
        return "\n".join(lines).encode() + b"\n"


def _subtree(leaves: Sequence[bytes]) -> Subtree:
    """Each hash is computed once, for however many proofs."""

    @cache
    def subtree(level: int, index: int) -> bytes:
        return node_hash(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1)) if level else leaves[index]

    return subtree


def _root(leaves: Sequence[bytes]) -> bytes:
    tree = Range()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()
