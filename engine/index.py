"""The index of a policy: which requirements can concern goods of given names, codes or customs codes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ..events.model import ControlRecodified, CustomsCodesPublished, Event
from .policy import Coded, Index, RequirementInTime, Vocabulary


def code_prefixes(code: str) -> list[str]:
    """`1C909.a.2` and every code above it: `1C909`, `1C909.a`, `1C909.a.2`."""
    parts = code.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def build_index(requirements: Mapping[str, RequirementInTime], events: Iterable[Event], vocabulary: Vocabulary) -> Index:
    by_material: dict[str, set[str]] = defaultdict(set)
    by_content: dict[str, set[str]] = defaultdict(set)
    by_hs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_code: dict[tuple[str, str], list[Coded]] = defaultdict(list)
    heads: dict[str, set[str]] = defaultdict(set)
    by_form: dict[str, set[str]] = defaultdict(set)
    elements: set[str] = set()
    whole_list: set[str] = set()
    codes: dict[str, list[str]] = defaultdict(list)
    home: dict[str, str] = {}

    def coded(start: date | None, code: str, name: str, line: str) -> None:
        if any((known.code, known.line) == (code, line) for known in by_code[name, code]):
            return  # a later version of the line that keeps its code
        for prefix in code_prefixes(code):
            by_code[name, prefix].append(Coded(start, code, line, home[line]))
        heads[code.split(".")[0]].add(name)
        codes[line].append(code)

    for r in requirements.values():
        entries = [(v.start, e) for v in r.versions for e in v.text.entries]  # every version: goods are asked about on any day
        if not entries:
            whole_list.add(r.id)
        for start, entry in entries:
            home[entry.line] = r.id
            for material in entry.materials:
                by_material[material].add(r.id)
                for part in vocabulary.constituents(material):
                    by_material[part].add(r.id)
            for substance in entry.contains:
                by_content[substance].add(r.id)
            elements.update(entry.alloy_of and entry.materials)
            if not entry.materials and (entry.forms or entry.contains):
                for form in entry.forms or ("",):
                    by_form[form].add(r.id)
            for hs in entry.hs:
                by_hs[hs].append((entry.line, r.id))
            if entry.code:
                coded(start, entry.code, entry.list, entry.line)
    for event in events:
        match event:
            case ControlRecodified():
                for new in event.codes:
                    if new.line in home:
                        coded(event.from_, new.code, new.list, new.line)
            case CustomsCodesPublished():
                for printed in event.codes:
                    for hs in printed.hs if printed.line in home else ():
                        by_hs[hs].append((printed.line, home[printed.line]))
    for control_list in vocabulary.lists.values():
        for head in control_list.heads:
            heads[head].add(control_list.name)
    return Index(
        by_material={k: frozenset(v) for k, v in by_material.items()},
        by_content={k: frozenset(v) for k, v in by_content.items()},
        by_form={k: frozenset(v) for k, v in by_form.items()},
        by_hs={k: tuple(dict.fromkeys(v)) for k, v in by_hs.items()},
        by_code={k: tuple(v) for k, v in by_code.items()},
        heads={k: frozenset(v) for k, v in heads.items()},
        codes={line: tuple(dict.fromkeys(names)) for line, names in codes.items()},
        elements=frozenset(elements),
        whole_list=frozenset(whole_list),
    )
