"""The layer around every request: ids, headers, measures, log lines, spans, rate limits; health; entity tags; the documentation page."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from fastapi.testclient import TestClient
from limits.aio.storage import MemoryStorage
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from rest import local

from licet.api.access import credentials
from licet.api.app import create_app
from licet.api.edge.logs import JsonLines, TextLines, form_of
from licet.api.edge.rates import Rates, rates_of
from licet.api.edge.requestlog import RequestLog
from licet.api.edge.tracing import Tracing, exporting
from licet.api.opening import now
from licet.api.rest import health
from licet.api.rest.etags import conditional, etag, tagged
from licet.api.settings import Settings, SettingsError
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.errors import LogUnavailable
from licet.events.log import EventLog, open_log
from licet.events.store import open_store

QUESTION = {
    "shipment": {
        "goods": {"material": "holmium", "form": "metal"},
        "origin": "CN",
        "departure": {"country": "CN"},
        "destination": "DE",
        "parties": [{"role": "end_user", "name": "Secret Magnets Ltd", "country": "DE"}],
        "date": "2026-11-11",
    }
}


@pytest.fixture(scope="module")
def log() -> Iterator[EventLog]:
    with open_log("memory:", clock=now) as log:
        log.append(load_corpus())
        yield log


@pytest.fixture(scope="module")
def answers(log: EventLog) -> Answers:
    return Answers(log)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine under load is not what these tests are about."""
    monkeypatch.setattr(health, "READY_WITHIN", 30.0)


@pytest.fixture
def app(log: EventLog, answers: Answers) -> FastAPI:
    app = create_app(log, answers, Settings())

    @app.get("/broken/{part}")
    async def broken(part: str) -> Response:
        raise ZeroDivisionError(part)

    @app.get("/breaks-off")
    async def breaks_off() -> Response:
        def pieces() -> Iterator[bytes]:
            yield b"begun"
            raise ZeroDivisionError("Secret")

        return StreamingResponse(pieces())

    @app.get("/own")
    async def own() -> Response:
        return Response(b"", headers={"Cache-Control": "max-age=5"})

    @app.get("/tagged")
    async def with_tag(request: Request) -> Response:
        tag = etag(1, "x")
        return conditional(request, tag) or Response(b"data", headers=tagged(tag))

    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with local(app) as client:
        yield client


# --- ids, headers, failures -------------------------------------------------------------------------------------------


def test_a_sane_id_is_given_back_and_any_other_is_replaced(client: TestClient) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "erp:7/a"}).headers["x-request-id"] == "erp:7/a"
    refused = ({}, {"X-Request-Id": "a b"}, {"X-Request-Id": "x" * 129})
    made = [client.get("/livez", headers=headers).headers["x-request-id"] for headers in refused]
    assert len(set(made)) == 3 and all(re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]+", item) for item in made)


def test_every_answer_is_kept_by_nobody_and_is_what_it_says(client: TestClient) -> None:
    for path in ("/livez", "/nothing", "/broken/x"):
        headers = client.get(path).headers
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
        assert "strict-transport-security" not in headers
    assert client.get("/own").headers.get_list("cache-control") == ["max-age=5"]
    assert client.get("https://127.0.0.1/livez").headers["strict-transport-security"] == "max-age=31536000"


def test_a_failure_is_a_problem_with_an_id_and_its_words_stay_here(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    failed = client.get("/broken/Secret")
    assert (failed.status_code, failed.json()["type"]) == (500, "/problems/failure")
    [record] = [record for record in caplog.records if record.name == "licet.api"]
    assert failed.headers["x-request-id"] in record.getMessage()
    for formatter in (JsonLines(words=False), TextLines(words=False)):
        text = formatter.format(record)
        assert "ZeroDivisionError" in text and "in broken" in text and "Secret" not in text
    assert "Secret" in JsonLines(words=True).format(record)


def test_an_answer_that_fails_after_it_began_is_broken_off(client: TestClient) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/breaks-off")


def test_causes_are_told_without_their_words() -> None:
    try:
        try:
            raise LogUnavailable("Secret")
        except LogUnavailable as error:
            raise ValueError("Secret") from error
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (ValueError, error, error.__traceback__))
    line = json.loads(JsonLines(words=False).format(record))
    assert line["error"][0].endswith("LogUnavailable") and "Secret" not in json.dumps(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])


def test_lines_are_text_for_a_person_only() -> None:
    assert [form_of("auto", terminal=t) for t in (True, False)] == ["text", "json"]
    assert [form_of(chosen, terminal=True) for chosen in ("json", "text")] == ["json", "text"]


