"""`make bench`: how fast Licet answers, beside a hand-written chain of ifs on the same questions with the same answers, in one run.

Figures are medians of repeated rounds on this machine; only the ratios travel. Nothing here is a test.
"""

import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


import verifying
from cases import QUESTIONS, by_hand
from replaying import measure as measure_receipts

from licet.engine.answers import Answers
from licet.engine.inference import Rules, default_rules
from licet.engine.policy import EVERYTHING
from licet.engine.replay import replay, view
from licet.engine.shipment import read_shipment
from licet.events.corpus import load_corpus
from licet.events.log import open_log


def median(work: Callable[[], object], rounds: int) -> float:
    """Seconds of one call: the median of `rounds`, with the garbage collector off while it runs."""
    times = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
        gc.enable()
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    loading = median(load_corpus, 3)
    events = load_corpus()
    log = open_log("memory:", clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    log.append(events)
    records = list(log.read())
    replaying = median(lambda: replay(view(records), EVERYTHING), 7)
    print(f"corpus: {len(events)} events, read from YAML in {loading * 1e3:.0f} ms, replayed in {replaying * 1e3:.1f} ms")

    answers = Answers(log)
    shipments = [read_shipment(question) for question in QUESTIONS]
    wrong = [(s.goods.material, s.date, by_hand(s), got) for s in shipments if (got := answers.check(s).outcome) != by_hand(s)]
    if wrong:
        sys.exit(f"the answers differ, nothing is measured: {wrong}")

    checking = median(lambda: [answers.check(s) for s in shipments], 7) / len(shipments)
    ifs = median(lambda: [by_hand(s) for s in shipments for _ in range(100)], 7) / len(shipments) / 100
    reading = median(lambda: [read_shipment(q) for q in QUESTIONS], 7) / len(shipments)
    print(f"check of a validated shipment, full explanation: {checking * 1e6:,.0f} µs, {1 / checking:,.0f} checks/s in one process")
    print(f"reading and validating the question:             {reading * 1e6:,.0f} µs")
    print(f"hand-written ifs, outcome only:                  {ifs * 1e6:,.2f} µs")
    print(f"ratio, check to ifs: {checking / ifs:,.0f} ({len(shipments)} questions, same outcomes)")

    warm = default_rules()
    finding = dict(answers.check(shipments[4]).requirements[0].finding)
    remembered = median(lambda: [warm.conclude(finding) for _ in range(1000)], 7) / 1000
    unused = [Rules() for _ in range(45)]
    fresh = median(lambda: unused.pop().conclude(finding), 45)
    print(f"one finding concluded: {remembered * 1e6:.1f} µs from the memo, {fresh * 1e6:.0f} µs by durable-rules and the reference")
    measure_receipts()
    verifying.measure()


if __name__ == "__main__":
    main()
