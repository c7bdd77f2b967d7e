"""Who gets in: every path but the named ones asks for it, credentials that are given have to hold, and without any only this machine is let
in, until there are keys."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rest import local

from licet.api.access import credentials
from licet.api.access import permit as access
from licet.api.access.gate import openness
from licet.api.access.loopback import fetchable, is_loopback
from licet.api.access.permit import Actor, stamped
from licet.api.access.scopes import SCOPES
from licet.api.app import create_app
from licet.api.opening import CannotServe
from licet.api.problems import Problem
from licet.api.settings import Openness, Settings
from licet.engine.answers import Answers
from licet.events.errors import LogUnavailable
from licet.events.log import EventLog, open_log
from licet.events.store import Store, open_store

OPENNESS: tuple[Openness, ...] = get_args(Openness)

# What everybody may read. A path that is to be open is named here, and nowhere else.
OPEN = {
    "/",
    "/docs",
    "/docs/{name}",
    "/healthz",
    "/livez",
    "/openapi.json",
    "/problems",
    "/problems/{slug}",
    "/readyz",
}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def log() -> Iterator[EventLog]:
    with open_log("memory:", clock=now) as log:
        yield log


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", clock=now) as store:
        yield store


def app_of(log: EventLog, store: Store, **settings: Any) -> FastAPI:
    return create_app(log, Answers(log, "reference"), Settings(**settings), store)


@pytest.fixture
def app(log: EventLog, store: Store) -> FastAPI:
    return app_of(log, store)


def remote(app: FastAPI) -> TestClient:
    """A client on another machine."""
    return TestClient(app, base_url="http://licet.example", client=("192.0.2.7", 50000), raise_server_exceptions=False)


def key(store: Store, *scopes: str, name: str = "erp", expires: str | None = None) -> str:
    return credentials.create(store.keys, name, scopes, expires, by="test", now=now()).text


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def until(happens: Callable[[], bool]) -> bool:
    """Whether it happens, within some seconds."""
    for _ in range(500):
        if happens():
            return True
        time.sleep(0.01)
    return False


def refused(answer: Any) -> str:
    """Why there are no credentials that hold."""
    assert answer.status_code == 401, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith('Bearer realm="licet"')
    assert answer.json()["type"] == "/problems/no-credentials"
    return str(answer.json()["detail"])


# --- every path -------------------------------------------------------------------------------------------------------


def operations(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and path that the application serves, whether it is described or not."""

    def walk(routes: Iterable[Any]) -> Iterator[tuple[str, str]]:
        for route in routes:
            if (inner := getattr(route, "original_router", None)) is not None:
                yield from walk(inner.routes)
            else:
                assert hasattr(route, "methods"), f"{route}: not a route whose access can be told"
                yield from ((method, route.path) for method in route.methods)

    yield from walk(app.routes)


@pytest.fixture
def reached(log: EventLog, store: Store) -> FastAPI:
    """An application that other machines reach: there, measures are not for everybody."""
    return app_of(log, store, host="0.0.0.0")


def test_every_path_asks_who_it_is_before_anything_else(reached: FastAPI) -> None:
    found = set(operations(reached))
    assert {path for _, path in found} >= OPEN | {"/v1/checks", "/v1/events", "/v1/keys"}
    client = remote(reached)
    for method, path in found:
        if path not in OPEN:
            answer = client.request(method, re.sub(r"\{[^}]+\}", "x", path), content=b"\xff", params={"unknown": "1"})
            assert answer.status_code == 401, f"{method} {path} does not call `permit` first: {answer.status_code} {answer.text[:200]}"


