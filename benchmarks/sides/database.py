"""DuckDB: one query over the file and two small tables.

Tried and slower, by processor time: the goods spread out by day (three keys, no comparison of days), one table for each key and numbers
to join by, materials and forms as ENUM, one key made of both, lines grouped into classes first. Reading names by a list in the query takes
as long as the join.
"""

from pathlib import Path

import duckdb

from ..lines import GROUP
from ..timing import Work
from .law import BANNED, FREE, LICENCE, OPEN, banned_military, listed_goods, listed_names

TABLES = """\
CREATE TABLE goods (material VARCHAR, form VARCHAR, first DATE, suspended_from DATE, suspended_through DATE, purity_from DECIMAL(8, 5),
                    PRIMARY KEY (material, form));
CREATE TABLE names (name VARCHAR PRIMARY KEY, first DATE);"""


def query(source: Path, carried: bool) -> str:
    """The outcome of every line. A join keeps no order: where the columns of the input are not there, the number of the line is."""
    military = "\n            OR ".join(
        f"""l."on" >= DATE '{first}' AND '{country}' IN (l."to", l.end_user_country)
               AND (l.end_use = 'military' OR l.end_user_military AND l.end_user_country = '{country}')"""
        for country, first in banned_military()
    )
    return f"""\
SELECT {"l.*" if carried else "l.file_row_number AS row"}, CASE
         WHEN g.first IS NULL OR l."on" < g.first THEN '{FREE}'
         WHEN l."attr.purity_pct" < g.purity_from THEN '{OPEN}'
         WHEN n.name IS NOT NULL
            OR {military}
         THEN CASE WHEN l."on" BETWEEN g.suspended_from AND g.suspended_through THEN '{OPEN}' ELSE '{BANNED}' END
         WHEN l."on" BETWEEN g.suspended_from AND g.suspended_through THEN '{FREE}'
         ELSE '{LICENCE}'
       END AS outcome
FROM read_parquet('{source}'{"" if carried else ", file_row_number = true"}) l
LEFT JOIN goods g ON g.material = l.material AND g.form = l.form
LEFT JOIN names n ON n.name = l.end_user AND n.first <= l."on\""""


def prepare(source: Path, target: Path, carried: bool, threads: int) -> Work:
    """The tables loaded, the query to be run."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(TABLES)
    connection.executemany("INSERT INTO goods VALUES (?, ?, ?, ?, ?, ?)", listed_goods())
    connection.executemany("INSERT INTO names VALUES (?, ?)", listed_names())
    copy = f"COPY ({query(source, carried)}) TO '{target}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {GROUP})"
    return lambda: connection.execute(copy)
