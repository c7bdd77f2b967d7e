"""A question: a shipment put to a policy, and every requirement's conclusion for a day. Pure; no law beyond the policy.

Two layers. Requirements with list entries of their own come first; then those on *any item of a list* (prohibitions for users and uses,
party lists), whose goods word is the strongest among the item requirements that operate. A suspended item requirement makes goods only
`possible` there.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from ..events.dates import Period, change_days
from ..events.goods import Kind
from ..events.model import Conditions, ExemptionGranted, ExportProhibited, LicenceBase, Requirement
from ..rules.rule import RuleError
from .alternatives import Supposition, suppositions
from .assess import OPEN, Assessment, Bearing, Overlay
from .bearing import GoodsBearing, as_read, candidates, case_met, lines_of
from .determination import POLICIES, Outcome
from .goods import Identified, identify, kind_of, materials_of, standing
from .inference import Conclusion, Inference, InferenceError
from .licences import covered, type_of
from .listed import lists_of
from .match import Conditional, reach
from .over import Stand, over, stands_of, turning_days_of, turns
from .over import stand as stand_on
from .policy import Policy, RequirementInTime, Status, on
from .shipment import Shipment
from .words import Answer, Word, all_of, no, possible, unknown, yes

V = TypeVar("V")

_ANY = GoodsBearing(yes("any goods"))
_STRONGEST: tuple[Word, ...] = ("yes", "unknown", "possible", "no")


class Parts:
    """What was worked out for some goods alone, for the facts beside the goods alone, and for what single requirements read of either:
    questions of many shipments share it.

    `goods`, `rest`: what no policy that is asked can tell apart of those facts; equal ones share. What is shared may speak in the words of
    another shipment, so it serves conclusions, and their reasons only where `goods` and `rest` keep apart all that is worded otherwise.
    `reasons`: whether they do, and reasons are asked for; if not, whatever concludes alike is shared.
    """

    def __init__(
        self, store: dict[Hashable, dict[Any, Any]] | None = None, goods: Hashable = None, rest: Hashable = None, *, reasons: bool = True
    ) -> None:
        self._store: dict[Hashable, dict[Any, Any]] = {} if store is None else store
        self.goods, self.rest, self.reasons = goods, rest, reasons

    def of_goods(self, name: str, policy: Policy) -> dict[Any, Any]:
        """A memo for these goods."""
        return self._store.setdefault((name, id(policy), self.goods), {})

    def of_rest(self, name: str, policy: Policy) -> dict[Any, Any]:
        """A memo for these facts beside the goods."""
        return self._store.setdefault((name, id(policy), self.rest), {})

    def of_all(self, name: str, infer: Inference) -> dict[Any, Any]:
        """A memo for what says itself what it rests on, besides the rules."""
        return self._store.setdefault((name, id(infer)), {})


class Row:
    """What was worked out of one requirement for all questions alike in what it reads beside the goods.

    `days`: those between which nothing of it changes but the goods; by the place of a day among them how it stands, and what it concludes
    for the goods. `idle`: whether destination or reach rule it out on every day; null: not tried yet.
    """

    __slots__ = ("bearings", "days", "idle", "requirement", "stands")

    def __init__(self, requirement: RequirementInTime, days: list[date]) -> None:
        self.requirement, self.days = requirement, days
        self.stands: dict[int, Stand] = {}
        self.bearings: dict[Hashable, Bearing] = {}
        self.idle: bool | None = None


class Lineup:
    """Requirements that goods are put to, with list entries of their own and on whole lists. Questions of one lineup conclude the same on
    every day, whatever their policies are.

    `days`: every day on which what they conclude may differ from the day before, in order; `assessed`: what they conclude, and `runs`: for
    how long, by the place of a day among them. `failed`: whether the rules could not be run on some finding: what failed is not kept.
    """

    __slots__ = ("assessed", "days", "failed", "items", "runs", "whole")

    def __init__(self, items: tuple[Row, ...], whole: tuple[Row, ...], days: list[date]) -> None:
        self.items, self.whole, self.days = items, whole, days
        self.assessed: dict[Hashable, Assessment] = {}
        self.runs: dict[int, Any] = {}  # memo of `engine.horizon`
        self.failed = False


class Question:
    """A shipment put to a policy: what does not turn on the day is worked out once. `at` answers for a day.

    `like`: the same shipment put to another policy; what the two policies have in common is not worked out again. `parts`: what it shares
    with other shipments put to the policy.
    """

    def __init__(
        self, policy: Policy, shipment: Shipment, infer: Inference, like: "Question | None" = None, parts: Parts | None = None
    ) -> None:
        self.policy, self.shipment, self.infer = policy, shipment, infer
        self.found = identify(policy, shipment.goods)
        self.named = bool(shipment.parties)  # somebody takes part
        self._parts = parts or Parts()
        self._of_goods: dict[Hashable, Any] = self._parts.of_goods("question", policy)
        self._of_rest: dict[Hashable, Any] = self._parts.of_rest("question", policy)
        self._lines: dict[tuple[int, ...], GoodsBearing] = self._parts.of_goods("lines", policy)
        self._goods: dict[tuple[int, ...], GoodsBearing] = self._parts.of_goods("goods", policy)
        self._covered: dict[tuple[int, ...], dict[str, tuple[str, ...]]] = self._parts.of_goods("covered", policy)
        self._words: dict[tuple[object, ...], dict[str, Answer]] = self._parts.of_rest("words", policy)
        self._says: dict[tuple[Hashable, ...], int] = self._parts.of_rest("says", policy)
        self._rows: dict[int, Row] = self._parts.of_rest("rows", policy)
        self._alike: dict[Hashable, Row] = self._parts.of_rest("alike", policy)
        self._bearings: dict[Hashable, Bearing] = self._parts.of_all("bearings", self.infer)
        self._assessed: dict[Hashable, Assessment] = self._parts.of_all("assessed", self.infer)
        self._supposed: dict[int, Question] = {}
        self._like = like
        if like is not None:
            self._share(like)

    def _share(self, like: "Question") -> None:
        mine, theirs = self.policy, like.policy
        if mine.vocabulary is not theirs.vocabulary:
            return
        same_index, same_names = mine.index is theirs.index, mine.listings is theirs.listings and mine.groups is theirs.groups
        described = self.found.by == like.found.by == "material"  # by what they are: which codes there are says nothing of them
        if same_index or (described and mine.index.elements == theirs.index.elements):
            self._lines = like._lines
            if mine.readings is theirs.readings:
                self._goods = like._goods
        if same_names:
            self._words = like._words
            if self._parts is like._parts and self.infer is like.infer:  # rows hold what rules conclude
                self._says, self._alike = like._says, like._alike

    def _once(self, memo: dict[Hashable, Any], name: Hashable, work_out: Callable[[], V]) -> V:
        """Something that turns on the goods alone, or on what is beside them alone, worked out once for all questions of the same."""
        if name not in memo:
            memo[name] = work_out()
        return cast(V, memo[name])

    @cached_property
    def items(self) -> list[RequirementInTime]:
        """The requirements with list entries of their own that can concern the goods."""
        return self._once(self._of_goods, "items", lambda: self._by_id(candidates(self.policy, self.found)))

    @cached_property
    def whole(self) -> list[RequirementInTime]:
        """The requirements on any item of a list, or on any goods whatever."""
        return self._once(self._of_rest, "whole", lambda: self._by_id(self.policy.index.whole_list))

    def _by_id(self, ids: Iterable[str]) -> list[RequirementInTime]:
        return [self.policy.requirements[rid] for rid in sorted(ids)]

    def goods(self, text: Requirement, found: Identified) -> GoodsBearing:
        """The goods word of one version of a requirement, for goods as they are identified on a day."""
        key = (id(text), *(id(line) for line in found.texts))
        if key not in self._goods:
            if key not in self._lines:
                self._lines[key] = lines_of(self.policy, text, found)
            goods = as_read(self.policy, text, found, self._lines[key])
            if not self._parts.reasons and not over(self.policy, text).licences:  # which may cover the goods of one line only
                same = (id(text), goods.answer.word, *map(id, goods.readings))
                goods = self._parts.of_all("goods", self.infer).setdefault(same, goods)
            self._goods[key] = goods
        return self._goods[key]

    def words(self, conditions: Conditions, day: date, status: Status, *, asking: bool) -> dict[str, Answer]:
        """The words of one version of a requirement besides its goods, or of a licensing policy; only groups and lists turn on the day."""
        key = (id(conditions), asking, *self._moment(conditions, day, status))
        if key not in self._words:
            tried = Conditional(self.policy, conditions, self.shipment, day, asking=asking, status=status)
            reached = isinstance(conditions, Requirement) and reach(self.policy, conditions, self.shipment, asking=asking)
            self._words[key] = {
                "destination": tried.destination,
                **({"reach": reached} if reached else {}),
                "end_use": tried.end_use,
                "parties": tried.parties,
            }
        return self._words[key]

    def _moment(self, conditions: Conditions, day: date, status: Status) -> tuple[Hashable, ...]:
        """What of a day the words of some conditions turn on."""
        if not self.dated(conditions):
            return ()
        return status, *turns(self.policy, conditions).place(day, listed=self.listed, named=self.named)

    @cached_property
    def listed(self) -> bool:
        """Whether somebody who takes part resembles a name on some list."""
        if self._like is not None and self._like.policy.listings is self.policy.listings:
            return self._like.listed
        return any(map(self.policy.names.any, self._names))

    @property
    def _names(self) -> Iterator[str]:
        for party in self.shipment.parties or ():
            yield from (name for name in (party.name, *(owner.name for owner in party.owners or ())) if name is not None)

    def row(self, requirement: RequirementInTime) -> Row:
        """What was worked out of a requirement."""
        row = self._rows.get(id(requirement))
        if row is None:
            alike = stands_of(self.policy, requirement).alike
            row = self._rows[id(requirement)] = self._alike.get(alike) or self._row(requirement)
            self._alike[alike] = row
        return row

    def _row(self, requirement: RequirementInTime) -> Row:
        stands = stands_of(self.policy, requirement)
        days = turning_days_of(self.policy, requirement, listed=self.listed, named=self.named)
        dated = not self._parts.reasons and any(self.dated(conditions) for conditions, _ in stands.conditions)
        heard = tuple(self.heard(requirement, day) for day in (date.min, *(days if dated else ())))
        key = (stands.alike, heard, self.listed, self.named, id(self.policy.vocabulary))
        row: Row = self._parts.of_all("rows", self.infer).setdefault(key, Row(requirement, days))
        return row

    def heard(self, requirement: RequirementInTime, day: date) -> Hashable:
        """What a requirement, and what lies over it, read on a day of the facts beside the goods. Where reasons are not asked for, no more
        than what that says to it."""
        stands = stands_of(self.policy, requirement)
        if self._parts.reasons or stands.licensed:
            return self._parts.rest
        said = (self._said(conditions, day, on(timeline, day).status) for conditions, timeline in stands.conditions)
        return (stands.exempt and self.shipment.end_use, *said)

    def _said(self, conditions: Conditions, day: date, status: Status) -> int:
        """What some conditions say to the facts beside the goods, and whether on words that were not read, as a number."""
        key = (id(conditions), *self._moment(conditions, day, status))
        if key not in self._says:
            words = [*self.words(conditions, day, status, asking=True).values()]
            if any(a.word == "unknown" for a in words):  # where nothing is asked for, these alone may be others
                words += self.words(conditions, day, status, asking=False).values()
            said = tuple((a.word, any(self.policy.events[name].unquoted for name in a.events)) for a in words)
            numbers = self._parts.of_all("said", self.infer)
            self._says[key] = numbers.setdefault(said, len(numbers))
        return self._says[key]

    def dated(self, conditions: Conditions) -> bool:
        """Whether the words of some conditions turn on the day: by the members of a group, or by names on a list."""
        test = conditions.parties
        if test is not None and test.lists:
            owners_count = self.named and test.owned_share_pct is not None
            if owners_count or (self.listed and not self._lists.isdisjoint(test.lists)):
                return True
        return bool(conditions.destinations.groups)

    @cached_property
    def _lists(self) -> frozenset[str]:
        """The lists with a name that somebody who takes part resembles."""
        return self._once(self._of_rest, "on", lambda: frozenset(self._resembled()))

    def _resembled(self) -> Iterator[str]:
        lists = lists_of(self.policy)
        return (name for name in self.policy.listings if lists[name].concerned(self._names))

    @cached_property
    def full(self) -> Lineup:
        """All requirements that can concern the goods."""
        return self._lineup(self.items, self.whole)

    @cached_property
    def awake(self) -> Lineup:
        """The requirements that can concern the shipment on some day. Items of a list count as listed for what lies over them, wherever
        the goods go."""
        met = self._once(self._of_goods, "met", lambda: [r for r in self.items if self._met(r)])
        whole = self._once(self._of_rest, "awake", lambda: [r for r in self.whole if not self._out_of_the_way(r)])
        return self._lineup([r for r in met if self._listing(r) or not self._out_of_the_way(r)], whole)

    def only(self, names: Collection[str]) -> Lineup:
        """Some requirements alone, as far as they can concern the goods. What the goods are under a code may turn on days of others too."""
        return self._lineup([r for r in self.items if r.id in names], [r for r in self.whole if r.id in names])

    def _lineup(self, items: list[RequirementInTime], whole: list[RequirementInTime]) -> Lineup:
        own, over = tuple(map(self.row, items)), tuple(map(self.row, whole))
        key = own, over, *self._put, tuple(map(self._put_to_each, items)), self.shipment.departure.country is None
        lineup = self._parts.of_all("lineups", self.infer).get(key)
        if lineup is None:
            days = self._once(self._of_goods, "days", self._coverage_days).union(*(row.days for row in (*own, *over)))
            lineup = self._parts.of_all("lineups", self.infer)[key] = Lineup(own, over, sorted(days))
        return lineup

    @cached_property
    def _put(self) -> tuple[Hashable, ...]:
        """What of the goods, and of their coverage, may turn what requirements conclude, besides how each text reads them."""
        plain = self.found.by == "material" and self.shipment.goods.dual_use is None and not self._licensed
        goods = self._parts.goods if self._parts.reasons or not plain else None
        if self.found.by == "material":
            return goods, self._once(self._of_goods, "coverage", self._coverage_over_time)
        return goods, id(self._goods), id(self.policy)  # what a code stands for turns on the day

    def _put_to_each(self, requirement: RequirementInTime) -> Hashable:
        """How the texts of a requirement read the goods."""
        if self.found.by != "material":
            return None
        read = ("read", requirement.id)
        return self._once(self._of_goods, read, lambda: tuple(id(self.goods(v.text, self.found)) for v in requirement.versions))

    def _coverage_days(self) -> set[date]:
        return change_days(Period(c.from_, c.through) for c in self.policy.coverage_about(materials_of(self.found)))

    def _coverage_over_time(self) -> Hashable:
        days = sorted(self._once(self._of_goods, "days", self._coverage_days))
        return tuple(days), *(tuple(self._coverage(self.found, day).items()) for day in (date.min, *days))

    def _met(self, requirement: RequirementInTime) -> bool:
        return any(self.goods(v.text, self.found).answer.word != "no" for v in requirement.versions)

    def _listing(self, requirement: RequirementInTime) -> bool:
        """Whether it lists items of which some requirement, on any item of the list, may concern the shipment."""
        concerned = self._once(self._of_rest, "lists", self._concerned_lists)
        return any(entry.list in concerned for v in requirement.versions for entry in v.text.entries)

    def _concerned_lists(self) -> frozenset[str]:
        names = (v.text.any_of_list for r in self.whole if not self._out_of_the_way(r) for v in r.versions)
        return frozenset(name for name in names if name is not None)

    def _out_of_the_way(self, requirement: RequirementInTime) -> bool:
        """Whether destination or reach rule a requirement out on every day."""
        row = self.row(requirement)
        if row.idle is None:
            row.idle = self._is_idle(requirement)
        return row.idle

    def _is_idle(self, requirement: RequirementInTime) -> bool:
        for version in requirement.versions:
            words = self.words(version.text, self.shipment.date, "operative", asking=True)
            if words["reach"].word == "no":
                continue
            if words["destination"].word != "no" or self.dated(version.text):
                return False
        return True

    def at(self, day: date) -> Assessment:
        """Every requirement that can concern the goods, concluded by the rules for `day`."""
        assessment = copy(self._assess(self.full, day))
        vars(assessment).update(day=day, found=standing(self.policy, self.found, day))
        return assessment

    def glance(self, day: date) -> Assessment:
        """The same without the requirements that cannot concern the shipment on any day: the same outcome, fewer reasons. It may be that of
        another day on which all is as on this one."""
        return self._assess(self.awake, day)

    def concluded(self, lineup: Lineup, day: date) -> tuple[Bearing, ...]:
        """What requirements conclude on a day. It may be that of another day on which all is as on this one."""
        return self._assess(lineup, day).bearings

    def covered_on(self, day: date) -> tuple[str, ...]:
        """The regimes that the log holds completely for these goods on a day."""
        return tuple(self._coverage(standing(self.policy, self.found, day), day))

    @cached_property
    def _licensed(self) -> bool:
        """Whether some licence names a requirement that can concern the goods: what it covers turns on more of them."""
        return self._once(self._of_goods, "licensed", lambda: any(stands_of(self.policy, r).licensed for r in (*self.items, *self.whole)))

    @cached_property
    def anything(self) -> tuple[Outcome, ...]:
        """What requirements that are not considered could ask of goods that may be anything."""
        return () if self.found.certain else self._anything()

    @cached_property
    def suppositions(self) -> tuple[Supposition, ...]:
        """What might be law about some of the requirements, on some day, and could give another answer."""
        return self._once(self._of_goods, "suppositions", lambda: tuple(self._suppose()))

    def _suppose(self) -> Iterator[Supposition]:
        for item in suppositions(self.policy, [r.id for r in (*self.items, *self.whole)]):
            if item.case is None or case_met(item.case, self.found.goods) == "yes":
                yield item

    def supposing(self, varied: Policy) -> "Question":
        """The same question put to the policy as it would be; worked out once for each."""
        if id(varied) not in self._supposed:
            self._supposed[id(varied)] = Question(varied, self.shipment, self.infer, like=self, parts=self._parts)
        return self._supposed[id(varied)]

    def _assess(self, lineup: Lineup, day: date) -> Assessment:
        found = standing(self.policy, self.found, day)
        key = (bisect_right(lineup.days, day), *(id(line) for line in found.texts))
        known = lineup.assessed.get(key)
        if known is None:
            known = self._put_to(lineup, found, day)
            if known.failed:
                lineup.failed = True
            else:
                lineup.assessed[key] = known
        return known

    def _put_to(self, lineup: Lineup, found: Identified, day: date) -> Assessment:
        run = _Run(self, found, day)
        own = [run.item(row) for row in lineup.items]
        bearings = (*own, *(run.of_list(row, own) for row in lineup.whole))
        covered = self._coverage(found, day)
        alike = (*map(id, bearings), *covered.items(), self.shipment.departure.country is None)
        if found.certain and alike in self._assessed:  # the same is concluded of other goods, or on other days
            return self._assessed[alike]
        assessment = Assessment(
            day=day,
            found=found,
            bearings=bearings,
            regimes=tuple(covered),
            coverage_events=tuple(dict.fromkeys(e for ids in covered.values() for e in ids)),
            departure_known=self.shipment.departure.country is not None,
            any_goods_at_most=self.anything,
            failed=run.failed,
        )
        if found.certain and not run.failed:
            self._assessed[alike] = assessment
        return assessment

    def _coverage(self, found: Identified, day: date) -> dict[str, tuple[str, ...]]:
        key = (self.policy.coverage_moment(day), *(id(line) for line in found.texts))
        if key not in self._covered:
            self._covered[key] = _coverage(self.policy, found, self.shipment, day)
        return self._covered[key]

    def _anything(self) -> tuple[Outcome, ...]:
        effects = {isinstance(r.versions[0].text, ExportProhibited) for r in self.policy.requirements.values() if r not in self.items}
        return tuple("PROHIBITED" if prohibits else "LICENCE_REQUIRED" for prohibits in sorted(effects))


def _coverage(policy: Policy, found: Identified, shipment: Shipment, day: date) -> dict[str, tuple[str, ...]]:
    """The regimes that the log holds completely for these goods, and the declarations that say so."""
    if not found.certain:
        return {}
    kinds: list[Kind] = [line.kind for line in found.texts]
    kind = kind_of(shipment.goods, policy.vocabulary) or (kinds[0] if kinds else "goods")
    out = {}
    for regime in policy.regimes:
        declared = policy.coverage_of(regime, kind, sorted(materials_of(found)), shipment.goods.code, day)
        if declared:
            out[regime] = tuple(c.id for c in declared)
    return out


class _Run:
    """One question on one day. Holds what the comparisons share."""

    def __init__(self, question: Question, found: Identified, day: date) -> None:
        self.question, self.found, self.day = question, found, day
        self.policy, self.shipment = question.policy, question.shipment
        self._lists: dict[str, GoodsBearing] = {}
        self.failed = False

    def item(self, row: Row) -> Bearing:
        """A requirement with list entries of its own."""
        place = bisect_right(row.days, self.day)
        stand = row.stands.get(place) or self._stand(row, place)
        goods = self.question.goods(stand.version.text, self.found)
        asking = self.found.by == "hs" or goods.answer.word in ("yes", "unknown")
        return self._bear(row, place, stand, goods, id(goods), asking)

    def of_list(self, row: Row, items: Iterable[Bearing]) -> Bearing:
        """A requirement on any item of a list, or on any goods whatever."""
        place = bisect_right(row.days, self.day)
        stand = row.stands.get(place) or self._stand(row, place)
        name = stand.version.text.any_of_list
        goods = _ANY if name is None else self._listed(name, items)
        word = goods.answer.word
        hinted = self.found.by == "hs" and word == "possible"
        asking = not stand.version.text.catch_all and (word in ("yes", "unknown") or hinted)
        return self._bear(row, place, stand, goods, goods.answer if self.question._parts.reasons else word, asking)

    def _stand(self, row: Row, place: int) -> Stand:
        stand = row.stands[place] = stand_on(self.policy, row.requirement, self.day)
        return stand

    def _listed(self, name: str, items: Iterable[Bearing]) -> GoodsBearing:
        """Whether the goods are an item of a list that operates on the day."""
        if name not in self._lists:
            self._lists[name] = GoodsBearing(self._find_listed(name, items))
        return self._lists[name]

    def _find_listed(self, name: str, items: Iterable[Bearing]) -> Answer:
        if self.shipment.goods.dual_use and self.shipment.goods.list in (None, name):
            return yes("stated to be a listed item")
        best = no(f"not an item of {name} that operates on that day")
        if not self.found.certain:
            best = unknown("whether the goods are listed is not settled")
        for bearing in items:
            if name not in bearing.lists:
                continue
            answer = _as_item(bearing)
            if _STRONGEST.index(answer.word) < _STRONGEST.index(best.word):
                best = answer
        return best

    def _bear(self, row: Row, place: int, stand: Stand, goods: GoodsBearing, goods_key: Hashable, asking: bool) -> Bearing:
        """The requirement on the day, for goods that are the same by `goods_key`."""
        licensed = self.question._parts.goods if stand.licensed else None  # whether a licence covers them turns on more of the goods
        key = (place, goods_key, asking, licensed)
        known = row.bearings.get(key)
        if known is None:
            known = self._shared(row, stand, goods, key[1:])
            if not self.failed:
                row.bearings[key] = known
        return known

    def _shared(self, row: Row, stand: Stand, goods: GoodsBearing, goods_key: tuple[Hashable, bool, Hashable]) -> Bearing:
        """Days with one text, one status and the same acts over it are alike, under other policies too."""
        text, question, policy = stand.version.text, self.question, self.policy
        turns = stand.turns.place(self.day, listed=question.listed, named=question.named)
        names = (id(policy.listings), id(policy.groups)) if stand.turns.names or stand.turns.groups else ()
        heard = question.heard(row.requirement, self.day)
        key = (id(text), id(stand.stretch), stand.acts, stand.moment, turns, names, id(policy.vocabulary), heard, goods_key)
        known = question._bearings.get(key)
        if known is None:
            known = self._compare(row.requirement, stand, goods, question.words(text, self.day, stand.stretch.status, asking=goods_key[1]))
            if not self.failed:
                question._bearings[key] = known
        return known

    def _compare(self, requirement: RequirementInTime, stand: Stand, goods: GoodsBearing, words: dict[str, Answer]) -> Bearing:
        text, status = stand.version.text, stand.stretch.status
        compared = {"goods": goods.answer, **words}
        exemption = self._exemption(text)
        licences = () if isinstance(text, ExportProhibited) else self._licences(text, goods)
        finding = {
            "effect": "prohibition" if isinstance(text, ExportProhibited) else "licence",
            "status": status,
            "joined": text.joined,
            "exemption": "yes" if exemption else "no",
            "licence": _held(licences),
            **{name: answer.word for name, answer in compared.items()},
        }
        conclusion = self._conclude(finding)
        overlays = self._overlays(text) if conclusion.word in ("licence_required", "authorised", *OPEN) else ()
        return Bearing(requirement.id, stand.version, stand.stretch, goods, finding, compared, conclusion, overlays, exemption, licences)

    def _conclude(self, finding: dict[str, str]) -> Conclusion:
        try:
            return self.question.infer.conclude(finding)
        except (InferenceError, RuleError):
            self.failed = True
            return Conclusion("unknown", ())

    def _exemption(self, text: Requirement) -> ExemptionGranted | None:
        granted = (item for item in over(self.policy, text).exemptions if self.shipment.end_use in item.event.uses)
        return next((item.event for item in granted if on(item.timeline, self.day).status == "operative"), None)

    def _licences(self, text: Requirement, goods: GoodsBearing) -> tuple[tuple[LicenceBase, Answer], ...]:
        """Licences in force that name the requirement and are not ruled out, by their own terms or by the types that are accepted."""
        live = [x.event for x in over(self.policy, text).licences if on(x.timeline, self.day).status == "operative"]
        if not live:
            return ()
        stated = self.shipment.goods.code
        codes = [stated] if stated else [c for e in goods.lines for c in self.policy.index.codes.get(e.line, ())]
        materials = materials_of(self.found)
        tried = [(x, covered(self.policy, x, text.id, self.shipment, self.day, codes, materials)) for x in live]
        accepted = [(x, all_of(answer, self._accepted(text, x))) for x, answer in tried if answer.word != "no"]
        return tuple((x, answer) for x, answer in accepted if answer.word != "no")

    def _accepted(self, text: Requirement, item: LicenceBase) -> Answer:
        """Whether licences of this type are accepted: by the requirement, and by every licensing policy that bears on it."""
        kind = type_of(item)
        refused = f"{kind} licences are not accepted"
        if text.accepted_types and kind not in text.accepted_types:
            return no(refused)
        refusing = [o for o in self._overlays(text) if o.event.accepted_types and kind not in o.event.accepted_types]
        if any(o.sure for o in refusing):
            return no(refused)
        return unknown(refused, *(ask for o in refusing for a in o.asks for ask in a.asks)) if refusing else yes("")

    def _overlays(self, text: Requirement) -> tuple[Overlay, ...]:
        out = []
        for item, link in over(self.policy, text).overlays:
            event, stretch = item.event, on(item.timeline, self.day)
            words = self.question.words(event, self.day, stretch.status, asking=True)
            finding = {
                "effect": "policy",
                "status": stretch.status,
                "goods": link.word,
                "reach": "yes",
                "joined": event.joined,
                "exemption": "no",
                "licence": "none",
                **{name: answer.word for name, answer in words.items()},
            }
            word = self._conclude(finding).word
            if word in ("policy_applies", "policy_may_apply", *OPEN):
                asks = tuple(a for a in words.values() if a.word in OPEN)
                out.append(Overlay(event, item.timeline, word == "policy_applies", asks, words["parties"].events))
        return tuple(sorted(out, key=lambda o: POLICIES.index(o.event.policy)))


def _as_item(bearing: Bearing) -> Answer:
    """What an item requirement says about being listed: in full while it operates, perhaps while it is suspended."""
    answer = bearing.goods.answer
    match bearing.stretch.status:
        case "operative":
            return answer
        case "suspended" if answer.word != "no":
            return possible(f"listed by {bearing.id}, which is suspended")
        case "uncertain" if answer.word == "yes":
            return possible(f"listed by {bearing.id}, whose first day is not known")
        case "uncertain":
            return answer
        case _:
            return no("")


def _held(licences: tuple[tuple[LicenceBase, Answer], ...]) -> str:
    words = {answer.word for _, answer in licences}
    return "covers" if "yes" in words else "unclear" if words else "none"
