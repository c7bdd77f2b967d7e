"""How closely a policy reads the facts of a shipment: which values of a fact it cannot tell apart.

Whatever is not said here keeps shipments apart as it is stated, a new field too. Some kinds of facts are read less closely, wherever in a
shipment they stand:

- a day counts by its place among the days that some event of the policy speaks of, and the days after them;
- a name only where it resembles one of the policy's names;
- a quantity only if some licence limits it;
- a country by the sets of countries, named anywhere in the policy, that it belongs to, and an end use by the sets of uses;
- the amount of an attribute by its place among the limits that the policy sets to that attribute;
- a customs code by the codes of the policy that say the same, as far as the shorter goes;
- a description not at all.

What the policy holds includes what its statements promise and its readings suppose.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Final, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..events.dates import LegalDay, day_after
from ..events.goods import CustomsCode, ListEntry, Measure
from ..events.model import AgreementConcluded, LicenceBase, LineCustomsCodes, PartyListed, Quantity
from ..events.scope import Country, EndUse
from .policy import Policy
from .resembling import Names
from .shipment import Amount, AttributeValue, Description, PartyName, Shipment

Found = TypeVar("Found")
Json = Mapping[str, Any]

_KEPT: Final = 65536  # names and days that are remembered


class Readings:
    """What a policy tells apart. Immutable; safe to use from several threads."""

    def __init__(self, policy: Policy) -> None:
        spoken = [spoken_of(event) for event in (*policy.events.values(), *policy.unplaced)]
        days = {day for one in spoken for day in one.days}
        self.days = sorted(days | {day_after(day) for day in days})
        self._places: dict[date, int] = {}
        self.limited = any(one.limits_quantity for one in spoken)
        self._names = Names(name for one in spoken for name in one.names)
        self._resembling = lru_cache(maxsize=_KEPT)(self._names.any)
        self._customs_known = frozenset(code for one in spoken for code in one.customs)
        self._customs = sorted(self._customs_known)
        self._spoken: dict[int, tuple[BaseModel, Spoken]] = {}
        self._read_closely(spoken)

    def _read_closely(self, spoken: Iterable["Spoken"]) -> None:
        """Countries, uses and limits, as closely as the texts do that speak of them."""
        countries: set[frozenset[str]] = set()
        uses: set[frozenset[str]] = set()
        limits: dict[str, set[Decimal]] = defaultdict(set)
        for one in spoken:
            countries |= one.countries
            uses |= one.uses
            for name, value in one.limits:
                limits[name].add(value)
        self._countries, self._uses = _alike(countries), _alike(uses)
        self._limits = {name: sorted(values) for name, values in limits.items()}

    def narrowed(self, texts: Iterable[BaseModel]) -> "Readings":
        """What is told apart of countries, uses and attributes where nothing but some texts of the policy can bear on the goods."""
        narrow = copy(self)
        narrow._read_closely(map(self._of_text, texts))
        return narrow

    def _of_text(self, text: BaseModel) -> "Spoken":
        """What a text of the policy speaks of, worked out once."""
        if id(text) not in self._spoken:
            self._spoken[id(text)] = text, spoken_of(text)
        return self._spoken[id(text)][1]

    def day(self, day: date) -> int:
        """Its place among the days on which something may change."""
        place = self._places.get(day)
        if place is None:
            place = bisect_right(self.days, day)
            if len(self._places) < _KEPT:
                self._places[day] = place
        return place

    def name(self, name: str) -> str:
        """The name where it resembles one of the policy's; "" for any other."""
        return name if self._resembling(name) else ""

    def country(self, code: str) -> str:
        """The first of the countries that cannot be told from it; "" for those that nothing names."""
        return self._countries.get(code, "")

    def use(self, use: str) -> str:
        """The first of the end uses that cannot be told from it; "" for those that nothing names."""
        return self._uses.get(use, "")

    def amount(self, attribute: str, value: Amount | str) -> Hashable:
        """The places of its bounds among the limits; a word is itself."""
        if isinstance(value, str):
            return value
        limits = self._limits.get(attribute, [])
        return tuple(
            None if bound is None else (bisect_left(limits, bound), bisect_right(limits, bound)) for bound in (value.min, value.max)
        )

    def customs(self, code: str) -> Hashable:
        """The customs codes of the policy that it begins with, and those that begin with it."""
        shorter = (code[:n] for n in range(4, len(code)))
        longer = self._customs[bisect_left(self._customs, code) : bisect_left(self._customs, code + ":")]  # ":" sorts after digits
        return (*(known for known in shorter if known in self._customs_known), *longer)

    def quantity(self, quantity: Quantity) -> Hashable:
        """Nothing, where no licence is limited and the quantity is one."""
        return None if not self.limited and quantity.value > 0 else (quantity.value, quantity.unit)

    def read(self, facts: Json) -> Hashable:
        """Some facts of a shipment, as JSON states them, as closely as the policy reads them. What is not valid stays as it is."""
        return self._model(Shipment, facts)

    def _model(self, model: type[BaseModel], facts: Json) -> Hashable:
        return tuple((name, self._value(_types(model).get(name), value)) for name, value in sorted(facts.items()))

    def _value(self, kind: Any, value: Any) -> Hashable:
        """A value of a field of some type; `kind` is null where there is no such field."""
        reader = _READERS.get(kind) if isinstance(kind, Hashable) else None
        if reader is not None:
            try:
                return (reader(self, _adapter(kind).validate_python(value)),)
            except ValidationError:
                return _as_stated(value)
        if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._model(kind, value)
        if isinstance(value, dict) and get_origin(kind) is dict:
            return tuple((name, self._attribute(name, amount)) for name, amount in sorted(value.items()))
        if isinstance(value, list) and get_origin(kind) is tuple:
            return tuple(self._value(get_args(kind)[0], item) for item in value)
        return _as_stated(value)

    def _attribute(self, name: str, value: Any) -> Hashable:
        try:
            return (self.amount(name, _adapter(AttributeValue).validate_python(value)),)
        except ValidationError:
            return _as_stated(value)


