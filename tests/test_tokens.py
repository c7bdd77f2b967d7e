"""OpenID access tokens, from a provider that runs: what is taken, what is refused, and what happens while the provider is away."""

import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import socket
import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi.testclient import TestClient
from issuer import AUDIENCE, PRIVATE, Provider, provider, public
from rest import local

from licet.api.access import oidc
from licet.api.access.gate import actor_in
from licet.api.access.oidc import Expected, Issuer, IssuerUnavailable, TokenRefused, fetch_json
from licet.api.app import create_app
from licet.api.opening import now
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events.log import open_log


@pytest.fixture
def issuer() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def client(issuer: Provider) -> Iterator[TestClient]:
    settings = Settings(oidc_issuer=issuer.url, oidc_audience=AUDIENCE)
    with (
        open_log("memory:", clock=now) as log,
        local(create_app(log, Answers(log, "reference"), settings), raise_server_exceptions=False) as client,
    ):
        yield client


def ask(client: TestClient, token: str) -> Any:
    return client.get("/v1/events", headers={"Authorization": f"Bearer {token}"})


def refused(answer: Any) -> str:
    """Why a token was refused."""
    assert answer.status_code == 401, answer.text
    assert answer.headers["www-authenticate"] == 'Bearer realm="licet", error="invalid_token"'
    assert answer.json()["type"] == "/problems/no-credentials"
    return str(answer.json()["detail"])


# --- tokens that hold -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", list(PRIVATE))
def test_a_token_of_the_issuer_is_taken(algorithm: str, client: TestClient, issuer: Provider) -> None:
    for _ in range(3):
        assert ask(client, issuer.token(algorithm)).status_code == 200
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": ["other", AUDIENCE]},
        {"headers": {"typ": "at+jwt"}},
        {"headers": {"typ": "application/AT+JWT"}},
        {"nbf": ..., "iat": ...},
        {"scope": ..., "scp": ["licet:check"]},
        {"scope": ..., "roles": ["other", "licet:check"]},
        {"exp": timedelta(seconds=-20)},  # within what clocks may differ
    ],
    ids=itertools.count(),
)
def test_other_ways_to_say_the_same(changed: dict[str, Any], client: TestClient, issuer: Provider) -> None:
    assert ask(client, issuer.token(**changed)).status_code == 200


def test_a_scope_that_is_missing_is_403(client: TestClient, issuer: Provider) -> None:
    for scope in ("licet:record", "check", "licet:checks", "LICET:CHECK", "", ...):
        answer = ask(client, issuer.token(scope=scope))
        assert answer.status_code == 403 and answer.json()["type"] == "/problems/not-permitted", scope
        assert answer.headers["www-authenticate"] == 'Bearer realm="licet", error="insufficient_scope", scope="check audit"'


def test_with_an_issuer_this_machine_needs_credentials_too(client: TestClient) -> None:
    assert "issuer of tokens" in client.get("/v1/events").json()["detail"]


# --- tokens that do not -----------------------------------------------------------------------------------------------

OTHER_RSA = rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"exp": timedelta(seconds=-60)}, "has expired"),
        ({"nbf": timedelta(seconds=60)}, "is not valid yet"),
        ({"iat": timedelta(seconds=60)}, "is not valid yet"),
        ({"exp": ...}, "lacks `exp`"),
        ({"sub": ...}, "lacks `sub`"),
        ({"aud": ...}, "lacks `aud`"),
        ({"iss": ...}, "lacks `iss`"),
        ({"aud": "another"}, "another program"),
        ({"aud": []}, "`aud`"),
        ({"iss": "https://issuer.example"}, "another issuer"),
        ({"exp": "soon"}, "cannot be read"),
        ({"exp": 1e400}, "cannot be read"),
        ({"sub": " "}, "`sub` names nobody"),
        ({"sub": "a\nb"}, "`sub` names nobody"),
        ({"sub": "a" * 256}, "`sub` names nobody"),
        ({"cnf": {"jkt": "x"}}, "bound to a key"),
        ({"key": OTHER_RSA}, "signature"),
        ({"headers": {"kid": "unknown"}}, "no such key"),
        ({"headers": {"kid": "ES256"}}, "signature"),
        ({"headers": {"typ": "logout+jwt"}}, "not an access token"),
    ],
    ids=itertools.count(),
)
def test_a_token_that_does_not_hold_is_refused(changed: dict[str, Any], said: str, client: TestClient, issuer: Provider) -> None:
    assert said in refused(ask(client, issuer.token(**changed)))
    assert ask(client, issuer.token()).status_code == 200


def parts(header: Any, claims: Any, sign: Callable[[bytes], bytes]) -> str:
    """A token by hand, for what the library does not make."""

    def encoded(data: bytes) -> bytes:
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    body = b".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return (body + b"." + encoded(sign(body))).decode()


