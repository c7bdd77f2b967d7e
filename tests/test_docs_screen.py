"""`docs/screen.md`: its commands print what it shows, and it knows every column."""

import re
from pathlib import Path

from pages import page, type_in

from licet.api import cli
from licet.api.bulk.rows import COLUMNS


def test_the_commands_print_what_is_shown(tmp_path: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    assert cli.run(["events", "load", "--db", place]) == 0
    type_in(page("screen.md"), tmp_path, LICET_DB=place, COLUMNS="100")


def test_the_columns_are_those_that_there_are() -> None:
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \|", page("screen.md"), re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`([a-z_]+)`", row)] == list(COLUMNS)
