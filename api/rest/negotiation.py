"""Which media type an answer has: what `Accept` asks for (RFC 9110), among those that there are."""

import re
from collections.abc import Iterable

from ..problems import Problem


def preferred(accept: Iterable[str], offered: tuple[str, ...], default: str) -> str:
    """The offered type to which `Accept` gives the most weight; `default` where it is among those, or nothing is asked. `Problem` 406
    where none is taken."""
    ranges = [_range(item) for line in accept for item in line.split(",") if item.strip()]
    if not ranges:
        return default
    weights = {kind: _weight(kind, ranges) for kind in (default, *offered)}
    best = max(weights.values())
    if best <= 0:
        raise Problem("not-acceptable", f"this is answered as {', '.join(f'`{kind}`' for kind in offered)}")
    return next(kind for kind, weight in weights.items() if weight == best)


def _range(text: str) -> tuple[str, float]:
    """A media range and its weight; one that cannot be read is not wanted."""
    kind, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            weight = float(parameter[2:]) if re.fullmatch(r"0(\.\d{0,3})?|1(\.0{0,3})?", parameter[2:], re.ASCII) else 0.0
    return kind, weight


def _weight(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of a type: that of the most exact range that has it."""
    for wanted in (kind, kind.split("/")[0] + "/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
