"""The examples of the API's description are real: asked again, they are answered as they say.

`python tests/test_openapi_examples.py` records the answers anew; read the diff.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from licet.api.app import create_app
from licet.api.rest.examples import EXAMPLES
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.record import record

FILE = Path(__file__).parent.parent / "api/examples.json"
# What the next act in the corpus, or the next version, changes everywhere.
_MOVING = frozenset(("position", "recorded_through", "rules_recorded_through", "recorded_at", "head", "next", "policy_digest", "version"))


def made_client() -> TestClient:
    log = MemoryLog(clock=lambda: datetime.now(UTC))
    record(log, load_corpus())
    app = create_app(log, Answers(log))
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with made_client() as client:
        yield client


def ask(client: TestClient, example: dict[str, Any]) -> Any:
    body, kind = example.get("body"), example.get("type")
    content = body if isinstance(body, str) else None if body is None else json.dumps(body)
    response = client.request(example["method"], example["path"], content=content, headers={"content-type": kind} if kind else {})
    assert response.status_code == 200, response.text
    return response.json() if response.headers["content-type"] == "application/json" else response.text


def settled(answer: Any) -> Any:
    """The answer without what moves with the log."""
    match answer:
        case dict():
            return {name: None if name in _MOVING else settled(value) for name, value in answer.items()}
        case list():
            return [settled(item) for item in answer]
        case str() if "\r\n" in answer:
            rows = [line.split(",") for line in answer.splitlines()]
            return [[cell for cell in row if not cell.isdigit()] for row in rows]
        case _:
            return answer


@pytest.mark.parametrize("operation", EXAMPLES)
def test_an_example_is_what_the_server_answers(operation: str, client: TestClient) -> None:
    example = EXAMPLES[operation]
    assert settled(ask(client, example)) == settled(example["answer"])


@pytest.mark.parametrize("operation", EXAMPLES)
def test_an_example_stands_in_the_description(operation: str, client: TestClient) -> None:
    examples = list(_examples(client.get("/openapi.json").json()))
    assert EXAMPLES[operation]["answer"] in examples
    assert EXAMPLES[operation].get("body", examples[0]) in examples


def _examples(described: Any) -> Iterator[Any]:
    if isinstance(described, dict):
        if "example" in described:
            yield described["example"]
        for value in described.values():
            yield from _examples(value)
    elif isinstance(described, list):
        for item in described:
            yield from _examples(item)


if __name__ == "__main__":
    with made_client() as client:
        recorded = {name: {**example, "answer": ask(client, example)} for name, example in EXAMPLES.items()}
    FILE.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
