"""The whole decision on one page: a policy and a shipment in, a determination out. Pure.

Identify the goods, let every requirement that can concern them reach its conclusion by the rules, combine the conclusions, then say how
far the answer can be trusted: until when it holds, what missing facts could make of it, what the law's own doubts could make of it.
A permissive outcome is given only where missing facts cannot make it stricter; anything else is UNDETERMINED.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from .. import __version__
from ..events.codec import canonical_json
from ..events.insertions import Insertion, with_own
from . import doubts as doubting
from .assess import BINDING, OPEN, Assessment, Bearing
from .determination import (
    Because,
    Compared,
    Determination,
    Duty,
    EngineState,
    Holds,
    KnownAs,
    LogState,
    NotConsidered,
    RequiredLicence,
    RequirementAnswer,
    Scope,
    Then,
    Warn,
)
from .determination import Question as FactQuestion
from .digest import answer_digest, decided_digest
from .goods import WHICH, check_names
from .horizon import causes
from .inference import Inference
from .judge import Judged, considered, judge
from .match import ASK_DEPARTURE
from .policy import Policy
from .question import Parts, Question
from .shipment import Shipment
from .words import Ask


@dataclass(frozen=True, eq=False)
class Decided:
    """The answer to one shipment, and to every other that the policy cannot tell from it. `failed`: the rules could not be run."""

    answer: Determination
    core: str  # the digest of what was decided, whatever the question's own words were
    failed: bool

    def of(self, shipment: Shipment) -> Determination:
        """The answer to a shipment of the class."""
        return self.answer.model_copy(update=self._own(shipment))

    def bytes_of(self, shipment: Shipment) -> bytes:
        """The same as canonical JSON."""
        return with_own(self.shared, self.own(shipment))

    def own(self, shipment: Shipment) -> tuple[Insertion, ...]:
        """What the bytes of the answer to a shipment have beyond `shared`."""
        (at_digest, at_date), own = self._places, self._own(shipment)
        return (at_digest, str(own["digest"])), (at_date, str(own["legal_date"]))

    @cached_property
    def shared(self) -> bytes:
        """What the bytes of all answers of the class have in common."""
        return canonical_json(self.answer.model_dump(mode="json") | {"digest": "", "legal_date": ""})

    @cached_property
    def shared_id(self) -> str:
        """Its SHA-256, in hexadecimal."""
        return hashlib.sha256(self.shared).hexdigest()

    def _own(self, shipment: Shipment) -> dict[str, Any]:
        """What is the shipment's own: its day, and the digest that covers its words. Of two days the class names the stricter."""
        day = shipment.date if shipment.exit_date is None else self.answer.legal_date
        return {"legal_date": day, "digest": answer_digest(shipment, day, self.answer.known.published_through, self.core)}

    @cached_property
    def _places(self) -> tuple[int, int]:
        """Where in `shared` the digest and the legal date go."""
        return self.shared.index(b'"digest":"') + 10, self.shared.index(b'"legal_date":"') + 14


def decide(policy: Policy, shipment: Shipment, infer: Inference) -> Determination:
    """The determination for the shipment's date; with an exit date, for the stricter of the two days."""
    return settle(policy, shipment, infer).answer


def settle(policy: Policy, shipment: Shipment, infer: Inference, like: Question | None = None, parts: Parts | None = None) -> Decided:
    """The same, as the answer to the whole class of the shipment. `like`, `parts`: as for `Question`; they make it quicker, never another
    answer. For an answer with its reasons, `parts` are those of shipments that state the same of the goods, and beside them."""
    check_names(shipment.goods, policy.vocabulary, tuple((c.material, c.form) for c in shipment.content))
    question = Question(policy, shipment, infer, like, parts)
    judged = judge(question, shipment.date, shipment.exit_date or shipment.date)
    answer = judged.answer
    warnings = (*doubting.warnings(policy, shipment, answer), *_two_days(judged))
    requirements = tuple(_requirement(policy, b, infer) for b in answer.bearings)
    core = decided_digest(policy, answer, infer.rules_digest)
    determination = Determination(
        outcome=answer.outcome,
        at_most=judged.at_most,
        certainty=judged.certainty,
        doubts=judged.doubts,
        licensing_policy=answer.licensing_policy,
        licensing_policy_at_most=judged.licensing_policy_at_most,
        legal_date=answer.day,
        known=known_as(policy),
        scope=_scope(policy, shipment, answer),
        licences_required=_licences(answer),
        duties=_duties(answer),
        holds=_holds(judged),
        alternatives=judged.alternatives,
        questions=_questions(answer),
        warnings=warnings,
        requirements=requirements,
        log=LogState(position=policy.position, policy_digest=policy.digest),
        engine=EngineState(version=__version__, inference=infer.mode, rules_digest=infer.rules_digest),
        digest=answer_digest(shipment, answer.day, policy.known.published_through, core),
    )
    return Decided(determination, core, failed=judged.failed)


def known_as(policy: Policy) -> KnownAs:
    """What the policy knows, every limit given."""
    through, _, rules = policy.known
    return KnownAs(
        published_through=through, recorded_through=policy.position, rules_recorded_through=policy.position if rules is None else rules
    )


def _two_days(judged: Judged) -> Iterator[Warn]:
    if judged.days_differ:
        text = "; ".join(f"{a.day}: {a.outcome}" for a in judged.answers)
        yield Warn(kind="two_days", text=f"the declaration day and the exit day are not judged alike ({text}): the stricter stands")


