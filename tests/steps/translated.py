"""The run of translated features: pytest-bdd looks for the steps of the English sentences, and reports those that are written."""

from typing import Any

from .languages import LANGUAGES


def pytest_bdd_before_scenario(feature: Any, scenario: Any) -> None:
    if feature.language in LANGUAGES:
        for step in scenario.steps:
            step.written = step.name
            step.name = LANGUAGES[feature.language].english(step.type, step.name)


def pytest_bdd_after_scenario(feature: Any, scenario: Any) -> None:
    for step in scenario.steps if feature.language in LANGUAGES else ():
        step.name = getattr(step, "written", step.name)
