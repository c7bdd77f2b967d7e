"""Faults between events: references to what is not there or is something else, days and names that do not fit together.

Of the events that stand, corrections applied. What one event shows alone is refused by the model.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple

from .citation import prefixes
from .goods import ListEntry
from .model import (
    ABOUT_THE_LOG,
    AgreementConcluded,
    ControlAmended,
    ControlRecodified,
    ControlSuspended,
    CoverageDeclared,
    EntryCorrected,
    Event,
    LicenceBase,
    ListingSuspended,
    PartyDelisted,
    PartyListed,
    ReadingRecorded,
    Reference,
    Requirement,
    StatementMade,
    SuspensionExtended,
    SuspensionLifted,
    VocabularyDeclared,
    references,
)

# What an event may name in these fields. Anything else would be recorded and have no effect.
_MUST_BE: Final[Mapping[str, tuple[tuple[type[Any], ...], str]]] = {
    "suspension": ((ControlSuspended, ListingSuspended), "a suspension"),
    "licence_event": ((LicenceBase,), "a licence"),
    "listing": ((PartyListed,), "the listing of a party"),
    "requirement": ((Requirement,), "a requirement"),
    "gives_effect_to": ((StatementMade, AgreementConcluded, ReadingRecorded), "a statement, an agreement or a reading"),
}


class Fault(NamedTuple):
    """A problem, and the name at which it hangs: what was not found, or does not fit."""

    event_id: str
    field: str
    text: str
    target: str


class Index:
    """What can be referred to."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events: dict[str, Event] = {}
        self.named_by: dict[str, set[str]] = defaultdict(set)  # an id, provision or instrument, or what is above one
        self.lines: dict[str, list[str]] = defaultdict(list)  # a list line: the requirements that hold it
        self.families: set[str] = set()
        self.codes: set[str | None] = set()
        self.extended: dict[str, list[SuspensionExtended]] = defaultdict(list)
        self.vocabulary: dict[str, set[str]] = {"material": set(), "form": set(), "attribute": set(), "list": set()}
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        self.events[event.id] = event
        for name in names_of(event):
            self.named_by[name].add(event.id)
        for entry in _entries(event):
            home = event.requirement if isinstance(event, ControlAmended) else event.id
            if home not in self.lines[entry.line]:
                self.lines[entry.line].append(home)
            self.codes.add(entry.code)
        match event:
            case Requirement():
                self.families.update(event.families)
            case ControlRecodified():
                self.codes.update(new.code for new in event.codes)
            case SuspensionExtended():
                self.extended[event.suspension].append(event)
            case VocabularyDeclared():
                for kind, items in (
                    ("material", event.materials),
                    ("form", event.forms),
                    ("attribute", event.attributes),
                    ("list", event.lists),
                ):
                    self.vocabulary[kind].update(item.name for item in items)

    def has(self, reference: Reference, but: str) -> bool:
        """Whether something other than the event `but` is what `reference` names."""
        match reference.kind:
            case "event":
                return reference.target in self.events
            case "provision":
                return bool(self.named_by.get(reference.target, set()) - {but})
            case "line":
                return reference.target in self.lines
            case "family":
                return reference.target in self.families


def names_of(event: Event) -> set[str]:
    own = (event.id, event.instrument, *((event.provision,) if event.provision else ()))
    return {prefix for name in own for prefix in prefixes(name)}


def _entries(event: Event) -> tuple[ListEntry, ...]:
    if isinstance(event, Requirement):
        return event.entries
    return (event.changes.entries or ()) if isinstance(event, ControlAmended) else ()


def faults(standing: Mapping[str, Event]) -> Iterator[Fault]:
    """The faults of the events that stand, by id."""
    index = Index(standing.values())
    for event in standing.values():
        yield from _faults_of(event, index, event, "")
        for field in ("promises", "as_if"):
            # What is only promised or supposed is checked as if all of it had been recorded.
            inner = [promise.event for promise in getattr(event, field, ())]
            supposed = Index([*standing.values(), *inner]) if inner else index
            for n, one in enumerate(inner):
                yield from _faults_of(one, supposed, event, f"{field}.{n}.event.")
                if isinstance(one, EntryCorrected):
                    yield from _faults_of(one.replacement, supposed, event, f"{field}.{n}.event.replacement.")


def _faults_of(event: Event, index: Index, holder: Event, prefix: str) -> Iterator[Fault]:
    found = [*_references(event, index), *_lines(event, index), *_vocabulary(event, index)]
    if not prefix.startswith("as_if"):  # a reading may suppose what an act may not do, such as an end before the printed one
        found += _days(event, index)
    for field, text, target in found:
        yield Fault(holder.id, prefix + field, text, target)


_Found = Iterator[tuple[str, str, str]]  # field, text, target


