"""Whether a licence in the log covers a shipment: each of its terms, met, missed and not stated."""

from typing import Any

import pytest
from made_up import act, ask, entry, policy, requirement, shipment

from licet.engine.determination import Determination

BUYER = {"role": "end_user", "name": "Buyer", "country": "BV", "military": False, "owners": []}


def held(**terms: Any) -> dict[str, Any]:
    return act("licence_issued", "AQ-6", licence="I1", holder="Exporter", targets=["AQ-1/1"], conditions=["report"], **terms)


def answer(licence: dict[str, Any], *absent: str, **given: Any) -> Determination:
    return ask(policy(requirement(), licence), shipment(*absent, **given))


COVERED = "AUTHORISED"
NOT = "LICENCE_REQUIRED"


@pytest.mark.parametrize(
    ("terms", "absent", "given", "wanted", "asked"),
    [
        ({}, (), {}, COVERED, ()),
        ({}, (), {"exporter": {"name": "EXPORTER Ltd."}}, COVERED, ()),
        ({}, (), {"exporter": {"name": "Exporteur"}}, NOT, ()),
        ({}, ("exporter",), {}, NOT, ("exporter.name",)),
        ({"uses": ["civil"]}, (), {}, COVERED, ()),
        ({"uses": ["disaster_relief"]}, (), {}, NOT, ()),
        ({"uses": ["civil"]}, ("end_use",), {}, NOT, ("end_use",)),
        ({"end_users": ["Buyer"]}, (), {}, COVERED, ()),
        ({"end_users": ["Buyer"]}, (), {"parties": [BUYER, {**BUYER, "name": "Quixotic Mill"}]}, NOT, ()),
        ({"end_users": ["Buyer"]}, (), {"parties": [{**BUYER, "name": "Buyers"}]}, NOT, ()),
        ({"end_users": ["Buyer"]}, ("parties",), {}, NOT, ("parties",)),
        ({"end_users": ["Buyer"]}, (), {"parties": [{"role": "end_user", "country": "BV"}]}, NOT, ("parties",)),
        ({"destinations": {"countries": ["BV"]}}, (), {}, COVERED, ()),
        ({"destinations": {"countries": ["HM"]}}, (), {}, NOT, ()),
        ({"destinations": {"countries": ["BV"]}}, (), {"parties": [{**BUYER, "country": "HM"}]}, NOT, ()),
        ({"destinations": {"every": True, "exclude": ["HM"]}}, ("parties",), {}, NOT, ("parties",)),
        ({"quantity": {"value": "5", "unit": "kg"}}, (), {"quantity": {"value": "5", "unit": "kg"}}, COVERED, ()),
        ({"quantity": {"value": "5", "unit": "kg"}}, (), {"quantity": {"value": "5.01", "unit": "kg"}}, NOT, ()),
        ({"quantity": {"value": "5", "unit": "kg"}}, (), {"quantity": {"value": "1", "unit": "t"}}, NOT, ("quantity",)),
        ({"quantity": {"value": "5", "unit": "kg"}}, (), {}, NOT, ("quantity",)),
        ({"materials": ["alum"]}, (), {}, COVERED, ()),
        ({"materials": ["basalt"]}, (), {}, NOT, ()),
        ({"codes": ["1A001"]}, (), {}, COVERED, ()),
        ({"codes": ["1A00"]}, (), {}, NOT, ()),
        ({"codes": ["1A001.a.1"]}, (), {}, NOT, ()),
        ({"codes": ["1A001.a"]}, (), {"goods": {"code": "1A001.a", "list": "L1"}}, COVERED, ()),
        ({"through": "2025-05-01"}, (), {}, COVERED, ()),
        ({"through": "2025-04-30"}, (), {}, NOT, ()),
        ({"from_": "2025-05-01"}, (), {}, COVERED, ()),
        ({"from_": "2025-05-02"}, (), {}, NOT, ()),
    ],
)
def test_each_term_of_a_licence(terms: dict[str, Any], absent: tuple[str, ...], given: dict[str, Any], wanted: str, asked: Any) -> None:
    got = answer(held(**terms), *absent, **given)
    assert (got.outcome, got.at_most) == (wanted, wanted)
    assert tuple(q.field for q in got.questions) == asked
    (needed,) = got.licences_required
    assert needed.held == ("I1" if wanted == COVERED else None)
    assert wanted != COVERED or needed.conditions == ("report",)


def test_a_licence_for_other_provisions_is_none() -> None:
    assert answer({**held(), "targets": ["AQ-1/2"]}).outcome == NOT
    assert answer({**held(), "targets": ["AQ-1"]}).outcome == COVERED


def test_a_revoked_licence_covers_through_the_day_before() -> None:
    law = policy(requirement(), held(), act("licence_revoked", "AQ-8", licence_event="AQ-6", from_="2025-05-02"))
    assert [ask(law, shipment(date=day)).outcome for day in ("2025-05-01", "2025-05-02")] == [COVERED, NOT]


def test_licences_stack() -> None:
    """A licence for one of two requirements does not cover the other."""
    second = requirement("AQ-2/1", licence_type="export-licence", entries=[entry("AQ-2/1.a", code=None)])
    got = ask(policy(requirement(), second, held()), shipment())
    assert got.outcome == NOT
    assert [(r.requirement, r.held) for r in got.licences_required] == [("AQ-1/1", "I1"), ("AQ-2/1", None)]


def test_a_licence_lifts_no_prohibition_and_no_doubt() -> None:
    ban = requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", uses=["military"])
    law = policy(requirement(), ban, held())
    assert ask(law, shipment(end_use="military")).outcome == "PROHIBITED"
    silent = ask(law, shipment("end_use"))
    assert (silent.outcome, silent.at_most) == ("UNDETERMINED", "PROHIBITED")


def test_a_general_licence_needs_no_holder() -> None:
    general = act("general_licence_issued", "AQ-6", licence="G1", targets=["AQ-1/1"])
    assert answer(general, "exporter").outcome == COVERED
