"""Rows out of a Parquet file: only the columns that are needed, some rows at a time, whatever its row groups are like."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from ..rows.reading import one_fault
from ..rows.sheet import Columns
from .rows import COLUMNS, Mark, Part

_BATCH: Final = 1 << 16
_AT_ONCE: Final = 1 << 28  # bytes of one part, as far as the file tells how large its rows are


class ParquetSource:
    """The rows of a file. `rows`: of a part, at most. `carry`: all columns are carried through, not only those that begin with `x.`.

    `Refused` where the file is none, or has columns that do not exist.
    """

    unit = "rows"

    def __init__(self, path: Path, rows: int, *, carry: bool) -> None:
        self._path = path
        try:
            with pq.ParquetFile(path) as file:
                schema, self._found = file.schema_arrow, file.metadata
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(path, error) from None
        self.total: int | None = self._found.num_rows
        self._names = dict(zip((name.strip() for name in schema.names), schema.names, strict=True))
        self.sheet = Columns(schema.names)
        self.reference = self.sheet.reference
        self.carried = _carried(self._names, self.sheet, carry=carry)
        wanted = {*self.sheet.facts, *self.carried, *([self.reference] if self.reference else [])}
        self._columns = [name for name in self._names if name in wanted]
        bytes_ = sum(self._found.row_group(n).total_byte_size for n in range(self._found.num_row_groups))
        self._rows = max(1, min(rows, _AT_ONCE * max(self.total or 0, 1) // max(bytes_, 1)))
        # Texts that state facts are few and often the same: they stay numbers from the file to the result.
        texts = {name for name in self.sheet.facts if pa.types.is_string(schema.field(self._names[name]).type)}
        self._as_words = [self._names[name] for name in texts]
        word = pa.dictionary(pa.int32(), pa.string())
        self.schema = pa.schema([(n, word if n in texts else schema.field(self._names[n]).type) for n in self._columns])

    def parts(self, after: Mark | None) -> Iterator[Part]:
        at = int(after["row"]) if after else 0
        try:
            for first, table in self._tables(at):
                done = first + len(table)
                yield Part(first + 1, table, {}, {}, {"row": done}, done)
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(self._path, error) from None

    def _tables(self, at: int) -> Iterator[tuple[int, pa.Table]]:
        """Tables from a row on, each with the place of its first row, cut where they are cut from the beginning."""
        waiting: list[pa.RecordBatch] = []
        held = 0
        for batch in self._batches(at):
            taken = batch
            while held + len(taken) >= self._rows:
                room = self._rows - held
                yield at, self._table([*waiting, taken.slice(0, room)])
                at, taken = at + self._rows, taken.slice(room)
                waiting, held = [], 0
            if len(taken):
                waiting.append(taken)
                held += len(taken)
        if waiting:
            yield at, self._table(waiting)

    def _batches(self, at: int) -> Iterator[pa.RecordBatch]:
        """Batches from a row on."""
        before = group = 0
        sizes = [self._found.row_group(n).num_rows for n in range(self._found.num_row_groups)]
        while group < len(sizes) and before + sizes[group] <= at:
            before += sizes[group]
            group += 1
        skip = at - before
        # What is read ahead would be kept until the end: all of the file.
        with pq.ParquetFile(self._path, read_dictionary=self._as_words, pre_buffer=False) as file:
            columns = [self._names[name] for name in self._columns]
            groups = list(range(group, len(sizes)))
            for batch in file.iter_batches(min(_BATCH, self._rows), row_groups=groups, columns=columns) if groups else ():
                if skip >= len(batch):
                    skip -= len(batch)
                    continue
                yield batch.slice(skip)
                skip = 0

    def _table(self, batches: list[pa.RecordBatch]) -> pa.Table:
        table = pa.Table.from_batches(batches)
        return table.select([self._names[name] for name in self._columns]).rename_columns(self._columns)


def _carried(names: Iterable[str], sheet: Columns, *, carry: bool) -> tuple[str, ...]:
    """The columns that are carried through. `Refused` where one has the name of a result."""
    found = tuple(name for name in names if name != sheet.reference) if carry else sheet.carried
    assert not set(found) & set(COLUMNS), "columns that state facts are not named like results"
    return found


def _unreadable(path: Path, error: Exception) -> Exception:
    said = str(error).splitlines()[0]
    return one_fault("INPUT", f"`{path}` cannot be read as Parquet: {said[:1].lower()}{said[1:200]}")
