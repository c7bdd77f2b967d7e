"""A log as files that anybody can check without Licet, offline: tiles, checkpoint, entries and their proofs.

README.md               how to check it
keys                    the verifier keys that signed, a line each: to be compared with those had from elsewhere
events/checkpoint       the signed head of the tree (c2sp.org/tlog-checkpoint)
events/tile/…           hashes and entry bundles of the whole log (c2sp.org/tlog-tiles)
events/entries/         for each entry that was asked for, by its position:
  005.json                the body as it is stored, whose SHA-256 is the `digest` of the leaf
  005.leaf                the leaf, which is the entry of the tree
  005.tlog-proof          that the leaf is in the tree (c2sp.org/tlog-proof)
  005.rows/               of a part of a batch: the rows that were asked for, with their own receipts and proofs
"""

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from .errors import CheckpointRefused, LogDamaged, LogUnavailable, NotSigned
from .leaves import Leaf, leaf, unreadable
from .rows import Row
from .tlog.checkpoint import Checkpoint, open_checkpoint
from .tlog.errors import TlogError
from .tlog.note import VerifierKey
from .tlog.proof import Proof
from .tlog.tiles import WIDTH, Tile, bundle_bytes, numbered, read_tile, subtrees, tile_bytes
from .tlog.tree import Range, inclusion_proof
from .verify import Progress


class Part(NamedTuple):
    """What to export of one log. `wanted`: ids, or None for all; `note`: the checkpoint to prove it by; `beside`: files that go
    with an entry, by their ending."""

    log: str
    origin: str
    rows: Iterable[Row]
    note: bytes
    wanted: Collection[str] | None
    beside: Callable[[str], Mapping[str, bytes]] = lambda _: {}


def export(parts: Iterable[Part], keys: Collection[VerifierKey], destination: Path, progress: Progress = lambda _: None) -> dict[str, int]:
    """Write the folder, which must not be there yet; how many entries each log has in it. Whole, or not at all.

    Errors: `CheckpointRefused` for what is not signed, `LogDamaged` for a log that is not the one that was signed,
    `LogUnavailable` for a folder that cannot be written.
    """
    if os.path.lexists(destination):
        raise LogUnavailable(f"`{destination}` is there already: name a folder that is not")
    partial = destination.with_name(f".{destination.name}.{secrets.token_hex(4)}.partial")
    try:
        partial.mkdir(parents=True)
        counts = {part.log: _Export(part, keys, partial / part.log, progress).write() for part in parts}
        (partial / "keys").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
        (partial / "README.md").write_text(README, encoding="utf-8")
        partial.rename(destination)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LogUnavailable(f"`{destination}` cannot be written: {reason}; nothing was written") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return counts


