"""The benchmark compares equal answers: its table of law, its hand-written ifs and raw durable-rules say what Licet says to every question.

The other peers are asked the same before anything is measured; their packages are only there for `make bench`.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from licet.api.rows.sheet import Columns
from licet.benchmarks import bulk, growth, lines
from licet.benchmarks.bulk import as_cell
from licet.benchmarks.cases import QUESTIONS, days_of
from licet.benchmarks.checks import answering, differences, expected_outcomes
from licet.benchmarks.law import LINES, MILITARY_BANS, NAMES_BANS
from licet.benchmarks.peers.every import PEERS, peer
from licet.benchmarks.report import PAGE, table
from licet.benchmarks.run import PARTS
from licet.benchmarks.sides import command, law, screening
from licet.events.corpus import load_corpus
from licet.events.model import PartyListed

HERE = ("ifs in a row", "ifs by material", "durable-rules")


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return expected_outcomes(answering())


@pytest.mark.parametrize("name", HERE)
def test_a_peer_gives_licets_outcome_to_every_question(name: str, expected: list[str]) -> None:
    assert differences(expected, peer(name)) == []


def test_a_difference_is_found(expected: list[str]) -> None:
    wrong = ["PROHIBITED" if outcome == "LICENCE_REQUIRED" else outcome for outcome in expected]
    assert len(differences(wrong, peer("ifs in a row"))) == expected.count("LICENCE_REQUIRED")


def test_the_questions_are_many_and_of_every_kind(expected: list[str]) -> None:
    tally = Counter(expected)
    assert set(tally) == {"NO_LICENCE_REQUIRED", "LICENCE_REQUIRED", "PROHIBITED"}
    assert min(tally.values()) >= 20
    assert {question["destination"] for question in QUESTIONS} == {"US", "DE", "JP", "MX"}
    met = {line.provision for line in LINES if any(_about(line.materials, question) for question in QUESTIONS)}
    assert met == {line.provision for line in LINES}
    for act in {line.act for line in LINES if line.act.suspended}:
        assert act.suspended
        assert set(act.suspended) <= set(days_of(act))


def _about(materials: tuple[str, ...], question: dict[str, dict[str, str]]) -> bool:
    return question["goods"]["material"] in materials


def test_the_table_is_the_corpus() -> None:
    """Provisions, list lines and names that it copies stand there."""
    events = load_corpus()
    lines = {entry.line for event in events for entry in getattr(event, "entries", ())}
    provisions = {event.id for event in events}
    for line in LINES:  # a criterion with alternatives was made into a line for each: `1.1.6` is `1.1.6.single` and `1.1.6.poly`
        assert {line.provision, line.provision.rpartition(".")[0]} & lines
    assert {ban.provision for ban in (*MILITARY_BANS, *NAMES_BANS)} <= provisions
    for ban in NAMES_BANS:
        assert set(ban.names) == {event.name for event in events if isinstance(event, PartyListed) and event.list == ban.provision}


def test_every_part_has_a_module_and_a_place_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    folder = Path(str(PAGE.parents[1] / "benchmarks"))
    for part in PARTS:
        assert (folder / f"{part}.py").is_file()
        assert page.count(f"<!-- {part} -->") == page.count(f"<!-- end of {part} -->") == 1
    assert set(re.findall(r"<!-- (?!end of )(\w+) -->", page)) == set(PARTS)


def test_every_peer_is_locked_for_the_benchmark() -> None:
    lock = (PAGE.parents[1] / "requirements" / "bench.txt").read_text(encoding="utf-8")
    packages = {"zen-engine", "durable-rules", "clipspy", "cedarpy", "business-rules", "rule-engine", "openfisca-core"}
    assert packages <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert set(HERE) < set(PEERS)


def test_a_table_can_be_read_as_it_stands() -> None:
    assert table(["a", "µs"], [["one", "1.5"], ["three", "12.25"]]) == "\n".join(
        ["| a     |    µs |", "|-------|------:|", "| one   |   1.5 |", "| three | 12.25 |"]
    )


def test_the_tables_for_databases_say_what_licet_says_of_customs_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FOLDER", tmp_path)
    rows = pq.read_table(lines.make(2_000, 500)).to_pylist()
    goods = {(one.material, one.form): one for one in law.listed_goods()}
    names, military = dict(law.listed_names()), law.banned_military()
    answers, sheet = answering(), Columns(rows[0])
    seen: Counter[str] = Counter()
    for row in rows:
        listed = goods.get((row["material"], row["form"]))
        said = _said(row, listed, names, military)
        seen[said] += 1
        if seen[said] <= 40 or row["end_user_military"] or row["end_user"] in names:
            cells = {name: text for name, value in row.items() if name in sheet.facts and (text := as_cell(value))}
            assert answers.check(sheet.shipment(cells)).outcome == said, cells
    assert set(seen) == {law.FREE, law.LICENCE, law.BANNED, law.OPEN}


def test_logs_of_different_lengths_are_asked_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "FOLDER", tmp_path)
    text = growth.measure((500, 700), appended=2, rounds=1, questions=QUESTIONS[::20])
    assert {place.name for place in tmp_path.glob("*.sqlite")} == {"log-500-2.sqlite", "log-700-2.sqlite"}
    assert len(re.findall(r"^\| (?:500|700) ", text, re.MULTILINE)) == 6  # three tables


def _said(row: dict[str, Any], listed: law.ListedGoods | None, names: dict[str, date], military: list[tuple[str, date]]) -> str:
    """What the queries say of a line."""
    day, to, at = row["on"], row["to"], row["end_user_country"]
    if listed is None or day < listed.first:
        return law.FREE
    if listed.purity_from is not None and row["attr.purity_pct"] < listed.purity_from:
        return law.OPEN
    suspended = listed.suspended_from is not None and listed.suspended_from <= day <= (listed.suspended_through or date.max)
    banned = names.get(row["end_user"], date.max) <= day or any(
        day >= first and country in (to, at) and (row["end_use"] == "military" or (row["end_user_military"] and at == country))
        for country, first in military
    )
    if banned:
        return law.OPEN if suspended else law.BANNED
    return law.FREE if suspended else law.LICENCE


@pytest.mark.parametrize("carried", [False, True])
def test_the_command_answers_the_lines_like_the_engine(carried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the sides of the bulk runs, in the order of the lines; the command with every reference."""
    monkeypatch.setattr(lines, "FOLDER", tmp_path)
    source = lines.make(60, 5)
    screening.prepare(source, tmp_path / "engine.parquet", carried, 2, screening.screen(source), every=True)()
    work, classes = command.prepare(source, tmp_path / "command.parquet", carried, 2)
    work()
    found = bulk._outcomes(tmp_path / "command.parquet", 60, in_order=True)
    assert (found == bulk._outcomes(tmp_path / "engine.parquet", 60)).all() and len(set(found.tolist())) > 1
    table = pq.read_table(tmp_path / "command.parquet")
    assert table["reference"] == pq.read_table(source)["reference"] and 1 < classes() <= 60
    assert ("material" in table.column_names) == carried
