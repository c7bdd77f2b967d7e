"""See `make crash ARGS=--help`. Ends with 1 where a promise was broken, and leaves the database then."""

import argparse
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
    options.add_argument("--only", choices=("sqlite", "postgresql"), help="one database")
    chosen = options.parse_args()
    backends = [chosen.only] if chosen.only else ["sqlite", "postgresql"]
    say(f"seed {chosen.seed}")
    for backend in backends:
        place: AbstractContextManager[Databases] = files() if backend == "sqlite" else server()
        try:
            with place as databases:
                series(databases, chosen.seed, -(-chosen.rounds // len(backends)))
        except Broken as error:
            say(f"BROKEN: {error}", f"again: --seed {chosen.seed} --only {backend}; what is left: {databases.folder}")
            return 1
    return 0


def series(databases: Databases, seed: int, count: int) -> Figures:
    """Rounds with one database; the figures are shown."""
    begun = time.monotonic()
    rounds = Rounds(databases, seed, Figures())
    for number in range(count):
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
