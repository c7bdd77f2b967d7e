"""One side of the bulk runs, in a process of its own: `python -m licet.benchmarks.side NAME SOURCE TARGET` prints what it took, as JSON.

What is there before a file comes (the law in tables, the policy) is not in the time; reading, answering and
writing are. Licet does it twice: `again` is without the classes, which it has met by then.
"""

import argparse
import json
import resource
from collections.abc import Callable
from pathlib import Path

from .timing import Work, seconds

SIDES = ("floor", "licet", "screen", "duckdb", "polars")


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=SIDES)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--carried", action="store_true", help="write the input's columns too")
    parser.add_argument("--columns", choices=("outcome", "results"), default="outcome", help="what Licet and the floor write")
    parser.add_argument("--like", type=Path, help="results of Licet, for the floor")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    work, classes = _prepared(asked)
    before = _processor()
    took = seconds(work)
    processor = _processor() - before
    again = seconds(work) if asked.name == "licet" else None
    print(json.dumps({"seconds": took, "processor": processor, "again": again, "megabytes": _most_memory(), "classes": classes()}))


def _processor() -> float:
    """Seconds of processor time of this process, all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _most_memory() -> float:
    """Megabytes that this process held at most. What `getrusage` says may be what its parent held when it was made."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _prepared(asked: argparse.Namespace) -> tuple[Work, Callable[[], int | None]]:
    where = asked.source, asked.target, asked.carried, asked.threads
    if asked.name == "duckdb":
        from .sides import database

        return database.prepare(*where), lambda: None
    if asked.name == "polars":
        from .sides import frame

        return frame.prepare(*where), lambda: None
    if asked.name == "floor":
        from .sides import floor

        return floor.prepare(*where, asked.like), lambda: None
    if asked.name == "screen":
        from .sides import command

        return command.prepare(*where)
    from .sides import screening

    screen = screening.screen(asked.source)
    return screening.prepare(*where, screen, asked.columns == "results"), lambda: len(screen.classes)


if __name__ == "__main__":
    main()
