"""Many names against the listed ones: the same look-ups as one by one, and letters compared in columns. Needs numpy (extra `bulk`).

Most names resemble none. That is told without their normal forms, by the numbers of their words, of which no listed name is made, and by
their letters. What is left is looked up one by one.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy import bitwise_count
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from .folded import NUMBERS, Folded, Numbers, fold, numbers_of, sketches
from .letters import APART, SIZE
from .names import SHORT_FORM, SHORTEST, SIMILAR, normal_form
from .sketches import Sketches

if TYPE_CHECKING:
    from .resembling import Store

BLOCK: Final = 1 << 15  # names at a time: what bounds the memory
_TILE: Final = 1 << 16  # comparisons at a time, and listed forms among them: what fits into a processor's cache
_WIDE: Final = 1 << 13
_PAIRS: Final = 1 << 18  # that sketches did not rule out and that wait to be looked at


def any_of(parts: Sequence[tuple["Store", int]], many: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each of many names is or resembles one of the first names of some stores."""
    against = [_Against(store, size) for store, size in parts]
    out = np.zeros(len(many), np.bool_)
    for start in range(0, len(many), BLOCK):
        names = many[start : start + BLOCK]
        folded = fold(names)
        for one in against:
            out[start : start + BLOCK] |= one.any_of(names, folded)
    return out


