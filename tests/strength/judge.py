"""Puts the questions of the features to a mutant, and says which scenario notices it, or what it changes unnoticed.

Which questions are put to a mutant of the policy is said in `concern`. For the rules the choice is exact: a question matters if one of its
findings is concluded otherwise. What is printed beside a requirement that is out of scope (its status, its days) counts for nothing.
"""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from licet.engine.decide import settle
from licet.engine.inference import Conclusion, InferenceError, Rules
from licet.engine.policy import Known, Policy
from licet.engine.question import Question
from licet.engine.replay import keeping, replay, view
from licet.engine.shipment import Shipment, read_shipment
from licet.events.log import Recorded
from licet.events.model import Event
from licet.rules.rule import FINDING, RuleError

from .asked import Asked
from .concern import Base, Concern
from .mutants import Mutant

Fate = Literal["noticed", "survivor", "reasons only", "not met", "refused"]
UNNOTICED: Final = ("survivor", "reasons only", "not met")
Answer = dict[str, Any]
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
_ASLEEP: Final = ("status", "since", "until", "finding", "compared", "because", "events")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant. `by`: the scenario and the sentence that notice it, or what it changes and for which question; `at`: the
    key of that question."""

    fate: Fate
    by: str = ""
    changed: int = 0
    asked: int = 0
    at: str = ""


def essence(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer itself, without its reasons: what a survivor changes."""
    return {
        **{name: answer[name] for name in ("outcome", "at_most", "certainty", "licensing_policy", "licensing_policy_at_most")},
        "holds from": answer["holds"]["from"],
        "holds through": answer["holds"]["through"],
        "then": answer["holds"]["then"] and (answer["holds"]["then"]["outcome"], answer["holds"]["then"]["licensing_policy"]),
        "doubts": sorted({d["kind"] for d in answer["doubts"]}),
        "alternatives": [(a["kind"], a["basis"], a["outcome"], a["licensing_policy"], a["through"]) for a in answer["alternatives"]],
        "licences required": sorted(r["requirement"] for r in answer["licences_required"]),
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """In words: `outcome PROHIBITED, not UNDETERMINED`."""
    one, two = essence(before), essence(after)
    return "; ".join(f"{name} {_said(two[name])}, not {_said(one[name])}" for name in one if one[name] != two[name])


def _said(value: Any) -> str:
    match value:
        case None:
            return "open"
        case list() | tuple():
            return " + ".join(map(_said, value)) or "none"
        case _:
            return str(value)


class Bench:
    """The questions with their base answers, ready for mutants. `questions`: by a key that names them."""

    def __init__(self, events: Sequence[Event], questions: Mapping[str, Asked]) -> None:
        self.events = tuple(events)
        self.keys = tuple(questions)
        self.questions = tuple(questions.values())
        self._rules = _Listening()
        self._shipments: list[Shipment] = [read_shipment(q.shipment) for q in self.questions]
        self._policies: dict[Any, Policy] = {}
        self._asked: list[Question] = []
        self._base: list[Answer] = []
        self._findings: list[frozenset[tuple[str, ...]]] = []
        for place, question in enumerate(self.questions):
            if question.log not in self._policies:
                self._policies[question.log] = self._replayed(question, self.events)
            self._asked.append(Question(self._policies[question.log], self._shipments[place], self._rules))
            self._rules.heard = set()
            self._base.append(self._ask(place, self._policies[question.log], self._rules, self._asked[place]))
            self._findings.append(frozenset(self._rules.heard))
        self._bases = [
            Base(frozenset(r["requirement"] for r in answer["requirements"]), frozenset(d["kind"] for d in answer["doubts"]))
            for answer in self._base
        ]
        self._used = [frozenset(e for r in answer["requirements"] for e in r.get("events", ())) for answer in self._base]

    def unmet(self) -> Iterator[str]:
        """Expectations that the unchanged policy does not meet: there must be none."""
        for question, answer in zip(self.questions, self._base, strict=True):
            for scenario in question.scenarios:
                yield from (f"{scenario.name}: {e.sentence}" for e in scenario.expects if not e.met_by(answer))

    def _replayed(self, question: Asked, events: Sequence[Event]) -> Policy:
        everything = enumerate((*events, *question.extra), 1)
        log = [Recorded(n, EPOCH, event, "", "") for n, event in everything]  # no expectation reads a digest
        known = Known(question.through, None)
        return replay(view(log, known), known)

    def _ask(self, place: int, policy: Policy, rules: Rules, like: Question) -> Answer:
        """The answer as plain data, without what names the log and the engine."""
        answer = settle(policy, self._shipments[place], rules, like).answer.model_dump(mode="json", by_alias=True)
        for name in ("log", "digest", "engine", "known"):
            del answer[name]
        for requirement in answer["requirements"]:
            if requirement["conclusion"] == "out_of_scope":
                for name in _ASLEEP:
                    del requirement[name]
        return answer

    # One mutant

    def judge(self, mutant: Mutant, first: str = "") -> Verdict:
        """The fate of a mutant. `first`: the key of a question to begin with."""
        if mutant.refused:
            return Verdict("refused")
        places = sorted(self._places(mutant), key=lambda place: self.keys[place] != first)
        seen = Verdict("not met")
        for asked, (place, answer) in enumerate(self._answers(mutant, places), 1):
            at = self.keys[place]
            if isinstance(answer, Exception):
                return Verdict("noticed", f"{self.questions[place].scenarios[0].name}: no answer: {answer}", seen.changed, asked, at)
            if missed := self._missed(place, answer):
                return Verdict("noticed", missed, seen.changed, asked, at)
            seen = self._seen(seen, place, answer, asked)
        return seen

    def left_out(self, mutant: Mutant) -> Iterator[str]:
        """Questions that are not put to a mutant although it answers them otherwise: there must be none."""
        places = sorted(set(range(len(self.questions))) - set(self._places(mutant)))
        for place, answer in self._answers(mutant, places):
            if answer != self._base[place]:
                what = str(answer) if isinstance(answer, Exception) else _parts(self._base[place], answer)
                yield f"{mutant.name}: {self.questions[place]}: {what}"

    def _answers(self, mutant: Mutant, places: Iterable[int]) -> Iterator[tuple[int, Answer | Exception]]:
        """What the mutant answers; an exception where it gives none. Whatever the base question worked out and still holds is kept."""
        rules = Rules("reference", mutant.stages) if mutant.stages else self._rules
        events = mutant.of(self.events)
        policies: dict[Any, Policy] = {}
        for place in places:
            log = self.questions[place].log
            if log not in policies:
                base = self._policies[log]
                policies[log] = base if mutant.stages else _kept(base, self._replayed(self.questions[place], events))
            try:
                yield place, self._ask(place, policies[log], rules, _lent(self._asked[place]))
            except Exception as error:
                yield place, error

    def _missed(self, place: int, answer: Answer) -> str:
        """The first expectation that the answer does not meet, with its scenario."""
        if answer == self._base[place]:
            return ""
        missed = (f"{s.name}: {e.sentence}" for s in self.questions[place].scenarios for e in s.expects if not e.met_by(answer))
        return next(missed, "")

    def _seen(self, seen: Verdict, place: int, answer: Answer, asked: int) -> Verdict:
        """What is known of a mutant that nothing has noticed so far, with one more answer."""
        base, at = self._base[place], self.keys[place]
        if answer == base:
            return Verdict(seen.fate, seen.by, seen.changed, asked, seen.at)
        if said := differences(base, answer):
            first = (seen.by, seen.at) if seen.fate == "survivor" else (f"{self.questions[place]}: {said}", at)
            return Verdict("survivor", first[0], seen.changed + 1, asked, first[1])
        if seen.fate == "not met":
            return Verdict("reasons only", f"{self.questions[place]}: {_parts(base, answer)}", 0, asked, at)
        return Verdict(seen.fate, seen.by, seen.changed, asked, seen.at)

    def _places(self, mutant: Mutant) -> list[int]:
        """The questions that the mutant may reach; those first that know other events, then those that rest on a changed event, then those
        nearest to its days."""
        if mutant.stages:
            changed = self._concluded_otherwise(Rules("reference", mutant.stages))
            return [place for place, findings in enumerate(self._findings) if findings & changed]
        changed_events = {event.id for event, _ in mutant.changes}
        concern = Concern(mutant, self.events)
        places = [n for n, question in enumerate(self.questions) if concern.reaches(question, self._bases[n])]

        def order_of(n: int) -> tuple[bool, bool, int, int]:
            learns = concern.learns(self.questions[n])
            return not learns, changed_events.isdisjoint(self._used[n]), self._distance(n, mutant.days), n

        return sorted(places, key=order_of)

    def _distance(self, place: int, days: tuple[date, ...]) -> int:
        return min((abs((self.questions[place].day - day).days) for day in days), default=0)

    def _concluded_otherwise(self, rules: Rules) -> frozenset[tuple[str, ...]]:
        """The findings of the features about which the rules conclude otherwise, or cannot conclude."""
        return frozenset(finding for finding in frozenset().union(*self._findings) if _otherwise(self._rules, rules, finding))


def _kept(base: Policy, mutated: Policy) -> Policy:
    """The mutated policy with the parts of the base where they are equal."""
    policy = keeping(base, mutated)
    vars(policy)["variants"] = _Variants(base.variants)
    return policy


class _Variants(dict[str, Policy]):
    """What a mutated policy would be if something were supposed of it, with the parts of the base policy that this was supposed of."""

    def __init__(self, base: Mapping[str, Policy]) -> None:
        super().__init__()
        self._base = base

    def __setitem__(self, basis: str, varied: Policy) -> None:
        super().__setitem__(basis, keeping(self._base[basis], varied) if basis in self._base else varied)


def _lent(question: Question) -> Question:
    """The question with a memory of its own: what it learns of a mutant must not outlive it."""
    lent = copy.copy(question)
    vars(lent).update({name: dict(value) for name, value in vars(question).items() if isinstance(value, dict)})
    return lent


def _parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return ", ".join(name for name in before if before[name] != after[name])


class _Listening(Rules):
    """The rules as they are, by the reference; remembers the findings that it was asked about."""

    def __init__(self) -> None:
        super().__init__("reference")
        self.heard: set[tuple[str, ...]] = set()

    def conclude(self, finding: Mapping[str, str]) -> Conclusion:
        self.heard.add(tuple(finding[name] for name in FINDING))
        return super().conclude(finding)


def _otherwise(one: Rules, two: Rules, finding: tuple[str, ...]) -> bool:
    words = dict(zip(FINDING, finding, strict=True))
    try:
        return Rules.conclude(one, words) != two.conclude(words)
    except (InferenceError, RuleError):
        return True


def order(mutants: Sequence[Mutant]) -> list[int]:
    """The same order on every machine, with every kind in every part of it: what a budget leaves is a sample."""
    return sorted(range(len(mutants)), key=lambda n: hashlib.sha256(json.dumps([mutants[n].kind, mutants[n].name]).encode()).digest())
