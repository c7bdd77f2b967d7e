"""Events as canonical JSON, and JSON read strictly.

Canonical JSON is RFC 8785: members sorted, no spaces, UTF-8. Within the values that Licet writes (ASCII keys, strings,
whole numbers up to 2^53 - 1, no floats: decimals are strings) orjson with sorted keys gives the same bytes as a full
implementation, eighty times faster; values outside that range are refused here, and the tests compare with `rfc8785`.

Every member is written, nulls and defaults included: what a stored event means never depends on a default of later
code. Stored bytes are never rewritten. An event of an older schema version is brought up to date when it is read, by
`UPCASTS`. Errors: `JsonError` and the branches of `CodecError`, see `errors`.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar, cast, get_args, get_type_hints

import orjson
from pydantic import BaseModel, ValidationError

from .errors import InvalidEvent, JsonError, UnknownEventType, UnknownEventVersion
from .model import EVENT, EntryCorrected, Event, EventBase, RulesAdopted

Json = dict[str, Any]

MAX_DEPTH: Final = 64
MAX_INTEGER: Final = 2**53 - 1  # the largest whole number that every JSON reader keeps exactly

UPCASTS: Mapping[tuple[str, int], Callable[[Json], Json]] = {}
"""`(type, version)` to the function that gives the members of the next version. It gets a dict of its own and need not
touch `version` or the events inside (`replacement`, `promises`, `as_if`): these are brought up to date by themselves.
"""


def _types() -> dict[str, type[EventBase]]:
    classes: tuple[type[EventBase], ...] = get_args(get_args(Event)[0])
    return {cls.model_fields["type"].default: cls for cls in classes}


TYPES: Final[Mapping[str, type[EventBase]]] = _types()
"""Every event type by its `type`."""

CURRENT: Final[Mapping[str, int]] = {name: cls.model_fields["version"].default for name, cls in TYPES.items()}
"""The schema version that each type is written in."""


# --- events -----------------------------------------------------------------------------------------------------------


def encode(event: Event) -> bytes:
    """The canonical bytes of an event. `JsonError` for text that UTF-8 cannot hold."""
    return canonical_json(event.model_dump(mode="json"))


def decode(data: bytes) -> Event:
    """The event that `data` holds, brought up to the current schema version. For bytes that `encode` wrote; for bytes
    that somebody sent, use `from_json(strict_json(data))`, which also refuses duplicate keys."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise JsonError(f"not JSON: {error}") from None
    return from_json(value)


def substance(event: Event, body: bytes) -> bytes:
    """What of the stored bytes of `event` counts for decisions: of a correction the entry that it puts in place, of adopted rules
    their tables; of all others the whole. Cut out of what is stored, so that an upcast never touches it."""
    match event:
        case EntryCorrected():
            return canonical_json(orjson.loads(body)["replacement"])
        case RulesAdopted():
            return canonical_json(orjson.loads(body)["tables"])
    return body


def from_json(value: object) -> Event:
    """The event in a parsed JSON value, brought up to the current schema version."""
    raw = _upcast(value, "")
    try:
        event = EVENT.validate_python(raw)
    except ValidationError as error:
        raise InvalidEvent(f"`{raw.get('id')}` is not a valid `{raw['type']}`: {_said(error)}", faults=error) from None
    return sharing(event)


M = TypeVar("M", bound=BaseModel)


def sharing(model: M) -> M:
    """The model. All models of a kind, inside it too, get one set of the fields that were given: of what is stored they all are. The set is
    the larger part of what a model takes in memory."""
    _share(model)
    return model


class _Shape(NamedTuple):
    """The fields of a model, and those that may hold other models."""

    fields: set[str]
    inside: tuple[str, ...]


@cache
def _shape(model: type[BaseModel]) -> _Shape:
    hints = get_type_hints(model)
    return _Shape(set(model.model_fields), tuple(name for name in model.model_fields if _has_models(hints[name])))


