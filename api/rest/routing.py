"""Routes of functions that take the request and give the response."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute


class Direct(APIRoute):
    """A route that calls its function with the request and nothing else.

    FastAPI's own handler first resolves parameters and dependencies, of which ours have none: that takes a fifth of a check. What the
    route says of itself in OpenAPI is as usual.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The function itself."""
        return self.endpoint
