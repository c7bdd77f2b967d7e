"""From events to a policy. Pure: no clock, no database.

Two steps. `view` takes the log records that may be used: recorded by a position, corrected, published by a day, in the order of
publication (a late recording of an old act must not override a newer act). `replay` folds them into a `Policy`. `grow` does both to a
policy: what is known otherwise, or more, gives the same policy as a replay of all of it, at the cost of the difference.
"""

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final

from ..events.codec import encode
from ..events.log import Recorded
from ..events.model import ABOUT_THE_LOG, EntryCorrected, Event, RulesAdopted
from .fold import EMPTY, changed
from .held import POSITION, SUPPOSED, Held, day_key, hold, key_of
from .held import held as held_as
from .layers import GONE
from .policy import EVERYTHING, Grown, Known, Policy, RequirementInTime, again

_OF_THE_LOG: Final = frozenset(kind.model_fields["type"].default for kind in ABOUT_THE_LOG)
_CHANGING: Final = frozenset(("rules_adopted", "entry_corrected", "entry_withdrawn"))  # of which the event itself is not folded
_UNFOLDED: Final = frozenset(("spec_signed",))  # signatures are no part of a policy: with and without them it has one digest


@dataclass(frozen=True)
class View:
    """What may be used of a log. `held`: the events, in the order in which they are folded; `aside`: those that are recorded and play no
    part, or not yet; `unplaced`: those among them whose day of publication is not settled; `rules`: those adopted last."""

    held: tuple[Held, ...]
    aside: tuple[Held, ...]
    unplaced: tuple[Event, ...]
    position: int
    rules: Held | None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events, signatures among them, in the order in which they are folded."""
        signed = (held for held in self.aside if held.type in _UNFOLDED)
        return tuple(held.event for held in sorted((*self.held, *signed), key=_key))


def view(records: Iterable[Recorded], known: Known = EVERYTHING) -> View:
    """What is known of the log: positions through N, corrections applied, publications through K, by (published, position)."""
    return view_of(map(hold, records), known)


def view_of(log: Iterable[Held], known: Known = EVERYTHING) -> View:
    """The same of what is held of the log."""
    kept: dict[str, Held] = {}
    position, rules = 0, None
    law_through = known.recorded_through
    rules_through = law_through if known.rules_recorded_through is None else known.rules_recorded_through
    for held in log:
        kind, at = held.type, held.key & POSITION  # as `held.position`
        if kind == "rules_adopted" and (rules_through is None or at <= rules_through):
            rules = held
        if law_through is None or at <= law_through:
            position = at
            if kind in _CHANGING:
                _keep(kept, held)
            else:
                kept[held.id] = held
    through = known.published_through
    if through is None:
        usable = [held for held in kept.values() if held.type not in _UNFOLDED]
    else:
        usable = [held for held in kept.values() if _usable(held, through)]
    aside = tuple(held for held in kept.values() if not _usable(held, through)) if len(usable) < len(kept) else ()
    usable.sort(key=_key)
    announced = (held for held in kept.values() if held.type == "control_announced")
    return View(tuple(usable), aside, _unplaced(aside, announced, through), position, rules)


_key: Final = attrgetter("key")


def _keep(kept: Any, held: Held) -> None:
    """One more record of the log: an event, or a correction of one."""
    match held.type:
        case "rules_adopted":
            pass  # no part of the law
        case "entry_corrected":
            if (wrong := kept.get(held.entry)) is not None:
                right = held.replacement
                kept[right.id] = held_as(key_of(right.day, wrong.position), held.digest, right)
        case "entry_withdrawn":
            kept.pop(held.entry, None)
        case _:
            kept[held.id] = held


def _usable(held: Held, through: date | None) -> bool:
    """Whether an event is folded where publications through a day are known."""
    if held.type in _UNFOLDED:
        return False
    return through is None or held.type in _OF_THE_LOG or held.key < day_key(through)


def _unplaced(aside: Iterable[Held], announced: Iterable[Held], through: date | None) -> tuple[Event, ...]:
    """Events that may have been public by a day: words about an act are not older than the act."""
    open_ = [held for held in aside if held.published is None and held.type not in _UNFOLDED]
    if through is None or not open_:
        return ()
    of = {held.instrument for held in open_}
    days = {held.instrument: held.key for held in sorted(announced, key=_position) if held.instrument in of}
    end = day_key(through)
    return tuple(held.event for held in sorted(open_, key=_position) if days.get(held.instrument, 0) < end)


def _position(held: Held) -> int:
    return held.position


def replay(seen: View, known: Known = EVERYTHING) -> Policy:
    """Fold the events of a view into a policy."""
    rules, rules_digest = _adopted(seen.rules)
    return changed(
        EMPTY,
        seen.held,
        known=known,
        position=seen.position,
        rules=rules,
        rules_digest=rules_digest,
        unplaced=seen.unplaced,
        aside=EMPTY.aside.changed({held.id: held for held in seen.aside}),
    )


def _adopted(rules: Held | None) -> tuple[RulesAdopted | None, str | None]:
    return (None, None) if rules is None else (rules.event, f"sha256:{rules.digest.hex()}")


def grow(policy: Policy, log: Iterable[Held], known: Known) -> Policy:
    """The policy as known otherwise: with what was recorded since, or published through another day. As `replay` would give it.

    `log`: what was recorded after the position of the policy, through that of `known`. The rules of both are those that were adopted
    through the same position as the law.
    """
    kept = _Kept(policy)
    position, rules, rules_digest = policy.position, policy.rules, policy.rules_digest
    for held in log:
        position = held.position
        if held.type == "rules_adopted":
            rules, rules_digest = _adopted(held)
        _keep(kept, held)
    through = known.published_through
    if through != policy.known.published_through:
        kept.look_at(policy.aside.values())
        kept.look_at(policy.order.after(day_key(through) - 1) if through is not None else ())
    added, removed, aside = kept.difference(through)
    left = policy.aside.changed(aside)
    grown = changed(
        policy,
        added,
        removed,
        known=known,
        position=position,
        rules=rules,
        rules_digest=rules_digest,
        unplaced=(),
        aside=left,
        grown=Grown(weakref.ref(policy), tuple(added)) if through == policy.known.published_through else None,
    )
    if through is None:
        return grown
    announced = (held for (kind, _), helds in grown.topics.items() if kind == "announced" for held in helds)
    waiting = (held for held in left.values() if held.type == "control_announced")
    return again(grown, unplaced=_unplaced(left.values(), (*announced, *waiting), through))


def with_rules(policy: Policy, log: Sequence[Held], known: Known) -> Policy:
    """The policy with the rules as adopted through another position than the law. `log`: what is held of it, from the first position on."""
    if known.rules_recorded_through in (None, known.recorded_through):
        return policy
    adopted = (held for held in reversed(log[: known.rules_recorded_through]) if held.type == "rules_adopted")
    rules, rules_digest = _adopted(next(adopted, None))
    return changed(policy, (), known=known, rules=rules, rules_digest=rules_digest)


def distance(policy: Policy, known: Known) -> int | None:
    """How many events `grow` would look at; `None` where it cannot get there: what is recorded is not taken back."""
    apart = policy.known.rules_recorded_through not in (None, policy.known.recorded_through)
    if apart or known.recorded_through is None or policy.position > known.recorded_through:
        return None
    new, through = known.recorded_through - policy.position, known.published_through
    if through == policy.known.published_through:
        return new
    return new + len(policy.aside) + (policy.order.count_after(day_key(through) - 1) if through is not None else 0)


class _Kept(dict[str, Held | None]):
    """What is recorded, as a policy has it, with what is otherwise now; `None`: it is there no more."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self._policy = policy

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else self._policy.held.get(name) or self._policy.aside.get(name, default)

    def pop(self, name: str, default: Any = None) -> Any:
        if (known := self.get(name)) is not None:
            self[name] = None
        return known

    def look_at(self, helds: Iterable[Held]) -> None:
        """Events whose part may be another than before."""
        self.update({held.id: held for held in helds if held.id not in self})

    def difference(self, through: date | None) -> tuple[list[Held], list[Held], dict[str, Held]]:
        """What comes to the policy, what leaves it, and what changes of what it sets aside."""
        added, removed, aside = [], [], {}
        for name, held in self.items():
            before, waiting = self._policy.held.get(name), self._policy.aside.get(name)
            now = held if held is not None and _usable(held, through) else None
            if before is not now:
                removed.extend([before] if before is not None else [])
                added.extend([now] if now is not None else [])
            left = held if now is None else None
            if left is not waiting:
                aside[name] = GONE if left is None else left
        return sorted(added, key=_key), removed, aside


