"""See `make crash ARGS=--help`. Ends with 1 where a promise was broken, and leaves the database then; with 3 where the time ended first."""

import argparse
import signal
import sys
import time
from contextlib import AbstractContextManager
from random import SystemRandom

from .check import Broken
from .places import Databases, files, server
from .rounds import Figures, Rounds


def main() -> int:
    options = argparse.ArgumentParser(prog="crash", description="Kill writers, signers and servers, and check what is left.")
    options.add_argument("--rounds", type=int, default=200, help="in all, half of them with each database (default 200)")
    options.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="what is done, though not when it happens")
    options.add_argument("--minutes", type=float, default=60, help="time for each database (default 60)")
    options.add_argument("--only", choices=("sqlite", "postgresql"), help="one database")
    chosen = options.parse_args()
    backends = [chosen.only] if chosen.only else ["sqlite", "postgresql"]
    say(f"seed {chosen.seed}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # by way of the end of the server
    count, missing = -(-chosen.rounds // len(backends)), 0
    for backend in backends:
        place: AbstractContextManager[Databases] = files() if backend == "sqlite" else server()
        try:
            with place as databases:
                missing += count - series(databases, chosen.seed, count, chosen.minutes * 60).rounds
        except Broken as error:
            say(f"BROKEN: {error}", f"again: --seed {chosen.seed} --only {backend}; what is left: {databases.folder}")
            return 1
    return 3 if missing else 0


def series(databases: Databases, seed: int, count: int, seconds: float) -> Figures:
    """Rounds with one database, as long as there is time; the figures are shown."""
    begun = time.monotonic()
    rounds = Rounds(databases, seed, Figures())
    for number in range(count):
        if time.monotonic() - begun > seconds:
            break
        rounds.run(number)
        if (number + 1) % 10 == 0 or number + 1 == count:
            say(f"{databases.backend}: {number + 1} of {count}, {time.monotonic() - begun:.0f} s, {rounds.figures.kills} kills")
    say(f"{databases.backend}: {rounds.figures.text()}")
    return rounds.figures


def say(*lines: str) -> None:
    sys.stdout.write("".join(line + "\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
