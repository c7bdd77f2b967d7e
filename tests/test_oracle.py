"""The engine against a naive oracle, on thousands of random histories: the same outcome, bounds, statuses, conclusions, days."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from histories import DAYS, FIRST, History
from made_up import RULES
from oracle import ONE, Contradiction, Oracle, seen

from licet.engine.decide import decide
from licet.engine.policy import Known, Policy, on
from licet.engine.question import Question
from licet.engine.replay import replay, view
from licet.engine.shipment import ShipmentError, read_shipment
from licet.events.log import Recorded

BATCHES, EACH = 10, 200
SCANNED = 20  # histories of each batch whose days are scanned one by one
WINDOW = [FIRST + timedelta(days=n) for n in range(-6, DAYS + 4)]


def engine_policy(log: list[Recorded], known: Known) -> Policy:
    return replay(view(log, known), known)


def oracle(log: list[Recorded], known: Known) -> Oracle:
    return Oracle(seen(log, known.published_through, known.recorded_through))


def same_answer(policy: Policy, naive: Oracle, ship: dict[str, Any]) -> str:
    """Both engines on one shipment; the outcome, or `contradiction` where both find one."""
    day = date.fromisoformat(ship["date"])
    try:
        expected = naive.answer(ship, day)
    except Contradiction:
        with pytest.raises(ShipmentError):
            decide(policy, read_shipment(ship), RULES)
        return "contradiction"
    try:
        got = decide(policy, read_shipment(ship), RULES)
    except ShipmentError:  # the code comes to mean other goods on a later day, which the answer looks at to say how long it holds
        assert contradicts_on_some_day(naive, ship)
        return "contradiction"
    answered = {r.requirement: r for r in got.requirements}
    statuses = {r.id: on(r.timeline, day).status for r in policy.requirements.values()}
    assert statuses == {w.id: w.status for w in expected.words.values()}
    # What the index leaves out must be what the oracle, which leaves nothing out, finds out of scope.
    conclusions = {w.id: answered[w.id].conclusion if w.id in answered else "out_of_scope" for w in expected.words.values()}
    wanted = {w.id: w.conclusion for w in expected.words.values()}
    if got.outcome == "UNDETERMINED" and not expected.certain:
        wanted = {i: w for i, w in wanted.items() if i in answered}
        conclusions = {i: w for i, w in conclusions.items() if i in answered}
    assert conclusions == wanted
    assert (got.outcome, got.at_most, got.licensing_policy) == (expected.outcome, expected.at_most, expected.policy)
    for licence in got.licences_required:
        word = expected.words[licence.requirement]
        assert (licence.licensing_policy, licence.licensing_policy_at_most) == (word.policy, word.policy_at_most)
    return got.outcome


def contradicts_on_some_day(naive: Oracle, ship: dict[str, Any]) -> bool:
    for day in WINDOW:
        try:
            naive.answer(ship, day)
        except Contradiction:
            return True
    return False


def ask_known(random: Random, log: list[Recorded]) -> Known:
    through = FIRST + timedelta(days=random.randint(-5, 35)) if random.random() < 0.4 else None
    return Known(through, random.randint(2, len(log)) if random.random() < 0.3 else None)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_engine_and_the_oracle_agree(batch: int) -> None:
    found: Counter[str] = Counter()
    for seed in range(batch * EACH, (batch + 1) * EACH):
        history = History(seed)
        log = history.records()
        known = ask_known(history.random, log)
        policy, naive = engine_policy(log, known), oracle(log, known)
        for ship in (history.shipment(), history.shipment()):
            try:
                found[same_answer(policy, naive, ship)] += 1
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, known {known}: {ship}") from error
    assert min(found[o] for o in ("PROHIBITED", "LICENCE_REQUIRED", "UNDETERMINED", "NO_LICENCE_REQUIRED")) > EACH / 50, found


def test_licences_are_met_too() -> None:
    """The histories hold enough covered shipments to compare."""
    found: Counter[str] = Counter()
    for seed in range(5000, 5400):
        history = History(seed)
        log = history.records()
        policy = engine_policy(log, Known())
        for _ in range(2):
            try:
                found[decide(policy, read_shipment(history.shipment()), RULES).outcome] += 1
            except ShipmentError:
                found["contradiction"] += 1
    assert min(found[o] for o in ("AUTHORISED", "contradiction")) > 3, found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_answer_holds_on_the_days_on_which_the_oracle_gives_the_same(batch: int) -> None:
    for seed in range(10_000 + batch * SCANNED, 10_000 + (batch + 1) * SCANNED):
        history = History(seed)
        log = history.records()
        policy, naive = engine_policy(log, Known()), oracle(log, Known())
        ship = history.shipment()
        try:
            daily = {day: naive.answer(ship, day) for day in WINDOW}
            got = decide(policy, read_shipment(ship), RULES)
        except (Contradiction, ShipmentError):
            continue
        asked = Question(policy, read_shipment(ship), RULES)
        assert {d: asked.at(d).outcome for d in WINDOW} == {d: a.outcome for d, a in daily.items()}, seed
        day = date.fromisoformat(ship["date"])
        first = last = day
        while first - ONE in daily and daily[first - ONE].rests_on == daily[day].rests_on:
            first -= ONE
        while last + ONE in daily and daily[last + ONE].rests_on == daily[day].rests_on:
            last += ONE
        holds = (None if first == WINDOW[0] else first, None if last == WINDOW[-1] else last)
        assert (got.holds.from_, got.holds.through) == holds, (seed, ship)
        then = None if got.holds.then is None else (got.holds.then.outcome, got.holds.then.licensing_policy)
        after = daily.get(last + ONE)
        assert then == (None if after is None else (after.outcome, after.policy)), (seed, ship)
