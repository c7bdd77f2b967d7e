"""A shipment as the flat record of plain values that other tools take: the facts that the table of law speaks of, and no others."""

from functools import cache
from typing import Any

from licet.engine.shipment import Amount, Shipment

from .law import LINES

Facts = dict[str, Any]

ATTRIBUTES = tuple(dict.fromkeys(limit.attribute for line in LINES for limit in line.limits))
WORDS = tuple(dict.fromkeys(limit.attribute for line in LINES for limit in line.limits if isinstance(limit.value, str)))
CONTENTS = tuple(dict.fromkeys(line.contains for line in LINES if line.contains))


def number_of_day(text: str) -> int:
    """20251108 for 2025-11-08: in order, readable, and a number for tools that know no dates."""
    return int(text.replace("-", ""))


def facts_of(shipment: Shipment) -> Facts:
    """The record. Numbers are floats; `contains` names the substances of `CONTENTS` that are present; what was not stated is left out."""
    goods = shipment.goods
    user = next(party for party in shipment.parties or () if party.role == "end_user")
    facts: Facts = {
        "material": goods.material,
        "day": number_of_day(shipment.date.isoformat()),
        "to": shipment.destination,
        "use": shipment.end_use,
        "user": user.name,
        "user_country": user.country,
        "user_military": user.military,
    }
    if goods.form is not None:
        facts["form"] = goods.form
    if goods.composition:
        facts["contains"] = [c.substance for c in goods.composition if c.substance in _contents()]
    for name, value in goods.attributes.items():
        if name in _attributes():
            facts[name] = float(value.min or 0) if isinstance(value, Amount) else value
    return facts


@cache
def _contents() -> frozenset[str]:
    return frozenset(CONTENTS)


@cache
def _attributes() -> frozenset[str]:
    return frozenset(ATTRIBUTES)
