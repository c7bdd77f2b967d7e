"""`POST /v1/checks:batch` and checks that are kept: the same answers as one by one, in order, at one position, whatever a row is like."""

import csv
import io
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from log_support import keep
from rest import local

import licet
from licet.api.app import create_app
from licet.api.rows.columns import column
from licet.api.rows.writers import COLUMNS
from licet.api.settings import Settings
from licet.api.terminal.options import OPTIONS
from licet.engine.answers import Answers
from licet.events.citation import Text
from licet.events.corpus import load_corpus
from licet.events.errors import LogUnavailable
from licet.events.log import MemoryLog
from licet.events.model import ControlAnnounced
from licet.events.record import record
from licet.events.store import Store, open_store

ANNOUNCED = ControlAnnounced(
    id="XX-2026-1", instrument="XX-2026-1", authority="XX/O", published=date(2026, 1, 1), title=Text(en="An act that is made up")
)
PATH = "/v1/checks:batch"
NDJSON = "application/x-ndjson"
SHIPMENT: dict[str, Any] = {
    "goods": {"material": "holmium", "form": "metal"},
    "origin": "CN",
    "departure": {"country": "CN"},
    "destination": "DE",
    "date": "2025-12-15",
}
HEADER = "reference,material,form,from,origin,to,on\r\n"


def now() -> datetime:
    return datetime.now(UTC)


def full_log() -> MemoryLog:
    log = MemoryLog(clock=now)
    record(log, load_corpus())
    return log


@pytest.fixture(scope="module")
def log() -> MemoryLog:
    return full_log()


@pytest.fixture(scope="module")
def answers(log: MemoryLog) -> Answers:
    return Answers(log)


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store("memory:", clock=now)


