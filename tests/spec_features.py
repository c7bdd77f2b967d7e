"""The features, in every language, put to the event log that `--log` names: what `make spec` runs. Not collected by itself.

    python -m pytest -p licet.tests.messages --log PLACE --messages FILE tests/spec_features.py

`memory:` stands for the corpus that ships. Without `--log`, the same.
"""

from datetime import UTC, datetime

import pytest
from pytest_bdd import scenarios

from licet.engine.replay import replay, view
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.tests.messages import POLICY
from licet.tests.steps.driver import EngineDriver
from licet.tests.steps.languages import FEATURES

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then", "licet.tests.steps.translated"]

scenarios(str(FEATURES))


@pytest.fixture(scope="session")
def driver(pytestconfig: pytest.Config) -> EngineDriver:
    """The engine, on a copy of the log: what a scenario adds stays in the scenario."""
    place = pytestconfig.getoption("--log") or "memory:"
    with open_log(place, clock=lambda: datetime.now(UTC), create=place == "memory:") as log:
        if log.head() == 0:
            log.append(load_corpus())
        records = list(log.read())
    pytestconfig.stash[POLICY] = replay(view(records)).digest
    return EngineDriver([record.event for record in records])
