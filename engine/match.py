"""A requirement against a shipment: destination, persons, use, reach. Pure; every comparison answers with a word of `engine.words`.

`asking`: whether facts that are not stated count as unknown. They do where the goods are, or may turn out to be, those of a provision
that operates; otherwise a person or a use that nobody mentioned opens no question.
"""

from datetime import date
from decimal import Decimal

from ..events.model import Conditions, Requirement
from ..events.scope import (
    Departure,
    Destinations,
    ForeignContent,
    Input,
    MadeWithTechnology,
    OriginAbroad,
    PartyTest,
    Reach,
    Retransfer,
    Transferor,
)
from .goods import amount_text
from .listed import lists_of, stands
from .names import same_name
from .policy import Policy, Status, listed_as
from .shipment import Amount, Content, Party, Shipment
from .words import Answer, Ask, all_of, any_of, compare, no, possible, unknown, yes

_ZERO, _HUNDRED = Decimal(0), Decimal(100)

ASK_END_USER = Ask("parties", "Who is the end user, in which country, and is it military?")
ASK_USE = Ask("end_use", "What will the goods be used for: civil, military, or another named use?")
ASK_ORIGIN = Ask("origin", "Where do the goods originate?")
ASK_DEPARTURE = Ask("departure.country", "From which territory do the goods leave?")


def within(policy: Policy, where: Destinations, country: str, day: date) -> bool:
    if country in where.exclude:
        return False
    return where.every or country in where.countries or any(country in policy.members(g, day) for g in where.groups)


def destination(policy: Policy, where: Destinations, shipment: Shipment, day: date, *, asking: bool) -> Answer:
    """The destination, and the end user's country: goods for a listed country may travel through another."""
    if within(policy, where, shipment.destination, day):
        return yes(f"destination {shipment.destination}")
    users = [p for p in shipment.parties or () if p.role == "end_user"]
    for user in users:
        if user.country is not None and within(policy, where, user.country, day):
            return yes(f"end user in {user.country}")
    if asking and (not users or any(u.country is None for u in users)):
        return unknown(f"destination {shipment.destination}; the end user's country is not stated", ASK_END_USER)
    return no(f"destination {shipment.destination}")


def parties(policy: Policy, test: PartyTest | None, shipment: Shipment, day: date, *, asking: bool, status: Status = "operative") -> Answer:
    """Whether a party is one that the provision names. A provision that names none is met.

    `status` of the provision on the day: names that share the fate of the whole notice (not yet in force, suspended, ended) are
    still its names; what follows from them is the provision's own status.
    """
    if test is None:
        return yes("")
    named = [p for p in shipment.parties or () if not test.roles or p.role in test.roles]
    answers = [_party(policy, test, p, day, asking=asking, status=status) for p in named]
    if asking and not any(p.role == "end_user" for p in named):
        answers.append(unknown("the end user is not stated", ASK_END_USER))
    return any_of(*answers) if answers else no("no party is named")


def _party(policy: Policy, test: PartyTest, party: Party, day: date, *, asking: bool, status: Status) -> Answer:
    answers = []
    if test.military:
        answers.append(_military(test, party, asking=asking))
    if test.lists:
        answers.append(_listed(policy, test, party, day, asking=asking, status=status))
    return any_of(*answers)


def _role(party: Party) -> str:
    """Who is spoken of. A party's name stands in an answer only where a list has one like it."""
    return f"the {party.role.replace('_', ' ')}"


def _military(test: PartyTest, party: Party, *, asking: bool) -> Answer:
    who = _role(party)
    if party.country is not None and test.countries and party.country not in test.countries:
        return no(f"{who} is in {party.country}")
    if party.military is False:
        return no(f"{who} is not military")
    if party.military and party.country is not None:
        return yes(f"{who} is a military user in {party.country}")
    if party.military and not test.countries:
        return yes(f"{who} is a military user")
    if party.military or asking:
        return unknown(f"{who}: military user or country not stated", ASK_END_USER)
    return no(f"{who} is not stated to be military")


def _listed(policy: Policy, test: PartyTest, party: Party, day: date, *, asking: bool, status: Status) -> Answer:
    if party.name is None:
        return unknown("a party has no name", Ask("parties", "What is the name of the end user?")) if asking else no("no name")
    answers = []
    counted = test.owned_share_pct is not None
    names = [party.name, *(owner.name for owner in party.owners or () if counted)]
    for list_id in test.lists:
        entries = lists_of(policy)[list_id]
        for listing in entries.concerned(names):
            if stands(listing, day, status):
                listed, entry = listed_as(listing), listing.held.id
                named = _named(party.name, listed, entry)
                answers.extend([named] if named.word != "no" else [])
                answers.extend(_owned(test, party, listed, entry))
        if counted and party.owners is None and asking and entries.stands(day, status):
            answers.append(_owners_not_stated(party))
    return any_of(*answers) if answers else no(f"{_role(party)} is not listed")


