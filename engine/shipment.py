"""The question: the facts of one shipment, strictly read.

What is absent is unknown, never no. Amounts are exact decimals, written as strings; `{"min": …}` and `{"max": …}` are bounds, both
included, as data sheets give them. Names of materials, forms and attributes come from the corpus and are checked by
`engine.identify` against the policy that the question is asked of.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    StrictBool,
    StringConstraints,
    Tag,
    ValidationError,
    model_serializer,
    model_validator,
)

from ..events.citation import Frozen
from ..events.dates import LegalDay
from ..events.goods import CustomsCode, ExactDecimal, Kind, Name, decimal_text
from ..events.model import Quantity
from ..events.scope import Act, Country, EndUse, Role

Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.]{1,31}$")]
Description = Annotated[str, StringConstraints(max_length=2000)]
LONGEST_NAME: Final = 300
PartyName = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True)]
Share = Annotated[ExactDecimal, Field(ge=0, le=100)]


class ShipmentError(ValueError):
    """The question cannot be asked as it stands. `problems`: (pointer to the field, what is wrong and what to do)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{field}: {text}" for field, text in problems))


class Amount(Frozen):
    """A number known exactly (`"99.9"`) or by bounds, both included (`{"min": "99.9"}`)."""

    min: ExactDecimal | None = None
    max: ExactDecimal | None = None

    @model_validator(mode="before")
    @classmethod
    def _exact(cls, value: Any) -> Any:
        return {"min": value, "max": value} if isinstance(value, str | int | float | Decimal) else value

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.min is None and self.max is None:
            raise ValueError("an amount needs a value, a `min` or a `max`")
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError(f"`max` {self.max} is below `min` {self.min}")
        return self

    @model_serializer
    def _as_given(self) -> Any:
        if self.min == self.max and self.min is not None:
            return decimal_text(self.min)
        bounds = {"min": self.min, "max": self.max}
        return {name: decimal_text(bound) for name, bound in bounds.items() if bound is not None}


def _per_cent(amount: Amount) -> Amount:
    for bound in (amount.min, amount.max):
        if bound is not None and not 0 <= bound <= 100:
            raise ValueError(f"{bound} is not between 0 and 100 per cent")
    return amount


Percentage = Annotated[Amount, AfterValidator(_per_cent)]


def _word_or_amount(value: Any) -> str:
    return "word" if isinstance(value, str) and value[:1].isalpha() else "amount"


AttributeValue = Annotated[Annotated[Amount, Tag("amount")] | Annotated[Name, Tag("word")], Discriminator(_word_or_amount)]


class Component(Frozen):
    """A substance that the goods contain. Without `wt_pct`: present, in an unknown amount. `"0"`: stated absent."""

    substance: Name
    wt_pct: Percentage | None = None
    basis: Literal["tested", "declared", "typical"] | None = None


class Goods(Frozen):
    """What is shipped: a list code, or material and form, or at least a customs code."""

    kind: Kind | None = None
    description: Description | None = None
    code: Code | None = None
    list: Annotated[str, StringConstraints(max_length=32)] | None = None
    edition: LegalDay | None = None
    hs: CustomsCode | None = None
    material: Name | None = None
    form: Name | None = None
    processing: Literal["raw", "primary", "incorporated"] | None = None
    composition: tuple[Component, ...] = Field(default=(), max_length=200)
    composition_complete: StrictBool | None = None
    attributes: dict[Name, AttributeValue] = Field(default={}, max_length=200)
    dual_use: StrictBool | None = None
    contains: tuple[Name, ...] | None = Field(default=None, max_length=50)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        substances = [component.substance for component in self.composition]
        if len(set(substances)) != len(substances):
            raise ValueError("`composition` names a substance twice: state each once")
        least = sum(c.wt_pct.min for c in self.composition if c.wt_pct and c.wt_pct.min is not None)
        if least > 100:
            raise ValueError(f"`composition` adds up to at least {least} per cent: it cannot exceed 100")
        if self.list is not None and self.code is None and self.dual_use is None:
            raise ValueError("`list` says where a code stands: give the `code` too")
        if not (self.code or self.hs or self.material or self.description or self.dual_use is not None):
            raise ValueError("the goods are not identified: give `code`, or `material` and `form`, or at least `hs` or `description`")
        return self

    def component(self, substance: str) -> Component | None:
        """What the composition says about a substance."""
        return next((c for c in self.composition if c.substance == substance), None)


