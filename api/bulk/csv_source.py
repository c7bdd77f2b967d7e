"""Rows out of CSV: as `rows.csv_rows` reads them, quickly.

Where it is plain that Arrow reads a piece of the file like `CsvRows` does, Arrow reads it; where anything is doubtful, `CsvRows` itself
reads that piece, row by row, and what is wrong with a row is said of that row.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ..rows.csv_rows import CsvRows
from ..rows.reading import Row
from ..rows.sheet import Columns
from ..schema import Refused
from .lines import Pieces, size_of
from .rows import Mark, Part

_PIECE: Final = 1 << 22
_BLOCK: Final = 1 << 20  # what one thread of Arrow reads
_LONG: Final = 1 << 17  # characters of a cell that Python's reader takes; a row of fewer bytes has no longer cell
_NEWLINE, _QUOTE = 10, 34
_BOM: Final = b"\xef\xbb\xbf"  # Arrow drops one wherever a piece begins
_WORD: Final = pa.dictionary(pa.int32(), pa.string())


class CsvSource:
    """The rows of a file. `size`: bytes of a part, about; `row_bytes`: of a row, at most; `delimiter`: null where the header tells.
    `carry`: all columns are carried through, not only those that begin with `x.`.

    `Refused` where there is no header, or it names columns that do not exist.
    """

    unit = "bytes"

    def __init__(self, file: BinaryIO, size: int, row_bytes: int, delimiter: str | None = None, *, carry: bool) -> None:
        self._file, self._size, self._row_bytes = file, size, row_bytes
        self.total = size_of(file)
        self._pieces = Pieces(file)
        self._rows = CsvRows(row_bytes, delimiter)
        self._read_header()
        self.delimiter, self.bom = self._rows.delimiter, self._rows.bom
        self.sheet = Columns(self._rows.names)
        self.reference = self.sheet.reference
        names = self._rows.names
        self.carried = tuple(name for name in names if name != self.reference) if carry else self.sheet.carried
        self.schema = pa.schema([(name, _WORD if name in self.sheet.facts else pa.string()) for name in names])

    def parts(self, after: Mark | None) -> Iterator[Part]:
        if after:
            self._pieces = Pieces(self._file, int(after["at"]))
        number = int(after["row"]) if after else 0
        while not self._pieces.over():
            begun, tables, faults, count = self._pieces.at, list[pa.Table](), dict[int, str](), 0
            while (self._pieces.at == begun or self._pieces.at - begun + _PIECE <= self._size) and not self._pieces.over():
                table, wrong = self._piece()
                faults |= {count + n: text for n, text in wrong.items()}
                count += len(table)
                tables.append(table)
            yield Part(number + 1, pa.concat_tables(tables), faults, {}, {"at": self._pieces.at, "row": number + count}, self._pieces.at)
            number += count

    def _read_header(self) -> None:
        """Read on until the header is there."""
        while not self._rows.names:
            if self._pieces.over():
                list(self._rows.finish())  # which refuses a file without a header
                return
            list(self._rows.feed(self._pieces.line()))

    def _piece(self) -> tuple[pa.Table, dict[int, str]]:
        """Some rows, and what is wrong with those that could not be read."""
        data = self._pieces.piece(min(_PIECE, self._size))
        plain = data.replace(b"\r\n", b"\n")
        ends = _ends_of_rows(plain, self.delimiter.encode(), last=self._pieces.over())
        if ends is not None and len(ends) and np.diff(ends, prepend=0).max() <= min(_LONG, self._row_bytes):
            table = self._by_arrow(plain[: ends[-1]])
            if table is not None:
                self._pieces.back(_last_lines(data, plain.count(b"\n", int(ends[-1]))) if ends[-1] < len(plain) else b"")
                return table, {}
        return self._row_by_row(data)

    def _by_arrow(self, data: bytes) -> pa.Table | None:
        """The rows as Arrow reads them, or nothing, where it would read them otherwise than `CsvRows`, or not at all."""
        names = self._rows.names
        if len(names) == 1 or b"\r" in data or b"\0" in data or data.startswith(_BOM):  # a row of one cell may be an empty line
            return None
        quoted = b'"' in data
        try:
            table = pa.csv.read_csv(
                pa.BufferReader(data),
                pa.csv.ReadOptions(column_names=names, block_size=_BLOCK),
                pa.csv.ParseOptions(delimiter=self.delimiter, quote_char='"' if quoted else False, newlines_in_values=quoted),
                pa.csv.ConvertOptions(column_types=self.schema, strings_can_be_null=False, null_values=[]),
            )
        except pa.ArrowInvalid:
            return None
        return None if self.delimiter == "\t" and _has_blank_row(table) else table

    def _row_by_row(self, data: bytes) -> tuple[pa.Table, dict[int, str]]:
        rows = [*self._rows.feed(data)]
        while not self._rows.between and not self._pieces.over():
            rows += self._rows.feed(self._pieces.line())
        if self._pieces.over():
            rows += self._rows.finish()
        faults: dict[int, str] = {}
        cells = [self._cells(row, n, faults) for n, row in enumerate(rows)]
        columns = zip(*cells, strict=True) if cells else [()] * len(self.schema)
        arrays = [pa.array(column, pa.string()) for column in columns]
        return pa.table(arrays, self._rows.names).cast(self.schema), faults

    def _cells(self, row: Row, place: int, faults: dict[int, str]) -> list[str]:
        try:
            return self._rows.cells(row)
        except Refused as refused:
            faults[place] = "; ".join(f"{fault.field}: {fault.text}" for fault in refused.faults)
            return [""] * len(self._rows.names)


def _ends_of_rows(data: bytes, delimiter: bytes, *, last: bool) -> np.ndarray[Any, np.dtype[np.int64]] | None:
    """Where the rows of `data` end, line ends included; None where its quotes are not beyond doubt. `last`: nothing comes after it.

    Beyond doubt are quotes that open a cell at its beginning and close it at its end, with quotes inside it doubled: seen one after the
    other, each second one closes, and of two that are doubled the first closes and the second opens.
    """
    signs = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(signs == _NEWLINE) + 1
    if last and data and signs[-1] != _NEWLINE:
        ends = np.append(ends, len(data))
    quotes = np.flatnonzero(signs == _QUOTE)
    if not len(quotes):
        return ends
    ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    quotes = quotes[: np.searchsorted(quotes, ends[-1])] if len(ends) else quotes[:0]
    around = np.concatenate(([_NEWLINE], signs, [_NEWLINE]))
    beside = np.concatenate((around[quotes[::2]], around[quotes[1::2] + 2]))
    return ends if np.isin(beside, (_NEWLINE, _QUOTE, delimiter[0])).all() else None


def _has_blank_row(table: pa.Table) -> bool:
    """Whether there is a row of nothing but space, which is no row where tabs separate."""
    blank = None
    for column in table.columns:
        empty = pc.match_substring_regex(column.cast(pa.string()), r"^[ \t\v\f\r\n]*$")
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return False
    return True


def _last_lines(data: bytes, ends: int) -> bytes:
    """The end of some bytes that has so many line ends, from the beginning of a line on."""
    at = len(data)
    for _ in range(ends + 1):
        at = data.rfind(b"\n", 0, at)
    return data[at + 1 :]
