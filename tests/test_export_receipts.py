"""Receipts as they are exported: a check, rows of a batch, a whole batch with its manifest; checked by the stand-alone script."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_export import check, flipped
from test_replay_checks import body, checks, give, now

from licet.api import cli
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.receipts import BatchReceipt
from licet.events.record import record
from licet.events.sealing import BatchSeal, Sealed
from licet.events.store import open_store


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Receipts 1: a check; 2, 3, 4: a batch of five rows, numbered 1, 2, 3, 5, 6 in their file, in two parts, and its manifest."""
    place = tmp_path_factory.mktemp("exports") / "log.sqlite"
    with open_log(place, clock=now) as log, open_store(place, clock=now) as store:
        record(log, load_corpus())
        answers = Answers(log, "reference")
        give(answers, store, body())
        batch = BatchSeal("erp")
        rows = checks(answers, *(body(date=f"2026-11-{day:02}") for day in range(1, 6)))
        store.checks.keep(batch.part(list(zip((1, 2, 3), rows[:3], strict=True))))
        store.checks.keep(batch.part(list(zip((5, 6), rows[3:], strict=True))))
        store.checks.keep(batch.whole())
    assert cli.run(["checkpoint", "--db", str(place)]) == 0
    return place


def ask(place: Path, query: str) -> str:
    connection = sqlite3.connect(place)
    (value,) = connection.execute(query).fetchone()
    connection.close()
    return str(value)


@pytest.fixture
def exported(place: Path, tmp_path: Path) -> Iterator[Path]:
    """The whole batch."""
    batch = ask(place, "SELECT json_extract(body, '$.batch') FROM licet_receipt WHERE position = 4")
    export(place, tmp_path / "export", "--receipts", batch)
    yield tmp_path / "export"


def export(place: Path, folder: Path, *what: str) -> None:
    assert cli.run(["audit", "export", str(folder), *what, "--db", str(place)]) == 0


def names(folder: Path) -> list[str]:
    entries = folder / "receipts" / "entries"
    return sorted(str(path.relative_to(entries)) for path in entries.rglob("*") if path.is_file())


def of_row(number: int) -> list[str]:
    return [f"{number:03}.{kind}" for kind in ("answer", "json", "question", "row-proof", "salt")]


def test_a_row_of_a_batch_is_exported_by_its_id_with_the_receipt_of_its_part(place: Path, tmp_path: Path) -> None:
    row = ask(place, "SELECT id FROM licet_check WHERE json_extract(CAST(receipt AS TEXT), '$.row') = 6")
    export(place, tmp_path / "export", "--receipts", row)
    assert names(tmp_path / "export") == ["003.json", "003.leaf", *(f"003.rows/{name}" for name in of_row(6)), "003.tlog-proof"]
    found = check(tmp_path / "export")
    assert found.returncode == 0, found.stdout
    assert "receipts: 1 rows of batches as their parts have them; 0 batches with all their rows" in found.stdout
    receipt = json.loads((tmp_path / "export/receipts/entries/003.rows/006.json").read_bytes())
    assert (receipt["id"], receipt["row"]) == (row, 6)


def test_a_batch_is_exported_with_all_its_rows_and_its_manifest(exported: Path) -> None:
    rows = [f"00{part}.rows/{name}" for part, numbers in ((2, (1, 2, 3)), (3, (5, 6))) for n in numbers for name in of_row(n)]
    entries = [f"00{n}.{kind}" for n in (2, 3, 4) for kind in ("json", "leaf", "tlog-proof")]
    assert names(exported) == sorted([*rows, *entries])
    assert "5 rows of batches as their parts have them; 1 batches with all their rows" in check(exported).stdout


def test_the_receipt_of_a_part_alone_shows_no_row_and_all_shows_all(place: Path, tmp_path: Path) -> None:
    export(place, tmp_path / "part", "--receipts", ask(place, "SELECT receipt_id FROM licet_receipt WHERE position = 2"))
    assert names(tmp_path / "part") == ["002.json", "002.leaf", "002.tlog-proof"]
    export(place, tmp_path / "all", "--all")
    assert "5 rows of batches as their parts have them; 1 batches with all their rows" in check(tmp_path / "all").stdout


