"""What the tests of `licet screen` share: files of shipments, and what single checks and batches say of them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licet.api.bulk.formats import format_of
from licet.api.bulk.job import Job
from licet.api.bulk.rows import COLUMNS, RESULTS
from licet.api.bulk.run import Summary, screen_file
from licet.api.rows.csv_rows import CsvRows
from licet.api.rows.reading import NdjsonRows, Reader
from licet.api.rows.results import Result, result_of
from licet.api.rows.results import summary as in_short
from licet.api.rows.writers import safe_cell
from licet.engine.answers import Answers
from licet.engine.policy import Known
from licet.events.corpus import load_corpus
from licet.events.log import MemoryLog
from licet.events.record import record

ROW_BYTES = 2**18
HEADER = "reference,material,form,from,origin,to,on,x.note"
GOOD = "{},holmium,metal,CN,CN,DE,2025-12-01,"


@cache
def answers() -> Answers:
    """Answers from the corpus that ships, which no test changes. By the reference: it is quicker, and says the same."""
    log = MemoryLog(clock=lambda: datetime.now(UTC))
    record(log, load_corpus())
    return Answers(log, "reference")


def job(source: Path, output: Path, **more: Any) -> Job:
    read = more.pop("input_format", None) or format_of(str(source), None, "INPUT", "--format")
    written = more.pop("output_format", None) or format_of(str(output), None, "OUTPUT", "--output-format")
    known = more.pop("known", Known())
    return Job(str(source), str(output), read, written, known, "reference", more.pop("row_bytes", ROW_BYTES), **more)


def screened(source: Path, output: Path, **more: Any) -> Summary:
    """Screen a file."""
    return screen_file(job(source, output, **more), answers(), lambda _: None)


def rows_of(output: Path) -> list[dict[str, Any]]:
    """The rows of an output, whatever its format, with texts for days and null for what is absent."""
    match output.suffix:
        case ".parquet":
            rows = pq.read_table(output).to_pylist()
            return [{k: v.isoformat() if k.startswith("holds_") and v else v for k, v in row.items()} for row in rows]
        case ".ndjson":
            return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        case _:
            text = output.read_bytes().decode().removeprefix("\ufeff")
            delimiter = next(sign for sign in ",;\t" if text.startswith(f"reference{sign}"))
            found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
            return [
                {name: int(v) if name in ("row", "position") else v or (v if name not in COLUMNS else None) for name, v in row.items()}
                for row in found
            ]


def batch(data: bytes, reader: Reader, known: Known | None = None) -> list[dict[str, Any]]:
    """What a batch answers the rows of a file, as the columns of a screen. `known`: with its position."""
    known = known or Known(recorded_through=answers().head())
    rows = [*reader.feed(data), *reader.finish()]
    return [_columns(result_of(answers(), reader, row, known), reader) for row in rows]


def csv_batch(data: bytes, row_bytes: int = ROW_BYTES, delimiter: str | None = None) -> list[dict[str, Any]]:
    return batch(data, CsvRows(row_bytes, delimiter))


def ndjson_batch(data: bytes, known: Known | None = None) -> list[dict[str, Any]]:
    return batch(data, NdjsonRows(ROW_BYTES), known)


def _columns(result: Result, reader: Reader) -> dict[str, Any]:
    out: dict[str, Any] = {"reference": result.reference, "row": result.row, **dict.fromkeys(RESULTS)}
    del out["class"]  # which a batch has not
    if result.answer is not None:
        short = in_short(result.answer.determination)
        out |= {name: short[name] for name in ("outcome", "at_most", "certainty", "holds_from", "holds_through", "licensing_policy")}
        out |= {name: "; ".join(short[name]) for name in ("considered", "not_considered")}
        out["requirements"] = "; ".join(f"{r['requirement']} {r['conclusion']}" for r in short["requirements"])
    elif result.problem is not None:
        errors = result.problem["errors"]
        out["problem"] = "; ".join(f"{e.get('column') or e.get('pointer')}: {e['detail']}" for e in errors)
    return out | dict(zip(reader.carried, result.carried or [""] * len(reader.carried), strict=True))


def same(output: Path, wanted: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an output, which are those that are wanted, row by row, column by column, except for what a batch does not have."""
    found, safe = rows_of(output), output.suffix in (".csv", ".tsv")
    wanted = list(wanted)
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        for name, value in other.items():
            if safe and isinstance(value, str):
                value = safe_cell(value)  # noqa: PLW2901
            # CSV has no null: what is empty is absent.
            assert (one[name] or None) == (value or None), (name, one, other)
        assert (one["class"] is None) <= (one["problem"] is not None)
        assert one["position"] == answers().head()
    return found


def table_csv(names: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], **options: Any) -> Path:
    columns = [pa.array([cell or None for cell in column], pa.string()) for column in zip(*rows, strict=True)] if rows else None
    pq.write_table(pa.table(columns or [pa.array([], pa.string()) for _ in names], list(names)), path, **options)
    return path


