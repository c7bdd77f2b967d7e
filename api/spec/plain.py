"""Requirements in plain English: whom, where, for what, how far and when. Words come from the vocabulary; nothing is added to them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from ...engine.policy import Vocabulary
from ...events import scope as s
from ...events.goods import AllOf, AnyOf, Criterion, FormIs, ListEntry, Measure, decimal_text
from ...events.model import ExportProhibited, LicensingPolicySet, Requirement

_NUMBERED: Final = re.compile(r"CN-(\d{4})-(\d{2,3})(?:/(.+))?")
_COUNTRIES: Final = {
    "CN": "China",
    "US": "the United States",
    "GB": "the United Kingdom",
    "NL": "the Netherlands",
    "HK": "Hong Kong",
    "MO": "Macau",
    "TW": "Taiwan",
    "KR": "South Korea",
    "KP": "North Korea",
    "VN": "Vietnam",
    "RU": "Russia",
    "IR": "Iran",
}
_AUTHORITIES: Final = {
    "CN": "the People's Republic of China",
    "CN/MOFCOM": "the Ministry of Commerce",
    "CN/GACC": "the General Administration of Customs",
    "CN/NPC": "the National People's Congress",
    "CN/SC": "the State Council",
}
_USES: Final = {
    "civil": "civil use",
    "military": "military use",
    "wmd": "weapons of mass destruction",
    "terrorism": "terrorism",
    "military_capability": "raising military capability",
    "emergency_medical": "emergency medical care",
    "public_health_emergency": "a public health emergency",
    "disaster_relief": "disaster relief",
    "logic_le_14nm": "logic chips of 14 nm or below",
    "memory_ge_256": "memory chips of 256 layers or more",
    "semiconductor_equipment": "making or testing equipment for such chips",
    "ai_military": "artificial intelligence with military uses",
    "rare_earth_production_abroad": "rare earth production abroad",
}
_ACTS: Final = {
    "export": "export",
    "reexport": "re-export from a third country",
    "transit": "transit",
    "technology_transfer": "transfer of technology",
    "service": "services",
}
_POLICIES: Final = {
    "ordinary": "in the ordinary way",
    "case_by_case": "case by case",
    "enhanced_review": "under stricter review",
    "presumption_of_denial": "as refused in principle",
}
_REFERENCE: Final = {
    "static": "the items listed when it was published",
    "dynamic": "items listed later too",
    "unstated": "whether items listed later are meant is not said",
}
STATUS: Final = {
    "operative": "in force",
    "scheduled": "not yet in force",
    "suspended": "suspended",
    "postponed": "postponed",
    "terminated": "ended",
    "uncertain": "start not known",
}


def day(value: date | None) -> str:
    """`8 November 2025`."""
    return f"{value.day} {value:%B %Y}" if value else ""


def short_day(value: date) -> str:
    """`8 Nov 2025`, for pictures and headings of columns."""
    return f"{value.day} {value:%b %Y}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *most, end = list(items) or [""]
    comma = "," if any(f" {last} " in item for item in (*most, end)) else ""
    return f"{', '.join(most)}{comma} {last} {end}" if most else end


def named(provision: str) -> str:
    """`No. 57 of 2025 (1)` for `CN-2025-57/1`; other names as they are."""
    match = _NUMBERED.fullmatch(provision)
    if not match:
        return provision
    return f"No. {int(match[2])} of {match[1]}" + (f" ({match[3]})" if match[3] else "")


def country(code: str) -> str:
    return _COUNTRIES.get(code) or s.country_names().get(code, code)


def authority(code: str) -> str:
    return _AUTHORITIES.get(code, code)


def authorities(event: Any) -> str:
    return listed(authority(code) for code in (event.authority, *event.jointly))


def what(event: Requirement) -> str:
    """The duty in a sentence."""
    acts = listed((_ACTS[act] for act in event.acts), "or")
    if isinstance(event, ExportProhibited):
        return f"Prohibited: {acts}."
    kinds = f" Accepted: {listed(event.accepted_types, 'or')} licences." if event.accepted_types else ""
    licence = "an export licence" if event.licence_type == "export-licence" else f"a {event.licence_type} licence"
    return f"Required: {licence} of {authority(event.authority)} for {acts}.{kinds}"


def goods(event: Requirement, vocabulary: Vocabulary) -> str:
    """The goods in a sentence; list lines have a table of their own."""
    if event.any_goods:
        return "Any goods, listed or not."
    if event.any_of_list:
        known = vocabulary.lists.get(event.any_of_list)
        return f"Any item of a control list: {known.text.en if known else event.any_of_list}."
    count = len(event.entries)
    return f"The {count} lines below." if count > 1 else "The line below."


def destinations(where: s.Destinations) -> str:
    named_ = (
        "every destination" if where.every else listed([*map(country, where.countries), *(f"the group {g}" for g in where.groups)], "or")
    )
    return named_ + (f" except {listed(map(country, where.exclude))}" if where.exclude else "")


def users(event: Any) -> str:
    """Persons and uses: both must be met, or either, as the text says."""
    parties, purposes = _parties(event.parties), uses(event.uses)
    if not parties and not purposes:
        return "every person and every use"
    if parties and purposes:
        return f"{parties}; {'or' if event.joined == 'either' else 'and at once'} for {purposes}"
    return parties or f"for {purposes}"


def uses(names: Iterable[str]) -> str:
    return listed((_USES[name] for name in names), "or")


def _parties(test: s.PartyTest | None) -> str:
    if test is None:
        return ""
    parts = []
    if test.military:
        parts.append(f"military users{f' in {listed(map(country, test.countries))}' if test.countries else ''}")
    elif test.countries:
        parts.append(f"parties in {listed(map(country, test.countries))}")
    if test.lists:
        parts.append(f"parties listed in {listed(map(named, test.lists), 'or')}")
    share = f", and parties that such parties own to {decimal_text(test.owned_share_pct)} % or more" if test.owned_share_pct else ""
    roles = f" (as {listed((r.replace('_', ' ') for r in test.roles), 'or')})" if test.roles else ""
    return listed(parts, "or") + share + roles


def reach(item: Any, vocabulary: Vocabulary) -> str:
    """How far a requirement reaches, in a sentence."""
    match item:
        case s.Departure():
            return f"what leaves the customs territory of {country(item.territory)}, bonded zones included, whatever its origin"
        case s.ForeignContent():
            inputs = "; ".join(
                f"{_names(i.materials, vocabulary.materials)} ({_names(i.forms, vocabulary.forms, 'or')})" for i in item.inputs
            )
            op = "at least" if item.op == ">=" else "more than"
            share = decimal_text(item.share_pct)
            return f"what is made abroad, where these inputs from {country(item.origin)} are worth {op} {share} % of its value: {inputs}"
        case s.MadeWithTechnology():
            also = " and with its listed inputs" if item.using_inputs else ""
            return f"what is made abroad with technology of {country(item.origin)}{also}"
        case s.OriginAbroad():
            return f"goods of {country(item.origin)} that leave another territory"
        case s.Retransfer():
            return f"goods of {country(item.origin)}, passed on by anyone from anywhere (liability: {named(item.provision)})"
        case s.Transferor():
            return f"what persons of the nationality of {country(item.nationality)} do, wherever they are"
    return ""


def start(event: Requirement) -> str:
    if event.from_ is not None:
        return f"from {day(event.from_)}" + (f" through {day(event.through)}" if event.through else "")
    return (
        f"in force by {day(event.in_force_by)} at the latest; the first day is not known"
        if event.in_force_by
        else "the first day is not known"
    )


def treatment(event: LicensingPolicySet) -> str:
    """What a licensing policy does, in a sentence. It never creates a duty."""
    which = listed([*map(named, event.targets), *(f"the family {f.replace('_', ' ')}" for f in event.families)])
    family = f" ({_REFERENCE[event.reference]})" if event.families else ""
    return f"Applications under {which}{family} are treated {_POLICIES[event.policy]}."


# Goods


def matched(entry: ListEntry, vocabulary: Vocabulary) -> Iterator[str]:
    """By what goods are recognised as those of a line."""
    if entry.reserved:
        yield "reserved: controls nothing"
        return
    if entry.stub:
        yield "row not read: goods that may fall under it stay open"
    if entry.kind != "goods":
        yield entry.kind
    if entry.materials:
        yield f"of {_names(entry.materials, vocabulary.materials, 'or')}"
    if entry.forms:
        yield f"as {_names(entry.forms, vocabulary.forms, 'or')}"
    if entry.contains:
        yield f"containing {_names(entry.contains, vocabulary.materials, 'or')}" + ("" if entry.criteria else ", in any amount")
    if entry.alloy_of:
        yield f"alloyed of {_names(entry.alloy_of, vocabulary.materials)} and nothing else"
    if entry.criteria is not None:
        yield criterion(entry.criteria, vocabulary)
    if entry.criteria_unread:
        yield f"limits not known: {entry.criteria_unread}"
    if entry.excludes:
        yield f"not what stands under {listed(entry.excludes, 'or')}"


def criterion(item: Criterion, vocabulary: Vocabulary, inside: bool = False) -> str:
    """`purity > 99.9 % and density > 1.73 g/cm3`, with the operators of the text."""
    match item:
        case AllOf():
            return " and ".join(criterion(part, vocabulary, True) for part in item.all)
        case AnyOf():
            text = " or ".join(criterion(part, vocabulary, True) for part in item.any)
            return f"({text})" if inside else text
        case FormIs():
            return f"as {_names(item.form, vocabulary.forms, 'or')}"
        case Measure():
            return _measure(item, vocabulary)


def _measure(item: Measure, vocabulary: Vocabulary) -> str:
    if item.attribute is not None:
        known = vocabulary.attributes.get(item.attribute)
        subject, unit = (known.text.en, known.unit or "") if known else (item.attribute, "")
    else:
        subject, unit = f"{_names((item.substance or '',), vocabulary.materials)} content", "% by weight"
    sign = {">=": "≥", "<=": "≤", None: "(operator not read)"}.get(item.op, item.op)
    value = item.word or (decimal_text(item.value) if item.value is not None else "(value not read)")
    return f"{subject[:1].lower()}{subject[1:]} {sign} {value}" + (f" {unit}" if unit and not item.word else "")


def _names(names: Iterable[str], known: Mapping[str, Any], last: str = "and") -> str:
    """Names of the vocabulary in its words, in the middle of a sentence."""
    return listed((_inside(known[name].text.en) if name in known else name.replace("_", " ") for name in names), last)


def _inside(text: str) -> str:
    """Without the capital of a first word, unless that is how it is written (`NdFeB`)."""
    return text[:1].lower() + text[1:] if text[1:2].islower() and not re.match(r"[A-Z][a-z]?[A-Z]", text) else text
