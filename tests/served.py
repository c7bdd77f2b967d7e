"""The application on a real server: in a thread of the test, on a free port."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2 as httpx
from fastapi import FastAPI

from licet.api.serving import Server


class Client(httpx.Client):
    """Asks the server."""

    server: Server


@contextmanager
def served(app: FastAPI) -> Iterator[Client]:
    """A client of the server that runs until the block ends."""
    server = Server(app)
    server.config.port = 0
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with Client(base_url=f"http://127.0.0.1:{port}", timeout=10, trust_env=False) as client:
            client.server = server
            yield client
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server did not end"


def problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    """The problem in an answer, which must be that one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"/problems/{slug}" and "outcome" not in body
    return body