COLUMNS_IN = (
    "reference", "code", "list", "material", "form", "hs", "attr.purity_pct", "contains.dysprosium", "contains", "composition_complete",
    "part", "kind", "dual_use", "from", "zone", "origin", "to", "on", "exit_date", "act", "quantity", "end_use", "end_user",
    "end_user_country", "end_user_military", "end_user_owner", "exporter", "exporter_country", "exporter_nationality", "content.samarium",
    "content_complete", "technology_origin", "description", "x.note",
)  # fmt: skip
DAYS = ("2023-07-31", "2023-08-01", "2024-12-03", "2025-10-09", "2025-11-10", "2026-11-10", "2026-11-11", "2027-01-01")
GOODS = (
    ("holmium", "metal"), ("gallium", "metal"), ("samarium", "oxide"), ("ndfeb", "permanent_magnet"), ("germanium", "oxide"),
    ("iron", "metal"), ("dysprosium", "metal"), ("tungsten", "powder"), ("copper", ""),
)  # fmt: skip


def listed_names() -> list[str]:
    """Some names that party lists of the corpus have, and names like them."""
    events = sorted((e for e in answers().policy().events.values() if e.type == "party_listed"), key=lambda e: e.id)
    found = [event.name for event in events[:: max(1, len(events) // 4)][:4]]
    return [*found, *(f"{name.upper()}." for name in found[:2]), *(name[:-1] for name in found[:2])]


def random_rows(seed: int, count: int) -> Iterator[list[str]]:
    """Rows for `COLUMNS_IN`: goods, days, places, uses, names and amounts of many kinds; in two of five, some cell is wrong."""
    r = Random(seed)
    names = ["Acme GmbH", "Beispiel Magnetwerk GmbH", *listed_names()]
    codes = sorted({code for of_line in answers().policy().index.codes.values() for code in of_line})[::40]

    def some(chance: float, right: Sequence[str], wrong: Sequence[str] = ()) -> str:
        if r.random() >= chance:
            return ""
        return r.choice(wrong) if wrong and not sound and r.random() < 0.2 else r.choice(right)

    for n in range(count):
        sound, by_code = r.random() < 0.6, r.random() < 0.2
        material, form = r.choice(GOODS)
        cells = {
            "reference": some(0.9, [f"R{n}", f" R{n} ", "=1+1", 'say "hi"', "ünï"], ["r" * 201]),
            "code": some(1, [*codes, "1C909.a", "1C909", "9Z999"], ["??"]) if by_code else "",
            "list": some(0.2, ["CN-DU"], ["CN-NO"]) if by_code else "",
            "material": "" if by_code else some(1, [material], ["graphit", "steel", "unobtainium"]),
            "form": "" if by_code else some(1, [form], ["wafers", "alloy"]),
            "hs": some(0.1, ["8505111000", "8505"], ["85.05"]),
            "attr.purity_pct": some(0.3, ["99.9", ">=99.9", "<=50", "1..2"], ["99,9", "2..1", "pure"]),
            "contains.dysprosium": some(0.1, ["0.36", "yes", "no", ">=0.1"], ["101", "some"]),
            "contains": some(0.05, ["terbium=0.2; iron", "terbium"], ["unobtainium=1", "dysprosium=1", ";=;"]),
            "composition_complete": some(0.1, ["yes", "no"], ["perhaps"]),
            "part": some(0.1, ["permanent_magnet", "none"], ["wheel"]),
            "kind": some(0.1, ["goods"], ["technology", "thing"]),
            "dual_use": some(0.05, ["yes", "no"]),
            "from": some(0.95, ["CN", "CN", "CN", "JP"], ["DE", "China"]),
            "zone": some(0.05, ["Yangshan"]),
            "origin": some(0.9, ["CN", "CN", "JP"], ["C"]),
            "to": some(1, ["DE", "US", "HK", "JP", "TW", " FR ", "VN"], ["XX", "de", "", "CN"]),
            "on": some(1, DAYS, ["2025-02-30", "", "01.12.2025", "2025-12-01T00:00"]),
            "exit_date": some(0.1, ["2027-01-02", "2027-02-01"], ["2020-01-01", "soon"]),
            "act": some(0.1, ["export", "reexport", "transit"], ["smuggle"]),
            "quantity": some(0.2, ["500kg", "1 t"], ["-5kg", "0kg", "much"]),
            "end_use": some(0.8, ["civil", "civil", "military", "wmd", "emergency_medical"], ["fun"]),
            "end_user": some(0.8, names, ["n" * 600]),
            "end_user_country": some(0.8, ["DE", "US", "HK"], ["XX"]),
            "end_user_military": some(0.8, ["no", "no", "yes", "1"], ["maybe"]),
            "end_user_owner": some(0.1, ["Acme=50", f"{names[-1]}=51"], ["=", "A=101"]),
            "exporter": some(0.2, ["Zeppelin", names[-2]]),
            "exporter_country": some(0.2, ["VN", "DE", "CN"], ["??"]),
            "exporter_nationality": some(0.1, ["CN", "US"]),
            "content.samarium": some(0.1, ["metal:CN:5", "metal:CN:0.05", ":CN:"], ["a:b:c:d:e", "metal:CN:many"]),
            "content_complete": some(0.1, ["yes", "no"]),
            "technology_origin": some(0.1, ["CN", "US"]),
            "description": some(0.1, ["nails", "a, b; c"]),
            "x.note": some(0.5, ["plain", "+49 40", "a,b", 'q"q', "two\nlines", " x ", "'quoted"]),
        }
        yield [cells[name] for name in COLUMNS_IN]
