"""The tree, tiles, signed notes and checkpoints: against definitions written down naively, published samples, and spoilt bytes."""

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from licet.events.tlog.checkpoint import Checkpoint, open_checkpoint, read_checkpoint
from licet.events.tlog.errors import TlogError
from licet.events.tlog.note import Note, Signature, Signer, VerifierKey, read_note, sign, verified
from licet.events.tlog.tiles import (
    Tile,
    bundle_bytes,
    bundles,
    numbered,
    read_bundle,
    read_tile,
    subtrees,
    tile_bytes,
    tiles,
)
from licet.events.tlog.tree import (
    EMPTY_ROOT,
    Range,
    Subtree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The test vectors of the Certificate Transparency project: entries, and the root after each.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def made_up(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % n) for n in range(count)]


def naive_subtree(leaves: list[bytes], size: int) -> Subtree:
    def subtree(level: int, index: int) -> bytes:
        end = (index + 1) << level
        assert end <= size, "asked for what is not complete"
        return naive_root(leaves[index << level : end])

    return subtree


def test_roots_are_those_of_certificate_transparency() -> None:
    growing = Range()
    assert growing.root() == EMPTY_ROOT
    for entry, expected in zip(ENTRIES, ROOTS, strict=True):
        growing.append(leaf_hash(bytes.fromhex(entry)))
        assert growing.root().hex() == expected


def test_every_inclusion_and_every_consistency_of_small_trees() -> None:
    leaves = made_up(40)
    for new in range(1, 41):
        subtree, whole = naive_subtree(leaves, new), naive_root(leaves[:new])
        assert root(subtree, new) == whole
        for index in range(new):
            verify_inclusion(leaves[index], index, new, inclusion_proof(subtree, index, new), whole)
        for old in range(new + 1):
            verify_consistency(old, new, consistency_proof(subtree, old, new), naive_root(leaves[:old]), whole)


def test_a_proof_shows_one_thing_only() -> None:
    leaves = made_up(23)
    subtree, whole = naive_subtree(leaves, 23), naive_root(leaves)
    for index in range(23):
        proof = inclusion_proof(subtree, index, 23)
        for leaf, at, size, given_proof, given_root in (
            (leaves[(index + 1) % 23], index, 23, proof, whole),
            (leaves[index], (index + 1) % 23, 23, proof, whole),
            (leaves[index], index, 23, proof[1:], whole),
            (leaves[index], index, 23, proof[:-1], whole),
            (leaves[index], index, 23, [*proof, proof[0]], whole),
            (leaves[index], index, 23, [proof[0], *proof], whole),
            (leaves[index], index, 23, proof, leaves[0]),
            (leaves[index], 23, 23, proof, whole),
            (leaves[index], -1, 23, proof, whole),
        ):
            with pytest.raises(TlogError):
                verify_inclusion(leaf, at, size, given_proof, given_root)
    for old in range(1, 23):
        proof, before = consistency_proof(subtree, old, 23), naive_root(leaves[:old])
        other = naive_root([*leaves[: old - 1], leaf_hash(b"other")])
        for from_root, given_proof, to_root in (
            (other, proof, whole),
            (before, proof, other),
            (before, proof[1:], whole),
            (before, proof[:-1], whole),
            (before, [*proof, proof[0]], whole),
            (before, [leaves[0], *proof], whole),
        ):
            with pytest.raises(TlogError):
                verify_consistency(old, 23, given_proof, from_root, to_root)
    with pytest.raises(TlogError):
        verify_consistency(5, 4, [], whole, whole)
    with pytest.raises(TlogError):
        verify_consistency(4, 4, [], whole, leaves[0])
    with pytest.raises(TlogError):
        verify_consistency(0, 4, [], leaves[0], whole)


