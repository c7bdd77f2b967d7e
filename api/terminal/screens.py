"""`licet screen`: a file of shipments in, a file of verdicts out."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ...engine.policy import Known
from ..bulk.formats import BulkError, format_of
from ..opening import answering
from ..schema import KnownAsked, read_as
from .asking import settings_with
from .output import note
from .question import known_stated

if TYPE_CHECKING:
    from ..bulk.run import Progress, Summary, Tell

_EVERY_S: Final = 10.0  # between two lines where nobody looks at a bar


def run_screen(
    given: Mapping[str, Any],
    source: str,
    output: str,
    *,
    format_: str | None,
    output_format: str | None,
    carry: bool,
    classes: str | None,
    overwrite: bool,
    db: str | None,
) -> None:
    """Screen a file and say on standard error what came of it."""
    settings = settings_with(db)
    known = read_as(KnownAsked, known_stated(given), "/known")
    read = format_of(source, format_, "INPUT", "--format")
    written = format_of(output, output_format or (read if output == "-" else None), "OUTPUT", "--output-format")
    if missing := [name for name in ("pyarrow", "numpy") if find_spec(name) is None]:
        raise BulkError(f"`licet screen` needs {' and '.join(missing)}: install `licet[bulk]`")
    from ..bulk.job import Job
    from ..bulk.run import screen_file
    from ..bulk.work import left_unfinished

    view = Known(known.published_through, known.recorded_through, known.rules_recorded_through)
    job = Job(source, output, read, written, view, settings.inference, settings.batch_row_bytes, carry, classes, overwrite)
    begun = time.monotonic()
    try:
        with answering(settings, note) as (_, answers), _progress() as tell:
            summary = screen_file(job, answers, tell)
    except KeyboardInterrupt:
        if job.resumable and left_unfinished(job.targets):
            note("broken off: the same command goes on with what was written")
        raise
    _say(summary, time.monotonic() - begun)


def _say(summary: "Summary", seconds: float) -> None:
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(summary.outcomes.items()))
    note(f"{_rows(summary.rows)} at position {summary.position}{': ' if outcomes else ''}{outcomes}")
    if summary.problems:
        note(f"{_rows(summary.problems)} without an answer: the column `problem` says why")
    if summary.screened:
        classes = f"{summary.classes:,} class{'' if summary.classes == 1 else 'es'}"
        note(f"{classes}, {_rows(round(summary.screened / max(seconds, 0.001)))} a second")


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


@contextmanager
def _progress() -> Iterator["Tell"]:
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
        return
    last = time.monotonic()

    def line(progress: "Progress") -> None:
        nonlocal last
        if time.monotonic() - last > _EVERY_S:
            last = time.monotonic()
            note(said(progress))

    yield line


def said(progress: "Progress") -> str:
    """How far a run is, in a line."""
    share = f"{100 * progress.done // progress.total} %, " if progress.total else ""
    problems = f", {progress.problems:,} with a problem" if progress.problems else ""
    return f"{share}{_rows(progress.rows)}{problems}"


@contextmanager
def _bar() -> Iterator["Tell"]:
    from rich import progress as rich
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.table import Column

    columns = (
        TextColumn("screen"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]}", table_column=Column(no_wrap=True)),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rows="reading")

        def tell(progress: "Progress") -> None:
            bar.update(task, completed=progress.done, total=progress.total, rows=said(progress).rpartition(" %, ")[2])

        yield tell
