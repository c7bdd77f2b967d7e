"""Whether the process lives, whether it can answer, and what it measures."""

import asyncio
import logging
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import State

from ... import __version__
from ...events.codec import canonical_json
from ..access.gate import PASSED_ON
from ..access.permit import permit, secured
from ..edge.metrics import MEDIA_TYPE
from ..problems import Problem, responses
from ..terminal.options import Json

READY_WITHIN: Final = 1.0
"""Seconds in which the log has to be read, and in which answers have to use its head."""

_LOG: Final = logging.getLogger("licet.api")
_ALIVE: Final[Json] = {"type": "object", "required": ["status"], "properties": {"status": {"type": "string", "const": "ok"}}}
_READY_STATE: Final[Json] = {
    "type": "object",
    "required": ["status", "version", "position"],
    "properties": {
        **_ALIVE["properties"],
        "version": {"type": "string"},
        "position": {"type": "integer", "minimum": 0, "description": "The log position that answers use."},
    },
}
_READY: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            "application/json": {"schema": _READY_STATE, "example": {"status": "ok", "version": __version__, "position": 277}},
        }
    },
    **responses(503),
}

router = APIRouter(tags=["operation"])


@router.get(
    "/livez",
    summary="The process answers",
    operation_id="live",
    responses={200: {"content": {"application/json": {"schema": _ALIVE, "example": {"status": "ok"}}}}},
)
async def live() -> Response:
    """Looks at nothing: a process whose database is gone lives, and starting it again would not help."""
    return _json({"status": "ok"})


@router.get("/readyz", summary="Questions can be answered", operation_id="ready", responses=_READY)
async def ready(request: Request) -> Response:
    """The log can be read and answers use its head, within a second: a question asked now would be answered. 503 where not, and where
    the server is ending."""
    return await _ready(request.app.state)


@router.get("/healthz", summary="Questions can be answered", operation_id="healthy", responses=_READY)
async def healthy(request: Request) -> Response:
    """The same as `/readyz`."""
    return await _ready(request.app.state)


@router.get(
    "/metrics",
    summary="Measures for Prometheus",
    operation_id="read_metrics",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **responses(401, 403, 404)},
    openapi_extra={"security": [*secured("audit")["security"], {}]},
)
async def measures(request: Request) -> Response:
    """Requests by route, method and status, checks by outcome, the log position in use. Needs the scope `audit`, unless the setting
    `metrics` opens it or the server is reached from this machine only."""
    state = request.app.state
    if state.settings.metrics == "off":
        raise Problem("not-found", "this server gives no measures: the setting `metrics` is `off`")
    through_proxy = any(name in PASSED_ON for name, _ in request.scope["headers"])
    if state.settings.metrics != "open" and (through_proxy or not state.settings.loopback):
        await permit(request, "audit")
    state.request_log.flush()
    return Response(await run_in_threadpool(state.metrics.text), media_type=MEDIA_TYPE)


async def _ready(state: State) -> Response:
    if state.ending.is_set():
        raise Problem("not-ready", "this process is ending: ask another")
    # One look at a time, shared by all who ask: a database that hangs takes one thread, not one for each probe.
    look: asyncio.Task[int] | None = getattr(state, "look", None)
    if look is None or look.done():
        look = state.look = asyncio.ensure_future(_position(state))
    try:
        async with asyncio.timeout(READY_WITHIN):
            position = await asyncio.shield(look)
    except TimeoutError:
        raise Problem("not-ready", f"the event log was not read, or its head not used, within {READY_WITHIN:g} second") from None
    except Exception as error:
        _LOG.error("not ready", exc_info=error)
        raise Problem("not-ready", "the event log cannot be read or replayed: see the server's log") from None
    return _json({"status": "ok", "version": __version__, "position": position})


async def _position(state: State) -> int:
    """The position that answers use, once it has reached what is now the head of the log."""
    head = await run_in_threadpool(state.log.head)
    while True:
        position: int = (await run_in_threadpool(state.answers.policy)).position
        if position >= head:
            state.metrics.at(position)
            return position
        await asyncio.sleep(0.05)


def _json(data: dict[str, Any]) -> Response:
    return Response(canonical_json(data), media_type="application/json")
