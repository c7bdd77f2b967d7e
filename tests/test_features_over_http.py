"""The features, put to servers over HTTP: what they answer is what the engine answers. `test_features` looks at their text."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_bdd import scenarios
from served import served

from licet.api.app import create_app
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.model import Event
from licet.tests.steps.languages import in_english

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then"]

scenarios(*map(str, in_english()))


class RestDriver:
    """Asks a server that has a log of its own: the corpus, and what is sent to it. It runs until `until` is closed."""

    def __init__(self, corpus: Sequence[Event], until: ExitStack, sent: Sequence[dict[str, Any]] = ()) -> None:
        log = MemoryLog(clock=lambda: datetime.now(UTC))
        head = log.append(corpus)[-1].position
        self.client = until.enter_context(served(create_app(log, Answers(log))))
        if sent:
            answer = self.client.post("/v1/events", json=list(sent), headers={"If-Match": f'"{head}"'})
            assert answer.status_code == 201, answer.text
        self._corpus, self._until, self._sent = corpus, until, sent
        self._others: dict[str, RestDriver] = {}

    def ask(self, shipment: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = self.client.post("/v1/checks", json={"shipment": shipment, "known": known})
        assert answer.status_code == 200, answer.text
        determination: dict[str, Any] = answer.json()
        return determination

    def having(self, events: Sequence[dict[str, Any]]) -> "RestDriver":
        added = repr(events)
        if added not in self._others:
            self._others[added] = RestDriver(self._corpus, self._until, [*self._sent, *events])
        return self._others[added]


@pytest.fixture(scope="session")
def driver() -> Iterator[RestDriver]:
    """One server for all scenarios, and one for each set of events that a scenario adds."""
    with ExitStack() as until:
        yield RestDriver(load_corpus(), until)


def test_it_is_the_server_that_answers(driver: RestDriver) -> None:
    """It counts what it answered: the scenarios above went to it."""
    counted = 'licet_http_request_duration_seconds_count{method="POST",route="/v1/checks",status="200"}'

    def answered() -> int:
        lines = driver.client.get("/metrics").text.splitlines()
        return sum(int(float(line.rpartition(" ")[2])) for line in lines if line.startswith(counted))

    before = answered()
    driver.ask({"goods": {"material": "holmium", "form": "metal"}, "destination": "DE", "date": "2026-11-11"})
    assert answered() == before + 1
