"""Receipts: what they say, what they commit to, that they are recorded before anything is given out, in every way to ask."""

import asyncio
import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.testclient import TestClient
from log_support import BACKENDS, BASIS, START, Clock, keep, keep_all, new_check, new_place

from licet import __version__
from licet.api import cli
from licet.api.app import create_app
from licet.api.audit.recording import Recorder
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events import receipts
from licet.events.codec import encode as encode_event
from licet.events.corpus import load_corpus
from licet.events.errors import InvalidReceipt, LogDamaged, LogUnavailable
from licet.events.insertions import read, with_own, write
from licet.events.leaves import leaf
from licet.events.log import EventLog, open_log
from licet.events.receipts import BatchReceipt, CheckReceipt, commitment, decode, encode, root_text, tree_of
from licet.events.record import record
from licet.events.rows import Row, microseconds
from licet.events.sealing import BatchSeal, seal
from licet.events.signing import CheckpointSigner
from licet.events.store import Store, open_store
from licet.events.stored import Stored
from licet.events.tlog.errors import TlogError
from licet.events.tlog.note import VerifierKey
from licet.events.tlog.proof import read_proof
from licet.events.tlog.tree import Range, leaf_hash, verify_inclusion

SAMPLES = Path(__file__).with_name("samples") / "receipts"
GOODS = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}
NAMED = {**GOODS, "date": "2026-11-11", "parties": [{"role": "end_user", "name": "Beispiel Magnetwerk GmbH", "country": "DE"}]}
ASK: Any = {"shipment": NAMED}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(new_place(request.param, tmp_path, request), clock=clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def log() -> Iterator[EventLog]:
    with open_log("memory:", clock=lambda: datetime.now(UTC)) as log:
        record(log, load_corpus())
        yield log


@pytest.fixture(scope="module")
def answers(log: EventLog) -> Answers:
    return Answers(log, "reference", clock=time.monotonic, fresh_for=3600)


@pytest.fixture
def client(log: EventLog, answers: Answers) -> Iterator[TestClient]:
    app = create_app(log, answers, Settings(open_access="everybody"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def all_of(store: Store) -> list[CheckReceipt | BatchReceipt]:
    return [given.receipt for given in store.receipts.read()]


# --- the document -----------------------------------------------------------------------------------------------------------


def test_every_stored_sample_still_loads_and_keeps_its_bytes() -> None:
    """What was written once is read for ever."""
    samples = sorted(SAMPLES.glob("*.json"))
    assert {f"{kind}.v{n}.json" for kind, last in receipts.CURRENT.items() for n in range(1, last + 1)} == {s.name for s in samples}
    for sample in samples:
        data = sample.read_bytes()
        assert decode(data).id == json.loads(data)["id"]
        if json.loads(data)["version"] == receipts.CURRENT[json.loads(data)["type"]]:
            assert encode(decode(data)) == data


def test_an_older_version_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    old = json.loads((SAMPLES / "check.v1.json").read_bytes())
    channel = old.pop("channel")
    monkeypatch.setattr(receipts, "CURRENT", {**receipts.CURRENT, "check": 2})
    monkeypatch.setattr(receipts, "UPCASTS", {("check", 1): lambda raw: {**raw, "channel": channel}})
    with pytest.raises(InvalidReceipt, match="version"):  # the model has only one yet
        decode(json.dumps(old).encode())


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "other"},
        {"version": 2},
        {"version": 0},
        {"version": "1"},
        {"id": "x"},
        {"commitment": "sha256:0"},
        {"more": 1},
        {"channel": "fax"},
    ],
)
def test_what_is_no_receipt_is_refused(wrong: dict[str, Any]) -> None:
    sample = json.loads((SAMPLES / "check.v1.json").read_bytes())
    with pytest.raises(InvalidReceipt):
        decode(json.dumps(sample | wrong).encode())


