"""Hashes and entries as files: c2sp.org/tlog-tiles.

A tile has up to 256 hashes of one level; levels are eight apart, so that a tile of level `L` has hashes of subtrees of
`256 ** L` leaves. Only complete subtrees are in tiles: what is left at the right edge of the tree is put together from
lower ones. An entry bundle has the entries of one tile of level 0.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from .errors import TlogError
from .tree import Range, Subtree

WIDTH: Final = 256
MAX_ENTRY: Final = 2**16 - 1  # bytes: the length has two
HASH: Final = 32  # bytes


class Tile(NamedTuple):
    """`level`: 0 and up, or `entries` for a bundle. `width`: 1 to 256; below that the tile is partial."""

    level: int | Literal["entries"]
    number: int
    width: int

    @property
    def path(self) -> str:
        """`tile/0/x001/x234/067`, `tile/entries/000.p/17`."""
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{numbered(self.number)}{partial}"


def numbered(index: int) -> str:
    """A number as a path that keeps folders small: 1234067 is `x001/x234/067`."""
    if index < 0:
        raise TlogError(f"`{index}`: tiles are numbered from 0")
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03}")
    return "/".join(reversed(parts))


def tiles(size: int, *, after: int = 0) -> Iterator[Tile]:
    """The tiles of hashes of a tree, those left out that a tree of size `after` has as well, as they are."""
    level, hashes, known = 0, size, after
    while hashes:
        for index in range(known // WIDTH, -(-hashes // WIDTH)):
            width = min(WIDTH, hashes - index * WIDTH)
            if index * WIDTH + width > known:
                yield Tile(level, index, width)
        level, hashes, known = level + 1, hashes // WIDTH, known // WIDTH


def bundles(size: int) -> Iterator[Tile]:
    """The entry bundles of a tree."""
    return (Tile("entries", tile.number, tile.width) for tile in tiles(size) if tile.level == 0)


def tile_bytes(hashes: Sequence[bytes]) -> bytes:
    """The content of a tile."""
    if not 0 < len(hashes) <= WIDTH or any(len(item) != HASH for item in hashes):
        raise TlogError(f"a tile has 1 to {WIDTH} hashes of {HASH} bytes")
    return b"".join(hashes)


def read_tile(data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile of `width`."""
    if len(data) != width * HASH:
        raise TlogError(f"a tile of {width} hashes has {width * HASH} bytes, not {len(data)}")
    return [data[start : start + HASH] for start in range(0, len(data), HASH)]


def bundle_bytes(entries: Sequence[bytes]) -> bytes:
    """The content of an entry bundle: each entry after its length, two bytes, the high one first."""
    if not 0 < len(entries) <= WIDTH:
        raise TlogError(f"an entry bundle has 1 to {WIDTH} entries")
    if longest := next((entry for entry in entries if len(entry) > MAX_ENTRY), None):
        raise TlogError(f"an entry has at most {MAX_ENTRY} bytes, not {len(longest)}")
    return b"".join(len(entry).to_bytes(2) + entry for entry in entries)


def read_bundle(data: bytes, width: int) -> list[bytes]:
    """The entries of a bundle of `width`."""
    entries: list[bytes] = []
    start = 0
    while start < len(data):
        end = start + 2 + int.from_bytes(data[start : start + 2])
        if start + 2 > len(data) or end > len(data):
            raise TlogError(f"the entry bundle ends within entry {len(entries)}")
        entries.append(data[start + 2 : end])
        start = end
    if len(entries) != width:
        raise TlogError(f"the entry bundle has {len(entries)} entries, not {width}")
    return entries


def subtrees(read: Callable[[Tile], Sequence[bytes]], size: int) -> Subtree:
    """The complete subtrees of a tree of `size`, from its tiles. `read` gives the hashes of a tile."""

    def subtree(level: int, index: int) -> bytes:
        first, count = index << (level % 8), 1 << (level % 8)  # among the hashes of the tile's level
        height = level // 8
        there = size >> (8 * height)
        if index < 0 or first + count > there:
            raise TlogError(f"a tree of size {size} has no complete subtree {index} at level {level}")
        at = first // WIDTH
        hashes = read(Tile(height, at, min(WIDTH, there - at * WIDTH)))
        part = Range()
        for item in hashes[first % WIDTH : first % WIDTH + count]:
            part.append(item)
        return part.root()

    return subtree
