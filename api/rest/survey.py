"""What the policy says on a day, provision by provision: values for JSON, made from a policy. Nothing is decided here."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from ...engine.acts import effect
from ...engine.determination import KnownAs, LogState
from ...engine.over import linked
from ...engine.policy import InTime, Policy, RequirementInTime, Status, Stretch, Timeline, on
from ...events.citation import Evidence, Frozen, Id, Source, Text, covers
from ...events.dates import LegalDay
from ...events.model import Conditions, Event, ExemptionGranted, LicensingPolicySet, Requirement
from ...events.scope import Act, Destinations, EndUse, LicenceKind, PartyTest, Reach
from ...events.scope import Policy as LicensingPolicy
from ..spec import plain


def _alias(name: str) -> str:
    return name.rstrip("_")


class StretchOf(Frozen):
    """Days `from` through `through`, both included, with one status; null: open on that side. `events` made it so."""

    from_: LegalDay | None
    through: LegalDay | None
    status: Status
    events: tuple[Id, ...]

    model_config = Frozen.model_config | {"alias_generator": _alias}


class Line(Frozen):
    """A line of goods in short."""

    line: Id
    codes: tuple[str, ...]
    text: Text


class GoodsOf(Frozen):
    """What goods a requirement is about: lines of its own, any item of a list, or any goods. `list_incomplete`: not all of it is known."""

    lines: tuple[Line, ...]
    any_of_list: str | None
    any_goods: bool
    list_incomplete: bool


class Treatment(Frozen):
    """A licensing policy that has not ended: how applications are treated, under which conditions. `sure`: whether its words surely mean
    the requirement."""

    event: Id
    provision: Id
    policy: LicensingPolicy
    status: Status
    since: LegalDay | None
    until: LegalDay | None
    sure: bool
    text: str
    destinations: Destinations
    parties: PartyTest | None
    uses: tuple[EndUse, ...]
    accepted_types: tuple[LicenceKind, ...]
    duties: tuple[str, ...]


class Exemption(Frozen):
    """Uses that need no licence, and the duties that come instead."""

    event: Id
    provision: Id
    uses: tuple[EndUse, ...]
    duties: tuple[str, ...]


class RequirementOn(Frozen):
    """One requirement as it stands on a day. `text`: its duty in plain English; `words`: whom, where and how far, likewise."""

    requirement: Id
    provision: Id
    instrument: Id
    title: str
    authority: str
    jointly: tuple[str, ...]
    regime: str
    effect: Literal["licence_required", "export_prohibited"]
    text: str
    status: Status
    since: LegalDay | None
    until: LegalDay | None
    in_force_by: LegalDay | None
    events: tuple[Id, ...]
    goods: GoodsOf
    destinations: Destinations
    parties: PartyTest | None
    uses: tuple[EndUse, ...]
    acts: tuple[Act, ...]
    reach: tuple[Reach, ...]
    words: tuple[str, ...]
    catch_all: bool
    licensing_policies: tuple[Treatment, ...]
    exemptions: tuple[Exemption, ...]
    accepted_types: tuple[LicenceKind, ...]
    conditions: tuple[str, ...]
    duties: tuple[str, ...]
    evidence: Evidence
    sources: tuple[Source, ...]
    doubts: tuple[str, ...]


class PolicyOn(Frozen):
    """The requirements on a day, as known. `counts`: how many there are of each status, shown or not. `next`: the address of the next page,
    at the same log position; null: no more."""

    on: LegalDay
    known: KnownAs
    log: LogState
    counts: dict[Status, int]
    requirements: tuple[RequirementOn, ...]
    next: str | None


class EventShort(Frozen):
    """An event in a line."""

    id: Id
    type: str
    instrument: Id
    published: LegalDay | None
    published_by: LegalDay | None
    text: str


def log_state(policy: Policy) -> LogState:
    return LogState(position=policy.position, policy_digest=policy.digest)


def title_of(policy: Policy, instrument: str) -> str:
    """The title of an instrument; its id where no event gives one."""
    announced = policy.announced.get(instrument)
    return announced.title.en if announced else instrument


def stretches(timeline: Timeline) -> tuple[StretchOf, ...]:
    return tuple(StretchOf(from_=s.start, through=s.end, status=s.status, events=s.events) for s in timeline)


def short(event: Event) -> EventShort:
    return EventShort(
        id=event.id,
        type=event.type,
        instrument=event.instrument,
        published=event.published,
        published_by=event.published_by,
        text=effect(event),
    )


def effect_of(text: Requirement) -> Literal["licence_required", "export_prohibited"]:
    return "licence_required" if text.type == "licence_required" else "export_prohibited"  # type: ignore[attr-defined]


def requirement_on(policy: Policy, requirement: RequirementInTime, day: date) -> RequirementOn:
    """A requirement as it stands on a day."""
    version, stretch = requirement.version(day), on(requirement.timeline, day)
    text = version.text
    return RequirementOn(
        requirement=requirement.id,
        provision=text.provision,
        instrument=text.instrument,
        title=title_of(policy, text.instrument),
        authority=text.authority,
        jointly=text.jointly,
        regime=text.regime,
        effect=effect_of(text),
        text=plain.what(text),
        status=stretch.status,
        since=stretch.start,
        until=stretch.end,
        in_force_by=text.in_force_by,
        events=tuple(dict.fromkeys((*version.events, *stretch.events))),
        goods=_goods(policy, text),
        destinations=text.destinations,
        parties=text.parties,
        uses=text.uses,
        acts=text.acts,
        reach=text.reach,
        words=tuple(_words(policy, text)),
        catch_all=text.catch_all,
        licensing_policies=tuple(_treatments(policy, text, day)),
        exemptions=tuple(_exemption(x.event) for x in policy.exemptions if _exempts(x, requirement.id, day)),
        accepted_types=text.accepted_types,
        conditions=text.conditions,
        duties=text.duties,
        evidence=text.evidence,
        sources=_sources(policy, version.events, stretch),
        doubts=tuple(dict.fromkeys(d for name in (*version.events, *stretch.events) for d in policy.events[name].doubts)),
    )


def _goods(policy: Policy, text: Requirement) -> GoodsOf:
    lines = tuple(Line(line=e.line, codes=policy.index.codes.get(e.line, ()), text=e.text) for e in text.entries)
    return GoodsOf(lines=lines, any_of_list=text.any_of_list, any_goods=text.any_goods, list_incomplete=text.list_incomplete)


def _words(policy: Policy, text: Requirement) -> Iterable[str]:
    if not text.entries:
        yield plain.goods(text, policy.vocabulary)
    yield _whom(text)
    yield from (f"It reaches {plain.reach(item, policy.vocabulary)}." for item in text.reach)


def _whom(text: Conditions) -> str:
    return f"To {plain.destinations(text.destinations)}; for {plain.users(text).removeprefix('for ')}."


def _treatments(policy: Policy, text: Requirement, day: date) -> Iterable[Treatment]:
    """The licensing policies that may speak of the requirement, those too that sleep or have not begun."""
    for item in policy.overlays:
        event: LicensingPolicySet = item.event
        link, stretch = linked(event, text), on(item.timeline, day)
        if link.word != "no" and stretch.status != "terminated":
            yield Treatment(
                event=event.id,
                provision=event.provision,
                policy=event.policy,
                status=stretch.status,
                since=stretch.start,
                until=stretch.end,
                sure=link.word == "yes",
                text=f"{plain.treatment(event)} {_whom(event)}",
                destinations=event.destinations,
                parties=event.parties,
                uses=event.uses,
                accepted_types=event.accepted_types,
                duties=event.duties,
            )


def _exempts(item: InTime[ExemptionGranted], requirement: str, day: date) -> bool:
    return any(covers(t, requirement) for t in item.event.targets) and on(item.timeline, day).status == "operative"


def _exemption(event: ExemptionGranted) -> Exemption:
    return Exemption(event=event.id, provision=event.provision, uses=event.uses, duties=event.duties)


def _sources(policy: Policy, events: tuple[str, ...], stretch: Stretch) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(s for name in (*events, *stretch.events) for s in policy.events[name].sources))
