"""Mappings and ordered sequences that are never changed, and of which the next one shares nearly all: what a policy that grows is made of.

A change costs about the square root of the size, not the size: a large part that is shared, and a small one that is copied.
"""

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Final, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")


class _Gone:
    """A class, so that it is the same thing in every process."""


GONE: Final[Any] = _Gone
"""In the changes of a `Layered`: the key is taken out."""

_MISSING: Final[Any] = object()


class Layered(Mapping[K, V]):
    """A mapping, and a few changes over it that are not put into it yet. A key keeps its place when its value changes; others come last."""

    __slots__ = ("_base", "_extra", "_gone", "_over")

    def __init__(self, base: dict[K, V] | None = None) -> None:
        self._base: dict[K, V] = {} if base is None else base  # never changed from here on
        self._over: dict[K, V] = {}
        self._extra = self._gone = 0  # keys that are only in `_over`, and keys of `_base` that are taken out

    def changed(self, changes: dict[K, V]) -> "Layered[K, V]":
        """With other values, more keys, or fewer (`GONE`). Itself, where nothing is given; what is given is not to be changed any more."""
        if not changes:
            return self
        new: Layered[K, V] = Layered.__new__(Layered)
        if not self._base or (len(self._over) + len(changes)) ** 2 > 2 * len(self._base) + 4096:
            merged = {**self._base, **self._over, **changes} if self._base or self._over else changes
            for key in [key for part in (self._over, changes) for key, value in part.items() if value is GONE]:
                if merged.get(key) is GONE:
                    del merged[key]
            new._base, new._over, new._extra, new._gone = merged, {}, 0, 0
            return new
        over = {**self._over, **changes}
        new._base, new._over, new._extra, new._gone = self._base, over, self._extra, self._gone
        for key, value in changes.items():
            inside, before = key in self._base, self._over.get(key, _MISSING)
            if inside:
                new._gone += (value is GONE) - (before is GONE)
            else:
                new._extra += (value is not GONE) - (before is not _MISSING and before is not GONE)
        return new

    def __getitem__(self, key: K) -> V:
        value = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | W) -> V | W: ...
    def get(self, key: K, /, default: Any = None) -> Any:
        if not self._over or (value := self._over.get(key, _MISSING)) is _MISSING:
            return self._base.get(key, default)
        return default if value is GONE else value

    def __contains__(self, key: object) -> bool:
        if not self._over:
            return key in self._base
        return self.get(key, _MISSING) is not _MISSING  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._base) + self._extra - self._gone

    def __iter__(self) -> Iterator[K]:
        if not self._over:
            return iter(self._base)
        over = self._over
        kept = (key for key in self._base if over.get(key, _MISSING) is not GONE)
        return chain(kept, (key for key, value in over.items() if value is not GONE and key not in self._base))


_CHUNK: Final = 256


