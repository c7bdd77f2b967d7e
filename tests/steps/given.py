"""Given a shipment, when it is asked about: the sentences that state facts. What no sentence states is unknown."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, parsers, when

from . import words
from .driver import Driver
from .goods import MEASURES


@dataclass
class Case:
    """One scenario: the shipment as it is stated so far, and the answer once it was asked for."""

    driver: Driver
    shipment: dict[str, Any] = field(default_factory=dict)
    determination: dict[str, Any] | None = None

    def ask(self, known: str, *days: str) -> None:
        names = ("date", "exit_date")
        question = self.shipment | {name: words.day(text).isoformat() for name, text in zip(names, days, strict=False)}
        through = None if known == "everything" else {"published_through": words.day(known).isoformat()}
        self.determination = self.driver.ask(question, through)

    @property
    def answer(self) -> dict[str, Any]:
        assert self.determination is not None, "nothing was asked yet: a `When` comes before every `Then`"
        return self.determination


@pytest.fixture
def case(driver: Driver) -> Case:
    """The scenario, put to the driver that the test module gives."""
    return Case(driver)


# Goods and journey


@given(
    parsers.re(
        r"(?P<goods>.+?)(?: made in (?P<origin>.+?))?,? "
        r"from (?P<bonded>a bonded zone in )?(?P<departure>.+?) to (?P<destination>.+)"
    )
)
def _journey(case: Case, goods: str, origin: str | None, bonded: str | None, departure: str, destination: str) -> None:
    """Goods are of the country that they leave unless they are `made in` another."""
    left = None if departure == words.NOT_STATED else words.country(departure)
    case.shipment |= {
        "goods": words.goods(goods),
        "act": "export",
        "origin": words.country(origin) if origin else left,
        "departure": {"country": left} | ({"zone": "bonded zone"} if bonded else {}),
        "exporter": {"country": left},
        "destination": words.country(destination),
    }


@given(parsers.parse("it only passes through {country} in transit"))
def _transit(case: Case, country: str) -> None:
    assert case.shipment["departure"]["country"] == words.country(country), "goods in transit leave the country that they pass through"
    case.shipment |= {"act": "transit"}
    case.shipment["exporter"] = {}


@given(parsers.parse("an engineer of {nationality} nationality, sent from {departure}, sets up a rare earth magnet line in {destination}"))
def _engineer(case: Case, nationality: str, departure: str, destination: str) -> None:
    case.shipment |= {
        "goods": words.goods("the setting up of a rare earth magnet line"),
        "act": "service",
        "departure": {"country": words.country(departure)},
        "exporter": {} if nationality == "unstated" else {"nationality": words.look_up(words.NATIONALITIES, nationality, "a nationality")},
        "destination": words.country(destination),
        "end_use": "rare_earth_production_abroad",
    }


@given(parsers.parse("the person who transfers it is of {nationality} nationality"))
def _transferor(case: Case, nationality: str) -> None:
    case.shipment["act"] = "technology_transfer"
    case.shipment["exporter"] |= {"nationality": words.look_up(words.NATIONALITIES, nationality, "a nationality")}


# Facts of the goods


@given(parsers.re(rf"its (?P<measure>{'|'.join(MEASURES)}) is (?P<value>.+)"))
def _measure(case: Case, measure: str, value: str) -> None:
    if value == "not stated":
        return
    name, unit = MEASURES[measure]
    case.shipment["goods"].setdefault("attributes", {})[name] = words.amount(value, unit)


@given(parsers.re(r"the fibre is (?P<twist>twisted|untwisted)"))
def _twist(case: Case, twist: str) -> None:
    case.shipment["goods"].setdefault("attributes", {})["twist"] = twist


@given(parsers.parse("its only content of foreign origin is {content}"))
def _content(case: Case, content: str) -> None:
    case.shipment |= {"content": words.content(content), "content_complete": True}


@given(parsers.parse("its content of foreign origin includes {content}"))
def _some_content(case: Case, content: str) -> None:
    case.shipment |= {"content": words.content(content)}


@given(parsers.parse("it was made with technology from {country}"))
def _technology(case: Case, country: str) -> None:
    case.shipment |= {"technology_origin": words.country(country)}


# Users, uses, licences


@given(parsers.parse("the end use is {use}"))
def _use(case: Case, use: str) -> None:
    if use != "not stated":
        case.shipment |= {"end_use": words.look_up(words.USES, use, "a use")}


@given(parsers.parse("the end user is {user}"))
def _user(case: Case, user: str) -> None:
    if user != "not stated":
        case.shipment |= {"parties": [words.end_user(user)]}


_LICENCE = re.compile(r"(?P<material>[a-z]+) to (?P<destination>.+?)(?:, for (?P<use>.+) use)?")


@given(parsers.parse("the exporter, {name}, holds a licence under {provision} for {terms}"))
def _licence(case: Case, name: str, provision: str, terms: str) -> None:
    """Recorded in a log of the scenario's own: an invented licence is no part of the corpus."""
    match = _LICENCE.fullmatch(terms)
    if match is None:
        raise words.UnknownWord(f"`{terms}` are not terms of a licence: write `gallium to the United States, for civil use`")
    use = match["use"]
    licence = {
        "type": "licence_issued",
        "id": "licence-held",
        "instrument": "licence-held",
        "authority": "CN/MOFCOM",
        "published": "2024-06-01",
        "licence": "the licence held",
        "holder": name,
        "targets": [words.provision(provision)],
        "from": "2024-06-01",
        "materials": [words.goods(f"{match['material']} metal")["material"]],
        "destinations": {"countries": [words.country(match["destination"])]},
        "uses": [words.look_up(words.USES, use, "a use")] if use else [],
    }
    case.shipment["exporter"] |= {"name": name}
    case.driver = case.driver.having([licence])


