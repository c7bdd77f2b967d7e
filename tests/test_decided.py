"""What was decided once on a log that is kept for ever, is decided so for ever: `samples/decided/`, whose README.md says what to do where
that changes on purpose."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
from made_up import act, acts, event, requirement, shipment

from licet.engine.answers import Answers
from licet.engine.policy import Known
from licet.engine.shipment import read_shipment
from licet.events import codec
from licet.events.codec import encode
from licet.events.log import EVENTS, Recorded
from licet.events.rows import Row, as_recorded, in_order

FOLDER = Path(__file__).with_name("samples") / "decided"
NUMBERS = sorted(int(path.name.split(".")[0]) for path in FOLDER.glob("*.log.ndjson"))


def lines(path: Path) -> list[Any]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


class AsStored:
    """A log of the very bytes, which are older than the present versions of their types may be."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._rows = [Row(n, 0, orjson.loads(body)["id"], body) for n, body in enumerate(bodies, 1)]

    def rows(self, after: int = 0) -> Iterator[Row]:
        return in_order(self._rows[after:], after, len(self._rows))

    def read(self, after: int = 0) -> Iterator[Recorded]:
        return as_recorded(EVENTS, self.rows(after))


def decided_now(number: int) -> Iterator[dict[str, str]]:
    """Outcomes and digests of what is decided, question by question."""
    answers = Answers(AsStored((FOLDER / f"{number}.log.ndjson").read_bytes().splitlines()))  # type: ignore[arg-type]
    for question in lines(FOLDER / f"{number}.questions.ndjson"):
        through, shipment = question["published_through"], read_shipment(question["shipment"])
        decided = answers.decide(shipment, Known(through and date.fromisoformat(through), question["recorded_through"]))
        yield {"outcome": decided.of(shipment).outcome, "decided": decided.core}


def editions(number: int) -> list[list[dict[str, str]]]:
    """What was decided, by the editions of the answers, the last one at the end."""
    paths = sorted(FOLDER.glob(f"{number}.answers.v*.ndjson"), key=lambda path: int(path.name.split(".")[2][1:]))
    return [lines(path) for path in paths]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_is_decided_for_ever(number: int) -> None:
    now = list(decided_now(number))
    *older, last = editions(number)
    pairs = enumerate(zip(last, now, strict=True), 1)
    differ = [n for n, (was, found) in pairs if (was["outcome"], was["decided"]) != (found["outcome"], found["decided"])]
    assert not differ, f"questions {differ} of log {number} are decided otherwise than they were: see {FOLDER / 'README.md'}"
    for earlier, later in pairwise([*older, last]):
        for n, (before, after) in enumerate(zip(earlier, later, strict=True), 1):
            assert before["outcome"] == after["outcome"] or after.get("why"), f"question {n} of log {number}: say `why` the outcome changed"


def test_the_frozen_logs_hold_every_type_and_version_and_the_answers_every_outcome() -> None:
    """What is new needs a log with it: add one."""
    events = [orjson.loads(line) for path in FOLDER.glob("*.log.ndjson") for line in path.read_bytes().splitlines()]
    there = {f"{event['type']}.v{event['version']}.json" for event in events}
    assert there == {path.name for path in FOLDER.parent.glob("*.json")}
    outcomes = {answer["outcome"] for number in NUMBERS for answer in editions(number)[-1]}
    assert outcomes == {"PROHIBITED", "LICENCE_REQUIRED", "UNDETERMINED", "AUTHORISED", "NO_LICENCE_REQUIRED"}


def _worded_anew(raw: dict[str, Any]) -> dict[str, Any]:
    first, *others = raw["tables"]
    rule, *rules = first["rules"]
    return {**raw, "tables": [{**first, "rules": [{**rule, "text": f"{rule['text']} (worded anew)"}, *rules]}, *others]}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_new_version_of_every_type_changes_nothing_that_was_decided(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Digests are of what is stored, which an upcast never touches: of events, of entries put in place by corrections, of rules."""
    monkeypatch.setattr(codec, "CURRENT", dict.fromkeys(codec.CURRENT, 2))
    same: dict[tuple[str, int], Any] = dict.fromkeys(((kind, 1) for kind in codec.CURRENT), lambda raw: raw)
    monkeypatch.setattr(codec, "UPCASTS", same | {("rules_adopted", 1): _worded_anew})
    log = AsStored((FOLDER / f"{number}.log.ndjson").read_bytes().splitlines())
    read = list(log.read())
    assert {record.event.version for record in read} == {2}
    policy = Answers(log).policy()  # type: ignore[arg-type]
    assert {event.version for event in policy.events.values()} == {2}
    assert "(worded anew)" in str(policy.rules)
    test_the_same_is_decided_for_ever(number)


def test_a_new_version_changes_nothing_that_was_decided_on_a_corrected_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    right = requirement(**{"from": "2025-04-01"})
    fix = act("entry_corrected", "fix", entry="AQ-1/1", reason="a slip", replacement=event(right).model_dump(mode="json"))
    bodies = [encode(one) for one in acts(requirement(), fix)]

    def now() -> tuple[str, str]:
        decided = Answers(AsStored(bodies)).decide(read_shipment(shipment()))  # type: ignore[arg-type]
        assert "AQ-1/1" in decided.answer.requirements[0].events
        return decided.core, decided.answer.log.policy_digest

    before = now()
    monkeypatch.setattr(codec, "CURRENT", {**codec.CURRENT, "licence_required": 2})
    monkeypatch.setattr(codec, "UPCASTS", {("licence_required", 1): lambda raw: raw})
    assert now() == before


def test_a_change_of_what_is_decided_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule's name, a word of a finding, an event: the digest has them all."""
    from licet.engine import decide

    does = decide.decided_digest
    monkeypatch.setattr(decide, "decided_digest", lambda policy, answer, rules: does(policy, answer, rules + "0"))
    with pytest.raises(AssertionError, match="are decided otherwise than they were"):
        test_the_same_is_decided_for_ever(NUMBERS[0])
