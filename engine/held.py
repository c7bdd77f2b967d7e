"""What the engine holds of an event: its place in the fold, its digest, and what the fold reads of it.

Most events are held whole. Of the kinds that come by the hundred thousand (licences and their ends, names on lists and their ends, reviews,
announcements) only some fields are held; the event itself is read when it is asked for.

Rows of these kinds are not read by the model before, but for what amendments change. What was stored had been validated, and nobody can
change it but past the guards of the database, where one valid text is put for another as easily as an invalid one. So of what is held the
types are looked at, the days and their order; how a name is spelt is not: one that no other event can have meets none. Of the rest nothing
follows before the model reads it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import product
from operator import itemgetter
from sys import intern
from typing import Any, ClassVar, Final, NamedTuple

import orjson

from ..events import codec
from ..events.dates import legal_day
from ..events.errors import CodecError, JsonError, LogDamaged
from ..events.log import Recorded
from ..events.model import Amendment, Event, Requirement
from ..events.rows import Row
from .bodies import Bodies
from .spoken import Spoken, plan_of

_PLACES: Final = 40  # bits of a position
POSITION: Final = (1 << _PLACES) - 1
SUPPOSED: Final = 1 << 64  # after every day and position: what is only supposed is folded last

Source = Event | Bodies


def key_of(day: date, position: int) -> int:
    """The order of the fold, as one number."""
    return (day.toordinal() << _PLACES) | position


def day_key(day: date) -> int:
    """The keys of what was public by the end of a day are smaller."""
    return (day.toordinal() + 1) << _PLACES


class Held:
    """An event in its place. `key`: day and position, the order of the fold; `digest`: the SHA-256 of what of its stored bytes counts for
    decisions. Other attributes are fields of the event, under the names of the model."""

    __slots__ = ("_source", "digest", "id", "key")

    type: str
    gives_effect_to: tuple[str, ...]
    rest: Spoken | None = None  # what it speaks of, but for what `speak` adds; null: the event has to be heard

    def __init__(self, key: int, digest: bytes, source: Source, id: str) -> None:
        self.key, self.digest, self._source, self.id = key, digest, source, id

    @property
    def position(self) -> int:
        return self.key & POSITION

    @property
    def event(self) -> Any:
        """The whole event, of its type. `LogDamaged` if it was stored and cannot be read."""
        source = self._source
        return source.event(self.position) if isinstance(source, Bodies) else source

    def __getattr__(self, name: str) -> Any:
        """A field that is not held apart."""
        if name.startswith("_") or name in ("digest", "id", "key"):
            raise AttributeError(name)
        return getattr(self.event, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and (self.key, self.digest, self.event) == (other.key, other.digest, other.event)

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"<{self.type} {self.id}>"


class Whole(Held):
    """An event that is held as it is."""

    __slots__ = ("gives_effect_to", "type")

    def __init__(self, key: int, digest: bytes, event: Event) -> None:
        super().__init__(key, digest, event, event.id)
        self.type, self.gives_effect_to = event.type, event.gives_effect_to


# Held in part


class Part(Held):
    """Some fields of an event; one that gives effect to a statement is held whole."""

    __slots__ = ("instrument", "published", "rest")

    gives_effect_to = ()
    fields: ClassVar[tuple[str, ...]]  # those that it is made of, after its key, digest and source; a period comes last

    rest: Spoken | None

    def speak(self, out: Spoken) -> None:
        """Add the days and names that are held apart, or `None` where there is none, and what changes say."""
        raise NotImplementedError


class Listing(Part):
    __slots__ = ("aliases", "from_", "list", "name", "provision", "through")

    type = "party_listed"
    fields = ("id", "instrument", "published", "provision", "list", "name", "aliases", "from_", "through")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None, provision: str | None,
                 list: str, name: str, aliases: tuple[str, ...], from_: date, through: date | None) -> None:  # fmt: skip
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.provision, self.list, self.name, self.aliases, self.from_, self.through = provision, list, name, aliases, from_, through

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.from_, self.through))  # type: ignore[arg-type]
        out.names[self.name] = None
        for name in self.aliases:
            out.names[name] = None


class Licence(Part):
    __slots__ = ("end_users", "from_", "groups", "holder", "provision", "targets", "through")

    fields = ("id", "instrument", "published", "provision", "targets", "holder", "end_users", "destinations", "from_", "through")

    def __init__(
        self,
        key: int,
        digest: bytes,
        source: Source,
        id: str,
        instrument: str,
        published: date | None,
        provision: str | None,
        targets: tuple[str, ...],
        holder: str | None,
        end_users: tuple[str, ...],
        destinations: Any,
        from_: date | None,
        through: date | None,
    ) -> None:
        """Of the destinations, as the model or as JSON has them, only the groups are held."""
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.provision, self.targets, self.holder, self.end_users = provision, targets, holder, end_users
        self.from_, self.through = from_, through
        self.groups: tuple[str, ...] = tuple(destinations["groups"]) if type(destinations) is dict else destinations.groups

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.from_, self.through))  # type: ignore[arg-type]
        out.licensed.update((self.holder, *self.end_users))  # type: ignore[arg-type]


class Individual(Licence):
    __slots__ = ()
    type = "licence_issued"


class General(Licence):
    __slots__ = ()
    type = "general_licence_issued"


class Delisting(Part):
    __slots__ = ("from_", "listing")

    type = "party_delisted"
    fields = ("id", "instrument", "published", "listing", "from_")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None,
                 listing: str, from_: date) -> None:  # fmt: skip
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.listing, self.from_ = listing, from_

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.from_))  # type: ignore[arg-type]


class Revocation(Part):
    __slots__ = ("from_", "licence_event")

    type = "licence_revoked"
    fields = ("id", "instrument", "published", "licence_event", "from_")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None,
                 licence_event: str, from_: date) -> None:  # fmt: skip
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.licence_event, self.from_ = licence_event, from_

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.from_))  # type: ignore[arg-type]


class Amending(Part):
    __slots__ = ("changes", "from_", "requirement")

    type = "control_amended"
    fields = ("id", "instrument", "published", "requirement", "changes", "from_")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None,
                 requirement: str, changes: Any, from_: date) -> None:  # fmt: skip
        """The changes as the model or as JSON has them."""
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.requirement, self.from_ = requirement, from_
        self.changes: Amendment = source.amendment(requirement, changes) if isinstance(source, Bodies) else changes

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.from_))  # type: ignore[arg-type]
        out.hear(self.changes)


class Review(Part):
    __slots__ = ("authority", "verified_through")

    type = "source_reviewed"
    fields = ("id", "instrument", "published", "authority", "verified_through")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None,
                 authority: str, verified_through: date) -> None:  # fmt: skip
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published
        self.authority, self.verified_through = authority, verified_through

    def speak(self, out: Spoken) -> None:
        out.days.update((self.published, self.verified_through))  # type: ignore[arg-type]


class Announcement(Part):
    __slots__ = ()

    type = "control_announced"
    fields = ("id", "instrument", "published")

    def __init__(self, key: int, digest: bytes, source: Source, id: str, instrument: str, published: date | None) -> None:
        self.key, self.digest, self._source, self.id, self.instrument, self.published = key, digest, source, id, instrument, published

    def speak(self, out: Spoken) -> None:
        out.days.add(self.published)  # type: ignore[arg-type]


PARTS: Final[Mapping[str, type[Part]]] = {
    kind.type: kind for kind in (Listing, Individual, General, Delisting, Revocation, Amending, Review, Announcement)
}
"""The kinds of events that are held in part."""


def destination_groups(licence: Held) -> tuple[str, ...]:
    """The groups of countries that a licence is for."""
    groups: tuple[str, ...] = licence.groups if isinstance(licence, Licence) else licence.event.destinations.groups
    return groups


def hold(record: Recorded) -> Held:
    """A record whose event is read already."""
    return held(key_of(record.event.day, record.position), bytes.fromhex(record.substance[7:]), record.event)


def held(key: int, digest: bytes, event: Event) -> Held:
    """An event in a place."""
    values = event.__dict__  # quicker than attribute by attribute
    part = _OF_EVENT.get(values["type"])
    if part is None or values["gives_effect_to"]:
        return Whole(key, digest, event)
    kind, fields = part
    made: Part = kind(key, digest, event, *fields(values))
    made.rest = None
    return made


_OF_EVENT: Final[Mapping[str, tuple[Any, Callable[[Any], tuple[Any, ...]]]]] = {
    name: (kind, itemgetter(*kind.fields)) for name, kind in PARTS.items()
}


# From rows


def hold_row(row: Row, bodies: Bodies) -> Held:
    """A row as it is stored, which is added to the bodies where it is held in part. Errors: `LogDamaged`."""
    position, _, name, body = row
    raw = None
    try:
        raw = orjson.loads(body)
        part = _OF_ROW.get(raw["type"])
        if part is not None and raw["id"] == name and raw["version"] == codec.CURRENT[raw["type"]] and raw["gives_effect_to"] == []:
            held = _part(part, raw, position, body, bodies)
            bodies.put(position, body)
            return held
    except (KeyError, TypeError, ValueError):
        pass  # the model says what is wrong with it
    try:
        event = codec.decode(body) if raw is None else codec.from_json(raw)
    except (JsonError, CodecError) as error:
        raise LogDamaged(f"position `{position}` cannot be read: {error}") from error
    if event.id != name:
        raise LogDamaged(f"position `{position}` is filed under `{name}` but holds `{event.id}`")
    if isinstance(event, Requirement):
        bodies.lines[event.id] = event.entries
    return Whole(key_of(event.day, position), sha256(codec.substance(event, body)).digest(), event)


class _Reading(NamedTuple):
    """How a kind is read from a row: its members, of which types each may be, and at which places days and lists are."""

    kind: Any
    members: Callable[[Any], tuple[Any, ...]]
    types: frozenset[tuple[type, ...]]
    days: tuple[int, ...]
    lists: tuple[int, ...]
    period: bool
    rest: Callable[[Any], tuple[Any, ...]]
    limits: bool


def _part(part: _Reading, raw: Any, position: int, body: bytes, bodies: Bodies) -> Held:
    """An event that is held in part. `KeyError`, `TypeError` or `ValueError` where a field that is held is not as the model has it."""
    fields = part.members(raw)
    if tuple(map(type, fields)) not in part.types or (raw["published"] is None) is (raw["published_by"] is None):
        raise ValueError(fields)
    values = list(fields)
    for place in part.days:
        if values[place] is not None:
            values[place] = _day(values[place])
    for place in part.lists:
        values[place] = tuple(map(intern, values[place]))  # many events name the same
    if part.period and None not in values[-2:] and values[-1] < values[-2]:
        raise ValueError(fields)
    values[1] = intern(values[1])
    held: Part = part.kind(key_of(_day(raw["published"] or raw["published_by"]), position), sha256(body).digest(), bodies, *values)
    said = orjson.dumps((raw["type"], part.limits and raw["quantity"] is not None, part.rest(raw)))
    held.rest = _RESTS.get(said) or _rest(said, held, body)
    return held


_RESTS: Final[dict[bytes, Spoken]] = {}  # by the members that it follows from
_RESTS_KEPT: Final = 1 << 14


def _rest(said: bytes, held: Part, body: bytes) -> Spoken | None:
    """What an event speaks of, but for what is held of it apart; `None` where it cannot be read."""
    try:
        event = codec.decode(body)
    except (JsonError, CodecError):
        return None
    rest = Spoken((event.model_copy(update=dict.fromkeys(name for name in held.fields if name in (*_DAYS, "changes"))),))
    rest.names, rest.licensed = {}, set()
    if len(_RESTS) >= _RESTS_KEPT:
        _RESTS.clear()
    _RESTS[said] = rest
    return rest


_day: Final = lru_cache(maxsize=1 << 16)(legal_day)


_DAYS: Final = ("published", "from_", "through", "verified_through")
_LISTS: Final = ("aliases", "end_users", "targets")


def _reading(kind: type[Part]) -> _Reading:
    absent = (
        {"published", "provision", "through"}
        | ({"from_"} if issubclass(kind, Licence) else set())
        | ({"holder"} if kind is General else set())
    )
    other = dict.fromkeys(_LISTS, list) | {"changes": dict, "destinations": dict}
    plan = plan_of(codec.TYPES[kind.type])
    rest = [name for name in (*plan.days, *plan.countries, *plan.uses, *plan.inside) if name not in (*_DAYS, "changes", "quantity")]
    types = [[other.get(field, str), *([type(None)] if field in absent else [])] for field in kind.fields]
    return _Reading(
        kind,
        itemgetter(*(field.removesuffix("_") for field in kind.fields)),
        frozenset(product(*types)),
        tuple(n for n, field in enumerate(kind.fields) if field in _DAYS),
        tuple(n for n, field in enumerate(kind.fields) if field in _LISTS),
        kind.fields[-1] == "through",
        itemgetter(*(name.removesuffix("_") for name in rest)),
        issubclass(kind, Licence),
    )


_OF_ROW: Final[Mapping[str, _Reading]] = {name: _reading(kind) for name, kind in PARTS.items()}
