"""What has changed in past determinations: by everything that was recorded since, or by one event of the log alone, above all a correction.

No incident: an answer that was right on what was known then stays the one that was given. But whoever released goods on it wants to know.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from ...engine.answers import Answers
from ...engine.assess import BINDING, OPEN
from ...engine.decide import Decided
from ...engine.determination import Determination
from ...engine.inference import Mode
from ...engine.policy import Known
from ...engine.shipment import ShipmentError
from ...events.beside import fault_of
from ...events.citation import Frozen
from ...events.errors import JsonError
from ...events.log import Recorded
from ...events.model import EntryCorrected, EntryWithdrawn, Event, RulesAdopted
from ...events.receipts import Given
from ...events.store import Store
from ..schema import Check, Refused
from .replaying import Found, asked, in_order

AT_MOST: Final = 100
"""Past determinations that are looked at before something is recorded, the latest ones."""


class Since(Frozen):
    """What the law as known at another time makes of a past determination. `differs`: what is decided or has to be done; else `reasons` may
    differ: what it rests on. `then`, `now`: outcomes; `detail`: what differs; null `now`: it was erased, or can no longer be asked.
    `known_already`: it was given when the event that it is asked about was recorded already."""

    id: str
    differs: bool
    reasons: bool
    then: str
    now: str | None
    detail: str
    known_already: bool = False


class Would(Frozen):
    """What events that are not recorded yet would change in past determinations. `looked_at`: how many, the latest ones; `receipts`: of
    how many there are; `changed`: those that would be decided otherwise or for other reasons."""

    looked_at: int
    receipts: int
    changed: tuple[Since, ...]


class State(NamedTuple):
    """Law and rules as known through a position of a log."""

    answers: Answers
    position: int

    def of(self, check: Check, found: Found) -> Decided:
        """The answer to the question of a past determination; what it was limited to in days of publication stays."""
        return self.answers.decide(check.shipment, Known(found.receipt.basis.known.published_through, self.position))


def rereads(event: Event) -> bool:
    """Whether an event says how what was recorded before has to be read: a correction, or other rules."""
    return isinstance(event, EntryCorrected | EntryWithdrawn | RulesAdopted)


def since(answers: Answers, found: Found) -> Since:
    """The determination that was given, against the law as known now."""
    check = _question(found)
    if isinstance(check, Since):
        return check
    try:
        now = State(answers, answers.head()).of(check, found)
    except ShipmentError as error:
        return _unasked(found, f"it can no longer be asked: {error}", differs=True)
    if now.core == found.receipt.basis.decided:
        return _same(found, found.receipt.basis.outcome)
    kept = found.kept.answer if found.kept is not None else None
    return _told(found, Determination.model_validate_json(kept or b""), now.answer)


def changed_by(answers: Answers, position: int, found: Found) -> Since:
    """What the event at a position of the log changes, alone: the law as known just before it against the law with it."""
    return between(State(answers, position - 1), State(answers, position), found)


def between(before: State, after: State, found: Found) -> Since:
    """What comes of a question in one state against another, which is later."""
    if found.receipt.basis.known.recorded_through > before.position:
        outcome = found.receipt.basis.outcome
        detail = f"it was given on position {found.receipt.basis.known.recorded_through} of the log"
        return Since(id=found.receipt.id, differs=False, reasons=False, then=outcome, now=outcome, detail=detail, known_already=True)
    check = _question(found)
    if isinstance(check, Since):
        return check
    try:
        one, other = before.of(check, found), after.of(check, found)
    except ShipmentError as error:
        return _unasked(found, f"it cannot be asked of both: {error}", differs=True)
    return _same(found, other.answer.outcome) if one.core == other.core else _told(found, one.answer, other.answer)


def would_change(store: Store, answers: Answers, known: Iterable[Recorded], new: Iterable[Recorded], mode: Mode) -> Would:
    """What `new` records would change after those that are `known`, in the latest determinations that were given out."""
    position = sum(1 for _ in known)
    before = State(answers, position)
    more = sorted((record for record in new if record.position > position), key=lambda record: record.position)
    answers.refresh()
    answers.head()  # what is known has then been read
    after = State(answers.supposing(position, more, mode), position + len(more))
    head = store.receipts.head()
    latest: list[Given] = list(store.receipts.read(max(0, head - AT_MOST)))
    looked_at, changed = 0, []
    for found in islice(in_order(store, reversed(latest)), AT_MOST):
        if isinstance(found, Found):
            looked_at += 1
            change = between(before, after, found)
            changed += [change] if change.reasons else []
    return Would(looked_at=looked_at, receipts=head, changed=tuple(changed))


def _question(found: Found) -> Check | Since:
    """The question, or why it cannot be asked again."""
    kept = found.kept
    if (fault := fault_of(found.receipt, kept)) is not None:
        return _unasked(found, fault)
    if kept is None or kept.question is None or kept.answer is None:
        return _unasked(found, "the question was erased")
    try:
        return asked(kept.question)
    except (Refused, JsonError) as error:
        return _unasked(found, f"this version cannot take the question: {error}")


def _unasked(found: Found, why: str, *, differs: bool = False) -> Since:
    return Since(id=found.receipt.id, differs=differs, reasons=differs, then=found.receipt.basis.outcome, now=None, detail=why)


def _same(found: Found, now: str) -> Since:
    detail = "nothing that it rests on has changed"
    return Since(id=found.receipt.id, differs=False, reasons=False, then=found.receipt.basis.outcome, now=now, detail=detail)


def _told(found: Found, then: Determination, now: Determination) -> Since:
    changes = list(_changes(then, now))
    detail = "; ".join(changes) or "the same conclusions, resting on other events or findings"
    outcome = found.receipt.basis.outcome
    return Since(id=found.receipt.id, differs=bool(changes), reasons=True, then=outcome, now=now.outcome, detail=detail)


def _changes(then: Determination, now: Determination) -> Iterator[str]:
    """What is decided or to be done otherwise, in words."""
    for name in ("outcome", "at_most", "licensing_policy"):
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield f"{name.replace('_', ' ')} {before or 'none'} then, {after or 'none'} now"
    bound = {r.requirement: r.conclusion for r in then.requirements if r.conclusion in (*BINDING, *OPEN, "exempt")}
    binds = {r.requirement: r.conclusion for r in now.requirements if r.conclusion in (*BINDING, *OPEN, "exempt")}
    for name in dict.fromkeys((*bound, *binds)):
        if bound.get(name) != binds.get(name):
            yield f"{name}: {_word(bound.get(name))} then, {_word(binds.get(name))} now"
    if (bound, then.licensing_policy) == (binds, now.licensing_policy) and then.licences_required != now.licences_required:
        yield "other conditions of the licences required"
    if then.duties != now.duties:
        yield f"duties {_duties(then)} then, {_duties(now)} now"


def _word(conclusion: str | None) -> str:
    return conclusion.replace("_", " ") if conclusion else "not applying"


def _duties(answer: Determination) -> str:
    return ", ".join(f"{duty.requirement}: {duty.text}" for duty in answer.duties) or "none"
