"""Signed texts: c2sp.org/signed-note, with Ed25519 (RFC 8032).

    the text, which ends with a newline

    — name base64(key id, signature)

A signature is by a *key*, known by its name and its id together. Others may sign too: signatures of unknown keys are kept
and not looked at.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .errors import TlogError

ED25519: Final = b"\x01"
MAX_SIGNATURES: Final = 64
MAX_BYTES: Final = 2**20

_CONTROL: Final = re.compile(r"[\0-\x09\x0b-\x1f]")
_LINE: Final = re.compile(r"— (\S+) (\S+)")


class Signature(NamedTuple):
    """As it stands under a text. `signature`: 64 bytes for Ed25519; other kinds have others."""

    name: str
    key_id: bytes
    signature: bytes


class Note(NamedTuple):
    """A text with its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def to_bytes(self) -> bytes:
        """The note as a file."""
        lines = (f"— {s.name} {base64.b64encode(s.key_id + s.signature).decode()}\n" for s in self.signatures)
        return f"{self.text}\n{''.join(lines)}".encode()


class VerifierKey(NamedTuple):
    """A public key with the name that it signs under. Written `name+key id+key`, for example
    `example.com/log+b28ae6e2+AUYE…`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes. They find a key; they prove nothing."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Of its written form."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        if not _is_name(name) or not encoded:
            raise TlogError(f"`{text[:120]}` is not a verifier key: name, key id and key, with `+` between them")
        data = _base64(encoded, "the key")
        if data[:1] != ED25519 or len(data) != 33:
            raise TlogError(f"`{name}` is not an Ed25519 key")
        key = cls(name, data[1:])
        if key.key_id.hex() != key_id:
            raise TlogError(f"`{name}` has the key id {key.key_id.hex()}, not `{key_id[:16]}`: it was not copied as it is")
        return key

    def verify(self, text: str, signature: bytes) -> bool:
        """Whether a signature is this key's, on this text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer(NamedTuple):
    """A private key with the name that it signs under."""

    name: str
    private: Ed25519PrivateKey

    @property
    def key(self) -> VerifierKey:
        """Its public half."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> Signature:
        """Ed25519 needs no chance: the same text gives the same signature."""
        return Signature(self.name, self.key.key_id, self.private.sign(text.encode()))


def sign(text: str, signers: Iterable[Signer]) -> Note:
    """`text` with a signature of each."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise TlogError("a text to be signed ends with a newline and has no other control characters")
    note = Note(text, tuple(signer.sign(text) for signer in signers))
    if not note.signatures or not all(_is_name(s.name) for s in note.signatures):
        raise TlogError("a note has one signature or more, by keys whose names have no space and no `+`")
    return note


def read_note(data: bytes) -> Note:
    """The note in `data`, with nothing verified."""
    if len(data) > MAX_BYTES:
        raise TlogError(f"the note has more than {MAX_BYTES} bytes")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise TlogError(f"the note is not UTF-8 at byte {error.start}") from None
    if found := _CONTROL.search(whole):
        raise TlogError(f"the note has a control character at character {found.start()}")
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        raise TlogError("the note is not a text, an empty line, and signatures, each ending with a newline")
    lines = below[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise TlogError(f"the note has more than {MAX_SIGNATURES} signatures")
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def verified(note: Note, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Those of `keys` that signed, at least one; `TlogError` if none did, or if the signature of one is not good."""
    known = {(key.name, key.key_id): key for key in keys}
    found = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            if not key.verify(note.text, signature.signature):
                raise TlogError(f"the signature of `{key.name}` (key {key.key_id.hex()}) is not good")
            found.append(key)
    if not found:
        raise TlogError("no signature is by a key that is known here")
    return tuple(found)


def _signature(line: str) -> Signature:
    match = _LINE.fullmatch(line)
    if match is None or not _is_name(match[1]):
        raise TlogError(f"`{line[:120]}` is not a signature: an em dash, the name of a key, and base64")
    data = _base64(match[2], f"the signature of `{match[1][:80]}`")
    if len(data) < 5:
        raise TlogError(f"the signature of `{match[1][:80]}` is too short")
    return Signature(match[1], data[:4], data[4:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name) and not _CONTROL.search(name)


def _base64(text: str, what: str) -> bytes:
    """Strictly: what is decoded would be written like that again."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if base64.b64encode(data).decode() != text:
        raise TlogError(f"{what} is not base64")
    return data
