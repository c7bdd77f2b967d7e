"""`licet audit report`: one determination, for whoever has to check it years later."""

import time
from pathlib import Path

from ...engine.layout import Line
from ...events.errors import LogError, NotSigned
from ...events.folder import Folder, ended, ids, origin_of
from ...events.leaves import entry, recorded_at
from ...events.proving import prove
from ...events.rows import microseconds
from ...events.tlog.errors import TlogError
from ..audit.dossiers import dossier, sections
from ..audit.replaying import Found, find
from ..opening import opened, storing
from ..settings import Settings
from .asking import settings_with
from .output import note, write, write_sections
from .question import refused


def run_report(check_id: str, html: str | None, *, db: str | None) -> None:
    """Write the view as text, or as a page into a file."""
    from ...engine.answers import Answers

    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "nothing is kept in memory: name a file or a database, with `--db` or `LICET_DB`")
    with opened(settings) as log, storing(settings) as store:
        found = find(store, check_id)
        if found is None:
            raise refused("", "ID", f"`{check_id[:80]}` has no receipt")
        answers = Answers(log, settings.inference, clock=time.monotonic, fresh_for=3600)
        view = dossier(log, answers, found, _signed(settings, found))
    if html is None:
        write_sections(sections(view), view.found.receipt.basis.outcome)
        return
    from ..audit.dossier_page import page

    try:
        Path(html).write_bytes(page(view))
    except OSError as error:
        raise refused("", "--html", f"`{html}` cannot be written: {(error.strerror or str(error)).lower()}") from None
    note(f"wrote `{html}`: it names what was asked, keep it as safe as the log")
    write(html)


def _signed(settings: Settings, found: Found) -> tuple[Line, ...]:
    """The checkpoint that covers the receipt, as far as there is one, and whether the receipt is in the log that it was signed for."""
    root = Path(settings.checkpoints) if settings.checkpoints else None
    try:
        open_ids = [name for name in ids(root) if ended(root, name) is None] if root is not None else []
        if root is None or not open_ids:
            raise NotSigned("no checkpoints are signed here yet")
        folder = Folder(root, origin_of(open_ids[-1], "receipts"))
        proof = prove(folder, found.given.position)
        given = found.given
        leaf = entry("receipts", given.position, given.receipt.id, recorded_at(microseconds(given.recorded_at)), given.digest)
        checkpoint, keys = proof.verify(leaf, folder.origin, folder.keys())
    except NotSigned:
        return (Line("Signed", "no checkpoint covers this receipt yet: `licet checkpoint` signs"),)
    except TlogError as error:
        return (Line("Signed", f"NOT AS SIGNED: {error}; `licet verify` names what was changed"),)
    except LogError as error:
        return (Line("Signed", f"could not be read: {error}"),)
    return (
        Line("Signed", f"{checkpoint.origin}, size {checkpoint.size}, root sha256:{checkpoint.root.hex()}"),
        Line("By", "; ".join(map(str, keys))),
        Line("", f"its proof holds; `licet audit export DIR --receipts {found.receipt.id}` shows that without Licet"),
    )
