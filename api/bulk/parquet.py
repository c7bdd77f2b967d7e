"""Parquet out: each part becomes row groups, encoded by itself; one footer names them all.

A Parquet file cannot be appended to, but its row groups do not know where in the file they are: only the footer does. So parts are put one
after the other as they are, and at the end the footer is made out of theirs, with the places moved. Source: `parquet.thrift` of
apache/parquet-format. What is written is read again by pyarrow before the file gets its name.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from . import thrift
from .rows import COLUMNS, REFERENCE, RESULTS, TYPES, Answered
from .sinks import Encoded, numbers

_MAGIC: Final = b"PAR1"
_TAIL: Final = 8  # the length of the footer, and the magic again

# Fields of `FileMetaData` and of `ColumnMetaData`.
_NUM_ROWS, _ROW_GROUPS = 3, 4
_PAGES_AT: Final = (9, 10, 11, 14)  # data, index and dictionary pages, bloom filter


class ParquetSink:
    """Row groups and a footer. `carried`: the columns that are carried through; `about`: what the file says of itself, by name."""

    def __init__(self, reference: pa.DataType, carried: pa.Schema, position: int, about: Mapping[str, str]) -> None:
        types = [reference, pa.int64(), *(TYPES[name] for name in RESULTS), pa.int64()]
        self._schema = pa.schema([*zip(COLUMNS, types, strict=True), *carried])
        self._about, self._position = about, position

    def opening(self) -> bytes:
        return _MAGIC

    def encoded(self, answered: Answered) -> Encoded:
        results = [_in_order(answered.results[name]) for name in RESULTS]
        position = pa.array(np.full(len(answered.results), self._position, np.int64))
        columns = [answered.reference, numbers(answered), *results, position, *answered.carried.columns]
        return _parted(self._written(pa.table(columns, self._schema)))

    def closing(self, notes: Iterable[tuple[int, bytes]]) -> bytes:
        about = {f"licet.{name}": value for name, value in self._about.items()}
        footer = thrift.read(_parted(self._written(None, about)).note)
        groups: list[thrift.Struct] = []
        for at, note in notes:
            groups += [_group(group, at - len(_MAGIC)) for group in _value(thrift.read(note), _ROW_GROUPS).values]
        rows = sum(_value(group, 3) for group in groups)
        changed = {_NUM_ROWS: rows, _ROW_GROUPS: thrift.Items(12, groups)}
        data = thrift.write([field._replace(value=changed.get(field.id, field.value)) for field in footer])
        return data + len(data).to_bytes(4, "little") + _MAGIC

    def _written(self, table: pa.Table | None, about: Mapping[str, str] | None = None) -> pa.Buffer:
        """A whole file with the table as one row group, or with none."""
        out = pa.BufferOutputStream()
        plain = {REFERENCE, "row"}
        with pq.ParquetWriter(
            out,
            self._schema,
            use_dictionary=[name for name in self._schema.names if name not in plain],
            column_encoding={"row": "DELTA_BINARY_PACKED"},
            dictionary_pagesize_limit=1 << 26,
            write_statistics=["row", "holds_from", "holds_through", "position"],  # those of words would cost as much as all the rest
            store_schema=False,
        ) as writer:
            if about is not None:
                writer.add_key_value_metadata(about)
            if table is not None:
                writer.write_table(table, row_group_size=max(len(table), 1))
        return out.getvalue()


def rows_in(path: str) -> int:
    """How many rows a Parquet file has by its footer, each column of each of its row groups looked at. Errors: `OSError`, `ValueError`."""
    with pq.ParquetFile(path) as file:
        found = file.metadata
        for group in range(found.num_row_groups):
            file.read_row_group(group, columns=["row"])
        return int(found.num_rows)


def _parted(file: pa.Buffer) -> Encoded:
    """The row groups of a file, and its footer."""
    size = int.from_bytes(file[file.size - _TAIL : file.size - 4], "little")
    end = file.size - _TAIL - size
    return Encoded(file.slice(len(_MAGIC), end - len(_MAGIC)), file.slice(end, size).to_pybytes())


def _group(group: thrift.Struct, by: int) -> thrift.Struct:
    """A row group that begins so many bytes further on."""
    out = []
    for field in group:
        match field.id:
            case 1:  # column chunks
                out.append(field._replace(value=thrift.Items(field.value.type, [_chunk(chunk, by) for chunk in field.value.values])))
            case 5:  # where it begins
                out.append(field._replace(value=field.value + by))
            case 7:  # its number in the file, which nobody needs
                continue
            case _:
                out.append(field)
    return out


def _chunk(chunk: thrift.Struct, by: int) -> thrift.Struct:
    out = []
    for field in chunk:
        match field.id:
            case 3:  # what is in it
                moved = [f._replace(value=f.value + by) if f.id in _PAGES_AT else f for f in field.value]
                out.append(field._replace(value=moved))
            case 2 | 4 | 6 if field.value:  # itself, its indexes; 0: not there
                out.append(field._replace(value=field.value + by))
            case _:
                out.append(field)
    return out


def _value(struct: thrift.Struct, number: int) -> Any:
    return next(field.value for field in struct if field.id == number)


def _in_order(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.DictionaryArray:
    """A column of words with its dictionary sorted, so that the same rows give the same bytes, whoever met which word first."""
    if not pa.types.is_dictionary(column.type):
        return column
    array = column.unify_dictionaries().combine_chunks() if column.num_chunks else pa.array([], column.type)
    words = array.dictionary.to_pylist()
    order = sorted(range(len(words)), key=words.__getitem__)
    if order == list(range(len(words))):
        return array
    places = np.empty(len(words), np.int32)
    places[order] = np.arange(len(words), dtype=np.int32)
    indices = pa.array(places).take(array.indices)
    return pa.DictionaryArray.from_arrays(indices, pa.array([words[n] for n in order], pa.string()))
