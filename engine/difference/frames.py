"""What shipments of a comparison state beside their goods: a frame fixes some facts, and the others take every value that a policy tells
apart. What no frame has is outside of the comparison.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Final, NamedTuple, get_args

from ...events.model import Conditions, LicenceBase, Requirement
from ...events.scope import (
    Departure,
    EndUse,
    ForeignContent,
    MadeWithTechnology,
    OriginAbroad,
    Reach,
    Retransfer,
    Transferor,
    country_names,
)
from .amounts import cut

Json = Mapping[str, Any]
USES: Final[tuple[str | None, ...]] = (*get_args(EndUse), None)


class Way(NamedTuple):
    """Some facts that a frame leaves open, in words and as a shipment states them."""

    text: str
    facts: Json


@dataclass(frozen=True)
class Frame:
    """Facts beside the goods. `text`: in words; `facts`: as a shipment states them; `ways`: what they leave open beside destination, end
    user and end use; `leaves`: the territory that the goods leave, null where it is one that no text names."""

    text: str
    facts: Json
    ways: tuple[Way, ...]
    leaves: str | None


class User(NamedTuple):
    """An end user: country, whether military, name; null: not stated. `name` "" is one that is on no list and resembles none."""

    country: str | None
    military: bool | None
    name: str | None


def frames(requirements: Iterable[Requirement], licences: Iterable[LicenceBase], somewhere: str, material: str | None) -> tuple[Frame, ...]:
    """The frames in which some requirements can reach a shipment. `somewhere`: a country that no text names; `material`: any material."""
    kinds: dict[Reach, None] = {kind: None for text in requirements for kind in text.reach}
    exporters = tuple(_exporters(licences))
    out = [_departure(territory, exporters) for territory in dict.fromkeys(k.territory for k in kinds if isinstance(k, Departure))]
    abroad = dict.fromkeys(k.origin for k in kinds if isinstance(k, OriginAbroad | Retransfer))
    out += [
        Frame(f"goods of {origin} origin that leave another country", {"origin": origin, **_leaving(somewhere)}, exporters, None)
        for origin in abroad
    ]
    out += [_content(k, somewhere) for k in kinds if isinstance(k, ForeignContent)]
    out += [_technology(k, somewhere, material) for k in kinds if isinstance(k, MadeWithTechnology)]
    out += [_transferor(n, somewhere) for n in dict.fromkeys(k.nationality for k in kinds if isinstance(k, Transferor))]
    return tuple(out)


def _leaving(country: str) -> dict[str, Any]:
    return {"departure": {"country": country}}


def _departure(territory: str, exporters: tuple[Way, ...]) -> Frame:
    return Frame(
        f"export from {territory} of goods of {territory} origin", {"origin": territory, **_leaving(territory)}, exporters, territory
    )


def _exporters(licences: Iterable[LicenceBase]) -> Iterator[Way]:
    """Nobody named, and the holders of licences that differ, with the quantities that their licences tell apart."""
    yield Way("", {})
    for licence in licences:
        if licence.holder is None and licence.quantity is None:
            continue
        held: dict[str, Any] = {} if licence.holder is None else {"exporter": {"name": licence.holder}}
        text = f"exported by {licence.holder}" if licence.holder else "any exporter"
        if licence.holder is not None:
            yield Way(text, held)
        if licence.quantity is not None:
            limit, unit = licence.quantity.value, licence.quantity.unit
            for part in cut([limit], least=None):
                if part.high is not None and part.high <= 0:
                    continue
                amount = limit / 2 if part.low is None else part.some
                yield Way(f"{text}, {part} {unit}", {**held, "quantity": {"value": amount, "unit": unit}})


def _content(kind: ForeignContent, somewhere: str) -> Frame:
    """Made abroad with one input that counts, of each material and in each form, with each share that the limit tells apart."""
    ways = [Way("no input of such origin", {"content": [], "content_complete": True}), Way("inputs not stated", {})]
    shares = list(cut([kind.share_pct], kind.share_pct * 0, kind.share_pct * 0 + 100))
    for item in kind.inputs:
        for material, form, share in product(item.materials, item.forms or (None,), shares):
            what: dict[str, Any] = {"material": material, "origin": kind.origin, "value_share_pct": share.some}
            what |= {"form": form} if form is not None else {}
            named = f"{material} {form}" if form else material
            ways.append(Way(f"{named} worth {share} % of the goods, and no other input", {"content": [what], "content_complete": True}))
    facts = {"origin": somewhere, **_leaving(somewhere)}
    return Frame(f"goods made outside of {kind.origin} with inputs of its origin", facts, tuple(ways), None)


def _technology(kind: MadeWithTechnology, somewhere: str, material: str | None) -> Frame:
    made = (("with its technology", kind.origin), ("with other technology", somewhere), ("with technology of unstated origin", None))
    inputs: list[Way] = [Way("", {})]
    if kind.using_inputs:
        inputs.append(Way(", no input of its origin", {"content": [], "content_complete": True}))
        if material is not None:
            inputs.append(Way(", some input of its origin", {"content": [{"material": material, "origin": kind.origin}]}))
    ways = tuple(
        Way(text + more.text, {**more.facts, **({"technology_origin": origin} if origin else {})})
        for more, (text, origin) in product(inputs, made)
    )
    return Frame(f"goods made outside of {kind.origin}, by technology", {"origin": somewhere, **_leaving(somewhere)}, ways, None)


def _transferor(nationality: str, somewhere: str) -> Frame:
    persons = (("of this nationality", nationality), ("of another nationality", somewhere), ("of unstated nationality", None))
    ways = tuple(Way(f"a person {text}", {"exporter": {"nationality": n}} if n else {}) for text, n in persons)
    facts = {"act": "technology_transfer", "origin": somewhere, **_leaving(somewhere)}
    return Frame(f"technology that a person of {nationality} nationality transfers abroad", facts, ways, None)


class Rest:
    """The facts of one frame beside the goods, as closely as some conditions read them."""

    def __init__(self, frame: Frame, conditions: Iterable[Conditions], licences: Iterable[LicenceBase], names: Iterable[str], unlisted: str,
                 apart: Iterable[frozenset[str]]) -> None:  # fmt: skip
        self.frame, self.unlisted = frame, unlisted
        self._conditions, self._licences = tuple(conditions), tuple(licences)
        tests = [c.parties for c in self._conditions if c.parties is not None]
        self._sets = [*apart, *(frozenset(t.countries) for t in tests)]
        for where in (*(c.destinations for c in self._conditions), *(item.destinations for item in self._licences)):
            self._sets += [frozenset(where.countries), frozenset(where.exclude)]
        self.countries = self._alike()
        places: tuple[str | None, ...] = (*(group[0] for group in self.countries), None)
        self.users: tuple[User | None, ...] = (None, *(User(*each) for each in product(places, (False, True, None), ("", *names, None))))
        self.destinations = tuple(g for g in self._destinations())

    def _alike(self) -> tuple[tuple[str, ...], ...]:
        """Countries in sets that no text tells apart; the one that the goods leave by itself, where the frame names it."""
        leaves = self.frame.facts["departure"]["country"]
        groups: dict[Hashable, list[str]] = {}
        for country in sorted(country_names(), key=lambda code: (code == leaves, code)):  # one that stands for others is not that one
            inside = tuple(country in group for group in self._sets)
            groups.setdefault((inside, country == self.frame.leaves), []).append(country)
        return tuple(tuple(group) for group in groups.values())

    def _destinations(self) -> Iterator[tuple[str, ...]]:
        """Where the goods go: anywhere but to the country that they leave."""
        leaves = self.frame.facts["departure"]["country"]
        return (group for group in self.countries if group != (leaves,))

    @cached_property
    def wide(self) -> Mapping[str, tuple[str, ...]]:
        """All countries that are alike to one, by the first of them."""
        return {group[0]: group for group in self.countries}

    def party(self, user: User | None) -> Json:
        """The end user, as a shipment states it."""
        if user is None:
            return {}
        facts: dict[str, Any] = {"role": "end_user", "owners": []}
        facts |= {"country": user.country} if user.country is not None else {}
        facts |= {"military": user.military} if user.military is not None else {}
        facts |= {"name": user.name or self.unlisted} if user.name is not None else {}
        return {"parties": [facts]}

    def facts(self, way: int, destination: str, use: str | None, user: User | None) -> dict[str, Any]:
        """Everything beside the goods and the day, as a shipment states it."""
        out = {**self.frame.facts, **self.frame.ways[way].facts, **self.party(user), "destination": destination}
        return out | ({"end_use": use} if use is not None else {})
