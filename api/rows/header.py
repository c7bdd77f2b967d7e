"""The columns of a table of questions: which state facts, which is the reference, which are only carried through."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ..schema import Refused
from .columns import CARRIED, Column, columns
from .reading import REFERENCE, one_fault

ADVICE: Final = f" (or, only to be repeated in the answer, `{CARRIED}…`)"


class Header(NamedTuple):
    """The names of a table as they stand there. `facts`: by name, what is stated; `carried`: those that begin with `x.`."""

    facts: Mapping[str, Column]
    reference: str | None
    carried: tuple[str, ...]


def header(names: Iterable[str]) -> Header:
    """What the columns of some names say. A name that nothing has is an error of the whole: a fact that nobody reads must not look like
    one that was used. `Refused` names those that do not exist, that are there twice, or that say the same."""
    told = [name.strip() for name in names]
    if "" in told:
        raise one_fault("header", f"column {told.index('') + 1} has no name: name it, or take it out")
    others = [name for name in told if name.lower() == REFERENCE or name.lower().startswith(CARRIED)]
    plain = [name.lower() for name in others]
    if twice := [name for name in dict.fromkeys(plain) if plain.count(name) > 1]:
        raise one_fault(twice[0], "the column is there twice: keep one")
    own = [name for name in told if name not in others]
    facts = dict(zip(own, _known(own), strict=True))
    reference = next((name for name in others if name.lower() == REFERENCE), None)
    return Header(facts, reference, tuple(name for name in others if name != reference))


def _known(names: list[str]) -> list[Column]:
    """The columns, or `Refused`, which also says how to carry a column through."""
    try:
        return columns(names)
    except Refused as refused:
        raise Refused([f._replace(text=f.text + ADVICE) if "nothing of this name" in f.text else f for f in refused.faults]) from None