@pytest.fixture(scope="module")
def client(log: MemoryLog, answers: Answers, store: Store) -> Iterator[TestClient]:
    with local(create_app(log, answers, store=store), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def limited(log: MemoryLog, answers: Answers) -> Callable[..., TestClient]:
    return lambda **settings: local(create_app(log, answers, Settings(**settings)), raise_server_exceptions=False)


def batch(client: TestClient, content: Any, kind: str = NDJSON, accept: str | None = None, query: str = "") -> Any:
    headers = {"content-type": kind} | ({"accept": accept} if accept else {"accept": ""})
    return client.post(f"{PATH}{query}", content=content, headers=headers)


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def results(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.text
    return [json.loads(line) for line in response.text.splitlines()]


def cells(response: Any, delimiter: str = ",") -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def on(day: int, **more: Any) -> dict[str, Any]:
    return {"shipment": {**SHIPMENT, "date": f"2025-12-{day:02}"}, **more}


def line(reference: str, to: str = "DE", day: str = "2025-12-15") -> str:
    return f"{reference},holmium,metal,CN,CN,{to},{day}\r\n"


# --- the answers ------------------------------------------------------------------------------------------------------


def test_rows_are_answered_like_single_checks_to_the_byte(client: TestClient) -> None:
    questions = [on(day, known={"published_through": f"2025-1{day % 3}-20"}) for day in range(1, 80, 7) if day < 29]
    single = [client.post("/v1/checks", json=question).content for question in questions]
    ndjson = batch(client, lines(*questions)).content.splitlines()
    document = batch(client, json.dumps(questions), "application/json").content
    for row, answer in zip(ndjson, single, strict=True):
        assert b'"determination":' + answer in row and b'"determination":' + answer in document
    table = HEADER.strip() + ",published_through\r\n"
    table += "".join(line("", day=q["shipment"]["date"]).strip() + f",{q['known']['published_through']}\r\n" for q in questions)
    as_ndjson = batch(client, table, "text/csv", NDJSON).content.splitlines()
    assert [b'"determination":' + answer in row for row, answer in zip(as_ndjson, single, strict=True)] == [True] * len(single)
    for row, answer in zip(cells(batch(client, table, "text/csv")), map(json.loads, single), strict=True):
        assert row["outcome"] == answer["outcome"] and row["digest"] == answer["digest"] and row["at_most"] == answer["at_most"]
        assert row["holds_from"] == (answer["holds"]["from"] or "") and row["holds_through"] == (answer["holds"]["through"] or "")
        assert row["considered"] == "; ".join(answer["scope"]["considered"])
        assert "CN/export-licence" in row["not_considered"]


def test_order_is_kept_and_a_bad_row_stops_no_other(client: TestClient) -> None:
    rows = [on(n % 28 + 1, reference=f"r{n}") for n in range(100)]
    for n in range(0, 100, 7):
        rows[n]["shipment"] = {**SHIPMENT, "destination": "XX"}
    body = lines(*rows).replace(lines(rows[50]), "nonsense\n")
    found = results(batch(client, body))
    assert [row["row"] for row in found] == list(range(1, 101))
    for n, row in enumerate(found):
        if n == 50:
            assert row["problem"]["errors"][0]["pointer"] == "#" and row["reference"] is None
        elif n % 7 == 0:
            problem = row["problem"]
            assert (problem["status"], problem["type"], problem["row"]) == (422, "/problems/bad-input", n + 1)
            assert problem["errors"][0]["pointer"] == "#/shipment/destination" and "determination" not in row
            assert row["reference"] == f"r{n}"
        else:
            assert row["determination"]["legal_date"] == rows[n]["shipment"]["date"] and row["reference"] == f"r{n}"


def test_a_document_sums_up(client: TestClient) -> None:
    document = batch(client, json.dumps({"checks": [on(1), on(2), {}], "known": {}}), "application/json").json()
    assert document["summary"] == {"answered": 2, "problems": 1, "complete": True, "outcomes": {"NO_LICENCE_REQUIRED": 2}}
    assert [row["row"] for row in document["results"]] == [1, 2, 3]
    empty = batch(client, "[]", "application/json").json()
    assert empty["results"] == [] and empty["summary"]["answered"] == 0


def test_what_is_known_stands_for_all_rows_wherever_it_is_said(client: TestClient, log: MemoryLog) -> None:
    known, rows = {"published_through": "2025-10-20"}, [on(1), on(2, known={"published_through": "2025-11-10"})]
    first = batch(client, json.dumps({"known": known, "checks": rows}), "application/json").json()
    last = batch(client, json.dumps({"checks": rows, "known": known}), "application/json").json()
    asked = batch(client, lines(*rows), query="?published_through=2025-10-20")
    outcomes = ["LICENCE_REQUIRED", "NO_LICENCE_REQUIRED"]
    assert [row["determination"]["outcome"] for row in first["results"]] == outcomes
    assert first == last
    assert [row["determination"]["outcome"] for row in results(asked)] == outcomes
    twice = batch(client, json.dumps({"checks": rows, "known": known}), "application/json", query="?published_through=2025-10-20")
    assert twice.status_code == 422 and "say it there or here" in twice.text


def test_all_rows_are_answered_at_one_position(monkeypatch: pytest.MonkeyPatch) -> None:
    log = full_log()
    answers, head = Answers(log), log.head()
    decide = answers.decide

    def appending(shipment: Any, known: Any) -> Any:
        answer = decide(shipment, known)
        log.append([ANNOUNCED])
        return answer

    monkeypatch.setattr(answers, "decide", appending)
    with local(create_app(log, answers)) as client:
        body = lines(on(1), on(1), on(1, known={"recorded_through": head - 1}), on(1, known={"recorded_through": head + 1}))
        response = batch(client, body)
        first, second, earlier, later = results(response)
        assert log.head() == head + 1
        assert response.headers["licet-position"] == str(head)
        assert [row["position"] for row in (first, second, earlier, later)] == [head] * 4
        assert first["determination"] == second["determination"]
        assert first["determination"]["log"]["position"] == head
        assert earlier["determination"]["log"]["position"] == head - 1
        assert later["problem"]["errors"][0]["pointer"] == "#/known/recorded_through"
        pinned = batch(client, lines(on(1)), query=f"?recorded_through={head - 5}")
        assert pinned.headers["licet-position"] == str(head - 5)


def test_in_short(client: TestClient) -> None:
    (row,) = results(batch(client, lines(on(1, known={"published_through": "2025-10-20"})), query="?detail=summary"))
    short = row["determination"]
    assert short["outcome"] == "LICENCE_REQUIRED" and short["holds_from"] == "2025-11-08"
    assert {"requirement": "CN-2025-57/1", "conclusion": "licence_required"} in short["requirements"]
    assert short["questions"][0]["field"] == "parties" and "doubts" not in short


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_a_table_answers_a_table(client: TestClient) -> None:
    rows = [
        "reference,material,form,from,origin,to,on,x.Werk",
        line("=1+1").strip() + ",@Köln",
        "-2,holmiun,metal,CN,CN,DE,2025-12-15,",
        "",
    ]
    sheet = "\ufeff" + "\r\n".join(rows).replace(",", ";")
    response = batch(client, sheet, "text/csv; charset=utf-8")
    assert response.headers["content-type"].startswith("text/csv")
    assert response.content.startswith(b"\xef\xbb\xbfreference;row;outcome;") and response.content.endswith(b"\r\n")
    first, second = cells(response, ";")
    assert list(first) == ["reference", *COLUMNS, "x.Werk"]
    assert (first["reference"], first["outcome"], first["x.Werk"], first["problem"]) == ("'=1+1", "NO_LICENCE_REQUIRED", "'@Köln", "")
    assert (second["reference"], second["outcome"]) == ("'-2", "")
    assert second["problem"].startswith("Bad input: material: `holmiun` is not a known material")


def test_questions_name_the_column_that_answers_them(client: TestClient) -> None:
    (row,) = cells(batch(client, "code,to,on\r\n1C909,DE,2025-10-20\r\n", "text/csv"))
    assert row["outcome"] == "UNDETERMINED" and "; from: " in f"; {row['questions']}"


def test_tabs_and_other_answers(client: TestClient) -> None:
    (row,) = cells(batch(client, HEADER.replace(",", "\t") + line("a").replace(",", "\t"), "text/tab-separated-values"), "\t")
    assert row["outcome"] == "NO_LICENCE_REQUIRED"
    (row,) = results(batch(client, HEADER.strip() + ",x.é\r\n" + line("a").strip() + ",ü\r\n", "text/csv", NDJSON))
    assert row["carried"] == {"x.é": "ü"} and row["reference"] == "a"
    (row,) = cells(batch(client, lines(on(1, reference="b")), NDJSON, "text/csv"))
    assert row["reference"] == "b" and row["outcome"] == "NO_LICENCE_REQUIRED"


def test_a_header_alone_is_an_empty_table(client: TestClient) -> None:
    assert cells(batch(client, HEADER, "text/csv")) == []


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/x-ndjson"),
        ("*/*", "application/x-ndjson"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*;q=0.1, text/csv;q=0.1", "application/x-ndjson"),
        ("application/x-ndjson;q=0, */*", "application/json"),
        ("image/png, application/json;q=0.001", "application/json"),
    ],
)
def test_the_media_type_is_negotiated(accept: str, media: str, client: TestClient) -> None:
    assert batch(client, lines(on(1)), accept=accept).headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    ("content", "kind", "query", "accept", "status", "said"),
    [
        ("x", "text/plain", "", None, 415, "application/x-ndjson"),
        (lines(on(1)), "application/x-ndjson; charset=latin1", "", None, 415, "UTF-8"),
        (lines(on(1)), NDJSON, "", "image/png", 406, "text/csv"),
        (lines(on(1)), NDJSON, "", "application/json;q=2", 406, "text/csv"),
        (lines(on(1)), NDJSON, "?keep=yes", None, 422, "`keep`"),
        (lines(on(1)), NDJSON, "?details=full", None, 422, "did you mean `detail`"),
        (lines(on(1)), NDJSON, "?detail=full&detail=full", None, 422, "more than once"),
        (lines(on(1)), NDJSON, "?recorded_through=99999", None, 422, "`99999` is not a position"),
        (lines(on(1)), NDJSON, "?published_through=2025-13-01", None, 422, "not a day of the calendar"),
        ("foo,to\r\n1,2\r\n", "text/csv", "", None, 422, "`foo`"),
        ("", "text/csv", "", None, 422, "header"),
        ('{"checks": [', "application/json", "", None, 422, "before it is complete"),
        ('{"checks": [], "knwon": {}}', "application/json", "", None, 422, "`knwon`"),
        ('{"checks": [], "known": {"published_through": "x"}}', "application/json", "", None, 422, "#/known/published_through"),
    ],
)
def test_what_is_wrong_with_the_whole_is_a_problem(
    content: str, kind: str, query: str, accept: str | None, status: int, said: str, client: TestClient
) -> None:
    response = batch(client, content, kind, accept, query)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json"), response.text
    assert said in response.text and "outcome" not in response.text


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_row_that_is_too_long_is_its_own_fault(limited: Callable[..., TestClient]) -> None:
    client = limited(batch_row_bytes=1024)
    long = on(1, reference="long") | {"shipment": {**SHIPMENT, "goods": {"description": "x" * 2000}}}
    first, second, third = results(batch(client, lines(on(1), long, on(2))))
    assert "determination" in first and "determination" in third
    assert "more than 1024 bytes" in second["problem"]["detail"]
    document = batch(client, json.dumps([on(1), long, on(2)]), "application/json").json()
    assert ["problem" in row for row in document["results"]] == [False, True, False]


