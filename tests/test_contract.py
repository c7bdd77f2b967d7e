"""One contract, whichever way one asks: the command line, REST one by one and in a batch, and Python give the same bytes, and name the
same fault at the same place in the same words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rest import local

from licet.api import cli
from licet.api.app import create_app
from licet.api.opening import now
from licet.api.schema import Fault, Refused, answer_bytes, ask, parse_check, read_check
from licet.api.timelines import asked_in_body, timeline_bytes
from licet.benchmarks.cases import CN
from licet.benchmarks.cases import QUESTIONS as ALL
from licet.engine.answers import Answers
from licet.events.log import EventLog, open_log

QUESTIONS = ALL[::12]
HOLMIUM: dict[str, Any] = {"goods": {"material": "holmium", "form": "metal"}, "destination": "DE", "date": "2026-11-11"}
SHORT: tuple[dict[str, Any], ...] = (  # what the questions of the benchmark do not have
    {"shipment": HOLMIUM},
    {"shipment": HOLMIUM, "known": {"published_through": "2025-10-20"}},
    {"shipment": HOLMIUM, "known": {"recorded_through": 200}},
    {"shipment": {**HOLMIUM, "exit_date": "2027-03-01"}},
    {"shipment": {**HOLMIUM, **CN, "goods": {"code": "1C909.a", "list": "CN-DU"}, "quantity": {"value": "500", "unit": "kg"}}},
    {"shipment": {**HOLMIUM, **CN, "goods": {"hs": "2805301500"}}},
    {"shipment": {**HOLMIUM, **CN, "goods": {"description": "Grüße, 钬 — “quoted”\t…"}}},
    {"shipment": {**HOLMIUM, **CN, "goods": {"material": "gallium", "form": "metal", "attributes": {"purity_pct": {"min": "99.9"}}}}},
    {"shipment": {**HOLMIUM, **CN, "parties": [{"role": "end_user", "name": "Ünal A.Ş. 株式会社", "country": "TR"}]}},
    {
        "shipment": {
            **HOLMIUM,
            "departure": {"country": "JP"},
            "content": [{"material": "samarium", "origin": "CN", "value_share_pct": "5"}],
        }
    },
)
ASKED = (*({"shipment": question} for question in QUESTIONS), *SHORT)
TIMES: tuple[dict[str, Any], ...] = (
    {"shipment": QUESTIONS[0]},
    {"shipment": QUESTIONS[-1], "first": "2024-01-01", "last": "2027-12-31"},
    {"shipment": QUESTIONS[8], "known": {"published_through": "2025-10-20", "recorded_through": 200}},
)


def _with(**shipment: Any) -> str:
    return json.dumps({"shipment": {**HOLMIUM, **shipment}})


FAULTY = (
    "{",
    "nonsense",
    '{"shipment": null}',
    '{"shipment": {}}',
    '{"shipment": {}, "shipment": {}}',
    '{"shipment": NaN}',
    '{"shipment": {"goods": {}}, "more": 1}',
    '{"shipment": {"date": "\\ud800"}}',
    "[" * 100_000,
    _with(date="2026-02-30"),
    _with(date="2026-11-11T00:00:00"),
    _with(date=1_700_000_000),
    _with(destination="XX"),
    _with(destinaton="DE"),
    _with(goods={"material": "unobtainium", "form": "metal"}),
    _with(goods={}),
    _with(goods={"material": "gallium", "form": "metal", "attributes": {"purity_pct": 99.9}}),
    _with(goods={"material": "graphite", "form": "powder", "attributes": {"a/b~c": "1"}}),
    _with(goods={"code": "1C909.a", "list": "no-such-list"}),
    _with(content=[{"origin": "CN"}, {"material": "samarium", "origin": "CN", "value_share_pct": "1_000"}]),
    _with(parties=[{"role": "friend"}]),
    json.dumps({"shipment": HOLMIUM, "known": {"recorded_through": "all"}}),
    json.dumps({"shipment": HOLMIUM, "known": {"published_through": "yesterday"}}),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("log") / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    return place


@pytest.fixture(scope="module")
def log(place: Path) -> Iterator[EventLog]:
    with open_log(place, clock=now) as log:
        yield log


@pytest.fixture(scope="module")
def answers(log: EventLog) -> Answers:
    return Answers(log)


@pytest.fixture(scope="module")
def client(log: EventLog, answers: Answers) -> Iterator[TestClient]:
    with local(create_app(log, answers)) as client:
        yield client


def in_file(text: str, folder: Path) -> str:
    file = folder / "question.json"
    file.write_text(text, encoding="utf-8")
    return str(file)


def in_batch(client: TestClient, text: str, **headers: str) -> bytes:
    response = client.post("/v1/checks:batch", content=text, headers={"content-type": "application/x-ndjson", **headers})
    assert response.status_code == 200, response.text
    return response.content


@pytest.mark.parametrize("question", ASKED, ids=range(len(ASKED)))
def test_an_answer_is_the_same_bytes(
    question: dict[str, Any], client: TestClient, answers: Answers, place: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    python = answer_bytes(ask(answers, read_check(question)))
    text = json.dumps(question)
    assert client.post("/v1/checks", content=text).content == python
    line = in_batch(client, text)
    assert b'"determination":' + python + b',"position":' in line
    assert python in in_batch(client, text, accept="application/json")
    assert cli.run(["check", "--file", in_file(text, tmp_path), "--json", "--db", str(place)]) == 0
    assert capfdbinary.readouterr().out == python + b"\n"


def test_many_at_once_are_answered_as_one_by_one(client: TestClient, answers: Answers) -> None:
    rows = in_batch(client, "\n".join(map(json.dumps, ASKED))).splitlines()
    for row, question in zip(rows, ASKED, strict=True):
        assert answer_bytes(ask(answers, read_check(question))) in row


@pytest.mark.parametrize("question", TIMES, ids=range(len(TIMES)))
def test_a_timeline_is_the_same_bytes(
    question: dict[str, Any], client: TestClient, answers: Answers, place: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    python = timeline_bytes(answers, asked_in_body(question))
    assert client.post("/v1/timeline", json=question).content == python
    days = [part for name in ("first", "last") if name in question for part in (f"--{name}", question[name])]
    body = json.dumps({name: value for name, value in question.items() if name not in ("first", "last")})
    assert cli.run(["timeline", "--file", in_file(body, tmp_path), *days, "--json", "--db", str(place)]) == 0
    assert capfdbinary.readouterr().out == python + b"\n"


@pytest.mark.parametrize("text", FAULTY, ids=range(len(FAULTY)))
def test_a_fault_has_the_same_place_and_the_same_words(
    text: str, client: TestClient, answers: Answers, place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused) as refused:
        ask(answers, parse_check(text.encode()))
    faults = refused.value.faults
    errors = [{"detail": fault.text, "pointer": f"#{fault.pointer}"} for fault in faults]
    single = client.post("/v1/checks", content=text)
    assert (single.status_code, single.json()["errors"]) == (422, errors)
    (row,) = map(json.loads, in_batch(client, text).splitlines())
    assert row["problem"] == {**single.json(), "row": 1} and "determination" not in row
    assert cli.run(["check", "--file", in_file(text, tmp_path), "--json", "--db", str(place)]) == 2
    printed = capfd.readouterr()
    assert printed.out == "" and printed.err == "error: " + "\n".join(map(on_terminal, faults)) + "\n"


def on_terminal(fault: Fault) -> str:
    return f"`{'--file' if fault.field == 'body' else fault.field.removeprefix('shipment.')}`: {fault.text}"
