"""Rows on their way through a screen: a part of the input as it was read, and as it was answered."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa

from ...engine.policy import Known
from ...engine.results import RESULT
from ...engine.screen import Sheet

REFERENCE: Final = "reference"

RESULTS: Final = (
    "outcome",
    "at_most",
    "certainty",
    "considered",
    "not_considered",
    "holds_from",
    "holds_through",
    "licensing_policy",
    "requirements",
    "problem",
    "class",
)
"""What a row is answered: the columns of `engine.screen`, and what the answer does not speak of."""

COLUMNS: Final = (REFERENCE, "row", *RESULTS, "position")
"""The columns of an output, in their order, before what is carried through."""

TYPES: Final = {**dict(zip(RESULT.names, RESULT.types, strict=True)), "not_considered": RESULT.field("considered").type}


class Asking(Sheet, Protocol):
    """How rows state shipments, and as what questions."""

    def question(self, cells: Mapping[str, str]) -> Mapping[str, Any]:
        """The shipment of a row without its empty cells, as JSON states it."""
        ...


Mark = Mapping[str, Any]
"""Where in the input a part begins, in JSON; what it means is the source's own."""


class Part(NamedTuple):
    """Some rows of an input. `first`: the number of the first, from 1; `table`: their columns; `faults`: what is wrong with a row that
    could not be read, by its place in the part; `known`: what a row of its own account may use, likewise; `after`: where the next part
    begins; `done`: how much of the input's `total` was read with it."""

    first: int
    table: pa.Table
    faults: Mapping[int, str]
    known: Mapping[int, Known]
    after: Mark
    done: int


class Source(Protocol):
    """An input. `reference`, `carried`: names of columns that are only repeated; `total`: its size, in `unit`, where it is known;
    `schema`: the columns of its parts."""

    unit: str

    @property
    def sheet(self) -> Asking: ...
    @property
    def reference(self) -> str | None: ...
    @property
    def carried(self) -> tuple[str, ...]: ...
    @property
    def total(self) -> int | None: ...
    @property
    def schema(self) -> pa.Schema: ...

    def parts(self, after: Mark | None) -> Iterator[Part]:
        """The parts from a mark on, or from the beginning. The same marks give the same parts."""
        ...


class Answered(NamedTuple):
    """A part with its answers. `results`: the columns of `RESULTS`; `reference`: null where a row has none; `carried`: what is repeated."""

    first: int
    reference: pa.ChunkedArray
    results: pa.Table
    carried: pa.Table
