"""A question from the options of the command line, or from a file: the same body as REST takes."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ..schema import MAX_BODY, Fault, Refused, parse_json
from .options import OPTIONS, Json

# `name`, `name=value`, `name>=value`; `name=>=value` is the same as `name>=value`.
_NAMED: Final = re.compile(r"([^<>=]*)(?:=(?=[<>])|)(>=|<=|=|>|<|)(.*)", re.DOTALL)
_QUANTITY: Final = re.compile(r"(-?[0-9.,]+)\s*(\S+)")
_HOME: Final = "CN"


def as_stated(given: Mapping[str, Any]) -> Json:
    """The body of the question in the values of options, by their Python names. Nothing is assumed."""
    body: Json = {"shipment": {"goods": {}}}
    for option in OPTIONS:
        if option.name in given:
            _put(body, option.field, _value(option.first, given[option.name]))
    shipment = body["shipment"]
    if "parties" in shipment:
        shipment["parties"] = [{"role": "end_user", **shipment["parties"]["0"]}]
    return {"shipment": shipment, "known": body.get("known")}


def from_options(given: Mapping[str, Any]) -> tuple[Json, list[str]]:
    """The body of the question, and what was assumed: departure and origin, the only facts that are ever filled in."""
    body = as_stated(given)
    shipment = body["shipment"]
    assumed = []
    departure = shipment.setdefault("departure", {})
    if "country" not in departure:
        departure["country"] = _HOME
        assumed.append("--from CN")
    if "origin" not in shipment and departure["country"] == _HOME:
        shipment["origin"] = _HOME
        assumed.append("--origin CN")
    return body, assumed


def from_file(name: str, given: Mapping[str, Any]) -> Json:
    """The body in a JSON file or, for `-`, on standard input: a whole question, or a shipment alone. Nothing is assumed."""
    both = [option.first for option in OPTIONS if option.name in given and not option.field.startswith("known/")]
    if both:
        raise refused("", "--file", f"the question stands in the file, so leave out {', '.join(f'`{flag}`' for flag in both)}")
    data = parse_json(read_input(name, "--file"))
    body = data if isinstance(data, dict) and "shipment" in data else {"shipment": data}
    known = known_stated(given)
    if known and body.get("known") is not None:
        raise refused("/known", "--file", "the file says what is known, so leave out the options for it")
    return {**body, "known": known} if known else body


def known_stated(given: Mapping[str, Any]) -> Json:
    """What options say of what is known, as the body of a question has it."""
    known = [option for option in OPTIONS if option.field.startswith("known/") and option.name in given]
    return {option.field.split("/")[1]: _value(option.first, given[option.name]) for option in known}


def read_input(name: str, what: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; no more than a REST body may have."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BODY + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BODY + 1)
    except OSError as error:
        raise refused("", what, f"`{name}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    if len(data) > MAX_BODY:
        raise refused("", what, f"`{name}` has more than {MAX_BODY} bytes: no single question needs that many")
    return data


def refused(pointer: str, field: str, text: str) -> Refused:
    """One fault of what was typed."""
    return Refused([Fault(pointer, field, text)])


def _put(body: Json, field: str, value: Any) -> None:
    *path, last = field.split("/")
    for step in path:
        body = body.setdefault(step, {})
    body[last] = value


def _value(flag: str, raw: Any) -> Any:
    """What an option's text means in the question. Whether it is a good value is for the question to say."""
    match flag:
        case "--attr":
            return _attributes(raw)
        case "--contains":
            return [_component(text) for text in raw]
        case "--content":
            return [_input(text) for text in raw]
        case "--end-user-owner":
            return [_owner(text) for text in raw]
        case "--part":
            return [] if raw == ["none"] else raw
        case "--quantity":
            return _quantity(raw)
        case "--recorded-through" | "--rules-recorded-through":
            if not re.fullmatch(r"[0-9]{1,15}", raw):
                raise refused(f"/known/{flag[2:].replace('-', '_')}", flag, f"`{raw}` is not a position of the log: write a whole number")
            return int(raw)
        case _:
            return raw


def _named(flag: str, text: str) -> tuple[str, Any]:
    """`purity_pct>=99.9` as a name and an amount; the amount is None where there is none."""
    match = _NAMED.fullmatch(text)
    name, sign, value = (part.strip() for part in match.groups()) if match else ("", "", "")
    if not name or (sign and not value):
        raise refused(_pointer(flag), flag, f"`{text}` is not a name with a value: write it like `dysprosium=0.36`")
    if sign in ("<", ">"):
        raise refused(_pointer(flag), flag, f"`{text}`: bounds include their end, write `{name}{sign}={value}`")
    if sign == ">=":
        return name, {"min": value}
    if sign == "<=":
        return name, {"max": value}
    return name, _amount(value) if sign else None


def _amount(text: str) -> Any:
    """`99.9`, `>=99.9`, `<=50` or `1..2` as the question has it."""
    if text[:2] in (">=", "<="):
        return {"min" if text[0] == ">" else "max": text[2:].strip()}
    low, dots, high = text.partition("..")
    return {"min": low.strip(), "max": high.strip()} if dots else text


def _attributes(texts: list[str]) -> Json:
    out: Json = {}
    for text in texts:
        name, value = _named("--attr", text)
        if value is None:
            raise refused(_pointer("--attr"), "--attr", f"`{text}` has no value: write it like `purity_pct=99.9`")
        before = out.get(name)
        if isinstance(before, dict) and isinstance(value, dict) and not before.keys() & value.keys():
            value = {**before, **value}
        elif before is not None:
            raise refused(_pointer("--attr"), "--attr", f"`{name}` is given twice: give it once")
        out[name] = value
    return out


def _component(text: str) -> Json:
    name, value = _named("--contains", text)
    return {"substance": name} if value is None else {"substance": name, "wt_pct": value}


def _owner(text: str) -> Json:
    name, sign, share = text.rpartition("=")
    return {"name": name, "share_pct": share} if sign else {"name": share}


def _input(text: str) -> Json:
    parts = [part.strip() for part in text.split(":")]
    if not parts[0] or len(parts) > 4:
        raise refused(_pointer("--content"), "--content", f"`{text}` is not MATERIAL:FORM:ORIGIN:SHARE, for example `samarium:metal:CN:5`")
    fields = dict(zip(("material", "form", "origin", "value_share_pct"), parts, strict=False))
    if fields.get("value_share_pct"):
        fields["value_share_pct"] = _amount(fields["value_share_pct"])
    return {name: value for name, value in fields.items() if value}


def _quantity(text: str) -> Json:
    match = _QUANTITY.fullmatch(text.strip())
    if not match:
        raise refused(_pointer("--quantity"), "--quantity", f"`{text}` is not an amount with a unit: write it like `500kg`")
    return {"value": match[1], "unit": match[2]}


def _pointer(flag: str) -> str:
    return "/" + next(option.field for option in OPTIONS if option.first == flag)
