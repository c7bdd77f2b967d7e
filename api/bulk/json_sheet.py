"""Shipments in JSON as rows of a table: a column for each field, so that many of them are screened at once like the rows of any file.

A cell is a text as it stands where it is one that no cell of a table changes; everything else is JSON behind a mark that no text begins
with. So nothing is lost, and nothing is read otherwise than in a single question.
"""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from pydantic import BaseModel

from ...engine.shipment import Departure, Exporter, Goods, Party, Shipment, ShipmentError
from ..schema import Fault, Refused, read_check, refused_by_engine

Json = dict[str, Any]

_MARK: Final = "\0"
_INSIDE: Final[Mapping[str, type[BaseModel]]] = {"goods": Goods, "departure": Departure, "exporter": Exporter}
"""Fields whose own fields are columns."""
_PARTY: Final = "parties.0"
"""The one who takes part, where there is one: nearly always there is, and names are many. Several stay together in one cell."""

_MODELS: Final[Mapping[str, type[BaseModel]]] = {**_INSIDE, _PARTY: Party}
_FIELDS: Final = {name: frozenset(model.model_fields) for name, model in _MODELS.items()}
_WHOLE: Final = frozenset(Shipment.model_fields) - frozenset(_INSIDE)


def _places() -> dict[str, bool]:
    """The columns, each with whether null says no more than nothing."""
    inside = {f"{name}.{field}": one for name, model in _MODELS.items() for field, one in model.model_fields.items()}
    fields = inside | {name: Shipment.model_fields[name] for name in _WHOLE}
    return {name: one.default is None for name, one in sorted(fields.items())}


_PLACES: Final = _places()


class JsonSheet:
    """What the columns state (`engine.screen.Sheet`); problems are named by their places in the question (RFC 6901)."""

    facts: Mapping[str, str] = {name: name for name in _PLACES}

    def fact(self, column: str, cell: str) -> Json:
        """What a cell states, as a shipment in JSON has it."""
        outer, _, inner = column.rpartition(".")
        value = orjson.loads(cell[1:]) if cell.startswith(_MARK) else cell
        if outer == _PARTY:
            return {"parties": [{inner: value}]}
        return {outer: {inner: value}} if outer else {column: value}

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
                if column.startswith(_PARTY):
                    out.setdefault(name, [{}])[0].update(value[0])
                elif name in _INSIDE:
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
        if name in _INSIDE:
            place, members = name, value
        elif name == "parties" and _is_one(value):
            place, members = _PARTY, value[0]
        elif name in _WHOLE:
            out[name] = value
            continue
        else:
            return None
        if not isinstance(members, dict) or not members.keys() <= _FIELDS[place]:
            return None
        out |= {f"{place}.{inner}": item for inner, item in members.items()}
    return {name: _cell(value) for name, value in out.items() if value is not None or not _PLACES[name]}


def _is_one(parties: object) -> bool:
    """Whether there is one, who has the form of a party."""
    return isinstance(parties, list) and len(parties) == 1 and isinstance(parties[0], dict) and isinstance(parties[0].get("role"), str)


def _cell(value: object) -> str:
    if isinstance(value, str) and value and value == value.strip() and not value.startswith(_MARK):
        return value
    return _MARK + orjson.dumps(value).decode()
