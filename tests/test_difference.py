"""The complete difference against brute force: a shipment lies in a box if and only if the two policies judge it otherwise."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from boxes import Shipments, box_of, goods_in, inside, rulings, standing
from histories import History
from made_up import COVERAGE, RULES, VOCABULARY, entry, event, policy_of, requirement

from licet.api import cli
from licet.api.opening import now
from licet.engine.difference import Difference, DifferenceError, difference
from licet.engine.goods import check_names
from licet.engine.inference import Rules, adopted_rules
from licet.engine.policy import Policy
from licet.engine.question import Question
from licet.engine.shipment import ShipmentError, read_shipment
from licet.events.codec import encode
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.model import Event
from licet.events.record import record


def compared(old: Policy, new: Policy, seed: int, shipments: int) -> tuple[Difference, Counter[str]]:
    """All that is judged otherwise, once random shipments of its frames were found to lie where they are; how many were."""
    found = difference(old, new, RULES, outcomes=True)
    random, seen = Random(seed), Counter[str]()
    ships = Shipments(random, old, new, found)
    for _ in range(shipments if found.frames else 0):
        frame = random.randrange(len(found.frames))
        way, ship = ships.of(found.frames[frame])
        day = ships.day()
        one, two = (standing(policy, ship, day, RULES, found) for policy in (old, new))
        box = box_of(found, frame, way, ship, day)
        where = f"history {seed}, frame {found.frames[frame].text}, way {way}, {day}: {ship}"
        if one == two:
            assert box is None, where
        else:
            assert box is not None, f"{where}\n{one}\n{two}"
            assert (box.old, box.new) == (one, two), where
        seen["other" if box is not None else "alike"] += 1
    return found, seen


def grown(seed: int) -> tuple[list[Event], list[Event]]:
    """A random history, and one or two more acts, or one of its acts in other words."""
    history = History(seed)
    before = [dict(act) for act in history.acts]
    for _ in range(history.random.randint(1, 2)):
        history._act() if history.random.random() < 0.7 else history._requirement(f"AQ-4/{len(history.acts)}")
    return [event(a) for a in (VOCABULARY, COVERAGE, *before)], [event(a) for a in (VOCABULARY, COVERAGE, *history.acts)]


def by_provision(old: Policy, new: Policy, rules: Rules, seed: int, shipments: int) -> tuple[Difference, Counter[str]]:
    """The same, provision by provision, for every requirement that there is."""
    found = difference(old, new, rules)
    random, seen = Random(seed), Counter[str]()
    ships = Shipments(random, old, new, found)
    for _ in range(shipments if found.frames else 0):
        frame = random.randrange(len(found.frames))
        way, ship = ships.of(found.frames[frame])
        day = ships.day()
        one, two = (rulings(policy, ship, day, rules) for policy in (old, new))
        for name in sorted({*old.requirements, *new.requirements}):
            box = box_of(found, frame, way, ship, day, name)
            said = (one.get(name), two.get(name))
            where = f"seed {seed}, frame {found.frames[frame].text}, way {way}, {day}, {name}: {ship}"
            assert (said == (box.old, box.new) if box is not None else said[0] == said[1]) and (box is None or said[0] != said[1]), where
            seen["other" if box is not None else "alike"] += 1
    return found, seen


SEEDS = (1, 2, 3, 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shipment_lies_in_a_box_if_and_only_if_it_is_judged_otherwise(seed: int) -> None:
    before, after = grown(seed)
    found, seen = compared(policy_of(before), policy_of(after), seed, 300)
    assert bool(found.boxes) == bool(seen["other"])


@pytest.mark.parametrize("seed", (*SEEDS, 11, 93))
def test_a_shipment_lies_in_a_box_of_a_provision_if_and_only_if_that_concludes_something_else(seed: int) -> None:
    before, after = grown(seed)
    found, seen = by_provision(policy_of(before), policy_of(after), RULES, seed, 200)
    assert bool(found.boxes) == bool(seen["other"])


@pytest.mark.parametrize("name", ["CN-2026-40/catalogue", "CN-2025-61/exemption"])
def test_so_it_is_with_acts_of_the_corpus(name: str) -> None:
    """One is left out, and comes back last."""
    every = load_corpus()
    (act,) = [event for event in every if event.id == name]
    old, new = policy_of([event for event in every if event is not act]), policy_of([*(e for e in every if e is not act), act])
    rules = adopted_rules(new.rules)
    found, _ = by_provision(old, new, rules, 5, 12)
    assert found.events == (name,) and found.boxes
    random = Random(7)
    for box in random.sample(found.boxes, min(15, len(found.boxes))):
        ship, day = inside(box, found, random)
        one, two = (rulings(policy, ship, day, rules).get(box.requirement or "") for policy in (old, new))
        assert (one, two) == (box.old, box.new), (box.requirement, day, ship)


def test_what_the_log_holds_completely_is_compared_by_goods_and_days() -> None:
    control = event(requirement(entries=[entry(materials=["alum"], forms=["metal"])]))
    old, new = policy_of([event(VOCABULARY), control]), policy_of([event(VOCABULARY), event(COVERAGE), control])
    found = difference(old, new, RULES)
    assert not found.boxes and found.coverage and all(not covered.old and covered.new == ("AQ/dual-use",) for covered in found.coverage)
    for material in sorted(new.vocabulary.materials):
        for form in sorted(new.vocabulary.forms):
            goods, day = {"material": material, "form": form}, date(2026, 1, 1)
            shipment = read_shipment({"goods": goods, "destination": "BV", "date": str(day)})
            boxes = [(c.old, c.new) for c in found.coverage if day in c.period and any(goods_in(g, goods) for g in c.goods)]
            try:
                check_names(shipment.goods, new.vocabulary)
            except ShipmentError:
                assert not boxes, goods
            else:
                held, holds = (Question(policy, shipment, RULES).covered_on(day) for policy in (old, new))
                assert boxes == ([(held, holds)] if held != holds else []), goods


def test_nothing_is_judged_otherwise_by_the_same_policy() -> None:
    before, _ = grown(0)
    assert not difference(policy_of(before), policy_of(before), RULES).boxes


def test_a_comparison_that_takes_too_long_says_so() -> None:
    before, after = grown(0)
    for most, what in ((3, "kinds of goods"), (150, "shipments")):
        with pytest.raises(DifferenceError, match=f"more than {most} {what}"):
            difference(policy_of(before), policy_of(after), RULES, most=most)


def test_the_command_line_compares_drafts_with_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    drafts, place = tmp_path / "drafts.json", str(tmp_path / "log.sqlite")
    drafts.write_bytes(encode(event(requirement(entries=[entry(materials=["alum"], forms=["metal"])]))))
    with open_log(place, clock=now) as log:
        record(log, [event(VOCABULARY), event(COVERAGE)])
    assert cli.run(["difference", str(drafts), "--db", place]) == 0
    out = capfd.readouterr().out
    assert "AQ-1/1: export from AQ" in out and "alum: metal" in out and "does not bear on it → licence_required" in out
    assert cli.run(["difference", str(drafts), "--outcomes", "--db", place]) == 0
    out = capfd.readouterr().out
    assert "alum: metal" in out and "NO_LICENCE_REQUIRED → LICENCE_REQUIRED" in out and "Not compared:" in out
    assert cli.run(["difference", str(drafts), "--json", "--db", place]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["events"] == said["requirements"] == ["AQ-1/1"] and said["coverage"] == []
    assert {(box["requirement"], box["old"]) for box in said["boxes"]} == {("AQ-1/1", None)}
    assert cli.run(["difference", str(drafts), "--most", "1", "--db", place]) == 1
    assert "more than 1 " in capfd.readouterr().err
    assert cli.run(["difference", "--db", place]) == 2
    with open_log(place, clock=now) as log:
        assert log.head() == 2