def _has_models(hint: Any) -> bool:
    return (isinstance(hint, type) and issubclass(hint, BaseModel)) or any(map(_has_models, get_args(hint)))


def _share(model: BaseModel) -> None:
    fields, inside = _shape(type(model))
    if len(model.__pydantic_fields_set__) == len(fields):
        _SET_FIELDS(model, fields)
    values = model.__dict__
    for name in inside:
        value = values[name]
        if type(value) is tuple:
            for item in value:
                _share(item)
        elif isinstance(value, BaseModel):
            _share(value)


_SET_FIELDS: Final = BaseModel.__pydantic_fields_set__.__set__  # type: ignore[attr-defined]


def _said(error: ValidationError) -> str:
    """`entries.0.forms: Field required; …`, without the model's internals."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    named = ((".".join(map(str, fault["loc"][1:])), fault["msg"].removeprefix("Value error, ")) for fault in faults)
    return "; ".join(f"`{field}`: {words}" if field else words for field, words in named)


def _upcast(value: object, pointer: str) -> Json:
    """`value` and the events inside it, each brought to the current version of its type."""
    if not isinstance(value, dict):
        raise InvalidEvent("an event is a JSON object", pointer)
    raw = cast(Json, dict(value))
    kind, version = raw.get("type"), raw.get("version", 1)
    if not isinstance(kind, str):
        raise InvalidEvent(f"an event has a `type`: one of {', '.join(CURRENT)}", pointer)
    if kind not in CURRENT:
        near = get_close_matches(kind, CURRENT, 1) or CURRENT
        raise UnknownEventType(f"`{kind}` is not an event type that is known here: use {', '.join(near)}", pointer)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= CURRENT[kind]:
        raise UnknownEventVersion(f"version `{version}` of `{kind}` is not known here, 1 to {CURRENT[kind]} are: update Licet", pointer)
    for number in range(version, CURRENT[kind]):
        if (kind, number) not in UPCASTS:
            raise UnknownEventVersion(f"version `{number}` of `{kind}` has no upcast: add one to `UPCASTS`", pointer)
        raw = UPCASTS[kind, number](raw)
    raw["version"] = CURRENT[kind]
    return _upcast_inside(raw, pointer)


def _upcast_inside(raw: Json, pointer: str) -> Json:
    """Corrections, statements and readings carry whole events: each has a version of its own."""
    if "replacement" in raw:
        raw["replacement"] = _upcast(raw["replacement"], f"{pointer}/replacement")
    for field in ("promises", "as_if"):
        promises = raw.get(field)
        if isinstance(promises, list):
            raw[field] = [
                {**promise, "event": _upcast(promise["event"], f"{pointer}/{field}/{n}/event")}
                if isinstance(promise, dict) and "event" in promise
                else promise
                for n, promise in enumerate(promises)
            ]
    return raw


# --- JSON -------------------------------------------------------------------------------------------------------------


def canonical_json(value: object) -> bytes:
    """RFC 8785 bytes of null, booleans, whole numbers, strings, lists, objects with ASCII keys. Others: `JsonError`."""
    _refuse(value, [], MAX_DEPTH, ascii_keys=True)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(data: bytes) -> str:
    """`sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


class _Refused:
    """Stands in the parsed tree for what must not be there, until the walk that knows its pointer."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


# Closed or not, so that no scan starts twice at the same place.
_STRINGS: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_DOUBTFUL: Final = re.compile(rb"[0-9](?:[.eE]|[0-9]{15})")  # a fraction, an exponent, or more digits than 2^53 - 1 surely holds
_TOO_BIG: Final = f"whole numbers go up to {MAX_INTEGER}: write larger ones as strings"
# A string, or a bracket outside strings.
_BRACKETS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)


def strict_json(data: bytes, *, max_depth: int = MAX_DEPTH) -> object:
    """Parse JSON that somebody sent. Gives None, bool, int, str, list and dict; never floats.

    Refused with `JsonError`, which names the pointer: keys that are there twice (most readers keep the last one, so
    that what was checked and what is stored may differ), numbers with a fraction or exponent (they lose digits:
    decimals are strings), numbers beyond 2^53 - 1, NaN and Infinity, lone surrogates, bytes that are not UTF-8, nesting
    deeper than `max_depth`.
    """
    return orjson.loads(data) if _plainly_sound(data, max_depth) else _careful_json(data, max_depth)


def _plainly_sound(data: bytes, max_depth: int) -> bool:
    """Whether there is nothing to refuse, told quickly; false where only a careful reading can tell, which few bodies need.

    Without strings and spaces the bytes show their numbers and brackets. And what was read, written anew, is as long as what was sent:
    a key that was there twice is there once, and nothing that may stand in JSON gets longer but a number with a fraction or exponent.
    """
    bare = _STRINGS.sub(b"", data)
    if _DOUBTFUL.search(bare) or bare.count(b"[") + bare.count(b"{") > max_depth:
        return False
    spaces = len(bare) - len(bare.translate(None, b" \t\r\n"))
    try:
        return len(orjson.dumps(orjson.loads(data))) == len(data) - spaces
    except orjson.JSONDecodeError:
        return False


def _careful_json(data: bytes, max_depth: int) -> object:
    """The same at a tenth of the speed, with the place and the reason of what is refused."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise JsonError(f"not UTF-8 at byte {error.start}") from None
    # Before parsing: the parser recurses in C, and how much of it is survived depends on the Python version.
    depth = 0
    for match in _BRACKETS.finditer(data):
        token = match[0]
        depth += 1 if token in b"[{" else -1 if token in b"]}" else 0
        if depth > max_depth:
            raise JsonError(f"nested deeper than {max_depth} levels at byte {match.start()}")
    try:
        value: object = json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise JsonError(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    _refuse(value, [], max_depth)
    return value


def _object(pairs: list[tuple[str, object]]) -> object:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
    return _Refused(f"the key `{_shown(twice)}` is there twice: keep one")


def _integer(digits: str) -> object:
    # 2^53 - 1 has sixteen digits and perhaps a sign; longer ones are not even converted, which takes quadratic time.
    return int(digits) if len(digits) <= 17 else _Refused(_TOO_BIG)


def _fraction(digits: str) -> object:
    return _Refused(f'`{digits[:40]}` would lose digits: write decimals as strings, for example "99.9"')


def _constant(name: str) -> object:
    return _Refused(f"`{name}` is not JSON")


def _shown(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()[:80]


def _refuse(value: object, path: list[object], depth: int, *, ascii_keys: bool = False) -> None:
    """Raise `JsonError` for the first value in the tree that canonical JSON cannot hold. `path` leads to `value`."""
    if isinstance(value, str):
        if not value.isascii():
            _refuse_surrogates(value, path)
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise JsonError(_TOO_BIG, _pointer(path))
    elif depth < 1:
        raise JsonError("nested too deep", _pointer(path))
    elif isinstance(value, dict):
        for key, member in value.items():
            path.append(key)
            if not isinstance(key, str) or not key.isascii():
                if ascii_keys:
                    raise JsonError("keys are ASCII strings", _pointer(path))
                _refuse_surrogates(key, path)
            _refuse(member, path, depth - 1, ascii_keys=ascii_keys)
            path.pop()
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            path.append(n)
            _refuse(item, path, depth - 1, ascii_keys=ascii_keys)
            path.pop()
    elif isinstance(value, _Refused):
        raise JsonError(value.reason, _pointer(path))
    else:
        raise JsonError(f"`{type(value).__name__}` is not a value of canonical JSON", _pointer(path))


def _refuse_surrogates(text: str, path: list[object]) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        reason = f"character {error.start} is half of a surrogate pair: it stands for no character"
        raise JsonError(reason, _pointer(path)) from None


def _pointer(path: list[object]) -> str:
    """RFC 6901."""
    return "".join("/" + _shown(str(step)).replace("~", "~0").replace("/", "~1") for step in path)
