"""API keys: their form, their life, `licet keys …` and `/v1/keys`. A key is shown once and kept as a hash."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from log_support import execute
from rest import local

from licet.api import cli
from licet.api.access import credentials, gate
from licet.api.access.credentials import instant, is_of, key_id_in, over
from licet.api.app import create_app
from licet.api.schema import Refused
from licet.engine.answers import Answers
from licet.events.log import open_log
from licet.events.store import Store, open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FORM = re.compile(r"licet_[0-9a-z]{12}_[0-9A-Za-z]{49}")


def now() -> datetime:
    return NOW


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", clock=now) as store:
        yield store


def make(store: Store, name: str = "erp", *scopes: str, expires: str | None = None) -> credentials.Issued:
    return credentials.create(store.keys, name, scopes or ("check",), expires, by="test", now=NOW)


# --- form -------------------------------------------------------------------------------------------------------------


def test_what_is_stored_opens_nothing(store: Store) -> None:
    issued = make(store)
    assert FORM.fullmatch(issued.text)
    assert issued.key.hash == hashlib.sha256(issued.text.encode()).hexdigest()
    assert issued.text not in repr(store.keys.list())
    assert issued.text.split("_")[2][:43] not in repr(store.keys.list())


def test_secrets_have_256_bits_and_differ(store: Store) -> None:
    texts = [make(store, f"k{n}").text for n in range(50)]
    assert 62**43 > 2**256 and len({text.split("_")[2] for text in texts}) == len({text.split("_")[1] for text in texts}) == 50
    assert {len(set(column)) > 5 for column in zip(*(text.split("_")[2][:43] for text in texts), strict=True)} == {True}


def test_a_key_is_itself_and_no_other(store: Store) -> None:
    one, other = make(store, "one"), make(store, "other")
    assert is_of(one.text, one.key) and is_of(other.text, other.key)
    assert not is_of(one.text, other.key) and not is_of(one.text, None) and not is_of("", None)


def test_a_typing_error_is_seen_without_a_look_at_the_store(store: Store) -> None:
    text = make(store).text
    assert key_id_in(text) == text.split("_")[1]
    for place in range(len(text)):
        wrong = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
        assert key_id_in(wrong) is None, wrong
    for wrong in ("", "licet_", text + "\n", text.upper(), text[:-1], " " + text, text.replace("licet", "Licet")):
        assert key_id_in(wrong) is None


# --- life -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 23, 59, 59, 999999, UTC)),
        ("9999-12-31", datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)),
        ("90d", NOW + timedelta(days=90)),
        ("12h", NOW + timedelta(hours=12)),
    ],
)
def test_an_end_is_a_last_day_or_a_time_from_now(text: str, wanted: datetime) -> None:
    assert instant(text, NOW) == wanted


@pytest.mark.parametrize("text", ["2026-11-22", "0d", "0h", "", "7", "7w", "-7d", "7 d", "٧d", "99999d", "2026-13-01", "2026-11-24T00:00"])
def test_any_other_end_is_refused(text: str, store: Store) -> None:
    with pytest.raises(Refused) as caught:
        make(store, expires=text)
    assert [fault.pointer for fault in caught.value.faults] == ["/expires"]
    assert store.keys.list() == ()


def test_a_key_ends_with_its_last_instant(store: Store) -> None:
    key = make(store, expires="2027-01-31").key
    assert over(key, datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)) is None
    assert over(key, datetime(2027, 2, 1, tzinfo=UTC)) == "expired on 2027-01-31 23:59 UTC"
    assert over(make(store, "for-ever").key, datetime.max.replace(tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("name", "scopes", "pointers"),
    [
        ("", ["check"], ["/name"]),
        ("ERP", ["check"], ["/name"]),
        ("a b", ["check"], ["/name"]),
        ("a\n", ["check"], ["/name"]),
        ("x" * 64, ["check"], ["/name"]),
        ("taken", ["check"], ["/name"]),
        ("erp", [], ["/scopes"]),
        ("erp", ["check", "chek", "Admin"], ["/scopes/1", "/scopes/2"]),
        ("a b", [], ["/name", "/scopes"]),
    ],
)
def test_what_cannot_be_a_key_is_named(name: str, scopes: list[str], pointers: list[str], store: Store) -> None:
    taken = make(store, "taken").key
    store.keys.revoke(taken.id, by="test")
    with pytest.raises(Refused) as caught:
        credentials.create(store.keys, name, scopes, None, by="test", now=NOW)
    assert [fault.pointer for fault in caught.value.faults] == pointers
    assert len(store.keys.list()) == 1


def test_a_rotated_key_keeps_name_scopes_and_length_of_life(store: Store) -> None:
    old = make(store, "erp", "check", "record", expires="90d").key
    new = credentials.rotate(store.keys, old.id, "7d", by="test", now=NOW + timedelta(days=80))
    assert (new.key.name, new.key.scopes, new.key.expires_at) == ("erp", old.scopes, NOW + timedelta(days=170))
    assert new.key.id != old.id and is_of(new.text, new.key)
    kept = store.keys.get(old.id)
    assert kept is not None and kept.expires_at == NOW + timedelta(days=87) and kept.hash == old.hash


def test_an_overlap_prolongs_nothing(store: Store) -> None:
    old = make(store, expires="1d").key
    credentials.rotate(store.keys, old.id, "7d", by="test", now=NOW)
    assert credentials.known(store.keys, old.id).expires_at == NOW + timedelta(days=1)
    endless = make(store, "other").key
    credentials.rotate(store.keys, endless.id, "0d", by="test", now=NOW)
    assert over(credentials.known(store.keys, endless.id), NOW) is not None


def test_what_is_over_is_not_rotated(store: Store) -> None:
    key = make(store).key
    credentials.revoke(store.keys, key.id, by="test")
    for key_id, overlap in ((key.id, "7d"), ("nothing", "7d"), (make(store, "other").key.id, "soon")):
        with pytest.raises(Refused):
            credentials.rotate(store.keys, key_id, overlap, by="test", now=NOW)
    assert len(store.keys.list()) == 2


def test_a_leaked_key_is_revoked_by_what_leaked(store: Store) -> None:
    issued = make(store)
    assert credentials.revoke(store.keys, issued.text, by="test").revoked_at == NOW


# --- the terminal -----------------------------------------------------------------------------------------------------


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "log.sqlite")


def test_a_key_stands_alone_on_standard_output(db: str, capsys: Any) -> None:
    made = cli.run(["keys", "create", "--name", "erp", "--scope", "check", "--scope", "record", "--expires", "90d", "--db", db])
    out, err = capsys.readouterr()
    assert made == 0 and FORM.fullmatch(out.removesuffix("\n"))
    assert out.strip() not in err and "erp: check, record; until " in err
    assert cli.run(["keys", "list", "--db", db]) == 0
    listed = capsys.readouterr().out
    assert listed.count("\n") == 1 and out.split("_")[1] in listed and out.split("_")[2][:20] not in listed
    assert cli.run(["keys", "list", "--json", "--db", db]) == 0
    assert json.loads(capsys.readouterr().out)["scopes"] == ["check", "record"]


def test_nothing_of_a_key_is_in_the_database_but_its_hash(db: str, capsys: Any) -> None:
    cli.run(["keys", "create", "--name", "erp", "--scope", "check", "--db", db])
    text = capsys.readouterr().out.strip()
    for file in Path(db).parent.iterdir():
        data = file.read_bytes()
        assert text.split("_")[2][:43].encode() not in data and text.encode() not in data
    ((stored,),) = execute(db, "SELECT hash FROM licet_key")
    assert stored == hashlib.sha256(text.encode()).hexdigest()


def test_rotating_and_revoking_from_the_terminal(db: str, capsys: Any) -> None:
    cli.run(["keys", "create", "--name", "erp", "--scope", "check", "--db", db])
    old = capsys.readouterr().out.split("_")[1]
    assert cli.run(["keys", "rotate", old, "--overlap", "2h", "--db", db]) == 0
    out, err = capsys.readouterr()
    assert FORM.fullmatch(out.strip()) and f"`{old}` is good until" in err
    assert cli.run(["keys", "revoke", out.strip(), "--db", db]) == 0
    assert "was revoked on" in capsys.readouterr().out
    assert cli.run(["keys", "rotate", out.split("_")[1], "--db", db]) == 2
    assert cli.run(["keys", "revoke", "nothing", "--db", db]) == 2
    assert capsys.readouterr().out == ""


def test_keys_that_would_vanish_are_not_made(capsys: Any) -> None:
    assert cli.run(["keys", "create", "--name", "erp", "--scope", "check", "--db", "memory:"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "`--db`" in err


# --- over HTTP --------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """One that has the scope `admin`, by a key of its own."""
    monkeypatch.setattr("licet.api.rest.keys.now", now)
    monkeypatch.setattr("licet.api.app.now", now)
    with (
        open_log("memory:", clock=now) as log,
        open_store("memory:", clock=now) as store,
        local(create_app(log, Answers(log, "reference"), store=store), raise_server_exceptions=False) as client,
    ):
        client.headers["Authorization"] = f"Bearer {make(store, 'boss', 'admin').text}"
        yield client


def test_a_key_over_http_from_creation_to_revocation(client: TestClient) -> None:
    made = client.post("/v1/keys", json={"name": "erp", "scopes": ["check"], "expires": "2027-12-31"})
    assert made.status_code == 201 and made.headers["cache-control"] == "no-store"
    new = made.json()
    text = new.pop("key")
    assert made.headers["location"] == f"/v1/keys/{new['id']}" and new["expires_at"] == "2027-12-31T23:59:59.999999Z"
    assert client.get(made.headers["location"]).json() == new
    used = {"Authorization": f"Bearer {text}"}
    assert client.get("/v1/events", headers=used).status_code == 200
    assert client.get("/v1/keys", headers=used).status_code == 403
    listed = client.get("/v1/keys")
    assert {key["name"] for key in listed.json()["keys"]} == {"boss", "erp"} and text not in listed.text

    rotated = client.post(f"{made.headers['location']}/rotation", json={"overlap": "1d"}).json()
    assert client.get("/v1/events", headers={"Authorization": f"bearer {rotated['key']}"}).status_code == 200
    assert client.get("/v1/events", headers=used).status_code == 200

    for _ in range(2):
        gone = client.delete(f"/v1/keys/{rotated['id']}")
        assert gone.status_code == 200 and gone.json()["revoked_at"] == "2026-11-23T09:00:00.000000Z"
    assert client.get("/v1/events", headers={"Authorization": f"bearer {rotated['key']}"}).status_code == 401  # at once, in this process
    assert client.get("/v1/events", headers=used).status_code == 200


def test_an_overlap_of_nothing_ends_the_old_key_at_once(client: TestClient) -> None:
    made = client.post("/v1/keys", json={"name": "erp", "scopes": ["check"]}).json()
    used = {"Authorization": f"Bearer {made['key']}"}
    assert client.get("/v1/events", headers=used).status_code == 200
    assert client.post(f"/v1/keys/{made['id']}/rotation", json={"overlap": "0d"}).status_code == 201
    assert client.get("/v1/events", headers=used).status_code == 401


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ('{"name": "erp", "scopes": []}', "#/scopes"),
        ('{"name": "erp", "scopes": ["root"]}', "#/scopes/0"),
        ('{"name": "E", "scopes": ["check"]}', "#/name"),
        ('{"name": "boss", "scopes": ["check"]}', "#/name"),
        ('{"name": "erp", "scopes": ["check"], "expires": "2026-01-01"}', "#/expires"),
        ('{"name": "erp", "scopes": ["check"], "hash": "x"}', "#/hash"),
        ('{"name": "erp", "scopes": "check"}', "#/scopes"),
        ('{"name": "erp", "name": "b", "scopes": ["check"]}', "#"),
        ("[]", "#"),
    ],
)
def test_bad_keys_are_422_and_none_is_made(body: str, pointer: str, client: TestClient) -> None:
    refused = client.post("/v1/keys", content=body, headers={"content-type": "application/json"})
    assert refused.status_code == 422 and refused.json()["errors"][0]["pointer"] == pointer, refused.text
    assert len(client.get("/v1/keys").json()["keys"]) == 1


def test_keys_that_are_not_there_are_404(client: TestClient) -> None:
    for answer in (client.get("/v1/keys/nothing"), client.delete("/v1/keys/nothing"), client.post("/v1/keys/nothing/rotation")):
        assert answer.status_code == 404 and answer.json()["type"] == "/problems/not-found"


def test_a_key_that_is_over_cannot_be_rotated_and_parameters_are_named(client: TestClient) -> None:
    made = client.post("/v1/keys", json={"name": "erp", "scopes": ["check"]}).json()
    client.delete(f"/v1/keys/{made['id']}")
    for answer in (client.post(f"/v1/keys/{made['id']}/rotation"), client.get("/v1/keys?id=x"), client.delete("/v1/keys/x?id=x")):
        assert answer.status_code == 422 and answer.json()["errors"][0]["parameter"] == "id", answer.text


def test_changes_of_other_processes_are_seen_within_a_second(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = client.post("/v1/keys", json={"name": "erp", "scopes": ["check"]}).json()
    used = {"Authorization": f"Bearer {made['key']}"}
    assert client.get("/v1/events", headers=used).status_code == 200
    client.app.state.store.keys.revoke(made["id"], by="another process")  # type: ignore[attr-defined]
    assert client.get("/v1/events", headers=used).status_code == 200
    assert gate.TRUSTED_S <= 1
    later = gate.time.monotonic() + gate.TRUSTED_S  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setattr("licet.api.access.gate.time.monotonic", lambda: later)
        assert client.get("/v1/events", headers=used).status_code == 401
