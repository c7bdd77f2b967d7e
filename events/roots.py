"""The root of a log's tree at positions that were asked for: which log an answer was given on, in 32 bytes."""

import threading
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from .leaves import entry, recorded_at
from .log import Recorded
from .rows import microseconds
from .tlog.tree import Range, leaf_hash

KEPT: Final = 64


class Roots:
    """Of the event log. Each one is computed from the nearest before it that is kept. Safe to use from several threads."""

    def __init__(self) -> None:
        self._trees = {0: Range()}
        self._lock = threading.Lock()

    def of(self, records: Sequence[Recorded], size: int) -> bytes:
        """The root of the first `size` records. They never change: `records` may only have grown since the last call."""
        with self._lock:
            return self._tree(records, size).root()

    def _tree(self, records: Sequence[Recorded], size: int) -> Range:
        if size not in self._trees:
            known = sorted(self._trees)
            tree = self._trees[known[bisect_right(known, size) - 1]].copy()
            for record in records[tree.size : size]:
                at = recorded_at(microseconds(record.recorded_at))
                tree.append(leaf_hash(entry("events", record.position, record.event.id, at, record.digest)))
            if len(self._trees) > KEPT:
                del self._trees[known[1]]
            self._trees[size] = tree
        return self._trees[size]