def vary(policy: Policy, supposed: Sequence[Event]) -> Policy:
    """The policy as it would be with some more events, folded last; a supposed correction replaces its entry.

    Whatever they leave as it is, is the very same object.
    """
    events = {e.id: e for e in (s.replacement if isinstance(s, EntryCorrected) else s for s in supposed)}
    removed = [policy.held[name] for name in events if name in policy.held]
    last = max(policy.order.last_key, SUPPOSED)
    added = []
    for number, (name, event) in enumerate(events.items(), 1):
        key = policy.held[name].key if name in policy.held else last + number
        added.append(held_as(key, sha256(encode(event)).digest(), event))
    return changed(policy, sorted((held for held in added if held.type not in _UNFOLDED), key=_key), removed)


def keeping(old: Policy, new: Policy) -> Policy:
    """`new`, with the parts of `old` where they are equal, so that what was worked out for them holds on (`Question(like=…)`)."""

    def kept(name: str) -> Any:
        before, now = getattr(old, name), getattr(new, name)
        return before if before == now else now

    def requirement(now: RequirementInTime) -> RequirementInTime:
        before = old.requirements.get(now.id)
        if before is None or before.versions != now.versions:
            return now
        return before if before.timeline == now.timeline else replace(now, versions=before.versions)

    parts = ("overlays", "exemptions", "licences", "listings", "groups", "readings", "coverage", "vocabulary", "index")
    requirements = {name: requirement(now) for name, now in new.requirements.items()}
    same = len(requirements) == len(old.requirements) and all(
        name in old.requirements and r.versions is old.requirements[name].versions for name, r in requirements.items()
    )
    edition = old.edition if same else new.edition
    return again(new, requirements=requirements, edition=edition, **{name: kept(name) for name in parts})
