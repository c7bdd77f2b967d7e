"""Taking times: contenders in turn, round after round, so that what else the machine does falls on all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

Work = Callable[[], object]


class Contender(NamedTuple):
    """`prepare` makes the work of one round, outside the time; `units`: how many answers the work gives."""

    prepare: Callable[[], Work]
    units: int


@contextmanager
def undisturbed() -> Iterator[None]:
    """The garbage collector runs before, not within."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Work, rounds: int) -> float:
    """Seconds of one call: the median of some rounds."""
    with undisturbed():
        return statistics.median(seconds(work) for _ in range(rounds))


def race(contenders: Mapping[str, Contender], rounds: int) -> dict[str, float]:
    """Seconds for each answer, by contender: the median of the rounds. The first round only warms."""
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for n in range(rounds + 1):
        with undisturbed():
            for name, (prepare, units) in contenders.items():
                found = seconds(prepare()) / units
                if n:
                    took[name].append(found)
    return {name: statistics.median(times) for name, times in took.items()}