@given(st.lists(st.binary(max_size=8), max_size=600), st.data())
def test_a_tree_in_tiles_proves_what_the_definition_says(entries: list[bytes], data: st.DataObject) -> None:
    leaves, size = [leaf_hash(entry) for entry in entries], len(entries)
    files = in_tiles(leaves)
    assert {tile.path for tile in tiles(size)} == set(files)
    subtree = subtrees(lambda tile: read_tile(files[tile.path], tile.width), size)
    growing = Range()
    for leaf in leaves:
        growing.append(leaf)
    assert root(subtree, size) == growing.root() == naive_root(leaves)
    if size:
        index = data.draw(st.integers(0, size - 1))
        verify_inclusion(leaves[index], index, size, inclusion_proof(subtree, index, size), growing.root())
        verify_consistency(index, size, consistency_proof(subtree, index, size), naive_root(leaves[:index]), growing.root())


def in_tiles(leaves: list[bytes]) -> dict[str, bytes]:
    """By the definition: hash `i` of tile `n` of level `l` is over leaves from `(256 n + i) * 256 ** l`."""
    files = {}
    for level in range(3):
        hashes = [naive_root(leaves[start : start + 256**level]) for start in range(0, len(leaves) // 256**level * 256**level, 256**level)]
        for index in range(-(-len(hashes) // 256)):
            part = hashes[index * 256 : index * 256 + 256]
            files[Tile(level, index, len(part)).path] = tile_bytes(part)
    return files


def test_the_tiles_of_a_tree_of_seventy_thousand() -> None:
    """The example of the specification."""
    found = list(tiles(70_000))
    assert [(t.level, t.width) for t in found if t.width < 256] == [(0, 112), (1, 17), (2, 1)]
    assert sum(t.level == 0 and t.width == 256 for t in found) == 273
    assert [t.path for t in found][-3:] == ["tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert [t.path for t in tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert [t.path for t in tiles(0)] == []
    assert numbered(1234067) == "x001/x234/067"
    assert [b.path for b in bundles(300)] == ["tile/entries/000", "tile/entries/001.p/44"]


@given(st.integers(0, 200_000), st.integers(0, 3_000))
def test_new_tiles_and_old_ones_are_all_tiles(old: int, more: int) -> None:
    assert set(tiles(old + more)) - set(tiles(old)) == set(tiles(old + more, after=old))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_an_entry_bundle_is_read_as_it_was_written(entries: list[bytes]) -> None:
    data = bundle_bytes(entries)
    assert read_bundle(data, len(entries)) == entries
    with pytest.raises(TlogError):
        read_bundle(data[:-1], len(entries))
    with pytest.raises(TlogError):
        read_bundle(data, len(entries) + 1)


def test_an_entry_bundle_has_lengths_of_two_bytes() -> None:
    assert bundle_bytes([b"ab", b"", b"c" * 258]) == b"\x00\x02ab\x00\x00\x01\x02" + b"c" * 258
    assert len(bundle_bytes([b"x" * 65535])) == 65537
    with pytest.raises(TlogError, match="65535"):
        bundle_bytes([b"x" * 65536])


# --- notes ------------------------------------------------------------------------------------------------------------

# The sample in the documentation of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
""".encode()


def signer(name: str, seed: int = 1) -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32)))


def test_a_published_note_is_verified_and_written_as_it_was() -> None:
    key = VerifierKey.parse(PETER)
    assert str(key) == PETER
    note = read_note(PETERS_NOTE)
    assert verified(note, [key]) == (key,)
    assert note.to_bytes() == PETERS_NOTE


def test_every_changed_byte_of_a_note_is_noticed() -> None:
    key = VerifierKey.parse(PETER)
    for at in range(len(PETERS_NOTE)):
        for flip in (0x01, 0x20, 0x80):
            spoilt = bytearray(PETERS_NOTE)
            spoilt[at] ^= flip
            with pytest.raises(TlogError):
                verified(read_note(bytes(spoilt)), [key])


def test_signatures_of_others_are_left_alone_and_those_of_known_keys_must_be_good() -> None:
    one, two = signer("example.com/log", 1), signer("example.com/log", 2)
    note = read_note(sign("text\n", [one, two]).to_bytes())
    assert verified(note, [one.key]) == (one.key,)
    assert verified(note, [two.key, one.key]) == (one.key, two.key)
    with pytest.raises(TlogError, match="known here"):
        verified(note, [signer("example.com/other", 1).key])
    broken = Note(note.text, (note.signatures[0], Signature(two.name, two.key.key_id, bytes(64))))
    with pytest.raises(TlogError, match="not good"):
        verified(broken, [one.key, two.key])
    assert verified(broken, [one.key]) == (one.key,)


@pytest.mark.parametrize(
    "text",
    [
        "no empty line\n— a AAAAAAAA\n",
        "text\n\n— a AAAAAAAA",
        "text\n\n",
        "text\n\nx a AAAAAAAA\n",
        "text\n\n— a  AAAAAAAA\n",
        "text\n\n— a+b AAAAAAAA\n",
        "text\n\n— a AAAA\n",
        "text\n\n— a AAAAAAA\n",
        "text\n\n— a AAAAAAAB==\n",
        "text\t\n\n— a AAAAAAAA\n",
        "text\r\n\n— a AAAAAAAA\n",
        "text\n\n— a AAAAAAAA\n\n",
        "text\n\n" + "— a AAAAAAAA\n" * 65,
    ],
)
def test_what_is_no_note(text: str) -> None:
    with pytest.raises(TlogError):
        read_note(text.encode())


def test_a_note_has_limits() -> None:
    with pytest.raises(TlogError, match="UTF-8 at byte 4"):
        read_note(b"text\xff\n\n")
    with pytest.raises(TlogError, match="bytes"):
        read_note(b"x" * 2**20 + b"\n\n")
    assert len(read_note(("text\n\n" + "— a AAAAAAAA\n" * 16).encode()).signatures) == 16
    for text in ("no newline", "a\tb\n"):
        with pytest.raises(TlogError):
            sign(text, [signer("a")])
    for name in ("", "a b", "a+b"):
        with pytest.raises(TlogError):
            sign("text\n", [signer(name)])
    with pytest.raises(TlogError):
        sign("text\n", [])


@pytest.mark.parametrize(
    "text", ["", "a", "a+b", PETER[:-1], PETER.replace("c74f20a3", "c74f20a4"), PETER.replace("Peter", "Pater"), "a+b+AR"]
)
def test_what_is_no_verifier_key(text: str) -> None:
    with pytest.raises(TlogError):
        VerifierKey.parse(text)


# --- checkpoints ------------------------------------------------------------------------------------------------------

CHECKPOINT = Checkpoint("example.com/log", 8, bytes.fromhex(ROOTS[-1]))


def test_a_checkpoint_is_read_as_it_was_written() -> None:
    data = CHECKPOINT.signed([signer("example.com/log")])
    assert data.startswith(b"example.com/log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\xe2\x80\x94 example.com/log ")
    assert open_checkpoint(data, "example.com/log", [signer("example.com/log").key]) == (CHECKPOINT, (signer("example.com/log").key,))
    with pytest.raises(TlogError, match=r"not of `example\.com/other`"):
        open_checkpoint(data, "example.com/other", [signer("example.com/log").key])
    assert read_checkpoint(sign(CHECKPOINT.text + "more\n", [signer("a")]).to_bytes())[0] == CHECKPOINT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n8\n", "\n08\n"),
        ("\n8\n", "\n-8\n"),
        ("\n8\n", "\n+8\n"),
        ("\n8\n", "\n\n"),
        ("\n8\n", "\n8 \n"),
        ("Qyg=", "Qyh="),
        ("Qyg=", ""),
        ("Xc", ""),
    ],
)
def test_what_is_no_checkpoint(old: str, new: str) -> None:
    assert old in CHECKPOINT.text
    data = sign(CHECKPOINT.text.replace(old, new), [signer("example.com/log")]).to_bytes()
    with pytest.raises(TlogError):
        read_checkpoint(data)


def test_what_cannot_be_signed() -> None:
    for wrong in (
        CHECKPOINT._replace(origin=""),
        CHECKPOINT._replace(origin="a\nb"),
        CHECKPOINT._replace(size=-1),
        CHECKPOINT._replace(root=b""),
    ):
        with pytest.raises(TlogError):
            wrong.signed([signer("a")])
    assert base64.b64encode(CHECKPOINT.root).decode() in CHECKPOINT.text
