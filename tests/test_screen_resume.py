"""A run of `licet screen` that dies anywhere is gone on with: in the end there are the same bytes, and until then no output at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from bulk import GOOD, HEADER, answers, job, rows_of, screened
from event_examples import EXAMPLES
from test_disk import files_no_longer_than

from licet.api.bulk import work
from licet.api.bulk.formats import BulkError
from licet.api.bulk.run import screen_file
from licet.api.schema import Refused
from licet.engine.answers import Answers
from licet.engine.policy import Known
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.record import record

SMALL: dict[str, Any] = {"part_bytes": 300, "part_rows": 11}
FORMATS = ("csv", "ndjson", "parquet")


class Killed(BaseException):
    """As a signal that nothing can be done about."""


def sheet(path: Path, count: int = 40) -> Path:
    days = ("2025-12-01", "2026-11-11", "never", "2025-12-02")  # so that parts begin with this outcome and that
    lines = [GOOD.format(n).replace("2025-12-01", days[n // 7 % 4]) for n in range(count)]
    path.write_text("\n".join([HEADER, *lines]) + "\n")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Dying:
    """Dies at the n-th step of what is written; where that is a write, in its middle."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int) -> None:
        self.left = at
        for owner, name in (
            (work, "_sync"),
            (work, "publish"),
            (work, "_cut"),
            (Path, "replace"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (shutil, "rmtree"),
        ):
            patch.setattr(owner, name, self.stepping(getattr(owner, name)))
        opened = work.Work._opened
        patch.setattr(work.Work, "_opened", lambda of, name: self.writing(of, name, opened(of, name)))

    def step(self) -> bool:
        self.left -= 1
        return self.left == 0

    def stepping(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **options: Any) -> Any:
            if self.step():
                raise Killed
            return call(*arguments, **options)

        return stepped

    def writing(self, of: work.Work, name: str, file: BinaryIO) -> BinaryIO:
        dying = self

        class Torn:
            def write(self, data: Any) -> int:
                if dying.step():
                    file.write(bytes(data)[: len(data) // 2])
                    file.flush()
                    raise Killed
                return file.write(data)

            def __getattr__(self, name: str) -> Any:
                return getattr(file, name)

        torn: Any = Torn()
        of._files[name] = torn
        return torn


@pytest.mark.parametrize(("ending", "step"), [("csv", 4), ("parquet", 1)])
def test_a_run_that_dies_anywhere_is_gone_on_with(ending: str, step: int, tmp_path: Path) -> None:
    source = sheet(tmp_path / "in.csv", 24)
    whole, again = tmp_path / "whole", tmp_path / "again"
    whole.mkdir()
    again.mkdir()

    def run(folder: Path) -> Any:
        return screened(source, folder / f"out.{ending}", classes=str(folder / "classes.ndjson"), **SMALL)

    summary = run(whole)
    wanted = files(whole)
    assert wanted.keys() == {f"out.{ending}", f"out.{ending}.manifest.json", "classes.ndjson"} and summary.rows == 24
    deaths, going_on = 0, 0
    for at in range(1, 1000, step):
        with pytest.MonkeyPatch.context() as patch:
            Dying(patch, at)
            try:
                run(again)
            except Killed:
                deaths += 1
                there = files(again)
                assert there.items() <= wanted.items()  # whole, or not there
            else:
                break
        before = (again / f"out.{ending}.partial" / "journal").is_file()
        summary = run(again)
        going_on += before and summary.screened < 24
        assert files(again) == wanted, at
        assert [path for path in again.iterdir() if path.is_dir()] == [] and summary.rows == 24
        for path in again.iterdir():
            path.unlink()
    assert deaths > 30 // step and going_on > 12 // step


def test_a_run_that_dies_again_and_again_comes_to_its_end(tmp_path: Path) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.parquet"
    screened(source, tmp_path / "whole.parquet", **SMALL)
    deaths = 0
    for n in range(1000):
        with pytest.MonkeyPatch.context() as patch:
            Dying(patch, 5 + 3 * n % 13)
            try:
                screened(source, output, **SMALL)
                break
            except Killed:
                deaths += 1
    assert output.read_bytes() == (tmp_path / "whole.parquet").read_bytes() and deaths > 3


DRIVER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from bulk import screened
from licet.api.bulk import work
log, left = work.Work._log, {at}
def dying(self, record):
    global left
    log(self, record)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
work.Work._log = dying
screened(Path({source!r}), Path({output!r}), part_bytes=300, part_rows=11)
"""


@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_process_that_is_killed_is_gone_on_with(at: int, tmp_path: Path) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.parquet"
    code = DRIVER.format(tests=str(Path(__file__).parent), at=at, source=str(source), output=str(output))
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert not output.exists()
    summary = screened(source, output, **SMALL)
    assert (summary.rows, summary.screened) == (40, 40 - rows_before(at, source))
    screened(source, tmp_path / "other.parquet", **SMALL)
    assert output.read_bytes() == (tmp_path / "other.parquet").read_bytes()


def rows_before(at: int, source: Path) -> int:
    """How many rows were written when the journal had so many lines."""
    from licet.api.bulk.csv_source import CsvSource

    with source.open("rb") as file:
        parts = list(CsvSource(file, SMALL["part_bytes"], 10**5, carry=False).parts(None))
    assert len(parts) > at
    return sum(len(part.table) for part in parts[: at - 1])


@contextmanager
def died_at(step: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        Dying(patch, step)
        with pytest.raises(Killed):
            yield


def test_what_was_left_by_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.csv"
    with died_at(20):
        screened(source, output, **SMALL)
    folder = tmp_path / "out.csv.partial"
    before = files(folder)
    for why, more in (
        ("the options were others", {"carry": True}),
        ("the options were others", {"part_bytes": 301, "part_rows": 11}),
        ("to use what was known otherwise", {"known": Known(recorded_through=100)}),
    ):
        with pytest.raises(Refused, match=f"unfinished run.*{why}.*--overwrite"):
            screened(source, output, **{**SMALL, **more})
    with pytest.raises(Refused, match="the log or its rules are others"):
        screen_file(job(source, output, **SMALL), Answers(MemoryLog(clock=lambda: datetime.now(UTC)), "reference"), lambda _: None)
    stat = source.stat()
    os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    with pytest.raises(Refused, match="the input has changed since"):
        screened(source, output, **SMALL)
    assert files(folder) == before
    os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert 0 < screened(source, output, **SMALL).screened < 40


def test_overwriting_begins_anew_where_it_cannot_go_on(tmp_path: Path) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.csv"
    output.write_text("precious")
    with pytest.raises(Refused, match="is there already"):
        screened(source, output, **SMALL)
    with died_at(20):
        screened(source, output, overwrite=True, **SMALL)
    assert output.read_text() == "precious"
    assert screened(source, output, overwrite=True, carry=True, **SMALL).screened == 40
    assert len(rows_of(output)) == 40 and list(rows_of(output)[0])[-1] == "x.note"
    with died_at(20):
        screened(source, output, overwrite=True, **SMALL)
    assert screened(source, output, overwrite=True, **SMALL).screened < 40


def test_a_file_that_comes_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.csv"
    finish = work.Work.finish

    def late(self: work.Work, manifest: bytes) -> None:
        output.write_text("precious")
        finish(self, manifest)

    monkeypatch.setattr(work.Work, "finish", late)
    with pytest.raises(Refused, match="has come meanwhile"):
        screened(source, output, **SMALL)
    assert output.read_text() == "precious"
    with pytest.raises(Refused, match="is there already"):
        screened(source, output, **SMALL)
    output.unlink()
    assert screened(source, output, **SMALL).screened == 0
    assert len(rows_of(output)) == 40


def test_a_run_goes_on_at_its_own_position_of_the_log(tmp_path: Path) -> None:
    log = MemoryLog(clock=lambda: datetime.now(UTC))
    record(log, load_corpus())
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.ndjson"

    def run(output: Path, known: Known = Known()) -> Any:  # noqa: B008
        return screen_file(job(source, output, known=known, **SMALL), Answers(log, "reference"), lambda _: None)

    with died_at(20):
        run(output)
    act = {"id": "XX-2026-1", "instrument": "XX-2026-1", "provision": None, "gives_effect_to": []}
    log.append([from_json(EXAMPLES["control_announced"] | act)])
    assert run(output).position == log.head() - 1
    assert run(tmp_path / "all.ndjson").position == log.head()
    run(tmp_path / "then.ndjson", Known(recorded_through=log.head() - 1))
    assert output.read_bytes() == (tmp_path / "then.ndjson").read_bytes()
    manifest = json.loads((tmp_path / "out.ndjson.manifest.json").read_bytes())
    assert manifest["position"] == log.head() - 1


def test_two_runs_do_not_write_the_same_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.csv"
    add, tried = work.Work.add, list[str]()

    def beside(self: work.Work, *arguments: Any) -> None:
        if not tried:
            tried.append("")
            with pytest.raises(BulkError, match="being written by another run"):
                screened(source, output, **SMALL)
        add(self, *arguments)

    monkeypatch.setattr(work.Work, "add", beside)
    assert screened(source, output, **SMALL).rows == 40 and tried


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("room", [0, 100, 1500, 3000])
def test_a_full_disk_loses_nothing(ending: str, room: int, tmp_path: Path) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / f"out.{ending}"
    screened(source, tmp_path / f"whole.{ending}", classes=str(tmp_path / "whole-classes.ndjson"), **SMALL)
    with files_no_longer_than(room), pytest.raises(BulkError, match=r"cannot be written: file too large") as told:
        screened(source, output, classes=str(tmp_path / "classes.ndjson"), **SMALL)
    assert not output.exists() and not (tmp_path / "classes.ndjson").exists()
    again = screened(source, output, classes=str(tmp_path / "classes.ndjson"), **SMALL)
    assert ("what was written is kept" in str(told.value)) == (again.screened < 40)
    assert output.read_bytes() == (tmp_path / f"whole.{ending}").read_bytes()
    assert (tmp_path / "classes.ndjson").read_bytes() == (tmp_path / "whole-classes.ndjson").read_bytes()


def test_an_input_that_changes_while_it_is_read_gives_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = sheet(tmp_path / "in.csv"), tmp_path / "out.csv"
    add = work.Work.add

    def changing(self: work.Work, *arguments: Any) -> None:
        os.utime(source)
        add(self, *arguments)

    monkeypatch.setattr(work.Work, "add", changing)
    with pytest.raises(BulkError, match="was changed while it was read"):
        screened(source, output, **SMALL)
    assert not output.exists()


def test_threads_and_parts_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sheet(tmp_path / "in.csv", 200)
    for n, (threads, size) in enumerate(((1, 10**6), (8, 300), (2, 10**6), (3, 77))):
        monkeypatch.setattr(os, "cpu_count", lambda: 8)
        screened(source, tmp_path / f"{n}.csv", classes=str(tmp_path / f"{n}.classes"), part_bytes=size, threads=threads)
    for n in range(1, 4):
        assert (tmp_path / f"{n}.csv").read_bytes() == (tmp_path / "0.csv").read_bytes()
        assert (tmp_path / f"{n}.classes").read_bytes() == (tmp_path / "0.classes").read_bytes()
    assert answers().head() == rows_of(tmp_path / "0.csv")[0]["position"]
