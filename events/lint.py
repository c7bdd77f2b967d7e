"""Lint of a corpus: what may be recorded, and still is likely to be a mistake, or should be known to be thin.

`events.check` refuses what cannot be right; this looks at what loads. Pure: the day against which reviews are old is given, never
read from a clock. Of what stands after corrections.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, Final, Literal, NamedTuple

from .citation import covers
from .goods import AttributeName, ListEntry, Measure
from .model import (
    ABOUT_THE_LOG,
    ControlAmended,
    ControlRecodified,
    ControlSuspended,
    ControlTerminated,
    Event,
    LicenceRevoked,
    ListingSuspended,
    PartyDelisted,
    PartyListed,
    Requirement,
    SourceReviewed,
    SuspensionLifted,
    VocabularyDeclared,
)
from .spans import Standing

MAX_AGE: Final = 30  # days
_ENDS: Final = (ControlTerminated, LicenceRevoked, PartyDelisted, SuspensionLifted)

Level = Literal["error", "warning", "notice"]
Kind = Literal[
    "period that is empty",
    "periods that overlap",
    "suspension of what has ended",
    "code with two meanings",
    "number without unit",
    "measure that does not fit its attribute",
    "criterion not read",
    "event without source",
    "source only cited by others",
    "day without its words",
    "source not checked for long",
]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "notice")


class Finding(NamedTuple):
    """What was found: where, what it is, what to do. An `error` is wrong as it stands, a `warning` should be looked at, a `notice` says
    what an answer will doubt anyway. `file` is empty where no file is known."""

    level: Level
    kind: Kind
    file: str
    event_id: str
    field: str
    text: str
    advice: str

    def __str__(self) -> str:
        return (f"{self.file}: " if self.file else "") + f"`{self.event_id}`, `{self.field}`: {self.text}: {self.advice}"


_Found = Iterator[tuple[Level, Kind, str, str, str, str]]  # a finding without its file


def lint(found: Iterable[tuple[str, Event]], *, as_of: date | None = None, max_age: int = MAX_AGE) -> tuple[Finding, ...]:
    """Findings of `found` (files and their events), gravest first. Reviews of sources are looked at only where `as_of` is given: they
    are old where they end more than `max_age` days before it."""
    pairs = tuple(found)
    files = {event.id: file for file, event in pairs}
    corpus = Standing(event for _, event in pairs)
    parts = [_empty, _overlaps, _outliving, _codes, _measures, _evidence]
    rows = [row for part in parts for row in part(corpus)]
    if as_of is not None:
        rows += _reviews(corpus, as_of, max_age)
    findings = dict.fromkeys(Finding(level, kind, files.get(event, ""), event, *rest) for level, kind, event, *rest in rows)
    return tuple(sorted(findings, key=lambda f: (LEVELS.index(f.level), f.kind)))


# Periods


def _empty(corpus: Standing) -> _Found:
    kind: Kind = "period that is empty"
    for name, span in corpus.spans.items():
        if not span.empty:
            continue
        if isinstance(span.ended_by, _ENDS):
            text = f"`{name}` is ended by it through {span.end}, before its first day {span.start}, and so never has effect"
            yield "warning", kind, span.ended_by.id, "from", text, "look at both days; where that is so, nothing needs to be done"
        elif span.moved_by is not None:
            text = f"`{name}` is moved to {span.start}, after its last day {span.end}, and so never has effect"
            yield "error", kind, span.moved_by.id, "from", text, "correct one of the two days, or record the act that moves the last day"


def _overlaps(corpus: Standing) -> _Found:
    by_subject: dict[Any, list[str]] = defaultdict(list)
    for thing in corpus.living.values():
        match thing:
            case ControlSuspended() | ListingSuspended():
                for name in corpus.suspended(thing):
                    by_subject["suspend", name].append(thing.id)
            case PartyListed():
                by_subject["list", thing.list, thing.name.casefold().strip(), thing.country].append(thing.id)
    shared: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for subject, names in by_subject.items():
        for pair in combinations(sorted(names, key=lambda name: (corpus.living[name].day, name)), 2):
            shared[pair].append(subject)
    for (first, second), subjects in shared.items():
        one, other = corpus.spans[first], corpus.spans[second]
        if one.meets(other):
            inside = one.holds(other) or other.holds(one)
            what = f"both list `{subjects[0][2]}`" if subjects[0][0] == "list" else f"both suspend {_some(s[1] for s in subjects)}"
            how = "one wholly inside the other" if inside else "on some of the same days"
            text = f"it ({other}) and `{first}` ({one}) {what}, {how}"
            yield "warning", "periods that overlap", second, "from", text, "correct a day, or record one as changing the other"


def _outliving(corpus: Standing) -> _Found:
    for suspension in corpus.living.values():
        if not isinstance(suspension, ControlSuspended | ListingSuspended):
            continue
        span = corpus.spans[suspension.id]
        ended: dict[tuple[str, date], list[str]] = defaultdict(list)
        for name in corpus.suspended(suspension):
            end, by = corpus.spans[name].end, corpus.spans[name].ended_by
            if end is not None and not span.empty and end < (span.end or date.max):
                ended[by.id if by is not None else name, end].append(name)
        for (by_id, end), names in ended.items():
            # Without a last day it was to last until further notice, which a later end is.
            by_later_act = any(e.id == by_id and e.day > suspension.day for e in corpus.events)
            level: Level = "notice" if span.end is None and by_later_act else "warning"
            field = "through" if span.end is not None else "from"
            text = f"it runs to {span.end or 'no last day'}, but {_some(names)} ended on {end} by `{by_id}`"
            yield level, "suspension of what has ended", suspension.id, field, text, "correct one of the two, or record the lifting"


# Goods


def _entries(event: Event) -> tuple[ListEntry, ...]:
    if isinstance(event, Requirement):
        return event.entries
    return (event.changes.entries or ()) if isinstance(event, ControlAmended) else ()


class _Use(NamedTuple):
    """A line under a code: whose requirement it is, and the act that gave it the code, with the field."""

    home: str
    entry: ListEntry
    event_id: str
    field: str
    recodified: bool


def _codes(corpus: Standing) -> _Found:
    """The same code of a list for goods that are not the same. What law prints in one line may be encoded in several."""
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    lines: dict[str, tuple[str, ListEntry]] = {}
    for event in corpus.events:
        for n, entry in enumerate(_entries(event)):
            home = event.requirement if isinstance(event, ControlAmended) else event.id
            lines[entry.line] = (home, entry)
            if entry.code is not None:
                uses[entry.list, entry.code].append(_Use(home, entry, event.id, f"entries.{n}.code", False))
    for event in corpus.events:
        for n, new in enumerate(event.codes if isinstance(event, ControlRecodified) else ()):
            uses[new.list, new.code].append(_Use(*lines[new.line], event.id, f"codes.{n}.code", True))
    for (in_list, code), those in uses.items():
        for one, other in combinations(those, 2):
            if _differ(one, other) and _at_one_time(corpus, one, other):
                text = f"`{code}` of {in_list} is `{other.entry.line}` ({other.entry.text.en}) and `{one.entry.line}` ({one.entry.text.en})"
                advice = "correct one of the codes; where a code has both, give both lines the words of the law for it"
                yield "warning", "code with two meanings", other.event_id, other.field, text, advice


def _differ(one: _Use, other: _Use) -> bool:
    """Other words of the law and other goods. A stub or a reserved row says nothing of its goods."""
    a, b = one.entry, other.entry
    if any(e.stub or e.reserved for e in (a, b)) or covers(a.line, b.line) or covers(b.line, a.line):
        return False
    if one.home == other.home and not (one.recodified and other.recodified):
        return False  # rows of one requirement that share a code stand side by side in its text
    same_words = a.text.zh == b.text.zh if a.text.zh and b.text.zh else a.text.en == b.text.en
    return not same_words and any(getattr(a, f) != getattr(b, f) for f in ("kind", "materials", "forms", "contains"))


def _at_one_time(corpus: Standing, one: _Use, other: _Use) -> bool:
    """Of requirements that never stand together, one is the later version of the other."""
    return corpus.spans[one.home].meets(corpus.spans[other.home])


def _measures(corpus: Standing) -> _Found:
    attributes = {a.name: a for event in corpus.events if isinstance(event, VocabularyDeclared) for a in event.attributes}
    for holder, field, event in _with_supposed(corpus.events):
        for n, entry in enumerate(_entries(event)):
            at = f"{field}entries.{n}.criteria"
            if entry.criteria_unread is not None:
                yield "notice", "criterion not read", holder, f"{at}_unread", entry.criteria_unread, "read the text where it can be found"
            for where, measure in _each_measure(entry.criteria, at):
                yield from ((level, kind, holder, where, text, advice) for level, kind, text, advice in _measured(measure, attributes))


def _with_supposed(events: Iterable[Event]) -> Iterator[tuple[str, str, Event]]:
    """Every event, and those that a statement promises or a reading supposes, with the id of the one that holds them."""
    for event in events:
        yield event.id, "", event
        for field in ("promises", "as_if"):
            for n, promise in enumerate(getattr(event, field, ())):
                yield event.id, f"{field}.{n}.event.", promise.event


def _each_measure(criterion: Any, field: str) -> Iterator[tuple[str, Measure]]:
    if isinstance(criterion, Measure):
        yield field, criterion
    for name in ("all", "any"):
        for n, part in enumerate(getattr(criterion, name, ())):
            yield from _each_measure(part, f"{field}.{name}.{n}")


def _measured(measure: Measure, attributes: Mapping[str, AttributeName]) -> Iterator[tuple[Level, Kind, str, str]]:
    misfit: Kind = "measure that does not fit its attribute"
    if measure.op is None or (measure.value is None and measure.word is None):
        said = f"of `{measure.attribute or measure.substance}` the text sets a limit that could not be read"
        yield "notice", "criterion not read", said, "read the text where it can be found"
    if measure.attribute is None:
        if measure.word is not None:
            yield "error", misfit, f"the share of `{measure.substance}` is said to be `{measure.word}`", "write it as a number, in per cent"
        return
    attribute = attributes[measure.attribute]
    if measure.word is not None and measure.word not in attribute.words:
        known = f"one of {_some(attribute.words)}" if attribute.words else f"a number of {attribute.unit}"
        yield "error", misfit, f"`{measure.word}` is no word of `{attribute.name}`", f"write {known}, or add the word to the vocabulary"
    elif measure.value is not None and attribute.unit is None:
        if attribute.words:
            yield "error", misfit, f"`{attribute.name}` takes words, not numbers", f"write one of {_some(attribute.words)}"
        else:
            text = f"{measure.value} of `{attribute.name}` has no unit"
            yield "error", "number without unit", text, "give the attribute its unit in the vocabulary"


# Sources


def _evidence(corpus: Standing) -> _Found:
    for event in corpus.events:
        if event.sources and all(source.checked == "cited_by_other" for source in event.sources):
            text = "nobody read any of its sources: each is only named by another"
            yield "notice", "source only cited by others", event.id, "sources", text, "read one of them"
        elif not event.sources and not isinstance(event, ABOUT_THE_LOG):
            yield "warning", "event without source", event.id, "sources", "it has no source", "say where it was read"
        for day in event.unquoted:
            text = "the original words that set the day are not there, so answers that rest on it say so"
            yield "notice", "day without its words", event.id, day, text, f"quote them under `quote`, for `{day}`"


def _reviews(corpus: Standing, as_of: date, max_age: int) -> _Found:
    """Of each topic of an authority, the last review; and countries with duties of which nothing was ever reviewed."""
    kind: Kind = "source not checked for long"
    reviews = [event for event in corpus.events if isinstance(event, SourceReviewed)]
    last = {(r.authority, topic): r for r in sorted(reviews, key=lambda r: r.verified_through) for topic in r.topics}
    for review in reviews:
        topics = [topic for (_, topic), latest in last.items() if latest is review]
        age = (as_of - review.verified_through).days
        if topics and age > max_age:
            text = f"what {review.authority} published was read through {review.verified_through}, {age} days before {as_of}"
            advice = f"read on, and record another `source_reviewed` of {_some(topics)}"
            yield "warning", kind, review.id, "verified_through", text, advice
    countries = {review.authority[:2] for review in reviews}
    for event in corpus.events:
        if isinstance(event, Requirement) and (country := event.authority[:2]) not in countries:
            countries.add(country)
            text = f"no review says through which day the publications of {country} were read"
            yield "warning", kind, event.id, "authority", text, "read them, and record a `source_reviewed`"


def _some(names: Iterable[str], shown: int = 3) -> str:
    """`a`, `b`, `c` and 4 more."""
    every = tuple(names)
    more = f" and {len(every) - shown} more" if len(every) > shown else ""
    return ", ".join(f"`{name}`" for name in every[:shown]) + more
