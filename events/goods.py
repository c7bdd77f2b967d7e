"""Lines of control lists, their criteria, and the names that the corpus uses for goods.

A list entry describes goods by material, form, what they contain and exact technical criteria. Customs codes are kept beside
it as hints: they never decide. What could not be read of a text is marked as such and compares as unknown.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema, model_validator

from .citation import Frozen, Id, Text

_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)


def exact_decimal(value: Any) -> Decimal:
    """A decimal written as a string of digits with an optional point. Binary floats have already lost digits and are refused."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise ValueError(f'`{value}` is not an exact decimal: write it as a string of digits, for example "99.9"')
    return Decimal(value)


def decimal_text(value: Decimal) -> str:
    """The one canonical spelling of a decimal: no exponent, no trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


ExactDecimal = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    PlainSerializer(decimal_text, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,20}(\.[0-9]{1,20})?$"}),
]

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,63}$")]
"""A name of the vocabulary: material, substance, form, attribute or family, in snake_case."""

CustomsCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,10}$")]
Kind = Literal["goods", "software", "technology", "service"]
Operator = Literal[">", ">=", "<", "<=", "="]


class Measure(Frozen):
    """One comparison of a text: `purity_pct > 99.9`, `wt_pct of tungsten >= 97`, or a word such as `twist = untwisted`.

    The number is in the unit of the attribute's name (`wt_pct` for a substance). A null operator or value is one that could not be
    read: it compares as unknown.
    """

    attribute: Name | None = None
    substance: Name | None = None
    op: Operator | None
    value: ExactDecimal | None = None
    word: Name | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if (self.attribute is None) == (self.substance is None):
            raise ValueError("a measure compares either an `attribute` or a `substance`")
        if self.value is not None and self.word is not None:
            raise ValueError("a measure has either a `value` or a `word`")
        return self


class FormIs(Frozen):
    """True of goods in one of these forms; for texts that set different limits for different forms."""

    form: tuple[Name, ...]


class AllOf(Frozen):
    """A conjunction."""

    all: tuple["Criterion", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """A disjunction."""

    any: tuple["Criterion", ...] = Field(min_length=1)


Criterion = Measure | FormIs | AllOf | AnyOf
AllOf.model_rebuild()
AnyOf.model_rebuild()


class ListEntry(Frozen):
    """One line of a control list.

    `materials` and `forms`: goods must be one of each (empty: any). `contains`: must contain one of these substances, in any
    amount unless the criteria say otherwise. `alloy_of`: the named alloy, a list closed by name. `criteria_unread`: why the
    criteria are not known. A `stub` is a code that other texts name but whose line was not read; a `reserved` line controls nothing.
    """

    line: Id
    list: str = "CN-DU"
    code: str | None = None
    text: Text
    kind: Kind = "goods"
    materials: tuple[Name, ...] = ()
    forms: tuple[Name, ...] = ()
    contains: tuple[Name, ...] = ()
    alloy_of: tuple[Name, ...] = ()
    criteria: Criterion | None = None
    criteria_unread: str | None = None
    stub: bool = False
    reserved: bool = False
    excludes: tuple[str, ...] = ()
    hs: tuple[CustomsCode, ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _described(self) -> Self:
        if not (self.stub or self.reserved or self.materials or self.forms or self.contains):
            raise ValueError(f"`{self.line}` describes no goods: give materials, forms or contents, or mark it as a stub or as reserved")
        return self


def as_before(entries: Iterable[ListEntry], before: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """The lines of an amendment; one that says what it said before is the very same object."""
    known = {entry.line: entry for entry in before}
    return tuple(same if (same := known.get(entry.line)) == entry and same is not None else entry for entry in entries)


class MaterialName(Frozen):
    """A material of the vocabulary. `constituents`: the substances that its name states; `closed`: it has no others
    (a compound), where an open system (a magnet alloy) may have additions. Its `family` groups materials for coverage."""

    name: Name
    text: Text
    constituents: tuple[Name, ...] = ()
    closed: bool = False
    family: Name | None = None


class FormName(Frozen):
    """A form of the vocabulary.

    In a `pure` form (metal, oxide) the named element is all there is unless stated; otherwise what else the goods contain is unknown
    until stated. An `elemental` form is never a compound or an alloy. A form that is only a shape or a stage (powder, article,
    component) leaves open which of the forms in `may_be` the goods are in, or contain. `kind`: what things in this form are.
    """

    name: Name
    text: Text
    pure: bool = False
    elemental: bool = False
    may_be: tuple[Name, ...] = ()
    kind: Kind = "goods"


class AttributeName(Frozen):
    """A technical attribute of the vocabulary, with its unit (null for words) and, for words, the values that it may take."""

    name: Name
    text: Text
    unit: str | None = None
    words: tuple[Name, ...] = ()


class ControlList(Frozen):
    """A list of codes: whose it is, and the code heads (`3C001`) that are known to be on it."""

    name: str
    authority: str
    text: Text
    heads: tuple[str, ...] = ()