def test_no_algorithm_and_shared_secrets_are_refused(client: TestClient, issuer: Provider) -> None:
    pem = PRIVATE["RS256"].public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    tricks = [
        parts({"alg": "none", "kid": "RS256"}, issuer.claims(), lambda _: b""),
        parts({"alg": "None", "kid": "RS256"}, issuer.claims(), lambda _: b""),
        parts({"alg": "HS256", "kid": "RS256"}, issuer.claims(), lambda body: hmac.digest(pem, body, hashlib.sha256)),
        parts({"alg": "RS512", "kid": "RS256"}, issuer.claims(), lambda _: b"x"),
    ]
    for token in tricks:
        assert "signature" in refused(ask(client, token))


@pytest.mark.parametrize(
    "text",
    ["x", "a.b.c", "a.b", "....", "e30.e30.e30", "licet", "é", "[" * 9000, "a" * 20_000, "bnVsbA.bnVsbA.", "W10.W10."],
    ids=itertools.count(),
)
def test_what_is_no_token_is_refused(text: str, client: TestClient) -> None:
    refused(client.get("/v1/events", headers={"Authorization": b"Bearer " + text.encode("latin-1")}))


def signed(body: bytes) -> bytes:
    return jwt.algorithms.ECAlgorithm(jwt.algorithms.ECAlgorithm.SHA256).sign(body, PRIVATE["ES256"])


def test_claims_that_are_no_object_are_refused(client: TestClient) -> None:
    for claims in ([], None, "x", {"a": 1}):
        assert refused(ask(client, parts({"alg": "ES256", "kid": "ES256"}, claims, signed)))


def test_what_a_token_calls_critical_and_is_not_known_is_refused(client: TestClient, issuer: Provider) -> None:
    header = {"alg": "ES256", "kid": "ES256"}
    assert ask(client, parts(header, issuer.claims(), signed)).status_code == 200
    assert refused(ask(client, parts({**header, "crit": ["exp"], "exp": 1}, issuer.claims(), signed)))


def test_a_refusal_repeats_nothing_of_the_token(client: TestClient, issuer: Provider) -> None:
    answer = ask(client, issuer.token(aud="secret-program", sub="secret-person"))
    assert "secret" not in answer.text + str(answer.headers)


# --- names and scopes -------------------------------------------------------------------------------------------------


def test_claims_are_read_where_the_settings_say() -> None:
    claims = {
        "sub": "s-1",
        "email": "anna@example.org",
        "realm_access": {"roles": ["x-audit", "x-", 7]},
        "https://a.b/c": "x-admin",
        "scope": "x-check",
    }
    settings = {"oidc_scope_prefix": "x-", "oidc_actor_claim": "email"}
    nested = actor_in(claims, Settings(oidc_scope_claim="realm_access.roles", **settings))  # type: ignore[arg-type]
    assert nested == ("oidc:anna@example.org", frozenset({"audit"}))
    assert actor_in(claims, Settings(oidc_scope_claim="https://a.b/c", **settings)).scopes == {"admin"}  # type: ignore[arg-type]
    assert actor_in(claims, Settings(oidc_scope_claim="nothing.there", **settings)).scopes == frozenset()  # type: ignore[arg-type]
    with pytest.raises(TokenRefused):
        actor_in(claims, Settings(oidc_actor_claim="name"))


# --- the issuer's keys ------------------------------------------------------------------------------------------------

WEAK = rsa.generate_private_key(65537, 1024)


@pytest.mark.parametrize(
    "key",
    [
        public("RS256", use="enc"),
        public("RS256", alg="RS512"),
        public("RS256", alg="HS256"),
        {"kty": "oct", "k": "AAAA", "kid": "RS256", "alg": "HS256"},
        public("RS256", key=WEAK),
        public("RS256", n="!"),
        public("RS256", kid=7),
        public("RS256", kid="another"),
        {**public("ES256", key=ec.generate_private_key(ec.SECP384R1()), alg="ES384"), "kid": "RS256"},
        {"kty": ["RSA"], "kid": "RS256"},
        7,
    ],
    ids=itertools.count(),
)
def test_a_key_that_must_not_sign_is_not_used(key: Any, client: TestClient, issuer: Provider) -> None:
    issuer.answers["/keys"] = {"keys": [key, public("EdDSA")]}
    signed_by = WEAK if isinstance(key, dict) and key.get("n") == public("RS256", key=WEAK)["n"] else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jwt.InsecureKeyLengthWarning)
        token = issuer.token(key=signed_by)
    assert "no such key" in refused(ask(client, token))
    assert ask(client, issuer.token("EdDSA")).status_code == 200


def test_a_token_without_kid_needs_a_key_that_stands_alone(client: TestClient, issuer: Provider) -> None:
    assert "`kid`" in refused(ask(client, jwt.encode(issuer.claims(), PRIVATE["ES256"], "ES256")))


def test_a_single_key_serves_tokens_without_kid(client: TestClient, issuer: Provider) -> None:
    issuer.answers["/keys"] = {"keys": [{name: value for name, value in public("ES256").items() if name != "kid"}]}
    assert ask(client, jwt.encode(issuer.claims(), PRIVATE["ES256"], "ES256")).status_code == 200
    assert "no such key" in refused(ask(client, issuer.token("ES256")))


