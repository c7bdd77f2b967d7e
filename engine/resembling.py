"""An index of listed names: which of them a name is, or resembles, without looking at each.

`engine.names` says what resembles what; the index only leaves out names that cannot, and asks it about the rest. A name resembles in
three ways, each with its own look-up:
- the same normal form: a dictionary;
- words of one contained in the other: the listed names that have the rarest of the words, and those of which a word is kept as their key;
- few letters apart, as they stand or with the words sorted: the listed names of about that length and with about those letters.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from .letters import apart, lengths, sketch
from .names import SHORT_FORM, SHORTEST, SIMILAR, normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .sketches import Sketches

_PARTS: Final = 8  # branches of names that were extended twice from the same state, before they are put together
_IN_COLUMNS: Final = 256  # forms of about the right length, from which on it pays to look at columns; on the way numpy is imported
_BLOCK: Final = 1 << 15  # forms whose letters are counted at a time
_NEW: Final = 256  # forms that columns may lack before they are made anew


class Store:
    """Names and what finds them. It only grows, so that every state of it that was given out stays what it was.

    A listed name has a place, in the order of listing; a normal form has a number, in the order of its first name. Whoever knows the
    first `size` names passes over whatever comes after them.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.known: dict[str, int] = {}
        self.forms: list[str] = []
        self.places: list[list[int]] = []  # by form
        self.form: dict[str, int] = {}
        self.words: defaultdict[str, dict[int, None]] = defaultdict(dict)  # the forms with a word
        self.keyed: defaultdict[str, list[int]] = defaultdict(list)  # the forms of which it is the rarest word
        self.inorder: list[str] = []  # by form: its words, sorted
        self.counts: list[int] = []  # by form: how many words it has
        self.sketches: list[int] = []  # by form
        self.long: defaultdict[int, list[int]] = defaultdict(list)  # the forms of a length
        self._columns: Sketches | None = None
        self._lock = threading.Lock()

    def extend(self, size: int, names: list[str]) -> bool:
        """Add names after the first `size`; false, and nothing is added, if others were. The same, added already, are there."""
        with self._lock:
            if size != len(self.names):
                return self.names[size : size + len(names)] == names
            new: dict[str, list[int]] = {}  # the places of forms that were not there
            for place, name in enumerate(names, size):
                self.names.append(name)
                self.known[name] = place
                text = normalise(name)
                (new.setdefault(text, []) if text not in self.form else self.places[self.form[text]]).append(place)
            first = len(self.forms)
            self.sketches.extend(_sketches(list(new)))
            for number, (text, places) in enumerate(new.items(), first):
                words = text.split()
                self.forms.append(text)
                self.inorder.append(" ".join(sorted(words)))
                self.places.append(places)
                self.counts.append(len(words))
                for word in words:
                    self.words[word][number] = None
            for number in range(first, len(self.forms)):  # once it is known how rare the words are, and what is said of a form is there
                self._index(number, self.forms[number])
            return True

    def _index(self, number: int, text: str) -> None:
        if len(text) >= SHORTEST:
            self.long[len(text)].append(number)
        if len(text) >= SHORT_FORM:
            self.keyed[min(text.split(), key=lambda word: len(self.words[word]))].append(number)
        self.form[text] = number

    def like(self, mine: str) -> Iterator[int]:
        """The forms that resemble the form `mine`; some of them more than once."""
        if (number := self.form.get(mine)) is not None:
            yield number
        if len(mine) >= SHORTEST:
            words = mine.split()
            yield from self.longer(mine, words)
            yield from self.shorter(words)
            yield from self._similar(mine, words)

    def longer(self, mine: str, words: list[str]) -> Iterator[int]:
        """The forms that have the words of `mine`, and others too."""
        if len(mine) >= SHORT_FORM and all(word in self.words for word in words):
            first, *others = sorted((self.words[word] for word in set(words)), key=len)
            found: Iterable[int] = tuple(first)
            for other in others:
                found = other.keys() & found
            yield from (number for number in found if self.counts[number] >= len(words))

    def shorter(self, words: list[str]) -> Iterator[int]:
        """The forms that have fewer words, and no others."""
        mine = set(words)
        for word in mine:
            for number in tuple(self.keyed.get(word, ())):
                if self.counts[number] < len(words) and mine.issuperset(self.forms[number].split()):
                    yield number

    def _similar(self, mine: str, words: list[str]) -> Iterator[int]:
        """The forms that have nearly the same letters in the same order, theirs or that of the words."""
        near = self._near(len(mine), sketch(mine))
        if not near:
            return
        inorder = " ".join(sorted(words))
        for text, forms in ((mine, self.forms), (inorder, self.inorder)):
            for _, score, place in process.extract(text, [forms[n] for n in near], scorer=fuzz.ratio, score_cutoff=SIMILAR - 1, limit=None):
                if score >= SIMILAR:
                    yield near[place]

    def _near(self, length: int, letters: int) -> list[int]:
        """The forms that letters and length do not rule out."""
        most = {other: apart(length, other) for other in lengths(length) if other in self.long}
        if sum(len(self.long[other]) for other in most) < _IN_COLUMNS or (columns := self.columns(_NEW)) is None:
            return [n for other in most for n in self.long[other] if (self.sketches[n] ^ letters).bit_count() <= most[other]]
        new = ((number, len(self.forms[number])) for number in range(columns.forms, len(self.sketches)))
        return columns.near(length, letters) + [n for n, other in new if (self.sketches[n] ^ letters).bit_count() <= most.get(other, -1)]

    def columns(self, lacking: int) -> "Sketches | None":
        """The sketches in columns, which may lack the last `lacking` forms; nothing where there is no numpy."""
        columns = self._columns
        if columns is None or len(self.forms) - columns.forms > lacking:
            if (kind := _columns()) is None:
                return None
            with self._lock:
                self._columns = columns = kind(len(self.forms), self.long, self.sketches)
        return columns