def test_the_rows_of_a_batch_are_limited(limited: Callable[..., TestClient]) -> None:
    client = limited(batch_rows=40)
    assert len(results(batch(client, lines(*[on(1)] * 40)))) == 40
    found = results(batch(client, lines(*[on(1)] * 100)))
    assert all("determination" in row for row in found[:-1])
    assert found[-1]["problem"]["rest"] is True and "more than 40 rows" in found[-1]["problem"]["detail"]
    document = batch(client, json.dumps([on(1)] * 100), "application/json").json()
    assert document["summary"]["complete"] is False
    assert batch(limited(batch_rows=1), lines(*[on(1)] * 3)).status_code == 413  # nothing was answered yet


def test_the_bytes_of_a_batch_are_limited_with_and_without_a_length(limited: Callable[..., TestClient]) -> None:
    client = limited(batch_bytes=100_000)
    body = lines(on(1)).encode()
    full = body * (100_000 // len(body))
    for content in (full, iter([full])):
        assert batch(client, content).status_code == 200
    for content in (full + body, iter([full, body])):
        assert batch(client, content).status_code == 413


def test_a_body_that_is_too_long_ends_with_a_row_that_says_so(log: MemoryLog, answers: Answers) -> None:
    with served(create_app(log, answers, Settings(batch_bytes=1024))) as port, opened(port) as connection:
        connection.sendall(chunk(lines(on(1))))
        received(connection, b'"row":1}')
        connection.sendall(chunk(lines(*[on(2)] * 10)))
        rest = received(connection, b"\r\n0\r\n\r\n")
    assert b"/problems/body-too-large" in rest and b'"rest":true' in rest


def test_a_frame_that_breaks_later_ends_with_a_row_that_says_so(client: TestClient) -> None:
    rows = json.dumps([on(1)] * 300)[:-1]
    document = batch(client, f'{{"checks": {rows}}}', "application/json")
    assert document.status_code == 422  # told before anything was answered: the whole is read to see what is known
    array = batch(client, rows[:-50] + " ? ", "application/json")
    assert array.status_code == 200 and array.json()["summary"]["complete"] is False
    assert array.json()["results"][-1]["problem"]["rest"] is True


# --- failures ---------------------------------------------------------------------------------------------------------


def test_a_failure_of_one_row_is_no_answer_and_stops_no_other(
    client: TestClient, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide = answers.decide

    def sometimes(shipment: Any, known: Any) -> Any:
        if shipment.date.day == 2:
            raise ZeroDivisionError("secret")
        return decide(shipment, known)

    monkeypatch.setattr(answers, "decide", sometimes)
    response = batch(client, lines(on(1), on(2), on(3)))
    first, second, third = results(response)
    assert "determination" in first and "determination" in third and "secret" not in response.text
    assert second["problem"]["status"] == 500 and second["problem"]["type"] == "/problems/failure"


def test_a_log_out_of_reach_refuses_the_whole(client: TestClient, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Any:
        raise LogUnavailable("secret")

    monkeypatch.setattr(answers, "policy", fail)
    response = batch(client, lines(on(1)))
    assert response.status_code == 503 and "secret" not in response.text


# --- kept -------------------------------------------------------------------------------------------------------------


def test_a_check_is_kept_as_it_was_answered(client: TestClient) -> None:
    plain, kept = client.post("/v1/checks", json=on(1)), client.post("/v1/checks?keep=true", json=on(1))
    assert (plain.status_code, kept.status_code) == (200, 201) and plain.content == kept.content
    again = client.get(kept.headers["location"])
    assert again.status_code == 200 and again.content == kept.content
    assert client.get(kept.headers["location"], headers={"if-none-match": again.headers["etag"]}).status_code == 304
    assert client.get(kept.headers["location"] + "/question").json() == on(1)
    assert "location" not in plain.headers


def test_the_rows_of_a_batch_are_kept_before_they_leave(client: TestClient) -> None:
    found = results(batch(client, lines(on(1, reference="a"), {}, on(2)), query="?keep=true"))
    assert [("check" in row) for row in found] == [True, False, True]
    for row in found[::2]:
        kept = client.get(row["check"])
        assert kept.json() == row["determination"]
        assert client.post("/v1/checks", content=client.get(row["check"] + "/question").content).content == kept.content
    (row,) = cells(batch(client, HEADER + line("a"), "text/csv", query="?keep=true"))
    assert client.get(row["check"]).json()["outcome"] == row["outcome"]


def test_everything_is_kept_where_the_settings_say_so(limited: Callable[..., TestClient]) -> None:
    client = limited(keep_checks="always")
    assert client.post("/v1/checks", json=on(1)).status_code == 201
    assert "check" in results(batch(client, lines(on(1))))[0]


def test_what_was_erased_is_gone(client: TestClient, store: Store) -> None:
    place = client.post("/v1/checks?keep=true", json=on(1)).headers["location"]
    tag = client.get(place).headers["etag"]
    store.checks.erase([place.rsplit("/", 1)[1]], by="local", reason="asked")
    for path in (place, f"{place}/question"):
        gone = client.get(path, headers={"if-none-match": tag})
        assert gone.status_code == 410 and gone.json()["type"] == "/problems/erased"


def test_an_administrator_erases_a_check_for_good(client: TestClient, store: Store) -> None:
    place = client.post("/v1/checks?keep=true", json=on(1)).headers["location"]
    refused = client.delete(place, params={"reason": "a\u0000b"})
    assert refused.status_code == 422 and refused.json()["errors"][0]["parameter"] == "reason" and client.get(place).status_code == 200
    for _ in range(2):  # again changes nothing
        gone = client.delete(place, params={"reason": "request 17"})
        assert (gone.status_code, gone.content) == (204, b"")
        assert client.get(place).status_code == 410
    assert [(t.actor, t.act, t.count) for t in store.traces() if t.subject == "request 17"] == [("local", "checks_erased", 1)]
    assert client.delete(f"/v1/checks/{'0' * 32}").status_code == client.delete("/v1/checks/x").status_code == 404


@pytest.mark.parametrize("name", ["0" * 32, "x", "0" * 31 + "G", "..%2Fchecks", "0" * 5000])
def test_what_was_never_kept_is_not_found(name: str, client: TestClient) -> None:
    assert client.get(f"/v1/checks/{name}").status_code == 404


def test_a_check_is_shown_to_who_asked_and_to_auditors_only(client: TestClient, store: Store) -> None:
    check_id = keep(store, b"{}", b"{}", "key:somebody-else")
    assert client.get(f"/v1/checks/{check_id}").status_code == 200  # the local user has every scope
    from licet.api.access.permit import Actor

    async def only_checks(_: object) -> Actor:
        return Actor("key:asker", frozenset({"check"}))

    app: Any = client.app
    gate = app.state.gate
    app.state.gate = type("Gate", (), {"actor": staticmethod(only_checks)})()
    try:
        assert client.get(f"/v1/checks/{check_id}").status_code == 404
        own = keep(store, b"{}", b"{}", "key:asker")
        assert client.get(f"/v1/checks/{own}").status_code == 200
    finally:
        app.state.gate = gate


# --- on a real connection ---------------------------------------------------------------------------------------------


@contextmanager
def served(app: Any) -> Iterator[int]:
    """The application on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def opened(port: int, query: str = "?detail=summary") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    head = f"POST {PATH}{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: {NDJSON}\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def chunk(data: str) -> bytes:
    return f"{len(data.encode()):x}\r\n{data}\r\n".encode()


def received(connection: socket.socket, until: bytes) -> bytes:
    data = bytearray()
    while until not in data[-(2**17) :]:
        piece = connection.recv(2**16)
        assert piece, data[-2000:]
        data += piece
    return bytes(data)


def test_a_row_is_answered_while_the_next_is_awaited(log: MemoryLog, answers: Answers) -> None:
    with served(create_app(log, answers)) as port, opened(port) as connection:
        connection.sendall(chunk(lines(on(1, reference="first"))))
        assert b'"reference":"first"' in received(connection, b'"row":1}')
        connection.sendall(chunk(lines(on(2, reference="second"))))
        assert b'"reference":"second"' in received(connection, b'"row":2}')
        connection.sendall(chunk("nonsense\n") + b"0\r\n\r\n")
        assert b'"status":422' in received(connection, b"0\r\n\r\n")


def test_a_client_may_send_everything_before_it_reads_anything(log: MemoryLog, answers: Answers) -> None:
    with served(create_app(log, answers)) as port, opened(port, query="") as connection:
        row = json.dumps(on(1)) + " " * 100_000 + "\n"
        for _ in range(200):  # more in both directions than the buffers of both sides hold
            connection.sendall(chunk(row))
        connection.sendall(b"0\r\n\r\n")
        assert received(connection, b"\r\n0\r\n\r\n").count(b'"row":') == 200


def test_a_client_that_leaves_stops_the_work(log: MemoryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, asked = Answers(log), 0
    decide = answers.decide

    def counted(shipment: Any, known: Any) -> Any:
        nonlocal asked
        asked += 1
        time.sleep(0.002)
        return decide(shipment, known)

    monkeypatch.setattr(answers, "decide", counted)
    with served(create_app(log, answers)) as port:
        with opened(port) as connection:
            connection.sendall(chunk(lines(*[on(1)] * 5000)))
            received(connection, b'"row":1}')
        seen = -1
        while seen != asked < 5000:
            seen = asked
            time.sleep(0.3)
        assert 0 < asked < 4000


def test_a_body_that_stops_arriving_is_not_waited_for(log: MemoryLog, answers: Answers) -> None:
    with served(create_app(log, answers, Settings(body_seconds=0.2))) as port, opened(port) as connection:
        connection.sendall(chunk(lines(on(1))))
        data = received(connection, b'"row":2}')
        assert b'"row":1}' in data and b"/problems/too-slow" in data and b'"rest":true' in data


# --- documentation ----------------------------------------------------------------------------------------------------

PAGE = (Path(licet.__file__).parent / "docs/batch.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return PAGE.split(f"```{language}\n", 1)[1].split("```", 1)[0]


def names_in(section: str) -> list[str]:
    """What stands in code in the first two cells of the rows of a table."""
    rows = [row.split("|")[1:3] for row in section.splitlines() if row.startswith("| `")]
    return [name for row in rows for cell in row for name in re.findall(r"`([^`]+)`", cell)]


def test_the_table_of_the_page_is_answered_as_it_says(client: TestClient) -> None:
    first, second, third = cells(batch(client, block("csv"), "text/csv"))
    assert [first["outcome"], second["outcome"], third["outcome"]] == ["NO_LICENCE_REQUIRED", "LICENCE_REQUIRED", ""]
    assert third["problem"] and third["x.plant"] == "Hamburg"
    told = [row.split("|")[1] for row in PAGE.split("### Columns")[0].splitlines() if row.startswith("| `")]
    assert re.findall(r"`([^`]+)`", " ".join(told)) == list(COLUMNS)


def test_the_document_of_the_page_is_a_batch(client: TestClient) -> None:
    (row,) = batch(client, block("json"), "application/json").json()["results"]
    assert row["determination"]["outcome"] == "UNDETERMINED"


def test_the_page_has_every_column_and_no_other() -> None:
    told = names_in(PAGE.split("### Columns")[1].split("Any other column")[0])
    told = [name.replace("NAME", "samarium") for name in told if name not in ("reference", "x.…")]
    assert [name for name in told if column(name) is None] == []
    assert {column(name).option.first for name in told} == {option.first for option in OPTIONS}  # type: ignore[union-attr]
