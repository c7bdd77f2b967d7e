"""Rows as they arrive: every way of cutting the bytes gives the same rows, and a bad row stops no other."""

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.api.rows.columns import NAMES, column, columns, name_of, stated
from licet.api.rows.csv_rows import CsvRows
from licet.api.rows.json_rows import JsonRows
from licet.api.rows.reading import NdjsonRows, Reader, Row
from licet.api.rows.writers import safe_cell
from licet.api.schema import Refused
from licet.api.terminal.options import OPTIONS

LIMIT = 400
HEADER = "reference,material,form,from,origin,to,on,x.note"


def read(reader: Reader, data: bytes, *cuts: int) -> list[Row]:
    """The rows of `data`, given in pieces that end at `cuts`."""
    ends = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    rows = [row for start, end in pairwise(ends) for row in reader.feed(data[start:end])]
    return rows + list(reader.finish())


def table(*lines: str, header: str = HEADER, end: str = "\r\n") -> bytes:
    return end.join((header, *lines, "")).encode()


def rows_of(data: bytes, limit: int = LIMIT) -> tuple[CsvRows, list[Any]]:
    reader = CsvRows(limit)
    return reader, [reader.asked(row) for row in read(reader, data)]


def faults(asked: Any) -> list[tuple[str, str]]:
    return [(fault.field, fault.text) for fault in asked.refused.faults]


# --- JSON -------------------------------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=6), st.booleans(), st.sampled_from([None, 1]), st.booleans(), st.lists(st.integers(0, 600), max_size=8))
def test_a_document_is_cut_into_its_questions(values: list[Any], bare: bool, indent: int | None, ascii: bool, cuts: list[int]) -> None:
    document = values if bare else {"known": {"recorded_through": 3}, "checks": values}
    data = json.dumps(document, indent=indent, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    reader = JsonRows(10**6)
    rows = read(reader, data, *cuts)
    assert [row.number for row in rows] == list(range(1, len(values) + 1))
    assert [json.loads(row.text.decode("utf-8", "surrogatepass")) for row in rows] == values
    assert reader.settled and (reader.known is None) == bare


@pytest.mark.parametrize("step", [1, 2, 5, 1000])
def test_a_long_question_is_passed_over(step: int) -> None:
    long = {"a": "x\\" * 300 + '"]}', "b": [[1], "\\"]}
    data = json.dumps([1, long, "end", long, 2]).encode()
    reader = JsonRows(LIMIT)
    rows = read(reader, data, *range(0, len(data), step))
    assert [row.text for row in rows] == [b"1", b"", b'"end"', b"", b"2"]
    assert [row.fault is None for row in rows] == [True, False, True, False, True]
    assert "more than 400 bytes" in faults(reader.asked(rows[1]))[0][1]


BROKEN = [
    b"", b"  ", b"5", b'"x"', b"[1", b"[1,", b"[1,]", b"[,]", b"[1,,2]", b"[1 2]", b"[1]]", b"[1] x", b"[}", b'["abc', b"{", b"{}",
    b'{"known":null}', b'{"checks":5}', b'{"checks":{}}', b'{"checks":[1}', b'{"checks":[],}', b'{"checks":[],"checks":[]}', b'{"x":[]}',
    b'{checks:[]}', b'{"checks" []}', b'{"known":{"a":1},"checks":[]}', b'{"known":5,"checks":[]}',
    b'{"checks":[]', b"\xff", b"\xef\xbb\xbf[]",
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=[repr(data)[2:-1] for data in BROKEN])
def test_a_broken_frame_is_refused(data: bytes) -> None:
    for cuts in ((), range(len(data))):
        with pytest.raises(Refused):
            read(JsonRows(LIMIT), data, *cuts)


def test_a_bad_question_in_a_sound_frame_is_its_own_fault() -> None:
    reader = JsonRows(LIMIT)
    asked = [reader.asked(row) for row in read(reader, b'[{"a":1,"a":2},nul,{"a":NaN},[[1],2],{"reference":7}]')]
    assert all(item.refused is not None for item in asked)
    assert len(asked) == 5


# --- NDJSON -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=20), max_size=8), st.integers(1, 50))
def test_every_line_that_is_not_empty_is_a_row(lines: list[str], step: int) -> None:
    data = "\n".join(lines).encode()
    rows = read(NdjsonRows(10**6), data, *range(0, len(data), step))
    assert [row.text for row in rows] == [line.encode() for line in lines if line.encode().strip()]


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_a_long_line_is_passed_over(step: int) -> None:
    data = b"1\n" + b"x" * 401 + b"\n\r\n2\r\n" + b"y" * 1000
    rows = read(NdjsonRows(LIMIT), data, *range(0, len(data), step))
    assert [row.text for row in rows] == [b"1", b"", b"2", b""]
    assert [row.number for row in rows] == [1, 2, 3, 4]


def test_no_more_than_one_row_is_held() -> None:
    ndjson, document, sheet = NdjsonRows(LIMIT), JsonRows(LIMIT), CsvRows(LIMIT)
    list(document.feed(b'["'))
    list(sheet.feed(b'on,to\n"'))
    for _ in range(100):
        for reader in (ndjson, document, sheet):
            list(reader.feed(b"x" * 1000))
            held = sum(len(value) for value in vars(reader).values() if isinstance(value, bytes | bytearray))
            held += len(getattr(getattr(reader, "_lines", None), "_rest", b""))
            assert held <= 2 * LIMIT + 1000  # a row, and the piece that was fed


# --- CSV --------------------------------------------------------------------------------------------------------------

CELL = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=10)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6), st.sampled_from(",;\t"), st.booleans(), st.integers(1, 40))
def test_a_table_is_read_as_it_was_written(cells: list[list[str]], delimiter: str, bom: bool, step: int) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["x.a", "x.b", "x.c"], *cells])
    data = b"\xef\xbb\xbf" * bom + out.getvalue().encode()
    reader = CsvRows(10**6)
    rows = read(reader, data, *range(0, len(data), step))
    parsed = [next(csv.reader(io.StringIO(row.text.decode(), newline=""), delimiter=delimiter)) for row in rows]
    assert parsed == cells
    assert (reader.delimiter, reader.bom, reader.carried) == (delimiter, bom, ("x.a", "x.b", "x.c"))


