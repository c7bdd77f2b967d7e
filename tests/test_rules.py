"""The rule tables, and the adapter that runs them in durable-rules. What fails here must never look like permission."""

import builtins
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import made_up
import pytest
from findings import EXISTING, NAMES, conclude, findings, reference

from licet.engine import inference
from licet.engine.inference import Conclusion, DurableRules, EngineUnavailable, InferenceError, Rules, Step, run_stages
from licet.events.citation import Citation
from licet.rules.rule import FINDING, Rule, RuleError, Stage, as_data, evaluate, rule, rules_digest
from licet.rules.tables import STAGES

BY_NAME = {stage.name: stage for stage in STAGES}
EVERY = [pytest.param(stage, id=stage.name) for stage in STAGES]
FREE = ("NO_LICENCE_REQUIRED", "AUTHORISED")
BINDS = dict.fromkeys(("goods", "destination", "reach", "end_use", "parties"), "yes") | {
    "effect": "licence", "status": "operative", "joined": "both", "exemption": "no", "licence": "none",
}  # fmt: skip


# The tables


@pytest.mark.parametrize("stage", EVERY)
def test_a_table_is_complete_and_consistent_on_every_combination(stage: Stage) -> None:
    for words in stage.combinations():
        met = {r.then for r in stage.rules if r.holds(words)}
        assert len(met) == 1, (words, met)


@pytest.mark.parametrize("stage", EVERY)
def test_a_table_is_asked_about_every_combination(stage: Stage) -> None:
    asked = {tuple(words.values()) for words in stage.combinations()}
    assert asked == set(product(*(words for _, words in stage.reads)))


@pytest.mark.parametrize("stage", EVERY)
def test_every_rule_of_a_table_is_used_and_none_is_only_a_shadow_of_another(stage: Stage) -> None:
    """Each rule is the only one that speaks on some combination, so that no rule can be taken out unnoticed."""
    alone = {fired[0].name for words in stage.combinations() if len(fired := [r for r in stage.rules if r.holds(words)]) == 1}
    assert alone == {r.name for r in stage.rules}


@pytest.mark.parametrize("stage", EVERY)
def test_the_rules_of_a_table_have_names_texts_and_citations(stage: Stage) -> None:
    assert max(Counter(r.name for r in stage.rules).values()) == 1
    assert all(r.text and r.citations and all(c.text for c in r.citations) for r in stage.rules)


def test_a_table_reads_what_a_finding_has_or_an_earlier_table_concluded() -> None:
    known = {name: set(words) for name, words in FINDING.items()}
    for stage in STAGES:
        for name, words in stage.reads:
            assert set(words) == known[name], (stage.name, name)
        assert stage.concludes not in known
        known[stage.concludes] = set(stage.words)
    names = [(s.name, r.name) for s in STAGES for r in s.rules]
    assert len(set(names)) == len(names)


def test_the_law_is_cited_where_a_licence_is_required() -> None:
    for name in ("licence required", "licence held", "exempt"):
        assert any(c.provision == "CN-ECL-2020/12" for c in Rules("reference").rules["conclusion", name].citations)


def test_so_many_findings_can_exist() -> None:
    assert sum(len(findings(effect)) for effect in FINDING["effect"]) == EXISTING == 221_184
    assert tuple(FINDING) == NAMES


def test_no_missing_word_makes_a_conclusion_freer() -> None:
    """Of two findings that differ in one word, `unknown` or `possible` instead of `yes`, the weaker one is never free of the provision."""
    free = ("out_of_scope", "exempt", *conclude_asleep())
    for finding in findings("licence"):
        if finding["joined"] == "both" and conclude(**finding) not in free:
            for name in ("goods", "destination", "reach", "end_use", "parties"):
                for word in ("unknown", "possible"):
                    assert conclude(**{**finding, name: word}) not in free


def conclude_asleep() -> tuple[str, ...]:
    return ("not_in_force", "suspended", "postponed", "terminated")


# What durable-rules is given


class Fake:
    """An inference that says what it is told to."""

    mode: inference.Mode = "durable-rules"
    rules_digest = "sha256:0"

    def __init__(self, says: str | Exception) -> None:
        self.says = says

    def conclude(self, finding: Mapping[str, str]) -> Conclusion:
        if isinstance(self.says, Exception):
            raise self.says
        return Conclusion(self.says, ())


