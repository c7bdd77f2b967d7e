"""`GET` and `POST /v1/timeline`: all periods of an answer."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...engine.policy import Known
from ...engine.shipment import Shipment
from ..access.permit import permit, secured
from ..problems import responses
from ..rows.columns import by_name
from ..schema import Fault, Refused, parse_json
from ..terminal.options import OPTIONS, Json
from ..timelines import Asked, Timeline, asked_in_body, read_asked, stated_in_query, timeline_bytes
from .bodies import read_body
from .etags import conditional, etag, tagged
from .parameters import AS_KNOWN, DAY, KNOWN, Parameters, described

_DAYS: Final = [
    described("first", DAY, "First day to look at; not given: the year before the answer first changes.", example="2025-01-01"),
    described("last", DAY, "Last day to look at; not given: through the year after it last changes.", example="2027-12-31"),
]


def _body() -> Json:
    """The schema of the body: a check whose shipment may leave out its date, with days to look at."""
    shipment = Shipment.model_json_schema(ref_template="#/components/schemas/{model}")
    del shipment["$defs"]  # they stand among the schemas of the whole description
    shipment["required"].remove("date")
    day = {"oneOf": [DAY, {"type": "null"}]}
    known = {"oneOf": [{"$ref": "#/components/schemas/KnownAsked"}, {"type": "null"}]}
    properties = {"shipment": shipment, "known": known, "first": day, "last": day}
    return {"type": "object", "additionalProperties": False, "required": ["shipment"], "properties": properties}


router = APIRouter(tags=["checks"])


def _parameters() -> list[Json]:
    """The facts of a shipment as parameters, from the table of options."""
    example = {"material": "holmium", "form": "metal", "to": "DE", "from": "CN", "origin": "CN"}
    out = []
    for option in OPTIONS:
        name = option.first.removeprefix("--").replace("-", "_")
        if option.first in ("--on", "--exit-date") or name in KNOWN:
            continue
        schema: Json = {"type": "boolean"} if option.kind == "switch" else {"type": "string", "minLength": 1}
        if option.kind == "many":
            schema = {"type": "array", "items": schema}
        out.append(described(name, schema, option.help, example=example.get(name)))
    return out


@router.get(
    "/v1/timeline",
    operation_id="timeline",
    summary="All periods of an answer",
    response_description="The periods, without gaps, each with what ended the one before; the same bytes as `licet timeline --json`.",
    responses={
        200: {"model": Timeline},
        304: {"description": "It is as it was."},
        **responses(401, 403, 422, 503),
    },
    openapi_extra={**secured("check"), "parameters": [*_parameters(), *_DAYS, *AS_KNOWN]},
)
async def timeline(request: Request) -> Response:
    """The shipment is given in parameters named like the options of `licet check`, or like the fields in JSON; `attr.purity_pct=99.9` and
    `attr=purity_pct=99.9` say the same. What is absent is unknown, never no. A shipment that does not fit into an address: `POST`."""
    await permit(request, "check")
    facts = {name: request.query_params.getlist(name) for name in request.query_params if name not in ("first", "last", *KNOWN)}
    asked = Parameters(request, (*facts, "first", "last", *KNOWN))
    first, last, known = asked.day("first"), asked.day("last"), asked.known()
    places: tuple[tuple[str, str], ...] = ()
    try:
        body, places = stated_in_query(facts)
        return await _answer(request, read_asked({**body, "known": _known(known)}, first, last))
    except Refused as refused:
        raise Refused([_parameter(f) for f in by_name(refused, places).faults]) from None


@router.post(
    "/v1/timeline",
    operation_id="timeline_of",
    summary="All periods of an answer, for a shipment in a body",
    response_description="The periods, without gaps, each with what ended the one before; the same bytes as `licet timeline --json`.",
    responses={
        200: {"model": Timeline},
        **responses(401, 403, 408, 413, 415, 422, 503),
    },
    openapi_extra={
        **secured("check"),
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _body()}},
        },
    },
)
async def timeline_of(request: Request) -> Response:
    """The body is that of a check with `first` and `last`; the shipment's own `date` plays no part and may be left out."""
    await permit(request, "check")
    Parameters(request, ())
    return await _answer(request, asked_in_body(parse_json(await read_body(request))))


def _known(known: Known) -> Json | None:
    day, position, rules = known
    asked = {"published_through": day and day.isoformat(), "recorded_through": position, "rules_recorded_through": rules}
    return asked if known != Known() else None


def _parameter(fault: Fault) -> Fault:
    """A fault of a query has no pointer: it names its parameter."""
    return fault._replace(pointer="", field=fault.field.removeprefix("known."))


async def _answer(request: Request, asked: Asked) -> Response:
    data = await run_in_threadpool(timeline_bytes, request.app.state.answers, asked)
    tag = etag(data)
    return conditional(request, tag) or Response(data, headers=tagged(tag), media_type="application/json")
