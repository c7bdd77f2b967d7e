"""False permissions that were found and mended, each as the smallest made-up case. Every one must stay as it is stated here."""

from datetime import date
from typing import Any

import pytest
from made_up import act, ask, entry, event, policy, requirement, shipment, status
from pydantic import ValidationError

from licet.engine.determination import Determination
from licet.engine.shipment import ShipmentError, read_shipment

SUSPENDED = act("control_suspended", "AQ-3/s", targets=["AQ-1"], from_="2025-04-01", through="2025-06-30")
CODE = {"code": "1A001.a", "list": "L1"}
NO_PARTIES = shipment("parties")


def outcome(answer: Determination) -> tuple[str, str]:
    return answer.outcome, answer.at_most


REQUIRED = ("LICENCE_REQUIRED", "LICENCE_REQUIRED")


# Goods and codes


def purer(limit: str) -> dict[str, Any]:
    return entry(criteria={"attribute": "purity_pct", "op": ">", "value": limit})


@pytest.mark.parametrize("goods", [{"material": "alum", "form": "metal"}, CODE])
def test_a_code_uses_the_line_of_the_day(goods: dict[str, Any]) -> None:
    law = policy(
        requirement(entries=[purer("90")]),
        act("control_amended", "AQ-2", requirement="AQ-1/1", from_="2026-01-01", changes={"entries": [purer("99")]}),
    )
    question = shipment(goods={**goods, "attributes": {"purity_pct": "95"}})
    assert outcome(ask(law, {**question, "date": "2025-12-31"})) == REQUIRED
    assert ask(law, {**question, "date": "2026-01-01"}).outcome == "NO_LICENCE_REQUIRED"


def test_goods_of_an_old_version_of_a_line_are_found() -> None:
    """The index once held the last version of a line only: what an amendment takes out was free before it."""
    later = entry(materials=["basalt"], forms=["oxide"])
    law = policy(requirement(), act("control_amended", "AQ-2", requirement="AQ-1/1", from_="2025-06-01", changes={"entries": [later]}))
    assert outcome(ask(law, shipment(date="2025-05-31"))) == REQUIRED
    assert ask(law, shipment(date="2025-06-01")).outcome == "NO_LICENCE_REQUIRED"
    basalt = {"material": "basalt", "form": "oxide"}
    assert ask(law, shipment(goods=basalt, date="2025-05-31")).outcome == "NO_LICENCE_REQUIRED"
    assert outcome(ask(law, shipment(goods=basalt, date="2025-06-01"))) == REQUIRED


def test_goods_under_a_code_are_what_its_line_says_on_the_day() -> None:
    """The line is asleep; another provision lists basalt, which the line covered until the amendment."""
    law = policy(
        requirement(entries=[entry(materials=["alum", "basalt"], forms=[])]),
        act("control_amended", "AQ-2", requirement="AQ-1/1", from_="2025-06-01", changes={"entries": [entry(forms=[])]}),
        act("control_suspended", "AQ-3/s", targets=["AQ-1"], from_="2025-02-01"),
        requirement("AQ-4/1", entries=[entry("AQ-4/1.a", code=None, materials=["basalt"], forms=[])]),
    )
    assert outcome(ask(law, shipment(goods=CODE, date="2025-05-31"))) == ("UNDETERMINED", "LICENCE_REQUIRED")
    assert ask(law, shipment(goods=CODE, date="2025-06-01")).outcome == "NO_LICENCE_REQUIRED"


def test_a_code_of_a_line_for_any_material_may_be_goods_of_any_provision() -> None:
    law = policy(
        requirement(entries=[entry(materials=[], forms=["magnet"])]),
        act("control_suspended", "AQ-3/s", targets=["AQ-1"], from_="2025-02-01"),
        requirement("AQ-4/1", entries=[entry("AQ-4/1.a", code=None, materials=["basalt"], forms=["magnet"])]),
    )
    assert outcome(ask(law, shipment(goods=CODE))) == ("UNDETERMINED", "LICENCE_REQUIRED")
    assert ask(law, shipment(goods={**CODE, "material": "alum"})).outcome == "NO_LICENCE_REQUIRED"


