"""Whether events may be recorded: what no event can show alone.

`check` is pure. `record` uses it before anything is stored, and so can a lint of the corpus: `check(corpus, ())`.
It looks at what stands after corrections. What is recorded at one time may refer to each other in any order.
"""

from collections.abc import Iterable, Mapping, Sequence

from .errors import Problem
from .faults import Fault, faults, names_of
from .model import EntryCorrected, EntryWithdrawn, Event, RulesAdopted

Correction = EntryCorrected | EntryWithdrawn


def check(events: Sequence[Event], existing: Iterable[Event]) -> list[Problem]:
    """Everything that is wrong with recording `events` in a log that holds `existing` (in its order, corrections among them).

    Events that are there already, with the same content, are looked over. Each problem names the event, the field and what to do.
    Faults of `existing` itself are not held against `events`.
    """
    recorded = {event.id: event for event in existing}
    problems, fresh = _new(events, recorded)
    before, _ = _corrected({}, recorded.values(), {})
    after, misplaced = _corrected(before, fresh, recorded)
    problems += misplaced
    found = list(faults(after))
    corrections = [event for event in fresh if isinstance(event, Correction)]
    if corrections:
        old = set(faults(before))
        found = [fault for fault in found if fault not in old]
    ids = {event.id for event in fresh}
    for fault in found:
        if fault.event_id in ids:
            problems.append(Problem(*fault[:3]))
        elif corrections:
            problems.append(_blame(fault, corrections, before))
    return list(dict.fromkeys(problems))


def _new(events: Sequence[Event], recorded: Mapping[str, Event]) -> tuple[list[Problem], list[Event]]:
    """Problems of ids, and the events that are not there yet, each once."""
    problems: list[Problem] = []
    fresh: dict[str, Event] = {}
    for event in events:
        known = recorded.get(event.id) or fresh.get(event.id)
        if known is None:
            fresh[event.id] = event
        elif known != event:
            where = "recorded already" if event.id in recorded else "there twice"
            text = f"it is {where}, with other content: correct it by an `entry_corrected`, or choose another id"
            problems.append(Problem(event.id, "id", text))
    return problems, list(fresh.values())


def _corrected(
    standing: Mapping[str, Event], events: Iterable[Event], recorded: Mapping[str, Event]
) -> tuple[dict[str, Event], list[Problem]]:
    """What stands, by id, after `events`, and the corrections among them that have nothing to correct.

    Corrections themselves are not among what stands. In the order of the log, as `engine.replay.view` does it: a correction that
    comes before its entry would have no effect.
    """
    kept, named = dict(standing), dict(recorded)
    problems = []
    for event in events:
        named[event.id] = event
        if not isinstance(event, Correction):
            kept[event.id] = event
        elif event.entry not in kept:
            problems.append(Problem(event.id, "entry", _nothing_to_correct(event.entry, named.get(event.entry))))
        elif isinstance(kept[event.entry], RulesAdopted):
            text = f"`{event.entry}` adopts rules: adopt the right ones by another `rules_adopted`"
            problems.append(Problem(event.id, "entry", text))
        elif isinstance(event, EntryCorrected) and isinstance(event.replacement, RulesAdopted):
            problems.append(Problem(event.id, "replacement", "rules are adopted by an event of their own, from its position on"))
        elif isinstance(event, EntryCorrected):
            kept[event.entry] = event.replacement
        else:
            del kept[event.entry]
    return kept, problems


def _nothing_to_correct(entry: str, named: Event | None) -> str:
    if named is None:
        return f"`{entry}` is not recorded before this: name an entry of the log"
    if isinstance(named, Correction):
        return f"`{entry}` is a correction itself: correct `{named.entry}` again, the last correction stands"
    return f"`{entry}` was withdrawn: record it again under another id"


def _blame(fault: Fault, corrections: Sequence[Correction], before: Mapping[str, Event]) -> Problem:
    """A fault that an event of the log has only since `corrections`, as a problem of the correction."""
    for correction in corrections:
        if isinstance(correction, EntryCorrected) and correction.entry == fault.event_id:
            return Problem(correction.id, f"replacement.{fault.field}", fault.text)
    apt = (c for c in corrections if c.entry in before and fault.target in names_of(before[c.entry]))
    correction = next(apt, corrections[0])
    if isinstance(correction, EntryWithdrawn):
        text = f"`{correction.entry}` is still referred to by `{fault.event_id}` (`{fault.field}`): correct or withdraw that first"
        return Problem(correction.id, "entry", text)
    text = f"`{fault.event_id}` would no longer be right, in `{fault.field}`: {fault.text}"
    return Problem(correction.id, "replacement", text)
