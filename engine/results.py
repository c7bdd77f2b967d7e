"""The classes that a screening met, and their results as columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from .columns import Codes
from .judge import Verdict

_WORD: Final = pa.dictionary(pa.int32(), pa.string())
RESULT: Final = pa.schema(
    [
        ("outcome", _WORD),
        ("at_most", _WORD),
        ("certainty", _WORD),
        ("considered", _WORD),
        ("holds_from", pa.date32()),
        ("holds_through", pa.date32()),
        ("licensing_policy", _WORD),
        ("requirements", _WORD),
        ("problem", _WORD),
        ("class", _WORD),
    ]
)
"""The columns of a result. Several regimes or requirements stand with `; ` between. Beside a `problem` only the class is there."""

_ABSENT: Final = np.iinfo(np.int32).min
_EPOCH: Final = date(1970, 1, 1).toordinal()


class ScreenedClass(NamedTuple):
    """A class that was met. `cells`: of a row that stands for it; its verdict, or what is wrong with every row of it."""

    id: str
    cells: Mapping[str, str]
    verdict: Verdict | None
    problem: str | None


class Results:
    """Classes in the order in which they were met, and the values of their columns: days as such, words by number."""

    def __init__(self) -> None:
        self.classes: list[ScreenedClass] = []
        self._words: list[dict[str, int]] = [{} for _ in RESULT]
        self._values = np.empty((256, len(RESULT)), np.int32)

    def add(self, item: ScreenedClass) -> int:
        """The place of one more class."""
        place = len(self.classes)
        if place == len(self._values):
            self._values = np.concatenate((self._values, np.empty_like(self._values)))
        self._values[place] = [self._number(n, _value(item, name)) for n, name in enumerate(RESULT.names)]
        self.classes.append(item)
        return place

    def _number(self, column: int, value: str | date | None) -> int:
        if isinstance(value, str):
            return self._words[column].setdefault(value, len(self._words[column]))
        return _ABSENT if value is None else value.toordinal() - _EPOCH

    def values(self, places: Codes) -> tuple[Codes, Sequence[Sequence[str]]]:
        """The values of some classes, each in the place of its place, and the words of each column that they have."""
        values, words = self._values[places], []
        for n, field in enumerate(RESULT):
            known = list(self._words[n])
            if field.type == _WORD:
                used, again = np.unique(values[:, n], return_inverse=True)
                present = used[used != _ABSENT]
                values[:, n] = np.where(values[:, n] == _ABSENT, _ABSENT, again - (len(used) - len(present)))
                known = [known[number] for number in present]
            words.append(known)
        return values, words


def columns(values: Codes, words: Sequence[Sequence[str]], rows: Codes) -> pa.Table:
    """Results as columns: for each row, those of the class in a place of `values`."""
    return pa.table([_column(field.type, values[:, n][rows], words[n]) for n, field in enumerate(RESULT)], RESULT)


def _column(kind: pa.DataType, codes: Codes, words: Sequence[str]) -> pa.Array:
    absent = codes == _ABSENT
    # Arrow moves the codes of what is absent too when it unites dictionaries: they have to be places of one.
    numbers = pa.array(np.where(absent, np.int32(0), codes), mask=absent) if absent.any() else pa.array(codes)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string())) if kind == _WORD else numbers.view(kind)


def _value(item: ScreenedClass, column: str) -> Any:
    match column:
        case "class":
            return item.id
        case "problem":
            return item.problem
        case _ if item.verdict is None:
            return None
        case "considered":
            return "; ".join(item.verdict.considered)
        case "requirements":
            return "; ".join(f"{name} {word}" for name, word in item.verdict.requirements)
        case _:
            return getattr(item.verdict, column)