def test_answers_are_shared_and_each_is_its_own() -> None:
    shared, own = '{"a":"é","b":""}'.encode(), ((17 - 2, "ö"),)
    assert with_own(shared, own) == '{"a":"é","b":"ö"}'.encode()
    assert read(write(own)) == list(own)
    assert with_own(b"abc", ()) == b"abc"
    assert with_own(b"abc", ((0, "x"), (0, "y"), (3, "z"))) == b"xyabcz"


# --- the log ------------------------------------------------------------------------------------------------------------------


def test_receipts_have_positions_without_gaps_and_instants_that_never_go_back(store: Store, clock: Clock) -> None:
    first = keep(store, b'{"n":1}', b"one", "erp")
    clock.now = START.replace(year=2020)
    second, third = keep_all(store, [(b'{"n":2}', b"two"), (b'{"n":3}', b"three")], "erp")
    given = list(store.receipts.read())
    assert [(g.position, g.receipt.id) for g in given] == [(1, first), (2, second), (3, third)]
    assert {g.recorded_at for g in given} == {START}
    assert store.receipts.head() == 3
    assert store.receipts.get(second) == given[1]
    assert [g.position for g in store.receipts.read(1, 2)] == [2]
    assert store.checks.get(third).kept_at == START  # type: ignore[union-attr]


def test_a_receipt_commits_to_what_lies_beside_it_and_survives_its_erasure(store: Store) -> None:
    (check_id,) = store.checks.keep(seal([new_check(b'{"n":"Beispiel"}', b"the answer", "erp", "released by M.")]))
    kept, given = store.checks.get(check_id), store.receipts.get(check_id)
    assert kept is not None
    assert given is not None
    assert isinstance(given.receipt, CheckReceipt)
    assert kept.salt is not None
    assert kept.parts == (b'{"n":"Beispiel"}', b"the answer", b"released by M.")
    assert commitment(kept.salt, *kept.parts) == given.receipt.commitment == kept.digest
    assert commitment(kept.salt, *kept.parts[:2]) != kept.digest
    stored = encode(given.receipt)
    for secret in (*kept.parts, kept.salt.hex().encode()):
        assert secret not in stored
    store.checks.erase([check_id], by="dpo")
    assert store.receipts.get(check_id) == given
    erased = store.checks.get(check_id)
    assert erased is not None
    assert (erased.salt, erased.parts) == (None, ())


def test_answers_that_share_their_bytes_are_kept_until_the_last_of_them_is_erased(store: Store) -> None:
    one, two, three = keep_all(store, [(b'{"n":1}', b"ab the same"), (b'{"n":2}', b"cd the same"), (b'{"n":3}', b"ef another")], "erp")
    store.checks.erase([one], by="dpo")
    assert [check and check.answer for check in map(store.checks.get, (one, two, three))] == [None, b"cd the same", b"ef another"]
    store.checks.erase([two, three], by="dpo")
    again = keep(store, b'{"n":4}', b"gh the same", "erp")
    assert store.checks.get(again).answer == b"gh the same"  # type: ignore[union-attr]


def test_nothing_of_shared_answers_is_left_when_the_last_is_erased(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "log", clock=clock) as store:
        ids = keep_all(store, [(b'{"n":1}', b"1: words of an answer"), (b'{"n":2}', b"2: words of an answer")], "erp")
        assert b"".join(file.read_bytes() for file in tmp_path.iterdir()).count(b"words of an answer") == 1, "kept once"
        store.checks.erase(ids, by="dpo")
        assert b"words of an answer" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_all_or_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, b'{"n":1}', b"one", "erp")
    monkeypatch.setattr(Clock, "__call__", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(store, b'{"n":2}', b"two", "erp")
    assert store.receipts.head() == store.checks.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM licet_receipt",
        "UPDATE licet_receipt SET recorded_us = 0",
        "INSERT OR REPLACE INTO licet_receipt SELECT 1, recorded_us, 'x', body FROM licet_receipt",
    ],
)
def test_the_database_refuses_to_change_receipts(tmp_path: Path, clock: Clock, statement: str) -> None:
    with open_store(tmp_path / "log", clock=clock) as store:
        keep(store, b'{"n":1}', b"one", "erp")
    with sqlite3.connect(tmp_path / "log") as connection, pytest.raises(sqlite3.IntegrityError, match="licet: receipts"):
        connection.execute(statement)
    connection.close()


