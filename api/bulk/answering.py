"""Parts answered: each row by the screen of what it may use; what cannot be read or answered gets a problem, and stops no other."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...engine.columns import Codes, ColumnError, encode, fold
from ...engine.decide import not_considered
from ...engine.inference import Mode
from ...engine.policy import Known, Policy
from ...engine.results import RESULT
from ...engine.screen import Screen, Sheet
from ...engine.shipment import ShipmentError
from ...rules.rule import RuleError
from ..rows.reading import MAX_REFERENCE
from ..schema import refused_by_engine
from .rows import RESULTS, TYPES, Answered, Part, Source

_LOG: Final = logging.getLogger("licet.api")
_SCREENS: Final = 16  # screens by what is known that are kept
_FAILED: Final = 100  # rows of one part that may fail for no reason of theirs; more of them, and all fails
_UNEXPECTED: Final = "it could not be answered, which is a fault of Licet: please report it; nothing is said of this row"
_LONG: Final = f"reference: a reference is a string of 1 to {MAX_REFERENCE} characters"


class Answering:
    """Answers parts of a source. `policy`: the law by what is known. Safe to use from several threads. Errors: `ColumnError`."""

    def __init__(self, source: Source, policy: Callable[[Known], Policy], known: Known, mode: Mode) -> None:
        self._source, self._policy, self._known, self._mode = source, policy, known, mode
        self._screens: OrderedDict[Known, Screen] = OrderedDict()
        self._lock = threading.Lock()
        self.screen(known)(source.schema.empty_table().select(list(source.sheet.facts)))  # a column that cannot be read is said at once

    @property
    def classes(self) -> int:
        """How many classes were met so far."""
        return sum(len(screen.classes) for screen in self._screens.values())

    def screen(self, known: Known) -> Screen:
        """The screen of what is known."""
        with self._lock:
            if known not in self._screens:
                self._screens[known] = Screen(self._policy(known), self._source.sheet, self._mode)
                if len(self._screens) > _SCREENS:
                    self._screens.popitem(last=False)
            self._screens.move_to_end(known)
            return self._screens[known]

    def __call__(self, part: Part) -> Answered:
        reference, faults = self._reference(part)
        groups: dict[Known, list[int]] = {}
        for row, known in part.known.items():
            if row not in faults:
                groups.setdefault(known, []).append(row)
        for known in list(groups):
            if (fault := self._unknown(known)) is not None:
                faults |= dict.fromkeys(groups.pop(known), fault)
        if faults or groups:
            apart = {*faults, *part.known}
            groups.setdefault(self._known, []).extend(row for row in range(len(part.table)) if row not in apart)
            results = self._in_groups(part.table, groups, faults)
        else:
            results = self._results(part.table, self._known)
        return Answered(part.first, reference, results, part.table.select(list(self._source.carried)))

    def _unknown(self, known: Known) -> str | None:
        """Why nothing can be answered by what a row of its own account may use."""
        try:
            self.screen(known)
        except ShipmentError as error:
            return "; ".join(f"#{fault.pointer}: {fault.text}" for fault in refused_by_engine(error).faults)
        except RuleError as error:
            return f"#/known: {error}"
        return None

    def _reference(self, part: Part) -> tuple[pa.ChunkedArray, dict[int, str]]:
        """The references, without space around them, null where there is none; and all faults, those of references among them."""
        faults = dict(part.faults)
        if self._source.reference is None:
            return pa.chunked_array([pa.nulls(len(part.table), pa.string())]), faults
        column = part.table[self._source.reference]
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            return column, faults
        texts = column.cast(pa.string())
        # Nearly all are plain: what begins and ends with a visible character of ASCII and is not too long is as it is.
        plain = pc.and_(pc.match_substring_regex(texts, "(?s)^[!-~](.*[!-~])?$"), pc.less_equal(pc.utf8_length(texts), MAX_REFERENCE))
        plain = pc.fill_null(plain, True)
        if pc.all(plain).as_py() is not False:
            return texts, faults
        others = np.flatnonzero(~plain.to_numpy(zero_copy_only=False)).tolist()
        said = [text.strip() for text in texts.take(pa.array(others)).to_pylist()]
        for row, text in zip(others, said, strict=True):
            if len(text) > MAX_REFERENCE and row not in faults:
                faults[row] = _LONG
        shown = pa.array([text[:MAX_REFERENCE] or None for text in said], pa.string())
        return pc.replace_with_mask(texts.combine_chunks(), pc.invert(plain).combine_chunks(), shown), faults

    def _in_groups(self, table: pa.Table, groups: dict[Known, list[int]], faults: dict[int, str]) -> pa.Table:
        """The results of a table in which some rows have faults, and some may use less than the others."""
        order: list[int] = []
        answered = [_faulty(list(faults.values()))]
        order.extend(faults)
        for known, rows in groups.items():
            if rows:
                answered.append(self._results(table.take(pa.array(rows)), known))
                order.extend(rows)
        place = np.empty(len(table), np.int64)
        place[np.array(order, np.int64)] = np.arange(len(order))
        return _stacked(answered).take(pa.array(place))

    def _results(self, table: pa.Table, known: Known) -> pa.Table:
        screen = self.screen(known)
        facts = table.select([name for name in table.column_names if name in screen.sheet.facts])
        found = _screened(screen, facts, [])
        left_out = _not_considered(screen.policy, screen.sheet, facts, found)
        return found.append_column("not_considered", left_out).select(RESULTS)


def _screened(screen: Screen, table: pa.Table, failed: list[int]) -> pa.Table:
    """The results of a table. Where it cannot be answered for no reason of its rows, the rows at which that is are looked for."""
    try:
        return screen(table)
    except (ColumnError, MemoryError):
        raise
    except Exception as error:
        if len(table) > 1:
            half = len(table) // 2
            parts = [_screened(screen, some, failed) for some in (table.slice(0, half), table.slice(half))]
            return _stacked(parts)
        if len(failed) == _FAILED or not len(table):
            raise
        failed.append(0)
        _LOG.error("a row could not be answered", exc_info=error)
        return _faulty([_UNEXPECTED]).select(RESULT.names)


def _stacked(tables: Sequence[pa.Table]) -> pa.Table:
    """Results one after the other, their words in one dictionary."""
    words = [name for name in tables[0].column_names if pa.types.is_dictionary(tables[0].field(name).type)]
    plain = pa.schema([(field.name, pa.string() if field.name in words else field.type) for field in tables[0].schema])
    whole = pa.concat_tables([table.cast(plain) for table in tables]).combine_chunks()
    for name in words:
        whole = whole.set_column(whole.column_names.index(name), name, pc.dictionary_encode(whole[name]))
    return whole


def _words(values: Sequence[str | None], rows: Codes) -> pa.DictionaryArray:
    """A column of words: for each row one of `values`."""
    words = {value: n for n, value in enumerate(dict.fromkeys(value for value in values if value is not None))}
    places = pa.array([None if value is None else words[value] for value in values], pa.int32())
    return pa.DictionaryArray.from_arrays(places.take(pa.array(rows)), pa.array(list(words), pa.string()))


def _faulty(problems: Sequence[str]) -> pa.Table:
    """The results of rows that have a problem of their own and no class."""
    columns = {name: pa.nulls(len(problems), TYPES[name]) for name in RESULTS}
    columns["problem"] = _words(problems, np.arange(len(problems), dtype=np.int32))
    return pa.table(columns)


def _not_considered(policy: Policy, sheet: Sheet, table: pa.Table, results: pa.Table) -> pa.DictionaryArray:
    """Of each row, what its answer does not speak of."""
    places = {sheet.facts[name]: name for name in table.column_names}
    roles = [places.get(place) for place in ("departure.country", "exporter.country", "destination")]
    columns = [encode(name, table[name]) if name is not None else None for name in roles]
    spoken = encode("considered", results["considered"])
    answered = pc.is_valid(results["outcome"]).to_numpy(zero_copy_only=False).astype(np.int32)
    keys: list[tuple[Codes, int]] = [(spoken.codes, len(spoken.cells)), (answered, 2)]
    keys += [(column.codes, len(column.cells)) for column in columns if column is not None]
    folded = fold(keys, len(table))
    texts: list[str | None] = []
    for row in folded.first.tolist():
        if not answered[row]:
            texts.append(None)
            continue
        regimes = tuple(regime for regime in spoken.cells[spoken.codes[row]].split("; ") if regime)
        named = [
            _stated(sheet, name, column.cells[column.codes[row]]) if name is not None and column is not None else None
            for name, column in zip(roles, columns, strict=True)
        ]
        texts.append("; ".join(not_considered(policy, regimes, named[0], named[1], named[2] or "")))
    return _words(texts, folded.codes)


def _stated(sheet: Sheet, column: str, cell: str) -> str | None:
    """The country in a cell; null where there is none."""
    if not cell.strip():
        return None
    found: Any = sheet.fact(column, cell)
    for step in sheet.facts[column].split("."):
        found = found[step]
    return found if isinstance(found, str) else None
