"""A question: a shipment put to a policy, and every requirement's conclusion for a day. Pure; no law beyond the policy.

Two layers. Requirements with list entries of their own come first; then those on *any item of a list* (prohibitions for users and uses,
party lists), whose goods word is the strongest among the item requirements that operate. A suspended item requirement makes goods only
`possible` there.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

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
from .match import Conditional, reach
from .over import Stand, over, turning_days_of, turns
from .over import stand as stand_on
from .policy import Policy, RequirementInTime, Status, on
from .shipment import Shipment
from .words import Answer, Word, all_of, no, possible, unknown, yes

_ANY = yes("any goods")
_STRONGEST: tuple[Word, ...] = ("yes", "unknown", "possible", "no")


class Parts:
    """What was worked out for some goods alone, and for the facts beside the goods alone: questions of many shipments share it.

    `goods`, `rest`: what no policy that is asked can tell apart of those facts; equal ones share. What is shared may speak in the words of
    another shipment, so it serves conclusions, and not their reasons.
    """

    def __init__(self, store: dict[Hashable, dict[Any, Any]] | None = None, goods: Hashable = None, rest: Hashable = None) -> None:
        self._store: dict[Hashable, dict[Any, Any]] = {} if store is None else store
        self.goods, self.rest = goods, rest

    def of_goods(self, name: str, policy: Policy) -> dict[Any, Any]:
        """A memo for these goods."""
        return self._store.setdefault((name, id(policy), self.goods), {})

    def of_rest(self, name: str, policy: Policy | None = None) -> dict[Any, Any]:
        """A memo for these facts beside the goods; without a policy, for what says itself what it rests on."""
        return self._store.setdefault((name, id(policy), self.rest), {})


class Row:
    """What was worked out of one requirement for a question: `days`, between which nothing of it changes but how goods are identified; by
    the place of a day among them how it stands, and what it concludes."""

    __slots__ = ("bearings", "days", "stands")

    def __init__(self, days: list[date]) -> None:
        self.days = days
        self.stands: dict[int, Stand] = {}
        self.bearings: dict[Hashable, Bearing] = {}


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
        self.items = [policy.requirements[rid] for rid in sorted(candidates(policy, self.found))]
        self.whole = [policy.requirements[rid] for rid in sorted(policy.index.whole_list)]
        self.named = bool(shipment.parties)  # somebody takes part
        self._parts = parts or Parts()
        self._lines: dict[tuple[int, ...], GoodsBearing] = self._parts.of_goods("lines", policy)
        self._goods: dict[tuple[int, ...], GoodsBearing] = self._parts.of_goods("goods", policy)
        self._covered: dict[tuple[int, ...], dict[str, tuple[str, ...]]] = self._parts.of_goods("covered", policy)
        self._words: dict[tuple[object, ...], dict[str, Answer]] = self._parts.of_rest("words", policy)
        self._bearings: dict[tuple[object, ...], Bearing] = self._parts.of_rest("bearings")
        self._days: dict[tuple[date, bool], Assessment] = {}
        self._assessed: dict[Hashable, Assessment] = {} if like is None else like._assessed
        self._rows: dict[int, Row] = {}
        self._supposed: dict[int, Question] = {}
        self.changes: dict[bool, list[date]] = {}  # memo of `engine.horizon`
        self._alike: Question | None = None
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
        if same_index and same_names and mine.readings is theirs.readings and mine.edition is theirs.edition:
            self._alike = like

    def goods(self, text: Requirement, found: Identified) -> GoodsBearing:
        """The goods word of one version of a requirement, for goods as they are identified on a day."""
        key = (id(text), *(id(line) for line in found.texts))
        if key not in self._goods:
            if key not in self._lines:
                self._lines[key] = lines_of(self.policy, text, found)
            self._goods[key] = as_read(self.policy, text, found, self._lines[key])
        return self._goods[key]

    def words(self, text: Requirement, day: date, status: Status, *, asking: bool) -> dict[str, Answer]:
        """The words of one version of a requirement besides its goods; only groups and lists turn on the day."""
        dated = (status, *turns(self.policy, text).place(day, listed=self.listed, named=self.named)) if self.dated(text) else ()
        key = (id(text), asking, *dated)
        if key not in self._words:
            conditions = Conditional(self.policy, text, self.shipment, day, asking=asking, status=status)
            self._words[key] = {
                "destination": conditions.destination,
                "reach": reach(self.policy, text, self.shipment, asking=asking),
                "end_use": conditions.end_use,
                "parties": conditions.parties,
            }
        return self._words[key]

    @cached_property
    def listed(self) -> bool:
        """Whether somebody who takes part resembles a name on some list."""
        if self._like is not None and self._like.policy.listings is self.policy.listings:
            return self._like.listed
        names = (name for party in self.shipment.parties or () for name in (party.name, *(owner.name for owner in party.owners or ())))
        return any(self.policy.names.any(name) for name in names if name is not None)

    def row(self, requirement: RequirementInTime) -> Row:
        """What was worked out of a requirement."""
        row = self._rows.get(id(requirement))
        if row is None:
            days = turning_days_of(self.policy, requirement, listed=self.listed, named=self.named)
            row = self._rows[id(requirement)] = Row(days)
        return row

    def dated(self, conditions: Conditions) -> bool:
        """Whether the words of some conditions turn on the day: by the members of a group, or by names on a list."""
        test = conditions.parties
        by_names = test is not None and bool(test.lists) and (self.listed or (self.named and test.owned_share_pct is not None))
        return by_names or bool(conditions.destinations.groups)

    @cached_property
    def _concerned_lists(self) -> frozenset[str]:
        """The lists whose items are what some requirement, on any item of the list, may concern here."""
        names = (v.text.any_of_list for r in self.whole if not self._out_of_the_way(r) for v in r.versions)
        return frozenset(name for name in names if name is not None)

    @cached_property
    def awake(self) -> tuple[list[RequirementInTime], list[RequirementInTime]]:
        """The requirements that can concern the shipment on some day: with list entries of their own, and on whole lists.

        Items of a list count as listed for what lies over them, wherever the goods go.
        """
        if self._alike is not None:  # what the policies have in common says it
            items, whole = self._alike.awake
            return [self.policy.requirements[r.id] for r in items], [self.policy.requirements[r.id] for r in whole]
        items = [r for r in self.items if self._met(r) and (self._listing(r) or not self._out_of_the_way(r))]
        return items, [r for r in self.whole if not self._out_of_the_way(r)]

    def _met(self, requirement: RequirementInTime) -> bool:
        return any(self.goods(v.text, self.found).answer.word != "no" for v in requirement.versions)

    def _listing(self, requirement: RequirementInTime) -> bool:
        return any(entry.list in self._concerned_lists for v in requirement.versions for entry in v.text.entries)

    def _out_of_the_way(self, requirement: RequirementInTime) -> bool:
        """Whether destination or reach rule a requirement out on every day."""
        for version in requirement.versions:
            words = self.words(version.text, self.shipment.date, "operative", asking=True)
            if words["reach"].word == "no":
                continue
            if words["destination"].word != "no" or self.dated(version.text):
                return False
        return True

    def at(self, day: date) -> Assessment:
        """Every requirement that can concern the goods, concluded by the rules for `day`."""
        return self._remember(day, self.items, self.whole, full=True)

    def glance(self, day: date) -> Assessment:
        """The same without the requirements that cannot concern the shipment on any day: the same outcome, fewer reasons."""
        return self._remember(day, *self.awake, full=False)

    def covered_on(self, day: date) -> tuple[str, ...]:
        """The regimes that the log holds completely for these goods on a day."""
        return tuple(self._coverage(standing(self.policy, self.found, day), day))

    @cached_property
    def anything(self) -> tuple[Outcome, ...]:
        """What requirements that are not considered could ask of goods that may be anything."""
        return () if self.found.certain else self._anything()

    def _remember(self, day: date, items: list[RequirementInTime], whole: list[RequirementInTime], *, full: bool) -> Assessment:
        if (day, full) not in self._days:
            self._days[day, full] = self._assess(day, items, whole)
        return self._days[day, full]

    @cached_property
    def suppositions(self) -> tuple[Supposition, ...]:
        """What might be law about some of the requirements, on some day, and could give another answer."""
        found = suppositions(self.policy, [r.id for r in (*self.items, *self.whole)])
        return tuple(item for item in found if item.case is None or case_met(item.case, self.found.goods) == "yes")

    def supposing(self, varied: Policy) -> "Question":
        """The same question put to the policy as it would be; worked out once for each."""
        if id(varied) not in self._supposed:
            self._supposed[id(varied)] = Question(varied, self.shipment, self.infer, like=self, parts=self._parts)
        return self._supposed[id(varied)]

    def _assess(self, day: date, items: list[RequirementInTime], whole: list[RequirementInTime]) -> Assessment:
        run = _Run(self, day)
        own = [run.item(requirement) for requirement in items]
        over = [run.of_list(requirement, own) for requirement in whole]
        covered = self._coverage(run.found, day)
        bearings = (*own, *over)
        alike = (*map(id, bearings), *covered) if self.found.certain and not run.failed else None
        if alike in self._assessed:  # what follows from them is known from another day
            assessment = copy(self._assessed[alike])
            vars(assessment).update(day=day, found=run.found)
            return assessment
        assessment = Assessment(
            day=day,
            found=run.found,
            bearings=bearings,
            regimes=tuple(covered),
            coverage_events=tuple(dict.fromkeys(e for ids in covered.values() for e in ids)),
            departure_known=self.shipment.departure.country is not None,
            any_goods_at_most=self.anything,
            failed=run.failed,
        )
        if alike is not None:
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

    def __init__(self, question: Question, day: date) -> None:
        self.question, self.day = question, day
        self.policy, self.shipment = question.policy, question.shipment
        self.found = standing(question.policy, question.found, day)
        self.texts = tuple(id(line) for line in self.found.texts)
        self._lists: dict[str, Answer] = {}
        self.failed = False

    def item(self, requirement: RequirementInTime) -> Bearing:
        """A requirement with list entries of its own."""
        row = self.question._rows.get(id(requirement)) or self.question.row(requirement)
        key = (bisect_right(row.days, self.day), self.texts)
        known = row.bearings.get(key)
        if known is None:
            stand = stand_on(self.policy, requirement, self.day)
            goods = self.question.goods(stand.version.text, self.found)
            asking = goods.answer.word in ("yes", "unknown") or self.found.by == "hs"
            known = self._bear(requirement, stand, goods, id(goods), asking)
            if not self.failed:
                row.bearings[key] = known
        return known

    def of_list(self, requirement: RequirementInTime, items: Iterable[Bearing]) -> Bearing:
        """A requirement on any item of a list, or on any goods whatever."""
        row = self.question._rows.get(id(requirement)) or self.question.row(requirement)
        place = bisect_right(row.days, self.day)
        stand = row.stands.get(place)
        if stand is None:
            stand = row.stands[place] = stand_on(self.policy, requirement, self.day)
        name = stand.version.text.any_of_list
        answer = _ANY if name is None else self._listed(name, items)
        known = row.bearings.get((place, answer))
        if known is None:
            hinted = self.found.by == "hs" and answer.word == "possible"
            asking = not stand.version.text.catch_all and (answer.word in ("yes", "unknown") or hinted)
            known = self._bear(requirement, stand, GoodsBearing(answer), answer, asking)
            if not self.failed:
                row.bearings[place, answer] = known
        return known

    def _listed(self, name: str, items: Iterable[Bearing]) -> Answer:
        """Whether the goods are an item of a list that operates on the day."""
        if name not in self._lists:
            self._lists[name] = self._find_listed(name, items)
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

    def _bear(self, requirement: RequirementInTime, stand: Stand, goods: GoodsBearing, goods_key: Hashable, asking: bool) -> Bearing:
        """The requirement on the day. Days with one text, one status and the same acts over it are alike, under other policies too."""
        text = stand.version.text
        words = self.question.words(text, self.day, stand.stretch.status, asking=asking)
        turns = stand.turns.place(self.day, listed=self.question.listed, named=self.question.named)
        turning = stand.turns.names or stand.turns.groups
        names = (id(self.policy.listings), id(self.policy.groups)) if turning else ()
        licensed = self.question._parts.goods if stand.licensed else None  # whether a licence covers them turns on more of the goods
        key = (id(text), id(stand.stretch), stand.acts, stand.moment, turns, names, id(words), goods_key, licensed)
        known = self.question._bearings.get(key)
        if known is None:
            known = self._compare(requirement, stand, goods, words)
            if not self.failed:
                self.question._bearings[key] = known
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
            conditions = Conditional(self.policy, event, self.shipment, self.day, asking=True, status=stretch.status)
            finding = {
                "effect": "policy",
                "status": stretch.status,
                "goods": link.word,
                "destination": conditions.destination.word,
                "reach": "yes",
                "joined": conditions.joined,
                "end_use": conditions.end_use.word,
                "parties": conditions.parties.word,
                "exemption": "no",
                "licence": "none",
            }
            word = self._conclude(finding).word
            if word in ("policy_applies", "policy_may_apply", *OPEN):
                open_ = (conditions.destination, conditions.end_use, conditions.parties)
                asks = tuple(a for a in open_ if a.word in OPEN)
                out.append(Overlay(event, item.timeline, word == "policy_applies", asks, conditions.parties.events))
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