class Departure(Frozen):
    """Where the goods leave from; `zone` names a bonded or other special zone, which is territory all the same."""

    country: Country | None = None
    zone: Annotated[str, StringConstraints(max_length=64)] | None = None


class Exporter(Frozen):
    """Who exports; `nationality` also of persons who only render a service."""

    name: PartyName | None = None
    country: Country | None = None
    nationality: Country | None = None


class Owner(Frozen):
    """An owner of a party with its share."""

    name: PartyName
    share_pct: Share | None = None


class Party(Frozen):
    """Somebody who takes part."""

    role: Role
    name: PartyName | None = None
    country: Country | None = None
    military: StrictBool | None = None
    owners: tuple[Owner, ...] | None = Field(default=None, max_length=100)


class Content(Frozen):
    """An input built into the goods, with its share of their value in per cent."""

    material: Name
    form: Name | None = None
    origin: Country | None = None
    value_share_pct: Percentage | None = None


class Shipment(Frozen):
    """The question. Required: one identification of the goods, the destination, the date."""

    goods: Goods
    act: Act | None = None
    origin: Country | None = None
    departure: Departure = Departure()
    destination: Country
    exporter: Exporter = Exporter()
    parties: tuple[Party, ...] | None = Field(default=None, max_length=100)
    end_use: EndUse | None = None
    content: tuple[Content, ...] = Field(default=(), max_length=200)
    content_complete: StrictBool | None = None
    technology_origin: Country | None = None
    quantity: Quantity | None = None
    date: LegalDay
    exit_date: LegalDay | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.quantity is not None and self.quantity.value <= 0:
            raise ValueError(f"`quantity` {self.quantity.value} is not positive: state how much is shipped")
        least = sum(c.value_share_pct.min for c in self.content if c.value_share_pct and c.value_share_pct.min is not None)
        if least > 100:
            raise ValueError(f"`content` adds up to at least {least} per cent of the value: it cannot exceed 100")
        if self.exit_date is not None and self.exit_date < self.date:
            raise ValueError(f"`exit_date` {self.exit_date} is before the export date {self.date}")
        moves = self.act in (None, "export", "reexport") and self.goods.kind in (None, "goods")
        if moves and self.departure.country == self.destination:
            raise ValueError(f"`destination` {self.destination} is the country of departure: that is no export")
        return self


def pointer(location: tuple[int | str, ...]) -> str:
    """`goods.composition[0].wt_pct` for a location in the question."""
    out = ""
    for part in location:
        if isinstance(part, int):
            out += f"[{part}]"
        elif part not in ("amount", "word"):  # tags of a union, not fields
            out += f".{part}" if out else part
    return out


def problems_of(error: ValidationError) -> list[tuple[str, str]]:
    """A validation error as (field, text) pairs in our own words where pydantic's would not say what to do."""
    return list(_problems(error))


def _problems(error: ValidationError) -> Iterator[tuple[str, str]]:
    for item in error.errors(include_url=False):
        text = item["msg"].removeprefix("Value error, ")
        match item["type"]:
            case "extra_forbidden":
                text = "unknown field: remove it, or look up its name in the documentation"
            case "missing":
                text = "required: give a value"
            case "literal_error":
                text = f"`{item['input']}` is not one of {item['ctx']['expected']}"
            case "string_pattern_mismatch":
                text = f"`{item['input']}` does not have the form {item['ctx']['pattern']}"
        yield pointer(tuple(item["loc"])) or "shipment", text


def read_shipment(data: object) -> Shipment:
    """A shipment from parsed JSON; every problem in one `ShipmentError`."""
    try:
        return Shipment.model_validate(data)
    except ValidationError as error:
        raise ShipmentError(problems_of(error)) from error
