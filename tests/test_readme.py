"""The README says what happens: its commands are run, and what they print is what it shows."""

import re
import shlex
from pathlib import Path

import pytest

from licet.api.cli import run

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```console\n\$ make run ARGS='(.*?)'\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_two_questions_that_differ_in_one_date() -> None:
    first, second = (shlex.split(command.replace("\\\n", " ")) for command, _ in BLOCKS)
    assert sum(a != b for a, b in zip(first, second, strict=True)) == 1


@pytest.mark.parametrize(("command", "shown"), BLOCKS)
def test_a_question_of_the_readme_is_answered_as_shown(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LICET_DB", str(tmp_path / "log.sqlite"))
    monkeypatch.setenv("COLUMNS", "80")
    assert run(shlex.split(command.replace("\\\n", " "))) == 0
    printed = capsys.readouterr().out
    if "\n…\n" in shown:  # the README leaves out the rest
        shown = shown.split("\n…\n")[0]
        printed = printed[: len(shown)]
    assert _steady(printed) == _steady(shown)


def _steady(text: str) -> str:
    """Without the counts that grow with the corpus."""
    return re.sub(r"(position|adds|why|and) [0-9]+", r"\1 N", text.rstrip())


def test_the_way_to_every_page_is_shown() -> None:
    docs = README.parent / "docs"
    shown = re.findall(r"`([\w./-]+(?:\.\w+|/))`", (docs / "README.md").read_text(encoding="utf-8"))
    assert {page.name for page in docs.iterdir() if page.is_file()} - {"README.md"} <= set(shown)
    placed = [name for name in shown if not name.startswith("build/")]
    assert [name for name in placed if name != "README.md" and not (docs / name).exists()] == []
    pages = re.findall(r"`((?:docs/)?[\w-]+\.md)`", README.read_text(encoding="utf-8"))
    assert pages and [name for name in pages if not (README.parent / name).exists()] == []
