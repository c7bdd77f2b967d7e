"""`GET /v1/instruments` and `/v1/instruments/{id}`: the acts in the log, as far as they were known."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...engine.decide import known_as
from ..access.permit import permit, secured
from ..problems import Problem, responses
from .parameters import AS_KNOWN, KNOWN, TEXT, Parameters, described
from .policies import MAX_PAGE, PAGE, answered, next_page, policy_for
from .registry import Instrument, Instruments, instrument_in, instruments_in
from .survey import log_state

router = APIRouter(tags=["policy"])


@router.get(
    "/v1/instruments",
    operation_id="instruments",
    summary="The acts in the log",
    response_description="Instruments in the order of their ids.",
    responses={
        200: {"model": Instruments},
        304: {"description": "It is as it was."},
        **responses(401, 403, 422, 503),
    },
    openapi_extra={
        **secured("check"),
        "parameters": [
            described("authority", TEXT, "Only acts of this authority, or of this state.", example="CN/MOFCOM"),
            *AS_KNOWN,
            described("after", TEXT, "Only ids after this one: `next` has the address of the next page."),
            described("limit", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": PAGE}, "How many at most."),
        ],
    },
)
async def instruments(request: Request) -> Response:
    """Announcements, laws, statements and agreements, as far as was known."""
    await permit(request, "check")
    return await run_in_threadpool(_instruments, request)


@router.get(
    "/v1/instruments/{id:path}",
    operation_id="instrument",
    summary="One act",
    response_description="Its provisions with their timelines, what touched it, readings, doubts, what is not encoded, sources.",
    responses={
        200: {"model": Instrument},
        304: {"description": "It is as it was."},
        **responses(401, 403, 404, 422, 503),
    },
    openapi_extra={**secured("check"), "parameters": [*AS_KNOWN]},
)
async def instrument(request: Request, id: str) -> Response:
    """An act as far as was known: published through a day, recorded through a log position."""
    await permit(request, "check")
    return await run_in_threadpool(_instrument, request, id)


def _instruments(request: Request) -> Response:
    asked = Parameters(request, ("authority", *KNOWN, "after", "limit"))
    authority, after, limit = asked.text("authority"), asked.text("after") or "", asked.number("limit", PAGE, 1, MAX_PAGE)
    policy = policy_for(request.app.state.answers, asked.known())
    found = [item for item in instruments_in(policy, authority) if item.instrument > after]
    last = found[limit - 1].instrument if len(found) > limit else None
    shown = Instruments(
        known=known_as(policy), log=log_state(policy), instruments=tuple(found[:limit]), next=next_page(request, policy, last)
    )
    return answered(request, shown)


def _instrument(request: Request, name: str) -> Response:
    policy = policy_for(request.app.state.answers, Parameters(request, KNOWN).known())
    found = instrument_in(policy, name)
    if found is None:
        raise Problem("not-found", f"no instrument `{name[:80]}` was known: `/v1/instruments` lists those that were")
    return answered(request, found)
