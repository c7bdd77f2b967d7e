"""Tables of every type through `licet screen`: what is read of a column, what is carried through, and Parquet files put together."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk import GOOD, HEADER, answers, csv_batch, rows_of, same, screened
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.api.bulk import thrift
from licet.api.bulk.rows import COLUMNS
from licet.api.schema import Refused
from licet.engine.screen import Screen

COUNT = 6
BASE: dict[str, Any] = {
    "material": pa.array(["holmium"] * COUNT),
    "form": pa.array(["metal"] * COUNT),
    "from": pa.array(["CN"] * COUNT),
    "origin": pa.array(["CN"] * COUNT),
    "to": pa.array(["DE", "US", "DE", "FR", "DE", None]),
    "on": pa.array(["2025-12-01", "2026-11-11", "2025-12-01", "2026-11-11", None, "2025-12-01"]),
}


def parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def words(array: pa.Array) -> pa.Array:
    return pa.array(array).dictionary_encode()


DAYS = [day and dt.date.fromisoformat(day) for day in BASE["on"].to_pylist()]
TYPED: list[tuple[str, Any]] = [
    ("on", pa.array(DAYS, pa.date32())),
    ("on", pa.array(DAYS, pa.date64())),
    ("on", words(pa.array(DAYS, pa.date32()))),
    ("to", words(BASE["to"])),
    ("to", BASE["to"].cast(pa.large_string())),
    ("to", BASE["to"].cast(pa.string_view())),
    ("to", pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 2, 0, None], pa.int8()), pa.array(["DE", "US", "FR"]))),
    ("end_user_military", pa.array([True, False, None, True, False, None])),
    ("attr.purity_pct", pa.array([Decimal("99.9"), Decimal("99.99"), None, Decimal("1.00"), None, None], pa.decimal128(5, 2))),
    ("attr.purity_pct", pa.array([99, 100, None, 1, None, None], pa.int64())),
    ("hs", pa.array([8505111000, 8505, None, 1, None, None], pa.int64())),
    ("hs", pa.array([8505, 8505, None, 1, None, None], pa.uint16())),
    ("reference", pa.array([1, 2, 3, None, 5, 6], pa.int32())),
    ("reference", pa.array(["a", "  ", None, " b ", "r" * 201, "ü" * 200])),
    ("reference", words(pa.array(["a", "b", "a", "b", None, "c"]))),
]


def text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


@pytest.mark.parametrize(("name", "array"), TYPED, ids=[f"{name} {array.type}" for name, array in TYPED])
@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
def test_a_column_of_any_type_says_what_its_texts_say(name: str, array: pa.Array, ending: str, tmp_path: Path) -> None:
    columns = {**BASE, name: array}
    source, output = parquet(tmp_path / "in.parquet", columns), tmp_path / f"out.{ending}"
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*([text(value) for value in column.to_pylist()] for column in columns.values()), strict=True))
    wanted = csv_batch(out.getvalue().encode())
    screened(source, output)
    found = rows_of(output)
    for row in found:
        row["reference"] = row["reference"] if row["reference"] is None else str(row["reference"])
    assert [row["reference"] for row in found] == [row["reference"] for row in wanted]
    for row in wanted:
        del row["reference"]
    same(output, wanted)


REFUSED: list[tuple[str, Any, str]] = [
    ("attr.purity_pct", pa.array([99.9] * COUNT), "`attr.purity_pct`.*double, which has lost digits"),
    ("attr.purity_pct", pa.array([1.5] * COUNT, pa.float32()), "`attr.purity_pct`.*lost digits"),
    ("on", pa.array([dt.datetime(2025, 12, 1)] * COUNT), "`on`.*timestamp"),  # noqa: DTZ001
    ("to", pa.array([["DE"]] * COUNT), "`to`.*list"),
    ("to", pa.array([{"a": 1}] * COUNT), "`to`.*struct"),
    ("to", pa.array([b"DE"] * COUNT), "`to`.*binary"),
    ("materail", pa.array(["x"] * COUNT), "`materail`.*did you mean `material`"),
    ("destination", pa.array(["DE"] * COUNT), "`destination`.*says the same as `to`"),
    ("published_through", pa.array(["2025-01-01"] * COUNT), "`published_through`.*said once, of the whole file"),
    ("Reference", pa.array(["x"] * COUNT), "`reference`.*there twice"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "array", "said"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_a_column_that_cannot_be_read_is_named_and_refuses_the_whole(name: str, array: pa.Array, said: str, tmp_path: Path) -> None:
    columns = {"reference": pa.array(["r"] * COUNT), **BASE, name: array}
    with pytest.raises(Refused, match=said):
        screened(parquet(tmp_path / "in.parquet", columns), tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


CARRIED: dict[str, Any] = {
    "x.float": pa.array([1.5, float("nan"), None, -0.1, 1e300, 2.0]),
    "x.int": pa.array([1, None, -3, 4, 5, 2**62]),
    "x.bool": pa.array([True, False, None, True, True, False]),
    "x.time": pa.array([dt.datetime(2025, 12, 1, 10, tzinfo=dt.UTC), None] * 3, pa.timestamp("us", "UTC")),
    "x.day": pa.array([dt.date(2025, 12, 1), None] * 3),
    "x.decimal": pa.array([Decimal("1.50"), None] * 3, pa.decimal128(10, 2)),
    "x.list": pa.array([[1, 2], None, [], [3], [4], [5]]),
    "x.struct": pa.array([{"a": "=1", "b": None}] * COUNT),
    "x.bytes": pa.array([b"\x00\xff", None] * 3),
    "x.words": words(pa.array(["=1+1", "b,c", None, 'q"q', "b,c", "l\nm"])),
    "x.large": pa.array(["-1", "plain", None, "", "\ttab", "＝full"], pa.large_string()),
    "x.ünï,1": pa.array(["1"] * COUNT),
}


def test_what_is_carried_through_keeps_its_type_in_parquet(tmp_path: Path) -> None:
    source, output = parquet(tmp_path / "in.parquet", {**BASE, **CARRIED}), tmp_path / "out.parquet"
    screened(source, output)
    found, given = pq.read_table(output), pq.read_table(source)
    assert found.column_names == [*COLUMNS, *CARRIED]
    for name in CARRIED:
        assert found[name].cast(given[name].type).combine_chunks() == given[name].combine_chunks() or name == "x.float"
    assert np.array_equal(found["x.float"].to_numpy(), given["x.float"].to_numpy(), equal_nan=True)


def test_what_is_carried_through_is_a_safe_text_in_csv_and_json_in_ndjson(tmp_path: Path) -> None:
    source = parquet(tmp_path / "in.parquet", {**BASE, **CARRIED})
    screened(source, tmp_path / "out.csv")
    found = rows_of(tmp_path / "out.csv")
    assert [found[0][name] for name in CARRIED] == [
        "1.5", "1", "yes", "2025-12-01T10:00:00+00:00", "2025-12-01", "1.50", "[1,2]", '{"a":"=1","b":null}', "00ff", "'=1+1", "'-1", "1",
    ]  # fmt: skip
    assert [found[3][name] for name in ("x.float", "x.words")] == ["'-0.1", 'q"q']
    assert [row["x.large"] for row in found[2:]] == ["", "", "'\ttab", "'＝full"]
    screened(source, tmp_path / "out.ndjson")
    found = rows_of(tmp_path / "out.ndjson")
    assert list(found[0]) == [*COLUMNS, *CARRIED]
    assert [found[0][name] for name in CARRIED] == [
        1.5, 1, True, "2025-12-01T10:00:00+00:00", "2025-12-01", "1.50", [1, 2], {"a": "=1", "b": None}, "00ff", "=1+1", "-1", "1",
    ]  # fmt: skip
    assert [found[1][name] for name in CARRIED][:10] == [None, None, False, None, None, None, None, {"a": "=1", "b": None}, None, "b,c"]


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_all_columns_are_carried_through_on_demand(kind: str, ending: str, tmp_path: Path) -> None:
    lines = [HEADER, GOOD.format("a") + "=note", GOOD.format("b") + '"x,y"', "a,b"]
    source = tmp_path / f"in.{kind}"
    if kind == "csv":
        source.write_text("\n".join(lines))
    else:
        cells = [line.replace('"x,y"', "x;y").split(",") for line in lines[1:3]] + [[""] * 8]
        parquet(source, {name: list(column) for name, column in zip(HEADER.split(","), zip(*cells, strict=True), strict=True)})
    output = tmp_path / f"out.{ending}"
    screened(source, output, carry=True)
    found = rows_of(output)
    names = [name for name in HEADER.split(",") if name != "reference"]
    assert list(found[0]) == [*COLUMNS, *names]
    assert [found[0][name] for name in names[:-1]] == ["holmium", "metal", "CN", "CN", "DE", "2025-12-01"]
    assert found[0]["x.note"] == ("'=note" if ending == "csv" else "=note") and found[1]["x.note"][1:] in (",y", ";y")
    assert found[2]["outcome"] is None and [found[2][name] or "" for name in names] == [""] * 7


def test_questions_are_carried_through_as_they_came(tmp_path: Path) -> None:
    lines = [
        '{"reference":"a", "shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01"}}',
        "nul",
        '{"a":1}',
        '"\\u00e9"',
    ]
    source = tmp_path / "in.ndjson"
    source.write_text("\r\n".join(lines))
    screened(source, tmp_path / "out.ndjson", carry=True)
    assert [row["question"] for row in rows_of(tmp_path / "out.ndjson")] == [json.loads(lines[0]), "nul", {"a": 1}, "é"]
    screened(source, tmp_path / "out.parquet", carry=True)
    assert [row["question"] for row in rows_of(tmp_path / "out.parquet")] == [lines[0], '"nul"', *lines[2:]]


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
@pytest.mark.parametrize("kind", ["csv", "ndjson", "parquet"])
def test_no_rows_give_an_output_without_rows(kind: str, ending: str, tmp_path: Path) -> None:
    source, output = tmp_path / f"in.{kind}", tmp_path / f"out.{ending}"
    if kind == "parquet":
        parquet(source, {name: column.slice(0, 0) for name, column in BASE.items()})
    else:
        source.write_text(HEADER + "\n\n" if kind == "csv" else "\n \n")
    summary = screened(source, output)
    assert (summary.rows, rows_of(output)) == (0, [])
    if ending == "parquet":
        assert pq.read_schema(output).names[:14] == list(COLUMNS)
    manifest = json.loads((tmp_path / f"out.{ending}.manifest.json").read_bytes())
    assert (manifest["rows"], manifest["problems"], manifest["outcomes"]) == (0, 0, {})


def test_row_groups_of_any_size_give_the_same_rows(tmp_path: Path) -> None:
    columns = {"reference": pa.array([str(n) for n in range(100)]), **{k: pa.array((v.to_pylist() * 17)[:100]) for k, v in BASE.items()}}
    found = []
    for n, (groups, rows) in enumerate(((100, 100), (7, 50), (50, 7), (1, 3), (100, 1), (16, 10**6))):
        source = parquet(tmp_path / f"{n}.parquet", columns, row_group_size=groups)
        screened(source, tmp_path / f"out{n}.parquet", part_rows=rows)
        file = pq.ParquetFile(tmp_path / f"out{n}.parquet")
        assert [file.metadata.row_group(g).num_rows for g in range(file.num_row_groups)][:-1] == [rows] * (99 // rows)
        found.append(rows_of(tmp_path / f"out{n}.parquet"))
    assert all(one == found[0] for one in found)
    assert [row["reference"] for row in found[0]] == [str(n) for n in range(100)] and found[0][99]["row"] == 100


def test_parquet_says_by_what_law_it_was_decided(tmp_path: Path) -> None:
    screened(parquet(tmp_path / "in.parquet", BASE), tmp_path / "out.parquet", part_rows=2)
    said = {k.decode(): v.decode() for k, v in pq.read_metadata(tmp_path / "out.parquet").metadata.items()}
    manifest = json.loads((tmp_path / "out.parquet.manifest.json").read_bytes())
    assert said["licet.position"] == str(answers().head()) and json.loads(said["licet.known"]) == manifest["known"]
    for name in ("policy_digest", "rules_digest", "engine_version", "inference"):
        assert said[f"licet.{name}"] == manifest[name] is not None


def test_a_footer_is_what_arrow_reads(tmp_path: Path) -> None:
    """Every row group of a file that was put together is where its footer says, with all its columns."""
    r = Random(1)
    columns = {**{k: pa.array(r.choices(v.to_pylist(), k=1000)) for k, v in BASE.items()}, "x.n": pa.array(range(1000))}
    screened(parquet(tmp_path / "in.parquet", columns), tmp_path / "out.parquet", part_rows=90, carry=True)
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.metadata.num_rows == 1000 and file.num_row_groups == 12
    ends = 4
    for n in range(file.num_row_groups):
        group = file.metadata.row_group(n)
        chunks = [group.column(c) for c in range(group.num_columns)]
        starts = [c.dictionary_page_offset or c.data_page_offset for c in chunks]
        assert starts[0] == ends and sorted(starts) == starts
        ends = starts[-1] + chunks[-1].total_compressed_size
        assert file.read_row_group(n)["x.n"].to_pylist() == list(range(90 * n, min(90 * n + 90, 1000)))
    data = (tmp_path / "out.parquet").read_bytes()
    size = int.from_bytes(data[-8:-4], "little")
    assert ends + size + 8 == len(data)
    fields = {field.id: field.value for field in thrift.read(data[-8 - size : -8])}
    for n, group in enumerate({field.id: field.value for field in group} for group in fields[4].values):
        chunk = file.metadata.row_group(n).column(0)
        assert group[5] == (chunk.dictionary_page_offset or chunk.data_page_offset)


def test_a_cell_as_large_as_a_row_may_be(tmp_path: Path) -> None:
    large = "x" * 200_000
    source = tmp_path / "in.csv"
    source.write_text("\n".join([HEADER, GOOD.format(1) + large, GOOD.format(2) + large[:130_000], GOOD.format(3) + 2 * large]))
    screened(source, tmp_path / "out.csv", part_bytes=1000)
    same(tmp_path / "out.csv", csv_batch(source.read_bytes()))
    parquet(tmp_path / "in.parquet", {**BASE, "x.large": pa.array([large * 20] * COUNT)})
    screened(tmp_path / "in.parquet", tmp_path / "out.ndjson", part_rows=2)
    assert [len(row["x.large"]) for row in rows_of(tmp_path / "out.ndjson")] == [4_000_000] * COUNT


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    for data in (b"", b"PAR1", b"no Parquet at all"):
        source.write_bytes(data)
        with pytest.raises(Refused, match="cannot be read as Parquet"):
            screened(source, tmp_path / "out.csv")
    parquet(source, BASE)
    data = bytearray(source.read_bytes())
    data[4:200] = bytes(196)
    source.write_bytes(data)
    with pytest.raises(Refused, match="cannot be read as Parquet"):
        screened(source, tmp_path / "out.csv")


def test_a_row_at_which_licet_fails_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Screen.__call__

    def failing(self: Screen, table: pa.Table) -> pa.Table:
        if "FR" in table["to"].to_pylist():
            raise RuntimeError("boom")
        return whole(self, table)

    monkeypatch.setattr(Screen, "__call__", failing)
    screened(parquet(tmp_path / "in.parquet", BASE), tmp_path / "out.ndjson")
    found = rows_of(tmp_path / "out.ndjson")
    assert [row["outcome"] is None for row in found] == [False, False, False, True, True, True]
    assert "a fault of Licet" in found[3]["problem"] and found[3]["class"] is None
    assert "a fault of Licet" not in found[4]["problem"] + found[5]["problem"]
    many = {k: pa.array(["FR" if k == "to" else v[0].as_py()] * 300) for k, v in BASE.items()}
    with pytest.raises(RuntimeError, match="boom"):  # not the fault of some rows
        screened(parquet(tmp_path / "many.parquet", many), tmp_path / "many.ndjson")


# --- Thrift -----------------------------------------------------------------------------------------------------------

WHOLE = st.integers(-(2**63), 2**63 - 1)
VALUES: st.SearchStrategy[tuple[int, Any]] = st.recursive(
    st.tuples(st.sampled_from([4, 5, 6]), WHOLE)
    | st.tuples(st.just(8), st.binary(max_size=300))
    | st.tuples(st.just(7), st.binary(min_size=8, max_size=8))
    | st.tuples(st.just(3), st.integers(0, 255))
    | st.booleans().map(lambda value: (1 if value else 2, value)),
    lambda inner: (
        st.lists(st.tuples(st.integers(1, 3000), inner), max_size=5, unique_by=lambda item: item[0]).map(lambda f: (12, struct(f)))
        | st.integers(0, 20).flatmap(lambda n: inner.map(lambda one: (9, thrift.Items(one[0], [item(one)] * n))))
    ),
    max_leaves=20,
)


def struct(fields: list[tuple[int, tuple[int, Any]]]) -> thrift.Struct:
    return [thrift.Field(number, kind, value) for number, (kind, value) in sorted(fields)]


def item(one: tuple[int, Any]) -> Any:
    return int(one[1]) if one[0] in (1, 2) else one[1]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3000), VALUES), max_size=8, unique_by=lambda item: item[0]))
def test_a_structure_is_read_as_it_was_written(fields: list[tuple[int, tuple[int, Any]]]) -> None:
    data = thrift.write(struct(fields))
    assert thrift.read(data) == struct(fields)
    for cut in {*range(min(len(data), 50)), len(data) - 1}:
        with pytest.raises(ValueError, match="ends too early"):
            thrift.read(data[:cut])


def test_footers_of_arrow_are_written_as_they_were(tmp_path: Path) -> None:
    ways: list[dict[str, Any]] = [{}, {"compression": "zstd"}, {"write_page_index": True, "use_dictionary": False}, {"store_schema": False}]
    for n, options in enumerate(ways):
        path = parquet(tmp_path / f"{n}.parquet", {**BASE, **CARRIED}, row_group_size=2, **options)
        data = path.read_bytes()
        footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
        assert thrift.write(thrift.read(footer)) == footer