def _references(event: Event, index: Index) -> _Found:
    for reference in references(event):
        field, target = reference.field, reference.target
        if not index.has(reference, but=event.id):
            yield field, f"`{target}` is no {reference.kind} in the log: correct it, or record what it names first", target
        elif reference.kind == "event" and field in _MUST_BE:
            types, noun = _MUST_BE[field]
            named = index.events[target]
            if not isinstance(named, types):
                yield field, f"`{target}` is a `{named.type}`, not {noun}: name {noun}", target
            elif not isinstance(event, ABOUT_THE_LOG) and event.day < named.day:
                text = f"`{target}` was published on {named.day}, after this ({event.day}): correct one of the two days"
                yield field, text, target


def _days(event: Event, index: Index) -> _Found:
    """Ends before starts, across events."""
    match event:
        case SuspensionExtended(suspension=target, through=through):
            suspension = index.events.get(target)
            end = getattr(suspension, "through", None)
            if through is not None and end is not None and through <= end:
                text = f"`{target}` runs through {end} anyway: to end it earlier, record a `suspension_lifted`"
                yield "through", text, target
            elif through is not None and isinstance(suspension, ControlSuspended | ListingSuspended) and through < suspension.from_:
                yield "through", f"`{target}` begins only on {suspension.from_}: correct one of the two days", target
        case SuspensionLifted(suspension=target, from_=first):
            ends = [getattr(index.events.get(target), "through", None), *(e.through for e in index.extended[target])]
            # Replay takes the day before as the last suspended one: a late lifting would prolong the suspension.
            if None not in ends and first > max(end for end in ends if end is not None) + timedelta(days=1):
                yield "from", f"`{target}` has ended before that day: correct it, or leave the lifting out", target
        case PartyDelisted(listing=target, from_=first):
            listing = index.events.get(target)
            if isinstance(listing, PartyListed) and first < listing.from_:
                yield "from", f"`{target}` lists the party only from {listing.from_}: correct one of the two days", target


def _lines(event: Event, index: Index) -> _Found:
    home = event.requirement if isinstance(event, ControlAmended) else event.id
    for n, entry in enumerate(_entries(event)):
        others = [other for other in index.lines[entry.line] if other != home]
        if others:
            text = f"`{entry.line}` is a line of `{others[0]}` already: give this one a name of its own"
            yield f"entries.{n}.line", text, entry.line
        for code in entry.excludes:
            if code not in index.codes:
                text = f"no line has the code `{code}`: goods left out here are listed there, so record it, at least as a `stub`"
                yield f"entries.{n}.excludes", text, code


def _vocabulary(event: Event, index: Index) -> _Found:
    """A misspelt name matches nothing, and so would free whatever it was to catch."""
    for field, kind, name in _names(event):
        if name not in index.vocabulary[kind]:
            yield field, f"`{name}` is no {kind} of the vocabulary: correct it, or declare it by a `vocabulary_declared`", name


def _names(event: Event) -> Iterator[tuple[str, str, str]]:
    """Field, kind and name of all that an event takes from the vocabulary."""
    for n, entry in enumerate(_entries(event)):
        yield from _entry_names(entry, f"entries.{n}")
    for n, reach in enumerate(_reaches(event)):
        for counted in getattr(reach, "inputs", ()):
            yield from _each(counted, f"reach.{n}.inputs", materials="material", forms="form")
    match event:
        case Requirement() if event.any_of_list is not None:
            yield "any_of_list", "list", event.any_of_list
        case ControlRecodified():
            yield from (("codes.list", "list", new.list) for new in event.codes)
        case LicenceBase() | CoverageDeclared():
            yield from _each(event, "", materials="material")
        case ReadingRecorded() if event.case is not None:
            yield from _each(event.case, "case", materials="material", contains="material", forms="form")
        case VocabularyDeclared():
            for n, material in enumerate(event.materials):
                yield from _each(material, f"materials.{n}", constituents="material")
            for n, form in enumerate(event.forms):
                yield from _each(form, f"forms.{n}", may_be="form")


def _reaches(event: Event) -> tuple[Any, ...]:
    if isinstance(event, Requirement):
        return event.reach
    return (event.changes.reach or ()) if isinstance(event, ControlAmended) else ()


def _entry_names(entry: ListEntry, field: str) -> Iterator[tuple[str, str, str]]:
    yield f"{field}.list", "list", entry.list
    yield from _each(entry, field, materials="material", contains="material", alloy_of="material", forms="form")
    yield from _criterion_names(entry.criteria, f"{field}.criteria")


def _criterion_names(criterion: Any, field: str) -> Iterator[tuple[str, str, str]]:
    for part in (*getattr(criterion, "all", ()), *getattr(criterion, "any", ())):
        yield from _criterion_names(part, field)
    yield from _each(criterion, field, form="form")
    for name, kind in (("attribute", "attribute"), ("substance", "material")):
        if (value := getattr(criterion, name, None)) is not None:
            yield f"{field}.{name}", kind, value


def _each(holder: Any, field: str, **kinds: str) -> Iterator[tuple[str, str, str]]:
    for name, kind in kinds.items():
        for value in getattr(holder, name, ()):
            yield f"{field}.{name}".lstrip("."), kind, value
