"""Shipments in JSON as rows of a table: a column for each field, so that many of them are screened at once like the rows of any file.

A cell is a text as it stands where it is one that no cell of a table changes; everything else is JSON behind a mark that no text begins
with. So nothing is lost, and nothing is read otherwise than in a single question.
"""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from pydantic import BaseModel

from ...engine.shipment import Departure, Exporter, Goods, Shipment, ShipmentError
from ..schema import Fault, Refused, read_check, refused_by_engine

Json = dict[str, Any]

_MARK: Final = "\0"
_INSIDE: Final[Mapping[str, type[BaseModel]]] = {"goods": Goods, "departure": Departure, "exporter": Exporter}
"""Fields whose own fields are columns."""


def _places() -> dict[str, bool]:
    """The columns, each with whether null says no more than nothing."""
    inside = {f"{name}.{field}": one for name, model in _INSIDE.items() for field, one in model.model_fields.items()}
    fields = inside | {name: one for name, one in Shipment.model_fields.items() if name not in _INSIDE}
    return {name: one.default is None for name, one in sorted(fields.items())}


_PLACES: Final = _places()


class JsonSheet:
    """What the columns state (`engine.screen.Sheet`); problems are named by their places in the question (RFC 6901)."""

    facts: Mapping[str, str] = {name: name for name in _PLACES}

    def fact(self, column: str, cell: str) -> Json:
        """What a cell states, as a shipment in JSON has it."""
        outer, _, inner = column.partition(".")
        value = orjson.loads(cell[1:]) if cell.startswith(_MARK) else cell
        return {outer: {inner: value} if inner else value}

    def shipment(self, cells: Mapping[str, str]) -> Shipment:
        """The shipment of a row. Errors: `ShipmentError`, its problems by place."""
        try:
            return read_check({"shipment": self.question(cells)}).shipment
        except Refused as refused:
            raise ShipmentError([_placed(fault) for fault in refused.faults]) from None

    def by_column(self, error: ShipmentError, cells: Mapping[str, str]) -> ShipmentError:
        """What the policy finds wrong with the shipment of a row, its problems by place."""
        return ShipmentError([_placed(fault) for fault in refused_by_engine(error).faults])

    def question(self, cells: Mapping[str, str]) -> Json:
        """The shipment of a row as it was stated."""
        out: Json = {"goods": {}}
        for column, cell in cells.items():
            for name, value in self.fact(column, cell).items():
                if name in _INSIDE:
                    out.setdefault(name, {}).update(value)
                else:
                    out[name] = value
        return out


def problems_of(refused: Refused) -> str:
    """What is wrong with a question, by place."""
    return "; ".join(f"{place}: {text}" for place, text in map(_placed, refused.faults))


def _placed(fault: Fault) -> tuple[str, str]:
    return f"#{fault.pointer}", fault.text


def cells_of(shipment: object) -> dict[str, str] | None:
    """The cells of a shipment; null where it has fields that there are not, or not the form of one."""
    if not isinstance(shipment, dict) or not isinstance(shipment.get("goods"), dict):
        return None
    out = {}
    for name, value in shipment.items():
        if name not in _INSIDE:
            out[name] = value
        elif isinstance(value, dict):
            out |= {f"{name}.{inner}": item for inner, item in value.items()}
        else:
            return None
    if not out.keys() <= _PLACES.keys():
        return None
    return {name: _cell(value) for name, value in out.items() if value is not None or not _PLACES[name]}


def _cell(value: object) -> str:
    if isinstance(value, str) and value and value == value.strip() and not value.startswith(_MARK):
        return value
    return _MARK + orjson.dumps(value).decode()
