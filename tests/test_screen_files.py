"""`licet screen` on files: every row is answered as alone and as in a batch, whatever the format, the columns and the other rows."""

import json
from pathlib import Path
from typing import Any

import pytest
from bulk import (
    COLUMNS_IN,
    GOOD,
    HEADER,
    answers,
    as_parquet,
    csv_batch,
    ndjson_batch,
    random_rows,
    rows_of,
    same,
    screened,
    table_csv,
)

from licet.api.bulk.rows import COLUMNS
from licet.api.rows.columns import NAMES
from licet.api.rows.csv_rows import CsvRows
from licet.api.rows.sheet import Columns
from licet.engine.policy import Known

SMALL = {"part_bytes": 4000, "part_rows": 37}  # several parts


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("seed", range(2))
def test_every_row_is_answered_as_in_a_batch_whatever_the_formats(seed: int, tmp_path: Path) -> None:
    rows = list(random_rows(seed, 80))
    data = table_csv(COLUMNS_IN, rows)
    wanted = csv_batch(data)
    assert {row["outcome"] for row in wanted} >= {None, "UNDETERMINED", "LICENCE_REQUIRED", "NO_LICENCE_REQUIRED"}
    sources = [write(tmp_path / "in.csv", data), as_parquet(tmp_path / "in.parquet", COLUMNS_IN, rows, row_group_size=50)]
    classes = []
    for source in sources:
        for ending in ("csv", "ndjson", "parquet"):
            if seed and (ending == "csv" or ending == source.suffix[1:]):
                continue  # all ways once
            output = tmp_path / f"from-{source.suffix[1:]}.{ending}"
            screened(source, output, **SMALL)
            classes.append([row["class"] for row in same(output, wanted)])
    assert all(one == classes[0] for one in classes)


def question(cells: dict[str, str]) -> dict[str, Any] | None:
    """The question of a row as JSON, where its cells can be read at all."""
    from licet.api.rows.columns import stated
    from licet.api.schema import Refused

    reader = CsvRows(10**6)
    list(reader.feed(",".join(COLUMNS_IN).encode() + b"\n"))
    facts = Columns(COLUMNS_IN)._columns
    try:
        said = stated([(facts[name], cell) for name, cell in cells.items() if name in facts], split=True)
    except Refused:
        return None
    reference = cells["reference"].strip()
    return {"shipment": said.body["shipment"]} | ({"reference": reference} if reference else {})


