"""Who a request comes from: by its API key, by its bearer token, or, without either, by being one of this machine.

A credential that is given has to hold, everywhere. Without one, only what surely comes from a program on this machine is let in: not what
a proxy passed on, and not what a page in a browser was made to send.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from ...events.errors import LogError
from ...events.store import Store
from ..opening import CannotServe
from ..problems import Problem
from ..settings import Settings
from .credentials import is_of, key_id_in, over, scopes_of
from .loopback import is_loopback
from .oidc import Expected, Issuer, IssuerUnavailable, TokenRefused
from .permit import Actor
from .scopes import SCOPES, Scope

TRUSTED_S: Final = 1.0
"""How long a credential that was found to hold is not looked at again: what is revoked or has expired is refused after that."""

_REMEMBERED: Final = 1024
_LOG: Final = logging.getLogger("licet.access")
_LOCAL: Final = Actor("local", SCOPES)
_READING: Final = ("GET", "HEAD")
# What proxies add. The values are claims of whoever sent them, and nothing is concluded from them.
PASSED_ON: Final = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})
_READ: Final = frozenset({b"authorization", b"x-api-key", b"host", b"origin", b"sec-fetch-site"}) | PASSED_ON
_MAX_ACTOR: Final = 255

Headers = dict[bytes, list[str]]


class Gate:
    """Finds out who asks. `store` holds the keys; `now` gives the instant, UTC."""

    def __init__(self, settings: Settings, store: Store, now: Callable[[], datetime], *, issuer: Issuer | None = None) -> None:
        self._settings = settings
        self._store = store
        self._now = now
        if issuer is None and settings.oidc_issuer:
            issuer = Issuer(Expected(settings.oidc_issuer, settings.oidc_audience, settings.oidc_leeway_s))
        self._issuer = issuer
        self._known = _Recent()
        self._noted: dict[str, date] = {}
        self._keyless_until = 0.0
        self._keys_were_made = False

    async def actor(self, request: Request) -> Actor:
        """Who asks, or a `Problem`."""
        headers: Headers = {}
        for name, value in request.scope["headers"]:
            if name in _READ:
                headers.setdefault(name, []).append(value.decode("latin-1"))
        given = [*headers.get(b"authorization", ()), *headers.get(b"x-api-key", ())]
        if not given:
            return await self._without_credentials(request, headers)
        if len(given) > 1:
            raise _refused("more than one credential was sent: send one", "invalid_request")
        text = given[0].strip()
        if b"authorization" in headers:
            scheme, _, text = text.partition(" ")
            if scheme.lower() != "bearer":
                raise _refused("credentials are taken as `Authorization: Bearer …` or as `X-API-Key: …`", "invalid_request")
            text = text.strip()
        # Not by the credential itself, which so is not kept in memory, nor found by how long a comparison takes.
        mark = hashlib.sha256(text.encode("latin-1")).digest()
        actor = self._known.get(mark)
        if actor is None:
            if mark not in self._known and (rates := request.app.state.rates) is not None:
                await rates.look(request)  # guessing does not reach the database once the address has used up what it is granted
            try:
                actor = await (self._by_token(text) if self._issuer and not text.startswith("licet_") else self._by_key(text))
            except Problem:
                self._known.drop(mark)
                raise
            self._known.put(mark, actor)
        return actor

    def look_again(self) -> None:
        """A key was made or changed in this process: forget what was found out."""
        self._known = _Recent()
        self._keyless_until = 0.0

    # --- keys ---------------------------------------------------------------------------------------------------------

    async def _by_key(self, text: str) -> Actor:
        key_id = key_id_in(text)
        if key_id is None:
            raise _refused("that is not a key of this server: was it copied whole?")
        key = await run_in_threadpool(self._store.keys.get, key_id)
        if not is_of(text, key) or key is None:
            raise _refused("no such key")
        now = self._now()
        if (reason := over(key, now)) is not None:
            raise _refused(f"the key `{key.id}` {reason}")
        if self._noted.get(key.id) != now.date():
            self._noted[key.id] = now.date()
            # Nobody waits for it: the database may be busy with a long write.
            asyncio.get_running_loop().run_in_executor(None, self._note_use, key.id)
        return Actor(f"key:{key.name}", scopes_of(key))

    def _note_use(self, key_id: str) -> None:
        """The day of the last use, once a day."""
        try:
            self._store.keys.touch(key_id)
        except LogError as error:
            _LOG.warning("that the key `%s` was used could not be noted: %s", key_id, error)

    # --- tokens -------------------------------------------------------------------------------------------------------

    async def _by_token(self, text: str) -> Actor:
        assert self._issuer is not None
        try:
            return actor_in(await self._issuer.claims(text), self._settings)
        except TokenRefused as error:
            raise _refused(f"the token is refused: {error}") from None
        except IssuerUnavailable as error:
            raise Problem("issuer-unavailable", str(error), headers={"Retry-After": "10"}) from None

    # --- nothing ------------------------------------------------------------------------------------------------------

    async def _without_credentials(self, request: Request, headers: Headers) -> Actor:
        reason = await self._why_closed(request, headers)
        if reason is None:
            return _LOCAL
        text = f"{reason}; send `Authorization: Bearer …` with a key or a token"
        raise Problem("no-credentials", text, headers={"WWW-Authenticate": 'Bearer realm="licet"'})

    async def _why_closed(self, request: Request, headers: Headers) -> str | None:
        """Why a request without credentials is not let in; None if it is."""
        openness = self._settings.open_access
        if openness == "nobody":
            return "nobody gets in without credentials here"
        if request.method not in _READING and _from_another_site(headers):
            return "without credentials nothing is taken that a page of another site makes a browser send"
        if openness == "everybody":
            return None
        if request.client is None or not is_loopback(request.client.host):
            return "without credentials only programs on the server's own machine get in"
        if not PASSED_ON.isdisjoint(headers):
            return "without credentials nothing is taken from a proxy"
        if not all(map(_names_loopback, headers.get(b"host", [""]))):
            return "without credentials `Host` has to be a name of this machine, such as `localhost`"
        if openness == "until_keys" and (self._issuer is not None or await self._has_keys()):
            return "this server has an issuer of tokens" if self._issuer else "this server has keys"
        return None

    async def _has_keys(self) -> bool:
        """Whether a key was ever made, be it revoked: revoking the last one opens nothing."""
        if not self._keys_were_made and time.monotonic() >= self._keyless_until:
            self._keys_were_made = bool(await run_in_threadpool(self._store.keys.list))
            self._keyless_until = time.monotonic() + TRUSTED_S
        return self._keys_were_made


def openness(settings: Settings, store: Store) -> str:
    """Who will get in, to say before listening; `CannotServe` where others could reach the server and nobody could be known."""
    make = "`licet keys create --name NAME --scope check`"
    if settings.open_access == "everybody":
        return f"whoever reaches `{settings.host}` may do everything, without a credential (`open_access`)"
    known = settings.oidc_issuer or store.keys.list()
    if not known and not settings.loopback:
        raise CannotServe(
            f"`{settings.host}` can be reached from other machines, and there is no key yet: make one with `licet keys create`, or set"
            " `oidc_issuer`; `LICET_OPEN_ACCESS=everybody` lets everybody in, for a network where everybody is trusted"
        )
    if settings.open_access == "loopback":
        return f"programs on this machine need no key; {make} makes one"
    if known:
        return f"every request needs a key or a token; {make} makes a key"
    if settings.open_access == "nobody":
        return f"nobody gets in before {make} makes a key in `{settings.shown_db}`"
    return f"programs on this machine need no key until there is one; {make} makes it, in `{settings.shown_db}`"


class _Recent:
    """Who was found behind a credential in the last `TRUSTED_S` seconds; at most `_REMEMBERED` of them."""

    def __init__(self) -> None:
        self._found: dict[bytes, tuple[float, Actor]] = {}

    def get(self, mark: bytes) -> Actor | None:
        until, actor = self._found.get(mark, (0.0, None))
        return actor if time.monotonic() < until else None

    def __contains__(self, mark: bytes) -> bool:
        """Whether somebody was found behind it, be it longer ago."""
        return mark in self._found

    def drop(self, mark: bytes) -> None:
        """It does not hold any more."""
        self._found.pop(mark, None)

    def put(self, mark: bytes, actor: Actor) -> None:
        if len(self._found) >= _REMEMBERED:
            self._found.clear()
        self._found[mark] = (time.monotonic() + TRUSTED_S, actor)


def actor_in(claims: dict[str, Any], settings: Settings) -> Actor:
    """Who a token names, with the scopes that it gives. A scope that Licet does not know is none of its business."""
    name = _claim(claims, settings.oidc_actor_claim)
    if not isinstance(name, str) or not name.strip() or len(name) > _MAX_ACTOR or not name.isprintable():
        raise TokenRefused(f"`{settings.oidc_actor_claim}` names nobody")
    places = [settings.oidc_scope_claim] if settings.oidc_scope_claim else ["scope", "scp", "roles"]
    words = {word for place in places for word in _words(_claim(claims, place))}
    scopes: frozenset[Scope] = frozenset(scope for scope in SCOPES if settings.oidc_scope_prefix + scope in words)
    return Actor(f"oidc:{name}", scopes)


def _claim(claims: dict[str, Any], place: str) -> Any:
    """The claim of that name, or, as in `realm_access.roles`, the one inside another."""
    if place in claims:
        return claims[place]
    value: Any = claims
    for step in place.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _words(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return value.split()
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _from_another_site(headers: Headers) -> bool:
    """Whether a browser says so. Programs that are no browser send neither header."""
    if (site := headers.get(b"sec-fetch-site")) is not None:
        return any(word not in ("same-origin", "none") for word in site)
    return any(_netloc(origin) not in headers.get(b"host", []) for origin in headers.get(b"origin", []))


def _netloc(url: str) -> str:
    return url.partition("://")[2]


@lru_cache(maxsize=1024)
def _names_loopback(host: str) -> bool:
    """Whether `Host` names this machine. A page that had its own name point here sends that name (DNS rebinding)."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


def _refused(text: str, error: str = "invalid_token") -> Problem:
    return Problem("no-credentials", text, headers={"WWW-Authenticate": f'Bearer realm="licet", error="{error}"'})
