"""The head of a tree as a signed text: c2sp.org/tlog-checkpoint.

origin, which names the log for ever
size
base64(root)
"""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import NamedTuple

from .errors import TlogError
from .note import Note, Signer, VerifierKey, read_note, sign, verified
from .tiles import HASH


class Checkpoint(NamedTuple):
    """What is signed: the tree of the log `origin` had this root when it had `size` leaves."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def signed(self, signers: Iterable[Signer]) -> bytes:
        """The note, as a file."""
        if not self.origin or "\n" in self.origin or self.size < 0 or len(self.root) != HASH:
            raise TlogError(f"`{self.origin}`, {self.size}: not a checkpoint")
        return sign(self.text, signers).to_bytes()


def read_checkpoint(data: bytes) -> tuple[Checkpoint, Note]:
    """The checkpoint in a note, whose signatures are not verified. Further lines of the text are signed with it and mean
    nothing here."""
    note = read_note(data)
    lines = note.text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise TlogError("the checkpoint has not at least three lines: origin, size, root")
    origin, size, encoded = lines[:3]
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size):
        raise TlogError(f"`{size[:40]}` is not the size of a tree")
    try:
        root = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH or base64.b64encode(root).decode() != encoded:
        raise TlogError(f"`{encoded[:80]}` is not a root: base64 of {HASH} bytes")
    return Checkpoint(origin, int(size), root), note


def open_checkpoint(data: bytes, origin: str, keys: Iterable[VerifierKey]) -> tuple[Checkpoint, tuple[VerifierKey, ...]]:
    """The checkpoint of the log `origin`, and those of `keys` that signed it. Errors: `TlogError`."""
    checkpoint, note = read_checkpoint(data)
    if checkpoint.origin != origin:
        raise TlogError(f"the checkpoint is of the log `{checkpoint.origin[:120]}`, not of `{origin}`")
    return checkpoint, verified(note, keys)
