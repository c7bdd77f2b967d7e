"""The examples of the API's description: real questions with what the shipped corpus answers. `tests/test_openapi_examples.py` asks them
again, and records them anew where an answer has changed on purpose."""

from importlib import resources
from typing import Any, Final

import orjson

EXAMPLES: Final[dict[str, dict[str, Any]]] = orjson.loads(resources.files(__package__).joinpath("examples.json").read_bytes())
"""By operation: `method`, `path` with its parameters, `body` and its `type` where there is one; `answer`."""


def answer_of(operation: str) -> Any:
    """What the example of an operation is answered."""
    return EXAMPLES[operation]["answer"]


def body_of(operation: str) -> Any:
    """The body of the example of an operation."""
    return EXAMPLES[operation]["body"]
