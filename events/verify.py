"""Checking a log as it is stored: its rows, its tree against every checkpoint, and who signed them.

Nothing is trusted but the keys. What was changed is named by the first position that is not as it was signed: exactly where
the folder has the hashes of the leaves, else between two checkpoints.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Final, NamedTuple

from .errors import LogUnavailable
from .leaves import leaf, unreadable
from .rows import Row
from .tlog.checkpoint import open_checkpoint
from .tlog.errors import TlogError
from .tlog.note import VerifierKey
from .tlog.tree import Range

SHOWN: Final = 20  # faults of one log; there may be one for every row


class Fault(NamedTuple):
    """Something that is not as it was recorded. `position`: the first that it concerns; None where it concerns none."""

    position: int | None
    text: str

    def __str__(self) -> str:
        return self.text if self.position is None else f"position {self.position}: {self.text}"


class Mark(NamedTuple):
    """A checkpoint as it is kept somewhere. `place`: `the database`, `the folder`. `root`: as it stands beside the note; None
    where only the note is."""

    size: int
    place: str
    root: bytes | None
    note: bytes


class Verified(NamedTuple):
    """What was found. `size`, `root`: of the tree over all rows; `signed`: the size of the largest checkpoint that agrees;
    `marks`: how many checkpoints were compared, by place; `keys`: those that signed them."""

    size: int
    root: bytes
    signed: int
    marks: dict[str, int]
    keys: tuple[VerifierKey, ...]
    faults: tuple[Fault, ...]
    more: int


Progress = Callable[[int], None]
"""Is told the position now and then."""


def verify(
    log: str,
    rows: Iterable[Row],
    marks: Sequence[Iterable[Mark]],
    leaves: Iterable[bytes],
    origin: str,
    keys: Sequence[VerifierKey],
    progress: Progress = lambda _: None,
) -> Verified:
    """Check the rows of a log. `marks`: checkpoints by size, one iterable for each place; `leaves`: the hashes that the folder
    has, from the first position on. Memory does not grow with the log."""
    return _Walk(log, origin, keys, leaves, progress).over(rows, merge(*marks, key=lambda mark: mark.size))


class _Walk:
    def __init__(self, log: str, origin: str, keys: Sequence[VerifierKey], leaves: Iterable[bytes], progress: Progress) -> None:
        self._log, self._origin, self._keys, self._progress = log, origin, keys, progress
        self._tree = Range()
        self._leaves: Iterator[bytes] = iter(leaves)
        self._kept: Range | None = None  # the tree over the hashes in the folder, from where the log is another
        self._differs = 0
        self._last_us: int | None = None
        self._signed = 0
        self._counts: dict[str, int] = {}
        self._signers: dict[VerifierKey, None] = {}
        self._faults: list[Fault] = []
        self._more = 0
        self._named = False  # where the log is not as it was signed is named once
        self._broken = False  # no row follows that could be compared

    def over(self, rows: Iterable[Row], marks: Iterator[Mark]) -> Verified:
        mark = next(marks, None)
        while mark is not None and mark.size < 1:
            self._fault(None, f"the checkpoint of size {mark.size} in {mark.place} is none")
            mark = next(marks, None)
        for row in self._readable(rows):
            self._take(row)
            while mark is not None and mark.size == self._tree.size:
                self._compare(mark)
                mark = next(marks, None)
            if row.position % 10_000 == 0:
                self._progress(row.position)
        beyond = [] if mark is None else [mark, *marks]
        self._end(beyond)
        self._progress(self._tree.size)
        return Verified(
            self._tree.size,
            self._tree.root(),
            self._signed,
            self._counts,
            tuple(self._signers),
            tuple(sorted(self._faults, key=_place)),
            self._more,
        )

    def _readable(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows up to where they are no longer one after the other, or cannot be read."""
        try:
            for row in rows:
                if row.position != self._tree.size + 1:
                    self._fault(self._tree.size + 1, f"missing: the log goes on at {row.position}; what follows was not compared")
                    self._broken = True
                    return
                yield row
        except LogUnavailable as error:
            self._fault(self._tree.size + 1, f"cannot be read: {error}; what follows was not compared")
            self._broken = True

    def _take(self, row: Row) -> None:
        if (reason := unreadable(row)) is not None:
            self._fault(row.position, reason)
        elif self._last_us is not None and row.recorded_us < self._last_us:
            self._fault(row.position, "was recorded before the one ahead of it")
        try:
            self._last_us, hash = row.recorded_us, leaf(self._log, row).hash
        except (TypeError, ValueError, OverflowError):  # said above; no leaf that was signed has this hash
            self._last_us, hash = None, b""
        kept = next(self._leaves, None)
        if self._kept is None and kept is not None and kept != hash:
            self._kept, self._differs = self._tree.copy(), row.position
        if self._kept is not None and kept is not None:
            self._kept.append(kept)
        self._tree.append(hash)

    def _compare(self, mark: Mark) -> None:
        root = self._opened(mark)
        if root is None:
            return
        if root == self._tree.root():
            self._signed = max(self._signed, mark.size)
        elif not self._named:
            self._named = True
            self._fault(*self._where(mark, root))

    def _where(self, mark: Mark, root: bytes) -> tuple[int, str]:
        """The first position that is not as it was signed."""
        if self._kept is not None and self._kept.size == mark.size and self._kept.root() == root:
            return self._differs, f"not as it was signed (checkpoint of {mark.size} in {mark.place})"
        first = self._signed + 1
        if first == mark.size:
            return first, f"not as it was signed (checkpoint of {mark.size} in {mark.place})"
        return first, f"this one, or one after it up to {mark.size}, is not as it was signed (checkpoint of {mark.size} in {mark.place})"

    def _opened(self, mark: Mark) -> bytes | None:
        """The root that a checkpoint says, if it is what it should be."""
        self._counts[mark.place] = self._counts.get(mark.place, 0) + 1
        try:
            checkpoint, keys = open_checkpoint(mark.note, self._origin, self._keys)
        except TlogError as error:
            self._fault(None, f"the checkpoint of {mark.size} in {mark.place}: {error}")
            return None
        if checkpoint.size != mark.size or mark.root not in (None, checkpoint.root):
            self._fault(None, f"the checkpoint of {mark.size} in {mark.place} is not the one that its note says")
            return None
        self._signers.update(dict.fromkeys(keys))
        return checkpoint.root

    def _end(self, beyond: Iterable[Mark]) -> None:
        """What checkpoints and hashes say that reach further than the rows."""
        size, largest = self._tree.size, None
        kept = self._kept or self._tree.copy()
        for mark in beyond:
            if (root := self._opened(mark)) is None:
                continue
            largest = mark
            for hash in islice(self._leaves, mark.size - kept.size):
                kept.append(hash)
            if self._kept is not None and not self._named and kept.size == mark.size and kept.root() == root:
                self._named = True
                self._fault(self._differs, f"not as it was signed (checkpoint of {mark.size} in {mark.place})")
        if largest is not None and not self._broken:
            what = f"missing: {largest.size} positions were signed (checkpoint in {largest.place}); the log was cut or put back"
            self._fault(size + 1, what)
        elif self._kept is not None and not self._named:
            agree = ", though the checkpoints agree with the log: `leaves` was changed" if self._signed >= self._differs else ""
            self._fault(self._differs, f"its hash in the folder is another{agree}")
        elif largest is None and not self._broken and next(self._leaves, None) is not None:
            self._fault(size + 1, "missing: the folder has its hash; the log was cut or put back")

    def _fault(self, position: int | None, text: str) -> None:
        if len(self._faults) < SHOWN:
            self._faults.append(Fault(position, text))
        else:
            self._more += 1


def _place(fault: Fault) -> float:
    return float("inf") if fault.position is None else fault.position
