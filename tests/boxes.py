"""Whether a shipment lies in a box of a difference, fact by fact, and random shipments of its frames. A naive second reading of boxes."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, get_args

from licet.engine.difference import Box, Difference, Ruling, Standing
from licet.engine.difference.amounts import Interval
from licet.engine.difference.boxes import GoodsBox, Users
from licet.engine.difference.frames import Frame
from licet.engine.difference.goods import PRESENT, AnyGoods, ByCustoms, Coded, Described, Unnamed, goods_of
from licet.engine.goods import check_names, match_line
from licet.engine.inference import Rules
from licet.engine.judge import judge
from licet.engine.policy import Policy
from licet.engine.question import Question
from licet.engine.shipment import Goods, Shipment, ShipmentError
from licet.events.goods import Measure
from licet.events.scope import EndUse, country_names

Json = dict[str, Any]
USES = (*get_args(EndUse), None)
BEARING = ("prohibited", "licence_required", "authorised", "unknown", "possible", "exempt")


def standing(policy: Policy, ship: Json, day: date, rules: Rules, found: Difference) -> Standing | None:
    """What a policy makes of a shipment on a day, as far as it is compared; null: it cannot be asked about."""
    try:
        shipment = Shipment.model_validate({**ship, "date": day})
        check_names(shipment.goods, policy.vocabulary)
        said = judge(Question(policy, shipment, rules), day).verdict
        requirements = tuple((name, word) for name, word in said.requirements if name in found.requirements)
        certainty = said.certainty if found.certainty else None
        return Standing(said.outcome, said.at_most, certainty, said.considered, said.licensing_policy, requirements)
    except ShipmentError:
        return None


def rulings(policy: Policy, ship: Json, day: date, rules: Rules) -> dict[str, Ruling]:
    """What each requirement that bears on a shipment concludes of it on a day."""
    try:
        shipment = Shipment.model_validate({**ship, "date": day})
        check_names(shipment.goods, policy.vocabulary)
        answer = judge(Question(policy, shipment, rules), day).answer
    except ShipmentError:
        return {}
    bearing = (b for b in answer.bearings if b.word in BEARING)
    return {b.id: Ruling(b.word, None if b.prohibits else b.licensing_policy) for b in bearing}


def box_of(difference: Difference, frame: int, way: int, ship: Json, day: date, requirement: str | None = None) -> Box | None:
    """The box in which a shipment of a frame lies on a day; more than one is a fault. `requirement`: of its conclusions."""
    party = next(iter(ship.get("parties", ())), None)
    found = [
        box
        for box in difference.boxes
        if (box.requirement, box.frame) == (requirement, frame)
        and way in box.ways
        and day in box.period
        and ship["destination"] in box.destinations
        and ship.get("end_use") in box.uses
        and sum(user_in(users, party) for users in box.users)
        and any(goods_in(goods, ship["goods"]) for goods in box.goods)
    ]
    assert len(found) <= 1, found
    return found[0] if found else None


def goods_in(box: GoodsBox, goods: Json) -> bool:
    """Whether goods, as a shipment states them, are some of a box."""
    if any(isinstance(other, AnyGoods) for other in box.others):
        return True
    if not identified_in(box, goods):
        return False
    stated: dict[tuple[str, str], Any] = {("attribute", name): value for name, value in goods.get("attributes", {}).items()}
    stated |= {("content", part["substance"]): part.get("wt_pct", PRESENT) for part in goods.get("composition", ())}
    stated |= {("processing", ""): goods["processing"]} if "processing" in goods else {}
    return stated.keys() == {(fact.kind, fact.name) for fact in box.facts} and all(
        any(value_in(value, stated[fact.kind, fact.name]) for value in fact.values) for fact in box.facts
    )


def identified_in(box: GoodsBox, goods: Json) -> bool:
    if "material" in goods:
        return goods["material"] in box.materials and goods.get("form") in box.forms
    for other in box.others:
        match other:
            case Coded(name, code) if (goods.get("list"), goods.get("code")) == (name, code):
                return True
            case ByCustoms(codes) if goods.get("hs") in codes:
                return True
            case Unnamed(fact) if fact in goods:
                return True
    return False


def value_in(value: Interval | str, given: str) -> bool:
    if isinstance(value, Interval):
        return not given[:1].isalpha() and Decimal(given) in value
    return value == given


def user_in(users: Users, party: Json | None) -> bool:
    if users.countries is None or users.military is None or users.names is None:
        return party is None
    if party is None:
        return False
    return party.get("country") in users.countries and party.get("military") in users.military and named(users.names, party.get("name"))


def named(names: tuple[str | None, ...], name: str | None) -> bool:
    return name in names or (name is not None and name.startswith("Nemo") and "" in names)


def inside(box: Box, difference: Difference, random: Random) -> tuple[Json, date]:
    """A shipment in a box, and a day."""
    frame, goods, users = difference.frames[box.frame], random.choice(box.goods), random.choice(box.users)
    member = Described(random.choice(goods.materials), random.choice(goods.forms)) if goods.materials else random.choice(goods.others)
    stated = tuple((fact, random.choice(fact.values)) for fact in goods.facts)
    ship: Json = {**frame.facts, **frame.ways[random.choice(box.ways)].facts, "goods": goods_of(member, stated)}
    ship["destination"], use = random.choice(box.destinations), random.choice(box.uses)
    ship |= {"end_use": use} if use is not None else {}
    if users.countries is not None and users.military is not None and users.names is not None:
        chosen = {"country": random.choice(users.countries), "military": random.choice(users.military), "name": random.choice(users.names)}
        party = {name: "Nemo Nusquam" if value == "" else value for name, value in chosen.items() if value is not None}
        ship["parties"] = [{"role": "end_user", "owners": [], **party}]
    first, last = box.period.start, box.period.end
    return ship, random.choice([day for day in (first, last) if day is not None] or [date(2026, 1, 1)])


class Shipments:
    """Random shipments of the frames of a difference, on purpose also where limits are and next to them."""

    def __init__(self, random: Random, old: Policy, new: Policy, difference: Difference) -> None:
        self.random, self.policies = random, (old, new)
        self.materials = sorted({m for p in self.policies for m in p.vocabulary.materials})
        self.forms = [*sorted({f for p in self.policies for f in p.vocabulary.forms}), None]
        self.codes = sorted({key for p in self.policies for key in p.index.by_code})
        self.customs = sorted({code for p in self.policies for code in p.index.by_hs})
        every = [[e for n in difference.requirements if n in p.requirements for v in p.requirements[n].versions for e in v.text.entries]
                 for p in self.policies]  # fmt: skip
        outcomes = difference.coverage is None
        self.lines = [e for mine, others in (every, every[::-1]) for e in mine if outcomes or e not in others]
        self.days = sorted({day for b in difference.boxes for day in (b.period.start, b.period.end) if day} | {date(2025, 1, 20)})
        self.names = sorted({n for b in difference.boxes for u in b.users for n in u.names or () if n})
        spoken = {c for p in self.policies for e in p.events.values() for c in countries(e)}
        self.near = sorted(spoken) or ["BV"]

    def of(self, frame: Frame) -> tuple[int, Json]:
        """A shipment without its day, with its place among the ways of the frame."""
        r = self.random
        way = r.randrange(len(frame.ways))
        ship: Json = {**frame.facts, **frame.ways[way].facts, "goods": self.goods()}
        ship["destination"] = r.choice([c for c in self.places() if c != frame.facts["departure"]["country"]])
        use = r.choice(USES)
        if use is not None:
            ship["end_use"] = use
        if r.random() < 0.85:
            party: Json = {"role": "end_user", "owners": []}
            party |= {"country": r.choice(self.places())} if r.random() < 0.9 else {}
            party |= {"name": r.choice((*self.names, *self.names, "Nemo Nusquam"))} if r.random() < 0.9 else {}
            party |= {"military": r.random() < 0.4} if r.random() < 0.8 else {}
            ship["parties"] = [party]
        return way, ship

    def places(self) -> list[str]:
        return [*self.near, *self.random.sample(sorted(country_names()), 2)]

    def day(self) -> date:
        return self.random.choice(self.days) + timedelta(days=self.random.choice((-1, 0, 0, 1, 5)))

    def goods(self) -> Json:
        r = self.random
        way = r.random()
        if way < 0.03:
            return {"description": "something"}
        if way < 0.05:
            return {"dual_use": True}
        if way < 0.12 and self.customs:
            code = r.choice(self.customs)
            return {"hs": r.choice((code, code[: r.randint(4, len(code))], (code + "".join(r.choices("0123456789", k=6)))[:10]))}
        if way < 0.3 and self.codes:
            name, code = r.choice(self.codes)
            goods: Json = {"code": code, "list": name}
        else:
            goods = {"material": r.choice(self.materials)}
            if self.lines and r.random() < 0.7 and (line := r.choice(self.lines)).materials:
                goods = {"material": r.choice(line.materials)}
            form = r.choice(self.forms)
            goods |= {"form": form} if form is not None else {}
        return goods | (self.stated(goods) if r.random() < 0.7 else {})

    def stated(self, goods: Json) -> Json:
        """Some of what one changed line on the goods measures."""
        r, plain = self.random, Goods.model_validate(goods)
        lines = [e for e in self.lines if any(match_line(e, plain, p).identity.word != "no" for p in self.policies)]
        if not lines:
            return {}
        out: Json = {}
        measured = list(measures(r.choice(lines).criteria))
        limits = [m.value for e in self.lines for m in measures(e.criteria) if m.value is not None]
        for m in r.sample(measured, r.randint(0, len(measured))):
            near = r.choice([m.value or Decimal(1), *limits])
            amount = str(max(Decimal(0), near + r.choice((0, 0, 1, -1, Decimal("0.001"), Decimal("-0.001")))))
            words = [w for p in self.policies if m.attribute in p.vocabulary.attributes for w in p.vocabulary.attributes[m.attribute].words]
            if m.attribute is not None:
                out.setdefault("attributes", {})[m.attribute] = r.choice(words) if words else amount
            elif m.substance not in [c["substance"] for c in out.get("composition", ())]:
                part = {"substance": m.substance} | ({"wt_pct": amount} if r.random() < 0.8 else {})
                out.setdefault("composition", []).append(part)
        if sum(Decimal(c.get("wt_pct", 0)) for c in out.get("composition", ())) > 100:
            out.pop("composition")
        return out


def measures(criterion: Any) -> Iterator[Measure]:
    for part in (*getattr(criterion, "all", ()), *getattr(criterion, "any", ())):
        yield from measures(part)
    if isinstance(criterion, Measure):
        yield criterion


def countries(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value in country_names():
            yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from countries(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from countries(item)
    elif hasattr(value, "__pydantic_fields__"):
        for item in value.__dict__.values():
            yield from countries(item)
