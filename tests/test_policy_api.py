"""Timelines, the policy on a day, instruments and list entries over HTTP: what the engine says, as far as was known, page by page."""

import json
import shlex
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from rest import local

import licet
from licet.api import cli
from licet.api.app import create_app
from licet.api.terminal.options import OPTIONS
from licet.api.terminal.question import from_options
from licet.api.timelines import read_asked, timeline_bytes
from licet.engine.answers import Answers
from licet.engine.policy import Known, on
from licet.events.citation import Text
from licet.events.goods import ListEntry
from licet.events.log import EventLog, open_log
from licet.events.model import Amendment, ControlAmended, ControlAnnounced

ROOT = Path(licet.__file__).parent
PATHS = {
    "/v1/policy?on=2025-12-01": "policy",
    "/v1/instruments": "instruments",
    "/v1/instruments/CN-2025-57": "instrument",
    "/v1/list-entries?on=2025-12-01&material=gallium": "list_entries",
    "/v1/timeline?material=holmium&form=metal&to=DE": "timeline",
}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("log") / "log.sqlite"
    assert cli.run(["events", "load", "--db", str(place)]) == 0
    return place


@pytest.fixture(scope="module")
def log(place: Path) -> Iterator[EventLog]:
    with open_log(place, clock=now) as log:
        yield log


@pytest.fixture(scope="module")
def answers(log: EventLog) -> Answers:
    return Answers(log)


@pytest.fixture(scope="module")
def client(log: EventLog, answers: Answers) -> Iterator[TestClient]:
    with local(create_app(log, answers), raise_server_exceptions=False) as client:
        yield client


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    response = client.get(path, params=parameters) if parameters else client.get(path)
    assert response.status_code == 200, response.text
    return response.json()


def faults(response: Any) -> list[str]:
    assert response.status_code == 422 and response.headers["content-type"] == "application/problem+json", response.text
    return [error.get("parameter") or error["pointer"] for error in response.json()["errors"]]


# --- timelines --------------------------------------------------------------------------------------------------------

SETTLED = "--from CN --origin CN --end-use civil --end-user 'Beispiel Magnetwerk GmbH' --end-user-country DE --end-user-not-military"
LINES = [
    f"--material holmium --form metal --to DE {SETTLED}",
    f"--material holmium --form metal --to DE {SETTLED} --first 2025-01-01 --last 2027-12-31",
    f"--material holmium --form metal --to DE {SETTLED} --published-through 2025-10-20",
    "--material artificial_graphite --to US --from CN --origin CN --attr 'purity_pct>=99.9' --attr density_g_cm3=1.8 --first 2023-01-01",
    "--material gallium --form metal --to US --from CN --origin CN --end-use civil --last 2026-12-31",
    "--material smco --form permanent_magnet --from JP --origin JP --to US --content samarium:metal:CN:0.1 --content samarium:metal:CN:2",
    "--hs 8505111000 --to DE --from CN --origin CN",
]


def given_in(line: str) -> dict[str, list[str]]:
    """The options of a command line by their names as parameters."""
    words, out = shlex.split(line), {}
    switches = {spelling: option for option in OPTIONS if option.kind == "switch" for spelling in option.flag.split("/")}
    while words:
        flag = words.pop(0)
        if flag in switches:
            option = switches[flag]
            out[option.first.removeprefix("--").replace("-", "_")] = ["true" if flag == option.first else "false"]
        else:
            out.setdefault(flag.removeprefix("--").replace("-", "_"), []).append(words.pop(0))
    return out


