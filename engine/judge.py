"""What is decided about a shipment, before it is put into words: of its days the stricter, what the law's own doubts could make of it,
how far it can be trusted, until when it holds.

`engine.decide` renders it as a determination with all reasons; `engine.screen` keeps only the `Verdict`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..events.dates import Period, change_days, day_after
from ..events.scope import Policy as LicensingPolicy
from . import doubts as doubting
from .alternatives import Supposition
from .assess import BINDING, OPEN, Assessment
from .determination import OUTCOMES, POLICIES, Alternative, Certainty, Doubt, Outcome, strictest_outcome, strictest_policy
from .horizon import Run, days_of_change, run_around
from .question import Question


class Verdict(NamedTuple):
    """A determination in short. `requirements`: those that bind or may bind, and the exempt, each with its conclusion; `considered`: the
    regimes that the outcome speaks of; `holds_from`, `holds_through`: the days on which it holds, null where open."""

    outcome: Outcome
    at_most: Outcome
    certainty: Certainty
    considered: tuple[str, ...]
    holds_from: date | None
    holds_through: date | None
    licensing_policy: LicensingPolicy | None
    requirements: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Judged:
    """The decision. `answers`: of the export day, and of the exit day where it is another; `answer`: the stricter of them; `others`: what
    is not law and would give another answer if it were."""

    question: Question
    answers: tuple[Assessment, ...]
    answer: Assessment
    others: tuple[Supposition, ...]

    @property
    def failed(self) -> bool:
        """Whether the rules could not be run on some finding."""
        return any(a.failed for a in self.answers)

    @property
    def at_most(self) -> Outcome:
        """The strictest outcome that missing facts could still give, on either day."""
        return strictest_outcome(*(a.at_most for a in self.answers))

    @property
    def licensing_policy_at_most(self) -> LicensingPolicy | None:
        policies = [a.licensing_policy_at_most for a in self.answers if a.licensing_policy_at_most is not None]
        return strictest_policy(*policies) if policies else None

    @property
    def certainty(self) -> Certainty:
        return doubting.certainty(self.question.policy, self.answer, self.others)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return doubting.doubts(self.question.policy, self.answer, self.others)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What open promises and unadopted readings would make of the answer, where that differs."""
        return tuple(_alternative(self.question, self.answer, other) for other in self.others)

    @cached_property
    def run(self) -> Run:
        """The days on which the answer holds."""
        return run_around(self.question, self.answer.day)

    @property
    def days_differ(self) -> bool:
        """Whether export day and exit day are not judged alike."""
        return len({strictness(a) for a in self.answers}) > 1

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The requirements that bind or may bind, and the exempt, each with its conclusion."""
        return tuple((b.id, b.word) for b in self.answer.bearings if b.word in (*BINDING, *OPEN, "exempt"))

    @property
    def verdict(self) -> Verdict:
        answer = self.answer
        return Verdict(
            answer.outcome,
            self.at_most,
            self.certainty,
            considered(answer),
            self.run.start,
            self.run.end,
            answer.licensing_policy,
            self.named,
        )


def judge(question: Question, *days: date) -> Judged:
    """The decision for a day, or for the stricter of several."""
    answers = tuple(question.at(day) for day in dict.fromkeys(days))
    answer = min(answers, key=strictness)
    return Judged(question, answers, answer, tuple(_others(question, answer)))


def strictness(answer: Assessment) -> tuple[int, int, int]:
    """Sorts the stricter of two days first: outcome, what it could become, licensing policy."""
    policy = POLICIES.index(answer.licensing_policy) if answer.licensing_policy else len(POLICIES)
    return OUTCOMES.index(answer.outcome), OUTCOMES.index(answer.at_most), policy


def considered(answer: Assessment) -> tuple[str, ...]:
    """The regimes that the answer speaks of."""
    regimes = dict.fromkeys([*answer.regimes, *(b.text.regime for b in answer.having(*BINDING, *OPEN))])
    return tuple(regimes or dict.fromkeys(b.text.regime for b in answer.bearings))


def _others(question: Question, answer: Assessment) -> Iterator[Supposition]:
    for item in question.suppositions:
        if item.speaks_of(answer.day):
            other = question.supposing(item.policy).glance(answer.day)
            if (other.outcome, other.licensing_policy) != (answer.outcome, answer.licensing_policy):
                yield item


def _alternative(question: Question, answer: Assessment, item: Supposition) -> Alternative:
    supposed, basis = question.supposing(item.policy), item.basis
    other = supposed.glance(answer.day)
    return Alternative(
        if_=item.words,
        kind="statement" if basis.type == "statement_made" else "reading",
        basis=basis.id,
        mapping=item.mapping,
        outcome=other.outcome,
        licensing_policy=other.licensing_policy,
        through=run_around(supposed, answer.day).end,
        sources=basis.sources,
    )


def turning_days(question: Question) -> list[date]:
    """Every day on which the verdict may differ from the day before, in order: between two of them all days are judged alike."""
    days = set(days_of_change(question, full=True))
    for basis, varied, _, periods, _ in question.suppositions:  # what could be otherwise
        days.update(days_of_change(question.supposing(varied)), change_days(periods))
        days.update(change_days(Period(day, day) for day in getattr(basis, "boundary", ())))
    policy = question.policy
    if policy.known.published_through is None:  # how far publications were read
        days.update(map(day_after, policy.review_days))
    return sorted(days)
