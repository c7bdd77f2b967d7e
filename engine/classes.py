"""Classes of shipments: those that a policy cannot tell apart are decided once.

A class is every fact of a shipment as it is stated, but for four that a policy reads less closely (`engine.readings`): the day, names,
quantities, the description. These stand in no answer; the other facts do, as they were stated.
"""

import threading
from collections.abc import Hashable
from typing import Final

from .decide import Decided, settle
from .inference import Inference
from .policy import Policy
from .readings import Readings
from .shipment import Amount, Component, Content, Exporter, Owner, Party, Shipment

KEPT: Final = 1024  # classes with their answers, about 100 kB each

Key = tuple[Hashable, ...]


class Classes:
    """The classes of one policy, and their answers as far as they are kept. Safe to use from several threads."""

    def __init__(self, policy: Policy, infer: Inference, kept: int = KEPT, readings: Readings | None = None) -> None:
        """`readings`: those of a policy from which this one may have grown."""
        self.policy, self.infer, self._kept = policy, infer, kept
        self.readings = Readings(policy) if readings is None else readings.grown(policy)
        self._decided: dict[Key, Decided] = {}
        self._lock = threading.Lock()

    def decide(self, shipment: Shipment) -> Decided:
        """The answer to the class of a shipment. Errors: those of `engine.decide.decide`; what failed is not kept."""
        key = self.key(shipment)
        known = self._decided.get(key)
        if known is not None:
            return known
        decided = settle(self.policy, shipment, self.infer)
        if not decided.failed:
            with self._lock:
                self._decided[key] = decided
                if len(self._decided) > self._kept:  # the oldest goes: keeping account of what was used last would cost every look-up
                    del self._decided[next(iter(self._decided))]
        return decided

    def at_hand(self, shipment: Shipment) -> Decided | None:
        """The answer to the class of a shipment, if it is kept."""
        return self._decided.get(self.key(shipment))

    def key(self, shipment: Shipment) -> Key:
        """What keeps the shipment apart from others under this policy. Models are taken apart, as their own comparison takes long."""
        facts = shipment.__dict__.copy()
        goods = shipment.goods.__dict__.copy()
        goods["description"] = None
        attributes = goods["attributes"].items()
        goods["attributes"] = frozenset([(name, *_amount(value)) for name, value in attributes]) if attributes else None
        if goods["composition"]:
            goods["composition"] = tuple([_part(component, "wt_pct") for component in goods["composition"]])
        facts["goods"] = tuple(goods.values())
        facts["departure"] = tuple(shipment.departure.__dict__.values())
        if facts["content"]:
            facts["content"] = tuple([_part(content, "value_share_pct") for content in facts["content"]])
        facts["exporter"] = self._person(shipment.exporter)
        if shipment.parties is not None:
            facts["parties"] = tuple(map(self._person, shipment.parties))
        if not self.readings.limited:
            facts["quantity"] = None
        if shipment.exit_date is None:  # of two days the answer names the stricter
            facts["date"] = self.readings.day(shipment.date)
        return tuple(facts.values())

    def _person(self, person: Exporter | Party | Owner) -> Key:
        """Somebody, with names as closely as they are read."""
        facts = person.__dict__.copy()
        if facts["name"] is not None:
            facts["name"] = self.readings.name(facts["name"])
        if facts.get("owners"):
            facts["owners"] = tuple(map(self._person, facts["owners"]))
        return tuple(facts.values())


def _amount(value: Amount | str | None) -> Key:
    return tuple(value.__dict__.values()) if isinstance(value, Amount) else (value,)


def _part(part: Component | Content, amount: str) -> Key:
    """Something that is in the goods, by the name of its amount."""
    facts = part.__dict__.copy()
    facts[amount] = _amount(facts[amount])
    return tuple(facts.values())
