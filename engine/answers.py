"""Answers questions from one log: keeps the policies that it has replayed, and asks `decide`.

The edge of the pure core: here a log is read. Safe to use from several threads.
"""

import threading
from collections import OrderedDict
from datetime import date
from typing import Final

from ..events.log import EventLog, Recorded
from .decide import decide
from .determination import Determination
from .inference import Mode, default_rules
from .policy import EVERYTHING, Known, Policy
from .replay import replay, view
from .shipment import Shipment, ShipmentError
from .timeline import Span, timeline

_KEPT: Final = 64  # policies, each a few megabytes at most


class Answers:
    """Questions to one log. A question about a past state of knowledge is another policy, kept like the present one."""

    def __init__(self, log: EventLog, mode: Mode = "durable-rules") -> None:
        self._log = log
        self._infer = default_rules(mode)
        self._lock = threading.Lock()
        self._records: list[Recorded] = []
        self._policies: OrderedDict[Known, Policy] = OrderedDict()

    def policy(self, known: Known = EVERYTHING) -> Policy:
        """The policy as known; positions that the log does not have are a `ShipmentError` on `known.recorded_through`."""
        with self._lock:
            self._refresh()
            head = len(self._records)
            position = head if known.recorded_through is None else known.recorded_through
            if not 0 <= position <= head:
                raise ShipmentError([("known.recorded_through", f"`{position}` is not a position of the log: it has 0 to {head}")])
            key = Known(known.published_through, position)
            if key not in self._policies:
                self._policies[key] = replay(view(self._records, key), key)
                if len(self._policies) > _KEPT:
                    self._policies.popitem(last=False)
            self._policies.move_to_end(key)
            return self._policies[key]

    def _refresh(self) -> None:
        """Read what was appended since the last question."""
        self._records.extend(self._log.read(after=len(self._records)))

    def check(self, shipment: Shipment, known: Known = EVERYTHING) -> Determination:
        """The determination of one shipment. Errors: `ShipmentError` names the fields that are wrong."""
        return decide(self.policy(known), shipment, self._infer)

    def timeline(self, shipment: Shipment, known: Known, first: date, last: date) -> tuple[Span, ...]:
        """The spans of the answer from `first` through `last`."""
        return timeline(self.policy(known), shipment, first, last, self._infer)
