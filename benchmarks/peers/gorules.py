"""zen-engine (GoRules): one decision table, the first row that fits, then an expression for what concerns every listed item.

Two ways to run it: `ZenEngine.create_decision`, as its manual begins, and the same graph from a loader that holds it parsed and compiled
(found to be more than ten times as fast). The second is what somebody would choose who looked for speed.
"""

import itertools
import json
from collections.abc import Callable
from typing import Any

import zen

from ..facts import ATTRIBUTES, Facts, facts_of, number_of_day
from ..law import LINES, MILITARY_BANS, NAMES_BANS, Limit, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

_COLUMNS = ("material", "form", "day", "suspended", "contains", *ATTRIBUTES)
_LACKS = "`trace` says which row fired; no knowledge dates, no doubts, no sources"


def loaded() -> Peer:
    """The graph held by a loader."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"law": graph()}}})

    def outcome(facts: Facts) -> Outcome:
        found: Outcome = engine.evaluate("law", facts)["result"]["outcome"]
        return found

    return _peer("zen-engine, loader", "one decision table (first hit) and an expression, from a static loader", outcome)


def created() -> Peer:
    """The graph as a decision object."""
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(graph())))

    def outcome(facts: Facts) -> Outcome:
        found: Outcome = decision.evaluate(facts)["result"]["outcome"]
        return found

    return _peer("zen-engine, create_decision", "the same graph, by `create_decision`", outcome)


def _peer(name: str, how: str, outcome: Callable[[Facts], Outcome]) -> Peer:
    return Peer(name, "zen-engine", "MIT", how, _LACKS, facts_of, outcome)


def graph() -> dict[str, Any]:
    """The decision model in the tool's JSON."""
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": "day" if name == "suspended" else name} for name in _COLUMNS],
        "outputs": [{"id": "line", "name": "line", "field": "line"}],
        "rules": [_row(line) for line in LINES],
        "passThrough": True,
    }
    verdict = f'line == null ? "{FREE}" : (({_bans()}) ? "{BANNED}" : "{LICENCE}")'
    nodes = [
        _node("request", "inputNode"),
        _node("lines", "decisionTableNode", table),
        _node("verdict", "expressionNode", {"expressions": [{"id": "outcome", "key": "outcome", "value": verdict}]}),
        _node("response", "outputNode"),
    ]
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in itertools.pairwise(ids)]
    return {"nodes": nodes, "edges": edges}


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node: dict[str, Any] = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else node | {"content": content}


def _row(line: Line) -> dict[str, str]:
    """A row: an empty cell fits anything; a comma means or."""
    row = dict.fromkeys(_COLUMNS, "") | {"_id": line.provision, "line": json.dumps(line.provision)}
    row["material"] = _any_of(line.materials)
    row["form"] = _any_of(line.forms)
    first, last = number_of_day(str(line.act.first)), line.act.last
    row["day"] = f">= {first}" if last is None else f"[{first}..{number_of_day(str(last))}]"
    if line.act.suspended:
        start, end = (number_of_day(str(day)) for day in line.act.suspended)
        row["suspended"] = f"< {start} or > {end}"
    if line.contains:
        row["contains"] = f"contains($, {json.dumps(line.contains)})"
    for attribute in {limit.attribute for limit in line.limits}:
        row[attribute] = " and ".join(_cell(limit) for limit in line.limits if limit.attribute == attribute)
    return row


def _cell(limit: Limit) -> str:
    value = json.dumps(limit.value) if isinstance(limit.value, str) else str(limit.value)
    return f"{'==' if limit.op == '=' else limit.op} {value}"


def _any_of(words: tuple[str, ...]) -> str:
    return ", ".join(json.dumps(word) for word in words)


def _bans() -> str:
    military = (
        f'(day >= {number_of_day(str(ban.first))} and (to == "{ban.country}" or user_country == "{ban.country}")'
        f' and (use == "military" or (user_military and user_country == "{ban.country}")))'
        for ban in MILITARY_BANS
    )
    named = (f"(day >= {number_of_day(str(ban.first))} and user in [{_any_of(ban.names)}])" for ban in NAMES_BANS)
    return " or ".join((*military, *named))