@cache
def _columns() -> "type[Sketches] | None":
    """What compares sketches in columns; nothing where there is no numpy. Imported when there are names enough."""
    try:
        from .sketches import Sketches
    except ImportError:
        return None
    return Sketches


def _sketches(forms: list[str]) -> Iterator[int]:
    """The letters of each form, as `sketch`; those of many forms in columns, where there is numpy, some at a time."""
    if len(forms) < _IN_COLUMNS or _columns() is None:
        yield from map(sketch, forms)
        return
    from .folded import sketches

    for start in range(0, len(forms), _BLOCK):
        yield from sketches(forms[start : start + _BLOCK]).tolist()


class Names:
    """Listed names, and which of them a name is or resembles. A value: more names make another one, which shares the index."""

    __slots__ = ("_parts",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        store = Store()
        listed = list(dict.fromkeys(names))
        store.extend(0, listed)
        self._parts: tuple[tuple[Store, int], ...] = ((store, len(listed)),)

    def with_(self, more: Iterable[str]) -> "Names":
        """These names and `more`, at hardly more than the cost of `more`; names that are there already change nothing."""
        new = [name for name in dict.fromkeys(more) if name not in self]
        if not new:
            return self
        *before, (store, size) = self._parts
        if store.extend(size, new):
            parts = (*before, (store, size + len(new)))
        elif len(self._parts) < _PARTS:
            parts = (*self._parts, (other := Store(), len(new)))
            other.extend(0, new)
        else:  # all but the first part, which is the largest, are put together; all, if that is most of them
            later = [name for store, size in self._parts[1:] for name in store.names[:size]] + new
            if 2 * len(later) > self._parts[0][1]:
                return Names((*self, *new))
            parts = (self._parts[0], (other := Store(), len(later)))
            other.extend(0, later)
        names = Names.__new__(Names)
        names._parts = parts
        return names

    def resembling(self, name: str) -> tuple[str, ...]:
        """The listed names that `name` is or resembles, in the order in which they were listed."""
        mine = normalise(name)
        found: list[str] = []
        for store, size in self._parts:
            places = {place for number in store.like(mine) for place in store.places[number] if place < size}
            found.extend(store.names[place] for place in sorted(places))
        return tuple(found)

    def any(self, name: str) -> bool:
        """Whether `name` is or resembles a listed name."""
        mine = normalise(name)
        return any(store.places[number][0] < size for store, size in self._parts for number in store.like(mine))

    def any_of(self, many: Sequence[str]) -> "NDArray[np.bool_]":
        """Whether each of many names is or resembles a listed name. Needs numpy; beside the answers, it needs room for a block of names."""
        from .names_in_bulk import any_of

        return any_of(self._parts, many)

    def __reduce__(self) -> tuple[type["Names"], tuple[tuple[str, ...]]]:
        return Names, (tuple(self),)

    def __contains__(self, name: str) -> bool:
        """Whether a name is listed to the letter."""
        return any(store.known.get(name, size) < size for store, size in self._parts)

    def __iter__(self) -> Iterator[str]:
        return (name for store, size in self._parts for name in store.names[:size])

    def __len__(self) -> int:
        return sum(size for _, size in self._parts)
