"""A Parquet file in, another out, some row groups at a time in order, on some threads; texts with few values stay dictionaries."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..lines import GROUP

Work = Callable[[pa.Table], pa.Table]

AT_ONCE = 4  # row groups, as many lines as `licet screen` takes at once


def each_group(source: Path, target: Path, work: Work, carried: bool, threads: int) -> None:
    """`carried`: every column is read; else those that state facts."""
    schema = pq.read_schema(source)
    texts = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    names = [name for name in schema.names if carried or name != "reference"]
    count = pq.read_metadata(source).num_row_groups
    firsts = range(0, count, AT_ONCE)

    def done(first: int) -> pa.Table:
        with pq.ParquetFile(source, read_dictionary=texts) as file:
            return work(file.read_row_groups(range(first, min(first + AT_ONCE, count)), columns=names, use_threads=False))

    waiting: deque[Future[pa.Table]] = deque()
    with ThreadPoolExecutor(threads) as pool, ExitStack() as stack:
        writer: pq.ParquetWriter | None = None
        for number in range(len(firsts) + threads):
            if number < len(firsts):
                waiting.append(pool.submit(done, firsts[number]))
            if waiting and number >= threads:
                table = waiting.popleft().result()
                writer = writer or stack.enter_context(pq.ParquetWriter(target, table.schema))
                writer.write_table(table, row_group_size=GROUP)


def joined(left: pa.Table, right: pa.Table) -> pa.Table:
    """The columns of both."""
    for name in right.column_names:
        left = left.append_column(right.schema.field(name), right[name])
    return left