def test_a_code_hides_no_provision_without_codes() -> None:
    law = policy(
        requirement(entries=[entry(), entry("AQ-1/1.b", code="1A001.b", materials=["basalt"])]),
        requirement("AQ-4/1", type="export_prohibited", entries=[entry("AQ-4/1.a", code=None)]),
    )
    assert ask(law, shipment(goods=CODE)).outcome == "PROHIBITED"
    assert outcome(ask(law, shipment(goods={"code": "1A001", "list": "L1"}))) == ("LICENCE_REQUIRED", "PROHIBITED")


def test_a_parent_code_decides_only_where_its_lines_agree() -> None:
    law = policy(requirement(entries=[purer("99"), entry("AQ-1/1.b", code="1A001.b")]))
    parent = {"code": "1A001", "list": "L1"}
    assert outcome(ask(law, shipment(goods=CODE))) == REQUIRED  # the code itself says that the purity is met
    assert outcome(ask(law, shipment(goods=parent))) == ("UNDETERMINED", "LICENCE_REQUIRED")
    assert outcome(ask(law, shipment(goods={**parent, "attributes": {"purity_pct": "99.5"}}))) == REQUIRED
    assert ask(law, shipment(goods={"code": "1A00", "list": "L1"})).outcome == "UNDETERMINED"  # prefixes end at a segment
    alone = policy(requirement(entries=[purer("99")]))
    assert ask(alone, shipment(goods={**CODE, "attributes": {"purity_pct": "99"}})).outcome == "NO_LICENCE_REQUIRED"


def test_another_coded_line_of_the_list_counts_on_stated_facts_only() -> None:
    other = entry("AQ-4/1.a", code="1A002", criteria={"attribute": "purity_pct", "op": ">", "value": "99"})
    law = policy(requirement(), requirement("AQ-4/1", type="export_prohibited", entries=[other]))
    assert outcome(ask(law, shipment(goods=CODE))) == REQUIRED
    assert ask(law, shipment(goods={**CODE, "attributes": {"purity_pct": "99.5"}})).outcome == "PROHIBITED"


def test_a_line_says_more_than_its_code() -> None:
    bare = entry(materials=[], forms=[])
    with pytest.raises(ValidationError, match="describes no goods"):
        policy(requirement(entries=[bare]))
    policy(requirement(entries=[bare | {"stub": True}, bare | {"line": "AQ-1/1.b", "reserved": True}]))


def test_silence_about_the_kind_frees_nothing() -> None:
    law = policy(requirement(reach=[{"kind": "transferor", "nationality": "AQ"}], entries=[entry(kind="technology", forms=[])]))
    abroad = shipment(departure={"country": "TF"}, exporter={"nationality": "AQ"}, act="export")
    assert ask(law, {**abroad, "goods": {**CODE, "kind": "technology"}}).outcome == "LICENCE_REQUIRED"
    assert ask(law, {**abroad, "goods": CODE}).outcome == "LICENCE_REQUIRED"
    assert ask(law, {**abroad, "goods": {"material": "alum"}}).outcome == "LICENCE_REQUIRED"
    free = ask(law, {**abroad, "goods": {"material": "alum", "kind": "goods"}})
    assert free.outcome == "NO_LICENCE_REQUIRED"


def test_a_shape_may_hide_a_listed_form_until_its_contents_are_stated() -> None:
    law = policy(requirement())
    part: dict[str, Any] = {"material": "alum", "form": "part"}
    assert outcome(ask(law, shipment(goods=part))) == ("UNDETERMINED", "LICENCE_REQUIRED")
    assert ask(law, shipment(goods={**part, "contains": []})).outcome == "NO_LICENCE_REQUIRED"
    assert outcome(ask(law, shipment(goods={**part, "contains": ["metal"]}))) == ("UNDETERMINED", "LICENCE_REQUIRED")
    assert [q.field for q in ask(law, shipment(goods=part)).questions] == ["goods.contains"]


def test_a_typical_value_never_proves_absence() -> None:
    law = policy(requirement(entries=[entry(materials=[], forms=["magnet"], contains=["cobble"])]))
    for basis, wanted in (("typical", "UNDETERMINED"), ("tested", "NO_LICENCE_REQUIRED"), (None, "NO_LICENCE_REQUIRED")):
        part = {"substance": "cobble", "wt_pct": "0", **({"basis": basis} if basis else {})}
        assert ask(law, shipment(goods={"material": "alba", "form": "magnet", "composition": [part]})).outcome == wanted


