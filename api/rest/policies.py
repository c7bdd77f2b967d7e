"""`GET /v1/policy`: the requirements on a day, as known on a day."""

from collections import Counter
from typing import Final, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...engine.answers import Answers
from ...engine.decide import known_as
from ...engine.policy import Known, Policy, RequirementInTime, Status, on
from ...engine.shipment import ShipmentError
from ...events.citation import Frozen, covers
from ...events.codec import canonical_json
from ..access.permit import permit, secured
from ..problems import responses
from ..schema import refused_by_engine
from ..terminal.options import Json
from .etags import conditional, etag, tagged
from .parameters import AS_KNOWN, DAY, KNOWN, TEXT, Parameters, described, named_by_parameters
from .survey import PolicyOn, log_state, requirement_on

STATUSES: Final[tuple[str, ...]] = get_args(Status)
IN_FORCE: Final = ("operative", "uncertain")
"""In force, or perhaps so: a first day that is not known is no reason to leave a requirement out."""

MAX_PAGE: Final = 200
PAGE: Final = 50

router = APIRouter(tags=["policy"])


@router.get(
    "/v1/policy",
    operation_id="policy",
    summary="The requirements on a day, as known on a day",
    response_description="Requirements in the order of their ids, with status, causes, goods, conditions, licensing policies and sources.",
    responses={
        200: {"model": PolicyOn},
        304: {"description": "It is as it was."},
        **responses(401, 403, 422, 503),
    },
    openapi_extra={
        **secured("check"),
        "parameters": [
            described("on", DAY, "The day.", required=True, example="2025-12-01"),
            described(
                "status",
                {"type": "string"},
                f"Only these, separated by commas: {', '.join(STATUSES)}. Not given: in force or perhaps in force "
                f"({', '.join(IN_FORCE)}); `counts` says how many there are of each.",
                example="operative,suspended",
            ),
            described("provision", TEXT, "Only this instrument or provision and what is below it.", example="CN-2025-57/1"),
            described("authority", TEXT, "Only requirements of this authority, or of this state.", example="CN/MOFCOM"),
            *AS_KNOWN,
            described("after", TEXT, "Only ids after this one: `next` has the address of the next page."),
            described("limit", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": PAGE}, "How many at most."),
        ],
    },
)
async def policy(request: Request) -> Response:
    """Provisions in force, as far as was known: published through a day, recorded through a log position."""
    await permit(request, "check")
    return await run_in_threadpool(_policy, request)


def _policy(request: Request) -> Response:
    asked = Parameters(request, ("on", "status", "provision", "authority", *KNOWN, "after", "limit"))
    day, wanted = asked.needed_day("on"), asked.words("status", STATUSES) or IN_FORCE
    after, limit = asked.text("after") or "", asked.number("limit", PAGE, 1, MAX_PAGE)
    provision, authority = asked.text("provision"), asked.text("authority")
    policy = policy_for(request.app.state.answers, asked.known())

    def among(r: RequirementInTime) -> bool:
        text = r.versions[0].text
        return (provision is None or covers(provision, text.provision) or covers(provision, r.id)) and (
            authority is None or any(covers(authority, name) for name in (text.authority, *text.jointly))
        )

    found = sorted((r for r in policy.requirements.values() if among(r)), key=lambda r: r.id)
    shown = [r for r in found if r.id > after and on(r.timeline, day).status in wanted]
    counts = Counter(on(r.timeline, day).status for r in found)
    page = shown[:limit]
    answer = PolicyOn(
        on=day,
        known=known_as(policy),
        log=log_state(policy),
        counts={status: counts[status] for status in get_args(Status)},
        requirements=tuple(requirement_on(policy, r, day) for r in page),
        next=next_page(request, policy, page[-1].id if len(shown) > limit else None),
    )
    return answered(request, answer)


def policy_for(answers: Answers, known: Known) -> Policy:
    """The policy as known; `Refused` names a position that the log does not have by its parameter."""
    try:
        return answers.policy(known)
    except ShipmentError as error:
        raise named_by_parameters(refused_by_engine(error)) from None


def next_page(request: Request, policy: Policy, last: str | None) -> str | None:
    """The address of the page after the one that ends with `last`: the same question, at the same log position."""
    if last is None:
        return None
    parameters: Json = {**request.query_params, "recorded_through": policy.position, "after": last}
    return f"{request.url.path}?{urlencode(parameters)}"


def answered(request: Request, answer: Frozen) -> Response:
    """An answer from the policy, as canonical JSON with its tag."""
    data = canonical_json(answer.model_dump(mode="json"))
    tag = etag(data)
    return conditional(request, tag) or Response(data, headers=tagged(tag), media_type="application/json")
