"""How fast determinations that were given out are computed anew and compared: receipts of the questions of `serving`, all different."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from licet.api.audit.recording import new_check
from licet.api.audit.replaying import Found, in_order, replay
from licet.api.schema import decided, parse_check
from licet.engine.answers import Answers
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.sealing import seal
from licet.events.store import open_store

from .serving import bodies

TIMES = 25


def measure() -> str:
    """Record receipts, replay all of them with nothing in memory; the rates."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "log.sqlite")
        with open_log(place, clock=lambda: datetime.now(UTC)) as log, open_store(place, clock=lambda: datetime.now(UTC)) as store:
            log.append(load_corpus())
            answers = Answers(log, clock=time.monotonic, fresh_for=3600)
            lines = [(line, parse_check(line)) for line in bodies()]
            checks = [new_check(answers, decided(answers, check), check.shipment, line, "bench", "rest") for line, check in lines]
            start = time.perf_counter()
            for _ in range(TIMES):
                store.checks.keep(seal(checks))
            recording = time.perf_counter() - start
            size = place.stat().st_size
            fresh = Answers(log, clock=time.monotonic, fresh_for=3600)
            start = time.perf_counter()
            found = [replay(fresh, one) for one in in_order(store, store.receipts.read()) if isinstance(one, Found)]
            replaying = time.perf_counter() - start
        count = TIMES * len(lines)
        assert [one.verdict for one in found] == ["same"] * count
    return (
        f"{count:,} receipts recorded in groups of {len(lines)}: {count / recording:,.0f}/s, {size / count / 1024:.1f} kB each."
        f" Computed anew and compared byte by byte: {count / replaying:,.0f}/s, every one the same."
    )
