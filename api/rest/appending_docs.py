"""How `POST /v1/events` is described, and the records that it and `GET /v1/events` give."""

from typing import Any, Final

from ...events.model import EVENT
from ..audit.changes import Would
from ..problems import responses
from ..terminal.options import Json
from .parameters import described

_REF: Final = "#/components/schemas/"
_POSITION: Final[Json] = {"type": "integer", "minimum": 0}

RECORD: Final[Json] = {
    "type": "object",
    "description": "An event in its place in the log.",
    "required": ["position", "recorded_at", "digest", "event"],
    "properties": {
        "position": {"type": "integer", "minimum": 1},
        "recorded_at": {"type": "string", "format": "date-time", "description": "UTC, to the microsecond."},
        "digest": {"type": "string", "description": "Of the stored bytes."},
        "event": {"$ref": f"{_REF}Event"},
    },
}
_FINDING: Final[Json] = {
    "type": "object",
    "description": "What is likely to be a mistake, or thin. It hinders nothing.",
    "required": ["level", "kind", "event", "field", "detail", "advice"],
    "properties": {
        "level": {"type": "string", "enum": ["error", "warning", "notice"]},
        "kind": {"type": "string"},
        "event": {"type": "string", "description": "Its id: of an event of the body, or of one in the log."},
        "field": {"type": "string"},
        "detail": {"type": "string"},
        "advice": {"type": "string"},
        "pointer": {"type": "string", "description": "To the place in the body, if it is there."},
    },
}
_BATCH: Final[Json] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["events"],
    "properties": {"events": {"type": "array", "minItems": 1, "items": {"$ref": f"{_REF}Event"}}},
}
EXAMPLE: Final[Json] = {
    "events": [
        {
            "type": "source_reviewed",
            "id": "licet/review-2026-11-23",
            "instrument": "licet/review",
            "authority": "CN/MOFCOM",
            "published": "2026-11-23",
            "topics": ["dual-use items"],
            "verified_through": "2026-11-22",
            "places": ["announcement list of the ministry for 2026"],
            "sources": [{"url": None, "kind": "official", "checked": "read", "note": "the ministry's list, read on 2026-11-23"}],
        }
    ]
}

_WOULD: Final[Json] = {key: part for key, part in Would.model_json_schema(ref_template=f"{_REF}{{model}}").items() if key != "$defs"}
_CHANGED: Final[Json] = {
    "type": "array",
    "items": {"type": "string", "format": "uri-reference"},
    "description": "For each correction, withdrawal and adoption of rules: the list of past determinations that it changes. Else absent.",
}

_ETAG: Final[Json] = {"schema": {"type": "string"}, "description": 'The position of the log after it: `"279"`, for the next `If-Match`.'}
_LOCATION: Final[Json] = {"schema": {"type": "string"}, "description": "The record, or the page of the log where the records are."}


def _header(name: str, text: str, example: str, *, required: bool = False) -> Json:
    schema = {"type": "string", "minLength": 1}
    return {"name": name, "in": "header", "required": required, "schema": schema, "description": text, "example": example}


DESCRIBED: Final[dict[str, Any]] = {
    "parameters": [
        _header(
            "If-Match", "The head of the log that the events were written for, in quotes; `*`: wherever it is.", '"278"', required=True
        ),
        _header(
            "Idempotency-Key", "Chosen by the client for this request alone; sent again with it, nothing happens twice.", '"8e03978e-40d5"'
        ),
        described("dry_run", {"type": "boolean", "default": False}, "Everything but the recording: 200, what would be recorded, findings."),
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"oneOf": [{"$ref": f"{_REF}Event"}, {"type": "array", "minItems": 1, "items": {"$ref": f"{_REF}Event"}}, _BATCH]}
            }
        },
    },
}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "With `dry_run=true`: what would be recorded, what lint would newly find, what would change. Nothing was recorded.",
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "The position of the log."}},
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["dry_run", "events", "findings", "head"],
                    "properties": {
                        "dry_run": {"type": "boolean", "const": True},
                        "events": {"type": "array", "items": RECORD},
                        "findings": {"type": "array", "items": _FINDING},
                        "head": _POSITION,
                        "would_change": _WOULD,
                    },
                }
            }
        },
    },
    201: {
        "description": "The records, one for each event, in the order given. They are durable.",
        "headers": {"ETag": _ETAG, "Location": _LOCATION},
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["events"],
                    "properties": {"events": {"type": "array", "items": RECORD}, "changed_checks": _CHANGED},
                }
            }
        },
    },
    **responses(401, 403, 408, 409, 412, 413, 415, 422, 428, 503),
}


def event_schemas() -> Json:
    """`Event`, the union of all types, and its parts as `Event.ControlSuspended` and so on: shipments have parts of the same names."""
    union = EVENT.json_schema(ref_template=f"{_REF}Event.{{model}}")
    parts = union.pop("$defs")
    return {"Event": union, **{f"Event.{name}": part for name, part in parts.items()}}
