"""The examples of the API's description: real questions with what the shipped corpus answers. `tests/test_openapi_examples.py` asks them
again, and records them anew where an answer has changed on purpose."""

from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

import orjson

from ..terminal.options import Json

EXAMPLES: Final[dict[str, Json]] = orjson.loads(resources.files(__package__).joinpath("examples.json").read_bytes())
"""By name: `operation` (its id), `method`, `path` with its parameters, `body` and its `type` where there is one; `answer`."""


def add_examples(described: Json, asked: dict[str, Any], given: dict[str, tuple[str, Any]]) -> None:
    """Put the examples into a description of the API, with further ones by operation: bodies of requests, and statuses with bodies of
    answers. Afterwards, as FastAPI takes the nulls out of what it is given."""
    operations = dict(_operations(described))
    for name, body in asked.items():
        operations[name]["requestBody"]["content"]["application/json"]["example"] = body
    for name, (status, body) in given.items():
        operations[name]["responses"][status]["content"]["application/json"]["example"] = body
    for example in EXAMPLES.values():
        operation = operations[example["operation"]]
        kind = example.get("type", "application/json")
        if "body" in example:
            operation["requestBody"]["content"].setdefault(kind, {})["example"] = example["body"]
        operation["responses"]["200"]["content"].setdefault(kind, {})["example"] = example["answer"]


def _operations(described: Json) -> Iterator[tuple[str, Json]]:
    for path in described["paths"].values():
        for operation in path.values():
            yield operation.get("operationId", ""), operation


def body_of(name: str) -> Any:
    """The body of an example."""
    return EXAMPLES[name]["body"]
