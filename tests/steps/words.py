"""The tables: plain words of the features against the names of shipments and determinations.

Every look-up that fails says which word it was and which words there are; nothing is guessed.
"""

import copy
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from .goods import ELEMENTS, GOODS

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
    return copy.deepcopy(look_up(GOODS, text, "goods"))


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


# Measures


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
    "terrorism": "terrorism",
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


_SOMEWHERE: Final = re.compile(r"a (?:(civil|military) )?(?:user|company|contractor|maker) whose country is not stated")
_NAMED_USER: Final = re.compile(
    r"(.+), (a (?:(?:civil|military) )?(?:user|company|contractor|maker) (?:in .+|whose country is not stated))"
)


def end_user(text: str) -> dict[str, Any]:
    """`a civil company in Germany`, `a military contractor in the United States`, `a company in Germany` (not said whether military);
    with a name, `Example Optics, a civil company in Germany`; `a military user whose country is not stated`."""
    if match := _NAMED_USER.fullmatch(text):
        return end_user(match[2]) | {"name": match[1]}
    if match := _USER.fullmatch(text):
        return {"role": "end_user", "country": country(match[2]), "military": match[1] == "military"}
    if match := _SOMEWHERE.fullmatch(text):
        return {"role": "end_user"} | ({"military": match[1] == "military"} if match[1] else {})
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
    "is postponed": "postponed",
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
    "the means of production in No. 58 of 2025": "CN-2025-58/3.production",
    "line 1C226 of the list": "CN-2024-51/1C226",
    "line 1C229 of the list": "CN-2024-51/1C229",
    "line 1C241 of the list": "CN-2024-51/1C241",
    "line 1C111 of the list": "CN-2024-51/1C111.b",
    "line 1C108.a of the list": "CN-2024-51/1C108.a",
    "the prohibition of separation technology": "CN-2023-57/prohibited.separation",
    "the prohibition of metal technology": "CN-2023-57/prohibited.metals",
    "the prohibition of alloy technology": "CN-2023-57/prohibited.alloys",
    "the prohibition of magnet technology": "CN-2023-57/prohibited.magnets",
    "the prohibition of oxyborate technology": "CN-2023-57/prohibited.oxyborate",
    "the restriction of leaching technology": "CN-2023-57/restricted.leaching",
    "the restriction of cathode technology": "CN-2025-28/252604X",
    "the restriction of metallurgy": "CN-2025-28/nonferrous",
    "the review of drone items": "CN-2026-34/review",
    "the first watch list": "CN-2026-12/list",
    "the second watch list": "CN-2026-28/list",
    "the refusal in the first watch list": "CN-2026-12/list.military",
    "the refusal in the second watch list": "CN-2026-28/list.military",
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
