"""The changes: one act dropped, one day moved, one operator swapped, one destination or target left out; one rule or condition changed.

A mutant of the policy is a pure change of one event; only a day of publication is moved for all events of an instrument that share it, as
the instrument was published once. A mutant is not put through the lint of the corpus, which would refuse some of them (an act on a
provision that is gone): the question here is whether the *features* notice. What an event's own type refuses, an end before its start, is
no mutant.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from pydantic import ValidationError

from licet.events.model import ABOUT_THE_LOG, EVENT, AgreementConcluded, ControlAnnounced, Event, RulesAdopted, SpecSigned
from licet.rules.rule import Rule, Stage
from licet.rules.tables import STAGES

# Titles, context and signatures: no answer turns on them. The rules that are adopted are changed as rules.
NO_EFFECT: Final = (ControlAnnounced, AgreementConcluded, SpecSigned, RulesAdopted)
DAYS: Final = ("from", "through", "in_force_by", "verified_through")
PUBLISHED: Final = ("published", "published_by")
SUPPOSED: Final = ("promises", "as_if")  # events inside a statement or a reading
STEPS: Final = ((-1, "earlier"), (1, "later"))
TWINS: Final = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}


@dataclass(frozen=True)
class Mutant:
    """One change. Of the policy: `event` becomes `instead` (null: dropped), and each of `also` with it. Of the rules: `stages`."""

    kind: str
    name: str
    event: Event | None = None
    instead: Event | None = None
    also: tuple[tuple[Event, Event], ...] = ()
    stages: tuple[Stage, ...] = ()
    days: tuple[date, ...] = ()  # that the change is about: questions near them are asked first
    refused: bool = False

    @property
    def changes(self) -> tuple[tuple[Event, Event | None], ...]:
        """The events that it changes, each with what it becomes."""
        return ((self.event, self.instead), *self.also) if self.event is not None else ()

    def of(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events with the change made."""
        becomes = {id(event): instead for event, instead in self.changes}
        changed = (becomes.get(id(event), event) for event in events)
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
    yield from _published(events)


def _published(events: Sequence[Event]) -> Iterator[Mutant]:
    """The day on which an instrument was published, or by which it was for sure, moved by a day; those about the log decide nothing."""
    groups: dict[tuple[str, str, date], list[Event]] = {}
    for event in events:
        if not isinstance(event, (*ABOUT_THE_LOG, RulesAdopted, SpecSigned)):
            name = "published" if event.published else "published_by"
            groups.setdefault((event.instrument, name, event.day), []).append(event)
    for (instrument, name, day), group in groups.items():
        if all(isinstance(event, NO_EFFECT) for event in group):
            continue
        for step, word in STEPS:
            moved = day + timedelta(days=step)
            first, *rest = [(event, event.model_copy(update={name: moved})) for event in group]
            what = f"{instrument}: `{name}` {day} becomes {moved}"
            yield Mutant(f"`{name}` a day {word}", what, *first, also=tuple(rest), days=(day, moved))


def _changes(given: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], tuple[date, ...]]]:
    """Kind, words, the changed event, and the days that it is about."""
    for name in DAYS:
        if given.get(name):
            yield from _moved(given, (name,), f"`{name}`", f"`{name}`")
    for place in range(len(given.get("boundary", ()))):
        yield from _moved(given, ("boundary", place), "boundary day", "boundary day")
    for path in _suppositions(given):
        yield from _moved(given, path, "supposed day", f"supposed `{path[-1]}` of no. {path[1] + 1}")
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


def _moved(
    given: dict[str, Any], path: tuple[Any, ...], kind: str, words: str
) -> Iterator[tuple[str, str, dict[str, Any], tuple[date, ...]]]:
    """A day, wherever it stands, a day earlier and a day later."""
    day = date.fromisoformat(_at(given, path))
    for step, word in STEPS:
        moved = day + timedelta(days=step)
        yield f"{kind} a day {word}", f"{words} {day} becomes {moved}", _with(given, path, moved.isoformat()), (day, moved)


def _suppositions(given: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Where the days stand of what a statement promises, or a reading takes for the law."""
    for field in SUPPOSED:
        for place, item in enumerate(given.get(field, ())):
            yield from ((field, place, "event", name) for name in DAYS if item["event"].get(name))


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
