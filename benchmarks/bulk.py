"""Many lines at once: Licet, DuckDB and Polars from Parquet to Parquet, every outcome compared, and the floor under them all.

Each side runs in a process of its own, in turn, round after round; its memory is the most that the process held.
"""

import inspect
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licet.api.rows.sheet import Columns

from .checks import answering
from .lines import FOLDER, GROUP, goods, make
from .report import table, times

THREADS = 2
LINES = (1_000_000, 10_000_000)
NAMES = 100_000
LARGE = 100_000_000
ROUNDS = 3
BUDGET = 40.0  # seconds after which no further round of a table begins
SAMPLE = 200
OUTCOMES = ("PROHIBITED", "LICENCE_REQUIRED", "UNDETERMINED", "AUTHORISED", "NO_LICENCE_REQUIRED")

Codes = np.ndarray[Any, np.dtype[np.uint8]]


class Run(NamedTuple):
    """One side once: what it is, what it writes, and what that took."""

    name: str
    columns: str  # `outcome` or `results`
    seconds: float
    processor: float  # seconds, of all threads
    again: float | None  # Licet, its classes met
    megabytes: float
    classes: int | None


# Licet comes first: the others are compared with it, and the floor passes on what it found.
SIDES = (
    ("licet", "outcome"),
    ("duckdb", "outcome"),
    ("polars", "outcome"),
    ("floor", "outcome"),
    ("licet", "results"),
    ("screen", "results"),
    ("floor", "results"),
)
TITLES = {
    "licet": "Licet",
    "screen": "`licet screen`",
    "duckdb": "DuckDB",
    "polars": "Polars",
    "floor": "read and write, nothing else",
}


def measure(lines: int | None = None, names: int | None = None) -> str:
    """The sizes by default, or one of so many lines with so many names. Errors: `SystemExit` where an outcome differs."""
    return "\n\n".join([*(measured(size, names or NAMES) for size in (LINES if lines is None else (lines,))), _queries()])


def measured(lines: int, names: int, *, exits: bool = False) -> str:
    """One size. `exits`: with days of exit; then, as with many lines, once, and the input is not written again."""
    print(f"… {lines:,} lines", file=sys.stderr, flush=True)
    sides = [side for side in SIDES if not exits or (side[0] not in ("duckdb", "polars") and side[1] == "results")]
    once = exits or lines >= LARGE
    source = make(lines, names, exits=exits)
    out = []
    for carried in (False,) if once else (False, True):
        rounds = _rounds(source, sides, carried, 1 if once else ROUNDS)
        counted = _compared(source, lines, carried, sides)
        out.append(_table(rounds, lines, carried))
    classes = max(run.classes or 0 for runs in rounds for run in runs)
    said = ", ".join(f"{count:,} {name}" for name, count in sorted(counted.items()))
    head = (
        f"**{lines:,} lines** ({source.stat().st_size / 1e6:,.0f} MB, {len(goods())} goods, {names:,} names, {classes:,} classes),"
        f" {THREADS} threads. All outcomes the same ({said}); {SAMPLE} lines compared with single checks."
    )
    return "\n\n".join([head, *out])


def _rounds(source: Path, sides: Sequence[tuple[str, str]], carried: bool, most: int) -> list[list[Run]]:
    """Each side in turn, round after round: as many as there is time for, one at least."""
    rounds: list[list[Run]] = []
    start = time.monotonic()
    while not rounds or (len(rounds) < most and time.monotonic() - start < BUDGET):
        rounds.append([_run(source, name, columns, carried) for name, columns in sides])
    return rounds


def _run(source: Path, name: str, columns: str, carried: bool) -> Run:
    place, like = _result(name, columns, carried), _result("licet", columns, carried)
    more = [*(["--carried"] if carried else []), *(["--like", str(like)] if name == "floor" else []), "--columns", columns]
    command = [sys.executable, "-m", f"{__package__}.side", name, str(source), str(place), *more, "--threads", str(THREADS)]
    environment = os.environ | {"POLARS_MAX_THREADS": str(THREADS), "OMP_NUM_THREADS": str(THREADS), "ARROW_IO_THREADS": str(THREADS)}
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Run(name, columns, **json.loads(ran.stdout))


def _result(name: str, columns: str, carried: bool) -> Path:
    return FOLDER / f"out-{name}-{columns}{'-carried' if carried else ''}.parquet"


