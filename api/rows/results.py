"""What the rows of a batch are answered; `writers` writes it. Knows nothing of HTTP."""

import logging
from typing import Final, NamedTuple

from ...engine.answers import Answers
from ...engine.assess import BINDING, OPEN
from ...engine.decide import Decided
from ...engine.determination import Determination
from ...engine.policy import Known
from ...engine.shipment import Shipment
from ..problems import Problem, failure, problem_of
from ..schema import Check, KnownAsked, Refused, decided
from ..terminal.options import Json
from .reading import Asked, Reader, Row, one_fault

_LOG: Final = logging.getLogger("licet.api")


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
            answer = Answered(decided(answers, pinned(asked.check, known)), asked.check.shipment)
        except Refused as refused:
            problem = problem_of(asked.named(refused))
        except Exception as error:  # this row gets no answer; the next one may
            problem = problem_of(error) or failure()
            _LOG.error("row %d: %s", row.number, problem.slug, exc_info=error)
    body = _of_row(problem, row, asked) if problem else None
    return Result(row.number, asked.reference, asked.carried, answer, body, asked.body)


def pinned(check: Check, known: Known) -> Check:
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
    rules = known.rules_recorded_through if own.rules_recorded_through is None else own.rules_recorded_through
    pinned = KnownAsked(published_through=through, recorded_through=position, rules_recorded_through=rules)
    return check.model_copy(update={"known": pinned})


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
