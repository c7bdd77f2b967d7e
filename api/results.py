"""What the rows of a batch are answered: results, and how they are written as JSON, NDJSON and CSV. Knows nothing of HTTP."""

import csv
import io
import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, Protocol

from ..engine.answers import Answers
from ..engine.assess import BINDING, OPEN
from ..engine.decide import Decided
from ..engine.determination import Determination
from ..engine.policy import Known
from ..engine.shipment import Shipment
from ..events.codec import canonical_json
from .columns import name_of
from .options import Json
from .problems import Problem, failure, problem_of
from .rows import Asked, Reader, Row, one_fault
from .schema import Check, KnownAsked, Refused, decided

_LOG: Final = logging.getLogger("licet.api")

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
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Answered(NamedTuple):
    """An answer to a question: the answer to its class, and its shipment, to which some words of the answer are its own."""

    decided: Decided
    shipment: Shipment

    @property
    def determination(self) -> Determination:
        return self.decided.of(self.shipment)

    @property
    def data(self) -> bytes:
        """The very bytes that `POST /v1/checks` gives."""
        return self.decided.bytes_of(self.shipment)


class Result(NamedTuple):
    """What one row is answered: a determination, or a problem (RFC 9457). `question`: its body, as it is kept. `kept`: the id under which
    question and answer are kept."""

    row: int
    reference: str | None
    carried: tuple[str, ...]
    answer: Answered | None
    problem: Json | None
    question: Json | None = None
    kept: str | None = None


def result_of(answers: Answers, reader: Reader, row: Row, known: Known) -> Result:
    """The answer to one row. `known`: what the whole batch may use, its position always given; a row may use less, never more."""
    asked = reader.asked(row)
    answer, problem = None, None
    if asked.check is None:
        problem = Problem("bad-input", str(asked.refused), asked.refused.faults if asked.refused else [])
    else:
        try:
            answer = Answered(decided(answers, _pinned(asked.check, known)), asked.check.shipment)
        except Refused as refused:
            problem = problem_of(asked.named(refused))
        except Exception as error:  # this row gets no answer; the next one may
            problem = problem_of(error) or failure()
            _LOG.error("row %d: %s", row.number, problem.slug, exc_info=error)
    body = _of_row(problem, row, asked) if problem else None
    return Result(row.number, asked.reference, asked.carried, answer, body, asked.body)


def _pinned(check: Check, known: Known) -> Check:
    """The question at the position of the batch, or an earlier one that it names."""
    own = check.known or KnownAsked()
    position = known.recorded_through if own.recorded_through is None else own.recorded_through
    if known.recorded_through is not None and position is not None and position > known.recorded_through:
        raise one_fault(
            "known.recorded_through",
            f"`{position}` is beyond the position of this batch, {known.recorded_through}: all of its rows are answered there or before",
            "/known/recorded_through",
        )
    through = own.published_through or known.published_through
    return check.model_copy(update={"known": KnownAsked(published_through=through, recorded_through=position)})


def _of_row(problem: Problem, row: Row, asked: Asked) -> Json:
    """The problem with the number of its row. Faults are named by column (by the fact, where it has none) or by a pointer into the row."""
    body: Json = {**problem.body, "row": row.number}
    if problem.faults is not None:
        body["errors"] = [
            {"column": f.field, "detail": f.text} if asked.flat else {"pointer": f"#{f.pointer}", "detail": f.text} for f in problem.faults
        ]
    return body


def unread(row: int, error: Exception) -> Result:
    """The last result where the rest of a batch cannot be read or answered: nothing after it was."""
    problem = problem_of(error) or failure()
    body: Json = {**problem.body, "row": row, "rest": True, "detail": f"nothing from here on was answered: {problem.detail}"}
    return Result(row, None, (), None, body)


def summary(determination: Determination) -> Json:
    """A determination in short: what decides or may decide, what to find out, how long it holds."""
    d = determination
    return {
        "outcome": d.outcome,
        "at_most": d.at_most,
        "certainty": d.certainty,
        "considered": list(d.scope.considered),
        "not_considered": [n.regime for n in d.scope.not_considered],
        "legal_date": d.legal_date.isoformat(),
        "holds_from": d.holds.from_.isoformat() if d.holds.from_ else None,
        "holds_through": d.holds.through.isoformat() if d.holds.through else None,
        "licensing_policy": d.licensing_policy,
        "requirements": [
            {"requirement": r.requirement, "conclusion": r.conclusion}
            for r in d.requirements
            if r.conclusion in (*BINDING, *OPEN, "exempt")
        ],
        "questions": [{"field": q.field, "question": q.question} for q in d.questions],
        "digest": d.digest,
    }


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
    return f"'{text}" if text.startswith(_FORMULA) else text


def canonical_json_of_text(members: dict[str, str]) -> bytes:
    """Names and texts as they came in a file: names need not be ASCII, order is theirs."""
    return b"{" + b",".join(canonical_json(name) + b":" + canonical_json(text) for name, text in members.items()) + b"}"


def _said(problem: Json | None) -> str:
    if problem is None:
        return ""
    errors = [f"{e.get('column') or e.get('pointer')}: {e['detail']}" for e in problem.get("errors", ())]
    return f"{problem['title']}: " + ("; ".join(errors) or str(problem["detail"]))