class Chunks(Sequence[V]):
    """A sequence in the order of whole numbers that its items have as their `key`, no two the same; a change copies one of its pieces."""

    __slots__ = ("_first", "_pieces", "_size", "_starts")

    def __init__(self, items: Iterable[V] = ()) -> None:
        """`items` in order."""
        inorder = tuple(items)
        self._set(tuple(inorder[n : n + _CHUNK] for n in range(0, len(inorder), _CHUNK)))

    def _set(self, pieces: tuple[tuple[V, ...], ...]) -> None:
        self._pieces = pieces
        self._first = [_key(piece[0]) for piece in pieces]
        self._starts = [0, *accumulate(map(len, pieces))]  # of each piece, the place of its first item
        self._size = self._starts.pop()

    def changed(self, added: Collection[V], removed: Iterable[Any] = ()) -> "Chunks[V]":
        """With more items, and without others. An item whose key is there takes its place. Itself, where nothing is given."""
        if not self._pieces:
            return Chunks(sorted(added, key=_key)) if added else self
        new, gone = {_key(item): item for item in added}, {_key(item) for item in removed}
        if not new and not gone:
            return self
        pieces: list[tuple[V, ...]] = []
        keys = sorted({*new, *gone})
        start = 0
        for place, piece in enumerate(self._pieces):
            end = len(keys) if place + 1 == len(self._pieces) else bisect_left(keys, self._first[place + 1], start)
            if end > start:
                mine = {_key(item): item for item in piece}
                for key in keys[start:end]:
                    if key in new:
                        mine[key] = new[key]
                    else:
                        mine.pop(key, None)
                inorder = tuple(mine[key] for key in sorted(mine))
                parts = -(-len(inorder) // (2 * _CHUNK)) or 1  # of more than twice the size, several
                size = -(-len(inorder) // parts) or 1
                pieces.extend(inorder[n : n + size] for n in range(0, len(inorder), size))
                start = end
            else:
                pieces.append(piece)
        out: Chunks[V] = Chunks.__new__(Chunks)
        out._set(tuple(pieces))
        return out

    def at(self, key: int) -> V | None:
        """The item with a key."""
        number = bisect_right(self._first, key) - 1
        if number < 0:
            return None
        piece = self._pieces[number]
        place = bisect_left(piece, key, key=_key)
        return piece[place] if place < len(piece) and _key(piece[place]) == key else None

    @property
    def last_key(self) -> int:
        """The largest key; -1 if there is none."""
        return int(_key(self._pieces[-1][-1])) if self._pieces else -1

    @property
    def pieces(self) -> tuple[tuple[V, ...], ...]:
        """The items, in pieces; a piece that nothing changed is the very same object in the next sequence."""
        return self._pieces

    def after(self, key: int) -> Iterator[V]:
        """The items whose key is larger, in order."""
        place = max(0, bisect_right(self._first, key) - 1)
        return (item for piece in self._pieces[place:] for item in piece if _key(item) > key)

    def count_after(self, key: int) -> int:
        """How many items have a larger key."""
        place = max(0, bisect_right(self._first, key) - 1)
        here = len([item for piece in self._pieces[place : place + 1] for item in piece if _key(item) > key])
        return here + sum(map(len, self._pieces[place + 1 :]))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Chunks) and len(self) == len(other) and all(map(operator.eq, self, other)))

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[V]:
        return chain.from_iterable(self._pieces)

    def __reversed__(self) -> Iterator[V]:
        return chain.from_iterable(map(reversed, reversed(self._pieces)))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> V: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[V, ...]: ...
    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return tuple(self)[place]
        place += self._size if place < 0 else 0
        if not 0 <= place < self._size:
            raise IndexError("no such place")
        piece = bisect_right(self._starts, place) - 1
        return self._pieces[piece][place - self._starts[piece]]


_key: Final = operator.attrgetter("key")


class Seen(Mapping[K, W], Generic[K, V, W]):
    """A mapping with its values seen as something else, each when it is asked for."""

    __slots__ = ("_inner", "_see")

    def __init__(self, inner: Mapping[K, V], see: Callable[[V], W]) -> None:
        self._inner, self._see = inner, see

    def __getitem__(self, key: K) -> W:
        return self._see(self._inner[key])

    def __contains__(self, key: object) -> bool:
        return key in self._inner

    def __iter__(self) -> Iterator[K]:
        return iter(self._inner)

    def __len__(self) -> int:
        return len(self._inner)


class SeenEach(Sequence[W], Generic[V, W]):
    """A sequence with its items seen as something else, each when it is asked for."""

    __slots__ = ("_inner", "_see")

    def __init__(self, inner: Sequence[V], see: Callable[[V], W]) -> None:
        self._inner, self._see = inner, see

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, SeenEach) and len(self) == len(other) and all(map(operator.eq, self, other)))

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, place: int) -> W: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[W, ...]: ...
    def __getitem__(self, place: Any) -> Any:
        return tuple(map(self._see, self._inner[place])) if isinstance(place, slice) else self._see(self._inner[place])

    def __iter__(self) -> Iterator[W]:
        return map(self._see, self._inner)

    def __len__(self) -> int:
        return len(self._inner)
