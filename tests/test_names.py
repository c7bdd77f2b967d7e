"""The index of names: it answers what looking at every listed name answers."""

import pickle
import re
import sys
import unicodedata
from collections.abc import Iterator
from random import Random
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from party_names import LETTERS, TEXT, WORDS, changed, made
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from licet.engine import folded, names_in_bulk, resembling
from licet.engine import names as definition
from licet.engine.letters import SIZE, apart, lengths, sketch
from licet.engine.names import SIMILAR, is_one_of, normal_form, normalise, same_name
from licet.engine.resembling import Names


def asked(random: Random, listed: list[str]) -> Iterator[str]:
    for name in listed:
        yield name
        yield (near := changed(random, name))
        yield changed(random, near)
        yield made(random)


def looked_at(name: str, listed: list[str]) -> tuple[str, ...]:
    return tuple(other for other in listed if same_name(name, (other,)) != "no")


LIKE_FORMS = "incorporate incorporated incorporatedx xincorporated corporation's co1 co_ s.a. s.a.r.l l td internationalisation"
FORMLIKE = [*LIKE_FORMS.split(), "internationalising"]


def old_form(name: str) -> str:
    """A normal form, as it was first written down."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", text.replace(".", "").replace("'", "")).split()
    kept = [w for w in words if w not in definition.COMPANY_FORMS]
    return " ".join(kept or words)


@given(st.text() | st.text(st.characters(max_codepoint=0x7F)) | st.lists(st.sampled_from([*WORDS, *LETTERS])).map(" ".join))
def test_a_normal_form_is_what_it_was(name: str) -> None:
    assert normal_form(name) == old_form(name)


def test_every_character_becomes_what_it_was() -> None:
    for code in [*range(0x30000), *range(0xE0000, 0xE0200)]:
        name = f"a{chr(code)}b" if code % 2 else f"{chr(code)}Co"
        assert normal_form(name) == old_form(name), hex(code)


@pytest.fixture(params=["one by one", "in columns", "in columns that lack some", "without numpy"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """How sketches are compared: in the ways of a few names, of many, and where there is no numpy."""
    if "columns" in request.param:
        monkeypatch.setattr(resembling, "_IN_COLUMNS", 0)
        monkeypatch.setattr(resembling, "_NEW", 40 if "lack" in request.param else 0)
    resembling._columns.cache_clear()
    if "without" in request.param:
        monkeypatch.setattr(resembling, "_IN_COLUMNS", 0)
        monkeypatch.setitem(sys.modules, "licet.engine.sketches", None)
    yield str(request.param)
    resembling._columns.cache_clear()


@pytest.mark.parametrize("seed", range(6))
def test_the_index_finds_what_looking_at_every_name_finds(seed: int, way: str) -> None:
    random = Random(seed)
    listed = list(dict.fromkeys(made(random) for _ in range(random.choice([0, 1, 30, 120]))))
    names = Names(listed)
    for name in asked(random, listed):
        there = looked_at(name, listed)
        assert names.resembling(name) == there
        assert names.any(name) is bool(there) is (same_name(name, tuple(listed)) != "no")


@pytest.mark.parametrize("seed", range(6))
def test_names_that_are_among_some_to_the_letter_are_found_in_bulk(seed: int) -> None:
    random = Random(seed)
    forms = {normalise(made(random)) for _ in range(random.choice([0, 1, 30, 120]))}
    names = [*(name.upper() + " Ltd" for name in forms), *asked(random, sorted(forms)), "", "Ltd", "büyer", "a\nb"]
    assert names_in_bulk.among(forms, names).tolist() == [normalise(name) in forms for name in names]


@pytest.mark.parametrize("length", [*range(4, 32), 50, 77, 150])
def test_names_just_near_enough_are_found_and_those_just_beyond_are_not(length: int, way: str) -> None:
    """Every number of letters taken out of a name, and every number put in, about the threshold."""
    random = Random(length)
    alphabet = [chr(0x4E00 + n) for n in range(200)]
    name = "".join(random.sample(alphabet, length))
    others = alphabet[len(alphabet) // 2 :]
    names = Names([name])
    met = set()
    for out in range(length // 3 + 1):
        for more in range(length // 3 + 1):
            letters = list(name)
            for place in sorted(random.sample(range(length), out), reverse=True):
                del letters[place]
            for _ in range(more):
                letters.insert(random.randint(0, len(letters)), random.choice(others))
            near = "".join(letters)
            assert names.any(near) is (same_name(near, (name,)) != "no"), near
            met.add(fuzz.ratio(normalise(near), normalise(name)) >= SIMILAR)
    assert len(met) == 2


@pytest.mark.parametrize(
    ("name", "listed", "found"),
    [
        ("...", ["!!", "ABC", ""], ["!!", ""]),
        ("ABC", ["abc", "ABC Ltd", "ABCD"], ["abc", "ABC Ltd"]),
        ("ABC", ["ABD"], []),
        (
            "Acme Trading",
            ["Acme Trading Shanghai", "Trading of Acme", "Acme", "Trading"],
            ["Acme Trading Shanghai", "Trading of Acme", "Trading"],
        ),
        ("Shanghai Acme Trading", ["Acme", "Trading Acme", "Acme Shanghai"], ["Trading Acme", "Acme Shanghai"]),
        ("foo foo foo", ["foo bar baz", "bar foo"], ["foo bar baz"]),
        ("foo bar baz", ["foo foo foo"], []),
        ("Ａｃｍｅ　Ｔｒａｄｉｎｇ", ["ACME TRADING CO., LTD."], ["ACME TRADING CO., LTD."]),
        (
            "中国稀土集团有限公司",
            ["中国稀土集团有限公司", "中国稀土集闭有限公司", "中国稀土"],
            ["中国稀土集团有限公司", "中国稀土集闭有限公司"],
        ),
        ("Ltd", ["Ltd", "ltd.", "Company"], ["Ltd", "ltd."]),
        ("S M I C", ["SMIC"], []),
    ],
)
def test_what_is_found(name: str, listed: list[str], found: list[str]) -> None:
    assert Names(listed).resembling(name) == tuple(found) == looked_at(name, listed)


@pytest.mark.parametrize("seed", range(6))
def test_names_that_came_later_are_found_as_if_they_had_been_there(seed: int, way: str) -> None:
    random = Random(seed)
    listed = list(dict.fromkeys(made(random) for _ in range(120)))
    states = [(Names(), 0)]
    while states[-1][1] < len(listed):
        names, size = states[-1]
        assert names.resembling(listed[size]) == looked_at(listed[size], listed[:size])
        more = size + random.randint(1, 25)
        states.append((names.with_(listed[max(0, size - 3) : more]), min(more, len(listed))))
    for names, size in states:  # what was given out stays what it was
        assert list(names) == listed[:size] and len(names) == size
        for name in random.sample(list(asked(random, listed)), 60):
            assert names.resembling(name) == looked_at(name, listed[:size])
            assert names.any(name) is bool(looked_at(name, listed[:size]))


def test_a_state_extended_twice_gives_two() -> None:
    random = Random(1)
    listed = list(dict.fromkeys(made(random) for _ in range(40)))
    base = Names(listed)
    for depth in range(12):
        mine, base = base, base.with_([f"Mine Minerals {depth}"])
        other = mine.with_([f"Other Metals {depth}", *listed])
        there = [*mine, f"Other Metals {depth}"]
        assert list(other) == there
        for name in (f"Mine Minerals {depth}", f"Other Metals {depth}", listed[3]):
            assert other.resembling(name) == looked_at(name, there)
        base = other.with_([f"Mine Minerals {depth}"]) if depth % 2 else base
    assert base.with_([*base]) is base
    other = pickle.loads(pickle.dumps(base))
    assert list(other) == list(base)
    assert other.resembling("Mine Mineral 3") == base.resembling("Mine Mineral 3") != ()


def test_many_states_extended_twice_leave_the_first_names_as_they_are_indexed() -> None:
    """Else what comes to many names would now and then cost as much as all of them."""
    random = Random(2)
    listed = list(dict.fromkeys(made(random) for _ in range(100)))
    base, there = Names(listed), list(listed)
    for number in range(40):
        base.with_([f"Other Metals {number}"])
        base, there = base.with_([f"Mine Minerals {number}"]), [*there, f"Mine Minerals {number}"]
        assert list(base) == there
        assert base._parts[0][1] == len(listed)
        for name in (f"Mine Mineral {number}", f"Other Metals {number}", listed[number]):
            assert base.resembling(name) == looked_at(name, there)
    assert 1 < len(base._parts) <= resembling._PARTS


def test_the_same_names_that_come_twice_are_indexed_once() -> None:
    base = Names(["Northrop Grumman"])
    one, two, three = base.with_(["A Metals", "B Metals"]), base.with_(["A Metals", "B Metals"]), base.with_(["A Metals"])
    assert list(one) == list(two) == ["Northrop Grumman", "A Metals", "B Metals"]
    assert list(three) == ["Northrop Grumman", "A Metals"] and not three.any("B Metals")
    assert one._parts == two._parts and three._parts[0][0] is one._parts[0][0]


def test_names_are_found_while_others_come() -> None:
    names = Names(["Northrop Grumman"])
    wrong: list[str] = []

    def look() -> None:
        for _ in range(300):
            if names.resembling("Northrop Gruman") != ("Northrop Grumman",) or names.any("Borealis Minerals 7"):
                wrong.append("found otherwise")

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    later = names
    for n in range(300):
        later = later.with_([f"Borealis Minerals {n}", f"Northrop Grumman {n}"])
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(later) == 601 and later.any("Borealis Minerals 7")


@pytest.mark.parametrize("seed", range(8))
def test_many_names_are_answered_as_one_by_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    monkeypatch.setattr(names_in_bulk, "BLOCK", random.choice([1, 7, 100, 1 << 16]))
    monkeypatch.setattr(names_in_bulk, "_TILE", random.choice([1, 50, 1 << 16]))
    monkeypatch.setattr(names_in_bulk, "_PAIRS", random.choice([0, 20, 1 << 18]))
    monkeypatch.setattr(names_in_bulk, "_WIDE", random.choice([1, 10, 1 << 13]))
    listed = list(dict.fromkeys(made(random) for _ in range(random.choice([0, 1, 30, 150]))))
    many = list(asked(random, listed)) + [made(random) for _ in range(50)]
    random.shuffle(many)
    early = Names(listed[: len(listed) // 2])
    late = early.with_(listed)
    branch = early.with_([f"Other Metals {seed}", *listed[-5:]])
    for index in (early, late, branch):
        assert index.any_of(many).tolist() == [index.any(name) for name in many] == [bool(looked_at(name, list(index))) for name in many]


@pytest.mark.parametrize("seed", range(3))
def test_a_name_is_one_of_those_that_it_is_the_same_as(seed: int) -> None:
    random = Random(seed)
    listed = tuple(made(random) for _ in range(60))
    for name in asked(random, list(listed)):
        assert is_one_of(name, listed) is (same_name(name, listed) == "yes")


def test_no_names_and_long_names() -> None:
    assert Names(["Northrop Grumman"]).any_of([]).tolist() == []
    assert Names().any_of(["Northrop Grumman"]).tolist() == [False]
    long = " ".join(WORDS * 9)
    names = Names([long])
    assert len(normalise(long)) > 2200
    for near in (long, long[200:], long[500:], long.replace("trading", "mining")):
        assert names.any_of([near]).tolist() == [names.any(near)] == [bool(looked_at(near, [long]))]
    even, odd = "na" * 540, "na" * 520 + "jwxvqfbzkypmducl" * 2
    assert Names([even]).any_of([odd]).tolist() == [True] == [same_name(odd, (even,)) != "no"]


def test_sketches_of_many_are_those_of_each() -> None:
    random = Random(3)
    forms = [normalise(made(random)) for _ in range(400)] + ["", "_", "aaaaaaaaaa", "9", chr(0x1F600)]
    assert folded.sketches(forms).tolist() == [sketch(form) for form in forms]


@given(st.lists(st.lists(st.sampled_from([*WORDS, *LETTERS, *FORMLIKE, "\n"])).map(" ".join) | st.text(st.characters(max_codepoint=0x7F))))
def test_names_that_are_folded_at_once_are_folded_as_each(many: list[str]) -> None:
    found = folded.fold(many)
    for row, (name, left) in enumerate(zip(many, found.left.tolist(), strict=True)):
        form = normal_form(name)
        assert left is (not name.isascii() or "\n" in name or set(form.split()) <= definition.COMPANY_FORMS)
        if not left:
            assert found.sizes[row] == len(form)
            assert found.sketches[row] == sketch(form)
            assert found.words[found.rows == row].tolist() == folded.numbers_of(form.split()).tolist()


def test_words_that_only_share_a_number_with_company_forms_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folded, "_IS_FORM", np.ones_like(folded._IS_FORM))
    many = [
        f"Acme {word}"
        for word in [*definition.COMPANY_FORMS, *FORMLIKE, *TEXT.split(), "incorporaxed", "incorporatex", "xcorporated", "cx"]
    ]
    many = [name for name in many if name.isascii()]
    assert folded.fold(many).sizes.tolist() == [len(normal_form(name)) for name in many]


@given(st.text(), st.text(), st.integers(0, 30))
def test_sketches_differ_in_no_more_bits_than_letters(one: str, two: str, cut: int) -> None:
    """The bounds by which the index rules names out, for any two texts, and for two that share most of their letters."""
    for a, b in ((one, two), (one + two, one[:cut] + two), (one + two, two + one)):
        distance = Indel.distance(a, b)
        come, go = (sketch(b) & ~sketch(a)).bit_count(), (sketch(a) & ~sketch(b)).bit_count()
        assert come <= (distance + len(b) - len(a)) // 2
        assert go <= (distance + len(a) - len(b)) // 2
        if fuzz.ratio(a, b) >= SIMILAR:
            assert distance <= apart(len(a), len(b))
            assert len(b) in lengths(len(a))
    assert sketch(one) < 1 << SIZE
