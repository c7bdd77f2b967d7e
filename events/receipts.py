"""Receipts: what was given out, as it is hashed and kept for ever.

A receipt says when, to whom and how a determination was given, on what law and rules, what came out, and commits to the
question and the very bytes of the answer without holding them: these can name parties. They lie beside it with the salt
(`store.KeptCheck`) and can be erased; the receipt, its place and every proof of it stay.

A batch is recorded in parts, each before its rows are given out: the rows' receipts lie beside one `BatchReceipt` that has
the root of the tree over them. At its end one more, `whole`, covers all of its rows: the manifest of the file.

Stored receipts are never rewritten. A member that changes its meaning is a new version with an upcast, as for events.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Literal, get_args

import orjson
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from .citation import Frozen
from .codec import MAX_INTEGER, digest
from .dates import LegalDay
from .errors import CodecError, IdConflict, InvalidReceipt, JsonError
from .rows import Kind
from .tlog.tree import Range, leaf_hash

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
CheckId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Position = Annotated[int, Field(ge=0, le=MAX_INTEGER)]
Channel = Literal["rest", "cli", "batch"]


class KnownThen(Frozen):
    """What the answer could use, with every limit given. `published_through`: null: everything."""

    published_through: LegalDay | None
    recorded_through: Position
    rules_recorded_through: Position


class LogThen(Frozen):
    """The event log that the answer was given on: its Merkle tree (RFC 6962) up to the last position that could be used."""

    size: Position
    root: Digest


class Basis(Frozen):
    """What a determination rests on and what came out, as far as it names nobody. `decided`: the digest of what was decided,
    the same for every shipment that the policy cannot tell apart."""

    known: KnownThen
    log: LogThen
    policy_digest: Digest
    rules_digest: Digest
    engine_version: str
    inference: str
    outcome: Annotated[str, StringConstraints(pattern=r"^[A-Z_]+$")]
    decided: Digest


class CheckReceipt(Frozen):
    """One determination. `commitment`: see `commitment`; `batch` and `row`: of one in a batch, its number in the file."""

    type: Literal["check"] = "check"
    version: Literal[1] = 1
    id: CheckId
    actor: str
    channel: Channel
    commitment: Digest
    basis: Basis
    batch: CheckId | None = None
    row: Position | None = None


class BatchReceipt(Frozen):
    """Rows of a batch, in the order of the file: those of a part, or, `whole`, all that were recorded. `root`: of the Merkle
    tree (RFC 6962) whose leaves are the canonical bytes of the rows' receipts. `last_row`: the number of the last one."""

    type: Literal["batch"] = "batch"
    version: Literal[1] = 1
    id: CheckId
    actor: str
    channel: Literal["batch"] = "batch"
    batch: CheckId
    whole: bool
    rows: Position
    last_row: Position
    root: Digest


Receipt = Annotated[CheckReceipt | BatchReceipt, Field(discriminator="type")]
_RECEIPT: Final[TypeAdapter[CheckReceipt | BatchReceipt]] = TypeAdapter(Receipt)

UPCASTS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""`(type, version)` to the function that gives the members of the next version."""

CURRENT: Final[Mapping[str, int]] = {
    cls.model_fields["type"].default: cls.model_fields["version"].default for cls in get_args(get_args(Receipt)[0])
}


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt in its place. `digest`: of the stored bytes."""

    position: int
    recorded_at: datetime
    receipt: CheckReceipt | BatchReceipt
    digest: str


def encode(receipt: CheckReceipt | BatchReceipt) -> bytes:
    """Its canonical bytes. `JsonError` for text that UTF-8 cannot hold. No key is of anybody's making, and no number as large as JSON
    cannot hold, so that nothing else need be looked for (`canonical_json`); members are text, whole numbers, days and other models."""
    try:
        return orjson.dumps(receipt, default=vars, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise JsonError(f"`{receipt.id}` cannot be written: {error}") from None


def decode(data: bytes) -> CheckReceipt | BatchReceipt:
    """The receipt in bytes that `encode` wrote, of this version or an older one. Errors: `JsonError`, `InvalidReceipt`."""
    try:
        raw = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise JsonError(f"not JSON: {error}") from None
    kind, version = (raw.get("type"), raw.get("version")) if isinstance(raw, dict) else (None, None)
    if not isinstance(kind, str) or kind not in CURRENT or not isinstance(version, int) or not 1 <= version <= CURRENT[kind]:
        raise InvalidReceipt(f"a receipt of type `{kind}`, version `{version}` is not known here: update Licet")
    for number in range(version, CURRENT[kind]):
        raw = {**UPCASTS[kind, number](raw), "version": number + 1}
    try:
        return _RECEIPT.validate_python(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise InvalidReceipt(f"`{raw.get('id')}` is no receipt: `{'.'.join(map(str, first['loc']))}`: {first['msg']}") from None


def _invalid(reason: str) -> CodecError:
    return InvalidReceipt(reason)


def _given(position: int, at: datetime, receipt: CheckReceipt | BatchReceipt, body: bytes) -> Given:
    return Given(position, at, receipt, digest(body))


RECEIPTS: Final = Kind[CheckReceipt | BatchReceipt, Given](encode, decode, _given, _invalid, IdConflict)
"""What the receipt log holds."""


def commitment(salt: bytes, *parts: bytes) -> str:
    """`sha256:` and 64 hexadecimal digits, of the salt and the SHA-256 of each part: the canonical question, the answer and, where
    there is one, the note of who released it. Without the salt nobody can try out whether a name was asked about."""
    return "sha256:" + hashlib.sha256(salt + b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def tree_of(receipts: Iterable[bytes]) -> Range:
    """The tree over the canonical bytes of rows' receipts."""
    tree = Range()
    for body in receipts:
        tree.append(leaf_hash(body))
    return tree


def root_text(root: bytes) -> str:
    return f"sha256:{root.hex()}"
