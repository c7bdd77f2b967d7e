"""The fold: a policy, with events that come and events that go. A replay is the empty policy with all events.

Every part of a policy is made of subjects (a requirement, a list, a group, a line), and only the subjects that the events speak of are
folded again, from the events about them. What nothing speaks of is the very same object in both policies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from ..events.citation import root
from ..events.model import SourceReviewed, VocabularyDeclared
from .held import Held
from .index import NAMING_LINES
from .layers import GONE, Chunks, Layered
from .life import LICENCES, LIVING, ON_ENTRY, ON_TARGETS, REQUIREMENTS, SUSPENSIONS, Acts, InTime, affected, in_time, timeline_of
from .policy import Known, Policy, Steps, Told, again, listed_as
from .texts import RequirementInTime, Vocabulary, versions

_ACTING: Final = frozenset((*ON_TARGETS, *ON_ENTRY))
_TARGETED: Final = ("licensing_policy_set", "exemption_granted", "reading_recorded", *ON_TARGETS, *LICENCES)
_BELOW: Final = frozenset((*LIVING, *_TARGETED))

EMPTY: Final = Policy(Known(), 0, None, None, ())

K = TypeVar("K")


class Delta:
    """Events that come and events that go, by type, in order."""

    def __init__(self, added: Iterable[Held], removed: Iterable[Held]) -> None:
        self._added: defaultdict[str, list[Held]] = defaultdict(list)
        self._removed: defaultdict[str, list[Held]] = defaultdict(list)
        for held in added:
            self._added[held.fields.type].append(held)
        for held in removed:
            self._removed[held.fields.type].append(held)

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
    held = policy.held.changed({**{one.id: GONE for one in removed}, **{one.id: one for one in added}})
    below = _gathered(policy.below, delta, _BELOW, _roots)
    acted = policy.acted.changed(delta.added(_ACTING), delta.removed(_ACTING))
    touched = _touched(policy, delta, held, below)
    requirements, texts = _requirements(policy, delta, touched, held, acted)
    listings, listing_days = _listings(policy, delta, touched, acted)
    group_acts = _gathered(policy.group_acts, delta, ("country_group_changed",), lambda act: (act.group,))
    groups = policy.groups if group_acts is policy.group_acts else policy.groups.changed(_groups(delta, group_acts))
    declared = _told(policy.declared, delta, "vocabulary_declared")
    vocabulary = policy.vocabulary if declared is policy.declared else _vocabulary(policy, declared, delta)
    new = replace(
        policy,
        order=order,
        held=held,
        below=below,
        acted=acted,
        requirements=requirements,
        overlays=_living(policy.overlays, delta, touched, acted, ("licensing_policy_set",)),
        exemptions=_living(policy.exemptions, delta, touched, acted, ("exemption_granted",)),
        licences=_living(policy.licences, delta, touched, acted, LICENCES),
        listings=listings,
        group_acts=group_acts,
        groups=groups,
        readings=_told(policy.readings, delta, "reading_recorded"),
        statements=_told(policy.statements, delta, "statement_made"),
        coverage=_told(policy.coverage, delta, "coverage_declared"),
        reviews=(reviews := _told(policy.reviews, delta, "source_reviewed")),
        declared=declared,
        announcements=_gathered(policy.announcements, delta, ("control_announced",), lambda act: (act.instrument,)),
        effects=_effects(policy.effects, added, removed),
        vocabulary=vocabulary,
        index=policy.index.changed(
            requirements, held, texts, (delta.added(NAMING_LINES), delta.removed(NAMING_LINES)), (policy.vocabulary, vocabulary)
        ),
        listing_days=listing_days,
        covering=_gathered(policy.covering, delta, ("coverage_declared",), _covered),
        verified=_verified(policy.verified, delta, reviews),
        **state,
    )
    if "names" in vars(policy):  # they were asked for
        listed = (listings[one.fields.list].at(one.key) for one in delta.added(("party_listed",)))
        vars(new)["names"] = policy.names.with_(name for item in listed if item is not None for name in listed_as(item))
    return new


def _told(before: Any, delta: Delta, name: str) -> Any:
    """The events of a kind."""
    after = before.held.changed(delta.added((name,)), delta.removed((name,)))
    return before if after is before.held else Told(after)


def _gathered(before: Layered[K, tuple[Held, ...]], delta: Delta, types: Iterable[str], names: Any) -> Layered[K, tuple[Held, ...]]:
    """Events by the names that `names` takes from them, each name with its events in the order of the fold."""
    now: dict[K, list[Held]] = {}
    for sign, held in delta.both(types):
        for name in names(held.fields):
            mine = now[name] if name in now else now.setdefault(name, list(before.get(name, ())))
            if sign > 0:
                mine.append(held)
            else:
                mine[:] = [other for other in mine if other.key != held.key]
    return before.changed({name: tuple(sorted(mine, key=_key)) if len(mine) > 1 else tuple(mine) or GONE for name, mine in now.items()})


def _key(held: Held) -> int:
    return held.key


def _roots(fields: Any) -> tuple[str, ...]:
    own = root(fields.id)
    if fields.provision is None or (other := root(fields.provision)) == own:
        return (own,)
    return (own, other)


def _covered(fields: Any) -> Iterator[tuple[str, str, str]]:
    for how, names in (("code", fields.codes), ("material", fields.materials)):
        yield from ((fields.regime, how, name) for name in dict.fromkeys(names))


# What lives


def _touched(policy: Policy, delta: Delta, held: Mapping[str, Held], below: Mapping[str, tuple[Held, ...]]) -> dict[str, Held]:
    """The living things that come, and those that acts which come or go are done to; of a suspension also what it is done to."""
    touched = {one.id: one for one in delta.added(LIVING)}
    if not policy.order:
        return touched
    acts = [act for _, act in delta.both(_ACTING)]
    while acts:
        for thing in affected(acts.pop(), held, below):
            if thing.id not in touched:
                touched[thing.id] = thing
                if thing.fields.type in SUSPENSIONS:
                    acts.append(thing)
    return touched


def _living(
    before: Chunks[InTime[Any]], delta: Delta, touched: Mapping[str, Held], acts: Acts, types: Iterable[str]
) -> Chunks[InTime[Any]]:
    """The things of a kind, each with its life."""
    now = [item for one in _of(touched, types) if not _same(before, item := in_time(one, acts))]
    return before.changed(now, delta.removed(types))


def _of(touched: Mapping[str, Held], types: Iterable[str]) -> Iterator[Held]:
    return (one for one in touched.values() if one.fields.type in types)


def _same(before: Chunks[InTime[Any]], now: InTime[Any]) -> bool:
    """Whether a thing has the life that it had."""
    known = before.at(now.key) if before else None
    return known is not None and known.held is now.held and known.timeline == now.timeline


def _requirements(
    policy: Policy, delta: Delta, touched: Mapping[str, Held], held: Mapping[str, Held], acts: Acts
) -> tuple[Mapping[str, RequirementInTime], list[str]]:
    """The requirements, and the names of those that come, go, or have other versions."""
    before = dict(policy.requirements) if not isinstance(policy.requirements, dict) else policy.requirements
    gone = {one.id for one in delta.removed(REQUIREMENTS)}
    new = {one.id for one in delta.added(REQUIREMENTS)}
    now: dict[str, RequirementInTime] = {}
    texts = [*gone]
    for one in _of(touched, REQUIREMENTS):
        text = one.fields
        made, known = RequirementInTime(one.id, versions(text, acts.on(text)), timeline_of(text, acts)), before.get(one.id)
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


def _listings(
    policy: Policy, delta: Delta, touched: Mapping[str, Held], acts: Acts
) -> tuple[Layered[str, Chunks[InTime[Any]]], Layered[str, Layered[date, int]]]:
    """The listings by list, and on how many of them something changes on a day."""
    before, days = policy.listings, policy.listing_days
    removed: defaultdict[str, list[Held]] = defaultdict(list)
    now: defaultdict[str, list[InTime[Any]]] = defaultdict(list)
    moved: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for one in delta.removed(("party_listed",)):
        removed[one.fields.list].append(one)
        moved[one.fields.list].extend((day, -1) for day in _starts(before[one.fields.list].at(one.key)))
    for one in _of(touched, ("party_listed",)):
        name = one.fields.list
        item, known = in_time(one, acts), before.get(name, _NONE).at(one.key)
        if known is not None and known.held is one:
            if known.timeline == item.timeline:
                continue
            moved[name].extend((day, -1) for day in known.starts)
        moved[name].extend((day, 1) for day in item.starts)
        now[name].append(item)
    lists = {name: before.get(name, _NONE).changed(now[name], removed[name]) for name in dict.fromkeys((*removed, *now))}
    counts = {name: _counted(days.get(name, _NO_DAYS), more) for name, more in moved.items()}
    return (
        before.changed({name: items if items else GONE for name, items in lists.items()}),
        days.changed({name: count if count else GONE for name, count in counts.items()}),
    )


_NO_DAYS: Final[Layered[date, int]] = Layered()
_NONE: Final[Chunks[Any]] = Chunks()


def _starts(item: InTime[Any] | None) -> Iterable[date]:
    return () if item is None else item.starts


# The rest


def _groups(delta: Delta, acts: Mapping[str, tuple[Held, ...]]) -> dict[str, Steps]:
    """Dated membership of the country groups that change."""
    out: dict[str, Steps] = {}
    for group in dict.fromkeys(held.fields.group for _, held in delta.both(("country_group_changed",))):
        members: frozenset[str] = frozenset()
        steps = []
        for act in sorted((held.fields for held in acts.get(group, ())), key=lambda act: act.from_):
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
    counts = ((name, sign) for sign, helds in ((-1, removed), (1, added)) for held in helds for name in held.fields.gives_effect_to)
    return _counted(before, counts)


def _counted(before: Layered[K, int], more: Iterable[tuple[K, int]]) -> Layered[K, int]:
    now: dict[K, int] = {}
    for name, count in more:
        now[name] = (now[name] if name in now else before.get(name, 0)) + count
    return before.changed({name: count or GONE for name, count in now.items() if count != before.get(name, 0)})


def _verified(before: Layered[str, date], delta: Delta, reviews: Told[SourceReviewed]) -> Layered[str, date]:
    """The latest day through which the publications of each authority were read."""
    now: dict[str, date] = {}
    gone = {held.fields.authority for held in delta.removed(("source_reviewed",))}
    looked_at = (held for held in reviews.held if held.fields.authority in gone) if gone else delta.added(("source_reviewed",))
    for held in (*delta.added(("source_reviewed",)), *looked_at):
        fields = held.fields
        known = now.get(fields.authority) or (None if fields.authority in gone else before.get(fields.authority))
        if known is None or fields.verified_through > known:
            now[fields.authority] = fields.verified_through
    return before.changed({**dict.fromkeys(gone, GONE), **now})
