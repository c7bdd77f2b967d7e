"""Answers questions from one log: keeps the policies that it has replayed, and asks `decide`.

The edge of the pure core: here a log is read. Safe to use from several threads.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Final

from ..events.errors import LogError
from ..events.log import EventLog, Recorded
from ..events.roots import Roots
from .archive import Archive
from .classes import Classes
from .decide import Decided
from .determination import Determination
from .inference import Mode, adopted_rules
from .policy import EVERYTHING, Known, Policy
from .replay import distance, grow, replay, view_of, with_rules
from .shipment import Shipment, ShipmentError
from .timeline import Span, timeline
from .uncollected import uncollected

_KEPT: Final = 64  # policies; they share nearly all that they have in common
_DEARER: Final = 8  # times as much as in a replay an event costs that comes to a policy


class Answers:
    """Questions to one log. A question about a past state of knowledge is another policy, kept like the present one.

    The log is read anew for every question, or, with `clock`, at most once in `fresh_for` of its seconds: then an event that somebody
    else appends is seen that much later. Every answer states the position that it used.
    """

    def __init__(
        self, log: EventLog, mode: Mode = "durable-rules", *, clock: Callable[[], float] | None = None, fresh_for: float = 0.5
    ) -> None:
        self._log = log
        self._clock, self._fresh_for = clock, fresh_for
        self._read_at: float | None = None
        self._begun = self._read = 0  # readings of the log: how many have begun, and the number of the last one that ended well
        self._failed: tuple[int, LogError] | None = None  # the number of the last reading that failed, and how
        self.around_replay: Callable[[], AbstractContextManager[object]] = nullcontext  # for whoever measures
        self._mode = mode
        self._lock = threading.Lock()
        self._archive = Archive()
        self._roots = Roots()
        self._policies: OrderedDict[Known, Classes] = OrderedDict()
        self._present: Classes | None = None  # of all that was read, if that was asked for already

    def supposing(self, position: int, new: Iterable[Recorded], mode: Mode | None = None) -> "Answers":
        """Answers from the log as it would be: its first records, through a position that was read, and then `new` ones."""
        other = Answers(self._log, mode or self._mode, clock=lambda: 0.0)  # which is never read again
        with self._lock:
            other._archive = self._archive.supposing(position, new)
            if other._mode == self._mode:
                kept = (known for known in self._policies if known.recorded_through is not None and known.recorded_through <= position)
                other._policies.update((known, self._policies[known]) for known in kept)
        other._read_at = 0.0
        return other

    def policy(self, known: Known = EVERYTHING) -> Policy:
        """The policy as known. Errors: `ShipmentError` for positions that the log does not have, `RuleError` where this version cannot run
        the rules that were adopted."""
        return self._classes(known).policy

    def _classes(self, known: Known) -> Classes:
        if (present := self._at_once(known)) is not None:
            return present
        begun = self._begun
        with self._lock, uncollected():
            self._refresh(begun)
            key = self._at(known)
            if key not in self._policies:
                with self.around_replay():
                    policy = self._replayed(key)
                self._policies[key] = self._classes_of(policy)
                if len(self._policies) > _KEPT:
                    self._policies.popitem(last=False)
            self._policies.move_to_end(key)
            if known == EVERYTHING:
                self._present = self._policies[key]
            return self._policies[key]

    def _classes_of(self, policy: Policy) -> Classes:
        """The classes of a policy, from what is kept of others where that will do."""
        kept = self._policies.values()
        before = policy.grown.before() if policy.grown is not None else None
        readings = next((one.readings for one in kept if one.policy is before), None)
        ruled = next((one.infer for one in kept if one.policy.rules is policy.rules), None)
        infer = adopted_rules(policy.rules, self._mode, policy.rules_digest) if ruled is None else ruled
        return Classes(policy, infer, readings=readings)

    def _at_once(self, known: Known) -> Classes | None:
        """The present classes, if they are what is asked for and need not be looked for."""
        present = self._present
        return present if present is not None and (known is EVERYTHING or known == EVERYTHING) and self._fresh() else None

    def _replayed(self, known: Known) -> Policy:
        """The policy grown from the one among those that are kept from which it takes the least, or replayed."""
        law = known._replace(rules_recorded_through=known.recorded_through)
        least, base = len(self._archive.held), None
        for kept in self._policies.values():
            way = distance(kept.policy, law)
            if way is not None and way * _DEARER < least:
                least, base = way * _DEARER, kept.policy
        if base is None:
            return with_rules(replay(view_of(self._archive.held, law), law), self._archive.held, known)
        policy = grow(base, self._archive.held[base.position : law.recorded_through], law)
        return with_rules(policy, self._archive.held, known)

    def _at(self, known: Known) -> Known:
        """The same with every limit given."""
        head = len(self._archive)
        position = head if known.recorded_through is None else known.recorded_through
        rules = position if known.rules_recorded_through is None else known.rules_recorded_through
        asked = {"known.recorded_through": position, "known.rules_recorded_through": rules}
        if wrong := [(name, f"`{n}` is not a position of the log: it has 0 to {head}") for name, n in asked.items() if not 0 <= n <= head]:
            raise ShipmentError(wrong[:1] if position == rules else wrong)
        return Known(known.published_through, position, rules)

    def head(self) -> int:
        """The last position of the log, as answers see it."""
        begun = self._begun
        with self._lock:
            self._refresh(begun)
            return len(self._archive)

    def log_root(self, size: int) -> bytes:
        """The root of the Merkle tree over the first `size` records of the log, which were read for an answer. Waits for no reading."""
        return self._roots.of(self._archive.leaves, size)

    def refresh(self) -> None:
        """Read the log at the next question: something was appended. Waits for a reading that is under way, which may have begun before."""
        with self._lock:
            self._read_at = None

    def _refresh(self, begun: int) -> None:
        """Read what was appended since the log was read last. `begun`: the readings that had begun when the question came. Where a later
        one has ended, while the question waited for it, that will do: a slow log is not read once for each of many questions. Where it has
        failed, the question fails as well: of many, each would wait in turn for a database that hangs."""
        if self._failed is not None and self._failed[0] > begun:
            raise type(self._failed[1])(*self._failed[1].args) from self._failed[1]
        if not self._fresh() and (self._clock is None or self._read <= begun):
            now = self._clock() if self._clock is not None else None
            self._begun += 1
            try:
                with uncollected():
                    self._present = None  # before what it lacks counts as read
                    self._archive.extend(self._log.rows(len(self._archive)))
            except LogError as error:
                self._failed = self._begun, error
                raise
            self._read_at, self._read = now, self._begun

    def _fresh(self) -> bool:
        return self._clock is not None and self._read_at is not None and 0 <= self._clock() - self._read_at < self._fresh_for

    def decide(self, shipment: Shipment, known: Known = EVERYTHING) -> Decided:
        """The answer to the class of a shipment, decided if it is the first of its class.

        Errors: `ShipmentError` names the fields that are wrong.
        """
        return self._classes(known).decide(shipment)

    def at_hand(self, shipment: Shipment, known: Known = EVERYTHING) -> Decided | None:
        """The answer to the class of a shipment where it takes neither reading, replaying, deciding nor waiting; else None."""
        if (at_once := self._at_once(known)) is not None:
            return at_once.at_hand(shipment)
        if not self._lock.acquire(blocking=False):
            return None
        try:
            present = self._fresh() and known.recorded_through is None and known.rules_recorded_through is None
            classes = self._policies.get(self._at(known)) if present else None
        finally:
            self._lock.release()
        return classes.at_hand(shipment) if classes is not None else None

    def check(self, shipment: Shipment, known: Known = EVERYTHING) -> Determination:
        """The determination of one shipment. Errors: those of `decide`."""
        return self.decide(shipment, known).of(shipment)

    def timeline(self, shipment: Shipment, known: Known, first: date, last: date) -> tuple[Span, ...]:
        """The spans of the answer from `first` through `last`."""
        classes = self._classes(known)
        return timeline(classes.policy, shipment, first, last, classes.infer)
