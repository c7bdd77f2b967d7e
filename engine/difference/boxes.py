"""What a comparison comes to: shipments that are judged otherwise, as few boxes."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ...events.dates import Period, day_before
from ...events.scope import Policy as LicensingPolicy
from ..determination import Certainty, Outcome
from .amounts import Interval, joined
from .frames import User
from .goods import Described, Fact, Member, Stated, Value
from .rectangles import rectangles


class Ruling(NamedTuple):
    """What one requirement concludes of a shipment: that it binds or may bind, or exempts. `licensing_policy`: by which a licence would be
    decided upon, null for a prohibition."""

    conclusion: str
    licensing_policy: LicensingPolicy | None


class Standing(NamedTuple):
    """What is compared of a judgement (`engine.judge.Verdict`). `certainty`: null where it is not compared; `requirements`: of those that
    are not as they were, the ones that bind or may bind, and the exempt, each with its conclusion."""

    outcome: Outcome
    at_most: Outcome
    certainty: Certainty | None
    considered: tuple[str, ...]
    licensing_policy: LicensingPolicy | None
    requirements: tuple[tuple[str, str], ...]


Said = Ruling | Standing | None
"""Null: a requirement does not bear on the shipment, or the shipment cannot be asked about."""


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
    """Shipments of which one thing was said and another is said now: of one `requirement`, or, where that is null, in all; null: they
    cannot be asked about. `frame`: its place in `Difference.frames`; `ways`: places among those that the frame leaves open; of everything
    else any of what is there. A null use is not stated."""

    requirement: str | None
    frame: int
    goods: tuple[GoodsBox, ...]
    ways: tuple[int, ...]
    destinations: tuple[str, ...]
    uses: tuple[str | None, ...]
    users: tuple[Users, ...]
    period: Period
    old: Said
    new: Said


Course = tuple[tuple[date | None, Said], ...]
"""What is said, each time with the first day on which it is given; null: from the beginning."""


class Change(NamedTuple):
    """Days on which it differs."""

    period: Period
    old: Said
    new: Said


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


def _at(given: Course, day: date | None) -> Said:
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
