"""`licet migrate`, `backup`, `restore`, `retention …`, `erase`, as they are typed."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from log_support import Clock, batch, execute, keep, keep_all, verify

from licet.api import cli
from licet.api.terminal import upkeep
from licet.events.log import open_log
from licet.events.store import open_store

SAMPLES = Path(__file__).with_name("samples") / "logs"
NAMED = b'{"shipment":{"parties":[{"name":"Beispiel Magnetwerk GmbH"}]}}'
OTHER = b'{"shipment":{"parties":[{"name":"Example Ltd"}]}}'


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite"


@pytest.fixture
def run(log: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("LICET_DB", str(log))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> Ran:
        capfd.readouterr()
        status = cli.run(arguments)
        return Ran(status, *capfd.readouterr())

    return run


@pytest.fixture
def kept(log: Path) -> tuple[str, ...]:
    """Three checks, of ten days ago, of two days ago, of now; the first and the last name somebody."""
    ids = []
    for days, question in ((10, NAMED), (2, OTHER), (0, NAMED)):
        with open_store(log, clock=Clock(datetime.now(UTC) - timedelta(days=days))) as store:
            ids.append(keep(store, question, b"{}", "key:erp"))
    return tuple(ids)


def questions(log: Path, ids: tuple[str, ...]) -> list[bytes | None]:
    with open_store(log, clock=Clock()) as store:
        return [check.question for check in map(store.checks.get, ids) if check is not None]


# --- migrate ----------------------------------------------------------------------------------------------------------------


def test_migrate_makes_the_tables_and_says_when_there_is_nothing_to_do(run: Run, log: Path) -> None:
    made = run("migrate")
    assert (made.status, made.err) == (0, "")
    assert made.out.startswith(f"the tables at `{log}` were not there and are at step 0")
    assert "are up to date, at step 0" in run("migrate").out


def test_by_hand_only_migrate_changes_tables(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(SAMPLES / "step_0001.sqlite", log)
    monkeypatch.setenv("LICET_MIGRATE", "manual")
    for command in (["events", "list"], ["retention", "show"], ["keys", "list"]):
        refused = run(*command)
        assert refused.status == 1
        assert "run `licet migrate`" in refused.err
    assert "were at step 0001 and are at step" in run("migrate").out
    listed = run("events", "list")
    assert (listed.status, len(listed.out.splitlines())) == (0, 29)


@pytest.mark.parametrize("command", [["migrate"], ["backup", "x"], ["restore", "x"], ["retention", "show"], ["erase", "--party", "x"]])
def test_what_is_in_memory_cannot_be_kept(command: list[str], run: Run) -> None:
    refused = run(*command, "--db", "memory:")
    assert refused.status == 2
    assert "name a file or a database" in refused.err


# --- backup and restore -----------------------------------------------------------------------------------------------------


def test_backup_and_restore(run: Run, log: Path, tmp_path: Path, kept: tuple[str, ...]) -> None:
    with open_log(log, clock=Clock()) as opened:
        opened.append(batch("A", "B"))
    backup, place = tmp_path / "licet.backup", tmp_path / "new" / "log.sqlite"
    taken = run("backup", str(backup))
    assert (taken.status, taken.out) == (0, f"backed up `{log}` to `{backup}`: 3 kept checks, 2 events, 0 keys, 3 receipts\n")
    again = run("backup", str(backup))
    assert (again.status, again.out) == (1, "")
    assert "is there already" in again.err
    restored = run("restore", str(backup), "--db", str(place))
    assert restored.status == 0
    assert restored.out.endswith(f"to `{place}`: 3 kept checks, 2 events, 0 keys, 3 receipts\n")
    assert run("restore", str(backup), "--db", str(place)).status == 1
    with open_log(place, clock=Clock()) as opened:
        assert verify(opened) == ["A", "B"]
    assert questions(place, kept) == questions(log, kept)


def test_what_is_no_backup_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("not a database")
    refused = run("restore", str(tmp_path / "notes"))
    assert (refused.status, refused.out) == (1, "")
    assert "cannot be read as a backup" in refused.err


# --- retention --------------------------------------------------------------------------------------------------------------


def test_retention_needs_a_limit(run: Run, log: Path, kept: tuple[str, ...]) -> None:
    refused = run("retention", "apply")
    assert refused.status == 2
    assert "LICET_KEEP_CHECKS_DAYS" in refused.err
    assert None not in questions(log, kept)


def test_retention_erases_what_is_older_and_leaves_a_trace(
    run: Run, log: Path, kept: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LICET_KEEP_CHECKS_DAYS", "7")
    assert run("retention", "show").out == "3 checks are kept; limit: 7 days; 1 are older\n"
    assert run("retention", "apply", "--dry-run").out.startswith("1 checks were kept before ")
    assert None not in questions(log, kept)
    assert run("retention", "apply", "--by", "dpo").out.startswith("erased 1 checks that were kept before ")
    assert questions(log, kept) == [None, OTHER, NAMED]
    assert run("retention", "apply", "--days", "1").out.startswith("erased 1 checks")
    assert questions(log, kept) == [None, None, NAMED]
    shown = json.loads(run("retention", "show", "--json").out)
    assert (shown["kept"], shown["due"], shown["keep_checks_days"]) == (1, 0, 7)
    assert [(t["act"], t["actor"], t["count"]) for t in shown["traces"]] == [
        ("checks_expired", "dpo", 1),
        ("checks_expired", upkeep.local_actor(), 1),
    ]
    assert "checks_expired  1  by dpo" in run("retention", "show").out


# --- erasure ----------------------------------------------------------------------------------------------------------------


def test_erasing_a_name_lists_first_and_erases_with_yes(run: Run, log: Path, kept: tuple[str, ...]) -> None:
    with open_log(log, clock=Clock()) as opened:
        opened.append(batch("A"))
    before = execute(str(log), "SELECT * FROM licet_event")
    listed = run("erase", "--party", "beispiel  MAGNETWERK")
    assert listed.status == 0
    lines = listed.out.splitlines()
    assert {line.split()[0] for line in lines[:-1]} == {kept[0], kept[2]}
    assert lines[-1] == "2 checks would be erased: `--yes` erases them"
    assert None not in questions(log, kept)
    erased = run("erase", "--party", "beispiel MAGNETWERK", "--reason", "asked on 2026-11-20", "--by", "dpo", "--yes")
    assert erased.out.endswith("erased 2 checks\n")
    assert "backups still hold them" in erased.err
    assert questions(log, kept) == [None, OTHER, None]
    assert execute(str(log), "SELECT * FROM licet_event") == before
    (trace,) = json.loads(run("retention", "show", "--json").out)["traces"]
    assert (trace["actor"], trace["act"], trace["subject"], trace["count"]) == ("dpo", "checks_erased", "asked on 2026-11-20", 2)
    files = b"".join(path.read_bytes() for path in log.parent.iterdir())
    assert b"Magnetwerk" not in files
    assert b"MAGNETWERK" not in files


def test_erasing_by_id(run: Run, log: Path, kept: tuple[str, ...]) -> None:
    assert "erased 2 checks" in run("erase", "--check", kept[1], "--check", kept[0], "--yes").out
    assert questions(log, kept) == [None, None, NAMED]
    assert "erased 0 checks" in run("erase", "--check", kept[1], "--yes").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say what to erase"),
        (["--party", "x", "--check", "y"], "say what to erase"),
        (["--party", " "], "is empty"),
        (["--party", ""], "is empty"),
        (["--check", "no-such-check"], "`no-such-check` is not the id of a check that was kept"),
    ],
)
def test_erasing_what_is_not_said_clearly(arguments: list[str], words: str, run: Run, log: Path, kept: tuple[str, ...]) -> None:
    refused = run("erase", *arguments, "--yes")
    assert refused.status == 2
    assert words in refused.err
    assert None not in questions(log, kept)


# --- the page -----------------------------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[1] / "docs/upkeep.md").read_text(encoding="utf-8")
STEPS = [
    step.partition("\n")[::2]
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for step in block.removeprefix("$ ").split("\n$ ")
]


def test_the_commands_of_the_page_print_what_it_shows(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LICET_DB", "another.sqlite")
    shutil.copyfile(SAMPLES / "step_0001.sqlite", "log.sqlite")
    for number, (command, shown) in enumerate(STEPS):
        licet, *arguments = shlex.split(command)
        ran = run(*arguments)
        assert (licet, ran.status) == ("licet", 0), ran.err
        assert re.fullmatch(".*".join(map(re.escape, shown.strip().split("…"))), (ran.out + ran.err).strip()), (command, ran)
        if number == 0:
            with open_store("log.sqlite", clock=lambda: datetime.now(UTC)) as store:
                keep_all(store, [(NAMED, b"{}"), (OTHER, b"{}")], "key:erp-hamburg")


def test_the_page_has_every_command() -> None:
    for name in ("migrate", "backup", "restore", "retention apply", "retention show", "erase"):
        assert f"$ licet {name} " in PAGE
