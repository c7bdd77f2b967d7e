"""The floor: the columns that Licet reads are read, as many columns as it writes are written, and nothing else is done.

What is written are the results of the first lines, over and over.
"""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..timing import Work
from .groups import AT_ONCE, each_group, joined


def prepare(source: Path, target: Path, carried: bool, threads: int, like: Path) -> Work:
    """`like`: results of Licet for the same lines."""
    with pq.ParquetFile(like, read_dictionary=pq.read_schema(like).names) as file:
        results = file.read_row_groups(range(min(AT_ONCE, file.num_row_groups)))
    results = results.select([name for name in results.column_names if name not in pq.read_schema(source).names])

    def pass_on(group: pa.Table) -> Any:
        found = results.slice(0, group.num_rows)
        assert found.num_rows == group.num_rows
        return joined(group, found) if carried else found

    return lambda: each_group(source, target, pass_on, carried, threads)
