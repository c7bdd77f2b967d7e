"""Answered parts as the bytes of a file: CSV and NDJSON here, Parquet in `parquet`.

Parts are encoded by themselves, in any order and at the same time; put one after the other, after the opening and before the closing, they
are the file.
"""

import threading
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import orjson
import pyarrow as pa

from ...engine.columns import Codes, encode, fold
from .rows import REFERENCE, RESULTS, Answered
from .texts import csv_cell, csv_texts, joined, json_of, json_texts, of_groups

_KEPT: Final = 100_000  # texts of results that are remembered


class Encoded(NamedTuple):
    """The bytes of a part, and what `closing` needs of it."""

    data: pa.Buffer
    note: bytes = b""


class Sink(Protocol):
    """A format that is written."""

    def opening(self) -> bytes:
        """What stands before the first part."""
        ...

    def encoded(self, answered: Answered) -> Encoded:
        """The bytes of a part. Safe to use from several threads."""
        ...

    def closing(self, notes: Iterable[tuple[int, bytes]]) -> bytes:
        """What stands after the last part. `notes`: of each part in its order, where in the file it begins, and its note."""
        ...


class _Texts:
    """What the sinks of texts share: the results of a row, which many rows have in common, as one text."""

    def __init__(self) -> None:
        self._texts: dict[tuple[Any, ...], str] = {}
        self._lock = threading.Lock()

    def opening(self) -> bytes:
        return b""

    def closing(self, notes: Iterable[tuple[int, bytes]]) -> bytes:
        return b""

    def _text(self, row: dict[str, Any]) -> str:
        raise NotImplementedError

    def _grouped(self, results: pa.Table) -> tuple[list[str], Codes]:
        """The texts of the results that there are, and for each row the place of its own. A class and what its answers leave out, or a
        problem, say all."""
        columns = [encode(name, results[name]) for name in ("class", "not_considered", "problem")]
        folded = fold([(column.codes, len(column.cells)) for column in columns], len(results))
        keys = [tuple(column.cells[column.codes[row]] for column in columns) for row in folded.first.tolist()]
        with self._lock:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            missing = [n for n, key in enumerate(keys) if key not in self._texts]
            for n, row in zip(missing, results.take(pa.array(folded.first[missing])).to_pylist(), strict=True):
                self._texts[keys[n]] = self._text(row)
            return [self._texts[key] for key in keys], folded.codes


class CsvSink(_Texts):
    """RFC 4180. No cell is a formula to a spreadsheet. `names`: of the columns that are carried through."""

    def __init__(self, names: Sequence[str], position: int, delimiter: str = ",", *, bom: bool = False) -> None:
        super().__init__()
        self._delimiter, self._bom, self._position = delimiter, bom, position
        self._names = (REFERENCE, "row", *RESULTS, "position", *names)

    def opening(self) -> bytes:
        line = self._delimiter.join(csv_cell(name, self._delimiter) for name in self._names)
        return b"\xef\xbb\xbf" * self._bom + line.encode() + b"\r\n"

    def encoded(self, answered: Answered) -> Encoded:
        sign = self._delimiter
        pieces: list[pa.Array | str] = [csv_texts(answered.reference, sign), numbers(answered).cast(pa.string())]
        pieces.append(of_groups(*self._grouped(answered.results)))
        pieces += [csv_texts(column, sign) for column in answered.carried.columns]
        between = [item for piece in pieces for item in (piece, sign)]
        return Encoded(joined([*between[:-1], "\r\n"]))

    def _text(self, row: dict[str, Any]) -> str:
        return self._delimiter.join(csv_cell(value, self._delimiter) for value in (*(row[name] for name in RESULTS), self._position))


class NdjsonSink(_Texts):
    """An object on every line, whose members are the columns. `raw`: columns carried through that are JSON already."""

    def __init__(self, names: Sequence[str], position: int, raw: Sequence[str] = ()) -> None:
        super().__init__()
        self._names, self._position, self._raw = names, position, frozenset(raw)

    def encoded(self, answered: Answered) -> Encoded:
        pieces: list[pa.Array | str] = [f'{{"{REFERENCE}":', json_texts(answered.reference), ',"row":', numbers(answered).cast(pa.string())]
        pieces += [",", of_groups(*self._grouped(answered.results))]
        for name, column in zip(self._names, answered.carried.columns, strict=True):
            pieces += [f",{_json(name)}:", json_of(column) if name in self._raw else json_texts(column)]
        return Encoded(joined([*pieces, "}\n"]))

    def _text(self, row: dict[str, Any]) -> str:
        members = {name: row[name] for name in RESULTS} | {"position": self._position}
        return ",".join(f"{_json(name)}:{_json(value)}" for name, value in members.items())


def numbers(answered: Answered) -> pa.Array:
    """The numbers of the rows, from 1 in the whole input."""
    return pa.array(np.arange(answered.first, answered.first + len(answered.results), dtype=np.int64))


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
