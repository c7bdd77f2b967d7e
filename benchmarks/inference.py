"""One finding concluded: remembered, and by durable-rules and the reference for the first time."""

from licet.engine.inference import Rules, default_rules
from licet.engine.shipment import read_shipment

from .cases import QUESTIONS
from .checks import answering
from .report import micro, table, times
from .timing import median


def measure() -> str:
    """Both, for one finding of the first question."""
    finding = dict(answering().check(read_shipment(QUESTIONS[0])).requirements[0].finding)
    rules = default_rules()
    remembered = median(lambda: [rules.conclude(finding) for _ in range(1000)], 7) / 1000
    unused = [Rules() for _ in range(15)]
    first = median(lambda: unused.pop().conclude(finding), 15)
    rows = [
        ["remembered", micro(remembered), "1.00×"],
        ["first, by durable-rules and the reference", micro(first), times(first / remembered)],
    ]
    return table(["one finding concluded", "µs", "to remembered"], rows)