def test_a_receipt_that_was_changed_by_hand_is_damage(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "log", clock=clock) as store:
        keep(store, b'{"n":1}', b"one", "erp")
        with sqlite3.connect(tmp_path / "log") as connection:
            (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'licet_receipt_update'").fetchone()
            connection.executescript(f"DROP TRIGGER licet_receipt_update; UPDATE licet_receipt SET body = x'7b7d'; {trigger};")
        connection.close()
        with pytest.raises(LogDamaged, match="position `1` cannot be read"):
            list(store.receipts.read())


# --- batches ------------------------------------------------------------------------------------------------------------------


def test_a_batch_is_sealed_in_parts_and_as_a_whole(store: Store) -> None:
    batch = BatchSeal("erp")
    checks = [new_check(b'{"n":%d}' % n, b"answer", "erp") for n in range(5)]
    first = store.checks.keep(batch.part([(n + 1, check) for n, check in enumerate(checks[:3])]))
    second = store.checks.keep(batch.part([(n + 7, check) for n, check in enumerate(checks[3:])]))
    assert store.checks.keep(batch.whole()) == ()
    one, two, whole = all_of(store)
    assert isinstance(one, BatchReceipt)
    assert isinstance(two, BatchReceipt)
    assert isinstance(whole, BatchReceipt)
    assert [(r.rows, r.last_row, r.whole, r.batch) for r in (one, two, whole)] == [
        (3, 3, False, batch.id),
        (2, 8, False, batch.id),
        (5, 8, True, batch.id),
    ]
    rows = [list(store.checks.of_batch(part.id)) for part in (one, two)]
    assert [[row.id for row in part] for part in rows] == [list(first), list(second)]
    bodies = [row.receipt or b"" for part in rows for row in part]
    assert [root_text(tree_of(found).root()) for found in (bodies[:3], bodies[3:], bodies)] == [one.root, two.root, whole.root]
    assert [(r.row, r.batch) for r in map(decode, bodies) if isinstance(r, CheckReceipt)] == [(n, batch.id) for n in (1, 2, 3, 7, 8)]
    store.checks.erase(first, by="dpo")
    assert [row.receipt for row in store.checks.of_batch(one.id)] == bodies[:3]


# --- asking -------------------------------------------------------------------------------------------------------------------


def test_a_receipt_says_on_what_the_answer_was_given(client: TestClient, log: EventLog, answers: Answers) -> None:
    given = client.post("/v1/checks?keep=true", json=ASK | {"known": {"recorded_through": 200}})
    assert given.status_code == 201
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    (receipt,) = all_of(store)
    assert isinstance(receipt, CheckReceipt)
    answer, basis = given.json(), receipt.basis
    assert given.headers["location"] == f"/v1/checks/{receipt.id}"
    assert basis.known.model_dump() == {"published_through": None, "recorded_through": 200, "rules_recorded_through": 200}
    assert (basis.policy_digest, basis.rules_digest) == (answer["log"]["policy_digest"], answer["engine"]["rules_digest"])
    assert (basis.engine_version, basis.inference, basis.outcome) == (__version__, "reference", answer["outcome"])
    assert (receipt.actor, receipt.channel) == ("local", "rest")
    tree = Range()
    for r in log.read(0, 200):
        tree.append(leaf("events", Row(r.position, microseconds(r.recorded_at), r.event.id, encode_event(r.event))).hash)
    assert (basis.log.size, basis.log.root) == (200, root_text(tree.root()))
    kept = store.checks.get(receipt.id)
    assert kept is not None
    assert kept.answer == given.content
    assert json.loads(kept.question or b"")["shipment"] == NAMED
    assert client.get(given.headers["location"]).content == given.content
    assert b"Beispiel" not in encode(receipt)


def test_every_row_of_a_batch_has_its_receipt_before_it_is_given(client: TestClient) -> None:
    rows = "".join(json.dumps({"shipment": {**NAMED, "date": f"2026-11-{day:02}"}}) + "\n" for day in range(1, 29)) * 3
    given = client.post("/v1/checks:batch?keep=true", content=rows, headers={"Content-Type": "application/x-ndjson"})
    answers = [json.loads(line) for line in given.text.splitlines()]
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    *parts, whole = all_of(store)
    assert isinstance(whole, BatchReceipt)
    assert (whole.whole, whole.rows, whole.last_row) == (True, 84, 84)
    kept = [row for part in parts for row in store.checks.of_batch(part.id)]
    assert [row.id for row in kept] == [answer["check"].removeprefix("/v1/checks/") for answer in answers]
    assert root_text(tree_of(row.receipt or b"" for row in kept).root()) == whole.root


@pytest.mark.parametrize("path", ["/v1/checks", "/v1/checks:batch"])
def test_what_cannot_be_recorded_is_not_given(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LogUnavailable("the disk is full")

    store: Store = client.app.state.store  # type: ignore[attr-defined]
    monkeypatch.setattr(store.checks, "keep", fail)
    body: Any = ASK if path == "/v1/checks" else {"checks": [ASK]}
    given = client.post(f"{path}?keep=true", json=body)
    assert (given.status_code, given.json()["type"]) == (503, "/problems/log-unavailable")
    assert "LICENCE" not in given.text
    monkeypatch.undo()
    assert client.post(f"{path}?keep=true", json=body).status_code in (200, 201)


def test_asked_at_once_is_recorded_together_and_each_gets_its_own(store: Store) -> None:
    """While one group is written, the others gather; a failure is everybody's in the group, and nobody else's."""
    groups: list[int] = []
    gates = [threading.Event() for _ in range(9)]

    async def run() -> list[Any]:
        recorder = Recorder(store)
        real = recorder._keep

        def gated(checks: list[Any], given: Callable[[list[tuple[str, bytes]]], object]) -> None:
            groups.append(len(checks))
            assert gates[len(groups) - 1].wait(30)
            if len(groups) == 2:
                raise LogUnavailable("away")
            real(checks, given)

        async def begun(group: int) -> None:
            while len(groups) < group:
                await asyncio.sleep(0.002)

        def ask(n: int) -> asyncio.Task[tuple[str, bytes]]:
            return asyncio.create_task(recorder.record(partial(new_check, b'{"n":%d}' % n, b"answer", "erp")))

        recorder._keep = gated  # type: ignore[method-assign]
        first = ask(0)
        await begun(1)
        failing = [ask(1) for _ in range(3)]
        await asyncio.sleep(0)
        gates[0].set()
        await begun(2)
        others = [ask(n) for n in range(2, 7)]
        await asyncio.sleep(0)
        others[0].cancel()
        for gate in gates:
            gate.set()
        return await asyncio.gather(first, *failing, *others, return_exceptions=True)

    first, *rest = asyncio.run(run())
    assert groups == [1, 3, 5]
    assert [type(found) for found in rest[:3]] == [LogUnavailable] * 3
    assert isinstance(rest[3], asyncio.CancelledError)
    questions = [store.checks.get(check_id).question for check_id, _ in (first, *rest[4:])]  # type: ignore[union-attr]
    assert questions == [b'{"n":%d}' % n for n in (0, 3, 4, 5, 6)]


def test_at_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "log.sqlite")
    asked = ["check", "--material", "holmium", "--form", "metal", "--to", "DE", "--on", "2026-11-11", "--json", "--db", place]
    assert cli.run([*asked, "--record", "--note", "despite its doubts"]) == 0
    out = capsys.readouterr()
    check_id = out.err.split("recorded as ")[1].split()[0]
    with open_store(place, clock=Clock()) as store:
        kept, (receipt,) = store.checks.get(check_id), all_of(store)
    assert kept is not None
    assert isinstance(receipt, CheckReceipt)
    assert (receipt.channel, receipt.actor.split(":")[0], kept.note) == ("cli", "cli", b"despite its doubts")
    assert kept.answer == out.out.encode().strip()
    assert hashlib.sha256(kept.answer).hexdigest() not in encode(receipt).decode()
    assert cli.run([*asked[:-1], "memory:", "--record"]) == cli.run([*asked, "--note", "x"]) == 2
    assert "`--record`" in capsys.readouterr().err


def test_the_basis_of_a_receipt_is_what_the_samples_have() -> None:
    sample = decode((SAMPLES / "check.v1.json").read_bytes())
    assert isinstance(sample, CheckReceipt)
    assert set(sample.basis.model_dump()) == set(BASIS.model_dump())


# --- the proof of one ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["check", "batch"])
def test_the_proof_of_one_answer_holds_without_the_server_and_after_erasure(tmp_path: Path, way: str) -> None:
    place, keys = str(tmp_path / "log.sqlite"), [Ed25519PrivateKey.from_private_bytes(bytes(range(32)))]
    settings = Settings(open_access="everybody", checkpoints=str(tmp_path / "checkpoints"), db=place)

    def sign(log: str) -> None:
        with Stored(place) as stored:
            CheckpointSigner(stored, log, tmp_path / "checkpoints", keys, lambda: datetime.now(UTC)).sign()

    with open_log(place, clock=lambda: datetime.now(UTC)) as log, open_store(place, clock=lambda: datetime.now(UTC)) as store:
        record(log, load_corpus())
        with TestClient(create_app(log, Answers(log, "reference"), settings, store)) as client:
            if way == "check":
                at = client.post("/v1/checks?keep=true", json=ASK).headers["location"]
            else:
                asked = [ASK | {"shipment": NAMED | {"date": f"2026-11-{day}"}} for day in range(10, 15)]
                at = client.post("/v1/checks:batch?keep=true", json={"checks": asked}).json()["results"][3]["check"]
            early = client.get(f"{at}/proof")
            assert (early.status_code, early.json()["type"], early.headers["retry-after"]) == (503, "/problems/not-signed", "2")
            sign("receipts")
            proof = client.get(f"{at}/proof").json()
            question, answer = client.get(f"{at}/question").content, client.get(at).content
            store.checks.erase([at.rsplit("/", 1)[1]], by="dpo")
            later = client.get(f"{at}/proof").json()
    assert later == proof | {"salt": None}
    key = VerifierKey.parse(proof["keys"][0])
    assert key.public == keys[0].public_key().public_bytes_raw()
    read_proof(proof["proof"].encode()).verify(proof["leaf"].encode(), key.name, [key])
    with pytest.raises(TlogError):
        read_proof(proof["proof"].encode()).verify(proof["leaf"].replace("2", "3", 1).encode(), key.name, [key])
    assert json.loads(proof["leaf"])["digest"] == "sha256:" + hashlib.sha256(proof["receipt"].encode()).hexdigest()
    receipt = json.loads(proof["receipt"])
    if way == "batch":
        row = proof["row"]
        root = bytes.fromhex(receipt["root"].removeprefix("sha256:"))
        verify_inclusion(leaf_hash(row["receipt"].encode()), row["number"], row["rows"], [bytes.fromhex(h) for h in row["hashes"]], root)
        assert row["rows"] == receipt["rows"]
        receipt = json.loads(row["receipt"])
    parts = b"".join(hashlib.sha256(part).digest() for part in (question, answer))
    assert receipt["commitment"] == "sha256:" + hashlib.sha256(bytes.fromhex(proof["salt"]) + parts).hexdigest()


def test_nobody_else_gets_a_proof(client: TestClient) -> None:
    assert client.get("/v1/checks/" + "0" * 32 + "/proof").status_code == 404
