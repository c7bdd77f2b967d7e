"""What lies over a requirement: the licensing policies, exemptions and licences that speak of it, and the days on which they change."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

from ..events.citation import covers
from ..events.model import Conditions, ExemptionGranted, LicenceBase, LicensingPolicySet, Requirement
from .held import destination_groups
from .policy import InTime, Policy, RequirementInTime, Stretch, Timeline, Version, on
from .words import Answer, no, possible, yes


@dataclass(frozen=True)
class Over:
    """Everything that speaks of one version of a requirement, whether or not it operates on a day. `overlays`: each with how surely."""

    overlays: tuple[tuple[InTime[LicensingPolicySet], Answer], ...]
    exemptions: tuple[InTime[ExemptionGranted], ...]
    licences: tuple[InTime[LicenceBase], ...]
    days: tuple[date, ...]
    turns: "Turns"  # of the requirement itself and of all of it

    @cached_property
    def acts(self) -> tuple[int, ...]:
        """Which acts they are: the same ones under another policy are the same objects."""
        return tuple(id(item) for item in (*(item for item, _ in self.overlays), *self.exemptions, *self.licences))

    def moment(self, day: date) -> int:
        """The day's place among those on which any of it changes."""
        return bisect_right(self.days, day)


@dataclass(frozen=True)
class Turns:
    """The days on which members of the groups that some conditions name change, and names on their lists. `owners`: whether shares of those
    on a list count."""

    groups: tuple[date, ...]
    names: tuple[date, ...]
    owners: bool

    def days(self, *, listed: bool, named: bool) -> tuple[date, ...]:
        """Those that matter to a shipment. `listed`: somebody in it resembles a name on some list; `named`: somebody takes part in it."""
        return (*self.groups, *(self.names if listed or (named and self.owners) else ()))

    def place(self, day: date, *, listed: bool, named: bool) -> tuple[int, ...]:
        """The day's places among those that matter."""
        by_names = listed or (named and self.owners)
        return bisect_right(self.groups, day), bisect_right(self.names, day) if by_names else 0


class Stand(NamedTuple):
    """How a requirement stands on some days: its text, its status, the place of the days among those on which what lies over it changes.
    By `turns` the days may still differ. `acts`: which acts lie over it; `licensed`: whether there are licences among them."""

    version: Version
    stretch: Stretch
    moment: int
    turns: Turns
    acts: tuple[int, ...]
    licensed: bool


@dataclass(frozen=True, eq=False)
class Stands:
    """A requirement with what lies over it, as a policy has them.

    `alike`: what is the same under every policy that has the same of them. `conditions`: the requirement's own in all its versions, and
    those of the licensing policies over it, each with its timeline; `exempt`, `licensed`: whether there are exemptions and licences.
    `days`: those between which all days are alike, but for changes of groups and lists; by the place of a day among them, how it `stands`.
    """

    alike: Hashable
    conditions: tuple[tuple[Conditions, Timeline], ...]
    exempt: bool
    licensed: bool
    days: list[date]
    stands: dict[int, Stand] = field(default_factory=dict)
    turning: dict[tuple[bool, bool], list[date]] = field(default_factory=dict)


def turning_days_of(policy: Policy, requirement: RequirementInTime, *, listed: bool, named: bool) -> list[date]:
    """The days on which its text, its status, or what lies over it changes, with those that matter to a shipment as for `Turns.days`;
    worked out once for a policy."""
    stands = stands_of(policy, requirement)
    if (listed, named) not in stands.turning:
        of_texts = (over(policy, version.text).turns for version in requirement.versions)
        turning = (day for each in of_texts for day in each.days(listed=listed, named=named))
        stands.turning[listed, named] = sorted({*stands.days, *turning})
    return stands.turning[listed, named]


def stands_of(policy: Policy, requirement: RequirementInTime) -> Stands:
    """Worked out once for a policy."""
    known = policy.memo.get(id(requirement))
    if known is None:
        policy.memo[id(requirement)] = known = _stands_of(policy, requirement)
    return cast(Stands, known)


