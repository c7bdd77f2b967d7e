"""Which provision is shown by which scenario, on which day, and how: computed from what scenarios name, ask and are answered."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from ...engine.policy import on
from ...events.citation import covers
from ...events.dates import day_before
from ...events.model import ControlSuspended, ExemptionGranted, LicensingPolicySet, Requirement
from .dossier import Dossier, Provision
from .run import Answer, Example, Feature, Run, Scenario

Mark = Literal["binds", "open", "asleep", "outside"]

# What a requirement came to, as a mark. What is not named in an answer does not concern the shipment.
MARKS: Final[dict[str, Mark]] = {
    "prohibited": "binds",
    "licence_required": "binds",
    "authorised": "binds",
    "exempt": "binds",
    "unknown": "open",
    "possible": "open",
    "suspended": "asleep",
    "not_in_force": "asleep",
    "postponed": "asleep",
    "terminated": "asleep",
}
POSITIVE: Final[tuple[Mark, ...]] = ("binds",)
NEGATIVE: Final[tuple[Mark, ...]] = ("asleep", "outside")


class Shown(NamedTuple):
    """One passed example that shows a provision on a day."""

    day: date
    mark: Mark
    feature: Feature
    scenario: Scenario


class Row(NamedTuple):
    """A provision with all that shows it."""

    provision: Provision
    shown: tuple[Shown, ...]

    def marks(self, day: date | None = None) -> Counter[Mark]:
        return Counter(s.mark for s in self.shown if day is None or s.day == day)

    @property
    def boundaries(self) -> tuple[tuple[date, date], ...]:
        """For every change in its life the last day before and the first day after it."""
        return tuple((day_before(day), day) for day in self.provision.days)

    @property
    def missing(self) -> tuple[date, ...]:
        """The boundary days on which no scenario shows it."""
        return tuple(day for pair in self.boundaries for day in pair if not self.marks(day))


class Matrix(NamedTuple):
    """The rows of one instrument, and the boundary days of any of them."""

    rows: tuple[Row, ...]

    @property
    def boundaries(self) -> tuple[tuple[date, date], ...]:
        return tuple(sorted({pair for row in self.rows for pair in row.boundaries}))


def matrix(dossier: Dossier, run: Run) -> Matrix:
    """The coverage of one instrument by the examples that passed."""
    return Matrix(tuple(Row(p, tuple(_shown(p, run))) for p in dossier.provisions))


def _shown(provision: Provision, run: Run) -> Iterator[Shown]:
    for feature in run.reference:
        for scenario in feature.scenarios:
            passed = [(e, e.answer) for e in scenario.examples if e.result == "passed" and e.answer is not None]
            marks = [mark_of(provision, example, answer) for example, answer in passed]
            # An outline that shows an act at work shows on its other days that it is not.
            rest: Mark | None = "asleep" if "binds" in marks else None
            for (_, answer), own in zip(passed, marks, strict=True):
                mark = own or (rest if _asleep(provision, answer) else None)
                if mark is not None:
                    yield Shown(answer.on, mark, feature, scenario)


def mark_of(provision: Provision, example: Example, answer: Answer) -> Mark | None:
    """What an example shows of a provision; None: nothing.

    Naming a whole instrument shows those of its parts that concern the shipment. That a part does *not* concern it is shown only
    by naming that part, or something in it. Naming a requirement shows the policy, exemption or suspension that decided about it.
    """
    exact = any(covers(provision.name, p) for p in example.provisions)
    named = exact or any(covers(p, provision.name) for p in example.provisions)
    mark: Mark | None
    if isinstance(provision.event, Requirement):
        mark = MARKS.get(answer.conclusions.get(provision.id, "")) if named else None
    elif _at_work(provision, example, answer, named=named):
        mark = "binds"
    else:
        mark = "asleep" if named and _asleep(provision, answer) else None
    return mark or ("outside" if exact else None)


def _at_work(provision: Provision, example: Example, answer: Answer, *, named: bool) -> bool:
    """Whether the answer rests on a policy, exemption or suspension that is named, or that decided about a requirement that is."""
    if provision.id not in answer.events or not _operates(provision, answer.on):
        return False
    if any(covers(provision.name, p) for p in example.provisions):
        return True
    mine = [r for r in provision.subjects if named or any(covers(p, r) for p in example.provisions)]
    return any(_decided(provision, r, answer) for r in mine)


def _decided(provision: Provision, requirement: str, answer: Answer) -> bool:
    """Whether a policy, exemption or suspension made of a requirement what it is in the answer."""
    match provision.event:
        case LicensingPolicySet(policy=policy):
            return answer.treated.get(requirement) == policy
        case ExemptionGranted():
            return answer.conclusions.get(requirement) == "exempt"
        case _:
            return answer.conclusions.get(requirement) == "suspended"


def _asleep(provision: Provision, answer: Answer) -> bool:
    """Whether an act on others does not operate that day, and what it is about is concerned."""
    if isinstance(provision.event, Requirement) or _operates(provision, answer.on):
        return False
    return not provision.subjects.isdisjoint(answer.conclusions)


def _operates(provision: Provision, day: date) -> bool:
    at_work = "suspended" if isinstance(provision.event, ControlSuspended) else "operative"
    return on(provision.timeline, day).status == at_work


def naming(dossier: Dossier, run: Run) -> list[tuple[Feature, Scenario]]:
    """The scenarios that name the instrument or a part of it."""
    found = [(f, s) for f in run.reference for s in f.scenarios if any(covers(dossier.id, p) for p in s.provisions)]
    return found
