"""`GET /v1/checks/{id}/proof`: what proves, without this server, that a determination was given out and when."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...events.citation import Frozen
from ...events.codec import canonical_json
from ...events.errors import NotSigned
from ...events.folder import Folder, ended, ids, origin_of
from ...events.leaves import entry, recorded_at
from ...events.proving import RowProofs, prove
from ...events.receipts import encode
from ...events.rows import microseconds
from ...events.store import Store
from ..access.permit import secured
from ..audit.replaying import Found, find
from ..problems import Problem, responses
from ..settings import Settings
from .kept import kept_for

_RETRY: Final = {"Retry-After": "2"}

router = APIRouter()


class RowProof(Frozen):
    """Of a row of a batch: its own receipt, as text in its bytes, is leaf `number` of a Merkle tree (RFC 6962) of `rows` leaves, whose root
    is in the receipt that is proved. `hashes`: of the inclusion proof, hexadecimal, from the leaf upwards."""

    receipt: str
    number: int
    rows: int
    hashes: tuple[str, ...]


class CheckProof(Frozen):
    """`receipt`: as text, in the bytes that `leaf` has the digest of; `leaf`: the entry of the log, as text; `proof`: that it is in the
    signed log, as c2sp.org/tlog-proof, with the checkpoint; `keys`: that have signed, as c2sp.org/signed-note. Compare them with those that
    you were given. `salt`: hexadecimal, for the commitment to question and answer; null: it was erased with them."""

    receipt: str
    leaf: str
    proof: str
    keys: tuple[str, ...]
    salt: str | None
    row: RowProof | None


@router.get(
    "/v1/checks/{id}/proof",
    tags=["checks"],
    operation_id="check_proof",
    summary="The proof of a determination that was recorded (beta)",
    response_description="Receipt, inclusion proof and signed checkpoint. It holds after the question is erased, too.",
    responses={200: {"model": CheckProof}, **responses(401, 403, 404, 422, 503)},
    openapi_extra=secured("check", "audit"),
)
async def check_proof(request: Request, id: str) -> Response:
    """One's own, or with the scope `audit` anybody's. Checkpoints are signed about once a second: until then it is 503, `not-signed`."""
    kept = await kept_for(request, id, erased=True)
    state = request.app.state
    found = await run_in_threadpool(find, state.store, kept.id)
    if found is None:
        raise Problem("not-found", f"the check `{kept.id}` was kept before there were receipts: there is no proof of it")
    try:
        made = await run_in_threadpool(proof_of, state.store, state.settings, found)
    except NotSigned as error:
        raise Problem("not-signed", str(error), headers=_RETRY) from None
    return Response(canonical_json(made.model_dump(mode="json")), media_type="application/json")


def proof_of(store: Store, settings: Settings, found: Found) -> CheckProof:
    """Of a determination, by the checkpoints in the folder. `NotSigned` where there is none yet."""
    given, kept = found.given, found.kept
    root = Path(settings.checkpoints) if settings.checkpoints else None
    open_ids = [name for name in ids(root) if ended(root, name) is None] if root else []
    if root is None or not open_ids:
        raise NotSigned("no checkpoints are signed here yet")
    folder = Folder(root, origin_of(open_ids[-1], "receipts"))
    leaf = entry("receipts", given.position, given.receipt.id, recorded_at(microseconds(given.recorded_at)), given.digest)
    row, signers = None, folder.keys()
    if kept is not None and kept.batch is not None and kept.leaf is not None and kept.receipt is not None:
        receipts = [other.receipt or b"" for other in store.checks.of_batch(kept.batch)]
        hashes = tuple(item.hex() for item in RowProofs(receipts).hashes(kept.leaf))
        row = RowProof(receipt=kept.receipt.decode(), number=kept.leaf, rows=len(receipts), hashes=hashes)
    return CheckProof(
        receipt=encode(given.receipt).decode(),
        leaf=leaf.decode(),
        proof=prove(folder, given.position).to_bytes().decode(),
        keys=tuple(str(key) for key in signers),
        salt=kept.salt.hex() if kept is not None and kept.salt is not None else None,
        row=row,
    )
