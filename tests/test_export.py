"""An export is checked by implementations that are not ours, by the stand-alone script, and is whole or not there."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from audit_support import KEY, append, names, sign, signed_log, unguarded
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from log_support import Clock
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import LogCheckpoint, SignedNote
from sigstore._internal.trust import Key
from sigstore.errors import VerificationError
from sigstore.models import TransparencyLogEntry
from sigstore_models.common import v1 as sigstore_common

import licet
from licet.events.errors import CheckpointRefused, LogDamaged, LogUnavailable, NotSigned
from licet.events.export import Part, export
from licet.events.folder import Folder
from licet.events.proving import prove
from licet.events.stored import Stored
from licet.events.tlog.checkpoint import open_checkpoint
from licet.events.tlog.errors import TlogError
from licet.events.tlog.note import VerifierKey
from licet.events.tlog.proof import Proof, read_proof
from licet.events.tlog.tiles import read_bundle
from licet.events.tlog.tree import Range, leaf_hash

SCRIPT = Path(licet.__file__).parent / "docs" / "verify_export.py"
SIZE = 300  # more than a tile


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with checkpoints after 100 and after all."""
    folder = tmp_path_factory.mktemp("signed")
    ids = [f"N-{n}" for n in range(SIZE)]
    signed_log(str(folder / "log.sqlite"), folder / "checkpoints", ids[:100], ids[100:])
    return folder


def take(place: Path, destination: Path, *wanted: str) -> tuple[str, VerifierKey]:
    """Export the log; its origin and key."""
    with Stored(place / "log.sqlite") as stored:
        origin = stored.origins()[-1]
        key = VerifierKey(origin, KEY.public_key().public_bytes_raw())
        last = stored.last(origin)
        assert last is not None
        export([Part("events", origin, stored.rows("events"), last.note, wanted or None)], [key], destination)
    return origin, key


@pytest.fixture
def exported(place: Path, tmp_path: Path) -> Path:
    take(place, tmp_path / "export", "N-0", "N-4", "N-255", "N-256", "N-299")
    return tmp_path / "export"


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_what_is_exported(exported: Path) -> None:
    entries = {f"events/entries/{name}.{kind}" for name in ("001", "005", "256", "257", "300") for kind in ("json", "leaf", "tlog-proof")}
    tiles = {f"events/tile/{name}" for name in ("0/000", "0/001.p/44", "1/000.p/1", "entries/000", "entries/001.p/44")}
    assert files(exported) == {"README.md", "keys", "events/checkpoint", *entries, *tiles}
    leaf = (exported / "events/entries/005.leaf").read_bytes()
    body = (exported / "events/entries/005.json").read_bytes()
    assert json.loads(leaf) == {
        "digest": "sha256:" + hashlib.sha256(body).hexdigest(),
        "id": "N-4",
        "log": "events",
        "position": 5,
        "recorded_at": "2025-10-09T08:00:00.123456Z",
    }
    assert leaf == json.dumps(json.loads(leaf), separators=(",", ":"), sort_keys=True).encode()
    assert json.loads(body)["id"] == "N-4"


def test_everything_can_be_exported(place: Path, tmp_path: Path) -> None:
    take(place, tmp_path / "export")
    assert len(list((tmp_path / "export" / "events" / "entries").rglob("*.tlog-proof"))) == SIZE
    assert check(tmp_path / "export").returncode == 0


# --- sigstore -------------------------------------------------------------------------------------------------------------


def their_key() -> Key:
    raw = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Key(sigstore_common.PublicKey(raw_bytes=base64.b64encode(raw), key_details=sigstore_common.PublicKeyDetails.PKIX_ED25519))


def inclusion_by_sigstore(leaf: bytes, proof_file: bytes) -> None:
    """The file read by hand, the note, the signature and the tree by sigstore."""
    head, _, note = proof_file.decode().partition("\n\n")
    index, *hashes = head.split("\n")[1:]
    signed = SignedNote.from_text(note)
    (signature,) = signed.signatures
    their_key().verify(base64.b64decode(signature.signature), signed.note.encode())
    checkpoint = LogCheckpoint.from_text(signed.note)
    proof = SimpleNamespace(
        log_index=int(index.removeprefix("index ")),
        tree_size=checkpoint.log_size,
        root_hash=bytes.fromhex(checkpoint.log_hash),
        hashes=[base64.b64decode(line) for line in hashes],
    )
    entry: TransparencyLogEntry = SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=leaf))  # type: ignore[assignment]
    verify_merkle_inclusion(entry)


