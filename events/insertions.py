"""Bytes that are mostly shared: what many have in common, and what each has of its own."""

from collections.abc import Iterable
from typing import NamedTuple

import orjson

Insertion = tuple[int, str]
"""Text that stands in the bytes, and the place in what is shared, in bytes, before which it goes; places do not decrease."""


class Shared(NamedTuple):
    """`id`: SHA-256 of `data`, in hexadecimal."""

    id: str
    data: bytes


def with_own(shared: bytes, own: Iterable[Insertion]) -> bytes:
    """The bytes."""
    pieces, last = [], 0
    for place, text in own:
        pieces += [shared[last:place], text.encode()]
        last = place
    return b"".join((*pieces, shared[last:]))


def write(own: Iterable[Insertion]) -> bytes:
    """As they are stored: a JSON list of pairs."""
    return orjson.dumps(own)


def read(data: bytes) -> list[Insertion]:
    """What `write` wrote."""
    return [(place, text) for place, text in orjson.loads(data)]
