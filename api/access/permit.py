"""Who asks, and what that one may do. Every handler of a question calls `permit` first; `gate` finds out who it is."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from fastapi import Request

from ..problems import Problem
from ..schema import Fault
from ..terminal.options import Json
from .scopes import Scope


class Actor(NamedTuple):
    """Who asks. `name` is what the log says of who wrote: `key:<name>`, `oidc:<subject>`, or `local`, which had no credential."""

    name: str
    scopes: frozenset[Scope]


async def permit(request: Request, *scopes: Scope) -> Actor:
    """The one who asks, if one of `scopes` is theirs. Otherwise a `Problem`: 401 without credentials that hold, 403 without the scope,
    429 where too much was asked, 503 where credentials cannot be checked. The name stays in `request.scope["actor"]` for the log of
    requests."""
    state = request.app.state
    try:
        actor: Actor = await state.gate.actor(request)
    except Problem:
        if state.rates is not None:
            await state.rates.spend(request, None)
        raise
    request.scope["actor"] = actor.name
    if state.rates is not None:
        await state.rates.spend(request, actor.name if actor.name != "local" else None)
    demand(actor, *scopes)
    return actor


def demand(actor: Actor, *scopes: Scope) -> None:
    """A `Problem` 403 unless one of `scopes` is the actor's."""
    if actor.scopes.isdisjoint(scopes):
        wanted = " or ".join(f"`{scope}`" for scope in scopes)
        header = f'Bearer realm="licet", error="insufficient_scope", scope="{" ".join(scopes)}"'
        raise Problem("not-permitted", f"`{actor.name}` lacks the scope {wanted}", headers={"WWW-Authenticate": header})


def secured(*scopes: Scope) -> dict[str, Any]:
    """The `security` of an operation, for `openapi_extra`: one of `scopes` is needed. The schemes are `SCHEMES`."""
    return {"security": [{scheme: [scope]} for scope in scopes for scheme in SCHEMES]}


SCHEMES: Final[Json] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key (`licet keys create`) or, where the server names an issuer, an OpenID access token.",
    },
    "apiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "An API key, for clients that cannot send `Authorization`.",
    },
}


def stamped(events: Sequence[Json], actor: Actor, places: Sequence[str] | None = None) -> list[Json]:
    """Events as JSON, with the actor as `recorded_by` where they say nothing; so too the events inside corrections, statements, readings.

    Who writes cannot sign as another: a `Problem` 403 that names every such event. Only `admin` may copy what others recorded, a corpus or
    another log, with the names that it carries. `places`: the pointers to the events, where the body is more than a list of them.
    """
    others = [n for n, event in enumerate(events) if event.get("recorded_by", actor.name) != actor.name]
    if others and "admin" not in actor.scopes:
        said = f"leave `recorded_by` out, or write `{actor.name}`: copying what others recorded needs the scope `admin`"
        at = places or [f"/{n}" for n in range(len(events))]
        raise Problem("not-permitted", said, [Fault(f"{at[n]}/recorded_by", "recorded_by", "is another's name") for n in others])
    return [_signed(event, actor.name) for event in events]


def _signed(event: Json, name: str) -> Json:
    """The event with a name where it has none. What a correction puts in place keeps the name that it had."""
    out = {"recorded_by": name, **event}
    if isinstance(out.get("replacement"), dict):
        out["replacement"] = _signed(out["replacement"], name)
    for field in ("promises", "as_if"):
        if isinstance(out.get(field), list):
            out[field] = [_with_signed(promise, name) for promise in out[field]]
    return out


def _with_signed(promise: Any, name: str) -> Any:
    return (
        {**promise, "event": _signed(promise["event"], name)}
        if isinstance(promise, dict) and isinstance(promise.get("event"), dict)
        else promise
    )
