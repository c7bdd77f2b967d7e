"""What questions share changes no answer: neither a verdict, where what concludes alike is shared, nor a reason, where reasons are."""

from datetime import timedelta
from itertools import product
from random import Random
from typing import Any, get_args

import pytest
from histories import DAYS, FIRST, History
from made_up import RULES

from licet.engine.decide import settle
from licet.engine.determination import Certainty
from licet.engine.judge import Verdict, judge
from licet.engine.policy import Policy
from licet.engine.question import Parts, Question
from licet.engine.replay import replay, view
from licet.engine.shipment import Shipment, ShipmentError, read_shipment

GOODS, BESIDE = 6, 6

Parted = tuple[Shipment, Any, Any]


def shipments(history: History) -> list[Parted]:
    """Each of some goods with each of some facts beside them, in any order, with what says them apart."""
    made = [history.shipment() for _ in range(max(GOODS, BESIDE))]
    out = []
    for goods, beside in product([ship["goods"] for ship in made[:GOODS]], made[:BESIDE]):
        ship = beside | {"goods": goods}
        out.append((read_shipment(ship), repr(goods), repr((goods.get("kind"), beside | {"goods": None}))))
    Random(len(out)).shuffle(out)
    return out


def verdicts(question: Question) -> list[Verdict | None]:
    out = []
    for day in (FIRST + timedelta(days=n) for n in range(-1, DAYS + 1, 5)):
        try:
            out.append(judge(question, day).verdict)
        except ShipmentError:
            out.append(None)
    return out


@pytest.mark.parametrize("batch", range(4))
def test_a_verdict_is_the_same_whatever_was_judged_before(batch: int) -> None:
    for seed in range(100 + batch * 20, 120 + batch * 20):
        history, store = History(seed), dict[Any, Any]()
        policy = replay(view(history.records()))
        for shipment, goods, beside in shipments(history):
            try:
                alone = Question(policy, shipment, RULES)
            except ShipmentError:
                continue
            shared = Question(policy, shipment, RULES, parts=Parts(store, goods, beside, reasons=False))
            assert verdicts(shared) == verdicts(alone), (seed, goods, beside)


@pytest.mark.parametrize("batch", range(2))
def test_an_answer_has_the_same_reasons_whatever_was_asked_before_and_its_doubts_worst_first(batch: int) -> None:
    for seed in range(batch * 12, batch * 12 + 12):
        history, store = History(seed), dict[Any, Any]()
        policy = replay(view(history.records()))
        for shipment, goods, beside in shipments(history):
            answer = settled(policy, shipment, None)
            assert settled(policy, shipment, Parts(store, goods, beside)) == answer, (seed, goods, beside)
            if not isinstance(answer, str):
                kinds = [doubt["kind"] for doubt in answer["doubts"]]
                assert kinds == sorted(kinds, key=get_args(Certainty).index)
                assert answer["certainty"] == (kinds[0] if kinds else "settled")


def settled(policy: Policy, shipment: Shipment, parts: Parts | None) -> Any:
    try:
        return settle(policy, shipment, RULES, parts=parts).answer.model_dump(mode="json")
    except ShipmentError as error:
        return str(error)
