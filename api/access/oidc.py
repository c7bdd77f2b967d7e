"""Bearer tokens of an OpenID provider: signed by the issuer of the settings, meant for this API, valid now.

The issuer's keys are fetched where its discovery document says (OpenID Connect Discovery 1.0), kept for ten minutes, and fetched
again when a token names one that is not known, at most every ten seconds. While the issuer is out of reach, its last keys serve for
an hour; then no token can be checked, and that is a failure (`IssuerUnavailable`), never permission.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from typing import IO, Any, Final, NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt

from .loopback import fetchable

FETCH_AGAIN_S: Final = 600.0
SERVE_STALE_S: Final = 3600.0
BETWEEN_FETCHES_S: Final = 10.0
TIMEOUT_S: Final = 5.0
MAX_DOCUMENT: Final = 256 * 1024
MAX_TOKEN: Final = 16 * 1024

_LOG: Final = logging.getLogger("licet.access")
# By type and curve of the key: the token's own `alg` chooses nothing.
_ALGORITHMS: Final = {("RSA", ""): "RS256", ("EC", "P-256"): "ES256", ("OKP", "Ed25519"): "EdDSA"}
_MIN_RSA_BITS: Final = 2048
_TYPES: Final = (None, "jwt", "at+jwt", "application/at+jwt")

Fetch = Callable[[str], Any]
"""Gives the JSON at an address, or raises `IssuerUnavailable`. May block."""
Keys = Mapping[str | None, jwt.PyJWK]


class TokenRefused(Exception):
    """The token is no credential here; the text says why, without repeating the token."""


class IssuerUnavailable(Exception):
    """The issuer's keys cannot be had, so nothing can be said of a token."""


class Expected(NamedTuple):
    """What a token must say. `issuer` is compared as it stands; `leeway_s`: how far clocks may be apart, in seconds."""

    issuer: str
    audience: str
    leeway_s: int = 30


