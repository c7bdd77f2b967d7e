"""The names on a list of parties, and which of its entries a name may concern, without looking at the rest of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from operator import is_not
from typing import Final, cast

from ..events.model import PartyListed
from .policy import InTime, Policy, Status, on
from .resembling import Names

Listings = Sequence[InTime[PartyListed]]

_KEPT: Final = 4096  # answers of a list that are remembered


class List:
    """The entries of a list as a policy has them, in its order.

    `resembling`: the places of those with a name that a name is or resembles. `stands`: whether any operates on a day, or shares the
    status of its notice; both remember what they were asked.
    """

    def __init__(self, listings: Listings, index: "Index") -> None:
        self.listings, self.index = listings, index
        self.resembling = lru_cache(maxsize=_KEPT)(self._resembling)
        self.stands = lru_cache(maxsize=_KEPT)(self._stands)

    def _resembling(self, name: str) -> tuple[int, ...]:
        return self.index.places(name, len(self.listings))

    def concerned(self, names: Iterable[str]) -> tuple[InTime[PartyListed], ...]:
        """The entries with a name like one of `names`, in the order of the list."""
        places = {place for name in names for place in self.resembling(name)}
        return tuple(self.listings[place] for place in sorted(places))

    def _stands(self, day: date, status: Status) -> bool:
        return any(stands(listing, day, status) for listing in self.listings)


def stands(listing: InTime[PartyListed], day: date, status: Status) -> bool:
    """Whether an entry operates on a day, or shares the `status` of its notice."""
    return on(listing.timeline, day).status in ("operative", status)


class Index:
    """The names of a list's entries. It only grows: an entry has its place for good, and whoever has fewer entries passes over the rest.

    What it finds are entries to look at: a place may have been another entry's where the list was continued in two ways.
    """

    def __init__(self) -> None:
        self._names = Names()
        self._places: dict[str, list[int]] = {}

    def extend(self, listings: Listings, first: int) -> "Index":
        """With the entries from the place `first` on."""
        for place in range(first, len(listings)):
            for name in _of(listings[place]):
                self._places.setdefault(name, []).append(place)
        index = Index()
        index._places = self._places
        index._names = self._names.with_(name for listing in listings[first:] for name in _of(listing))
        return index

    def places(self, name: str, size: int) -> tuple[int, ...]:
        """The places below `size` of entries with a name that `name` is or resembles."""
        return tuple({place: None for like in self._names.resembling(name) for place in tuple(self._places[like]) if place < size})


def _of(listing: InTime[PartyListed]) -> tuple[str, ...]:
    return (listing.event.name, *listing.event.aliases)


# Of each list, as it was last asked for: a policy with more entries than the one before does not index them all again.
_LAST: Final[dict[str, tuple[Listings, Index]]] = {}


def list_of(policy: Policy, name: str) -> List:
    """A list of parties as the policy has it; one that is not in the log has no entries. Worked out once for a policy."""
    listings = policy.listings.get(name, ())
    known = policy.memo.get(id(listings))
    if known is None:
        before, index = _LAST.get(name, ((), Index()))
        if not _continues(before, listings):
            before, index = (), Index()
        if len(before) < len(listings):
            index = index.extend(listings, len(before))
            _LAST[name] = listings, index
        known = policy.memo[id(listings)] = List(listings, index)
    return cast(List, known)


def _continues(one: Listings, two: Listings) -> bool:
    """Whether one list begins with the names of the other, entry by entry."""
    differ = compress(zip(one, two, strict=False), map(is_not, one, two))  # nearly all are the same objects, mostly
    return all(a.event is b.event or _of(a) == _of(b) for a, b in differ)
