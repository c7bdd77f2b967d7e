"""What a run of the benchmark says: Markdown, on the terminal and in `docs/benchmarks.md`, where each part replaces its own section."""

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def machine() -> str:
    """The machine, for whoever reads the figures elsewhere."""
    model = re.search(r"^model name\s*: (.*)$", _text("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+) kB$", _text("/proc/meminfo"), re.MULTILINE)
    parts = [model[1] if model else platform.machine(), f"{os.cpu_count()} cores"]
    parts += [f"{int(memory[1]) / 2**20:.0f} GiB of memory"] if memory else []
    return ", ".join([*parts, platform.system(), f"Python {platform.python_version()}"])


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that can be read as it stands. Columns after the first that hold figures only are set to the right."""
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    right = [n > 0 and all(re.fullmatch(r"[\d.,×<–-]*(?: [µm]?s| MB)?", row[n]) for row in rows) for n in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True))
        return f"| {' | '.join(padded)} |"

    rule = "|".join("-" * (w + 1) + (":" if r else "-") for w, r in zip(widths, right, strict=True))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


def micro(value: float) -> str:
    """Seconds as microseconds, three digits."""
    text = value * 1e6
    return f"{text:,.0f}" if text >= 100 else f"{text:.1f}" if text >= 10 else f"{text:.2f}"


def times(value: float) -> str:
    """A ratio, three digits."""
    return f"{value:,.0f}×" if value >= 100 else f"{value:.1f}×" if value >= 10 else f"{value:.2f}×" if value >= 0.1 else f"{value:.4f}×"


def write(part: str, text: str) -> None:
    """Put a part's text into the page, between its marks."""
    marks = f"<!-- {part} -->", f"<!-- end of {part} -->"
    page = PAGE.read_text(encoding="utf-8")
    before, start, rest = page.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not start or not end:
        raise ValueError(f"{PAGE} has no `{marks[0]}` … `{marks[1]}`: add them where the figures belong")
    PAGE.write_text(f"{before}{marks[0]}\n\n{machine()}.\n\n{text.strip()}\n\n{marks[1]}{after}", encoding="utf-8")
