"""The log over HTTP: appending, at a position and repeatably; reading by filters; following."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from log_support import verify
from rest import local
from served import problem, served

from licet.api.access import credentials
from licet.api.app import create_app
from licet.api.rest import follow
from licet.api.rest.appending_docs import EXAMPLE
from licet.api.settings import Settings
from licet.engine.answers import Answers
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.errors import LogUnavailable
from licet.events.log import EventLog, open_log
from licet.events.record import record
from licet.events.store import Store, open_store

ANYWHERE = {"If-Match": "*"}
SHIPMENT = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}


def now() -> datetime:
    return datetime.now(UTC)


def announced(event_id: str, **fields: Any) -> dict[str, Any]:
    own = {"type": "control_announced", "instrument": "XX-2026-1", "authority": "XX", "published": "2026-01-01", "title": {"en": "An act"}}
    return {**own, "id": event_id, **fields}


def suspension(event_id: str = "XX-2026-1/suspension", **fields: Any) -> dict[str, Any]:
    own = {"type": "control_suspended", "from": "2026-11-11", "through": "2027-11-10", "targets": ["CN-2025-57"]}
    return {**announced(event_id), "title": ..., **own, **fields}


def body(*events: dict[str, Any]) -> bytes:
    """A batch; what is `...` is left out."""
    return json.dumps({"events": [{k: v for k, v in event.items() if v is not ...} for event in events]}).encode()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with open_log(tmp_path / "log.sqlite", clock=now) as log:
        yield log


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", clock=now) as store:
        yield store


@pytest.fixture
def app(log: EventLog, store: Store) -> FastAPI:
    return create_app(log, Answers(log, "reference", clock=lambda: 0.0), Settings(), store)  # read once, and after own appends


@pytest.fixture
def client(app: FastAPI) -> Any:
    client = local(app, raise_server_exceptions=False)
    client.headers["content-type"] = "application/json"
    return client


def append(client: Any, *events: dict[str, Any], match: str = "*", **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/events", content=body(*events), headers={"If-Match": match, **names})


def faults(answer: Any, status: int = 422, slug: str = "bad-input") -> list[str]:
    return [f"{e.get('pointer') or e['parameter']} {e['detail']}" for e in problem(answer, status, slug)["errors"]]


# --- appending ----------------------------------------------------------------------------------------------------------


def test_an_event_is_recorded_with_who_sent_it(client: Any, log: EventLog) -> None:
    answer = client.post("/v1/events", json=announced("XX-2026-1"), headers=ANYWHERE)
    assert answer.status_code == 201, answer.text
    (entry,) = answer.json()["events"]
    assert (entry["position"], entry["event"]["recorded_by"]) == (1, "local")
    assert (answer.headers["location"], answer.headers["etag"]) == ("/v1/events/XX-2026-1", '"1"')
    assert client.get(answer.headers["location"]).json() == entry
    stored = log.get("XX-2026-1")
    assert stored is not None and stored.digest == entry["digest"] and stored.event.recorded_by == "local"


@pytest.mark.parametrize("wrap", [lambda events: events, lambda events: {"events": events}])
def test_a_batch_is_recorded_in_its_order(client: Any, log: EventLog, wrap: Any) -> None:
    answer = client.post("/v1/events", json=wrap([announced("B"), announced("A"), announced("C/1")]), headers={"If-Match": '"0"'})
    assert answer.status_code == 201, answer.text
    assert [e["position"] for e in answer.json()["events"]] == [1, 2, 3] and verify(log) == ["B", "A", "C/1"]
    assert answer.headers["etag"] == '"3"'
    assert client.get(answer.headers["location"]).json()["events"] == answer.json()["events"]


def test_the_example_of_the_description_can_be_recorded(client: Any, log: EventLog) -> None:
    record(log, load_corpus())
    answer = client.post("/v1/events", json=EXAMPLE, headers={"If-Match": f'"{log.head()}"', "Idempotency-Key": '"8e03978e-40d5"'})
    assert answer.status_code == 201, answer.text


def test_an_append_says_where_the_log_was(client: Any, log: EventLog) -> None:
    append(client, announced("A"))
    missing = client.post("/v1/events", content=body(announced("B")))
    assert problem(missing, 428, "condition-missing")["head"] == 1 and missing.headers["etag"] == '"1"'
    for elsewhere in ('"0"', '"2"', 'W/"7"'):
        moved = append(client, announced("B"), match=elsewhere)
        assert problem(moved, 412, "position-moved")["head"] == 1 and moved.headers["etag"] == '"1"'
    assert verify(log) == ["A"]
    page = client.get("/v1/events")
    assert append(client, announced("B"), match=page.headers["etag"]).headers["etag"] == '"2"'


@pytest.mark.parametrize("wrong", ["1", '"x"', '"-1"', '"1", "2"', "", '"9007199254740993"', '"٥"', "**"])
def test_a_position_that_is_none(client: Any, log: EventLog, wrong: str) -> None:
    answer = client.post("/v1/events", content=body(announced("A")), headers={"If-Match": wrong.encode()})
    assert "`If-Match`" in faults(answer)[0] and log.head() == 0


def test_a_repetition_is_given_the_first_records(client: Any, log: EventLog) -> None:
    first = append(client, announced("A"), announced("B"), match='"0"')
    again = append(client, announced("A"), announced("B"), match='"0"')
    assert (again.status_code, again.content, again.headers["etag"]) == (201, first.content, '"2"')
    more = append(client, announced("B"), announced("C"), announced("B"))
    assert [e["position"] for e in more.json()["events"]] == [2, 3, 2]
    assert verify(log) == ["A", "B", "C"]


def test_an_idempotency_key_gives_the_first_answer_for_ever(client: Any, log: EventLog) -> None:
    first = append(client, announced("A"), match='"0"', Idempotency_Key='"k-1"')
    append(client, announced("B"))
    for key in ('"k-1"', "k-1"):
        again = append(client, announced("A"), match='"0"', Idempotency_Key=key)
        assert (again.status_code, again.content) == (201, first.content)
        assert dict(again.headers) | {"x-request-id": ""} == dict(first.headers) | {"x-request-id": ""}
    other = append(client, announced("C"), Idempotency_Key='"k-1"')
    assert "parameter" in problem(other, 422, "key-reused")["errors"][0]
    assert append(client, announced("C"), Idempotency_Key=r'"k-\"1\\"').status_code == 201
    assert verify(log) == ["A", "B", "C"]


def test_an_append_that_fails_leaves_its_key_free(client: Any, log: EventLog) -> None:
    assert append(client, announced("A", title=1), Idempotency_Key="k").status_code == 422
    assert append(client, announced("A"), match='"9"', Idempotency_Key="k").status_code == 412
    assert append(client, announced("A"), Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("wrong", ["", '""', '"a b"', '"a', "a b", '"é"', '"' + "x" * 256 + '"', '"a", "b"', r'"\a"'])
def test_a_key_that_is_none(client: Any, log: EventLog, wrong: str) -> None:
    answer = client.post("/v1/events", content=body(announced("A")), headers={**ANYWHERE, "Idempotency-Key": wrong.encode("latin-1")})
    assert "`Idempotency-Key`" in faults(answer)[0] and log.head() == 0


def test_keys_belong_to_who_sends_them(app: FastAPI, store: Store, log: EventLog) -> None:
    clients = []
    for name in ("anna", "bert"):
        made = credentials.create(store.keys, name, ["record"], None, by="test", now=now())
        clients.append(local(app, headers={"Authorization": f"Bearer {made.text}", "content-type": "application/json"}))
    assert append(clients[0], announced("A"), Idempotency_Key="k").status_code == 201
    assert append(clients[1], announced("B"), Idempotency_Key="k").status_code == 201
    assert [r.event.recorded_by for r in log.read()] == ["key:anna", "key:bert"]


def test_two_deliveries_at_once_are_one_append(app: FastAPI, log: EventLog) -> None:
    with served(app) as client, ThreadPoolExecutor(8) as pool:
        client.headers["content-type"] = "application/json"
        answers = list(pool.map(lambda _: append(client, announced("A"), announced("B"), match='"0"', Idempotency_Key="k"), range(8)))
    assert {(a.status_code, a.content) for a in answers} == {(201, answers[0].content)}
    assert verify(log) == ["A", "B"]


def test_of_writers_at_one_position_one_wins(app: FastAPI, log: EventLog) -> None:
    with served(app) as client, ThreadPoolExecutor(8) as pool:
        client.headers["content-type"] = "application/json"
        answers = list(pool.map(lambda n: append(client, announced(f"A{n}"), announced(f"B{n}"), match='"0"'), range(8)))
        assert sorted(a.status_code for a in answers) == [201] + [412] * 7
        assert len(verify(log)) == 2
        answers = list(pool.map(lambda n: append(client, announced(f"C{n}"), announced(f"D{n}")), range(8)))
    assert {a.status_code for a in answers} == {201}
    ids = verify(log)
    assert all(ids.index(f"D{n}") == ids.index(f"C{n}") + 1 for n in range(8)), "batches stay together"


def test_what_was_appended_counts_for_the_next_question(client: Any, log: EventLog) -> None:
    record(log, load_corpus())
    question = {"shipment": {**SHIPMENT, "date": "2026-12-15"}}
    before = client.post("/v1/checks", json=question).json()
    assert before["outcome"] == "LICENCE_REQUIRED"
    assert append(client, suspension()).status_code == 201
    after = client.post("/v1/checks", json=question).json()
    assert after["outcome"] != before["outcome"] and after["log"]["position"] == log.head() == before["log"]["position"] + 1


# --- faults of a body ---------------------------------------------------------------------------------------------------

FAULTS: list[tuple[bytes, list[str]]] = [
    (b"", ["# not JSON"]),
    (b"[]", ["# there is no event"]),
    (b'{"events": []}', ["#/events there is no event"]),
    (b'{"events": {}}', ["#/events a JSON array"]),
    (b'{"events": [{}], "head": 1}', ["#/head unknown field"]),
    (b"7", ["# an event, an array"]),
    (b'{"events": [1, null]}', ["#/events/0 an event is a JSON object", "#/events/1 an event is"]),
    (b"{}", ["# an event has a `type`"]),
    (b'[{"type": "control_suspend"}]', ["#/0 `control_suspend` is not an event type"]),
    (body(announced("A", version=2)), ["#/events/0 version `2`"]),
    (b'{"type": "control_announced", "id": "A", "id": "B"}', ["# the key `id` is there twice"]),
    (b'{"type": "control_announced", "version": 1.0}', ["#/version `1.0` would lose digits"]),
    (b'[{"id": NaN}]', ["#/0/id `NaN` is not JSON"]),
    (body(suspension(**{"from": "2026-11-31"})), ["#/events/0/from `2026-11-31` is not a day"]),
    (body(suspension(**{"from": 1})), ["#/events/0/from `1` is not a day"]),
    (body(suspension(**{"from": ...})), ["#/events/0/from required"]),
    (body(suspension(targets=[])), ["#/events/0/targets"]),
    (body(suspension(position=1)), ["#/events/0/position unknown field"]),
    (body(announced("a b")), ["#/events/0/id `a b`: an id has"]),
    (
        body(announced("A"), announced("B", published=None), announced("C", title={})),
        ["#/events/1 `B` needs", "#/events/2/title/en required"],
    ),
    (
        body(announced("E", type="entry_corrected", title=..., entry="X", reason="misread", replacement=suspension("X", title=None))),
        ["#/events/0/replacement/title unknown field"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "said"), FAULTS, ids=[said[0] for _, said in FAULTS])
def test_every_fault_of_a_body_has_its_place(client: Any, log: EventLog, sent: bytes, said: list[str]) -> None:
    found = faults(client.post("/v1/events", content=sent, headers=ANYWHERE))
    assert len(found) == len(said) and all(f.startswith(s) for f, s in zip(found, said, strict=True)), found
    assert log.head() == 0


def test_a_value_that_may_be_several_things_is_told_as_the_nearest(client: Any) -> None:
    entry = {"line": "1", "text": {"en": "x"}, "criteria": {"all": [{"substance": "iron", "op": ">=", "value": "a"}]}}
    law = announced(
        "L", type="licence_required", title=..., licence_type="dual-use", provision="L", entries=[entry], **{"from": "2026-01-01"}
    )
    law |= {"reach": [{"kind": "departure", "territory": "CN"}]}
    (found,) = faults(append(client, law))
    assert found.startswith("#/events/0/entries/0/criteria/all/0/value `a` is not an exact decimal")


def test_faults_are_told_up_to_a_hundred(client: Any) -> None:
    assert len(faults(client.post("/v1/events", json=[1] * 1000, headers=ANYWHERE))) == 100
    assert len(faults(append(client, *(announced(f"A{n}", title=1) for n in range(1000))))) == 100


def test_references_are_checked_before_anything_is_recorded(client: Any, log: EventLog) -> None:
    record(log, load_corpus())
    head = log.head()
    wrong = suspension("S", targets=["CN-2025-57", "CN-2099-9"])
    extended = announced("E", type="suspension_extended", title=..., suspension="nothing", through="2027-01-01")
    recoded = announced("R", type="control_recodified", title=..., codes=[{"line": "CN-0/1", "code": "1C1"}], **{"from": "2026-01-01"})
    found = faults(append(client, announced("A"), wrong, extended, recoded))
    assert [f.split()[0] for f in found] == ["#/events/1/targets/1", "#/events/2/suspension", "#/events/3/codes/0/line"]
    assert "`CN-2099-9` is no provision in the log" in found[0]
    assert log.head() == head


def test_a_taken_id_is_a_conflict(client: Any, log: EventLog) -> None:
    append(client, announced("A"))
    for match in ("*", '"1"', '"0"'):
        taken = append(client, announced("B"), announced("A", title={"en": "Another"}), match=match)
        assert faults(taken, 409, "id-taken")[0].startswith("#/events/1/id")
    twice = faults(append(client, announced("B"), announced("B", title={"en": "Another"})))
    assert twice[0].startswith("#/events/1/id it is there twice")
    assert verify(log) == ["A"]


# --- who ----------------------------------------------------------------------------------------------------------------


def keyed(app: FastAPI, store: Store, *scopes: str) -> Any:
    made = credentials.create(store.keys, f"anna-{len(store.keys.list())}", scopes, None, by="test", now=now())
    return local(app, headers={"Authorization": f"Bearer {made.text}", "content-type": "application/json"})


def corrected(event_id: str, entry: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return announced(event_id, type="entry_corrected", title=..., entry=entry["id"], reason="misread", replacement=entry, **fields)


READING = announced(
    "R", type="reading_recorded", title=..., targets=["A"], reading={"en": "so"}, by="practice", case={}, word="yes", adopted=True
)


RULES = next(event for event in load_corpus() if event.type == "rules_adopted").model_dump(mode="json") | {"recorded_by": ...}


@pytest.mark.parametrize(
    ("event", "scope"),
    [
        (announced("B"), "record"),
        (suspension(targets=["A"]), "record"),
        ({**READING, "adopted": False}, "record"),
        (READING, "approve"),
        (RULES, "approve"),
        (corrected("C", announced("A", title={"en": "Right"})), "approve"),
        (announced("W", type="entry_withdrawn", title=..., entry="A", reason="made up"), "approve"),
    ],
    ids=["announcement", "suspension", "reading", "adopted reading", "rules", "correction", "withdrawal"],
)
def test_what_decides_how_law_is_read_needs_another_scope(
    app: FastAPI, store: Store, log: EventLog, event: dict[str, Any], scope: str
) -> None:
    log.append([from_json(announced("A"))])
    (other,) = {"record", "approve"} - {scope}
    refused = append(keyed(app, store, other), event, announced("Z") if other == "record" else corrected("Z", announced("A")))
    told = problem(refused, 403, "not-permitted")
    assert [e["pointer"] for e in told["errors"]] == ["#/events/0"] and scope in told["detail"]
    assert log.head() == 1
    assert append(keyed(app, store, scope), event).status_code == 201
    assert append(keyed(app, store, "record", "approve"), event).status_code == 409, "another has recorded it"


def test_rules_that_cannot_be_run_are_not_adopted(client: Any, log: EventLog) -> None:
    """No question could be answered by them."""
    first, *others = RULES["tables"]
    wrong = {**RULES, "tables": [{**first, "rules": first["rules"][1:]}, *others]}
    for dry in ("", "?dry_run=true"):
        answer = client.post(f"/v1/events{dry}", content=body(announced("A"), wrong), headers=ANYWHERE)
        assert [f.split()[0] for f in faults(answer)] == ["#/events/1/tables"]
        assert "mend its table" in faults(answer)[0]
    assert log.head() == 0
    assert append(client, RULES).status_code == 201


def test_nobody_signs_as_another(app: FastAPI, store: Store, log: EventLog) -> None:
    theirs = announced("B", recorded_by="Licet corpus")
    told = problem(append(keyed(app, store, "record"), announced("A"), theirs), 403, "not-permitted")
    assert [e["pointer"] for e in told["errors"]] == ["#/events/1/recorded_by"] and log.head() == 0
    assert append(keyed(app, store, "record", "admin"), theirs).status_code == 201
    assert append(keyed(app, store, "record", "approve"), announced("A"), corrected("C", announced("A"))).status_code == 201
    correction = log.get("C")
    assert correction is not None and correction.event.replacement.recorded_by == "key:anna-2"  # type: ignore[union-attr]


# --- rehearsing ---------------------------------------------------------------------------------------------------------


def rehearse(client: Any, *events: dict[str, Any], match: str = "*", **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/events?dry_run=true", content=body(*events), headers={"If-Match": match, **names})


def test_a_rehearsal_records_nothing_and_says_what_would_be(client: Any, log: EventLog) -> None:
    append(client, announced("A"))
    answer = rehearse(client, announced("A"), announced("B"), match='"1"', Idempotency_Key="k")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    told = answer.json()
    assert told["dry_run"] is True and told["head"] == 1 and verify(log) == ["A"]
    recorded = append(client, announced("A"), announced("B"), match='"1"', Idempotency_Key="k").json()["events"]
    assert [{**e, "recorded_at": ""} for e in told["events"]] == [{**e, "recorded_at": ""} for e in recorded]


def test_a_rehearsal_fails_where_the_append_would(client: Any, log: EventLog) -> None:
    append(client, announced("A"), Idempotency_Key="k")
    assert rehearse(client, announced("B"), match='"0"').status_code == 412
    assert rehearse(client, suspension(targets=["nothing"])).status_code == 422
    assert rehearse(client, announced("A", title={"en": "Another"})).status_code == 409
    assert problem(rehearse(client, announced("B"), Idempotency_Key="k"), 422, "key-reused")
    assert client.post("/v1/events?dry_run=true", content=body(announced("B"))).status_code == 428
    assert client.post("/v1/events?dry_run=yes", content=body(announced("B")), headers=ANYWHERE).status_code == 422
    assert verify(log) == ["A"]


def test_a_rehearsal_gives_what_lint_would_newly_find(client: Any, log: EventLog) -> None:
    record(log, load_corpus())
    found = rehearse(client, suspension()).json()["findings"]
    assert {(f["event"], f["kind"]) for f in found} >= {
        ("XX-2026-1/suspension", "event without source"),
        ("XX-2026-1/suspension", "day without its words"),
    }
    assert {f["pointer"] for f in found if f["kind"] == "day without its words"} == {"#/events/0/from", "#/events/0/through"}
    assert all(f["level"] in ("error", "warning", "notice") and f["detail"] and f["advice"] for f in found)
    assert not any(f["event"].startswith("CN-2025-58") for f in found), "what was there before is not new"


# --- reading ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(log: EventLog) -> EventLog:
    events = [announced("A"), announced("B", instrument="B"), suspension("A/s", targets=["A"]), announced("C", instrument="B")]
    log.append([from_json({k: v for k, v in event.items() if v is not ...}) for event in events])
    return log


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["A", "B", "A/s", "C"]),
        ("instrument=B", ["B", "C"]),
        ("type=control_suspended", ["A/s"]),
        ("type=control_suspended&instrument=B", []),
        ("instrument=nothing", []),
        ("after=2&instrument=B", ["C"]),
        ("recorded_after=2000-01-01T00:00:00Z", ["A", "B", "A/s", "C"]),
        ("recorded_after=2999-01-01T00:00:00.5Z", []),
    ],
)
def test_pages_are_filtered(client: Any, filled: EventLog, query: str, ids: list[str]) -> None:
    page = client.get(f"/v1/events?{query}").json()
    assert [e["event"]["id"] for e in page["events"]] == ids
    assert (page["head"], page["next"]) == (4, None)


def test_a_filtered_page_looks_at_so_many_and_no_more(client: Any, filled: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licet.api.rest.events.LOOKED_AT", 1)
    seen, after = [], 0
    while after is not None:
        page = client.get("/v1/events", params={"instrument": "B", "after": after}).json()
        seen += [e["event"]["id"] for e in page["events"]]
        after = page["next"]
    assert seen == ["B", "C"]


@pytest.mark.parametrize("query", ["type=x", "instrument=", "recorded_after=2026-01-01", "recorded_after=2026-02-30T00:00:00Z", "typ=x"])
def test_filters_that_are_none(client: Any, query: str) -> None:
    assert f"`{query.split('=')[0]}`" in faults(client.get(f"/v1/events?{query}"))[0]


def test_a_page_that_was_read_is_asked_for_again(client: Any, filled: EventLog) -> None:
    page = client.get("/v1/events")
    assert page.headers["etag"] == 'W/"4"'
    for tag in ('W/"4"', '"4"'):
        assert client.get("/v1/events", headers={"If-None-Match": tag}).status_code == 304
    append(client, announced("Z"))
    assert client.get("/v1/events", headers={"If-None-Match": 'W/"4"'}).json()["head"] == 5


def test_one_event(client: Any, filled: EventLog) -> None:
    answer = client.get("/v1/events/A/s")
    assert answer.json()["position"] == 3 and answer.json()["event"]["type"] == "control_suspended"
    assert client.get("/v1/events/A/s", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    for nothing in ("X", "A/", "a%00b", "%C3%A9", "x" * 500):
        assert problem(client.get(f"/v1/events/{nothing}"), 404, "not-found")


# --- following ----------------------------------------------------------------------------------------------------------


class Followed:
    """A stream of server-sent events, read as a client would."""

    def __init__(self, response: Any) -> None:
        assert response.status_code == 200 and response.headers["content-type"].startswith("text/event-stream")
        self._lines = response.iter_lines()
        self.last = self._until_blank()["id"]

    def next(self) -> tuple[int, str]:
        """The position and the id of the next event; comments are passed over."""
        while "data" not in (fields := self._until_blank()):
            pass
        data = json.loads(fields["data"])
        assert str(data["position"]) == fields["id"]
        return data["position"], data["event"]["id"]

    def _until_blank(self) -> dict[str, str]:
        fields = {}
        for line in self._lines:
            if not line:
                return fields
            name, _, value = line.partition(": ")
            fields[name] = value
        raise EOFError


@pytest.fixture
def real(app: FastAPI) -> Iterator[Any]:
    with served(app) as client:
        client.headers["content-type"] = "application/json"
        yield client


def test_new_events_are_followed_whoever_records_them(real: Any, filled: EventLog, tmp_path: Path) -> None:
    with real.stream("GET", "/v1/events:stream") as response, open_log(tmp_path / "log.sqlite", clock=now) as elsewhere:
        stream = Followed(response)
        assert stream.last == "4"
        append(real, announced("D"))
        assert stream.next() == (5, "D")
        elsewhere.append([from_json(announced("E")), from_json(announced("F"))])
        assert [stream.next(), stream.next()] == [(6, "E"), (7, "F")]


def test_a_stream_is_resumed_where_it_ended(real: Any, filled: EventLog) -> None:
    for query, headers in (("?after=2", {}), ("", {"Last-Event-ID": "2"}), ("?after=0", {"Last-Event-ID": "2"})):
        with real.stream("GET", f"/v1/events:stream{query}", headers=headers) as response:
            stream = Followed(response)
            assert [stream.next(), stream.next()] == [(3, "A/s"), (4, "C")]


def test_a_stream_is_filtered(real: Any, filled: EventLog) -> None:
    with real.stream("GET", "/v1/events:stream?after=0&instrument=B") as response:
        stream = Followed(response)
        assert [stream.next(), stream.next()] == [(2, "B"), (4, "C")]


def test_scripts_follow_lines_of_json(real: Any, filled: EventLog) -> None:
    with real.stream("GET", "/v1/events:stream?after=0", headers={"Accept": "application/x-ndjson"}) as response:
        assert response.headers["content-type"] == "application/x-ndjson"
        lines = response.iter_lines()
        assert [json.loads(next(lines))["event"]["id"] for _ in range(4)] == ["A", "B", "A/s", "C"]
    assert problem(real.get("/v1/events:stream", headers={"Accept": "text/csv"}), 406, "not-acceptable")


def test_more_than_one_piece_is_given_whole(real: Any, log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "AT_ONCE", 3)
    log.append([from_json(announced(f"A{n}")) for n in range(20)])
    with real.stream("GET", "/v1/events:stream?after=0") as response:
        stream = Followed(response)
        assert [stream.next()[0] for _ in range(20)] == list(range(1, 21))


def test_silence_is_kept_alive_and_moves_on(real: Any, filled: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "KEEP_ALIVE", 0.05)
    with real.stream("GET", "/v1/events:stream?instrument=nothing") as response:
        stream = Followed(response)
        append(real, announced("D"))
        while stream.last != "5":  # the position up to which nothing was missed
            stream.last = stream._until_blank()["id"]


@pytest.mark.parametrize(
    ("query", "headers", "named"),
    [
        ("after=-1", {}, "after"),
        ("after=5", {}, "after"),
        ("type=x", {}, "type"),
        ("limit=1", {}, "limit"),
        ("", {"Last-Event-ID": "x"}, "Last-Event-ID"),
        ("", {"Last-Event-ID": "9" * 30}, "Last-Event-ID"),
    ],
)
def test_a_stream_that_cannot_begin(client: Any, filled: EventLog, query: str, headers: dict[str, str], named: str) -> None:
    assert f"`{named}`" in faults(client.get(f"/v1/events:stream?{query}", headers=headers))[0]


def test_streams_end_with_the_server(app: FastAPI, filled: EventLog) -> None:
    with served(app) as client, client.stream("GET", "/v1/events:stream") as response:
        stream = Followed(response)
        client.server.should_exit = True
        with pytest.raises(EOFError):  # and not an error of the connection
            stream.next()
    assert app.state.tail.followed_by == 0


def test_streams_have_a_number_and_a_client_that_left_takes_none(log: EventLog, store: Store) -> None:
    app = create_app(log, Answers(log, "reference"), Settings(streams=1), store)
    with served(app) as client:
        for _ in range(3):
            with client.stream("GET", "/v1/events:stream") as response:
                stream = Followed(response)
                refused = client.get("/v1/events:stream")
                assert problem(refused, 503, "too-many-streams") and refused.headers["retry-after"] == "10"
                assert stream.last == "0"
            wait_for(lambda: app.state.tail.followed_by == 0)


def test_a_stream_ends_when_its_key_is_revoked(app: FastAPI, store: Store, log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licet.api.access.gate.TRUSTED_S", 0.0)
    made = credentials.create(store.keys, "anna", ["check"], None, by="test", now=now())
    with served(app) as client, client.stream("GET", "/v1/events:stream", headers={"Authorization": f"Bearer {made.text}"}) as response:
        stream = Followed(response)
        log.append([from_json(announced("A"))])
        assert stream.next() == (1, "A")
        store.keys.revoke(made.key.id, by="test")
        log.append([from_json(announced("B"))])
        with pytest.raises(EOFError):
            stream.next()


def test_a_stream_outlives_a_log_that_is_away(app: FastAPI, filled: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    away = threading.Event()
    head, read = filled.head, filled.read

    def look(*arguments: Any) -> Any:
        if away.is_set():
            raise LogUnavailable("away")
        return read(*arguments) if arguments else head()

    monkeypatch.setattr(filled, "head", look)
    monkeypatch.setattr(filled, "read", look)
    with served(app) as client, client.stream("GET", "/v1/events:stream") as response:
        stream = Followed(response)
        away.set()
        wait_for(lambda: app.state.tail._away)
        monkeypatch.setattr(follow, "EVERY", 0.01)
        filled.append([from_json(announced("Z"))])
        away.clear()
        assert stream.next() == (5, "Z")


def wait_for(condition: Any, seconds: float = 20) -> None:
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    while not condition():
        assert datetime.now(UTC) < until, "it did not come about"
        threading.Event().wait(0.01)
