"""`make spec-strength`: the table on the terminal, the whole in `docs/spec-strength.md`. Ends with 1 where a survivor is not explained,
with 2 where the features do not hold to begin with."""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from licet.events.corpus import load_corpus

from .asked import record
from .judge import Bench, Verdict, order
from .mutants import Mutant, of_policy, of_rules
from .report import page, table, unexplained

ROOT = Path(__file__).parents[2]

_bench: Bench
_mutants: Sequence[Mutant]
_until: float


def _judge(number: int) -> Verdict:
    """In a process of its own, which has the questions and the mutants from its parent."""
    if time.monotonic() > _until:
        return Verdict(number, "not run")
    return _bench.judge(number, _mutants[number])


def judged(bench: Bench, mutants: Sequence[Mutant], seconds: float, processes: int) -> Iterator[Verdict]:
    """Verdicts as they come, until the time is up; a mutant that was begun is ended."""
    global _bench, _mutants, _until
    _bench, _mutants, _until = bench, mutants, time.monotonic() + seconds
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from (v for v in pool.imap_unordered(_judge, order(mutants)) if v.fate != "not run")


def main() -> int:
    options = argparse.ArgumentParser(prog="spec-strength", description="Which changes of the policy and the rules no feature notices.")
    options.add_argument("--minutes", type=float, default=30, help="time budget for the mutants (default 30); the report says what is left")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--only", default="", help="mutants whose name or kind contains this")
    options.add_argument("--scenarios", default="", help="features whose name matches, as in pytest -k")
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "spec-strength.md")
    chosen = options.parse_args()

    events = load_corpus()
    recorded = record(events, *(["-k", chosen.scenarios] if chosen.scenarios else []))
    bench = Bench(events, recorded.questions.values())
    unmet = [*recorded.failed, *bench.unmet()]
    if unmet or not recorded.scenarios:
        sys.stderr.write("the features do not hold, nothing is measured:\n" + "\n".join(unmet or ["no scenario was run"]) + "\n")
        return 2
    mutants = [m for m in (*of_policy(events), *of_rules()) if chosen.only in f"{m.kind} {m.name}"]
    asked = f"{recorded.scenarios} scenarios and rows of examples ask {len(bench.questions)} different questions."
    sys.stdout.write(f"{asked} {len(mutants)} mutants.\n")
    verdicts: dict[int, Verdict] = {}
    for verdict in judged(bench, mutants, chosen.minutes * 60, chosen.processes):
        verdicts[verdict.mutant] = verdict
        sys.stdout.write(f"{verdict.fate:12} {mutants[verdict.mutant].name} ({verdict.asked} questions)\n")
        sys.stdout.flush()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(page(mutants, verdicts, asked), encoding="utf-8")
    sys.stdout.write("\n".join(table(mutants, verdicts)) + "\n")
    return 1 if unexplained(mutants, verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