def test_what_is_no_receipt_cannot_be_exported(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["audit", "export", str(tmp_path / "x"), "--receipts", "f" * 32, "--db", str(place)]) == 2
    assert "`--receipts`" in capsys.readouterr().err


def test_rows_that_are_not_the_ones_recorded_are_not_exported(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "log.sqlite"
    with sqlite3.connect(place) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("UPDATE licet_check SET receipt = CAST('{}' AS BLOB) WHERE leaf = 0")
    shutil.copytree(f"{place}.checkpoints", f"{copy}.checkpoints")
    assert cli.run(["audit", "export", str(tmp_path / "x"), "--all", "--db", str(copy)]) == 1
    assert "the receipts of 3 rows, up to row 3, are not the ones recorded" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", [*of_row(2), "004"])
def test_the_script_notices_a_changed_byte_of_a_row(exported: Path, name: str) -> None:
    path = exported / "receipts" / "entries" / (f"002.rows/{name}" if "." in name else f"{name}.json")
    whole = path.read_bytes()
    for at in (0, len(whole) // 2, -2):
        flipped(path, at)
        found = check(exported)
        assert found.returncode == 1, at
        assert "NOT" in found.stdout
        path.write_bytes(whole)


def test_the_script_takes_each_row_in_its_place(exported: Path) -> None:
    rows = exported / "receipts" / "entries" / "002.rows"
    (rows / "001.row-proof").rename(rows / "kept")
    shutil.copy(rows / "002.row-proof", rows / "001.row-proof")
    (rows / "kept").unlink()
    assert "002.tlog-proof: the proof does not lead to the root of the part" in check(exported).stdout


def test_the_script_finds_a_manifest_that_is_not_that_of_its_rows(tmp_path: Path) -> None:
    """Signed all the same: whoever made it left a row out."""
    place = tmp_path / "log.sqlite"
    with open_log(place, clock=now) as log, open_store(place, clock=now) as store:
        record(log, load_corpus())
        batch = BatchSeal("erp")
        store.checks.keep(batch.part([(1, checks(Answers(log, "reference"), body())[0])]))
        (whole,) = batch.whole().receipts
        assert isinstance(whole, BatchReceipt)
        store.checks.keep(Sealed((whole.model_copy(update={"root": "sha256:" + "0" * 64}),), ()))
    assert cli.run(["checkpoint", "--db", str(place)]) == 0
    export(place, tmp_path / "export", "--all")
    found = check(tmp_path / "export")
    assert (found.returncode, found.stdout.splitlines()[-1]) == (
        1,
        "NOT as signed: receipts/entries/002.tlog-proof: the manifest is not that of the rows of its batch",
    )


STRAY = ["receipts/entries/009.json", "events/entries/001.salt", "receipts/entries/002.rows/009.answer", "more.txt"]


@pytest.mark.parametrize("name", STRAY)
def test_the_script_finds_files_that_nothing_proves(exported: Path, name: str) -> None:
    (exported / name).parent.mkdir(exist_ok=True, parents=True)
    (exported / name).write_bytes(b"{}")
    found = check(exported)
    assert (found.returncode, found.stdout.splitlines()[-1]) == (1, f"NOT as signed: `{name}` is there, and nothing proves it")


def test_an_earlier_checkpoint_of_another_log_is_not_passed_over(place: Path, exported: Path, tmp_path: Path) -> None:
    own = max(Path(f"{place}.checkpoints").rglob("receipts/checkpoints/*"))
    assert check(exported, f"--earlier={own}").returncode == 0
    without = tmp_path / "events-only"
    export(place, without, "--events", "CN-2025-57/1")
    keys = (exported / "keys").read_text()
    found: subprocess.CompletedProcess[str] = check(without, f"--earlier={own}", f"--key={keys}")
    assert found.returncode == 2
    assert "which is none of the logs here" in found.stdout
