"""What an answer's digest covers: the question, the events and rules used, findings, codes and citations. Not the prose.

Two steps: what was decided has a digest of its own, the same for every shipment that the policy cannot tell apart; the answer's covers
that and the question.
"""

import hashlib
from datetime import date
from typing import Any

import orjson

from .assess import Assessment
from .policy import Policy
from .shipment import Shipment


def sha256(data: bytes) -> str:
    """`sha256:` and the hexadecimal digest."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def answer_digest(shipment: Shipment, day: date, published_through: date | None, decided: str) -> str:
    """The digest of an answer: of the question, and of `decided`, as canonical JSON (RFC 8785)."""
    asked = {
        "decided": decided,
        "legal_date": day.isoformat(),
        "published_through": published_through.isoformat() if published_through else None,
        "shipment": shipment.model_dump(mode="json"),
    }
    return sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS))


def decided_digest(policy: Policy, answer: Assessment, rules_digest: str) -> str:
    """The digest of what was decided, as canonical JSON (RFC 8785)."""
    used = sorted({event for b in answer.bearings for event in b.events} | set(answer.coverage_events))
    decided: dict[str, Any] = {
        "outcome": answer.outcome,
        "at_most": answer.at_most,
        "licensing_policy": answer.licensing_policy,
        "regimes": list(answer.regimes),
        "requirements": [
            {
                "requirement": b.id,
                "finding": b.finding,
                "conclusion": b.word,
                "rules": [name for step in b.conclusion.steps for name in step.rules],
                "lines": [e.line for e in b.goods.lines],
                "codes": sorted({e.code for e in b.goods.lines if e.code}),
                "policies": [o.event.id for o in b.overlays],
            }
            for b in answer.bearings
        ],
        "events": {event: policy.digests[event] for event in used},
        "rules": rules_digest,
    }
    return sha256(orjson.dumps(decided, option=orjson.OPT_SORT_KEYS))
