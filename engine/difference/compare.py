"""Which shipments two policies judge otherwise. Verdicts come from `engine.judge`; here shipments are only chosen, and put together."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from ...events.dates import Period, day_before
from ...events.goods import ListEntry
from ...events.model import Conditions, LicenceBase
from ...events.scope import Departure, country_names
from ..goods import match_line
from ..inference import Rules
from ..judge import Verdict, judge, turning_days
from ..over import over
from ..policy import Policy
from ..question import Parts, Question
from ..resembling import Names
from ..shipment import ShipmentError
from ..spoken import Spoken
from .amounts import Interval, joined
from .customs import told_apart
from .frames import USES, Frame, Rest, User, frames
from .goods import (
    PROCESSING,
    ByCustoms,
    Coded,
    Described,
    Fact,
    Layer,
    Member,
    Side,
    Sides,
    Stated,
    Unnamed,
    Value,
    by_material,
    facts_of,
    forms_of,
    goods_of,
    measures_of,
    shapes,
    stated_in,
)
from .grid import Grid
from .law import Law, Numbers, conditions_of
from .rectangles import rectangles

UNKNOWN_CODE: Final = "0Z000.z"  # stands for every code that no log has
MOST: Final = 20_000  # shipments that are judged, over all their days

OUTSIDE: Final = (
    "other facts beside the goods than the frames state: other departures and origins, several parties, owners of the end user, exit days",
    "end users whose name resembles a listed one without being it, and names on lists that the change does not touch",
    "goods given by a code and a description at once, bounds of amounts (at least, at most), goods that state what they contain as parts, "
    "or that their composition is complete",
    "facts of goods that no changed line measures, and facts together that no one changed line measures together",
)


class DifferenceError(Exception):
    """The comparison would take too long. The text says what there is too much of."""


class Users(NamedTuple):
    """End users of any of some countries, military or not, of any of some names (`frames.User`); all null: nobody is stated."""

    countries: tuple[str | None, ...] | None
    military: tuple[bool | None, ...] | None
    names: tuple[str | None, ...] | None


class GoodsBox(NamedTuple):
    """Any of some materials in any of some forms (null: not stated), or others one by one; they state each of `facts`, with any of its
    values, and nothing else."""

    materials: tuple[str, ...]
    forms: tuple[str | None, ...]
    others: tuple[Member, ...]
    facts: tuple[Fact, ...]


class Box(NamedTuple):
    """Shipments with one old and one new verdict; null: they cannot be asked about. `frame`: its place in `Difference.frames`; `ways`:
    places among those that the frame leaves open; of everything else any of what is there. A null use is not stated."""

    frame: int
    goods: tuple[GoodsBox, ...]
    ways: tuple[int, ...]
    destinations: tuple[str, ...]
    uses: tuple[str | None, ...]
    users: tuple[Users, ...]
    period: Period
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True)
class Difference:
    """All boxes. `events`: those that one policy has and the other has not, or has otherwise; `requirements`: those that are not as
    they were, with all that lies over them; `outside`: in words, what was not compared; `judged`: how many shipments, over all days."""

    events: tuple[str, ...]
    requirements: tuple[str, ...]
    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    outside: tuple[str, ...]
    judged: int


Course = tuple[tuple[date | None, Verdict | None], ...]
"""Verdicts, each with the first day on which it is given; null: from the beginning."""


class Change(NamedTuple):
    """Days on which a verdict differs."""

    period: Period
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True, eq=False)
class Pair:
    """Goods that each policy judges alike wherever they go; null: it cannot be asked about them. `member`, `stated`: some of them."""

    old: Side | None
    new: Side | None
    member: Member
    stated: Stated


def difference(old: Policy, new: Policy, infer: Rules, old_infer: Rules | None = None, most: int = MOST) -> Difference:
    """Every class of shipments that `new` judges otherwise than `old`. `old_infer`: the rules of the old policy, where they are others.

    Errors: `DifferenceError` where more than `most` shipments would have to be judged.
    """
    return _Comparison(old, new, infer, old_infer or infer, most).result()


class _Comparison:
    """Two policies, and what is worked out about them on the way."""

    def __init__(self, old: Policy, new: Policy, infer: Rules, old_infer: Rules, most: int) -> None:
        self.numbers = Numbers()
        self.laws = (Law(old, old_infer, self.numbers), Law(new, infer, self.numbers))
        before = Sides(self.laws[0])
        self.sides = (before, Sides(self.laws[1], before))
        self.most, self.judged = most, 0
        self.same_whole = self.laws[0].whole_of_it == self.laws[1].whole_of_it
        self.goods: dict[Pair, list[tuple[Member, Stated]]] = {}
        self.parts: dict[Any, Any] = {}

    @cached_property
    def every_law(self) -> tuple[Law, ...]:
        """Both policies, and all that are supposed."""
        return tuple(each for law in self.laws for each in (law, *(other for _, other in law.supposed(tuple(law.policy.requirements)))))

    @cached_property
    def touched(self) -> frozenset[str]:
        """The requirements that are not as they were, or would not be under something that is supposed."""
        old, new = self.laws
        return frozenset(name for name in old.names | new.names if old.says(name) != new.says(name))

    @cached_property
    def _rewritten(self) -> frozenset[str]:
        """Those of them on which acts are others, and not only names on lists and members of groups."""
        one, two = self.laws
        return frozenset(name for name in self.touched if one.own(name) != two.own(name))

    @cached_property
    def anything(self) -> bool:
        """Whether the change may bear on any goods."""
        whole = {name for law in self.every_law for name in law.whole}
        same = self.laws[0].names_in_use == self.laws[1].names_in_use
        return not (self.same_whole and same and whole.isdisjoint(self.touched))

    @cached_property
    def coverage_differs(self) -> bool:
        one, two = (tuple(map(self.numbers.of, law.policy.coverage)) for law in self.laws)
        return one != two

    def result(self) -> Difference:
        one, two = (law.policy for law in self.laws)
        names = dict.fromkeys((*one.events, *two.events))
        events = tuple(name for name in names if one.digests.get(name) != two.digests.get(name))
        self._compare_goods()
        found = self._frames() if self.goods else ()
        boxes = [box for at, frame in enumerate(found) for box in _Framed(self, at, frame).boxes()]
        return Difference(events, tuple(sorted(self.touched)), found, tuple(boxes), OUTSIDE, self.judged)

    # Goods

    def _compare_goods(self) -> None:
        """All goods that the policies may judge otherwise, those that each judges alike together."""
        pairs: dict[Hashable, Pair] = {}
        for members in self._members():
            for shape in shapes(self._facts(members[0])):
                for stated in stated_in(shape):
                    goods = goods_of(members[0], stated)
                    old, new = (sides.side(goods) for sides in self.sides)
                    key = old and old.key, new and new.key
                    if key[0] == key[1] and (key[0] is None or self.same_whole):
                        continue
                    pair = pairs.setdefault(key, Pair(old, new, members[0], stated))
                    self.goods.setdefault(pair, []).extend((member, stated) for member in members)

    def _members(self) -> Iterator[Sequence[Member]]:
        """All goods that the change may bear on; those that no line can tell apart stand together."""
        policies = [law.policy for law in self.laws]
        materials = sorted({name for policy in policies for name in policy.vocabulary.materials})
        yield from (group for name in materials for group in self._described(name) if self._may_differ(group[0]))
        every: list[Member] = []
        codes = dict.fromkeys(key for policy in policies for key in policy.index.by_code)
        every += [Coded(*key) for key in codes]
        unsettled = [Coded(None, c) for c in dict.fromkeys((*(code for _, code in codes), UNKNOWN_CODE)) if self._unsettled(c)]
        licensed = any(law.policy.licences for law in self.every_law)  # these read the code, if nothing else does
        yield from (group for group in ([[m] for m in unsettled] if licensed else [unsettled]) if self._may_differ(group[0]))
        every += map(ByCustoms, told_apart({code for policy in policies for code in policy.index.by_hs}))
        every += [Unnamed("description"), Unnamed("dual_use")]
        yield from ((member,) for member in every if self._may_differ(member))

    def _described(self, material: str) -> Iterator[Sequence[Member]]:
        """A material in every form. Forms that no line about it names are told apart by what the vocabulary says of them alone."""
        lines = {id(e): e for law in self.every_law for name in by_material(law.policy, material) for e in _lines(law, name)}
        cases = (r.case for law in self.every_law for r in law.policy.readings if r.case is not None)
        named = frozenset((*(f for e in lines.values() for f in forms_of(e)), *(f for case in cases for f in case.forms)))
        vocabularies = [law.policy.vocabulary for law in self.laws]
        groups: dict[Hashable, list[Member]] = {}
        for form in (*sorted({name for v in vocabularies for name in v.forms}), None):
            said = (v.forms.get(form or "") for v in vocabularies)
            read = tuple(f and (f.kind, f.pure, f.elemental, named.intersection(f.may_be)) for f in said)
            groups.setdefault((form if form in named or form is None else "", read), []).append(Described(material, form))
        return iter(groups.values())

    def _unsettled(self, code: str) -> bool:
        """Whether a code without its list identifies nothing, under both policies."""
        return all(len(law.policy.index.heads.get(code.split(".")[0], ())) != 1 for law in self.laws)

    def _may_differ(self, member: Member) -> bool:
        if self.anything:
            return True
        goods = goods_of(member)
        if any(sides.meets(goods, self.touched) for sides in self._naming):
            return True
        looked_at = any(not self.touched.isdisjoint(sides.concerned(goods)) for sides in self.sides)
        if self.touched and (looked_at or not isinstance(member, Described)):  # if nothing is said of these goods
            one, two = (sides.speaks(goods) for sides in self.sides)
            if one != two:
                return True
        return self.coverage_differs and self.sides[0].regimes(goods) != self.sides[1].regimes(goods)

    @cached_property
    def _naming(self) -> list[Sides]:
        """By policies that may find a touched requirement on goods: both, and those that are supposed in which it has other lines."""
        return [
            Sides(law) for law in self.every_law if law.base is None or any(_lines(law, n) != _lines(law.base, n) for n in self.touched)
        ]

    def _facts(self, member: Member) -> Iterator[tuple[Fact, ...]]:
        """What each changed line measures of goods."""
        if not isinstance(member, Described | Coded):
            return
        goods = goods_of(member)
        lines: dict[int, ListEntry] = {}
        for law, sides in zip(self.laws, self.sides, strict=True):
            for name in sorted(self._rewritten & sides.concerned(goods)):
                for entry in _lines(law, name):
                    if match_line(entry, goods, law.policy).identity.word != "no":
                        lines.setdefault(self.numbers.of(entry), entry)
        if not lines:
            return
        own = frozenset(s for law in self.laws for s in (goods.material or "", *law.policy.vocabulary.constituents(goods.material or "")))
        policies = [law.policy for law in self.laws]
        every = facts_of(lines.values(), (), policies)
        all_of_it = goods_of(member, tuple((f, f.values[0]) for f in every if f.kind == "content"))
        limiting = {id(e): e for law in self.every_law for name in Sides(law).concerned(all_of_it)
                    for e in _lines(law, name)}  # fmt: skip
        for line in lines.values():
            yield tuple(f for f in facts_of((line,), limiting.values(), policies) if f.name not in own or f.name in _measured(line))
        if any(r.case is not None and r.case.processing for law in self.laws for r in law.policy.readings):
            yield (Fact("processing", "", PROCESSING),)

    # Beside the goods

    def _frames(self) -> tuple[Frame, ...]:
        texts = [v.text for law in self.every_law for n in self.touched if (r := law.policy.requirements.get(n)) for v in r.versions]
        if not texts or self.anything or self.coverage_differs:
            every = [v.text for law in self.laws for r in law.policy.requirements.values() for v in r.versions]
            texts += [t.model_copy(update={"reach": tuple(k for k in t.reach if isinstance(k, Departure))}) for t in every]
        material = min(self.laws[1].policy.vocabulary.materials, default=None)
        return frames(texts, self._changed_licences, self._somewhere(), material)

    @cached_property
    def _changed_licences(self) -> list[LicenceBase]:
        found: list[dict[Hashable, LicenceBase]] = []
        for law in self.laws:
            mine = [item for n in self.touched if (r := law.policy.requirements.get(n)) for v in r.versions
                    for item in over(law.policy, v.text).licences]  # fmt: skip
            found.append({(item.held.id, item.held.digest, item.timeline): item.event for item in mine})
        return [event for one, two in (found, reversed(found)) for key, event in one.items() if key not in two]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of persons that the change is about."""
        found: list[dict[Hashable, tuple[str, ...]]] = []
        for law in self.laws:
            laws = (law, *(other for _, other in law.supposed(tuple(law.policy.requirements))))
            found.append({(name, item.held.digest, item.timeline): (item.held.name, *item.held.aliases)
                          for each in laws for name, items in each.policy.listings.items() for item in items})  # fmt: skip
        listed = (names for one, two in (found, reversed(found)) for key, names in one.items() if key not in two)
        users = (name for licence in self._changed_licences for name in licence.end_users)
        return tuple(dict.fromkeys((*(name for names in listed for name in names), *users)))

    @cached_property
    def unlisted(self) -> str:
        """A name that is on no list, and resembles none."""
        listed = [Names((*law.policy.names, *self.names)) for law in self.every_law]
        tried = ("Nemo Nusquam", *(f"Nemo Nusquam {letter * 9}" for letter in "qwxyzjkv"))
        return next(name for name in tried if not any(known.any(name) for known in listed))

    @cached_property
    def spoken(self) -> Spoken:
        """What the policies speak of."""
        return Spoken(event for law in self.every_law for event in (*law.policy.events.values(), *law.policy.unplaced))

    def _somewhere(self) -> str:
        """A country that no text names, or else any."""
        named = {country for countries in self.spoken.countries for country in countries}
        return next((c for c in sorted(country_names()) if c not in named), "AQ")

    def groups(self) -> Iterator[frozenset[str]]:
        """Countries that belonged to a group together."""
        return (members for law in self.every_law for steps in law.policy.groups.values() for _, members in steps)

    def count(self) -> None:
        """One more shipment is judged."""
        self.judged += 1
        if self.judged > self.most:
            raise DifferenceError(f"more than {self.most} shipments would have to be judged: compare fewer events at a time")


