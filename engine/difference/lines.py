"""What list lines name."""

from collections.abc import Iterator
from typing import Any

from ...events.goods import FormIs, ListEntry, Measure


def forms_of(line: ListEntry) -> Iterator[str]:
    """The forms that a line names."""

    def inside(criterion: Any) -> Iterator[str]:
        for part in (*getattr(criterion, "all", ()), *getattr(criterion, "any", ())):
            yield from inside(part)
        if isinstance(criterion, FormIs):
            yield from criterion.form

    return iter((*line.forms, *inside(line.criteria)))


def measures_of(criterion: Any) -> Iterator[Measure]:
    """Every comparison of an amount in the criteria of a line."""
    for part in (*getattr(criterion, "all", ()), *getattr(criterion, "any", ())):
        yield from measures_of(part)
    if isinstance(criterion, Measure):
        yield criterion
