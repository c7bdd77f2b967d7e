"""Columns as texts, for CSV and for JSON: all of a column at once, the few cells that need care one by one."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from ...engine.columns import Codes
from ..rows.writers import FORMULA, safe_cell

Quote = Callable[[str], str]

_FORMULA: Final = f"^[{''.join(map(re.escape, FORMULA))}]"
_UNSAFE_IN_JSON: Final = r'["\\\x00-\x1f]'


def csv_texts(column: pa.ChunkedArray, delimiter: str) -> pa.Array:
    """The cells as they stand in CSV: never a formula, quoted where they have to be."""
    return _texts(column, f'{_FORMULA}|["\r\n{delimiter}]', lambda text: csv_cell(text, delimiter), "", "", "")


def csv_cell(value: object, delimiter: str) -> str:
    """A cell as it stands in CSV."""
    text = safe_cell(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (delimiter, '"', "\r", "\n")) else text


def json_texts(column: pa.ChunkedArray) -> pa.Array:
    """The cells as JSON: texts, whole numbers, truth values and null as such, all else as `orjson` has it, or as a text."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_integer(kind):
        return _filled(column.cast(pa.string()), "null")
    return _texts(column, _UNSAFE_IN_JSON, _json, '"', '"', "null")


def json_of(column: pa.ChunkedArray) -> pa.Array:
    """Cells that are JSON already."""
    return _filled(column.cast(pa.large_string()), "null")


def _json(value: Any) -> str:
    return orjson.dumps(value, default=_said, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _said(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else value.hex() if isinstance(value, bytes) else str(value)


def _plain(value: Any) -> str:
    """A value that is no text, as a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return repr(value)
        case list() | dict():
            return _json(value)
        case _:
            return _said(value)


def _texts(column: pa.ChunkedArray, unsafe: str, render: Quote, before: str, after: str, null: str) -> pa.Array:
    """Texts that need no care stand between `before` and `after`; those that match `unsafe`, and other values, are rendered one by one."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _by_value(column, unsafe, render, before, after, null)
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        return _by_value(_encoded(column), unsafe, render, before, after, null)
    texts = _whole(column.cast(pa.large_string()))
    bad = pc.fill_null(pc.match_substring_regex(texts, unsafe), False)
    plain = pc.binary_join_element_wise(_large(before), texts, _large(after), _large("")) if before or after else texts
    if pc.any(bad).as_py():
        rendered = [render(text) for text in texts.filter(bad).to_pylist()]
        plain = pc.replace_with_mask(plain, bad, pa.array(rendered, pa.large_string()))
    return _filled(plain, null)


def _encoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with each of its values once, or, of a type that cannot be, each as often as it is there."""
    try:
        return pc.dictionary_encode(column)
    except pa.ArrowNotImplementedError:
        values = column.combine_chunks()
        return pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array(np.arange(len(values), dtype=np.int32)), values)])


def _by_value(column: pa.ChunkedArray, unsafe: str, render: Quote, before: str, after: str, null: str) -> pa.Array:
    """The same of a column that has each of its values once."""
    array = column.unify_dictionaries().combine_chunks() if column.num_chunks else pa.array([], column.type)
    values = array.dictionary
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        texts = _texts(pa.chunked_array([values]), unsafe, render, before, after, null)
    else:
        is_json = null == "null"
        said = [null if value is None else _json(value) if is_json else render(_plain(value)) for value in values.to_pylist()]
        texts = pa.array(said, pa.large_string())
    return _filled(texts.take(array.indices), null)


def _filled(texts: Any, null: str) -> pa.Array:
    return _whole(pc.fill_null(texts, null) if texts.null_count else texts)


def _whole(column: Any) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _large(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())


def of_groups(texts: Sequence[str], rows: Codes) -> pa.Array:
    """For each row the text of its group."""
    return pa.array(texts, pa.large_string()).take(pa.array(rows))


def joined(pieces: Sequence[pa.Array | str], separator: str = "") -> pa.Buffer:
    """The bytes of all rows, one after the other; what is the same in each row is given once."""
    parts = [_large(piece) if isinstance(piece, str) else piece.cast(pa.large_string()) for piece in pieces]
    lines = pc.binary_join_element_wise(*parts, _large(separator))
    if isinstance(lines, pa.ChunkedArray):
        lines = lines.combine_chunks()
    _, offsets, data = lines.buffers()
    if data is None or not len(lines):
        return pa.py_buffer(b"")
    ends = np.frombuffer(offsets, np.int64)
    start, end = int(ends[lines.offset]), int(ends[lines.offset + len(lines)])
    return data.slice(start, end - start)
