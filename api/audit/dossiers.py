"""The auditor's view of one determination, as sections: what was asked and known, what was answered and why, what it rests on, how far
the authority's publications had been searched, who gave it out despite which doubts, what proves it, what has changed since.

The answer shown is the one that was given, from its kept bytes. Replay says whether the log still makes it so.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...engine.acts import act, effect
from ...engine.answers import Answers
from ...engine.determination import Determination, RequirementAnswer
from ...engine.explain import away, explain
from ...engine.footnotes import source_text
from ...engine.layout import Line, Section
from ...engine.policy import Known, Policy, Stretch
from ...events.leaves import recorded_at
from ...events.log import EventLog, Recorded
from ...events.model import EntryCorrected, EntryWithdrawn, Event, EventBase, RulesAdopted
from ...events.rows import microseconds
from ..schema import Check
from ..terminal.output import question_text
from .changes import Since, since
from .replaying import Found, Replayed, asked, replay

STATUS: Final = {
    "operative": "in force",
    "scheduled": "not yet in force",
    "suspended": "suspended",
    "postponed": "postponed",
    "terminated": "ended",
    "uncertain": "first day not known",
}
_VERDICTS: Final = {
    "same": "computed anew, it is the same to the byte",
    "other_engine": "computed anew, it is the same decision in the same words",
    "incident": "INCIDENT",
    "erased": "it cannot be computed anew",
}


@dataclass(frozen=True)
class Dossier:
    """Everything that the view shows. `check`, `answer`: null where they were erased; `policy`: what was known then, null where the log no
    longer has it; `proof`: lines about checkpoints."""

    found: Found
    replayed: Replayed
    since: Since
    check: Check | None
    answer: Determination | None
    policy: Policy | None
    records: dict[str, Recorded]
    proof: tuple[Line, ...]

    @property
    def deciding(self) -> list[RequirementAnswer]:
        """The requirements that decide, or may."""
        if self.answer is None:
            return []
        others = away(self.answer)
        return [r for r in self.answer.requirements if r not in others]

    @property
    def cited(self) -> list[str]:
        """The ids of the events that these rest on, in the order in which they were recorded."""
        names = dict.fromkeys(event for r in self.deciding for event in r.events)
        return sorted(names, key=lambda name: self.records[name].position if name in self.records else 0)


def dossier(log: EventLog, answers: Answers, found: Found, proof: tuple[Line, ...] = ()) -> Dossier:
    """Of a determination that was given out. Errors: those of the log."""
    kept = found.kept
    replayed, now = replay(answers, found), since(answers, found)
    whole = replayed.cause != "kept" and kept is not None and kept.question is not None and kept.answer is not None
    answer = Determination.model_validate_json(kept.answer) if whole and kept and kept.answer else None
    check = asked(kept.question) if whole and kept and kept.question else None
    known = found.receipt.basis.known
    there = known.recorded_through <= log.head() and known.rules_recorded_through <= log.head()
    policy = answers.policy(Known(*known.__dict__.values())) if there else None
    records = {record.event.id: record for record in log.read()}
    return Dossier(found, replayed, now, check, answer, policy, records, proof)


def sections(d: Dossier) -> tuple[Section, ...]:
    """In the order in which they are read."""
    told = explain(d.answer, d.policy) if d.answer else ()
    head, *reasons = told or (Section(d.found.receipt.basis.outcome, (Line("", "Question and answer were erased."),)),)
    out = [
        Section(f"Determination {d.found.receipt.id}", tuple(_given(d))),
        Section("Question", tuple(_question(d))),
        Section("What was known", tuple(_known(d))),
        head,
        *reasons,
        Section("Periods", tuple(_periods(d))),
        Section("Rules", tuple(_rules(d))),
        Section("Factual basis", tuple(_basis(d))),
        Section("Where the authority's publications were searched", tuple(_searched(d))),
        Section("Released", tuple(_released(d))),
        Section("Proof", (*_proof(d), *d.proof)),
        Section("What has changed since", tuple(_since(d))),
    ]
    return tuple(section for section in out if section.lines)


def _given(d: Dossier) -> Iterator[Line]:
    receipt = d.found.receipt
    yield Line("Given", f"{recorded_at(microseconds(d.found.given.recorded_at))}, {_channel(d)}, to {receipt.actor}")
    yield Line("Outcome", receipt.basis.outcome)
    replayed = d.replayed
    yield Line("Replay", _VERDICTS[replayed.verdict] + ("" if replayed.verdict == "same" else f": {replayed.detail}"))


def _channel(d: Dossier) -> str:
    receipt = d.found.receipt
    names = {"rest": "over REST", "cli": "at the command line", "batch": f"in a batch (row {receipt.row} of `{receipt.batch}`)"}
    return names[receipt.channel]


def _question(d: Dossier) -> Iterator[Line]:
    if d.check is None or d.answer is None:
        yield Line("", d.replayed.detail)
        return
    shipment = d.check.shipment
    yield Line("Asked", question_text(d.check))
    yield Line("Decided for", f"{d.answer.legal_date}" + (" (the stricter of two days)" if shipment.exit_date else ""))
    if d.found.kept is not None and d.found.kept.question is not None:
        yield Line("As stated", json.dumps(json.loads(d.found.kept.question)["shipment"], ensure_ascii=False))


def _known(d: Dossier) -> Iterator[Line]:
    known = d.found.receipt.basis.known
    through = f"through {known.published_through}" if known.published_through else "on any day"
    yield Line("Published", f"{through}, in each authority's calendar")
    yield Line("Recorded", f"through position {known.recorded_through}{_at(d, known.recorded_through)}")
    yield Line("Rules adopted", f"through position {known.rules_recorded_through}{_at(d, known.rules_recorded_through)}")
    if d.policy is not None and d.policy.events:
        dated = [event for event in d.policy.events.values() if event.published]
        last = max(dated, key=lambda event: event.day, default=None)
        latest = f"; the latest published on {last.day}: {last.id}" if last else ""
        yield Line("Events", f"{len(d.policy.events)} known{latest}")
    elif d.policy is None:
        yield Line("", "the log no longer reaches that far: what was known cannot be shown")


def _at(d: Dossier, position: int) -> str:
    record = next((r for r in d.records.values() if r.position == position), None)
    return f", recorded {recorded_at(microseconds(record.recorded_at))}" if record else ""


def _periods(d: Dossier) -> Iterator[Line]:
    for r in d.deciding:
        line = d.policy.requirements.get(r.requirement) if d.policy else None
        for number, stretch in enumerate(line.timeline if line else ()):
            yield Line("" if number else r.requirement, f"{period(stretch)}: {STATUS[stretch.status]}{_by(stretch)}")


def period(stretch: Stretch) -> str:
    """`from 2025-11-07 through 2026-11-10`."""
    first = f"from {stretch.start}" if stretch.start else "before"
    if stretch.start is None and stretch.end is None:
        return "always"
    return f"{first} through {stretch.end}" if stretch.end and stretch.start else f"through {stretch.end}" if stretch.end else f"{first} on"


def _by(stretch: Stretch) -> str:
    return f" ({', '.join(stretch.events)})" if stretch.events else ""


def _rules(d: Dossier) -> Iterator[Line]:
    basis = d.found.receipt.basis
    yield Line("Digest", basis.rules_digest)
    if d.policy is not None and d.policy.rules is not None:
        record = d.records.get(d.policy.rules.id)
        yield Line("Adopted by", d.policy.rules.id + (f", position {record.position}" if record else ""))
    yield Line("Run by", f"{basis.inference}, licet {basis.engine_version}")
    fired = dict.fromkeys((b.stage, b.rule) for r in d.deciding for b in r.because)
    for number, (stage, rule) in enumerate(fired):
        yield Line("" if number else "Applied", f"{stage}: {rule}")


def _basis(d: Dossier) -> Iterator[Line]:
    """Each event as it was known then, with its place in the log and the digest of its bytes there, the words that it quotes, where it was
    read, and the digest of what was read, where one was taken."""
    for name in d.cited:
        record = d.records.get(name)
        if record is None:
            yield Line(name, "is missing from the log")
            continue
        known: Event = d.policy.events.get(name, record.event) if d.policy else record.event
        event: EventBase = known
        yield Line(name, act(known))
        yield from _place("Recorded", record)
        for correction in _corrections(d, name):
            yield from _place("Corrected", correction)
        for quote in event.quote:
            yield Line("Words", f"{quote.words}{f' ({quote.translation})' if quote.translation else ''}: sets `{quote.field}`", 1)
        for number, source in enumerate(event.sources):
            document = f"; document {source.sha256}" if source.sha256 else ""
            yield Line("" if number else "Read at", source_text(source) + document, 1)
        if event.sources and not any(source.sha256 for source in event.sources):
            yield Line("Documents", "no digest was taken of what was read", 1)


def _place(label: str, record: Recorded) -> Iterator[Line]:
    event: EventBase = record.event
    named = "" if label == "Recorded" else f", {event.id}"
    at = recorded_at(microseconds(record.recorded_at))
    yield Line(label, f"position {record.position}{named}, {at}, by {event.recorded_by}", 1)
    yield Line("Bytes", record.digest, 1)


def _corrections(d: Dossier, name: str) -> list[Recorded]:
    """Those of an entry that were known then, the one that stands at the end."""
    through = d.found.receipt.basis.known.recorded_through
    return [r for r in d.records.values() if isinstance(r.event, EntryCorrected) and r.event.entry == name and r.position <= through]


def _searched(d: Dossier) -> Iterator[Line]:
    """The reviews that were known, of the authorities whose requirements decide; all, where none does."""
    states = {r.requirement[:2] for r in d.deciding}
    for review in d.policy.reviews if d.policy else ():
        if not states or review.authority[:2] in states:
            number = f"; highest number seen: {review.highest_number}" if review.highest_number is not None else ""
            yield Line(review.authority, f"read through {review.verified_through}: {', '.join(review.topics)}{number}")
            if review.places:
                yield Line("Places", "; ".join(review.places), 1)
            record = d.records.get(review.id)
            if record:
                yield Line("Recorded", f"{review.id}, position {record.position}, by {review.recorded_by}", 1)


def _released(d: Dossier) -> Iterator[Line]:
    yield Line("To", d.found.receipt.actor)
    if d.answer is not None:
        kinds = ", ".join(dict.fromkeys(doubt.kind.replace("_", " ") for doubt in d.answer.doubts))
        yield Line("Despite", f"{len(d.answer.doubts)} doubts: {kinds}" if kinds else "no doubt")
    kept = d.found.kept
    if kept is not None and kept.erased_at is not None:
        yield Line("Note", "erased with the question, if there was one")
    elif d.replayed.cause != "kept":
        yield Line("Note", kept.note.decode() if kept is not None and kept.note else "none was given")


def _proof(d: Dossier) -> Iterator[Line]:
    receipt, given = d.found.receipt, d.found.given
    where = f"position {given.position} of the receipt log"
    if receipt.batch is not None and d.found.kept is not None:
        where = f"leaf {d.found.kept.leaf} of the tree in receipt {given.receipt.id}, {where}"
    yield Line("Receipt", where)
    yield Line("Bytes", given.digest)
    yield Line("Commits to", f"{receipt.commitment} (salt, question, answer, note)")
    yield Line("Given on", f"the event log of {receipt.basis.log.size} positions with the root {receipt.basis.log.root}")
    yield Line("Policy", receipt.basis.policy_digest)


def _since(d: Dossier) -> Iterator[Line]:
    if d.since.now is None:
        yield Line("As known now", f"it cannot be asked again: {d.since.detail}")
    else:
        word = "would be decided otherwise" if d.since.differs else "for other reasons" if d.since.reasons else "unchanged"
        yield Line("As known now", f"{d.since.now}: {word}; {d.since.detail}")
    known = d.found.receipt.basis.known
    names = {r.requirement for r in d.deciding} | set(d.cited)
    for record in d.records.values():
        adopted = isinstance(record.event, RulesAdopted)
        through = known.rules_recorded_through if adopted else known.recorded_through
        if record.position > through and (adopted or _touches(record.event, names)):
            yield Line(f"Position {record.position}", f"{record.event.id}: {_effect(record.event)}")


def _touches(event: Event, names: set[str]) -> bool:
    """Whether an event speaks of one of the provisions or entries."""
    if isinstance(event, EntryCorrected | EntryWithdrawn):
        return event.entry in names
    targets = getattr(event, "targets", ()) or tuple(
        value for field in ("requirement", "suspension", "listing", "licence_event") if (value := getattr(event, field, None))
    )
    return any(name == target or name.startswith((f"{target}/", f"{target}.")) for target in targets for name in names)


def _effect(event: Event) -> str:
    if isinstance(event, EntryCorrected | EntryWithdrawn):
        return f"{event.type.replace('_', ' ')} of {event.entry}: {event.reason}"
    return effect(event)
