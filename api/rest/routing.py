"""Routes of functions that take the request and give the response."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send


class Direct(APIRoute):
    """A route that calls its function with the request and nothing else.

    FastAPI's own handler first resolves parameters and dependencies, and keeps a stack for what these leave open: ours have none, and it
    takes a fifth of a check. Errors go to the handlers of the application, which stand around all routes. What the route says of itself in
    OpenAPI is as usual.
    """

    def __init__(self, path: str, endpoint: Callable[[Request], Awaitable[Response]], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self.app = _calling(endpoint)


def _calling(endpoint: Callable[[Request], Awaitable[Response]]) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await endpoint(Request(scope, receive, send))
        await response(scope, receive, send)

    return app
