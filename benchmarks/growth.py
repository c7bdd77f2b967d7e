"""How what Licet takes grows with the log: made-up logs of some lengths, each in an engine of its own, which are asked the same in turn.

The logs are those of `made_logs`, written once into `build/bench`. An engine is a process that reads its log from SQLite and answers. Its
last events are hidden at first and shown one by one, as if somebody had just appended them: the file stays as it is.
"""

import gc
import multiprocessing
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from licet.engine.answers import Answers
from licet.engine.decide import settle
from licet.engine.inference import adopted_rules
from licet.engine.shipment import Shipment, read_shipment
from licet.events.codec import encode
from licet.events.log import EventLog, open_log
from licet.events.rows import Row

from .cases import QUESTIONS
from .made_logs import made_log
from .report import micro, table, times
from .timing import seconds, undisturbed

SIZES = (1_000, 10_000, 100_000, 1_000_000)
APPENDED = 60
ROUNDS = 9
FOLDER = Path(__file__).parents[1] / "build" / "bench"

T = TypeVar("T")


class Begun(NamedTuple):
    """What an engine took to begin: seconds to read the log, to fold it, to work out what it tells apart; megabytes that it then has."""

    reading: float
    folding: float
    rest: float
    megabytes: float


class Round(NamedTuple):
    """Seconds for a check whose class was met before, and for one that is the first of its class."""

    warm: float
    cold: float


class Appended(NamedTuple):
    """Seconds until the policy of a running engine has an event more, and then to the first answer."""

    seen: float
    answered: float


def measure(
    sizes: Sequence[int] = SIZES, appended: int = APPENDED, rounds: int = ROUNDS, questions: Sequence[dict[str, Any]] = QUESTIONS
) -> str:
    """Make the logs that are not there, begin an engine for each, ask all of them in turn. Errors: `SystemExit` where answers differ."""
    places = {size: make(size, appended) for size in sizes}
    with ExitStack() as stack:
        engines = {size: stack.enter_context(_engine(place, size, questions)) for size, place in places.items()}
        begun = {size: _asked(engines[size], Engine.begin) for size in sizes}
        if len({_asked(engines[size], Engine.outcomes) for size in sizes}) > 1:
            raise SystemExit("logs of different lengths answer differently, nothing is measured")
        took = [{size: _asked(engines[size], Engine.round) for size in sizes} for _ in range(rounds + 1)][1:]  # the first one warms
        seen = {size: [_asked(engines[size], Engine.append) for _ in range(appended)] for size in sizes}
        entries = {size: _asked(engines[size], Engine.entries) for size in sizes}
    checks = {size: Round(*(statistics.median(values) for values in zip(*(one[size] for one in took), strict=True))) for size in sizes}
    return "\n\n".join([_checks_table(checks), _begun_table(begun, entries), _appended_table(seen)])


def _checks_table(checks: dict[int, Round]) -> str:
    first = checks[min(checks)]
    rows = [
        [f"{size:,}", micro(one.warm), times(one.warm / first.warm), micro(one.cold), times(one.cold / first.cold)]
        for size, one in checks.items()
    ]
    return table(["the same checks, by events in the log", "warm, µs", "to the shortest", "cold, µs", "to it"], rows)


def _begun_table(begun: dict[int, Begun], entries: dict[int, int]) -> str:
    rows = [
        [
            f"{size:,}",
            f"{entries[size]:,}",
            f"{size / (one.reading + one.folding):,.0f}",
            f"{size / one.folding:,.0f}",
            f"{one.reading + one.folding + one.rest:,.2f}",
            f"{one.megabytes:,.0f}",
        ]
        for size, one in begun.items()
    ]
    return table(["a log from its bytes", "list entries", "replayed/s", "of it folded/s", "until it answers, s", "memory, MB"], rows)


def _appended_table(seen: dict[int, list[Appended]]) -> str:
    def cells(taken: list[float]) -> list[str]:
        return [f"{1000 * value:.1f}" for value in (statistics.median(taken), max(taken))]

    rows = [[f"{size:,}", *cells([one.seen for one in all_]), *cells([one.answered for one in all_])] for size, all_ in seen.items()]
    return table(["an event more", "seen after, ms", "at most", "then a first answer, ms", "at most"], rows)


