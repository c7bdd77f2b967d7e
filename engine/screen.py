"""Many shipments at once: a table in, a table out. Needs the extra `licet[bulk]`: Arrow and NumPy.

Rows that a policy cannot tell apart (`engine.readings`) are one class, judged once by the `judge` of single checks; the rest is looking up.
The day stands apart: shipments alike in all else are a *course*, judged once for each stretch between two of its turning days. Nothing is
read or written here. A screen can be pickled, so that parts of one input are screened in several processes: a class has the same id in
each, though the row that stands for it may be another.
"""

import gc
import hashlib
import itertools
import threading
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol

import numpy as np
import pyarrow as pa

from ..events.dates import legal_day
from .columns import Codes, Encoded, encode, fold
from .concern import concerning
from .goods import check_names
from .inference import Mode, adopted_rules
from .judge import Verdict, judge, turning_days
from .policy import Policy
from .question import Parts, Question
from .readings import Readings, is_name
from .results import Results, ScreenedClass, columns
from .shipment import LONGEST_NAME, Shipment, ShipmentError
from .uncollected import uncollected

_SHARING: Final = 5_000  # questions between two forgettings of what they share
_KEPT: Final = 200_000  # cells of one column that are remembered with what is read of them
_DAY: Final = "2000-01-01"  # any: the shipments of a course differ by nothing else

Json = Mapping[str, Any]
Cells = Mapping[str, str]
Shared = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]


class Sheet(Protocol):
    """How the rows of a table state shipments. It is pickled with the screen."""

    facts: Mapping[str, str]
    """The columns that state facts, each with its place in the shipment: `goods.material`, `parties.0.name`, `date`."""

    def fact(self, column: str, cell: str) -> Json:
        """What a cell states, as a shipment in JSON has it. Errors: `ValueError`."""
        ...

    def shipment(self, cells: Cells) -> Shipment:
        """The shipment of a row without its empty cells. Errors: `ShipmentError`, its problems by column."""
        ...

    def by_column(self, error: ShipmentError, cells: Cells) -> ShipmentError:
        """What the policy finds wrong with the shipment of a row, its problems by column."""
        ...