def _compared(source: Path, lines: int, carried: bool, sides: Sequence[tuple[str, str]]) -> Counter[str]:
    """How often there is each outcome. Errors: `SystemExit` where two sides differ in a line, or Licet from its single check."""
    ours = _outcomes(_result(*sides[0], carried), lines)
    for name, columns in sides:
        if name != "floor":
            differ = np.flatnonzero(ours != _outcomes(_result(name, columns, carried), lines, in_order=name == "screen"))
            if len(differ):
                raise SystemExit(f"{name} differs from Licet in {len(differ):,} lines, {differ[0]} is the first: nothing is reported")
    _sampled(source, [OUTCOMES[n] for n in ours[:GROUP].tolist()])
    return Counter({name: int(count) for name, count in zip(OUTCOMES, np.bincount(ours, minlength=len(OUTCOMES)), strict=True) if count})


def _outcomes(place: Path, lines: int, *, in_order: bool = False) -> Codes:
    """The outcomes in the order of the lines. Where they do not stand in it, the number of the line does, or its reference."""
    found = np.full(lines, 255, np.uint8)
    start = 0
    with pq.ParquetFile(place) as file:
        where = next((name for name in ("row", "reference") if name in file.schema_arrow.names and not in_order), None)
        for batch in file.iter_batches(GROUP, columns=["outcome", *([where] if where else [])]):
            rows: Any = slice(start, start + len(batch))
            if where is not None:
                told = batch.column(where)
                rows = (told if where == "row" else pc.utf8_slice_codeunits(told, 1).cast(pa.int64())).to_numpy()
            found[rows] = pc.index_in(batch.column("outcome").cast(pa.string()), pa.array(OUTCOMES)).to_numpy()
            start += len(batch)
    if start != lines or found.max(initial=0) >= len(OUTCOMES):
        raise SystemExit(f"{place.name} does not answer each of {lines:,} lines: nothing is reported")
    return found


def _sampled(source: Path, outcomes: Sequence[str]) -> None:
    """Some lines of the first row group, by single checks."""
    with pq.ParquetFile(source) as file:
        lines = next(file.iter_batches(GROUP)).to_pylist()
    answers, sheet = answering(), Columns(lines[0])
    for n in range(0, len(lines), max(1, len(lines) // SAMPLE)):
        cells = {name: text for name, value in lines[n].items() if name in sheet.facts and (text := as_cell(value))}
        single = answers.check(sheet.shipment(cells)).outcome
        if single != outcomes[n]:
            raise SystemExit(f"line {n}: {outcomes[n]} in bulk, {single} by a single check of {cells}: nothing is reported")


def as_cell(value: Any) -> str:
    """A value of a column as a batch has it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _table(rounds: Sequence[Sequence[Run]], lines: int, carried: bool) -> str:
    found = []
    for runs in zip(*rounds, strict=True):
        name, columns = runs[0].name, runs[0].columns
        what = f"{TITLES[name]}, {'the outcome' if columns == 'outcome' else 'all results'}"
        memory = max(run.megabytes for run in runs)
        processor = f"{statistics.median(run.processor for run in runs):.2f}"
        found.append((what, name, columns, statistics.median(run.seconds for run in runs), processor, memory))
        if again := [run.again for run in runs if run.again is not None]:
            found.append((f"{what}, its classes met before", "", columns, statistics.median(again), "", memory))
    took = {(name, columns): seconds for _, name, columns, seconds, _, _ in found}
    rows = [
        [
            what,
            f"{seconds:.2f}",
            processor,
            f"{lines / seconds / 1e6:.3g}",
            times(seconds / took["licet", columns]),
            times(seconds / took["floor", columns]),
            f"{memory:,.0f}",
        ]
        for what, _, columns, seconds, processor, memory in sorted(found, key=lambda one: (one[2], one[3]))
    ]
    title = f"{'with the input carried through' if carried else 'results only'} (median of {len(rounds)})"
    return table([title, "s", "processor, s", "million lines/s", "to Licet", "to the floor", "MB at most"], rows)


def _queries() -> str:
    from .sides import database, frame

    text = inspect.getsource(frame.query)
    return f"DuckDB:\n\n```sql\n{database.query(Path('lines.parquet'), False)}\n```\n\nPolars:\n\n```python\n{text.strip()}\n```"
