"""Three-valued comparison, with a fourth word for mere hints.

Every comparison of a provision with a shipment answers `yes`, `no`, `unknown` (a fact is missing: `asks` says which) or `possible`
(something points that way, and no fact of the shipment would settle it).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from ..events.goods import Operator
from .shipment import Amount

Word = Literal["yes", "no", "unknown", "possible"]


class Ask(NamedTuple):
    """A fact that would settle something: the field of the shipment, and the question in words."""

    field: str
    text: str


class Answer(NamedTuple):
    """A word, what was compared (`why`), the facts that would settle it, and the entries of the log that it rests on."""

    word: Word
    why: str
    asks: tuple[Ask, ...] = ()
    events: tuple[str, ...] = ()


def yes(why: str) -> Answer:
    return Answer("yes", why)


def no(why: str) -> Answer:
    return Answer("no", why)


def unknown(why: str, *asks: Ask) -> Answer:
    return Answer("unknown", why, asks)


def possible(why: str, *asks: Ask) -> Answer:
    return Answer("possible", why, asks)


def _joined(word: Word, answers: Iterable[Answer]) -> Answer:
    """The answers that have `word`, as one."""
    mine = [a for a in answers if a.word == word]
    if len(mine) == 1 and len(mine[0].asks) < 2 and len(mine[0].events) < 2:
        return mine[0]
    asks = tuple(dict.fromkeys(ask for a in mine for ask in a.asks))
    events = tuple(dict.fromkeys(event for a in mine for event in a.events))
    return Answer(word, "; ".join(dict.fromkeys(a.why for a in mine if a.why)), asks, events)


def _first(order: tuple[Word, ...], answers: tuple[Answer, ...]) -> Answer:
    words = {a.word for a in answers}
    return next(_joined(word, answers) for word in order if word in words)


def all_of(*answers: Answer) -> Answer:
    """Conjunction: one `no` decides; else an `unknown`; else a `possible`."""
    return _first(("no", "unknown", "possible", "yes"), answers)


def any_of(*answers: Answer) -> Answer:
    """Disjunction: one `yes` decides; else an `unknown`; else a `possible`. Of nothing: no."""
    return _first(("yes", "unknown", "possible", "no"), answers) if answers else no("")


def compare(amount: Amount, op: Operator, limit: Decimal) -> Word:
    """Whether a number known exactly or by bounds (both included) meets a limit."""
    low, high = amount.min, amount.max
    match op:
        case ">":
            met, missed = low is not None and low > limit, high is not None and high <= limit
        case ">=":
            met, missed = low is not None and low >= limit, high is not None and high < limit
        case "<":
            met, missed = high is not None and high < limit, low is not None and low >= limit
        case "<=":
            met, missed = high is not None and high <= limit, low is not None and low > limit
        case "=":
            met = low == limit and high == limit
            missed = (low is not None and low > limit) or (high is not None and high < limit)
    return "yes" if met else "no" if missed else "unknown"
