"""What the engine holds of a log, position by position: it is read once, and no event of it twice before it is asked for."""

from array import array
from collections.abc import Iterable, Iterator
from hashlib import sha256

from ..events.leaves import entry, recorded_at
from ..events.log import Recorded
from ..events.rows import Row
from ..events.tlog.tree import leaf_hash
from .bodies import Bodies
from .held import Held, hold, hold_row


class Archive:
    """Of the first records of a log. It only grows. One thread may extend it while others read what was there."""

    def __init__(self) -> None:
        self.held: list[Held] = []
        self._bodies = Bodies()
        self._recorded = array("q")  # microseconds
        self._digests: dict[int, bytes] = {}  # of whole bodies, where not all of the body counts for decisions

    def __len__(self) -> int:
        return len(self.held)

    def extend(self, rows: Iterable[Row]) -> None:
        """With the rows that follow. Errors: `LogDamaged`; what came before the damage is there."""
        for row in rows:
            held = hold_row(row, self._bodies)
            if held.type in ("entry_corrected", "rules_adopted"):
                self._digests[row.position] = sha256(row.body).digest()
            self._recorded.append(row.recorded_us)
            self.held.append(held)

    def supposing(self, position: int, new: Iterable[Recorded]) -> "Archive":
        """What would be held of the log if after a position there were others."""
        other = Archive()
        other.held = [*self.held[:position], *map(hold, new)]
        return other

    def leaves(self, after: int, through: int) -> Iterator[bytes]:
        """The hashes of the leaves of the Merkle tree over the log, after one position through another."""
        for position in range(after + 1, through + 1):
            held = self.held[position - 1]
            digest = self._digests.get(position, held.digest)
            data = entry("events", position, held.id, recorded_at(self._recorded[position - 1]), f"sha256:{digest.hex()}")
            yield leaf_hash(data)
