"""Columns of cells as numbers, and many columns as one. Arrow in, NumPy out; no law here.

Every cell is a text, as a CSV file would have it: a column of another type is turned into texts, each of its different values once.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Codes = np.ndarray[Any, np.dtype[np.int32]]

_DENSE: Final = 1 << 22
"""Combinations up to which a table of all of them is quicker than sorting those that there are: 4 MB for a flag each."""


class ColumnError(ValueError):
    """A column that cannot be read. `column`: its name."""

    def __init__(self, column: str, text: str) -> None:
        self.column = column
        super().__init__(f"`{column}`: {text}")


class Encoded(NamedTuple):
    """A column. `codes`: for each row the place of its cell among `cells`; what is absent is an empty cell."""

    codes: Codes
    cells: list[str]


def encode(name: str, column: pa.ChunkedArray) -> Encoded:
    """The column as codes. Errors: `ColumnError` for types that have no texts of their own, binary fractions among them."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_floating(kind):
        raise ColumnError(name, f"its type is {kind}, which has lost digits: write numbers as texts or as decimals")
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_timestamp(kind):
        raise ColumnError(name, f"its type is {kind}: write texts, days, whole numbers, decimals or truth values")
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # of no chunks, or of more than one can hold
        array = array.unify_dictionaries().chunk(0) if array.num_chunks else pa.array([], kind)
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    values = array.dictionary.to_pylist()
    cells = values if pa.types.is_string(kind) and not array.dictionary.null_count else [_text(value) for value in values]
    indices = array.indices
    if indices.null_count:
        indices, cells = pc.fill_null(indices, len(cells)), [*cells, ""]
    return Encoded(indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), cells)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


class Folded(NamedTuple):
    """Several columns as one. `codes`: for each row, which of the `size` different combinations it has; `first`: the first row of each."""

    codes: Codes
    size: int
    first: Codes


def fold(columns: Iterable[tuple[Codes, int]], length: int) -> Folded:
    """The different combinations of some columns, each given with how many codes it may have."""
    rows, size = np.zeros(length, np.int32), 1
    for codes, count in sorted(columns, key=lambda column: column[1]):
        if count == 1:
            continue
        if size * count > _DENSE:
            rows, size = _compact(rows, size)
        if size * count > _DENSE:
            rows, size = _sorted(rows.astype(np.int64) * count + codes)
        else:
            rows = rows * np.int32(count) + codes
            size *= count
    rows, size = _compact(rows, size)
    first = np.zeros(size, np.int32)
    first[rows[::-1]] = np.arange(length - 1, -1, -1, dtype=np.int32)
    return Folded(rows, size, first)


def _compact(rows: Codes, size: int) -> tuple[Codes, int]:
    """The same combinations, numbered without gaps."""
    if size > _DENSE:
        return _sorted(rows)
    seen = np.zeros(size, bool)
    seen[rows] = True
    present = np.flatnonzero(seen)
    number = np.empty(size, np.int32)
    number[present] = np.arange(len(present), dtype=np.int32)
    return number[rows], len(present)


def _sorted(rows: Any) -> tuple[Codes, int]:
    found, codes = np.unique(rows, return_inverse=True)
    return codes.astype(np.int32, copy=False), len(found)