def _holds(judged: Judged) -> Holds:
    run, question = judged.run, judged.question
    then = None
    if run.after is not None and run.end is not None:
        because, events = causes(question.glance(run.end), run.after)
        then = Then(outcome=run.after.outcome, licensing_policy=run.after.licensing_policy, because=because, events=events)
    return Holds(from_=run.start, through=run.end, then=then)


def _scope(policy: Policy, shipment: Shipment, answer: Assessment) -> Scope:
    """The regimes that the answer speaks of, and those that it does not."""
    spoken_of = considered(answer)
    missing = not_considered(policy, spoken_of, shipment.departure.country, shipment.exporter.country, shipment.destination)
    return Scope(considered=spoken_of, not_considered=tuple(NotConsidered(regime=r, why=w) for r, w in missing.items()))


def not_considered(
    policy: Policy, spoken_of: Collection[str], departure: str | None, exporter: str | None, destination: str
) -> dict[str, str]:
    """What an answer that speaks of some regimes leaves out, each with the reason: regimes that are declared incomplete, and the countries
    of a shipment that have no regime in the log."""
    missing: dict[str, str] = {}
    for declared in policy.partly_covered():
        if declared.regime not in spoken_of:
            missing[declared.regime] = declared.why or "the log does not hold this regime completely"
    states = {regime[:2] for regime in (*spoken_of, *missing)}
    roles = {departure: "the country of departure", exporter: "the exporter's country", destination: "the country of destination"}
    for country, role in roles.items():
        if country is not None and country not in states:
            missing.setdefault(country, f"no regime of {role} is in the log")
    return missing


def _licences(answer: Assessment) -> tuple[RequiredLicence, ...]:
    """One entry for each licence requirement that binds: they stack, and none is hidden behind another."""
    out = []
    for b in answer.having("licence_required", "authorised"):
        types = [o.event.accepted_types for o in b.overlays if o.sure and o.event.accepted_types]
        out.append(
            RequiredLicence(
                requirement=b.id,
                authority=b.text.authority,
                licence_type=b.text.licence_type,
                licensing_policy=b.licensing_policy,
                licensing_policy_at_most=b.licensing_policy_at_most,
                accepted_types=types[0] if types else b.text.accepted_types,
                conditions=(*b.text.conditions, *(c for item, a in b.licences if a.word == "yes" for c in item.conditions)),
                held=next((item.licence for item, a in b.licences if a.word == "yes"), None) if b.word == "authorised" else None,
            )
        )
    return tuple(out)


def _duties(answer: Assessment) -> tuple[Duty, ...]:
    out = []
    for b in answer.having(*BINDING, "exempt"):
        texts = [*b.text.duties, *(d for o in b.overlays if o.sure for d in o.event.duties)]
        texts += b.exemption.duties if b.exemption and b.word == "exempt" else ()
        out += [Duty(requirement=b.id, text=text) for text in dict.fromkeys(texts)]
    return tuple(out)


def _questions(answer: Assessment) -> tuple[FactQuestion, ...]:
    """The facts that would settle what is open, each field once, with the requirements that turn on it; prohibitions first."""
    asked: dict[str, dict[str, None]] = {}
    settles: dict[str, dict[str, None]] = {}

    def ask(item: Ask, *ids: str) -> None:
        asked.setdefault(item.field, {})[item.text] = None
        settles.setdefault(item.field, {}).update(dict.fromkeys(ids))

    if answer.outcome == "UNDETERMINED" and not answer.found.certain and answer.found.unsettled is None:
        ask(WHICH)
    for b in sorted(answer.bearings, key=lambda b: not b.prohibits):
        for item in _asks(b):
            ask(item, b.id)
    if answer.outcome == "UNDETERMINED" and not answer.departure_known:
        ask(ASK_DEPARTURE)
    return tuple(FactQuestion(field=f, question=" ".join(texts), settles=tuple(settles[f])) for f, texts in asked.items())


def _asks(b: Bearing) -> Iterator[Ask]:
    if b.word in OPEN:
        yield from (ask for a in b.compared.values() for ask in a.asks)
    if b.word in (*OPEN, "licence_required", "authorised"):
        yield from (ask for o in b.overlays if not o.sure for a in o.asks for ask in a.asks)
    if b.word == "licence_required":
        yield from (ask for _, a in b.licences if a.word == "unknown" for ask in a.asks)


def _requirement(policy: Policy, b: Bearing, infer: Inference) -> RequirementAnswer:
    instrument = policy.announced.get(b.text.instrument)
    return RequirementAnswer(
        requirement=b.id,
        title=instrument.title.en if instrument else b.text.instrument,
        conclusion=b.word,
        status=b.stretch.status,
        since=b.stretch.start,
        until=b.stretch.end,
        finding=b.finding,
        compared=tuple(_compared(k, a.word, a.why) for k, a in b.compared.items() if a.why),
        lines=tuple(e.line for e in b.goods.lines),
        because=tuple(_because(infer, step.stage, name) for step in b.conclusion.steps for name in step.rules),
        events=b.events,
    )


# Of both there are few, and in every answer many.


@lru_cache(maxsize=4096)
def _compared(attribute: str, word: str, text: str) -> Compared:
    return Compared(attribute=attribute, word=word, text=text)


@lru_cache(maxsize=1024)
def _because(infer: Inference, stage: str, name: str) -> Because:
    rule = infer.rules[stage, name]
    return Because(stage=stage, rule=name, text=rule.text, citations=rule.citations)
