"""The comparison: each provision that is not as it was, or all that is judged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ..inference import Rules
from ..policy import Policy
from ..uncollected import uncollected
from .boxes import Box
from .coverage import Covered, coverage
from .framed import Framed
from .frames import Frame, frames
from .goods import Sides
from .law import Change, Law, Numbers
from .members import Members
from .overall import Overall
from .provision import Provision
from .task import Tally, Task

MOST: Final = 20_000  # kinds of goods that are told apart, and shipments that are judged, over all their days

OUTSIDE: Final = (
    "other facts beside the goods than the frames state: other departures and origins, several parties, owners of the end user, exit days",
    "end users whose name resembles a listed one without being it, and names on lists that the change does not touch",
    "goods given by a code and a description at once, bounds of amounts (at least, at most), goods that state what they contain as parts, "
    "or that their composition is complete",
    "facts of goods that no changed line measures, and facts together that no one changed line measures together",
)
NOT_BY_PROVISION: Final = ("what missing facts, promises, and readings that are not adopted could make of an answer, and its certainty",)


@dataclass(frozen=True)
class Difference:
    """All boxes. `events`: those that one policy has and the other has not, or has otherwise; `requirements`: those that are not as
    they were, with all that lies over them; `coverage`: what the log holds completely; null: part of the boxes; `certainty`: whether it
    was compared; `outside`: in words, what was not compared; `judged`: how many shipments, over all days."""

    events: tuple[str, ...]
    requirements: tuple[str, ...]
    coverage: tuple[Covered, ...] | None
    certainty: bool
    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    outside: tuple[str, ...]
    judged: int


def difference(
    old: Policy, new: Policy, infer: Rules, old_infer: Rules | None = None, most: int = MOST, *, outcomes: bool = False
) -> Difference:
    """Every class of shipments of which a provision concludes something else by `new` than by `old`, provision by provision.

    `old_infer`: the rules of the old policy, where they are others. `outcomes`: instead every class that is judged otherwise in all, which
    may take long.

    Errors: `DifferenceError` where more than `most` kinds of goods would have to be told apart, or more shipments judged.
    """
    numbers = Numbers()
    before = Sides(Law(old, old_infer or infer, numbers))
    sides = (before, Sides(Law(new, infer, numbers), before))
    names = dict.fromkeys((*old.events, *new.events))
    events = tuple(name for name in names if old.digests.get(name) != new.digests.get(name))
    tally = Tally(most)
    with uncollected():
        if outcomes:
            whole = Overall(sides, tally)
            boxes, found = _boxes([whole])
            return Difference(events, tuple(sorted(whole.touched)), None, whole.certainty, found, boxes, OUTSIDE, tally.judged)
        boxes, found = _boxes(_provisions(sides, tally, members := Members(laws := (sides[0].law, sides[1].law), laws)))
        covered = tuple(coverage(sides, members))
        return Difference(events, tuple(sorted(_changed(sides))), covered, False, found, boxes, (*OUTSIDE, *NOT_BY_PROVISION), tally.judged)


def _boxes(every: Iterable[Task]) -> tuple[tuple[Box, ...], tuple[Frame, ...]]:
    """The boxes of some comparisons, and the frames in which all of them are made."""
    tasks = [task for task in every if task.pairs]
    if not tasks:
        return (), ()
    texts = [text for task in tasks for text in task.texts()]
    licences = {id(licence): licence for task in tasks for licence in task.changed_licences}
    names = tuple(dict.fromkeys(name for task in tasks for name in task.names))
    material = min(tasks[0].laws[1].policy.vocabulary.materials, default=None)
    found, unlisted = frames(texts, licences.values(), tasks[0].somewhere(), material), tasks[0].unlisted(names)
    return tuple(b for task in tasks for at, frame in enumerate(found) for b in Framed(task, at, frame, names, unlisted).boxes()), found


def _changed(sides: tuple[Sides, Sides]) -> set[str]:
    """The requirements that are not as they were, with all that lies over them."""
    one, two = (side.law for side in sides)
    return {name for name in (*one.policy.requirements, *two.policy.requirements) if one.content(name) != two.content(name)}


def _provisions(sides: tuple[Sides, Sides], tally: Tally, members: Members) -> Iterator[Provision]:
    """Those, and others whose conclusions may turn on them: on items of their lists, and all that may be about goods given by codes of
    theirs, as what stands under a code says what goods are. All, where names that lines are compared with, or the rules, are others."""
    laws = (sides[0].law, sides[1].law)
    changed = _changed(sides)
    change = Change(laws, changed)
    otherwise = laws[0].names_in_use != laws[1].names_in_use or laws[0].infer.rules_digest != laws[1].infer.rules_digest
    for name in sorted({name for law in laws for name in law.policy.requirements}):
        texts = [v.text for law in laws if (r := law.policy.requirements.get(name)) for v in r.versions]
        on_list = any(text.any_of_list is not None for text in texts)
        mine = name in changed or name in change.printed or name in change.classified
        if otherwise or change.heads or mine or (on_list and (change.rewritten or change.printed or change.classified)):
            yield Provision(sides, tally, members, change, name)
