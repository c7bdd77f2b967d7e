"""A pytest plugin: writes a run of the features as Cucumber messages, which standard tools read and `licet spec report` renders.

    python -m pytest -p licet.tests.messages --messages run.ndjson [--only cn/2025-062.feature] tests/spec_features.py

One line each: the features as they were read, their scenarios, the steps with their results. Beside every scenario stands an
attachment (`case.json`) with what only the steps know: the provisions that its sentences name, and what was asked and answered. That is
where the mapping from a lawyer's words to provisions lives: made by the steps as they run, kept in the results, never guessed again.
"""

import inspect
import json
import platform
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from gherkin.ast_builder import AstBuilder
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import step_function_context_registry

import licet
from licet.tests.steps import words

if TYPE_CHECKING:
    from licet.tests.steps.given import Case  # pytest rewrites the asserts of the steps, unless they are imported before

Json = dict[str, Any]

ROOT = Path(licet.__file__).resolve().parent
PROTOCOL = "34.2.0"
POLICY = pytest.StashKey[str]()
"""The digest of the policy that the features were put to; the module that makes the driver sets it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("specifications")
    group.addoption("--messages", metavar="FILE", help="write the run of the features as Cucumber messages (one process only)")
    group.addoption("--only", metavar="PATH", help="run only this feature, a path below features/")
    group.addoption("--log", metavar="PLACE", help="the event log that spec_features.py puts the features to")


def pytest_configure(config: pytest.Config) -> None:
    if place := config.getoption("--messages"):
        config.pluginmanager.register(Writer(Path(place)), "licet-messages")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if only := config.getoption("--only"):
        wanted = {item for item in items if _feature_of(item) == f"features/{only}"}
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = [item for item in items if item in wanted]


def _feature_of(item: Any) -> str | None:
    template = scenario_wrapper_template_registry.get(item.obj)
    return _uri(Path(template.feature.filename)) if template else None


def _uri(path: Path) -> str:
    """Below the root of the repository: no name of a machine."""
    return path.resolve().relative_to(ROOT).as_posix()


def _skipped() -> Json:
    """A step that was not run, because an earlier one failed."""
    return {"began": instant(), "ended": instant(), "result": {"duration": {"seconds": 0, "nanos": 0}, "status": "SKIPPED"}}


def instant() -> Json:
    seconds, nanos = divmod(time.time_ns(), 10**9)
    return {"seconds": seconds, "nanos": nanos}


def lasting(since: int) -> Json:
    seconds, nanos = divmod(time.perf_counter_ns() - since, 10**9)
    return {"seconds": seconds, "nanos": nanos}


class Writer:
    """Writes the messages of one run. A scenario is written when it has ended, so that the file never holds half of one."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._ids = IdGenerator()
        self._pickles: dict[tuple[str, str, tuple[str, ...]], list[Json]] = defaultdict(list)
        self._read: set[str] = set()
        self._definitions: dict[Callable[..., object], str] = {}
        self._steps: list[Json] = []
        self._named: list[str] = []
        self._began: Json = {}
        self._since = 0
        self._file: TextIO

    def _write(self, **message: Json) -> None:
        self._file.write(json.dumps(message, ensure_ascii=False) + "\n")

    def _id(self) -> str:
        return self._ids.get_next_id()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        assert not hasattr(session.config, "workerinput"), "messages are written by one process: run without --numprocesses"
        self._place.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._place.open("w", encoding="utf-8")
        self._run = self._id()
        self._write(
            meta={
                "protocolVersion": PROTOCOL,
                "implementation": {"name": "licet", "version": licet.__version__},
                "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
                "os": {"name": platform.system()},
                "cpu": {"name": platform.machine()},
            }
        )
        self._write(testRunStarted={"timestamp": instant(), "id": self._run})

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        digest = session.config.stash.get(POLICY, None)
        self._attach("policy.json", {"policy_digest": digest}, testRunStartedId=self._run)
        self._write(testRunFinished={"timestamp": instant(), "success": exitstatus == 0, "testRunStartedId": self._run})
        self._file.close()

    def _attach(self, name: str, value: Json, **place: str) -> None:
        body = json.dumps(value, ensure_ascii=False)
        self._write(attachment={**place, "body": body, "contentEncoding": "IDENTITY", "mediaType": "application/json", "fileName": name})

    # A scenario

    def pytest_bdd_before_scenario(self, feature: Any) -> None:
        path = Path(feature.filename)
        if feature.filename not in self._read:
            self._read.add(feature.filename)
            self._read_feature(path)
        self._steps, self._began = [], instant()
        self._named.clear()

    def _read_feature(self, path: Path) -> None:
        uri, text = _uri(path), path.read_text(encoding="utf-8")
        document: Any = {**Parser(AstBuilder(self._ids)).parse(text), "uri": uri}
        self._write(source={"uri": uri, "data": text, "mediaType": "text/x.cucumber.gherkin+plain"})
        self._write(gherkinDocument=document)
        for pickle in Compiler(self._ids).compile(document):
            self._write(pickle=pickle)
            self._pickles[uri, pickle["name"], tuple(step["text"] for step in pickle["steps"])].append(pickle)

    def pytest_bdd_before_step(self, step_func: Callable[..., object]) -> None:
        self._since = time.perf_counter_ns()
        self._steps.append({"began": instant(), "definition": self._definition(step_func)})

    def pytest_bdd_after_step(self) -> None:
        self._ended("PASSED")

    def pytest_bdd_step_error(self, exception: Exception) -> None:
        self._ended("FAILED", exception)

    def pytest_bdd_step_func_lookup_error(self, exception: Exception) -> None:
        self._since = time.perf_counter_ns()
        self._steps.append({"began": instant(), "definition": None})
        self._ended("UNDEFINED", exception)

    def _ended(self, status: str, exception: Exception | None = None) -> None:
        result: Json = {"duration": lasting(self._since), "status": status}
        if exception is not None:
            result |= {"message": str(exception), "exception": {"type": type(exception).__name__, "message": str(exception)}}
        self._steps[-1] |= {"result": result, "ended": instant()}

    def _definition(self, function: Callable[..., object]) -> str:
        """The id of a step definition, told when it is first met."""
        if function not in self._definitions:
            self._definitions[function] = self._id()
            patterns = [c.parser for c in step_function_context_registry.values() if c.step_func is function]
            kind = "REGULAR_EXPRESSION" if "re" in type(patterns[0]).__name__ else "CUCUMBER_EXPRESSION"
            line = inspect.getsourcelines(function)[1]
            place = {"uri": _uri(Path(inspect.getfile(function))), "location": {"line": line}}
            source = getattr(patterns[0].name, "pattern", patterns[0].name)
            pattern = {"source": source, "type": kind}
            self._write(stepDefinition={"id": self._definitions[function], "pattern": pattern, "sourceReference": place})
        return self._definitions[function]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        with _noted(self._named):
            return (yield)

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest, feature: Any, scenario: Any) -> None:
        uri = _uri(Path(feature.filename))
        written = tuple(getattr(step, "written", step.name) for step in scenario.steps)  # a translated step is read as its English one
        pickles = self._pickles[uri, scenario.name, written]
        assert pickles, f"{uri} has changed since it was collected: run it again"
        pickle = pickles.pop(0)
        case, attempt = self._id(), self._id()
        steps = [
            {"id": self._id(), "pickleStepId": step["id"], "stepDefinitionIds": [run["definition"]] if run and run["definition"] else []}
            for step, run in zip(pickle["steps"], [*self._steps, *[None] * len(pickle["steps"])], strict=False)
        ]
        self._write(testCase={"id": case, "pickleId": pickle["id"], "testSteps": steps, "testRunStartedId": self._run})
        self._write(testCaseStarted={"id": attempt, "testCaseId": case, "attempt": 0, "timestamp": self._began})
        for number, step in enumerate(steps):
            run = self._steps[number] if number < len(self._steps) else _skipped()
            mine = {"testCaseStartedId": attempt, "testStepId": step["id"]}
            self._write(testStepStarted={**mine, "timestamp": run["began"]})
            self._write(testStepFinished={**mine, "testStepResult": run["result"], "timestamp": run["ended"]})
        self._attach("case.json", asked(request.getfixturevalue("case"), self._named), testCaseStartedId=attempt)
        self._write(testCaseFinished={"testCaseStartedId": attempt, "timestamp": instant(), "willBeRetried": False})


def asked(case: "Case", named: list[str]) -> Json:
    """What the scenario named, asked and was told: the facts from which coverage is computed."""
    answer = case.determination
    out: Json = {"provisions": list(dict.fromkeys(named)), "answer": None}
    if answer is not None:
        bearing = [r for r in answer["requirements"] if r["conclusion"] != "out_of_scope"]
        out["answer"] = {
            "on": answer["legal_date"],
            "published_through": answer["known"]["published_through"],
            "outcome": answer["outcome"],
            "certainty": answer["certainty"],
            "conclusions": {r["requirement"]: r["conclusion"] for r in bearing},
            "treated": {item["requirement"]: item["licensing_policy"] for item in answer["licences_required"]},
            "events": sorted({event for r in bearing for event in r["events"]}),
            "digest": answer["digest"],
        }
    return out


@contextmanager
def _noted(named: list[str]) -> Iterator[None]:
    """While it lasts, every provision that a step reads out of a sentence is put down in `named`."""
    reading = words.provision

    def provision(text: str) -> str:
        named.append(reading(text))
        return named[-1]

    words.provision = provision
    try:
        yield
    finally:
        words.provision = reading
