"""The law that the questions of the benchmark touch, as one table: every peer's rules are made from it, and the hand-written ifs too.

Copied from the corpus by hand, with its names: goods by material, form and content, limits in the unit of the attribute's name, days
both included. It is what somebody would type into another tool for these questions: no knowledge dates, no readings, no doubts, none of
the lines that were not read, and nothing of the law that the questions leave alone. Whether it says the same as Licet is checked before
anything is measured, and by `tests/test_benchmarks.py`.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Act(NamedTuple):
    """When an act bites. `covered`: Licet's corpus is complete for its goods from this day on; before it nothing is said to be free."""

    first: date
    covered: date
    last: date | None = None
    suspended: tuple[date, date] | None = None


class Limit(NamedTuple):
    """A technical limit: an attribute, an operator, a number or a word."""

    attribute: str
    op: str
    value: Decimal | str


class Line(NamedTuple):
    """Goods under a licence: of one of the materials, in one of the forms (none given: any), containing a substance, within all limits."""

    provision: str
    act: Act
    materials: tuple[str, ...]
    forms: tuple[str, ...] = ()
    contains: str = ""
    limits: tuple[Limit, ...] = ()


class MilitaryBan(NamedTuple):
    """Listed goods to a country for its military: the end use is military, or the end user is."""

    provision: str
    country: str
    first: date


class NamesBan(NamedTuple):
    """Listed goods to an end user with one of these names."""

    provision: str
    first: date
    names: tuple[str, ...]


def _limits(text: str) -> tuple[Limit, ...]:
    out = []
    for term in filter(None, text.split(", ")):
        attribute, op, value = term.split()
        out.append(Limit(attribute, op, value if value[0].isalpha() else Decimal(value)))
    return tuple(out)


def _line(act: Act, provision: str, materials: str, forms: str = "", contains: str = "", limits: str = "") -> Line:
    return Line(provision, act, tuple(materials.split()), tuple(forms.split()), contains, _limits(limits))


def _element(act: Act, instrument: str, name: str, raw: str, *lines: str) -> tuple[Line, ...]:
    """An element raw, as a target and as an oxide."""
    return tuple(_line(act, f"{instrument}/{line}", name, forms) for line, forms in zip(lines, (raw, "target", "oxide"), strict=True))


GRAPHITE_2006 = Act(date(2006, 12, 31), date(2006, 12, 31), last=date(2023, 11, 30))
GALLIUM = Act(date(2023, 8, 1), date(2023, 7, 3))
GRAPHITE = Act(date(2023, 12, 1), date(2006, 12, 31))
ARTIFICIAL_GRAPHITE = Act(date(2023, 12, 1), date(2023, 12, 1))
FIBRES = Act(date(2024, 7, 1), date(2024, 7, 1))
ANTIMONY = Act(date(2024, 9, 15), date(2024, 9, 15))
TUNGSTEN = Act(date(2025, 2, 4), date(2025, 2, 4))
RARE_EARTHS = Act(date(2025, 4, 4), date(2025, 4, 4))
_SUSPENDED = (date(2025, 11, 7), date(2026, 11, 10))
MORE_RARE_EARTHS = Act(date(2025, 11, 8), date(2025, 4, 4), suspended=_SUSPENDED)
DIAMOND = Act(date(2025, 11, 8), date(2024, 8, 15), suspended=_SUSPENDED)
BATTERIES = Act(date(2025, 11, 8), date(2025, 10, 9), suspended=_SUSPENDED)

_WAFERS = "crystal single_crystal polycrystal wafer epitaxial_wafer substrate epitaxial_substrate"
_SHAPES = f"compound powder ingot target scrap {_WAFERS}"
_MAGNETS = "permanent_magnet magnet_powder powder"
_SOLID = "metal ingot crystal single_crystal polycrystal powder scrap target"

