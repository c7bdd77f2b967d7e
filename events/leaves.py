"""What of a record goes into the Merkle tree: the one place that says which bytes are signed.

A leaf is canonical JSON, the same for every entry of every log:

    {"digest":"sha256:…","id":"…","log":"events","position":1,"recorded_at":"2026-11-23T08:00:00.000000Z"}

`digest` is of the bytes as they are stored, never upcast. The body itself stands beside the leaf and not in it: entries
of c2sp.org/tlog-tiles have at most 65,535 bytes, events may have more, and whoever is shown one entry with its proof is
not shown the bodies of the entries in the same bundle.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, Final, NamedTuple

import orjson

from .rows import Row, instant
from .tlog.tree import leaf_hash

_INSTANTS: Final = range(253_402_300_800_000_000)  # microseconds: the years 1970 to 9999


class Leaf(NamedTuple):
    """`entry`: the bytes that are hashed as a leaf; `hash`: RFC 6962."""

    position: int
    entry: bytes
    hash: bytes


def leaf(log: str, row: Row) -> Leaf:
    """The leaf of a row of the log (`events`, `receipts`). Number `position - 1` of its tree."""
    data = entry(log, row.position, row.id, recorded_at(row.recorded_us), f"sha256:{sha256(row.body).hexdigest()}")
    return Leaf(row.position, data, leaf_hash(data))


def entry(log: str, position: int, id: str, recorded_at: str, digest: str) -> bytes:
    """The bytes that are hashed as a leaf."""
    return orjson.dumps({"digest": digest, "id": id, "log": log, "position": position, "recorded_at": recorded_at})


def recorded_at(microseconds: int) -> str:
    """An instant as it is signed: UTC, to the microsecond."""
    return instant(microseconds).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def unreadable(row: Row) -> str | None:
    """Why a row, as a database gave it, cannot be what was stored; None if it can.

    Whoever writes past the guards may leave anything in it.
    """
    kinds: tuple[tuple[str, Any, type], ...] = (
        ("position", row.position, int),
        ("instant", row.recorded_us, int),
        ("id", row.id, str),
        ("body", row.body, bytes),
    )
    for name, value, kind in kinds:
        if not isinstance(value, kind):
            return f"its {name} is no {kind.__name__}"
    if row.recorded_us not in _INSTANTS:
        return f"its instant, {row.recorded_us} microseconds, is no time"
    try:
        value = orjson.loads(row.body)
        row.id.encode()
    except orjson.JSONDecodeError as error:
        return f"its body is not JSON: {error}"
    except UnicodeEncodeError:
        return "its id is not text"
    if orjson.dumps(value, option=orjson.OPT_SORT_KEYS) != row.body:
        return "its body is not canonical JSON"
    if not isinstance(value, dict) or value.get("id") != row.id:
        return f"it is filed under `{row.id}`, but its body says otherwise"
    return None


def in_chunks(read: Callable[[int, int], list[Row]], after: int, size: int) -> Iterator[Row]:
    """All rows after a position. `read(after, count)` gives the next ones; where it fails, the rows before the one at fault
    are given first."""
    while True:
        try:
            rows = read(after, size)
        except Exception:
            if size == 1:
                raise
            size = 1
            continue
        yield from rows
        if len(rows) < size:
            return
        after = rows[-1].position