@pytest.mark.parametrize("line", LINES)
def test_every_way_to_ask_for_a_timeline_gives_the_same_bytes(
    line: str, client: TestClient, answers: Answers, place: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> None:
    arguments = ["timeline", *shlex.split(line)]
    asked: list[dict[str, Any]] = []
    with monkeypatch.context() as patch:
        patch.setattr("licet.api.terminal.periods.run_timeline", lambda given, *_, **__: asked.append(from_options(given)[0]))
        assert cli.run(arguments) == 0
    capfdbinary.readouterr()
    assert cli.run([*arguments, "--json", "--db", str(place)]) == 0
    printed = capfdbinary.readouterr().out
    given = given_in(line)
    days = {name: given[name][0] for name in ("first", "last") if name in given}
    query = client.get("/v1/timeline?" + urlencode(given, doseq=True))
    body = client.post("/v1/timeline", json={**asked[0], **days})
    assert (query.status_code, body.status_code) == (200, 200), query.text + body.text
    python = timeline_bytes(answers, read_asked(asked[0], *(date.fromisoformat(days[n]) if n in days else None for n in ("first", "last"))))
    assert printed == query.content + b"\n" == body.content + b"\n" == python + b"\n"


def test_a_period_is_what_a_check_says_on_its_days(client: TestClient) -> None:
    shipment = {
        "goods": {"material": "gallium", "form": "metal"},
        "departure": {"country": "CN"},
        "origin": "CN",
        "destination": "US",
        "end_use": "civil",
    }
    body = {"shipment": shipment, "known": {"published_through": "2026-10-05"}, "first": "2023-01-01", "last": "2027-12-31"}
    spans = client.post("/v1/timeline", json=body).json()["spans"]
    assert len(spans) > 3 and (spans[0]["from"], spans[-1]["through"]) == ("2023-01-01", "2027-12-31")
    for before, after in pairwise(spans):
        assert date.fromisoformat(before["through"]) + timedelta(1) == date.fromisoformat(after["from"])
        assert after["because"] and after["events"]
    for span in spans:
        for day in (span["from"], span["through"]):
            check = client.post("/v1/checks", json={"shipment": {**shipment, "date": day}, "known": body["known"]}).json()
            assert (check["outcome"], check["at_most"], check["licensing_policy"]) == (
                span["outcome"],
                span["at_most"],
                span["licensing_policy"],
            )


def test_a_timeline_uses_what_was_known(client: TestClient) -> None:
    def outcomes(through: str) -> list[tuple[str, str]]:
        facts = "material=holmium&form=metal&from=CN&origin=CN&to=DE&first=2025-11-01&last=2026-12-31"
        answer = get(client, f"/v1/timeline?{facts}&published_through={through}")
        assert answer["known"]["published_through"] == through
        return [(span["from"], span["outcome"]) for span in answer["spans"]]

    assert outcomes("2025-10-20") == [("2025-11-01", "NO_LICENCE_REQUIRED"), ("2025-11-08", "LICENCE_REQUIRED")]
    assert ("2026-11-11", "LICENCE_REQUIRED") in outcomes("2025-11-07") and ("2025-11-08", "LICENCE_REQUIRED") not in outcomes("2025-11-07")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("material=holmium&form=metal&to=XX", "to"),
        ("material=hol&form=metal&to=DE", "material"),
        ("material=holmium&form=metal", "to"),
        ("to=DE", "goods"),
        ("material=holmium&material=erbium&to=DE", "material"),
        ("material=holmium&goods.material=erbium&to=DE", "goods.material"),
        ("materail=holmium&to=DE", "materail"),
        ("material=holmium&to=DE&on=2025-01-01", "on"),
        ("material=holmium&to=DE&first=2025-1-1", "first"),
        ("material=holmium&to=DE&first=2025-01-02&last=2025-01-01", "last"),
        ("material=holmium&to=DE&first=2025-01-02&first=2025-01-02", "first"),
        ("material=holmium&to=DE&attr=purity_pct", "attr"),
        ("material=holmium&to=DE&attr.purity_pct=x&form=metal", "attr.purity_pct"),
        ("material=holmium&to=DE&attr=purity_pct=1&attr.purity_pct=2", "attr"),
        ("material=holmium&to=DE&contains=iron=101", "contains"),
        ("material=holmium&to=DE&end_user_military=maybe", "end_user_military"),
        ("material=holmium&to=DE&recorded_through=99999", "recorded_through"),
        ("material=holmium&to=DE&recorded_through=-1", "recorded_through"),
        ("material=holmium&to=DE&published_through=soon", "published_through"),
    ],
)
def test_a_bad_parameter_of_a_timeline_is_named(query: str, parameter: str, client: TestClient) -> None:
    assert parameter in faults(client.get(f"/v1/timeline?{query}"))


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"first": "2025-13-01"}, "#/first"),
        ({"first": 20250101}, "#/first"),
        ({"first": "2025-02-01", "last": "2025-01-01"}, "#/last"),
        ({"lst": "2025-01-01"}, "#/lst"),
        ({"known": {"recorded_through": 99999}}, "#/known/recorded_through"),
        ({"shipment": {"goods": {"material": "holmium"}, "destination": "XX"}}, "#/shipment/destination"),
        ({"shipment": []}, "#/shipment"),
    ],
)
def test_a_bad_body_of_a_timeline_is_pointed_at(body: dict[str, Any], pointer: str, client: TestClient) -> None:
    shipment = {"goods": {"material": "holmium", "form": "metal"}, "destination": "DE"}
    assert pointer in faults(client.post("/v1/timeline", json={"shipment": shipment, **body}))


