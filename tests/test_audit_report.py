"""The auditor's view of one determination, as text and as a page."""

import re
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from audit_support import unguarded
from test_replay_checks import CORPUS, SUSPENSION, correction

from licet.api import cli
from licet.events.codec import from_json
from licet.events.log import open_log
from licet.events.record import record
from licet.events.store import open_store

GOODS = ("--material", "holmium", "--form", "metal", "--to", "DE", "--on", "2026-11-10", "--end-use", "civil")
USER = ("--end-user", "Musterwerk-GmbH", "--end-user-country", "DE", "--end-user-not-military")
TITLES = [
    "Question",
    "What was known",
    "NO_LICENCE_REQUIRED under CN/dual-use",
    "Why",
    "Until when",
    "If it were otherwise",
    "Doubts",
    "Warnings",
    "Did not apply",
    "Not considered",
    "Rests on",
    "Periods",
    "Rules",
    "Factual basis",
    "Where the authority's publications were searched",
    "Released",
    "Proof",
    "What has changed since",
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("audit") / "log.sqlite"
    assert cli.run(["check", *GOODS, *USER, "--record", "--note", "Contract signed: released by M. Muster.", "--db", str(place)]) == 0
    with sqlite3.connect(place) as connection:
        ((check_id,),) = connection.execute("SELECT id FROM licet_check").fetchall()
    connection.close()
    return place, str(check_id)


@pytest.fixture
def place(recorded: tuple[Path, str], tmp_path: Path) -> Path:
    with sqlite3.connect(recorded[0]) as source, sqlite3.connect(tmp_path / "log.sqlite") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    return tmp_path / "log.sqlite"


@pytest.fixture
def run(place: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        return cli.run([*arguments, "--db", str(place)]), *capfd.readouterr()

    return run


def section(text: str, title: str) -> str:
    """One section of the text, in one line."""
    body = text.split(f"\n\n{title}\n")[1].split("\n\n")[0]
    return " ".join(body.split())


def test_everything_is_there_in_its_order(run: Run, recorded: tuple[Path, str]) -> None:
    status, text, _ = run("audit", "report", recorded[1])
    assert status == 0
    titles = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert titles == [f"Determination {recorded[1]}", *TITLES]
    assert "Replay computed anew, it is the same to the byte" in " ".join(text.split())
    assert "holmium metal, from CN to DE, on 2026-11-10" in section(text, "Question")
    assert "Musterwerk-GmbH" in section(text, "Question")
    assert re.search(r"Recorded through position \d+, recorded 20", section(text, "What was known"))
    assert "from 2025-11-07 through 2026-11-10: suspended (CN-2025-57/1, CN-2025-70/suspension)" in section(text, "Periods")
    assert "Adopted by licet/rules/1" in section(text, "Rules")
    basis = section(text, "Factual basis")
    assert "自即日起至2026年11月10日: sets `through`" in basis
    assert re.search(r"CN-2025-70/suspension .* Recorded position \d+, .*Bytes sha256:[0-9a-f]{64}", basis)
    assert "(official, cited by others, not seen)" in basis
    assert basis.count("Documents no digest was taken of what was read") == 2, "nothing is made up"
    searched = section(text, "Where the authority's publications were searched")
    assert "CN/MOFCOM read through 2026-10-05" in searched
    assert "highest number seen: 40" in searched
    released = section(text, "Released")
    assert "8 doubts: unverified, partial text, list incomplete, boundary day" in released
    assert "released by M. Muster" in released
    assert "position 1 of the receipt log" in section(text, "Proof")
    assert "no checkpoint covers this receipt yet" in section(text, "Proof")
    assert "nothing that it rests on has changed" in section(text, "What has changed since")


def test_a_checkpoint_and_what_has_changed_since(run: Run, place: Path, recorded: tuple[Path, str]) -> None:
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:
        record(log, [correction()])
    assert run("checkpoint")[0] == 0
    text = run("audit", "report", recorded[1])[1]
    assert re.search(r"Signed licet/[0-9a-f]{16}/receipts, size 1, root sha256:", section(text, "Proof"))
    since = section(text, "What has changed since")
    assert "LICENCE_REQUIRED: would be decided otherwise" in since
    assert "fix/1: entry corrected of CN-2025-70/suspension: a slip" in since
    assert "computed anew, it is the same to the byte" in " ".join(text.split())
    assert re.search(r"By licet/[0-9a-f]{16}/receipts\+[0-9a-f]{8}\+\S+ its proof holds", section(text, "Proof"))


def test_the_proof_is_tried_and_not_taken_on_trust(run: Run, place: Path, recorded: tuple[Path, str]) -> None:
    assert run("checkpoint")[0] == 0
    unguarded(str(place), "UPDATE licet_receipt SET recorded_us = recorded_us + 1")
    proof = section(run("audit", "report", recorded[1])[1], "Proof")
    assert "NOT AS SIGNED: the inclusion proof does not lead from leaf 0 to the root of size 1; `licet verify` names" in proof
    assert "its proof holds" not in proof


def test_the_digest_of_a_document_is_shown(run: Run, place: Path, recorded: tuple[Path, str]) -> None:
    digest = "sha256:" + "0a" * 32
    suspension = SUSPENSION.model_dump(mode="json")
    suspension["sources"][0]["sha256"] = digest
    right = correction().model_dump(mode="json") | {"replacement": suspension}
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:
        record(log, [from_json(right)])
    asked = ["check", *GOODS, *USER, "--record"]
    check_id = run(*asked)[2].split("recorded as ")[1].split()[0]
    basis = section(run("audit", "report", check_id)[1], "Factual basis")
    first, second = basis.split("CN-2025-70/suspension", 1)
    assert digest not in first
    assert f"document {digest}" in second
    assert re.search(r"Recorded position 147, .* Corrected position 281, fix/1, .* Bytes sha256", second)
    assert "no digest was taken" not in second


def test_an_entry_is_shown_as_it_was_known_then(run: Run, place: Path, recorded: tuple[Path, str]) -> None:
    """Not as it was recorded first, if it had been corrected; and not as it was corrected later."""
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:
        record(log, [correction()])
    later = run("check", *GOODS[:-3], "2025-11-20", *USER, "--record")[2].split("recorded as ")[1].split()[0]
    before, after = (section(run("audit", "report", name)[1], "Factual basis") for name in (recorded[1], later))
    assert "from 2025-11-07 through 2026-11-10" in before
    assert "Corrected" not in before
    assert "from 2025-11-07 through 2025-11-30" in after
    assert "自即日起至2026年11月10日" not in after, "the words that the correction took out"


def test_rules_that_were_adopted_since_are_shown(run: Run, place: Path, recorded: tuple[Path, str]) -> None:
    rules = next(event for event in CORPUS if event.type == "rules_adopted").model_dump(mode="json")
    with open_log(place, clock=lambda: datetime.now(UTC)) as log:
        record(log, [from_json({**rules, "id": "licet/rules/x"})])
    since = section(run("audit", "report", recorded[1])[1], "What has changed since")
    assert re.search(r"Position \d+ licet/rules/x: adopts 53 rules", since)


def test_an_incident_is_shown_first(run: Run, place: Path, recorded: tuple[Path, str], tmp_path: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE licet_check SET question = CAST(replace(question, 'DE', 'FR') AS BLOB)")
    connection.close()
    text = " ".join(run("audit", "report", recorded[1])[1].split())
    assert "INCIDENT: question or answer are not the ones that the receipt commits to" in text
    assert "FR" not in text.split("What was known")[0], "what was not given is not shown as if it had been"
    assert run("audit", "report", recorded[1], "--html", str(tmp_path / "page.html"))[0] == 0
    assert b'class="warning"' in (tmp_path / "page.html").read_bytes()


def test_of_an_erased_one_what_stays_is_shown(run: Run, place: Path, recorded: tuple[Path, str], tmp_path: Path) -> None:
    with open_store(place, clock=lambda: datetime.now(UTC)) as store:
        store.checks.erase([recorded[1]], by="dpo")
    status, text, _ = run("audit", "report", recorded[1])
    assert status == 0
    assert "NO_LICENCE_REQUIRED" in text
    assert "the question was erased on" in text
    assert "position 1 of the receipt log" in " ".join(text.split())
    assert "Muster" not in text
    assert "Note erased with the question, if there was one" in section(text, "Released")
    assert "As known now it cannot be asked again: the question was erased" in section(text, "What has changed since")
    assert run("audit", "report", recorded[1], "--html", str(tmp_path / "page.html"))[0] == 0
    assert b"Muster" not in (tmp_path / "page.html").read_bytes()


def test_the_page_is_whole_by_itself(run: Run, recorded: tuple[Path, str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("audit", "report", recorded[1], "--html", str(page))[:2] == (0, f"{page}\n")
    html = page.read_text(encoding="utf-8")
    root = ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))
    assert [h.text for h in root.iter("h2")] == TITLES
    assert not [e.tag for e in root.iter() if e.tag in ("script", "link", "img", "iframe")]
    assert "url(http" not in html
    (drawn,) = [svg for svg in root.iter("svg") if svg.get("class") == "timeline"]
    words = "".join(drawn.itertext())
    for word in ("CN-2025-57/1", "not yet in force", "suspended", "in force", "asked for", "CN-2025-70 published"):
        assert word in words
    text = run("audit", "report", recorded[1])[1]
    shown = " ".join("".join(root.itertext()).split()).replace(" ", "")
    for row in (line.strip() for line in text.splitlines()):
        for piece in re.split(r"\s{2,}", row):
            assert piece.replace(" ", "") in shown, "the page says all that the text says"


def test_what_cannot_be_shown(run: Run, recorded: tuple[Path, str], tmp_path: Path) -> None:
    status, _, err = run("audit", "report", "0" * 32)
    assert (status, "has no receipt" in err) == (2, True)
    status, _, err = run("audit", "report", recorded[1], "--html", str(tmp_path / "no" / "page.html"))
    assert (status, "cannot be written" in err) == (2, True)
