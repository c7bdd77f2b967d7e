"""`docs/receipts.md`: its commands print what it shows."""

from pathlib import Path
from typing import get_args

from pages import page, type_in

from licet.api import cli
from licet.api.audit.replaying import Verdict


def test_the_commands_print_what_is_shown(tmp_path: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    assert cli.run(["events", "load", "--db", place]) == 0
    text = page("receipts.md").replace('$(sqlite3 "$LICET_DB" "SELECT id FROM licet_check")', "$(python only_id.py)")
    (tmp_path / "only_id.py").write_text(
        f"import sqlite3\nprint(sqlite3.connect({place!r}).execute('SELECT id FROM licet_check').fetchone()[0])\n"
    )
    type_in(text, tmp_path, LICET_DB=place, LICET_SIGNING="off", COLUMNS="100")


def test_every_verdict_and_cause_is_on_the_page() -> None:
    assert [word for word in get_args(Verdict) if f"| `{word.replace('_', ' ')}` |" not in page("receipts.md")] == []
