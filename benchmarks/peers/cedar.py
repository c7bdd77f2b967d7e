"""cedarpy (Cedar): one `forbid` for each line of the law, goods as entities inside the lines that name them; all parsed once.

Cedar answers allow or deny and names the policies that decided. A ban is a `forbid` too, on any goods; as a Cedar policy cannot build on
another's result, the outcome is read from the names: a ban counts where a line is named beside it. Decimals in Cedar have four digits,
so numbers are scaled to integers.
"""

import json
from decimal import Decimal
from typing import Any

import cedarpy

from licet.engine.shipment import Shipment

from ..facts import facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Limit, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

_SCALE = 10**5
_FORMS = frozenset(form for line in LINES for form in line.forms)
_MATERIALS = dict.fromkeys(material for line in LINES for material in line.materials)


def cedar() -> Peer:
    """Policies and entities as parsed handles."""
    policies = cedarpy.PolicySet.from_str(policy_text())
    entities = cedarpy.Entities.from_json_str(json.dumps(_entities()))

    def outcome(request: dict[str, Any]) -> Outcome:
        answer = cedarpy.is_authorized(request, policies, entities)
        if answer.allowed:
            return FREE
        names = answer.diagnostics.id_annotations_by_reason.values()
        bans = sum(name.startswith("ban ") for name in names)
        if bans == len(names):
            return FREE
        return BANNED if bans else LICENCE

    how = "one `forbid` for each line, goods and parties as entities, parsed once (`PolicySet`, `Entities`)"
    lacks = "names the policies that decided; no third answer, no reasons in words, no knowledge dates, no doubts"
    return Peer("cedarpy", "cedarpy", "Apache-2.0", how, lacks, _request, outcome)


def policy_text() -> str:
    """All policies in Cedar's language."""
    return "\n".join(["permit (principal, action, resource);", *map(_policy, LINES), *_bans()])


def _policy(line: Line) -> str:
    terms = [f"context.day >= {number_of_day(str(line.act.first))}"]
    if line.act.last:
        terms.append(f"context.day <= {number_of_day(str(line.act.last))}")
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        terms.append(f"(context.day < {start} || context.day > {end})")
    if line.contains:
        terms.append(f"context has contains && context.contains.contains({json.dumps(line.contains)})")
    terms += [_term(limit) for limit in line.limits]
    scope = f'principal, action == Action::"export", resource in Line::"{line.provision}"'
    return f'@id("{line.provision}")\nforbid ({scope}) when {{ {" && ".join(terms)} }};'


def _term(limit: Limit) -> str:
    name, op, value = limit
    text = json.dumps(value) if isinstance(value, str) else str(int(value * _SCALE))
    return f"context has {name} && context.{name} {'==' if op == '=' else op} {text}"


def _bans() -> list[str]:
    military = [
        f'@id("ban {ban.provision}")\nforbid (principal, action == Action::"export", resource) when {{'
        f' context.day >= {number_of_day(str(ban.first))} && (context.to == "{ban.country}" || context.user_country == "{ban.country}") &&'
        f' (context.use == "military" || (context.user_military && context.user_country == "{ban.country}")) }};'
        for ban in MILITARY_BANS
    ]
    named = [
        f'@id("ban {ban.provision}")\nforbid (principal in List::"{ban.provision}", action == Action::"export", resource)'
        f" when {{ context.day >= {number_of_day(str(ban.first))} }};"
        for ban in NAMES_BANS
    ]
    return military + named


def _entities() -> list[dict[str, Any]]:
    """Goods (a material in a form) and materials inside lines; parties inside lists. What stands nowhere needs no entity."""
    inside: dict[tuple[str, str], list[str]] = {}
    for line in LINES:
        for material in line.materials:
            if line.forms:
                for form in line.forms:
                    inside.setdefault(("Goods", f"{material}/{form}"), []).append(line.provision)
            else:
                inside.setdefault(("Material", material), []).append(line.provision)
    of_any_form = {material for kind, material in inside if kind == "Material"}
    for material in sorted(of_any_form):
        for form in _FORMS:
            inside.setdefault(("Goods", f"{material}/{form}"), [])
    entities = []
    for (kind, name), lines in inside.items():
        parents = [{"type": "Line", "id": line} for line in lines]
        if kind == "Goods" and name.split("/")[0] in of_any_form:
            parents.append({"type": "Material", "id": name.split("/")[0]})
        entities.append({"uid": {"type": kind, "id": name}, "attrs": {}, "parents": parents})
    for ban in NAMES_BANS:
        lists = [{"type": "List", "id": ban.provision}]
        entities += [{"uid": {"type": "Party", "id": name}, "attrs": {}, "parents": lists} for name in ban.names]
    return entities


def _request(shipment: Shipment) -> dict[str, Any]:
    """A request with its context as JSON text, which the library would make of a dictionary at every call."""
    facts = facts_of(shipment)
    material, form, user = facts.pop("material"), facts.pop("form", None), facts.pop("user")
    context = {name: _scaled(value) if isinstance(value, float) else value for name, value in facts.items()}
    kind, name = ("Goods", f"{material}/{form}") if form in _FORMS else ("Material", material)
    return {
        "principal": {"type": "Party", "id": user},
        "action": {"type": "Action", "id": "export"},
        "resource": {"type": kind, "id": name},
        "context": json.dumps(context),
    }


def _scaled(value: float) -> int:
    return int(Decimal(repr(value)) * _SCALE)
