"""`GET /v1/checks:changed`: the past determinations that an event of the log changes, page by page."""

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import State

from ...events.citation import Frozen
from ...events.codec import MAX_INTEGER, canonical_json
from ..access.permit import permit, secured
from ..audit.changes import Since, changed_by
from ..audit.replaying import Replayed, in_order
from ..edge.tracing import deciding
from ..problems import Problem, responses
from .parameters import NUMBER, TEXT, Parameters, described

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 200
"""Receipts that one page looks through; that of a part of a batch stands for all of its rows."""

router = APIRouter()


class Changed(Frozen):
    """What an event changes. `position`: its own; `checks`: the determinations that would be decided otherwise, or for other reasons;
    `looked_at`: determinations that this page looked at; `incidents`: those that could not be, as replay tells; `next`: what to give as
    `after` for the next page, null: that was all."""

    event: str
    position: int
    checks: tuple[Since, ...]
    incidents: tuple[Replayed, ...]
    looked_at: int
    next: int | None


def place(event_id: str) -> str:
    """Where the determinations that an event changes are listed."""
    return f"/v1/checks:changed?event={quote(event_id, safe='')}"


@router.get(
    "/v1/checks:changed",
    tags=["checks"],
    operation_id="changed_checks",
    summary="Past determinations that an event changes",
    response_description="A page: what would be decided otherwise, and what of it.",
    responses={200: {"model": Changed}, **responses(401, 403, 404, 422, 503)},
    openapi_extra={
        **secured("audit"),
        "parameters": [
            described("event", TEXT, "The id of an event: a correction, say.", required=True, example="CN-2025-70/suspension"),
            described("after", {**NUMBER, "default": 0}, "Only receipts after this position of their log."),
            described(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
                "Receipts that the page looks through.",
            ),
        ],
    },
)
async def changed_checks(request: Request) -> Response:
    """Each question is decided on the law and rules as known just before the event, and with it: what differs is what the event alone
    changes. Determinations that were given when it was recorded already are not concerned. Read on with `next` until it is null; a page
    may be empty and still not be the last."""
    await permit(request, "audit")
    asked = Parameters(request, ("event", "after", "limit"))
    event = asked.needed("event", "CN-2025-70/suspension")
    after, limit = asked.number("after", 0, 0, MAX_INTEGER), asked.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
    found = await run_in_threadpool(_page, request.app.state, event, after, limit)
    return Response(canonical_json(found.model_dump(mode="json")), media_type="application/json")


def _page(state: State, event: str, after: int, limit: int) -> Changed:
    record = state.log.get(event)
    if record is None:
        raise Problem("not-found", f"no event has the id `{event[:120]}`: `GET /v1/events` lists them")
    if record.position > state.answers.head():
        state.answers.refresh()  # another process has just recorded it
    receipts = state.store.receipts
    head = receipts.head()
    through = min(head, after + limit)
    checks: list[Since] = []
    incidents: list[Replayed] = []
    looked_at = 0
    for found in in_order(state.store, receipts.read(after, through) if after < through else ()):
        if isinstance(found, Replayed):
            incidents.append(found)
            continue
        looked_at += 1
        with deciding(state):
            change = changed_by(state.answers, record.position, found)
        if change.reasons:
            checks.append(change)
    return Changed(
        event=event,
        position=record.position,
        checks=tuple(checks),
        incidents=tuple(incidents),
        looked_at=looked_at,
        next=through if through < head else None,
    )
