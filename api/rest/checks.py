"""`POST /v1/checks`: one shipment, one determination."""

from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import State

from ...engine.decide import Decided
from ...engine.determination import Determination
from ..access.permit import permit, secured
from ..audit.recording import new_check
from ..edge.tracing import deciding
from ..problems import responses
from ..schema import Check, decided, parse_check
from .bodies import read_body
from .examples import body_of
from .kept import keep, wants_keeping
from .parameters import described
from .routing import Direct

EXAMPLE: Final = body_of("check")

router = APIRouter(route_class=Direct)


@router.post(
    "/v1/checks",
    tags=["checks"],
    operation_id="check",
    summary="Decide one shipment, and say why",
    response_description="The determination, as canonical JSON (RFC 8785): the same question on the same log gives the same bytes.",
    responses={
        200: {"model": Determination},
        201: {"model": Determination, "description": "The determination; it is kept at `Location`."},
        **responses(401, 403, 408, 413, 415, 422, 503),
    },
    openapi_extra={
        **secured("check"),
        "parameters": [described("keep", {"type": "boolean", "default": False}, "Keep the question with its answer, and say where.")],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Check"}, "example": EXAMPLE}},
        },
    },
)
async def check(request: Request) -> Response:
    """What is absent is unknown, never no. Decimals are strings (`"99.9"`), or bounds (`{"min": "99.9"}`). A determination is 200,
    whatever it says; `known` limits what it may use. With `keep=true` it is kept: 201, and its place."""
    actor = await permit(request, "check")
    keeping = wants_keeping(request)
    body = await read_body(request)
    question = parse_check(body)
    state = request.app.state
    answer = state.answers.at_hand(question.shipment, question.view)
    if answer is None:  # deciding takes the processor for a while: in a thread, so that others are still answered
        answer = await run_in_threadpool(_decide, state, question)
    state.metrics.answered(answer.answer.outcome, answer.answer.log.position)
    if keeping:
        return await keep(request, partial(new_check, state.answers, answer, question.shipment, body, actor.name, "rest"))
    return Response(answer.bytes_of(question.shipment), media_type="application/json")


def _decide(state: State, question: Check) -> Decided:
    with deciding(state):
        return decided(state.answers, question)
