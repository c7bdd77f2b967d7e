"""Requests as no well-meant client sends them, byte by byte: each gets a problem with a status that makes sense, and the server goes on."""

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from email.parser import BytesParser
from typing import Any, NamedTuple

import pytest
from test_whole_api import CHECK, whole_api

QUESTION = json.dumps(CHECK)
JSON = "Content-Type: application/json\r\n"
CHUNKED = JSON + "Transfer-Encoding: chunked\r\n"


class Answer(NamedTuple):
    status: int
    headers: Any
    body: bytes


Ask = Callable[..., Answer]
Talk = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    with whole_api(tmp_path_factory.mktemp("log")) as (client, key):
        port = client.base_url.port
        assert port is not None
        yield port, key
        assert client.get("/livez").json() == {"status": "ok"}  # after all of it


@pytest.fixture
def talk(server: tuple[int, str]) -> Talk:
    """What the server sends until it ends the connection."""

    def talk(data: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", server[0]), timeout=10) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return talk


@pytest.fixture
def ask(server: tuple[int, str], talk: Talk) -> Ask:
    """Sends one request with a key that may do everything."""

    def ask(line: str | bytes, headers: str = "", body: str | bytes = b"", version: str = "HTTP/1.1", host: str = "Host: a\r\n") -> Answer:
        data = body.encode() if isinstance(body, str) else body
        length = (
            f"Content-Length: {len(data)}\r\n" if data and "Transfer-Encoding" not in headers and "Content-Length" not in headers else ""
        )
        head = f" {version}\r\n{host}Authorization: Bearer {server[1]}\r\nConnection: close\r\n{headers}{length}\r\n"
        return parsed(talk((line.encode() if isinstance(line, str) else line) + head.encode("latin-1") + data))

    return ask


def parsed(data: bytes) -> Answer:
    head, _, body = data.partition(b"\r\n\r\n")
    first, _, fields = head.partition(b"\r\n")
    return Answer(int(first.split()[1]), BytesParser().parsebytes(fields), body)


def problem(answer: Answer, status: int, slug: str) -> dict[str, Any]:
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json"), answer
    assert int(answer.headers["content-length"]) == len(answer.body)
    body: dict[str, Any] = json.loads(answer.body)
    assert (body["type"], body["status"]) == (f"/problems/{slug}", status) and "outcome" not in body
    return body


@pytest.mark.parametrize(
    "line",
    [
        "PUT /v1/checks",
        "CONNECT /v1/checks",
        "TRACE /v1/checks",
        "OPTIONS /v1/checks",
        "GET /v1/checks",
        "PATCH /v1/events",
        "PUT /openapi.json",
        "DELETE /livez",
    ],
)
def test_a_wrong_method_is_told_the_right_ones(line: str, ask: Ask) -> None:
    answer = ask(line)
    allowed = answer.headers["allow"]
    assert f"use {allowed}" in problem(answer, 405, "method-not-allowed")["detail"]
    assert allowed == {"/v1/checks": "POST", "/v1/events": "GET, HEAD, POST"}.get(line.split()[1], "GET, HEAD")


@pytest.mark.parametrize("path", ["/livez", "/v1/policy?on=2025-12-01", "/v1/events:stream", "/docs", "/openapi.json", "/v1/nothing"])
def test_head_is_get_without_a_body(path: str, ask: Ask) -> None:
    head = ask(f"HEAD {path}")
    assert head.body == b""
    if "stream" not in path:  # which has no end
        got = ask(f"GET {path}")
        assert head.status == got.status and len(got.body) == int(head.headers["content-length"])
        assert {n.lower() for n in got.headers} == {n.lower() for n in head.headers} and got.headers["etag"] == head.headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/checks/..%2f..%2fkeys",
        "/v1/checks/%00",
        "/v1/instruments/CN%2F2025",
        "/v1/instruments/..%2f..",
        "/v1/events/..%2f..%2fetc%2fpasswd",
        "/v1/events/%ff%fe",
        "/v1/events/%zz",
        "/v1/events/%0d%0aSet-Cookie:%20a=b",
        "/v1/events/",
        "/v1/events/" + "a" * 6000,
        "/v1/keys/%0d%0aX:1",
        "/docs/..%2fapp.py",
        "/problems/%3Cscript%3E",
        "//v1/checks",
        "/v1//checks",
        "/livez/",
        "*",
    ],
)
def test_an_odd_path_leads_nowhere(path: str, ask: Ask) -> None:
    answer = ask(f"GET {path}")
    if path == "*":  # is for OPTIONS only
        problem(answer, 400, "not-http") if answer.status == 400 else problem(answer, 404, "not-found")
        return
    body = problem(answer, 404, "not-found")
    assert len(body["detail"]) < 400 and "location" not in answer.headers and "set-cookie" not in answer.headers


