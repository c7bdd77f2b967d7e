"""Checks that are kept: `keep=true` on a question, and `GET /v1/checks/{id}`, which gives the same bytes until they are erased."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...engine.answers import Answers
from ...engine.determination import Determination
from ...events.codec import canonical_json
from ...events.sealing import NewCheck
from ...events.store import KeptCheck
from ..access.permit import permit, secured
from ..audit.changes import Since, since
from ..audit.replaying import Found, Replayed, replay, work_on
from ..edge.tracing import deciding
from ..problems import Problem, responses
from ..schema import Check, Fault, Refused
from .etags import conditional, etag, tagged
from .parameters import TEXT, Parameters, described

_ID: Final = re.compile(r"[0-9a-f]{32}")

MAX_REASON: Final = 200

router = APIRouter()


def wants_keeping(request: Request) -> bool:
    """Whether a question and its answer are to be kept: its parameter `keep`, or the settings, say so."""
    always: bool = request.app.state.settings.keep_checks == "always"
    query: bytes = request.scope["query_string"]
    if not query or query == b"keep=true":  # nearly all: there is nothing to take apart
        return always or bool(query)
    return Parameters(request, ("keep",)).flag("keep") or always


async def keep(request: Request, make: Callable[[], NewCheck]) -> Response:
    """Record a determination, durably, then give the answer: 201, with where it is."""
    check_id, answer = await request.app.state.recorder.record(make)
    return Response(answer, 201, {"Location": f"/v1/checks/{check_id}"}, "application/json")


@router.get(
    "/v1/checks/{id}",
    tags=["checks"],
    operation_id="kept_check",
    summary="A determination that was kept",
    response_description="The determination, in the very bytes in which it was given.",
    responses={200: {"model": Determination}, 304: {"description": "It is as it was."}, **responses(401, 403, 404, 410, 422)},
    openapi_extra=secured("check", "audit"),
)
async def kept_check(request: Request, id: str) -> Response:
    """One's own, or with the scope `audit` anybody's."""
    found = await kept_for(request, id)
    return _given(request, found, found.answer)


@router.get(
    "/v1/checks/{id}/question",
    tags=["checks"],
    operation_id="kept_question",
    summary="The question of a determination that was kept",
    response_description="The question, as canonical JSON; without the `reference` of a row in a batch.",
    responses={200: {"model": Check}, 304: {"description": "It is as it was."}, **responses(401, 403, 404, 410, 422)},
    openapi_extra=secured("check", "audit"),
)
async def kept_question(request: Request, id: str) -> Response:
    """It may name parties. One's own, or with the scope `audit` anybody's."""
    found = await kept_for(request, id)
    return _given(request, found, found.question)


@router.delete(
    "/v1/checks/{id}",
    tags=["checks"],
    operation_id="erase_check",
    summary="Erase a determination that was kept",
    status_code=204,
    response_description="It is erased. Asking for it gives 410 from now on.",
    responses=responses(401, 403, 404, 422),
    openapi_extra={
        **secured("admin"),
        "parameters": [described("reason", {**TEXT, "maxLength": MAX_REASON}, "Why; it stays with who erased what when: no names.")],
    },
)
async def erase_check(request: Request, id: str) -> Response:
    """Question and answer, for good; the receipt stays, which tells nothing of them. Erasing again changes nothing."""
    actor = await permit(request, "admin")
    reason = Parameters(request, ("reason",)).text("reason") or ""
    if len(reason) > MAX_REASON or not reason.isprintable():
        raise Refused([Fault("", "reason", f"a reason is one line of at most {MAX_REASON} characters")])
    checks = request.app.state.store.checks
    kept: KeptCheck | None = await run_in_threadpool(checks.get, id) if _ID.fullmatch(id) else None
    if kept is None:
        raise Problem("not-found", f"no check is kept under `{id[:80]}`")
    if kept.erased_at is None:
        await run_in_threadpool(lambda: checks.erase([id], by=actor.name, reason=reason))
    return Response(status_code=204)


@router.post(
    "/v1/checks/{id}/replay",
    tags=["checks"],
    operation_id="replay_check",
    summary="Compute a determination that was recorded anew, and compare",
    response_description="What came of it. A difference is an incident, with its first cause.",
    responses={200: {"model": Replayed | Since}, **responses(401, 403, 404, 410, 422, 503)},
    openapi_extra={
        **secured("check", "audit"),
        "parameters": [described("as_known_now", {"type": "boolean", "default": False}, "With the law as known now instead.")],
    },
)
async def replay_check(request: Request, id: str) -> Response:
    """With the law as known then and the rules as adopted then, or, with `as_known_now`, what would be decided today. One's own, or with
    the scope `audit` anybody's."""
    kept = await kept_for(request, id, "as_known_now")
    work: Callable[[Answers, Found], Replayed | Since] = since if Parameters(request, ("as_known_now",)).flag("as_known_now") else replay
    state = request.app.state

    def run() -> Replayed | Since:
        with deciding(state):
            result = work_on(state.store, kept.id, partial(work, state.answers))
        if result is None:
            raise Problem("not-found", f"the check `{kept.id}` was kept before there were receipts: it cannot be replayed")
        return result

    result = await run_in_threadpool(run)
    return Response(canonical_json(result.model_dump(mode="json")), media_type="application/json")


async def kept_for(request: Request, check_id: str, *parameters: str, erased: bool = False) -> KeptCheck:
    """What is kept under the id, for who may see it; where it was erased, only with `erased`. Others are not told that it is there."""
    actor = await permit(request, "check", "audit")
    Parameters(request, parameters)
    kept: KeptCheck | None = None
    if _ID.fullmatch(check_id):
        kept = await run_in_threadpool(request.app.state.store.checks.get, check_id)
    if kept is None or (kept.actor != actor.name and "audit" not in actor.scopes):
        raise Problem("not-found", f"no check is kept under `{check_id[:80]}` for `{actor.name}`: ask with `keep=true` to keep one")
    if kept.erased_at is not None and not erased:
        raise Problem("erased", f"the check `{check_id}` was erased on {kept.erased_at:%Y-%m-%d}")
    return kept


def _given(request: Request, kept: KeptCheck, data: bytes | None) -> Response:
    tag = etag(kept.digest)
    return conditional(request, tag) or Response(data, headers=tagged(tag), media_type="application/json")
