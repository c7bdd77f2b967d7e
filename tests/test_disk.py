"""Disks that are full, broken or read-only, as they really fail: by limits on the size of files, by rights, and by errors of the calls
that write. Always a clear error, nothing half-written, and afterwards it works again."""

import errno
import os
import resource
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from audit_support import KEY, append, ids, sign, signed_log, verified
from log_support import Clock, batch, verify
from log_writer import announced

from licet.events import sqlite
from licet.events.errors import CheckpointRefused, LogUnavailable
from licet.events.folder import Folder, origin_of
from licet.events.keyfile import make_key, read_key
from licet.events.log import Request, open_log
from licet.events.signing import CheckpointSigner
from licet.events.stored import Stored

ASKED = Request("erp", "key-1", "aa")
AGAIN = "; if this was an append, send it again as it was"
MEGABYTE = 2**20


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Writing beyond fails in this process: as on a full disk, in the middle of a write too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def files_of_another_no_longer_than(size: int, pid: int) -> Iterator[None]:
    """The same for another process, as its owner."""
    owner = os.stat(f"/proc/{pid}").st_uid
    set_to = ["prlimit", f"--pid={pid}"]
    subprocess.run([*set_to, f"--fsize={size}:"], user=owner, check=True)
    try:
        yield
    finally:
        subprocess.run([*set_to, "--fsize=unlimited:"], user=owner, check=True)


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may do everything, whatever the rights of a file say: be nobody for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nobody in particular may use too, which pytest's are not."""
    folder = Path(tempfile.mkdtemp(prefix="licet-disk-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


# --- a full disk ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 1, 24, 4_000, 4_120, 9_000, 40_000])
def test_a_write_ahead_log_that_cannot_grow(room: int, tmp_path: Path) -> None:
    """Wherever the disk ends: between frames, in the middle of one, after some of them."""
    path = tmp_path / "log"
    with open_log(path, clock=Clock()) as log:
        log.append(batch("A", "B"))
        events = [announced(f"E/{n}", secrets.token_hex(500)) for n in range(100)]
        with files_no_longer_than(Path(f"{path}-wal").stat().st_size + room):
            for _ in range(2):
                with pytest.raises(LogUnavailable, match=AGAIN):
                    log.append(events, request=ASKED)
                assert verify(log) == ["A", "B"]
                assert log.results_of(ASKED) is None
        assert [r.position for r in log.append(events, request=ASKED)] == list(range(3, 103))
        assert verify(log)[:3] == ["A", "B", "E/0"]
    with open_log(path, clock=Clock()) as log:
        assert len(verify(log)) == 102


def test_a_file_that_cannot_grow_costs_an_append_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving the write-ahead log into the file fails; what was committed is in the write-ahead log."""
    monkeypatch.setattr(sqlite, "CHECKPOINT_BYTES", 100_000)
    path = tmp_path / "log"
    with open_log(path, clock=Clock()) as log:
        log.append([announced(f"E/{n}", secrets.token_hex(500)) for n in range(60)])
        log._database._file.empty_wal()  # type: ignore[attr-defined]
        size = path.stat().st_size
        with files_no_longer_than(size):
            for n in range(60):
                log.append([announced(f"F/{n}", secrets.token_hex(500))])
                if Path(f"{path}-wal").stat().st_size > size - 20_000:
                    break
        assert path.stat().st_size == size
        count = len(verify(log))
        assert count > 62
        log.append(batch("last"))
        assert len(verify(log)) == count + 1
    with open_log(path, clock=Clock()) as log:
        assert len(verify(log)) == count + 1


def test_a_postgresql_server_whose_disk_is_full(server: Callable[[str], str]) -> None:
    place = server("log")
    with open_log(place, clock=Clock()) as log:
        log.append(batch("A", "B"))
        with log._database.transaction() as connection:  # type: ignore[attr-defined]
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        # Segments of its own log have 16 megabytes from the beginning: what is too large is the table.
        events = [announced(f"E/{n}", secrets.token_hex(MEGABYTE // 2)) for n in range(30)]
        with files_of_another_no_longer_than(16 * MEGABYTE, pid):
            with pytest.raises(LogUnavailable, match=rf"out of reach: could not .*file.*{AGAIN}"):
                log.append(events, request=ASKED)
            assert verify(log) == ["A", "B"]
            assert log.results_of(ASKED) is None
            log.append(batch("C"))
        assert len(log.append(events[:2], request=ASKED)) == 2
        assert verify(log) == ["A", "B", "C", "E/0", "E/1"]


def test_a_full_disk_when_a_checkpoint_is_added(tmp_path: Path) -> None:
    place, root = tmp_path / "log.sqlite", tmp_path / "checkpoints"
    origin = signed_log(str(place), root, ["A"])
    with open_log(place, clock=Clock()) as log, Stored(place) as stored:
        log.append(batch("B"))
        signer = CheckpointSigner(stored, "events", root, [KEY], Clock())
        with files_no_longer_than(Path(f"{place}-wal").stat().st_size):
            for _ in range(2):
                with pytest.raises(LogUnavailable, match="out of reach"):
                    signer.sign()
        assert [c.size for c in stored.checkpoints(origin)] == [1]
        assert [size for size, _ in Folder(root, origin).checkpoints()] == [1]
        signed = signer.sign()
        assert signed is not None and signed.size == 2
    assert verified(str(place), root, origin).marks == {"the database": 2, "the folder": 2}


# --- no rights, or a disk that takes nothing ------------------------------------------------------------------------------------


def test_a_log_that_is_read_only(open_folder: Path) -> None:
    path = open_folder / "log"
    with open_log(path, clock=Clock()) as log:
        log.append(batch("A"))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with (
        without_rights(),
        pytest.raises(LogUnavailable, match=r"`.*/log` is out of reach: (attempt to write a readonly|unable to)"),
    ):
        open_log(path, clock=Clock())
    assert sorted(p.name for p in open_folder.iterdir()) == ["log"], "nothing is left behind"
    open_folder.chmod(0o777)
    path.chmod(0o666)
    with without_rights(), open_log(path, clock=Clock()) as log:
        log.append(batch("B"))
        assert verify(log) == ["A", "B"]


def test_a_checkpoint_folder_that_is_read_only(open_folder: Path) -> None:
    """What is signed is in the database; the folder is brought up to date when it can be."""
    place, root = open_folder / "log", open_folder / "checkpoints"
    with without_rights():
        origin = signed_log(str(place), root, ["A"])
        folders = [folder for folder in (root, *root.rglob("*")) if folder.is_dir()]
        for folder in folders:
            folder.chmod(0o555)
        (root.joinpath(*origin.split("/")[1:]) / "leaves").chmod(0o444)
        append(str(place), "B")
        for _ in range(2):
            with pytest.raises(LogUnavailable, match=r"the checkpoint folder .* cannot be used: permission denied"):
                sign(str(place), root)
        assert [size for size, _ in Folder(root, origin).checkpoints()] == [1]
        assert verified(str(place), root, origin).faults == ()
        for folder in folders:
            folder.chmod(0o755)
        (root.joinpath(*origin.split("/")[1:]) / "leaves").chmod(0o644)
        assert sign(str(place), root) is None, "it was signed, and is now there"
        assert verified(str(place), root, origin).marks == {"the database": 2, "the folder": 2}


def test_a_key_that_cannot_be_read(open_folder: Path) -> None:
    path = open_folder / "key.pem"
    key = make_key(path)
    path.chmod(0)
    with without_rights(), pytest.raises(CheckpointRefused, match=r"key.pem` cannot be read: permission denied"):
        read_key(path)
    path.chmod(0o600)
    assert read_key(path).private_bytes_raw() == key.private_bytes_raw()


# --- errors of the calls that write -----------------------------------------------------------------------------------------------

CALLS: dict[str, tuple[object, str]] = {
    "open": (Path, "open"),
    "os.open": (os, "open"),
    "sync": (os, "fsync"),
    "rename": (Path, "replace"),
    "make a folder": (Path, "mkdir"),
    "read": (Path, "read_bytes"),
}
ERRORS = {errno.EIO: "input/output error", errno.ENOSPC: "no space left on device", errno.EROFS: "read-only file system"}


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("call", CALLS)
def test_an_error_of_any_call_in_the_folder(call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first, the second, … of these calls fails, until there are so many that signing goes through."""
    place, root = str(tmp_path / "log.sqlite"), tmp_path / "checkpoints"
    owner, name = CALLS[call]
    does = getattr(owner, name)
    if call == "read":  # there is something to be read
        signed_log(place, root, ["first"])
    failed = told = 0
    for number in range(1, 30):
        append(place, f"E-{number}")
        left = [number]

        def failing(*arguments: Any, left: list[int] = left, **named: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                raise OSError(code, os.strerror(code))
            return does(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, failing)
            try:
                sign(place, root)
            except LogUnavailable as error:
                told += 1
                assert str(error).endswith(f"cannot be used: {ERRORS[code]}")
        failed += left[0] <= 0
        assert told == failed, "every failure is told"
        if ids(root):  # else it failed before there was anything
            assert verified(place, root, origin_of(ids(root)[0], "events")).faults == ()
        assert not list(root.rglob("*.partial")), "nothing is left lying about"
        if left[0] > 0:
            break
    assert failed >= 1
    found = verified(place, root, origin_of(ids(root)[0], "events"))
    assert (found.faults, found.signed) == ((), found.size)
    assert found.marks["the database"] == found.marks["the folder"]
