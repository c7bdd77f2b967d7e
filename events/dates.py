"""Legal days and periods.

A *legal day* is a calendar day in the calendar of the authority that acts. It is not an instant: no conversion between the
two happens anywhere in Licet. The instants that the log records are UTC and live in `events.log`.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ONE = timedelta(days=1)


def legal_day(value: Any) -> date:
    """`YYYY-MM-DD`, or a `date` that carries no time, as a legal day. Anything else is a `ValueError`."""
    if type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"`{value}` is not a day: write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"`{value}` is not a day of the calendar: write it as YYYY-MM-DD") from None


LegalDay = Annotated[
    date,
    BeforeValidator(legal_day),
    PlainSerializer(date.isoformat, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]


def day_before(day: date) -> date:
    """The previous legal day; the first day of the calendar has none and is returned as it is."""
    return day if day == date.min else day - _ONE


def day_after(day: date) -> date:
    """The next legal day; the last day of the calendar has none and is returned as it is."""
    return day if day == date.max else day + _ONE


class Period(NamedTuple):
    """Days `start` to `end`, both included. `None` means open on that side."""

    start: date | None
    end: date | None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def change_days(periods: Iterable[Period]) -> set[date]:
    """The first day of every stretch on which membership in some of `periods` may differ from the day before."""
    days: set[date] = set()
    for period in periods:
        if period.start is not None:
            days.add(period.start)
        if period.end is not None and period.end != date.max:
            days.add(day_after(period.end))
    return days
