"""That an entry is in a log, as a file that needs nothing else: c2sp.org/tlog-proof.

c2sp.org/tlog-proof@v1
index 4
base64(hash) for each hash of the inclusion proof

the checkpoint
"""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from .checkpoint import Checkpoint, open_checkpoint
from .errors import TlogError
from .note import VerifierKey
from .tiles import HASH
from .tree import leaf_hash, verify_inclusion

_FIRST: Final = "c2sp.org/tlog-proof@v1"
_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")


class Proof(NamedTuple):
    """`number`: of the leaf, from 0; `hashes`: from the leaf upwards; `checkpoint`: the note."""

    number: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def to_bytes(self) -> bytes:
        """As a file, `.tlog-proof`."""
        lines = [_FIRST, f"index {self.number}", *(base64.b64encode(item).decode() for item in self.hashes)]
        return "\n".join(lines).encode() + b"\n\n" + self.checkpoint

    def verify(self, entry: bytes, origin: str, keys: Iterable[VerifierKey]) -> tuple[Checkpoint, tuple[VerifierKey, ...]]:
        """That `entry` is in the log, and who signed that; `TlogError` if not."""
        checkpoint, signers = open_checkpoint(self.checkpoint, origin, keys)
        verify_inclusion(leaf_hash(entry), self.number, checkpoint.size, self.hashes, checkpoint.root)
        return checkpoint, signers


def read_proof(data: bytes) -> Proof:
    """The proof in a file, with nothing verified."""
    above, blank, note = data.partition(b"\n\n")
    try:
        lines = above.decode("ascii").split("\n")
    except UnicodeDecodeError:
        lines = []
    if not blank or len(lines) < 2 or lines[0] != _FIRST:
        raise TlogError(f"this is not a proof: it does not begin with `{_FIRST}`")
    if lines[1].startswith("extra "):  # not authenticated, and nothing to us
        del lines[1]
    match = _INDEX.fullmatch(lines[1]) if len(lines) > 1 else None
    if match is None:
        raise TlogError("the proof does not say the index of its entry")
    return Proof(int(match[1]), tuple(_hash(line) for line in lines[2:]), note)


def _hash(line: str) -> bytes:
    try:
        data = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != HASH or base64.b64encode(data).decode() != line:
        raise TlogError(f"`{line[:80]}` is not a hash of the proof: base64 of {HASH} bytes")
    return data
