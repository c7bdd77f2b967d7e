"""Puts the questions of the features to a mutant, and says which scenario notices it, or what it changes unnoticed.

Not every question is put to every mutant of the policy. A question is left out only where the changed event cannot reach it:
- what it knows does not hold the event; or
- the event is a requirement, or an act on named provisions, and none of the requirements that the base answer considered (those that it
  found out of scope too) is named by it, directly or through an act on an act. Where the act is dropped or its days move, a requirement
  that destination or reach rules out on every day does not count: at most the days printed beside "out of scope" would change; or
- the event lists a name, the list keeps other names, and the question names no party.
Everything else (readings, statements, coverage, vocabulary, groups, reviews, acts that carry out a promise) is put to every question that
knows it. For the rules the filter is exact: a question matters if one of its findings is concluded otherwise.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from licet.engine import decide as deciding
from licet.engine import replay as replaying
from licet.engine.decide import decide
from licet.engine.inference import Conclusion, InferenceError, Rules
from licet.engine.policy import Known, Policy
from licet.engine.question import Question, linked
from licet.engine.replay import replay, view
from licet.engine.shipment import Shipment, read_shipment
from licet.events.citation import covers
from licet.events.codec import encode
from licet.events.log import Recorded
from licet.events.model import (
    ABOUT_THE_LOG,
    ControlPostponed,
    ControlRecodified,
    ControlSuspended,
    ControlTerminated,
    CustomsCodesPublished,
    Event,
    ExemptionGranted,
    LicensingPolicySet,
    PartyListed,
    Requirement,
)
from licet.rules.rule import FINDING, RuleError

from .asked import Asked
from .mutants import Mutant

Fate = Literal["noticed", "survivor", "reasons only", "not met", "refused", "not run"]
_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant. `by`: the scenario and the sentence that notice it, or what it changes and for which question."""

    mutant: int
    fate: Fate
    by: str = ""
    changed: int = 0
    asked: int = 0


