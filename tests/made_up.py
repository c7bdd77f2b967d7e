"""Made-up acts of an invented state (its territory is `AQ`), shipments, and what follows from them. Not law."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from licet.engine.decide import decide
from licet.engine.determination import Determination
from licet.engine.inference import Rules
from licet.engine.policy import EVERYTHING, Known, Policy
from licet.engine.replay import replay, view
from licet.engine.shipment import read_shipment
from licet.events.codec import encode
from licet.events.log import EVENTS, Recorded
from licet.events.model import EVENT, Event
from licet.events.rows import Row, microseconds

INSTANT = datetime(2026, 1, 1, tzinfo=UTC)
RULES = Rules()
COMMON: dict[str, Any] = {"authority": "AQ/MIN", "published": "2025-01-01"}
HOME = {"kind": "departure", "territory": "AQ"}

VOCABULARY: dict[str, Any] = {
    "type": "vocabulary_declared",
    "id": "names",
    "instrument": "names",
    "authority": "ZZ/L",
    "published": "2020-01-01",
    "lists": [
        {"name": "L1", "authority": "AQ", "text": {"en": "the list"}},
        {"name": "L2", "authority": "GS", "text": {"en": "another list"}, "heads": ["7Z001"]},
        {"name": "L3", "authority": "HM", "text": {"en": "a third list"}, "heads": ["7Z001"]},
    ],
    "materials": [
        *({"name": name, "text": {"en": name}} for name in ("alum", "basalt", "cobble")),
        {"name": "alba", "text": {"en": "alum-basalt"}, "constituents": ["alum", "basalt"]},
        {"name": "albite", "text": {"en": "alum cobblide"}, "constituents": ["alum", "cobble"], "closed": True},
    ],
    "forms": [
        {"name": "metal", "text": {"en": "metal"}, "pure": True, "elemental": True},
        {"name": "oxide", "text": {"en": "oxide"}, "pure": True},
        {"name": "magnet", "text": {"en": "magnet"}},
        {"name": "part", "text": {"en": "part"}, "may_be": ["metal", "magnet"]},
        {"name": "alloy", "text": {"en": "alloy"}},
    ],
    "attributes": [
        {"name": "purity_pct", "text": {"en": "purity"}, "unit": "%"},
        {"name": "size_um", "text": {"en": "size"}, "unit": "um"},
        {"name": "twist", "text": {"en": "twist"}, "words": ["twisted", "untwisted"]},
    ],
}
COVERAGE: dict[str, Any] = {
    "type": "coverage_declared",
    "id": "coverage",
    "instrument": "names",
    "authority": "ZZ/L",
    "published": "2020-01-01",
    "regime": "AQ/dual-use",
    "kinds": ["goods", "software", "technology", "service"],
    "materials": ["alum", "basalt", "cobble", "alba", "albite"],
    "codes": ["1A001", "1A002"],
    "complete": True,
}


def event(data: dict[str, Any]) -> Event:
    """An event. Its id may say the rest: `AQ-2/1.a` is of instrument `AQ-2`, provision `AQ-2/1.a`."""
    return EVENT.validate_python({**COMMON, "instrument": data["id"].split("/")[0], **data})


def entry(line: str = "AQ-1/1.a", **given: Any) -> dict[str, Any]:
    """A list line; alum metal under the code 1A001.a unless told otherwise."""
    text = {"list": "L1", "code": "1A001.a", "text": {"en": line}, "materials": ["alum"], "forms": ["metal"]}
    return {"line": line, **text, **given}


def requirement(ident: str = "AQ-1/1", **given: Any) -> dict[str, Any]:
    """A licence duty for alum metal leaving AQ, from 2025-02-01."""
    out: dict[str, Any] = {"type": "licence_required", "id": ident, "provision": ident, "licence_type": "dual-use", "reach": [HOME]}
    out |= {"from": "2025-02-01", **given}
    if not {"entries", "any_of_list", "any_goods"} & set(given):
        out["entries"] = [entry(f"{ident}.a")]
    return out


def act(kind: str, ident: str, **given: Any) -> dict[str, Any]:
    """Anything else; `from_` stands for `from`."""
    provision = {"provision": ident} if kind in ("licensing_policy_set", "exemption_granted") else {}
    return {"type": kind, "id": ident, **provision, **{k.rstrip("_"): v for k, v in given.items()}}


def records(events: Iterable[Event]) -> list[Recorded]:
    return [Row(n, microseconds(INSTANT), one.id, encode(one)).recorded(EVENTS, one) for n, one in enumerate(events, 1)]


def acts(*data: dict[str, Any]) -> list[Event]:
    """The vocabulary, full coverage, and the acts given."""
    return [event(one) for one in (VOCABULARY, COVERAGE, *data)]


def policy(*data: dict[str, Any], known: Known = EVERYTHING) -> Policy:
    return policy_of(acts(*data), known)


def policy_of(events: Iterable[Event], known: Known = EVERYTHING) -> Policy:
    return replay(view(records(events), known), known)


SHIPMENT: dict[str, Any] = {
    "goods": {"material": "alum", "form": "metal"},
    "origin": "AQ",
    "departure": {"country": "AQ"},
    "destination": "BV",
    "exporter": {"name": "Exporter"},
    "parties": [{"role": "end_user", "name": "Buyer", "country": "BV", "military": False, "owners": []}],
    "end_use": "civil",
    "date": "2025-05-01",
}


def shipment(*absent: str, **given: Any) -> dict[str, Any]:
    """Alum metal from AQ to a civil buyer in BV on 2025-05-01, all stated, with what is given instead and without what is absent."""
    return {k: v for k, v in {**SHIPMENT, **given}.items() if k not in absent}


def ask(known: Policy, question: dict[str, Any], rules: Rules = RULES) -> Determination:
    return decide(known, read_shipment(question), rules)


def status(known: Policy, ident: str, on: str) -> str:
    """The status of a requirement on a day."""
    day = date.fromisoformat(on)
    return next(s.status for s in known.requirements[ident].timeline if s.end is None or day <= s.end)
