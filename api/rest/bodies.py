"""Bodies of requests, read within limits that hold however they are sent: counted as they arrive, since a chunked body does not say
how long it is. Of one that is too long nothing is kept: the answer goes out at once, and `protocol` throws away what still comes, so that a
client that sends all before it reads gets the answer too."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from fastapi import Request

from ..edge.protocol import WHOLE
from ..problems import Problem
from ..schema import MAX_BODY

JSON: Final = "application/json"


async def read_body(request: Request, *, limit: int = MAX_BODY, kinds: tuple[str, ...] = (JSON,)) -> bytes:
    """The whole body, of at most `limit` bytes, sent as one of the media types `kinds`; `Problem` 408, 413 or 415 otherwise."""
    media_type(request, kinds)
    if WHOLE in request.scope:  # as nearly always: nothing to wait for, and a limit of time costs each request as much as reading it
        return await _joined(request, limit)
    seconds = request.app.state.settings.body_seconds
    try:
        async with asyncio.timeout(seconds):
            return await _joined(request, limit)
    except TimeoutError:
        raise Problem(
            "too-slow", f"the body did not arrive within {seconds:g} seconds: send it again", headers={"Connection": "close"}
        ) from None


async def _joined(request: Request, limit: int) -> bytes:
    return b"".join([piece async for piece in counted(request, limit)])


async def counted(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body in pieces, as they arrive; `Problem` 413 as soon as it is known to have more than `limit` bytes."""
    if any(stated.isdecimal() and len(stated) < 20 and int(stated) > limit for stated in _stated(request, b"content-length")):
        raise _too_large(limit)
    arrived = 0
    async for piece in request.stream():
        arrived += len(piece)
        if arrived > limit:
            raise _too_large(limit)
        yield piece


def media_type(request: Request, kinds: tuple[str, ...]) -> str:
    """The media type of the body, which is one of `kinds`; the first where none is stated. `Problem` 415 for any other, for another
    character set than UTF-8, and for a compressed body."""
    types = _stated(request, b"content-type") or [kinds[0]]
    if len(types) > 1:
        raise Problem("unsupported-media-type", f"the body was sent with more than one `Content-Type`: send it with {_wanted(kinds)}")
    kind, *parameters = (part.strip().lower() for part in types[0].split(";"))
    if kind not in kinds:
        raise Problem("unsupported-media-type", f"the body was sent as `{kind[:80]}`: send it with {_wanted(kinds)}")
    for parameter in parameters:
        if parameter.startswith("charset=") and parameter.removeprefix("charset=").strip('"') not in ("utf-8", "us-ascii"):
            raise Problem("unsupported-media-type", f"the body was sent with `{parameter[:80]}`: send it in UTF-8")
    if any(encoding.strip().lower() != "identity" for encoding in _stated(request, b"content-encoding")):
        detail = "the body was sent with `Content-Encoding`: send it without, as it is"
        raise Problem("unsupported-media-type", detail, headers={"Accept-Encoding": "identity"})
    return kind


def _stated(request: Request, name: bytes) -> list[str]:
    """What the headers of that name say. As they came, which is quicker than through `request.headers`."""
    return [value.decode("latin-1") for key, value in request.scope["headers"] if key == name]


def _wanted(kinds: tuple[str, ...]) -> str:
    return " or ".join(f"`Content-Type: {kind}`" for kind in kinds)


def _too_large(limit: int) -> Problem:
    return Problem("body-too-large", f"the body has more than {limit} bytes: send less at once")
