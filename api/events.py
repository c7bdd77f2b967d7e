"""`GET /v1/events`: what the log holds, page by page."""

import re
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ..events.codec import canonical_json
from ..events.log import EventLog
from .access import permit, secured
from .etags import conditional, etag, tagged
from .ledger import record_json
from .problems import responses
from .schema import Fault, Refused

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 1000

_INTEGER: Final = {"type": "integer", "minimum": 0}
_RECORD: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "position": _INTEGER,
        "recorded_at": {"type": "string", "description": "UTC, to the microsecond."},
        "digest": {"type": "string", "description": "Of the stored bytes."},
        "event": {"type": "object", "description": "The event, in its current schema version."},
    },
}

router = APIRouter()


@router.get(
    "/v1/events",
    tags=["events"],
    summary="Read the event log",
    response_description="A page of records, as canonical JSON. `next` is what to give as `after` for the next page; null: no more.",
    responses={
        200: {
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "events": {"type": "array", "items": _RECORD},
                            "head": _INTEGER,
                            "next": {"type": ["integer", "null"]},
                        },
                    }
                }
            }
        },
        304: {"description": "The page is still the one that `If-None-Match` names."},
        **responses(401, 403, 422, 429, 503),
    },
    openapi_extra={
        **secured("check", "audit"),
        "parameters": [
            {"name": "after", "in": "query", "schema": {**_INTEGER, "default": 0}, "description": "Only positions after this one."},
            {
                "name": "limit",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
                "description": "How many records at most.",
            },
        ],
    },
)
async def read_events(request: Request) -> Response:
    """Positions run from 1 without gaps and never change: a page that was read stays as it is."""
    await permit(request, "check", "audit")
    asked = request.query_params
    if unknown := [name for name in asked if name not in ("after", "limit")]:
        raise Refused([Fault("", unknown[0], f"`{unknown[0]}` is not a parameter: use `after` and `limit`")])
    after = _number(asked.getlist("after"), "after", 0, 0, 2**53 - 1)
    limit = _number(asked.getlist("limit"), "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
    log = request.app.state.log
    head, tag = await run_in_threadpool(_head, log)
    if (unchanged := conditional(request, tag)) is not None:
        return unchanged
    data = await run_in_threadpool(page_bytes, log, head, after, limit)
    return Response(data, media_type="application/json", headers=tagged(tag))


def _head(log: EventLog) -> tuple[int, str]:
    """The head of the log, and the tag of every page that shows it. What stands at the head tells a log from another as long."""
    head = log.head()
    last = [(record.digest, record.recorded_at) for record in log.read(head - 1, head)] if head else []
    return head, etag(head, *last)


def page_bytes(log: EventLog, head: int, after: int, limit: int) -> bytes:
    """The page as canonical JSON, of a log that is at `head`."""
    records = [record_json(entry) for entry in log.read(after, min(after + limit, head))] if after < head else []
    following = after + len(records)
    return canonical_json({"events": records, "head": head, "next": following if following < head else None})


def _number(given: list[str], name: str, default: int, low: int, high: int) -> int:
    if not given:
        return default
    if len(given) > 1:
        raise Refused([Fault("", name, f"`{name}` is given more than once: give it once")])
    if not re.fullmatch(r"[0-9]{1,16}", given[0], re.ASCII) or not low <= int(given[0]) <= high:
        raise Refused([Fault("", name, f"`{given[0][:80]}` is not a whole number from {low} to {high}")])
    return int(given[0])
