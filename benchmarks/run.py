"""`make bench`: how fast Licet answers, beside what one would take instead, on the same questions with the same answers, in one run.

`make bench ARGS="checks receipts"` chooses parts, `ARGS="--write"` puts what was measured into docs/benchmarks.md. Figures are medians of
rounds that the contenders take in turn; only the ratios travel. Nothing here is a test.
"""

import argparse
from collections.abc import Callable
from importlib import import_module

from .report import machine, write

# Each part's module is imported when it is asked for: not every part needs every package.
PARTS = {
    "checks": "single checks beside rule engines and hand-written ifs",
    "bulk": "many lines from Parquet to Parquet beside DuckDB and Polars",
    "classes": "a million lines, nearly each a class of its own",
    "names": "a hundred million lines with ten million names",
    "inference": "one finding concluded, by the memo and by durable-rules",
    "receipts": "recording determinations, and computing them anew",
    "verifying": "a long log signed and verified",
    "growth": "the same checks, replays and appends with logs of 10^3 to 10^6 events",
    "serving": "checks over HTTP beside a bare endpoint",
}
LONG = ("classes", "names")  # a quarter of an hour each: only where they are asked for


def main() -> None:
    """Measure the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description="How fast Licet answers, beside what one would take instead.")
    parser.add_argument("parts", nargs="*", metavar="part", help="; ".join(f"{name}: {what}" for name, what in PARTS.items()))
    parser.add_argument("--write", action="store_true", help="put what is measured into docs/benchmarks.md")
    parser.add_argument("--lines", type=int, help="bulk: one file of so many lines, instead of those by default")
    parser.add_argument("--names", type=int, help="bulk: with so many different names")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.parts if name not in PARTS]:
        parser.error(f"no part `{unknown[0]}`: there are {', '.join(PARTS)}")
    print(machine(), flush=True)
    for name in chosen.parts or [name for name in PARTS if name not in LONG]:
        measure: Callable[..., str] = import_module(f".{name}", __package__).measure
        text = measure(chosen.lines, chosen.names) if name == "bulk" else measure()
        print(f"\n## {name}: {PARTS[name]}\n\n{text}", flush=True)
        if chosen.write:
            write(name, text)


if __name__ == "__main__":
    main()
