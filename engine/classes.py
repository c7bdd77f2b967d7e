"""Classes of shipments: those that a policy cannot tell apart are decided once.

A class is every fact of a shipment as it is stated, but for four that a policy reads less closely (`engine.readings`): the day, names,
quantities, the description. These stand in no answer; the other facts do, as they were stated.
"""

import threading
from collections.abc import Callable, Hashable, Mapping
from operator import itemgetter
from typing import Any, Final

from pydantic import BaseModel

from .decide import Decided, settle
from .inference import Inference
from .policy import Policy
from .question import Parts
from .readings import Readings
from .shipment import Amount, Component, Content, Departure, Exporter, Goods, Owner, Party, Shipment
from .uncollected import uncollected

KEPT: Final = 1024  # classes with their answers, about 100 kB each

_SHARING: Final = 128  # questions between two forgettings of what they share

Key = tuple[Hashable, ...]
Rest = Callable[[Mapping[str, Any]], Any]


class Classes:
    """The classes of one policy, and their answers as far as they are kept. Safe to use from several threads."""

    def __init__(self, policy: Policy, infer: Inference, kept: int = KEPT, readings: Readings | None = None) -> None:
        """`readings`: those of a policy from which this one may have grown."""
        self.policy, self.infer, self._kept = policy, infer, kept
        self.readings = Readings(policy) if readings is None else readings.grown(policy)
        self._decided: dict[Key, Decided] = {}
        self._parts: dict[Hashable, dict[Any, Any]] = {}
        self._asked = 0
        self._lock = threading.Lock()

    def decide(self, shipment: Shipment) -> Decided:
        """The answer to the class of a shipment. Errors: those of `engine.decide.decide`; what failed is not kept."""
        key = self.key(shipment)
        known = self._decided.get(key)
        if known is not None:
            return known
        with self._lock, uncollected():  # whoever asks for the same class meanwhile waits for this answer
            return self._decided.get(key) or self._settled(shipment, key)

    def _settled(self, shipment: Shipment, key: Key) -> Decided:
        """The answer to a class that is not known. What such questions share is forgotten now and then."""
        if self._asked % _SHARING == 0:
            self._parts = {}
        self._asked += 1
        parts = Parts(self._parts, key[:_OF_GOODS], (shipment.goods.kind, key[_OF_GOODS:-1]))  # the kind says what an act is
        decided = settle(self.policy, shipment, self.infer, parts=parts)
        if not decided.failed:
            self._decided[key] = decided
            if len(self._decided) > self._kept:  # the oldest goes: keeping account of what was used last would cost every look-up
                del self._decided[next(iter(self._decided))]
        return decided

    def at_hand(self, shipment: Shipment) -> Decided | None:
        """The answer to the class of a shipment, if it is kept."""
        return self._decided.get(self.key(shipment))

    def key(self, shipment: Shipment) -> Key:
        """What keeps the shipment apart from others under this policy: of its goods, of what is beside them, of its days. Flat, and models
        are taken apart, as hashing and comparing them takes long."""
        facts, goods = shipment.__dict__, shipment.goods.__dict__
        attributes, composition, parties, content = goods["attributes"], goods["composition"], facts["parties"], facts["content"]
        exporter, leaves, readings = facts["exporter"].__dict__, facts["exit_date"], self.readings
        return (
            *_GOODS(goods),
            frozenset([(name, *_amount(value)) for name, value in attributes.items()]) if attributes else None,
            tuple([_part(component, _COMPONENT, "wt_pct") for component in composition]) if composition else composition,
            *_SHIPMENT(facts),
            *_DEPARTURE(facts["departure"].__dict__),
            *_EXPORTER(exporter),
            exporter["name"] and readings.name(exporter["name"]),
            parties if parties is None else tuple([_party(party.__dict__, readings.name) for party in parties]),
            tuple([_part(item, _CONTENT, "value_share_pct") for item in content]) if content else None,
            facts["quantity"] if readings.limited else None,
            readings.day(facts["date"]) if leaves is None else (facts["date"], leaves),  # of two days the answer names the stricter
        )


def _party(party: Mapping[str, Any], read: Callable[[str], Hashable]) -> Key:
    name, owners = party["name"], party["owners"]
    return (
        *_PARTY(party),
        name and read(name),
        owners and tuple([(_OWNER(owner.__dict__), read(owner.name)) for owner in owners]),
    )


def _amount(value: Amount | str | None) -> Key:
    return (value,) if value is None or isinstance(value, str) else _AMOUNT(value.__dict__)  # asking whether it is a model takes long


def _part(part: Component | Content, rest: Rest, amount: str) -> Key:
    """Something that is in the goods, by the name of its amount."""
    facts = part.__dict__
    return rest(facts), _amount(facts[amount])


def _but(model: type[BaseModel], *fields: str) -> Rest:
    """What takes from a model's facts all but some, those that it may yet get included."""
    return itemgetter(*(name for name in model.model_fields if name not in fields))


_OF_GOODS: Final = len(Goods.model_fields) - 1  # values of a key, all but the description
_SHIPMENT: Final = _but(Shipment, "goods", "departure", "exporter", "parties", "content", "quantity", "date", "exit_date")
_GOODS: Final = _but(Goods, "description", "attributes", "composition")
_DEPARTURE: Final = _but(Departure)
_EXPORTER: Final = _but(Exporter, "name")
_PARTY: Final = _but(Party, "name", "owners")
_OWNER: Final = _but(Owner, "name")
_COMPONENT: Final = _but(Component, "wt_pct")
_CONTENT: Final = _but(Content, "value_share_pct")
_AMOUNT: Final = _but(Amount)
