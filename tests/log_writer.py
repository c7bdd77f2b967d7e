"""A process that writes to a log, for `test_log_contract.py`. Run by path: every writer is a process of its own, not a fork.

log_writer.py PLACE start-when FILE NAME COUNT     appends COUNT events of its own, and as many that all writers share
log_writer.py PLACE die-at STEP [EVENT_ID …]       appends the events in one batch; the process ends inside, at STEP
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import event as on

from licet.events.citation import Text
from licet.events.log import Request, open_log
from licet.events.model import ControlAnnounced


def announced(event_id: str, title: str = "Announcement") -> ControlAnnounced:
    return ControlAnnounced(
        id=event_id,
        instrument="CN-2025-57",
        authority="CN/MOFCOM",
        published=datetime(2025, 10, 9, tzinfo=UTC).date(),
        title=Text(en=title, zh="公告"),
    )


def now() -> datetime:
    return datetime.now(UTC)


def write(place: str, start: Path, name: str, count: int) -> None:
    """Batches of one to three; the shared events come in a different order from every writer."""
    start.with_suffix(f".{name}").touch()
    while not start.exists():
        time.sleep(0.005)
    with open_log(place, clock=now) as log:
        own = [f"{name}/{n}" for n in range(count)]
        shared = [f"shared/{n}" for n in range(count)]
        Random(name).shuffle(shared)
        for n in range(0, count, 3):
            records = log.append([announced(i) for i in own[n : n + 3] + shared[n : n + 3]])
            assert [r.event.id for r in records] == own[n : n + 3] + shared[n : n + 3]


def die_at(place: str, step: str, ids: list[str]) -> None:
    """`STEP` is `before:N` or `after:N` (the Nth statement of the append), `commit` or `committed`."""
    with open_log(place, clock=now) as log:
        instrument(log, step, lambda: os._exit(9))
        log.append([announced(i) for i in ids], request=Request("erp", "key-1", "aa"))
    raise SystemExit("the append ended, so the step was never reached")


def instrument(log: object, step: str, fail: Callable[[], object]) -> None:
    """Call `fail` at a step of the next append."""
    engine = log._database.engine  # type: ignore[attr-defined]
    where, _, number = step.partition(":")
    seen = [0]

    def at_statement(*_: object) -> None:
        seen[0] += 1
        if seen[0] == int(number):
            fail()

    if where == "before":
        on.listen(engine, "before_cursor_execute", at_statement)
    elif where == "after":
        on.listen(engine, "after_cursor_execute", at_statement)
    else:
        commit = engine.dialect.do_commit

        def at_commit(connection: object) -> None:
            if where == "committed":
                commit(connection)
            engine.dialect.do_commit = commit
            fail()

        engine.dialect.do_commit = at_commit


if __name__ == "__main__":
    _, place, what, *rest = sys.argv
    if what == "start-when":
        write(place, Path(rest[0]), rest[1], int(rest[2]))
    else:
        die_at(place, rest[0], rest[1:])
