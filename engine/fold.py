"""The fold: a policy, with events that come and events that go. A replay is the empty policy with all events.

Every part of a policy is made of subjects (a requirement, a list, a group, a line), and only the subjects that the events speak of are
folded again, from the events about them. What nothing speaks of is the very same object in both policies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, Final, TypeVar

from ..events.citation import root
from ..events.model import SourceReviewed, VocabularyDeclared
from .held import Held
from .index import NAMING_LINES
from .layers import GONE, Chunks, Layered
from .life import LICENCES, LIVING, ON_ENTRY, ON_TARGETS, REQUIREMENTS, SUSPENSIONS, TARGETED, Acts, InTime, affected, in_time, timeline_of
from .policy import Known, Policy, Steps, Told, again, listed_as, with_worked_out
from .texts import RequirementInTime, Vocabulary, versions
from .topics import TOLD, TOPICS, Topics, gathered

_ACTING: Final = frozenset((*ON_TARGETS, *ON_ENTRY))
_BELOW: Final = frozenset((*LIVING, *TARGETED))

EMPTY: Final = Policy(Known(), 0, None, None, ())

K = TypeVar("K")


class Delta:
    """Events that come and events that go, by type, in order."""

    def __init__(self, added: Iterable[Held], removed: Iterable[Held]) -> None:
        self._added: defaultdict[str, list[Held]] = defaultdict(list)
        self._removed: defaultdict[str, list[Held]] = defaultdict(list)
        for held in added:
            self._added[held.type].append(held)
        for held in removed:
            self._removed[held.type].append(held)

    def added(self, types: Iterable[str]) -> list[Held]:
        return [held for name in types if name in self._added for held in self._added[name]]

    def removed(self, types: Iterable[str]) -> list[Held]:
        return [held for name in types if name in self._removed for held in self._removed[name]]

    def both(self, types: Iterable[str]) -> Iterator[tuple[int, Held]]:
        """Those that come, with 1, and those that go, with -1."""
        for name in types:
            for held in self._removed.get(name, ()):
                yield -1, held
            for held in self._added.get(name, ()):
                yield 1, held


def changed(policy: Policy, added: Iterable[Held], removed: Iterable[Held] = (), **state: Any) -> Policy:
    """The policy with some events more, in order, and some fewer. `state`: its other fields, such as `known` and `position`."""
    added, removed = tuple(added), tuple(removed)
    state = {"grown": None, "_named": {}, "variants": {}, "memo": {}, **state}
    if not added and not removed:
        return again(policy, **state)
    delta = Delta(added, removed)
    order = policy.order.changed(added, removed)
    by_id: dict[str, Held] = {one.id: GONE for one in removed} | {one.id: one for one in added}
    held = policy.held.changed(by_id)
    below = _below(policy.below, delta)
    acted = policy.acted.changed(delta.added(_ACTING), delta.removed(_ACTING))
    touched = Touched(policy, delta, held, below, acted)
    requirements, texts = _requirements(policy, delta, touched, held, acted)
    listings, listing_days = _listings(policy, delta, touched)
    topics = gathered(policy.topics, ((sign, held, TOPICS[held.type](held)) for sign, held in delta.both(TOPICS)))
    declared = _told(policy.declared, delta, "vocabulary_declared")
    vocabulary = policy.vocabulary if declared is policy.declared else _vocabulary(policy, declared, delta)
    new = replace(
        policy,
        order=order,
        held=held,
        below=below,
        acted=acted,
        requirements=requirements,
        edition=object() if texts else policy.edition,
        overlays=_living(policy.overlays, delta, touched, ("licensing_policy_set",)),
        exemptions=_living(policy.exemptions, delta, touched, ("exemption_granted",)),
        licences=_living(policy.licences, delta, touched, LICENCES),
        listings=listings,
        groups=policy.groups.changed(_groups(delta, topics)),
        readings=_told(policy.readings, delta, "reading_recorded"),
        statements=_told(policy.statements, delta, "statement_made"),
        coverage=_told(policy.coverage, delta, "coverage_declared"),
        reviews=(reviews := _told(policy.reviews, delta, "source_reviewed")),
        declared=declared,
        topics=topics,
        speaking=policy.speaking.changed(delta.added(TOLD), delta.removed(TOLD), _named(policy, delta), topics, below),
        regimes=_regimes(policy, delta, topics),
        effects=_effects(policy.effects, added, removed),
        vocabulary=vocabulary,
        index=policy.index.changed(
            requirements, held, texts, (delta.added(NAMING_LINES), delta.removed(NAMING_LINES)), (policy.vocabulary, vocabulary)
        ),
        listing_days=listing_days,
        reviewed=gathered(policy.reviewed, ((sign, held, (held.verified_through,)) for sign, held in delta.both(("source_reviewed",)))),
        verified=_verified(policy.verified, delta, reviews),
        **state,
    )
    with_worked_out(policy, new)
    if "names" in vars(policy):  # they were asked for
        listed = (listings[one.list].at(one.key) for one in delta.added(("party_listed",)))
        vars(new)["names"] = policy.names.with_(name for item in listed if item is not None for name in listed_as(item))
    return new


def _told(before: Any, delta: Delta, name: str) -> Any:
    """The events of a kind."""
    after = before.held.changed(delta.added((name,)), delta.removed((name,)))
    return before if after is before.held else Told(after)


_key: Final = attrgetter("key")


def _below(before: Layered[str, tuple[Held, ...]], delta: Delta) -> Layered[str, tuple[Held, ...]]:
    """What lives or has targets, by the first segment of its id and of its provision."""
    if before:
        return gathered(before, ((sign, held, _roots(held)) for sign, held in delta.both(_BELOW)))
    now: defaultdict[str, list[Held]] = defaultdict(list)
    for held in delta.added(_BELOW):
        own = held.id.partition("/")[0]
        if "." not in own and held.provision in (None, held.id):
            now[own].append(held)
        else:
            for name in _roots(held):
                now[name].append(held)
    return before.changed({name: tuple(sorted(mine, key=_key)) if len(mine) > 1 else tuple(mine) for name, mine in now.items()})


def _roots(held: Held) -> tuple[str, ...]:
    own, provision = root(held.id), held.provision
    if provision is None or (other := root(provision)) == own:
        return (own,)
    return (own, other)


# What lives


class Touched:
    """The living things that come, and those that acts which come or go are done to; of a suspension also what it is done to."""

    def __init__(self, policy: Policy, delta: Delta, held: Mapping[str, Held], below: Mapping[str, tuple[Held, ...]], acts: Acts) -> None:
        self._acts = acts
        self._by_type = {kind: delta.added((kind,)) for kind in LIVING}
        # In a replay all things come, and most of them have nothing done to them.
        self._disturbed: set[str] | None = None if policy.order else set()
        met = self._disturbed if self._disturbed is not None else {one.id for things in self._by_type.values() for one in things}
        todo = [act for _, act in delta.both(_ACTING)]
        while todo:
            for thing in affected(todo.pop(), held, below):
                if thing.id not in met:
                    met.add(thing.id)
                    if self._disturbed is None:
                        self._by_type[thing.type].append(thing)
                        todo.extend([thing] if thing.type in SUSPENSIONS else ())

    def of(self, types: Iterable[str]) -> Iterator[Held]:
        return (one for kind in types for one in self._by_type[kind])

    def acts_on(self, held: Held) -> tuple[Any, ...]:
        return () if self._disturbed is not None and held.id not in self._disturbed else self._acts.on(held)

    def lives(self, types: Iterable[str]) -> list[InTime[Any]]:
        """The things of some kinds, each with its life."""
        acts, disturbed = self._acts, self._disturbed
        if disturbed is None:
            return [in_time(one, acts) for one in self.of(types)]
        return [in_time(one, acts) if one.id in disturbed else InTime(one, ()) for one in self.of(types)]


def _living(before: Chunks[Any], delta: Delta, touched: Touched, types: Iterable[str]) -> Chunks[Any]:
    """The things of a kind, each with its life."""
    now = touched.lives(types)
    if before:
        now = [item for item in now if not _same(before, item)]
    return before.changed(now, delta.removed(types))


def _same(before: Chunks[InTime[Any]], now: InTime[Any]) -> bool:
    """Whether a thing has the life that it had."""
    known = before.at(now.key)
    return known is not None and known.held is now.held and known.timeline == now.timeline


def _requirements(
    policy: Policy, delta: Delta, touched: Touched, held: Mapping[str, Held], acts: Acts
) -> tuple[Mapping[str, RequirementInTime], list[str]]:
    """The requirements, and the names of those that come, go, or have other versions."""
    before = dict(policy.requirements) if not isinstance(policy.requirements, dict) else policy.requirements
    gone = {one.id for one in delta.removed(REQUIREMENTS)}
    new = {one.id for one in delta.added(REQUIREMENTS)}
    now: dict[str, RequirementInTime] = {}
    texts = [*gone]
    for one in touched.of(REQUIREMENTS):
        text = one.event
        made = RequirementInTime(one.id, versions(text, touched.acts_on(one)), timeline_of(text, acts))
        known = before.get(one.id)
        if known is not None and known.versions == made.versions:
            made = known if known.timeline == made.timeline else RequirementInTime(made.id, known.versions, made.timeline)
        elif one.id not in gone:
            texts.append(one.id)
        if made is not known:
            now[one.id] = made
    if not now and not gone:
        return before, texts
    merged = {**before, **now}
    for name in gone - new:
        del merged[name]
    if gone or (new and before and min(held[name].key for name in new) < held[next(reversed(before))].key) or len(new) > 1:
        merged = dict(sorted(merged.items(), key=lambda item: held[item[0]].key))
    return merged, texts


def _listings(policy: Policy, delta: Delta, touched: Touched) -> tuple[Layered[str, Chunks[InTime[Any]]], Layered[str, Layered[date, int]]]:
    """The listings by list, and on how many of them something changes on a day."""
    before, days = policy.listings, policy.listing_days
    removed: defaultdict[str, list[Held]] = defaultdict(list)
    now: defaultdict[str, list[InTime[Any]]] = defaultdict(list)
    come: defaultdict[str, list[date]] = defaultdict(list)
    gone: defaultdict[str, list[date]] = defaultdict(list)
    for one in delta.removed(("party_listed",)):
        removed[one.list].append(one)
        if (known := before[one.list].at(one.key)) is not None:
            gone[one.list].extend(known.starts)
    for item in touched.lives(("party_listed",)):
        name = item.held.list
        known = before[name].at(item.key) if name in before else None
        if known is not None and known.held is item.held:
            if known.timeline == item.timeline:
                continue
            gone[name].extend(known.starts)
        come[name].extend(item.starts)
        now[name].append(item)
    lists = {name: before.get(name, _NONE).changed(now[name], removed[name]) for name in dict.fromkeys((*removed, *now))}
    moved = {name: _counted(days.get(name, _NO_DAYS), come.get(name, ()), gone.get(name, ())) for name in dict.fromkeys((*come, *gone))}
    return (
        before.changed({name: items if items else GONE for name, items in lists.items()}),
        days.changed({name: count if count else GONE for name, count in moved.items()}),
    )


_NO_DAYS: Final[Layered[date, int]] = Layered()
_NONE: Final[Chunks[Any]] = Chunks()


# The rest


def _named(policy: Policy, delta: Delta) -> Iterator[Held]:
    """The acts with targets that come or go: among what statements name there may be more of them, or fewer. In a replay all are there."""
    return (held for _, held in delta.both(TARGETED)) if policy.order else iter(())


def _regimes(policy: Policy, delta: Delta, topics: Topics) -> tuple[str, ...]:
    """The regimes that some declaration of coverage is about, in the order of the first ones."""
    declared = {held.event.regime for _, held in delta.both(("coverage_declared",))}
    if not declared:
        return policy.regimes
    there = (name for name in declared.union(policy.regimes) if ("regime", name) in topics)
    return tuple(sorted(there, key=lambda name: topics["regime", name][0].key))


def _groups(delta: Delta, topics: Topics) -> dict[str, Steps]:
    """Dated membership of the country groups that change."""
    out: dict[str, Steps] = {}
    for group in dict.fromkeys(held.group for _, held in delta.both(("country_group_changed",))):
        members: frozenset[str] = frozenset()
        steps = []
        for act in sorted((held.event for held in topics.get(("group", group), ())), key=lambda act: act.from_):
            members = (members | set(act.joined)) - set(act.left)
            steps.append((act.from_, members))
        out[group] = tuple(steps) or GONE
    return out


def _vocabulary(policy: Policy, declared: Told[VocabularyDeclared], delta: Delta) -> Vocabulary:
    """The names that are declared; of several declarations of a name the last counts."""
    before, more = policy.vocabulary, delta.added(("vocabulary_declared",))
    last = policy.declared.held.last_key
    grown = not delta.removed(("vocabulary_declared",)) and all(held.key > last for held in more)

    def named(kind: str, old: Any) -> Any:
        if grown:
            later = {item.name: item for held in more for item in getattr(held.event, kind)}
            return {**old, **later} if later else old
        now = {item.name: item for event in declared for item in getattr(event, kind)}
        return old if old == now and list(old) == list(now) else now

    lists, materials = named("lists", before.lists), named("materials", before.materials)
    forms, attributes = named("forms", before.forms), named("attributes", before.attributes)
    if lists is before.lists and materials is before.materials and forms is before.forms and attributes is before.attributes:
        return before
    return Vocabulary(lists, materials, forms, attributes)


def _effects(before: Layered[str, int], added: Iterable[Held], removed: Iterable[Held]) -> Layered[str, int]:
    """How many acts give effect to each statement, agreement or reading that has some."""
    come, gone = ([name for held in helds if held.gives_effect_to for name in held.gives_effect_to] for helds in (added, removed))
    return _counted(before, come, gone)


def _counted(before: Layered[K, int], come: Iterable[K], gone: Iterable[K]) -> Layered[K, int]:
    """How often each is there, with some more and some fewer."""
    more = Counter(come)
    more.subtract(gone)
    return before.changed({name: before.get(name, 0) + count or GONE for name, count in more.items() if count})


def _verified(before: Layered[str, date], delta: Delta, reviews: Told[SourceReviewed]) -> Layered[str, date]:
    """The latest day through which the publications of each authority were read."""
    now: dict[str, date] = {}
    gone = {held.authority for held in delta.removed(("source_reviewed",))}
    looked_at = delta.added(("source_reviewed",))
    if gone:
        looked_at = [*looked_at, *(held for held in reviews.held if held.authority in gone)]
    for held in looked_at:
        authority, day = held.authority, held.verified_through
        known = now.get(authority) or (None if authority in gone else before.get(authority))
        if known is None or day > known:
            now[authority] = day
    return before.changed({**dict.fromkeys(gone, GONE), **now})
