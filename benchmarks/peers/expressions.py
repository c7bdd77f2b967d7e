"""rule-engine: two chains of compiled expressions, the first match of each: is the item listed, is it banned."""

import json

from rule_engine import Chain, Context, DataType, type_resolver_from_dict

from ..facts import ATTRIBUTES, WORDS, Facts, facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

_TYPES = {
    **dict.fromkeys(("material", "form", "to", "use", "user", "user_country"), DataType.STRING),
    "day": DataType.FLOAT,
    "user_military": DataType.BOOLEAN,
    "contains": DataType.ARRAY(DataType.STRING),
    **{name: DataType.STRING if name in WORDS else DataType.FLOAT for name in ATTRIBUTES},
}


def expressions() -> Peer:
    """Typed expressions, checked when they are compiled."""
    context = Context(type_resolver=type_resolver_from_dict(_TYPES), default_value=None)
    lines = Chain([(_expression(line), line.provision) for line in LINES], default_value=None, context=context)
    bans = Chain(_bans(), default_value=None, context=context)

    def outcome(facts: Facts) -> Outcome:
        if lines.evaluate(facts) is None:
            return FREE
        return LICENCE if bans.evaluate(facts) is None else BANNED

    how = "a `Chain` of compiled, typed expressions for the lines, one for the bans"
    lacks = "the value of the first match; no reasons, no knowledge dates, no doubts"
    return Peer("rule-engine", "rule-engine", "BSD-3-Clause", how, lacks, facts_of, outcome)


def _expression(line: Line) -> str:
    terms = [_among("material", line.materials)]
    terms += [_among("form", line.forms)] if line.forms else []
    terms.append(f"day >= {number_of_day(str(line.act.first))}")
    terms += [f"day <= {number_of_day(str(line.act.last))}"] if line.act.last else []
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        terms.append(f"(day < {start} or day > {end})")
    terms += [f"contains != null and {json.dumps(line.contains)} in contains"] if line.contains else []
    for name, op, value in line.limits:
        text = json.dumps(value) if isinstance(value, str) else str(value)
        terms.append(f"{name} {'==' if op == '=' else op} {text}")
    return " and ".join(terms)


def _bans() -> list[tuple[str, str]]:
    military = [
        (
            f'day >= {number_of_day(str(ban.first))} and (to == "{ban.country}" or user_country == "{ban.country}")'
            f' and (use == "military" or (user_military and user_country == "{ban.country}"))',
            ban.provision,
        )
        for ban in MILITARY_BANS
    ]
    named = [(f"day >= {number_of_day(str(ban.first))} and {_among('user', ban.names)}", ban.provision) for ban in NAMES_BANS]
    return military + named


def _among(name: str, words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return f"{name} == {json.dumps(words[0])}"
    return f"{name} in [{', '.join(json.dumps(word) for word in words)}]"