# --- the log of requests, measures ------------------------------------------------------------------------------------


def test_a_request_is_a_line(app: FastAPI) -> None:
    stream = io.BytesIO()
    app.state.request_log = RequestLog(app.state.metrics, "json", stream)
    with local(app) as client:
        client.post("/v1/checks?Secret=1", json=QUESTION, headers={"X-Request-Id": "a"})
        client.get("/broken/Secret")
        client.request("BREW", "/livez")
    app.state.request_log.flush()
    app.state.request_log.flush()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(x["method"], x["route"], x["status"], x["actor"]) for x in lines] == [
        ("POST", "/v1/checks", 422, "local"),
        ("GET", "/broken/{part}", 500, None),
        ("OTHER", "/livez", 405, None),
    ]
    assert lines[0]["request_id"] == "a" and b"Secret" not in stream.getvalue()


def test_a_request_is_a_line_of_text(app: FastAPI) -> None:
    stream = io.BytesIO()
    app.state.request_log = RequestLog(app.state.metrics, "text", stream)
    with local(app) as client:
        client.get("/livez", headers={"X-Request-Id": "a"})
    app.state.request_log.flush()
    assert re.fullmatch(r"\S+Z info GET /livez 200 in [\d.]+ ms, 15 bytes, nobody, a\n", stream.getvalue().decode())


def test_many_requests_are_written_without_waiting(app: FastAPI) -> None:
    stream = io.BytesIO()
    app.state.request_log = RequestLog(app.state.metrics, "json", stream)
    with local(app) as client:
        for _ in range(260):
            client.get("/livez")
    assert stream.getvalue().count(b"\n") == 256


