"""Instruments as values for JSON, made from a policy: what has an effect in them, what touched it, what is not known of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from ...engine.acts import effect
from ...engine.decide import known_as
from ...engine.determination import KnownAs, LogState
from ...engine.policy import Policy, Timeline
from ...events import model as m
from ...events.citation import Frozen, Id, Quote, Source, Text, covers, instrument_of
from ...events.dates import LegalDay
from ...events.model import Event
from .survey import EventShort, StretchOf, log_state, short, stretches

_OWN: Final = ("licet",)
"""What Licet says of its own corpus stands under this name: no act."""


class InstrumentShort(Frozen):
    """An instrument in a list. `title`: null where no event gives one. `provisions`: with an effect of their own."""

    instrument: Id
    title: Text | None
    authority: str
    published: LegalDay | None
    published_by: LegalDay | None
    provisions: int
    events: int


class Instruments(Frozen):
    """Instruments in the order of their ids. `next`: the address of the next page, at the same log position; null: no more."""

    known: KnownAs
    log: LogState
    instruments: tuple[InstrumentShort, ...]
    next: str | None


class Provision(Frozen):
    """A provision with an effect: what its event does, its whole timeline, the words behind its days."""

    provision: Id
    event: Id
    type: str
    text: str
    timeline: tuple[StretchOf, ...]
    quotes: tuple[Quote, ...]


class ReadingOf(Frozen):
    """How a provision is read, by whom; adopted or not."""

    event: Id
    targets: tuple[Id, ...]
    by: str
    adopted: bool
    hedge: str | None
    text: Text
    sources: tuple[Source, ...]


class Missing(Frozen):
    """What is not known or not encoded, and of what."""

    of: str
    kind: Literal["line_not_read", "limits_not_read", "list_incomplete", "words_not_quoted", "start_not_known", "regime_incomplete"]
    text: str


class DoubtOf(Frozen):
    """What the sources leave open about an event."""

    event: Id
    text: str


class Instrument(Frozen):
    """An instrument in full. `events`: its own, in the order of publication; `touched_by`: those of others that name it or a part of it."""

    instrument: Id
    title: Text | None
    authority: str
    jointly: tuple[str, ...]
    number: int | None
    year: int | None
    published: LegalDay | None
    published_by: LegalDay | None
    dated: LegalDay | None
    gazetted: LegalDay | None
    legal_basis: tuple[str, ...]
    provisions: tuple[Provision, ...]
    events: tuple[EventShort, ...]
    touched_by: tuple[EventShort, ...]
    readings: tuple[ReadingOf, ...]
    statements: tuple[EventShort, ...]
    doubts: tuple[DoubtOf, ...]
    not_encoded: tuple[Missing, ...]
    sources: tuple[Source, ...]
    known: KnownAs
    log: LogState


def instruments_in(policy: Policy, authority: str | None) -> list[InstrumentShort]:
    """The instruments that are known, of an authority or of all, in the order of their ids."""
    by_instrument: dict[str, list[Event]] = {}
    for event in policy.events.values():
        by_instrument.setdefault(event.instrument, []).append(event)
    living = _living(policy)
    return [
        _short(policy, name, events, len(living.get(name, ())))
        for name, events in sorted(by_instrument.items())
        if name not in _OWN and (authority is None or _acts(authority, policy, events))
    ]


def _first(policy: Policy, events: list[Event]) -> Event:
    """The event that says whose instrument it is: its announcement, or else the first one."""
    return policy.announced.get(events[0].instrument) or events[0]


def _acts(authority: str, policy: Policy, events: list[Event]) -> bool:
    """Whether an authority (or one of its state) issued an instrument, alone or with others."""
    first = _first(policy, events)
    return any(covers(authority, name) for name in (first.authority, *first.jointly))


def _short(policy: Policy, name: str, events: list[Event], provisions: int) -> InstrumentShort:
    first = _first(policy, events)
    return InstrumentShort(
        instrument=name,
        title=_title(events),
        authority=first.authority,
        published=first.published,
        published_by=first.published_by,
        provisions=provisions,
        events=len(events),
    )


def _title(events: Iterable[Event]) -> Text | None:
    return next((e.title for e in events if isinstance(e, m.ControlAnnounced | m.AgreementConcluded)), None)


def _living(policy: Policy) -> dict[str, list[tuple[Event, Timeline]]]:
    """Everything with a timeline, by instrument: requirements, licensing policies, exemptions, licences, listings."""
    out: dict[str, list[tuple[Event, Timeline]]] = {}
    things: list[tuple[Any, Timeline]] = [(r.versions[-1].text, r.timeline) for r in policy.requirements.values()]
    others = (*policy.overlays, *policy.exemptions, *policy.licences, *(x for items in policy.listings.values() for x in items))
    things += [(x.event, x.timeline) for x in others]
    for event, timeline in things:
        out.setdefault(event.instrument, []).append((event, timeline))
    return out


def instrument_in(policy: Policy, name: str) -> Instrument | None:
    """An instrument in full; None if it is not known."""
    own = [e for e in policy.events.values() if e.instrument == name]
    if not own or name in _OWN:
        return None
    first = _first(policy, own)
    touching = [e for e in policy.events.values() if e.instrument != name and any(instrument_of(t) == name for t in _named(e))]
    readings = [e for e in (*own, *touching) if isinstance(e, m.ReadingRecorded)]
    living = _living(policy).get(name, [])
    return Instrument(
        instrument=name,
        title=_title(own),
        authority=first.authority,
        jointly=first.jointly,
        number=getattr(first, "number", None),
        year=getattr(first, "year", None),
        published=first.published,
        published_by=first.published_by,
        dated=first.dated,
        gazetted=first.gazetted,
        legal_basis=getattr(first, "legal_basis", ()),
        provisions=tuple(_provision(event, timeline) for event, timeline in living),
        events=tuple(short(e) for e in own),
        touched_by=tuple(short(e) for e in touching if not isinstance(e, m.StatementMade | m.ReadingRecorded)),
        readings=tuple(_reading(e) for e in readings),
        statements=tuple(short(e) for e in (*own, *touching) if isinstance(e, m.StatementMade)),
        doubts=tuple(DoubtOf(event=e.id, text=text) for e in own for text in e.doubts),
        not_encoded=tuple(dict.fromkeys(_missing(policy, own))),
        sources=tuple(dict.fromkeys(s for e in own for s in e.sources)),
        known=known_as(policy),
        log=log_state(policy),
    )


def _provision(event: Event, timeline: Timeline) -> Provision:
    name = event.provision or event.id
    return Provision(provision=name, event=event.id, type=event.type, text=effect(event), timeline=stretches(timeline), quotes=event.quote)


def _named(event: Event) -> Iterator[str]:
    """The provisions and events that an event refers to, or gives effect to."""
    yield from (reference.target for reference in m.references(event) if reference.kind != "family")


def _reading(event: m.ReadingRecorded) -> ReadingOf:
    return ReadingOf(
        event=event.id,
        targets=event.targets,
        by=event.by,
        adopted=event.adopted,
        hedge=event.hedge,
        text=event.reading,
        sources=event.sources,
    )


def _missing(policy: Policy, own: list[Event]) -> Iterator[Missing]:
    """What is not encoded of the instrument's own provisions, as the events themselves say."""
    for event in own:
        if event.unquoted:
            yield Missing(
                of=event.id, kind="words_not_quoted", text=f"the original words for its days ({', '.join(event.unquoted)}) were not read"
            )
        if not isinstance(event, m.Requirement):
            continue
        if event.from_ is None:
            bound = f"; it was in force by {event.in_force_by}" if event.in_force_by else ""
            yield Missing(of=event.id, kind="start_not_known", text=f"its first day is not known{bound}")
        if event.list_incomplete:
            yield Missing(of=event.id, kind="list_incomplete", text="not all of its names or lines are known")
        for entry in policy.requirements[event.id].versions[-1].text.entries:
            if entry.stub:
                yield Missing(of=entry.line, kind="line_not_read", text=f"{entry.text.en}: named by other texts, its own was not read")
            if entry.criteria_unread is not None:
                yield Missing(of=entry.line, kind="limits_not_read", text=f"{entry.text.en}: {entry.criteria_unread}")
    regimes = {event.regime for event in own if isinstance(event, m.Requirement)}
    for declared in policy.coverage:
        if declared.regime in regimes and not declared.complete and declared.why:
            yield Missing(of=declared.regime, kind="regime_incomplete", text=declared.why)
