"""`GET /v1/vocabulary`: the names in use for goods, and the lists."""

from collections.abc import Iterable
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...engine.decide import known_as
from ...engine.determination import KnownAs, LogState
from ...events.citation import Frozen
from ...events.goods import AttributeName, ControlList, FormName, MaterialName
from ..access.permit import permit, secured
from ..problems import responses
from .parameters import AS_KNOWN, KNOWN, TEXT, Parameters, described
from .policies import answered, policy_for
from .routing import Direct
from .survey import log_state

router = APIRouter(tags=["policy"], route_class=Direct)


class Names(Frozen):
    """The names that a shipment may use, as far as they were recorded."""

    known: KnownAs
    log: LogState
    lists: tuple[ControlList, ...]
    materials: tuple[MaterialName, ...]
    forms: tuple[FormName, ...]
    attributes: tuple[AttributeName, ...]


@router.get(
    "/v1/vocabulary",
    operation_id="vocabulary",
    summary="The names in use for goods",
    response_description="Control lists, materials, forms and attributes, each with its words; attributes with their unit.",
    responses={200: {"model": Names}, 304: {"description": "It is as it was."}, **responses(401, 403, 422, 503)},
    openapi_extra={
        **secured("check"),
        "parameters": [
            described("text", TEXT, "Only names that have this text in them, in any language.", example="praseodymium"),
            *AS_KNOWN,
        ],
    },
)
async def vocabulary(request: Request) -> Response:
    """Names are Licet's own and belong to the log. Any other name in a question is refused, so that a slip does not look like goods that
    nothing controls."""
    await permit(request, "check")
    return await run_in_threadpool(_names, request)


Named = TypeVar("Named", ControlList, MaterialName, FormName, AttributeName)


def _names(request: Request) -> Response:
    asked = Parameters(request, ("text", *KNOWN))
    text, policy = (asked.text("text") or "").lower(), policy_for(request.app.state.answers, asked.known())

    def with_text(names: Iterable[Named]) -> tuple[Named, ...]:
        return tuple(name for name in names if text in f"{name.name} {name.text.en} {name.text.zh or ''}".lower())

    names = policy.vocabulary
    shown = Names(
        known=known_as(policy),
        log=log_state(policy),
        lists=with_text(names.lists.values()),
        materials=with_text(names.materials.values()),
        forms=with_text(names.forms.values()),
        attributes=with_text(names.attributes.values()),
    )
    return answered(request, shown)
