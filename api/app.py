"""The web application: questions over REST. Made from an open log, so that tests and other servers can bring their own."""

import asyncio
from functools import cache

from fastapi import FastAPI

from .. import __version__
from ..engine.answers import Answers
from ..events.log import EventLog
from ..events.store import Store, open_store
from .access.gate import Gate
from .audit.recording import Recorder
from .edge.metrics import Metrics
from .edge.middleware import Edge
from .edge.rates import rates_of
from .edge.requestlog import RequestLog
from .opening import now
from .problems import HANDLERS
from .rest import (
    appending,
    batch,
    changed,
    checks,
    docs,
    entries,
    events,
    follow,
    health,
    instruments,
    kept,
    keys,
    policies,
    problem_pages,
    proofs,
    timeline,
    vocabulary,
)
from .rest.description import describe
from .settings import Settings

DESCRIPTION = """\
Did this shipment, to this destination, need an export licence on this day, as far as was known on that day, and why?

Bodies are strict JSON: no key twice, no unknown field, decimals as strings, at most 1 MiB. Errors are RFC 9457 problems. An error is
never an answer, and silence is never permission.
"""

_QUESTIONS = [module.router for module in (checks, batch, kept, changed, proofs, timeline, policies, instruments, entries, vocabulary)]


def create_app(log: EventLog, answers: Answers, settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The application on a log, what answers from it, and the store beside it (in memory, unless given). Closing is the caller's."""
    app = FastAPI(
        title="Licet",
        version=__version__,
        description=DESCRIPTION,
        exception_handlers=HANDLERS,
        docs_url=None,  # `docs` serves the page
        redoc_url=None,
        redirect_slashes=False,  # a path is right or wrong; a redirect would go where `Host` says
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},  # see `tracing`
    )
    app.state.log = log
    app.state.answers = answers
    app.state.settings = settings or Settings()
    app.state.store = store or open_store("memory:", clock=now)
    app.state.recorder = Recorder(app.state.store)
    app.state.gate = Gate(app.state.settings, app.state.store, now)
    app.state.rates = rates_of(app.state.settings)
    app.state.tail = follow.Tail(log, app.state.settings.streams)
    app.state.metrics = Metrics()
    answers.around_replay = app.state.metrics.replaying
    app.state.request_log = RequestLog(app.state.metrics)  # `serving` has it write lines, and switches tracing on
    app.state.tracing = None
    app.state.ending = asyncio.Event()  # set when the server begins to end
    app.add_middleware(Edge, state=app.state)
    for router in (
        *_QUESTIONS,
        events.router,
        follow.router,
        appending.router,
        keys.router,
        docs.router,
        health.router,
        problem_pages.router,
    ):
        app.router.routes.extend(router.routes)  # in one row: `include_router` would nest them, and each level costs every request
    app.openapi = cache(lambda: describe(app))  # type: ignore[method-assign]
    return app