def test_days_beyond_where_changes_are_looked_for(client: TestClient) -> None:
    shipment = {"goods": {"material": "holmium", "form": "metal"}, "destination": "DE"}
    for days in ({"first": "2070-01-01"}, {"last": "1990-01-01"}, {"first": "1990-01-01", "last": "2070-01-01"}):
        spans = client.post("/v1/timeline", json={"shipment": shipment, **days}).json()["spans"]
        assert spans[0]["from"] == days.get("first", spans[0]["from"]) and spans[-1]["through"] == days.get("last", spans[-1]["through"])


# --- the policy on a day ----------------------------------------------------------------------------------------------

DAYS = ("2023-08-01", "2024-12-10", "2025-10-20", "2025-12-01", "2026-11-11")


@pytest.mark.parametrize("day", DAYS)
def test_every_requirement_stands_as_the_engine_has_it(day: str, client: TestClient, answers: Answers) -> None:
    known = Known(date.fromisoformat(day))
    policy, found = answers.policy(known), {}
    statuses = ["operative", "scheduled", "suspended", "postponed", "terminated", "uncertain"]
    for status in statuses:
        answer = get(client, "/v1/policy", on=day, published_through=day, status=status, limit=200)
        assert answer["counts"][status] == len(answer["requirements"]) and answer["next"] is None
        found |= {r["requirement"]: r for r in answer["requirements"]}
    assert set(found) == set(policy.requirements)
    for name, requirement in policy.requirements.items():
        stretch, text = on(requirement.timeline, date.fromisoformat(day)), requirement.version(date.fromisoformat(day)).text
        shown = found[name]
        assert (shown["status"], shown["since"], shown["until"]) == (
            stretch.status,
            stretch.start and stretch.start.isoformat(),
            stretch.end and stretch.end.isoformat(),
        )
        assert set(stretch.events) <= set(shown["events"]) and shown["sources"]
        assert [line["line"] for line in shown["goods"]["lines"]] == [entry.line for entry in text.entries]
        assert shown["effect"] == text.type and shown["text"].startswith(("Required", "Prohibited"))


def test_what_was_not_known_is_not_there(client: TestClient) -> None:
    def status(day: str, through: str) -> list[str]:
        everything = "operative,scheduled,suspended,postponed,terminated,uncertain"
        answer = get(client, "/v1/policy", on=day, published_through=through, provision="CN-2025-57/1", status=everything)
        return [r["status"] for r in answer["requirements"]]

    assert status("2025-12-01", "2025-10-08") == []
    assert status("2025-12-01", "2025-10-09") == ["operative"]
    assert status("2025-12-01", "2025-11-07") == ["suspended"]
    assert status("2025-11-07", "2025-10-20") == ["scheduled"]
    assert status("2026-11-11", "2025-11-07") == ["operative"]


def test_in_force_is_the_default_and_doubt_is_no_reason_to_leave_out(client: TestClient) -> None:
    answer = get(client, "/v1/policy", on="2025-12-01", limit=200)
    assert {r["status"] for r in answer["requirements"]} == {"operative", "uncertain"}
    assert answer["counts"]["suspended"] > 0


def test_licensing_policies_stand_with_what_they_treat(client: TestClient) -> None:
    def treated(day: str) -> list[tuple[str, str, str]]:
        (gallium, *_) = get(client, "/v1/policy", on=day, provision="CN-2023-23/1.1")["requirements"]
        return [(t["event"], t["policy"], t["status"]) for t in gallium["licensing_policies"]]

    assert any(policy == "presumption_of_denial" and status == "operative" for _, policy, status in treated("2024-12-10"))
    assert "suspended" in [status for event, _, status in treated("2025-12-01") if event.startswith("CN-2024-46/2")]
    assert all(status == "suspended" for event, _, status in treated("2025-12-01") if event.startswith("CN-2024-46/2"))


