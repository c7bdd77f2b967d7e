"""`docs/api.md` says what happens, from `make serve` on: what it tells to type is typed in order, and what is printed is what it shows."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import page, same, steps, type_in

from licet.api.app import create_app
from licet.api.opening import now
from licet.engine.answers import Answers
from licet.engine.determination import Determination
from licet.events.log import MemoryLog

PAGE = page("api.md")
START, REST = (f"## {part}" for part in PAGE.split("## ", 2)[1:])


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Path]:
    """What `make serve` has said so far, on a log of its own."""
    said = tmp_path / "said"
    own = {"LICET_DB": str(tmp_path / "log.sqlite"), "LICET_PORT": "0", "LICET_LOG_FORMAT": "text"}
    with said.open("wb") as errors:
        process = subprocess.Popen([sys.executable, "-m", "licet.api.cli", "serve"], stderr=errors, env={**os.environ, **own})
    try:
        while "documentation at" not in said.read_text():
            assert process.poll() is None, said.read_text()
            time.sleep(0.05)
        yield said
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_a_newcomer_types_it_and_sees_what_is_shown(serving: Path, tmp_path: Path) -> None:
    [(make_serve, shown), *_] = steps(START)
    said = serving.read_text()
    found = re.search(r"running on http://127\.0\.0\.1:(\d+)", said)
    assert make_serve == "make serve" and found
    same(make_serve, shown, said.replace(f":{found[1]}", ":8000"))
    typed = PAGE.replace("$ make serve", "$ true").replace(shown, "").replace(":8000", f":{found[1]}")
    type_in(typed, tmp_path, LICET_DB=str(tmp_path / "log.sqlite"))


def test_the_fields_of_an_answer_are_those_that_there_are() -> None:
    rows = re.findall(r"^\| (`[a-z`_, ]+`) \|", PAGE.split("| field | says |")[1].split("\n\n")[0], re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert told <= set(Determination.model_fields)
    assert set(Determination.model_fields) - told <= {"engine", "legal_date", "licensing_policy", "licensing_policy_at_most", "warnings"}


def test_the_paths_are_those_that_there_are() -> None:
    log = MemoryLog(clock=now)
    paths = {path.partition("/{")[0] for path in create_app(log, Answers(log)).openapi()["paths"]}
    named = set(re.findall(r"/v1/[a-z:-]+", PAGE))
    assert named <= paths
    assert {path for path in paths if path.startswith("/v1/")} - named == {"/v1/keys"}  # `docs/access.md`
