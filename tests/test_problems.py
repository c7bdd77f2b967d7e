"""Problems: a closed list of types, each with a page, and one shape for all."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rest import local

import licet
from licet.api.app import create_app
from licet.api.opening import now
from licet.api.problem_types import TYPES
from licet.api.problems import Problem, problem_of, responses
from licet.api.schema import Fault
from licet.engine.answers import Answers
from licet.events.errors import EventIdConflict, LogClosed, LogDamaged, LogUnavailable, PositionConflict
from licet.events.log import open_log

API = Path(licet.__file__).parent / "api"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_log("memory:", clock=now) as log, local(create_app(log, Answers(log))) as client:
        yield client


def test_every_type_has_a_page(client: TestClient) -> None:
    listed = client.get("/problems").json()["problems"]
    assert [item["type"] for item in listed] == [f"/problems/{slug}" for slug in TYPES]
    for item in listed:
        page = client.get(item["type"])
        assert page.status_code == 200 and page.json() == item
        assert item["title"] and item["meaning"].endswith(".") and item["remedy"].endswith(".") and 400 <= item["status"] < 600


def test_the_page_of_no_type_is_a_problem(client: TestClient) -> None:
    refused = client.get("/problems/teapot")
    assert (refused.status_code, refused.json()["type"]) == (404, "/problems/not-found")


def test_statuses_that_the_api_gives_have_a_type() -> None:
    assert {400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 422, 428, 429, 431, 500, 503} <= {t.status for t in TYPES.values()}


def test_every_type_that_is_raised_exists_and_every_type_is_raised() -> None:
    raised = {slug for path in API.rglob("*.py") for slug in re.findall(r'Problem\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert raised == set(TYPES)


def test_a_type_that_is_not_in_the_list_cannot_be_raised() -> None:
    with pytest.raises(KeyError):
        Problem("teapot", "short and stout")


def test_a_fault_has_a_pointer_or_a_parameter() -> None:
    faults = [Fault("/a/0", "a[0]", "wrong"), Fault("", "body", "not JSON"), Fault("", "limit", "`x` is no number")]
    assert Problem("bad-input", "all of it", faults).body == {
        "type": "/problems/bad-input",
        "title": "Bad input",
        "status": 422,
        "detail": "all of it",
        "errors": [
            {"pointer": "#/a/0", "detail": "wrong"},
            {"pointer": "#", "detail": "not JSON"},
            {"parameter": "limit", "detail": "`limit`: `x` is no number"},
        ],
    }


def test_a_problem_is_sent_with_its_headers() -> None:
    response = Problem("too-many-requests", "wait", headers={"Retry-After": "3"}).response
    assert (response.status_code, response.headers["retry-after"]) == (429, "3")
    assert response.headers["content-type"] == "application/problem+json"
    assert json.loads(response.body)["type"] == "/problems/too-many-requests"


@pytest.mark.parametrize(
    ("error", "slug"),
    [
        (PositionConflict(3, 4), "position-moved"),
        (EventIdConflict("X", 1), "id-taken"),
        (LogUnavailable("secret"), "log-unavailable"),
        (LogClosed("secret"), "shutting-down"),
        (LogDamaged("secret"), "log-damaged"),
        (ZeroDivisionError("secret"), None),
    ],
)
def test_errors_from_below_have_their_type(error: Exception, slug: str | None) -> None:
    found = problem_of(error)
    assert (found and found.slug) == slug
    assert "secret" not in json.dumps(found.body if found else None)


def test_a_moved_log_says_where_it_is() -> None:
    found = problem_of(PositionConflict(3, 4))
    assert found is not None and found.headers == {"ETag": '"4"'}


def test_the_description_refers_to_problems_by_status() -> None:
    described = responses(422)[422]
    assert "`bad-input`" in described["description"] and "`key-reused`" in described["description"]
    assert described["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "slug"),
    [
        ("GET", "/nothing", {}, b"", "not-found"),
        ("GET", "/docs/secret", {}, b"", "not-found"),
        ("DELETE", "/v1/checks", {}, b"", "method-not-allowed"),
        ("POST", "/v1/checks", {"content-type": "text/csv"}, b"{}", "unsupported-media-type"),
        ("POST", "/v1/checks", {"content-type": "application/json; charset=latin-1"}, b"{}", "unsupported-media-type"),
        ("POST", "/v1/checks", {"content-encoding": "gzip"}, b"{}", "unsupported-media-type"),
        ("POST", "/v1/checks", {}, b" " * (2**20 + 1), "body-too-large"),
        ("POST", "/v1/checks", {}, b"{", "bad-input"),
        ("POST", "/v1/checks", {}, b"[" * 100_000, "bad-input"),
        ("POST", "/v1/checks", {"authorization": "Bearer licet_x"}, b"{}", "no-credentials"),
        ("GET", "/v1/events?after=x", {}, b"", "bad-input"),
    ],
)
def test_what_the_framework_or_a_handler_refuses_is_one_shape(
    method: str, path: str, headers: dict[str, str], body: bytes, slug: str, client: TestClient
) -> None:
    refused = client.request(method, path, headers=headers, content=body)
    told: dict[str, Any] = refused.json()
    assert (told["type"], told["status"], told["title"]) == (f"/problems/{slug}", refused.status_code, TYPES[slug].title)
    assert refused.status_code == TYPES[slug].status and told["detail"]
    assert refused.headers["content-type"] == "application/problem+json" and refused.headers["x-request-id"]
