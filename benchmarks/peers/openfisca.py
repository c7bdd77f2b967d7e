"""OpenFisca-core: dated parameters for when the law is in force, one vectorial formula for what is listed, one for the outcome.

Licensed under the AGPL: it is asked here, for comparison, and nothing that ships depends on it. It is made for populations; one shipment
at a time is not what it is good at. A simulation with inputs set took a fifth less than one built from a situation, as its web API does.
"""

import functools
import operator
from datetime import date, timedelta
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from licet.engine.shipment import Shipment

from ..facts import ATTRIBUTES, CONTENTS, WORDS, facts_of
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Act, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

_TEXTS = ("material", "form", "to", "use", "user", "user_country", *WORDS)
_NUMBERS = tuple(name for name in ATTRIBUTES if name not in WORDS)
_FLAGS = ("user_military", *(f"contains_{name}" for name in CONTENTS))
_OUTCOMES: tuple[Outcome, ...] = (FREE, LICENCE, BANNED)
_OPERATORS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq}
_ACTS = {line.act: f"act_{n}" for n, line in enumerate({line.act: line for line in LINES}.values())}
_DAY = timedelta(days=1)


def openfisca() -> Peer:
    """A system of inputs, dated parameters and two formulas."""
    entity = build_entity(key="shipment", plural="shipments", label="shipment", is_person=True)
    system = TaxBenefitSystem([entity])
    system.parameters = ParameterNode("", data={name: {"values": values} for name, values in _parameters().items()})
    for name in _TEXTS:
        system.add_variable(_input(entity, name, str))
    for name in _NUMBERS:
        system.add_variable(_input(entity, name, float))
    for name in _FLAGS:
        system.add_variable(_input(entity, name, bool))
    system.add_variable(_formula(entity, "listed", bool, _listed))
    system.add_variable(_formula(entity, "outcome", int, _outcome))

    def outcome(asked: tuple[dict[str, Any], str]) -> Outcome:
        stated, day = asked
        simulation = SimulationBuilder().build_default_simulation(system, 1)
        for name, value in stated.items():
            simulation.set_input(name, DateUnit.ETERNITY, value)
        return _OUTCOMES[int(simulation.calculate("outcome", day)[0])]

    how = "dated parameters, one vectorial formula over all lines, a simulation for each question"
    lacks = "a trace of values; no knowledge dates (its parameters know days of effect only), no doubts"
    return Peer("OpenFisca-core", "OpenFisca-Core", "AGPL-3.0-or-later", how, lacks, _situation, outcome)


def _parameters() -> dict[str, Any]:
    out = {name: _in_force(act) for act, name in _ACTS.items()}
    for n, ban in enumerate((*MILITARY_BANS, *NAMES_BANS)):
        out[f"ban_{n}"] = {"0001-01-01": {"value": False}, str(ban.first): {"value": True}}
    return out


def _in_force(act: Act) -> dict[str, Any]:
    days: dict[date, bool] = {date.min: False, act.first: True}
    if act.suspended:
        days |= {act.suspended[0]: False, act.suspended[1] + _DAY: True}
        if act.suspended[0] <= act.first <= act.suspended[1]:
            days[act.first] = False
    if act.last:
        days[act.last + _DAY] = False
    return {day.isoformat(): {"value": value} for day, value in days.items()}


def _input(entity: Any, name: str, kind: type) -> Any:
    return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": DateUnit.ETERNITY, "label": name})


def _formula(entity: Any, name: str, kind: type, formula: Any) -> Any:
    body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.DAY, "label": name, "formula": formula}
    return type(name, (Variable,), body)


def _listed(shipment: Any, period: Any, parameters: Any) -> Any:
    """Whether some line names the goods: lines of acts that are not in force are left out."""
    law = parameters(period)
    at_hand: dict[str, Any] = {}

    def stated(name: str) -> Any:
        if name not in at_hand:
            at_hand[name] = shipment(name, period)
        return at_hand[name]

    found = numpy.zeros(shipment.count, dtype=bool)
    for line in LINES:
        if law[_ACTS[line.act]]:
            found |= _meets(line, stated)
    return found


def _meets(line: Line, stated: Any) -> Any:
    terms = [_among(stated("material"), line.materials)]
    if not terms[0].any():
        return terms[0]
    terms += [_among(stated("form"), line.forms)] if line.forms else []
    terms += [stated(f"contains_{line.contains}")] if line.contains else []
    for name, op, value in line.limits:
        limit = value if isinstance(value, str) else numpy.float32(value)  # its floats have 32 bits
        terms.append(_OPERATORS[op](stated(name), limit))
    return functools.reduce(operator.and_, terms)


def _outcome(shipment: Any, period: Any, parameters: Any) -> Any:
    listed = shipment("listed", period)
    if not listed.any():
        return listed.astype(int)
    law = parameters(period)
    to, at, use = (shipment(name, period) for name in ("to", "user_country", "use"))
    military, user = shipment("user_military", period), shipment("user", period)
    banned = numpy.zeros(shipment.count, dtype=bool)
    for n, ban in enumerate(MILITARY_BANS):
        if law[f"ban_{n}"]:
            here = at == ban.country
            banned |= ((to == ban.country) | here) & ((use == "military") | (military & here))
    for n, named in enumerate(NAMES_BANS, len(MILITARY_BANS)):
        if law[f"ban_{n}"]:
            banned |= _among(user, named.names)
    return listed * (1 + banned)


def _among(values: Any, words: tuple[str, ...]) -> Any:
    return values == words[0] if len(words) == 1 else numpy.isin(values, words)


def _situation(shipment: Shipment) -> tuple[dict[str, Any], str]:
    facts = facts_of(shipment)
    facts.pop("day")
    contents = {f"contains_{name}": True for name in facts.pop("contains", ())}
    return {name: numpy.array([value]) for name, value in (facts | contents).items()}, shipment.date.isoformat()
