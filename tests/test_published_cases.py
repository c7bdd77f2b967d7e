"""The published cases of `docs/cases.md`, asked of the engine on the corpus that ships; the table is read as it stands."""

import re
from pathlib import Path
from typing import Any

import pytest

import licet
from licet.tests.steps.driver import EngineDriver

ROOT = Path(licet.__file__).parent
DE = "DE"  # where a case names no destination


def shipment(goods: dict[str, Any], date: str, to: str = DE, *, leaves: str = "CN", made: str = "CN", **more: Any) -> dict[str, Any]:
    """Goods of `made` from `leaves`; a null in `more` takes a fact out."""
    base = {"goods": goods, "act": "export", "origin": made, "departure": {"country": leaves}, "exporter": {"country": leaves}}
    return {name: value for name, value in (base | {"destination": to, "date": date} | more).items() if value is not None}


def made_of(material: str, form: str | None = None, **more: Any) -> dict[str, Any]:
    return {"material": material} | ({"form": form} if form else {}) | more


def magnets(**contents: str | None) -> dict[str, Any]:
    parts = [{"substance": name} | ({"wt_pct": share} if share else {}) for name, share in contents.items()]
    return made_of("ndfeb", "permanent_magnet", composition=parts)


def user(country: str, *, military: bool = False, **more: Any) -> dict[str, Any]:
    """An end user and its use, civil unless military."""
    party = {"role": "end_user", "country": country, "military": military} | more
    return {"parties": [party], "end_use": "military" if military else "civil"}


def content(material: str, share: str) -> dict[str, Any]:
    worth = {"material": material, "form": "metal", "origin": "CN", "value_share_pct": share}
    return {"content": [worth], "content_complete": True}


HOLMIUM = made_of("holmium", "metal", code="1C909.a", hs="28053019")
LISTED = {"dual_use": True, "list": "CN-DU", "description": "an item of the list"}
CIVIL = user(DE)
COMPONENT = made_of("ndfeb", "component", contains=["permanent_magnet"], composition=[{"substance": "dysprosium", "wt_pct": "3"}])
ROTOR = made_of("ndfeb", "assembly", processing="incorporated", contains=["permanent_magnet"], composition=[{"substance": "dysprosium"}])
PASTE = made_of("tin_bismuth", "solder_paste", composition=[{"substance": "bismuth", "wt_pct": "55.3"}])
CRUCIBLES = made_of(
    "artificial_graphite", "article", attributes={"purity_pct": "99.91", "flexural_strength_mpa": "42.1", "density_g_cm3": "1.76"}
)
PACK = made_of("lithium_ion_battery", "pack", code="3A001", list="CN-DU", hs="85076000", attributes={"energy_density_wh_kg": "310"})
CATHODE = made_of(
    "lithium_iron_phosphate",
    "cathode_material",
    code="3C901.a.1",
    list="CN-DU",
    hs="28429040",
    attributes={"compaction_density_g_cm3": "2.6", "capacity_mah_g": "150"},
)
CARBIDE = made_of("tungsten_carbide", code="1C117.d", list="CN-DU")
LINE = made_of("rare_earth_production_line", "technology", kind="technology", code="1E902.b")
ENGINEER = {"act": "technology_transfer", "exporter": {"nationality": "CN"}}
JAPANESE = shipment(
    made_of("smco", "permanent_magnet"), "2025-12-02", "US", leaves="JP", made="JP", **user("US"), **content("samarium", "5")
)
VIETNAMESE = shipment(COMPONENT, "2025-12-15", "KR", leaves="VN", made="VN", **user("KR"), **content("dysprosium", "0.09"))

