"""Rows of a table as shipments: the columns of a CSV file, whatever the file is."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...engine.shipment import Shipment, ShipmentError
from ..schema import Refused, refused_by_engine
from .columns import Column, Said, by_name, check_of, stated
from .header import header
from .reading import one_fault


class Columns:
    """What the columns of a table state (`engine.screen.Sheet`). `reference` and `carried`: those that are only repeated.

    `Refused` names the columns that do not exist, and those that say what is known: that is said of the whole.
    """

    def __init__(self, names: Iterable[str]) -> None:
        found = header(names)
        self._columns, self.reference, self.carried = found.facts, found.reference, found.carried
        self.facts: Mapping[str, str] = {name: _place(column) for name, column in self._columns.items()}
        if known := [name for name, column in self._columns.items() if column.option.field.startswith("known/")]:
            raise one_fault(known[0], "what is known is said once, of the whole file: leave the column out")

    def fact(self, column: str, cell: str) -> Mapping[str, Any]:
        """What a cell states, as a shipment in JSON has it."""
        facts: dict[str, Any] = stated([(self._columns[column], cell)], split=True).body["shipment"]
        return facts

    def shipment(self, cells: Mapping[str, str]) -> Shipment:
        """The shipment of a row. Errors: `ShipmentError`, its problems by column."""
        try:
            return check_of(self._stated(cells)).shipment
        except Refused as refused:
            raise _said(refused) from None

    def by_column(self, error: ShipmentError, cells: Mapping[str, str]) -> ShipmentError:
        """What the policy finds wrong with the shipment of a row, its problems by column."""
        return _said(by_name(refused_by_engine(error), self._stated(cells).places))

    def question(self, cells: Mapping[str, str]) -> Mapping[str, Any]:
        """The shipment of a row as JSON states it. Errors: `Refused`."""
        facts: dict[str, Any] = self._stated(cells).body["shipment"]
        return facts

    def _stated(self, cells: Mapping[str, str]) -> Said:
        return stated([(self._columns[name], cell) for name, cell in cells.items()], split=True)


def _said(refused: Refused) -> ShipmentError:
    return ShipmentError([(fault.field, fault.text) for fault in refused.faults])


def _place(column: Column) -> str:
    """Where in a shipment the column's fact stands: `goods.material`, `goods.attributes.purity_pct`."""
    place = column.option.field.removeprefix("shipment/").replace("/", ".")
    return f"{place}.{column.about}" if column.about else place