def measured(client: TestClient) -> dict[str, float]:
    answered = client.get("/metrics")
    assert answered.status_code == 200 and answered.headers["content-type"].startswith("text/plain; version=")
    lines = [line.rpartition(" ") for line in answered.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_measures(client: TestClient, log: EventLog) -> None:
    for _ in range(3):
        assert client.post("/v1/checks", json=QUESTION).status_code == 200
    client.post("/v1/checks", json={})
    client.get("/Secret")
    told = measured(client)
    count = "licet_http_request_duration_seconds_count"
    assert told[f'{count}{{method="POST",route="/v1/checks",status="200"}}'] == 3
    assert told[f'{count}{{method="POST",route="/v1/checks",status="422"}}'] == 1
    assert told[f'{count}{{method="GET",route="none",status="404"}}'] == 1
    assert told['licet_checks_total{outcome="LICENCE_REQUIRED"}'] == 3
    assert told["licet_log_position"] == log.head()
    assert "licet_events_appended_total" in told and "process_cpu_seconds_total" in told
    assert not any("Secret" in name for name in told)


def test_replays_are_measured(log: EventLog) -> None:
    with local(create_app(log, Answers(log))) as client:
        assert client.get("/readyz").status_code == 200
        assert measured(client)["licet_policy_replay_seconds_count"] == 1


@pytest.mark.parametrize(("host", "metrics", "status"), [("0.0.0.0", "auto", 401), ("0.0.0.0", "open", 200), ("127.0.0.1", "off", 404)])
def test_who_reads_the_measures(host: str, metrics: Any, status: int, log: EventLog, answers: Answers) -> None:
    app = create_app(log, answers, Settings(host=host, metrics=metrics, open_access="nobody"))
    with local(app) as client:
        assert client.get("/metrics").status_code == status


def test_the_measures_are_not_open_through_a_proxy(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 401


def test_several_processes_answer_for_all(tmp_path: Path) -> None:
    """As worker processes do: each counts in a file of a folder that they share."""
    code = (
        "from licet.api.edge.metrics import Metrics\n"
        "measures = Metrics()\n"
        "measures.request('GET', '/livez', 200, 0.001); measures.answered('PROHIBITED', {position}); print(measures.text().decode())"
    )
    environ = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for position in (7, 9):
        command = [sys.executable, "-c", code.format(position=position)]
        told = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
    assert 'licet_checks_total{outcome="PROHIBITED"} 2.0' in told
    assert 'licet_http_request_duration_seconds_count{method="GET",route="/livez",status="200"} 2.0' in told
    assert "licet_log_position 7.0" in told  # the one that is furthest behind


# --- spans ------------------------------------------------------------------------------------------------------------


def test_spans_say_what_was_done_and_nothing_of_what_was_asked(app: FastAPI) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    app.state.tracing = Tracing(provider)
    trace = "0af7651916cd43dd8448eb211c80319c"
    with local(app) as client:
        client.post("/v1/checks", json=QUESTION, headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01", "X-Request-Id": "a"})
        client.get("/broken/Secret?name=Secret")
    spans = {span.name: span for span in exporter.get_finished_spans()}
    assert set(spans) == {"decide", "POST /v1/checks", "GET /broken/{part}"}
    asked, decided, broken = spans["POST /v1/checks"], spans["decide"], spans["GET /broken/{part}"]
    assert asked.context is not None and f"{asked.context.trace_id:032x}" == trace
    assert decided.parent is not None and decided.parent.span_id == asked.context.span_id
    assert dict(asked.attributes or {}) == {
        "http.request.method": "POST",
        "http.route": "/v1/checks",
        "http.response.status_code": 200,
        "url.scheme": "http",
        "licet.request_id": "a",
    }
    assert (broken.attributes or {})["error.type"] == "ZeroDivisionError" and broken.status.status_code.name == "ERROR"
    assert "Secret" not in "".join(span.to_json() for span in spans.values())
    provider.shutdown()


def test_the_framework_makes_no_spans_of_its_own(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its spans would carry the parameters."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: provider)
    client.get("/livez?name=Secret")
    assert exporter.get_finished_spans() == ()
    provider.shutdown()


def test_spans_without_the_sdk_are_an_error_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match=r"install `licet\[otel\]`"):
        exporting()


# --- rate limits ------------------------------------------------------------------------------------------------------


def limited(log: EventLog, answers: Answers, **settings: Any) -> FastAPI:
    return create_app(log, answers, Settings(**settings))


def test_what_is_granted_and_left_is_said(log: EventLog, answers: Answers) -> None:
    with local(limited(log, answers, rate_limit="2/hour; 100/day")) as client:
        first, second, third = (client.get("/v1/events?limit=1") for _ in range(3))
        assert [r.status_code for r in (first, second, third)] == [200, 200, 429]
        assert first.headers["ratelimit-policy"] == '"per-3600s";q=2;w=3600, "per-86400s";q=100;w=86400'
        assert re.fullmatch(r'"per-3600s";r=1;t=\d+', first.headers["ratelimit"])
        assert third.json()["type"] == "/problems/too-many-requests" and re.match('"per-3600s";r=0', third.headers["ratelimit"])
        assert 1 <= int(third.headers["retry-after"]) <= 3600
        assert "ratelimit" not in client.get("/livez").headers
        assert measured(client)["licet_requests_limited_total"] == 1


def test_each_caller_has_a_limit_of_its_own(log: EventLog, answers: Answers) -> None:
    app = limited(log, answers, rate_limit="1/hour", open_access="everybody")
    statuses = []
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1"):
        with TestClient(app, client=(address, 1)) as client:
            statuses.append(client.get("/v1/events?limit=1").status_code)
    assert statuses == [200, 200, 429]


def test_wrong_credentials_count_for_the_address(log: EventLog, answers: Answers) -> None:
    with local(limited(log, answers, rate_limit="2/hour")) as client:
        tried = [client.get("/v1/events", headers={"Authorization": f"Bearer licet_{n}"}).status_code for n in range(3)]
    assert tried == [401, 401, 429]


def test_guessed_keys_do_not_reach_the_database_for_long_and_known_ones_do(
    log: EventLog, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, elsewhere = limited(log, answers, rate_limit="2/hour"), open_store("memory:", clock=now)
    keys, looked = app.state.store.keys, []
    mine = credentials.create(keys, "erp", ["check"], None, by="test", now=now()).text
    guesses = [credentials.create(elsewhere.keys, f"k{n}", ["check"], None, by="test", now=now()).text for n in range(4)]
    monkeypatch.setattr("licet.api.access.gate.TRUSTED_S", 0.0)  # every request looks again
    with local(app) as client:
        assert client.get("/v1/events?limit=1", headers={"X-API-Key": mine}).status_code == 200
        get = keys.get
        monkeypatch.setattr(keys, "get", lambda key_id: looked.append(key_id) or get(key_id))
        assert [client.get("/v1/events", headers={"X-API-Key": key}).status_code for key in guesses] == [401, 401, 429, 429]
        assert len(looked) == 2
        assert client.get("/v1/events?limit=1", headers={"X-API-Key": mine}).status_code == 200  # from the very same address


def test_limits_are_off_on_loopback_and_on_elsewhere() -> None:
    assert rates_of(Settings()) is None and rates_of(Settings(host="0.0.0.0", rate_limit="off")) is None
    assert rates_of(Settings(host="0.0.0.0")) is not None and rates_of(Settings(rate_limit="1/second")) is not None


def test_a_place_that_cannot_count_is_named() -> None:
    with pytest.raises(SettingsError, match=r"`rate_storage`: `nothing://u:\*\*\*@h` cannot be used"):
        rates_of(Settings(rate_limit="1/second", rate_storage="nothing://u:secret@h"))


def test_counts_out_of_reach_refuse_nobody(log: EventLog, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = MemoryStorage()

    async def fail(*_: Any, **__: Any) -> Any:
        raise ConnectionError

    monkeypatch.setattr(storage, "acquire_sliding_window_entry", fail)
    app = limited(log, answers, rate_limit="1/hour")
    app.state.rates = Rates("1/hour", storage)
    with local(app) as client:
        assert [client.get("/v1/events?limit=1").status_code for _ in range(3)] == [200] * 3


# --- health -----------------------------------------------------------------------------------------------------------


def test_ready_is_the_head_of_the_log(log: EventLog) -> None:
    """Answers that read the log only now and then are waited for."""
    instants = iter([0.0, 0.0, *[9.0] * 100])
    answers = Answers(log, clock=lambda: next(instants), fresh_for=5)
    with local(create_app(log, answers)) as client:
        assert client.get("/readyz").json()["position"] == log.head()


def test_not_ready_where_answers_stay_behind(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(log, Answers(log))
    monkeypatch.setattr(log, "head", lambda: 10**6)
    monkeypatch.setattr(health, "READY_WITHIN", 0.2)
    with local(app) as client:
        behind = client.get("/readyz")
    assert (behind.status_code, behind.json()["type"]) == (503, "/problems/not-ready")


def test_a_log_that_hangs_takes_one_thread_however_often_it_is_looked_at(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    released, looks = threading.Event(), []

    def hang() -> int:
        looks.append(1)
        released.wait(20)
        return 0

    app = create_app(log, Answers(log))
    with local(app) as client:
        with monkeypatch.context() as patch:
            patch.setattr(log, "head", hang)
            patch.setattr(health, "READY_WITHIN", 0.2)
            assert [client.get("/readyz").status_code for _ in range(2)] == [503, 503]
            assert looks == [1]
            assert client.get("/livez").status_code == 200
            released.set()
        assert client.get("/readyz").status_code == 200


def test_not_ready_while_it_ends(app: FastAPI, client: TestClient) -> None:
    app.state.ending.set()
    assert client.get("/readyz").status_code == client.get("/healthz").status_code == 503
    assert client.get("/livez").status_code == 200


# --- entity tags ------------------------------------------------------------------------------------------------------


def test_a_tag_depends_on_every_part_and_on_nothing_else() -> None:
    assert etag(1, "2") == etag(1, "2") and re.fullmatch(r'"[0-9a-f]{32}"', etag(1, "2"))
    assert len({etag(1, "2"), etag(12), etag("1", "2"), etag(1, "2", None), etag(1, "2", weak=True)}) == 5
    assert etag(1, weak=True) == f"W/{etag(1)}"


@pytest.mark.parametrize(
    ("known", "status"), [("{}", 304), ("W/{}", 304), ('"x", {}', 304), ("*", 304), ('"x"', 200), ("", 200), ("{}x", 200)]
)
def test_what_the_client_has_is_not_sent_again(known: str, status: int, client: TestClient) -> None:
    tag = client.get("/tagged").headers["etag"]
    again = client.get("/tagged", headers={"If-None-Match": known.format(tag)})
    assert (again.status_code, again.content) == (status, b"data" if status == 200 else b"")
    assert again.headers["etag"] == tag and again.headers["cache-control"] == "private, no-cache"


def test_pages_of_the_log_have_tags_that_change_with_it(client: TestClient) -> None:
    with open_log("memory:", clock=now) as log:
        events = load_corpus()
        log.append(events[:3])
        with local(create_app(log, Answers(log))) as client:
            page = client.get("/v1/events?limit=2")
            known = {"If-None-Match": page.headers["etag"]}
            assert client.get("/v1/events?limit=2", headers=known).status_code == 304
            log.append(events[3:4])
            assert client.get("/v1/events?limit=2", headers=known).status_code == 200


# --- documentation ----------------------------------------------------------------------------------------------------


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/")
    assert page.url.path == "/docs"
    assert page.headers["content-type"].startswith("text/html") and "//" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "http" not in policy
    for path in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        part = client.get(f"/{path}")
        assert part.status_code == 200 and part.content
        if path != "openapi.json":
            assert client.get(f"/{path}", headers={"If-None-Match": part.headers["etag"]}).status_code == 304
