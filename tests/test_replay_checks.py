"""Replay: what was given out is computed anew; a difference is an incident that names its first cause."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from licet.api import cli
from licet.api.app import create_app
from licet.api.audit import changes, replaying
from licet.api.audit.changes import changed_by, since
from licet.api.audit.recording import new_check
from licet.api.audit.replaying import Found, find, replay
from licet.api.schema import decided, read_check
from licet.api.settings import Settings
from licet.engine import decide
from licet.engine.answers import Answers
from licet.events.codec import from_json
from licet.events.corpus import load_corpus
from licet.events.log import EventLog, open_log
from licet.events.record import record, rehearse
from licet.events.sealing import BatchSeal, seal
from licet.events.store import Store, open_store

GOODS = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}
CORPUS = load_corpus()
SUSPENSION = next(event for event in CORPUS if event.id == "CN-2025-70/suspension")
LATER = {"id": "XX-2026-1", "type": "control_announced", "instrument": "XX-2026-1", "authority": "XX", "published": "2026-11-22"}


def now() -> datetime:
    return datetime.now(UTC)


def body(**facts: Any) -> dict[str, Any]:
    return {"shipment": {**GOODS, "date": "2026-11-11", **facts}}


def give(answers: Answers, store: Store, *bodies: dict[str, Any]) -> tuple[str, ...]:
    """Determinations that were given out, one receipt each."""
    return store.checks.keep(seal(checks(answers, *bodies)))


def checks(answers: Answers, *bodies: dict[str, Any]) -> list[Any]:
    asked = [(read_check(one), json.dumps(one).encode()) for one in bodies]
    return [new_check(answers, decided(answers, check), check.shipment, data, "erp", "rest") for check, data in asked]


def found(store: Store, check_id: str) -> Found:
    it = find(store, check_id)
    assert it is not None
    return it


@pytest.fixture
def log() -> Iterator[EventLog]:
    with open_log("memory:", clock=now) as log:
        record(log, CORPUS)
        yield log


@pytest.fixture
def answers(log: EventLog) -> Answers:
    return Answers(log, "reference")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", clock=now) as store:
        yield store


def correction() -> Any:
    """The suspension had ended a year earlier."""
    wrong = SUSPENSION.model_dump(mode="json")
    replacement = {**wrong, "through": "2025-11-30", "quote": []}
    own = {"id": "fix/1", "type": "entry_corrected", "entry": SUSPENSION.id, "instrument": SUSPENSION.instrument, "authority": "CN/MOFCOM"}
    base = {**own, "published": "2026-11-22", "reason": "a slip", "replacement": replacement, "evidence": "instrument"}
    return from_json({**{k: wrong[k] for k in ("recorded_by", "sources")}, **base})


# --- the same -----------------------------------------------------------------------------------------------------------------


def test_a_past_answer_is_the_same_whatever_was_recorded_since(log: EventLog, answers: Answers, store: Store) -> None:
    days = ("2025-10-20", "2025-12-15", "2026-11-10", "2026-11-11")
    bodies = [body(date=day) | {"known": {"published_through": "2026-01-01"}} for day in days] + [body(date=day) for day in days]
    ids = give(answers, store, *bodies)
    record(log, [from_json({**LATER, "title": {"en": "An act"}}), correction()])
    fresh = Answers(log, "reference")
    results = [replay(fresh, found(store, check_id)) for check_id in ids]
    assert {r.verdict for r in results} == {"same"}
    assert {(r.cause, r.then == r.now) for r in results} == {(None, True)}


def test_what_was_erased_cannot_be_replayed_and_is_no_incident(answers: Answers, store: Store) -> None:
    (check_id,) = give(answers, store, body())
    store.checks.erase([check_id], by="dpo")
    result = replay(answers, found(store, check_id))
    assert (result.verdict, result.cause, result.now) == ("erased", None, None)
    assert "was erased on" in result.detail
    assert since(answers, found(store, check_id)).now is None


def test_another_version_that_says_the_same_is_told_apart(
    answers: Answers, log: EventLog, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (check_id,) = give(answers, store, body())
    monkeypatch.setattr(decide, "__version__", "9.9.9")
    result = replay(Answers(log, "reference"), found(store, check_id))
    assert (result.verdict, result.cause) == ("other_engine", None)
    assert "9.9.9 now" in result.detail
    monkeypatch.undo()
    result = replay(Answers(log, "durable-rules"), found(store, check_id))
    assert (result.verdict, result.detail) == (
        "other_engine",
        "the same decision in the same words; evaluator reference then, durable-rules now",
    )


# --- incidents, in the order of their causes -------------------------------------------------------------------------------------


def test_a_question_or_an_answer_that_was_changed(answers: Answers, store: Store) -> None:
    (check_id,) = give(answers, store, body())
    it = found(store, check_id)
    assert it.kept is not None
    from dataclasses import replace

    for change in (
        {"question": it.kept.question and it.kept.question.replace(b"DE", b"FR")},
        {"answer": b"{}"},
        {"salt": bytes(16)},
        {"note": b"x"},
    ):
        result = replay(answers, it._replace(kept=replace(it.kept, **change)))  # type: ignore[arg-type]
        assert (result.verdict, result.cause) == ("incident", "kept"), change
    assert replay(answers, it._replace(kept=None)).cause == "kept"


def other_log(events: list[Any]) -> Answers:
    log = open_log("memory:", clock=now)
    log.append(events)
    return Answers(log, "reference")


def at_the_same_instant(events: list[Any]) -> Answers:
    log = open_log("memory:", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    log.append(events)
    return Answers(log, "reference")


def test_events_that_are_missing_or_changed_come_first(store: Store) -> None:
    (check_id,) = give(at_the_same_instant(list(CORPUS)), store, body(date="2026-11-10"))
    it = found(store, check_id)
    assert replay(at_the_same_instant(list(CORPUS)), it).verdict == "same"
    short = replay(at_the_same_instant(list(CORPUS[:-1])), it)
    assert (short.cause, short.detail) == (
        "event",
        f"events are missing: the log ends at position {len(CORPUS) - 1}, and the answer was given on {len(CORPUS)}",
    )
    gone = [event for event in CORPUS if event.id != SUSPENSION.id and not event.id.startswith("licet/spec")]
    without = replay(at_the_same_instant([*gone, from_json({**LATER, "title": {"en": "An act"}})]), it)
    assert without.cause == "event"
    place = CORPUS.index(SUSPENSION)
    changed = [*CORPUS[:place], SUSPENSION.model_copy(update={"recorded_by": "somebody"}), *CORPUS[place + 1 :]]
    other = replay(at_the_same_instant(changed), it)
    assert (other.verdict, other.cause) == ("incident", "event")
    assert "`licet verify` names the first one" in other.detail
    assert replay(other_log(list(CORPUS)), it).cause == "event", "instants of recording are part of the log"


def test_a_missing_event_is_named_if_the_answer_rests_on_it(store: Store) -> None:
    (check_id,) = give(at_the_same_instant(list(CORPUS)), store, body(date="2026-11-10"))
    place = CORPUS.index(SUSPENSION)
    replaced = [*CORPUS[:place], from_json({**LATER, "title": {"en": "An act"}}), *CORPUS[place + 1 :]]
    result = replay(at_the_same_instant(replaced), found(store, check_id))
    assert result.detail.startswith("`CN-2025-70/suspension`, which the answer rests on, is missing")


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"rules_digest": "sha256:" + "9" * 64}, "rules"),
        ({"engine_version": "0.0.9"}, "engine"),
        ({"rules_digest": "sha256:" + "9" * 64, "engine_version": "0.0.9"}, "rules"),
        ({}, "unknown"),
    ],
)
def test_another_decision_names_rules_then_the_program(answers: Answers, store: Store, changes: dict[str, str], cause: str) -> None:
    """The kept answer is of another decision; what differs beside it is the cause."""
    new, other = checks(answers, body(), body(date="2026-11-10"))
    basis = other.basis.model_copy(update=changes)
    (check_id,) = store.checks.keep(seal([other._replace(question=new.question, basis=basis)]))
    result = replay(answers, found(store, check_id))
    assert (result.verdict, result.cause) == ("incident", cause)
    assert (result.then, result.now) == ("NO_LICENCE_REQUIRED", "LICENCE_REQUIRED")
    assert "another decision" in result.detail
    assert "`outcome`" in result.detail


def test_the_same_decision_in_other_words_is_an_incident(answers: Answers, store: Store) -> None:
    (new,) = checks(answers, body())
    words = new.shared.data.replace(b"Export Control Law", b"Other Law")
    assert words != new.shared.data
    (check_id,) = store.checks.keep(seal([new._replace(shared=new.shared._replace(id="0" * 64, data=words))]))
    result = replay(answers, found(store, check_id))
    assert (result.verdict, result.cause) == ("incident", "unknown")
    assert "the same decision in other bytes" in result.detail


def test_a_question_that_this_version_cannot_take(answers: Answers, store: Store) -> None:
    (new,) = checks(answers, body())
    (check_id,) = store.checks.keep(seal([new._replace(question=b'{"shipment":{"colour":"red"}}')]))
    result = replay(answers, found(store, check_id))
    assert (result.verdict, result.cause) == ("incident", "engine")


# --- what would be decided today ----------------------------------------------------------------------------------------------


def test_what_a_correction_would_change_is_listed(log: EventLog, answers: Answers, store: Store) -> None:
    on_last_day, other_goods = give(answers, store, body(date="2026-11-10"), body(goods={"material": "gallium", "form": "metal"}))
    record(log, [correction()])
    changed, same = (since(answers, found(store, check_id)) for check_id in (on_last_day, other_goods))
    assert (changed.differs, changed.then, changed.now) == (True, "NO_LICENCE_REQUIRED", "LICENCE_REQUIRED")
    assert "outcome NO_LICENCE_REQUIRED then, LICENCE_REQUIRED now" in changed.detail
    assert (same.differs, same.now) == (False, same.then)


def test_what_one_event_changes_alone(log: EventLog, answers: Answers, store: Store) -> None:
    """Not what others have changed since, and not what was given when it was known."""
    on_last_day, early = give(answers, store, body(date="2026-11-10"), body(date="2025-11-20"))
    position = record(log, [correction()])[0].position
    record(log, [from_json({**LATER, "title": {"en": "An act"}})])
    (given_later,) = give(answers, store, body(date="2026-11-10"))
    results = [changed_by(answers, position, found(store, name)) for name in (on_last_day, early, given_later)]
    assert [(r.differs, r.reasons, r.known_already) for r in results] == [
        (True, True, False),
        (False, True, False),
        (False, False, True),
    ]
    assert (results[0].then, results[0].now) == ("NO_LICENCE_REQUIRED", "LICENCE_REQUIRED")
    assert results[1].detail == "the same conclusions, resting on other events or findings"
    announced = log.head()
    assert not changed_by(answers, announced, found(store, on_last_day)).reasons


def test_rules_that_were_adopted_change_past_determinations_as_a_correction_does(log: EventLog, answers: Answers, store: Store) -> None:
    (check_id,) = give(answers, store, body(date="2026-11-10"))
    rules = next(event for event in CORPUS if event.type == "rules_adopted").model_dump(mode="json")
    status = next(table for table in rules["tables"] if table["stage"] == "status")
    for rule in status["rules"]:
        rule["then"] = "binds" if rule["name"] == "suspended" else rule["then"]
    (adopted,) = record(log, [from_json({**rules, "id": "licet/rules/x"})])
    change = changed_by(answers, adopted.position, found(store, check_id))
    assert (change.differs, change.now) == (True, "LICENCE_REQUIRED")


def test_duties_and_conditions_are_part_of_what_is_to_be_done(log: EventLog, answers: Answers, store: Store) -> None:
    (check_id,) = give(answers, store, body())
    required = next(event for event in CORPUS if event.id == "CN-2025-57/1").model_dump(mode="json")
    for field, said in {"duties": "duties none then, CN-2025-57/1: report it now", "conditions": "other conditions"}.items():
        fix = {**correction().model_dump(mode="json"), "id": f"fix/{field}", "entry": required["id"]}
        (fixed,) = record(log, [from_json({**fix, "replacement": {**required, field: ["report it"]}})])
        change = changed_by(answers, fixed.position, found(store, check_id))
        assert change.differs, field
        assert said in change.detail


# --- all of them --------------------------------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("replay") / "log.sqlite"
    with open_log(place, clock=now) as log, open_store(place, clock=now) as store:
        record(log, CORPUS)
        answers = Answers(log, "durable-rules", clock=time.monotonic, fresh_for=3600)
        give(answers, store, body(), body(date="2026-11-10"))
        batch = BatchSeal("erp")
        rows = checks(answers, *(body(date=f"2026-11-{day:02}") for day in range(1, 6)))
        store.checks.keep(batch.part(list(enumerate(rows[:3], 1))))
        store.checks.keep(batch.part(list(enumerate(rows[3:], 4))))
        store.checks.keep(batch.whole())
        (erased,) = give(answers, store, body(date="2026-11-12"))
        store.checks.erase([erased], by="dpo")
    return place


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    with sqlite3.connect(filled) as source, sqlite3.connect(tmp_path / "log.sqlite") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    return tmp_path / "log.sqlite"


@pytest.fixture
def run(place: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        return cli.run(["replay", *arguments, "--db", str(place)]), *capfd.readouterr()

    return run


def changed(place: Path, *statements: str) -> None:
    with sqlite3.connect(place) as connection:
        connection.executescript(";".join(statements))
    connection.close()


def one_id(place: Path, where: str) -> str:
    with sqlite3.connect(place) as connection:
        (check_id,) = connection.execute(f"SELECT id FROM licet_check WHERE {where} LIMIT 1").fetchone()
    connection.close()
    return str(check_id)


def test_all_are_replayed(run: Run) -> None:
    status, out, err = run("--all")
    assert (status, out) == (0, "1 erased, 7 same; receipts through position 6\n")
    assert "determinations a second" in err
    status, out, _ = run("--all", "--as-known-now", "--json")
    assert (status, json.loads(out)) == (0, {"counts": {"gone": 1, "unchanged": 7}, "listed": [], "position": 6})


def test_what_an_event_changes_is_listed(run: Run, place: Path) -> None:
    with open_log(place, clock=now) as log:
        record(log, [correction()])
    status, out, _ = run("--all", "--changed-by", "fix/1")
    assert status == 0
    changed = one_id(place, "CAST(question AS TEXT) LIKE '%2026-11-10%' AND batch IS NULL")
    assert f"{changed}  differs\n  outcome NO_LICENCE_REQUIRED then, LICENCE_REQUIRED now" in out
    assert "6 differs, 1 gone, 1 other reasons; receipts through position 6" in out
    assert run(changed, "--changed-by", "fix/1")[1].startswith(f"{changed}  differs")
    assert run("--all", "--changed-by", SUSPENSION.id)[1] == "8 known already; receipts through position 6\n"
    for arguments in (("--all", "--changed-by", "nothing"), ("--all", "--changed-by", "fix/1", "--as-known-now")):
        status, _, err = run(*arguments)
        assert status == 2
        assert "`--changed-by`" in err


def test_one_is_replayed(run: Run, place: Path) -> None:
    for where in ("batch IS NULL AND erased_us IS NULL", "leaf = 2"):
        check_id = one_id(place, where)
        assert run(check_id)[:2] == (0, f"{check_id}  same\n  the same bytes\n")
    status, out, _ = run(one_id(place, "erased_us IS NOT NULL"))
    assert status == 1
    assert "cannot be replayed" in out


def test_an_incident_is_named_and_is_the_exit_status(run: Run, place: Path) -> None:
    check_id = one_id(place, "batch IS NULL AND erased_us IS NULL")
    changed(place, f"UPDATE licet_check SET question = replace(question, 'DE', 'FR') WHERE id = '{check_id}'")
    status, out, _ = run("--all")
    assert status == 1
    assert f"{check_id}  incident: what lies beside the receipt" in out
    assert "1 erased, 1 incident, 6 same" in out
    assert run(check_id)[0] == 1


def test_a_batch_whose_rows_are_not_those_recorded(run: Run, place: Path) -> None:
    changed(place, "DELETE FROM licet_check WHERE leaf = 1")
    status, out, _ = run("--all")
    assert status == 1
    assert out.count("incident: what lies beside the receipt") == 2, "both parts"
    changed(place, "UPDATE licet_check SET receipt = NULL")
    assert run("--all")[0] == 1


def test_a_row_of_a_batch_is_taken_with_its_part(run: Run, place: Path) -> None:
    """By its id as well: its own receipt beside the log may say anything."""
    check_id = one_id(place, "leaf = 1")
    changed(place, f"UPDATE licet_check SET receipt = replace(receipt, 'LICENCE_REQUIRED', 'PROHIBITED') WHERE id = '{check_id}'")
    assert run("--all")[0] == 1, "text where bytes should be"
    changed(place, f"UPDATE licet_check SET receipt = CAST(receipt AS BLOB) WHERE id = '{check_id}'")
    for arguments in ((check_id,), (check_id, "--as-known-now")):
        status, out, _ = run(*arguments)
        assert (status, out) == (
            1,
            f"{check_id}  incident: what lies beside the receipt\n  the receipts of 3 rows, up to row 3, are not the ones recorded\n",
        )
    assert cli.run(["audit", "report", check_id, "--db", str(place)]) == 1


def test_what_cannot_be_read_is_an_incident_and_stops_nothing(run: Run, place: Path) -> None:
    check_id = one_id(place, "batch IS NULL AND erased_us IS NULL")
    changed(place, f"UPDATE licet_check SET kept_us = 'never' WHERE id = '{check_id}'")
    status, out, _ = run("--all")
    assert status == 1
    assert f"`{check_id}` cannot be read: its instants are no time" in out
    assert "1 erased, 1 incident, 6 same" in out
    assert run(check_id)[0] == 1


def test_a_receipt_that_says_otherwise_than_its_answer(answers: Answers, store: Store) -> None:
    (new,) = checks(answers, body())
    for name, value in {"outcome": "PROHIBITED", "policy_digest": "sha256:" + "9" * 64, "decided": "sha256:" + "9" * 64}.items():
        (check_id,) = store.checks.keep(seal([new._replace(basis=new.basis.model_copy(update={name: value}))]))
        result = replay(answers, found(store, check_id))
        assert (result.verdict, result.cause) == ("incident", "receipt")
        assert f"the receipt has another `{name}`" in result.detail


def test_it_is_gone_on_with(run: Run, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_id = one_id(place, "batch IS NULL AND erased_us IS NULL")
    changed(place, f"UPDATE licet_check SET answer = x'00' WHERE id = '{check_id}'")
    state = str(tmp_path / "state")
    real, seen = replaying.in_order, list[int]()

    def breaking(store: Store, records: Any) -> Iterator[Any]:
        (given,) = records
        seen.append(given.position)
        if seen == [1, 2, 3, 4]:
            raise KeyboardInterrupt
        return real(store, [given])

    monkeypatch.setattr("licet.api.terminal.replays.AT_ONCE", 1)
    monkeypatch.setattr("licet.api.terminal.replays.in_order", breaking)
    monkeypatch.setattr("licet.api.terminal.replays._SAVE_S", -1)
    with pytest.raises(KeyboardInterrupt):
        from licet.api.terminal.replays import Asked, run_replay

        run_replay(None, Asked(False, None), every=True, after=0, state=state, json=False, db=str(place))
    status, out, err = run("--all", "--state", state)
    assert "going on after position 3" in err
    assert seen == [1, 2, 3, 4, 4, 5, 6]
    assert status == 1, "the incident was found before it was broken off"
    assert "1 erased, 1 incident, 6 same" in out
    assert run("--all", "--as-known-now", "--state", state)[0] == 2
    (tmp_path / "other").write_text("no state")
    assert run("--all", "--state", str(tmp_path / "other"))[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name one determination"),
        (("0" * 32, "--all"), "name one determination"),
        (("0" * 32,), "nothing was recorded under it"),
        (("0" * 32, "--after", "3"), "goes with `--all`"),
        (("--all", "--after", "99"), ""),
    ],
)
def test_what_cannot_be_asked(run: Run, arguments: tuple[str, ...], words: str) -> None:
    status, _, err = run(*arguments)
    assert status == (2 if words else 0)
    assert words in err


# --- over HTTP ----------------------------------------------------------------------------------------------------------------


def test_over_http(log: EventLog, answers: Answers, store: Store) -> None:
    with TestClient(create_app(log, answers, Settings(open_access="everybody", inference="reference"), store)) as client:
        place = client.post("/v1/checks?keep=true", json=body(date="2026-11-10")).headers["location"]
        given = client.post(f"{place}/replay")
        assert (given.status_code, given.json()["verdict"]) == (200, "same")
        record(log, [correction()])
        assert client.post(f"{place}/replay").json()["verdict"] == "same"
        assert client.post(f"{place}/replay?as_known_now=true").json()["differs"] is True
        assert client.post(f"{place}/replay?other=1").status_code == 422
        assert client.post("/v1/checks/" + "0" * 32 + "/replay").status_code == 404
        store.checks.erase([place.rsplit("/", 1)[1]], by="dpo")
        assert client.post(f"{place}/replay").status_code == 410


def test_what_a_correction_changes_over_http(log: EventLog, answers: Answers, store: Store) -> None:
    give(answers, store, *(body(date=f"2026-11-{day:02}") for day in (9, 10, 11, 12)))
    fix = {key: value for key, value in correction().model_dump(mode="json").items() if key != "recorded_by"}
    fix["replacement"] = {key: value for key, value in fix["replacement"].items() if key != "recorded_by"}
    with TestClient(create_app(log, answers, Settings(open_access="everybody", inference="reference"), store)) as client:
        dry = client.post("/v1/events?dry_run=true", json=fix, headers={"If-Match": "*"}).json()["would_change"]
        assert (dry["looked_at"], dry["receipts"], [c["differs"] for c in dry["changed"]]) == (4, 4, [False, False, True, True])
        assert log.head() == len(CORPUS)
        recorded = client.post("/v1/events", json=fix, headers={"If-Match": "*"}).json()
        assert recorded["changed_checks"] == ["/v1/checks:changed?event=fix%2F1"]
        (place,) = recorded["changed_checks"]
        page = client.get(f"{place}&limit=3").json()
        assert (page["position"], page["looked_at"], page["next"]) == (len(CORPUS) + 1, 3, 3)
        rest = client.get(f"{place}&limit=3&after=3").json()
        assert (rest["looked_at"], rest["next"], rest["incidents"]) == (1, None, [])
        listed = [*page["checks"], *rest["checks"]]
        assert sorted(listed, key=lambda c: c["id"]) == sorted(dry["changed"], key=lambda c: c["id"])
        assert client.get("/v1/checks:changed?event=nothing").status_code == 404
        assert client.get("/v1/checks:changed").status_code == 422
        other = client.post("/v1/events", json={**LATER, "title": {"en": "An act"}}, headers={"If-Match": "*"}).json()
        assert "changed_checks" not in other


def test_the_latest_determinations_are_looked_at_before_a_correction(
    log: EventLog, answers: Answers, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "AT_MOST", 2)
    first, *_ = give(answers, store, *(body(date=f"2026-11-{day:02}") for day in (8, 9, 10)))
    new = rehearse(log, [correction()], clock=now)
    would = changes.would_change(store, answers, log.read(), new, "reference")
    assert (would.looked_at, would.receipts, len(would.changed)) == (2, 3, 2)
    assert first not in [change.id for change in would.changed]
