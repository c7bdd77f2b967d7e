"""Rows of questions as they arrive, read piece by piece: NDJSON here, CSV in `csv_rows`, JSON in `json_rows`. Knows nothing of HTTP.

A reader is fed bytes and gives rows in the order in which they came; `asked` reads one. What is wrong with a row is said of that row
and stops no other; what is wrong with the whole (its header, its frame) is `Refused`. No more than one row is held at a time.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Protocol

from ..schema import Check, Fault, Refused, parse_json, read_check
from ..terminal.options import Json
from .columns import by_name

MAX_REFERENCE: Final = 200
"""Characters of a row's reference."""

REFERENCE: Final = "reference"


class Row(NamedTuple):
    """One row as it arrived. `number`: from 1, a CSV header not counted; `fault`: why its text is not there."""

    number: int
    text: bytes
    fault: str | None = None


class Asked(NamedTuple):
    """What a row asks: its question and the body that says it, or what is wrong. `flat`: it came in columns; `places`: which of them
    stated which fact."""

    check: Check | None
    refused: Refused | None = None
    reference: str | None = None
    carried: tuple[str, ...] = ()
    body: Json | None = None
    places: tuple[tuple[str, str], ...] = ()
    flat: bool = False

    def named(self, refused: Refused) -> Refused:
        """Faults of the answer, by the names under which the row stated its facts."""
        return by_name(refused, self.places) if self.flat else refused


class Reader(Protocol):
    """Rows out of bytes. `carried`: the names of the columns that are only carried through."""

    carried: tuple[str, ...]

    def feed(self, data: bytes) -> Iterator[Row]:
        """The rows that are complete with these bytes."""
        ...

    def finish(self) -> Iterator[Row]:
        """The rows that end where the bytes end."""
        ...

    def asked(self, row: Row) -> Asked:
        """The question of a row."""
        ...


def json_asked(row: Row) -> Asked:
    """The question of a row in JSON: a body as `POST /v1/checks` takes it, with a `reference` if wanted."""
    if row.fault is not None:
        return Asked(None, one_fault("body", row.fault))
    reference = None
    try:
        body = parse_json(row.text)
        if isinstance(body, dict) and REFERENCE in body:
            reference = reference_of(body.pop(REFERENCE))
        return Asked(read_check(body), None, reference, (), body if isinstance(body, dict) else None)
    except Refused as refused:
        return Asked(None, refused, reference)


def one_fault(field: str, text: str, pointer: str = "") -> Refused:
    """A fault of a whole row."""
    return Refused([Fault(pointer, field, text)])


def reference_of(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_REFERENCE:
        raise one_fault(REFERENCE, f"a reference is a string of 1 to {MAX_REFERENCE} characters", f"/{REFERENCE}")
    return value


class Lines:
    """Lines out of bytes, without their ends; None for one of more than `limit` bytes, which is not kept."""

    def __init__(self, limit: int) -> None:
        self._limit, self._rest, self._skipping = limit, b"", False

    @property
    def between(self) -> bool:
        """Whether no line is under way."""
        return not self._rest and not self._skipping

    def feed(self, data: bytes) -> Iterator[bytes | None]:
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = b""  # before anything is given: whoever takes the lines may stop in between
        for line in lines:
            if not self._skipping:
                yield line.removesuffix(b"\r") if len(line) <= self._limit else None
            self._skipping = False
        if len(rest) > self._limit:
            if not self._skipping:
                yield None
            self._skipping = True
        elif not self._skipping:
            self._rest = rest

    def finish(self) -> Iterator[bytes | None]:
        if self._rest:
            yield self._rest.removesuffix(b"\r")
        self._rest = b""


class NdjsonRows:
    """A question in JSON on every line; empty lines are none."""

    carried: tuple[str, ...] = ()

    def __init__(self, row_bytes: int) -> None:
        self._lines, self._limit, self._number = Lines(row_bytes), row_bytes, 0

    @property
    def between(self) -> bool:
        """Whether all that was fed is read: no row is under way."""
        return self._lines.between

    def feed(self, data: bytes) -> Iterator[Row]:
        yield from self._rows(self._lines.feed(data))

    def finish(self) -> Iterator[Row]:
        yield from self._rows(self._lines.finish())

    def _rows(self, lines: Iterable[bytes | None]) -> Iterator[Row]:
        for line in lines:
            if line is None or line.strip():
                self._number += 1
                yield Row(self._number, line or b"", None if line is not None else too_long(self._limit))

    def asked(self, row: Row) -> Asked:
        return json_asked(row)


def too_long(limit: int) -> str:
    return f"the row has more than {limit} bytes: shorten it, or ask for it alone"
