"""Signing: after the commit, once for each size, never against what was signed, whoever dies and however many sign."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_support import KEY, OTHER_KEY, append, names, sign, signed_log, unguarded, verified
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from log_support import DATABASES, Clock, batch, new_place

from licet.events import folder as folders
from licet.events.errors import CheckpointRefused, LogUnavailable
from licet.events.folder import Folder, ids, origin_of
from licet.events.keyfile import make_key, read_key
from licet.events.log import open_log
from licet.events.signing import CheckpointSigner
from licet.events.stored import Signed, Stored
from licet.events.tlog.checkpoint import open_checkpoint
from licet.events.tlog.note import VerifierKey


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    (tmp_path / "db").mkdir()
    return new_place(request.param, tmp_path / "db", request)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints"


def sizes(place: str, origin: str) -> list[int]:
    with Stored(place) as stored:
        return [checkpoint.size for checkpoint in stored.checkpoints(origin)]


def test_a_checkpoint_says_what_the_log_was(place: str, root: Path) -> None:
    append(place, *names(3))
    signed = sign(place, root)
    assert signed is not None and signed.size == 3
    key = VerifierKey(signed.origin, KEY.public_key().public_bytes_raw())
    checkpoint, signers = open_checkpoint(signed.note, signed.origin, [key])
    assert (checkpoint.origin, checkpoint.size, checkpoint.root, signers) == (signed.origin, 3, signed.root, (key,))
    assert Folder(root, signed.origin).last() == (3, signed.note)
    assert Folder(root, signed.origin).keys() == (key,)
    assert sign(place, root) is None
    assert sizes(place, signed.origin) == [3]


def test_an_empty_log_is_not_signed(place: str, root: Path) -> None:
    append(place)
    assert sign(place, root) is None
    assert not root.exists()


def test_one_signer_goes_on(place: str, root: Path) -> None:
    """Reading only what is new."""
    with open_log(place, clock=Clock()) as log, Stored(place) as stored:
        signer = CheckpointSigner(stored, "events", root, [KEY], Clock())
        assert signer.sign() is None
        origin = ""
        for n in range(1, 6):
            log.append(batch(f"E-{n}"))
            signed = signer.sign()
            assert signed is not None and signed.size == n
            assert signer.sign() is None
            origin = signed.origin
        read: list[int] = []
        rows = stored.rows
        stored.rows = lambda log, after=0: (read.append(after), rows(log, after))[1]  # type: ignore[method-assign, func-returns-value]
        log.append(batch("E-6"))
        assert signer.sign() is not None
        assert read == [4]
    assert verified(place, root, origin).signed == 6


def test_a_signer_notices_that_the_log_was_put_back_under_it(place: str, root: Path) -> None:
    append(place, "A", "B")
    with Stored(place) as stored:
        signer = CheckpointSigner(stored, "events", root, [KEY], Clock())
        assert signer.sign() is not None
        unguarded(place, "UPDATE licet_event SET recorded_us = recorded_us - 1 WHERE position = 2")
        append(place, "C")
        with pytest.raises(CheckpointRefused, match="position 2 is not what it was"):
            signer.sign()
        with pytest.raises(CheckpointRefused, match="position 2 is not as it was signed"):
            signer.sign()
        unguarded(place, "UPDATE licet_event SET recorded_us = recorded_us + 1 WHERE position = 2")
        signed = signer.sign()
        assert signed is not None and signed.size == 3


def test_two_signers_take_turns(place: str, root: Path) -> None:
    with open_log(place, clock=Clock()) as log, Stored(place) as one, Stored(place) as two:
        signers = [CheckpointSigner(stored, "events", root, [KEY], Clock()) for stored in (one, two)]
        log.append(batch("A"))
        assert [signer.sign() is None for signer in signers] == [False, True]
        for n in range(6):
            log.append(batch(f"E-{n}"))
            assert [signer.sign() is None for signer in (signers if n % 2 else signers[::-1])] == [False, True]
        origin = one.origins()[0]
    assert sizes(place, origin) == list(range(1, 8))
    assert verified(place, root, origin).marks == {"the database": 7, "the folder": 7}


def test_who_was_second_compares_next_time(place: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(place, "A")
    with Stored(place) as one, Stored(place) as two:
        late = CheckpointSigner(one, "events", root, [KEY], Clock())
        assert late.sign() is not None
        append(place, "B")
        add = one.add

        def overtaken(signed: Signed, *, after: int, among: tuple[str, ...]) -> bool:
            append(place, "C")
            assert CheckpointSigner(two, "events", root, [KEY], Clock()).sign() is not None
            return add(signed, after=after, among=among)

        monkeypatch.setattr(one, "add", overtaken)
        assert late.sign() is None
        monkeypatch.undo()
        assert late.sign() is None
        append(place, "D")
        signed = late.sign()
        assert signed is not None and signed.size == 4
    assert sizes(place, signed.origin) == [1, 3, 4]
    assert verified(place, root, signed.origin).faults == ()


def test_two_who_sign_a_new_log_give_it_one_id(place: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(place, "A")
    with Stored(place) as one, Stored(place) as two:
        late = CheckpointSigner(one, "events", root, [KEY], Clock())
        add = one.add

        def overtaken(signed: Signed, *, after: int, among: tuple[str, ...]) -> bool:
            assert CheckpointSigner(two, "events", root, [KEY], Clock()).sign() is not None
            return add(signed, after=after, among=among)

        monkeypatch.setattr(one, "add", overtaken)
        assert late.sign() is None
        monkeypatch.undo()
        assert late.sign() is None
        append(place, "B")
        assert late.sign() is not None
        (origin,) = one.origins()
    assert sizes(place, origin) == [1, 2]
    assert verified(place, root, origin).faults == ()


WRITER = """
import itertools, os, sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from audit_support import KEY
from log_support import batch
from licet.events.log import open_log
from licet.events.signing import CheckpointSigner
from licet.events.stored import Stored
place, root = sys.argv[2], Path(sys.argv[3])
with open_log(place, clock=lambda: datetime.now(UTC)) as log, Stored(place) as stored:
    signer = CheckpointSigner(stored, "events", root, [KEY], lambda: datetime.now(UTC))
    for n in itertools.count():
        log.append(batch(f"{os.getpid()}-{n}"))
        if signed := signer.sign():
            print(signed.size, signed.root.hex(), flush=True)