def test_sigstore_finds_every_entry_in_the_log(exported: Path) -> None:
    leaves = sorted(exported.rglob("*.leaf"))
    assert len(leaves) == 5
    for leaf in leaves:
        proof = leaf.with_suffix(".tlog-proof").read_bytes()
        inclusion_by_sigstore(leaf.read_bytes(), proof)
        with pytest.raises(VerificationError):
            inclusion_by_sigstore(leaf.read_bytes().replace(b"2025", b"2026"), proof)


# --- the script -------------------------------------------------------------------------------------------------------------


def check(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """In a Python that sees no package but those of its own: `-I` keeps the working directory out."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(folder), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_script_is_of_one_piece() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    imports = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imports <= {*sys.stdlib_module_names, "cryptography"}


def test_the_script_checks_an_export(place: Path, exported: Path) -> None:
    (key,) = (exported / "keys").read_text().split()
    found = check(exported, "--key", key, *earlier(place))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"events: 300 entries as `{key.split('+')[0]}` signed them; 5 of them here with their contents\n"
    assert "compare them" in check(exported).stdout


def earlier(place: Path) -> list[str]:
    return [f"--earlier={path}" for path in place.rglob("checkpoints/*/events/checkpoints/*")]


def test_the_script_wants_a_key_that_signed(exported: Path) -> None:
    (key,) = (exported / "keys").read_text().split()
    other = VerifierKey(key.split("+")[0], bytes(32))
    found = check(exported, "--key", str(other))
    assert (found.returncode, found.stdout) == (1, "NOT as signed: none of the keys signed the checkpoint\n")


def test_the_script_compares_with_an_earlier_checkpoint(place: Path, exported: Path, tmp_path: Path) -> None:
    assert len(earlier(place)) == 2
    origin = (exported / "events/checkpoint").read_text().split("\n")[0]
    from licet.events.tlog.checkpoint import Checkpoint
    from licet.events.tlog.note import Signer

    (tmp_path / "held").write_bytes(Checkpoint(origin, 100, bytes(32)).signed([Signer(origin, KEY)]))
    found = check(exported, f"--earlier={tmp_path / 'held'}")
    assert found.returncode == 1 and f"does not begin with the one of `{tmp_path / 'held'}`" in found.stdout


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    "name",
    [
        "events/checkpoint",
        "events/tile/0/000",
        "events/tile/0/001.p/44",
        "events/tile/1/000.p/1",
        "events/tile/entries/000",
        "events/tile/entries/001.p/44",
        "events/entries/005.json",
        "events/entries/005.leaf",
        "events/entries/005.tlog-proof",
        "keys",
    ],
)
def test_the_script_notices_a_changed_byte(name: str, exported: Path) -> None:
    path = exported / name
    whole = path.read_bytes()
    for at in (0, len(whole) // 2, -1):
        flipped(path, at)
        found = check(exported)
        assert found.returncode == 1 and "NOT" in found.stdout, at
        path.write_bytes(whole)
    path.unlink()
    assert check(exported).returncode == (1 if name.endswith("tlog-proof") else 2)


def test_the_script_takes_each_entry_at_its_own_position(exported: Path) -> None:
    entries = exported / "events" / "entries"
    for kind in ("json", "leaf"):
        shutil.copyfile(entries / f"001.{kind}", entries / f"005.{kind}")
    found = check(exported)
    assert (found.returncode, found.stdout.splitlines()[-1]) == (
        1,
        "NOT as signed: entries/005.tlog-proof: the leaf is not at its position in the log",
    )


# --- proofs -----------------------------------------------------------------------------------------------------------------


def test_a_proof_is_read_as_it_was_written_and_holds(place: Path, tmp_path: Path) -> None:
    origin, key = take(place, tmp_path / "export", "N-4")
    data = (tmp_path / "export/events/entries/005.tlog-proof").read_bytes()
    leaf = (tmp_path / "export/events/entries/005.leaf").read_bytes()
    proof = read_proof(data)
    assert proof.to_bytes() == data
    assert proof.verify(leaf, origin, [key])[0].size == SIZE
    assert read_proof(data.replace(b"@v1\n", b"@v1\nextra AAAA\n")) == proof
    with pytest.raises(TlogError, match="does not lead"):
        proof.verify(leaf + b" ", origin, [key])
    with pytest.raises(TlogError, match="not of"):
        proof.verify(leaf, "licet/0000000000000000/events", [key])
    for at in range(len(data)):
        spoilt = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(TlogError):
            read_proof(spoilt).verify(leaf, origin, [key])


def test_bundles_hash_to_the_signed_root(exported: Path) -> None:
    tree = Range()
    for path, width in ((exported / "events/tile/entries/000", 256), (exported / "events/tile/entries/001.p/44", 44)):
        for entry in read_bundle(path.read_bytes(), width):
            tree.append(leaf_hash(entry))
    key = VerifierKey.parse((exported / "keys").read_text())
    checkpoint, _ = open_checkpoint((exported / "events/checkpoint").read_bytes(), key.name, [key])
    assert (tree.size, tree.root()) == (checkpoint.size, checkpoint.root)
    assert Proof(0, (), b"").to_bytes() == b"c2sp.org/tlog-proof@v1\nindex 0\n\n"


# --- refusals ---------------------------------------------------------------------------------------------------------------


def test_nothing_is_exported_by_halves(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotSigned, match="`Z` is not among the 300 events that were signed"):
        take(place, tmp_path / "export", "N-4", "Z")
    assert list(tmp_path.iterdir()) == []
    written: list[Path] = []
    write: Callable[[Path, bytes], int] = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(LogUnavailable, match="no space left on device; nothing was written"):
        take(place, tmp_path / "export")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    (tmp_path / "export").mkdir()
    with pytest.raises(LogUnavailable, match="is there already"):
        take(place, tmp_path / "export")


def test_what_is_not_as_signed_is_not_exported(tmp_path: Path) -> None:
    place, root = str(tmp_path / "log.sqlite"), tmp_path / "checkpoints"
    signed_log(place, root, names(5))
    unguarded(place, "UPDATE licet_event SET recorded_us = recorded_us + 1 WHERE position = 3")
    with pytest.raises(LogDamaged, match="not the one that was signed; `licet verify` says more"):
        take(tmp_path, tmp_path / "export")
    unguarded(place, "DELETE FROM licet_event WHERE position = 2")
    with pytest.raises(LogDamaged, match="position 3: it is not the next one"):
        take(tmp_path, tmp_path / "export")
    assert not (tmp_path / "export").exists()


def test_what_came_after_the_checkpoint_is_left_out(tmp_path: Path) -> None:
    place, root = str(tmp_path / "log.sqlite"), tmp_path / "checkpoints"
    signed_log(place, root, names(5))
    append(place, "later", clock=Clock())
    with pytest.raises(NotSigned):
        take(tmp_path, tmp_path / "export", "later")
    take(tmp_path, tmp_path / "export")
    assert check(tmp_path / "export").stdout.endswith("5 of them here with their contents\n")
    assert sign(place, root) is not None
    with Stored(place) as stored:
        origin = stored.origins()[-1]
        part = Part("events", origin, stored.rows("events"), b"", None)
        with pytest.raises(CheckpointRefused, match="cannot be given out"):
            export([part], [], tmp_path / "other")


def test_the_folder_of_checkpoints_alone_proves_an_entry(place: Path, exported: Path) -> None:
    origin = (exported / "events/checkpoint").read_text().split("\n")[0]
    folder = Folder(place / "checkpoints", origin)
    for position in (1, 5, 256, 257, 300):
        assert prove(folder, position).to_bytes() == (exported / f"events/entries/{position:03}.tlog-proof").read_bytes()
    for position in (0, 301):
        with pytest.raises(NotSigned, match="ask again later"):
            prove(folder, position)