class Issuer:
    """Checks the tokens of one issuer. For one event loop."""

    def __init__(self, expected: Expected, *, fetch: Fetch | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._expected = expected
        self._fetch = fetch or fetch_json
        self._clock = clock
        self._keys: Keys = {}
        self._fetched = self._tried = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    async def claims(self, token: str) -> dict[str, Any]:
        """The claims of a token that holds; otherwise `TokenRefused` or `IssuerUnavailable`."""
        key = await self._key(_key_named_by(token))
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=[key.algorithm_name],
                audience=self._expected.audience,
                issuer=self._expected.issuer,
                leeway=self._expected.leeway_s,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise TokenRefused(_refusal(error)) from None
        if "cnf" in claims:
            raise TokenRefused(
                "it is bound to a key of its holder (`cnf`), which is not checked here: ask the issuer for a plain bearer token"
            )
        return claims

    async def _key(self, kid: str | None) -> jwt.PyJWK:
        now = self._clock()
        if self._usable(kid, now):
            if now - self._fetched > FETCH_AGAIN_S:
                self._refresh()  # this token need not wait for it
            return self._keys[kid]
        if (fetching := self._refresh()) is not None:
            await asyncio.shield(fetching)  # others wait for it too: it goes on when this one leaves
        if self._usable(kid, self._clock()):
            return self._keys[kid]
        if self._fetched < self._tried:
            raise IssuerUnavailable("the keys of the issuer cannot be had: see the server's log")
        raise TokenRefused("the issuer has no such key for signing" if kid else "it does not say which key signed it (`kid`)")

    def _usable(self, kid: str | None, now: float) -> bool:
        return kid in self._keys and now - self._fetched < SERVE_STALE_S

    def _refresh(self) -> asyncio.Task[None] | None:
        """The fetch under way, or a new one; None if the last began a moment ago."""
        if self._fetching is None or self._fetching.done():
            if self._clock() - self._tried < BETWEEN_FETCHES_S:
                return None
            self._fetching = asyncio.create_task(self._fetch_keys())
        return self._fetching

    async def _fetch_keys(self) -> None:
        self._tried = self._clock()
        try:
            self._keys = await asyncio.to_thread(signing_keys, self._expected.issuer, self._fetch)
        except IssuerUnavailable as error:
            _LOG.error("the keys of the issuer `%s` cannot be had: %s", self._expected.issuer, error)
        else:
            self._fetched = self._tried


def _key_named_by(token: str) -> str | None:
    """The `kid` of a token that may be an access token."""
    if len(token) > MAX_TOKEN:
        raise TokenRefused(f"it has more than {MAX_TOKEN} characters")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise TokenRefused("it is neither a key of this server nor a token (JWT)") from None
    kind = header.get("typ")
    if (kind.lower() if isinstance(kind, str) else kind) not in _TYPES:
        raise TokenRefused("it is not an access token, by its `typ`")
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise TokenRefused("its `kid` is not text")
    return kid


def _refusal(error: Exception) -> str:
    """Why, in our words: the library's repeat parts of the token."""
    match error:
        case jwt.ExpiredSignatureError():
            return "it has expired"
        case jwt.ImmatureSignatureError():
            return "it is not valid yet"
        case jwt.InvalidAudienceError():
            return "it is meant for another program (`aud`)"
        case jwt.InvalidIssuerError():
            return "it comes from another issuer (`iss`)"
        case jwt.MissingRequiredClaimError():
            return f"it lacks `{error.claim}`"
        case jwt.InvalidSignatureError() | jwt.InvalidAlgorithmError():
            return "its signature is not of that key"
        case _:
            return "it cannot be read"


def signing_keys(issuer: str, fetch: Fetch) -> Keys:
    """The keys that may sign tokens of `issuer`, by `kid`; a key that stands alone also serves tokens without one."""
    found = _object(fetch(issuer.rstrip("/") + "/.well-known/openid-configuration"), "the discovery document")
    if found.get("issuer") != issuer:
        raise IssuerUnavailable(
            f"the discovery document is of the issuer `{str(found.get('issuer'))[:200]}`: spell `oidc_issuer` like that"
        )
    place = found.get("jwks_uri")
    if not isinstance(place, str) or not fetchable(place):
        raise IssuerUnavailable("the discovery document has no `jwks_uri` that can be trusted (`https://`)")
    listed = _object(fetch(place), "the key set").get("keys")
    keys = list(_readable(listed if isinstance(listed, list) else []))
    if not keys:
        raise IssuerUnavailable(f"the key set holds no key for {', '.join(_ALGORITHMS.values())}")
    by_id: dict[str | None, jwt.PyJWK] = {key.key_id: key for key in keys}
    return {**by_id, None: keys[0]} if len(keys) == 1 else {kid: key for kid, key in by_id.items() if kid is not None}


def _readable(listed: list[Any]) -> Iterator[jwt.PyJWK]:
    for item in listed:
        if not isinstance(item, dict) or item.get("use", "sig") != "sig" or not isinstance(item.get("kid"), str | None):
            continue
        algorithm = _ALGORITHMS.get((str(item.get("kty")), str(item.get("crv", ""))))
        if algorithm is None or item.get("alg", algorithm) != algorithm:
            continue
        try:
            key = jwt.PyJWK(item, algorithm)
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue
        if algorithm != "RS256" or key.key.key_size >= _MIN_RSA_BITS:
            yield key


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise IssuerUnavailable(f"{what} is not a JSON object")
    return value


# --- fetching ---------------------------------------------------------------------------------------------------------


class _NoRedirect(HTTPRedirectHandler):
    """A redirect could lead anywhere: the address of the settings is the one that is trusted."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str) -> None:
        return None


_OPENER: Final = build_opener(_NoRedirect)


def fetch_json(url: str) -> Any:
    """The JSON at `url`, in `TIMEOUT_S` for every wait and twice that in all, of at most `MAX_DOCUMENT` bytes."""
    until = time.monotonic() + 2 * TIMEOUT_S
    body = bytearray()
    try:
        with _OPENER.open(Request(url, headers={"Accept": "application/json"}), timeout=TIMEOUT_S) as response:
            while chunk := response.read1(2**16):
                body += chunk
                if len(body) > MAX_DOCUMENT:
                    raise IssuerUnavailable(f"`{url}` gave more than {MAX_DOCUMENT} bytes")
                if time.monotonic() > until:
                    raise IssuerUnavailable(f"`{url}` took too long")
        return json.loads(body)
    except HTTPError as error:
        error.close()
        raise IssuerUnavailable(f"`{url}` answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise IssuerUnavailable(f"`{url}` cannot be reached: {error}") from None
    except (ValueError, RecursionError):
        raise IssuerUnavailable(f"`{url}` did not give JSON") from None
