"""Many names against the listed ones: the same look-ups as one by one, and letters compared in columns. Needs numpy (extra `bulk`)."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy import bitwise_count
from numpy.typing import NDArray
from rapidfuzz import fuzz

from .letters import ALPHABET, APART, ASCII, BITS, SIZE
from .names import SHORT_FORM, SHORTEST, SIMILAR, normal_form
from .sketches import Sketches

if TYPE_CHECKING:
    from .resembling import Store

BLOCK: Final = 1 << 16  # names at a time: what bounds the memory
_TILE: Final = 1 << 16  # comparisons at a time, and listed forms among them: what fits into a processor's cache
_WIDE: Final = 1 << 13

_LETTER: Final = np.array([ALPHABET.find(chr(code)) for code in ASCII[:128]], np.int64)  # of an ASCII character; -1 of a space
_SPACE: Final = len(ALPHABET)


def any_of(parts: Sequence[tuple["Store", int]], many: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each of many names is or resembles one of the first names of some stores."""
    out = np.zeros(len(many), np.bool_)
    for start in range(0, len(many), BLOCK):
        forms = [normal_form(name) for name in many[start : start + BLOCK]]
        for store, size in parts:
            out[start : start + BLOCK] |= _block(store, size, forms)
    return out


def _block(store: "Store", size: int, forms: list[str]) -> NDArray[np.bool_]:
    found = np.fromiter((_looked_up(store, size, form) for form in forms), np.bool_, len(forms))
    columns = store.columns(lacking=0)
    assert columns is not None
    rest = [place for place in np.flatnonzero(~found).tolist() if len(forms[place]) >= SHORTEST]
    for place in _similar(store, size, columns, [forms[place] for place in rest]):
        found[rest[place]] = True
    return found


def _looked_up(store: "Store", size: int, form: str) -> bool:
    number = store.form.get(form)
    if number is not None and store.places[number][0] < size:
        return True
    if len(form) < SHORTEST:
        return False
    words = form.split()
    if len(form) >= SHORT_FORM and words[0] in store.words and any(store.places[n][0] < size for n in store.longer(form, words)):
        return True
    return not store.keyed.keys().isdisjoint(words) and any(store.places[n][0] < size for n in store.shorter(words))


def sketches(forms: Sequence[str]) -> NDArray[np.uint64]:
    """The letters of many forms: as `engine.letters.sketch`."""
    sizes = np.fromiter(map(len, forms), np.int64, len(forms))
    codes = np.frombuffer("".join(forms).encode("utf-32-le"), np.uint32)
    letters = np.where(codes < 128, _LETTER[np.minimum(codes, 127)], codes % len(ALPHABET))
    letters[letters < 0] = _SPACE
    kinds = len(ALPHABET) + 1
    rows = np.repeat(np.arange(0, len(forms) * kinds, kinds), sizes)
    counts = np.bincount(rows + letters, minlength=len(forms) * kinds).reshape(len(forms), kinds)
    out, first = np.zeros(len(forms), np.uint64), 0
    for place, bits in enumerate(BITS.values()):
        ones = (1 << np.minimum(counts[:, place], bits)) - 1
        out |= ones.astype(np.uint64) << np.uint64(first)
        first += bits
    return out


def _similar(store: "Store", size: int, columns: Sketches, forms: list[str]) -> list[int]:
    """The places of the forms that have nearly the letters of a listed one, in its order or that of the words."""
    ones, twos = _near(columns, forms)
    found = []
    for place, pairs in groupby(zip(ones.tolist(), twos.tolist(), strict=True), key=lambda pair: pair[0]):
        mine = forms[place]
        inorder = " ".join(sorted(mine.split()))
        for _, number in pairs:
            if store.places[number][0] < size and (
                fuzz.ratio(mine, store.forms[number]) >= SIMILAR or fuzz.ratio(inorder, store.inorder[number]) >= SIMILAR
            ):
                found.append(place)
                break
    return found


def _near(columns: Sketches, forms: list[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The pairs of a form, by its place, and a listed one, by its number, that letters and length do not rule out.

    Ordered by the first, then from near to far.
    """
    letters = sketches(forms)
    sizes = np.fromiter(map(len, forms), np.int64, len(forms))
    order = np.argsort(sizes, kind="stable")
    starts = np.flatnonzero(np.diff(sizes[order], prepend=-1)).tolist()
    pairs = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for start, stop in pairwise([*starts, len(order)]):
        pairs.extend(_of_a_length(columns, letters, order[start:stop], int(sizes[order[start]])))
    one, two = (np.concatenate(side) for side in zip(*pairs, strict=True))
    come = bitwise_count(columns.sketches[two] & ~letters[one])
    go = bitwise_count(letters[one] & ~columns.sketches[two])
    most = APART * (columns.lengths[two] + sizes[one]) // 100
    more = columns.lengths[two] - sizes[one]
    kept = (2 * come <= most + more) & (2 * go <= most - more)
    one, two, far = one[kept], two[kept], (come + go)[kept]
    order = np.lexsort((far, one))
    return one[order], columns.numbers[two[order]]


def _of_a_length(
    columns: Sketches, letters: NDArray[Any], places: NDArray[Any], length: int
) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """The pairs that sketches do not rule out, of forms of one length: every one with every listed one of about that length."""
    here = columns.within(length)
    for low in range(here.start, here.stop, _WIDE):
        high = min(low + _WIDE, here.stop)
        most = np.minimum(APART * (columns.lengths[low:high] + length) // 100, SIZE).astype(np.uint8)
        step = max(1, _TILE // (high - low))
        for first in range(0, len(places), step):
            some = places[first : first + step]
            differ = bitwise_count(letters[some, None] ^ columns.sketches[None, low:high])
            hits = np.flatnonzero(differ <= most)  # many times as fast as in two dimensions
            yield some[hits // (high - low)], hits % (high - low) + low