class _Framed:
    """A comparison in one frame."""

    def __init__(self, comparison: _Comparison, at: int, frame: Frame) -> None:
        self._whole, self._at = comparison, at
        looked_at: dict[int, tuple[Law, set[str]]] = {}
        for pair in comparison.goods:
            for layer in (layer for side in (pair.old, pair.new) if side is not None for layer in side.layers):
                looked_at.setdefault(id(layer.law), (layer.law, set(layer.law.whole)))[1].update(layer.words)
        self._rest = self._make_rest(frame, looked_at.values())
        self._grid = Grid(self._rest, [(law, sorted(names)) for law, names in looked_at.values()])
        self._read: dict[tuple[int, str], list[int]] = {}
        self._courses: dict[Hashable, Course] = {}

    def _make_rest(self, frame: Frame, looked_at: Iterable[tuple[Law, set[str]]]) -> Rest:
        conditions: list[Conditions] = []
        licences: list[LicenceBase] = []
        for law, names in looked_at:
            for text in (v.text for name in names for v in law.policy.requirements[name].versions):
                over_it = over(law.policy, text)
                conditions += conditions_of(text, over_it)
                licences += [item.event for item in over_it.licences]
        return Rest(frame, conditions, licences, self._whole.names, self._whole.unlisted, self._whole.groups())

    def boxes(self) -> Iterator[Box]:
        """Goods with the same difference stand together."""
        together: dict[tuple[tuple[Change, ...], ...], list[tuple[Member, Stated]]] = {}
        for pair, goods in self._whole.goods.items():
            together.setdefault(self._changes(pair), []).extend(goods)
        for changes, goods in together.items():
            if any(changes):
                yield from self._boxes_of(changes, goods_boxes(goods))

    def _boxes_of(self, changes: tuple[tuple[Change, ...], ...], goods: tuple[GoodsBox, ...]) -> Iterator[Box]:
        rest, grid = self._rest, self._grid
        points = {tuple(cell): changes[kind] for cell, kind in zip(grid.cells, grid.kind, strict=True) if changes[kind]}
        for (ways, places, uses, users), carried in rectangles(points):
            destinations = tuple(sorted(c for at in places for c in rest.destinations[at]))
            for change in carried:
                yield Box(
                    self._at,
                    goods,
                    ways,
                    destinations,
                    tuple(USES[n] for at in uses for n in grid.uses[at]),
                    users_of([rest.users[n] for at in users for n in grid.users[at]], rest.wide),
                    *change,
                )

    def _changes(self, pair: Pair) -> tuple[tuple[Change, ...], ...]:
        """What differs for some goods, for each kind of cells of the grid."""
        read = [self._reading(side) for side in (pair.old, pair.new)]
        alike = self._alike(pair)
        known: dict[Hashable, tuple[Change, ...]] = {}
        out: list[tuple[Change, ...]] = []
        for kind in range(len(self._grid.kinds)):
            if alike is not None and all(row[kind] in self._grid.out for row in alike):
                out.append(())
                continue
            keys = [tuple(row[kind] for row in rows) for rows in read]
            key = tuple(keys)
            if key not in known:
                courses = [self._course(n, pair, kind, keys[n]) for n in (0, 1)]
                known[key] = changes(*courses)
            out.append(known[key])
        return tuple(out)

    def _row(self, law: Law, name: str) -> list[int]:
        key = (id(law), name)
        if key not in self._read:
            self._read[key] = self._grid.read(law, name)
        return self._read[key]

    def _reading(self, side: Side | None) -> list[list[int]]:
        """For each kind of cells what the requirements read that may concern the goods."""
        if side is None:
            return []
        rows: dict[int | None, list[int]] = {}
        for layer in side.layers:
            for name in (*layer.words, *(n for n in layer.law.whole if _may_list(layer.law, n, side.lists))):
                rows.setdefault(layer.law.content(name), self._row(layer.law, name))
        return list(rows.values())

    def _alike(self, pair: Pair) -> list[list[int]] | None:
        """Where the policies differ by requirements alone: for each of these what is read, kind by kind. Nothing differs where none of them
        concerns the shipment. Null: more differs."""
        old, new = pair.old, pair.new
        if not self._whole.same_whole or old is None or new is None or old.rest != new.rest or not (old.plain and new.plain):
            return None
        if [layer.basis for layer in old.layers] != [layer.basis for layer in new.layers]:
            return None
        out = []
        for one, two in zip(old.layers, new.layers, strict=True):
            names = {name for name in {*one.words, *two.words, *one.law.whole, *two.law.whole} if _said(one, name) != _said(two, name)}
            lists = {e.list for layer in (one, two) for n in names if (r := layer.law.policy.requirements.get(n)) for v in r.versions
                     for e in v.text.entries}  # fmt: skip
            for layer in (one, two):
                over_lists = {n for n in layer.law.whole if _may_list(layer.law, n, frozenset(lists), only=True)}
                out += [self._row(layer.law, n) for n in names | over_lists if n in layer.words or n in layer.law.whole]
        return out

    def _course(self, at: int, pair: Pair, kind: int, read: tuple[int, ...]) -> Course:
        """The verdicts of one policy over time."""
        side = (pair.old, pair.new)[at]
        if side is None:
            return ((None, None),)
        key = (at, side.key, read)
        if key not in self._courses:
            self._whole.count()
            law = self._whole.laws[at]
            shipment = self._grid.shipment(self._grid.kinds[kind], goods_of(pair.member, pair.stated))
            parts = Parts(self._whole.parts, side.key, (self._at, kind))
            self._courses[key] = course(Question(law.policy, shipment, law.infer, parts=parts))
        return self._courses[key]


