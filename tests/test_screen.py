"""Screening: every row's answer is the single check's, whatever shares a class; rows that cannot be read say why and stop no other."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from histories import DAYS, FIRST, History
from made_up import RULES

from licet.api.rows.sheet import Columns
from licet.engine.assess import BINDING, OPEN
from licet.engine.decide import settle
from licet.engine.policy import Policy
from licet.engine.replay import replay, view
from licet.engine.results import RESULT
from licet.engine.screen import Screen
from licet.engine.shipment import ShipmentError

COLUMNS = (
    *("code", "list", "edition", "material", "form", "attr", "attr.purity_pct", "contains", "composition_complete", "part", "processing"),
    *("hs", "kind", "dual_use", "description", "to", "on", "from", "zone", "origin", "exit_date", "act", "quantity", "end_use"),
    *("end_user", "end_user_country", "end_user_military", "end_user_owner", "exporter", "exporter_country", "exporter_nationality"),
    *("content", "content_complete", "technology_origin"),
)
Row = dict[str, str]


def amount(value: Any) -> str:
    """`99.9`, `>=10`, `10..20` for an amount as JSON has it."""
    if isinstance(value, str):
        return value
    low, high = value.get("min"), value.get("max")
    return f"{low}..{high}" if low and high else f">={low}" if low else f"<={high}"


def content(part: Mapping[str, Any]) -> str:
    """`samarium:metal:CN:5` for an input as JSON has it."""
    share = part.get("value_share_pct")
    return ":".join((part["material"], part.get("form", ""), part.get("origin", ""), amount(share) if share else ""))


def cells(ship: Mapping[str, Any]) -> Row:
    """A shipment in JSON as a row."""
    goods, leaves, exporter = ship["goods"], ship.get("departure", {}), ship.get("exporter", {})
    user = next((p for p in ship.get("parties") or () if p["role"] == "end_user"), {})
    quantity = ship.get("quantity")
    flags = {
        **{name: goods.get(name) for name in ("composition_complete", "dual_use")},
        "content_complete": ship.get("content_complete"),
        "end_user_military": user.get("military"),
    }
    named = {
        **{name: goods.get(name) for name in ("code", "list", "edition", "material", "form", "processing", "hs", "kind", "description")},
        **{name: ship.get(name) for name in ("origin", "exit_date", "act", "end_use", "technology_origin")},
        "to": ship["destination"],
        "on": ship["date"],
        "from": leaves.get("country"),
        "zone": leaves.get("zone"),
        "end_user": user.get("name"),
        "end_user_country": user.get("country"),
        **{f"exporter_{name}": exporter.get(name) for name in ("country", "nationality")},
        "exporter": exporter.get("name"),
        "quantity": quantity and quantity["value"] + quantity["unit"],
        "attr": "; ".join(f"{name}={amount(value)}" for name, value in goods.get("attributes", {}).items()),
        "contains": "; ".join(
            f"{c['substance']}={amount(c['wt_pct'])}" if "wt_pct" in c else c["substance"] for c in goods.get("composition", ())
        ),
        "part": "; ".join(goods["contains"]) or "none" if "contains" in goods else None,
        "end_user_owner": "; ".join(f"{o['name']}={o['share_pct']}" if "share_pct" in o else o["name"] for o in user.get("owners") or ()),
        "content": "; ".join(map(content, ship.get("content", ()))),
    }
    said = {**named, **{name: "yes" if value else "no" for name, value in flags.items() if value is not None}}
    return {name: value for name, value in said.items() if value}


def table(rows: list[Row]) -> pa.Table:
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS})


def alone(policy: Policy, sheet: Columns, row: Row) -> dict[str, Any]:
    """What a single check says of a row, as far as a screening says it."""
    nothing = dict.fromkeys(name for name in RESULT.names if name != "class")
    ordered = {name: row[name] for name in COLUMNS if name in row}
    try:
        shipment = sheet.shipment(ordered)
    except ShipmentError as error:
        return nothing | {"problem": str(error)}
    try:
        answer = settle(policy, shipment, RULES).answer
    except ShipmentError as error:
        return nothing | {"problem": str(sheet.by_column(error, ordered))}
    named = [r for r in answer.requirements if r.conclusion in (*BINDING, *OPEN, "exempt")]
    return {
        **{name: getattr(answer, name) for name in ("outcome", "at_most", "certainty", "licensing_policy")},
        "considered": "; ".join(answer.scope.considered),
        "holds_from": answer.holds.from_,
        "holds_through": answer.holds.through,
        "requirements": "; ".join(f"{r.requirement} {r.conclusion}" for r in named),
        "problem": None,
    }


def check(policy: Policy, rows: list[Row], screen: Screen | None = None) -> Screen:
    """Screen the rows, and compare each result with the single check."""
    screen = screen or Screen(policy, Columns(COLUMNS))
    found = screen(table(rows)).to_pylist()
    assert len(found) == len(rows)
    known = {item.id: item for item in screen.classes}
    for row, result in zip(rows, found, strict=True):
        assert result.pop("class") in known
        assert result == alone(policy, Columns(COLUMNS), row), row
    return screen


def variants(random: Random, history: History) -> Iterator[Row]:
    """Shipments of a history on many days, with other facts here and there; now and then a cell that cannot be read, or an exit day."""
    rows = [cells(history.shipment()) for _ in range(4)]
    others = {
        "to": ("BV", "HM", "GS", "DE", "FR", "AQ"),
        "end_use": ("civil", "military", "terrorism", "disaster_relief"),
        "end_user": ("Somebody", "Nobody", "Buyer", "Byer", "Quixotic Mills"),
        "end_user_country": ("BV", "HM", "DE", "FR"),
        "quantity": ("4kg", "5 kg", "6t", "-4kg", "much"),
        "attr": ("purity_pct=9.9", "purity_pct=10", "purity_pct>=20", "purity_pct<=15", "size_um=1..30", "purity_pct=x"),
        "description": ("this", "that"),
        "hs": ("123456", "12345699", "5555"),
        "on": ("soon", "", "2025-02-30"),
    }
    for row in rows:
        for _ in range(30):
            day = FIRST + timedelta(days=random.randrange(-6, DAYS + 4))
            names = random.sample(sorted(others), random.randint(0, 2))
            mixed = row | {"on": str(day), **{name: random.choice(others[name]) for name in names}}
            if random.random() < 0.1:
                mixed["exit_date"] = str(day + timedelta(days=random.choice((-1, 0, 3, 20))))
            if random.random() < 0.1:
                mixed |= {name: rows[0][name] for name in random.sample(COLUMNS, 6) if name in rows[0]}
            yield mixed


@pytest.mark.parametrize("batch", range(6))
def test_a_row_is_answered_as_it_would_be_alone(batch: int) -> None:
    rows_seen = classes = 0
    for seed in range(batch * 12, (batch + 1) * 12):
        history = History(seed)
        policy = replay(view(history.records()))
        rows = list(variants(Random(seed), history))
        screen = check(policy, rows)
        rows_seen, classes = rows_seen + len(rows), classes + len(screen.classes)
    assert classes < rows_seen * 0.85  # else next to nothing was shared
