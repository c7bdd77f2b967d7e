"""The questions that the features ask, each with what its scenarios expect: taken down while the features run once."""

import copy
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import licet
from licet.events.model import EVENT, Event
from licet.tests.steps.driver import EngineDriver
from licet.tests.steps.given import Case

MODULE = Path(__file__).parent / "english_features.py"
FEATURES = Path(licet.__file__).parent / "features"
# Features in another language ask the same questions again.
REFERENCE = [path for path in sorted(FEATURES.rglob("*.feature")) if not path.read_text(encoding="utf-8").startswith("# language:")]


class Expectation(NamedTuple):
    """A `Then`: its sentence, and the step behind it with what the sentence says."""

    sentence: str
    step: Callable[..., None]
    said: dict[str, Any]

    def met_by(self, answer: dict[str, Any]) -> bool:
        """A step that cannot even read the answer is not met by it."""
        try:
            self.step(case=Case(driver=None, determination=answer), **self.said)  # type: ignore[arg-type]
        except Exception:
            return False
        return True


@dataclass
class Scenario:
    """One scenario, or one row of its examples."""

    name: str
    expects: list[Expectation] = field(default_factory=list)


@dataclass
class Asked:
    """A question that features ask: of events recorded by the scenario too, on what was published through a day (null: everything)."""

    shipment: dict[str, Any]
    through: date | None
    extra: tuple[Event, ...]
    scenarios: list[Scenario] = field(default_factory=list)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.shipment["date"])

    @property
    def log(self) -> tuple[tuple[str, ...], date | None]:
        """What tells the logs of two questions apart: the events of their own, and the day of knowledge."""
        return tuple(EVENT.dump_json(event, by_alias=True).decode() for event in self.extra), self.through

    def __str__(self) -> str:
        return f"{self.scenarios[0].name}, {self.day}" + (f", known through {self.through}" if self.through else "")


class _Driver(EngineDriver):
    """Remembers the last question."""

    last: tuple[dict[str, Any], str | None]

    def __init__(self, events: Sequence[Event], extra: tuple[Event, ...] = ()) -> None:
        super().__init__((*events, *extra))
        self.corpus, self.extra = events, extra

    def ask(self, shipment: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, Any]:
        self.last = copy.deepcopy(shipment), (known or {}).get("published_through")
        return super().ask(shipment, known)

    def having(self, events: Sequence[dict[str, Any]]) -> "_Driver":
        return _Driver(self.corpus, (*self.extra, *(EVENT.validate_python(event) for event in events)))


class Recorder:
    """A plugin of pytest: gives the driver, and takes down each scenario that ends well."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.questions: dict[str, Asked] = {}
        self.scenarios = 0
        self.failed: list[str] = []
        self._root = _Driver(events)
        self._now = Scenario("")

    @pytest.fixture
    def driver(self) -> _Driver:
        return self._root

    # Hooks

    def pytest_bdd_before_scenario(self, feature: Any, scenario: Any) -> None:
        self._now = Scenario(f"{Path(feature.filename).stem}: {scenario.name}")

    def pytest_bdd_before_step_call(self, step: Any, step_func: Callable[..., None], step_func_args: dict[str, Any]) -> None:
        if step.type == "then":
            said = {name: value for name, value in step_func_args.items() if name != "case"}
            self._now.expects.append(Expectation(step.name, step_func, said))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        """Called after a failure too: then the run as a whole counts for nothing (`failed`)."""
        driver = request.getfixturevalue("case").driver
        shipment, through = driver.last
        asked = Asked(shipment, date.fromisoformat(through) if through else None, driver.extra)
        said = json.dumps([shipment, asked.log], sort_keys=True, default=str)
        self.questions.setdefault(hashlib.sha256(said.encode()).hexdigest()[:16], asked).scenarios.append(self._now)
        self.scenarios += 1


def record(events: Sequence[Event], *chosen: str) -> Recorder:
    """Run the features (`chosen`: options of pytest, such as `-k`) on a log of `events`."""
    recorder = Recorder(events)
    pytest.main(
        [str(MODULE), "-q", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", *chosen],
        plugins=[recorder],
    )
    return recorder