# Owners, parties beside the end user, names on lists, general licences


@given(parsers.re(r"(?P<share>\d+(?:\.\d+)?) % of the end user belong to (?P<owner>.+)"))
def _owner(case: Case, share: str, owner: str) -> None:
    """Who else owns it is of no interest."""
    [user] = [party for party in case.shipment["parties"] if party["role"] == "end_user"]
    user.setdefault("owners", []).append({"name": owner, "share_pct": share})


@given(parsers.re(r"the (?P<role>consignee|importer|intermediary) is (?P<party>.+)"))
def _other_party(case: Case, role: str, party: str) -> None:
    case.shipment["parties"] = [*case.shipment.get("parties", ()), words.end_user(party) | {"role": role}]


@given(
    parsers.re(
        r"(?P<provision>No\. \d+ of \d{4}) lists (?P<name>[^,]+)(?:, also known as (?P<alias>[^,]+))?, (?:a company )?in (?P<country>.+)"
    )
)
def _listed_name(case: Case, provision: str, name: str, alias: str | None, country: str) -> None:
    """Recorded in a log of the scenario's own: an invented name stands for one of those that are not known."""
    instrument = words.provision(provision)
    year = instrument.split("-")[1]
    listing = {
        "type": "party_listed",
        "id": "name-on-the-list",
        "instrument": "name-on-the-list",
        "authority": "CN/MOFCOM",
        "published": f"{year}-01-01",
        "provision": f"{instrument}/list",  # what is done to the list is done to the name
        "list": f"{instrument}/list",
        "name": name,
        "aliases": [alias] if alias else [],
        "country": words.country(country),
        "from": f"{year}-01-01",
    }
    case.driver = case.driver.having([listing])


@given(parsers.parse("the exporter, {name}, holds a general licence under {provision} for {terms}"))
def _general_licence(case: Case, name: str, provision: str, terms: str) -> None:
    """Recorded in a log of the scenario's own: no general licence was published."""
    match = _LICENCE.fullmatch(terms)
    if match is None:
        raise words.UnknownWord(f"`{terms}` are not terms of a licence: write `dysprosium to Japan`")
    licence = {
        "type": "general_licence_issued",
        "id": "general-licence-held",
        "instrument": "general-licence-held",
        "authority": "CN/MOFCOM",
        "published": "2026-01-05",
        "licence": "the general licence held",
        "holder": name,
        "targets": [words.provision(provision)],
        "from": "2026-01-05",
        "materials": [words.goods(f"{match['material']} metal")["material"]],
        "destinations": {"countries": [words.country(match["destination"])]},
    }
    case.shipment["exporter"] |= {"name": name}
    case.driver = case.driver.having([licence])


# Acts that nobody has passed


@given(parsers.parse("an act of {published} that nobody has passed postpones {provision} to {day}"))
def _postponed(case: Case, published: str, provision: str, day: str) -> None:
    """Recorded in a log of the scenario's own: it shows what such an act would do."""
    act = {
        "type": "control_postponed",
        "id": "an-act-that-nobody-has-passed",
        "instrument": "an-act-that-nobody-has-passed",
        "authority": "CN/MOFCOM",
        "published": words.day(published).isoformat(),
        "targets": [words.provision(provision)],
        "from": words.day(day).isoformat(),
    }
    case.driver = case.driver.having([act])


# Asking


@when(parsers.re(r"asked for (?!a declaration)(?P<day>[^,]+?)(?:,? with what was published through (?P<known>.+))?"))
def _asked(case: Case, day: str, known: str | None) -> None:
    """`everything` may stand for a day of knowledge; so may nothing."""
    case.ask(known or "everything", day)


@when(parsers.parse("asked for a declaration on {declared} and an exit on {left}"))
def _asked_twice(case: Case, declared: str, left: str) -> None:
    case.ask("everything", declared, left)
