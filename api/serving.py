"""`licet serve`: the REST API on this machine."""

import sys

import uvicorn

from .app import create_app
from .asking import settings_with
from .opening import answering
from .terminal import note


def run_serve(host: str, port: int, *, db: str | None) -> None:
    """Serve until interrupted. The log is opened, and filled if it was empty, before the first request is taken."""
    with answering(settings_with(db), note) as (log, answers):
        config = uvicorn.Config(create_app(log, answers), host=host, port=port, log_level="info", server_header=False)
        server = uvicorn.Server(config)
        sys.stdout.flush()
        server.run()
        if not server.started:
            raise OSError(f"the server did not start on `{host}:{port}`: is the port in use?")