def _stands_of(policy: Policy, requirement: RequirementInTime) -> Stands:
    texts = [version.text for version in requirement.versions]
    all_over = [over(policy, text) for text in texts]
    overlays = {id(item): (item.event, item.timeline) for each in all_over for item, _ in each.overlays}
    turning = any(each.turns.groups or each.turns.names for each in all_over)
    return Stands(
        alike=(id(requirement), *(each.acts for each in all_over), *((id(policy.listings), id(policy.groups)) if turning else ())),
        conditions=(*((text, requirement.timeline) for text in texts), *overlays.values()),
        exempt=any(each.exemptions for each in all_over),
        licensed=any(each.licences for each in all_over),
        days=_days_of(policy, requirement),
    )


def stand(policy: Policy, requirement: RequirementInTime, day: date) -> Stand:
    """How a requirement stands on a day; worked out once for all days between two on which it changes."""
    stands = stands_of(policy, requirement)
    place = bisect_right(stands.days, day)
    if place not in stands.stands:
        version = requirement.version(day)
        over_it = over(policy, version.text)
        turns, acts = over_it.turns, over_it.acts
        stands.stands[place] = Stand(version, on(requirement.timeline, day), over_it.moment(day), turns, acts, bool(over_it.licences))
    return stands.stands[place]


def _days_of(policy: Policy, requirement: RequirementInTime) -> list[date]:
    days = {stretch.start for stretch in requirement.timeline if stretch.start is not None}
    days |= {version.start for version in requirement.versions if version.start is not None}
    return sorted(days.union(*(over(policy, version.text).days for version in requirement.versions)))


def over(policy: Policy, text: Requirement) -> Over:
    """What lies over a version of a requirement; worked out once for a policy."""
    if id(text) not in policy.memo:
        policy.memo[id(text)] = _over(policy, text)
    return cast(Over, policy.memo[id(text)])


def _over(policy: Policy, text: Requirement) -> Over:
    tried = [(item, linked(item.event, text)) for item in policy.overlays_about(text)]
    overlays = tuple((item, link) for item, link in tried if link.word != "no")
    exemptions, licences = tuple(policy.exemptions_on(text.id)), tuple(policy.licences_on(text.id))
    timelines = [item.timeline for item in (*(item for item, _ in overlays), *exemptions, *licences)]
    days = {stretch.start for timeline in timelines for stretch in timeline if stretch.start is not None}
    conditions: list[Conditions] = [text, *(item.event for item, _ in overlays)]
    groups = {group for item in licences for group in destination_groups(item.held)}
    return Over(overlays, exemptions, licences, tuple(sorted(days)), turns_of(policy, conditions, groups))


def turns(policy: Policy, conditions: Conditions) -> Turns:
    """Those of some conditions alone; worked out once for a policy."""
    key = -id(conditions)
    if key not in policy.memo:
        policy.memo[key] = turns_of(policy, [conditions])
    return cast(Turns, policy.memo[key])


def turns_of(policy: Policy, conditions: Iterable[Conditions], groups: Iterable[str] = ()) -> Turns:
    """Those of some conditions, and of more `groups` of countries."""
    named = {*groups, *(group for c in conditions for group in c.destinations.groups)}
    tests = [c.parties for c in conditions if c.parties is not None and c.parties.lists]
    names = {day for test in tests for name in test.lists for day in policy.list_days(name)}
    members = {start for group in named for start, _ in policy.groups.get(group, ())}
    owners = any(test.owned_share_pct is not None for test in tests)
    return Turns(tuple(sorted(members)), tuple(sorted(names)), owners)


def linked(event: LicensingPolicySet, text: Requirement) -> Answer:
    """Whether a licensing policy speaks of a requirement. A family named without saying whether later items are meant: perhaps."""
    if any(covers(t, text.id) for t in event.targets):
        return yes("")
    if not set(event.families) & set(text.families):
        return no("")
    if event.reference == "dynamic" or text.day <= event.day:
        return yes("")
    return possible("") if event.reference == "unstated" else no("")
