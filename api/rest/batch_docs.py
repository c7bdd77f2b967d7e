"""How `POST /v1/checks:batch` is described."""

from typing import Any, Final

from ..problems import responses
from ..terminal.options import Json
from .parameters import described

_REF: Final = "#/components/schemas/"
_COUNT: Final[Json] = {"type": "integer", "minimum": 0}
_WORDS: Final[Json] = {"type": "array", "items": {"type": "string"}}
_FULL: Final = f"{_REF}Determination"


def _record(description: str, properties: Json, *optional: str) -> Json:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "additionalProperties": False, "required": required, "properties": properties}


def _as_in_full(name: str) -> Json:
    return {"$ref": f"{_FULL}/properties/{name}"}


_NAMED: Final = ("outcome", "at_most", "certainty", "licensing_policy", "legal_date", "digest")
_IN_SHORT: Final = _record(
    "A determination in short: what decides or may decide, what to find out, how long it holds.",
    {
        **{name: _as_in_full(name) for name in _NAMED},
        "considered": _WORDS,
        "not_considered": _WORDS,
        "holds_from": {"type": ["string", "null"], "format": "date"},
        "holds_through": {"type": ["string", "null"], "format": "date"},
        "requirements": {
            "type": "array",
            "items": _record("What binds or may bind.", {"requirement": {"type": "string"}, "conclusion": {"type": "string"}}),
        },
        "questions": {
            "type": "array",
            "items": _record("What would settle it.", {"field": {"type": "string"}, "question": {"type": "string"}}),
        },
    },
)
_ROW: Final = {
    **_record(
        "One row: its determination or its problem, at the log position of the batch.",
        {
            "row": {"type": "integer", "minimum": 1, "description": "Counted from 1; the header of a CSV file is none."},
            "reference": {"type": ["string", "null"], "description": "As the row gave it."},
            "position": _COUNT,
            "carried": {"type": "object", "additionalProperties": {"type": "string"}, "description": "The columns that begin with `x.`."},
            "determination": {
                "oneOf": [{"$ref": _FULL}, {"$ref": f"{_REF}DeterminationInShort"}],
                "description": "As `POST /v1/checks` gives it; in short with `detail=summary`.",
            },
            "problem": {"$ref": f"{_REF}RowProblem"},
            "check": {"type": "string", "description": "Where question and answer are kept."},
        },
        *("carried", "determination", "problem", "check"),
    ),
    "oneOf": [{"required": ["determination"]}, {"required": ["problem"]}],
}
_ROW_PROBLEM: Final[Json] = {
    "allOf": [{"$ref": f"{_REF}Problem"}],
    "description": "The problem of a row: it stops no other. In a table, `errors` name the `column`.",
    "required": ["row"],
    "properties": {
        "row": {"type": "integer", "minimum": 1},
        "rest": {"type": "boolean", "const": True, "description": "Nothing from this row on was answered."},
    },
}
_RESULTS: Final = _record(
    "The results, in the order of the rows.",
    {
        "position": _COUNT,
        "results": {"type": "array", "items": {"$ref": f"{_REF}BatchRow"}},
        "summary": _record(
            "How it went.",
            {
                "answered": _COUNT,
                "problems": _COUNT,
                "complete": {"type": "boolean", "description": "Whether every row was answered or has a problem of its own."},
                "outcomes": {"type": "object", "propertyNames": _as_in_full("outcome"), "additionalProperties": _COUNT},
            },
        ),
    },
)
_QUESTION: Final[Json] = {"$ref": f"{_REF}BatchCheck"}
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
            "application/json": {"schema": {"$ref": f"{_REF}BatchResults"}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "A `BatchRow` on every line."}},
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


def batch_schemas(check: Json) -> Json:
    """What questions and answers are made of, as components of the description. `check`: the schema of a single question."""
    reference = {"type": "string", "minLength": 1, "maxLength": 200, "description": "Repeated in the answer."}
    question = {
        **check,
        "title": "BatchCheck",
        "description": "As `POST /v1/checks` takes it, with a `reference` if wanted.",
        "properties": {"reference": reference, **check["properties"]},
    }
    answer = {"BatchResults": _RESULTS, "BatchRow": _ROW, "DeterminationInShort": _IN_SHORT, "RowProblem": _ROW_PROBLEM}
    return {"BatchCheck": question, **answer}
