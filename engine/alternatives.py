"""What would follow if a promise were carried out, or if an unadopted reading were right.

One mechanism for both: suppose the events that the words imply, decide again, and keep what differs. A promise counts only from the
competent authority, on days that it speaks of, and while no known act gives effect to it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from ..events.citation import covers
from ..events.dates import Period
from ..events.model import Event, Promise, ReadingCase, ReadingRecorded, StatementMade
from .policy import Policy
from .replay import vary
from .topics import names_of


class Supposition(NamedTuple):
    """Something that is not law and might be: the words, the policy that they would give, how surely they name the provision, and of which
    they speak: days (empty: all), and goods (null: all)."""

    basis: StatementMade | ReadingRecorded
    policy: Policy
    mapping: Literal["named", "inferred", "doubtful"] | None
    periods: tuple[Period, ...]
    case: ReadingCase | None

    @property
    def words(self) -> str:
        """The words, in English."""
        return self.basis.statement.en if self.basis.type == "statement_made" else self.basis.reading.en

    def speaks_of(self, day: date) -> bool:
        """Whether the day is one of those."""
        return not self.periods or any(day in period for period in self.periods)


def suppositions(policy: Policy, requirements: Iterable[str]) -> Iterator[Supposition]:
    """The promises and readings that concern some of the requirements, on some day."""
    ids = tuple(requirements)
    told = policy.told_about(ids)
    for statement in told:
        if isinstance(statement, StatementMade) and is_open(policy, statement, ids) and _competent(policy, statement, ids):
            yield _suppose(policy, statement, statement.promises)
    for reading in told:
        if not isinstance(reading, ReadingRecorded) or reading.adopted:
            continue
        if reading.as_if:
            yield _suppose(policy, reading, reading.as_if)
        elif reading.case is not None:
            yield Supposition(reading, _variant(policy, reading.id, [reading.model_copy(update={"adopted": True})]), None, (), reading.case)


def is_open(policy: Policy, statement: StatementMade, requirements: Iterable[str]) -> bool:
    """Whether a statement promises something about the requirements that no known act has carried out."""
    if statement.id in policy.fulfilled or not statement.promises:
        return False
    return _concerns(policy, names_of(statement), requirements)


def _suppose(policy: Policy, basis: StatementMade | ReadingRecorded, promises: tuple[Promise, ...]) -> Supposition:
    periods = tuple(map(_period, promises)) if isinstance(basis, StatementMade) else ()
    return Supposition(basis, _variant(policy, basis.id, [p.event for p in promises]), promises[0].mapping, periods, None)


def _variant(policy: Policy, basis: str, supposed: list[Event]) -> Policy:
    """The varied policy, made once: a policy is a value, and so is what is supposed of it."""
    known = policy.variants.get(basis)
    return policy.variants.setdefault(basis, vary(policy, supposed)) if known is None else known


def _period(promise: Promise) -> Period:
    return Period(getattr(promise.event, "from_", None), getattr(promise.event, "through", None))


def _concerns(policy: Policy, targets: Iterable[str], requirements: Iterable[str]) -> bool:
    """Whether naming `targets` names one of the requirements, directly or through an act on it."""
    named = policy.named_by(tuple(targets))
    return any(covers(t, r) for t in named for r in requirements)


def _competent(policy: Policy, statement: StatementMade, requirements: Iterable[str]) -> bool:
    """Whether the statement comes from an authority of one of the requirements."""
    texts = (policy.requirements[r].versions[0].text for r in requirements if _concerns(policy, names_of(statement), (r,)))
    return any(statement.authority in (text.authority, *text.jointly) for text in texts)
