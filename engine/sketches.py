"""The sketches of normal forms in columns, ordered by length, so that many are compared at once. Needs numpy (extra `bulk`)."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy import bitwise_count  # an older numpy has none, and is as good as none

from .letters import APART, apart, lengths


class Sketches:
    """The forms that there were when it was made. `forms`: how many; those too short to be similar to anything are not in the columns."""

    def __init__(self, forms: int, by_length: Mapping[int, Sequence[int]], sketches: Sequence[int]) -> None:
        self.forms = forms
        self.numbers = np.array([number for length in sorted(by_length) for number in by_length[length]], np.int64)
        self.lengths = np.repeat(np.array(sorted(by_length), np.int64), [len(by_length[length]) for length in sorted(by_length)])
        self.sketches = np.array(sketches, np.uint64)[self.numbers]
        longest = max(by_length, default=0)
        self._starts: list[int] = np.searchsorted(self.lengths, np.arange(longest + 2)).tolist()

    def within(self, length: int) -> slice:
        """Where the forms are whose length does not rule out that they are similar to one of `length`."""
        near, last = lengths(length), len(self._starts) - 1
        return slice(self._starts[min(near.start, last)], self._starts[min(near.stop, last)])

    def near(self, length: int, sketch: int) -> list[int]:
        """The forms that letters and length do not rule out."""
        here = self.within(length)
        letters = np.uint64(sketch)
        some = np.flatnonzero(bitwise_count(self.sketches[here] ^ letters) <= apart(length, lengths(length).stop - 1)) + here.start
        if not some.size:
            return []
        most = APART * (self.lengths[some] + length) // 100
        more = self.lengths[some] - length
        come = bitwise_count(self.sketches[some] & ~letters)
        go = bitwise_count(letters & ~self.sketches[some])
        found: list[int] = self.numbers[some[(2 * come <= most + more) & (2 * go <= most - more)]].tolist()
        return found