def test_silence_on_composition_is_none_only_in_pure_forms_of_elements_and_closed_materials() -> None:
    law = policy(requirement(entries=[entry(materials=[], forms=[], contains=["basalt"])]))
    silent = {("alum", "metal"): "NO_LICENCE_REQUIRED", ("albite", "part"): "NO_LICENCE_REQUIRED",
              ("alum", "alloy"): "UNDETERMINED", ("cobble", None): "UNDETERMINED", ("alba", "oxide"): "LICENCE_REQUIRED"}  # fmt: skip
    for (material, form), wanted in silent.items():
        goods = {"material": material, **({"form": form} if form else {})}
        assert ask(law, shipment(goods=goods)).outcome == wanted, goods


def test_goods_that_may_be_anything_may_fall_under_any_requirement() -> None:
    item = policy(requirement(type="export_prohibited"))
    whole = policy(requirement(), requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", uses=["military"]))
    for law in (item, whole):
        for goods in ({"hs": "12345678"}, {"description": "alum metal"}, {"code": "9X999"}):
            assert outcome(ask(law, shipment(goods=goods))) == ("UNDETERMINED", "PROHIBITED")
    assert outcome(ask(item, shipment(goods={"hs": "12345678", "material": "alum", "form": "metal"}))) == ("PROHIBITED", "PROHIBITED")


def test_a_reading_that_frees_does_not_free_goods_entered_under_the_code() -> None:
    reading = {"type": "reading_recorded", "id": "AQ-7", "targets": ["AQ-1/1"], "reading": {"en": "parts are outside"},
               "by": "ministry_answer", "adopted": True, "case": {"processing": ["incorporated"]}, "word": "no"}  # fmt: skip
    stricter = {**reading, "id": "AQ-8", "by": "customs_decision", "word": "yes"}
    goods = {"material": "alum", "form": "metal", "processing": "incorporated"}
    assert ask(policy(requirement(), reading), shipment(goods=goods)).outcome == "NO_LICENCE_REQUIRED"
    assert ask(policy(requirement(), reading), shipment(goods={**goods, **CODE})).outcome == "UNDETERMINED"
    assert ask(policy(requirement(), reading, stricter), shipment(goods=goods)).outcome == "LICENCE_REQUIRED"


# Time


def test_lifting_never_prolongs_a_suspension() -> None:
    lifted = act("suspension_lifted", "AQ-4", published="2025-07-15", suspension="AQ-3/s", from_="2025-08-01")
    assert status(policy(requirement(), SUSPENDED, lifted), "AQ-1/1", "2025-07-10") == "operative"


EDGES = ("2025-05-09", "2025-05-10")
ENDS = ("suspended", "operative")


@pytest.mark.parametrize(
    ("what", "on", "wanted"),
    [
        (act("control_terminated", "AQ-4", targets=["AQ-3"], from_="2025-05-10"), EDGES, ENDS),
        (act("suspension_lifted", "AQ-4", suspension="AQ-3/s", from_="2025-05-10"), EDGES, ENDS),
        (act("suspension_extended", "AQ-4", suspension="AQ-3/s", through="2025-07-31"), ("2025-07-31", "2025-08-01"), ENDS),
        (
            act("control_suspended", "AQ-4", targets=["AQ-3"], from_="2025-05-10", through="2025-05-20"),
            (*EDGES, "2025-05-20", "2025-05-21"),
            (*ENDS, *reversed(ENDS)),
        ),
    ],
    ids=["terminated", "lifted", "extended", "suspended"],
)
def test_a_suspension_has_a_life_of_its_own(what: dict[str, Any], on: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    law = policy(requirement(), SUSPENDED, what)
    assert tuple(status(law, "AQ-1/1", day) for day in on) == wanted


def test_a_postponement_after_the_first_day_leaves_the_days_that_had_begun() -> None:
    law = policy(requirement(), act("control_postponed", "AQ-2", published="2025-06-01", targets=["AQ-1"], from_="2026-01-01"))
    wanted = {"2025-01-31": "scheduled", "2025-02-01": "operative", "2025-05-31": "operative", "2025-06-01": "postponed",
              "2025-12-31": "postponed", "2026-01-01": "operative"}  # fmt: skip
    assert {day: status(law, "AQ-1/1", day) for day in wanted} == wanted
    assert outcome(ask(law, shipment(date="2025-05-31"))) == REQUIRED


def test_each_of_two_postponements_leaves_the_days_that_had_begun() -> None:
    law = policy(
        requirement(),
        act("control_postponed", "AQ-2", published="2025-01-15", targets=["AQ-1"], from_="2025-06-01"),
        act("control_postponed", "AQ-3", published="2025-07-01", targets=["AQ-1"], from_="2026-01-01"),
    )
    wanted = {"2025-02-01": "postponed", "2025-05-31": "postponed", "2025-06-01": "operative", "2025-06-30": "operative",
              "2025-07-01": "postponed", "2025-12-31": "postponed", "2026-01-01": "operative"}  # fmt: skip
    assert {day: status(law, "AQ-1/1", day) for day in wanted} == wanted


def test_what_was_in_force_by_a_day_stays_so_until_it_is_postponed() -> None:
    law = policy(
        requirement(**{"from": None}, in_force_by="2025-02-01"),
        act("control_postponed", "AQ-2", published="2025-06-01", targets=["AQ-1"], from_="2026-01-01"),
    )
    wanted = {"2025-01-31": "uncertain", "2025-02-01": "operative", "2025-05-31": "operative", "2025-06-01": "postponed",
              "2026-01-01": "operative"}  # fmt: skip
    assert {day: status(law, "AQ-1/1", day) for day in wanted} == wanted


def test_an_act_on_one_entry_is_no_act_on_what_its_id_begins() -> None:
    """`AQ-3` is a suspension; `AQ-3/1` a requirement of the same instrument. Extending the first once ended the second."""
    law = policy(
        requirement("AQ-3/1"),
        requirement("AQ-9/1", entries=[entry("AQ-9/1.a", code="1A009")]),
        act("control_suspended", "AQ-3", targets=["AQ-9"], from_="2025-03-01", through="2025-03-10"),
        act("suspension_extended", "AQ-4", suspension="AQ-3", through="2025-04-01"),
    )
    assert status(law, "AQ-3/1", "2025-05-01") == "operative"
    assert status(law, "AQ-9/1", "2025-04-01") == "suspended"


def test_the_stricter_of_declaration_and_exit_day_stands() -> None:
    tighter = act("licensing_policy_set", "AQ-1/9", targets=["AQ-1/1"], policy="presumption_of_denial", from_="2025-07-02")
    ban = requirement("AQ-1/2", type="export_prohibited", any_of_list="L1", uses=["military"], **{"from": "2025-07-02"})
    days = {"date": "2025-07-01", "exit_date": "2025-07-02"}
    assert ask(policy(requirement(), tighter), shipment(**days)).licensing_policy == "presumption_of_denial"
    assert ask(policy(requirement(), ban), shipment(**days, end_use="military")).outcome == "PROHIBITED"
    assert outcome(ask(policy(requirement(), ban), shipment("end_use", **days))) == ("LICENCE_REQUIRED", "PROHIBITED")
    ended = policy(requirement(through="2025-07-01"))
    assert ask(ended, shipment(**days)).outcome == "LICENCE_REQUIRED"
    assert [w.kind for w in ask(ended, shipment(**days)).warnings] == ["two_days"]


def test_an_answer_holds_until_the_goods_are_listed_if_only_for_another_country() -> None:
    """A ban on listed goods bites once any provision lists them, wherever that provision itself reaches."""
    law = policy(
        requirement(destinations={"countries": ["HM"]}, **{"from": "2025-03-01"}),
        requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", uses=["military"]),
    )
    before = ask(law, shipment(end_use="military", date="2025-02-15"))
    assert (before.outcome, before.holds.through) == ("NO_LICENCE_REQUIRED", date(2025, 2, 28))
    assert before.holds.then is not None
    assert before.holds.then.outcome == "PROHIBITED"


def test_an_answer_holds_until_a_party_is_listed() -> None:
    law = policy(
        requirement(),
        act("licensing_policy_set", "AQ-1/9", targets=["AQ-1/1"], policy="presumption_of_denial", parties={"lists": ["AQ-1/w"]},
            from_="2025-01-01"),
        act("party_listed", "AQ-1/w.x", list="AQ-1/w", name="Buyer", from_="2025-08-01"),
    )  # fmt: skip
    before, after = ask(law, shipment(date="2025-07-01")), ask(law, shipment(date="2025-08-01"))
    assert (before.licensing_policy, before.holds.through) == ("ordinary", date(2025, 7, 31))
    assert (after.licensing_policy, after.holds.from_) == ("presumption_of_denial", date(2025, 8, 1))


def test_a_promise_about_a_name_on_a_list_is_an_alternative() -> None:
    """What was worked out with the names as they are was once used for the supposed ones too."""
    listing = {"type": "listing_suspended", "id": "AQ-3/s", "listing": "AQ-1/w.x", "from": "2025-04-01"}
    promise = {"event": event(listing).model_dump(mode="json"), "mapping": "named"}
    law = policy(
        requirement(type="export_prohibited", parties={"lists": ["AQ-1/w"]}),
        act("party_listed", "AQ-1/w.x", list="AQ-1/w", name="Buyer", from_="2025-03-01"),
        act("statement_made", "AQ-3", statement={"en": "we shall"}, about=["AQ-1"], promises=[promise]),
    )
    answer = ask(law, shipment())
    assert answer.outcome == "PROHIBITED"
    assert [a.outcome for a in answer.alternatives] == ["NO_LICENCE_REQUIRED"]


def test_a_promise_is_about_what_it_promises() -> None:
    """A promise that named its provision nowhere else was once nobody's."""
    suspension = {"type": "control_suspended", "id": "AQ-3/s", "targets": ["AQ-1"], "from": "2025-04-01"}
    promise = {"event": event(suspension).model_dump(mode="json"), "mapping": "named"}
    answer = ask(policy(requirement(), act("statement_made", "AQ-3", statement={"en": "we shall"}, promises=[promise])), shipment())
    assert (answer.outcome, answer.certainty) == ("LICENCE_REQUIRED", "contested")
    assert [a.outcome for a in answer.alternatives] == ["NO_LICENCE_REQUIRED"]


# Places, persons, licences


def test_silence_about_the_end_user_is_not_outside_every_country_but_one() -> None:
    law = policy(requirement(destinations={"every": True, "exclude": ["HM"]}))
    assert outcome(ask(law, shipment(destination="HM"))) == REQUIRED  # the end user is in BV
    assert outcome(ask(law, {**NO_PARTIES, "destination": "HM"})) == ("UNDETERMINED", "LICENCE_REQUIRED")
    there = [{"role": "end_user", "name": "Buyer", "country": "HM", "military": False, "owners": []}]
    assert ask(law, shipment(destination="HM", parties=there)).outcome == "NO_LICENCE_REQUIRED"


def test_goods_for_a_banned_country_travel_through_another() -> None:
    law = policy(requirement(type="export_prohibited", destinations={"countries": ["HM"]}))
    user = [{"role": "end_user", "name": "Buyer", "country": "HM"}]
    assert ask(law, shipment(destination="GS", parties=user)).outcome == "PROHIBITED"


@pytest.mark.parametrize(
    ("owners", "wanted"),
    [
        ([{"name": "Quixotic Mill", "share_pct": "50"}], "PROHIBITED"),
        ([{"name": "Quixotic Mill", "share_pct": "49.99"}], "LICENCE_REQUIRED"),
        ([{"name": "Quixotic Mill"}], "LICENCE_REQUIRED"),
        ([], "LICENCE_REQUIRED"),
        (None, "LICENCE_REQUIRED"),
    ],
)
def test_owners_that_are_not_stated_are_not_known(owners: list[dict[str, Any]] | None, wanted: str) -> None:
    law = policy(
        requirement(),
        requirement("AQ-1/2", type="export_prohibited", any_of_list="L1", parties={"lists": ["AQ-1/w"], "owned_share_pct": "50"}),
        act("party_listed", "AQ-1/w.x", list="AQ-1/w", name="Quixotic Mill", from_="2025-01-01"),
    )
    buyer = {"role": "end_user", "name": "Buyer", "country": "BV", "military": False}
    answer = ask(law, shipment(parties=[buyer | ({} if owners is None else {"owners": owners})]))
    unknown = owners is None or any("share_pct" not in o for o in owners)
    assert outcome(answer) == (wanted, "PROHIBITED" if unknown or wanted == "PROHIBITED" else wanted)


def test_a_suspended_listing_may_leave_silence_free_with_a_warning() -> None:
    """The stated exception: users and uses that nobody mentioned open no question while the goods are listed by nothing else."""
    ban = requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", parties={"military": True, "countries": ["HM"]})
    law = policy(requirement(), SUSPENDED, ban)
    silent = ask(law, NO_PARTIES)
    assert (silent.outcome, [w.kind for w in silent.warnings]) == ("NO_LICENCE_REQUIRED", ["suspended_listing"])
    soldier = [{"role": "end_user", "country": "HM", "military": True}]
    assert outcome(ask(law, shipment(parties=soldier))) == ("UNDETERMINED", "PROHIBITED")
    assert outcome(ask(law, {**NO_PARTIES, "date": "2025-07-01"})) == ("LICENCE_REQUIRED", "PROHIBITED")


GENERAL = act("general_licence_issued", "AQ-5", licence="G1", targets=["AQ-1/1"])
INDIVIDUAL = act("licence_issued", "AQ-6", licence="I1", holder="Exporter", targets=["AQ-1/1"])


@pytest.mark.parametrize("licence", [GENERAL, INDIVIDUAL], ids=["general", "individual"])
@pytest.mark.parametrize("accepted", ["individual", "general"])
def test_a_licence_of_a_type_that_is_refused_covers_nothing(licence: dict[str, Any], accepted: str) -> None:
    kind = "individual" if licence is INDIVIDUAL else "general"
    wanted = "AUTHORISED" if kind == accepted else "LICENCE_REQUIRED"
    assert ask(policy(requirement(accepted_types=[accepted]), licence), shipment()).outcome == wanted
    tighter = act(
        "licensing_policy_set", "AQ-1/9", targets=["AQ-1/1"], policy="case_by_case", accepted_types=[accepted], from_="2025-01-01"
    )
    assert ask(policy(requirement(), tighter, licence), shipment()).outcome == wanted
    perhaps = {**tighter, "uses": ["military"]}
    assert ask(policy(requirement(), perhaps, licence), shipment("end_use")).outcome == wanted
    assert ask(policy(requirement(), perhaps, licence), shipment()).outcome == "AUTHORISED"  # the use is civil


def test_a_licence_for_places_looks_at_the_end_user_too() -> None:
    law = policy(requirement(), {**INDIVIDUAL, "destinations": {"countries": ["BV"]}})
    assert ask(law, shipment()).outcome == "AUTHORISED"
    for parties in ([{"role": "end_user", "name": "Buyer", "country": "HM"}], [{"role": "end_user", "name": "Buyer"}], []):
        assert ask(law, shipment(parties=parties)).outcome == "LICENCE_REQUIRED"


# Impossible facts


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"quantity": {"value": "0", "unit": "kg"}}, "shipment"),
        ({"quantity": {"value": "-1", "unit": "kg"}}, "shipment"),
        ({"parties": [{"role": "end_user", "owners": [{"name": "x", "share_pct": "100.1"}]}]}, "parties[0].owners[0].share_pct"),
        ({"parties": [{"role": "end_user", "owners": [{"name": "x", "share_pct": "-1"}]}]}, "parties[0].owners[0].share_pct"),
        ({"content": [{"material": "alum", "value_share_pct": "101"}]}, "content[0].value_share_pct"),
        ({"exit_date": "2025-04-30"}, "shipment"),
        ({"destination": "AQ"}, "shipment"),
    ],
)
def test_facts_that_cannot_be_are_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(ShipmentError) as caught:
        read_shipment(shipment(**given))
    assert [where for where, _ in caught.value.problems] == [field]


# What the goods are made of


def test_a_complete_composition_that_leaves_out_the_material_itself_does_not_say_that_there_is_none() -> None:
    law = policy(requirement(entries=[entry(criteria={"substance": "alum", "op": ">=", "value": "97"})]))
    silent = {"material": "alum", "form": "metal", "composition": [], "composition_complete": True}
    assert ask(law, shipment(goods=silent)).outcome == "UNDETERMINED"
    stated = {**silent, "composition": [{"substance": "alum", "wt_pct": "96"}]}
    assert ask(law, shipment(goods=stated)).outcome == "NO_LICENCE_REQUIRED"


def test_an_answer_ends_where_the_destination_joins_the_group_that_a_requirement_is_about() -> None:
    joining = act("country_group_changed", "AQ-3", group="Gx", from_="2025-06-01", joined=["BV"])
    answer = ask(policy(requirement(destinations={"groups": ["Gx"]}), joining), shipment())
    assert (answer.outcome, str(answer.holds.through)) == ("NO_LICENCE_REQUIRED", "2025-05-31")
    assert answer.holds.then is not None
    assert answer.holds.then.outcome == "LICENCE_REQUIRED"