_READERS: Final[Mapping[Any, Callable[[Readings, Any], Hashable]]] = {
    LegalDay: Readings.day,
    PartyName: Readings.name,
    Country: Readings.country,
    EndUse: Readings.use,
    Quantity: Readings.quantity,
    CustomsCode: Readings.customs,
    Description: lambda _, text: bool(text),
}


@cache
def _types(model: type[BaseModel]) -> Mapping[str, Any]:
    """The types of the fields of a model, without what says that they may be absent."""
    return {name: _present(hint) for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields}


def _present(hint: Any) -> Any:
    kinds = [part for part in get_args(hint) if part is not type(None)] if get_origin(hint) in (Union, UnionType) else []
    return kinds[0] if len(kinds) == 1 else hint


@cache
def is_name(path: str) -> bool:
    """Whether the fact at a place in a shipment (`parties.0.name`) is the name of somebody."""
    kind: Any = Shipment
    for step in path.split("."):
        kind = get_args(kind)[0] if get_origin(kind) is tuple else _types(kind).get(step) if isinstance(kind, type) else None
    return bool(kind == PartyName)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _as_stated(value: Any) -> Hashable:
    match value:
        case dict():
            return tuple((name, _as_stated(item)) for name, item in sorted(value.items()))
        case list():
            return tuple(map(_as_stated, value))
        case _:
            return type(value).__name__, value


# What events speak of


class Spoken(NamedTuple):
    """What one event speaks of: days, names of parties, sets of countries and of end uses, limits of attributes, customs codes; whether it
    limits a quantity."""

    days: frozenset[date]
    names: tuple[str, ...]
    countries: frozenset[frozenset[str]]
    uses: frozenset[frozenset[str]]
    limits: frozenset[tuple[str, Decimal]]
    customs: frozenset[str]
    limits_quantity: bool


def spoken_of(event: BaseModel) -> Spoken:
    """Everything in the event, and in the events that it promises or supposes."""
    parts = list(_inside(event))
    listed = (name for part in parts if isinstance(part, PartyListed) for name in (part.name, *part.aliases))
    licences = [part for part in parts if isinstance(part, LicenceBase)]
    licensed = (name for licence in licences for name in (licence.holder, *licence.end_users) if name is not None)
    measures = (part for part in parts if isinstance(part, Measure) and part.attribute is not None and part.value is not None)
    return Spoken(
        days=frozenset(part for part in parts if isinstance(part, date)),
        names=tuple(dict.fromkeys((*listed, *licensed))),
        countries=frozenset(words for part in parts for words in _sets(part, Country)),
        uses=frozenset(words for part in parts for words in _sets(part, EndUse)),
        limits=frozenset((str(m.attribute), m.value) for m in measures if m.value is not None),
        customs=frozenset(code for part in parts if isinstance(part, ListEntry | LineCustomsCodes) for code in part.hs),
        limits_quantity=any(licence.quantity is not None for licence in licences),
    )


def _inside(value: Any) -> Iterator[Any]:
    """A value and everything in it."""
    yield value
    if isinstance(value, BaseModel):
        value = tuple(value.__dict__.values())
    if isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item)


def _sets(part: Any, kind: Any) -> Iterator[frozenset[str]]:
    """The words of a kind in each field of a model that has one, or a series of them; but for what nothing is compared with."""
    if not isinstance(part, BaseModel) or isinstance(part, PartyListed | AgreementConcluded):  # where a listed party is, who agreed
        return
    for name, hint in _types(type(part)).items():
        value = getattr(part, name)
        if hint == kind and value is not None:
            yield frozenset((value,))
        elif get_origin(hint) is tuple and get_args(hint)[0] == kind and value:
            yield frozenset(value)


def _alike(sets: Iterable[frozenset[str]]) -> dict[str, str]:
    """For each word in some of the sets the first of those that are in the same ones."""
    inside: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(sorted(sets, key=sorted)):
        for word in words:
            inside[word].append(number)
    first: dict[tuple[int, ...], str] = {}
    return {word: first.setdefault(tuple(inside[word]), word) for word in sorted(inside)}
