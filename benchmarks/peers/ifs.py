"""The law as hand-written ifs over a validated shipment: in a row, and the same looked up by material.

The text of the functions is made from the table, as it would be typed: constants first, one branch for each line. `source` shows it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from licet.engine.shipment import Shipment

from ..law import LINES, MILITARY_BANS, NAMES_BANS, Line
from .base import BANNED, FREE, LICENCE, Outcome, Peer

_HEAD = """\
from datetime import date
from decimal import Decimal


def contains(goods, substance):
    return any(c.substance == substance and (c.wt_pct is None or c.wt_pct.max is None or c.wt_pct.max > 0) for c in goods.composition)

"""
_READ = "    goods, day = shipment.goods, shipment.date\n    form, attributes = goods.form, goods.attributes\n"


def in_a_row() -> Peer:
    """Every line of the law in turn, until one is met."""
    return _peer("ifs in a row", "one `elif` for each line of the law, in its order", _compiled(source_in_a_row(), "in_a_row"))


def by_material() -> Peer:
    """A dictionary from the material to the ifs that concern it."""
    return _peer("ifs by material", "a dictionary from material to its ifs", _compiled(source_by_material(), "by_material"))


def _peer(name: str, how: str, function: Callable[[Shipment], Outcome]) -> Peer:
    lacks = "the outcome, without reasons; no knowledge dates, no doubts; a change of law is a change of code"
    return Peer(name, None, "", how, lacks, lambda shipment: shipment, function)


def _compiled(source: str, name: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(source, f"<{name}>", "exec"), names)  # made from the table above, from nothing that came in
    return names[name]


def source_in_a_row() -> str:
    """The text of the module that has the ifs in a row."""
    constants: dict[str, str] = {}
    branches = "".join(
        f"    {'elif' if n else 'if'} {_condition(line, constants, with_material=True)}:  # {line.provision}\n        listed = True\n"
        for n, line in enumerate(LINES)
    )
    body = (
        f"def in_a_row(shipment):\n{_READ}    material = goods.material\n    listed = False\n"
        f"{branches}    if not listed:\n        return {FREE!r}\n"
    )
    verdict = _verdict(constants)
    return _HEAD + _constants(constants) + "\n\n" + body + verdict


def source_by_material() -> str:
    """The text of the module that has a dictionary of ifs."""
    constants: dict[str, str] = {}
    functions = {material: f"_{material}" for line in LINES for material in line.materials}
    texts = []
    for material, name in functions.items():
        lines = [line for line in LINES if material in line.materials]
        tests = "".join(
            f"    if {_condition(line, constants, with_material=False)}:  # {line.provision}\n        return True\n" for line in lines
        )
        texts.append(f"def {name}(goods, form, attributes, day):\n{tests}    return False\n")
    table = "BY_MATERIAL = {\n" + "".join(f"    {material!r}: {name},\n" for material, name in functions.items()) + "}\n"
    body = (
        f"def by_material(shipment):\n{_READ}    lines = BY_MATERIAL.get(goods.material)\n"
        f"    if lines is None or not lines(goods, form, attributes, day):\n        return {FREE!r}\n"
    )
    verdict = _verdict(constants)
    return _HEAD + _constants(constants) + "\n\n" + "\n\n".join([*texts, table, body]) + verdict


def _constants(constants: dict[str, str]) -> str:
    return "".join(f"{name} = {text}\n" for text, name in constants.items())


def _condition(line: Line, constants: dict[str, str], with_material: bool) -> str:
    return " and ".join(_terms(line, constants, with_material))


def _terms(line: Line, constants: dict[str, str], with_material: bool) -> Iterator[str]:
    if with_material:
        yield _among("material", line.materials, constants)
    if line.forms:
        yield _among("form", line.forms, constants)
    start = _day(line.act.first, constants)
    yield f"{start} <= day" if line.act.last is None else f"{start} <= day <= {_day(line.act.last, constants)}"
    if line.act.suspended:
        first, last = (_day(day, constants) for day in line.act.suspended)
        yield f"not {first} <= day <= {last}"
    if line.contains:
        yield f"contains(goods, {line.contains!r})"
    for attribute, op, value in line.limits:
        if isinstance(value, str):
            yield f"attributes.get({attribute!r}) == {value!r}"
        else:
            number = constants.setdefault(f'Decimal("{value}")', f"N{len(constants)}")
            yield f"attributes[{attribute!r}].min {op.replace('=', '==') if op == '=' else op} {number}"


def _among(name: str, words: tuple[str, ...], constants: dict[str, str]) -> str:
    if len(words) == 1:
        return f"{name} == {words[0]!r}"
    return f"{name} in {constants.setdefault(f'frozenset({sorted(words)!r})', f'WORDS_{len(constants)}')}"


def _day(day: date, constants: dict[str, str]) -> str:
    return constants.setdefault(f"date({day.year}, {day.month}, {day.day})", f"D_{day:%Y_%m_%d}")


def _verdict(constants: dict[str, str]) -> str:
    """What every listed item goes through: military users, then listed names."""
    out = "    user = next(party for party in shipment.parties if party.role == 'end_user')\n"
    for ban in MILITARY_BANS:
        out += (
            f"    if day >= {_day(ban.first, constants)} and {ban.country!r} in (shipment.destination, user.country) and (\n"
            f"        shipment.end_use == 'military' or user.military and user.country == {ban.country!r}\n"
            f"    ):  # {ban.provision}\n        return {BANNED!r}\n"
        )
    for named in NAMES_BANS:
        out += f"    if day >= {_day(named.first, constants)} and {_among('user.name', named.names, constants)}:  # {named.provision}\n"
        out += f"        return {BANNED!r}\n"
    return out + f"    return {LICENCE!r}\n"
