"""`make spec-strength` in small: a change that a feature speaks of is noticed, one that nothing turns on is not met."""

from datetime import date, timedelta

from licet.events.corpus import load_corpus
from licet.events.model import ControlAnnounced
from licet.rules.rule import evaluate
from licet.tests.steps import then
from licet.tests.strength.asked import Asked, Expectation, Scenario
from licet.tests.strength.mutants import of_policy, of_rules

HOLMIUM = {
    "goods": {"material": "holmium_metal"},
    "act": "export",
    "origin": "CN",
    "departure": {"country": "CN"},
    "destination": "DE",
    "date": "2025-11-08",
}


def test_every_event_with_effect_is_dropped_once_and_every_mutant_has_a_name_of_its_own() -> None:
    events = load_corpus()
    mutants = [*of_policy(events), *of_rules()]
    dropped = [m.event.id for m in mutants if m.kind == "event dropped" and m.event]
    assert len(dropped) == len(set(dropped)) > 200
    assert not {e.id for e in events if isinstance(e, ControlAnnounced)} & set(dropped)
    names = [(m.kind, m.name) for m in mutants]
    assert sorted(names) == sorted(set(names))


def test_a_day_moves_by_a_day_and_nothing_else_changes() -> None:
    moved = [m for m in of_policy(load_corpus()) if m.kind == "`from` a day later" and not m.refused]
    assert moved
    for mutant in moved:
        assert mutant.event is not None and mutant.instead is not None
        before, after = mutant.event.model_dump(), mutant.instead.model_dump()
        assert after.pop("from") - before.pop("from") == timedelta(days=1)
        assert before == after


def test_a_rule_that_is_turned_round_concludes_otherwise_somewhere() -> None:
    for mutant in of_rules():
        if mutant.kind == "condition negated":
            stage = next(s for s in mutant.stages if s.name == mutant.name.split(":")[0])
            assert any(_failing(stage, words) for words in stage.combinations()), mutant.name


def _failing(stage: object, words: dict[str, str]) -> bool:
    try:
        evaluate(stage, words)  # type: ignore[arg-type]
    except Exception:
        return True
    return False


def test_an_expectation_is_put_to_another_answer() -> None:
    step = Expectation("the answer is prohibited", then._outcome, {"outcome": "prohibited", "reasons": None})
    assert step.met_by({"outcome": "PROHIBITED"})
    assert not step.met_by({"outcome": "UNDETERMINED"})
    assert str(Asked(HOLMIUM, date(2025, 11, 7), (), [Scenario("suspended")])) == "suspended, 2025-11-08, known through 2025-11-07"