def _named(name: str, listed: tuple[str, ...], entry: str) -> Answer:
    match same_name(name, listed):
        case "yes":
            return Answer("yes", f"{name} is listed ({entry})", events=(entry,))
        case "possible":
            ask = Ask("parties", f"Is {name} the listed {listed[0]}, or owned by it?")
            return Answer("possible", f"{name} resembles {listed[0]} ({entry})", (ask,), (entry,))
        case _:
            return no("not listed")


def _owners_not_stated(party: Party) -> Answer:
    ask = Ask("parties", f"Who owns {_role(party)}, and with which shares?")
    return unknown(f"the owners of {_role(party)} are not stated", ask)


def _owned(test: PartyTest, party: Party, listed: tuple[str, ...], entry: str) -> list[Answer]:
    """Owners on the list, where the provision counts ownership; shares of several listed owners are compared one by one."""
    if test.owned_share_pct is None:
        return []
    out = []
    for owner in party.owners or ():
        named = _named(owner.name, listed, entry)
        if named.word == "no":
            continue
        if owner.share_pct is None:
            share = unknown(f"share of {owner.name} not stated", Ask("parties", f"What share of {party.name} does {owner.name} hold?"))
        elif owner.share_pct >= test.owned_share_pct:
            share = yes(f"{owner.name} holds {owner.share_pct} %")
        else:
            share = no(f"{owner.name} holds {owner.share_pct} %")
        out.append(all_of(named, share))
    return out


def end_use(uses: tuple[str, ...], shipment: Shipment, *, asking: bool) -> Answer:
    """Whether the use is one that the provision names. A provision that names none is met."""
    if not uses:
        return yes("")
    if shipment.end_use is None:
        return unknown("the end use is not stated", ASK_USE) if asking else no("the end use is not stated")
    return yes(f"end use {shipment.end_use}") if shipment.end_use in uses else no(f"end use {shipment.end_use}")


class Conditional:
    """The words of a set of conditions, with the person and the use kept apart as the rules need them."""

    __slots__ = ("destination", "end_use", "joined", "parties")

    def __init__(
        self, policy: Policy, conditions: Conditions, shipment: Shipment, day: date, *, asking: bool, status: Status = "operative"
    ) -> None:
        self.joined = conditions.joined
        self.destination = destination(policy, conditions.destinations, shipment, day, asking=asking)
        self.parties = parties(policy, conditions.parties, shipment, day, asking=asking, status=status)
        self.end_use = end_use(conditions.uses, shipment, asking=asking)


# Reach


def reach(policy: Policy, requirement: Requirement, shipment: Shipment, *, asking: bool) -> Answer:
    """Whether the provision reaches the shipment in one of its ways."""
    answer = any_of(*(_reach(policy, kind, requirement, shipment) for kind in requirement.reach))
    return answer if asking or answer.word != "unknown" else answer._replace(asks=())


def _reach(policy: Policy, kind: Reach, requirement: Requirement, shipment: Shipment) -> Answer:
    match kind:
        case Departure():
            return _departs(kind, requirement, shipment)
        case OriginAbroad() | Retransfer():
            return all_of(_abroad(kind.origin, shipment), _originates(kind.origin, shipment))
        case ForeignContent():
            return all_of(_abroad(kind.origin, shipment), _foreign(kind.origin, shipment), _content(policy, kind, shipment))
        case MadeWithTechnology():
            return all_of(_abroad(kind.origin, shipment), _foreign(kind.origin, shipment), _technology(kind, shipment))
        case Transferor():
            return _transferor(kind, shipment)


def _departs(kind: Departure, requirement: Requirement, shipment: Shipment) -> Answer:
    country, zone = shipment.departure.country, shipment.departure.zone
    if country is None:
        return unknown("the territory of departure is not stated", ASK_DEPARTURE)
    if country != kind.territory:
        return no(f"leaves {country}")
    if shipment.act == "transit" and "transit" not in requirement.acts:
        return possible("the law is described as reaching transit; how a licence works for it is not spelt out in the texts seen")
    return yes(f"leaves {country}" + (f" from {zone}, which is territory" if zone else ""))


def _abroad(origin: str, shipment: Shipment) -> Answer:
    country = shipment.departure.country
    if country is None:
        return unknown("the territory of departure is not stated", ASK_DEPARTURE)
    return no(f"leaves {country} itself") if country == origin else yes(f"leaves {country}")


