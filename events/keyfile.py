"""The private key that signs checkpoints: an Ed25519 key in a PEM file (PKCS #8), as OpenSSL writes and reads it."""

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from .errors import CheckpointRefused


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new key in a new file that only its owner can read, durably. `CheckpointRefused` if that cannot be."""
    key = Ed25519PrivateKey.generate()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CheckpointRefused(f"`{path}` is there already: a key is never overwritten, name another file") from None
    except OSError as error:
        raise CheckpointRefused(f"the signing key `{path}` cannot be made: {(error.strerror or str(error)).lower()}") from None
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file. `CheckpointRefused` for a file that others may read, or that holds no such key."""
    try:
        mode, data = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise CheckpointRefused(f"the signing key `{path}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise CheckpointRefused(
            f"the signing key `{path}` can be read by others: `chmod 600` it, or make a new one if they may have read it"
        )
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointRefused(f"`{path}` is not an Ed25519 key in PEM without a password: `licet keys signing new` makes one")
    return key
