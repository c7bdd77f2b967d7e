"""durable-rules, asked for every decision: a fact for the shipment is asserted, every line and ban that fits fires, the fact is retracted.

The library that Licet runs its own rules on (there on few flat findings, and remembered). It has no sets and its numbers with fractions
are not sound, so each alternative is spelt out, what goods contain is a field for each substance, and numbers are scaled to integers.
"""

import contextlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from durable import engine

from licet.engine.shipment import Shipment

from ..facts import facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

Condition = dict[str, Any]
_SCALE = 10**5
_OPERATORS = {">": "$gt", ">=": "$gte", "<": "$lt", "<=": "$lte"}


def durable_rules() -> Peer:
    """One ruleset in one session, the threads of the library off."""

    class Host(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """No timers."""

    fired: list[str] = []
    host = Host()
    host.set_rulesets({"law": _ruleset(fired)})

    def outcome(fact: dict[str, Any]) -> Outcome:
        fired.clear()
        try:
            state = host.assert_fact("law", fact)
            if "exception" in state:
                raise RuntimeError(state["exception"])
        except engine.MessageNotHandledException:
            return FREE
        finally:
            with contextlib.suppress(engine.MessageNotHandledException):
                host.retract_fact("law", fact)
        bans = sum(name.startswith("ban ") for name in fired)
        return FREE if bans == len(fired) else BANNED if bans else LICENCE

    how = "one rule for each line and ban, a fact asserted and retracted for each question"
    lacks = "which rules fired; no reasons, no knowledge dates, no doubts"
    return Peer("durable-rules", "durable_rules", "MIT", how, lacks, _fact, outcome)


def _ruleset(fired: list[str]) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    for line in LINES:
        rules[line.provision] = _rule(_of(line), line.provision, fired)
    for ban in MILITARY_BANS:
        there = {"$or": [{"to": ban.country}, {"user_country": ban.country}]}
        military = {"$or": [{"use": "military"}, {"$and": [{"user_military": 1}, {"user_country": ban.country}]}]}
        terms = [{"$gte": {"day": number_of_day(str(ban.first))}}, there, military]
        rules[f"ban {ban.provision}"] = _rule({"$and": terms}, f"ban {ban.provision}", fired)
    for named in NAMES_BANS:
        terms = [{"$gte": {"day": number_of_day(str(named.first))}}, _among("user", named.names)]
        rules[f"ban {named.provision}"] = _rule({"$and": terms}, f"ban {named.provision}", fired)
    return rules


def _rule(condition: Condition, name: str, fired: list[str]) -> dict[str, Any]:
    return {"all": [{"shipment": condition}], "run": _action(name, fired)}


def _action(name: str, fired: list[str]) -> Callable[[Any], None]:
    def action(_closure: Any) -> None:
        fired.append(name)

    return action


def _of(line: Line) -> Condition:
    terms = [_among("material", line.materials)]
    terms += [_among("form", line.forms)] if line.forms else []
    terms.append({"$gte": {"day": number_of_day(str(line.act.first))}})
    terms += [{"$lte": {"day": number_of_day(str(line.act.last))}}] if line.act.last else []
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        terms.append({"$or": [{"$lt": {"day": start}}, {"$gt": {"day": end}}]})
    terms += [{f"contains_{line.contains}": 1}] if line.contains else []
    for name, op, value in line.limits:
        number = value if isinstance(value, str) else int(value * _SCALE)
        terms.append({name: number} if op == "=" else {_OPERATORS[op]: {name: number}})
    return {"$and": terms}


def _among(name: str, words: tuple[str, ...]) -> Condition:
    options = [{name: word} for word in words]
    return options[0] if len(options) == 1 else {"$or": options}


def _fact(shipment: Shipment) -> dict[str, Any]:
    fact: dict[str, Any] = {"id": "shipment"}
    for name, value in facts_of(shipment).items():
        if name == "contains":
            fact |= {f"contains_{substance}": 1 for substance in value}
        elif isinstance(value, float):
            fact[name] = int(Decimal(repr(value)) * _SCALE)
        else:
            fact[name] = int(value) if isinstance(value, bool) else value
    return fact
