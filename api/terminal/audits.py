"""`licet audit report`: one determination, for whoever has to check it years later."""

import time
from pathlib import Path

from ...engine.layout import Line
from ...events.errors import LogError
from ...events.folder import id_and_log
from ..audit.dossiers import dossier, sections
from ..audit.replaying import find
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
        view = dossier(log, answers, found, _signed(settings, found.given.position))
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


def _signed(settings: Settings, position: int) -> tuple[Line, ...]:
    """The checkpoint that covers the receipt, as far as there is one."""
    from ...events.stored import Stored

    try:
        with Stored(settings.db) as stored:
            for origin in reversed(stored.origins()):
                last = stored.last(origin) if (parts := id_and_log(origin)) and parts[1] == "receipts" else None
                if last is not None and last.size >= position:
                    covered = f"{origin}, size {last.size}, root sha256:{last.root.hex()}"
                    proves = (
                        f"`licet verify` checks it; `licet audit export DIR --receipts …` proves it without Licet (position {position})"
                    )
                    return Line("Signed", covered), Line("", proves)
    except LogError as error:
        return (Line("Signed", f"could not be read: {error}"),)
    return (Line("Signed", "no checkpoint covers this receipt yet: `licet checkpoint` signs"),)
