"""Rows out of NDJSON: a question on every line, as `POST /v1/checks` takes it, with a `reference` if wanted."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple

import orjson
import pyarrow as pa

from ...engine.policy import Known
from ..rows.reading import NdjsonRows, Row, json_asked, reference_of
from ..rows.results import pinned
from ..schema import Refused, parse_json
from .json_sheet import JsonSheet, cells_of, problems_of
from .lines import Pieces, size_of
from .rows import REFERENCE, Mark, Part

QUESTION: Final = "question"
"""The column of the questions themselves, where they are carried through."""

_PIECE: Final = 1 << 20
_NOT_READ: Final = "#: it could not be read, which is a fault of Licet: please report it; nothing is said of this row"


class _Asked(NamedTuple):
    """A row: its cells, or what is wrong; its reference; what it may use, where it says so."""

    cells: dict[str, str] | None
    reference: str | None = None
    fault: str | None = None
    known: Known | None = None


class NdjsonSource:
    """The rows of a file. `size`: bytes of a part, about; `row_bytes`: of a row, at most; `known`: what all rows may use, its position
    given; `carry`: the questions are carried through."""

    unit = "bytes"
    reference: str | None = REFERENCE

    def __init__(self, file: BinaryIO, size: int, row_bytes: int, known: Known, *, carry: bool) -> None:
        self._file, self._size, self._row_bytes, self._known = file, size, row_bytes, known
        self.total = size_of(file)
        self.sheet = JsonSheet()
        self.carried: tuple[str, ...] = (QUESTION,) if carry else ()
        self.schema = pa.schema([(name, pa.string()) for name in (*self.sheet.facts, REFERENCE, *self.carried)])

    def parts(self, after: Mark | None) -> Iterator[Part]:
        pieces = Pieces(self._file, int(after["at"]) if after else 0)
        number = int(after["row"]) if after else 0
        reader = NdjsonRows(self._row_bytes)
        while not pieces.over():
            begun, rows = pieces.at, list[Row]()
            while (pieces.at == begun or pieces.at - begun + _PIECE <= self._size) and not pieces.over():
                rows += reader.feed(pieces.piece(min(_PIECE, self._size)))
                while not reader.between and not pieces.over():
                    rows += reader.feed(pieces.line())
            if pieces.over():
                rows += reader.finish()
            table, faults, known = self._read(rows)
            yield Part(number + 1, table, faults, known, {"at": pieces.at, "row": number + len(rows)}, pieces.at)
            number += len(rows)

    def _read(self, rows: list[Row]) -> tuple[pa.Table, dict[int, str], dict[int, Known]]:
        asked = [self._asked(row) for row in rows]
        columns: dict[str, Any] = {name: [None] * len(rows) for name in self.sheet.facts}
        for n, row in enumerate(asked):
            for name, cell in (row.cells or {}).items():
                columns[name][n] = cell
        columns[REFERENCE] = [row.reference for row in asked]
        if self.carried:
            columns[QUESTION] = [_carried(row, one) for row, one in zip(rows, asked, strict=True)]
        faults = {n: row.fault for n, row in enumerate(asked) if row.fault is not None}
        known = {n: row.known for n, row in enumerate(asked) if row.known is not None and row.known != self._known}
        return pa.table(columns, self.schema), faults, known

    def _asked(self, row: Row) -> _Asked:
        """A row. What has the form of a question is read with all others of its kind; anything else as a single one, for what is wrong
        with it."""
        if row.fault is None:
            try:
                body = parse_json(row.text)
                if isinstance(body, dict) and body.keys() <= {"shipment", "known", REFERENCE} and body.get("known") is None:
                    reference = reference_of(body[REFERENCE]) if REFERENCE in body else None
                    cells = cells_of(body.get("shipment"))
                    if cells is not None:
                        return _Asked(cells, reference)
            except Refused as refused:
                return _Asked(None, None, problems_of(refused))
        return self._singly(row)

    def _singly(self, row: Row) -> _Asked:
        asked = json_asked(row)
        if asked.refused is not None or asked.check is None:
            return _Asked(None, asked.reference, problems_of(asked.refused) if asked.refused else _NOT_READ)
        cells = cells_of((asked.body or {}).get("shipment"))
        try:
            known = pinned(asked.check, self._known).view
        except Refused as refused:
            return _Asked(None, asked.reference, problems_of(refused))
        return _Asked(cells, asked.reference, None if cells is not None else _NOT_READ, known)


def _carried(row: Row, asked: _Asked) -> str | None:
    """A question as it came, where it is JSON; else as a JSON text. What is too long was not kept."""
    if row.fault is not None:
        return None
    if asked.fault is not None:
        try:
            parse_json(row.text)
        except Refused:
            return orjson.dumps(row.text.decode(errors="replace")).decode()
    return row.text.decode()
