"""Customs lines for the bulk runs: made by a seed, written as Parquet row group by row group, never whole in memory.

A year of lines of goods whose law the table of `law` has whole: material and form, a purity where a limit turns on it, some customs codes,
buyers in some thirty countries, a few of them military, a few with a listed name. `reference` is different in every line; names and
quantities are many and, but for the listed names, do not matter.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .law import LINES, NAMES_BANS, Line

FOLDER = Path(__file__).parents[1] / "build" / "bench"
GROUP = 1 << 17  # lines in a row group
FIRST, DAYS = date(2025, 12, 1), 365
_SEED = 20261130

_COUNTRIES = tuple("DE FR NL GB ES PL SE AT CH BE CZ FI NO DK IE PT KR IN SG BR MX TR AE ZA".split())  # noqa: SIM905
_WEIGHTS = {"US": 0.2, "JP": 0.12}  # the rest in equal parts
PURITY_STEP = Decimal("0.00001")
_PURITIES = [Decimal(text).quantize(PURITY_STEP) for text in ("99.0", "99.5", "99.9", "99.98", "99.99", "99.995", "99.999", "99.9999")]
_FREE = (("neodymium", "metal"), ("praseodymium", "oxide"), ("lanthanum", "oxide"), ("cerium", "oxide"), ("indium", "metal"))
# Goods that other lines might list, as far as they were read.
_OPEN = {("ytterbium", form) for form in ("ingot", "oxide", "powder")}


class Goods(NamedTuple):
    """Goods of the lines. `line`: what lists them; null: no line does. `purity`: whether it is stated."""

    material: str
    form: str
    line: Line | None
    purity: bool


def goods() -> list[Goods]:
    """A material and form for each line that nothing but a purity limits, and some goods that no line names."""
    out = {}
    for line in LINES:
        if line.contains or not line.forms or {limit.attribute for limit in line.limits} - {"purity_pct"} or line.act.last:
            continue
        for material in line.materials:
            for form in [form for form in line.forms if (material, form) not in _OPEN][:1]:
                assert (material, form) not in out, f"{material} {form} stands on two lines"
                out[material, form] = Goods(material, form, line, bool(line.limits))
    return [*out.values(), *(Goods(material, form, None, False) for material, form in _FREE)]


def make(lines: int, names: int, *, exits: bool = False) -> Path:
    """The file of so many lines with so many different names, made if it is not there. `exits`: with a day of exit of its own."""
    place = FOLDER / f"lines-{lines}-{names}{'-exits' if exits else ''}.parquet"
    if not place.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        with pq.ParquetWriter(part, schema(exits)) as writer:
            for group in _groups(lines, names, exits):
                writer.write_table(group, row_group_size=GROUP)
        part.rename(place)
    return place


def schema(exits: bool = False) -> pa.Schema:
    """The columns, named as a batch names them."""
    word = pa.dictionary(pa.int32(), pa.string())
    fields = [
        ("reference", pa.string()),
        ("material", word),
        ("form", word),
        ("hs", word),
        ("origin", word),
        ("from", word),
        ("to", word),
        ("on", pa.date32()),
        ("end_use", word),
        ("end_user", pa.string()),
        ("end_user_country", word),
        ("end_user_military", pa.bool_()),
        ("attr.purity_pct", pa.decimal128(8, 5)),
        ("quantity", word),
    ]
    return pa.schema([*fields, *([("exit_date", pa.date32())] if exits else [])])


def _groups(lines: int, names: int, exits: bool) -> Iterator[pa.Table]:
    for start in range(0, lines, GROUP):
        yield _group(np.random.default_rng([_SEED, start]), start, min(GROUP, lines - start), names, exits)


def _group(random: np.random.Generator, start: int, count: int, names: int, exits: bool) -> pa.Table:
    stock = goods()
    which = random.integers(len(stock), size=count, dtype=np.int32)
    countries = [*_WEIGHTS, *_COUNTRIES]
    rest = (1 - sum(_WEIGHTS.values())) / len(_COUNTRIES)
    to = random.choice(len(countries), size=count, p=[_WEIGHTS.get(name, rest) for name in countries]).astype(np.int32)
    at = np.where(random.random(count) < 0.02, random.integers(len(_WEIGHTS), size=count, dtype=np.int32), to)
    military = (at < len(_WEIGHTS)) & (random.random(count) < 0.02)
    for_military = military & (random.random(count) < 0.5)
    purity = random.integers(len(_PURITIES), size=count, dtype=np.int32)
    stated = np.array([one.purity for one in stock])[which]
    days = random.integers(DAYS, size=count, dtype=np.int32) + np.int32((FIRST - date(1970, 1, 1)).days)
    columns: list[Any] = [
        _numbered("L", np.arange(start, start + count), 9),
        _word([one.material for one in stock], which),
        _word([one.form for one in stock], which),
        _word([f"{2800 + n:04}{n % 7:02}0000" for n in range(40)], which % 40),
        _word(["CN"], np.zeros(count, np.int32)),
        _word(["CN"], np.zeros(count, np.int32)),
        _word(countries, to),
        pa.array(days, pa.int32()).cast(pa.date32()),
        _word(["civil", "military"], for_military.astype(np.int32)),
        _users(random, count, names),
        _word(countries, at),
        pa.array(military),
        pa.array(_PURITIES, pa.decimal128(8, 5)).take(pa.array(purity, mask=~stated)),
        _word([f"{n}kg" for n in range(1, 1001)], random.integers(1000, size=count, dtype=np.int32)),
    ]
    if exits:
        columns.append(pa.array(days + random.integers(31, size=count, dtype=np.int32), pa.int32()).cast(pa.date32()))
    return pa.table(columns, schema(exits))


def _users(random: np.random.Generator, count: int, names: int) -> pa.Array:
    """Names of buyers, one in two thousand of them a listed one."""
    listed = pa.array([name for ban in NAMES_BANS for name in ban.names])
    made = _numbered("Example Buyer ", random.integers(names, size=count), 8)
    some = listed.take(pa.array(random.integers(len(listed), size=count)))
    return pc.if_else(pa.array(random.random(count) < 1 / 2000), some, made)


def _numbered(prefix: str, numbers: Any, width: int) -> pa.Array:
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0"), "")


def _word(words: list[str], codes: Any) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words))