class Screen:
    """Screens tables by one policy. What was learned from one table serves the next; safe to use from several threads.

    `sheet`: how rows state shipments. `mode`: as for `engine.inference`.
    """

    def __init__(self, policy: Policy, sheet: Sheet, mode: Mode = "durable-rules") -> None:
        self.policy, self.sheet, self.mode = policy, sheet, mode
        self._infer = adopted_rules(policy.rules, mode, policy.rules_digest)
        self._readings = Readings(policy)
        self._reads = {name: _Reads(name, sheet, self._readings) for name in sheet.facts}
        self._idle = self._infer.reachable(goods="no") == {"out_of_scope"}
        self._goods: dict[Hashable, Readings] = {}
        self._parts: dict[Hashable, dict[Any, Any]] = {}
        self._questions: dict[_Course, Question | None] = {}
        self._shared: dict[Shared, Shared] = {}
        self._courses: dict[str, _Course] = {}
        self._by_numbers: dict[tuple[str, ...], dict[Hashable, _Course]] = {}  # by columns, and by what is read of their cells
        self._results = Results()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return Screen, (self.policy, self.sheet, self.mode)

    @property
    def classes(self) -> Sequence[ScreenedClass]:
        """All classes that were met so far."""
        return tuple(self._results.classes)

    def __call__(self, table: pa.Table) -> pa.Table:
        """The results of the rows, in their order; their columns are `results.RESULT`. Errors: `ColumnError`."""
        rows = _Rows(table, self.sheet)
        with self._lock:
            read = {name: self._reads[name].of(column.cells) for name, column in rows.columns.items() if name != rows.on}
        keys = [(name, numbers[rows.columns[name].codes], self._reads[name].count) for name, numbers in read.items()]
        courses = fold([*((codes, count) for _, codes, count in keys), rows.stays, rows.leaves], len(rows))
        places, count = self._places(rows.days.cells)
        pairs = fold([(courses.codes, courses.size), (places[rows.days.codes], count)], len(rows))
        with self._lock, uncollected():
            found = [self._course(rows, row, {name: int(codes[row]) for name, codes, _ in keys}) for row in courses.first.tolist()]
            met, numbers = np.unique(self._classes(found, courses.codes, places, rows, pairs.first), return_inverse=True)
            values, words = self._results.values(met)
        return columns(values, words, numbers.astype(np.int32)[pairs.codes])

    def _classes(self, found: Sequence["_Course"], courses: Codes, places: Codes, rows: "_Rows", first: Codes) -> Codes:
        """Of some rows the class, by its place among all; judged where they are the first of it."""
        of_course, place = courses[first].tolist(), places[rows.days.codes[first]].tolist()
        pairs = [(found[n], at) for n, at in zip(of_course, place, strict=True)]
        classes = np.fromiter((course.at.get(at, -1) for course, at in pairs), np.int32, len(pairs))
        for n in sorted(np.flatnonzero(classes < 0).tolist(), key=lambda n: pairs[n][0].shared):  # those that share much one after another
            classes[n] = self._class(*pairs[n], rows, int(first[n]))
        return classes

    def _places(self, days: Sequence[str]) -> tuple[Codes, int]:
        """Of each text its place among the policy's days, or, of one that is no day, a place of its own behind them; how many there are."""
        behind = len(self._readings.days) + 1
        found = [None if (day := _day(text)) is None else self._readings.day(day) for text in days]
        own = itertools.count(behind)
        return np.array([next(own) if place is None else place for place in found], np.int32), next(own)

    def _course(self, rows: "_Rows", row: int, numbers: Mapping[str, int]) -> "_Course":
        """The course of a row, made if it is the first of it. `numbers`: what is read of its cells, by column."""
        key = (*numbers.values(), *rows.own(row))
        met = self._by_numbers.setdefault(tuple(numbers), {})
        if key not in met:
            goods = self._goods_of(rows, row, numbers)
            read = repr((sorted(self._reads[name].value(number, goods) for name, number in numbers.items()), rows.own(row)))
            reads = hashlib.sha256(read.encode()).hexdigest()
            if reads not in self._courses:
                shared = _split(self.sheet.facts, numbers)
                self._courses[reads] = _Course(reads, rows.cells(row, dated=True), self._shared.setdefault(shared, shared))
            met[key] = self._courses[reads]
        return met[key]

    def _question(self, course: "_Course") -> Question | None:
        """The question of a course. What questions share is forgotten now and then, with all of them."""
        if course not in self._questions:
            if len(self._questions) == _SHARING:
                self._parts, self._questions = {}, {}
                gc.collect(0)  # they hold each other
            question, course.problem = self._asked(course.cells, Parts(self._parts, *course.shared, reasons=False))
            self._questions[course] = question
            if course.turns is None and not course.fixed:
                course.turn(question)
        return self._questions[course]

    def _goods_of(self, rows: "_Rows", row: int, numbers: Mapping[str, int]) -> Readings:
        """How closely facts are read of shipments of the same goods, whatever is measured of them: all facts as the texts do that can
        concern these goods."""
        identity = tuple(item for item in numbers.items() if _identifies(self.sheet.facts[item[0]]))
        if identity not in self._goods:
            question, _ = self._asked(rows.cells(row, dated=True))
            if question is None:  # a row that says nothing of others with the same goods
                return self._readings
            self._goods[identity] = self._narrowed(question)
        return self._goods[identity]

    def _narrowed(self, question: Question) -> Readings:
        try:
            return self._readings.narrowed(concerning(question, idle=self._idle))
        except ShipmentError:  # facts that contradict each other: said when it is judged
            return self._readings

    def _asked(self, cells: Cells, parts: Parts | None = None) -> tuple[Question | None, str | None]:
        """The question in the cells of a row, or what is wrong with it. `parts`: what it shares with those of other rows."""
        try:
            shipment = self.sheet.shipment(cells)
        except ShipmentError as error:
            return None, str(error)
        try:
            check_names(shipment.goods, self.policy.vocabulary, tuple((c.material, c.form) for c in shipment.content))
            return Question(self.policy, shipment, self._infer, parts=parts), None
        except ShipmentError as error:
            return None, str(self.sheet.by_column(error, cells))

    def _class(self, course: "_Course", place: int, rows: "_Rows", row: int) -> int:
        """The class of a row, by its place among all classes; judged if it is the first of it."""
        if place in course.at:
            return course.at[place]
        text = rows.days.cells[rows.days.codes[row]]
        day = _day(text)
        if day is not None and course.turns is None and not course.fixed:
            self._question(course)
        stretch: Hashable = text if day is None or course.turns is None else bisect_right(course.turns, day)
        if stretch not in course.known:
            verdict, problem = self._judged(course, day, rows, row)
            name = hashlib.sha256(repr((self.policy.digest, self.policy.known, self._infer.rules_digest, course.reads, stretch)).encode())
            cells = rows.cells(row)
            kept = course.cells if cells == course.cells else cells
            course.known[stretch] = self._results.add(ScreenedClass(name.hexdigest()[:32], kept, verdict, problem))
        if day is not None and course.turns is not None:
            course.at[place] = course.known[stretch]
        return course.known[stretch]

    def _judged(self, course: "_Course", day: date | None, rows: "_Rows", row: int) -> tuple[Verdict | None, str | None]:
        if day is None:
            return None, self._asked(rows.cells(row))[1]
        question = self._question(course)
        if question is None:
            return None, course.problem
        try:
            return judge(question, day, question.shipment.exit_date or day).verdict, None
        except ShipmentError as error:
            return None, str(self.sheet.by_column(error, rows.cells(row)))