"""


def test_many_processes_sign_and_are_killed(place: str, tmp_path: Path, root: Path) -> None:
    """Whatever was said to be signed is there, under the same root, and the folder is brought up to date."""
    append(place, "first")
    said: dict[int, str] = {}
    for _ in range(2):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(Path(__file__).parent), place, str(root)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        first = [writer.stdout.readline() for writer in writers if writer.stdout]
        time.sleep(0.4)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer, line in zip(writers, first, strict=True):
            lines = [line, *writer.communicate()[0].splitlines()]
            for size, digest in (entry.split() for entry in lines if len(entry.split()) == 2 and len(entry.split()[1]) == 64):
                assert said.setdefault(int(size), digest) == digest
    append(place, "last")
    assert sign(place, root) is not None
    origin = origin_of(ids(root)[0], "events")
    found = verified(place, root, origin)
    assert (found.faults, found.signed) == ((), found.size)
    assert found.marks["the database"] == found.marks["the folder"]
    with Stored(place) as stored:
        roots = {checkpoint.size: checkpoint.root.hex() for checkpoint in stored.checkpoints(origin)}
    assert said and said.items() <= roots.items()


# --- failures ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["add", "add_leaves", "add_keys"])
def test_what_fails_in_the_folder_is_made_up_for(step: str, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "log.sqlite")
    origin = signed_log(place, root, names(3))
    append(place, "later")
    with Stored(place) as stored:
        signer = CheckpointSigner(stored, "events", root, [KEY, OTHER_KEY], Clock())

        def full(*_: object) -> None:
            with folders._failing(root):
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(Folder, step, full)
        with pytest.raises(LogUnavailable, match="no space left on device"):
            signer.sign()
        assert [size for size, _ in Folder(root, origin).checkpoints()] == [3]
        monkeypatch.undo()
        signer.sign()
    assert [size for size, _ in Folder(root, origin).checkpoints()] == [3, 4]
    assert Folder(root, origin).leaf_count() == 4
    assert verified(place, root, origin, KEY, OTHER_KEY).faults == ()


def test_a_folder_that_was_lost_is_filled_from_the_database(place: str, root: Path, tmp_path: Path) -> None:
    origin = signed_log(place, root, ["A"], ["B"])
    root.rename(tmp_path / "lost")
    append(place, "C")
    assert sign(place, root) is not None
    before, after = (sorted(p.relative_to(r) for p in r.rglob("*")) for r in (tmp_path / "lost", root))
    assert set(before) < set(after)
    assert verified(place, root, origin).faults == ()


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    append(place, "A")
    (tmp_path / "file").write_text("")
    with pytest.raises(LogUnavailable, match=r"the checkpoint folder .* cannot be used: not a directory"):
        sign(place, tmp_path / "file" / "below")


def test_another_checkpoint_of_the_same_size_is_never_written_over(root: Path) -> None:
    folder = Folder(root, origin_of("0" * 16, "events"))
    folder.add(5, b"one")
    folder.add(5, b"one")
    with pytest.raises(CheckpointRefused, match="another checkpoint of size 5"):
        folder.add(5, b"two")
    folder.add(1_234_567, b"three")
    assert list(folder.checkpoints()) == [(5, b"one"), (1_234_567, b"three")]
    assert list(folder.checkpoints(after=5)) == [(1_234_567, b"three")]


# --- keys -------------------------------------------------------------------------------------------------------------------


def test_a_new_key_signs_beside_the_old_one(place: str, root: Path) -> None:
    origin = signed_log(place, root, ["A"])
    for name, keys in (("B", (KEY, OTHER_KEY)), ("C", (OTHER_KEY,))):
        append(place, name)
        assert sign(place, root, *keys) is not None
    both = verified(place, root, origin, KEY, OTHER_KEY)
    assert (both.faults, len(both.keys)) == ((), 2)
    assert {str(f).split(":")[0] for f in verified(place, root, origin, KEY).faults} == {
        "the checkpoint of 3 in the database",
        "the checkpoint of 3 in the folder",
    }
    assert len(Folder(root, origin).keys()) == 2


def test_a_key_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "signing.pem"
    made = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path).private_bytes_raw() == made.private_bytes_raw()
    with pytest.raises(CheckpointRefused, match="never overwritten"):
        make_key(path)
    path.chmod(0o640)
    with pytest.raises(CheckpointRefused, match="can be read by others"):
        read_key(path)


@pytest.mark.parametrize(
    "content",
    [
        lambda: b"",
        lambda: b"-----BEGIN PRIVATE KEY-----\n",
        lambda: x25519.X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        lambda: KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")),
    ],
)
def test_what_is_no_key(content: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_bytes(content())
    with pytest.raises(CheckpointRefused, match="is not an Ed25519 key in PEM"):
        read_key(path)
    with pytest.raises(CheckpointRefused, match="cannot be read: no such file"):
        read_key(tmp_path / "none")


def test_without_a_key_nothing_is_signed(tmp_path: Path) -> None:
    append(str(tmp_path / "log.sqlite"), "A")
    with Stored(tmp_path / "log.sqlite") as stored, pytest.raises(CheckpointRefused, match="no key to sign with"):
        CheckpointSigner(stored, "events", tmp_path, [], Clock())


def test_signers_in_threads(tmp_path: Path, root: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    append(place, "A")
    with Stored(place) as stored:
        signer = CheckpointSigner(stored, "events", root, [KEY], Clock())
        found: list[Signed | None] = []
        threads = [threading.Thread(target=lambda: found.append(signer.sign())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(signed is None for signed in found) == [False, True, True, True]
    assert os.listdir(root) == [ids(root)[0]]
