"""Explanations: golden texts that are read as a diff, and what must hold for every explanation.

After a change on purpose, write them anew with

    LICET_WRITE_GOLDEN=1 python -m pytest tests/test_explain.py

and read what changed: these are the words that people act on.
"""

import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from licet.engine.acts import act
from licet.engine.answers import Answers
from licet.engine.determination import (
    Alternative,
    Because,
    Compared,
    Determination,
    Doubt,
    Duty,
    EngineState,
    Holds,
    KnownAs,
    LogState,
    NotConsidered,
    Outcome,
    Question,
    RequiredLicence,
    RequirementAnswer,
    Scope,
    Then,
    Warn,
)
from licet.engine.explain import away, explain, headline
from licet.engine.layout import Section, as_text
from licet.engine.policy import Known
from licet.engine.shipment import read_shipment
from licet.events.citation import Citation, Source
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.model import Event

GOLDEN = Path(__file__).with_name("golden")
CN: dict[str, Any] = {"origin": "CN", "departure": {"country": "CN"}}
CIVIL: dict[str, Any] = {"end_use": "civil", "parties": [{"role": "end_user", "name": "Acme", "country": "DE", "military": False}]}
HOLMIUM: dict[str, Any] = {"goods": {"material": "holmium", "form": "metal"}, **CN, "destination": "DE"}
GALLIUM: dict[str, Any] = {"goods": {"material": "gallium", "form": "metal"}, **CN, "destination": "US"}

QUESTIONS: dict[str, tuple[dict[str, Any], str | None]] = {
    "holmium-before-its-first-day": ({**HOLMIUM, "date": "2025-10-20"}, "2025-10-20"),
    "holmium-suspended": ({**HOLMIUM, "date": "2025-12-15"}, None),
    "holmium-after-the-suspension": ({**HOLMIUM, **CIVIL, "date": "2026-11-11"}, None),
    "gallium-presumption-of-denial": ({**GALLIUM, "end_use": "civil", "date": "2024-12-10"}, None),
    "gallium-to-a-military-user": (
        {**GALLIUM, "end_use": "military", "parties": [{"role": "end_user", "country": "US", "military": True}], "date": "2025-12-01"},
        None,
    ),
    "samarium-content-unknown": (
        {
            "goods": {"material": "smco", "form": "permanent_magnet"},
            "origin": "JP",
            "departure": {"country": "JP"},
            "destination": "US",
            "content": [{"material": "samarium", "form": "metal", "origin": "CN"}],
            "date": "2025-12-02",
        },
        "2025-10-20",
    ),
    "customs-code-alone": ({"goods": {"hs": "8505111000"}, **CN, "destination": "DE", "date": "2025-06-05"}, None),
    "code-not-in-the-log": ({"goods": {"code": "1C999"}, **CN, "destination": "DE", "date": "2025-12-15"}, None),
}


# What the golden texts are asked of: enough of the law for them, so that acts added to the corpus leave them as they were read.
INSTRUMENTS = {
    *("CN-ECL-2020", "CN-DUR-2024", "CN-2023-23", "CN-2024-46", "CN-2025-18", "CN-2025-57", "CN-2025-61", "CN-2025-70", "CN-2025-72"),
    *("CN-2025-10-30-statement", "US-2025-11-01-fact-sheet", "CN-2026-09-28-statement", "licet"),
}


