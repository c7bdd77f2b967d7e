"""Whom, where, for what and how far a provision reaches: the parts of a requirement besides its goods."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

import iso3166
from pydantic import AfterValidator, Field, StringConstraints

from .citation import Frozen, Id
from .goods import ExactDecimal, Name


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes with their English names."""
    return {country.alpha2: country.name for country in iso3166.countries}


def known_country(code: str) -> str:
    """`code` if it is an ISO 3166-1 alpha-2 code. Hong Kong, Macau and Taiwan have codes of their own."""
    if code not in country_names():
        raise ValueError(f"`{code}` is not a country code: use ISO 3166-1 alpha-2, for example `DE`")
    return code


Country = Annotated[str, AfterValidator(known_country), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
Group = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9:_-]{1,31}$")]

EndUse = Literal[
    "civil",
    "military",
    "wmd",
    "terrorism",
    "military_capability",
    "emergency_medical",
    "public_health_emergency",
    "disaster_relief",
    "logic_le_14nm",
    "memory_ge_256",
    "semiconductor_equipment",
    "ai_military",
    "rare_earth_production_abroad",
]
Act = Literal["export", "reexport", "transit", "technology_transfer", "service"]
Role = Literal["end_user", "consignee", "importer", "intermediary"]
LicenceKind = Literal["individual", "general"]
Policy = Literal["ordinary", "case_by_case", "enhanced_review", "presumption_of_denial"]
LicenceType = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,31}$")]


class Destinations(Frozen):
    """Where: every destination, or named countries and dated groups; less exclusions.
    Tested on the destination and on the end user's country."""

    every: bool = False
    countries: tuple[Country, ...] = ()
    groups: tuple[Group, ...] = ()
    exclude: tuple[Country, ...] = ()


class PartyTest(Frozen):
    """Which parties: military ones of some countries, or ones on a list, with an ownership share from which owned parties count."""

    military: bool = False
    countries: tuple[Country, ...] = ()
    lists: tuple[Id, ...] = ()
    owned_share_pct: ExactDecimal | None = None
    roles: tuple[Role, ...] = ()


class Departure(Frozen):
    """Leaving a customs territory, bonded zones included, whatever the origin of the goods."""

    kind: Literal["departure"] = "departure"
    territory: Country


class Input(Frozen):
    """Inputs that count towards a content share."""

    materials: tuple[Name, ...]
    forms: tuple[Name, ...] = ()


class ForeignContent(Frozen):
    """Made abroad with listed content of `origin` worth `op` `share_pct` per cent of the value of the goods."""

    kind: Literal["foreign_content"] = "foreign_content"
    origin: Country
    inputs: tuple[Input, ...]
    op: Literal[">", ">="]
    share_pct: ExactDecimal


class MadeWithTechnology(Frozen):
    """Made abroad with technology that originates in `origin`; `using_inputs` adds the narrower reading: and with its inputs."""

    kind: Literal["technology"] = "technology"
    origin: Country
    using_inputs: bool = False


class OriginAbroad(Frozen):
    """Goods of `origin` that leave another territory."""

    kind: Literal["origin_abroad"] = "origin_abroad"
    origin: Country


class Retransfer(Frozen):
    """Transfer by anyone, from anywhere else, of goods of `origin` in breach of the paragraph; `provision` states the liability."""

    kind: Literal["retransfer"] = "retransfer"
    origin: Country
    provision: Id


class Transferor(Frozen):
    """Acts of persons of a nationality, wherever they are."""

    kind: Literal["transferor"] = "transferor"
    nationality: Country


Reach = Annotated[Departure | ForeignContent | MadeWithTechnology | OriginAbroad | Retransfer | Transferor, Field(discriminator="kind")]
