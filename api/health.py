"""Whether the process lives, and whether it can answer."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from .. import __version__
from ..events.codec import canonical_json
from .problems import Problem, responses

router = APIRouter(tags=["health"])

_READY: Final[dict[int | str, dict[str, Any]]] = responses(503)


@router.get("/livez", summary="The process answers", operation_id="live")
async def live() -> Response:
    """Looks at nothing."""
    return Response(canonical_json({"status": "ok"}), media_type="application/json")


@router.get("/readyz", summary="Questions can be answered", operation_id="ready", responses=_READY)
async def ready(request: Request) -> Response:
    """Reads the head of the log and replays it: a question asked now would be answered."""
    return await _ready(request)


@router.get("/healthz", summary="Questions can be answered", operation_id="healthy", responses=_READY)
async def healthy(request: Request) -> Response:
    """The same as `/readyz`."""
    return await _ready(request)


async def _ready(request: Request) -> Response:
    state = request.app.state
    try:
        policy = await run_in_threadpool(state.answers.policy)
    except Exception:
        raise Problem("not-ready", "the event log cannot be read or replayed: see the server's log") from None
    data = {"status": "ok", "version": __version__, "position": policy.position}
    return Response(canonical_json(data), media_type="application/json")
