"""The proof of one entry, from the folder of checkpoints alone: what goes with a single answer."""

from collections.abc import Sequence
from itertools import islice

from .errors import NotSigned
from .folder import Folder
from .tlog.checkpoint import read_checkpoint
from .tlog.proof import Proof
from .tlog.tree import Range, inclusion_proof


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


def _root(leaves: Sequence[bytes]) -> bytes:
    tree = Range()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()