def _lines(law: Law, name: str) -> list[ListEntry]:
    requirement = law.policy.requirements.get(name)
    return [entry for version in requirement.versions for entry in version.text.entries] if requirement is not None else []


def _said(layer: Layer, name: str) -> Hashable:
    return layer.words.get(name), layer.law.content(name) if name in layer.words or name in layer.law.whole else None


def _may_list(law: Law, name: str, lists: frozenset[str] | None, *, only: bool = False) -> bool:
    """Whether a requirement is on items of one of some lists, or, but for `only`, on any goods whatever."""
    named = {version.text.any_of_list for version in law.policy.requirements[name].versions}
    return lists is None or not lists.isdisjoint(filter(None, named)) or (None in named and not only)


def _measured(line: ListEntry) -> set[str]:
    return {name for m in measures_of(line.criteria) for name in (m.attribute, m.substance) if name is not None}


def course(question: Question) -> Course:
    """The verdicts of a question over time."""
    out: list[tuple[date | None, Verdict | None]] = []
    try:
        days = turning_days(question)
        starts: list[date | None] = [None, *(day for day in days if day > date.min)]
        for start in starts:
            day = start or (day_before(starts[1]) if len(starts) > 1 and starts[1] is not None else date.min)
            verdict = judge(question, day).verdict
            if not out or out[-1][1] != verdict:
                out.append((start, verdict))
    except ShipmentError:
        return ((None, None),)
    return tuple(out)