def among(forms: Collection[str], many: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each of many names has one of some normal forms."""
    known, words, out = frozenset(forms), np.zeros(NUMBERS, np.bool_), np.zeros(len(many), np.bool_)
    words[numbers_of({word for form in known for word in form.split()})] = True
    for start in range(0, len(many), BLOCK):
        names = many[start : start + BLOCK]
        folded = fold(names)
        strange = np.bincount(folded.rows[~words[folded.words]], minlength=len(names))
        some = np.flatnonzero(folded.left | (strange == 0)).tolist()
        out[[start + row for row in some if normal_form(names[row]) in known]] = True
    return out


class _Against:
    """The first names of a store, that many are compared with."""

    def __init__(self, store: "Store", size: int) -> None:
        columns = store.columns(lacking=0)
        assert columns is not None
        self.store, self.size, self.columns = store, size, columns
        self.words = np.zeros(NUMBERS, np.bool_)
        self.words[numbers_of(tuple(store.words))] = True
        self.keyed = np.zeros(NUMBERS, np.bool_)
        self.keyed[numbers_of(tuple(store.keyed))] = True

    def any_of(self, names: Sequence[str], folded: Folded) -> NDArray[np.bool_]:
        forms = {row: normal_form(names[row]) for row in np.flatnonzero(self._to_look_up(folded)).tolist()}
        found = np.zeros(len(names), np.bool_)
        found[[row for row, form in forms.items() if self._looked_up(form)]] = True
        sizes, letters = folded.sizes.copy(), folded.sketches.copy()
        left = np.flatnonzero(folded.left)
        others = [forms[row] for row in left.tolist()]
        sizes[left], letters[left] = [len(form) for form in others], sketches(others)
        rest = np.flatnonzero(~found & (sizes >= SHORTEST))
        for ones, twos in _near(self.columns, sizes[rest], letters[rest]):
            rows = rest[ones]
            still = ~found[rows]
            for row, pairs in groupby(zip(rows[still].tolist(), twos[still].tolist(), strict=True), key=lambda pair: pair[0]):
                form = forms[row] if row in forms else normal_form(names[row])
                if self._similar(form, [number for _, number in pairs]):
                    found[row] = True
        return found

    def _to_look_up(self, folded: Folded) -> NDArray[np.bool_]:
        """The names all of whose words listed names have, or one that is a key; and those that are left."""
        strange = np.bincount(folded.rows[~self.words[folded.words]], minlength=len(folded.left))
        keys = np.bincount(folded.rows[self.keyed[folded.words]], minlength=len(folded.left))
        return np.asarray(folded.left | (strange == 0) | (keys > 0), np.bool_)

    def _known(self, number: int) -> bool:
        return self.store.places[number][0] < self.size

    def _looked_up(self, form: str) -> bool:
        number = self.store.form.get(form)
        if number is not None and self._known(number):
            return True
        if len(form) < SHORTEST:
            return False
        words = form.split()
        if len(form) >= SHORT_FORM and words[0] in self.store.words and any(map(self._known, self.store.longer(form, words))):
            return True
        return not self.store.keyed.keys().isdisjoint(words) and any(map(self._known, self.store.shorter(words)))

    def _similar(self, form: str, numbers: list[int]) -> bool:
        """Whether it has nearly the letters of one of some listed forms, in their order or that of the words."""
        inorder = " ".join(sorted(form.split()))
        known = list(filter(self._known, numbers))
        for some in (known[:1], known[1:]):  # the nearest is the one, mostly
            for text, forms in ((form, self.store.forms), (inorder, self.store.inorder)):
                best = process.extractOne(text, [forms[n] for n in some], scorer=fuzz.ratio, score_cutoff=SIMILAR - 1)
                if best is not None and best[1] >= SIMILAR:
                    return True
        return False


def _near(columns: Sketches, sizes: Numbers, letters: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs of a form, by its place, and a listed one, by its number, that letters and length do not rule out.

    Some at a time, as there may be very many; each time ordered by the first, then from near to far.
    """
    order = np.argsort(sizes, kind="stable")
    starts = np.flatnonzero(np.diff(sizes[order], prepend=-1)).tolist()
    pairs: list[tuple[Numbers, Numbers]] = []
    count = 0
    for start, stop in pairwise([*starts, len(order)]):
        for pair in _of_a_length(columns, letters, order[start:stop], int(sizes[order[start]])):
            pairs.append(pair)
            count += len(pair[0])
            if count >= _PAIRS:
                yield _sifted(columns, sizes, letters, pairs)
                pairs, count = [], 0
    if pairs:
        yield _sifted(columns, sizes, letters, pairs)


def _sifted(columns: Sketches, sizes: Numbers, letters: Numbers, pairs: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """The pairs that the letters that come and those that go do not rule out either."""
    one, two = (np.concatenate(side) for side in zip(*pairs, strict=True))
    come = bitwise_count(columns.sketches[two] & ~letters[one])
    go = bitwise_count(letters[one] & ~columns.sketches[two])
    most = APART * (columns.lengths[two] + sizes[one]) // 100
    more = columns.lengths[two] - sizes[one]
    kept = (2 * come <= most + more) & (2 * go <= most - more)
    one, two, far = one[kept], two[kept], (come + go)[kept]
    order = np.lexsort((far, one))
    return one[order], columns.numbers[two[order]]


def _of_a_length(columns: Sketches, letters: Numbers, places: Numbers, length: int) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs that sketches do not rule out, of forms of one length: every one with every listed one of about that length."""
    here = columns.within(length)
    room = [np.empty(max(_TILE, _WIDE), kind) for kind in (np.uint64, np.uint8, np.bool_)]
    for low in range(here.start, here.stop, _WIDE):
        wide = min(_WIDE, here.stop - low)
        most = np.minimum(APART * (columns.lengths[low : low + wide] + length) // 100, SIZE).astype(np.uint8)
        step = max(1, _TILE // wide)
        for first in range(0, len(places), step):
            some = places[first : first + step]
            bits, differ, near = (one[: len(some) * wide].reshape(len(some), wide) for one in room)
            np.bitwise_xor(letters[some, None], columns.sketches[None, low : low + wide], out=bits)
            bitwise_count(bits, out=differ)
            np.less_equal(differ, most, out=near)
            hits = np.flatnonzero(near)  # many times as fast as in two dimensions
            yield some[hits // wide], hits % wide + low
