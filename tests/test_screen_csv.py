"""CSV as `licet screen` reads it: row by row, cell by cell, fault by fault what `CsvRows` reads, however the file is cut."""

import io
from pathlib import Path
from typing import Any

import pytest
from bulk import GOOD, HEADER, csv_batch, same, screened
from hypothesis import example, given, settings
from hypothesis import strategies as st

from licet.api.bulk import csv_source
from licet.api.bulk.csv_source import CsvSource
from licet.api.rows.csv_rows import CsvRows
from licet.api.schema import Refused

Rows = list[list[str] | str]


def read_slowly(data: bytes, limit: int, delimiter: str | None = None) -> Rows:
    """The cells of each row, or what is wrong with it."""
    reader = CsvRows(limit, delimiter)
    out: Rows = []
    for row in [*reader.feed(data), *reader.finish()]:
        try:
            out.append(reader.cells(row))
        except Refused as refused:
            out.append("; ".join(f"{fault.field}: {fault.text}" for fault in refused.faults))
    return out


def read_quickly(data: bytes, limit: int, size: int, delimiter: str | None = None) -> Rows:
    """The same by the source, which is begun anew at every part."""
    out: Rows = []
    after: Any = None
    while True:
        source = CsvSource(io.BytesIO(data), size, limit, delimiter, carry=True)
        part = next(iter(source.parts(after)), None)
        if part is None:
            assert after is None or after["at"] == len(data)
            return out
        assert part.first == len(out) + 1 and part.done == part.after["at"] and part.after["row"] == len(out) + len(part.table)
        cells = [list(row.values()) for row in part.table.to_pylist()]
        out += [part.faults.get(n, row) for n, row in enumerate(cells)]
        assert {n for n, row in enumerate(cells) if not any(row)} >= part.faults.keys()
        after = part.after


PIECES = st.sampled_from([
    b"a", b"b", b" ", b"", b'"', b'""', b'"""', b",", b",", b",", b";", b"\t", b"\n", b"\n", b"\n", b"\r\n", b"\r", b"\r\r\n", b"\0",
    b"\xff", b"\xc3", b"\xc3\xbc", b'"x"', b'"x,y"', b'"x\ny"', b'"x""y"', b'"x" y', b'5" pipe', b"long" * 30, b"=1", b"NA", b"null",
    b"\x0b", b"\x1c", "\u2028".encode(), b"\xef\xbb\xbf", b"1,2,3\n", b"1;2;3\n", b"1\t2\t3\n", b'"1","2","3"\r\n', b'"1\n","2","3"\n',
    b" , , \n", b"\t\t\n",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(",;\t"), st.booleans(), st.lists(PIECES, max_size=60), st.integers(1, 200), st.integers(4, 300))
@example(",", False, [b'1,2,3\n4,"5\n6",7\n', b'"', b"8,9,10\n" * 3], 1, 7)
@example(",", False, [b"1,2,3\n", b"\xef\xbb\xbf", b"1,2,3\n"], 1, 6)
@example("\t", True, [b"\t\t\n", b"1\t2\t3\n", b" \t\t \n"], 100, 100)
def test_rows_are_those_of_the_reader_of_batches(sign: str, bom: bool, pieces: list[bytes], size: int, piece: int) -> None:
    data = b"\xef\xbb\xbf" * bom + sign.join(("x.a", "x.b", "x.c")).encode() + b"\n" + b"".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_source, "_PIECE", piece)
        assert read_quickly(data, 100, size) == read_slowly(data, 100)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8) | st.sampled_from(
    ["", '"', '""', "a\nb", " x "]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=30), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_sound_files_are_read_by_arrow(cells: list[list[str]], sign: str, end: str) -> None:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in [["x.a", "x.b"], *cells]]
    data = end.join(sign.join(row) for row in quoted).encode()
    with pytest.MonkeyPatch.context() as patch:
        if "\0" not in data.decode() and "\r" not in "".join(map("".join, cells)) and not (sign == "\t" and any(map(blank, cells))):
            patch.setattr(CsvSource, "_row_by_row", None)
        assert read_quickly(data, 10**6, 200) == cells


def blank(cells: list[str]) -> bool:
    return not "".join(cells).strip(" \t\v\f\r\n")


def test_doubtful_rows_cost_only_their_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_source, "_PIECE", 1000)
    slow: list[int] = []
    by_row = CsvSource._row_by_row

    def counted(self: CsvSource, data: bytes) -> Any:
        table, faults = by_row(self, data)
        slow.append(len(table))
        return table, faults

    monkeypatch.setattr(CsvSource, "_row_by_row", counted)
    lines = [b"1,2,3"] * 10_000
    lines[5_000] = b'1,2,"3'
    found = read_quickly(b"x.a,x.b,x.c\n" + b"\n".join(lines), 500, 10**6)
    assert len(found) == 10_000 and [n for n, row in enumerate(found) if isinstance(row, str)] == [5_000]
    assert sum(slow) < 1000


@pytest.mark.parametrize(
    "header", ["", "foo,to", "to,destination", "x.a,X.a", "to,,on", "to;on,form", "published_through,to", "reference,Reference,to"]
)
def test_a_bad_header_refuses_the_whole(header: str) -> None:
    with pytest.raises(Refused):
        CsvSource(io.BytesIO(f"{header}\n1,2\n".encode() if header else b""), 100, 100, carry=False)


ODD = [
    b"", b"\n\n", b"a,b\n", GOOD.format("a").encode() + b"\xff\n" + GOOD.format("b").encode(), b"\xff\xfe",
    ('"1,holmium,metal,CN,CN,DE,2025-12-01,\n' + "".join(GOOD.format(n) + "\n" for n in range(20))).encode(),
    (GOOD.format("  padded  ") + "\n" + GOOD.format("r" * 201) + "\n" + GOOD.format("r" * 200) + "\n" + GOOD.format("\x1f")).encode(),
    (GOOD.format('"two\r\nlines"') + "\r\n" + GOOD.format("=1+1") + '"quo""ted\r\n@x"').encode(),
    b"x" * 3000 + b"\n" + GOOD.format(1).encode() + b"\n" + b'"' + b"y" * 3000 + b'",' * 7 + b"\n" + GOOD.format(2).encode(),
    b"\n".join([GOOD.format(n).encode() for n in range(50)] + [b",,,,,,,"] + [b" ", b"\t"] + [GOOD.format("z").encode()]),
]  # fmt: skip


@pytest.mark.parametrize("rows", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(("delimiter", "bom"), [(",", False), (";", True), ("\t", False)])
def test_odd_files_are_answered_as_in_a_batch(rows: bytes, delimiter: str, bom: bool, tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" * bom + HEADER.encode() + b"\r\n" + rows
    data = data.replace(b",", delimiter.encode())
    source = tmp_path / "in.csv"
    source.write_bytes(data)
    output = tmp_path / ("out.tsv" if delimiter == "\t" else "out.csv")
    screened(source, output, row_bytes=2000, part_bytes=200)
    same(output, csv_batch(data, 2000))
    assert output.read_bytes().startswith(b"\xef\xbb\xbf" * bom + f"reference{delimiter}row{delimiter}".encode())
