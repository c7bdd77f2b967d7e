"""Classes of shipments: what a class answers is, to the byte, what the whole decision says of every shipment in it."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, get_args

import pytest
from histories import DAYS, FIRST, NAMES, History
from made_up import RULES, act, event, records, requirement
from made_up import policy as made_up
from made_up import shipment as some

from licet.api.schema import answer_bytes
from licet.engine.classes import Classes
from licet.engine.decide import decide
from licet.engine.held import hold
from licet.engine.inference import InferenceError
from licet.engine.policy import Known, Policy
from licet.engine.readings import Readings
from licet.engine.replay import grow, replay, view
from licet.engine.shipment import Shipment, ShipmentError, read_shipment
from licet.events.corpus import load_corpus
from licet.events.scope import EndUse

HISTORIES = 80
FULL: dict[str, Any] = {
    "goods": {
        "kind": "goods",
        "description": "a magnet",
        "code": "2C909",
        "list": "CN-DU",
        "edition": "2026-01-01",
        "hs": "8505",
        "material": "ndfeb",
        "form": "permanent_magnet",
        "processing": "raw",
        "composition": [{"substance": "dysprosium", "wt_pct": "0.36", "basis": "tested"}],
        "composition_complete": False,
        "attributes": {"purity_pct": "99.9"},
        "dual_use": True,
        "contains": ["permanent_magnet"],
    },
    "act": "export",
    "origin": "CN",
    "departure": {"country": "CN", "zone": "a zone"},
    "destination": "DE",
    "exporter": {"name": "Some Exporter", "country": "CN", "nationality": "CN"},
    "parties": [
        {"role": "end_user", "name": "Somebody", "country": "DE", "military": False, "owners": [{"name": "Some Owner", "share_pct": "50"}]}
    ],
    "end_use": "civil",
    "content": [{"material": "samarium", "form": "metal", "origin": "CN", "value_share_pct": "5"}],
    "content_complete": True,
    "technology_origin": "CN",
    "quantity": {"value": "5", "unit": "kg"},
    "date": "2026-01-15",
    "exit_date": "2026-01-20",
}
OTHER: dict[str, Any] = {
    "kind": "software",
    "description": "another",
    "code": "1C909",
    "list": "US-CCL",
    "edition": "2025-01-01",
    "hs": "2846",
    "material": "smco",
    "form": "oxide",
    "processing": "primary",
    "substance": "terbium",
    "wt_pct": {"min": "0.36"},
    "basis": "typical",
    "composition_complete": True,
    "purity_pct": "99.8",
    "dual_use": False,
    "contains": [],
    "act": "reexport",
    "origin": "US",
    "zone": "another",
    "country": "JP",
    "destination": "FR",
    "nationality": "US",
    "role": "consignee",
    "military": True,
    "share_pct": "49",
    "end_use": "military",
    "value_share_pct": "6",
    "content_complete": False,
    "technology_origin": "US",
    "value": "6",
    "unit": "g",
    "date": "2026-01-14",
    "exit_date": "2026-01-21",
}
NOT_READ = {"description"}
READ_LOOSELY = {"name", "quantity", "value", "unit"}  # what may be the same class: names like nobody's, quantities that nothing limits


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The corpus that ships."""
    return replay(view(records(load_corpus())))


def alone(policy: Policy, shipment: Shipment) -> bytes | None:
    try:
        return answer_bytes(decide(policy, shipment, RULES))
    except ShipmentError:
        return None


def by_class(classes: Classes, shipment: Shipment) -> bytes | None:
    try:
        decided = classes.decide(shipment)
    except ShipmentError:
        return None
    assert answer_bytes(decided.of(shipment)) == decided.bytes_of(shipment)
    return decided.bytes_of(shipment)


def variants(random: Random, history: History) -> Iterator[dict[str, Any]]:
    """A shipment on all days, and with what other shipments state in place of each fact."""
    ship = history.shipment()
    yield from (ship | {"date": str(FIRST + timedelta(days=n))} for n in random.sample(range(-6, DAYS + 4), 12))
    for other in (history.shipment() for _ in range(3)):
        yield from (ship | {field: value} for field, value in other.items())


