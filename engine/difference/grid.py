"""The facts beside goods as closely as requirements read them: shipments of which none reads anything else are one cell.

What is read is compared as the words that `engine.match` gives for it, on all days, so that nothing here says what a condition means.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from ...events.model import Conditions, LicenceBase, LicensingPolicySet, Requirement
from ...events.scope import Destinations, PartyTest
from ...rules.rule import RuleError
from ..assess import OPEN
from ..inference import InferenceError
from ..match import destination, end_use, parties, reach, within
from ..names import same_name
from ..over import Over, over
from ..policy import Policy, Status, Timeline
from ..shipment import Goods, Shipment
from ..words import Word
from .frames import USES, Rest, User
from .law import Law


class Cell(NamedTuple):
    """Facts beside the goods, by their places in a `Grid`: way, destination, group of end uses, group of end users."""

    way: int
    destination: int
    use: int
    user: int


class Party(NamedTuple):
    """What a test of the persons says on one day while a provision has one status: asking for facts that are not stated, and not."""

    status: Status
    asking: tuple[Word, tuple[str, ...]]
    silent: tuple[Word, tuple[str, ...]]


class Read(NamedTuple):
    """What a requirement reads of one of the facts: by its conditions, first its own, then those of what lies over it, version after
    version; and by its exemptions and licences."""

    by: tuple[Hashable, ...]
    more: Hashable


class Reads:
    """What requirements of a policy read of the facts beside goods."""

    def __init__(self, law: Law, rest: Rest) -> None:
        self.law = self._law = law
        self._rest = rest
        self._shipments: dict[Hashable, Shipment] = {}
        self._parties: dict[Hashable, Hashable] = {}
        self._out: dict[Hashable, bool] = {}

    def _shipment(self, way: int, place: str | None, use: str | None, user: User | None) -> Shipment:
        key = (way, place, use, user)
        if key not in self._shipments:
            facts = self._rest.facts(way, place or self._rest.destinations[0][0], use, user)
            self._shipments[key] = Shipment.model_validate({**facts, "goods": {"description": "any"}, "date": "2000-01-01"})
        return self._shipments[key]

    def _versions(self, name: str) -> list[tuple[Requirement, Over]]:
        policy = self._law.policy
        return [(version.text, over(policy, version.text)) for version in policy.requirements[name].versions]

    def _conditions(self, name: str) -> list[tuple[Conditions, tuple[Status, ...]]]:
        """The conditions of a requirement and of what lies over it, with the statuses in which they can stand."""
        mine = _statuses(self._law.policy.requirements[name].timeline)
        out: list[tuple[Conditions, tuple[Status, ...]]] = []
        for text, over_it in self._versions(name):
            out.append((text, mine))
            out.extend((item.event, _statuses(item.timeline)) for item, _ in over_it.overlays)
        return out

    def _licences(self, name: str) -> list[LicenceBase]:
        return [item.event for _, over_it in self._versions(name) for item in over_it.licences]

    def place(self, name: str, to: str, user: User | None) -> Read:
        """What is read of the destination and the country of the end user."""
        policy = self._law.policy
        ship = self._shipment(0, to, None, None if user is None else User(user.country, False, ""))
        words: list[Hashable] = []
        for conditions, _ in self._conditions(name):
            days = _group_days(policy, conditions.destinations)
            words.append(tuple(destination(policy, conditions.destinations, ship, day, asking=True).word for day in days))
        more = tuple(
            (within(policy, item.destinations, to, day), None if country is None else within(policy, item.destinations, country, day))
            for country in (None if user is None else user.country,)
            for item in self._licences(name)
            for day in _group_days(policy, item.destinations)
        )
        return Read(tuple(words), more)

    def user(self, name: str, user: User | None) -> Read:
        """What is read of the end user."""
        words = [None if c.parties is None else self._party(c.parties, statuses, user) for c, statuses in self._conditions(name)]
        stated = None if user is None or user.name is None else user.name or self._rest.unlisted
        more = tuple((user is None, None if stated is None else same_name(stated, item.end_users)) for item in self._licences(name))
        return Read(tuple(words), more)

    def _party(self, test: PartyTest, statuses: tuple[Status, ...], user: User | None) -> Hashable:
        policy = self._law.policy
        if user is not None:  # what is not read
            user = User(
                user.country if test.military else None, user.military if test.military else None, user.name if test.lists else None
            )
        listings = [(name, policy.listings.get(name, ())) for name in test.lists]
        content = tuple((name, tuple((x.held.digest, x.timeline) for x in items)) for name, items in listings)
        key = (self._law.numbers.of(test), statuses, content, user)
        if key not in self._parties:
            ship = self._shipment(0, None, None, user)
            days = sorted({date.min, *(s.start for _, items in listings for x in items for s in x.timeline if s.start is not None)})

            def said(day: date, status: Status, asking: bool) -> tuple[Word, tuple[str, ...]]:
                answer = parties(policy, test, ship, day, asking=asking, status=status)
                return answer.word, answer.events

            found = (Party(status, said(day, status, True), said(day, status, False)) for day in days for status in statuses)
            self._parties[key] = tuple(dict.fromkeys(found)) if not test.lists else tuple(found)
        return self._parties[key]

    def use(self, name: str, use: str | None) -> Read:
        """What is read of the end use."""
        ship = self._shipment(0, None, use, None)
        words = tuple(end_use(c.uses, ship, asking=True).word for c, _ in self._conditions(name))
        exempt = tuple(use in item.event.uses for _, over_it in self._versions(name) for item in over_it.exemptions)
        return Read(words, (exempt, tuple(use in item.uses for item in self._licences(name))))

    def way(self, name: str, way: int) -> Read:
        """What is read of the facts that the frame leaves open; a licence reads all of them."""
        ship = self._shipment(way, None, None, None)
        words = tuple(reach(self._law.policy, text, ship, asking=True).word for text, _ in self._versions(name))
        return Read(words, way if self._licences(name) else None)

    def together(self, name: str, way: Read, place: Read, use: Read, user: Read) -> tuple[Hashable, ...]:
        """All that a verdict can turn on of what is read. What an overlay reads counts by what the rules conclude from it, and where a
        requirement does not concern the shipment by the rules, nothing else counts."""
        out: list[Hashable] = []
        at = 0
        for version, (text, over_it) in enumerate(self._versions(name)):
            own = (place.by[at], use.by[at], user.by[at], way.by[version])
            if self._does_not_concern(text, *own):
                out.append(("out", own if text.list_incomplete else None))
            else:
                acts = []
                for n, (item, link) in enumerate(over_it.overlays, at + 1):
                    acts.append(self._overlay(item.event, _statuses(item.timeline), link.word, place.by[n], use.by[n], user.by[n]))
                out.append((own, tuple(acts), place.more, use.more, user.more, way.more))
            at += 1 + len(over_it.overlays)
        return tuple(out)

    def _does_not_concern(self, text: Requirement, place: Any, use: Any, user: Any, way: Any) -> bool:
        key = (text.joined, place, use, user, way)
        if key not in self._out:
            persons = {"yes"} if user is None else {word for party in user for word in (party.asking[0], party.silent[0])}
            self._out[key] = all(
                self._law.infer.reachable(joined=text.joined, destination=where, end_use=use, parties=who, reach=way) == {"out_of_scope"}
                for where in set(place)
                for who in persons
            )
        return self._out[key]

    def _overlay(self, event: LicensingPolicySet, statuses: tuple[Status, ...], link: Word, place: Any, use: Any, user: Any) -> Hashable:
        """What the rules conclude from a licensing policy for each day on which anything that it reads may change."""
        out: dict[Hashable, None] = {}
        for where, status in product(place, statuses):
            for party in user or (Party(status, ("yes", ()), ("yes", ())),):
                if party.status == status or event.parties is None or not event.parties.lists:
                    who = party.asking[0]
                    open_ = any(word in OPEN for word in (where, use, who))
                    out[(status, party.status), self._concluded(event, status, link, where, use, who), open_] = None
        return tuple(out) if event.destinations.groups or (event.parties is not None and event.parties.lists) else tuple(dict.fromkeys(out))

    def _concluded(self, event: LicensingPolicySet, status: Status, link: Word, where: Word, use: Word, who: Word) -> str:
        finding = {
            "effect": "policy",
            "status": status,
            "goods": link,
            "destination": where,
            "reach": "yes",
            "joined": event.joined,
            "end_use": use,
            "parties": who,
            "exemption": "no",
            "licence": "none",
        }
        try:
            return self._law.infer.conclude(finding).word
        except (InferenceError, RuleError):
            return f"{where} {use} {who}"


def _statuses(timeline: Timeline) -> tuple[Status, ...]:
    return tuple(dict.fromkeys(stretch.status for stretch in timeline))


def _group_days(policy: Policy, where: Destinations) -> list[date]:
    """A day of each stretch on which groups have the same members."""
    return [date.min, *sorted({day for group in where.groups for day, _ in policy.groups.get(group, ())})]


class Grid:
    """The facts beside the goods of one frame, put together where no requirement that is looked at tells them apart.

    `uses`, `users`: groups of places in `frames.USES` and `Rest.users`. `cells`: every combination of groups, the last thing changes first,
    `sizes` of each; `kind[n]`: the place in `kinds` of a cell that is read alike.
    """

    def __init__(self, rest: Rest, looked_at: Sequence[tuple[Law, Sequence[str]]]) -> None:
        self.rest = rest
        each = {law.content(name): (law, name) for law, names in looked_at for name in names}
        self._reads = {id(law): Reads(law, rest) for law, _ in looked_at}
        self.out: set[int] = set()
        """The numbers of what is read where a requirement does not concern the shipment by the rules."""
        facts = [_Facts(self._reads[id(law)], name, rest, self.out) for law, name in each.values()]
        self.uses = _alike(range(len(USES)), lambda at: tuple(one.use(USES[at]) for one in facts))
        self.users = _alike(range(len(rest.users)), lambda at: (_country(rest.users[at]), *(one.user(rest.users[at]) for one in facts)))
        ways = range(len(rest.frame.ways))
        self.sizes = (len(ways), len(rest.destinations), len(self.uses), len(self.users))
        self.cells = [Cell(*places) for places in product(*map(range, self.sizes))]
        self._rows = {key: self._row(one) for key, one in zip(each, facts, strict=True)}
        places: dict[tuple[int, ...], int] = {}
        read = zip(*self._rows.values(), strict=True) if self._rows else [()] * len(self.cells)
        self.kind = [places.setdefault(tuple(found), len(places)) for found in read]
        first = {kind: n for n, kind in reversed(list(enumerate(self.kind)))}
        self.kinds = [self.cells[first[kind]] for kind in range(len(places))]
        self._firsts = [first[kind] for kind in range(len(places))]

    def _row(self, facts: "_Facts") -> list[int]:
        rest = self.rest
        users = [rest.users[group[0]] for group in self.users]
        ways = [facts.way(at) for at in range(self.sizes[0])]
        uses = [facts.use(USES[group[0]]) for group in self.uses]
        people = [facts.user(user) for user in users]
        places = [[facts.place(group[0], user) for user in users] for group in rest.destinations]
        return [facts.together(ways[c.way], places[c.destination][c.user], uses[c.use], people[c.user]) for c in self.cells]

    def read(self, law: Law, name: str) -> list[int]:
        """For each kind of cells a number: a requirement reads the same where it is the same."""
        row = self._rows[law.content(name)]
        return [row[at] for at in self._firsts]

    def shipment(self, cell: Cell, goods: Goods) -> Shipment:
        """A shipment of a cell, on any day."""
        rest = self.rest
        facts = rest.facts(
            cell.way, rest.destinations[cell.destination][0], USES[self.uses[cell.use][0]], rest.users[self.users[cell.user][0]]
        )
        return Shipment.model_validate({**facts, "goods": goods, "date": "2000-01-01"})


class _Facts:
    """What one requirement reads of the facts of a frame, by numbers: equal ones stand for the same."""

    def __init__(self, reads: Reads, name: str, rest: Rest, out: set[int]) -> None:
        self._reads, self._name, self._rest, self.out = reads, name, rest, out
        self._numbers: dict[Hashable, int] = {}
        self._by_number: list[Read] = []
        self._known: dict[Hashable, int] = {}

    def _number(self, key: Hashable, read: Callable[[], Read]) -> int:
        if key not in self._known:
            found = read()
            self._known[key] = self._numbers.setdefault(found, len(self._by_number))
            if self._known[key] == len(self._by_number):
                self._by_number.append(found)
        return self._known[key]

    def way(self, way: int) -> int:
        return self._number(("way", way), lambda: self._reads.way(self._name, way))

    def place(self, to: str, user: User | None) -> int:
        near = None if user is None else (user.country,)
        return self._number(("place", to, near), lambda: self._reads.place(self._name, to, user))

    def use(self, use: str | None) -> int:
        return self._number(("use", use), lambda: self._reads.use(self._name, use))

    def user(self, user: User | None) -> int:
        return self._number(("user", user), lambda: self._reads.user(self._name, user))

    def together(self, *parts: int) -> int:
        """A number for all that is read of a cell."""
        if parts not in self._known:
            way, place, use, user = (self._by_number[part] for part in parts)
            found = self._reads.together(self._name, way, place, use, user)
            self._known[parts] = number = self._reads.law.numbers(("read", found))
            if all(part == ("out", None) for part in found):
                self.out.add(number)
        return self._known[parts]


def _alike(places: Iterable[int], read: Callable[[int], Hashable]) -> tuple[tuple[int, ...], ...]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        groups.setdefault(read(place), []).append(place)
    return tuple(tuple(group) for group in groups.values())


def _country(user: User | None) -> Hashable:
    return None if user is None else (user.country,)
