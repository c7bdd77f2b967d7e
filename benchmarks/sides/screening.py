"""Licet: `engine.screen` over the row groups. The policy is loaded before; every class is judged within."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from licet.api.rows.sheet import Columns
from licet.engine.screen import Screen

from ..checks import answering
from ..timing import Work
from .groups import each_group, joined


def screen(source: Path) -> Screen:
    """A screen that has met no class yet."""
    return Screen(answering().policy(), Columns(pq.read_schema(source).names))


def prepare(source: Path, target: Path, carried: bool, threads: int, screen: Screen, every: bool) -> Work:
    """The results beside the lines or alone; `every`: all of them, else the outcome."""

    def screened(group: pa.Table) -> pa.Table:
        found = screen(group)
        if not every:
            found = found.select(["outcome"])
        return joined(group, found) if carried else found

    return lambda: each_group(source, target, screened, carried, threads)
