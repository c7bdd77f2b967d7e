"""The questions that the benchmark asks, and the same law as a hand-written chain of ifs.

The ifs are what somebody would write in an afternoon for these questions and no others: no knowledge dates, no reasons, no doubts.
They are here to compare speed on equal answers, and every run first checks that the answers are equal.
"""

from datetime import date
from typing import Any

CN: dict[str, Any] = {"origin": "CN", "departure": {"country": "CN"}, "exporter": {"country": "CN"}}
CIVIL = [{"role": "end_user", "country": "DE", "military": False}]
US_CIVIL = [{"role": "end_user", "country": "US", "military": False}]
US_MILITARY = [{"role": "end_user", "country": "US", "military": True}]


def _ask(material: str, form: str, to: str, on: str, **more: Any) -> dict[str, Any]:
    goods = {"material": material, "form": form, **more.pop("goods", {})}
    return {**CN, "goods": goods, "destination": to, "date": on, "end_use": "civil", "parties": CIVIL, **more}


def _contains(**substances: str) -> dict[str, Any]:
    return {"composition": [{"substance": name, "wt_pct": share} for name, share in substances.items()], "composition_complete": True}


QUESTIONS: tuple[dict[str, Any], ...] = (
    _ask("holmium", "metal", "DE", "2025-10-20"),
    _ask("holmium", "metal", "DE", "2025-11-08"),
    _ask("holmium", "oxide", "DE", "2025-12-15"),
    _ask("holmium", "metal", "DE", "2026-11-10"),
    _ask("holmium", "metal", "DE", "2026-11-11"),
    _ask("erbium", "oxide", "DE", "2027-01-11"),
    _ask("dysprosium", "metal", "DE", "2025-04-04"),
    _ask("samarium", "oxide", "DE", "2025-06-01"),
    _ask("ndfeb", "permanent_magnet", "US", "2025-12-01", goods=_contains(neodymium="30", iron="67", dysprosium="3"), parties=US_CIVIL),
    _ask("ndfeb", "permanent_magnet", "DE", "2025-06-05", goods=_contains(neodymium="33", iron="67")),
    _ask("ferrite", "permanent_magnet", "DE", "2025-06-05", goods=_contains(iron="70")),
    _ask("gallium", "metal", "DE", "2023-07-31"),
    _ask("gallium", "metal", "DE", "2023-08-01"),
    _ask("gallium", "metal", "US", "2024-12-10", parties=US_CIVIL),
    _ask("gallium", "metal", "US", "2025-12-01", end_use="military", parties=US_MILITARY),
    _ask("gallium", "metal", "MX", "2025-12-01", parties=US_MILITARY),
    _ask("germanium", "metal", "US", "2025-11-20", parties=US_CIVIL),
)

EIGHTEEN = frozenset(["samarium", "gadolinium", "terbium", "dysprosium", "lutetium", "scandium", "yttrium"])
FIFTY_SEVEN = frozenset(["holmium", "erbium", "thulium", "europium", "ytterbium"])
LISTED_FORMS = frozenset(("metal", "oxide"))
D_23, D_46, D_18, D_57 = date(2023, 8, 1), date(2024, 12, 3), date(2025, 4, 4), date(2025, 11, 8)
SUSPENDED_FROM, SUSPENDED_THROUGH = date(2025, 11, 7), date(2026, 11, 10)


def by_hand(shipment: Any) -> str:
    """The chain of ifs over a validated shipment."""
    goods, day = shipment.goods, shipment.date
    listed = False
    if goods.material in ("gallium", "germanium") and goods.form == "metal":
        listed = day >= D_23
    elif goods.material in EIGHTEEN and goods.form in LISTED_FORMS:
        listed = day >= D_18
    elif goods.material in FIFTY_SEVEN and goods.form in LISTED_FORMS:
        listed = day >= D_57 and not SUSPENDED_FROM <= day <= SUSPENDED_THROUGH
    elif goods.material == "ndfeb" and goods.form == "permanent_magnet":
        present = {c.substance for c in goods.composition if c.wt_pct is None or c.wt_pct.max is None or c.wt_pct.max > 0}
        if present & {"dysprosium", "terbium"}:
            listed = day >= D_18
        elif "holmium" in present:
            listed = day >= D_57 and not SUSPENDED_FROM <= day <= SUSPENDED_THROUGH
    if not listed:
        return "NO_LICENCE_REQUIRED"
    users = [p for p in shipment.parties or () if p.role == "end_user"]
    to_us = shipment.destination == "US" or any(u.country == "US" for u in users)
    military = shipment.end_use == "military" or any(u.military and u.country == "US" for u in users)
    if day >= D_46 and to_us and military:
        return "PROHIBITED"
    return "LICENCE_REQUIRED"
