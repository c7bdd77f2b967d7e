"""Whether a licence in the log covers a shipment: within all of its terms, on stated facts."""

from collections.abc import Iterable
from datetime import date

from ..events.citation import covers
from ..events.model import LicenceBase, LicenceIssued
from .index import code_prefixes
from .match import ASK_END_USER, ASK_USE, within
from .names import is_one_of
from .policy import Policy
from .shipment import Shipment
from .words import Answer, Ask, all_of, no, unknown, yes


def type_of(item: LicenceBase) -> str:
    """The licence type that policies accept or refuse."""
    return "individual" if isinstance(item, LicenceIssued) else "general"


def covered(
    policy: Policy, item: LicenceBase, requirement: str, shipment: Shipment, day: date, codes: Iterable[str], materials: Iterable[str]
) -> Answer:
    """The licence against a requirement that it may serve; `codes` and `materials` are what the goods are under that requirement."""
    if not any(covers(target, requirement) for target in item.targets):
        return no("for other provisions")
    return all_of(_holder(item, shipment), _places(policy, item, shipment, day), _use(item, shipment), _end_users(item, shipment),
                  _quantity(item, shipment), _goods(item, set(codes), set(materials)))  # fmt: skip


def _holder(item: LicenceBase, shipment: Shipment) -> Answer:
    if item.holder is None:
        return yes("")
    name = shipment.exporter.name
    if name is None:
        return unknown("the exporter is not named", Ask("exporter.name", f"Is the exporter {item.holder}, who holds {item.licence}?"))
    return yes("") if is_one_of(name, (item.holder,)) else no(f"held by {item.holder}")


def _places(policy: Policy, item: LicenceBase, shipment: Shipment, day: date) -> Answer:
    """The destination and the end user's country must both lie within a licence that is limited to places."""
    if item.destinations.every and not item.destinations.exclude:
        return yes("")
    countries = [p.country for p in shipment.parties or () if p.role == "end_user"]
    if not within(policy, item.destinations, shipment.destination, day):
        return no(f"not for {shipment.destination}")
    if any(c is not None and not within(policy, item.destinations, c, day) for c in countries):
        return no("not for the end user's country")
    return yes("") if countries and None not in countries else unknown("the end user's country is not stated", ASK_END_USER)


def _use(item: LicenceBase, shipment: Shipment) -> Answer:
    if not item.uses:
        return yes("")
    if shipment.end_use is None:
        return unknown("the end use is not stated", ASK_USE)
    return yes("") if shipment.end_use in item.uses else no(f"not for {shipment.end_use} use")


def _end_users(item: LicenceBase, shipment: Shipment) -> Answer:
    if not item.end_users:
        return yes("")
    users = [p.name for p in shipment.parties or () if p.role == "end_user"]
    if not users or None in users:
        return unknown("the end user is not named", ASK_END_USER)
    if all(is_one_of(name or "", item.end_users) for name in users):
        return yes("")
    return no("for other end users")


def _quantity(item: LicenceBase, shipment: Shipment) -> Answer:
    limit, stated = item.quantity, shipment.quantity
    if limit is None:
        return yes("")
    if stated is None or stated.unit != limit.unit:
        return unknown("the quantity is not stated in the licence's unit", Ask("quantity", f"How much is shipped, in {limit.unit}?"))
    return yes("") if stated.value <= limit.value else no(f"{stated.value} {stated.unit} exceeds {limit.value}")


def _goods(item: LicenceBase, codes: set[str], materials: set[str]) -> Answer:
    """Goods within a licence limited to codes or materials. Goods that are not pinned down are not covered yet."""
    if not item.codes and not item.materials:
        return yes("")
    if not codes and not materials:
        return unknown("the goods are not identified")
    by_code = bool(codes) and all(set(code_prefixes(code)) & set(item.codes) for code in codes)
    by_material = bool(materials) and materials <= set(item.materials)
    return yes("") if by_code or by_material else no("for other goods")
