"""Mappings and sequences that share with the ones before them: what they hold is what a dict or a list would, after any changes, and
what was there before is still there."""

from random import Random
from typing import NamedTuple

import pytest

from licet.engine import layers
from licet.engine.layers import GONE, Chunks, Layered


class Item(NamedTuple):
    key: int
    word: str


@pytest.mark.parametrize("seed", range(30))
def test_a_layered_mapping_is_the_mapping_with_its_changes(seed: int) -> None:
    random = Random(seed)
    plain: dict[int, str] = {}
    layered: Layered[int, str] = Layered()
    before = []
    for _ in range(300):
        changes = {random.randint(0, 120): random.choice((GONE, "a", "b")) for _ in range(random.choice((0, 1, 3, 40)))}
        plain = {**plain, **changes}
        plain = {key: value for key, value in plain.items() if value is not GONE}
        layered = layered.changed(changes)
        before.append((layered, plain))
        assert layered == plain
        assert len(layered) == len(plain) == len(list(layered))
        assert set(layered) == set(plain)
        assert [key in layered for key in range(121)] == [key in plain for key in range(121)]
        assert [layered.get(key, "none") for key in range(121)] == [plain.get(key, "none") for key in range(121)]
    assert all(one == other for one, other in before)


def test_a_mapping_that_is_not_changed_is_the_same_and_one_that_is_shares_what_is_large() -> None:
    large = Layered(dict.fromkeys(range(10_000), "x"))
    assert large.changed({}) is large
    assert large.changed({5: "y"})._base is large._base
    with pytest.raises(KeyError):
        large.changed({5: GONE})[5]


def test_a_key_keeps_its_place_and_a_new_one_comes_last() -> None:
    assert list(Layered({"b": 1, "a": 2}).changed({"c": 3}).changed({"b": 4}).items()) == [("b", 4), ("a", 2), ("c", 3)]


@pytest.mark.parametrize("seed", range(30))
def test_chunks_are_the_items_in_the_order_of_their_keys(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "_CHUNK", 4)
    random = Random(seed)
    plain: dict[int, Item] = {}
    chunks: Chunks[Item] = Chunks()
    before = []
    for _ in range(200):
        added = {key: Item(key, random.choice("ab")) for key in random.sample(range(100), random.choice((0, 1, 2, 30)))}
        removed = [Item(key, "") for key in random.sample(range(100), random.choice((0, 1, 20)))]
        plain = {key: item for key, item in plain.items() if key not in {gone.key for gone in removed}} | added
        chunks = chunks.changed(added.values(), removed)
        inorder = [plain[key] for key in sorted(plain)]
        before.append((chunks, inorder))
        assert list(chunks) == inorder
        assert list(reversed(chunks)) == inorder[::-1]
        assert len(chunks) == len(inorder)
        assert [chunks[place] for place in range(-len(inorder), len(inorder))] == [*inorder, *inorder]
        assert [chunks.at(key) for key in range(100)] == [plain.get(key) for key in range(100)]
        assert chunks.last_key == max(plain, default=-1)
        for key in (-1, 0, 50, 99):
            assert list(chunks.after(key)) == [item for item in inorder if item.key > key]
            assert chunks.count_after(key) == len(list(chunks.after(key)))
        assert all(len(piece) <= 8 for piece in chunks.pieces)
    assert all(list(one) == other for one, other in before)


def test_chunks_that_are_not_changed_are_the_same_and_changed_ones_share_all_pieces_but_one() -> None:
    chunks = Chunks(Item(key, "x") for key in range(0, 10_000, 2))
    assert chunks.changed(()) is chunks
    other = chunks.changed([Item(5001, "y")])
    assert sum(one is two for one, two in zip(chunks.pieces, other.pieces, strict=True)) == len(chunks.pieces) - 1
    assert chunks != other
    assert other.changed((), [Item(5001, "")]) == chunks
    with pytest.raises(IndexError):
        chunks[5000]
