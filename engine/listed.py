"""The names on lists of parties, and which entries a name may concern, without looking at the rest of them."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, cast

from ..events.model import PartyListed
from .layers import Chunks
from .policy import InTime, Policy, Status, listed_as, on

Listing = InTime[PartyListed]

_KEPT: Final = 4096  # answers that are remembered
_PIECES: Final = 64  # of a list, that may be known besides those of the policy that asks


class Lists:
    """The lists of parties of a policy. Safe to use from several threads."""

    def __init__(self, policy: Policy) -> None:
        self._listings = policy.listings
        self.resembling = lru_cache(maxsize=_KEPT)(policy.names.resembling)
        self._lists: dict[str, List] = {}

    def __getitem__(self, name: str) -> "List":
        """A list; one that is not in the log has no entries."""
        if name not in self._lists:
            listings = self._listings.get(name, _NONE)
            self._lists[name] = List(listings, _where(name, listings), self)
        return self._lists[name]


class List:
    """The entries of a list as a policy has them. `stands`: whether any of them operates on a day, or shares the status of its notice."""

    def __init__(self, listings: Chunks[Listing], where: "Where", lists: Lists) -> None:
        self._listings, self._where, self._lists = listings, where, lists
        self.stands = lru_cache(maxsize=_KEPT)(self._stands)

    def concerned(self, names: Iterable[str]) -> list[Listing]:
        """The entries with a name that one of `names` is or resembles, in the order of the list; perhaps some more."""
        likes = {like for name in names for like in self._lists.resembling(name)}
        found = (self._listings.at(key) for key in sorted({key for like in likes for key in self._where.keys(like)}))
        return [listing for listing in found if listing is not None]

    def _stands(self, day: date, status: Status) -> bool:
        return any(stands(listing, day, status) for listing in self._listings)


_NONE: Final[Chunks[Listing]] = Chunks()


def stands(listing: Listing, day: date, status: Status) -> bool:
    """Whether an entry operates on a day, or shares the `status` of its notice."""
    return on(listing.timeline, day).status in ("operative", status)


def lists_of(policy: Policy) -> Lists:
    """The lists of parties of a policy, worked out once for it."""
    key = id(policy.listings)
    if key not in policy.memo:
        policy.memo[key] = Lists(policy)
    return cast(Lists, policy.memo[key])


class Where:
    """The places in the fold of a list's entries, by their names: of the entries that one policy has, and of those that others have.

    It only grows, by the pieces of the list that it does not know. A place may be another entry's in the policy that asks, or nobody's.
    """

    def __init__(self) -> None:
        self._keys: dict[str, list[int]] = {}
        self._known: dict[int, tuple[Listing, ...]] = {}  # kept, so that no other piece has their identity

    def keys(self, name: str) -> tuple[int, ...]:
        return tuple(self._keys.get(name, ()))

    def add(self, listings: Chunks[Listing]) -> None:
        for piece in listings.pieces:
            if id(piece) not in self._known:
                for listing in piece:
                    for name in listed_as(listing):
                        keys = self._keys.setdefault(name, [])
                        if listing.key not in keys:
                            keys.append(listing.key)
                self._known[id(piece)] = piece

    def outgrown(self, listings: Chunks[Listing]) -> bool:
        """Whether most of it is about what the list does not have."""
        return len(self._known) > 2 * len(listings.pieces) + _PIECES


# By list. Policies of one log share nearly all pieces: one that has a few more entries adds no more than these.
_WHERE: Final[dict[str, Where]] = {}


def _where(name: str, listings: Chunks[Listing]) -> Where:
    where = _WHERE.get(name)
    if where is None or where.outgrown(listings):
        where = _WHERE[name] = Where()
    where.add(listings)
    return where