class _Export:
    """One log, in one pass over its rows. `_open`: for each level the hashes of the tile that is not full yet."""

    def __init__(self, part: Part, keys: Collection[VerifierKey], folder: Path, progress: Progress) -> None:
        self._part, self._folder, self._progress = part, folder, progress
        try:
            self._checkpoint: Checkpoint = open_checkpoint(part.note, part.origin, keys)[0]
        except TlogError as error:
            raise CheckpointRefused(f"the checkpoint of {part.log} cannot be given out: {error}") from None
        self._tree = Range()
        self._bundle: list[bytes] = []
        self._open: list[list[bytes]] = []
        self._full: list[int] = []  # tiles of each level that were written
        self._found: list[int] = []

    def write(self) -> int:
        missing = None if self._part.wanted is None else set(self._part.wanted)
        for row in self._part.rows:
            if row.position > self._checkpoint.size:
                break
            reason = unreadable(row) if row.position == self._tree.size + 1 else "it is not the next one"
            if reason is not None:
                raise self._damaged(f"position {row.position}: {reason}")
            item = leaf(self._part.log, row)
            if missing is None or row.id in missing:
                self._entry(row, item)
                if missing is not None:
                    missing.remove(row.id)
            self._add(item)
        if (self._tree.size, self._tree.root()) != (self._checkpoint.size, self._checkpoint.root):
            raise self._damaged("it is not the one that was signed")
        if missing:
            raise NotSigned(f"`{min(missing)}` is not among the {self._tree.size} {self._part.log} that were signed")
        self._add_partial_tiles()
        self._write("checkpoint", self._part.note)
        self._prove()
        self._progress(self._tree.size)
        return len(self._found)

    def _entry(self, row: Row, item: Leaf) -> None:
        self._found.append(row.position)
        self._write(f"{entry_name(row.position)}.json", row.body)
        self._write(f"{entry_name(row.position)}.leaf", item.entry)
        for ending, data in self._part.beside(row.id).items():
            self._write(f"{entry_name(row.position)}.{ending}", data)

    def _add(self, item: Leaf) -> None:
        self._tree.append(item.hash)
        self._bundle.append(item.entry)
        if len(self._bundle) == WIDTH:
            self._write_bundle()
        self._add_hash(0, item.hash)
        if item.position % 10_000 == 0:
            self._progress(item.position)

    def _add_hash(self, level: int, hash: bytes) -> None:
        if level == len(self._open):
            self._open.append([])
            self._full.append(0)
        tile = self._open[level]
        tile.append(hash)
        if len(tile) == WIDTH:
            above = Range()
            for item in tile:
                above.append(item)
            self._write(Tile(level, self._full[level], WIDTH).path, tile_bytes(tile))
            self._full[level] += 1
            tile.clear()
            self._add_hash(level + 1, above.root())

    def _add_partial_tiles(self) -> None:
        if self._bundle:
            self._write_bundle()
        for level, tile in enumerate(self._open):
            if tile:
                self._write(Tile(level, self._full[level], len(tile)).path, tile_bytes(tile))

    def _write_bundle(self) -> None:
        self._write(Tile("entries", (self._tree.size - 1) // WIDTH, len(self._bundle)).path, bundle_bytes(self._bundle))
        self._bundle.clear()

    def _prove(self) -> None:
        """From the tiles as they were written."""

        @lru_cache(maxsize=64)
        def read(tile: Tile) -> list[bytes]:
            return read_tile((self._folder / tile.path).read_bytes(), tile.width)

        size = self._checkpoint.size
        subtree = subtrees(read, size)
        for position in self._found:
            proof = Proof(position - 1, tuple(inclusion_proof(subtree, position - 1, size)), self._part.note)
            self._write(f"{entry_name(position)}.tlog-proof", proof.to_bytes())

    def _write(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _damaged(self, what: str) -> LogDamaged:
        return LogDamaged(f"the log of {self._part.log} cannot be exported: {what}; `licet verify` says more; nothing was written")


def entry_name(position: int) -> str:
    """Where the files of an entry are, without their ending."""
    return f"entries/{numbered(position)}"


README: Final = """\
# Export of a log

These files show what a log of policy events holds and that nothing in it was changed since it was signed. No program of its
maker is needed to check them. They follow public formats:

- `<log>/checkpoint`: the size and root hash of the log's Merkle tree, signed with Ed25519 (c2sp.org/tlog-checkpoint,
  c2sp.org/signed-note).
- `<log>/tile/`: all hashes of the tree and its entries in bundles (c2sp.org/tlog-tiles). Hashes are those of RFC 6962, with
  SHA-256.
- `<log>/entries/`: the entries that were asked for, by position (5 is `005`, 1234 is `x001/234`):
  - `005.json`: the body, in the bytes in which it was recorded (canonical JSON, RFC 8785);
  - `005.leaf`: the entry of the tree: position, instant of recording, id, and the SHA-256 of the body, as canonical JSON;
  - `005.tlog-proof`: that this leaf is number 4, counted from 0, of the signed tree (c2sp.org/tlog-proof).
- A receipt says that an answer was given out. Its `commitment` is the SHA-256 of `005.salt`, followed by the SHA-256 of
  `005.question`, that of `005.answer`, and that of `005.note` if there is one (all as bytes). Where these files are missing, they
  were not kept or were erased, as the law on personal data may demand; the receipt stays. Its `basis.log` has the size and
  the root of the log of events at the time.
- Of a batch, the receipts of its rows are not in the log, but the receipts of its parts, each with the number of its rows and
  the `root` of the tree (RFC 6962) whose leaves are the receipts of the rows. `005.rows/002.json` is the receipt of row 2 of the
  file, and `005.rows/002.row-proof` leads from it to the root: its number in the part, counted from 0, the number of rows there,
  and the hashes, in base64. The last receipt of a batch, `"whole": true`, has the root over all rows of the file.
- `keys`: the public keys that signed. A key that comes with the files proves nothing by itself: compare it with the one
  that the keeper of the log gave you, or published, earlier.

## To check one entry

1. The SHA-256 of `005.json` is the `digest` in `005.leaf`, and the `position` there is 5.
2. The SHA-256 of a zero byte followed by `005.leaf` is the hash of the leaf. With the hashes of `005.tlog-proof`, as RFC 6962
   (2.1.1) says, it leads to the root in the checkpoint. A pair of hashes is hashed after a byte of value one.
3. The signature of the checkpoint is good, by a key that you trust.

## To check the whole log

Hash every entry of `tile/entries/` as a leaf. The tree over them has the root of the checkpoint.

To compare with an earlier checkpoint of the same log: the tree over its first entries, as many as that checkpoint says,
has its root. A log for which that does not hold was altered in between.
"""
