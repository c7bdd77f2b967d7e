"""What the letters of a normal form rule out: which others are too far from it to be similar, told by their lengths and by 64 bits.

Two forms are similar if 88 % of both, taken together, is a common subsequence, as they stand or with their words sorted. With m and n
characters, and d to be taken out or put in on the way from one to the other, the ratio is 100 × (1 − d / (m + n)), so that
100 d ≤ 12 (m + n). Three bounds follow, and none of them minds the order of the words, as sorting keeps every character:
- the lengths differ by d at most;
- so do the numbers of each letter, added up: whatever is taken out or put in is one letter. Sketches count letters, some of them together
  and none beyond four, so one letter more or less changes one bit of a sketch at most, and two sketches differ in d bits at most;
- of the d characters (d + n − m) / 2 are put in and the rest is taken out, which bounds the bits that come and those that go.
"""

from math import ceil
from typing import Final

from .names import SIMILAR

APART: Final = ceil(100 - SIMILAR)  # of a hundred characters of both forms, those that may have no counterpart

# A letter has the more bits the more often names have it: one for each time that it occurs, as far as they go.
BITS: Final = dict.fromkeys("naieo", 4) | dict.fromkeys("rtsghlcu", 3) | dict.fromkeys("dmpykzb", 2) | dict.fromkeys("fjwxvq", 1)
ALPHABET: Final = "".join(BITS)
MOST: Final = 4
SIZE: Final = sum(BITS.values())


class _Letters(dict[int, int]):
    """The letter that a character counts as. What is no such letter is counted with one of them; spaces are not counted."""

    def __missing__(self, code: int) -> int:
        return ord(ALPHABET[code % len(ALPHABET)])


_COUNTS_AS: Final = _Letters({ord(letter): ord(letter) for letter in " " + ALPHABET})
ASCII: Final = bytes(_COUNTS_AS[code] for code in range(128)) + bytes(128)  # the same, for the bytes of a text


def _sketches() -> dict[int, tuple[int, ...]]:
    first, out = 0, {ord(" "): (0,) * (MOST + 1)}
    for letter, bits in BITS.items():
        out[ord(letter)] = tuple(((1 << min(times, bits)) - 1) << first for times in range(MOST + 1))
        first += bits
    return out


SKETCHES: Final = _sketches()  # of a letter that occurs so many times


def sketch(form: str) -> int:
    """The letters of a normal form, in 64 bits."""
    letters = form.encode("ascii").translate(ASCII) if form.isascii() else form.translate(_COUNTS_AS).encode("ascii")
    bits = 0
    for letter in set(letters):
        times = letters.count(letter)
        bits |= SKETCHES[letter][times if times < MOST else MOST]
    return bits


def lengths(length: int) -> range:
    """The lengths that a form similar to one of `length` can have."""
    return range(-(-length * (100 - APART) // (100 + APART)), length * (100 + APART) // (100 - APART) + 1)


def apart(one: int, two: int) -> int:
    """The characters without a counterpart that similar forms of two lengths have at most."""
    return APART * (one + two) // 100
