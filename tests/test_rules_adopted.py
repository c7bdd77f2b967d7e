"""Rules are dated too: the corpus adopts the tables of this version, and a question may be decided by those of another position."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_up import COMMON, INSTANT, acts, event, requirement, shipment

from licet import events
from licet.api.schema import answer_bytes
from licet.engine.answers import Answers
from licet.engine.inference import adopted_rules, default_rules
from licet.engine.policy import Known
from licet.engine.shipment import ShipmentError, read_shipment
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.model import EVENT, Event, RulesAdopted
from licet.rules.adopted import stages_of, tables_of
from licet.rules.rule import RuleError, Stage, rules_digest
from licet.rules.tables import STAGES

FILE = Path(str(events.__file__)).parent / "corpus" / "rules.yaml"
HEAD = "# The tables of rules, as they stand in `rules/`. Written by tests/test_rules_adopted.py with LICET_WRITE_RULES=1.\n"


def adopting(stages: tuple[Stage, ...], ident: str = "rules/1", **more: Any) -> RulesAdopted:
    tables = [table.model_dump(mode="json") for table in tables_of(stages)]
    found = event({"type": "rules_adopted", "id": ident, "tables": tables, **COMMON, **more})
    assert isinstance(found, RulesAdopted)
    return found


def lax() -> tuple[Stage, ...]:
    """Tables by which a requirement that operates and is met binds nobody."""
    status = next(s for s in STAGES if s.name == "status")
    rules = tuple(replace(r, then="not_in_force") if r.name == "in force" else r for r in status.rules)
    return tuple(replace(s, rules=rules) if s is status else s for s in STAGES)


def log_of(*more: Event) -> MemoryLog:
    log = MemoryLog(clock=lambda: INSTANT)
    log.append([*acts(requirement()), *more])
    return log


def test_the_corpus_adopts_the_tables_of_this_version() -> None:
    if os.environ.get("LICET_WRITE_RULES"):
        tables = [table.model_dump(mode="json") for table in tables_of(STAGES)]
        data = {
            "instrument": "licet",
            "authority": "ZZ/Licet",
            "published": "2026-11-22",
            "evidence": "report",
            "sources": [{"url": None, "kind": "note", "checked": "read", "note": "Licet's own tables of rules"}],
            "events": [{"type": "rules_adopted", "id": "licet/rules/1", "tables": tables}],
        }
        FILE.write_text(HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=140), encoding="utf-8")
    (last,) = [e for e in load_corpus() if isinstance(e, RulesAdopted)][-1:]
    assert rules_digest(stages_of(last)) == rules_digest(STAGES)


def test_tables_come_back_from_an_event_as_they_were() -> None:
    again = stages_of(EVENT.validate_json(adopting(STAGES).model_dump_json()))  # type: ignore[arg-type]
    assert rules_digest(again) == rules_digest(STAGES)
    assert [(s.name, s.concludes, s.rules) for s in again] == [(s.name, s.concludes, s.rules) for s in STAGES]


def test_law_as_known_then_and_rules_as_adopted_then_or_now() -> None:
    log = log_of(adopting(STAGES))
    then, question = log.head(), read_shipment(shipment())
    log.append([adopting(lax(), "rules/2")])
    answers = Answers(log)

    def outcome(*known: Any) -> tuple[str, str]:
        answer = answers.check(question, Known(None, *known))
        return answer.outcome, answer.engine.rules_digest

    strict, loose = rules_digest(STAGES), rules_digest(lax())
    assert outcome() == ("NO_LICENCE_REQUIRED", loose)
    assert outcome(then) == ("LICENCE_REQUIRED", strict)
    assert outcome(then, log.head()) == ("NO_LICENCE_REQUIRED", loose)
    assert outcome(log.head(), then) == ("LICENCE_REQUIRED", strict)
    assert outcome(then, 0) == ("LICENCE_REQUIRED", strict)  # nothing was adopted by then: the tables of this version


def test_an_answer_says_through_where_its_rules_were_adopted() -> None:
    log = log_of(adopting(STAGES), adopting(lax(), "rules/2"))
    answers = Answers(log)
    known = answers.check(read_shipment(shipment()), Known(None, log.head(), 3)).known
    assert (known.recorded_through, known.rules_recorded_through) == (log.head(), 3)
    assert answers.check(read_shipment(shipment())).known.rules_recorded_through == log.head()
    with pytest.raises(ShipmentError, match=r"known\.rules_recorded_through: `99` is not a position of the log"):
        answers.check(read_shipment(shipment()), Known(None, None, 99))


def test_adopting_the_same_tables_changes_no_answer_but_its_position() -> None:
    before = Answers(log_of()).check(read_shipment(shipment()))
    after = Answers(log_of(adopting(STAGES))).check(read_shipment(shipment()))
    assert after.digest == before.digest
    assert after.log.policy_digest == before.log.policy_digest
    assert answer_bytes(after) != answer_bytes(before)  # the position


def test_tables_of_this_version_are_loaded_once() -> None:
    assert adopted_rules(adopting(STAGES)) is adopted_rules(None) is default_rules()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: replace(s, rules=s.rules[1:]), "concludes"),
        (lambda s: replace(s, reads=(*s.reads, ("colour", ("red",)))), "reads `colour` otherwise"),
        (lambda s: replace(s, rules=(replace(s.rules[0], when=(("status", ("blue",)),)), *s.rules[1:])), "words that it never has"),
    ],
)
def test_tables_that_cannot_be_run_give_no_answer(change: Any, said: str) -> None:
    status = next(s for s in STAGES if s.name == "status")
    tables = tuple(change(s) if s is status else s for s in STAGES)
    answers = Answers(log_of(adopting(tables)))
    with pytest.raises(RuleError, match=said):
        answers.check(read_shipment(shipment()))
