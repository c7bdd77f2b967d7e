"""The changes: one act dropped, one day moved, one operator swapped, one destination or target left out; one rule or condition changed.

A mutant of the policy is a pure change of one event. It is not put through the lint of the corpus, which would refuse some of them (an act
on a provision that is gone): the question here is whether the *features* notice. What an event's own type refuses, an end before its
start, is no mutant.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from pydantic import ValidationError

from licet.events.model import EVENT, AgreementConcluded, ControlAnnounced, Event, RulesAdopted, SpecSigned
from licet.rules.rule import Rule, Stage
from licet.rules.tables import STAGES

# Titles, context and signatures: no answer turns on them. The rules that are adopted are changed as rules.
NO_EFFECT: Final = (ControlAnnounced, AgreementConcluded, SpecSigned, RulesAdopted)
DAYS: Final = ("from", "through", "in_force_by")
TWINS: Final = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}


@dataclass(frozen=True)
class Mutant:
    """One change. Of the policy: `event` becomes `instead` (null: dropped). Of the rules: `stages`."""

    kind: str
    name: str
    event: Event | None = None
    instead: Event | None = None
    stages: tuple[Stage, ...] = ()
    days: tuple[date, ...] = ()  # that the change is about: questions near them are asked first
    refused: bool = False

    def of(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events with the change made."""
        changed = (self.instead if event is self.event else event for event in events)
        return tuple(event for event in changed if event is not None)


def of_policy(events: Sequence[Event]) -> Iterator[Mutant]:
    """Every change of one event, in the order of the log."""
    for event in events:
        if isinstance(event, NO_EFFECT):
            continue
        given = EVENT.dump_python(event, mode="json", by_alias=True)
        days = tuple(date.fromisoformat(given[name]) for name in DAYS if given.get(name))
        yield Mutant("event dropped", f"{event.id}: dropped", event, None, days=days)
        for kind, what, changed, near in _changes(given):
            try:
                instead, refused = EVENT.validate_python(changed), False
            except ValidationError:
                instead, refused = None, True
            yield Mutant(kind, f"{event.id}: {what}", event, instead, days=near or days, refused=refused)


def _changes(given: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], tuple[date, ...]]]:
    """Kind, words, the changed event, and the days that it is about."""
    for name in DAYS:
        if given.get(name):
            day = date.fromisoformat(given[name])
            for step, word in ((-1, "earlier"), (1, "later")):
                moved = day + timedelta(days=step)
                yield f"`{name}` a day {word}", f"`{name}` {day} becomes {moved}", {**given, name: moved.isoformat()}, (day, moved)
    for path, measure in _measures(given):
        twin = TWINS[measure["op"]]
        what = measure.get("attribute") or measure.get("substance") or "share of the value"
        value = measure.get("value") or measure.get("share_pct")
        words = f"{what} {measure['op']} {value} becomes {twin} ({_where(given, path)})"
        yield "operator swapped", words, _with(given, (*path, "op"), twin), ()
    for path in (("destinations",), ("changes", "destinations")):
        place = _at(given, path) or {}
        for field, kind in (("countries", "destination dropped"), ("groups", "destination dropped"), ("exclude", "exclusion dropped")):
            for item in place.get(field, ()):
                yield kind, f"{field} without {item}", _with(given, (*path, field), [x for x in place[field] if x != item]), ()
    if given["type"] in ("control_suspended", "control_postponed", "control_terminated") and len(given["targets"]) > 1:
        for target in given["targets"]:
            rest = [x for x in given["targets"] if x != target]
            yield "target dropped from an act", f"targets without {target}", {**given, "targets": rest}, ()


def _measures(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every comparison with a strict or non-strict operator, where it stands."""
    if isinstance(value, dict):
        if value.get("op") in TWINS:
            yield path, value
        for key, inner in value.items():
            if key != "promises" and key != "as_if":  # what is only supposed is left as it is
                yield from _measures(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _measures(inner, (*path, place))


def _at(value: Any, path: Sequence[Any]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else value[key]
        if value is None:
            return None
    return value


def _with(given: dict[str, Any], path: Sequence[Any], value: Any) -> dict[str, Any]:
    out = copy.deepcopy(given)
    _at(out, path[:-1])[path[-1]] = value
    return out


def _where(given: dict[str, Any], path: tuple[Any, ...]) -> str:
    """The list line of a measure, and which of its measures it is."""
    line = next((found["line"] for n in range(len(path), 0, -1) if isinstance(found := _at(given, path[:n]), dict) and "line" in found), "")
    places = ".".join(str(p + 1) for p in path[3:] if isinstance(p, int))
    return " ".join(filter(None, (line or "reach", places and f"no. {places}")))


# Rules


def of_rules() -> Iterator[Mutant]:
    """Every rule left out; every condition of every rule left out, and turned round."""
    for stage in STAGES:
        words = dict(stage.reads)
        for rule in stage.rules:
            where = f"{stage.name}: {rule.name}"
            yield Mutant("rule dropped", f"{where}: dropped", stages=_tables(stage, rule, None))
            for attribute, allowed in rule.when:
                rest = tuple(c for c in rule.when if c[0] != attribute)
                said = f"`{attribute}` is {' or '.join(allowed)}"
                if rest:
                    yield Mutant("condition dropped", f"{where}: without {said}", stages=_tables(stage, rule, replace(rule, when=rest)))
                others = tuple(w for w in words[attribute] if w not in allowed)
                turned = replace(rule, when=tuple((a, others if a == attribute else w) for a, w in rule.when))
                yield Mutant("condition negated", f"{where}: not {said}", stages=_tables(stage, rule, turned))


def _tables(stage: Stage, rule: Rule, instead: Rule | None) -> tuple[Stage, ...]:
    rules = tuple(r for r in (instead if r is rule else r for r in stage.rules) if r is not None)
    return tuple(replace(s, rules=rules) if s is stage else s for s in STAGES)
