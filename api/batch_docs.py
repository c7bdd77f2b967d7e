"""How `POST /v1/checks:batch` is described."""

from typing import Any, Final

from .options import Json
from .parameters import described
from .problems import responses

_REF: Final = "#/components/schemas/"
_ROW: Final[Json] = {
    "type": "object",
    "description": "One row: its determination (with `detail=summary` in short) or its problem, at the log position of the batch.",
    "required": ["row", "reference", "position"],
    "properties": {
        "row": {"type": "integer", "minimum": 1, "description": "Counted from 1; the header of a CSV file is none."},
        "reference": {"type": ["string", "null"], "description": "As the row gave it."},
        "position": {"type": "integer", "minimum": 0},
        "carried": {"type": "object", "additionalProperties": {"type": "string"}, "description": "The columns that begin with `x.`."},
        "determination": {"type": "object", "description": "As `POST /v1/checks` gives it, or in short."},
        "problem": {"$ref": f"{_REF}Problem"},
        "check": {"type": "string", "description": "Where question and answer are kept."},
    },
}
_SUMMARY: Final[Json] = {
    "type": "object",
    "properties": {
        "answered": {"type": "integer", "minimum": 0},
        "problems": {"type": "integer", "minimum": 0},
        "complete": {"type": "boolean", "description": "Whether every row was answered or has a problem of its own."},
        "outcomes": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
_RESULTS: Final[Json] = {
    "type": "object",
    "properties": {"position": {"type": "integer"}, "results": {"type": "array", "items": _ROW}, "summary": _SUMMARY},
}
_QUESTION: Final[Json] = {
    "allOf": [{"$ref": f"{_REF}Check"}],
    "description": "As `POST /v1/checks` takes it, with a `reference` of 1 to 200 characters if wanted.",
}
_QUESTIONS: Final[Json] = {
    "oneOf": [
        {"type": "array", "items": _QUESTION},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["checks"],
            "properties": {
                "checks": {"type": "array", "items": _QUESTION},
                "known": {"oneOf": [{"$ref": f"{_REF}KnownAsked"}, {"type": "null"}], "description": "What all rows may use."},
            },
        },
    ]
}
_LINES: Final[Json] = {"type": "string", "description": "A JSON object on every line."}
_TABLE: Final[Json] = {
    "type": "string",
    "description": "RFC 4180 with a header, UTF-8, with `,`, `;` or tabs as the header has them. Columns are named like the options of "
    "`licet check` (`material`, `form`, `to`, `on`, `end_user_country`) or like the fields in JSON (`end_user.country`); "
    "`attr.purity_pct`, `contains.dysprosium`, `content.samarium` state what they name. An empty cell states nothing. `reference` and "
    "columns that begin with `x.` are repeated in the answer.",
}

DESCRIBED: Final[dict[str, Any]] = {
    "parameters": [
        described("keep", {"type": "boolean", "default": False}, "Keep every question with its answer, and say where."),
        described(
            "detail", {"type": "string", "enum": ["full", "summary"], "default": "full"}, "Determinations in JSON: in full or in short."
        ),
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": _QUESTIONS},
            "application/x-ndjson": {"schema": _LINES},
            "text/csv": {"schema": _TABLE},
        },
    },
}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The results, in the order of the rows, in the media type that `Accept` prefers, or in which the batch came.",
        "headers": {"Licet-Position": {"schema": {"type": "integer"}, "description": "The log position of all answers."}},
        "content": {
            "application/json": {"schema": _RESULTS},
            "application/x-ndjson": {"schema": _LINES},
            "text/csv": {
                "schema": {
                    "type": "string",
                    "description": "One line for each row. A cell that a spreadsheet may take for a formula begins with `'`.",
                },
            },
        },
    },
    **responses(401, 403, 406, 408, 413, 415, 422, 503),
}