def test_a_row_states_the_facts_of_its_columns() -> None:
    header = "Reference;MATERIAL;form;attr.purity_pct;contains;contains.dysprosium;End user;end_user.country;end-user-military"
    header += ";to;date;content.samarium"
    reader, (asked,) = rows_of(
        table("7;ndfeb;permanent_magnet;>=99.9;iron; ;X GmbH;DE;no;DE;2025-12-01;metal:CN:5", header=header, end="\n")
    )
    assert asked.refused is None and asked.reference == "7" and reader.delimiter == ";"
    assert asked.body == {
        "known": None,
        "shipment": {
            "goods": {
                "material": "ndfeb",
                "form": "permanent_magnet",
                "attributes": {"purity_pct": {"min": "99.9"}},
                "composition": [{"substance": "iron"}],
            },
            "parties": [{"role": "end_user", "name": "X GmbH", "country": "DE", "military": False}],
            "content": [{"material": "samarium", "form": "metal", "origin": "CN", "value_share_pct": "5"}],
            "destination": "DE",
            "date": "2025-12-01",
        },
    }


def test_nothing_is_assumed() -> None:
    _, (asked,) = rows_of(table(",holmium,metal,,,DE,2025-12-01,"))
    assert "origin" not in asked.body["shipment"] and "departure" not in asked.body["shipment"]


def test_bad_rows_name_their_columns_and_stop_no_other() -> None:
    good = ",holmium,metal,CN,CN,DE,2025-12-01,"
    _, asked = rows_of(table(good, ",holmium,metal,CN,CN,XX,2025-12-,", "a,b", ",,,,,,,", "\udcff" * 0 + good, "r" * 201 + good, good))
    assert [item.check is not None for item in asked] == [True, False, False, False, True, False, True]
    assert [field for field, _ in faults(asked[1])] == ["to", "on"]
    assert "2 cells, and the header 8" in faults(asked[2])[0][1]
    assert [field for field, _ in faults(asked[3])] == ["goods", "to", "on"]
    assert faults(asked[5])[0][0] == "reference"