def make_cheap() -> None:
    """Leave out what no expectation reads: the digests of answers; and encode each event of the corpus once."""
    known: dict[int, tuple[Event, bytes]] = {}

    def remembered(event: Event) -> bytes:
        if id(event) not in known:
            known[id(event)] = event, encode(event)
        return known[id(event)][1]

    replaying.encode = remembered  # type: ignore[attr-defined]
    deciding.answer_digest = lambda *_: ""  # type: ignore[attr-defined]


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
    """The questions with their base answers, ready for mutants."""

    def __init__(self, events: Sequence[Event], questions: Iterable[Asked]) -> None:
        make_cheap()
        self.events = tuple(events)
        self.questions = tuple(questions)
        self.rules = _Listening()
        self.shipments: list[Shipment] = [read_shipment(q.shipment) for q in self.questions]
        self._policies: dict[Any, Policy] = {}
        self.base: list[dict[str, Any]] = []
        self.findings: list[frozenset[tuple[str, ...]]] = []
        for place in range(len(self.questions)):
            self.rules.heard = set()
            self.base.append(self._ask(place, self.events, self._policies, self.rules))
            self.findings.append(frozenset(self.rules.heard))
        self.considered = [frozenset(r["requirement"] for r in answer["requirements"]) for answer in self.base]
        self._awake: list[frozenset[str]] = [self._can_concern(place) for place in range(len(self.questions))]
        self._used = [frozenset(e for r in a["requirements"] if r["conclusion"] != "out_of_scope" for e in r["events"]) for a in self.base]

    def unmet(self) -> Iterator[str]:
        """Expectations that the unchanged policy does not meet: there must be none."""
        for question, answer in zip(self.questions, self.base, strict=True):
            for scenario in question.scenarios:
                yield from (f"{scenario.name}: {e.sentence}" for e in scenario.expects if not e.met_by(answer))

    def _ask(self, place: int, events: Sequence[Event], policies: dict[Any, Policy], rules: Any) -> dict[str, Any]:
        question = self.questions[place]
        if question.log not in policies:
            log = [Recorded(n, _EPOCH, event, "") for n, event in enumerate((*events, *question.extra), 1)]
            known = Known(question.through, None)
            policies[question.log] = replay(view(log, known), known)
        answer = decide(policies[question.log], self.shipments[place], rules).model_dump(mode="json", by_alias=True)
        for name in ("log", "digest", "engine", "known"):
            answer.pop(name)
        return answer

    def _can_concern(self, place: int) -> frozenset[str]:
        """The requirements that destination and reach leave open on some day (what the engine itself looks at for other days)."""
        items, whole = Question(self._policies[self.questions[place].log], self.shipments[place], self.rules).awake
        return frozenset(r.id for r in (*items, *whole))

    # One mutant

    def judge(self, number: int, mutant: Mutant, *, every: bool = False) -> Verdict:
        """The fate of a mutant. `every`: put all questions to it, whatever the filter says."""
        if mutant.refused:
            return Verdict(number, "refused")
        if mutant.stages:
            places, events, policies, rules = self._of_rules(mutant)
        else:
            event = mutant.event
            events = [x for x in (mutant.instead if e is event else e for e in self.events) if x is not None]
            places, policies, rules = self._of_policy(mutant), {}, self.rules
        if every:
            places = list(range(len(self.questions)))
        changed, first, reasons, asked = 0, "", "", 0
        for place in places:
            asked += 1
            try:
                answer = self._ask(place, events, policies, rules)
            except Exception as error:
                return Verdict(number, "noticed", f"{self.questions[place].scenarios[0].name}: no answer: {error}", changed, asked)
            if answer == self.base[place]:
                continue
            for scenario in self.questions[place].scenarios:
                for expectation in scenario.expects:
                    if not expectation.met_by(answer):
                        return Verdict(number, "noticed", f"{scenario.name}: {expectation.sentence}", changed, asked)
            if said := differences(self.base[place], answer):
                changed += 1
                first = first or f"{self.questions[place]}: {said}"
            else:
                reasons = reasons or f"{self.questions[place]}: {_parts(self.base[place], answer)}"
        if first:
            return Verdict(number, "survivor", first, changed, asked)
        return Verdict(number, "reasons only", reasons, 0, asked) if reasons else Verdict(number, "not met", "", 0, asked)

    def _of_rules(self, mutant: Mutant) -> tuple[list[int], Sequence[Event], dict[Any, Policy], Any]:
        rules = Rules("reference", mutant.stages)
        seen = {finding: _otherwise(self.rules, rules, finding) for finding in frozenset().union(*self.findings)}
        places = [place for place, findings in enumerate(self.findings) if any(seen[f] for f in findings)]
        return places, self.events, self._policies, rules

    def _of_policy(self, mutant: Mutant) -> list[int]:
        """The questions that the changed event may reach, those that rest on it first, then those nearest to its days."""
        event = mutant.event
        assert event is not None
        names = self._named(event)
        places = [
            place
            for place, question in enumerate(self.questions)
            if _known(event, question.through) and self._reaches(mutant, names, place) and self._asks_of_names(event, question)
        ]
        return sorted(places, key=lambda place: (event.id not in self._used[place], self._distance(place, mutant.days), place))

    def _distance(self, place: int, days: tuple[date, ...]) -> int:
        return min((abs((self.questions[place].day - day).days) for day in days), default=0)

    def _reaches(self, mutant: Mutant, names: frozenset[str] | None, place: int) -> bool:
        event = mutant.event
        in_time = mutant.kind == "event dropped" or mutant.kind.startswith("`")
        ids = self._awake[place] if in_time else self.considered[place]
        if names is None or any(covers(name, rid) for rid in ids for name in names):
            return True
        goods = self.shipments[place].goods  # codes may be those of another list: every change of a list's lines may matter to them
        return isinstance(event, (Requirement, ControlRecodified, CustomsCodesPublished)) and (goods.code, goods.hs) != (None, None)

    def _asks_of_names(self, event: Event, question: Asked) -> bool:
        if not isinstance(event, PartyListed) or sum(isinstance(e, PartyListed) and e.list == event.list for e in self.events) < 2:
            return True
        return any("name" in party or "owners" in party for party in question.shipment.get("parties") or ())

    def _named(self, event: Event) -> frozenset[str] | None:
        """The provisions whose answers the event may change; null: any."""
        if event.gives_effect_to:
            return None
        match event:
            case Requirement():
                alloys = any(entry.alloy_of for entry in event.entries)  # which elements count as those of listed alloys
                return None if alloys else frozenset((event.id, event.provision))
            case LicensingPolicySet():
                return frozenset(r.id for r in self.events if isinstance(r, Requirement) and linked(event, r).word != "no")
            case ExemptionGranted():
                return frozenset(event.targets)
            case ControlSuspended() | ControlPostponed() | ControlTerminated():
                names: set[str] = set(event.targets)
                for other in self.events:
                    hit = any(covers(t, name) for t in event.targets for name in (other.id, other.provision or other.id))
                    if hit and other is not event and not isinstance(other, Requirement) and hasattr(other, "through"):
                        inner = self._named(other)
                        if inner is None:
                            return None
                        names |= inner
                return frozenset(names)
            case ControlRecodified() | CustomsCodesPublished():
                lines = {code.line for code in event.codes}
                return frozenset(r.id for r in self.events if isinstance(r, Requirement) and any(e.line in lines for e in r.entries))
            case _:
                return None


def _known(event: Event, through: date | None) -> bool:
    """Whether a question on what was published through a day may know the event; a day of publication that is only bounded may."""
    return through is None or isinstance(event, ABOUT_THE_LOG) or event.published is None or event.day <= through


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
