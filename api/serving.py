"""`licet serve`: the REST API on this machine."""

from contextlib import suppress

import uvicorn

from .app import create_app
from .asking import settings_with
from .opening import CannotServe, answering
from .terminal import note


def run_serve(host: str, port: int, *, db: str | None) -> None:
    """Serve until interrupted. The log is opened, and filled if it was empty, before the first request is taken."""
    with answering(settings_with(db), note) as (log, answers):
        server = uvicorn.Server(uvicorn.Config(create_app(log, answers), host=host, port=port, server_header=False))
        with suppress(SystemExit):  # uvicorn's way of saying that it could not start; its own log says why
            server.run()
        if not server.started:
            raise CannotServe(f"`{host}:{port}` cannot be served: is another program using it? choose another with `--port`")
