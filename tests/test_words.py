"""Words, amounts, names, days, citations: the small parts, each by itself."""

from datetime import date, datetime
from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import measured

from licet.engine import names
from licet.engine.names import normalise, same_name
from licet.engine.shipment import Amount
from licet.engine.words import Answer, Ask, Word, all_of, any_of, compare, no, possible, unknown, yes
from licet.events.citation import covers, instrument_of, prefixes
from licet.events.dates import Period, change_days, day_after, day_before, legal_day
from licet.events.goods import Operator

FOUR: tuple[Word, ...] = ("yes", "no", "unknown", "possible")
OPERATORS: tuple[Operator, ...] = (">", ">=", "<", "<=", "=")


def answer(word: Word) -> Answer:
    return Answer(word, word, (Ask(word, word),))


# Words


def test_conjunction_and_disjunction_on_every_pair() -> None:
    order = {"no": 0, "unknown": 1, "possible": 2, "yes": 3}
    other = {"yes": 0, "unknown": 1, "possible": 2, "no": 3}
    for a, b in product(FOUR, FOUR):
        assert all_of(answer(a), answer(b)).word == min(a, b, key=order.__getitem__)
        assert any_of(answer(a), answer(b)).word == min(a, b, key=other.__getitem__)


def test_the_order_of_the_parts_plays_no_part() -> None:
    for words in product(FOUR, repeat=3):
        assert len({all_of(*map(answer, p)).word for p in permutations(words)}) == 1
        assert len({any_of(*map(answer, p)).word for p in permutations(words)}) == 1


def test_silence_never_turns_a_conjunction_into_yes_or_a_disjunction_into_no() -> None:
    for rest in product(FOUR, repeat=2):
        assert all_of(unknown("x"), *map(answer, rest)).word != "yes"
        assert any_of(unknown("x"), *map(answer, rest)).word != "no"


def test_of_nothing() -> None:
    assert any_of() == no("")


def test_what_decides_is_told_and_asked_once() -> None:
    ask, other = Ask("origin", "Where from?"), Ask("end_use", "What for?")
    joined = all_of(unknown("a", ask), unknown("b", ask, other), possible("c", Ask("x", "x")), yes("d"))
    assert joined == Answer("unknown", "a; b", (ask, other))
    assert all_of(no("a"), unknown("b", ask), no("a")) == no("a")
    assert any_of(yes(""), yes("a"), unknown("b", ask)) == yes("a")


# Amounts


@pytest.mark.parametrize("op", OPERATORS)
@given(st.integers(-3, 3), st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3))
@settings(max_examples=150, derandomize=True, database=None, deadline=None)
def test_bounds_are_compared_as_every_number_between_them(op: Operator, limit: int, a: int | None, b: int | None) -> None:
    low, high = (a, b) if a is None or b is None else (min(a, b), max(a, b))
    if low is None and high is None:
        return
    bounds = {"min": None if low is None else str(low), "max": None if high is None else str(high)}
    assert compare(Amount.model_validate(bounds), op, Decimal(limit)) == measured(bounds, op, Decimal(limit))


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("99.9", {">": "no", ">=": "yes", "<": "no", "<=": "yes", "=": "yes"}),
        ("99.90000000000000000001", {">": "yes", ">=": "yes", "<": "no", "<=": "no", "=": "no"}),
        ({"min": "99.9"}, {">": "unknown", ">=": "yes", "<": "no", "<=": "unknown", "=": "unknown"}),
        ({"max": "99.9"}, {">": "no", ">=": "unknown", "<": "unknown", "<=": "yes", "=": "unknown"}),
        ({"min": "99.95"}, {">": "yes", ">=": "yes", "<": "no", "<=": "no", "=": "no"}),
        ({"min": "99", "max": "100"}, dict.fromkeys(OPERATORS, "unknown")),
    ],
)
def test_the_limit_itself(stated: object, words: dict[Operator, Word]) -> None:
    amount = Amount.model_validate(stated)
    assert {op: compare(amount, op, Decimal("99.9")) for op in words} == words


# Names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Acme Corp.", "ACME CORPORATION"),
        ("Ａｃｍｅ　Ｔｒａｄｉｎｇ", "acme trading"),
        ("Société Générale S.A.", "Societe Generale SA"),
        ("Müller & Söhne GmbH", "MULLER  SOHNE"),
        ("O'Neill, Inc.", "ONeill Inc"),
        ("Ltd.", "ltd"),
    ],
)
def test_spelling_does_not_change_a_name(name: str, other: str) -> None:
    assert normalise(name) == normalise(other)
    assert same_name(name, (other,)) == same_name(other, (name,)) == "yes"


