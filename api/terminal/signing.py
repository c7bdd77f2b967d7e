"""Signing while the server runs, `licet checkpoint`, `licet keys signing …`."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...events.errors import CheckpointRefused, EventsError, LogUnavailable
from ...events.folder import origin_of
from ...events.keyfile import make_key, read_key
from ...events.tlog.note import VerifierKey
from ..opening import now, opened
from ..settings import Settings
from .asking import settings_with
from .output import note, write
from .question import refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from ...events.signing import CheckpointSigner
    from ...events.stored import Stored

_AFTER_REFUSAL_S, _AFTER_FAILURE_S = 300.0, 10.0
_logger: Final = logging.getLogger("licet.signing")


@contextmanager
def signing(settings: Settings) -> Iterator[None]:
    """Sign checkpoints in the background for as long as the block runs, and once more at its end.

    What cannot be signed is logged as an error and tried again later: answers do not depend on it.
    """
    if settings.signing == "off" or settings.db == "memory:":
        yield
        return
    if not settings.checkpoints or not settings.signing_key:
        note("no checkpoints are signed: name `LICET_CHECKPOINTS` and `LICET_SIGNING_KEY`, or set `LICET_SIGNING=off`")
        yield
        return
    from ...events.stored import Stored

    try:
        keys = _keys(settings, make=True)
    except CheckpointRefused as error:
        raise CheckpointRefused(f"{error}; `LICET_SIGNING=off` serves without signing") from None
    stop = threading.Event()
    with Stored(settings.db) as stored:
        signers = [_signer(settings, stored, log, keys) for log in stored.logs]
        thread = threading.Thread(target=_keep_signing, args=(signers, settings.checkpoint_seconds, stop), name="signing", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _keep_signing(signers: "list[CheckpointSigner]", seconds: float, stop: threading.Event) -> None:
    while True:
        ends = stop.is_set()
        wait = max(seconds if _signed(signer) else _AFTER_REFUSAL_S for signer in signers)
        if ends:
            return
        stop.wait(wait)


def _signed(signer: "CheckpointSigner") -> bool:
    """Sign; false if that was refused for good. A failure of database or disk is waited out."""
    try:
        signer.sign()
    except CheckpointRefused as error:
        _logger.error("%s", error)
        return False
    except EventsError as error:
        _logger.error("no checkpoint was signed: %s", error)
    except Exception:
        _logger.exception("no checkpoint was signed")
    return True


def run_checkpoint(new_id: str | None, *, db: str | None) -> None:
    """Sign the log as it is now; first end the id that it was signed under, with `new_id` as the reason."""
    from ...events.signing import start_new_id
    from ...events.stored import Stored

    settings = _with_folder(db)
    if new_id is not None and not new_id.strip():
        raise refused("", "--new-id", "say why: whoever compares the old checkpoints later wants to know")
    with opened(settings):
        pass  # brings the tables up to date
    with Stored(settings.db) as stored:
        if new_id is not None:
            start_new_id(stored, Path(settings.checkpoints), f"{now():%Y-%m-%dT%H:%M:%SZ} {' '.join(new_id.split())}")
        keys = _keys(settings, make=True)
        done = [(log, _signer(settings, stored, log, keys).sign()) for log in stored.logs]
        for log, signed in done:
            if signed is not None:
                write(f"{log}: signed {signed.size} positions, in the database and in `{settings.checkpoints}`")
                write(signed.note.decode().rstrip())
        if not any(signed for _, signed in done):
            write("nothing new to sign")


def new_signing_key(file: str | None, *, db: str | None) -> None:
    """Make a key in a new file."""
    settings = settings_with(db)
    path = file or (settings.signing_key[0] if settings.signing_key else None)
    if path is None:
        raise refused("", "FILE", "name the file for the key")
    make_key(Path(path))
    write(f"made a signing key in `{path}`: keep a copy where this machine cannot lose it, and let nobody else read it")
    if path not in settings.signing_key:
        note(f"`signing_key` (`LICET_SIGNING_KEY`) names the keys that sign; add `{path}` to it")


def show_signing_keys(*, db: str | None) -> None:
    """The public keys, as verifiers take them."""
    from ...events.folder import Folder
    from ...events.signing import log_ids
    from ...events.stored import Stored

    settings = _with_folder(db)
    with Stored(settings.db) as stored:
        found, logs = log_ids(stored.origins()), stored.logs
    if not found:
        raise refused("", "--db", "nothing was signed yet, so that there is no name for the key: `licet checkpoint` signs")
    for log_id in found:
        for log in logs:
            origin = origin_of(log_id, log)
            for key in dict.fromkeys([*Folder(Path(settings.checkpoints), origin).keys(), *public_keys(settings, origin)]):
                write(str(key))


def public_keys(settings: Settings, origin: str) -> list[VerifierKey]:
    """The keys of the settings that are there, under the name that they sign as."""
    files = [Path(name) for name in settings.signing_key if Path(name).exists()]
    return [VerifierKey(origin, read_key(file).public_key().public_bytes_raw()) for file in files]


def _signer(settings: Settings, stored: "Stored", log: str, keys: "list[Ed25519PrivateKey]") -> "CheckpointSigner":
    from ...events.signing import CheckpointSigner

    return CheckpointSigner(stored, log, Path(settings.checkpoints), keys, now)


def _keys(settings: Settings, *, make: bool) -> "list[Ed25519PrivateKey]":
    keys = []
    for name in settings.signing_key:
        if make and len(settings.signing_key) == 1 and not Path(name).exists():
            keys.append(make_key(Path(name)))
            note(f"made a signing key in `{name}`: keep a copy where this machine cannot lose it")
        else:
            keys.append(read_key(Path(name)))
    return keys


def _with_folder(db: str | None) -> Settings:
    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "what is in memory is gone when this command ends: name a file or a database, with `--db` or `LICET_DB`")
    if not settings.checkpoints:
        raise LogUnavailable("there is no folder for checkpoints: name one with `LICET_CHECKPOINTS`")
    return settings
