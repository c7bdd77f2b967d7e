"""The index of names: it answers what looking at every listed name answers."""

from collections.abc import Iterator
from random import Random
from threading import Thread

import pytest
from rapidfuzz import fuzz

from licet.engine.names import SIMILAR, normalise, same_name
from licet.engine.resembling import Names

TEXT = (
    "northrop grumman systems corporation general dynamics land aerospace shield ai inc skydio teledyne brown engineering united aircraft "
    "international trading technology technologies shenzhen huawei electronics industrial group holdings of the and co ltd gmbh llc sa "
    "中国稀土 集团 有限公司 ооо рога копыта société générale müller söhne straße a b c x1 3m i.c.i. o'neill ﬁne ＦＵＬＬ e é 株式会社"
)
WORDS = TEXT.split()
LETTERS = "abcdeinorst -.&'éß中1"


def made(random: Random) -> str:
    """A name of some words, or of some letters."""
    if random.random() < 0.2:
        return "".join(random.choice(LETTERS) for _ in range(random.randint(0, 30)))
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 6)))


def changed(random: Random, name: str) -> str:
    """A name near another one: some letters or words of it are other ones."""
    letters, words = list(name), name.split()
    match random.randrange(6):
        case 0:
            random.shuffle(words)
        case 1:
            del words[random.randrange(len(words) or 1) :][:1]
        case 2:
            words.insert(random.randint(0, len(words)), random.choice(WORDS))
        case 3:
            return name.upper()
        case _:
            for _ in range(random.randint(1, 1 + len(letters) // 5)):
                place = random.randint(0, len(letters))
                letters[place : place + random.randint(0, 1)] = random.choice([random.choice(LETTERS), ""])
            return "".join(letters)
    return " ".join(words)


def asked(random: Random, listed: list[str]) -> Iterator[str]:
    for name in listed:
        yield name
        yield (near := changed(random, name))
        yield changed(random, near)
        yield made(random)


def looked_at(name: str, listed: list[str]) -> tuple[str, ...]:
    return tuple(other for other in listed if same_name(name, (other,)) != "no")


@pytest.mark.parametrize("seed", range(12))
def test_the_index_finds_what_looking_at_every_name_finds(seed: int) -> None:
    random = Random(seed)
    listed = list(dict.fromkeys(made(random) for _ in range(random.choice([0, 1, 30, 120]))))
    names = Names(listed)
    for name in asked(random, listed):
        there = looked_at(name, listed)
        assert names.resembling(name) == there
        assert names.any(name) is bool(there) is (same_name(name, tuple(listed)) != "no")


@pytest.mark.parametrize("length", range(4, 60))
def test_names_just_near_enough_are_found_and_those_just_beyond_are_not(length: int) -> None:
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
def test_names_that_came_later_are_found_as_if_they_had_been_there(seed: int) -> None:
    random = Random(seed)
    listed = list(dict.fromkeys(made(random) for _ in range(120)))
    states = [(Names(), 0)]
    while states[-1][1] < len(listed):
        names, size = states[-1]
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