def test_a_stray_quote_swallows_no_row() -> None:
    good = "{},holmium,metal,CN,CN,DE,2025-12-01,"
    for bad in ('"1,holmium,metal,CN,CN,DE,2025-12-01,', '1,"holmium" x,metal,CN,CN,DE,2025-12-01,', '1,2,3,4,5,6,7,"'):
        _, asked = rows_of(table(bad, *(good.format(n) for n in range(2, 30))), limit=300)
        assert [item.reference for item in asked[1:]] == [str(n) for n in range(2, 30)], bad
        assert asked[0].check is None
    _, asked = rows_of(table('"1,holmium\r\n1",metal,CN', '2,holmium,metal,CN,CN,DE,2025-12-01,"say ""two\r\nlines"" now"'))
    assert [item.check is not None for item in asked] == [False, False, True]
    assert asked[2].carried == ('say "two\nlines" now',)
    _, asked = rows_of(table(good.format('5" pipe'), good.format('"a ""b"" c"'), '6,holmium,metal,CN,CN,DE,2025-12-01,"two\r\nlines"'))
    assert [item.reference for item in asked] == ['5" pipe', 'a "b" c', "6"]
    assert asked[2].carried == ("two\nlines",)


def test_bytes_that_are_not_utf_8_are_the_fault_of_their_row() -> None:
    data = table(",holmium,metal,CN,CN,DE,2025-12-01,ok").replace(b"ok", b"\xe9") + table(header=",holmium,metal,CN,CN,DE,2025-12-01,ok")
    _, (first, second) = rows_of(data)
    assert "not UTF-8" in faults(first)[0][1] and second.check is not None


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("foo,to", "`foo`: there is nothing of this name"),
        ("materail,to", "did you mean `material`"),
        ("to,destination", "it says the same as `to`"),
        ("reference,Reference", "there twice"),
        ("x.a,X.a", "there twice"),
        ("to,,on", "column 2 has no name"),
        ("to;on,form", "separate the columns by one of"),
        ('"to,on', "an opening quote is not closed"),
        ("attr.Purity>3", "there is nothing of this name"),
        ("", "header`: there is none"),
        ("sep=;\nmaterial;form;to;on\n", "take it out"),
    ],
)
def test_a_bad_header_refuses_the_whole(header: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(CsvRows(LIMIT), f"{header}\n1,2\n".encode() if header else b"")


# --- columns ----------------------------------------------------------------------------------------------------------


def test_every_option_has_a_column_by_its_name_and_by_its_place_in_json() -> None:
    for option in OPTIONS:
        for name in (option.first.removeprefix("--").replace("-", "_"), option.first.removeprefix("--").upper()):
            found = column(name)
            assert found is not None and found.option is option, name
    assert {NAMES[name].first for name in ("destination", "departure.country", "end_user.name", "goods.contains", "exporter.name")} == {
        "--to",
        "--from",
        "--end-user",
        "--part",
        "--exporter",
    }


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("goods.composition[samarium]", "contains.samarium"),
        ("goods.attributes.purity_pct", "attr.purity_pct"),
        ("departure.country", "from"),
        ("goods.form", "form"),
        ("parties", "parties"),
    ],
)
def test_a_fact_that_is_asked_about_is_named_by_its_column(field: str, name: str) -> None:
    assert name_of(field) == name


def test_what_contains_says() -> None:
    cells = [("contains.dysprosium", "yes"), ("contains.iron", "no"), ("contains.boron", "1"), ("contains.terbium", "1..2")]
    said = stated(zip(columns(name for name, _ in cells), (text for _, text in cells), strict=True), split=True)
    assert said.body["shipment"]["goods"]["composition"] == [
        {"substance": "dysprosium"},
        {"substance": "iron", "wt_pct": "0"},
        {"substance": "boron", "wt_pct": "1"},
        {"substance": "terbium", "wt_pct": {"min": "1", "max": "2"}},
    ]


def test_a_switch_is_yes_or_no_or_not_stated() -> None:
    (military,) = columns(["end_user_military"])
    for text, value in (("yes", True), ("TRUE", True), ("1", True), ("no", False), ("False", False), ("0", False)):
        assert stated([(military, text)], split=True).body["shipment"]["parties"] == [{"role": "end_user", "military": value}]
    assert "parties" not in stated([(military, " ")], split=True).body["shipment"]
    with pytest.raises(Refused, match="neither `yes` nor `no`"):
        stated([(military, "perhaps")], split=True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd|'/C calc'!A0") == f"'{start}cmd|'/C calc'!A0"
    assert safe_cell(f"a{start}") == f"a{start}"