def test_a_slash_in_an_id_may_be_percent_encoded(ask: Ask) -> None:
    assert json.loads(ask("GET /v1/events/CN-2025-70%2Fsuspension").body) == json.loads(ask("GET /v1/events/CN-2025-70/suspension").body)


def test_the_host_of_a_target_in_absolute_form_leads_nowhere_else(ask: Ask) -> None:
    answer = ask("GET http://evil.example/v1/policy?on=2025-12-01&limit=1")
    assert answer.status == 200 and json.loads(answer.body)["next"].startswith("/v1/policy?") and b"evil" not in answer.body
    problem(ask("GET http://evil.example/nothing"), 404, "not-found")


@pytest.mark.parametrize(
    ("line", "headers", "body", "version"),
    [
        ("FOO /v1/checks", "", "", "HTTP/1.1"),
        ("get /v1/checks", "", "", "HTTP/1.1"),
        ("CONNECT evil:443", "", "", "HTTP/1.1"),
        ("GET http://a:99999/livez", "", "", "HTTP/1.1"),
        (b"GET /v1/events/\xff", "", "", "HTTP/1.1"),
        ("GET /livez", "", "", "HTTP/9"),
        ("GET /livez", "X\r\n", "", "HTTP/1.1"),
        ("GET /livez", " X: folded\r\n", "", "HTTP/1.1"),
        ("GET /livez", "X: \x00\r\n", "", "HTTP/1.1"),
        ("GET /livez", "Host: b\r\n", "", "HTTP/1.1"),
        ("POST /v1/checks", JSON + "Content-Length: -1\r\n", QUESTION, "HTTP/1.1"),
        ("POST /v1/checks", JSON + "Content-Length: 1\r\nContent-Length: 2\r\n", QUESTION, "HTTP/1.1"),
        ("POST /v1/checks", CHUNKED + "Content-Length: 10\r\n", "0\r\n\r\n", "HTTP/1.1"),
        ("POST /v1/checks", JSON + "Transfer-Encoding: gzip, identity\r\n", QUESTION, "HTTP/1.1"),
        ("POST /v1/checks", CHUNKED, "zz\r\n", "HTTP/1.1"),
    ],
)
def test_what_is_no_request_is_not_taken_for_one(line: str | bytes, headers: str, body: str, version: str, ask: Ask) -> None:
    answer = ask(line, headers, body, version)
    problem(answer, 400, "not-http")
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("data", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"hello\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
def test_another_protocol_is_told_so(data: bytes, talk: Talk) -> None:
    problem(parsed(talk(data)), 400, "not-http")


def test_one_host_is_wanted_but_not_of_old_clients(ask: Ask) -> None:
    assert "has 0" in problem(ask("GET /livez", host=""), 400, "not-http")["detail"]
    assert "has 2" in problem(ask("GET /livez", host="Host: a\r\nHost: a\r\n"), 400, "not-http")["detail"]
    assert ask("GET /livez", host="", version="HTTP/1.0").status == 200


@pytest.mark.parametrize("line", ["GET /" + "a" * 70_000, "GET /v1/events?x=" + "a" * 33_000])
def test_a_long_line_is_refused(line: str, ask: Ask) -> None:
    problem(ask(line), 431, "headers-too-large")


@pytest.mark.parametrize(
    "query",
    [
        "policy?on=2025-12-01&on=2025-12-02",
        "policy?on=%ff",
        "policy?on=2025-12-01;x=1",
        "policy?=&on=2025-12-01",
        "policy?%00=1&on=2025-12-01",
        "timeline?material=%00&form=metal&to=DE",
        "timeline?" + "material=holmium&" * 500,
        "events?type=%F0%9F%98%80",
        "events?limit=%D9%A5",
        "events?limit=1_0",
        "events?after=-1",
        "events?x=" + "a" * 30_000,
    ],
)
def test_an_odd_query_is_refused_in_few_words(query: str, ask: Ask) -> None:
    body = problem(ask(f"GET /v1/{query}"), 422, "bad-input")
    assert all("parameter" in error for error in body["errors"]) and len(json.dumps(body)) < 5000


@pytest.mark.parametrize(
    ("headers", "body", "status", "slug"),
    [
        (JSON + "Content-Type: text/plain\r\n", QUESTION, 415, "unsupported-media-type"),
        ("Content-Type: \r\n", QUESTION, 415, "unsupported-media-type"),
        ("Content-Type: application/x-www-form-urlencoded\r\n", "a=b", 415, "unsupported-media-type"),
        ("Content-Type: application/json; charset=utf-16\r\n", QUESTION.encode("utf-16"), 415, "unsupported-media-type"),
        (JSON + "Content-Encoding: gzip\r\n", gzip.compress(QUESTION.encode()), 415, "unsupported-media-type"),
        (JSON + "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n", QUESTION, 415, "unsupported-media-type"),
        (JSON, gzip.compress(b"0" * 10_000_000), 422, "bad-input"),  # ten megabytes, if it were opened
        (JSON, QUESTION.encode("utf-16"), 422, "bad-input"),
        (JSON, b"\xef\xbb\xbf" + QUESTION.encode(), 422, "bad-input"),
        (JSON, b"", 422, "bad-input"),
        (JSON + "Content-Length: 3\r\n", QUESTION, 422, "bad-input"),  # what follows is not read as another request
        (JSON + "Expect: 100-continue\r\nContent-Length: 99999999\r\n", b"", 413, "body-too-large"),
        (JSON + "Authorization: Bearer other\r\n", QUESTION, 401, "no-credentials"),
        (JSON + "X-API-Key: other\r\n", QUESTION, 401, "no-credentials"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/checks", "/v1/timeline", "/v1/events", "/v1/keys"])
def test_an_odd_body_is_refused(path: str, headers: str, body: str | bytes, status: int, slug: str, ask: Ask) -> None:
    problem(ask(f"POST {path}", headers + "If-Match: *\r\n", body), status, slug)


def test_a_body_is_waited_for_as_it_is_announced(ask: Ask) -> None:
    answer = ask("POST /v1/checks", JSON + "Expect: 100-continue\r\n", QUESTION)
    assert answer.status == 100 and answer.body.startswith(b"HTTP/1.1 200")
    assert ask("POST /v1/checks", CHUNKED, f"{len(QUESTION):x}\r\n{QUESTION}\r\n0\r\n\r\n").status == 200


def test_requests_may_follow_each_other_without_waiting(server: tuple[int, str], talk: Talk) -> None:
    common = f"Host: a\r\nAuthorization: Bearer {server[1]}\r\n"
    first = f"POST /v1/checks HTTP/1.1\r\n{common}{JSON}Content-Length: {len(QUESTION)}\r\n\r\n{QUESTION}"
    last = f"GET /v1/nothing HTTP/1.1\r\n{common}Connection: close\r\n\r\n"
    answers = talk((first * 3 + last).encode())
    assert answers.count(b"HTTP/1.1 200") == 3 and answers.count(b"HTTP/1.1 404") == 1
    assert answers.rindex(b"HTTP/1.1 200") < answers.index(b"HTTP/1.1 404")