DISCOVERY = "/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (DISCOVERY, (500, {}, b"")),
        (DISCOVERY, (302, {"Location": "/good"}, b"")),
        (DISCOVERY, (200, {}, b"<html>")),
        (DISCOVERY, (200, {}, b"[" * 100_000)),
        (DISCOVERY, (200, {"Content-Length": "50"}, b"{}")),
        (DISCOVERY, []),
        ("issuer", "https://issuer.example"),
        ("jwks_uri", None),
        ("/keys", (302, {"Location": "/good-keys"}, b"")),
        ("/keys", {"keys": []}),
        ("/keys", {"keys": {}}),
        ("/keys", {"keys": [public("RS256")], "padding": "x" * oidc.MAX_DOCUMENT}),
    ],
    ids=itertools.count(),
)
def test_an_issuer_that_cannot_be_understood_is_503_and_nobody_gets_in(
    path: str, answer: Any, client: TestClient, issuer: Provider
) -> None:
    issuer.answers["/good"], issuer.answers["/good-keys"] = issuer.answers[DISCOVERY], issuer.answers["/keys"]
    if path in ("issuer", "jwks_uri"):
        path, answer = DISCOVERY, {**issuer.answers[DISCOVERY], path: answer}
    issuer.answers[path] = answer
    failed = ask(client, issuer.token())
    assert failed.status_code == 503 and failed.json()["type"] == "/problems/issuer-unavailable", failed.text
    assert failed.headers["retry-after"]


@pytest.mark.parametrize(
    "place", ["http://a.example/keys", "file:///keys", "ftp://127.0.0.1/keys", "//a.example/keys", "keys", ["https://a.example"]]
)
def test_keys_come_from_no_place_where_another_could_answer(place: Any) -> None:
    def fetch(url: str) -> Any:
        return {"keys": [public("RS256")]} if "keys" in url else {"issuer": "https://a.example", "jwks_uri": place}

    with pytest.raises(IssuerUnavailable, match="`jwks_uri`"):
        oidc.signing_keys("https://a.example", fetch)
    place = "https://b.example/keys"
    assert set(oidc.signing_keys("https://a.example", fetch)) == {"RS256", None}


def test_an_issuer_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(IssuerUnavailable, match="cannot be reached"):
        fetch_json("http://127.0.0.1:9/")  # the discard port, where nothing listens


def test_an_issuer_that_does_not_answer_is_waited_for_a_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc, "TIMEOUT_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(IssuerUnavailable, match="cannot be reached"):
        fetch_json(f"http://127.0.0.1:{silent.getsockname()[1]}/")


class World:
    """Keys that change, a clock that is set, a count of fetches."""

    def __init__(self) -> None:
        self.time, self.fetched, self.away = 1000.0, 0, False
        self.keys = [public("RS256")]
        self.issuer = Issuer(Expected("https://a.example", AUDIENCE), fetch=self.fetch, clock=lambda: self.time)

    def fetch(self, url: str) -> Any:
        if self.away:
            raise IssuerUnavailable("away")
        if url.endswith("/keys"):
            self.fetched += 1
            return {"keys": self.keys}
        return {"issuer": "https://a.example", "jwks_uri": "https://a.example/keys"}

    async def takes(self, algorithm: str) -> bool | None:
        """Whether a token is taken; None while that cannot be said."""
        token = Provider("https://a.example").token(algorithm)
        try:
            await self.issuer.claims(token)
        except TokenRefused:
            return False
        except IssuerUnavailable:
            return None
        finally:
            if self.issuer._fetching is not None:
                await self.issuer._fetching
        return True


def test_new_keys_are_fetched_but_not_for_every_token_that_names_one() -> None:
    async def run() -> None:
        world = World()
        assert await world.takes("RS256")
        world.time += oidc.BETWEEN_FETCHES_S
        for _ in range(20):
            assert await world.takes("ES256") is False
        assert world.fetched == 2
        world.keys.append(public("ES256"))
        world.time += oidc.BETWEEN_FETCHES_S
        assert await world.takes("ES256") and await world.takes("RS256")
        assert world.fetched == 3

    asyncio.run(run())


def test_many_at_once_fetch_once() -> None:
    async def run() -> None:
        world = World()
        assert all(await asyncio.gather(*(world.takes("RS256") for _ in range(20))))
        assert world.fetched == 1

    asyncio.run(run())


def test_keys_that_the_issuer_withdraws_are_dropped() -> None:
    async def run() -> None:
        world = World()
        assert await world.takes("RS256")
        world.keys = [public("ES256")]
        world.time += oidc.FETCH_AGAIN_S + 1
        assert await world.takes("RS256")  # this one did not wait for the fetch
        assert await world.takes("RS256") is False and world.fetched == 2

    asyncio.run(run())


def test_an_issuer_may_be_away_for_an_hour_and_no_longer() -> None:
    async def run() -> None:
        world = World()
        assert await world.takes("RS256")
        world.away = True
        world.time += oidc.SERVE_STALE_S - 1
        assert await world.takes("RS256")
        assert await world.takes("ES256") is None  # it may be a new key
        world.time += 1
        assert await world.takes("RS256") is None
        world.away = False
        world.time += oidc.BETWEEN_FETCHES_S
        assert await world.takes("RS256")

    asyncio.run(run())
