"""`GET /v1/events`: what the log holds, page by page; `GET /v1/events/{id}`: one record."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...events.codec import MAX_INTEGER, TYPES, canonical_json
from ...events.log import EventLog, position_at
from ...events.model import Event
from ..access.permit import permit, secured
from ..problems import Problem, responses
from ..schema import Fault, Refused
from ..terminal.ledger import record_json
from ..terminal.options import Json
from .appending_docs import RECORD
from .etags import conditional, etag, tagged
from .parameters import NUMBER, TEXT, Parameters, described

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 1000
LOOKED_AT: Final = 5000
"""Records that one page looks at, however few of them it is asked for."""

FILTERS: Final[list[Json]] = [
    described("instrument", TEXT, "Only events of this instrument.", example="CN-2025-70"),
    described("type", {"type": "string", "enum": list(TYPES)}, "Only events of this type."),
]
AFTER: Final = described("after", {**NUMBER, "default": 0}, "Only positions after this one.")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z", re.ASCII)
_PAGE: Final[Json] = {
    "type": "object",
    "required": ["events", "head", "next"],
    "properties": {
        "events": {"type": "array", "items": RECORD},
        "head": {**NUMBER, "description": "The last position of the log."},
        "next": {"type": ["integer", "null"], "description": "What to give as `after` for the next page; null: that was all."},
    },
}

router = APIRouter(tags=["events"])
Wanted = Callable[[Event], bool]


@router.get(
    "/v1/events",
    operation_id="read_events",
    summary="Read the event log",
    response_description="A page of records, as canonical JSON.",
    responses={
        200: {
            "headers": {"ETag": {"schema": {"type": "string"}, "description": 'The position of the log: `W/"278"`.'}},
            "content": {"application/json": {"schema": _PAGE}},
        },
        304: {"description": "Nothing was appended since."},
        **responses(401, 403, 422, 503),
    },
    openapi_extra={
        **secured("check", "audit"),
        "parameters": [
            AFTER,
            described(
                "limit", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}, "How many records at most."
            ),
            described(
                "recorded_after", {"type": "string", "format": "date-time"}, "Only what was recorded after this instant of UTC, with `Z`."
            ),
            *FILTERS,
        ],
    },
)
async def read_events(request: Request) -> Response:
    """Positions run from 1 without gaps, and records never change. Read on with `next` until it is null; a page may have fewer records
    than `limit`, or none, and still not be the last."""
    await permit(request, "check", "audit")
    asked = Parameters(request, ("after", "limit", "recorded_after", "instrument", "type"))
    after = asked.number("after", 0, 0, MAX_INTEGER)
    limit = asked.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
    since, wanted = _instant(asked), wanted_by(asked)
    log: EventLog = request.app.state.log
    head = await run_in_threadpool(log.head)
    tag = f'W/"{head}"'
    if (unchanged := conditional(request, tag)) is not None:
        return unchanged
    data = await run_in_threadpool(_page, log, head, after, limit, since, wanted)
    return Response(data, headers=tagged(tag), media_type="application/json")


@router.get(
    "/v1/events/{id:path}",
    operation_id="read_event",
    summary="One event",
    response_description="The record, as canonical JSON.",
    responses={
        200: {"content": {"application/json": {"schema": RECORD}}},
        304: {"description": "It is as it was."},
        **responses(401, 403, 404, 422, 503),
    },
    openapi_extra=secured("check", "audit"),
)
async def read_event(request: Request, id: str) -> Response:
    """By its id, such as `CN-2025-70/suspension`."""
    await permit(request, "check", "audit")
    Parameters(request, ())
    entry = await run_in_threadpool(request.app.state.log.get, id)
    if entry is None:
        raise Problem("not-found", f"no event has the id `{id[:120]}`: `GET /v1/events` lists them")
    tag = etag(entry.digest)
    return conditional(request, tag) or Response(canonical_json(record_json(entry)), headers=tagged(tag), media_type="application/json")


def wanted_by(asked: Parameters) -> Wanted | None:
    """What `instrument` and `type` ask for; None: every event."""
    instrument, kind = asked.text("instrument"), asked.text("type")
    if kind is not None and kind not in TYPES:
        raise Refused([Fault("", "type", f"`{kind[:80]}` is not an event type: use one of {', '.join(TYPES)}")])
    if instrument is None and kind is None:
        return None
    return lambda event: instrument in (None, event.instrument) and kind in (None, event.type)


def _page(log: EventLog, head: int, after: int, limit: int, since: datetime | None, wanted: Wanted | None) -> bytes:
    """The page as canonical JSON."""
    if since is not None:
        after = max(after, position_at(log, since))
    through = min(head, after + (limit if wanted is None else LOOKED_AT))
    records: list[Json] = []
    for entry in log.read(after, through) if after < through else ():
        after = entry.position
        if wanted is None or wanted(entry.event):
            records.append(record_json(entry))
        if len(records) == limit:
            break
    return canonical_json({"events": records, "head": head, "next": after if after < head else None})


def _instant(asked: Parameters) -> datetime | None:
    text = asked.text("recorded_after")
    if text is None:
        return None
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        said = f"`{text[:80]}` is no instant of UTC: write it as `2026-11-10T08:00:00Z`"
        raise Refused([Fault("", "recorded_after", said)]) from None
