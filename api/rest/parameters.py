"""Parameters of a query, strictly read: no unknown name, none twice, no value that is nearly right."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from fastapi import Request

from ...engine.policy import Known
from ...events.codec import MAX_INTEGER
from ...events.dates import legal_day
from ..rows.columns import near
from ..schema import Fault, Refused
from ..terminal.options import Json

KNOWN: Final = ("published_through", "recorded_through", "rules_recorded_through")
"""The parameters by which every question about the past is limited to what was known."""


class Parameters:
    """The parameters of a request. `names`: those that it may have; any other is refused. Each reader names what it cannot use."""

    def __init__(self, request: Request, names: Iterable[str]) -> None:
        self._given, allowed = request.query_params, list(names)
        if unknown := [name for name in dict.fromkeys(self._given.keys()) if name not in allowed]:
            said = (
                f"is not a parameter of this path, which takes {', '.join(f'`{n}`' for n in allowed)}" if allowed else "is not wanted here"
            )
            raise Refused([Fault("", name[:80], said + near(name, allowed)) for name in unknown])

    def text(self, name: str) -> str | None:
        """The value, if it is given; not empty."""
        given = self._given.getlist(name)
        if len(given) > 1:
            raise _refused(name, "it is given more than once: give it once")
        if given and not given[0]:
            raise _refused(name, "it is empty: give a value, or leave it out")
        return given[0] if given else None

    def needed(self, name: str, example: str) -> str:
        """The value, which has to be given."""
        text = self.text(name)
        if text is None:
            raise _refused(name, f"required: give a value, for example `{name}={example}`")
        return text

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` through `high`."""
        text = self.text(name)
        return default if text is None else _number(name, text, low, high)

    def day(self, name: str) -> date | None:
        """A legal day."""
        text = self.text(name)
        return None if text is None else _day(name, text)

    def needed_day(self, name: str) -> date:
        """A legal day, which has to be given."""
        return _day(name, self.needed(name, "2025-11-10"))

    def flag(self, name: str) -> bool:
        """`true` or `false`; not given: false."""
        return self.word(name, ("false", "true")) == "true"

    def word(self, name: str, words: tuple[str, ...]) -> str:
        """One of `words`; the first if it is not given."""
        text = self.text(name)
        if text is not None and text not in words:
            raise _refused(name, f"`{text[:80]}` is not one of {', '.join(f'`{w}`' for w in words)}")
        return text or words[0]

    def words(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Several of `words`, separated by commas; none if it is not given."""
        text = self.text(name)
        given = text.split(",") if text else []
        if wrong := [word for word in given if word not in words]:
            raise _refused(name, f"`{wrong[0][:80]}` is not one of {', '.join(f'`{w}`' for w in words)}")
        return tuple(dict.fromkeys(given))

    def known(self) -> Known:
        """What the answer may use."""
        return Known(self.day("published_through"), self._position("recorded_through"), self._position("rules_recorded_through"))

    def _position(self, name: str) -> int | None:
        text = self.text(name)
        return None if text is None else _number(name, text, 0, MAX_INTEGER)


def named_by_parameters(refused: Refused) -> Refused:
    """Faults of what is known, as parameters: `known.recorded_through` was typed as `recorded_through`."""
    return Refused([f._replace(pointer="", field=f.field.removeprefix("known.")) for f in refused.faults])


def described(name: str, schema: Json, description: str, *, required: bool = False, example: Any = None) -> Json:
    """A parameter of an operation, for `openapi_extra`."""
    out: Json = {"name": name, "in": "query", "required": required, "schema": schema, "description": description}
    return out if example is None else {**out, "example": example}


DAY: Final[Json] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TEXT: Final[Json] = {"type": "string", "minLength": 1}
NUMBER: Final[Json] = {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER}
AS_KNOWN: Final = [
    described("published_through", DAY, "Use only what was published on or before this day; not given: everything."),
    described("recorded_through", NUMBER, "Use only log positions up to this one; not given: all of them."),
    described("rules_recorded_through", NUMBER, "Decide by the rules as adopted through this position; not given: as the law."),
]


def _number(name: str, text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"[0-9]{1,16}", text, re.ASCII) or not low <= int(text) <= high:
        raise _refused(name, f"`{text[:80]}` is not a whole number from {low} to {high}")
    return int(text)


def _day(name: str, text: str) -> date:
    try:
        return legal_day(text)
    except ValueError as error:
        raise _refused(name, str(error)[:200]) from None


def _refused(name: str, text: str) -> Refused:
    return Refused([Fault("", name, text)])
