"""Results as JSON, NDJSON and CSV, one at a time."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, Protocol

from ...events.codec import canonical_json
from ..terminal.options import Json
from .columns import name_of
from .reading import Reader
from .results import Result, summary

COLUMNS: Final = (
    "row",
    "outcome",
    "at_most",
    "certainty",
    "considered",
    "not_considered",
    "legal_date",
    "holds_from",
    "holds_through",
    "licensing_policy",
    "requirements",
    "questions",
    "problem",
    "position",
    "digest",
    "check",
)
"""The columns of an answer as CSV, after `reference` and before what is carried through."""

# What a spreadsheet may take for a formula where a cell begins with it (OWASP, CSV injection), in full width too.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Writer(Protocol):
    """Results as bytes."""

    media_type: str

    def start(self, reader: Reader) -> bytes: ...
    def row(self, result: Result) -> bytes: ...
    def end(self) -> bytes: ...


class NdjsonWriter:
    """A result on every line. `brief`: determinations in short."""

    media_type = "application/x-ndjson"

    def __init__(self, position: int, *, brief: bool) -> None:
        self._position, self._brief = position, brief
        self._carried: tuple[str, ...] = ()

    def start(self, reader: Reader) -> bytes:
        self._carried = reader.carried
        return b""

    def row(self, result: Result) -> bytes:
        return self.item(result) + b"\n"

    def end(self) -> bytes:
        return b""

    def item(self, result: Result) -> bytes:
        """One result as canonical JSON, with the bytes of the answer as they are."""
        members: dict[str, bytes] = {
            "position": b"%d" % self._position,
            "reference": canonical_json(result.reference),
            "row": b"%d" % result.row,
        }
        if self._carried:
            members["carried"] = canonical_json_of_text(dict(zip(self._carried, result.carried, strict=False)))
        if result.kept is not None:
            members["check"] = canonical_json(f"/v1/checks/{result.kept}")
        if result.answer is not None:
            members["determination"] = canonical_json(summary(result.answer.determination)) if self._brief else result.answer.data
        else:
            members["problem"] = canonical_json(result.problem)
        return b"{" + b",".join(b'"%s":%s' % (name.encode(), members[name]) for name in sorted(members)) + b"}"


class JsonWriter(NdjsonWriter):
    """One document: `position`, `results`, and last a `summary` with how many rows had which outcome."""

    media_type = "application/json"

    def __init__(self, position: int, *, brief: bool) -> None:
        super().__init__(position, brief=brief)
        self._outcomes: Counter[str] = Counter()
        self._problems, self._complete, self._first = 0, True, True

    def start(self, reader: Reader) -> bytes:
        super().start(reader)
        return b'{"position":%d,"results":[' % self._position

    def row(self, result: Result) -> bytes:
        if result.answer is not None:
            self._outcomes[result.answer.decided.answer.outcome] += 1
        else:
            self._problems += 1
            self._complete = self._complete and not (result.problem or {}).get("rest")
        before, self._first = b"" if self._first else b",", False
        return before + self.item(result)

    def end(self) -> bytes:
        rows = {
            "answered": self._outcomes.total(),
            "complete": self._complete,
            "problems": self._problems,
            "outcomes": dict(self._outcomes),
        }
        return b'],"summary":' + canonical_json(rows) + b"}"


class CsvWriter:
    """RFC 4180. `delimiter` and byte order mark as they came in. A cell that a spreadsheet may take for a formula begins with `'`."""

    media_type = "text/csv; charset=utf-8; header=present"

    def __init__(self, position: int) -> None:
        self._position = position
        self._carried: tuple[str, ...] = ()
        self._buffer = io.StringIO(newline="")
        self._csv = csv.writer(self._buffer)

    def start(self, reader: Reader) -> bytes:
        self._carried = reader.carried
        self._csv = csv.writer(self._buffer, delimiter=getattr(reader, "delimiter", "") or ",", lineterminator="\r\n")
        mark = b"\xef\xbb\xbf" if getattr(reader, "bom", False) else b""
        return mark + self._line(("reference", *COLUMNS, *self._carried))

    def row(self, result: Result) -> bytes:
        cells: dict[str, Any] = {
            "reference": result.reference,
            "row": result.row,
            "position": self._position,
            "problem": _said(result.problem),
            "check": result.kept and f"/v1/checks/{result.kept}",
        }
        if result.answer is not None:
            short = summary(result.answer.determination)
            cells |= {**short, "requirements": [f"{r['requirement']} {r['conclusion']}" for r in short["requirements"]]}
            cells["questions"] = [f"{name_of(q['field'])}: {q['question']}" for q in short["questions"]]
        carried = result.carried or ("",) * len(self._carried)
        return self._line((*(cells.get(name) for name in ("reference", *COLUMNS)), *carried))

    def end(self) -> bytes:
        return b""

    def _line(self, cells: Iterable[Any]) -> bytes:
        self._csv.writerow([safe_cell(cell) for cell in cells])
        data = self._buffer.getvalue().encode()
        self._buffer.seek(0)
        self._buffer.truncate()
        return data


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: a leading `'` makes it text. Several values stand with `; ` between."""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def canonical_json_of_text(members: dict[str, str]) -> bytes:
    """Names and texts as they came in a file: names need not be ASCII, order is theirs."""
    return b"{" + b",".join(canonical_json(name) + b":" + canonical_json(text) for name, text in members.items()) + b"}"


def _said(problem: Json | None) -> str:
    if problem is None:
        return ""
    errors = [f"{e.get('column') or e.get('pointer')}: {e['detail']}" for e in problem.get("errors", ())]
    return f"{problem['title']}: " + ("; ".join(errors) or str(problem["detail"]))
