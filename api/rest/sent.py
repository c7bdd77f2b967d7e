"""Events as somebody sent them: from the bytes of a body to events, and for every fault the place in the body.

`{…}`, one event; `[{…}, …]` or `{"events": [{…}, …]}`, several.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from ...engine.shipment import problems_of
from ...events.codec import from_json
from ...events.errors import CodecError, InvalidEvent, Problem
from ...events.model import Event
from ..access.permit import Actor, stamped
from ..schema import Fault, Refused, dotted, parse_json, pointer_of, said
from ..terminal.options import Json

MAX_FAULTS: Final = 100
"""Faults of one body that are told; nobody reads more."""

_STRUCTURAL: Final = ("missing", "extra_forbidden")
_NAMED: Final = re.compile(r"`([^`]+)`")


class Sent(NamedTuple):
    """Events in the order of the body. `given`: as they stood in it; `places`: the pointers to them."""

    events: tuple[Event, ...]
    given: tuple[Json, ...]
    places: tuple[str, ...]

    def fault(self, event_id: str, field: str, text: str) -> Fault:
        """A problem of an event, by its id and a dotted path in it, with its place in the body."""
        n = max((n for n, event in enumerate(self.events) if event.id == event_id), default=None)
        if n is None:
            return Fault("", "body", f"`{event_id}`, `{field}`: {text}")
        return _fault(self.places[n] + pointer_of(_steps(field, text, self.given[n])), text)


def read_sent(body: bytes, actor: Actor) -> Sent:
    """The events of a body, with `actor` as who recorded them (`access.stamped`); otherwise `Refused`, with the faults of all of them, or
    a `Problem` 403."""
    data = parse_json(body)
    given, places = _items(data)
    if wrong := [place for item, place in zip(given, places, strict=True) if not isinstance(item, dict)]:
        raise Refused([_fault(place, "an event is a JSON object") for place in wrong[:MAX_FAULTS]])
    events: list[Event] = []
    faults: list[Fault] = []
    for item, place in zip(stamped(given, actor, places), places, strict=True):
        try:
            events.append(from_json(item))
        except CodecError as error:
            faults += _faults_of(error, item, place)
            if len(faults) >= MAX_FAULTS:
                break
    if faults:
        raise Refused(faults[:MAX_FAULTS])
    return Sent(tuple(events), tuple(given), tuple(places))


def refused(sent: Sent, problems: Iterable[Problem]) -> Refused:
    """What `record` found, by its places in the body."""
    return Refused([sent.fault(*problem) for problem in problems][:MAX_FAULTS])


def _items(data: object) -> tuple[list[Any], list[str]]:
    """The events of the body and the pointers to them."""
    if isinstance(data, dict) and "type" not in data and "events" in data:
        if more := [name for name in data if name != "events"]:
            raise Refused(
                [_fault(pointer_of([name]), "unknown field: a batch has `events` and nothing else") for name in more[:MAX_FAULTS]]
            )
        items, at = data["events"], "/events"
        if not isinstance(items, list):
            raise Refused([_fault(at, "a JSON array of events is wanted here")])
    elif isinstance(data, list):
        items, at = data, ""
    elif isinstance(data, dict):
        return [data], [""]
    else:
        raise Refused([_fault("", 'an event, an array of events, or `{"events": […]}` is wanted here')])
    if not items:
        raise Refused([_fault(at, "there is no event in it: give one or more")])
    return items, [f"{at}/{n}" for n in range(len(items))]


def _fault(pointer: str, text: str) -> Fault:
    return Fault(pointer, dotted(pointer), text)


# --- what an event itself shows ---------------------------------------------------------------------------------------


def _faults_of(error: CodecError, given: Json, place: str) -> list[Fault]:
    if not isinstance(error, InvalidEvent) or error.faults is None:
        return [_fault(place + error.pointer, error.reason)]
    return list(dict.fromkeys(_fault(place + pointer_of(steps), text) for steps, text in _misfits(error.faults, given)))


_Branch = tuple[tuple[int | str, ...], int | str]  # where a value may be one of several things, and which of them it was taken for


def _misfits(error: ValidationError, given: Json) -> Iterator[tuple[list[int | str], str]]:
    """The steps to each value that does not fit, and why.

    A value that may be one of several things is compared with each of them; told is only what is wrong with it as the one that its fields
    fit best.
    """
    found = []
    for item, (_, text) in zip(error.errors(include_url=False), problems_of(error), strict=True):
        if item["type"] == "too_short" and isinstance(item["input"], list) and len(item["input"]) >= item["ctx"]["min_length"]:
            continue  # it has items enough, whose own faults are told
        steps, branches = _walk(item["loc"][1:], item["type"], given)
        found.append((steps, branches, item["type"], said(dict(item), text)))
    misfits: Counter[_Branch] = Counter()
    for steps, branches, kind, _ in found:
        for branch in branches:
            misfits[branch] += kind in _STRUCTURAL and branch == branches[-1] and len(steps) == len(branch[0]) + 1
    least: dict[tuple[int | str, ...], int] = {}
    for (at, _), count in misfits.items():
        least[at] = min(count, least.get(at, count))
    for steps, branches, _, text in found:
        if all(misfits[branch] == least[branch[0]] for branch in branches):
            yield steps, text


def _walk(loc: tuple[int | str, ...], kind: str, given: Json) -> tuple[list[int | str], list[_Branch]]:
    """The steps of a fault's location that lead through what was sent, and those that only name one of several things."""
    value: Any = given
    steps: list[int | str] = []
    branches: list[_Branch] = []
    for n, step in enumerate(loc):
        inside = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
        if step in inside:
            value = value[step]
            steps.append(step)
        elif kind == "missing" and n == len(loc) - 1:
            steps.append(step)
        else:
            branches.append((tuple(steps), step))
    return steps, branches


# --- what only the log shows ------------------------------------------------------------------------------------------


def _steps(field: str, text: str, given: Json) -> list[int | str]:
    """The steps to `codes.line`, as far as they lead; in a list, to the item that `text` names first."""
    value: Any = given
    steps: list[int | str] = []
    path = field.split(".")
    for n, name in enumerate(path):
        step: int | str = int(name) if isinstance(value, list) and name.isdigit() else name
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return steps + _item(value, path[n:], text)
        steps.append(step)
    return steps + _item(value, [], text)


def _item(value: Any, rest: list[str], text: str) -> list[int | str]:
    """The step to the item of a list that is what `text` names, or has it under the last name of the path."""
    match = _NAMED.match(text)
    name = match[1] if match else None
    for n, item in enumerate(value if name and isinstance(value, list) else []):
        if item == name:
            return [n]
        if len(rest) == 1 and isinstance(item, dict) and item.get(rest[0]) == name:
            return [n, rest[0]]
    return []
