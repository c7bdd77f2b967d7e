"""Which provision is shown by which scenario, on which day, and how: computed from what scenarios name, ask and are answered."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from ...engine.policy import on
from ...events.citation import covers
from ...events.dates import day_before
from ...events.model import Requirement
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


def _shown(provision: Provision, run: Run) -> Iterable[Shown]:
    for feature, scenario, example in run.examples:
        if example.result == "passed" and example.answer is not None:
            mark = mark_of(provision, example, example.answer)
            if mark is not None:
                yield Shown(example.answer.on, mark, feature, scenario)


def mark_of(provision: Provision, example: Example, answer: Answer) -> Mark | None:
    """What an example shows of a provision; None: nothing, because it does not name it.

    Naming a whole instrument shows those of its parts that concern the shipment. That a part does *not* concern it is shown only
    by naming that part, or something in it. Naming a requirement shows the policies, exemptions and suspensions that are about it too.
    """
    exact = any(covers(provision.name, p) for p in example.provisions)
    named = exact or any(covers(p, provision.name) for p in example.provisions)
    if isinstance(provision.event, Requirement):
        mark = MARKS.get(answer.conclusions.get(provision.id, "")) if named else None
    else:
        mark = _about_others(provision, example, answer, named)
    return mark or ("outside" if exact else None)


def _about_others(provision: Provision, example: Example, answer: Answer, named: bool) -> Mark | None:
    """What is shown of a policy, an exemption or a suspension: by its own name, or by that of a requirement that it is about."""
    mine = {r for r in provision.subjects if r in answer.conclusions}
    if not mine or not (named or any(covers(p, r) for p in example.provisions for r in mine)):
        return None
    operates = on(provision.timeline, answer.on).status in ("operative", "suspended")
    if not operates:
        return "asleep"
    return "binds" if provision.id in answer.events else None


def naming(dossier: Dossier, run: Run) -> list[tuple[Feature, Scenario]]:
    """The scenarios that name the instrument or a part of it."""
    found = [(f, s) for f in run.features for s in f.scenarios if any(covers(dossier.id, p) for p in s.provisions)]
    return found
