"""The complete difference against brute force: a shipment lies in a box if and only if the two policies judge it otherwise."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from boxes import Shipments, box_of, verdict
from histories import History
from made_up import COVERAGE, RULES, VOCABULARY, entry, event, policy_of, requirement

from licet.api import cli
from licet.api.opening import now
from licet.engine.difference import Difference, DifferenceError, difference
from licet.engine.policy import Policy
from licet.events.codec import encode
from licet.events.log import open_log
from licet.events.model import Event
from licet.events.record import record


def compared(old: Policy, new: Policy, seed: int, shipments: int) -> tuple[Difference, Counter[str]]:
    """The difference, once random shipments of its frames were found to lie where they are judged otherwise; how many were."""
    found = difference(old, new, RULES)
    random, seen = Random(seed), Counter[str]()
    ships = Shipments(random, old, new, found)
    for _ in range(shipments if found.frames else 0):
        frame = random.randrange(len(found.frames))
        way, ship = ships.of(found.frames[frame])
        day = ships.day()
        one, two = (verdict(policy, ship, day, RULES) for policy in (old, new))
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


SEEDS = (1, 2, 3, 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shipment_lies_in_a_box_if_and_only_if_it_is_judged_otherwise(seed: int) -> None:
    before, after = grown(seed)
    found, seen = compared(policy_of(before), policy_of(after), seed, 300)
    assert bool(found.boxes) == bool(seen["other"])


def test_nothing_is_judged_otherwise_by_the_same_policy() -> None:
    before, _ = grown(0)
    assert not difference(policy_of(before), policy_of(before), RULES).boxes


def test_a_comparison_that_takes_too_long_says_so() -> None:
    before, after = grown(0)
    with pytest.raises(DifferenceError, match="more than 3 shipments"):
        difference(policy_of(before), policy_of(after), RULES, most=3)


def test_the_command_line_compares_drafts_with_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    drafts, place = tmp_path / "drafts.json", str(tmp_path / "log.sqlite")
    drafts.write_bytes(encode(event(requirement(entries=[entry(materials=["alum"], forms=["metal"])]))))
    with open_log(place, clock=now) as log:
        record(log, [event(VOCABULARY), event(COVERAGE)])
    assert cli.run(["difference", str(drafts), "--db", place]) == 0
    out = capfd.readouterr().out
    assert "alum: metal" in out and "NO_LICENCE_REQUIRED → LICENCE_REQUIRED" in out and "Not compared:" in out
    assert cli.run(["difference", str(drafts), "--json", "--db", place]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["events"] == said["requirements"] == ["AQ-1/1"] and said["boxes"][0]["old"]["outcome"] == "NO_LICENCE_REQUIRED"
    assert cli.run(["difference", str(drafts), "--most", "1", "--db", place]) == 1
    assert "more than 1 shipments" in capfd.readouterr().err
    assert cli.run(["difference", "--db", place]) == 2
    with open_log(place, clock=now) as log:
        assert log.head() == 2
