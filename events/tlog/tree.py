"""The Merkle tree of RFC 6962, section 2, with SHA-256.

Leaves are numbered from 0. A *complete subtree* is named by its level and its place in that level: `(level, index)` has
the leaves `index << level` up to, not including, `(index + 1) << level`. Proofs are made from the hashes of complete
subtrees alone, wherever these are kept.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

from .errors import TlogError

EMPTY_ROOT: Final = sha256().digest()

Subtree = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree `(level, index)`."""


def leaf_hash(entry: bytes) -> bytes:
    """Of an entry, as a leaf. 32 bytes, as all hashes here."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two subtrees side by side."""
    return sha256(b"\1" + left + right).digest()


class Range:
    """The head of a growing tree: its size, and the hashes of the complete subtrees that it is made of, left to right, one
    for each 1 in the binary form of the size."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if len(self.hashes) != size.bit_count():
            raise TlogError(f"a tree of size {size} is made of {size.bit_count()} complete subtrees, not of {len(self.hashes)}")

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.hashes.pop(), node)
            size >>= 1
        self.hashes.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Of the tree as it is now."""
        if not self.hashes:
            return EMPTY_ROOT
        node = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            node = node_hash(left, node)
        return node

    def copy(self) -> "Range":
        """One that grows by itself."""
        return Range(self.size, self.hashes)


def root(subtree: Subtree, size: int) -> bytes:
    """Of the first `size` leaves."""
    return _between(subtree, 0, size) if size else EMPTY_ROOT


def inclusion_proof(subtree: Subtree, index: int, size: int) -> list[bytes]:
    """That leaf `index` is in the tree of `size`: the hashes beside the path, from the leaf upwards."""
    if not 0 <= index < size:
        raise TlogError(f"a tree of size {size} has no leaf {index}")
    return _path(subtree, index, 0, size)


def consistency_proof(subtree: Subtree, old: int, new: int) -> list[bytes]:
    """That the tree of size `new` begins with the leaves of the tree of size `old`."""
    if not 0 <= old <= new:
        raise TlogError(f"a tree of size {new} does not begin with one of size {old}")
    return _extension(subtree, old, 0, new, True) if 0 < old < new else []


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """That `leaf` (a hash) is number `index` of the tree with this size and root, or `TlogError`."""
    if not 0 <= index < size:
        raise TlogError(f"a tree of size {size} has no leaf {index}")
    rest, node, place, last = list(proof), leaf, index, size - 1
    while last:
        if place & 1 or place < last:
            if not rest:
                raise TlogError("the inclusion proof is too short")
            beside = rest.pop(0)
            node = node_hash(beside, node) if place & 1 else node_hash(node, beside)
        # Else nothing is to the right: the same node stands one level higher.
        place, last = place >> 1, last >> 1
    if rest:
        raise TlogError("the inclusion proof is too long")
    if node != root:
        raise TlogError(f"the inclusion proof does not lead from leaf {index} to the root of size {size}")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """That the tree `new` begins with all leaves of the tree `old`, or `TlogError`."""
    if not 0 <= old <= new:
        raise TlogError(f"a tree of size {new} does not begin with one of size {old}")
    if old in (0, new):
        if proof or old_root != (new_root if old else EMPTY_ROOT):
            raise TlogError(f"the trees of sizes {old} and {new} are not consistent")
        return
    rest = list(proof)
    # From the last complete subtree that both trees have, at the right edge of the old one.
    level = (old & -old).bit_length() - 1
    place, last = (old - 1) >> level, (new - 1) >> level
    if not place:
        node = whole = old_root  # the old tree is that subtree
    elif rest:
        node = whole = rest.pop(0)
    else:
        raise TlogError("the consistency proof is too short")
    while last:
        if place & 1 or place < last:
            if not rest:
                raise TlogError("the consistency proof is too short")
            beside = rest.pop(0)
            if place & 1:
                node, whole = node_hash(beside, node), node_hash(beside, whole)
            else:
                whole = node_hash(whole, beside)
        place, last = place >> 1, last >> 1
    if rest:
        raise TlogError("the consistency proof is too long")
    if node != old_root or whole != new_root:
        raise TlogError(f"the consistency proof does not lead from the root of size {old} to the root of size {new}")


def _between(subtree: Subtree, first: int, end: int) -> bytes:
    """The hash over the leaves from `first` up to `end`, where `first` is where such a subtree can begin."""
    left = _left(end - first)
    if left == end - first:
        level = left.bit_length() - 1
        return subtree(level, first >> level)
    return node_hash(_between(subtree, first, first + left), _between(subtree, first + left, end))


def _path(subtree: Subtree, index: int, first: int, end: int) -> list[bytes]:
    if end - first == 1:
        return []
    middle = first + _split(end - first)
    if index < middle:
        return [*_path(subtree, index, first, middle), _between(subtree, middle, end)]
    return [*_path(subtree, index, middle, end), _between(subtree, first, middle)]


def _extension(subtree: Subtree, old: int, first: int, end: int, known: bool) -> list[bytes]:
    """`known`: the verifier has the hash of what is left when `old` reaches `end`: it is the old root."""
    if old == end:
        return [] if known else [_between(subtree, first, end)]
    middle = first + _split(end - first)
    if old <= middle:
        return [*_extension(subtree, old, first, middle, known), _between(subtree, middle, end)]
    return [*_extension(subtree, old, middle, end, False), _between(subtree, first, middle)]


def _left(size: int) -> int:
    """The largest power of two that is not greater."""
    return 1 << (size.bit_length() - 1)


def _split(size: int) -> int:
    """The largest power of two that is smaller: where a tree of this size, two or more, divides."""
    return _left(size - 1)
