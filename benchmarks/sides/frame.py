"""Polars: one lazy query in the streaming engine. Its texts with few values are categories, as the file says that they are.

Tried and slower: a join with the listed names, texts instead of categories, the in-memory engine.
"""

from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path

import polars as pl

from ..lines import GROUP
from ..timing import Work
from .law import BANNED, FREE, LICENCE, OPEN, banned_military, listed_goods, listed_names

_GOODS = {
    "material": pl.String,
    "form": pl.String,
    "first": pl.Date,
    "suspended_from": pl.Date,
    "suspended_through": pl.Date,
    "purity_from": pl.Decimal(8, 5),
}


def query(source: Path, carried: bool) -> pl.LazyFrame:
    """The outcome of every line. A join keeps no order: where the columns of the input are not there, the number of the line is."""
    goods = pl.LazyFrame(listed_goods(), schema=_GOODS, orient="row").with_columns(pl.col("material", "form").cast(pl.Categorical))
    day, at = pl.col("on"), pl.col("end_user_country")
    suspended = day.is_between("suspended_from", "suspended_through").fill_null(False)
    military = [
        (day >= first)
        & ((pl.col("to") == country) | (at == country))
        & ((pl.col("end_use") == "military") | (pl.col("end_user_military") & (at == country)))
        for country, first in banned_military()
    ]
    names: dict[date, list[str]] = {}
    for name, first in listed_names():
        names.setdefault(first, []).append(name)
    named = [(day >= first) & pl.col("end_user").is_in(some) for first, some in names.items()]
    outcome = (
        pl.when(pl.col("first").is_null() | (day < pl.col("first")))
        .then(pl.lit(FREE))
        .when(pl.col("attr.purity_pct") < pl.col("purity_from"))
        .then(pl.lit(OPEN))
        .when(reduce(or_, [*military, *named]))
        .then(pl.when(suspended).then(pl.lit(OPEN)).otherwise(pl.lit(BANNED)))
        .when(suspended)
        .then(pl.lit(FREE))
        .otherwise(pl.lit(LICENCE))
        .alias("outcome")
    )
    lines = pl.scan_parquet(source, row_index_name=None if carried else "row")
    judged = lines.join(goods, on=["material", "form"], how="left")
    return judged.select(*(lines.collect_schema() if carried else ["row"]), outcome)


def prepare(source: Path, target: Path, carried: bool, threads: int) -> Work:
    """The query to be run. Its threads are set by the environment, before it is imported."""
    assert pl.thread_pool_size() == threads
    return lambda: query(source, carried).sink_parquet(target, compression="snappy", row_group_size=GROUP, engine="streaming")
