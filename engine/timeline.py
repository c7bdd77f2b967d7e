"""All periods of an answer between two days, with the cause of each change."""

from datetime import date
from typing import NamedTuple

from ..events.dates import day_before
from ..events.scope import Policy as LicensingPolicy
from .assess import Assessment
from .determination import Outcome
from .goods import check_names
from .horizon import causes, days_of_change
from .inference import Inference
from .policy import Policy
from .question import Question
from .shipment import Shipment


class Span(NamedTuple):
    """Days `start` to `end`, both included, with one answer; `because` and `events` say what ended the span before."""

    start: date
    end: date
    outcome: Outcome
    at_most: Outcome
    licensing_policy: LicensingPolicy | None
    because: str
    events: tuple[str, ...]


def timeline(policy: Policy, shipment: Shipment, first: date, last: date, infer: Inference) -> tuple[Span, ...]:
    """The spans from `first` through `last`, on what the policy knows. The shipment's own date plays no part."""
    if last < first:
        raise ValueError(f"`last` {last} is before `first` {first}")
    check_names(shipment.goods, policy.vocabulary, tuple((c.material, c.form) for c in shipment.content))
    question = Question(policy, shipment, infer)
    starts = [first, *(d for d in days_of_change(question) if first < d <= last)]
    spans: list[Span] = []
    before: Assessment | None = None
    for i, start in enumerate(starts):
        end = day_before(starts[i + 1]) if i + 1 < len(starts) else last
        now = question.glance(start)
        if before is not None and now.essence == before.essence:
            spans[-1] = spans[-1]._replace(end=end)
        else:
            because, events = causes(before, now) if before is not None else ("", ())
            spans.append(Span(start, end, now.outcome, now.at_most, now.licensing_policy, because, events))
        before = now
    return tuple(spans)
