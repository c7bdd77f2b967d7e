"""What a request that failed is answered: RFC 9457 problems, as canonical JSON. Never an answer to the question.

Raise `Problem` anywhere below `api/`. The types are in `problem_types`.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from ..events.codec import canonical_json
from ..events.errors import EventIdConflict, LogClosed, LogDamaged, LogUnavailable, PositionConflict, RequestConflict
from .problem_types import TYPES
from .schema import Fault, Refused

MEDIA_TYPE: Final = "application/problem+json"
_LOG: Final = logging.getLogger("licet.api")
_RETRY: Final = {"Retry-After": "1"}

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457. `type` is a page that explains; `errors` lists what is wrong with the request.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/problems/{slug}" for slug in TYPES]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "To a value of the body: RFC 6901, as a URI fragment."},
                    "parameter": {"type": "string", "description": "A parameter or a header."},
                    "detail": {"type": "string"},
                },
            },
        },
        "head": {"type": "integer", "minimum": 0, "description": "Of an append: the position of the log."},
    },
}


class Problem(Exception):
    """A request that gets no answer. `slug` is one of `problem_types.TYPES`, which gives status and title; `detail` says what is wrong in
    this case and what to do; `faults` go into `errors`; `headers` into the response; `head`, where the log is, into both."""

    def __init__(
        self,
        slug: str,
        detail: str,
        faults: Sequence[Fault] | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        head: int | None = None,
    ) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug, self.detail, self.faults, self.head = slug, detail, faults, head
        self.headers = headers if head is None else {**(headers or {}), "ETag": f'"{head}"'}
        self.status, self.title, *_ = TYPES[slug]

    @property
    def body(self) -> dict[str, Any]:
        """The problem as JSON."""
        body: dict[str, Any] = {"type": f"/problems/{self.slug}", "title": self.title, "status": self.status, "detail": self.detail}
        if self.faults is not None:
            body["errors"] = [_error(fault) for fault in self.faults]
        if self.head is not None:
            body["head"] = self.head
        return body

    @property
    def response(self) -> Response:
        """The problem as it is sent."""
        return Response(canonical_json(self.body), self.status, self.headers, MEDIA_TYPE)


def _error(fault: Fault) -> dict[str, str]:
    """A pointer leads into the body; a parameter, which no pointer reaches, is named, in the words too."""
    if fault.pointer or fault.field == "body":
        return {"pointer": f"#{fault.pointer}", "detail": fault.text}
    return {"parameter": fault.field, "detail": f"`{fault.field}`: {fault.text}"}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The entries of an operation's description for the problems that it gives."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _described(status), "content": content} for status in statuses}


def _described(status: int) -> str:
    return " ".join(f"`{slug}`: {kind.meaning}" for slug, kind in TYPES.items() if kind.status == status)


def problem_of(error: Exception) -> Problem | None:
    """The problem that an error of a lower layer comes to; None for one that nobody foresaw."""
    match error:
        case Problem():
            return error
        case Refused():
            return Problem("bad-input", str(error), error.faults)
        case PositionConflict():
            return Problem("position-moved", str(error), head=error.head)
        case EventIdConflict():
            return Problem("id-taken", str(error))
        case RequestConflict():
            text = f"`{error.key}` was used for another body: give a new request a key of its own"
            return Problem("key-reused", text, [Fault("", "Idempotency-Key", "it was used for another body")])
        case LogUnavailable():
            return Problem("log-unavailable", "the event log cannot be reached: try again later", headers=_RETRY)
        case LogClosed():
            return Problem("shutting-down", "this process is ending: ask another, or try again later", headers=_RETRY)
        case LogDamaged():
            return Problem("log-damaged", "the event log is damaged: see the server's log")
        case ClientDisconnect():
            return Problem("client-left", "the body did not arrive")
        case _:
            return None


async def on_error(_: Request, error: Exception) -> Response:
    """An error that has a problem of its own. Where the server is at fault, its log gets the words."""
    found = problem_of(error)
    assert found is not None
    if found.status >= 500 and not isinstance(error, Problem):
        _LOG.error("%s: %s", found.slug, error)
    return found.response


async def on_http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such path, no such method."""
    assert isinstance(error, HTTPException)
    path = request.url.path[:200]
    match error.status_code:
        case 404:
            found = Problem("not-found", f"there is nothing at `{path}`: see `/docs`")
        case 405:
            allowed = _allowed(request)
            found = Problem("method-not-allowed", f"`{request.method[:20]}` is not for `{path}`: use {allowed}", headers={"Allow": allowed})
        case _:
            raise error
    return found.response


def _allowed(request: Request) -> str:
    """The methods of the path; several routes may share it."""
    asked = {name: request.scope[name] for name in ("type", "path", "root_path", "headers")}
    routes = request.app.router.routes
    found = [m for m in ("GET", "POST", "DELETE") if any(route.matches({**asked, "method": m})[0] is Match.FULL for route in routes)]
    return ", ".join(["GET", "HEAD", *found[1:]] if "GET" in found else found)


async def on_failure(_: Request, error: Exception) -> Response:
    """Anything else. The words of the error stay in the server's log."""
    return failure().response


def failure() -> Problem:
    """The problem for an error that nobody foresaw."""
    return Problem("failure", "no answer could be given: the failure is in the server's log")


HANDLERS: Final[dict[Any, Any]] = {
    **dict.fromkeys(
        (Problem, Refused, PositionConflict, EventIdConflict, RequestConflict, LogUnavailable, LogClosed, LogDamaged, ClientDisconnect),
        on_error,
    ),
    HTTPException: on_http,
    Exception: on_failure,
}
