"""Normal forms of many names at once, as far as it takes to tell most of them from listed ones: lengths, letters and words as numbers.

The bytes of ASCII names are folded in columns, as `engine.names.normal_form` folds one of them. Other names, and those that are nothing
but company forms, are left to it. Needs numpy (extra `bulk`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .letters import ALPHABET, ASCII, BITS
from .names import COMPANY_FORMS, FOLDED

Numbers = NDArray[Any]

_LETTER: Final = np.array([ALPHABET.find(chr(code)) for code in ASCII], np.int64)  # of an ASCII character; -1 of a space
_LINES: Final = FOLDED[:10] + b"\n" + FOLDED[11:]
_MASKS: Final = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)  # of so many bytes
_MIX: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_SHIFT: Final = np.uint64(64 - 20)


class Folded(NamedTuple):
    """Of each name the length of its normal form and its sketch; of each word the number of its name, and a number of its own: equal words
    have equal numbers, and seldom others. `left`: the names that are left to be folded one by one."""

    sizes: Numbers
    sketches: Numbers
    rows: Numbers
    words: Numbers
    left: Numbers


class _Words(NamedTuple):
    """Words in a buffer of bytes: where they start, how long they are, and their first sixteen bytes."""

    starts: Numbers
    sizes: Numbers
    first: Numbers
    second: Numbers

    def numbers(self) -> Numbers:
        mixed: NDArray[np.uint64] = self.first * _MIX[0] + self.second * _MIX[1] + self.sizes.astype(np.uint64) * _MIX[2]
        return np.asarray(mixed >> _SHIFT, np.int64)


NUMBERS: Final = 1 << 20  # the numbers of words are below


def _words(data: NDArray[np.uint8]) -> _Words:
    within = np.zeros(len(data) + 2, np.bool_)
    np.greater(data, ord(" "), out=within[1:-1])
    edges = np.flatnonzero(within[1:] != within[:-1])
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    padded = np.concatenate([data, np.zeros(24, np.uint8)])
    eight = np.ndarray((len(data) + 9,), "<u8", padded, strides=(1,))  # the eight bytes from each place on
    first = eight[starts] & _MASKS[np.minimum(sizes, 8)]
    second = eight[starts + 8] & _MASKS[np.clip(sizes - 8, 0, 8)]
    return _Words(starts, sizes, first, second)


def numbers_of(words: Iterable[str]) -> Numbers:
    """The numbers of words that are ASCII; those of others are never asked for."""
    plain = [word for word in words if word.isascii()]
    return _words(np.frombuffer("\n".join(plain).encode("ascii"), np.uint8)).numbers()


_FORMS: Final = _words(np.frombuffer("\n".join(sorted(COMPANY_FORMS)).encode("ascii"), np.uint8))
_IS_FORM: Final = np.zeros(NUMBERS, np.bool_)
_IS_FORM[_FORMS.numbers()] = True


def _are_forms(words: _Words, numbers: Numbers) -> NDArray[np.bool_]:
    """Which words are company forms: told by the number, then by the bytes, of which no form has more than sixteen."""
    found = _IS_FORM[numbers]
    some = np.flatnonzero(found)
    same = words.first[some, None] == _FORMS.first
    same &= words.second[some, None] == _FORMS.second
    same &= words.sizes[some, None] == _FORMS.sizes
    found[some] = same.any(axis=1)
    return found


def fold(names: Sequence[str]) -> Folded:
    """Fold many names."""
    count, text = len(names), "\n".join(names)
    left = np.zeros(count, np.bool_)
    if not text.isascii() or text.count("\n") != count - 1:
        left = np.fromiter((not name.isascii() or "\n" in name for name in names), np.bool_, count)
        text = "\n".join(["" if other else name for name, other in zip(names, left.tolist(), strict=True)])
    data = np.frombuffer(text.encode("ascii").translate(_LINES, b".'"), np.uint8)
    words = _words(data)
    rows = np.cumsum(data == ord("\n"), dtype=np.int64)[words.starts]
    numbers = words.numbers()
    kept = ~_are_forms(words, numbers)
    many = np.bincount(rows[kept], minlength=count)
    left |= many == 0
    sizes = np.bincount(rows[kept], words.sizes[kept], minlength=count).astype(np.int64) + many - 1
    letters = _LETTER[data[data > ord(" ")]]
    counts = np.bincount(letters * (count + 1) + np.repeat(np.where(kept, rows, count), words.sizes), minlength=len(ALPHABET) * (count + 1))
    return Folded(sizes, sketches_of(counts.reshape(len(ALPHABET), count + 1)[:, :count]), rows[kept], numbers[kept], left)


def sketches(forms: Sequence[str]) -> NDArray[np.uint64]:
    """The letters of many normal forms: as `engine.letters.sketch`."""
    count = len(forms)
    codes = np.frombuffer("".join(forms).encode("utf-32-le"), np.uint32)
    letters = np.where(codes < 128, _LETTER[np.minimum(codes, 127)], codes % len(ALPHABET))
    rows = np.repeat(np.arange(count), np.fromiter(map(len, forms), np.int64, count))
    counted = letters >= 0
    counts = np.bincount(letters[counted] * count + rows[counted], minlength=len(ALPHABET) * count)
    return sketches_of(counts.reshape(len(ALPHABET), count))


def sketches_of(counts: Numbers) -> NDArray[np.uint64]:
    """Sketches by how often each letter occurs: a row for each letter."""
    out, first = np.zeros(counts.shape[1], np.uint64), 0
    for times, bits in zip(counts, BITS.values(), strict=True):
        out |= _MARKS[bits][np.minimum(times, bits)] << np.uint64(first)
        first += bits
    return out


_MARKS: Final = {bits: np.array([(1 << times) - 1 for times in range(bits + 1)], np.uint64) for bits in set(BITS.values())}