# The questions of each case, with the day of publication through which it was asked.
QUESTIONS: dict[str, list[tuple[dict[str, Any], str | None]]] = {
    "A02": [(shipment(magnets(dysprosium="3"), "2025-04-05", "IN", exit_date="2025-04-06"), None)],
    "A04": [(shipment(magnets(dysprosium=share) | {"hs": "8505111000"}, "2025-04-30"), None) for share in ("0.18", "0.24")],
    "A06": [(shipment(magnets(dysprosium="0", terbium="0"), "2025-06-05"), None)],
    "A08": [(shipment(made_of(system, "permanent_magnet"), "2025-04-15"), None) for system in ("ferrite", "alnico")],
    "A10": [(shipment(magnets(**{name: None}) | {"processing": "primary"}, "2025-08-15"), None) for name in ("dysprosium", "terbium")],
    "A12": [(shipment(made_of("gallium_oxide", "phosphor"), "2025-09-20"), None)],
    "A14": [(shipment(PASTE, "2025-03-18", "TH", end_use="civil"), None)],
    "A16": [(shipment(CRUCIBLES, "2025-01-15"), None)],
    "A18": [(shipment(made_of("furnace_carbon_electrode", "article"), day), None) for day in ("2023-11-30", "2023-12-01")],
    "A20": [(shipment(made_of("gallium", "metal", attributes={"purity_pct": "99.99"}), "2023-07-20", "JP"), None)],
    "A22": [(shipment(made_of("ammonium_paratungstate", hs="2841801000"), "2025-02-04"), None)],
    "A24": [(shipment(made_of("germanium", "metal"), "2024-12-10", "US", **user("US")), None)],
    "A26": [(shipment(CARBIDE, day, "US", **user("US", military=True)), None) for day in ("2025-11-08", "2025-11-20")],
    "A28": [(shipment(made_of("dysprosium", "metal"), "2025-05-20", "US", **user("US", name="Example Entity")), None)],
    "A30": [
        (
            shipment(
                made_of("antimony", "ingot"), "2025-03-01", origin=None, departure={"country": "CN", "zone": "bonded logistics centre"}
            ),
            None,
        )
    ],
    "A32": [(shipment(made_of("gallium", "metal", hs="9999999999"), "2026-01-10"), None)],
    "A34": [(shipment(made_of("antimony", "ingot"), "2025-03-01", made="TJ", act="transit", exporter={}), None)],
    "B02": [(shipment(HOLMIUM, "2025-11-07", **CIVIL), None)],
    "B04": [(shipment(HOLMIUM, "2026-11-10", **CIVIL), None)],
    "B06": [(shipment(HOLMIUM, "2026-11-11", **CIVIL), "2026-10-08")],
    "B08": [(shipment(made_of("holmium", "oxide", code="1C909.b"), "2025-12-15", **CIVIL), "2025-11-10")],
    "B10": [(shipment(ROTOR, "2025-12-01", **CIVIL), None)],
    "B12": [(JAPANESE, "2025-11-10")],
    "B14": [(VIETNAMESE, "2025-10-20"), (VIETNAMESE | {"technology_origin": "VN"}, "2025-10-20")],
    "B16": [(shipment(made_of("dysprosium", "metal", code="1C905"), "2025-11-20", "VN", leaves="KR", **user("VN")), None)],
    "B18": [
        (
            shipment(made_of("samarium", "target"), "2025-10-25", "TW", leaves="KR", **user("TW") | {"end_use": "logic_le_14nm"}),
            "2025-10-25",
        )
    ],
    "B20": [(shipment(PACK, "2025-11-08", "US", **user("US")), None)],
    "B22": [(shipment(CATHODE, "2025-12-01", "KR", **user("KR")), "2025-10-20")],
    "B24": [(shipment(made_of("gallium", "metal"), "2025-12-01", "US", **user("US", military=True)), None)],
    "B26": [(shipment(LINE, "2025-10-15", "VN", **user("VN") | ENGINEER), "2025-10-15")],
    "B28": [
        (shipment(goods, "2026-01-10", "JP", **user("JP", name="Example Industries") | {"end_use": "military"}), None)
        for goods in (LISTED, made_of("dysprosium", "metal"))
    ],
    "B30": [(shipment(LISTED, "2026-07-01", "US", leaves="MY", **user("US", name="MP Materials")), None)],
    "B32": [(shipment(made_of("drone_item", "component"), "2026-08-10", "US", **user("US")), None)],
}
TREATED = {"A24": "presumption_of_denial", "B18": "case_by_case"}


def table() -> dict[str, list[str]]:
    """The rows of the page, by case."""
    lines = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if re.match(r"\| [AB]\d\d ", line)]
    return {row[0]: row for row in rows}


@pytest.fixture(scope="module")
def driver() -> EngineDriver:
    return EngineDriver.on_the_corpus()


def test_every_case_stands_in_the_table() -> None:
    assert list(table()) == list(QUESTIONS)
    assert len(QUESTIONS) == 33


@pytest.mark.parametrize("case", QUESTIONS)
def test_a_case_is_decided_as_the_table_says(driver: EngineDriver, case: str) -> None:
    answers = [driver.ask(asked, {"published_through": known} if known else None) for asked, known in QUESTIONS[case]]
    assert [answer["outcome"] for answer in answers] == re.findall(r"`([A-Z_]+)`", table()[case][3])
    if case in TREATED:
        assert [answer["licensing_policy"] for answer in answers] == [TREATED[case]]


@pytest.mark.parametrize("case", QUESTIONS)
def test_the_scenario_that_the_table_names_is_there(case: str) -> None:
    place = re.fullmatch(r"`([^`]+)`, (.+)", table()[case][4])
    assert place, table()[case]
    text = (ROOT / "features" / f"{place[1]}.feature").read_text(encoding="utf-8")
    assert re.search(rf"Scenario(?: Outline)?: {re.escape(place[2])}\n", text), place[2]


def test_what_the_contested_case_and_the_disputed_day_would_be_otherwise(driver: EngineDriver) -> None:
    for case, otherwise in (("B04", "LICENCE_REQUIRED"), ("B06", "NO_LICENCE_REQUIRED")):
        ((asked, known),) = QUESTIONS[case]
        answer = driver.ask(asked, {"published_through": known} if known else None)
        assert otherwise in {item["outcome"] for item in answer["alternatives"]}