# Logs


def make(size: int, appended: int) -> Path:
    """The file with a log of so many events and some more, made if it is not there."""
    place = FOLDER / f"log-{size}-{appended}.sqlite"
    if not place.exists():
        print(f"… a log of {size:,} events is made", file=sys.stderr, flush=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.unlink(missing_ok=True)
        with open_log(part, clock=_now):
            pass
        rows = ((n, 1_760_000_000_000_000 + n, one.id, encode(one)) for n, one in enumerate(made_log(size + appended), 1))
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO licet_event VALUES (?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        part.rename(place)
    return place


def _now() -> datetime:
    return datetime.now(UTC)


class Shown:
    """A log of which only the first events are shown."""

    def __init__(self, log: EventLog, shown: int) -> None:
        self._log, self.shown = log, shown

    def rows(self, after: int = 0) -> Iterator[Row]:
        return islice(self._log.rows(after), max(0, self.shown - after))


# Engines


class Engine:
    """What runs in a process of its own."""

    def __init__(self, place: Path, size: int, questions: Sequence[dict[str, Any]] = QUESTIONS) -> None:
        self._questions = questions
        self._log: Any = Shown(open_log(place, clock=_now), size)
        self._answers = Answers(self._log, clock=time.monotonic, fresh_for=3600)
        self._answers.around_replay = self._folding
        self._folded = 0.0
        self._firsts: list[Shipment] = []

    @contextmanager
    def _folding(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._folded = time.perf_counter() - start

    def begin(self) -> Begun:
        """Read and fold the log."""
        reading = seconds(self._answers.head)
        whole = seconds(self._answers.policy)
        gc.collect()
        gc.freeze()  # what is there stays: no later collection, before each time that is taken, need look at it
        return Begun(reading, self._folded, whole - self._folded, _memory())

    def outcomes(self) -> tuple[str, ...]:
        """What it answers, in short; every class is met then."""
        first: dict[int, Shipment] = {}
        decided = [(self._answers.decide(one), one) for one in map(read_shipment, self._questions)]
        for answer, one in decided:
            first.setdefault(id(answer), one)
        self._firsts = list(first.values())
        return tuple(f"{one.answer.outcome} {one.answer.at_most} {one.answer.holds}" for one, _ in decided)

    def round(self) -> Round:
        """All questions, warm, and the first of each class, decided anew."""
        policy, shipments = self._answers.policy(), [read_shipment(question) for question in self._questions]
        rules = adopted_rules(policy.rules)
        with undisturbed():
            warm = seconds(lambda: [self._answers.decide(one) for one in shipments])
            cold = seconds(lambda: [settle(policy, one, rules) for one in self._firsts])
        return Round(warm / len(shipments), cold / len(self._firsts))

    def append(self) -> Appended:
        """Show one event more, and ask."""
        self._log.shown += 1
        self._answers.refresh()
        with undisturbed():
            seen = seconds(self._answers.policy)
            answered = seconds(lambda: self._answers.decide(self._firsts[0]))
        assert self._answers.policy().position == self._log.shown
        return Appended(seen, answered)

    def entries(self) -> int:
        """The lines of the lists."""
        return len(self._answers.policy().entries)


_HERE: list[Engine] = []


def _begin(place: Path, size: int, questions: Sequence[dict[str, Any]]) -> None:
    _HERE.append(Engine(place, size, questions))


def _do(what: Callable[[Engine], T]) -> T:
    return what(_HERE[0])


def _engine(place: Path, size: int, questions: Sequence[dict[str, Any]]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin, (place, size, questions))


def _asked(engine: ProcessPoolExecutor, what: Callable[[Engine], T]) -> T:
    return engine.submit(_do, what).result()


def _memory() -> float:
    """Megabytes of memory that this process has."""
    return int(Path("/proc/self/status").read_text(encoding="utf-8").partition("VmRSS:")[2].split()[0]) / 1024
