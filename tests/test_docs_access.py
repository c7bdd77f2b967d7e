"""`docs/access.md` says what happens: its commands are run one after another, and what they print is what it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import page, type_in
from test_serving import Running, start

from licet.api import cli
from licet.api.access.permit import SCHEMES
from licet.api.access.scopes import SCOPES
from licet.api.settings import Settings

PAGE = page("access.md")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    place = tmp_path / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    server = start(place)
    yield server
    assert server.end() == 0


def test_the_commands_print_what_is_shown(server: Running, tmp_path: Path) -> None:
    type_in(PAGE.replace(":8000", f":{server.port}"), tmp_path, LICET_DB=str(tmp_path / "log.sqlite"))


def test_every_scope_and_setting_is_on_the_page() -> None:
    assert {word for word in SCOPES if f"| `{word}` |" in PAGE} == SCOPES
    names = [name for name in Settings.model_fields if name.startswith("oidc_")]
    assert [name for name in names if f"`{name}" not in PAGE and f"\n{name} = " not in PAGE] == []
    assert set(SCHEMES) == {"bearer", "apiKey"} and "`X-API-Key`" in PAGE
