"""`/v1/keys`: the API keys, for who has the scope `admin`. A key itself is in one answer only, the one to its creation."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...events.citation import Frozen
from ...events.codec import canonical_json
from ..access import credentials
from ..access.credentials import Issued, key_json
from ..access.permit import permit, secured
from ..access.scopes import SCOPES
from ..opening import now
from ..problems import Problem, responses
from ..schema import parse_json, read_as
from .bodies import read_body
from .parameters import Parameters

_WORD: Final = {"type": "string"}
_INSTANT: Final = {"type": ["string", "null"], "format": "date-time"}
_KEY: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["id", "name", "scopes", "created_at", "expires_at", "revoked_at", "last_used"],
    "properties": {
        "id": {**_WORD, "description": "Public: it stands in the key and in logs, and opens nothing."},
        "name": {**_WORD, "description": "The log names who wrote by it: `key:<name>`."},
        "scopes": {"type": "array", "items": {"enum": sorted(SCOPES)}},
        "created_at": {**_INSTANT, "type": "string"},
        "expires_at": _INSTANT,
        "revoked_at": _INSTANT,
        "last_used": {"type": ["string", "null"], "format": "date", "description": "The last day, UTC."},
    },
}
_ISSUED: Final[dict[str, Any]] = {
    **_KEY,
    "required": ["key", *_KEY["required"]],
    "properties": {"key": {**_WORD, "description": "The key itself: shown now and never again."}, **_KEY["properties"]},
}
_EXAMPLE: Final = {
    "id": "3f8k2q9x0a7d",
    "name": "erp-hamburg",
    "scopes": ["check"],
    "created_at": "2026-11-23T09:00:00.000000Z",
    "expires_at": "2027-12-31T23:59:59.999999Z",
    "revoked_at": None,
    "last_used": None,
}
_NEW: Final = {"key": "licet_3f8k2q9x0a7d_…", **_EXAMPLE}
EXAMPLES: Final = {
    "create_key": ("201", _NEW),
    "list_keys": ("200", {"keys": [_EXAMPLE]}),
    "show_key": ("200", _EXAMPLE),
    "revoke_key": ("200", {**_EXAMPLE, "revoked_at": "2027-02-01T08:30:00.000000Z"}),
    "rotate_key": ("201", _NEW),
}
"""What the operations give: status and body."""

_ID: Final = {"parameters": [{"name": "id", "in": "path", "required": True, "schema": _WORD}]}


class NewKey(Frozen):
    """`expires`: a day, the last one (UTC), or a time from now on (`90d`, `12h`); without it the key does not expire."""

    name: str
    scopes: tuple[str, ...]
    expires: str | None = None


class Rotation(Frozen):
    """`overlap`: how long the old key is still good (`7d`, `12h`, `0d`)."""

    overlap: str = "7d"


router = APIRouter(tags=["keys"])


@router.post(
    "/v1/keys",
    operation_id="create_key",
    summary="Make an API key",
    status_code=201,
    response_description="The key. It cannot be had a second time.",
    responses={
        201: {"content": {"application/json": {"schema": _ISSUED}}},
        **responses(401, 403, 413, 415, 422, 503),
    },
    openapi_extra={
        **secured("admin"),
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": NewKey.model_json_schema(),
                    "example": {"name": "erp-hamburg", "scopes": ["check"], "expires": "2027-12-31"},
                }
            },
        },
    },
)
async def create_key(request: Request) -> Response:
    """The name stays with the key for ever, as the log names who wrote by it; a key that is rotated keeps it."""
    actor = await permit(request, "admin")
    Parameters(request, ())
    asked = read_as(NewKey, parse_json(await read_body(request)))
    keys = request.app.state.store.keys

    def create() -> Issued:
        return credentials.create(keys, asked.name, asked.scopes, asked.expires, by=actor.name, now=now())

    return await _issued(request, create)


@router.get(
    "/v1/keys",
    operation_id="list_keys",
    summary="List the API keys",
    responses={
        200: {
            "content": {
                "application/json": {
                    "schema": {"type": "object", "required": ["keys"], "properties": {"keys": {"type": "array", "items": _KEY}}},
                }
            }
        },
        **responses(401, 403, 422, 503),
    },
    openapi_extra=secured("admin"),
)
async def list_keys(request: Request) -> Response:
    """All of them, oldest first; those that expired or were revoked too."""
    await permit(request, "admin")
    Parameters(request, ())
    keys = await run_in_threadpool(request.app.state.store.keys.list)
    return Response(canonical_json({"keys": [key_json(key) for key in keys]}), media_type="application/json")


@router.get(
    "/v1/keys/{id}",
    operation_id="show_key",
    summary="Show an API key",
    responses={200: {"content": {"application/json": {"schema": _KEY}}}, **responses(401, 403, 404, 422, 503)},
    openapi_extra={**secured("admin"), **_ID},
)
async def show_key(request: Request) -> Response:
    """What is known of it; not the key itself, which nobody has but who was given it."""
    await permit(request, "admin")
    Parameters(request, ())
    key_id = request.path_params["id"]
    key = await run_in_threadpool(request.app.state.store.keys.get, key_id)
    if key is None:
        raise _no_such(key_id)
    return Response(canonical_json(key_json(key)), media_type="application/json")


@router.delete(
    "/v1/keys/{id}",
    operation_id="revoke_key",
    summary="Revoke an API key",
    responses={
        200: {"content": {"application/json": {"schema": _KEY}}},
        **responses(401, 403, 404, 422, 503),
    },
    openapi_extra={**secured("admin"), **_ID},
)
async def revoke_key(request: Request) -> Response:
    """At once here, within a second in other processes, and for good. Revoking again changes nothing."""
    actor = await permit(request, "admin")
    Parameters(request, ())
    key_id = request.path_params["id"]
    key = await run_in_threadpool(lambda: request.app.state.store.keys.revoke(key_id, by=actor.name))
    if key is None:
        raise _no_such(key_id)
    request.app.state.gate.look_again()
    return Response(canonical_json(key_json(key)), media_type="application/json")


@router.post(
    "/v1/keys/{id}/rotation",
    operation_id="rotate_key",
    summary="Replace an API key by a new one",
    status_code=201,
    response_description="The new key. It cannot be had a second time.",
    responses={
        201: {"content": {"application/json": {"schema": _ISSUED}}},
        **responses(401, 403, 404, 413, 415, 422, 503),
    },
    openapi_extra={
        **secured("admin"),
        **_ID,
        "requestBody": {"content": {"application/json": {"schema": Rotation.model_json_schema(), "example": {"overlap": "7d"}}}},
    },
)
async def rotate_key(request: Request) -> Response:
    """The new key has the name, the scopes and the length of life of the old one, which is good for the overlap and no longer."""
    actor = await permit(request, "admin")
    Parameters(request, ())
    body = await read_body(request)
    asked = read_as(Rotation, parse_json(body)) if body else Rotation()
    keys, key_id = request.app.state.store.keys, request.path_params["id"]

    def rotate() -> Issued:
        if keys.get(key_id) is None:
            raise _no_such(key_id)
        return credentials.rotate(keys, key_id, asked.overlap, by=actor.name, now=now())

    return await _issued(request, rotate)


async def _issued(request: Request, issue: Callable[[], Issued]) -> Response:
    new = await run_in_threadpool(issue)
    request.app.state.gate.look_again()
    where = {"Location": f"/v1/keys/{new.key.id}", "Cache-Control": "no-store"}
    return Response(canonical_json({"key": new.text, **key_json(new.key)}), 201, where, "application/json")


def _no_such(key_id: str) -> Problem:
    return Problem("not-found", f"no key has the id `{key_id[:80]}`: `GET /v1/keys` has the ids")
