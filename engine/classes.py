"""Classes of shipments: those that a policy cannot tell apart are decided once.

A class is every fact of a shipment as it is stated, but for four that a policy reads less closely: the day counts by its place among the
days that the policy speaks of, a name only if it resembles one of the policy's names, a quantity only if some licence limits it, and a
description not at all. Any other field, a new one too, keeps shipments apart by itself.
"""

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from ..events.dates import day_after
from ..events.model import LicenceBase, PartyListed
from .decide import Decided, settle
from .inference import Inference
from .names import same_name
from .policy import Policy
from .shipment import Shipment

KEPT: Final = 1024  # classes with their answers, about 100 kB each

Key = tuple[Hashable, ...]
Found = TypeVar("Found")


class Classes:
    """The classes of one policy, and their answers as far as they are kept. Safe to use from several threads."""

    def __init__(self, policy: Policy, infer: Inference, kept: int = KEPT) -> None:
        self.policy, self.infer, self._kept = policy, infer, kept
        self._days = days_of(policy)
        self._names = _names(policy)
        self._limited = any(licence.quantity is not None for licence in _all(policy, LicenceBase))
        self._resembling = lru_cache(maxsize=65536)(self._resembles)
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
            "quantity": shipment.quantity if self._limited else None,
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
            facts["date"] = bisect_right(self._days, shipment.date)
        return tuple(facts.values())

    def _name(self, name: str | None) -> str | None:
        """The name where it resembles one of the policy's; "" for any other."""
        return name if name is None or self._resembling(name) else ""

    def _resembles(self, name: str) -> bool:
        return same_name(name, self._names) != "no"


def _facts(model: BaseModel, **instead: Hashable) -> Key:
    return tuple((model.__dict__ | instead).values())


def _inside(value: Any, kind: type[Found]) -> Iterator[Found]:
    """Everything of a kind in a value and in what it holds: in the events that a statement promises, too."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, BaseModel):
        value = tuple(value.__dict__.values())
    if isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item, kind)


def _all(policy: Policy, kind: type[Found]) -> Iterator[Found]:
    return (found for event in (*policy.events.values(), *policy.unplaced) for found in _inside(event, kind))


def days_of(policy: Policy) -> list[date]:
    """Every day that some event of the policy speaks of, and the day after it: between two of them all days are alike."""
    days = set(_all(policy, date))
    return sorted(days | {day_after(day) for day in days if day != date.max})


def _names(policy: Policy) -> tuple[str, ...]:
    """Every name that a party is compared with."""
    listed = (name for listing in _all(policy, PartyListed) for name in (listing.name, *listing.aliases))
    licensed = (name for licence in _all(policy, LicenceBase) for name in (licence.holder, *licence.end_users) if name is not None)
    return tuple(dict.fromkeys((*listed, *licensed)))
