"""The description of the API, OpenAPI 3.1: what FastAPI makes of the routes, and what holds for all of them, said once here.

`docs/openapi.json` is its frozen copy: `python tests/test_openapi.py` writes it anew; read the diff.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ..access.permit import SCHEMES
from ..problems import SCHEMA as PROBLEM
from ..problems import responses
from ..schema import Check
from ..terminal.options import Json
from .appending_docs import EXAMPLE as APPENDED
from .appending_docs import event_schemas
from .batch_docs import batch_schemas
from .examples import EXAMPLES, add_examples
from .keys import EXAMPLES as KEYS

_TAGS: Final = {
    "checks": "Questions about shipments, and their answers.",
    "policy": "The law in the log: requirements, instruments, lines of control lists.",
    "events": "The log: read it, follow it, append to it.",
    "keys": "API keys, for administrators.",
    "operation": "For whoever runs the server.",
    "problems": "What can go wrong, and what to do then.",
}
_TEXT: Final[Json] = {"type": "string"}
_SECONDS: Final[Json] = {"type": "integer", "minimum": 1}
_HEADERS: Final[dict[str, Json]] = {
    "X-Request-Id": {"description": "Of this request, as the server's log has it; the client's own, if it sent one.", "required": True},
    "ETag": {"description": "For `If-None-Match`: the same tag, the same answer."},
    "Cache-Control": {"description": "An answer may name parties: nobody on the way keeps it."},
    "RateLimit": {"description": 'What is left to this caller, where there is a limit: `"per-1s";r=99;t=1`.'},
    "RateLimit-Policy": {"description": 'What is granted to a caller: `"per-1s";q=100;w=1`.'},
    "Retry-After": {"description": "Seconds after which to try again.", "schema": _SECONDS},
    "WWW-Authenticate": {"description": "How to authenticate (RFC 6750)."},
}
_CONDITION: Final[Json] = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": _TEXT,
    "description": "The `ETag` of an answer that the client has: 304 if it still holds.",
}
_LIMITED: Final = ("RateLimit", "RateLimit-Policy")
_REF: Final = "#/components/schemas/"


def describe(app: FastAPI) -> Json:
    """The description of the routes of `app`."""
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    described: Json = json.loads(_plain_names(json.dumps(made)))
    described["info"]["license"] = {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
    described["tags"] = [{"name": name, "description": text} for name, text in _TAGS.items()]
    components = described["components"]
    asked = Check.model_json_schema(ref_template=f"{_REF}{{model}}")
    components["schemas"].update({**asked.pop("$defs"), "Check": asked, "Problem": PROBLEM, **batch_schemas(asked), **event_schemas()})
    components["headers"] = {name: {"schema": _TEXT, **header} for name, header in _HEADERS.items()}
    components["securitySchemes"] = SCHEMES
    for item in described["paths"].values():
        for operation in item.values():
            _complete(operation)
    kept = {"kept_check": ("200", EXAMPLES["check"]["answer"]), "kept_question": ("200", EXAMPLES["check"]["body"])}
    add_examples(described, {"append_events": APPENDED}, {**kept, **KEYS})
    used = _used(described)
    components["schemas"] = {name: schema for name, schema in components["schemas"].items() if name in used}
    return described


def _plain_names(text: str) -> str:
    """Parts of the same name get the module's before it from FastAPI: those of events get `Event.`, as all of theirs; questions none."""
    text = re.sub(r"licet__events__[a-z_]+?__(\w+)", r"Event.\1", text)
    return re.sub(r"licet__engine__shipment__(\w+)", r"\1", text)


def _complete(operation: Json) -> None:
    """Add what every operation has: the problems of the server, the headers."""
    answers: dict[str, Json] = operation["responses"]
    if "HTTPValidationError" in json.dumps(answers.get("422")):  # FastAPI's own, which is never given
        del answers["422"]
    guarded = "security" in operation
    for status, answer in responses(*((429, 500, 503) if guarded else (500,)), 431).items():
        answers.setdefault(str(status), answer)
    operation["responses"] = dict(sorted(answers.items()))
    if "304" in answers:
        operation.setdefault("parameters", []).append(_CONDITION)
    for status, answer in answers.items():
        content = answer.get("content", {})
        if len(content) > 1 and content.get("application/json") == {"schema": {}}:  # FastAPI's guess beside what is said
            del content["application/json"]
        names = _headers_of(status, guarded=guarded, tagged="304" in answers)
        stated = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        if stated:
            answer["headers"] = {**stated, **answer.get("headers", {})}


def _headers_of(status: str, *, guarded: bool, tagged: bool) -> Iterator[str]:
    """What an answer with this status has besides what its operation says."""
    if status == "431":  # given before there is a request
        return
    yield "X-Request-Id"
    if guarded:
        yield from _LIMITED
    if tagged and status in ("200", "304"):
        yield from ("ETag", "Cache-Control")
    if status in ("401", "403"):
        yield "WWW-Authenticate"
    if status in ("429", "503"):
        yield "Retry-After"


def _used(described: Json) -> set[str]:
    """The schemas that the paths reach."""
    schemas, used = described["components"]["schemas"], set[str]()
    fresh = _named(described["paths"])
    while fresh:
        used |= fresh
        fresh = {name for found in fresh for name in _named(schemas[found])} - used
    return used


def _named(value: Any) -> set[str]:
    # A discriminator names schemas too, in its mapping.
    return set(re.findall(rf'"{_REF}([^"/]+)', json.dumps(value)))