def withheld(rules: Any) -> None:
    """Goods that a requirement catches, and goods that nothing catches: either answer is withheld, with an alarm."""
    law = made_up.policy(
        made_up.requirement(), made_up.requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", uses=["military"])
    )
    for goods in ({"material": "alum", "form": "metal"}, {"material": "basalt", "form": "oxide"}, {"code": "1A001.a"}):
        answer = made_up.ask(law, made_up.shipment(goods=goods), rules)
        assert answer.outcome == "UNDETERMINED"
        assert answer.at_most not in FREE
        assert [w.kind for w in answer.warnings][:1] == ["alarm"]


@pytest.fixture
def durable() -> DurableRules:
    return DurableRules()


def test_a_failure_of_the_rules_withholds_the_answer() -> None:
    withheld(Fake(InferenceError("broken")))
    withheld(Fake(RuleError("broken")))


def test_without_a_failure_there_is_no_alarm() -> None:
    answer = made_up.ask(made_up.policy(made_up.requirement()), made_up.shipment())
    assert answer.outcome == "LICENCE_REQUIRED"
    assert "alarm" not in {w.kind for w in answer.warnings}


def test_a_disagreement_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules()
    true = evaluate
    monkeypatch.setattr(
        inference, "evaluate", lambda stage, words: ("not_in_force", ("x",)) if stage.name == "conclusion" else true(stage, words)
    )
    with pytest.raises(InferenceError, match=r"durable-rules and the reference disagree on .*operative"):
        rules.conclude(BINDS)
    withheld(rules)


