"""The questions of the benchmark, made from the table of law: for every line goods that meet it, and what lies just beside.

Days before, at and after the first one and the ends of a suspension; limits met and just missed; contents present and absent; destinations
US, DE, JP and MX; civil and military users, a military user elsewhere than the destination, users with a listed name; goods on no line.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from .law import LINES, MILITARY_BANS, NAMES_BANS, Act, Limit, Line

Question = dict[str, Any]

CN: Question = {"act": "export", "origin": "CN", "departure": {"country": "CN"}, "exporter": {"country": "CN"}}
_DAY = timedelta(days=1)
_LATER = date(2026, 11, 20)

# Goods that no line lists, of materials for which the corpus is complete.
_FREE: tuple[tuple[str, str | None, dict[str, str]], ...] = (
    ("ferrite", "permanent_magnet", {"iron": "70"}),
    ("ndfeb", "permanent_magnet", {"neodymium": "33", "iron": "66", "boron": "1"}),
    ("neodymium", "metal", {}),
    ("praseodymium", "oxide", {}),
    ("lanthanum", "oxide", {}),
    ("cerium", "oxide", {}),
    ("indium", "metal", {}),
    ("alnico", "permanent_magnet", {"iron": "50"}),
)

# What must be stated beside a line's own limits, lest other lines might still list the goods.
_FORM = {
    "artificial_graphite": "anode_material",
    "cubic_press": "equipment",
    "cubic_press_control_system": "equipment",
    "diamond_window": "crystal",
    "mpcvd_equipment": "equipment",
    "uhmwpe_fibre": "fibre",
    "uhmwpe_laminate": "laminate",
}
_FACTS: dict[str, dict[str, str]] = {
    "cubic_press": {"cylinder_diameter_mm": "400", "design_pressure_gpa": "4"},
    "diamond_window": {"window_shape": "flat", "diameter_inch": "2", "visible_transmittance_pct": "60"},
    "synthetic_diamond": {"crystallinity": "polycrystal"},
}
_CONTENTS = {"molybdenum": {"molybdenum": "98", "iron": "2"}}
# Goods that miss these by a hair are left open by Licet, as law that is not in its corpus might list them: not asked.
_OPEN = {
    "CN-2024-21/4.a",
    "CN-2024-21/4.b",
    "CN-2024-33/1.1.3",
    "CN-2024-33/1.1.3.named",
    "CN-2024-33/1.1.4",
    "CN-2024-33/1.1.5",
    "CN-2024-33/1.1.6.single",
    "CN-2024-33/1.1.6.poly",
}


def ask(
    goods: Question, day: date, to: str, user: str = "Example Buyer", *, military: bool = False, at: str | None = None, use: str = "civil"
) -> Question:
    """A question. `at`: the end user's country, where it is not the destination."""
    party = {"role": "end_user", "name": user, "country": at or to, "military": military}
    return {**CN, "goods": goods, "destination": to, "date": day.isoformat(), "end_use": use, "parties": [party]}


def goods_of(line: Line, n: int = 0, missing: bool = False) -> Question:
    """Goods that meet a line, or miss its first limit by a hair: the n-th of its materials and forms."""
    goods: Question = {"material": line.materials[n % len(line.materials)]}
    if line.forms or goods["material"] in _FORM:
        goods["form"] = line.forms[n % len(line.forms)] if line.forms else _FORM[goods["material"]]
    if goods["material"] in _CONTENTS:
        goods |= composition(_CONTENTS[goods["material"]])
    if line.contains:
        goods |= composition({"neodymium": "29", "iron": "67", line.contains: "3"})
    if line.limits:
        met = {limit.attribute: _value(limit, missing and limit is line.limits[0]) for limit in reversed(line.limits)}
        goods["attributes"] = _FACTS.get(goods["material"], {}) | met
    return goods


def composition(shares: dict[str, str]) -> Question:
    """A composition that is complete."""
    return {"composition": [{"substance": name, "wt_pct": share} for name, share in shares.items()], "composition_complete": True}


def _value(limit: Limit, missing: bool) -> str:
    """A value that meets a limit, at it where it may be; or that just misses it."""
    if isinstance(limit.value, str):
        return limit.value if not missing else {"untwisted": "twisted", "curved": "flat", "flat": "curved"}[limit.value]
    step = Decimal(1).scaleb(int(limit.value.as_tuple().exponent))
    up = {">": 1, ">=": 0, "<": -1, "<=": 0, "=": 0}[limit.op]
    out = {">": 0, ">=": -1, "<": 0, "<=": 1, "=": 1}[limit.op]
    return str(limit.value + step * (out if missing else up))


def days_of(act: Act) -> list[date]:
    """The days that an act turns on, as far as Licet's corpus covers them."""
    days = [act.first - _DAY, act.first, act.first + 30 * _DAY]
    days += [act.last, act.last + _DAY] if act.last else [_LATER]
    if act.suspended:
        start, end = act.suspended
        days += [start - _DAY, start, end, end + _DAY]
    return sorted({day for day in days if day >= act.covered})


def _questions() -> list[Question]:
    out: list[Question] = []
    places, users = cycle(("DE", "US", "JP", "MX")), cycle(f"Example Buyer {n} GmbH" for n in range(1, 100))
    days = {act: cycle(days_of(act)) for act in dict.fromkeys(line.act for line in LINES)}
    for n, line in enumerate(LINES):
        day = next(days[line.act])
        out.append(ask(goods_of(line, n), day, next(places), next(users)))
        if line.limits and line.provision not in _OPEN:
            out.append(ask(goods_of(line, n, missing=True), line.act.first + 400 * _DAY, next(places), next(users)))
    first_of = {line.act: line for line in reversed(LINES)}
    for act, line in first_of.items():
        out += [ask(goods_of(line, 1), day, next(places), next(users)) for day in days_of(act)]
    in_force = [line for line in LINES if line.act.suspended is None and line.act.last is None]
    for ban in MILITARY_BANS:
        for n, line in enumerate(in_force[:: len(in_force) // 3]):
            day = max(line.act.first, ban.first)
            out.append(ask(goods_of(line, n), day + n * _DAY, ban.country, next(users), military=True))
            out.append(ask(goods_of(line, n), day + n * _DAY, ban.country, next(users), use="military"))
            out.append(ask(goods_of(line, n), day + n * _DAY, "MX", next(users), military=True, at=ban.country))
            out.append(ask(goods_of(line, n), day + n * _DAY, "DE", next(users), military=True))
            if line.act.first <= ban.first - _DAY:
                out.append(ask(goods_of(line, n), ban.first - _DAY, ban.country, next(users), military=True))
    for named in NAMES_BANS:
        for n, line in enumerate(in_force[2 :: len(in_force) // 3]):
            user = named.names[n * 3 % len(named.names)]
            out += [ask(goods_of(line, n), day, "DE", user) for day in (named.first - _DAY, named.first + n * _DAY)]
    for n, (material, form, contents) in enumerate(_FREE):
        goods: Question = {"material": material, "form": form, **(composition(contents) if contents else {})}
        day = date(2025, 6, 5) + n * 40 * _DAY
        out.append(ask(goods, day, next(places), next(users)))
        out.append(ask(goods, day, "US", next(users), military=True))
    return out


QUESTIONS: tuple[Question, ...] = tuple(_questions())
