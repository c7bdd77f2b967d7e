"""What must hold of every history and every question, as sentences, on random histories that hypothesis draws."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from histories import DAYS, FIRST, History
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import RULES, records

from licet.engine.answers import Answers
from licet.engine.decide import decide
from licet.engine.determination import OUTCOMES, Determination
from licet.engine.policy import EVERYTHING, Known, Policy
from licet.engine.replay import replay, view
from licet.engine.shipment import ShipmentError, read_shipment
from licet.events.log import MemoryLog, Recorded
from licet.events.model import EVENT, Event

TESTS = Path(__file__).parent
FREE = ("NO_LICENCE_REQUIRED", "AUTHORISED")
Test = Callable[..., None]


def histories(examples: int) -> Callable[[Test], Test]:
    """The same histories in every run: a failure is met again."""

    def both(test: Test) -> Test:
        quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
        bounded = settings(max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=quiet)
        return bounded(given(st.integers(0, 2**32))(test))

    return both


def policy_of(log: list[Recorded], known: Known = EVERYTHING) -> Policy:
    return replay(view(log, known), known)


def ask(policy: Policy, ship: dict[str, Any]) -> Determination | None:
    """The answer; None where the facts contradict each other."""
    try:
        return decide(policy, read_shipment(ship), RULES)
    except ShipmentError:
        return None


def decided(answer: Determination | None) -> Any:
    """What was decided: the answer without the head of the log."""
    return answer and answer.model_dump(mode="json", exclude={"log", "known"})


def drawn(seed: int) -> tuple[History, list[Recorded], dict[str, Any]]:
    history = History(seed)
    log = history.records()
    return history, log, history.shipment()


@histories(120)
def test_later_knowledge_never_changes_a_past_answer(seed: int) -> None:
    """What is recorded later, or published later, plays no part in an answer as known before."""
    history, log, ship = drawn(seed)
    position = history.random.randint(2, len(log))
    then = ask(policy_of(log[:position]), ship)
    assert decided(ask(policy_of(log, Known(None, position)), ship)) == decided(then)
    through = FIRST + timedelta(days=history.random.randint(-5, 30))
    known = Known(through, position)
    later = [r for r in log[position:] if r.event.type not in ("entry_corrected", "entry_withdrawn", "coverage_declared")]
    published_later = [r for r in later if r.event.day > through and (r.event.published or r.event.published_by)]
    assert decided(ask(policy_of([*log[:position], *published_later], known), ship)) == decided(ask(policy_of(log[:position], known), ship))
    more = [r for r in published_later if r.event.published is not None]
    whole, past = (policy_of(records(r.event for r in part), Known(through)) for part in ([*log[:position], *more], log[:position]))
    assert decided(ask(whole, ship)) == decided(ask(past, ship))


@histories(80)
def test_replay_in_parts_equals_replay_at_once(seed: int) -> None:
    """A log that was read as it grew gives what a log read at once gives, whatever was asked meanwhile."""
    history, log, ship = drawn(seed)
    grown = MemoryLog(clock=lambda: log[0].recorded_at)
    answers = Answers(grown)
    rest = [r.event for r in log]
    while rest:
        size = history.random.randint(1, len(rest))
        grown.append(rest[:size])
        rest = rest[size:]
        answers.policy()
        ask(answers.policy(Known(FIRST, None)), ship)
    at_once = policy_of(log)
    assert answers.policy().digest == at_once.digest
    assert decided(ask(answers.policy(), ship)) == decided(ask(at_once, ship))


UNRELATED: list[dict[str, Any]] = [
    {"type": "licence_required", "id": "GS-1/1", "provision": "GS-1/1", "instrument": "GS-1", "licence_type": "other", "from": "2025-01-01",
     "entries": [{"line": "GS-1/1.a", "list": "L3", "code": "8Y001", "text": {"en": "x"}, "materials": ["dolomite"]}],
     "reach": [{"kind": "departure", "territory": "GS"}]},
    {"type": "control_suspended", "id": "GS-2/s", "instrument": "GS-2", "targets": ["GS-1"], "from": "2025-01-10"},
    {"type": "control_announced", "id": "GS-1", "instrument": "GS-1", "title": {"en": "x"}},
    {"type": "agreement_concluded", "id": "GS-3", "instrument": "GS-3", "title": {"en": "x"}, "parties": ["GS"]},
    {"type": "country_group_changed", "id": "GS-4", "instrument": "GS-4", "group": "Gy", "from": "2025-01-10", "joined": ["BV"]},
    {"type": "party_listed", "id": "GS-5/x", "instrument": "GS-5", "list": "GS-5/w", "name": "Buyer", "from": "2025-01-01"},
    {"type": "licence_issued", "id": "GS-6", "instrument": "GS-6", "licence": "y", "holder": "Exporter", "targets": ["GS-1"]},
    {"type": "vocabulary_declared", "id": "GS-7", "instrument": "GS-7", "materials": [{"name": "dolomite", "text": {"en": "x"}}]},
]  # fmt: skip


@histories(120)
def test_unrelated_events_change_nothing(seed: int) -> None:
    history, log, ship = drawn(seed)
    if not ship["goods"].get("material") or ship["goods"].get("code"):
        ship["goods"] = {"material": "alum", "form": "metal"}  # goods that may be anything may be those of GS-1 too
    common = {"authority": "GS/MIN", "published": "2025-01-01"}
    events: list[Event] = [r.event for r in log]
    for one in UNRELATED:
        events.insert(history.random.randint(0, len(events)), EVENT.validate_python({**common, **one}))
    with_them, without = ask(policy_of(records(events)), ship), ask(policy_of(log), ship)
    assert decided(with_them) == decided(without)


# What an answer does not cite: names, coverage, codes, groups and the lists of parties, which stand for every answer alike.
CONTEXT = (
    "vocabulary_declared", "coverage_declared", "country_group_changed", "control_recodified", "customs_codes_published",
    "party_listed", "party_delisted", "listing_suspended",
)  # fmt: skip


@histories(200)
def test_the_cited_events_alone_give_the_same_answer(seed: int) -> None:
    """The events that an answer cites for the requirements considered, beside what stands for every answer, suffice."""
    _, log, ship = drawn(seed)
    policy = policy_of(log)
    answer = ask(policy, ship)
    if answer is None or (answer.outcome == "UNDETERMINED" and not answer.requirements):
        return
    cited = {e for r in answer.requirements for e in r.events}
    context = {e.id for e in policy.events.values() if e.type in CONTEXT}
    # Acts on the life of a listing, and the acts on those acts.
    for _ in range(3):
        names = {name for e in policy.events.values() if e.id in context for name in (e.id, e.provision or e.id)}
        context |= {e.id for e in policy.events.values() if any(_names(t, n) for t in _targets(e) for n in names)}
    alone = ask(policy_of(records(e for e in policy.events.values() if e.id in cited | context)), ship)
    assert alone is not None
    assert (alone.outcome, alone.licensing_policy) == (answer.outcome, answer.licensing_policy)
    told, again = ({(r.requirement, r.status, r.conclusion) for r in a.requirements} for a in (answer, alone))
    assert again <= told


def _targets(one: Event) -> tuple[str, ...]:
    single = (getattr(one, name, None) for name in ("suspension", "listing"))
    return (*getattr(one, "targets", ()), *(t for t in single if t is not None))


def _names(target: str, name: str) -> bool:
    return name == target or name.startswith((target + "/", target + "."))


def wider(requirement: dict[str, Any], how: int) -> dict[str, Any]:
    """A requirement that catches at least as much."""
    out = json.loads(json.dumps(requirement))
    match how:
        case 0:
            out["destinations"] = {"every": True}
        case 1:
            out["uses"] = []
        case 2:
            out["parties"] = None
        case 3:
            out["reach"] = [*out["reach"], {"kind": "origin_abroad", "origin": "AQ"}, {"kind": "departure", "territory": "AQ"}]
        case 4:
            out["from"], out["through"], out["in_force_by"] = "2020-01-01", None, None
        case 5:
            out["type"] = "export_prohibited"
        case 6 if out.get("entries"):
            for line in out["entries"]:
                line |= {"criteria": None, "contains": [], "reserved": False}
        case 7 if out.get("entries"):
            any_form = [line | {"line": line["line"] + "x", "forms": [], "code": None} for line in out["entries"] if line["materials"]]
            out["entries"] = [*out["entries"], *any_form]
    return dict(out)


@histories(250)
def test_widening_a_requirement_never_frees_a_shipment(seed: int) -> None:
    history, log, ship = drawn(seed)
    requirements = [a for a in history.acts if a["type"] in ("licence_required", "export_prohibited") and a.get("joined") != "either"]
    if not requirements:
        return
    chosen = history.random.choice(requirements)
    new = EVENT.validate_python(
        {"authority": "AQ/MIN", "instrument": chosen["id"].split("/")[0], **wider(chosen, history.random.randint(0, 7))}
    )
    swapped = [Recorded(r.position, r.recorded_at, new if r.event.id == chosen["id"] else r.event, r.digest, r.substance) for r in log]
    before, after = ask(policy_of(log), ship), ask(policy_of(swapped), ship)
    if before is None or after is None:
        return
    if before.outcome not in FREE:
        assert after.outcome not in FREE
    assert OUTCOMES.index(after.at_most) <= OUTCOMES.index(before.at_most) or after.at_most not in FREE


FACTS: tuple[tuple[str, ...], ...] = (
    ("origin",), ("departure",), ("parties",), ("end_use",), ("technology_origin",), ("content",), ("content_complete",), ("quantity",),
    ("exporter",), ("goods", "form"), ("goods", "attributes"), ("goods", "composition_complete"), ("goods", "contains"), ("goods", "kind"),
)  # fmt: skip


def without(ship: dict[str, Any], fact: tuple[str, ...]) -> dict[str, Any]:
    out = json.loads(json.dumps(ship))
    inner = out
    for name in fact[:-1]:
        inner = inner[name]
    inner.pop(fact[-1], None)
    return dict(out)


@histories(400)
def test_silence_is_never_permission(seed: int) -> None:
    """A shipment that is not free does not become free because a fact is left out.

    The stated exceptions: users and uses while the goods are listed by a suspended act only (then a warning says so), catch-alls,
    which fire on stated facts, and a composition that is not stated of pure forms and closed materials.
    """
    history, log, ship = drawn(seed)
    policy = policy_of(log)
    told = ask(policy, ship)
    if told is None or told.outcome in FREE:
        return
    fact = history.random.choice([f for f in FACTS if f[-1] in (ship if len(f) == 1 else ship["goods"])])
    silent = ask(policy, without(ship, fact))
    if silent is None or silent.outcome not in FREE:
        return
    kinds = {w.kind for w in silent.warnings}
    assert fact[0] in ("parties", "end_use"), (fact, told.outcome, silent.outcome)
    assert kinds & {"suspended_listing", "catch_all"}, (fact, told.outcome, silent.outcome)


@histories(150)
def test_a_permission_cannot_become_stricter(seed: int) -> None:
    _, log, ship = drawn(seed)
    answer = ask(policy_of(log), ship)
    if answer is not None and answer.outcome in FREE:
        assert answer.at_most == answer.outcome
    if answer is not None:
        assert OUTCOMES.index(answer.at_most) <= OUTCOMES.index(answer.outcome)


@histories(60)
def test_the_same_question_gives_the_same_bytes(seed: int) -> None:
    _, log, ship = drawn(seed)
    first, second = (ask(policy_of(log), ship) for _ in range(2))
    if first is None or second is None:
        assert first is second
        return
    assert first.model_dump_json(by_alias=True) == second.model_dump_json(by_alias=True)
    assert first.digest == second.digest


_SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import hashlib
from test_invariants import drawn, ask, policy_of
out = hashlib.sha256()
for seed in range(40):
    _, log, ship = drawn(seed)
    answer = ask(policy_of(log), ship)
    out.update(b"-" if answer is None else answer.model_dump_json(by_alias=True).encode())
print(out.hexdigest())
"""


def test_the_same_question_gives_the_same_bytes_in_every_process_and_with_every_hash_seed() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "ignore", "-c", _SCRIPT, str(TESTS)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    digests = {run(seed) for seed in ("0", "1", "4242")}
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(days=DAYS)])
def test_histories_are_the_same_in_every_run(day: date) -> None:
    assert [r.event for r in History(7).records()] == [r.event for r in History(7).records()]
    assert History(7).shipment() == History(7).shipment()
    assert day >= FIRST
