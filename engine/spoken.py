"""What events speak of: the days, names, countries, uses, limits and codes that facts of a shipment are compared with.

Found by the types of fields, wherever in an event they stand, in the events too that it promises or supposes: what a new kind of event says
in fields of these types cannot be forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ..events.dates import LegalDay
from ..events.goods import ListEntry, Measure
from ..events.model import AgreementConcluded, EventBase, LicenceBase, LineCustomsCodes, PartyListed
from ..events.scope import Country, EndUse

if TYPE_CHECKING:
    from .policy import Policy

_EVIDENCE: Final = frozenset(("sources", "quote"))  # of every event: what it rests on, and nothing is compared with
_ABOUT: Final = (PartyListed, AgreementConcluded)  # where a listed party is and who agreed: nothing is compared with that either

_OWN: Final = (PartyListed, LicenceBase, Measure, ListEntry, LineCustomsCodes)  # which speak of more than days, countries and uses
_KINDS: Final = (LegalDay, Country, EndUse)


class Spoken:
    """What some texts speak of: days, names on lists, names in licences, sets of countries and of end uses, limits by attribute, customs
    codes; whether some licence limits a quantity."""

    def __init__(self, texts: Iterable[BaseModel] = ()) -> None:
        self.days: set[date] = set()
        self.names: dict[str, None] = {}
        self.licensed: set[str] = set()
        self.countries: set[frozenset[str]] = set()
        self.uses: set[frozenset[str]] = set()
        self.limits: set[tuple[str, Decimal]] = set()
        self.customs: set[str] = set()
        self.limits_quantity = False
        for text in texts:
            self.hear(text)

    def with_(self, *others: "Spoken") -> "Spoken":
        """All of it together, but for the names."""
        out = Spoken()
        for one in (self, *others):
            out.add(one)
        return out

    def add(self, other: "Spoken") -> None:
        """Add what another speaks of, but for the names."""
        self.days |= other.days
        self.countries |= other.countries
        self.uses |= other.uses
        self.limits |= other.limits
        self.customs |= other.customs
        self.limits_quantity |= other.limits_quantity

    def hear(self, text: BaseModel) -> None:
        """Add what a text speaks of."""
        plan = plan_of(type(text))
        if plan.own:
            self._own(text)
        values = text.__dict__
        for name in plan.days:
            self.days.update(_items(values[name]))
        for name in plan.inside:
            for part in _models(values[name]):
                self.hear(part)
        for name in plan.countries:
            if words := _items(values[name]):
                self.countries.add(frozenset(words))
        for name in plan.uses:
            if words := _items(values[name]):
                self.uses.add(frozenset(words))

    def _own(self, text: BaseModel) -> None:
        """What kinds of texts speak of besides; see `_OWN`."""
        match text:
            case PartyListed():
                self.names |= dict.fromkeys((text.name, *text.aliases))
            case LicenceBase():
                self.licensed.update(name for name in (text.holder, *text.end_users) if name is not None)
                self.limits_quantity |= text.quantity is not None
            case Measure() if text.attribute is not None and text.value is not None:
                self.limits.add((text.attribute, text.value))
            case ListEntry() | LineCustomsCodes():
                self.customs.update(text.hs)


def spoken_of(policy: "Policy") -> Spoken:
    """What the events of a policy speak of, those that it cannot place included. Of an event held in part that is held too."""
    out, rests = Spoken(policy.unplaced), dict[int, Spoken]()
    for held in policy.order:
        if held.rest is None:
            out.hear(held.event)
        else:
            rests[id(held.rest)] = held.rest
            held.speak(out)
    for rest in rests.values():
        out.add(rest)
    out.days.discard(None)
    out.licensed.discard(None)
    return out


class _Plan(NamedTuple):
    """The fields of a model in which there is something."""

    days: tuple[str, ...]
    countries: tuple[str, ...]
    uses: tuple[str, ...]
    inside: tuple[str, ...]  # other models
    own: bool  # whether it speaks of more


@cache
def plan_of(model: type[BaseModel]) -> _Plan:
    """Where a model speaks of something."""
    skipped = _EVIDENCE if issubclass(model, EventBase) else frozenset()
    kinds = {name: hint for name, hint in types_of(model).items() if name not in skipped}
    about = issubclass(model, _ABOUT)

    def of(kind: Any) -> tuple[str, ...]:
        return tuple(name for name, hint in kinds.items() if hint == kind or _each(hint) == kind)

    inside = tuple(name for name, hint in kinds.items() if _speaks(hint, set()))
    return _Plan(of(LegalDay), () if about else of(Country), () if about else of(EndUse), inside, issubclass(model, _OWN))


def _speaks(hint: Any, met: set[Any]) -> bool:
    """Whether in values of a type there may be models that speak of something."""
    if not isinstance(hint, type) or not issubclass(hint, BaseModel):
        return hint is Any or any(_speaks(part, met) for part in get_args(hint))
    if hint in met:
        return False
    met.add(hint)
    kinds = types_of(hint).values()
    own = issubclass(hint, _OWN) or any(kind in _KINDS or _each(kind) in _KINDS for kind in kinds)
    return own or any(_speaks(kind, met) for kind in kinds)


@cache
def types_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """The types of the fields of a model, without what says that they may be absent."""
    return {name: _present(hint) for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields}


def _present(hint: Any) -> Any:
    kinds = [part for part in get_args(hint) if part is not type(None)] if get_origin(hint) in (Union, UnionType) else []
    return kinds[0] if len(kinds) == 1 else hint


def _each(hint: Any) -> Any:
    """What a series has for each of its items; null for what is no series."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _models(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _models(item)


def _items(value: Any) -> tuple[Any, ...]:
    """The values of a field that has one, several or none."""
    return () if value is None else value if isinstance(value, tuple) else (value,)
