"""`make crash` in small, and that it would notice: it is given a ledger that says what is not so."""

import multiprocessing
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from log_support import DATABASES, Clock, batch

from licet.events.errors import LogUnavailable
from licet.events.log import Request, open_log
from licet.events.store import open_store
from licet.tests.crash.__main__ import series
from licet.tests.crash.check import Broken, Ledger, check
from licet.tests.crash.places import Databases, files, server
from licet.tests.crash.processes import Acknowledged, Checkpointed, Sent, appending, insisting

ROUNDS = {"sqlite": 4, "postgresql": 4}  # from the start, with and without the server, at named steps


@pytest.mark.parametrize("backend", DATABASES)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(backend: str) -> None:
    places: dict[str, Callable[[], AbstractContextManager[Databases]]] = {"sqlite": files, "postgresql": server}
    with places[backend]() as databases:
        figures = series(databases, 7, ROUNDS[backend], 600)
    assert figures.rounds == ROUNDS[backend]
    assert figures.kills >= 4 * figures.rounds - len(multiprocessing.active_children())
    assert figures.appends and figures.receipts and figures.checkpoints
    assert (figures.server_kills > 0) == (backend == "postgresql")
    assert figures.steps or backend == "postgresql"


def sent(key: str, *ids: str, log: str = "events") -> Sent:
    events = tuple(batch(*ids)) if log == "events" else ()
    return Sent(log, key, events, ids, ids, None)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Of a log with three events, all as they should be."""
    ledger = Ledger(str(tmp_path / "log.sqlite"), tmp_path / "checkpoints")
    with open_log(ledger.place, clock=Clock()) as log, open_store(ledger.place, clock=Clock()):
        log.append(batch("A", "B"))
        log.append(batch("C"))
    for said in (sent("1", "A", "B"), Acknowledged("1", (1, 2)), sent("2", "C"), Acknowledged("2", (3,))):
        ledger.heard(said)
    for _ in range(2):  # the first time there is nothing signed yet
        found = check(ledger)
    assert (found.lost_answers, found.vanished) == (0, 0)
    return ledger


LIES: list[tuple[list[Sent | Acknowledged | Checkpointed], str]] = [
    ([sent("3", "D"), Acknowledged("3", (4,))], "`3` was acknowledged and is lost"),
    ([sent("3", "C", "D")], "`3` is half there"),
    ([sent("3", "A", "C")], "`3` has two instants"),
    ([sent("3", "C"), Acknowledged("3", (4,))], r"was acknowledged at \(4,\) and is at \(3,\)"),
    ([sent("3", "A", "B")._replace(request=Request("x", "k", "00"))], "the events and the request of `3` are not there together"),
    ([sent("3", "0" * 32, log="receipts"), Acknowledged("3", ())], "the receipts of `3` were acknowledged and are lost"),
    ([Checkpointed("licet/0000000000000000/events", 3, b"")], "was said to be signed at 3, but is not"),
]


@pytest.mark.parametrize(("lies", "words"), LIES)
def test_what_is_not_as_it_was_said_is_noticed(lies: list[Sent | Acknowledged | Checkpointed], words: str, ledger: Ledger) -> None:
    for said in lies:
        ledger.heard(said)
    with pytest.raises(Broken, match=words):
        check(ledger)


def test_what_was_there_before_is_noticed(ledger: Ledger) -> None:
    (place,) = ledger.roots
    root = ledger.roots[place]
    ledger.roots[place] = b"another"
    with pytest.raises(Broken, match="there are two roots"):
        check(ledger)
    ledger.roots = {place: root, ("licet/0000000000000000/events", 2): b""}
    with pytest.raises(Broken, match="a checkpoint is gone"):
        check(ledger)
    ledger.roots = {place: root}
    ledger.found["B"] = (2, "sha256:" + "0" * 64)
    with pytest.raises(Broken, match="gone, moved or changed"):
        check(ledger)
    del ledger.found["B"], ledger.sent["2"], ledger.acknowledged["2"]
    with pytest.raises(Broken, match="events that nobody sent"):
        check(ledger)


def test_what_was_not_acknowledged_is_sent_again(ledger: Ledger) -> None:
    ledger.heard(sent("3", "D", "E"))
    ledger.heard(sent("4", "C"))
    found = check(ledger)
    assert (found.lost_answers, found.vanished) == (1, 1)
    assert ledger.acknowledged["3"].positions == (4, 5)
    assert check(ledger).vanished == 0


def test_a_process_is_patient_but_not_with_everything() -> None:
    answers = iter([LogUnavailable("away"), "back"])

    def ask() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert insisting(ask) == "back"
    with pytest.raises(StopIteration):
        insisting(ask)


def test_what_is_sent_can_be_said_again() -> None:
    from random import Random

    assert [appending(Random("1"), "w", n) for n in range(20)] == [appending(Random("1"), "w", n) for n in range(20)]
