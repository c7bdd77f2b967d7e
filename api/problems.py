"""What a request that failed is answered: RFC 9457 problems, as canonical JSON. Never an answer to the question."""

import logging
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from ..events.codec import canonical_json
from ..events.errors import LogUnavailable
from .schema import Fault, Refused

MEDIA_TYPE: Final = "application/problem+json"
_LOG: Final = logging.getLogger("licet.api")

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457. `errors` lists what is wrong with the request; a pointer is RFC 6901, as a URI fragment.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def problem(status: int, title: str, detail: str, faults: list[Fault] | None = None) -> Response:
    """A problem of the generic type: its `status` and `title` say what kind it is."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if faults is not None:
        body["errors"] = [{"pointer": f"#{fault.pointer}", "detail": _detail(fault)} for fault in faults]
    return Response(canonical_json(body), status, media_type=MEDIA_TYPE)


def _detail(fault: Fault) -> str:
    """A pointer leads into the body; a parameter, which no pointer reaches, is named in the words."""
    return fault.text if fault.pointer or fault.field == "body" else f"`{fault.field}`: {fault.text}"


async def on_refused(_: Request, error: Exception) -> Response:
    """Bad input: 422, with every fault."""
    assert isinstance(error, Refused)
    return problem(422, "Bad input", str(error), error.faults)


async def on_http(request: Request, error: Exception) -> Response:
    """No such path, method, media type; a body that is too large."""
    assert isinstance(error, HTTPException)
    path = request.url.path[:200]
    own = {
        404: f"there is nothing at `{path}`: see `/docs`",
        405: f"`{request.method}` is not for `{path}`: use {(error.headers or {}).get('Allow', 'another method')}",
    }
    titles = {404: "Not found", 405: "Method not allowed", 413: "Body too large", 415: "Not JSON"}
    detail = own.get(error.status_code, str(error.detail))
    answer = problem(error.status_code, titles.get(error.status_code, "Refused"), detail)
    answer.headers.update(error.headers or {})
    return answer


async def on_unavailable(_: Request, error: Exception) -> Response:
    """The log cannot be reached for the moment."""
    _LOG.error("the log is out of reach: %s", error)
    return problem(503, "Log out of reach", "the event log cannot be reached: try again later")


async def on_gone(_: Request, __: Exception) -> Response:
    """The client left before its body had arrived: nobody reads this."""
    return problem(400, "Client left", "the body did not arrive")


async def on_failure(_: Request, __: Exception) -> Response:
    """Anything else. The server logs the error after this; its words stay there."""
    return problem(500, "Failure", "no answer could be given: the failure is in the server's log")


HANDLERS: Final[dict[Any, Any]] = {
    Refused: on_refused,
    HTTPException: on_http,
    LogUnavailable: on_unavailable,
    ClientDisconnect: on_gone,
    Exception: on_failure,
}
