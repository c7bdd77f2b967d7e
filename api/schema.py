"""The body of a question, strictly read, and the bytes of its answer. REST and the command line both go through here.

`{"shipment": {…}, "known": {"published_through": "2025-10-20", "recorded_through": 123} | null}`
"""

import json
from collections.abc import Iterable
from typing import Annotated, Any, Final, NamedTuple, TypeVar

from pydantic import Field, StrictInt, ValidationError

from ..engine.answers import Answers
from ..engine.decide import Decided
from ..engine.determination import Determination
from ..engine.policy import Known
from ..engine.shipment import Code, Shipment, ShipmentError, pointer, problems_of
from ..events.citation import Frozen, Id
from ..events.codec import MAX_INTEGER, canonical_json, strict_json
from ..events.dates import LegalDay
from ..events.errors import JsonError
from ..events.goods import CustomsCode, Name

M = TypeVar("M", bound=Frozen)


def _pattern(annotated: Any) -> str:
    return str(annotated.__metadata__[0].pattern)


MAX_BODY: Final = 2**20
"""Bytes of a question. The largest shipments that the limits of `engine.shipment` allow are well below."""

_WANTED: Final = {
    "string_type": "a string is wanted here",
    "bool_type": "`true` or `false` is wanted here, without quotes",
    "int_type": "a whole number is wanted here, without quotes",
    "tuple_type": "a JSON array is wanted here",
    "dict_type": "a JSON object is wanted here",
    "model_type": "a JSON object is wanted here",
    "model_attributes_type": "a JSON object is wanted here",
    "string_too_short": "it must not be empty",
}
_FORMS: Final = {
    _pattern(Name): "names are lower-case words joined by underscores: `licet events vocabulary` lists them",
    _pattern(CustomsCode): "a customs code has 4 to 10 digits and no points",
    _pattern(Id): "an id has up to 120 letters, digits and . _ / + -, and begins with a letter or a digit",
    _pattern(Code): "a list code has letters, digits and points, for example `1C909.a`",
}


Position = Annotated[StrictInt, Field(ge=0, le=MAX_INTEGER)]


class KnownAsked(Frozen):
    """What the answer may use. `published_through`: published on or before this day; `recorded_through`: log positions up to this
    one. Null or absent: everything."""

    published_through: LegalDay | None = None
    recorded_through: Position | None = None
    rules_recorded_through: Position | None = None


class Check(Frozen):
    """A question: the facts of one shipment, and what was known when it is asked. Unknown fields are refused."""

    shipment: Shipment
    known: KnownAsked | None = None

    @property
    def view(self) -> Known:
        """`known` as the engine takes it."""
        return Known(*(getattr(self.known, name) for name in Known._fields)) if self.known else Known()


class Fault(NamedTuple):
    """What is wrong with the question. `pointer`: RFC 6901, from the root of the body; `field`: dotted path from the root."""

    pointer: str
    field: str
    text: str


class Refused(ValueError):
    """The question cannot be asked as it stands. `faults` lists everything that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"`{fault.field}`: {fault.text}" for fault in faults))


def parse_check(body: bytes) -> Check:
    """The question in the bytes of a request, or `Refused`."""
    parse_json(body)
    return _validated(Check, body)


def parse_json(body: bytes) -> object:
    """Strict JSON (see `events.codec.strict_json`), or `Refused`."""
    try:
        return strict_json(body)
    except JsonError as error:
        raise Refused([Fault(error.pointer, dotted(error.pointer), error.reason)]) from None


def read_check(data: object) -> Check:
    """The question in a parsed body, or `Refused`."""
    return read_as(Check, data)


def read_as(model: type[M], data: object, at: str = "") -> M:
    """A value of the model in parsed JSON, or `Refused`. `at`: the pointer to the value in the body."""
    try:
        return _validated(model, canonical_json(data), at)
    except JsonError as error:
        raise _refused([Fault(error.pointer, dotted(error.pointer), error.reason)], at) from None


def _validated(model: type[M], body: bytes, at: str = "") -> M:
    """A value of the model in strict JSON, or `Refused`."""
    try:
        # As JSON: there, and only there, strict validation takes lists for tuples, and "true" is no boolean.
        return model.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise _refused(list(_faults(error)), at) from None


def _refused(faults: list[Fault], at: str) -> Refused:
    return Refused([f._replace(pointer=at + f.pointer, field=dotted(at + f.pointer)) for f in faults] if at else faults)


def decided(answers: Answers, check: Check) -> Decided:
    """The answer to the class of the shipment, or `Refused` where the log does not know a name, a code or a position, or stated facts
    contradict."""
    try:
        return answers.decide(check.shipment, check.view)
    except ShipmentError as error:
        raise refused_by_engine(error) from None


def ask(answers: Answers, check: Check) -> Determination:
    """The determination. Errors: those of `decided`."""
    return decided(answers, check).of(check.shipment)


def refused_by_engine(error: ShipmentError) -> Refused:
    """The problems that the engine found, with their fields seen from the root of the body."""
    fields = [(f if f.startswith("known.") else f"shipment.{f}", text) for f, text in error.problems]
    return Refused([Fault(_slashed(field), field, text) for field, text in fields])


def answer_bytes(determination: Determination) -> bytes:
    """The canonical JSON of an answer: the body of REST, and what `licet check --json` prints before a newline."""
    return canonical_json(determination.model_dump(mode="json"))


def _faults(error: ValidationError) -> list[Fault]:
    """One fault for each problem, in the words of `engine.shipment.problems_of`."""
    out = []
    for item, (_, text) in zip(error.errors(include_url=False), problems_of(error), strict=True):
        # Union tags and the mark of a dictionary's key are not fields.
        steps = [s for n, s in enumerate(item["loc"]) if not (n and s in ("amount", "word", "[key]"))]
        out.append(Fault(pointer_of(steps), pointer(tuple(steps)) or "body", said(dict(item), text)))
    return out


def said(item: dict[str, Any], text: str) -> str:
    """The words of `engine.shipment`, or ours where those are still pydantic's, with the offending value."""
    kind, given, limits = item["type"], item.get("input"), item.get("ctx", {})
    if kind in _WANTED:
        return f"`{json.dumps(given, default=str)[:80]}`: {_WANTED[kind]}"
    if kind == "string_pattern_mismatch":
        text = _FORMS.get(limits["pattern"], text)
    elif kind.endswith("too_long"):
        return f"it has more than {limits['max_length']} characters or items: shorten it"
    elif kind.startswith(("greater_than", "less_than")):
        text = f"it must be {next(iter(limits))} {next(iter(limits.values()))}".replace(" ge ", " at least ").replace(" le ", " at most ")
    if kind != "extra_forbidden" and isinstance(given, str | int) and "`" not in text.split(":")[0]:
        text = f"`{str(given)[:80]}`: {text}"
    return text.replace("`None`", "`null`")


def pointer_of(steps: Iterable[int | str]) -> str:
    """RFC 6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def _slashed(field: str) -> str:
    """`shipment.content[0].form` as `/shipment/content/0/form`."""
    return "/" + field.replace("[", ".").replace("]", "").replace(".", "/")


def dotted(pointer: str) -> str:
    """`/entries/0/form` as `entries[0].form`; `body` for the whole."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    out = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps)
    return out.removeprefix(".") or "body"
