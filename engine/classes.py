"""Classes of shipments: those that a policy cannot tell apart are decided once.

A class is every fact of a shipment as it is stated, but for four that a policy reads less closely (`engine.readings`): the day, names,
quantities, the description. These stand in no answer; the other facts do, as they were stated.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, TypeVar

from pydantic import BaseModel

from .decide import Decided, settle
from .inference import Inference
from .policy import Policy
from .readings import Readings
from .shipment import Shipment

KEPT: Final = 1024  # classes with their answers, about 100 kB each

Key = tuple[Hashable, ...]
Found = TypeVar("Found")


class Classes:
    """The classes of one policy, and their answers as far as they are kept. Safe to use from several threads."""

    def __init__(self, policy: Policy, infer: Inference, kept: int = KEPT) -> None:
        self.policy, self.infer, self._kept = policy, infer, kept
        self.readings = Readings(policy)
        self._decided: OrderedDict[Key, Decided] = OrderedDict()
        self._lock = threading.Lock()

    def decide(self, shipment: Shipment) -> Decided:
        """The answer to the class of a shipment. Errors: those of `engine.decide.decide`; what failed is not kept."""
        key = self.key(shipment)
        known = self._known(key)
        if known is not None:
            return known
        decided = settle(self.policy, shipment, self.infer)
        if not decided.failed:
            with self._lock:
                self._decided[key] = decided
                if len(self._decided) > self._kept:
                    self._decided.popitem(last=False)
        return decided

    def at_hand(self, shipment: Shipment) -> Decided | None:
        """The answer to the class of a shipment, if it is kept."""
        return self._known(self.key(shipment))

    def _known(self, key: Key) -> Decided | None:
        with self._lock:
            known = self._decided.get(key)
            if known is not None:
                self._decided.move_to_end(key)
            return known

    def key(self, shipment: Shipment) -> Key:
        """What keeps the shipment apart from others under this policy."""
        facts = shipment.__dict__ | {
            "goods": _facts(shipment.goods, description=None, attributes=frozenset(shipment.goods.attributes.items())),
            "exporter": _facts(shipment.exporter, name=self._name(shipment.exporter.name)),
            "quantity": shipment.quantity if self.readings.limited else None,
        }
        if shipment.parties is not None:
            facts["parties"] = tuple(
                _facts(
                    party,
                    name=self._name(party.name),
                    owners=party.owners and tuple(_facts(owner, name=self._name(owner.name)) for owner in party.owners),
                )
                for party in shipment.parties
            )
        if shipment.exit_date is None:  # of two days the answer names the stricter
            facts["date"] = self.readings.day(shipment.date)
        return tuple(facts.values())

    def _name(self, name: str | None) -> str | None:
        return name if name is None else self.readings.name(name)


def _facts(model: BaseModel, **instead: Hashable) -> Key:
    return tuple((model.__dict__ | instead).values())