def test_rules_that_fire_for_other_reasons_disagree_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules()
    true = evaluate

    def other(stage: Stage, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        then, names = true(stage, words)
        return then, (*names, "another")

    monkeypatch.setattr(inference, "evaluate", other)
    with pytest.raises(InferenceError, match="disagree"):
        rules.conclude(BINDS)


def test_a_failed_finding_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules()
    with monkeypatch.context() as broken:
        broken.setattr(inference, "evaluate", lambda stage, words: ("no", ()))
        with pytest.raises(InferenceError):
            rules.conclude(BINDS)
    assert rules.conclude(BINDS).word == "licence_required"


def test_an_exception_that_the_library_swallows_is_an_error() -> None:
    class Throwing(DurableRules):
        armed = False

        def _action(self, name: str) -> Any:
            inner = super()._action(name)

            def action(closure: Any) -> None:
                if self.armed and name == "licence required":
                    raise ZeroDivisionError("inside an action")
                inner(closure)

            return action

    rules = Rules()
    rules._durable = Throwing()
    rules._durable.armed = True
    with pytest.raises(InferenceError, match=r"durable-rules failed in stage `conclusion`.*inside an action"):
        rules.conclude(BINDS)
    rules._durable.armed = False
    with pytest.raises(InferenceError):  # the library keeps the exception: nothing more is concluded in this process
        rules.conclude(BINDS)
    withheld(rules)


def test_an_empty_result_is_an_error(durable: DurableRules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable._host, "assert_fact", lambda name, fact: None)
    with pytest.raises(InferenceError, match="durable-rules failed in stage `users`"):
        run_stages(durable.run, BINDS)


def test_a_fact_that_no_rule_handles_is_an_error(durable: DurableRules) -> None:
    with pytest.raises(RuleError, match="stage `conclusion` has no rule for"):
        durable.run(BY_NAME["conclusion"], {"effect": "licence", "bearing": "sideways", "exemption": "no", "licence": "none"})
    assert run_stages(durable.run, BINDS) == reference(BINDS)


def table(*rules: Rule) -> tuple[Stage, ...]:
    return (Stage("only", (("effect", FINDING["effect"]),), "conclusion", rules),)


CITED = Citation(provision=None, text="x")
GAP = table(rule("a", "licence_required", "x", CITED, effect="licence"), rule("b", "unknown", "x", CITED, effect="policy"))
CLASH = table(
    rule("a", "out_of_scope", "x", CITED, effect=("licence", "prohibition", "policy")),
    rule("b", "prohibited", "x", CITED, effect="prohibition"),
)


@pytest.mark.parametrize("mode", ["durable-rules", "reference"])
def test_a_table_with_a_gap_or_a_clash_gives_no_conclusion(mode: inference.Mode) -> None:
    with pytest.raises(RuleError, match=r"has no rule for|concludes nothing"):
        Rules(mode, GAP).conclude({**BINDS, "effect": "prohibition"})
    with pytest.raises(RuleError, match=r"concludes \['out_of_scope', 'prohibited'\]"):
        Rules(mode, CLASH).conclude({**BINDS, "effect": "prohibition"})


def test_a_rule_that_tests_for_a_word_that_never_comes_is_refused() -> None:
    with pytest.raises(RuleError, match="tests `effect` for words that it never has"):
        DurableRules(table(rule("a", "x", "x", CITED, effect="licenze")))
    with pytest.raises(RuleError, match="tests `effect` for words that it never has"):
        DurableRules(table(rule("a", "x", "x", CITED, effect=())))


def test_one_fact_leaves_nothing_behind_for_the_next(durable: DurableRules) -> None:
    other = {**BINDS, "effect": "prohibition", "goods": "no"}
    for finding in (BINDS, other, BINDS, BINDS, other):
        assert run_stages(durable.run, finding) == reference(finding)


# What the answer says of it


def test_the_mode_shows_in_the_answer() -> None:
    law = made_up.policy(made_up.requirement())
    answers = {mode: made_up.ask(law, made_up.shipment(), Rules(mode)) for mode in ("durable-rules", "reference")}
    for mode, answer in answers.items():
        assert answer.engine.inference == mode
        assert answer.engine.rules_digest == rules_digest(STAGES)
    assert answers["durable-rules"].digest == answers["reference"].digest


def test_durable_rules_that_cannot_be_imported_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    true = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.split(".")[0] == "durable":
            raise ImportError("undefined symbol: PyEval_CallObject")
        return true(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.delitem(sys.modules, "durable.engine", raising=False)
    with pytest.raises(EngineUnavailable) as caught:
        Rules()
    for words in ("undefined symbol: PyEval_CallObject", "CPPFLAGS=-DPyEval_CallObject", "LICET_INFERENCE=reference"):
        assert words in str(caught.value)
    assert Rules("reference").conclude(BINDS).word == "licence_required"


# The digest of the rules


def test_the_digest_is_the_same_every_time() -> None:
    assert rules_digest(STAGES) == rules_digest(tuple(replace(s) for s in STAGES)) == Rules("reference").rules_digest
    assert rules_digest(STAGES).startswith("sha256:")


def test_any_word_of_any_rule_is_in_the_digest() -> None:
    before = rules_digest(STAGES)
    seen = {before}
    for s, stage in enumerate(STAGES):
        variants = [replace(stage, name="x"), replace(stage, concludes="x"), replace(stage, rules=stage.rules[::-1])]
        variants += [replace(stage, reads=stage.reads[1:])]
        for n, one in enumerate(stage.rules):
            for changed in _changed(one):
                variants.append(replace(stage, rules=(*stage.rules[:n], changed, *stage.rules[n + 1 :])))
            variants.append(replace(stage, rules=(*stage.rules[:n], *stage.rules[n + 1 :])))
        for variant in variants:
            digest = rules_digest((*STAGES[:s], variant, *STAGES[s + 1 :]))
            assert digest not in seen, "two different tables with one digest"
            seen.add(digest)


def _changed(one: Rule) -> list[Rule]:
    out = [replace(one, name=one.name + "x"), replace(one, then=one.then + "x"), replace(one, text=one.text + "x")]
    out.append(replace(one, citations=(*one.citations[:-1], Citation(provision="x", text=one.citations[-1].text))))
    out.append(replace(one, citations=(*one.citations[:-1], Citation(provision=one.citations[-1].provision, text="x"))))
    for k, (attribute, words) in enumerate(one.when):
        rest = (*one.when[:k], *one.when[k + 1 :])
        out.append(replace(one, when=rest))
        out.append(replace(one, when=(*rest, (attribute, (*words, "x")))))
    return out


def test_the_published_form_has_every_rule() -> None:
    data: Any = as_data(STAGES)
    assert [d["stage"] for d in data] == ["users", "scope", "status", "conclusion"]
    assert [[r["name"] for r in d["rules"]] for d in data] == [[r.name for r in s.rules] for s in STAGES]


# Threads


def test_several_threads_may_conclude_at_once() -> None:
    rules = Rules()
    wanted = findings("licence")[:: 73_728 // 400] + findings("prohibition")[:: 73_728 // 400]
    failures: list[Exception] = []
    start = threading.Barrier(6)

    def work(n: int) -> None:
        start.wait()
        try:
            for finding in wanted[n:] + wanted[:n]:
                assert rules.conclude(finding) == reference(finding)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n * 60,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_conclusion_names_every_step() -> None:
    found = Rules("reference").conclude(BINDS)
    assert found.steps[0] == Step("users", "yes", ("person and use met",))
    assert [s.stage for s in found.steps] == [s.name for s in STAGES]
    assert found.steps[-1] == Step("conclusion", "licence_required", ("licence required",))