def answering(events: Iterable[Event]) -> Answers:
    log = MemoryLog(clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    log.append(tuple(events))
    return Answers(log)


@pytest.fixture(scope="module")
def answers() -> Answers:
    """From the whole corpus that ships."""
    return answering(load_corpus())


@pytest.fixture(scope="module")
def some_answers() -> Answers:
    """From the instruments above."""
    return answering(event for event in load_corpus() if event.instrument in INSTRUMENTS)


def decided(name: str, answers: Answers) -> tuple[Determination, Known]:
    question, through = QUESTIONS[name]
    known = Known(date.fromisoformat(through) if through else None, None)
    return answers.check(read_shipment(question), known), known


# --- golden texts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_words_are_those_that_were_read(name: str, some_answers: Answers) -> None:
    answer, known = decided(name, some_answers)
    question, through = QUESTIONS[name]
    asked = json.dumps({"shipment": question, "published_through": through}, ensure_ascii=False)
    text = f"{asked}\n\n{as_text(explain(answer, some_answers.policy(known)))}"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LICET_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "the words changed: if on purpose, see the top of this file"


def test_every_golden_text_is_asked_for() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(QUESTIONS)


# --- what holds for every explanation ---------------------------------------------------------------------------------


def flat(sections: tuple[Section, ...]) -> str:
    return " ".join(f"{section.title} " + " ".join(f"{x.label} {x.text}" for x in section.lines) for section in sections)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_that_one_must_know_is_left_out(name: str, full: bool, answers: Answers) -> None:
    answer, known = decided(name, answers)
    sections = explain(answer, answers.policy(known), full=full)
    text = flat(sections)
    assert sections[0].title == headline(answer)
    assert answer.outcome in sections[0].title
    assert all(regime in sections[0].title for regime in answer.scope.considered)
    assert all(n.regime in flat(sections[:1]) for n in answer.scope.not_considered)
    assert answer.at_most in text
    assert all((doubt.text in text) if full else (doubt.kind.replace("_", " ") in text) for doubt in answer.doubts)
    assert all(question.question in text and question.field in text for question in answer.questions)
    assert all(duty.text in text for duty in answer.duties)
    assert all(other.if_ in text and other.outcome in text for other in answer.alternatives)
    assert answer.holds.through is None or str(answer.holds.through) in text
    for requirement in answer.requirements:
        decides = requirement not in away(answer)
        assert (requirement.requirement in text) or not (full or decides)
        for event in requirement.events if decides else ():
            assert event in text
    for warning in answer.warnings if full else ():
        words = warning.text.removeprefix(f"{warning.kind.replace('_', '-')}: ")
        assert words in text or all(part in text for part in words.split(str(warning.requirement)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_in_full_every_citation_is_there_and_every_number_leads_to_one(name: str, answers: Answers) -> None:
    answer, known = decided(name, answers)
    sections = explain(answer, answers.policy(known))
    notes = {line.label: line.text for line in sections[-1].lines} if sections[-1].title == "Rests on" else {}
    text = flat(sections)
    assert list(notes) == [f"[{n}]" for n in range(1, len(notes) + 1)]
    assert all(text.count(number) > 1 for number in notes)
    for requirement in answer.requirements:
        if requirement.conclusion in ("prohibited", "licence_required"):
            for because in requirement.because:
                assert because.stage == "users" or all(c.text in text for c in because.citations)


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("name", QUESTIONS)
def test_lines_keep_to_the_width(name: str, width: int, answers: Answers) -> None:
    answer, known = decided(name, answers)
    for line in as_text(explain(answer, answers.policy(known)), width).splitlines():
        assert len(line) <= width or "://" in line or len(line.split()[-1]) > width // 3, line


def test_every_event_of_the_corpus_can_be_told_in_a_line() -> None:
    for event in load_corpus():
        text = act(event)
        assert text.startswith("published ") and "\n" not in text and "None" not in text


# --- by hand: what the corpus has no example of -----------------------------------------------------------------------

SOURCE = Source(url="https://example.org/act", kind="official", checked="read")
LAW = Citation(provision="XX-LAW/12", text="The Law, Article 12: a licence is needed")


def requirement(name: str, conclusion: str, effect: str = "licence", **changes: Any) -> RequirementAnswer:
    fields: dict[str, Any] = {
        "requirement": name,
        "title": f"Act of {name}",
        "conclusion": conclusion,
        "status": "operative",
        "since": date(2026, 1, 1),
        "until": None,
        "finding": {"effect": effect, "goods": "yes"},
        "compared": (Compared(attribute="goods", word="yes", text="material holmium"),),
        "lines": ("XX-1/1.a",),
        "because": (Because(stage="conclusion", rule="r", text=f"it follows: {conclusion}", citations=(LAW,)),),
        "events": (name,),
    }
    return RequirementAnswer(**{**fields, **changes})


def determination(outcome: Outcome, *requirements: RequirementAnswer, **changes: Any) -> Determination:
    fields: dict[str, Any] = {
        "outcome": outcome,
        "at_most": outcome,
        "certainty": "settled",
        "doubts": (),
        "licensing_policy": None,
        "licensing_policy_at_most": None,
        "legal_date": date(2026, 1, 2),
        "known": KnownAs(published_through=None, recorded_through=3, rules_recorded_through=3),
        "scope": Scope(considered=("XX/dual-use",), not_considered=(NotConsidered(regime="YY", why="not in the log"),)),
        "licences_required": (),
        "duties": (),
        "holds": Holds(from_=None, through=None, then=None),
        "alternatives": (),
        "questions": (),
        "warnings": (),
        "requirements": requirements,
        "log": LogState(position=3, policy_digest="sha256:0"),
        "engine": EngineState(version="0", inference="durable-rules", rules_digest="sha256:0"),
        "digest": "sha256:0",
    }
    return Determination(**{**fields, **changes})


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_no_outcome_is_printed_without_its_regimes(outcome: Outcome) -> None:
    for full in (True, False):
        text = as_text(explain(determination(outcome), full=full))
        assert text.startswith(f"{outcome} under XX/dual-use\n")
        assert "Not considered: YY." in text


def test_without_any_regime_the_headline_says_so() -> None:
    answer = determination("UNDETERMINED", scope=Scope(considered=(), not_considered=()))
    assert headline(answer) == "UNDETERMINED under no regime"


def test_a_prohibition_comes_before_a_licence() -> None:
    answer = determination("PROHIBITED", requirement("XX-1/1", "licence_required"), requirement("XX-2/1", "prohibited", "prohibition"))
    text = as_text(explain(answer))
    assert text.index("XX-2/1") < text.index("XX-1/1")


def test_a_licence_that_is_held_is_named_with_its_conditions() -> None:
    licence = RequiredLicence(
        requirement="XX-1/1",
        authority="XX/O",
        licence_type="dual-use",
        licensing_policy="ordinary",
        licensing_policy_at_most="case_by_case",
        accepted_types=("individual",),
        conditions=("keep records",),
        held="L-7",
    )
    answer = determination("AUTHORISED", requirement("XX-1/1", "authorised"), licences_required=(licence,))
    text = as_text(explain(answer))
    assert "licence L-7 is held; treated as ordinary, at most case by case; accepted: individual" in " ".join(text.split())
    assert "keep records" in text


def test_what_sleeps_decides_only_where_nothing_binds() -> None:
    asleep = requirement("XX-1/1", "suspended", status="suspended", until=date(2026, 11, 10))
    free = as_text(explain(determination("NO_LICENCE_REQUIRED", asleep)))
    assert free.index("\nWhy\n") < free.index("suspended from 2026-01-01 through 2026-11-10")
    bound = as_text(explain(determination("LICENCE_REQUIRED", asleep, requirement("XX-2/1", "licence_required"))))
    assert bound.index("\nDid not apply\n") < bound.index("suspended from 2026-01-01 through 2026-11-10")


def test_silence_is_told_apart_from_permission() -> None:
    assert "the log is complete for them in XX/dual-use" in " ".join(as_text(explain(determination("NO_LICENCE_REQUIRED"))).split())
    assert "That alone frees nothing" in flat(explain(determination("UNDETERMINED")))


def test_the_change_that_comes_next_is_told() -> None:
    then = Then(
        outcome="LICENCE_REQUIRED", licensing_policy="presumption_of_denial", because="XX-1/1: suspended, then operative", events=()
    )
    answer = determination("NO_LICENCE_REQUIRED", holds=Holds(from_=None, through=date(2026, 11, 10), then=then))
    text = " ".join(as_text(explain(answer)).split())
    assert "from the beginning through 2026-11-10, on what is known" in text
    assert "LICENCE_REQUIRED (presumption of denial). XX-1/1: suspended" in text


def test_everything_else_has_its_place() -> None:
    answer = determination(
        "LICENCE_REQUIRED",
        requirement("XX-1/1", "licence_required"),
        requirement("XX-2/1", "possible", "prohibition"),
        at_most="PROHIBITED",
        certainty="contested",
        licensing_policy="case_by_case",
        licensing_policy_at_most="presumption_of_denial",
        doubts=(Doubt(kind="contested", text="it was promised", sources=(SOURCE,)),),
        duties=(Duty(requirement="XX-1/1", text="report within ten days"),),
        questions=(Question(field="end_use", question="What for?", settles=("XX-2/1",)),),
        warnings=(Warn(kind="catch_all", text="catch-all: beware", requirement="XX-3"), Warn(kind="catch_all", text="catch-all: beware")),
        alternatives=(
            Alternative(
                if_="The promise is kept.",
                kind="statement",
                basis="XX-S",
                mapping="doubtful",
                outcome="NO_LICENCE_REQUIRED",
                licensing_policy=None,
                through=date(2027, 1, 10),
                sources=(SOURCE,),
            ),
        ),
        engine=EngineState(version="0", inference="reference", rules_digest="sha256:0"),
    )
    text = " ".join(as_text(explain(answer)).split())
    for words in (
        "Applications are treated as: case by case.",
        "Facts that are not stated could make it PROHIBITED.",
        "Certainty: contested.",
        "run by the reference evaluator",
        "perhaps prohibited: there is only a hint",
        "contested it was promised [",
        "XX-1/1 report within ten days",
        "1. What for? (end_use, settles XX-2/1)",
        "catch all XX-3: beware",
        "NO_LICENCE_REQUIRED through 2027-01-10",
        "whether its words mean this is doubtful",
        "https://example.org/act (official, read)",
        "XX-LAW/12: The Law, Article 12",
    ):
        assert words in text
    assert text.count("beware") == 1
    asked = flat(explain(answer, field_name=lambda field: f"--{field}", full=False))
    assert "(--end_use, settles XX-2/1)" in asked and "(The Law, Article 12)" in asked