@pytest.mark.parametrize("path", ["/v1/policy?on=2025-12-01", "/v1/instruments?", "/v1/list-entries?on=2025-12-01"])
def test_pages_give_everything_once(path: str, client: TestClient) -> None:
    field = {"/v1/policy?on=2025-12-01": "requirements", "/v1/instruments?": "instruments"}.get(path, "entries")
    whole, page = [], f"{path}&limit=200"
    while page is not None:
        answer = get(client, page)
        whole += answer[field]
        page = answer["next"]
    parts, page, pages = [], f"{path}&limit=13", 0
    while page is not None:
        answer = get(client, page)
        assert 0 < len(answer[field]) <= 13
        parts += answer[field]
        page, pages = answer["next"], pages + 1
    assert parts == whole and pages == -(-len(whole) // 13) > 1


def test_the_next_page_stays_at_its_position() -> None:
    with open_log("memory:", clock=now) as log:
        from licet.events.corpus import load_corpus
        from licet.events.record import record

        record(log, load_corpus())
        client, head = local(create_app(log, Answers(log))), log.head()
        first = get(client, "/v1/instruments?limit=3")
        tag = client.get("/v1/instruments?limit=3").headers["etag"]
        act = ControlAnnounced(
            id="ZZ-1", instrument="ZZ-1", authority="ZZ/O", published=date(2026, 1, 1), title=Text(en="An act that is made up")
        )
        log.append([act])
        assert get(client, first["next"])["log"]["position"] == head
        again = client.get("/v1/instruments?limit=3", headers={"if-none-match": tag})
        assert again.status_code == 200 and again.json()["log"]["position"] == head + 1
        assert client.get(first["next"]).headers["etag"] == client.get(first["next"]).headers["etag"]


# --- instruments ------------------------------------------------------------------------------------------------------


def test_an_instrument_shows_its_life_and_what_touched_it(client: TestClient) -> None:
    act = get(client, "/v1/instruments/CN-2025-57")
    assert (act["number"], act["year"], act["published"], act["authority"]) == (57, 2025, "2025-10-09", "CN/MOFCOM")
    (first, *_) = [p for p in act["provisions"] if p["provision"] == "CN-2025-57/1"]
    assert [(s["from"], s["through"], s["status"]) for s in first["timeline"]] == [
        (None, "2025-11-06", "scheduled"),
        ("2025-11-07", "2026-11-10", "suspended"),
        ("2026-11-11", None, "operative"),
    ]
    assert "CN-2025-70/suspension" in [event["id"] for event in act["touched_by"]]
    assert "CN-2025-70/reading-last-day-excluded" not in [event["id"] for event in act["touched_by"]]
    assert any("2025-10-13" in doubt["text"] for doubt in act["doubts"])
    assert {"words_not_quoted", "regime_incomplete"} <= {missing["kind"] for missing in act["not_encoded"]}
    assert act["title"]["zh"] and act["sources"] and act["legal_basis"]


def test_readings_and_unread_lines_are_told(client: TestClient) -> None:
    act = get(client, "/v1/instruments/CN-2025-61")
    assert any(not reading["adopted"] and "0.1 %" in reading["text"]["en"] for reading in act["readings"])
    assert {"line_not_read", "list_incomplete"} <= {missing["kind"] for missing in act["not_encoded"]}


def test_every_instrument_of_the_list_is_there(client: TestClient, answers: Answers) -> None:
    names = [item["instrument"] for item in get(client, "/v1/instruments", limit=200)["instruments"]]
    assert names == sorted({event.instrument for event in answers.policy().events.values()} - {"licet"})
    for name in names:
        act = get(client, f"/v1/instruments/{name}")
        assert act["events"] or act["provisions"]
    of_state = get(client, "/v1/instruments", authority="US", limit=200)["instruments"]
    assert of_state and all(item["authority"].startswith("US") for item in of_state)


@pytest.mark.parametrize("path", ["CN-2025-57?published_through=2025-10-08", "nothing", "licet", "CN-2025-57?recorded_through=0"])
def test_what_was_not_published_is_not_found(path: str, client: TestClient) -> None:
    response = client.get(f"/v1/instruments/{path}")
    assert response.status_code == 404 and response.json()["type"] == "/problems/not-found"


# --- list entries -----------------------------------------------------------------------------------------------------


def test_what_one_has_to_know_about_goods(client: TestClient) -> None:
    entries = get(client, "/v1/list-entries", on="2025-12-01", material="artificial_graphite", match="yes,unknown", limit=200)["entries"]
    (pure,) = [e for e in entries if e["line"] == "CN-2023-39/1.1.1"]
    assert pure["match"] == "unknown" and pure["asks"]
    assert "purity_pct" in json.dumps(pure["criteria"]) and any("99.9" in words for words in pure["words"])
    (purity,) = [fact for fact in pure["to_state"] if fact["column"] == "attr.purity_pct"]
    assert purity["field"] == "goods.attributes.purity_pct" and purity["unit"] and purity["text"]["en"]
    assert pure["under"]["requirement"] == "CN-2023-39/1.1" and pure["under"]["status"] == "operative"


def test_what_is_asked_is_what_a_check_asks(client: TestClient) -> None:
    entries = get(client, "/v1/list-entries", on="2025-12-01", material="holmium", match="unknown")["entries"]
    asked = {ask["field"] for entry in entries for ask in entry["asks"]}
    shipment = {"goods": {"material": "holmium"}, "departure": {"country": "CN"}, "destination": "DE", "date": "2025-12-01"}
    check = client.post("/v1/checks", json={"shipment": shipment}).json()
    assert "goods.form" in asked
    assert {question["field"] for question in check["questions"] if question["field"].startswith("goods")} <= asked


def test_entries_by_code_list_and_customs_code(client: TestClient) -> None:
    def lines(**facts: str) -> list[str]:
        return [entry["line"] for entry in get(client, "/v1/list-entries", on="2025-12-01", limit="200", **facts)["entries"]]

    assert lines(code="1C909.a.1") == ["CN-2025-57/1.a.1"]
    assert set(lines(code="1C909.a")) > set(lines(code="1C909.a.2")) > set()
    assert "CN-2025-57/1.a.1" in lines(material="holmium", form="metal") and lines(code="1C9") == []
    assert lines(material="holmium", form="metal", code="1C902") == []
    assert set(lines(hs="28053019")) >= {"CN-2025-57/1.a.1", "CN-2025-57/2.a.1"}
    every = get(client, "/v1/list-entries", on="2025-12-01", list="CN-DU", limit=200)["entries"]
    assert {entry["list"] for entry in every} == {"CN-DU"}


def test_lines_are_those_of_the_day(client: TestClient, log: EventLog) -> None:
    line = ListEntry(line="CN-2025-57/1.new", text=Text(en="A line that is made up"), materials=("holmium",), forms=("metal",))
    act = ControlAmended(
        id="ZZ-1/amendment",
        instrument="ZZ-1",
        authority="CN/MOFCOM",
        published=date(2026, 1, 1),
        requirement="CN-2025-57/1",
        from_=date(2026, 2, 1),
        changes=Amendment(entries=(line,)),
    )
    with open_log("memory:", clock=now) as other:
        other.append([*(record.event for record in log.read()), act])
        amended = local(create_app(other, Answers(other)))

        def lines(on: str) -> set[str]:
            answer = get(amended, "/v1/list-entries", on=on, material="holmium", form="metal", match="yes")
            policy = get(amended, "/v1/policy", on=on, provision="CN-2025-57/1", status="suspended")
            found = {entry["line"] for entry in answer["entries"]}
            assert found & {line["line"] for line in policy["requirements"][0]["goods"]["lines"]}
            return found

        assert lines("2026-01-31") == {"CN-2025-57/1.a.1"} and lines("2026-02-01") == {"CN-2025-57/1.new"}


def test_every_line_has_words(client: TestClient) -> None:
    page: str | None = "/v1/list-entries?on=2026-11-11&limit=200"
    while page:
        answer = get(client, page)
        assert all(entry["words"] and entry["why"] is not None and entry["under"]["title"] for entry in answer["entries"])
        page = answer["next"]


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_is_known_is_not_sent_again(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 200 and response.headers["etag"]
    again = client.get(path, headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == response.headers["etag"]


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_canonical_and_state_what_they_used(path: str, client: TestClient, log: EventLog) -> None:
    import rfc8785

    response = client.get(path)
    assert response.content == rfc8785.dumps(response.json())
    assert response.json()["log"]["position"] == log.head()
    earlier = client.get(path, params={**dict(p.split("=") for p in path.partition("?")[2].split("&") if p), "recorded_through": 200})
    if earlier.status_code == 200:
        assert earlier.json()["known"] == {"published_through": None, "recorded_through": 200, "rules_recorded_through": 200}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("bad", ["nonsense=1", "recorded_through=99999", "recorded_through=1.5", "published_through=2025-02-30"])
def test_bad_parameters_are_named(path: str, bad: str, client: TestClient) -> None:
    assert faults(client.get(f"{path}{'&' if '?' in path else '?'}{bad}")) == [bad.split("=")[0]]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/policy", "on"),
        ("/v1/policy?on=", "on"),
        ("/v1/policy?on=2025-12-01&status=asleep", "status"),
        ("/v1/policy?on=2025-12-01&limit=0", "limit"),
        ("/v1/policy?on=2025-12-01&limit=201", "limit"),
        ("/v1/policy?on=2025-12-01&on=2025-12-01", "on"),
        ("/v1/list-entries?material=gallium", "on"),
        ("/v1/list-entries?on=2025-12-01&material=galium", "material"),
        ("/v1/list-entries?on=2025-12-01&form=galium", "form"),
        ("/v1/list-entries?on=2025-12-01&material=Not+a+name", "material"),
        ("/v1/list-entries?on=2025-12-01&list=EU", "list"),
        ("/v1/list-entries?on=2025-12-01&hs=85.05", "hs"),
        ("/v1/list-entries?on=2025-12-01&code=%00", "code"),
        ("/v1/list-entries?on=2025-12-01&match=no", "match"),
        ("/v1/instruments?limit=x", "limit"),
    ],
)
def test_bad_values_are_named(path: str, parameter: str, client: TestClient) -> None:
    assert faults(client.get(path)) == [parameter]


@pytest.mark.parametrize("path", PATHS)
def test_reading_the_policy_needs_the_scope_of_checks(path: str, client: TestClient) -> None:
    from licet.api.access.permit import Actor

    async def auditor(_: object) -> Actor:
        return Actor("key:auditor", frozenset({"audit"}))

    app: Any = client.app
    gate = app.state.gate
    app.state.gate = type("Gate", (), {"actor": staticmethod(auditor)})()
    try:
        assert client.get(path).status_code == 403
        assert client.post("/v1/timeline", json={}).status_code == 403
        assert client.post("/v1/checks:batch", json=[]).status_code == 403
    finally:
        app.state.gate = gate


@pytest.mark.parametrize("path", [path for path in PATHS if "gallium" not in path])
def test_a_log_out_of_reach_is_said(path: str, client: TestClient, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    from licet.events.errors import LogUnavailable

    def fail(*_: object) -> Any:
        raise LogUnavailable("secret")

    monkeypatch.setattr(answers, "policy", fail)
    response = client.get(path)
    assert response.status_code == 503 and "secret" not in response.text


# --- names ------------------------------------------------------------------------------------------------------------


def test_names_are_found_by_their_words(client: TestClient) -> None:
    found = client.get("/v1/vocabulary?text=DYSPROSIUM").json()
    assert "dysprosium" in [m["name"] for m in found["materials"]]
    assert all("dysprosium" in f"{m['name']} {m['text']['en']}".lower() for m in found["materials"])
    assert client.get("/v1/vocabulary?text=no-such-words").json()["materials"] == []


def test_every_name_of_the_vocabulary_may_be_asked_about(client: TestClient) -> None:
    names = client.get("/v1/vocabulary").json()
    assert {len(names[kind]) > 3 for kind in ("lists", "materials", "forms", "attributes")} == {True}
    assert client.get(f"/v1/list-entries?on=2025-12-01&material={names['materials'][0]['name']}").status_code == 200


def test_the_surest_lines_come_first(client: TestClient) -> None:
    path, words, lines = "/v1/list-entries?on=2025-12-01&material=holmium&form=metal&limit=5", [], []
    while path:
        page = client.get(path).json()
        words += [entry["match"] for entry in page["entries"]]
        lines += [entry["line"] for entry in page["entries"]]
        path = page["next"]
    assert words[0] == "yes"
    assert words == sorted(words, key=("yes", "unknown", "possible").index)
    assert len(set(lines)) == len(lines) > 5
