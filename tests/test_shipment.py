"""The question, strictly read: what is absent is unknown, what is misspelt is an error that names its field."""

from decimal import Decimal
from typing import Any

import pytest
from made_up import ask, policy, requirement, shipment

from licet.engine.shipment import Amount, ShipmentError, read_shipment


def problems(question: object) -> list[str]:
    with pytest.raises(ShipmentError) as caught:
        read_shipment(question)
    return [field for field, _ in caught.value.problems]


def goods(**given: Any) -> dict[str, Any]:
    return shipment(goods={"material": "alum", "form": "metal", **given})


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ({}, ["goods", "destination", "date"]),
        (shipment("destination"), ["destination"]),
        (shipment(destination="XX"), ["destination"]),
        (shipment(destination="bv"), ["destination"]),
        (shipment(date="2026-13-01"), ["date"]),
        (shipment(date=20260101), ["date"]),
        (shipment(colour="red"), ["colour"]),
        (goods(colour="red"), ["goods.colour"]),
        (shipment(goods={}), ["goods"]),
        (shipment(goods={"list": "L1", "material": "alum"}), ["goods"]),
        (shipment(end_use="peaceful"), ["end_use"]),
        (shipment(act="smuggling"), ["act"]),
        (shipment(parties=[{"role": "friend"}]), ["parties[0].role"]),
        (shipment(parties=[{"role": "end_user", "name": ""}]), ["parties[0].name"]),
        (shipment(parties=[{"role": "end_user", "military": "yes"}]), ["parties[0].military"]),
        (shipment(parties=[{"role": "end_user", "military": 1}]), ["parties[0].military"]),
        (goods(composition_complete="true"), ["goods.composition_complete"]),
        (goods(composition=[{"substance": "cobble", "wt_pct": "100.1"}]), ["goods.composition[0].wt_pct"]),
        (goods(composition=[{"substance": "cobble", "wt_pct": "-1"}]), ["goods.composition[0].wt_pct"]),
        (goods(composition=[{"substance": "cobble"}, {"substance": "cobble"}]), ["goods"]),
        (goods(composition=[{"substance": "cobble", "wt_pct": "60"}, {"substance": "alum", "wt_pct": {"min": "41"}}]), ["goods"]),
        (goods(attributes={"purity_pct": {"min": "3", "max": "2"}}), ["goods.attributes.purity_pct"]),
        (goods(attributes={"purity_pct": {}}), ["goods.attributes.purity_pct"]),
        (goods(attributes={"purity_pct": 99.9}), ["goods.attributes.purity_pct"]),
        (goods(attributes={"purity_pct": "1e2"}), ["goods.attributes.purity_pct"]),
        (goods(hs="12"), ["goods.hs"]),
        (goods(code="1 C"), ["goods.code"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(question: dict[str, Any], fields: list[str]) -> None:
    assert list(dict.fromkeys(f.removesuffix(".min").removesuffix(".max") for f in problems(question))) == fields


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (goods(material="alumm"), "goods.material"),
        (goods(form="metall"), "goods.form"),
        (goods(contains=["bolt"]), "goods.contains[0]"),
        (goods(composition=[{"substance": "x"}]), "goods.composition[0].substance"),
        (goods(attributes={"purity": "1"}), "goods.attributes.purity"),
        (goods(attributes={"twist": "1"}), "goods.attributes.twist"),
        (goods(attributes={"purity_pct": "high"}), "goods.attributes.purity_pct"),
        (shipment(content=[{"material": "x"}]), "content[0].material"),
        (shipment(content=[{"material": "alum", "form": "x"}]), "content[0].form"),
        (shipment(goods={"code": "1A001.a", "list": "L9"}), "goods.list"),
        (shipment(goods={"code": "1A001.a", "list": "L2"}), "goods.list"),
        (shipment(goods={"code": "1A001.a", "material": "basalt"}), "goods.material"),
        (goods(material="alba"), "goods.form"),
    ],
)
def test_names_that_the_log_does_not_have_are_errors_and_never_free_goods(question: dict[str, Any], field: str) -> None:
    with pytest.raises(ShipmentError) as caught:
        ask(policy(requirement()), question)
    assert [where for where, _ in caught.value.problems] == [field]


def test_several_problems_are_told_at_once() -> None:
    assert sorted(problems(shipment(destination="XX", date="x", colour="red"))) == ["colour", "date", "destination"]


def test_a_shared_code_head_asks_for_the_list() -> None:
    answer = ask(policy(requirement()), shipment(goods={"code": "7Z001"}))
    assert answer.outcome == "UNDETERMINED"
    assert [q.field for q in answer.questions][:1] == ["goods.list"]


def test_numbers_are_exact_or_bounds() -> None:
    assert Amount.model_validate("99.9") == Amount(min=Decimal("99.9"), max=Decimal("99.9"))
    assert Amount.model_validate({"min": "99.9"}).max is None
    for text in ("99.9", {"min": "99.9"}, {"max": "0.5"}, {"min": "1", "max": "2"}):
        assert Amount.model_validate(text).model_dump(mode="json") == text
    assert Amount.model_validate({"min": "3", "max": "3"}).model_dump(mode="json") == "3"


def test_a_question_comes_back_as_it_was_read() -> None:
    read = read_shipment(shipment(goods={"material": "alum", "attributes": {"purity_pct": {"min": "99.90"}}}))
    assert read_shipment(read.model_dump(mode="json")) == read
    assert read_shipment(read.model_dump(mode="json", exclude_unset=True)) == read


def test_no_parties_is_not_the_same_as_parties_not_stated_but_both_name_nobody() -> None:
    law = policy(requirement(), requirement("AQ-2/1", type="export_prohibited", any_of_list="L1", parties={"military": True}))
    for question in (shipment(parties=[]), shipment("parties")):
        answer = ask(law, question)
        assert (answer.outcome, answer.at_most) == ("LICENCE_REQUIRED", "PROHIBITED")
