"""The law of the customs lines as tables for a database: what somebody would load into one to screen lines with it.

Goods that are not in `goods` are free. A purity below `purity_from` leaves other law open, which Licet's corpus does not hold whole: the
outcome is UNDETERMINED, like that of listed goods whose listing is suspended when a ban would meet them.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..law import MILITARY_BANS, NAMES_BANS
from ..lines import PURITY_STEP, goods

FREE, LICENCE, BANNED, OPEN = "NO_LICENCE_REQUIRED", "LICENCE_REQUIRED", "PROHIBITED", "UNDETERMINED"


class ListedGoods(NamedTuple):
    """A row of `goods`."""

    material: str
    form: str
    first: date
    suspended_from: date | None
    suspended_through: date | None
    purity_from: Decimal | None


def listed_goods() -> list[ListedGoods]:
    """A row for each material and form that is listed."""
    out = []
    for one in goods():
        if one.line is not None:
            purity = [_least(limit.op, limit.value) for limit in one.line.limits if isinstance(limit.value, Decimal)]
            suspended = one.line.act.suspended or (None, None)
            out.append(ListedGoods(one.material, one.form, one.line.act.first, *suspended, purity[0] if purity else None))
    return out


def _least(op: str, value: Decimal) -> Decimal:
    """The least purity that meets the limit, in the steps of the file."""
    return {">=": value, ">": value + PURITY_STEP}[op]


def listed_names() -> list[tuple[str, date]]:
    """Rows of names, each with the day from which it is listed."""
    return [(name, ban.first) for ban in NAMES_BANS for name in ban.names]


def banned_military() -> list[tuple[str, date]]:
    """Countries to whose military no listed goods go, each with the first day."""
    return [(ban.country, ban.first) for ban in MILITARY_BANS]
