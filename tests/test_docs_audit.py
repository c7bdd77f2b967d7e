"""`docs/audit.md` says what happens: its blocks are run one after another, and what they print is what it shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(console|sh|python)\n(.*?)```", PAGE, re.DOTALL)
SHELL = "".join(text for kind, text in BLOCKS if kind == "sh")
SIGSTORE, TLOG_SCALES = (text for kind, text in BLOCKS if kind == "python")
STEPS = [step.partition("\n")[::2] for kind, text in BLOCKS if kind == "console" for step in text.removeprefix("$ ").split("\n$ ")]

# Where there is no sqlite3 on the path.
SQLITE3 = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.close()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page's commands were run."""
    folder = tmp_path_factory.mktemp("audit")
    (folder / "bin").mkdir()
    shutil.copy(ROOT / "docs" / "verify_export.py", folder)
    for name, run in {"licet": "-m licet.api.cli", "python": "", "sqlite3": f"-c '{SQLITE3}'"}.items():
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {run} "$@"\n')
        program.chmod(0o755)
    return folder


def run(folder: Path, script: str) -> str:
    environ = {**os.environ, "LICET_DB": str(folder / "log.sqlite"), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "COLUMNS": "200"}
    command = ["/bin/sh", "-c", f"exec 2>&1\n{script}"]
    return subprocess.run(command, capture_output=True, text=True, env=environ, cwd=folder, timeout=120, check=False).stdout


@pytest.fixture(scope="module")
def printed(folder: Path) -> list[str]:
    script = "".join(f"{command}\necho '--- {number}'\n" for number, (command, _) in enumerate(STEPS))
    return re.split(r"--- \d+\n", run(folder, script))


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_command_prints_what_is_shown(number: int, printed: list[str]) -> None:
    command, shown = STEPS[number]
    # Notes come on a stream of their own, at any place.
    lines = sorted(re.sub("[0-9]+", "N", line) for line in printed[number].splitlines())
    patterns = [re.sub("[0-9]+", "N", line) for line in shown.splitlines()]
    for pattern in (p for p in patterns if p != "…"):
        found = [line for line in lines if re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), line)]
        assert found, f"{command}\n{pattern}\nis not in\n{printed[number]}"
        lines.remove(found[0])
    assert "…" in patterns or lines == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="OpenSSL is not installed here: the page's shell commands need it")
def test_openssl_and_a_shell_find_the_entry_in_the_log(folder: Path, printed: list[str]) -> None:
    assert run(folder, SHELL) == "1\nthe entry is in the log\nSignature Verified Successfully\n"
    leaf = min((folder / "for-the-auditor").rglob("*.leaf"))
    whole = leaf.read_bytes()
    leaf.write_bytes(whole.replace(b'"position":', b'"position": '))
    assert run(folder, SHELL) == "1\nSignature Verified Successfully\n"
    leaf.write_bytes(whole)


def test_sigstore_finds_the_entries_in_the_log(folder: Path, printed: list[str]) -> None:
    (folder / "with_sigstore.py").write_text(SIGSTORE)
    lines = run(folder, "python with_sigstore.py").splitlines()
    assert len(lines) == 2
    assert all(re.fullmatch(r"\d+\.tlog-proof is in the log of \d+ entries", line) for line in lines), lines


def test_tlog_scales_finds_that_the_log_begins_with_an_earlier_one(folder: Path, printed: list[str]) -> None:
    (folder / "with_tlog_scales.py").write_text(TLOG_SCALES)
    (held,) = (folder / "log.sqlite.checkpoints").rglob("events/checkpoints/*")
    shutil.copy(held, folder / "earlier")
    assert run(folder, "python with_tlog_scales.py") == f"the log of {held.name} entries begins with the one of {held.name}\n"
    (folder / "earlier").write_text(held.read_text().replace(f"\n{held.name}\n", "\n278\n"))
    assert "InvalidSignature" in run(folder, "python with_tlog_scales.py")