def changes(old: Course, new: Course) -> tuple[Change, ...]:
    """Where two courses differ."""
    starts = sorted({start for start, _ in (*old, *new)}, key=lambda day: day or date.min)
    out: list[Change] = []
    for at, start in enumerate(starts):
        one, two = (_at(each, start) for each in (old, new))
        end = day_before(after) if at + 1 < len(starts) and (after := starts[at + 1]) is not None else None
        if one != two:
            out.append(Change(Period(start, end), one, two))
    return tuple(out)


def _at(given: Course, day: date | None) -> Verdict | None:
    return [verdict for start, verdict in given if start is None or (day is not None and start <= day)][-1]


# What is alike, put together


def goods_boxes(goods: Iterable[tuple[Member, Stated]]) -> tuple[GoodsBox, ...]:
    """Goods one by one, as few boxes."""
    values: dict[tuple[Member, tuple[Fact, ...]], set[tuple[Value, ...]]] = {}
    for member, stated in goods:
        values.setdefault((member, tuple(fact for fact, _ in stated)), set()).add(tuple(value for _, value in stated))
    members: dict[tuple[Fact, ...], list[Member]] = {}
    for (member, facts), some in values.items():
        points = {tuple(f.values.index(v) for f, v in zip(facts, each, strict=True)): True for each in some}
        for places, _ in rectangles(points):
            said = tuple(_with(f, [f.values[n] for n in sorted(mine)]) for f, mine in zip(facts, places, strict=True))
            members.setdefault(said, []).append(member)
    return tuple(GoodsBox(*some, facts) for facts, mine in members.items() for some in _described(mine))


