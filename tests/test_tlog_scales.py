"""An export read by an implementation that is not ours, tlog-scales: checkpoint, signature, tiles, entries; that entries are in the log,
and that it begins with what was signed earlier."""

import base64
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from test_export import exported, place  # noqa: F401  the fixtures
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey
from tlog_scales.tiles import leaf_hash as their_leaf_hash
from tlog_scales.tlog import Checkpoint, ConsistencyProof, ConsistencyProofInvalid, InclusionProof, InclusionProofInvalid

from licet.events.folder import Folder
from licet.events.tlog.errors import TlogError
from licet.events.tlog.tiles import read_tile, subtrees
from licet.events.tlog.tree import Range, consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion


def opened(folder: Path) -> tuple[TilesReader, Checkpoint, Vkey]:
    reader = TilesReader(LocalBackend(folder / "events"))
    return reader, reader.get_checkpoint(), Vkey.from_string((folder / "keys").read_text().strip())


def test_they_read_the_log_that_was_signed(exported: Path) -> None:  # noqa: F811
    reader, checkpoint, key = opened(exported)
    checkpoint.verify(key)
    assert key.serialize() == (exported / "keys").read_text().strip()
    assert (checkpoint.size, checkpoint.root_hash) == (300, reader.calculate_root_hash())
    for leaf in exported.rglob("*.leaf"):
        number = int(leaf.stem) - 1
        assert reader.get_entry(number) == leaf.read_bytes()
        reader.get_inclusion_proof(number, checkpoint.size).check(their_leaf_hash(leaf.read_bytes()), checkpoint.root_hash)


def test_they_notice_another_signature_and_another_tile(exported: Path) -> None:  # noqa: F811
    _, checkpoint, key = opened(exported)
    with pytest.raises(InvalidSignature):
        Checkpoint(checkpoint.origin, 299, checkpoint.root_hash, checkpoint.signatures).verify(key)
    tile = exported / "events/tile/0/001.p/44"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert opened(exported)[0].calculate_root_hash() != checkpoint.root_hash


def test_the_proofs_that_we_give_are_right_to_them(exported: Path) -> None:  # noqa: F811
    _, checkpoint, _ = opened(exported)
    for file in exported.rglob("*.tlog-proof"):
        index, *hashes = file.read_text().partition("\n\n")[0].split("\n")[1:]
        given = InclusionProof(int(index.split()[1]), checkpoint.size, [base64.b64decode(item) for item in hashes])
        given.check(their_leaf_hash(file.with_suffix(".leaf").read_bytes()), checkpoint.root_hash)


def test_the_log_begins_with_what_was_signed_earlier(place: Path, exported: Path) -> None:  # noqa: F811
    """From an earlier checkpoint that somebody held, and the tiles: proved and checked by them."""
    reader, checkpoint, key = opened(exported)
    held = [Checkpoint.from_text(note.decode()) for _, note in Folder(place / "checkpoints", checkpoint.origin).checkpoints()]
    assert [earlier.size for earlier in held] == [100, 300]
    for earlier in held:
        earlier.verify(key)
        reader.get_consistency_proof(earlier.size, checkpoint.size).check(earlier.root_hash, checkpoint.root_hash)
    with pytest.raises(ConsistencyProofInvalid):
        reader.get_consistency_proof(100, checkpoint.size).check(bytes(32), checkpoint.root_hash)


SIZES = 70


@pytest.fixture(scope="module")
def leaves() -> list[bytes]:
    return [leaf_hash(b"%d" % n) for n in range(SIZES)]


def root_of(leaves: list[bytes]) -> bytes:
    tree = Range()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def test_every_proof_of_small_trees_is_theirs_as_well(leaves: list[bytes], tmp_path: Path) -> None:
    """Each of the two proves, and the other checks; the proofs are the same."""
    tile = tmp_path / "tile/0/000.p" / str(SIZES)
    tile.parent.mkdir(parents=True)
    tile.write_bytes(b"".join(leaves))
    theirs = TilesReader(LocalBackend(tmp_path))
    theirs.set_size(SIZES)
    ours = subtrees(lambda tile: read_tile((tmp_path / tile.path).read_bytes(), tile.width), SIZES)
    roots = [root_of(leaves[:size]) for size in range(SIZES + 1)]
    for new in range(1, SIZES + 1):
        for old in range(new + 1):
            proof = consistency_proof(ours, old, new)
            assert proof == (theirs.get_consistency_proof(old, new).node_hashes if old else []), "of an empty tree there is none"
            ConsistencyProof(old, new, proof).check(roots[old], roots[new])
            verify_consistency(old, new, proof, roots[old], roots[new])
        for index in range(new):
            path = inclusion_proof(ours, index, new)
            assert path == theirs.get_inclusion_proof(index, new).node_hashes
            InclusionProof(index, new, path).check(leaves[index], roots[new])
            verify_inclusion(leaves[index], index, new, path, roots[new])


@pytest.mark.parametrize("spoil", [lambda p: p[:-1], lambda p: [*p, bytes(32)], lambda p: [bytes(32), *p[1:]], lambda p: p[::-1]])
def test_what_is_no_proof_is_none_to_both(leaves: list[bytes], spoil: object) -> None:
    def subtree(level: int, index: int) -> bytes:
        return root_of(leaves[index << level : (index + 1) << level])

    for old, new in ((5, 23), (16, 23), (1, 70), (69, 70)):
        before, after = root_of(leaves[:old]), root_of(leaves[:new])
        wrong = spoil(consistency_proof(subtree, old, new))  # type: ignore[operator]
        if wrong == consistency_proof(subtree, old, new):
            continue  # of one hash, the other way round
        with pytest.raises(ConsistencyProofInvalid):
            ConsistencyProof(old, new, wrong).check(before, after)
        with pytest.raises(TlogError):
            verify_consistency(old, new, wrong, before, after)
        wrong = spoil(inclusion_proof(subtree, old, new))  # type: ignore[operator]
        with pytest.raises(InclusionProofInvalid):
            InclusionProof(old, new, wrong).check(leaves[old], after)
        with pytest.raises(TlogError):
            verify_inclusion(leaves[old], old, new, wrong, after)