LINES: tuple[Line, ...] = (
    _line(GRAPHITE_2006, "CN-2006-50/high.1", "natural_flake_graphite spheroidised_graphite expanded_graphite"),
    _line(GALLIUM, "CN-2023-23/1.1.1", "gallium", _SOLID),
    _line(GALLIUM, "CN-2023-23/1.1.2", "gallium_nitride", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.1.3.oxide", "gallium", "oxide"),
    _line(GALLIUM, "CN-2023-23/1.1.3", "gallium_oxide", f"oxide {_SHAPES}"),
    _line(GALLIUM, "CN-2023-23/1.1.4", "gallium_phosphide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.1.5", "gallium_arsenide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.1.6", "indium_gallium_arsenide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.1.7", "gallium_selenide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.1.8", "gallium_antimonide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.2.1", "germanium", f"{_SOLID} wafer substrate"),
    _line(GALLIUM, "CN-2023-23/1.2.2", "germanium", "zone_refined_ingot"),
    _line(GALLIUM, "CN-2023-23/1.2.3", "zinc_germanium_phosphide", _SHAPES),
    _line(GALLIUM, "CN-2023-23/1.2.4", "germanium", "epitaxial_substrate"),
    _line(GALLIUM, "CN-2023-23/1.2.5.oxide", "germanium", "oxide"),
    _line(GALLIUM, "CN-2023-23/1.2.5", "germanium_dioxide", f"oxide {_SHAPES}"),
    _line(GALLIUM, "CN-2023-23/1.2.6", "germanium_tetrachloride", "compound compound_mixture"),
    _line(
        ARTIFICIAL_GRAPHITE,
        "CN-2023-39/1.1.1",
        "artificial_graphite",
        limits="purity_pct > 99.9, flexural_strength_mpa > 30, density_g_cm3 > 1.73",
    ),
    _line(GRAPHITE, "CN-2023-39/1.2.1", "natural_flake_graphite spheroidised_graphite expanded_graphite"),
    _line(
        FIBRES,
        "CN-2024-21/4.a",
        "uhmwpe_fibre",
        limits="breaking_strength_cn_dtex >= 40, initial_modulus_cn_dtex >= 1600, twist = untwisted",
    ),
    _line(FIBRES, "CN-2024-21/4.b", "uhmwpe_laminate", limits="areal_density_kg_m2 <= 5.3, v50_m_s >= 700"),
    _line(ANTIMONY, "CN-2024-33/1.1.1", "antimony antimony_sulfide", "ore concentrate raw_material"),
    _line(ANTIMONY, "CN-2024-33/1.1.2", "antimony", f"{_SOLID} article product component"),
    _line(ANTIMONY, "CN-2024-33/1.1.3", "antimony", "oxide", limits="purity_pct >= 99.99"),
    _line(ANTIMONY, "CN-2024-33/1.1.3.named", "antimony_oxide", limits="purity_pct >= 99.99"),
    _line(
        ANTIMONY,
        "CN-2024-33/1.1.4",
        "trimethylantimony triethylantimony organic_antimony_compound",
        "compound compound_mixture",
        limits="purity_inorganic_element_pct > 99.999",
    ),
    _line(ANTIMONY, "CN-2024-33/1.1.5", "stibine", "compound compound_mixture", limits="purity_pct > 99.999"),
    _line(ANTIMONY, "CN-2024-33/1.1.6.single", "indium_antimonide", "single_crystal", limits="dislocation_density_per_cm2 < 50"),
    _line(ANTIMONY, "CN-2024-33/1.1.6.poly", "indium_antimonide", "polycrystal", limits="purity_pct > 99.99999"),
    _line(ANTIMONY, "CN-2024-33/1.2.1.cylinder", "cubic_press", limits="cylinder_diameter_mm >= 500"),
    _line(ANTIMONY, "CN-2024-33/1.2.1.pressure", "cubic_press", limits="design_pressure_gpa >= 5"),
    _line(ANTIMONY, "CN-2024-33/1.2.2.a", "cubic_press_hinge_beam"),
    _line(ANTIMONY, "CN-2024-33/1.2.2.b", "cubic_press_anvil"),
    _line(ANTIMONY, "CN-2024-33/1.2.2.c", "cubic_press_control_system", limits="synthesis_pressure_gpa > 5"),
    _line(ANTIMONY, "CN-2024-33/1.2.3.915", "mpcvd_equipment", limits="microwave_power_kw > 10, microwave_frequency_mhz = 915"),
    _line(ANTIMONY, "CN-2024-33/1.2.3.2450", "mpcvd_equipment", limits="microwave_power_kw > 10, microwave_frequency_mhz = 2450"),
    _line(ANTIMONY, "CN-2024-33/1.2.4.a", "diamond_window", limits="window_shape = curved"),
    _line(
        ANTIMONY,
        "CN-2024-33/1.2.4.b",
        "diamond_window",
        limits="window_shape = flat, diameter_inch >= 3, visible_transmittance_pct >= 65",
    ),
    _line(TUNGSTEN, "CN-2025-10/1.1.1", "ammonium_paratungstate"),
    _line(TUNGSTEN, "CN-2025-10/1.1.2", "tungsten_oxide"),
    _line(TUNGSTEN, "CN-2025-10/1.1.2.oxide", "tungsten", "oxide"),
    _line(TUNGSTEN, "CN-2025-10/1.1.3", "tungsten_carbide", "compound powder crystal raw_material"),
    _line(TUNGSTEN, "CN-2025-10/2.1.1", "tellurium", f"{_SOLID} zone_refined_ingot"),
    _line(TUNGSTEN, "CN-2025-10/2.2.1", "cadmium_telluride", _WAFERS),
    _line(TUNGSTEN, "CN-2025-10/2.2.2", "cadmium_zinc_telluride", _WAFERS),
    _line(TUNGSTEN, "CN-2025-10/2.2.3", "mercury_cadmium_telluride", _WAFERS),
    _line(TUNGSTEN, "CN-2025-10/3.1.1", "bismuth", f"{_SOLID} zone_refined_ingot article product component"),
    _line(TUNGSTEN, "CN-2025-10/3.2.1", "bismuth_germanate", f"oxide {_SHAPES}"),
    _line(TUNGSTEN, "CN-2025-10/3.3.1", "triphenylbismuth"),
    _line(TUNGSTEN, "CN-2025-10/3.4.1", "tris_ethoxyphenyl_bismuth"),
    _line(TUNGSTEN, "CN-2025-10/4.1.1", "molybdenum", "powder", limits="particle_size_um <= 50, purity_pct >= 97"),
    _line(TUNGSTEN, "CN-2025-10/5.1.1", "indium_phosphide", _SHAPES),
    _line(TUNGSTEN, "CN-2025-10/5.2.1", "trimethylindium"),
    _line(TUNGSTEN, "CN-2025-10/5.3.1", "triethylindium"),
    *_element(RARE_EARTHS, "CN-2025-18", "samarium", "metal", "1.a.1", "1.a.3.a", "1.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "gadolinium", "metal", "2.a.1", "2.a.3.a", "2.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "terbium", "metal", "3.a.1", "3.a.3.a", "3.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "dysprosium", "metal", "4.a.1", "4.a.3.a", "4.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "lutetium", "metal", "5.a.1", "5.a.3", "5.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "scandium", "metal", "6.a.1", "6.a.3", "6.b"),
    *_element(RARE_EARTHS, "CN-2025-18", "yttrium", "metal", "7.a.1", "7.a.3.a", "7.b"),
    _line(RARE_EARTHS, "CN-2025-18/1.a.4", "smco", _MAGNETS),
    _line(RARE_EARTHS, "CN-2025-18/3.a.4", "ndfeb", _MAGNETS, contains="terbium"),
    _line(RARE_EARTHS, "CN-2025-18/4.a.4", "ndfeb", _MAGNETS, contains="dysprosium"),
    *_element(MORE_RARE_EARTHS, "CN-2025-57", "holmium", "metal ingot powder", "1.a.1", "1.a.3.a", "1.b"),
    *_element(MORE_RARE_EARTHS, "CN-2025-57", "erbium", "metal ingot powder", "2.a.1", "2.a.3.a", "2.b"),
    *_element(MORE_RARE_EARTHS, "CN-2025-57", "thulium", "metal ingot powder", "3.a.1", "3.a.2.a", "3.b"),
    *_element(MORE_RARE_EARTHS, "CN-2025-57", "europium", "metal ingot powder", "4.a.1", "4.a.3.a", "4.b"),
    *_element(MORE_RARE_EARTHS, "CN-2025-57", "ytterbium", "metal ingot powder", "5.a.metal", "5.a.target", "5.oxide"),
    _line(MORE_RARE_EARTHS, "CN-2025-57/1.a.4", "ndfeb", "permanent_magnet magnet_powder", contains="holmium"),
    _line(DIAMOND, "CN-2025-55/1.1", "synthetic_diamond", "powder", limits="particle_size_um <= 50"),
    _line(DIAMOND, "CN-2025-55/1.2", "synthetic_diamond", "single_crystal", limits="particle_size_um > 50, particle_size_um <= 500"),
    _line(BATTERIES, "CN-2025-58/1.3A001", "lithium_ion_battery", "cell pack", limits="energy_density_wh_kg >= 300"),
    _line(
        BATTERIES,
        "CN-2025-58/2.3C901.a.1",
        "lithium_iron_phosphate",
        "cathode_material powder",
        limits="compaction_density_g_cm3 >= 2.5, capacity_mah_g >= 156",
    ),
    _line(BATTERIES, "CN-2025-58/2.3C901.a.2.a", "ncm_hydroxide", "precursor powder compound"),
    _line(BATTERIES, "CN-2025-58/2.3C901.a.2.b", "nca_hydroxide", "precursor powder compound"),
    _line(BATTERIES, "CN-2025-58/2.3C901.a.3", "lithium_rich_manganese", "cathode_material powder"),
)

MILITARY_BANS: tuple[MilitaryBan, ...] = (
    MilitaryBan("CN-2024-46/1", "US", date(2024, 12, 3)),
    MilitaryBan("CN-2026-01/ban", "JP", date(2026, 1, 6)),
)

NAMES_BANS: tuple[NamesBan, ...] = (
    NamesBan(
        "CN-2026-11/list",
        date(2026, 2, 24),
        (
            "Mitsubishi Heavy Industries Shipbuilding",
            "Mitsubishi Heavy Industries Aero Engines",
            "Mitsubishi Heavy Industries Marine Machinery & Equipment",
            "Mitsubishi Heavy Industries Engine & Turbocharger",
            "Mitsubishi Heavy Industries Maritime Systems",
            "Kawasaki Heavy Industries Aerospace Systems Company",
            "KAWAJU Gifu Engineering",
            "Fujitsu Defense & National Security",
            "IHI Power Systems",
            "IHI Master Metal",
            "IHI Jet Service",
            "IHI Aerospace",
            "IHI Aero Manufacturing",
            "IHI Aerospace Engineering",
            "NEC Aerospace Systems",
            "Japan Marine United",
            "JMU Defense Systems",
            "National Defense Academy of Japan",
            "Japan Aerospace Exploration Agency",
        ),
    ),
    NamesBan(
        "CN-2026-23/list",
        date(2026, 6, 22),
        (
            "Aveox",
            "Red Cat Holdings",
            "Teal Drones",
            "IMSAR",
            "Jaia Robotics",
            "Ball Aerospace & Technologies",
            "Oshkosh Defense",
            "L3Harris Maritime Services",
            "MP Materials",
            "USA Rare Earth",
        ),
    ),
)