def test_what_is_asked_of_whom_is_what_the_description_says(reached: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    demanded: list[set[str]] = []

    def demand(_: Actor, *scopes: str) -> None:
        demanded.append(set(scopes))
        raise Problem("not-permitted", "looked at")

    monkeypatch.setattr(access, "demand", demand)
    client = local(reached)
    described = reached.openapi()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if path in OPEN:
                assert "security" not in operation, path
                continue
            answer = client.request(method.upper(), re.sub(r"\{[^}]+\}", "x", path))
            assert answer.status_code == 403, f"{method} {path}: {answer.status_code}"
            stated = {scope for way in operation["security"] for scopes in way.values() for scope in scopes}
            assert stated == demanded.pop() and stated <= SCOPES, f"{method} {path}"
            assert {"401", "403"} <= set(operation["responses"]), f"{method} {path}: 401 and 403 are not described"
    assert set(described["components"]["securitySchemes"]) == {"bearer", "apiKey"}


@pytest.mark.parametrize("held", sorted(SCOPES))
def test_no_scope_implies_another(held: str, app: FastAPI, store: Store) -> None:
    client = remote(app)
    client.headers.update(bearer(key(store, held)))
    assert client.get("/v1/events").status_code == (200 if held in ("check", "audit") else 403)
    assert client.get("/v1/keys").status_code == (200 if held == "admin" else 403)
    assert client.post("/v1/checks", json={}).status_code == (422 if held == "check" else 403)


# --- credentials ------------------------------------------------------------------------------------------------------


def test_a_key_is_taken_as_bearer_or_in_a_header_of_its_own(app: FastAPI, store: Store) -> None:
    text, client = key(store, "check"), remote(app)
    for headers in (bearer(text), {"authorization": f"BEARER   {text} "}, {"X-API-Key": text}):
        assert client.get("/v1/events", headers=headers).status_code == 200


def test_credentials_that_do_not_hold_are_401_even_on_this_machine(app: FastAPI, store: Store) -> None:
    text = key(store, "check")
    with open_store("memory:", clock=now) as elsewhere:
        foreign = key(elsewhere, "check")
    wrong = [
        bearer(foreign),
        bearer(text[:-1]),
        bearer(text.replace("licet_", "")),
        bearer(""),
        bearer("é"),
        {"X-API-Key": ""},
        {"X-API-Key": f"Bearer {text}"},
        {"Authorization": text},
        {"Authorization": f"Basic {text}"},
        {"Authorization": "Bearer"},
        {**bearer(text), "X-API-Key": text},
    ]
    for client in (remote(app), local(app)):
        for headers in wrong:
            refused(client.get("/v1/events", headers={name: value.encode("latin-1") for name, value in headers.items()}))
        twice = [("Authorization", f"Bearer {text}")] * 2
        assert "more than one" in refused(client.get("/v1/events", headers=twice))


def test_an_unknown_key_and_a_wrong_secret_are_answered_alike(app: FastAPI, store: Store) -> None:
    text = key(store, "check")
    with open_store("memory:", clock=now) as elsewhere:
        unknown = key(elsewhere, "check")
    body = text.rsplit("_", 1)[0] + "_" + unknown.rsplit("_", 1)[1][:43]
    forged = body + credentials._checksum(body)
    client = remote(app)
    answers = [client.get("/v1/events", headers=bearer(wrong)) for wrong in (forged, unknown)]
    assert answers[0].content == answers[1].content
    assert "no such key" in refused(answers[0])


def test_what_is_over_is_said_to_be(app: FastAPI, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    revoked, brief = key(store, "check", name="a"), key(store, "check", name="b", expires="1h")
    store.keys.revoke(revoked.split("_")[1], by="test")
    client = remote(app)
    assert "was revoked" in refused(client.get("/v1/events", headers=bearer(revoked)))
    assert client.get("/v1/events", headers=bearer(brief)).status_code == 200
    monkeypatch.setattr(app.state.gate, "_now", lambda: now() + timedelta(hours=1))
    app.state.gate.look_again()
    assert "expired on" in refused(client.get("/v1/events", headers=bearer(brief)))


def test_the_day_of_the_last_use_is_kept(app: FastAPI, store: Store) -> None:
    text = key(store, "check")
    with remote(app) as client:
        client.get("/v1/events", headers=bearer(text))
    assert until(lambda: store.keys.list()[0].last_used == now().date())


def test_a_scope_of_another_version_is_none(app: FastAPI, store: Store) -> None:
    made = credentials.create(store.keys, "erp", ["check"], None, by="test", now=now())
    odd = store.keys.create("x" * 12, "odd", made.key.hash, ["everything"], by="test")
    assert credentials.scopes_of(odd) == frozenset()


@pytest.mark.parametrize("fails", ["get", "list"])
def test_a_store_that_is_out_of_reach_lets_nobody_in(fails: str, app: FastAPI, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = bearer(key(store, "check")) if fails == "get" else {}

    def fail(*_: object) -> Any:
        raise LogUnavailable("away")

    monkeypatch.setattr(store.keys, fails, fail)
    answer = local(app).get("/v1/events", headers=headers)
    assert answer.status_code == 503 and answer.json()["type"] == "/problems/log-unavailable"


def test_a_use_that_cannot_be_noted_is_no_reason_to_refuse(
    app: FastAPI, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> Any:
        raise LogUnavailable("full")

    text = key(store, "check")
    monkeypatch.setattr(store.keys, "touch", fail)
    with remote(app) as client:
        assert client.get("/v1/events", headers=bearer(text)).status_code == 200
    assert until(lambda: "could not be noted" in caplog.text) and text not in caplog.text


# --- without credentials ----------------------------------------------------------------------------------------------


def test_this_machine_gets_in_until_there_is_a_key(app: FastAPI, log: EventLog, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licet.api.access.gate.TRUSTED_S", 0.0)
    client = local(app)
    assert client.get("/v1/keys").status_code == 200
    made = key(store, "check")
    assert "has keys" in refused(client.get("/v1/keys"))
    store.keys.revoke(made.split("_")[1], by="test")
    refused(client.get("/v1/keys"))
    refused(local(app_of(log, store)).get("/v1/keys"))  # revoking the last one opens nothing, at the next start either


def test_the_first_key_can_be_made_over_http_and_closes_the_door(app: FastAPI) -> None:
    client = local(app)
    made = client.post("/v1/keys", json={"name": "boss", "scopes": ["admin"]}).json()["key"]
    refused(client.get("/v1/keys"))
    assert client.get("/v1/keys", headers=bearer(made)).status_code == 200


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::2", "::ffff:192.0.2.7", "0.0.0.0", "testclient", "127.0.0.1.example"])
def test_other_machines_do_not(address: str, app: FastAPI) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:8000", client=(address, 50000))
    assert "own machine" in refused(client.get("/v1/events"))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_any_loopback_address_is_this_machine(address: str, app: FastAPI) -> None:
    client = TestClient(app, base_url="http://localhost:8000", client=(address, 50000))
    assert client.get("/v1/events").status_code == 200


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"])
@pytest.mark.parametrize("value", ["127.0.0.1", "for=127.0.0.1", ""])
def test_what_a_proxy_passed_on_is_not_of_this_machine(name: str, value: str, app: FastAPI) -> None:
    assert "proxy" in refused(local(app).get("/v1/events", headers={name: value}))
    refused(remote(app).get("/v1/events", headers={name: value}))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil@127.0.0.1.x",
        "",
        "[",
        "[::1",
        "192.0.2.7",
    ],
)
def test_a_name_that_was_made_to_point_here_does_not_get_in(host: str, app: FastAPI) -> None:
    assert "`Host`" in refused(local(app).get("/v1/events", headers={"Host": host}))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000", "[::1]"])
def test_names_of_this_machine_get_in(host: str, app: FastAPI) -> None:
    assert local(app).get("/v1/events", headers={"Host": host}).status_code == 200


CROSS = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
]


@pytest.mark.parametrize("headers", CROSS, ids=str)
@pytest.mark.parametrize("openness", ["until_keys", "loopback", "everybody"])
def test_a_page_of_another_site_writes_nothing(headers: dict[str, str], openness: str, log: EventLog, store: Store) -> None:
    client = local(app_of(log, store, open_access=openness))
    # What a page can send without asking the browser first: a form, or text.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
        sent = client.post("/v1/keys", content='{"name": "evil", "scopes": ["admin"]}', headers={**headers, "Content-Type": kind})
        assert "another site" in refused(sent)
    assert store.keys.list() == ()
    assert "access-control-allow-origin" not in client.get("/v1/events", headers=headers).headers
    # With credentials, which no browser adds by itself, it is who it says.
    held = bearer(key(store, "check"))
    assert client.post("/v1/checks", json={}, headers={**headers, **held}).status_code == 422


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1:8000"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
def test_programs_and_our_own_page_do(headers: dict[str, str], app: FastAPI) -> None:
    assert local(app).post("/v1/checks", json={}, headers=headers).status_code == 422


def test_nobody_and_everybody(log: EventLog, store: Store) -> None:
    nobody, everybody = (app_of(log, store, open_access=word) for word in ("nobody", "everybody"))
    assert "nobody" in refused(local(nobody).get("/v1/events"))
    assert remote(everybody).get("/v1/events").status_code == 200
    refused(remote(everybody).get("/v1/events", headers=bearer("wrong")))


def test_loopback_stays_open_beside_keys_if_the_settings_say_so(log: EventLog, store: Store) -> None:
    key(store, "check")
    app = app_of(log, store, open_access="loopback")
    assert local(app).get("/v1/events").status_code == 200
    refused(remote(app).get("/v1/events"))


# --- starting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "licet.example", "localhost.example"])
def test_a_server_that_others_reach_needs_a_way_to_know_them(host: str, store: Store) -> None:
    for word in ("until_keys", "loopback", "nobody"):
        with pytest.raises(CannotServe, match="licet keys create"):
            openness(Settings(host=host, open_access=word), store)  # type: ignore[arg-type]
    assert "without a credential" in openness(Settings(host=host, open_access="everybody"), store)
    assert "every request needs" in openness(Settings(host=host, oidc_issuer="https://a.example", oidc_audience="x"), store)
    key(store, "check")
    assert "every request needs" in openness(Settings(host=host), store)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_one_that_only_this_machine_reaches_does_not(host: str, store: Store) -> None:
    told = {word: openness(Settings(host=host, open_access=word, db="here.sqlite"), store) for word in OPENNESS}
    assert told["until_keys"].startswith("programs on this machine need no key until there is one") and "here.sqlite" in told["until_keys"]
    assert told["loopback"].startswith("programs on this machine need no key; ")
    assert told["nobody"].startswith("nobody gets in before") and "here.sqlite" in told["nobody"]
    assert all("`licet keys create --name " in told[word] for word in ("until_keys", "loopback", "nobody"))
    key(store, "check")
    assert openness(Settings(host=host), store).startswith("every request needs a key")


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://a.example/x", True),
        ("http://127.0.0.1:1/x", True),
        ("http://localhost/x", True),
        ("http://a.example/x", False),
        ("http://127.0.0.1.a.example/x", False),
        ("http://127.0.0.1@a.example/x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_where_an_issuer_may_be(url: str, good: bool) -> None:
    assert fetchable(url) is good


def test_loopback_is_not_guessed_from_the_look_of_a_name() -> None:
    assert not any(map(is_loopback, ("", "localhost.", "127.1", "0177.0.0.1", "127.0.0.1.", "[::1]", "::", "0.0.0.0", "loopback")))


# --- who wrote --------------------------------------------------------------------------------------------------------

ANNA = Actor("key:anna", frozenset({"record"}))


def test_events_say_who_recorded_them() -> None:
    given = [{"id": "a"}, {"id": "b", "recorded_by": "key:anna"}]
    assert stamped(given, ANNA) == [{"id": "a", "recorded_by": "key:anna"}, {"id": "b", "recorded_by": "key:anna"}]
    assert given[0] == {"id": "a"}


def test_nobody_signs_as_another_but_who_copies_what_others_recorded() -> None:
    given = [{"id": "a"}, {"id": "b", "recorded_by": "Licet corpus"}, {"id": "c", "recorded_by": None}]
    with pytest.raises(Problem) as caught:
        stamped(given, ANNA)
    assert caught.value.status == 403 and [fault.pointer for fault in caught.value.faults or ()] == ["/1/recorded_by", "/2/recorded_by"]
    copied = stamped(given, Actor("key:boss", frozenset({"record", "admin"})))
    assert [event["recorded_by"] for event in copied] == ["key:boss", "Licet corpus", None]
