"""A file screened from end to end: read in parts, answered by several threads, written in order, gone on with where a run was killed."""

import base64
import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from ...engine.answers import Answers
from ...engine.columns import ColumnError
from ..rows.reading import one_fault
from .answering import Answering
from .csv_source import CsvSource
from .explaining import Explaining, met_in
from .formats import STANDARD, TABS, BulkError
from .job import Job, Json, Law, law_of, prepared, stamp
from .ndjson_source import QUESTION, NdjsonSource
from .parquet import ParquetSink, rows_in
from .parquet_source import ParquetSource
from .rows import Answered, Part, Source
from .sinks import CsvSink, Encoded, NdjsonSink, Sink
from .work import Stream, Work


class Progress(NamedTuple):
    """How far a run is: `done` of `total` (null where that is not known), in `unit`; rows, and how many of them have a problem."""

    done: int
    total: int | None
    unit: str
    rows: int
    problems: int


class Summary(NamedTuple):
    """A run that ended. `screened`: rows of this run, which may have gone on with another; `classes`: that it met."""

    rows: int
    outcomes: Mapping[str, int]
    problems: int
    position: int
    screened: int
    classes: int


Tell = Callable[[Progress], None]


def screen_file(job: Job, answers: Answers, tell: Tell) -> Summary:
    """Screen a file. Errors: `Refused` and `ShipmentError` where what was asked, or the input, is wrong; `BulkError` where the output
    cannot be written."""
    law, about = prepared(job, answers)
    with ExitStack() as stack:
        source = _source(job, law, stack)
        try:
            answering = Answering(source, answers.policy, law.known, job.mode)
        except ColumnError as error:
            raise one_fault(error.column, str(error).partition(": ")[2]) from None
        sink = _sink(job, source, law)
        out = _out(job, about, stack)
        run = _Run(job, source, answering, sink, out, law)
        screened = 0 if out.finished else run.go(tell)
        out.publish()
    return Summary(run.rows, dict(run.outcomes), run.problems, law.policy.position, screened, answering.classes)


def _source(job: Job, law: Law, stack: ExitStack) -> Source:
    if job.input_format == "parquet":
        return ParquetSource(Path(job.input), job.part_rows, carry=job.carry)
    file = stack.enter_context(_opened(job))
    if job.input_format == "csv":
        delimiter = "\t" if job.input.lower().endswith(TABS) else None
        return CsvSource(file, job.part_bytes, job.row_bytes, delimiter, carry=job.carry)
    return NdjsonSource(file, job.part_bytes, job.row_bytes, law.known, carry=job.carry)


def _opened(job: Job) -> AbstractContextManager[BinaryIO]:
    if job.input == STANDARD:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(job.input).open("rb", buffering=0)
    except OSError as error:
        raise _unread(job, error) from None


def _sink(job: Job, source: Source, law: Law) -> Sink:
    position = law.policy.position
    match job.output_format:
        case "csv":
            delimiter = "\t" if job.output.lower().endswith(TABS) else getattr(source, "delimiter", ",")
            return CsvSink(source.carried, position, delimiter, bom=getattr(source, "bom", False))
        case "ndjson":
            return NdjsonSink(source.carried, position, (QUESTION,) if isinstance(source, NdjsonSource) else ())
        case _:
            about = {name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in _law(law, job).items()}
            reference = source.schema.field(source.reference).type if source.reference else pa.string()
            carried = pa.schema([source.schema.field(name) for name in source.carried])
            return ParquetSink(reference, carried, position, about)


def _law(law: Law, job: Job) -> dict[str, Any]:
    return law_of(law.policy, job.mode)


def _out(job: Job, about: Json, stack: ExitStack) -> Work | Stream:
    targets = job.targets
    work = stack.enter_context(Work(targets, about, overwrite=job.overwrite)) if targets.folder else None
    return work if work is not None and targets.output else Stream(sys.stdout.buffer, work)


