"""`licet screen` as it is typed: what it says, what it refuses before it reads, how it ends, and cells that no spreadsheet runs."""

import csv
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk import GOOD, HEADER, csv_batch, rows_of, same, screened

from licet.api import cli
from licet.api.rows.writers import FORMULA
from licet.api.schema import Refused

LICET = [sys.executable, "-m", "licet.api.cli"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with the corpus that ships."""
    path = tmp_path_factory.mktemp("log") / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(path)]) == 0
    return path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LICET_DB", str(place))
    monkeypatch.setenv("LICET_INFERENCE", "reference")
    yield


def sheet(*rows: str) -> None:
    Path("in.csv").write_text("\n".join([HEADER, *rows]) + "\n")


def test_what_came_of_it_is_said_of_one_row_as_of_many(capfd: pytest.CaptureFixture[str]) -> None:
    sheet(GOOD.format(1))
    assert cli.run(["screen", "in.csv", "out.csv"]) == 0
    said = capfd.readouterr().err.splitlines()
    assert said[0] == "note: 1 row at position 280: 1 NO_LICENCE_REQUIRED" and said[1].startswith("note: 1 class, ")
    sheet(GOOD.format(1), GOOD.format(2), GOOD.format(3).replace("metal", "m"))
    assert cli.run(["screen", "in.csv", "out.csv", "--overwrite"]) == 0
    said = capfd.readouterr().err.splitlines()
    assert said[0] == "note: 3 rows at position 280: 2 NO_LICENCE_REQUIRED"
    assert said[1] == "note: 1 row without an answer: the column `problem` says why" and said[2].startswith("note: 2 classes, ")


def test_what_is_no_plain_file_is_neither_read_nor_replaced(capfd: pytest.CaptureFixture[str]) -> None:
    sheet(GOOD.format(1))
    os.mkfifo("pipe")
    assert cli.run(["screen", "in.csv", "pipe", "--output-format", "csv", "--overwrite"]) == 2
    assert cli.run(["screen", "pipe", "out.csv", "--format", "csv"]) == 2
    assert cli.run(["screen", "in.csv", "out.csv", "--classes", "pipe", "--overwrite"]) == 2
    assert cli.run(["screen", "in.csv", "out.csv", "--classes", "out.csv.partial"]) == 2
    said = capfd.readouterr().err
    assert said.count("no plain file") == 3 and "`out.csv.partial` is written already" in said
    assert sorted(os.listdir()) == ["in.csv", "pipe"] and Path("pipe").is_fifo()


def test_what_a_message_quotes_does_not_reach_the_terminal_as_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    Path("in.csv").write_text("ref\x1b[31merence,\u202eto\n1,DE\n")
    assert cli.run(["screen", "in.csv", "out.csv"]) == 2
    said = capfd.readouterr().err
    assert "ref\\x1b[31merence" in said and "\\u202eto" in said


@pytest.mark.parametrize("end", ["\r", "\r\r\n"])
def test_no_row_is_lost_behind_a_carriage_return(end: str) -> None:
    """The ends of lines of old: what is behind one is another row to some and nothing to others."""
    source = Path("in.csv")
    source.write_bytes(end.join([HEADER, GOOD.format(1)]).encode())
    if end == "\r":
        with pytest.raises(Refused, match="carriage return"):
            screened(source, Path("out.csv"))
    data = "\n".join([HEADER, GOOD.format(1) + "\r" + GOOD.format(2), GOOD.format(3)]).encode()
    source.write_bytes(data)
    screened(source, Path("out.csv"), overwrite=True)
    [lost, good] = same(Path("out.csv"), csv_batch(data))
    assert "carriage return" in lost["problem"] and good["outcome"]


@pytest.mark.parametrize("source", ["in.csv", "in.parquet"])
def test_a_run_that_wrote_nothing_leaves_nothing(source: str) -> None:
    """So that a mended file is screened by the same command."""
    Path("in.csv").write_text(HEADER)
    pq.write_table(pa.table({"material": ["holmium"] * 9, "to": ["DE"] * 9, "on": ["2025-12-01"] * 9}), "in.parquet")
    data = Path("in.parquet").read_bytes()
    Path("in.parquet").write_bytes(data[:4] + bytes(60) + data[64:])
    if source == "in.parquet":
        assert cli.run(["screen", source, "out.csv"]) == 2
        assert sorted(os.listdir()) == ["in.csv", "in.parquet"]
        Path("in.parquet").write_bytes(data)
    assert cli.run(["screen", source, "out.csv"]) == 0


def test_no_text_of_an_input_is_a_formula_in_csv() -> None:
    """Every column that takes texts, every beginning; also what problems quote, and names of columns."""
    for sign in FORMULA:
        bad = f"{sign}cmd|' /c calc'!A1"
        names = [*HEADER.split(","), f"x.{bad}", "end_user", "description"]
        cells = [bad, *GOOD.split(",")[1:-1], bad, bad, bad, bad]
        rows = [cells, *([*cells[:n], bad, *cells[n + 1 :]] for n in range(1, len(names)))]
        with Path("in.csv").open("w", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([names, *rows])
        for more in ({}, {"carry": True}):
            screened(Path("in.csv"), Path("out.csv"), overwrite=True, **more)
            with Path("out.csv").open(newline="") as file:
                found = list(csv.reader(file))
            assert len(found) == len(rows) + 1
            for row in found:
                assert [cell for cell in row if cell.startswith(FORMULA)] == [], (sign, row)
    table = pa.table({"material": ["=holmium"], "to": ["@DE"], "on": ["-1"], "reference": ["=1"], "x.f": [{"=a": "=1"}], "x.n": [-1]})
    pq.write_table(table, "in.parquet")
    screened(Path("in.parquet"), Path("out.csv"), overwrite=True, carry=True)
    assert [cell for row in rows_of(Path("out.csv")) for cell in row.values() if str(cell).startswith(FORMULA)] == []


DRIVER = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests in the background had it ignored
from licet.api import cli
from licet.api.bulk import job, work
made = job.Job.__new__
job.Job.__new__ = lambda *given: made(*given)._replace(part_bytes=300)
add = work.Work.add
def slow(self, *rest):
    add(self, *rest)
    time.sleep(0.2)
work.Work.add = slow
sys.exit(cli.run(sys.argv[1:]))
"""


def test_an_interrupt_ends_it_and_the_same_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    sheet(*map(GOOD.format, range(80)))
    journal = Path("out.csv.partial/journal")
    waiting = DRIVER.replace("0.2", f"60 if open({str(journal)!r}, 'rb').read().count(b'\\n') >= 3 else 0")  # it cannot end before
    running = subprocess.Popen([sys.executable, "-c", waiting, "screen", "in.csv", "out.csv"], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not journal.exists() or len(journal.read_bytes().splitlines()) < 3:
        assert running.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130 and "Traceback" not in said and not Path("out.csv").exists()
    assert "the same command goes on" in said
    assert subprocess.run([sys.executable, "-c", DRIVER.replace("0.2", "0"), "screen", "in.csv", "out.csv"], check=False).returncode == 0
    assert [row["reference"] for row in rows_of(Path("out.csv"))] == [str(n) for n in range(80)]
    assert os.listdir() and not Path("out.csv.partial").exists()


def test_a_bar_is_for_terminals_alone() -> None:
    sheet(*map(GOOD.format, range(20)))
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    code = DRIVER.replace("0.2", "0.15")
    typed = [sys.executable, "-c", code, "screen", "in.csv", "out.csv"]
    done = subprocess.Popen(typed, stderr=theirs, stdout=subprocess.DEVNULL, env=environ)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
        said += piece
    os.close(ours)
    assert done.wait(60) == 0
    before, _, after = said.partition(b"note: 20 rows at position 280")
    assert b"screen" in before and re.search(rb"\d+%", before) and re.search(rb"\d+ rows", before) and b"\x1b" in before
    assert before.endswith(b"\x1b[2K") and b"\x1b" not in after  # the bar is gone
    quiet = subprocess.run([*LICET, "screen", "in.csv", "-"], capture_output=True, check=True)
    assert b"\x1b" not in quiet.stderr and quiet.stdout.count(b"\r\n") == 21
