"""What the engine holds of an event: its place in the fold, its digest, and what the fold reads of it."""

from datetime import date
from typing import Any, Final

from ..events.log import Recorded
from ..events.model import Event

_PLACES: Final = 40  # bits of a position
SUPPOSED: Final = 1 << 64  # after every day and position: what is only supposed is folded last


class Held:
    """An event in its place. `key`: day and position in one number, the order of the fold; `fields`: the event, or what is held of it,
    under the names of the model; `digest`: the SHA-256 of what of its stored bytes counts for decisions."""

    __slots__ = ("digest", "fields", "id", "key")

    def __init__(self, key: int, id: str, fields: Any, digest: bytes) -> None:
        self.key, self.id, self.fields, self.digest = key, id, fields, digest

    @property
    def type(self) -> str:
        return str(self.fields.type)

    @property
    def position(self) -> int:
        return self.key & ((1 << _PLACES) - 1)

    @property
    def event(self) -> Event:
        """The whole event."""
        event: Event = self.fields
        return event

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and (self.key, self.digest, self.event) == (other.key, other.digest, other.event)

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"<{self.type} {self.id}>"


def key_of(day: date, position: int) -> int:
    return (day.toordinal() << _PLACES) | position


def day_key(day: date) -> int:
    """The keys of what was public by the end of a day are smaller."""
    return (day.toordinal() + 1) << _PLACES


def hold(record: Recorded) -> Held:
    """A record whose event is read already."""
    event = record.event
    return Held(key_of(event.day, record.position), event.id, event, bytes.fromhex(record.substance[7:]))
