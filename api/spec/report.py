"""What the page is made of: the policy, the run, the signatures; and the names by which its parts refer to each other."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from ...engine.policy import Policy
from ...engine.replay import vary
from ...events.citation import Source
from ...events.model import EventBase, Promise
from .coverage import Matrix, matrix
from .dossier import Dossier, dossiers
from .markup import Markup, el, html
from .plain import day, named
from .run import Run, Scenario
from .signing import Standing
from .strength import Strength


@dataclass(frozen=True, eq=False)
class Report:
    """Everything that the page shows. `notes`: what is to be known of the report itself, first of all. `not_encoded`: a text of the
    project about what could not be encoded, as Markdown. `strength`: what was measured of the features; null: nothing was."""

    policy: Policy
    run: Run
    standings: tuple[Standing, ...]
    made_on: datetime
    version: str
    rules_digest: str
    notes: tuple[str, ...] = ()
    not_encoded: str = ""
    strength: Strength | None = None
    _supposed: dict[str, Policy] = field(default_factory=dict, repr=False)

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        return dossiers(self.policy)

    @cached_property
    def matrices(self) -> Mapping[str, Matrix]:
        return {d.id: matrix(d, self.run) for d in self.dossiers}

    @cached_property
    def sources(self) -> frozenset[Source]:
        """The places that were consulted, each once, whatever was noted about it."""
        places = {(s.url or s.note): s for e in self.policy.events.values() for s in e.sources}
        return frozenset(places.values())

    def supposing(self, basis: str, promises: Iterable[Promise]) -> Policy:
        """The policy as it would be if a statement were carried out or a reading were right."""
        if basis not in self._supposed:
            self._supposed[basis] = vary(self.policy, [p.event for p in promises])
        return self._supposed[basis]

    def standing(self, path: str) -> Standing:
        return next((s for s in self.standings if s.path == path), Standing(path, ()))

    def link(self, name: str) -> Markup:
        """An instrument or a part of it, with a link to its section if the page has one."""
        home = next((d.id for d in self.dossiers if name == d.id or name.startswith(f"{d.id}/")), None)
        return el("a", named(name), href=f"#{anchor(home)}") if home else el("span", named(name))


# What the quoted words of an event set.
SETS: Final = {"from": "the first day", "through": "the last day", "in_force_by": "the day by which it was in force"}


def anchor(name: str) -> str:
    """The id of an instrument or a feature in the page."""
    return "n-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()


def scenario_anchor(path: str, scenario: Scenario) -> str:
    return f"{anchor(path)}-line-{scenario.line}"


def part(name: str) -> str:
    """What stands after the instrument: `1.3` of `CN-2025-61/1.3`."""
    return name.partition("/")[2] or "the whole"


def heading(names: Sequence[str]) -> str:
    """`Provisions 1 to 5`, `Exemption`: what stands above provisions of one instrument."""
    text = parts(names)
    if text[:1].isdigit():
        return f"Provision{'s' if len(names) > 1 else ''} {text}"
    return text[:1].upper() + text[1:].replace("-", " ").replace(".", ", ")


def parts(names: Iterable[str]) -> str:
    """`1 to 5`, `1.1, 1.2 and 1.3`."""
    found = [part(name) for name in names]
    numbers = [int(p) for p in found if p.isdecimal()]
    if len(numbers) == len(found) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{numbers[0]} to {numbers[-1]}"
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0]


def dated(text: str) -> Markup:
    """The text, with days such as 2025-11-08 kept on one line."""
    pieces = re.split(r"(\d{4}-\d{2}-\d{2})", text)
    return Markup("".join(el("span", piece, class_="whole") if number % 2 else html(piece) for number, piece in enumerate(pieces)))


def humane(text: str) -> str:
    """The text of an event with `No. 57 of 2025` for `CN-2025-57`, and days written out."""
    text = re.sub(r"\bCN-\d{4}-\d{2,3}\b(?:/[\w.-]*\w)?", lambda match: named(match[0]), text)
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda match: day(date.fromisoformat(match[0])), text)


def quotes(event: EventBase) -> Markup | None:
    """The quoted words behind the days that an event sets, with their translation."""
    rows = []
    for quote in event.quote:
        translated = f" “{quote.translation}”" if quote.translation else ""
        rows.append(
            el(
                "span",
                el("q", quote.words, lang="zh-Hans"),
                translated,
                el("span", f" ({SETS[quote.field]})" if quote.field in SETS else None, class_="aside"),
            )
        )
    return el("span", [[row, " "] for row in rows]) if rows else None


def source_list(sources: Iterable[Source]) -> Markup | None:
    """Where it is written, and how far it was read."""
    how = {"read": "read", "read_in_part": "read in part", "cited_by_other": "named by others, not seen"}
    items = []
    for s in sources:
        place = el("a", s.url, href=s.url) if s.url else None
        note = s.note if place is None or s.note is None else f", {s.note}"
        items.append(el("li", place, note, el("span", f" ({s.kind.replace('_', ' ')}; {how[s.checked]})", class_="aside")))
    return el("ul", items, class_="sources") if items else None
