"""A policy as a comparison looks at it: each requirement with all that lies over it, by numbers that are equal where all of it is."""

from collections.abc import Hashable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ...events.citation import covers
from ...events.dates import Period, change_days, day_before
from ...events.goods import ListEntry
from ...events.model import Conditions, ReadingRecorded, Requirement
from ..alternatives import Supposition, suppositions
from ..inference import Rules
from ..over import Over, over
from ..policy import InTime, Policy
from .lines import measures_of


def conditions_of(text: Requirement, over_it: Over) -> tuple[Conditions, ...]:
    """Those of a requirement, and of the licensing policies over it."""
    return text, *(item.event for item, _ in over_it.overlays)


class Numbers:
    """Numbers for values: equal values have the same, under all policies that are compared."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}
        self._models: dict[int, tuple[BaseModel, int]] = {}
        self._in_use: list[Policy] = []

    def __call__(self, value: Hashable) -> int:
        return self._known.setdefault(value, len(self._known))

    def of(self, model: BaseModel) -> int:
        """A number for a text or an event; it is written out once."""
        if id(model) not in self._models:
            self._models[id(model)] = model, self((type(model).__name__, model.model_dump_json()))
        return self._models[id(model)][1]

    def names_in_use(self, policy: Policy) -> int:
        """A number for the vocabulary of a policy, and the elements of its alloys."""
        for number, other in enumerate(self._in_use):
            same = other.vocabulary is policy.vocabulary or other.vocabulary == policy.vocabulary
            if same and other.index.elements == policy.index.elements:
                return number
        self._in_use.append(policy)
        return len(self._in_use) - 1


class Law:
    """A policy, or one that is supposed (`base`: of which)."""

    def __init__(self, policy: Policy, infer: Rules, numbers: Numbers, base: "Law | None" = None) -> None:
        self.policy, self.infer, self.numbers, self.base = policy, infer, numbers, base
        self.whole = tuple(sorted(policy.index.whole_list))
        self.idle = infer.reachable(goods="no") == {"out_of_scope"}
        """Whether by the rules nothing follows from a requirement on other goods."""
        self._contents: dict[str, int] = {}
        self._owns: dict[str, int] = {}
        self._lists: dict[str, int] = {}
        self._named: dict[str, frozenset[str] | None] = {}
        self._about: dict[tuple[str, ...], tuple[tuple[Supposition, Law], ...]] = {}
        self._laws: dict[int, Law] = {}

    def content(self, name: str) -> int | None:
        """A number for a requirement and all that lies over it; null where there is none of that name."""
        if name not in self.policy.requirements:
            return None
        if name not in self._contents:
            self._contents[name] = self.numbers((self.own(name), *self._members(name)))
        return self._contents[name]

    def own(self, name: str) -> int | None:
        """The same without who is on lists and which countries are in groups."""
        if name not in self.policy.requirements:
            return None
        if name not in self._owns:
            self._owns[name] = self.numbers(tuple(self._content(name)))
        return self._owns[name]

    def names_material(self, name: str, material: str) -> bool | None:
        """Whether the lines or readings of a requirement name a material, something in it, or something that it is in. All others are alike
        to it where as much is known of what they contain. Null where licences read the material too."""
        if name not in self._named:
            texts = [version.text for version in self.policy.requirements[name].versions]
            licensed = any(over(self.policy, text).licences for text in texts)
            self._named[name] = None if licensed else self._near([entry for text in texts for entry in text.entries])
        near = self._named[name]
        return None if near is None else material in near

    def _near(self, lines: Iterable[ListEntry]) -> frozenset[str]:
        named = {name for line in lines for name in (*line.materials, *line.contains, *line.alloy_of)}
        named.update(m.substance for line in lines for m in measures_of(line.criteria) if m.substance is not None)
        for case in (reading.case for reading in self.policy.readings if reading.case is not None):
            named.update((*case.materials, *case.contains))
        materials = self.policy.vocabulary.materials
        inside = (part for name in named for part in self.policy.vocabulary.constituents(name))
        return frozenset((*named, *inside, *(m for m in materials if not named.isdisjoint(self.policy.vocabulary.constituents(m)))))

    def _content(self, name: str) -> Iterable[Hashable]:
        policy, requirement = self.policy, self.policy.requirements[name]
        named = {event for stretch in requirement.timeline for event in stretch.events}
        yield self.infer.rules_digest, name, requirement.timeline
        for version in requirement.versions:
            over_it = over(policy, version.text)
            acts: tuple[InTime[Any], ...] = (*(item for item, _ in over_it.overlays), *over_it.exemptions, *over_it.licences)
            yield version.start, version.events, self.numbers.of(version.text), tuple(link.word for _, link in over_it.overlays)
            yield from ((item.held.id, item.held.digest, item.timeline) for item in acts)
            named.update(version.events, *(stretch.events for item in acts for stretch in item.timeline))
        yield from ((event, policy.digests.get(event)) for event in sorted(named))
        for reading in policy.told_about((name,)):
            if isinstance(reading, ReadingRecorded) and reading.adopted and any(covers(target, name) for target in reading.targets):
                yield self.numbers.of(reading)

    def _members(self, name: str) -> Iterable[Hashable]:
        """Who is on the lists and which countries are in the groups that a requirement names, or what lies over it."""
        lists: set[str] = set()
        groups: set[str] = set()
        for version in self.policy.requirements[name].versions:
            over_it = over(self.policy, version.text)
            for conditions in conditions_of(version.text, over_it):
                groups.update(conditions.destinations.groups)
                lists.update(conditions.parties.lists if conditions.parties is not None else ())
            groups.update(group for item in over_it.licences for group in item.event.destinations.groups)
        yield from ((listed, self._listed(listed)) for listed in sorted(lists))
        yield from ((group, self.policy.groups.get(group)) for group in sorted(groups))

    def _listed(self, name: str) -> int:
        if name not in self._lists:
            items = self.policy.listings.get(name, ())
            self._lists[name] = self.numbers((name, tuple((item.held.id, item.held.digest, item.timeline) for item in items)))
        return self._lists[name]

    @cached_property
    def names_in_use(self) -> int:
        """A number for what lines are compared with besides goods: the vocabulary, and the elements of alloys."""
        return self.numbers.names_in_use(self.policy)

    @cached_property
    def licensed(self) -> bool:
        """Whether there are licences from requirements on whole lists or on any goods."""
        texts = (v.text for name in self.whole for v in self.policy.requirements[name].versions)
        return any(over(self.policy, text).licences for text in texts)

    def kind(self, name: str) -> tuple[str, str]:
        """The regime and the authority of a requirement."""
        text = self.policy.requirements[name].versions[0].text
        return text.regime, text.authority

    def says(self, name: str) -> Hashable:
        """A requirement, and what it is under everything that is supposed about it."""
        mine = self.content(name)
        about = {item.basis.id for item, _ in self.supposed((name,))} if mine is not None else set()
        laws = self.supposed(tuple(self.policy.requirements))
        return mine, tuple(
            (self.numbers.of(item.basis), law.content(name)) for item, law in laws if item.basis.id in about or law.content(name) != mine
        )

    @property
    def names(self) -> set[str]:
        """All requirements, those too that are only supposed."""
        return set(self.policy.requirements).union(*(law.policy.requirements for _, law in self.supposed(tuple(self.policy.requirements))))

    def supposed(self, names: tuple[str, ...]) -> tuple[tuple[Supposition, "Law"], ...]:
        """What is supposed about some requirements, each with the policy as it would be."""
        if names not in self._about:
            self._about[names] = tuple((item, self._supposing(item.policy)) for item in suppositions(self.policy, names))
        return self._about[names]

    def _supposing(self, policy: Policy) -> "Law":
        if id(policy) not in self._laws:
            self._laws[id(policy)] = Law(policy, self.infer, self.numbers, self)
        return self._laws[id(policy)]

    @cached_property
    def others(self) -> frozenset[str]:
        """Of a policy that is supposed, the requirements that are not as they are."""
        assert self.base is not None
        names = {*self.policy.requirements, *self.base.policy.requirements}
        return frozenset(name for name in names if self.content(name) != self.base.content(name))

    @cached_property
    def version_days(self) -> list[date]:
        """One day of each stretch on which all requirements have one text."""
        days = {v.start for r in self.policy.requirements.values() for v in r.versions if v.start is not None}
        return [date.min, *sorted(days)]

    @cached_property
    def coverage_days(self) -> tuple[date, ...]:
        """One day of each stretch on which the same declarations of coverage count and all requirements have one text."""
        days = sorted({*change_days(Period(c.from_, c.through) for c in self.policy.coverage), *self.version_days[1:]})
        return (day_before(days[0]), *days) if days else (date.min,)

    @cached_property
    def declared(self) -> tuple[int, ...]:
        """The declarations of coverage."""
        return tuple(map(self.numbers.of, self.policy.coverage))

    @cached_property
    def trust(self) -> Hashable:
        """What certainty turns on besides requirements and coverage: how far publications were read, and those of unknown days."""
        policy = self.policy
        reviews = tuple((r.authority, r.verified_through) for r in policy.reviews)
        return reviews, policy.known.published_through, tuple(self.numbers.of(event) for event in policy.unplaced)


def lines_in(law: Law, name: str) -> list[ListEntry]:
    """All lines of a requirement, over time."""
    requirement = law.policy.requirements.get(name)
    return [entry for version in requirement.versions for entry in version.text.entries] if requirement is not None else []


def rewritten(laws: tuple[Law, Law], names: Iterable[str]) -> frozenset[str]:
    """Those of some requirements on which acts are others, and not only names on lists and members of groups."""
    return frozenset(name for name in names if laws[0].own(name) != laws[1].own(name))


class Change:
    """What is otherwise in the lines of two policies, by which goods are known. `rewritten`: the requirements, of some, on which acts are
    others; `heads`: of the codes under which other lines stand, or other texts of lines; `printed`: the requirements for whose lines other
    customs codes are printed; `classified`: those with lines that had a code and have none, or the reverse, which are then read otherwise
    beside goods under other codes."""

    def __init__(self, laws: tuple[Law, Law], names: Iterable[str]) -> None:
        one, two = (law.policy.index for law in laws)
        self.rewritten = rewritten(laws, names)
        lines = [line for law in laws for name in self.rewritten for line in lines_in(law, name)]
        codes = {line.code for line in lines if line.code}
        codes.update(key[1] for key in {*one.by_code, *two.by_code} if one.by_code.get(key) != two.by_code.get(key))
        self.heads = frozenset(code.split(".")[0] for code in codes)
        lines_with = {line for line in {*one.codes, *two.codes} if (line in one.codes) != (line in two.codes)}
        every = {name for law in laws for name in law.policy.requirements}
        self.classified = frozenset(n for n in every if any(e.line in lines_with for law in laws for e in lines_in(law, n)))
        printed = [{(hs, *pair) for hs in index.by_hs for pair in index.by_hs[hs]} for index in (one, two)]
        self.printed = frozenset(requirement for _, _, requirement in printed[0] ^ printed[1])
