"""An index of listed names: which of them a name is, or resembles, without looking at each.

`engine.names` says what resembles what; the index only leaves out names that cannot, and asks it about the rest. A name resembles in
three ways, each with its own look-up:
- the same normal form: a dictionary;
- words of one contained in the other: the listed names that have the rarest of the words, and those of which a word is kept as their key;
- few letters apart, as they stand or with the words sorted: the listed names of about that length.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz, process

from .names import SHORT_FORM, SHORTEST, SIMILAR, normalise, similar

_PARTS: Final = 8  # branches of names that were extended twice from the same state, before they are put together anew


class _Store:
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
        self.long: defaultdict[int, list[str]] = defaultdict(list)  # forms by length
        self.sorted: defaultdict[int, list[str]] = defaultdict(list)
        self.by_sorted: defaultdict[str, list[int]] = defaultdict(list)
        self._lock = threading.Lock()

    def extend(self, size: int, names: list[str]) -> bool:
        """Add names after the first `size`; false, and nothing is added, if something else was."""
        with self._lock:
            if size != len(self.names):
                return False
            new = []
            for place, name in enumerate(names, size):  # what is looked up comes last: others read meanwhile
                self.names.append(name)
                self.known[name] = place
                text = normalise(name)
                if text in self.form:
                    self.places[self.form[text]].append(place)
                else:
                    self.places.append([place])
                    self.forms.append(text)
                    self.form[text] = len(self.forms) - 1
                    new.append(text)
            self._index(new)
            return True

    def _index(self, forms: list[str]) -> None:
        for text in forms:
            for word in text.split():
                self.words[word][self.form[text]] = None
        for text in forms:
            number, words = self.form[text], text.split()
            if len(text) >= SHORT_FORM:
                self.keyed[min(words, key=lambda word: len(self.words[word]))].append(number)
            if len(text) >= SHORTEST:
                inorder = " ".join(sorted(words))
                self.long[len(text)].append(text)
                self.sorted[len(text)].append(inorder)
                self.by_sorted[inorder].append(number)

    def like(self, mine: str) -> Iterator[int]:
        """The forms that resemble the form `mine`; some of them more than once."""
        if (number := self.form.get(mine)) is not None:
            yield number
        if len(mine) >= SHORTEST:
            for number in self._candidates(mine):
                if similar(mine, self.forms[number]):
                    yield number

    def _candidates(self, mine: str) -> Iterator[int]:
        words = mine.split()
        kept = sorted((self.words.get(word, {}) for word in words), key=len)
        if len(mine) >= SHORT_FORM:
            yield from (n for n in tuple(kept[0]) if all(n in others for others in kept[1:]))
        for word in words:
            yield from tuple(self.keyed.get(word, ()))
        inorder = " ".join(sorted(words))
        for length in range(len(mine) * 78 // 100, len(mine) * 128 // 100 + 1):
            if length in self.long:
                near = process.extract(mine, tuple(self.long[length]), scorer=fuzz.ratio, score_cutoff=SIMILAR - 0.1, limit=None)
                yield from (self.form[text] for text, _, _ in near)
                near = process.extract(inorder, tuple(self.sorted[length]), scorer=fuzz.ratio, score_cutoff=SIMILAR - 0.1, limit=None)
                for text, _, _ in near:
                    yield from self.by_sorted[text]


class Names:
    """Listed names, and which of them a name is or resembles. A value: more names make another one, which shares the index."""

    __slots__ = ("_parts",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        store = _Store()
        listed = list(dict.fromkeys(names))
        store.extend(0, listed)
        self._parts: tuple[tuple[_Store, int], ...] = ((store, len(listed)),)

    def with_(self, more: Iterable[str]) -> "Names":
        """These names and `more`, at the cost of `more` alone; names that are there already change nothing."""
        new = [name for name in dict.fromkeys(more) if name not in self]
        if not new:
            return self
        *before, (store, size) = self._parts
        if store.extend(size, new):
            parts = (*before, (store, size + len(new)))
        elif len(self._parts) < _PARTS:
            parts = (*self._parts, (other := _Store(), len(new)))
            other.extend(0, new)
        else:
            return Names((*self, *new))
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

    def __contains__(self, name: str) -> bool:
        """Whether a name is listed to the letter."""
        return any(store.known.get(name, size) < size for store, size in self._parts)

    def __iter__(self) -> Iterator[str]:
        return (name for store, size in self._parts for name in store.names[:size])

    def __len__(self) -> int:
        return sum(size for _, size in self._parts)