ODD_LINES = [
    b"", b"  ", b"5", b"[]", b"nul", b"{}", b'{"shipment":null}', b'{"shipment":{}}', b'{"shipment":{"goods":{}}}', b"\xff",
    b'{"a":1,"a":2}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01"},"x":1}',
    b'{"shipment":{"goods":{"material":"holmium","colour":"red"},"destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","r\xc3\xb6le":[{"\xc3\xa9":1}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{"r\xc3\xb6le":1}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":" DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01T00:00:00"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":20251201}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"","date":""}}',
    b'{"shipment":{"goods":{"material":"holmium","attributes":{"purity_pct":99.9}},"destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01"},"reference":7}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01"},"reference":""}',
    b'{"reference":"\\u0000","shipment":{"goods":{"material":"\\u0000holmium"},"destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium","form":null},"departure":null,"destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium","form":null},"departure":{"country":null},"exporter":{},"destination":"DE",'
    b'"date":"2025-12-01","exit_date":null,"parties":[],"content":[]}}',
    b'{"shipment":{"goods":{"material":"holmium","form":"metal","attributes":{"purity_pct":{"min":"99.9"}}},"origin":"CN",'
    b'"departure":{"country":"CN"},"exporter":{"country":"VN"},"destination":"DE","date":"2026-11-11","parties":[{"role":"end_user",'
    b'"country":"DE","owners":[]},{"role":"consignee","name":"Acme"}]},"reference":"many parties"}',
    b'{"shipment":{"goods":{"material":"holmium"},"departure.country":"CN","destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"goods.form":"metal","destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"parties.0.country":"DE","destination":"DE","date":"2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{"role":"end_user","name":null}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{"role":"boss","country":"XX"}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{"role":null}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":{"role":"end_user"}}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","parties":[{"role":"end_user","owners":[{}]}]}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","end_use":" "}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":" 2025-12-01"}}',
    b'{"shipment":{"goods":{"material":"holmium"},"destination":"DE","date":"2025-12-01","exit_date":""}}',
    b"[" * 200, b'{"shipment":' * 100, b'\xef\xbb\xbf{"shipment":{}}', b'"' + b"x" * 300_000 + b'"',
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_questions_in_ndjson_are_answered_as_in_a_batch(seed: int, tmp_path: Path) -> None:
    told = [question(dict(zip(COLUMNS_IN, row, strict=True))) for row in random_rows(seed, 120)]
    lines = [json.dumps(body, ensure_ascii=bool(n % 2)).encode() for n, body in enumerate(told) if body is not None]
    assert len(lines) > 60
    for n, odd in enumerate(ODD_LINES):
        lines.insert(3 * n, odd)
    data = b"\n".join(lines) + b"\r\n" * (seed % 2)
    source = write(tmp_path / "in.ndjson", data)
    wanted = ndjson_batch(data)
    for ending in ("csv", "ndjson", "parquet"):
        screened(source, tmp_path / f"out.{ending}", **SMALL)
        same(tmp_path / f"out.{ending}", wanted)


def test_a_row_of_ndjson_may_use_less_of_its_own_account(tmp_path: Path) -> None:
    shipment = {"goods": {"material": "holmium", "form": "metal"}, "origin": "CN", "departure": {"country": "CN"}, "destination": "DE"}
    known: list[Any] = [
        None, {"published_through": "2025-03-01"}, {"recorded_through": 3}, {"recorded_through": 10**6},
        {"recorded_through": answers().head()},
        {"rules_recorded_through": 2}, {"rules_recorded_through": 10**6}, {"published_through": "soon"}, {"when": 1}, 5,
    ]  # fmt: skip
    bodies = [{"shipment": {**shipment, "date": day}, "known": one} for day in ("2025-04-05", "2025-12-01") for one in known]
    data = "".join(json.dumps(body) + "\n" for body in bodies).encode()
    source = write(tmp_path / "in.ndjson", data)
    screened(source, tmp_path / "out.ndjson", classes=str(tmp_path / "classes.ndjson"), **SMALL)
    found = same(tmp_path / "out.ndjson", ndjson_batch(data))
    assert len({row["outcome"] for row in found}) >= 3
    limited = Known(date_of("2025-03-01"), 100)
    screened(source, tmp_path / "limited.ndjson", known=limited, **SMALL)
    wanted = ndjson_batch(data, limited)
    for one, other in zip(rows_of(tmp_path / "limited.ndjson"), wanted, strict=True):
        assert one["position"] == 100
        assert all((one[name] or None) == (value or None) for name, value in other.items()), (one, other)


def date_of(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def test_what_is_known_is_said_of_the_whole_file(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", f"{HEADER}\n{GOOD.format(1)}\n{GOOD.format(2).replace('2025-12', '2025-05')}\n".encode())
    outcomes = []
    for known in (Known(), Known(published_through=date_of("2025-03-01")), Known(recorded_through=5), Known(None, None, 0)):
        output = tmp_path / f"{len(outcomes)}.ndjson"
        screened(source, output, known=known)
        manifest = json.loads(output.with_name(f"{output.name}.manifest.json").read_bytes())
        answer = answers().check(shipment_of(GOOD.format(1)), known)
        assert manifest["known"] == answer.known.model_dump(mode="json")
        assert manifest["policy_digest"] == answer.log.policy_digest and manifest["rules_digest"] == answer.engine.rules_digest
        row = rows_of(output)[0]
        assert (row["outcome"], row["certainty"], row["position"]) == (answer.outcome, answer.certainty, answer.log.position)
        outcomes.append(row["outcome"])
    assert len(set(outcomes)) > 1


def shipment_of(line: str) -> Any:
    reader = CsvRows(10**6)
    [row] = [*reader.feed(f"{HEADER}\n{line}\n".encode())]
    check = reader.asked(row).check
    assert check is not None
    return check.shipment


def test_no_column_of_a_question_is_named_like_one_of_an_answer() -> None:
    assert set(NAMES) & (set(COLUMNS) - {"reference"}) == set()
