"""The engine, broken on purpose. Each broken variant must make a named check fail: a check that nothing can fail proves nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import findings
import pytest
import test_oracle
import test_regressions as regressions
from histories import History
from oracle import Oracle

from licet.engine import assess, bearing, goods, inference, judge, life, match, over, question, replay, words
from licet.engine.held import held as held_as
from licet.engine.index import Index
from licet.engine.policy import EVERYTHING, Known
from licet.events.dates import Period
from licet.events.log import Recorded
from licet.rules.rule import RuleError, Stage

Break = Callable[[pytest.MonkeyPatch], None]
Check = Callable[[], None]
FAILS = (AssertionError, RuleError, inference.InferenceError)


# Checks


@cache
def asked(seed: int) -> tuple[list[Recorded], Known, Oracle, list[dict[str, Any]]]:
    """A history with two questions, made once: only the engine is broken."""
    history = History(seed)
    log = history.records()
    known = test_oracle.ask_known(history.random, log)
    return log, known, test_oracle.oracle(log, known), [history.shipment(), history.shipment()]


def oracle_agrees() -> None:
    """Five hundred histories against the oracle."""
    for seed in range(500):
        log, known, naive, ships = asked(seed)
        policy = test_oracle.engine_policy(log, known)
        for ship in ships:
            test_oracle.same_answer(policy, naive, ship)


def days_agree() -> None:
    test_oracle.test_an_answer_holds_on_the_days_on_which_the_oracle_gives_the_same(0)


def findings_agree() -> None:
    """Some findings of every effect through durable-rules."""
    durable = inference.DurableRules()
    for effect in ("licence", "prohibition", "policy"):
        every = findings.findings(effect)
        met = [f for f in every if all(f[name] == "yes" for name in ("goods", "destination", "reach", "end_use", "parties"))]
        for finding in (*met, *every[::197]):
            got = inference.run_stages(durable.run, finding)
            assert got == findings.reference(finding)
            assert got.word == findings.conclude(**finding)


def owners_at_the_limit() -> None:
    regressions.test_owners_that_are_not_stated_are_not_known([{"name": "Quixotic Mill", "share_pct": "50"}], "PROHIBITED")


def types_of_licences() -> None:
    regressions.test_a_licence_of_a_type_that_is_refused_covers_nothing(regressions.GENERAL, "individual")


CHECKS: tuple[Check, ...] = (
    oracle_agrees,
    days_agree,
    findings_agree,
    owners_at_the_limit,
    types_of_licences,
    regressions.test_a_suspended_listing_may_leave_silence_free_with_a_warning,
    regressions.test_an_answer_holds_until_the_goods_are_listed_if_only_for_another_country,
    regressions.test_another_coded_line_of_the_list_counts_on_stated_facts_only,
    regressions.test_a_code_hides_no_provision_without_codes,
    regressions.test_a_parent_code_decides_only_where_its_lines_agree,
    regressions.test_goods_for_a_banned_country_travel_through_another,
    regressions.test_goods_of_an_old_version_of_a_line_are_found,
    regressions.test_goods_that_may_be_anything_may_fall_under_any_requirement,
    regressions.test_silence_about_the_end_user_is_not_outside_every_country_but_one,
    regressions.test_the_stricter_of_declaration_and_exit_day_stands,
    regressions.test_a_typical_value_never_proves_absence,
    regressions.test_a_shape_may_hide_a_listed_form_until_its_contents_are_stated,
    regressions.test_a_reading_that_frees_does_not_free_goods_entered_under_the_code,
    regressions.test_an_answer_holds_until_a_party_is_listed,
    regressions.test_a_licence_for_places_looks_at_the_end_user_too,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_passes_on_the_engine_as_it_is(check: Check) -> None:
    check()


# Breaks


def an_end_day_is_no_longer_included(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Period, "__contains__", lambda self, day: (self.start is None or self.start <= day) and (self.end is None or day < self.end)
    )
    patch.setattr(life, "change_days", lambda periods: {day for period in periods for day in period if day is not None})


def a_status_is_a_day_late(patch: pytest.MonkeyPatch) -> None:
    true = over.on
    for module in (over, question):
        patch.setattr(module, "on", lambda timeline, day: true(timeline, day - timedelta(days=1)))


def an_amendment_starts_a_day_late(patch: pytest.MonkeyPatch) -> None:
    true = question.RequirementInTime.version
    patch.setattr(question.RequirementInTime, "version", lambda self, day: true(self, day - timedelta(days=1)))


def at_least_becomes_more_than(patch: pytest.MonkeyPatch) -> None:
    true = words.compare
    for module in (goods, match):
        patch.setattr(module, "compare", lambda amount, op, limit: true(amount, {">=": ">", "<=": "<"}.get(op, op), limit))


def an_owner_counts_only_above_the_share(patch: pytest.MonkeyPatch) -> None:
    true = match._owned

    def above(test: Any, *rest: Any, **options: Any) -> Any:
        share = test.owned_share_pct
        return true(test.model_copy(update={"owned_share_pct": share and share + 1}), *rest, **options)

    patch.setattr(match, "_owned", above)


def bounds_are_read_as_exact(patch: pytest.MonkeyPatch) -> None:
    true = words.compare

    def exact(amount: Any, op: Any, limit: Any) -> Any:
        bound = amount.min if amount.min is not None else amount.max
        return true(amount.model_copy(update={"min": bound, "max": bound}), op, limit)

    patch.setattr(goods, "compare", exact)


def suspensions_are_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(life, "_suspensions", lambda *_: iter(()))


def a_suspension_never_ends(patch: pytest.MonkeyPatch) -> None:
    def endless(act: Any, *_: Any) -> Iterable[Any]:
        yield life._Suspension(Period(act.from_, None), (act.id,), ())

    patch.setattr(life, "_suspensions", endless)


def _events_by_position(log: Any, known: Known = EVERYTHING) -> replay.View:
    seen = replay.view(log, known)
    inorder = sorted(seen.held, key=lambda held: held.position)
    return replace(seen, held=tuple(held_as(held.position, held.digest, held.event) for held in inorder))


def acts_are_folded_as_recorded_not_as_published(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(test_oracle, "view", _events_by_position)


def what_was_published_later_is_used(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(test_oracle, "view", lambda log, known: replay.view(log, Known(None, known.recorded_through)))


def what_was_recorded_later_is_used(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(test_oracle, "view", lambda log, known: replay.view(log, Known(known.published_through, None)))


def corrections_are_ignored(patch: pytest.MonkeyPatch) -> None:
    def uncorrected(log: Any, known: Known) -> replay.View:
        return replay.view([r for r in log if r.event.type not in ("entry_corrected", "entry_withdrawn")], known)

    patch.setattr(test_oracle, "view", uncorrected)


def only_the_destination_is_tested(patch: pytest.MonkeyPatch) -> None:
    def alone(policy: Any, where: Any, shipment: Any, day: date, *, asking: bool) -> words.Answer:
        return words.yes("") if match.within(policy, where, shipment.destination, day) else words.no("")

    patch.setattr(match, "destination", alone)


def silence_about_the_end_user_is_no(patch: pytest.MonkeyPatch) -> None:
    true = match.destination
    patch.setattr(match, "destination", lambda *given, asking: true(*given, asking=False))


def silence_about_the_use_is_no(patch: pytest.MonkeyPatch) -> None:
    true = match.end_use
    patch.setattr(match, "end_use", lambda uses, shipment, *, asking: true(uses, shipment, asking=False))


def a_parent_code_decides_alone(patch: pytest.MonkeyPatch) -> None:
    true = bearing.match_line
    patch.setattr(bearing, "match_line", lambda *given, coded=None: true(*given, coded="exact" if coded else None))


def a_code_hides_every_other_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(bearing, "_beside", lambda policy, requirement, found, coded: coded)


def every_coded_line_of_a_list_opens_a_question(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(bearing, "_other", lambda entry, item, policy, lists: bearing.match_line(entry, item, policy))


def a_line_is_always_its_last_version(patch: pytest.MonkeyPatch) -> None:
    def last(index: Index, requirements: Any, *rest: Any) -> Any:
        return true(index, {i: replace(r, versions=r.versions[-1:]) for i, r in requirements.items()}, *rest)

    true = Index.changed
    patch.setattr(Index, "changed", last)


def what_goods_contain_is_not_looked_up(patch: pytest.MonkeyPatch) -> None:
    def by_name(policy: Any, item: Any) -> frozenset[str]:
        return frozenset(policy.index.by_material.get(item.material or "", frozenset()))

    patch.setattr(bearing, "_by_description", by_name)


def a_suspended_item_counts_as_operative_for_what_lies_over_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question, "_as_item", lambda bearing: bearing.goods.answer)


def a_suspended_item_counts_as_absent_for_what_lies_over_it(patch: pytest.MonkeyPatch) -> None:
    true = question._as_item
    patch.setattr(question, "_as_item", lambda bearing: words.no("") if bearing.stretch.status == "suspended" else true(bearing))


def a_hint_is_as_good_as_a_fact(patch: pytest.MonkeyPatch) -> None:
    for module in (goods, bearing):
        patch.setattr(module, "possible", lambda why, *asks: words.yes(why))


def a_hint_is_nothing(patch: pytest.MonkeyPatch) -> None:
    for module in (goods, bearing, question, match):
        patch.setattr(module, "possible", lambda why, *asks: words.no(why))


def goods_that_may_be_anything_are_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question.Question, "_anything", lambda self: ())


def what_the_log_is_silent_about_is_free(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(assess.Assessment, "covered", property(lambda self: True))


def the_first_of_two_days_stands(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judge, "strictness", lambda answer: (0, 0, 0))


def any_licence_covers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question, "covered", lambda *_: words.yes(""))


def any_type_of_licence_is_accepted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question._Run, "_accepted", lambda *_: words.yes(""))


def a_licence_looks_at_the_destination_only(patch: pytest.MonkeyPatch) -> None:
    from licet.engine import licences

    def alone(policy: Any, item: Any, shipment: Any, day: date) -> words.Answer:
        return words.yes("") if match.within(policy, item.destinations, shipment.destination, day) else words.no("")

    patch.setattr(licences, "_places", alone)


def a_policy_on_some_users_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question._Run, "_overlays", lambda self, text: ())


def an_answer_is_thought_to_hold_for_ever(patch: pytest.MonkeyPatch) -> None:
    from licet.engine import horizon

    patch.setattr(horizon, "days_of_change", lambda question: [])


def what_does_not_bind_by_itself_is_thought_idle(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(question.Question, "_listing", lambda self, item: False)


def a_typical_value_is_a_measured_one(patch: pytest.MonkeyPatch) -> None:
    true = goods._presence

    def measured(item: Any, *rest: Any) -> Any:
        parts = tuple(c.model_copy(update={"basis": None}) for c in item.composition)
        return true(item.model_copy(update={"composition": parts}), *rest)

    patch.setattr(goods, "_presence", measured)


def a_shape_hides_nothing(patch: pytest.MonkeyPatch) -> None:
    true = goods._form
    patch.setattr(goods, "_form", lambda entry, item, names: true(entry, item.model_copy(update={"contains": item.contains or ()}), names))


def days_are_alike_whatever_lies_over_them(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(over.Turns, "place", lambda self, day, listed, named: (0, 0))


def a_freeing_reading_beats_the_code(patch: pytest.MonkeyPatch) -> None:
    true = question.as_read
    patch.setattr(
        question, "as_read", lambda policy, requirement, found, said: true(policy, requirement, replace(found, by="material"), said)
    )


def a_rule_is_missing(patch: pytest.MonkeyPatch) -> None:
    true = inference.DurableRules._ruleset
    patch.setattr(inference.DurableRules, "_ruleset", lambda self, stage: true(self, replace(stage, rules=stage.rules[:-1])))


def a_rule_has_lost_a_condition(patch: pytest.MonkeyPatch) -> None:
    true = inference.DurableRules._ruleset

    def looser(self: Any, stage: Stage) -> Any:
        rules = tuple(replace(r, when=r.when[:-1]) if r.name == "licence held" else r for r in stage.rules)
        return true(self, replace(stage, rules=rules))

    patch.setattr(inference.DurableRules, "_ruleset", looser)


NOTICED: tuple[tuple[Break, Check], ...] = (
    (an_end_day_is_no_longer_included, oracle_agrees),
    (a_status_is_a_day_late, oracle_agrees),
    (an_amendment_starts_a_day_late, regressions.test_goods_of_an_old_version_of_a_line_are_found),
    (at_least_becomes_more_than, oracle_agrees),
    (an_owner_counts_only_above_the_share, owners_at_the_limit),
    (bounds_are_read_as_exact, oracle_agrees),
    (suspensions_are_ignored, oracle_agrees),
    (a_suspension_never_ends, oracle_agrees),
    (acts_are_folded_as_recorded_not_as_published, oracle_agrees),
    (what_was_published_later_is_used, oracle_agrees),
    (what_was_recorded_later_is_used, oracle_agrees),
    (corrections_are_ignored, oracle_agrees),
    (only_the_destination_is_tested, oracle_agrees),
    (only_the_destination_is_tested, regressions.test_goods_for_a_banned_country_travel_through_another),
    (silence_about_the_end_user_is_no, regressions.test_silence_about_the_end_user_is_not_outside_every_country_but_one),
    (silence_about_the_use_is_no, oracle_agrees),
    (a_parent_code_decides_alone, regressions.test_a_parent_code_decides_only_where_its_lines_agree),
    (a_code_hides_every_other_line, oracle_agrees),
    (a_code_hides_every_other_line, regressions.test_a_code_hides_no_provision_without_codes),
    (every_coded_line_of_a_list_opens_a_question, regressions.test_another_coded_line_of_the_list_counts_on_stated_facts_only),
    (a_line_is_always_its_last_version, oracle_agrees),
    (a_line_is_always_its_last_version, regressions.test_goods_of_an_old_version_of_a_line_are_found),
    (what_goods_contain_is_not_looked_up, oracle_agrees),
    (a_suspended_item_counts_as_operative_for_what_lies_over_it, oracle_agrees),
    (
        a_suspended_item_counts_as_operative_for_what_lies_over_it,
        regressions.test_a_suspended_listing_may_leave_silence_free_with_a_warning,
    ),
    (a_suspended_item_counts_as_absent_for_what_lies_over_it, oracle_agrees),
    (a_hint_is_as_good_as_a_fact, oracle_agrees),
    (a_hint_is_nothing, oracle_agrees),
    (goods_that_may_be_anything_are_nothing, regressions.test_goods_that_may_be_anything_may_fall_under_any_requirement),
    (what_the_log_is_silent_about_is_free, oracle_agrees),
    (the_first_of_two_days_stands, regressions.test_the_stricter_of_declaration_and_exit_day_stands),
    (any_licence_covers, oracle_agrees),
    (any_type_of_licence_is_accepted, types_of_licences),
    (a_licence_looks_at_the_destination_only, regressions.test_a_licence_for_places_looks_at_the_end_user_too),
    (a_policy_on_some_users_is_forgotten, oracle_agrees),
    (an_answer_is_thought_to_hold_for_ever, days_agree),
    (
        what_does_not_bind_by_itself_is_thought_idle,
        regressions.test_an_answer_holds_until_the_goods_are_listed_if_only_for_another_country,
    ),
    (a_typical_value_is_a_measured_one, regressions.test_a_typical_value_never_proves_absence),
    (a_shape_hides_nothing, regressions.test_a_shape_may_hide_a_listed_form_until_its_contents_are_stated),
    (a_freeing_reading_beats_the_code, regressions.test_a_reading_that_frees_does_not_free_goods_entered_under_the_code),
    (days_are_alike_whatever_lies_over_them, regressions.test_an_answer_holds_until_a_party_is_listed),
    (a_rule_is_missing, findings_agree),
    (a_rule_has_lost_a_condition, findings_agree),
)


@pytest.mark.parametrize(("broken", "check"), NOTICED, ids=lambda part: part.__name__)
def test_the_check_notices(broken: Break, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    try:
        check()
    except FAILS:
        return
    except pytest.fail.Exception:  # `pytest.raises` that met no error
        return
    pytest.fail(f"{check.__name__} does not notice that {broken.__name__.replace('_', ' ')}")


def test_every_check_is_used() -> None:
    assert {check for _, check in NOTICED} == set(CHECKS)
