"""A question in flat names: the columns of a CSV file, the parameters of a query. The table of options has the names and their meaning.

`--end-user-country` is `end_user_country`; so is the place of the fact in JSON, `end_user.country`. What an option may say several times
stands in one cell with `;` between, or in columns of its own: `attr.purity_pct`, `contains.dysprosium`, `content.samarium`.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from ..schema import Check, Fault, Refused, read_check
from ..terminal.options import OPTIONS, Json, Option, option_of
from ..terminal.question import as_stated

CARRIED: Final = "x."
"""What the name of a column that is only carried through begins with."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,63}", re.ASCII)
_OWN: Final = frozenset(("--attr", "--contains", "--content"))
_YES: Final = frozenset(("yes", "true", "1"))
_NO: Final = frozenset(("no", "false", "0"))


class Column(NamedTuple):
    """A name as it was given, the option that it stands for, and for `attr.purity_pct` what it is about."""

    name: str
    option: Option
    about: str | None = None


class Said(NamedTuple):
    """The body of a question, and for places in it (RFC 6901) the names under which they were stated."""

    body: Json
    places: tuple[tuple[str, str], ...]


def _base(option: Option) -> str:
    return option.first.removeprefix("--").replace("-", "_")


def _names() -> dict[str, Option]:
    """Every name of every option: as on the command line first, then as in JSON, in full and without what goes without saying."""
    out = {_base(option): option for option in OPTIONS}
    for option in OPTIONS:
        path = option.field.split("/", 1)[1].replace("/", ".").replace("parties.0.", "end_user.")
        for name in (path, path.removeprefix("goods.")):
            out.setdefault(name, option)
    return out


NAMES: Final = _names()


def column(name: str) -> Column | None:
    """The column of that name; None for one that does not exist. Case, spaces and hyphens do not matter."""
    plain = re.sub(r"[\s-]+", "_", name.strip().lower())
    if plain in NAMES:
        return Column(name, NAMES[plain])
    before, _, about = plain.rpartition(".")
    option = NAMES.get(before)
    if option is not None and option.first in _OWN and _NAME.fullmatch(about):
        return Column(name, option, about)
    return None


def columns(names: Iterable[str]) -> list[Column]:
    """The columns, or `Refused`: unknown names, and two that state the same thing."""
    out: list[Column] = []
    faults = []
    for name in names:
        found = column(name)
        if found is None:
            faults.append(Fault("", name[:80], f"there is nothing of this name{near(name, NAMES)}"))
            continue
        twin = next((c for c in out if (c.option, c.about) == (found.option, found.about)), None)
        if twin is not None:
            faults.append(Fault("", name[:80], f"it says the same as `{twin.name}`: keep one"))
        out.append(found)
    if faults:
        raise Refused(faults)
    return out


def near(name: str, names: Iterable[str]) -> str:
    """`: did you mean …?`, where something is like it."""
    close = difflib.get_close_matches(name.strip().lower(), list(names), 2)
    return f": did you mean {' or '.join(f'`{c}`' for c in close)}?" if close else ""


def stated(cells: Iterable[tuple[Column, str]], *, split: bool) -> Said:
    """The question in named texts; empty ones state nothing. `split`: several values stand in one text, with `;` between.

    Nothing is assumed: what is not stated is unknown. `Refused` names what cannot be read by its column.
    """
    given: dict[str, Any] = {}
    places: list[tuple[str, str]] = []
    for col, cell in cells:
        text = cell.strip()
        if not text:
            continue
        option = col.option
        place = f"/{option.field}"
        match option.kind:
            case "switch":
                given[option.name] = _switch(col, text)
            case "one":
                given[option.name] = text
            case "many":
                said = given.setdefault(option.name, [])
                for item in _items(col, text, split=split):
                    key = re.split("[<>=]", item, maxsplit=1)[0].strip() if option.first == "--attr" else str(len(said))
                    places.append((f"{place}/{key}", col.name))
                    said.append(item)
        places.append((place, col.name))
    try:
        return Said(as_stated(given), tuple(places))
    except Refused as refused:
        raise by_name(refused, places) from None


def check_of(said: Said) -> Check:
    """The question, strictly read; `Refused` names its faults by their columns."""
    try:
        return read_check(said.body)
    except Refused as refused:
        raise by_name(refused, said.places) from None


def by_name(refused: Refused, places: Iterable[tuple[str, str]]) -> Refused:
    """The same faults, with the column as the field where one stated the place, or would."""
    known = sorted(places, key=lambda place: -len(place[0]))
    return Refused([fault._replace(field=_name_of(fault, known)) for fault in refused.faults])


def _name_of(fault: Fault, places: list[tuple[str, str]]) -> str:
    pointer = fault.pointer
    if not pointer:
        return fault.field
    for place, name in places:
        if pointer == place or pointer.startswith(f"{place}/"):
            return name
    inside = next((name for place, name in places if pointer and place.startswith(f"{pointer}/")), None)
    option = option_of(pointer)
    return inside or (next(_base(o) for o in OPTIONS if o.first == option) if option else fault.field.removeprefix("shipment."))


def name_of(field: str) -> str:
    """The column that states a field which an answer asks about: `contains.samarium` for `goods.composition[samarium]`."""
    steps = [step for step in re.split(r"[.\[\]]+", field) if step]
    option = next((o for o in OPTIONS if o.first == option_of("/".join(["shipment", *steps]))), None)
    if option is None:
        return field
    return f"{_base(option)}.{steps[-1]}" if option.first in _OWN and _NAME.fullmatch(steps[-1]) else _base(option)


def _switch(col: Column, text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise Refused(
            [Fault(f"/{col.option.field}", col.name, f"`{text[:80]}` is neither `yes` nor `no`: leave it empty if it is not known")]
        )
    return text.lower() in _YES


def _items(col: Column, text: str, *, split: bool) -> Iterator[str]:
    """The texts of an option that may be repeated, as the command line would have them."""
    for part in text.split(";") if split else (text,):
        item = part.strip()
        if not item:
            continue
        match col.option.first, col.about:
            case _, None:
                yield item
            case "--attr", about:
                yield f"{about}={item}"
            case "--contains", about:
                yield str(about) if item.lower() in _YES - {"1"} else f"{about}={'0' if item.lower() in _NO else item}"
            case _, about:
                yield f"{about}:{item}"