def _originates(origin: str, shipment: Shipment) -> Answer:
    if shipment.origin is None:
        return unknown("the origin is not stated", ASK_ORIGIN)
    return yes(f"origin {origin}") if shipment.origin == origin else no(f"origin {shipment.origin}")


def _foreign(origin: str, shipment: Shipment) -> Answer:
    """Made elsewhere: origin other than `origin`."""
    own = _originates(origin, shipment)
    return no(f"origin {origin}, not made abroad") if own.word == "yes" else yes(f"origin {shipment.origin}") if own.word == "no" else own


def _transferor(kind: Transferor, shipment: Shipment) -> Answer:
    nationality = shipment.exporter.nationality
    if shipment.act not in ("technology_transfer", "service", None) and shipment.goods.kind in ("goods", "software"):
        return no(f"act {shipment.act}")
    if nationality is None:
        return unknown(
            "the nationality of the transferor is not stated",
            Ask("exporter.nationality", "What is the nationality of the person who transfers?"),
        )
    return (
        yes(f"transferor of {nationality} nationality")
        if nationality == kind.nationality
        else no(f"transferor of {nationality} nationality")
    )


def _technology(kind: MadeWithTechnology, shipment: Shipment) -> Answer:
    made = shipment.technology_origin
    if made is None:
        with_it = unknown(
            "the origin of the production technology is not stated",
            Ask("technology_origin", "Where does the technology that made the goods originate?"),
        )
    else:
        with_it = yes(f"made with {made} technology") if made == kind.origin else no(f"made with {made} technology")
    return all_of(with_it, _uses_inputs(kind, shipment)) if kind.using_inputs else with_it


def _uses_inputs(kind: MadeWithTechnology, shipment: Shipment) -> Answer:
    if any(c.origin == kind.origin for c in shipment.content):
        return yes(f"contains inputs of {kind.origin} origin")
    if shipment.content_complete and all(c.origin is not None for c in shipment.content):
        return no(f"no input of {kind.origin} origin")
    return unknown("the origin of the inputs is not stated", Ask("content", f"Which inputs of {kind.origin} origin do the goods contain?"))


def _content(policy: Policy, kind: ForeignContent, shipment: Shipment) -> Answer:
    """The summed value share of the counting inputs, as bounds, against the limit of the text."""
    low = high = _ZERO
    asks: list[Ask] = []
    for i, item in enumerate(shipment.content):
        counts = _counts(policy, kind, item)
        if counts.word == "no":
            continue
        share = item.value_share_pct
        asks.extend(a._replace(field=f"content[{i}].{a.field}") for a in counts.asks)
        if share is None or share.min is None or share.max is None:
            asks.append(Ask(f"content[{i}].value_share_pct", f"What share of the value of the goods (per cent) is the {item.material}?"))
        least = share.min if share is not None and share.min is not None and counts.word == "yes" else _ZERO
        most = share.max if share is not None and share.max is not None else _HUNDRED
        low += least
        high += most
    if not shipment.content_complete:
        asks.append(Ask("content_complete", f"Are all inputs of {kind.origin} origin stated in `content`?"))
    total = Amount(min=low, max=high if shipment.content_complete else None)
    text = f"listed content of {kind.origin} origin {amount_text(total)} % of the value, against {kind.op} {kind.share_pct} %"
    word = compare(total, kind.op, kind.share_pct)
    return yes(text) if word == "yes" else no(text) if word == "no" else unknown(text, *asks)


def _counts(policy: Policy, kind: ForeignContent, item: Content) -> Answer:
    if item.origin is not None and item.origin != kind.origin:
        return no(f"{item.material} of {item.origin} origin")
    listed = any_of(*(_is_input(policy, i, item) for i in kind.inputs))
    origin = yes("") if item.origin == kind.origin else unknown("", Ask("origin", f"Where does the {item.material} originate?"))
    return all_of(listed, origin)


def _is_input(policy: Policy, wanted: Input, item: Content) -> Answer:
    if item.material not in wanted.materials:
        part_of = any(item.material in policy.vocabulary.constituents(m) for m in wanted.materials)
        form = policy.vocabulary.forms.get(item.form or "")
        if part_of and (form is None or not form.pure) and (not wanted.forms or item.form is None or item.form in wanted.forms):
            return unknown("", Ask("material", f"Which is the {item.material} input exactly: {', '.join(wanted.materials)}?"))
        return no("")
    if not wanted.forms or item.form in wanted.forms:
        return yes("")
    return no("") if item.form is not None else unknown("", Ask("form", f"In which form was the {item.material} used?"))
