"""The REST API: the same bytes as the command line and Python, bad input by its place, pages of the log, health, failures."""

import json
import shlex
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rest import local

import licet
from licet.api import cli
from licet.api.app import create_app
from licet.api.rest.checks import EXAMPLE
from licet.api.schema import MAX_BODY, answer_bytes
from licet.api.terminal.question import from_options
from licet.engine.answers import Answers
from licet.engine.policy import Known
from licet.engine.shipment import read_shipment
from licet.events.codec import encode
from licet.events.errors import LogUnavailable
from licet.events.log import EventLog, open_log

ROOT = Path(licet.__file__).parent
SHIPMENT: dict[str, Any] = {
    "goods": {"material": "holmium", "form": "metal"},
    "origin": "CN",
    "departure": {"country": "CN"},
    "destination": "DE",
    "date": "2025-12-15",
}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with the corpus that ships."""
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
    with local(create_app(log, answers), raise_server_exceptions=False) as client:
        yield client


def post(client: TestClient, body: bytes | str | dict[str, Any], **headers: str) -> Any:
    content = json.dumps(body) if isinstance(body, dict) else body
    return client.post("/v1/checks", content=content, headers={"content-type": "application/json", **headers})


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem in a response, which must be one."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status and body["title"] and body["detail"]
    assert "outcome" not in body
    return body


# --- answers ----------------------------------------------------------------------------------------------------------

LINES = [x for x in (ROOT / "examples/questions.txt").read_text().splitlines() if x.startswith("licet check ")]


def asked(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    with monkeypatch.context() as patch:
        patch.setattr("licet.api.terminal.asking.run_check", lambda given, *_, **__: bodies.append(from_options(given)[0]))
        assert cli.run(arguments) == 0
    return bodies[0]


@pytest.mark.parametrize("line", LINES)
def test_rest_command_line_and_python_give_the_same_bytes(
    line: str, client: TestClient, answers: Answers, place: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> None:
    arguments = shlex.split(line)[1:]
    body = asked(arguments, monkeypatch)
    capfdbinary.readouterr()
    assert cli.run([*arguments, "--json", "--db", str(place)]) == 0
    printed = capfdbinary.readouterr().out
    response = post(client, body)
    assert response.status_code == 200 and response.headers["content-type"] == "application/json"
    known = body["known"] or {}
    through = known.get("published_through")
    view = Known(datetime.fromisoformat(through).date() if through else None, known.get("recorded_through"))
    assert printed == response.content + b"\n" == answer_bytes(answers.check(read_shipment(body["shipment"]), view)) + b"\n"


def test_the_answer_is_canonical(client: TestClient) -> None:
    import rfc8785

    content = post(client, {"shipment": SHIPMENT}).content
    assert content == rfc8785.dumps(json.loads(content))


def test_equal_questions_in_parallel_get_equal_bytes(client: TestClient) -> None:
    bodies = [{"shipment": {**SHIPMENT, "date": f"2025-12-{day:02}"}, "known": {"published_through": "2025-11-10"}} for day in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        contents = list(pool.map(lambda body: post(client, body).content, bodies * 4))
    assert contents == contents[:8] * 4


def test_what_is_known_changes_the_answer(client: TestClient, log: EventLog) -> None:
    def outcome(known: dict[str, Any] | None) -> Any:
        return post(client, {"shipment": SHIPMENT, "known": known}).json()["outcome"]

    assert outcome({"published_through": "2025-10-20"}) == "LICENCE_REQUIRED"
    assert outcome({"published_through": "2025-11-10"}) == "NO_LICENCE_REQUIRED"
    assert outcome(None) == outcome({}) == "NO_LICENCE_REQUIRED"
    assert outcome({"recorded_through": log.head()}) == "NO_LICENCE_REQUIRED"


# --- bad input --------------------------------------------------------------------------------------------------------

TEXT = json.dumps({"shipment": SHIPMENT})
GOODS = json.dumps(SHIPMENT["goods"])
BAD: list[tuple[str, str, str]] = [
    # what is put in place of what, where the problem points, what it says
    ('"DE"', '"XX"', "#/shipment/destination `XX` is not a country code"),
    ('"DE"', "49", "#/shipment/destination `49`: a string is wanted here"),
    ('"2025-12-15"', '"2026-13-01"', "#/shipment/date `2026-13-01` is not a day of the calendar"),
    ('"2025-12-15"', "20251215", "#/shipment/date `20251215` is not a day"),
    ('"2025-12-15"', "1765756800", "#/shipment/date `1765756800` is not a day"),
    ('"2025-12-15"', '"2025-12-15T00:00:00"', "#/shipment/date"),
    ('"2025-12-15"', "null", "#/shipment/date `null` is not a day"),
    ('"2025-12-15"', "NaN", "#/shipment/date `NaN` is not JSON"),
    ('"2025-12-15"', '"2025-12-15", "date": "2025-12-16"', "#/shipment the key `date` is there twice"),
    ('"2025-12-15"', '"2025-12-15", "use": "civil"', "#/shipment/use unknown field"),
    ('"2025-12-15"', '"2025-12-15", "end_use": "bombs"', "#/shipment/end_use `bombs` is not one of"),
    ('"2025-12-15"', '"2025-12-15", "exit_date": "2025-12-01"', "#/shipment `exit_date` 2025-12-01 is before"),
    ('"2025-12-15"', '"2025-12-15", "quantity": {"value": "1_000", "unit": "kg"}', "#/shipment/quantity/value `1_000`"),
    ('"2025-12-15"', '"2025-12-15", "quantity": {"value": "٥", "unit": "kg"}', "#/shipment/quantity/value `٥`"),
    ('"2025-12-15"', '"2025-12-15", "content_complete": "true"', '#/shipment/content_complete `"true"`'),
    (GOODS, "{}", "#/shipment/goods the goods are not identified"),
    ('"holmium"', '"holmiun"', "#/shipment/goods/material `holmiun` is not a known material"),
    ('"metal"', '"metal", "attributes": {"colour": "1"}', "#/shipment/goods/attributes/colour `colour` is not a known attribute"),
    ('"metal"', '"metal", "attributes": {"purity_pct": 99.9}', "#/shipment/goods/attributes/purity_pct `99.9` would lose digits"),
    ('"metal"', '"metal", "attributes": {"a/b~c": "1"}', "#/shipment/goods/attributes/a~1b~0c"),
    ('"holmium"', '"gallium", "code": "1C909.a.1"', "#/shipment/goods/material contradicts `goods.code`"),
    ('"metal"', '"metal", "composition": [{"substance": "iron", "wt_pct": "101"}]', "#/shipment/goods/composition/0"),
    ('"metal"', '"metal", "description": "\\ud800"', "#/shipment/goods/description character 0 is half of a surrogate pair"),
    ("}}", '}, "known": {"recorded_through": 99999}}', "#/known/recorded_through `99999` is not a position of the log"),
    ("}}", '}, "known": {"recorded_through": true}}', "#/known/recorded_through `true`: a whole number is wanted"),
    ("}}", '}, "known": {"recorded_through": 9007199254740993}}', "#/known/recorded_through whole numbers go up to"),
    ("}}", '}, "known": {"published_through": "soon"}}', "#/known/published_through `soon` is not a day"),
    ("}}", '}, "known": {"asked": 1}}', "#/known/asked unknown field"),
    ("}}", '}, "explain": true}', "#/explain unknown field"),
]


@pytest.mark.parametrize(("old", "new", "said"), BAD, ids=[f"{new[:50]}" for _, new, _ in BAD])
def test_bad_input_is_422_with_its_place(old: str, new: str, said: str, client: TestClient, log: EventLog) -> None:
    text = TEXT[: -len(old)] + new if TEXT.endswith(old) else TEXT.replace(old, new)
    assert text != TEXT
    before = log.head()
    body = problem(post(client, text), 422)
    found = [f"{error['pointer']} {error['detail']}" for error in body["errors"]]
    assert any(text.startswith(said) for text in found), found
    assert log.head() == before


@pytest.mark.parametrize("text", ["", "[", "[]", "null", '"shipment"', "{}", "\ufeff{}", "[" * 100_000, '{"a":' * 70 + "1" + "}" * 70])
def test_what_is_no_question_is_422(text: str, client: TestClient) -> None:
    assert problem(post(client, text), 422)["errors"]
    assert problem(post(client, b"\xff\xfe"), 422)["errors"][0]["detail"] == "not UTF-8 at byte 0"


def test_every_fault_is_listed(client: TestClient) -> None:
    body = problem(post(client, {"shipment": {"goods": {}, "destination": "XX", "date": "x"}, "extra": 1}), 422)
    assert [e["pointer"] for e in body["errors"]] == ["#/shipment/goods", "#/shipment/destination", "#/shipment/date", "#/extra"]


def test_the_limit_of_a_body_holds_with_and_without_a_length(client: TestClient) -> None:
    full = TEXT + " " * (MAX_BODY - len(TEXT))
    assert post(client, full).status_code == 200
    problem(post(client, full + " "), 413)
    sent = 0

    def chunks(count: int) -> Iterator[bytes]:
        nonlocal sent
        yield TEXT.encode()
        for _ in range(count):
            sent += 2**16
            yield b" " * 2**16

    assert post(client, chunks(15)).status_code == 200  # type: ignore[arg-type]
    problem(post(client, chunks(16)), 413)  # type: ignore[arg-type]


def test_only_json_is_taken(client: TestClient) -> None:
    assert "Content-Type: application/json" in problem(post(client, TEXT, **{"content-type": "text/plain"}), 415)["detail"]
    assert post(client, TEXT, **{"content-type": "application/json; charset=utf-8"}).status_code == 200


def test_other_paths_and_methods_are_problems(client: TestClient) -> None:
    problem(client.get("/v1/nothing"), 404)
    refused = client.get("/v1/checks")
    assert "use POST" in problem(refused, 405)["detail"] and refused.headers["allow"] == "POST"


# --- failures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("error", "status"), [(ZeroDivisionError("secret"), 500), (LogUnavailable("secret"), 503)])
def test_a_failure_is_never_an_answer(
    error: Exception, status: int, client: TestClient, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Any:
        raise error

    monkeypatch.setattr(answers, "decide", fail)
    monkeypatch.setattr(answers, "policy", fail)
    assert "secret" not in str(problem(post(client, TEXT), status))
    problem(client.get("/readyz"), 503)
    problem(client.get("/healthz"), 503)
    assert client.get("/livez").json() == {"status": "ok"}


def test_health(client: TestClient, log: EventLog) -> None:
    for path in ("/readyz", "/healthz"):
        assert client.get(path).json() == {"status": "ok", "version": licet.__version__, "position": log.head()}


# --- events -----------------------------------------------------------------------------------------------------------


def test_pages_give_the_whole_log_once(client: TestClient, log: EventLog) -> None:
    seen, after, last = [], 0, False
    for _ in range(log.head() // 17 + 1):
        assert not last
        page = client.get("/v1/events", params={"after": after, "limit": 17}).json()
        seen += page["events"]
        assert page["head"] == log.head() and len(page["events"]) <= 17
        last = page["next"] is None
        after = page["next"] or 0
    assert last
    stored = list(log.read())
    assert [e["position"] for e in seen] == [r.position for r in stored]
    assert [e["digest"] for e in seen] == [r.digest for r in stored]
    assert [json.dumps(e["event"], ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() for e in seen] == [
        encode(r.event) for r in stored
    ]
    assert all(e["recorded_at"].endswith("Z") for e in seen)


def test_a_page_beyond_the_head_is_empty(client: TestClient, log: EventLog) -> None:
    for after in (log.head(), log.head() + 1000):
        assert client.get("/v1/events", params={"after": after}).json() == {"events": [], "head": log.head(), "next": None}


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=1.5", "limit=0", "limit=1001", "limit=", "after=1&after=2", "offset=3"])
def test_bad_parameters_are_named(query: str, client: TestClient) -> None:
    body = problem(client.get(f"/v1/events?{query}"), 422)
    assert f"`{query.split('=')[0]}`" in body["errors"][0]["detail"]


# --- documentation ----------------------------------------------------------------------------------------------------


def test_the_example_of_the_documentation_is_a_real_question(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    media = described["paths"]["/v1/checks"]["post"]["requestBody"]["content"]["application/json"]
    assert media["example"] == EXAMPLE
    assert post(client, media["example"]).json()["outcome"] == "LICENCE_REQUIRED"
    assert client.get("/docs").status_code == 200


def test_every_reference_of_the_description_leads_somewhere(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    references: list[str] = []

    def walk(value: Any, visit: Callable[[str], None]) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                visit(value["$ref"])
            for item in value.values():
                walk(item, visit)
        elif isinstance(value, list):
            for item in value:
                walk(item, visit)

    walk(described, references.append)
    assert references
    for reference in references:
        found: Any = described
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
