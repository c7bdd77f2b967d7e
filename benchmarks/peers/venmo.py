"""business-rules (Venmo): conditions as data over a class of variables, actions of another class; the first rule that fires ends it."""

import re
from decimal import Decimal
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.operators import BooleanType, NumericType, SelectMultipleType, StringType
from business_rules.variables import BaseVariables, rule_variable

from ..facts import ATTRIBUTES, WORDS, Facts, facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

Rule = dict[str, Any]
_OPERATORS = {
    ">": "greater_than",
    ">=": "greater_than_or_equal_to",
    "<": "less_than",
    "<=": "less_than_or_equal_to",
    "=": "equal_to",
}
_TYPES = {
    **dict.fromkeys(("material", "form", "to", "use", "user", "user_country"), StringType),
    "day": NumericType,
    "user_military": BooleanType,
    "contains": SelectMultipleType,
    **{name: StringType if name in WORDS else NumericType for name in ATTRIBUTES},
}
_EMPTY = {StringType: "", SelectMultipleType: ()}


def venmo() -> Peer:
    """Two lists of rules: the lines, and the bans of what is listed."""
    variables, actions = _variables(), _actions()
    lines, bans = [_rule(line) for line in LINES], _bans()

    def outcome(facts: Facts) -> Outcome:
        stated, done = variables(facts), actions()
        if not run_all(lines, stated, done, stop_on_first_trigger=True):
            return FREE
        return BANNED if run_all(bans, stated, done, stop_on_first_trigger=True) else LICENCE

    how = "two lists of rules, `stop_on_first_trigger`"
    lacks = "no reasons, no knowledge dates, no doubts; not maintained since 2022"
    return Peer("business-rules", "business-rules", "MIT", how, lacks, facts_of, outcome)


def _variables() -> Any:
    """The class of variables: one method for each fact."""

    class Variables(BaseVariables):  # type: ignore[misc]
        def __init__(self, facts: Facts) -> None:
            self.facts = facts

    for name, kind in _TYPES.items():
        setattr(Variables, name, rule_variable(kind)(_reader(name, kind)))
    return Variables


def _reader(name: str, kind: Any) -> Any:
    """A fact; a number that was not stated is an error, as no rule may read it."""
    if kind in _EMPTY:
        empty = _EMPTY[kind]
        return lambda self: self.facts.get(name, empty)
    return lambda self: self.facts[name]


def _actions() -> Any:
    class Actions(BaseActions):  # type: ignore[misc]
        def __init__(self) -> None:
            self.provision: str | None = None

        @rule_action()  # type: ignore[untyped-decorator]
        def found(self, provision: str) -> None:
            self.provision = provision

    return Actions


def _rule(line: Line) -> Rule:
    terms = [_among("material", line.materials)]
    terms += [_among("form", line.forms)] if line.forms else []
    terms.append(_term("day", ">=", number_of_day(str(line.act.first))))
    terms += [_term("day", "<=", number_of_day(str(line.act.last)))] if line.act.last else []
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        terms.append({"any": [_term("day", "<", start), _term("day", ">", end)]})
    if line.contains:
        terms.append({"name": "contains", "operator": "shares_at_least_one_element_with", "value": [line.contains]})
    terms += [_term(*limit) for limit in line.limits]
    return _found(terms, line.provision)


def _bans() -> list[Rule]:
    out = []
    for ban in MILITARY_BANS:
        here, there = _term("user_country", "=", ban.country), _term("to", "=", ban.country)
        user = {"all": [{"name": "user_military", "operator": "is_true", "value": ""}, here]}
        terms = [
            _term("day", ">=", number_of_day(str(ban.first))),
            {"any": [there, here]},
            {"any": [_term("use", "=", "military"), user]},
        ]
        out.append(_found(terms, ban.provision))
    for named in NAMES_BANS:
        out.append(_found([_term("day", ">=", number_of_day(str(named.first))), _among("user", named.names)], named.provision))
    return out


def _found(terms: list[Rule], provision: str) -> Rule:
    return {"conditions": {"all": terms}, "actions": [{"name": "found", "params": {"provision": provision}}]}


def _term(name: str, op: str, value: str | int | Decimal) -> Rule:
    return {"name": name, "operator": _OPERATORS[op], "value": value}


def _among(name: str, words: tuple[str, ...]) -> Rule:
    """One of some words: a regular expression took less time than as many comparisons."""
    if len(words) == 1:
        return _term(name, "=", words[0])
    return {"name": name, "operator": "matches_regex", "value": f"^(?:{'|'.join(map(re.escape, words))})$"}