class _Course:
    """Shipments alike in all but their day. `reads`: the digest of what is read of them; `cells`: of one of them; `shared`: what is read of
    its goods, and beside them."""

    __slots__ = ("at", "cells", "fixed", "known", "problem", "reads", "shared", "turns")

    def __init__(self, reads: str, cells: Cells, shared: Shared) -> None:
        self.reads, self.cells, self.shared = reads, cells, shared
        self.at: dict[int, int] = {}  # by the place of a day among the policy's: the place among all classes
        self.known: dict[Hashable, int] = {}  # by stretch of days, or by a day as it is stated: the place among all classes
        self.problem: str | None = None
        # The days on which its verdict may change. Null before they are known, and where each day stands for itself (`fixed`): the shipment
        # leaves on another day, or its facts contradict each other on some.
        self.turns: list[date] | None = None
        self.fixed = False

    def turn(self, question: Question | None) -> None:
        """Find out the turning days."""
        try:
            self.fixed = question is not None and question.shipment.exit_date is not None
            self.turns = None if self.fixed else [] if question is None else turning_days(question)
        except ShipmentError:
            self.fixed = True


class _Reads:
    """What is read of the cells of a column, numbered as it comes."""

    def __init__(self, column: str, sheet: Sheet, readings: Readings) -> None:
        self._column, self._sheet, self._readings = column, sheet, readings
        self._cells: dict[str, int] = {}
        self._numbers: dict[Hashable, int] = {}
        self._first: list[str] = []  # by number: the first of the cells of which it is read
        self._values: dict[tuple[int, int], str] = {}  # by number, and by the readings

    @property
    def count(self) -> int:
        return len(self._first)

    def of(self, cells: Sequence[str]) -> Codes:
        """The numbers of what is read of the cells."""
        numbers = np.fromiter(map(self._cells.get, cells, itertools.repeat(-1)), np.int32, len(cells))
        new = np.flatnonzero(numbers < 0)
        some = [cells[n] for n in new.tolist()]
        numbers[new] = self._of_names(some) if is_name(self._sheet.facts[self._column]) else [self._number(cell) for cell in some]
        for cell, number in zip(some[: _KEPT - len(self._cells)], numbers[new].tolist(), strict=False):
            self._cells[cell] = number
        return numbers

    def _of_names(self, cells: Sequence[str]) -> Codes:
        """The same of names: those of nobody in particular are read alike, and there may be very many."""
        numbers = np.empty(len(cells), np.int32)
        lengths = np.fromiter(map(len, map(str.strip, cells)), np.int32, len(cells))
        plain = (lengths > 0) & (lengths <= LONGEST_NAME) & ~self._readings.any_of(cells)
        if plain.any():
            numbers[plain] = self._number(cells[int(np.argmax(plain))])
        for n in np.flatnonzero(~plain).tolist():
            numbers[n] = self._number(cells[n])
        return numbers

    def _number(self, cell: str) -> int:
        number = self._numbers.setdefault(self._read(cell, self._readings), len(self._first))
        if number == len(self._first):
            self._first.append(cell)
        return number

    def value(self, number: int, readings: Readings) -> str:
        """What is read of the cells of a number by readings that tell no more apart, as a text."""
        key = (number, id(readings))
        if key not in self._values:
            self._values[key] = repr(self._read(self._first[number], readings))
        return self._values[key]

    def _read(self, cell: str, readings: Readings) -> Hashable:
        if not cell.strip():
            return None
        try:
            return readings.read(self._sheet.fact(self._column, cell))
        except ValueError:
            return self._column, cell


