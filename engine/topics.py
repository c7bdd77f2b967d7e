"""What a policy's events are about, so that a question need not go through all of them to find the few that speak of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Final, TypeVar

from ..events.citation import covers, prefixes, root
from .held import Held
from .layers import GONE, Layered
from .life import TARGETED

K = TypeVar("K")

Topic = tuple[str, Any]
"""A kind of question, and the name that it is asked by."""

Topics = Layered[Topic, tuple[Held, ...]]
"""The events about each topic, in the order of the fold."""

TOLD: Final = frozenset(("statement_made", "reading_recorded"))


def _coverage(held: Held) -> Iterator[Topic]:
    declared = held.event
    yield "regime", declared.regime
    if not declared.complete:
        yield "partly", declared.regime
    if declared.codes:
        yield "codes", None
    yield from (("code", name) for name in dict.fromkeys(declared.codes))
    yield from (("material", name) for name in dict.fromkeys(declared.materials))


def _overlay(held: Held) -> list[Topic]:
    event = held.event
    targets, families = dict.fromkeys(event.targets), dict.fromkeys(event.families)
    return [*(("overlay", name) for name in targets), *(("family", name) for name in families)]


def _told(held: Held) -> list[Topic]:
    return [("told", name) for name in dict.fromkeys(names_of(held.event))]


def names_of(told: Any) -> tuple[str, ...]:
    """What a reading names; a statement, in its words and in what it promises: provisions, or the suspension that is extended or lifted."""
    if told.type == "reading_recorded":
        return tuple(told.targets)
    promised = (promise.event for promise in told.promises)
    return (*told.about, *(name for event in promised for name in (*getattr(event, "targets", ()), *_suspension(event))))


def _suspension(event: Any) -> tuple[str, ...]:
    return (event.suspension,) if hasattr(event, "suspension") else ()


TOPICS: Final[Mapping[str, Callable[[Any], Iterable[Topic]]]] = {
    "control_announced": lambda held: (("announced", held.instrument),),
    "licence_issued": lambda held: [("licence", name) for name in dict.fromkeys(held.targets)],
    "general_licence_issued": lambda held: [("licence", name) for name in dict.fromkeys(held.targets)],
    "exemption_granted": lambda held: [("exemption", name) for name in dict.fromkeys(held.targets)],
    "licensing_policy_set": _overlay,
    "country_group_changed": lambda held: (("group", held.group),),
    "coverage_declared": _coverage,
    "statement_made": _told,
    "reading_recorded": _told,
}

_key: Final = attrgetter("key")


def gathered(before: Layered[K, tuple[Held, ...]], changes: Iterable[tuple[int, Held, Iterable[K]]]) -> Layered[K, tuple[Held, ...]]:
    """Events by names, each name with its events in the order of the fold. `changes`: events that come, with 1, and that go, with -1, each
    with its names."""
    now: dict[K, tuple[Held, ...] | list[Held]] = {}  # a list where it is our own
    for sign, held, names in changes:
        for name in names:
            mine = now.get(name)
            if mine is None:
                mine = before.get(name, ())
            if sign < 0:
                now[name] = [other for other in mine if other.key != held.key]
            elif not mine:
                now[name] = (held,)
            elif isinstance(mine, list):
                mine.append(held)
            else:
                now[name] = [*mine, held]
    return before.changed({name: mine if type(mine) is tuple else tuple(sorted(mine, key=_key)) or GONE for name, mine in now.items()})


def found(topics: Topics, *asked: Topic) -> list[Held]:
    """The events about any of some topics, each once, in the order of the fold."""
    if len(asked) == 1:
        return list(topics.get(asked[0], ()))
    by_key = {held.key: held for topic in asked for held in topics.get(topic, ())}
    return [by_key[key] for key in sorted(by_key)]


class Speaking:
    """Which statements and readings speak of provisions: of those that they name, and of those that acts among these name (the suspension
    that is read). A value."""

    __slots__ = ("_by_name", "_names")

    def __init__(self) -> None:
        self._by_name: Layered[str, tuple[Held, ...]] = Layered()
        self._names: Layered[str, tuple[str, ...]] = Layered()  # of each statement and reading, by its id

    def of(self, provisions: Iterable[str]) -> list[Held]:
        """Those that speak of some provisions, in the order of the fold."""
        names = dict.fromkeys(prefix for provision in provisions for prefix in prefixes(provision))
        by_key = {held.key: held for name in names for held in self._by_name.get(name, ())}
        return [by_key[key] for key in sorted(by_key)]

    def changed(
        self, added: Iterable[Held], removed: Iterable[Held], acts: Iterable[Held], topics: Topics, below: Mapping[str, tuple[Held, ...]]
    ) -> "Speaking":
        """With more of them, and others fewer. `acts`: those with targets that came or went; `topics`, `below`: as they are now."""
        changes: list[tuple[int, Held, tuple[str, ...]]] = [(-1, held, self._names.get(held.id, ())) for held in removed]
        names: dict[str, tuple[str, ...]] = {held.id: GONE for held in removed}
        for held in added:
            names[held.id] = _named(held, below)
            changes.append((1, held, names[held.id]))
        for held in {held.id: held for act in acts for name in prefixes(act.id) for held in topics.get(("told", name), ())}.values():
            if held.id not in names and (now := _named(held, below)) != (before := self._names.get(held.id, ())):
                names[held.id] = now
                changes += [(-1, held, before), (1, held, now)]
        if not changes:
            return self
        new = Speaking()
        new._names, new._by_name = self._names.changed(names), gathered(self._by_name, changes)
        return new


def _named(held: Held, below: Mapping[str, tuple[Held, ...]]) -> tuple[str, ...]:
    direct = names_of(held.event)
    acts = (act for name in direct for act in below.get(root(name), ()) if act.type in TARGETED and covers(name, act.id))
    return tuple(dict.fromkeys((*direct, *(name for act in acts for name in act.targets))))