@pytest.mark.parametrize(
    ("name", "listed", "word"),
    [
        ("Northrop Gruman Systems", "Northrop Grumman Systems", "possible"),
        ("Systems Northrop Grumman", "Northrop Grumman Systems", "possible"),
        ("Northrop Grumman", "Northrop Grumman Systems Canada", "possible"),
        ("Acme Alpha", "Borealis Minerals", "no"),
        ("Co", "Corporation", "no"),
        ("ABC", "ABD", "no"),
        ("中国稀土", "中国稀土", "yes"),
    ],
)
def test_a_similar_name_is_for_a_person_to_look_at(name: str, listed: str, word: Word) -> None:
    assert same_name(name, (listed,)) == word
    assert same_name(name, ("Quite Another", listed)) == word


def test_a_match_beats_a_resemblance() -> None:
    assert same_name("Acme Minerals", ("Acme Mineral", "Acme Minerals Ltd")) == "yes"
    assert same_name("Acme", ()) == "no"


def test_names_that_are_nothing_but_a_company_form_keep_it() -> None:
    assert normalise("Company Ltd") == "company ltd"
    assert names.normalise("...") == ""


# Days


@pytest.mark.parametrize(
    "value", ["2026-13-01", "2026-02-29", "2026-1-01", "20260101", "2026-01-01T00:00", "٢٠٢٦-٠١-٠١", "", 20260101, None, True]
)
def test_what_is_no_day(value: object) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        legal_day(value)


def test_an_instant_is_no_day() -> None:
    assert legal_day("2024-02-29") == legal_day(date(2024, 2, 29)) == date(2024, 2, 29)
    with pytest.raises(ValueError, match="is not a day"):
        legal_day(datetime(2024, 2, 29))  # noqa: DTZ001


def test_the_days_beside_a_day() -> None:
    assert day_before(date(2025, 3, 1)) == date(2025, 2, 28)
    assert day_after(date(2024, 2, 28)) == date(2024, 2, 29)
    assert day_before(date.min) == date.min
    assert day_after(date.max) == date.max


@given(st.none() | st.integers(0, 30), st.none() | st.integers(0, 30))
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
def test_a_period_holds_both_its_ends_and_changes_at_its_first_day_and_after_its_last(start: int | None, end: int | None) -> None:
    first = date(2025, 1, 2)
    days = [date.fromordinal(first.toordinal() + n) for n in range(31)]
    period = Period(None if start is None else days[start], None if end is None else days[end])
    inside = [d for d in days if (start is None or d >= days[start]) and (end is None or d <= days[end])]
    assert [d for d in days if d in period] == inside
    changed = {d for d in days if (d in period) != (day_before(d) in period)}
    assert changed <= change_days([period])


def test_what_lies_in_no_period() -> None:
    assert "2025-01-01" not in Period(None, None)
    assert date(2025, 1, 1) in Period(None, None)
    assert change_days([Period(None, None), Period(None, date.max)]) == set()
    assert change_days([Period(date(2025, 1, 1), date(2025, 1, 31))]) == {date(2025, 1, 1), date(2025, 2, 1)}


# Citations


@pytest.mark.parametrize(
    ("target", "provision", "word"),
    [
        ("CN-2024-46", "CN-2024-46/2.a", True),
        ("CN-2024-46/2", "CN-2024-46/2.a", True),
        ("CN-2024-46/2.a", "CN-2024-46/2.a", True),
        ("CN-2024-46/2.a", "CN-2024-46/2", False),
        ("CN-2024-46/2", "CN-2024-46/21", False),
        ("CN-2024-4", "CN-2024-46", False),
        ("CN-2024-46/2", "CN-2024-46/2-a", False),
    ],
)
def test_naming_a_provision_names_what_is_below_it(target: str, provision: str, word: bool) -> None:
    assert covers(target, provision) is word
    assert (target in prefixes(provision)) is word


@given(st.lists(st.sampled_from(["A", "B1", "c", "2"]), min_size=1, max_size=4), st.lists(st.sampled_from("/."), min_size=3, max_size=3))
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
def test_the_prefixes_of_a_provision_are_what_names_it(parts: list[str], marks: list[str]) -> None:
    provision = "".join(p + m for p, m in zip(parts, [*marks[: len(parts) - 1], ""], strict=True))
    assert all(covers(p, provision) for p in prefixes(provision))
    assert len(prefixes(provision)) == len(parts)
    assert instrument_of(provision) == provision.split("/")[0]
