"""`docs/access.md` says what happens: its commands are run one after another, and what they print is what it shows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_serving import Running, start

from licet.api import cli
from licet.api.access import SCHEMES
from licet.api.scopes import SCOPES
from licet.api.settings import Settings

PAGE = (Path(__file__).parents[1] / "docs/access.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
STEPS = [step.partition("\n")[::2] for block in BLOCKS for step in block.removeprefix("$ ").split("\n$ ")]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    place = tmp_path / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    server = start(place)
    yield server
    assert server.end() == 0


def test_the_commands_print_what_is_shown(server: Running, tmp_path: Path) -> None:
    commands = {"licet": "-m licet.api.cli", "curl": str(Path(__file__).with_name("curl.py"))}
    for name, run in commands.items():
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'#!/bin/sh\nexec "{sys.executable}" {run} "$@"\n')
        file.chmod(0o755)
    lines = ["exec 2>&1", "set -e"]
    for number, (command, _) in enumerate(STEPS):
        lines += [command.replace(":8000", f":{server.port}"), f"echo '--- {number}'"]
    environ = {**os.environ, "LICET_DB": str(tmp_path / "log.sqlite"), "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    ran = subprocess.run(["/bin/sh", "-c", "\n".join(lines)], capture_output=True, text=True, env=environ, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    printed = re.split(r"--- \d+\n", ran.stdout)
    for (command, shown), output in zip(STEPS, printed, strict=False):
        left = output.splitlines()
        for line in shown.splitlines():  # in any order: there are two streams
            found = [other for other in left if re.fullmatch(".*".join(map(re.escape, line.split("…"))), other)]
            assert found, f"{command}\n{line}\nis not in\n{output}"
            left.remove(found[0])
        assert left == [], command


def test_every_scope_and_setting_is_on_the_page() -> None:
    assert {word for word in SCOPES if f"| `{word}` |" in PAGE} == SCOPES
    names = [name for name in Settings.model_fields if name.startswith("oidc_")]
    assert [name for name in names if f"`{name}" not in PAGE and f"\n{name} = " not in PAGE] == []
    assert set(SCHEMES) == {"bearer", "apiKey"} and "`X-API-Key`" in PAGE