def _with(fact: Fact, values: list[Value]) -> Fact:
    amounts = joined([value for value in values if isinstance(value, Interval)])
    return fact._replace(values=(*(value for value in values if not isinstance(value, Interval)), *amounts))


def _described(members: Iterable[Member]) -> Iterator[tuple[tuple[str, ...], tuple[str | None, ...], tuple[Member, ...]]]:
    """Materials that come in the same forms; other goods."""
    forms: dict[str, list[str | None]] = {}
    others = []
    for member in members:
        if isinstance(member, Described):
            forms.setdefault(member.material, []).append(member.form)
        else:
            others.append(member)
    materials: dict[tuple[str | None, ...], list[str]] = {}
    for material, mine in forms.items():
        materials.setdefault(tuple(sorted(mine, key=lambda form: (form is None, form or ""))), []).append(material)
    for same, them in materials.items():
        yield tuple(sorted(them)), same, ()
    if others:
        yield (), (), tuple(others)


def users_of(users: Iterable[User | None], wide: Any) -> tuple[Users, ...]:
    """End users, put together. `wide`: the countries that one stands for."""
    out: list[Users] = []
    points: dict[tuple[int, ...], Hashable] = {}
    countries: list[str | None] = []
    names: list[str | None] = []
    military = (True, False, None)
    for user in users:
        if user is None:
            out.append(Users(None, None, None))
            continue
        for known, value in ((countries, user.country), (names, user.name)):
            if value not in known:
                known.append(value)
        points[names.index(user.name), military.index(user.military), countries.index(user.country)] = True
    for (some, flags, places), _ in rectangles(points) if points else ():
        inside = (c for one in map(countries.__getitem__, places) for c in ((None,) if one is None else wide[one]))
        where = tuple(sorted(inside, key=lambda c: (c is None, c or "")))
        out.append(Users(where, tuple(military[n] for n in flags), tuple(names[n] for n in some)))
    return tuple(out)