class _Run:
    """What is written when, and counted."""

    def __init__(self, job: Job, source: Source, answering: Answering, sink: Sink, out: Work | Stream, law: Law) -> None:
        self._job, self._source, self._answering, self._sink, self._out, self._law = job, source, answering, sink, out, law
        self._notes = [(part["at"], base64.b64decode(part["note"])) for part in out.parts]
        self.rows: int = sum(part["count"] for part in out.parts)
        self.outcomes: Counter[str] = sum((Counter(part["outcomes"]) for part in out.parts), Counter[str]())
        self._explaining: Explaining | None = None

    @property
    def problems(self) -> int:
        """How many rows have no answer."""
        return self.rows - sum(self.outcomes.values())

    def go(self, tell: Tell) -> int:
        """Screen what is not screened yet; how many rows that was."""
        before, after = self.rows, self._out.parts[-1]["after"] if self._out.parts else None
        if self._job.classes is not None:
            self._explaining = Explaining(self._source, self._answering, self._law.known, self._met())
        if not self._out.size:
            self._out.write(self._sink.opening())
        if after is not None:
            tell(self._progress(self._out.parts[-1]["done"]))
        for part, answered, encoded in _in_order(self._parts(after), self._work, self._job.threads):
            self._add(part, answered, encoded)
            tell(self._progress(part.done))
        if stamp(self._job.input) != self._stamp:
            raise BulkError(f"`{self._job.input}` was changed while it was read: what was written says nothing; begin anew")
        self._out.write(self._sink.closing(self._notes))
        self._look_again()
        self._out.finish(self._manifest())
        return self.rows - before

    def _parts(self, after: Json | None) -> Iterator[Part]:
        self._stamp = stamp(self._job.input)
        try:
            yield from self._source.parts(after)
        except OSError as error:
            raise _unread(self._job, error) from None

    def _work(self, part: Part) -> tuple[Answered, Encoded]:
        answered = self._answering(part)
        return answered, self._sink.encoded(answered)

    def _add(self, part: Part, answered: Answered, encoded: Encoded) -> None:
        counted = pc.value_counts(answered.results["outcome"].combine_chunks()).to_pylist()
        outcomes = {item["values"]: item["counts"] for item in counted if item["values"] is not None}
        classes = self._explaining.lines(part, answered) if self._explaining else b""
        at = self._out.size
        self._notes.append((at, encoded.note))
        self.rows += len(part.table)
        self.outcomes.update(outcomes)
        note = base64.b64encode(encoded.note).decode()
        record = {"after": part.after, "done": part.done, "count": len(part.table), "outcomes": outcomes, "at": at, "note": note}
        self._out.add(encoded.data, classes, record)

    def _met(self) -> Iterable[str]:
        if not isinstance(self._out, Work):
            return ()
        with self._out.classes_path.open("rb") as file:
            return met_in(file)

    def _look_again(self) -> None:
        """Read what was written, where others could not if it were wrong."""
        if isinstance(self._out, Work) and self._job.output_format == "parquet" and rows_in(str(self._out.rows_path)) != self.rows:
            raise BulkError("what was written cannot be read again, which should not be: please report it")

    def _progress(self, done: int) -> Progress:
        return Progress(done, self._source.total, self._source.unit, self.rows, self.problems)

    def _manifest(self) -> bytes:
        said = {
            "input": Path(self._job.input).name,
            "output": Path(self._job.output).name,
            "rows": self.rows,
            "problems": self.problems,
            "outcomes": dict(sorted(self.outcomes.items())),
            **_law(self._law, self._job),
        }
        if self._explaining is not None:
            said |= {"classes": Path(str(self._job.classes)).name, "class_count": len(self._explaining.met)}
        return orjson.dumps(said, option=orjson.OPT_INDENT_2) + b"\n"


def _in_order(
    parts: Iterator[Part], work: Callable[[Part], tuple[Answered, Encoded]], threads: int
) -> Iterator[tuple[Part, Answered, Encoded]]:
    """Parts with what came of them, in their order, while the next are worked on; no more than a few are in memory."""
    threads = max(2, min(threads, os.cpu_count() or 1))
    waiting: deque[tuple[Part, Future[tuple[Answered, Encoded]]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for part in parts:
                waiting.append((part, pool.submit(work, part)))
                if len(waiting) > threads:
                    first, done = waiting.popleft()
                    yield first, *done.result()
            while waiting:
                first, done = waiting.popleft()
                yield first, *done.result()
        finally:
            for _, future in waiting:
                future.cancel()


def _unread(job: Job, error: OSError) -> Exception:
    return one_fault("INPUT", f"`{job.input}` cannot be read: {(error.strerror or str(error)).lower()}")