@pytest.mark.parametrize("batch", range(4))
def test_a_class_answers_for_each_of_its_shipments(batch: int) -> None:
    asked = shared = 0
    for seed in range(batch * HISTORIES // 4, (batch + 1) * HISTORIES // 4):
        history, random = History(seed), Random(seed)
        policy = replay(view(history.records()))
        classes = Classes(policy, RULES)
        for ship in variants(random, history):
            try:
                shipment = read_shipment(ship)
            except ShipmentError:
                continue
            asked, shared = asked + 1, shared + (classes.key(shipment) in classes._decided)
            assert by_class(classes, shipment) == alone(policy, shipment)
    assert shared > asked / 10  # else nothing was tried


GOODS: list[dict[str, Any]] = [
    {"material": "gallium", "form": "metal"},
    {"material": "samarium", "form": "target"},
    *({"material": "rare_earth_magnet_making", "kind": kind} for kind in (None, "goods", "technology", "software", "service")),
    {"code": "1C909", "list": "CN-DU"},
    {"code": "1C909", "list": "CN-DU", "kind": "technology"},
    {"hs": "8505", "description": "magnets"},
]
BESIDE: list[dict[str, Any]] = [
    {"destination": "US", "end_use": "military"},
    {"destination": "JP", "parties": [{"role": "end_user", "name": "TDK", "country": "JP", "military": False}], "end_use": "civil"},
    {"destination": "VN", "departure": {"country": "TH"}, "origin": "CN"},
    {"destination": "VN", "act": "reexport", "exporter": {"nationality": "CN"}, "departure": {"country": "JP"}},
    {"destination": "VN", "act": "service", "exporter": {"nationality": "CN"}, "departure": {"country": "CN"}},
    {"destination": "DE", "departure": {"country": "JP"}, "content": [{"material": "samarium", "origin": "CN", "value_share_pct": "5"}]},
]


@pytest.mark.parametrize("day", ["2025-10-15", "2026-11-20"])
def test_the_same_goods_go_elsewhere_and_others_the_same_way(policy: Policy, day: str) -> None:
    """What questions share is no more than what they have in common: goods, with their kind, and what is beside them."""
    classes, answered = Classes(policy, RULES), 0
    for goods, beside in Random(day).sample(list(product(GOODS, BESIDE)), len(GOODS) * len(BESIDE)):
        shipment = read_shipment({"goods": goods, "date": day, **beside})
        answer = by_class(classes, shipment)
        answered += answer is not None
        assert answer == alone(policy, shipment)
    assert answered > len(GOODS)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        yield path
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def changed(path: tuple[Any, ...], *, without: bool) -> dict[str, Any] | None:
    """`FULL` with another value at the path, or with nothing there; None where the path holds no value of its own."""
    ship = copy.deepcopy(FULL)
    inside: Any = ship
    for step in path[:-1]:
        inside = inside[step]
    if without:
        del inside[path[-1]]
    elif path[-1] in OTHER:
        inside[path[-1]] = OTHER[path[-1]]
    elif path[-1] == "name":
        inside[path[-1]] = "Huawei"
    else:
        return None
    return ship


def test_a_fact_that_differs_makes_another_class(policy: Policy) -> None:
    """Each field of a shipment, the newest too: another value, or none, is another class, unless the policy cannot tell."""
    classes = Classes(policy, RULES)
    base, tried = classes.key(read_shipment(FULL)), set()
    for path in [p for p in leaves(FULL) if p]:
        for without in (False, True):
            ship = changed(path, without=without)
            try:
                shipment = read_shipment(ship) if ship is not None else None
            except ShipmentError:
                continue
            if shipment is None:
                continue
            tried.add(next(str(step) for step in reversed(path) if isinstance(step, str)))
            if classes.key(shipment) == base:
                assert set(path) & (NOT_READ | READ_LOOSELY), path
    assert tried >= fields_of(Shipment) - {"min", "max", "goods"}


def fields_of(model: Any) -> set[str]:
    """The names of all fields, of the models inside too."""
    names: set[str] = set()
    for definition in [model.model_json_schema(), *model.model_json_schema()["$defs"].values()]:
        names |= set(definition.get("properties", {}))
    return names


def test_days_between_two_that_the_policy_speaks_of_are_alike(policy: Policy) -> None:
    days = set(Readings(policy).days)
    assert {date(2025, 11, 7), date(2025, 11, 8), date(2026, 11, 10), date(2026, 11, 11)} <= days


def test_a_name_counts_where_it_resembles_a_listed_one(policy: Policy) -> None:
    classes = Classes(policy, RULES)
    listed = next(iter(policy.listings.values()))[0].event.name

    def key(name: str) -> Any:
        return classes.key(read_shipment(FULL | {"parties": [{"role": "end_user", "name": name, "country": "DE"}]}))

    assert key("Quite Another GmbH") == key("Nobody In Particular AG")
    assert key(listed) != key("Quite Another GmbH")
    assert key(listed + "s") not in (key(listed), key("Quite Another GmbH"))


def test_a_name_counts_where_a_promise_names_it() -> None:
    listing = {"type": "party_listed", "id": "AQ-1/w.x", "list": "AQ-1/w", "name": "Quixotic Mill", "from": "2025-03-01"}
    promise = {"event": event(listing).model_dump(mode="json"), "mapping": "named"}
    law = made_up(
        requirement(type="export_prohibited", parties={"lists": ["AQ-1/w"]}),
        act("statement_made", "AQ-3", statement={"en": "we shall"}, about=["AQ-1"], promises=[promise]),
    )
    classes = Classes(law, RULES)
    for name in ("Buyer", "Quixotic Mill"):
        question = read_shipment(some(parties=[{"role": "end_user", "name": name, "country": "BV", "military": False}]))
        assert by_class(classes, question) == alone(law, question)


def test_a_name_counts_where_a_licence_has_it_to_the_letter_and_not_where_it_resembles_that() -> None:
    licence = act("licence_issued", "AQ-6", licence="I1", holder="Exporter", targets=["AQ-1/1"], end_users=["Quixotic Mill"])
    law = made_up(requirement(), licence)
    classes = Classes(law, RULES)

    def asked(holder: str, user: str) -> Any:
        parties = [{"role": "end_user", "name": user, "country": "BV", "military": False}]
        question = read_shipment(some(exporter={"name": holder}, parties=parties))
        assert by_class(classes, question) == alone(law, question)
        return classes.key(question)

    nobody = asked("Nobody", "Nobody")
    for name, told in (("EXPORTER Ltd.", True), ("Exporters", False), ("Exporter Two", False)):
        assert (asked(name, "Nobody") != nobody) is told
    for name, told in (("quixotic mill GmbH", True), ("Quixotic Mills", False), ("Buyer", False)):
        assert (asked("Nobody", name) != nobody) is told
    assert list(classes.readings.any_of(["EXPORTER Ltd.", "Exporters", "Quixotic Mill", "Nobody"])) == [True, False, True, False]


def test_what_failed_is_decided_anew(policy: Policy) -> None:
    class Failing:
        mode, rules_digest, rules = RULES.mode, RULES.rules_digest, RULES.rules
        fails = True

        def conclude(self, finding: Any) -> Any:
            if self.fails:
                raise InferenceError("out of order")
            return RULES.conclude(finding)

    infer = Failing()
    classes = Classes(policy, infer)  # type: ignore[arg-type]
    shipment = read_shipment(FULL | {"goods": {"material": "holmium", "form": "metal"}, "exit_date": None})
    assert classes.decide(shipment).answer.outcome == "UNDETERMINED"
    infer.fails = False
    assert by_class(classes, shipment) == alone(policy, shipment)


def test_only_so_many_are_kept(policy: Policy) -> None:
    classes = Classes(policy, RULES, kept=2)
    ships = [read_shipment(FULL | {"goods": {"material": m, "form": "metal"}, "exit_date": None}) for m in ("holmium", "erbium", "thulium")]
    first = [by_class(classes, ship) for ship in ships]
    assert len(classes._decided) == 2
    assert [by_class(classes, ship) for ship in ships] == first


def test_readings_that_grew_tell_apart_what_those_of_the_whole_log_do() -> None:
    """Event by event: just that, or, where something was corrected or withdrawn, no less."""
    grew = corrected = 0
    for seed in range(40):
        log = History(seed).records()
        policy = replay(view(log[:2], Known(None, 2)), Known(None, 2))
        readings, fixed = Readings(policy), False
        for n in range(3, len(log) + 1):
            policy = grow(policy, [hold(record) for record in log[n - 1 : n]], Known(None, n))
            grew += policy.grown is not None
            fixed |= log[n - 1].event.type in ("entry_corrected", "entry_withdrawn")
            readings, whole = readings.grown(policy), Readings(replay(view(log[:n])))
            tells, needs = told_by(readings), told_by(whole)
            assert tells >= needs if fixed else tells == needs
            corrected += tells > needs
    assert grew > 40 and corrected > 10  # else every policy was replayed


def told_by(readings: Readings) -> set[Any]:
    """What the readings tell apart."""
    countries, uses = ("AQ", "BV", "CN", "DE", "HM", "JP", "TH", "US", "VN"), get_args(EndUse)
    places = {(one, two) for one in countries for two in countries if readings.country(one) != readings.country(two)}
    ends = {(one, two) for one in uses for two in uses if readings.use(one) != readings.use(two)}
    limits = {(name, limit) for name, values in readings._limits.items() for limit in values}
    names = {name for name in NAMES if readings.name(name)}
    return {*readings.days, *places, *ends, *limits, *names, *readings._customs, *(["quantity"] if readings.limited else [])}
