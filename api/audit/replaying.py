"""Replay: a determination that was given out is computed anew and compared, byte for byte.

With the law as known then and the rules as adopted then, it has to be the same: a difference is an incident, and its first cause is
named, in the order in which one builds on the other: what lies beside the receipt, the events, the rules, the program.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, Literal, NamedTuple, TypeVar

import orjson

from ...engine.answers import Answers
from ...engine.decide import Decided
from ...engine.inference import InferenceError
from ...engine.policy import Known
from ...engine.shipment import ShipmentError
from ...events.beside import AT_ONCE, fault_of, kept_of, rows_of
from ...events.citation import Frozen
from ...events.errors import CodecError, JsonError, LogDamaged
from ...events.receipts import Basis, BatchReceipt, CheckReceipt, Given, root_text
from ...events.store import KeptCheck, Store
from ...rules.rule import RuleError
from ..schema import Check, Refused, read_check
from .recording import basis_of

T = TypeVar("T")
Verdict = Literal["same", "other_engine", "incident", "erased"]
Cause = Literal["kept", "event", "rules", "engine", "receipt", "unknown"]

# What an answer says of the program that computed it.
_ENGINE: Final = re.compile(rb'"engine":\{"inference":"[^"]*","rules_digest":"[^"]*","version":"[^"]*"\}')


class Replayed(Frozen):
    """What came of replaying one determination. `same`: the same bytes; `other_engine`: the same decision in the same words, by another
    version or evaluator; `erased`: the question is gone. `cause`: the first one of an incident; `receipt`: the answer is the same, and its
    receipt says otherwise. `then`, `now`: outcomes."""

    id: str
    verdict: Verdict
    cause: Cause | None
    detail: str
    then: str
    now: str | None


class Found(NamedTuple):
    """A determination that was given out: its receipt, where the receipt log has it or the receipt of its part, what lies beside."""

    receipt: CheckReceipt
    given: Given
    kept: KeptCheck | None


def find(store: Store, check_id: str) -> Found | None:
    """A determination by its id; None if there is no receipt of it. `LogDamaged` where it cannot be read, or is one of a batch whose
    receipts are not the ones recorded."""
    given, kept = store.receipts.get(check_id), store.checks.get(check_id)
    if given is not None and isinstance(given.receipt, CheckReceipt):
        return Found(given.receipt, given, kept)
    given = store.receipts.get(kept.batch) if kept is not None and kept.batch is not None else None
    if given is None or not isinstance(given.receipt, BatchReceipt):
        return None
    rows = rows_of(store.checks, given.receipt)
    return next((Found(receipt, given, row) for receipt, row in rows if receipt.id == row.id == check_id), None)


def work_on(store: Store, check_id: str, work: Callable[[Found], T]) -> Replayed | T | None:
    """What comes of one determination, by its id; None if there is no receipt of it. What cannot be read is an incident."""
    try:
        found = find(store, check_id)
    except LogDamaged as error:
        return _incident(check_id, "kept", str(error), "")
    return None if found is None else work(found)


def in_order(store: Store, records: Iterable[Given]) -> Iterator[Found | Replayed]:
    """All determinations behind records of the receipt log; where one cannot be read, or a part of a batch is not what was recorded, the
    incident."""
    records = iter(records)
    while some := list(islice(records, AT_ONCE)):
        kept = kept_of(store.checks, [given.receipt.id for given in some if isinstance(given.receipt, CheckReceipt)])
        for given in some:
            receipt = given.receipt
            if isinstance(receipt, CheckReceipt):
                beside = kept.get(receipt.id)
                if isinstance(beside, LogDamaged):
                    yield _incident(receipt.id, "kept", str(beside), receipt.basis.outcome)
                else:
                    yield Found(receipt, given, beside)
            elif not receipt.whole:
                yield from _part(store, given, receipt)


def _part(store: Store, given: Given, part: BatchReceipt) -> Iterator[Found | Replayed]:
    try:
        rows = rows_of(store.checks, part)
    except LogDamaged as error:
        yield _incident(part.id, "kept", str(error), "")
        return
    yield from (Found(receipt, given, row) for receipt, row in rows)


def replay(answers: Answers, found: Found) -> Replayed:
    """Compute it anew with the law as known then and the rules as adopted then, and compare. Never an error for one determination: what
    cannot be computed is an incident. Errors: those of the log."""
    receipt, kept, then = found.receipt, found.kept, found.receipt.basis.outcome
    if (fault := fault_of(receipt, kept)) is not None:
        return _incident(receipt.id, "kept", fault, then)
    if kept is None or kept.question is None or kept.answer is None:
        erased = f"{kept.erased_at:%Y-%m-%d}" if kept and kept.erased_at else "an unknown day"
        return _result(receipt, "erased", f"the question was erased on {erased}: it cannot be replayed")
    if (fault := _log_fault(answers, receipt, kept.answer)) is not None:
        return _incident(receipt.id, "event", fault, then)
    try:
        check = asked(kept.question)
        now = answers.decide(check.shipment, Known(*receipt.basis.known.__dict__.values()))
    except (ShipmentError, Refused, JsonError) as error:
        return _incident(receipt.id, "engine", f"this version cannot take the question: {error}", then)
    except (RuleError, InferenceError, CodecError) as error:
        return _incident(receipt.id, "rules", f"the rules of then cannot be run: {error}", then)
    data = now.bytes_of(check.shipment)
    if data == kept.answer and (others := _otherwise(receipt.basis, basis_of(answers, now))):
        detail = f"the same bytes, but the receipt has another {', '.join(others)}: `licet verify` says whether it was changed"
        return _incident(receipt.id, "receipt", detail, then, now.answer.outcome)
    return _compared(receipt, kept.answer, now, data)


def _otherwise(then: Basis, now: Basis) -> list[str]:
    """What a receipt says otherwise than it would have to of the same answer."""
    return [f"`{name}`" for name in Basis.model_fields if getattr(then, name) != getattr(now, name)]


def asked(question: bytes) -> Check:
    """A kept question. Errors: `Refused`, `JsonError`."""
    return read_check(orjson.loads(question))


def _log_fault(answers: Answers, receipt: CheckReceipt, answer: bytes) -> str | None:
    """Whether the log up to where the answer looked is another one."""
    log, head = receipt.basis.log, answers.head()
    if head < log.size:
        return f"events are missing: the log ends at position {head}, and the answer was given on {log.size}"
    if root_text(answers.log_root(log.size)) == log.root:
        return None
    known = answers.policy(Known(None, log.size)).events
    cited = [event for r in orjson.loads(answer)["requirements"] for event in r["events"]]
    gone = next((event for event in cited if event not in known), None)
    which = "an event" if gone is None else f"`{gone}`, which the answer rests on, is missing; an event"
    return f"{which} up to position {log.size} is not as it was: `licet verify` names the first one"


def _compared(receipt: CheckReceipt, answer: bytes, now: Decided, data: bytes) -> Replayed:
    if data == answer:
        return _result(receipt, "same", "the same bytes", now.answer.outcome)
    basis, engine = receipt.basis, now.answer.engine
    others = [
        f"{name} {then} then, {here} now"
        for name, then, here in (("version", basis.engine_version, engine.version), ("evaluator", basis.inference, engine.inference))
        if then != here
    ]
    if now.core == basis.decided and others and _ENGINE.sub(b"", data, count=1) == _ENGINE.sub(b"", answer, count=1):
        return _result(receipt, "other_engine", f"the same decision in the same words; {'; '.join(others)}", now.answer.outcome)
    what = "the same decision in other bytes" if now.core == basis.decided else "another decision"
    places = ", ".join(_differing(orjson.loads(answer), now.answer.model_dump(mode="json")))
    cause: Cause = "rules" if basis.rules_digest != engine.rules_digest else "engine" if others else "unknown"
    why = {"rules": "other rules", "engine": "; ".join(others), "unknown": "log, rules and version are the same"}[cause]
    return _incident(receipt.id, cause, f"{what} ({why}): {places} differ", basis.outcome, now.answer.outcome)


def _differing(then: dict[str, object], now: dict[str, object]) -> list[str]:
    beside = ("digest", "engine", "legal_date")
    found = [name for name in sorted({*then, *now}) if name not in beside and then.get(name) != now.get(name)]
    return [f"`{name}`" for name in found] or ["`digest`"]


def _result(receipt: CheckReceipt, verdict: Verdict, detail: str, now: str | None = None) -> Replayed:
    return Replayed(id=receipt.id, verdict=verdict, cause=None, detail=detail, then=receipt.basis.outcome, now=now)


def _incident(check_id: str, cause: Cause, detail: str, then: str, now: str | None = None) -> Replayed:
    return Replayed(id=check_id, verdict="incident", cause=cause, detail=detail, then=then, now=now)
