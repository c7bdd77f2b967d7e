"""Rows of questions out of CSV, as they arrive."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from ..schema import Refused
from .columns import Column, check_of, stated
from .header import header
from .reading import MAX_REFERENCE, REFERENCE, Asked, Lines, Row, one_fault, reference_of, too_long

_BOM: Final = b"\xef\xbb\xbf"


class CsvRows:
    """RFC 4180 with a header, in UTF-8, with or without a byte order mark. The header tells the delimiter: `,`, `;` or a tab.

    Names of columns: see `columns`; `reference` is repeated in the answer, and so are columns that begin with `x.`.
    """

    def __init__(self, row_bytes: int, delimiter: str | None = None) -> None:
        self._lines, self._limit, self._number = Lines(row_bytes), row_bytes, 0
        self._header: list[Column | str] | None = None
        self._started = False
        self.delimiter, self.bom = delimiter or "", False
        self.names: tuple[str, ...] = ()  # of all columns, once the header was read
        self.carried: tuple[str, ...] = ()
        self._open: list[bytes] = []
        self._size, self._quoted = 0, False

    @property
    def between(self) -> bool:
        """Whether all that was fed is read: no row is under way."""
        return self._lines.between and not self._open

    def feed(self, data: bytes) -> Iterator[Row]:
        for line in self._lines.feed(data):
            yield from self._line(line)

    def finish(self) -> Iterator[Row]:
        for line in self._lines.finish():
            yield from self._line(line)
        yield from self._unclosed()
        if self._header is None:
            raise one_fault("header", "there is none: the first line names the columns, for example `reference,material,form,to,on`")

    def _line(self, line: bytes | None) -> Iterator[Row]:
        if line is None:
            yield from self._unclosed()
            yield from self._record(b"", too_long(self._limit))
            return
        if not self._started:
            self._started, self.bom = True, line.startswith(_BOM)
            line = line.removeprefix(_BOM)
        if self._open or line.strip():
            self._open.append(line)
            self._size += len(line)
            self._quoted = quoted_after(line, self._quoted, self.delimiter.encode())
            if not self._quoted and (len(self._open) == 1 or self._sound(b"\n".join(self._open))):
                record = b"\n".join(self._open)
                self._reset()
                yield from self._record(record)
            elif not self._quoted or self._size > self._limit:
                yield from self._unclosed()

    def _sound(self, record: bytes) -> bool:
        """Whether lines that quotes hold together are one record, and no stray quote made them one."""
        try:
            cells = _cells(_decoded(record), self.delimiter or ",")
        except Refused:
            return False
        return self._header is None or len(cells) == len(self._header)

    def _unclosed(self) -> Iterator[Row]:
        """Give up on a record that does not end: the lines in which a quote stays open are at fault, the others are rows."""
        lines = self._open
        self._reset()
        for line in lines:
            unclosed = quoted_after(line, False, self.delimiter.encode())
            yield from self._record(line, "an opening quote is not closed" if unclosed else None)

    def _reset(self) -> None:
        """Forget the lines of a record that is complete, or that never will be."""
        self._open = []
        self._size, self._quoted = 0, False

    def _record(self, record: bytes, fault: str | None = None) -> Iterator[Row]:
        if self._header is None:
            if fault is not None:
                raise one_fault("header", fault)
            self._read_header(record)
            return
        self._number += 1
        yield Row(self._number, record, fault)

    def _read_header(self, record: bytes) -> None:
        """Which column says what, and what separates them."""
        text = _decoded(record)
        if text.lower().startswith("sep="):  # as Excel writes it for itself
            raise one_fault(
                "header", f"the first line is `{text.strip()[:20]}`: take it out, the header itself tells what separates the columns"
            )
        if not self.delimiter:
            used = [d for d in ",;\t" if d in re.sub('"[^"]*"', "", text)]
            if len(used) > 1:
                raise one_fault("header", f"it uses {' and '.join(map(repr, used))}: separate the columns by one of `,`, `;` and tab")
            self.delimiter = used[0] if used else ","
        self.names = tuple(name.strip() for name in _cells(text, self.delimiter))
        found = header(self.names)
        self._header = [found.facts.get(name, name.lower()) for name in self.names]
        self.carried = found.carried

    def cells(self, row: Row) -> list[str]:
        """The cells of a row, as many as the header has; `Refused` where it has not, or cannot be read."""
        if row.fault is not None:
            raise one_fault("row", row.fault)
        cells = _cells(_decoded(row.text), self.delimiter)
        if len(cells) != len(self.names):
            raise one_fault("row", f"it has {len(cells)} cells, and the header {len(self.names)}: quote cells that hold the delimiter")
        return cells

    def asked(self, row: Row) -> Asked:
        try:
            return self._asked(self.cells(row))
        except Refused as refused:
            return Asked(None, refused, flat=True)

    def _asked(self, cells: list[str]) -> Asked:
        named = list(zip(self._header or (), cells, strict=True))
        carried = tuple(cell for col, cell in named if isinstance(col, str) and col != REFERENCE)
        reference = next((cell.strip() for col, cell in named if col == REFERENCE), "") or None
        try:
            if reference is not None:
                reference_of(reference)
            said = stated([(col, cell) for col, cell in named if not isinstance(col, str)], split=True)
            return Asked(check_of(said), None, reference, carried, said.body, said.places, flat=True)
        except Refused as refused:
            return Asked(None, refused, reference and reference[:MAX_REFERENCE], carried, flat=True)


def quoted_after(line: bytes, quoted: bool, delimiter: bytes) -> bool:
    """Whether a quoted cell is open at the end of a line. `quoted`: whether one is at its beginning. A quote opens a cell only as its
    first character; doubled inside it stands for itself. Before the delimiter is known, any of the three counts."""
    at = 0
    while True:
        if quoted:
            at = line.find(b'"', at)
            if at < 0:
                return True
            quoted = line[at + 1 : at + 2] == b'"'
            at += 2 if quoted else 1
        else:
            opening = _OPENING[delimiter].search(line, at) if at else _FIRST[delimiter].search(line)
            if opening is None:
                return False
            at, quoted = opening.end(), True


_OPENING: Final = {d: re.compile(b"[" + (d or b",;\t") + b']"') for d in (b"", b",", b";", b"\t")}
_FIRST: Final = {d: re.compile(b"(?:^|[" + (d or b",;\t") + b'])"') for d in _OPENING}


def _decoded(record: bytes) -> str:
    try:
        return record.decode()
    except UnicodeDecodeError as error:
        raise one_fault("row", f"it is not UTF-8 at byte {error.start}: save the file as UTF-8") from None


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise one_fault("row", f"it is not CSV: {error}") from None
    if len(rows) > 1:  # what is behind it would be lost
        raise one_fault("row", "it has a carriage return outside quotes: save the file with line feeds (LF, or CRLF) at the ends of lines")
    return rows[0] if rows else []
