"""The root of a log's tree at positions that were asked for: which log an answer was given on, in 32 bytes."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Final

from .tlog.tree import Range

Leaves = Callable[[int, int], Iterable[bytes]]
"""The hashes of the leaves of the records after one position, through another: see `leaves`."""

KEPT: Final = 64


class Roots:
    """Of the event log. Each one is computed from the nearest before it that is kept. Safe to use from several threads."""

    def __init__(self) -> None:
        self._trees = {0: Range()}
        self._lock = threading.Lock()

    def of(self, leaves: Leaves, size: int) -> bytes:
        """The root of the first `size` records. They never change: there may only be more of them than at the last call."""
        with self._lock:
            return self._tree(leaves, size).root()

    def _tree(self, leaves: Leaves, size: int) -> Range:
        if size not in self._trees:
            known = sorted(self._trees)
            tree = self._trees[known[bisect_right(known, size) - 1]].copy()
            for leaf in leaves(tree.size, size):
                tree.append(leaf)
            if len(self._trees) > KEPT:
                del self._trees[known[1]]
            self._trees[size] = tree
        return self._trees[size]
