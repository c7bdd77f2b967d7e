"""`make spec-strength` in small: a change that a feature speaks of is noticed, one that nothing turns on is not met."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from licet.api.spec.signing import Paper
from licet.api.spec.strength import Strength, features_digest, measured
from licet.engine.inference import Rules
from licet.engine.question import Question
from licet.engine.shipment import read_shipment
from licet.events.corpus import load_corpus
from licet.events.model import ControlAnnounced
from licet.rules.rule import FINDING, evaluate
from licet.rules.tables import STAGES
from licet.tests.steps import then
from licet.tests.strength import __main__ as command
from licet.tests.strength import report
from licet.tests.strength.asked import Asked, Expectation, Scenario
from licet.tests.strength.concern import Concern
from licet.tests.strength.explained import EXPLAINED
from licet.tests.strength.judge import Bench, Verdict, order
from licet.tests.strength.mutants import Mutant, of_policy, of_rules
from licet.tests.strength.verdicts import Kept

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


def test_a_day_of_publication_moves_for_all_that_was_published_with_it() -> None:
    events = load_corpus()
    [moved] = [m for m in of_policy(events) if m.name == "CN-2025-57: `published` 2025-10-09 becomes 2025-10-10"]
    together = [e for e in events if e.instrument == "CN-2025-57"]
    assert len(together) > 5
    assert [e.id for e, _ in moved.changes] == [e.id for e in together]
    after = {e.id: e for e in moved.of(events)}
    assert {str(after[e.id].day) for e in together} == {"2025-10-10"}
    assert all(after[e.id] is e for e in events if e not in together)


def test_no_comparison_gives_a_word_that_explanations_rest_on(bench: Bench) -> None:
    heard = [dict(zip(FINDING, finding, strict=True)) for findings in bench._findings for finding in findings]
    assert heard
    assert not [f for f in heard if "possible" in (f["destination"], f["end_use"])]
    assert not [f for f in heard if f["joined"] == "either" and f["parties"] == "possible"]


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


# --- mutants are judged -------------------------------------------------------------------------------------------------------

FREE = Expectation("no licence", then._outcome, {"outcome": "no licence required", "reasons": None})
DUE = Expectation("a licence", then._outcome, {"outcome": "licence required", "reasons": None})
LISTED = [{"role": "end_user", "name": "Yusoki Co., Ltd.", "country": "JP", "military": False}]


def asked(day: str, expects: Expectation, through: str | None = None, **facts: object) -> Asked:
    shipment = {**HOLMIUM, "goods": {"material": "holmium", "form": "metal"}, "end_use": "civil", "parties": CIVIL, **facts, "date": day}
    return Asked(shipment, through and date.fromisoformat(through), (), [Scenario(day, [expects])])  # type: ignore[arg-type]


CIVIL = [{"role": "end_user", "name": "Beispiel Magnetwerk GmbH", "country": "DE", "military": False}]


@pytest.fixture(scope="module")
def bench() -> Bench:
    questions = {
        "suspended": asked("2026-11-10", FREE),
        "again": asked("2026-11-11", DUE),
        "as it was known": asked("2025-11-10", DUE, "2025-10-20"),
        "before all of it": asked("2025-06-01", FREE),
        "the day before it was published": asked("2025-11-10", FREE, "2025-10-08"),
        "gallium": asked("2025-11-11", DUE, goods={"material": "gallium", "form": "metal"}, destination="JP", parties=LISTED),
        "under its code": asked("2026-11-11", DUE, goods={"code": "1C909.a"}, parties=[]),
    }
    return Bench(load_corpus(), questions)


def mutant(bench: Bench, name: str) -> Mutant:
    return next(m for m in (*of_policy(bench.events), *of_rules()) if m.name == name)


def test_what_the_questions_expect_holds_without_a_mutant(bench: Bench) -> None:
    assert not list(bench.unmet())


@pytest.mark.parametrize(
    ("name", "fate", "at"),
    [
        ("CN-2025-57/1: dropped", "noticed", "as it was known"),
        ("CN-2025-70/suspension: `through` 2026-11-10 becomes 2026-11-09", "noticed", "suspended"),
        ("CN-2025-57/1: `from` 2025-11-08 becomes 2025-11-09", "survivor", "as it was known"),
        ("CN-2025-10/1.3: dropped", "not met", ""),
        ("CN-2025-57: `published` 2025-10-09 becomes 2025-10-08", "noticed", "the day before it was published"),
        ("CN-2025-70/reading-last-day-excluded: boundary day 2026-11-10 becomes 2026-11-09", "survivor", "suspended"),
    ],
)
def test_a_mutant_is_noticed_or_not(bench: Bench, name: str, fate: str, at: str) -> None:
    found = bench.judge(mutant(bench, name))
    assert (found.fate, found.at) == (fate, at), found


def test_the_question_that_told_before_is_put_first(bench: Bench) -> None:
    dropped = mutant(bench, "CN-2025-57/1: dropped")
    assert bench.judge(dropped, "again").at == "again"
    assert bench.judge(dropped, "again").asked == 1


def sample(bench: Bench, count: int) -> list[Mutant]:
    mutants = [*of_policy(bench.events), *of_rules()]
    return [mutants[place] for place in order(mutants) if not mutants[place].refused][:count]


def test_what_mutants_share_with_the_law_as_it_is_changes_no_answer(bench: Bench) -> None:
    learned = [{name: len(value) for name, value in vars(q).items() if isinstance(value, dict)} for q in bench._asked]
    for changed in (*sample(bench, 5), mutant(bench, "CN-2025-57/1: dropped"), mutant(bench, "scope: other goods: dropped")):
        places = range(len(bench.questions))
        quickly = dict(bench._answers(changed, places))
        for place in places:
            assert told(quickly[place]) == told(alone(bench, changed, place)), changed.name
    assert learned == [{name: len(value) for name, value in vars(q).items() if isinstance(value, dict)} for q in bench._asked]


def alone(bench: Bench, changed: Mutant, place: int) -> object:
    """The answer of a policy of its own, to a question that is asked for the first time."""
    rules = Rules("reference", changed.stages or STAGES)
    policy = bench._replayed(bench.questions[place], changed.of(bench.events))
    try:
        return bench._ask(place, policy, rules, Question(policy, read_shipment(bench.questions[place].shipment), rules))
    except Exception as error:
        return error


def told(answer: object) -> object:
    return repr(answer) if isinstance(answer, Exception) else answer


def test_no_question_that_matters_is_left_out(bench: Bench) -> None:
    for changed in sample(bench, 10):
        assert not list(bench.left_out(changed))


def test_a_filter_that_leaves_out_too_much_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Concern, "reaches", lambda *_: False)
    assert any("2026-11-11" in text for text in bench.left_out(mutant(bench, "CN-2025-57/1: dropped")))


# --- verdicts are kept, figures are shown ---------------------------------------------------------------------------------------

STATE = {"policy_digest": "sha256:1", "rules_digest": "sha256:2", "features_digest": "sha256:3", "code": "4"}
PAPERS = [Paper("cn/b.feature", "sha256:b"), Paper("cn/a.feature", "sha256:a")]
FIGURES = Strength(
    mutants=10, run=8, noticed=4, survivors=1, explained=1, reasons_only=1, not_met=1, refused=2, scenarios=5, questions=4,
    policy_digest="sha256:1", rules_digest="sha256:2", features_digest=features_digest(PAPERS),
)  # fmt: skip
MUTANTS = [Mutant("event dropped", f"CN-1/{n}: dropped") for n in range(4)]


def test_a_run_goes_on_where_one_on_the_same_state_ended(tmp_path: Path) -> None:
    path = tmp_path / "build" / "kept.ndjson"
    first = Kept(path, STATE, MUTANTS, {})
    first.add(0, Verdict("noticed", "a scenario", asked=1, at="q1"))
    first.add(2, Verdict("survivor", "what changes", 3, 7, "q2"))
    with path.open("a") as out:
        out.write('{"kind": "event dropped", "name": "CN-1/3: dropped", "fa')  # the process was ended here
    again = Kept(path, STATE, MUTANTS, {})
    assert again.known == first.known
    assert again.first == {0: "q1", 2: "q2"}
    assert Kept(path, STATE, MUTANTS, {}).known == first.known, "what was cut off is gone, the rest was written again"


@pytest.mark.parametrize("name", STATE)
def test_a_run_on_another_state_starts_anew(name: str, tmp_path: Path) -> None:
    Kept(tmp_path / "kept", STATE, MUTANTS, {}).add(1, Verdict("noticed", "a scenario", asked=1, at="q1"))
    other = Kept(tmp_path / "kept", STATE | {name: "other"}, MUTANTS, {})
    assert (other.known, other.first) == ({}, {1: "q1"})
    assert Kept(tmp_path / "kept", STATE, MUTANTS, {}).known == {}


def test_a_mutant_stays_noticed_while_the_question_and_the_sentence_are_there(tmp_path: Path) -> None:
    other = STATE | {"features_digest": "sha256:other"}
    for fate, by, holds in [("noticed", "2026-11-11: a licence", True), ("noticed", "2026-11-11: other", False), ("not met", "", False)]:
        Kept(tmp_path / "kept", STATE, MUTANTS, {}).add(0, Verdict(fate, by, at="q"))  # type: ignore[arg-type]
        assert bool(Kept(tmp_path / "kept", other, MUTANTS, {"q": asked("2026-11-11", DUE)}).known) is holds
    Kept(tmp_path / "kept", STATE, MUTANTS, {}).add(0, Verdict("noticed", "2026-11-11: a licence", at="q"))
    assert not Kept(tmp_path / "kept", other, MUTANTS, {"another": asked("2026-11-11", DUE)}).known


@pytest.mark.parametrize(
    ("verdicts", "status", "said"),
    [
        ({n: Verdict("noticed") for n in range(4)}, 0, "| **all** | 4 | 4 |"),
        ({n: Verdict("noticed") for n in range(3)}, 3, "1 of 4 mutants were not run"),
        ({n: Verdict("survivor", "other days") for n in range(4)}, 1, "CN-1/3: dropped: other days"),
    ],
)
def test_the_exit_status_says_what_is_wanting(
    verdicts: Mapping[int, Verdict], status: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "EXPLAINED", {})
    assert command._ended(MUTANTS, verdicts, len(MUTANTS)) == status
    assert said in capsys.readouterr().out


def test_an_explanation_that_explains_nothing_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "EXPLAINED", {MUTANTS[0].name: "why", MUTANTS[1].name: "why"})
    verdicts = {0: Verdict("survivor", "other days"), 1: Verdict("noticed"), 2: Verdict("noticed"), 3: Verdict("not met")}
    assert command._ended(MUTANTS, verdicts, 4) == 1
    assert f"explained, but no survivor: {MUTANTS[1].name}" in capsys.readouterr().out


def test_every_explanation_is_of_a_mutant() -> None:
    assert set(EXPLAINED) <= {m.name for m in (*of_policy(load_corpus()), *of_rules())}


def test_the_figures_say_what_they_are_not_of() -> None:
    same = ("sha256:1", "sha256:2", reversed(PAPERS))
    assert not list(FIGURES.caveats(*same))
    other = FIGURES.caveats("sha256:9", "sha256:2", [*PAPERS, Paper("cn/c.feature", "sha256:c")])
    assert list(other) == ["measured on another state of the law, of the features"]
    short = FIGURES.model_copy(update={"run": 5})
    assert list(short.caveats("sha256:1", "sha256:2", PAPERS)) == ["no fair sample: 3 were not run, and the noticed are ahead"]


def test_the_figures_that_ship_add_up() -> None:
    figures = measured()
    assert figures is not None
    assert figures.noticed + figures.survivors + figures.explained + figures.reasons_only + figures.not_met == figures.run
    assert figures.explained == len(EXPLAINED) or figures.not_run
