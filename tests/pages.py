"""Pages of the documentation that say what to type: typed as they stand, and what is printed is what they show.

A block named before it (`orders.csv`:) is that file. A `console` block is typed after `$ `, the rest is what is shown; `…` is any text.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

_COMMANDS = {"licet": "-m licet.api.cli", "curl": str(Path(__file__).with_name("curl.py")), "python": ""}


def page(name: str) -> str:
    return (Path(__file__).parents[1] / "docs" / name).read_text(encoding="utf-8")


def steps(text: str) -> list[tuple[str, str]]:
    """What is typed, and what is shown then."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [_parted(step.split("\n")) for block in blocks for step in block.removeprefix("$ ").split("\n$ ")]


def _parted(lines: list[str]) -> tuple[str, str]:
    """A command goes on in the next line after a backslash, and within quotes."""
    end = 1
    while lines[end - 1].endswith("\\") or "\n".join(lines[:end]).count("'") % 2:
        end += 1
    return "\n".join(lines[:end]), "\n".join(lines[end:])


def type_in(text: str, folder: Path, **environ: str) -> None:
    """Type all that a page says, in one shell in `folder`, with this Python's `licet` and a small `curl`."""
    for name, block in re.findall(r"`([\w.-]+)`:\n\n```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        (folder / name).write_text(block, encoding="utf-8")
    bin_ = folder / "bin"
    bin_.mkdir()
    for name, run in _COMMANDS.items():
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {run} "$@"\n')
        (bin_ / name).chmod(0o755)
    typed = steps(text)
    lines = ["exec 2>&1", "set -e", *(f"{command}\necho '--- {number}'" for number, (command, _) in enumerate(typed))]
    environ = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", **environ}
    ran = subprocess.run(
        ["/bin/sh", "-c", "\n".join(lines)], cwd=folder, capture_output=True, text=True, env=environ, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for (command, shown), output in zip(typed, re.split(r"--- \d+\n", ran.stdout), strict=False):
        same(command, shown, output)


def same(command: str, shown: str, output: str) -> None:
    """What is printed is what is shown, line by line, in any order: there are two streams. A line `…` is any lines."""
    left, lines = output.splitlines(), shown.splitlines()
    for line in (line for line in lines if line != "…"):
        found = [other for other in left if re.fullmatch(".*".join(map(re.escape, line.split("…"))), other)]
        assert found, f"{command}\n{line}\nis not in\n{output}"
        left.remove(found[0])
    assert left == [] or "…" in lines, command
