"""Checkpoints outside the database: a folder that tells whether the database was changed or put back.

    <log id>/events/checkpoints/x000/412   the signed checkpoint of size 412; never written twice with other bytes
    <log id>/events/leaves                 the hashes of all leaves, 32 bytes each, so that a changed row can be named
    <log id>/events/keys                   the verifier keys that have signed, a line each
    <log id>/ended                         why nothing more is signed under this id, if so

Copy it to where those who can write to the database cannot write: what is in it counts only as long as it is not theirs.
A file is written beside its place, synced and renamed. Several processes may write to one folder: they write the same
bytes to the same places. Errors: `LogUnavailable` for a folder that cannot be used.
"""

import math
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .errors import CheckpointRefused, LogUnavailable
from .tlog.errors import TlogError
from .tlog.note import VerifierKey
from .tlog.tiles import HASH, numbered

_PART: Final = 1 << 20  # bytes of one read; whole hashes


_ORIGIN: Final = re.compile(r"licet/([0-9a-f]{16})/([a-z]+)")


def origin_of(log_id: str, log: str) -> str:
    """The name of a log in its checkpoints."""
    return f"licet/{log_id}/{log}"


def id_and_log(origin: str) -> tuple[str, str] | None:
    """The parts of such a name; None for another."""
    match = _ORIGIN.fullmatch(origin)
    return None if match is None else (match[1], match[2])


class Folder:
    """The checkpoints of one log and id."""

    def __init__(self, root: Path, origin: str) -> None:
        parts = id_and_log(origin)
        if parts is None:
            raise ValueError(f"`{origin}` is not the name of a log")
        self.origin = origin
        self.path = root.joinpath(*parts)

    def checkpoints(self, after: int = 0, through: float = math.inf) -> Iterator[tuple[int, bytes]]:
        """Sizes and notes, by size, those between two sizes."""
        with _failing(self.path):
            sizes = sorted(size for size in _numbers(self.path / "checkpoints") if after < size <= through)
            for size in sizes:
                yield size, self._checkpoint(size).read_bytes()

    def last(self) -> tuple[int, bytes] | None:
        """The largest checkpoint."""
        with _failing(self.path):
            size = max(_numbers(self.path / "checkpoints"), default=None)
            return None if size is None else (size, self._checkpoint(size).read_bytes())

    def add(self, size: int, note: bytes) -> None:
        """Durably. `CheckpointRefused` if there is another one of this size."""
        path = self._checkpoint(size)
        with _failing(self.path):
            if path.exists():
                if path.read_bytes() != note:
                    raise CheckpointRefused(f"`{path}` holds another checkpoint of size {size}: nothing was written over it")
                return
            _write(path, note)

    def leaves(self, after: int = 0) -> Iterator[bytes]:
        """The hashes of the leaves after a position."""
        with _failing(self.path):
            if not (self.path / "leaves").exists():
                return
            with (self.path / "leaves").open("rb") as file:
                file.seek(after * HASH)
                while part := file.read(_PART):
                    yield from (part[at : at + HASH] for at in range(0, len(part) - len(part) % HASH, HASH))

    def leaf_count(self) -> int:
        """How many hashes of leaves there are."""
        with _failing(self.path):
            path = self.path / "leaves"
            return path.stat().st_size // HASH if path.exists() else 0

    def add_leaves(self, after: int, hashes: bytes) -> None:
        """The hashes that follow a position, durably."""
        with _failing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path / "leaves", os.O_CREAT | os.O_RDWR, 0o644)
            with os.fdopen(descriptor, "r+b") as file:
                file.seek(after * HASH)
                file.write(hashes)
                file.flush()
                os.fsync(file.fileno())

    def keys(self) -> tuple[VerifierKey, ...]:
        """Those that have signed, as far as this folder says: it cannot vouch for them."""
        with _failing(self.path):
            path = self.path / "keys"
            lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        try:
            return tuple(VerifierKey.parse(line) for line in lines)
        except TlogError as error:
            raise LogUnavailable(f"`{path}` cannot be read: {error}") from None

    def add_keys(self, keys: Sequence[VerifierKey]) -> None:
        """Those of them that are not there yet."""
        known = self.keys()
        if new := [key for key in keys if key not in known]:
            with _failing(self.path):
                _write(self.path / "keys", "".join(f"{key}\n" for key in (*known, *new)).encode())

    def _checkpoint(self, size: int) -> Path:
        return self.path / "checkpoints" / numbered(size)


def ids(root: Path) -> tuple[str, ...]:
    """The log ids that a folder holds checkpoints of."""
    with _failing(root):
        names = (path.name for path in root.iterdir()) if root.is_dir() else ()
        return tuple(sorted(name for name in names if id_and_log(origin_of(name, "events"))))


def ended(root: Path, log_id: str) -> str | None:
    """Why nothing more is signed under an id; None if it may be."""
    with _failing(root):
        path = root / log_id / "ended"
        return path.read_text(encoding="utf-8").strip() if path.exists() else None


def end(root: Path, log_id: str, why: str) -> None:
    """Sign nothing more under an id. What it has stays, to be compared."""
    with _failing(root):
        _write(root / log_id / "ended", f"{why}\n".encode())


def new_id() -> str:
    """64 random bits."""
    return secrets.token_hex(8)


def _numbers(folder: Path, before: int = 0) -> Iterator[int]:
    """The numbers that are spelt as paths below a folder."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        digits = entry.name.removeprefix("x")
        if len(digits) == 3 and digits.isascii() and digits.isdigit():
            number = before * 1000 + int(digits)
            if entry.name.startswith("x"):
                yield from _numbers(entry, number)
            else:
                yield number


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    if os.name == "posix":
        for folder in (path.parent, path.parent.parent):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LogUnavailable(f"the checkpoint folder `{path}` cannot be used: {reason}") from error
