"""The description of the API is frozen in `docs/openapi.json`, holds by the rules of OpenAPI 3.1, and its examples hold by its schemas.

`python tests/test_openapi.py` writes the description anew; read the diff.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from licet.api.app import create_app
from licet.api.opening import now
from licet.engine.answers import Answers
from licet.events.log import MemoryLog

FILE = Path(__file__).parent.parent / "docs/openapi.json"
RECORD = "python tests/test_openapi.py"
METHODS = ("get", "post", "put", "patch", "delete")
OPEN = {"live", "ready", "healthy", "list_problem_types", "problem_type"}
"""Operations that ask nobody who they are."""


def described() -> dict[str, Any]:
    """The description. It does not depend on the log; the version is not part of what is frozen."""
    log = MemoryLog(clock=now)
    return json.loads(re.sub(r'("version": )"[^"]+"', r'\1"…"', json.dumps(create_app(log, Answers(log)).openapi())))


def written(description: dict[str, Any]) -> str:
    return json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


API = described()
OPERATIONS = {op["operationId"]: op for item in API["paths"].values() for op in item.values()}


def test_the_description_is_the_frozen_one() -> None:
    assert written(API) == FILE.read_text(encoding="utf-8"), f"the API is described otherwise: `{RECORD}`, and read the diff"


def test_the_description_holds_by_openapi_3_1() -> None:
    assert API["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(API).iter_errors()] == []


def test_every_operation_says_what_it_gives() -> None:
    tags = {tag["name"] for tag in API["tags"]}
    for name, operation in OPERATIONS.items():
        assert operation["summary"] and operation["description"] and set(operation["tags"]) <= tags, name
        statuses = set(operation["responses"])
        assert bool(operation.get("security")) != (name in OPEN), name
        assert {"500", "431"} <= statuses and (name in OPEN or {"401", "403", "429", "503"} <= statuses), name
        for status, answer in operation["responses"].items():
            content = answer.get("content", {})
            assert bool(content) == (status not in ("204", "304")), (name, status)
            assert int(status) < 400 or list(content) == ["application/problem+json"], (name, status)
            assert status == "431" or "X-Request-Id" in answer["headers"], (name, status)
    assert len(OPERATIONS) == sum(len(item) for item in API["paths"].values())
    assert all(set(item) <= set(METHODS) for item in API["paths"].values())


@pytest.mark.parametrize("name", API["components"]["schemas"])
def test_a_schema_says_what_is_in_it(name: str) -> None:
    assert re.fullmatch(r"(Event\.)?[A-Z][A-Za-z]+", name)
    for place, schema in bare(API["components"]["schemas"][name]):
        pytest.fail(f"{name}{place}: {schema} allows anything")


def test_no_body_is_left_open() -> None:
    for place, content in contents():
        assert content.get("schema"), place
        for where, schema in bare(content["schema"]):
            pytest.fail(f"{place}{where}: {schema} allows anything")


def bare(schema: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Schemas that say no more than that there is something."""
    if isinstance(schema, list):
        for n, item in enumerate(schema):
            yield from bare(item, f"{place}/{n}")
    if not isinstance(schema, dict):
        return
    said = set(schema) - {"title", "description", "default"}
    named = {"properties", "additionalProperties", "patternProperties", "propertyNames"}
    if not said or (schema.get("type") == "object" and not named & said) or (schema.get("type") == "array" and not {"items"} & said):
        yield place, schema
    for word in ("items", "anyOf", "oneOf"):
        yield from bare(schema.get(word), f"{place}/{word}")
    for name, inner in schema.get("properties", {}).items():
        yield from bare(inner, f"{place}/{name}")


def contents() -> Iterator[tuple[str, dict[str, Any]]]:
    """The bodies of all requests and answers, with their places."""
    for name, operation in OPERATIONS.items():
        bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
        for status, body in bodies.items():
            for kind, content in body.get("content", {}).items():
                yield f"{name} {status} {kind}", content


EXAMPLES = [(place, content) for place, content in contents() if "example" in content]


@pytest.mark.parametrize(("place", "content"), EXAMPLES, ids=[place for place, _ in EXAMPLES])
def test_an_example_holds_by_its_schema(place: str, content: dict[str, Any]) -> None:
    example = content["example"]
    if "event-stream" in place:  # an event as it is on the wire
        example = dict(line.split(": ", 1) for line in example.splitlines() if line)
    check(content["schema"], example)


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_examples_of_parameters_hold_by_their_schemas(name: str) -> None:
    for parameter in OPERATIONS[name].get("parameters", []):
        assert parameter["name"] and "schema" in parameter
        if "example" in parameter:
            check(parameter["schema"], parameter["example"])


def check(schema: dict[str, Any], value: Any) -> None:
    Draft202012Validator({**schema, "components": API["components"]}).validate(value)


if __name__ == "__main__":
    FILE.write_text(written(API), encoding="utf-8")
