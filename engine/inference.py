"""Runs the rule tables: durable-rules does it, the reference evaluator checks it, a memo remembers it.

The only module that knows durable-rules. The library is used only as far as it was found sound: one permanent session per table,
one flat fact of strings at a time, asserted and retracted behind one lock, conditions on that fact alone, actions that only append
to a list. Its background threads are never started. An exception that it swallowed, an empty result, or any difference from the
reference is an `InferenceError`: the caller answers UNDETERMINED, never something permissive.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from ..events.model import RulesAdopted
from ..rules.adopted import stages_of
from ..rules.rule import FINDING, Rule, RuleError, Stage, agree, evaluate, reachable, rules_digest
from ..rules.tables import STAGES

Mode = Literal["durable-rules", "reference"]
Finding = Mapping[str, str]
Runner = Callable[[Stage, Mapping[str, str]], tuple[str, tuple[str, ...]]]

_FACT: Final = {"id": "finding"}


class InferenceError(Exception):
    """The rules could not be run, or their two evaluations disagree. No answer may rest on this finding."""


class EngineUnavailable(InferenceError):
    """durable-rules cannot be imported on this Python."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one table concluded, and the rules that say so."""

    stage: str
    then: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The last conclusion of the tables, with every step to it."""

    word: str
    steps: tuple[Step, ...]


class Inference(Protocol):
    """What `decide` needs: a conclusion for a finding, and which rules gave it."""

    mode: Mode
    rules_digest: str
    rules: Mapping[tuple[str, str], Rule]  # by stage and name

    def __hash__(self) -> int: ...

    def conclude(self, finding: Finding) -> Conclusion: ...


def run_stages(run: Runner, finding: Finding, stages: tuple[Stage, ...] = STAGES) -> Conclusion:
    """Take `finding` through the tables in order; each table reads the finding and what earlier tables concluded."""
    words = dict(finding)
    steps = []
    for stage in stages:
        then, names = run(stage, {name: words[name] for name, _ in stage.reads})
        words[stage.concludes] = then
        steps.append(Step(stage.name, then, names))
    return Conclusion(steps[-1].then, tuple(steps))


def _durable() -> Any:
    try:
        from durable import engine
    except ImportError as error:
        raise EngineUnavailable(
            f"durable-rules cannot be imported ({error}): on Python 3.13 build it with "
            "`CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-cache-dir --force-reinstall durable-rules`, "
            "or ask for the reference evaluator with LICET_INFERENCE=reference (every answer then says so)"
        ) from error
    # The library measures how long an action runs by the clock on the wall, through a call that Python 3.12 deprecates: a clock
    # that is set while an action runs would lock the session. Only differences of this number are used.
    engine._unix_now = time.monotonic
    return engine


class DurableRules:
    """The tables in durable-rules: one ruleset per table, named after it. Calls are serialised: the library is not thread-safe."""

    def __init__(self, stages: tuple[Stage, ...] = STAGES) -> None:
        durable = _durable()

        class QuietHost(durable.Host):  # type: ignore[misc, name-defined]
            def _run(self) -> None:
                """No timer threads: nothing is ever dispatched behind the caller's back."""

        self._not_handled = durable.MessageNotHandledException
        self._fired: list[str] = []
        self._lock = threading.Lock()
        self._host = QuietHost()
        self._host.set_rulesets({stage.name: self._ruleset(stage) for stage in stages})
        for stage in stages:
            self.run(stage, stage.combinations()[0])

    def _ruleset(self, stage: Stage) -> dict[str, Any]:
        """The table in the library's JSON form. The library mutates what it is given, so it is built anew each time."""
        known = dict(stage.reads)
        rules: dict[str, Any] = {}
        for priority, r in enumerate(stage.rules):
            terms = []
            for attribute, words in r.when:
                if not words or not set(words) <= set(known[attribute]):
                    raise RuleError(f"rule `{r.name}` of `{stage.name}` tests `{attribute}` for words that it never has")
                options = [{attribute: word} for word in words]
                terms.append(options[0] if len(options) == 1 else {"$or": options})
            condition = terms[0] if len(terms) == 1 else {"$and": terms}
            rules[r.name] = {"all": [{"finding": condition}], "run": self._action(r.name), "pri": priority}
        return rules

    def _action(self, name: str) -> Callable[[Any], None]:
        fired = self._fired

        def action(_closure: Any) -> None:
            fired.append(name)

        return action

    def run(self, stage: Stage, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """The conclusion of one table and the rules that gave it."""
        with self._lock:
            self._fired.clear()
            try:
                state = self._host.assert_fact(stage.name, {**words, **_FACT})
            except self._not_handled:
                raise RuleError(f"stage `{stage.name}` has no rule for {dict(words)}: mend its table") from None
            finally:
                self._retract(stage)
            fired = list(self._fired)
        if not state or "exception" in state:
            raise InferenceError(f"durable-rules failed in stage `{stage.name}`: {state and state.get('exception')}")
        return agree(stage, words, fired)

    def _retract(self, stage: Stage) -> None:
        with contextlib.suppress(self._not_handled):  # no rule watches retractions: the library reports that by raising
            self._host.retract_fact(stage.name, dict(_FACT))


class Rules:
    """The inference that the project runs on: durable-rules, checked against the reference on every finding not seen before.

    With mode `reference` only the reference runs; the answer then says so.
    """

    def __init__(self, mode: Mode = "durable-rules", stages: tuple[Stage, ...] = STAGES, digest: str | None = None) -> None:
        self.mode: Mode = mode
        self.rules_digest = digest or rules_digest(stages)
        self.rules: Mapping[tuple[str, str], Rule] = {(stage.name, r.name): r for stage in stages for r in stage.rules}
        self._stages = stages
        self._durable = DurableRules(stages) if mode == "durable-rules" else None
        self._memo: dict[tuple[str, ...], Conclusion] = {}

    def reachable(self, **known: str) -> frozenset[str]:
        """What can be concluded at most where some words of a finding are known."""
        return reachable(self._stages, **known)

    def conclude(self, finding: Finding) -> Conclusion:
        key = tuple(finding[name] for name in FINDING)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = self._conclude(finding)
        return known

    def _conclude(self, finding: Finding) -> Conclusion:
        reference = run_stages(evaluate, finding, self._stages)
        if self._durable is not None:
            durable = run_stages(self._durable.run, finding, self._stages)
            if durable != reference:
                raise InferenceError(f"durable-rules and the reference disagree on {dict(finding)}: {durable} / {reference}")
        return reference


_loaded: dict[tuple[Mode, str], Rules] = {}
_loading = threading.Lock()


def default_rules(mode: Mode = "durable-rules") -> Rules:
    """The process-wide inference by the tables of this version, loaded and warmed on first use."""
    return _rules(mode, STAGES)


def adopted_rules(event: RulesAdopted | None, mode: Mode = "durable-rules", digest: str | None = None) -> Rules:
    """The process-wide inference by the tables that were adopted; by those of this version where none were.

    `digest`: of the tables as they are stored, which may be in an older form than `event` (`Policy.rules_digest`). Errors: `RuleError`,
    where this version cannot run them.
    """
    return _rules(mode, STAGES if event is None else stages_of(event), digest)


def _rules(mode: Mode, stages: tuple[Stage, ...], digest: str | None = None) -> Rules:
    key = mode, digest or rules_digest(stages)
    with _loading:
        if key not in _loaded:
            _loaded[key] = Rules(mode, stages, key[1])
        return _loaded[key]
