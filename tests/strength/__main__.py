"""`make spec-strength`: the table on the terminal, the whole in `docs/spec-strength.md`, the figures in `api/spec/strength.json`.

Verdicts are kept as they come in `build/spec-strength.ndjson`; the next run goes on where this one ended. Ends with 1 where a survivor is
not explained, where an explanation explains nothing, or where the filter left out a question that matters; with 2 where the features do
not hold to begin with; with 3 where the time ended before all mutants were run.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from licet.api.spec import strength as shipped
from licet.engine.replay import replay, view
from licet.events.codec import encode
from licet.events.corpus import load_corpus
from licet.events.log import EVENTS
from licet.events.rows import Row, microseconds

from .asked import record
from .judge import EPOCH, Bench, Verdict, order
from .mutants import Mutant, of_policy, of_rules
from .report import idle, page, strength, table, unexplained
from .verdicts import Kept, state_of

ROOT = Path(__file__).parents[2]

_work: Callable[[int], Any]
_until: float


def _begin(place: int) -> tuple[int, Any] | None:
    """In a process of its own, which has the questions and the mutants from its parent."""
    return (place, _work(place)) if time.monotonic() < _until else None


def _spread(work: Callable[[int], Any], places: Sequence[int], seconds: float, processes: int) -> Iterator[tuple[int, Any]]:
    """What comes of the mutants, as it comes, until the time is up; a mutant that was begun is ended."""
    global _work, _until
    _work, _until = work, time.monotonic() + seconds
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from (done for done in pool.imap_unordered(_begin, places) if done is not None)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="spec-strength", description="Which changes of the policy and the rules no feature notices.")
    options.add_argument("--minutes", type=float, default=60, help="time budget for the mutants (default 60); the next run goes on")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--only", default="", help="mutants whose name or kind contains this; nothing is written")
    options.add_argument("--scenarios", default="", help="features whose name matches, as in pytest -k; nothing is written")
    options.add_argument("--check-filter", type=int, metavar="N", help="put the left-out questions too, to N mutants")
    return options.parse_args()


def main() -> int:
    chosen = _options()
    events = load_corpus()
    law = replay(view(Row(n, microseconds(EPOCH), event.id, encode(event)).recorded(EVENTS, event) for n, event in enumerate(events, 1)))
    state = state_of(law, chosen.scenarios)
    recorded = record(events, *(["-k", chosen.scenarios] if chosen.scenarios else []))
    bench = Bench(events, recorded.questions)
    unmet = [*recorded.failed, *bench.unmet()]
    if unmet or not recorded.scenarios:
        _say("the features do not hold, nothing is measured:", *(unmet or ["no scenario was run"]))
        return 2
    if state != state_of(law, chosen.scenarios):
        _say("the features or the code changed while they were read: run it again")
        return 2
    mutants = [*of_policy(events), *of_rules()]
    places = [place for place in order(mutants) if chosen.only in f"{mutants[place].kind} {mutants[place].name}"]
    _say(f"{recorded.scenarios} scenarios ask {len(bench.questions)} different questions. {len(places)} mutants.")
    if chosen.check_filter is not None:
        return _check_filter(bench, mutants, places, chosen)
    kept = Kept(
        ROOT / "build" / ("spec-strength-part.ndjson" if chosen.scenarios else "spec-strength.ndjson"), state, mutants, recorded.questions
    )
    left = [place for place in places if place not in kept.known]
    _say(f"{len(places) - len(left)} verdicts hold, {len(left)} are to come")
    for place, verdict in _spread(lambda n: bench.judge(mutants[n], kept.first.get(n, "")), left, chosen.minutes * 60, chosen.processes):
        kept.add(place, verdict)
        _say(f"{verdict.fate:12} {mutants[place].name} ({verdict.asked} questions)")
    if not chosen.only and not chosen.scenarios:
        figures = strength(mutants, kept.known, {"scenarios": recorded.scenarios, "questions": len(bench.questions)}, state)
        (ROOT / "docs" / "spec-strength.md").write_text(page(mutants, kept.known, figures), encoding="utf-8")
        Path(shipped.__file__).with_name(shipped.FILE).write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return _ended(mutants, {place: kept.known[place] for place in places if place in kept.known}, len(places))


def _ended(mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict], wanted: int) -> int:
    """The table and what is wanting, with the exit status that says so."""
    _say(*table(mutants, verdicts))
    survivors, nothing, missing = unexplained(mutants, verdicts), idle(mutants, verdicts), wanted - len(verdicts)
    _say(*(f"survivor     {mutants[place].name}: {verdicts[place].by}" for place in survivors))
    _say(*(f"explained, but no survivor: {name}" for name in nothing))
    if missing:
        _say(f"{missing} of {wanted} mutants were not run: the time ended; run it again to go on")
    return 1 if survivors or nothing else 3 if missing else 0


def _check_filter(bench: Bench, mutants: Sequence[Mutant], shuffled: Sequence[int], chosen: argparse.Namespace) -> int:
    """Put the questions that the filter leaves out to the first N mutants of the fixed shuffle: none may be answered otherwise."""
    places = [place for place in shuffled if not mutants[place].refused][: chosen.check_filter]
    wrong = checked = 0
    for place, found in _spread(lambda n: list(bench.left_out(mutants[n])), places, chosen.minutes * 60, chosen.processes):
        checked += 1
        wrong += bool(found)
        _say(f"{'WRONG' if found else 'right':6} {mutants[place].name}", *(f"       left out: {text}" for text in found[:5]))
    _say(f"{checked} of {len(places)} mutants checked: for {wrong} of them a question that matters was left out")
    return 1 if wrong else 3 if checked < len(places) else 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(line + "\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
