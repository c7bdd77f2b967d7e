"""How closely a policy reads the facts of a shipment: which values of a fact it cannot tell apart.

Whatever is not said here keeps shipments apart as it is stated, a new field too. Some kinds of facts are read less closely, wherever in a
shipment they stand:

- a day counts by its place among the days that some event of the policy speaks of, and the days after them;
- a name only where it resembles one on the policy's lists, or is one in its licences;
- a quantity only if some licence limits it;
- a country by the sets of countries, named anywhere in the policy, that it belongs to, and an end use by the sets of uses;
- the amount of an attribute by its place among the limits that the policy sets to that attribute;
- a customs code by the codes of the policy that say the same, as far as the shorter goes;
- a description not at all.

What the policy holds includes what its statements promise and its readings suppose.
"""

import weakref
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..events.dates import LegalDay, day_after
from ..events.goods import CustomsCode
from ..events.model import Quantity
from ..events.scope import Country, EndUse
from .names import normal_form, normalise
from .policy import Policy
from .resembling import Names
from .shipment import Amount, AttributeValue, Description, PartyName, Shipment
from .spoken import Spoken, spoken_of, types_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K = TypeVar("K", date, str)
D = TypeVar("D", bound=Hashable)
V = TypeVar("V")

Json = Mapping[str, Any]

_KEPT: Final = 65536  # names and days that are remembered


class _Remembered(dict[D, V]):
    """Values by what they are worked out from, as many as are remembered. A look-up is one step."""

    def __init__(self, work_out: Callable[[D], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: D) -> V:
        if len(self) >= _KEPT:
            self.clear()
        return self.setdefault(key, self._work_out(key))


class Readings:
    """What a policy tells apart. Immutable; safe to use from several threads."""

    def __init__(self, policy: Policy) -> None:
        self.days: list[date] = []
        self._customs: list[str] = []
        self._licensed: set[str] = set()  # normal forms; later policies of the log share them, and may add some
        spoken = spoken_of(policy)
        self._hear(policy, spoken.with_(), spoken, policy.names.with_(spoken.names))  # on lists, and what is promised

    def _hear(self, policy: Policy, spoken: Spoken, added: Spoken, names: Names) -> None:
        """`added`: what of `spoken` the days, customs codes and names in licences are not known of yet."""
        self._policy, self._spoken, licensed = weakref.ref(policy), spoken, self._licensed
        licensed.update(map(normal_form, added.licensed))
        self.days = _with(self.days, (*added.days, *map(day_after, added.days)))
        self._customs = _with(self._customs, added.customs)
        self.limited = spoken.limits_quantity
        self._names = names
        self.day: Callable[[date], int] = _Remembered[date, int](partial(bisect_right, self.days)).__getitem__
        """Its place among the days on which something may change."""
        told = _Remembered[str, str](lambda name: name if normalise(name) in licensed or names.any(name) else "")
        self.name: Callable[[str], str] = told.__getitem__
        """The name where it resembles one of the policy's lists, or is one in its licences; "" for any other."""
        self._of_texts: dict[int, tuple[BaseModel, Spoken]] = {}
        self._read_closely(spoken)

    def _read_closely(self, spoken: Spoken) -> None:
        """Countries, uses and limits, as closely as the texts do that speak of them."""
        self._countries, self._uses = _alike(spoken.countries), _alike(spoken.uses)
        limits: dict[str, set[Decimal]] = defaultdict(set)
        for name, value in spoken.limits:
            limits[name].add(value)
        self._limits = {name: sorted(values) for name, values in limits.items()}

    def grown(self, policy: Policy) -> "Readings":
        """The readings of a policy that may have grown from this one's, at the cost of what came to it. What was taken out of it is told
        apart still: more than there is need for, never less."""
        if policy.grown is None or policy.grown.before() is not self._policy() or policy.unplaced:
            return Readings(policy)
        more = copy(self)
        added = Spoken(policy.grown.added)
        more._hear(policy, self._spoken.with_(added), added, self._names.with_(added.names))
        return more

    def narrowed(self, texts: Iterable[BaseModel]) -> "Readings":
        """What is told apart of countries, uses and attributes where nothing but some texts of the policy can bear on the goods."""
        narrow = copy(self)
        narrow._read_closely(Spoken().with_(*map(self._of_text, {id(text): text for text in texts}.values())))
        return narrow

    def _of_text(self, text: BaseModel) -> Spoken:
        """What a text of the policy speaks of, worked out once."""
        if id(text) not in self._of_texts:
            self._of_texts[id(text)] = text, Spoken((text,))
        return self._of_texts[id(text)][1]

    def any_of(self, names: Sequence[str]) -> "NDArray[np.bool_]":
        """Of each name whether it is told apart from those that are nobody's in particular. Needs NumPy."""
        from .names_in_bulk import among

        return self._names.any_of(names) | among(tuple(self._licensed), names)

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
        return (*(known for known in shorter if known in self._spoken.customs), *longer)

    def quantity(self, quantity: Quantity) -> Hashable:
        """Nothing, where no licence is limited and the quantity is one."""
        return None if not self.limited and quantity.value > 0 else (quantity.value, quantity.unit)

    def read(self, facts: Json) -> Hashable:
        """Some facts of a shipment, as JSON states them, as closely as the policy reads them. What is not valid stays as it is."""
        return self._model(Shipment, facts)

    def _model(self, model: type[BaseModel], facts: Json) -> Hashable:
        return tuple((name, self._value(types_of(model).get(name), value)) for name, value in sorted(facts.items()))

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
    LegalDay: lambda readings, day: readings.day(day),
    PartyName: lambda readings, name: readings.name(name),
    Country: Readings.country,
    EndUse: Readings.use,
    Quantity: Readings.quantity,
    CustomsCode: Readings.customs,
    Description: lambda _, text: bool(text),
}


@cache
def is_name(path: str) -> bool:
    """Whether the fact at a place in a shipment (`parties.0.name`) is the name of somebody."""
    kind: Any = Shipment
    for step in path.split("."):
        kind = get_args(kind)[0] if get_origin(kind) is tuple else types_of(kind).get(step) if isinstance(kind, type) else None
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


def _with(inorder: list[K], more: Iterable[K]) -> list[K]:
    """An ordered list with what is not in it yet; the same one where it has all of it."""
    new = {item for item in more if (place := bisect_left(inorder, item)) == len(inorder) or inorder[place] != item}
    return sorted(chain(inorder, sorted(new))) if new else inorder


def _alike(sets: Iterable[frozenset[str]]) -> dict[str, str]:
    """For each word in some of the sets the first of those that are in the same ones."""
    inside: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(sets):
        for word in words:
            inside[word].append(number)
    first: dict[tuple[int, ...], str] = {}
    return {word: first.setdefault(tuple(inside[word]), word) for word in sorted(inside)}
