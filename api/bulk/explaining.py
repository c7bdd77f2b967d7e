"""What is kept once of each class: its id, the question of the row that stands for it, and the full determination of that row."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from ...engine.columns import encode
from ...engine.decide import known_as, settle
from ...engine.inference import adopted_rules
from ...engine.policy import Known
from ...engine.screen import Screen
from ...engine.shipment import Shipment
from ...events.codec import canonical_json
from ..rows.writers import canonical_json_of_text
from .answering import Answering
from .rows import Answered, Part, Source


class Explaining:
    """Explains classes as they are met, each by the first row of the input that is of it. `met`: those that were explained before."""

    def __init__(self, source: Source, answering: Answering, known: Known, met: Iterable[str]) -> None:
        self._source, self._answering, self._known = source, answering, known
        self.met = set(met)

    def lines(self, part: Part, answered: Answered) -> bytes:
        """The lines of the classes that are met first in this part, in the order of their rows."""
        column = encode("class", answered.results["class"])
        first = np.full(len(column.cells), -1, np.int64)
        first[column.codes[::-1]] = np.arange(len(column.codes) - 1, -1, -1)
        new = sorted(int(first[n]) for n, cell in enumerate(column.cells) if cell and cell not in self.met and first[n] >= 0)
        if not new:
            return b""
        names = [name for name in part.table.column_names if name in self._source.sheet.facts]
        some = part.table.select(names).take(pa.array(new))
        columns = {name: encode(name, some[name]) for name in names}
        problems = answered.results["problem"].take(pa.array(new)).to_pylist()
        out = []
        for n, row in enumerate(new):
            name = column.cells[column.codes[row]]
            cells = {key: one.cells[one.codes[n]] for key, one in columns.items() if one.cells[one.codes[n]].strip()}
            out.append(self._line(name, part.first + row, cells, problems[n], part.known.get(row, self._known)))
            self.met.add(name)
        return b"".join(out)

    def _line(self, name: str, row: int, cells: dict[str, str], problem: str | None, known: Known) -> bytes:
        if problem is not None:
            members = {b"cells": canonical_json_of_text(cells), b"class": _json(name), b"problem": _json(problem)}
        else:
            screen = self._answering.screen(known)
            shipment = self._source.sheet.shipment(cells)
            question = {"known": known_as(screen.policy).model_dump(mode="json"), "shipment": self._source.sheet.question(cells)}
            members = {b"class": _json(name), b"determination": _determination(screen, shipment), b"question": canonical_json(question)}
        members[b"row"] = b"%d" % row
        return b"{" + b",".join(b'"%s":%s' % item for item in members.items()) + b"}\n"


def _determination(screen: Screen, shipment: Shipment) -> bytes:
    """The very bytes that a single question gives."""
    infer = adopted_rules(screen.policy.rules, screen.mode, screen.policy.rules_digest)
    return settle(screen.policy, shipment, infer).bytes_of(shipment)


def _json(value: Any) -> bytes:
    return orjson.dumps(value)


def met_in(data: Iterable[bytes]) -> set[str]:
    """The classes that stand in lines that were written."""
    return {orjson.loads(line)["class"] for line in data}
