"""`POST /v1/checks`: one shipment, one determination."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ..engine.answers import Answers
from ..engine.determination import Determination
from .problems import MEDIA_TYPE, SCHEMA
from .schema import MAX_BODY, Check, answer_bytes, ask, parse_check

EXAMPLE: Final = {
    "shipment": {
        "goods": {"material": "holmium", "form": "metal"},
        "origin": "CN",
        "departure": {"country": "CN"},
        "destination": "DE",
        "parties": [{"role": "end_user", "name": "Beispiel Magnetwerk GmbH", "country": "DE", "military": False}],
        "end_use": "civil",
        "date": "2026-11-11",
    },
    "known": {"published_through": "2026-10-05"},
}

router = APIRouter()


@router.post(
    "/v1/checks",
    tags=["checks"],
    summary="Decide one shipment, and say why",
    response_description="The determination, as canonical JSON (RFC 8785): the same question on the same log gives the same bytes.",
    responses={
        200: {"model": Determination},
        413: {"description": "The body has more than 1 MiB.", "content": {MEDIA_TYPE: {"schema": SCHEMA}}},
        415: {"description": "The body is not sent as `application/json`.", "content": {MEDIA_TYPE: {"schema": SCHEMA}}},
        422: {"description": "Bad input; every fault with its place.", "content": {MEDIA_TYPE: {"schema": SCHEMA}}},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Check"}, "example": EXAMPLE}},
        }
    },
)
async def check(request: Request) -> Response:
    """What is absent is unknown, never no. Decimals are strings (`"99.9"`), or bounds (`{"min": "99.9"}`). A determination is 200,
    whatever it says; `known` limits what it may use."""
    question = parse_check(await read_body(request))
    # Deciding takes the processor for a while: in a thread, so that others are still answered.
    data = await run_in_threadpool(_decide, request.app.state.answers, question)
    return Response(data, media_type="application/json")


def _decide(answers: Answers, question: Check) -> bytes:
    return answer_bytes(ask(answers, question))


async def read_body(request: Request) -> bytes:
    """The body, of at most `MAX_BODY` bytes: counted as they arrive, as a chunked body does not say how long it is."""
    kind = request.headers.get("content-type", "application/json").split(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, f"the body was sent as `{kind}`: send it with `Content-Type: application/json`")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413, f"the body has more than {MAX_BODY} bytes: ask about one shipment at a time")
    return bytes(body)
