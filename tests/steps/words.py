"""The tables: plain words of the features against the names of shipments and determinations.

Every look-up that fails says which word it was and which words there are; nothing is guessed.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

T = TypeVar("T")


class UnknownWord(AssertionError):
    """A feature uses a word that the steps do not have: the scenario fails."""


def look_up(table: Mapping[str, T], word: str, what: str) -> T:
    """The entry of `word`; otherwise an `UnknownWord` with the nearest words of the table."""
    if word in table:
        return table[word]
    near = difflib.get_close_matches(word, table, n=3, cutoff=0.5) or sorted(table)
    raise UnknownWord(f"`{word}` is not {what} that the features know: use one of {', '.join(f'`{w}`' for w in near)}, or add it")


def listed(text: str) -> list[str]:
    """`a, b and c` as its parts."""
    return [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if part.strip()]


# Days


def day(text: str) -> date:
    """`2025-11-08` or `8 November 2025`."""
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a legal day has no time zone
        except ValueError:
            continue
    raise UnknownWord(f"`{text}` is not a day: write it as `2025-11-08` or `8 November 2025`")


def day_before(text: str) -> date:
    return day(text) - timedelta(days=1)


# Countries

COUNTRIES: Final = {
    "China": "CN",
    "Canada": "CA",
    "Germany": "DE",
    "India": "IN",
    "Japan": "JP",
    "Malaysia": "MY",
    "Mexico": "MX",
    "South Korea": "KR",
    "Taiwan": "TW",
    "Hong Kong": "HK",
    "Tajikistan": "TJ",
    "Thailand": "TH",
    "Vietnam": "VN",
    "the United States": "US",
}
NOT_STATED: Final = "a place that is not stated"
NATIONALITIES: Final = {"Chinese": "CN", "German": "DE", "Japanese": "JP", "Vietnamese": "VN"}


def country(text: str) -> str:
    return look_up(COUNTRIES, text.strip(), "a country")


# Goods

ELEMENTS: Final = (
    "antimony",
    "aluminium",
    "cobalt",
    "copper",
    "dysprosium",
    "erbium",
    "europium",
    "gadolinium",
    "gallium",
    "germanium",
    "holmium",
    "iron",
    "lutetium",
    "magnesium",
    "neodymium",
    "praseodymium",
    "samarium",
    "scandium",
    "terbium",
    "thulium",
    "ytterbium",
    "yttrium",
    "bismuth",
    "indium",
    "molybdenum",
    "nickel",
    "silver",
    "tellurium",
    "tin",
    "tungsten",
)
GOODS: Final[dict[str, dict[str, Any]]] = {
    "NdFeB magnets": {"material": "ndfeb", "form": "permanent_magnet"},
    "NdFeB magnet rings": {"material": "ndfeb", "form": "permanent_magnet", "processing": "primary"},
    "motor rotors with fixed NdFeB magnets": {
        "material": "ndfeb",
        "form": "assembly",
        "processing": "incorporated",
        "contains": ["permanent_magnet"],
    },
    "motor components with NdFeB magnets": {"material": "ndfeb", "form": "component"},
    "SmCo magnets": {"material": "smco", "form": "permanent_magnet"},
    "ferrite magnets": {"material": "ferrite", "form": "permanent_magnet"},
    "AlNiCo magnets": {"material": "alnico", "form": "permanent_magnet"},
    "samarium targets": {"material": "samarium", "form": "target"},
    "dysprosium-iron alloy": {"material": "dysprosium_iron", "form": "alloy"},
    "antimony ingots": {"material": "antimony", "form": "ingot"},
    "phosphor with gallium oxide": {"material": "gallium_oxide", "form": "phosphor"},
    "diamond powder": {"material": "synthetic_diamond", "form": "powder"},
    "artificial graphite crucibles": {"material": "artificial_graphite", "form": "article"},
    "artificial graphite": {"material": "artificial_graphite"},
    "natural flake graphite": {"material": "natural_flake_graphite"},
    "spheroidised graphite": {"material": "spheroidised_graphite"},
    "refractory crucibles with natural flake graphite": {"material": "flake_graphite_refractory", "form": "article"},
    "carbon electrodes for furnaces": {"material": "furnace_carbon_electrode", "form": "article"},
    "LFP cathode powder": {"material": "lithium_iron_phosphate", "form": "cathode_material"},
    "lithium-ion battery packs": {"material": "lithium_ion_battery", "form": "pack"},
    "steel nails": {"material": "steel", "form": "product"},
    "technology for making rare earth magnets": {"kind": "technology", "material": "rare_earth_magnet_making", "form": "technology"},
    "the setting up of a rare earth magnet line": {"kind": "service", "material": "rare_earth_production_line", "form": "service"},
}
GOODS.update({f"{name} {form}": {"material": name, "form": form} for name in ELEMENTS for form in ("metal", "oxide")})
# Precursor chemicals, and items of the dual-use list that an act names without saying which they are
GOODS.update(
    {
        f"{ester} 1-phenethyl-4-oxo-3-piperidinecarboxylate": {
            "material": f"{ester}_1_phenethyl_4_oxo_3_piperidinecarboxylate",
            "form": "compound",
        }
        for ester in ("methyl", "ethyl")
    }
)
GOODS.update(
    {
        "precursor chemicals": {"material": "precursor_chemical", "form": "compound"},
        "drone components": {"material": "drone_item", "form": "component"},
    }
)
# Tungsten, tellurium, bismuth, molybdenum and indium; tooling and fibre
GOODS.update(
    {
        "ammonium paratungstate": {"material": "ammonium_paratungstate"},
        "tungsten carbide": {"material": "tungsten_carbide", "form": "compound"},
        "tungsten carbide rings": {"material": "tungsten_carbide", "form": "component"},
        "mixtures with tungsten carbide": {"material": "tungsten_carbide", "form": "compound_mixture"},
        "hard-metal tools": {"material": "hard_metal", "form": "product"},
        "ferro-tungsten": {"material": "ferro_tungsten", "form": "alloy"},
        "tungsten ore": {"material": "tungsten_ore", "form": "ore"},
        "tungsten alloy": {"material": "tungsten", "form": "alloy"},
        "tungsten powder": {"material": "tungsten", "form": "powder"},
        "copper-doped tungsten": {"material": "tungsten_copper", "form": "alloy"},
        "silver-doped tungsten": {"material": "tungsten_silver", "form": "alloy"},
        "tungsten-nickel-iron alloy": {"material": "tungsten_nickel_iron", "form": "alloy"},
        "tungsten-nickel-copper alloy": {"material": "tungsten_nickel_copper", "form": "alloy"},
        "cadmium telluride wafers": {"material": "cadmium_telluride", "form": "wafer"},
        "cadmium zinc telluride crystals": {"material": "cadmium_zinc_telluride", "form": "single_crystal"},
        "mercury cadmium telluride substrates": {"material": "mercury_cadmium_telluride", "form": "substrate"},
        "cadmium telluride powder": {"material": "cadmium_telluride", "form": "powder"},
        "bismuth ingots": {"material": "bismuth", "form": "ingot"},
        "tin-bismuth alloy": {"material": "tin_bismuth", "form": "alloy"},
        "tin-bismuth solder paste": {"material": "tin_bismuth", "form": "solder_paste"},
        "bismuth germanate crystals": {"material": "bismuth_germanate", "form": "crystal"},
        "triphenylbismuth": {"material": "triphenylbismuth", "form": "compound"},
        "tris(p-ethoxyphenyl)bismuth": {"material": "tris_ethoxyphenyl_bismuth", "form": "compound"},
        "molybdenum powder": {"material": "molybdenum", "form": "powder"},
        "ferro-molybdenum": {"material": "ferro_molybdenum", "form": "alloy"},
        "indium phosphide wafers": {"material": "indium_phosphide", "form": "wafer"},
        "trimethylindium": {"material": "trimethylindium", "form": "compound"},
        "triethylindium": {"material": "triethylindium", "form": "compound"},
        "silver ingots": {"material": "silver", "form": "ingot"},
        "superplastic forming tools": {"material": "superplastic_forming_tooling", "form": "equipment"},
        "gas-turbine casting equipment": {"material": "gas_turbine_casting_equipment", "form": "equipment"},
        "polyethylene fibre": {"material": "uhmwpe_fibre", "form": "fibre"},
        "soft laminate of polyethylene fibre": {"material": "uhmwpe_laminate", "form": "laminate"},
    }
)
# Technology, by what it is technology of
GOODS.update(
    {
        f"technology for {name}": {"kind": "technology", "material": material, "form": "technology"}
        for name, material in {
            "producing tungsten heavy alloys": "tungsten_heavy_alloy_production",
            "producing tungsten compounds": "tungsten_material_production",
            "producing tellurium": "tellurium_material_production",
            "producing bismuth": "bismuth_material_production",
            "producing molybdenum powder": "molybdenum_powder_production",
            "producing indium phosphide": "indium_compound_production",
            "separating rare earths": "rare_earth_separation",
            "producing rare earth alloys": "rare_earth_alloy_production",
            "preparing rare earth calcium oxyborate": "rare_earth_calcium_oxyborate_preparation",
            "leaching ionic rare earth ore": "ionic_rare_earth_leaching",
            "mining rare earths": "rare_earth_mining",
            "recycling rare earths": "rare_earth_recycling",
            "making LFP cathodes": "lfp_cathode_preparation",
            "making LMFP cathodes": "lmfp_cathode_preparation",
            "making raw materials of phosphate cathodes": "phosphate_cathode_raw_material_preparation",
            "making lithium carbonate of spodumene": "spodumene_lithium_carbonate_production",
            "extracting gallium out of alumina liquor": "gallium_extraction_from_alumina_liquor",
        }.items()
    }
)
_NUMBER: Final = r"\d+(?:\.\d+)?"
_STATED: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], dict[str, Any]]], ...]] = (
    (re.compile(r'goods described only as "([^"]+)"'), lambda m: {"description": m[1]}),
    (re.compile(r"goods known only by customs code (\d+)"), lambda m: {"hs": m[1]}),
    (re.compile(r"goods under list code ([0-9A-Za-z.]+) of the Chinese dual-use list"), lambda m: {"code": m[1], "list": "CN-DU"}),
    (re.compile(r"goods under list code ([0-9A-Za-z.]+)"), lambda m: {"code": m[1]}),
    (
        re.compile(r'goods on the Chinese dual-use list, "([^"]+)"'),
        lambda m: {"dual_use": True, "list": "CN-DU", "description": m[1]},
    ),
)
_ALLOY: Final = re.compile(r"alloy of ([a-z, ]+)")
_CUSTOMS: Final = re.compile(r"(.+) \(customs code (\d+)\)")
_COMPOSED: Final = re.compile(rf"(.+?) (?:with ({_NUMBER} % .+)|(containing) (.+)|(free of) (.+))")
_SHARE: Final = re.compile(rf"({_NUMBER}) % ([a-z]+)")


def goods(text: str) -> dict[str, Any]:
    """The goods of a phrase: a name of the table, with what it contains (`with 3 % dysprosium`, `free of dysprosium and terbium`),
    an alloy of named elements, or a mere code, customs code or description."""
    text = text.strip()
    for pattern, stated in _STATED:
        if match := pattern.fullmatch(text):
            return stated(match)
    if match := _CUSTOMS.fullmatch(text):
        return goods(match[1]) | {"hs": match[2]}
    if match := _ALLOY.fullmatch(text):
        parts = [look_up(dict.fromkeys(ELEMENTS, name), name, "an element") for name in listed(match[1])]
        return {
            "material": parts[0],
            "form": "alloy",
            "composition": [{"substance": part} for part in parts],
            "composition_complete": True,
        }
    if text not in GOODS and (match := _COMPOSED.fullmatch(text)):
        return goods(match[1]) | {"composition": _composition(match)}
    return dict(look_up(GOODS, text, "goods"))


def _composition(match: re.Match[str]) -> list[dict[str, Any]]:
    if match[2]:
        return [{"substance": name, "wt_pct": share} for share, name in (_share(part) for part in listed(match[2]))]
    if match[3]:
        return [{"substance": _element(name)} for name in listed(match[4])]
    return [{"substance": _element(name), "wt_pct": "0"} for name in listed(match[6])]


def _share(text: str) -> tuple[str, str]:
    if match := _SHARE.fullmatch(text):
        return match[1], _element(match[2])
    raise UnknownWord(f"`{text}` is not a content: write it as `0.18 % dysprosium`")


def _element(name: str) -> str:
    return look_up(dict.fromkeys(ELEMENTS, name) | {e: e for e in ELEMENTS}, name, "an element")


# Measures: the words, the attribute, the unit in which the feature must state it

MEASURES: Final = {
    "purity": ("purity_pct", "%"),
    "flexural strength": ("flexural_strength_mpa", "MPa"),
    "density": ("density_g_cm3", "g/cm3"),
    "average particle size": ("particle_size_um", "µm"),
    "energy density": ("energy_density_wh_kg", "Wh/kg"),
    "compaction density": ("compaction_density_g_cm3", "g/cm3"),
    "gram capacity": ("capacity_mah_g", "mAh/g"),
    # Pieces of tungsten, alloys, fibre, cathodes
    "machinable cylinder diameter": ("machinable_cylinder_diameter_mm", "mm"),
    "machinable cylinder length": ("machinable_cylinder_length_mm", "mm"),
    "machinable tube inner diameter": ("machinable_tube_inner_diameter_mm", "mm"),
    "machinable tube wall": ("machinable_tube_wall_mm", "mm"),
    "machinable tube length": ("machinable_tube_length_mm", "mm"),
    "machinable block length": ("machinable_block_length_mm", "mm"),
    "machinable block width": ("machinable_block_width_mm", "mm"),
    "machinable block height": ("machinable_block_height_mm", "mm"),
    "inner diameter": ("inner_diameter_mm", "mm"),
    "mass": ("mass_kg", "kg"),
    "elastic limit": ("elastic_limit_mpa", "MPa"),
    "tensile strength": ("tensile_strength_mpa", "MPa"),
    "elongation": ("elongation_pct", "%"),
    "breaking strength": ("breaking_strength_cn_dtex", "cN/dtex"),
    "initial modulus": ("initial_modulus_cn_dtex", "cN/dtex"),
    "areal density": ("areal_density_kg_m2", "kg/m2"),
    "V50": ("v50_m_s", "m/s"),
    "powder compaction density": ("powder_compaction_density_220mpa_g_cm3", "g/cm3"),
    "discharge capacity": ("discharge_capacity_mah_g", "mAh/g"),
    "first coulombic efficiency": ("first_coulombic_efficiency_pct", "%"),
}


def amount(text: str, unit: str) -> Any:
    """`99.9 %`, `at least 99.9 %`, `at most 50 µm`."""
    match = re.fullmatch(rf"(at least |at most |)({_NUMBER}) ?{re.escape(unit)}", text.strip())
    if not match:
        raise UnknownWord(f"`{text}` is not an amount in {unit}: write `1.2 {unit}`, `at least 1.2 {unit}` or `at most 1.2 {unit}`")
    return {"": match[2], "at least ": {"min": match[2]}, "at most ": {"max": match[2]}}[match[1]]


def content(text: str) -> list[dict[str, Any]]:
    """`Chinese samarium metal worth 5 %` and others, joined by `and`; `of unknown value` where the share is not known."""
    return [_content(part) for part in listed(text)]


def _content(text: str) -> dict[str, Any]:
    match = re.fullmatch(rf"([A-Z][a-z]+) (.+?) (?:worth ((?:at least |at most |){_NUMBER} %)|(of unknown value))", text)
    if not match:
        raise UnknownWord(f"`{text}` is not a content: write `Chinese samarium metal worth 5 %` or `… of unknown value`")
    named = goods(match[2])
    out = {"material": named["material"], "form": named["form"], "origin": look_up(NATIONALITIES, match[1], "an origin")}
    return out if match[4] else out | {"value_share_pct": amount(match[3], "%")}


# Uses and users

USES: Final = {
    "civil": "civil",
    "military": "military",
    "weapons of mass destruction": "wmd",
    "emergency medical care": "emergency_medical",
    "a public health emergency": "public_health_emergency",
    "disaster relief": "disaster_relief",
    "logic chips of 14 nm or below": "logic_le_14nm",
    "memory chips of 256 layers or more": "memory_ge_256",
    "military artificial intelligence": "ai_military",
    "rare earth production abroad": "rare_earth_production_abroad",
    "what adds to military strength": "military_capability",
}
_USER: Final = re.compile(r"a (civil|military) (?:user|company|contractor|maker) in (.+)")


_NAMED_USER: Final = re.compile(r"(.+), (a (?:(?:civil|military) )?(?:user|company|contractor|maker) in .+)")


def end_user(text: str) -> dict[str, Any]:
    """`a civil company in Germany`, `a military contractor in the United States`, `a company in Germany` (not said whether military);
    with a name, `Example Optics, a civil company in Germany`."""
    if match := _NAMED_USER.fullmatch(text):
        return end_user(match[2]) | {"name": match[1]}
    if match := _USER.fullmatch(text):
        return {"role": "end_user", "country": country(match[2]), "military": match[1] == "military"}
    if match := re.fullmatch(r"a company in (.+)", text):
        return {"role": "end_user", "country": country(match[1])}
    raise UnknownWord(f"`{text}` is not an end user: write `a civil company in Germany` or `a military user in the United States`")


# Answers

ANSWERS: Final = {
    "prohibited": "PROHIBITED",
    "licence required": "LICENCE_REQUIRED",
    "authorised": "AUTHORISED",
    "no licence required": "NO_LICENCE_REQUIRED",
    "undetermined": "UNDETERMINED",
}
STANDINGS: Final = {
    "prohibits it": "prohibited",
    "requires a licence": "licence_required",
    "is met by the licence held": "authorised",
    "exempts the use": "exempt",
    "is suspended": "suspended",
    "is not in force": "not_in_force",
    "has ceased": "terminated",
    "turns on a missing fact": "unknown",
    "is only hinted at": "possible",
    "does not concern it": "out_of_scope",
}
TREATMENTS: Final = {
    "in the ordinary way": "ordinary",
    "case by case": "case_by_case",
    "under stricter review": "enhanced_review",
    "as refused in principle": "presumption_of_denial",
}
DOUBTS: Final = {
    "contested": "contested",
    "unverified": "unverified",
    "unsettled": "unsettled",
    "on a boundary day": "boundary_day",
    "on an incomplete list": "list_incomplete",
    "settled": "settled",
}
# The words of a warning, its kind, and words that its text must have.
WARNINGS: Final = {
    "customs may hold the goods": ("near_miss", "does not release them"),
    "goods near a threshold are declared with their parameters": ("near_miss", "threshold"),
    "the customs code is shared with listed goods": ("customs_code", "expect questions from customs"),
    "a catch-all fires on known uses": ("catch_all", "goods on no list"),
    "a claim is not law": ("claim", "not law"),
    "no procedure is printed": ("condition", "no procedure is printed"),
    "the two days differ": ("two_days", "the stricter stands"),
    "the listing is only suspended": ("suspended_listing", "which is suspended"),
    "the log is silent on these goods": ("out_of_coverage", "silence is not permission"),
    "the code stands on two lists": ("classification", "different meanings"),
    "an application is open in special circumstances only": ("condition", "special circumstances"),
}
REGIMES: Final = {
    "the dual-use licence of China": "CN/dual-use",
    "the export licence of China": "CN/export-licence",
    "the party lists of China": "CN/party-lists",
    "the precursor licence of China": "CN/precursor",
    "the technology catalogue of China": "CN/technology-catalogue",
    "the state trading of China": "CN/state-trading",
    **{f"the law of {name}": code for name, code in COUNTRIES.items()},
}
QUESTIONS: Final = {
    "what the goods are": "goods",
    "the list of the code": "goods.list",
    "the form": "goods.form",
    "the purity": "goods.attributes.purity_pct",
    "the end user": "parties",
    "the end use": "end_use",
    "the origin of the technology": "technology_origin",
    "the place of departure": "departure.country",
    "the origin": "origin",
    "the nationality": "exporter.nationality",
    "whether all contents are stated": "content_complete",
    **{f"the {name} content": f"goods.composition[{name}]" for name in ELEMENTS},
    **{f"the value of the {name}": name for name in ELEMENTS},
}


def answer(text: str) -> str:
    return look_up(ANSWERS, text.strip(), "an answer")


# Provisions

_PROVISION: Final = re.compile(r"(?:(?:paragraph|item) ([0-9.()a-z]+) of )?No\. (\d+) of (\d{4})")
_NAMED: Final = {
    "the temporary control of 2006": "CN-2006-50",
    "the catch-all of the Export Control Law": "CN-ECL-2020/12",
    "every drone line of the list": "CN-2024-51/drones",
    "the precursor catalogue of 10 November 2025": "CN-2025-11-10-precursors",
    "the pause of 14 May 2025": "CN-2025-05-14-pause",
    "the step of 12 August 2025": "CN-2025-08-12-adjustment",
    "the decision of 5 November 2025": "CN-2025-11-05-adjustment",
    "state trading": "CN-2025-68/state-trading",
    "line 1C226 of the list": "CN-2024-51/1C226",
    "line 1C229 of the list": "CN-2024-51/1C229",
    "line 1C241 of the list": "CN-2024-51/1C241",
    "line 1C111 of the list": "CN-2024-51/1C111.b",
    "the prohibition of separation technology": "CN-2023-57/prohibited.separation",
    "the prohibition of metal and alloy technology": "CN-2023-57/prohibited.metals",
    "the prohibition of magnet technology": "CN-2023-57/prohibited.magnets",
    "the prohibition of oxyborate technology": "CN-2023-57/prohibited.oxyborate",
    "the restriction of leaching technology": "CN-2023-57/restricted.leaching",
    "the restriction of cathode technology": "CN-2025-28/252604X",
    "the restriction of metallurgy": "CN-2025-28/nonferrous",
}


def provision(text: str) -> str:
    """`No. 57 of 2025`, `item 1 of No. 57 of 2025`, `paragraph 1(3) of No. 61 of 2025`: announcements of the Ministry of Commerce."""
    text = text.strip()
    if match := _PROVISION.fullmatch(text):
        part = match[1].replace("(", ".").replace(")", "") if match[1] else None
        return f"CN-{match[3]}-{int(match[2]):02d}" + (f"/{part}" if part else "")
    return look_up(_NAMED, text, "a provision")


def within(whole: str, part: str) -> bool:
    """Whether `part` is the provision `whole` or stands in it."""
    return part == whole or part.startswith((whole + "/", whole + "."))


def any_within(whole: str, parts: Iterable[str]) -> bool:
    return any(within(whole, part) for part in parts)
