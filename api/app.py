"""The web application: questions over REST. Made from an open log, so that tests and other servers can bring their own."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from .. import __version__
from ..engine.answers import Answers
from ..events.codec import canonical_json
from ..events.log import EventLog
from . import checks, events
from .problems import HANDLERS, MEDIA_TYPE, SCHEMA, problem
from .schema import Check
from .settings import Settings

DESCRIPTION = """\
Did this shipment, to this destination, need an export licence on this day, as far as was known on that day, and why?

Bodies are strict JSON: no key twice, no unknown field, decimals as strings, at most 1 MiB. Errors are RFC 9457 problems. An error is
never an answer, and silence is never permission.
"""

health = APIRouter(tags=["health"])


def create_app(log: EventLog, answers: Answers, settings: Settings | None = None) -> FastAPI:
    """The application on a log and what answers from it. Closing the log is the caller's."""
    app = FastAPI(title="Licet", version=__version__, description=DESCRIPTION, exception_handlers=HANDLERS, redoc_url=None)
    app.state.log = log
    app.state.answers = answers
    app.state.settings = settings or Settings()
    for router in (checks.router, events.router, health):
        app.include_router(router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """FastAPI's description, with the body that we read by ourselves."""
    if app.openapi_schema is None:
        described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        asked = Check.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = described.setdefault("components", {}).setdefault("schemas", {})
        schemas.update({**asked.pop("$defs", {}), "Check": asked})
        app.openapi_schema = described
    return app.openapi_schema


@health.get("/livez", summary="The process answers")
async def live() -> Response:
    """Looks at nothing."""
    return Response(canonical_json({"status": "ok"}), media_type="application/json")


_READY: dict[int | str, dict[str, Any]] = {
    503: {"description": "It cannot answer now.", "content": {MEDIA_TYPE: {"schema": SCHEMA}}},
}


@health.get("/readyz", summary="Questions can be answered", responses=_READY)
async def ready(request: Request) -> Response:
    """Reads the head of the log and replays it: a question asked now would be answered."""
    return await _ready(request)


@health.get("/healthz", summary="Questions can be answered", responses=_READY)
async def healthy(request: Request) -> Response:
    """The same as `/readyz`."""
    return await _ready(request)


async def _ready(request: Request) -> Response:
    state = request.app.state
    try:
        policy = await run_in_threadpool(state.answers.policy)
    except Exception:
        return problem(503, "Not ready", "the event log cannot be read or replayed: see the server's log")
    data = {"status": "ok", "version": __version__, "position": policy.position}
    return Response(canonical_json(data), media_type="application/json")