class _Rows:
    """A table that is screened: its columns of facts, and what of them is looked at together."""

    def __init__(self, table: pa.Table, sheet: Sheet) -> None:
        self._length = table.num_rows
        self.columns = {name: encode(name, table[name]) for name in sheet.facts if name in table.column_names}
        places = {sheet.facts[name]: name for name in self.columns}
        nothing = Encoded(np.zeros(self._length, np.int32), [""])
        self.on, self._leaving = places.get("date", ""), places.get("exit_date", "")
        self._from, self._to = places.get("departure.country", ""), places.get("destination", "")
        self.days, self._exits = self.columns.get(self.on, nothing), self.columns.get(self._leaving, nothing)

    def __len__(self) -> int:
        return int(self._length)

    @cached_property
    def stays(self) -> tuple[Codes, int]:
        """Where the goods go to the country that they leave from, which is no export: that country."""
        if not (self._from and self._to):
            return np.zeros(self._length, np.int32), 1
        one, two = self.columns[self._from], self.columns[self._to]
        number = {text: n for n, text in enumerate(dict.fromkeys(cell.strip() for cell in (*one.cells, *two.cells)), 1)}
        left, right = (np.array([number[cell.strip()] for cell in column.cells], np.int32)[column.codes] for column in (one, two))
        return np.where(left == right, left, np.int32(0)), len(number) + 1

    @cached_property
    def leaves(self) -> tuple[Codes, int]:
        """Where the goods leave on a day of its own: that day, and the day of the shipment, as they are stated."""
        own = np.array([bool(cell.strip()) for cell in self._exits.cells])[self._exits.codes]
        days, exits = len(self.days.cells), len(self._exits.cells)
        if not own.any():
            return np.zeros(self._length, np.int32), 1
        return np.where(own, self.days.codes * np.int32(exits) + self._exits.codes + np.int32(1), np.int32(0)), days * exits + 1

    def own(self, row: int) -> tuple[str, str, str]:
        """What `stays` and `leaves` are for a row."""
        leaving = self._exits.cells[self._exits.codes[row]].strip()
        stays = self.columns[self._to].cells[self.columns[self._to].codes[row]].strip() if self.stays[0][row] else ""
        return stays, leaving, self.days.cells[self.days.codes[row]].strip() if leaving else ""

    def cells(self, row: int, *, dated: bool = False) -> dict[str, str]:
        """The cells of a row that are not empty. `dated`: with some day, where the row has none."""
        found = {name: column.cells[column.codes[row]] for name, column in self.columns.items()}
        if dated and self.on and _day(found[self.on]) is None:
            found[self.on] = _DAY
        return {name: cell for name, cell in found.items() if cell.strip()}


def _split(facts: Mapping[str, str], numbers: Mapping[str, int]) -> Shared:
    """What is read of the goods, and of what is beside the goods; their kind, which says what an act is, is both."""
    goods = tuple(item for item in numbers.items() if facts[item[0]].startswith("goods."))
    beside = {name for name, fact in facts.items() if fact == "goods.kind" or not fact.startswith("goods.")} - _days(facts)
    rest = tuple(item for item in numbers.items() if item[0] in beside)
    return goods, rest


def _days(facts: Mapping[str, str]) -> set[str]:
    """The columns of days: what is shared turns on none."""
    return {name for name, fact in facts.items() if fact in ("date", "exit_date")}


def _identifies(fact: str) -> bool:
    """Whether a fact is about what the goods are, and not about what is measured of them or where they go."""
    return fact.startswith("goods.") and not fact.startswith("goods.attributes")


def _day(text: str) -> date | None:
    try:
        return legal_day(text.strip())
    except ValueError:
        return None
