"""Entity tags: a client that has an answer already asks whether it still stands, and gets 304 and no body.

tag = etag(head, through)
return conditional(request, tag) or Response(data, headers=tagged(tag))
"""

import hashlib
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from ... import __version__

_KEPT_PRIVATELY: Final = {"Cache-Control": "private, no-cache"}


def etag(*parts: object, weak: bool = False) -> str:
    """The tag of an answer that `parts` and the version of Licet determine, beside the address that was asked. Strong where they give
    the same bytes; `weak` where only the meaning is the same."""
    digest = hashlib.sha256("\n".join(map(repr, (__version__, *parts))).encode()).hexdigest()[:32]
    return f'{"W/" if weak else ""}"{digest}"'


def tagged(tag: str) -> dict[str, str]:
    """The headers of an answer with this tag: it may be kept by who asked, and has to be asked for again each time."""
    return {"ETag": tag, **_KEPT_PRIVATELY}


def conditional(request: Request, tag: str) -> Response | None:
    """304 if the client's `If-None-Match` has `tag` (weak comparison, RFC 9110), else None: answer in full."""
    if request.method not in ("GET", "HEAD"):
        return None
    known = [item.strip().removeprefix("W/") for item in ",".join(request.headers.getlist("if-none-match")).split(",")]
    if "*" not in known and tag.removeprefix("W/") not in known:
        return None
    return Response(status_code=304, headers=tagged(tag))
