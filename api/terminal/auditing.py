"""`licet verify`: whether a log is what was recorded and signed. `licet audit export`: files with which others check that."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...events.beside import NOTHING, Compared, compare
from ...events.codec import canonical_json
from ...events.errors import NotSigned
from ...events.folder import Folder, ended, id_and_log, ids, origin_of
from ...events.store import open_store
from ...events.tlog.errors import TlogError
from ...events.tlog.note import VerifierKey
from ...events.verify import Fault, Mark, Progress, Verified
from ...events.verify import verify as verify_log
from ..audit.exporting import Wanted
from ..opening import now
from ..settings import Settings
from .asking import settings_with
from .failures import FAILURE
from .options import Json
from .output import note, write, write_bytes
from .question import refused
from .signing import public_keys

if TYPE_CHECKING:
    from ...events.stored import Stored

_UNSIGNED: Final = "it was never signed: `licet checkpoint` signs it"


def run_verify(checkpoints: str | None, given: Sequence[str], *, json: bool, db: str | None) -> int:
    """Check every log of the database against every checkpoint. The exit status."""
    from ...events.stored import Stored

    settings, keys = settings_with(db), parse_keys(given)
    if settings.db == "memory:":
        raise refused("", "--db", "a log in memory cannot be checked: name a file or a database, with `--db` or `LICET_DB`")
    root = Path(checkpoints or settings.checkpoints) if checkpoints or settings.checkpoints else None
    if checkpoints is not None and not Path(checkpoints).is_dir():
        raise refused("", "--checkpoints", f"`{checkpoints}` is not a folder")
    if root is not None and not root.is_dir():
        note(f"there is no folder `{root}`: the log is compared with the checkpoints of its own database alone")
    results: list[Json] = []
    sound = True
    with Stored(settings.db) as stored:
        strange = [f"there are checkpoints of `{name}`, which is no log" for name in stored.origins() if id_and_log(name) is None]
        faults = tuple(Fault(None, text) for text in (*stored.faults(), *strange))
        if faults:
            sound = False
            results.append({"log": None, "faults": [_fault_json(fault) for fault in faults]})
            if not json:
                _write_faults("database", faults, 0)
        origins = {log: _origins(stored, root, log) for log in stored.logs}
        if keys and not any(_named(keys, origin) for of_log in origins.values() for origin in of_log):
            raise refused("", "--key", f"none of the keys is of `{origins['events'][-1]}`: `licet keys signing show` prints them")
        for log in stored.logs:
            for origin in origins[log]:
                trusted = _named(keys, origin) if keys else _found_keys(settings, root, origin)
                why = None if root is None else ended(root, id_and_log(origin)[0])  # type: ignore[index]
                with _progress(log) as progress:
                    found = _verified(stored, root, log, origin, trusted, progress)
                if keys and found.size and not found.marks:
                    found = found._replace(faults=(*found.faults, Fault(None, "there is no checkpoint to be checked with the keys")))
                sound = sound and not (found.faults and why is None)
                results.append(_result(log, origin, found, why))
                if not json:
                    _write_found(log, origin, found, why, given=bool(keys))
        if "receipts" in stored.logs and (beside := _beside_receipts(stored)) is not None:
            sound = sound and not beside.faults
            results.append(_beside_json(beside))
            if not json:
                _write_beside(beside)
    if json:
        write_bytes(canonical_json({"sound": sound, "logs": results}))
    return 0 if sound else FAILURE


def run_export(destination: str, events: Sequence[str], receipts: Sequence[str], *, everything: bool, db: str | None) -> None:
    """Write a folder that proves what the logs hold, to somebody who has no Licet."""
    from ...events.export import Part, export
    from ...events.stored import Stored

    if bool(events or receipts) == everything:
        raise refused("", "--events", "say what to export: ids with `--events` and `--receipts`, or `--all`")
    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "a log in memory was never signed: name a file or a database, with `--db` or `LICET_DB`")
    root = Path(settings.checkpoints) if settings.checkpoints else None
    with Stored(settings.db) as stored, open_store(settings.db, clock=now, create=False, migrate=False) as store:
        wanted = Wanted(store, receipts, everything=everything)
        asked = {"events": set(events), "receipts": wanted.receipts}
        parts: list[Part] = []
        keys: list[VerifierKey] = []
        for log in stored.logs:
            origin = _origins(stored, root, log)[-1]
            last = stored.last(origin) if stored.step >= "0003" else None
            if last is None and (asked[log] or log == "events"):
                raise NotSigned(f"{log}: {_UNSIGNED}")
            if last is not None and (asked[log] or everything or log == "events"):  # receipts say on which events they rest
                keys += _found_keys(settings, root, origin)
                beside = wanted.beside if log == "receipts" else _nothing
                parts.append(Part(log, origin, stored.rows(log), last.note, None if everything else asked[log], beside))
        with _progress("export") as progress:
            try:
                counts = export(parts, keys, Path(destination), progress)
            except NotSigned as error:
                of_receipts = any(f"`{name}`" in str(error) for name in receipts)
                raise refused("", "--receipts" if of_receipts else "--events", str(error)) from None
    counted = ", ".join(f"{count} {log}" for log, count in counts.items())
    write(f"exported to `{destination}`: {counted}; `README.md` there says how to check it")


def _nothing(_: str) -> dict[str, bytes]:
    return {}


def parse_keys(given: Sequence[str]) -> list[VerifierKey]:
    """Verifier keys as they were typed, or files that hold them."""
    keys = []
    for text in given:
        try:
            lines = Path(text).read_text(encoding="utf-8").splitlines() if "+" not in text and Path(text).is_file() else [text]
            keys += [VerifierKey.parse(line) for line in lines if line.strip()]
        except (TlogError, OSError, UnicodeDecodeError) as error:
            raise refused("", "--key", str(error)) from None
    return keys


def _named(keys: Sequence[VerifierKey], origin: str) -> list[VerifierKey]:
    """Those of the keys that sign a log. The logs of one database are signed with the same keys, each under its own name."""
    own = id_and_log(origin)
    return [VerifierKey(origin, key.public) for key in keys if own and (parts := id_and_log(key.name)) and parts[0] == own[0]]


def _found_keys(settings: Settings, root: Path | None, origin: str) -> list[VerifierKey]:
    """Without `--key`: what the settings and the folder have."""
    kept = Folder(root, origin).keys() if root is not None else ()
    return list(dict.fromkeys([*public_keys(settings, origin), *kept]))


def _origins(stored: "Stored", root: Path | None, log: str) -> list[str]:
    """Of the checkpoints of a log, in the database and in the folder; one that nobody signed has a name all the same."""
    names = [name for name in stored.origins() if (parts := id_and_log(name)) and parts[1] == log]
    names += [origin_of(name, log) for name in (ids(root) if root is not None else ()) if (root / name / log).is_dir()]  # type: ignore[operator]
    return list(dict.fromkeys(names)) or [origin_of("0" * 16, log)]


def _verified(stored: "Stored", root: Path | None, log: str, origin: str, keys: Sequence[VerifierKey], progress: Progress) -> Verified:
    # A server may be signing meanwhile: what is compared is fixed before the rows are read, which are then at least as many.
    folder = None if root is None else Folder(root, origin)
    last = stored.last(origin) if stored.step >= "0003" else None
    database = (_mark(c.size, "the database", c.root, c.note) for c in (stored.checkpoints(origin, through=last.size) if last else ()))
    largest = folder.last() if folder is not None else None
    found = folder.checkpoints(through=largest[0]) if folder is not None and largest is not None else ()
    kept = (Mark(size, "the folder", None, text) for size, text in found)
    leaves = iter(()) if folder is None else islice(folder.leaves(), folder.leaf_count())
    return verify_log(log, stored.rows(log), [database, kept], leaves, origin, keys, progress)


def _mark(size: object, place: str, root: object, text: object) -> Mark:
    """Whoever writes past the guards may leave values of any type."""
    if isinstance(size, int) and isinstance(root, bytes) and isinstance(text, bytes):
        return Mark(size, place, root, text)
    return Mark(0, place, None, b"")


def _beside_receipts(stored: "Stored") -> Compared | None:
    """What lies beside the receipts, against what they commit to; None where there are no receipts."""
    with _progress("beside receipts") as progress:
        found = compare(stored.checks(), stored.rows("receipts"), progress)
    marked, told = stored.erased()
    if marked != told:
        fault = Fault(None, f"{marked} questions are marked as erased, and the traces tell of {told}")
        found = found._replace(faults=(*found.faults, fault))
    return found if found != NOTHING else None


def _beside_json(found: Compared) -> Json:
    return {
        "log": None,
        "beside": {"checks": found.checks, "erased": found.erased, "manifests": found.manifests},
        "faults": [_fault_json(fault) for fault in found.faults],
        "more_faults": found.more,
    }


def _write_beside(found: Compared) -> None:
    if found.faults:
        _write_faults("beside receipts", found.faults, found.more)
        return
    manifests = f", {found.manifests} manifests of batches" if found.manifests else ""
    write(f"beside receipts: {found.checks} questions and answers as the receipts commit to them{manifests}; {found.erased} were erased")


@contextmanager
def _progress(log: str) -> Iterator[Progress]:
    """A line on the terminal that counts; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    start, shown = time.monotonic(), 0.0

    def tell(position: int) -> None:
        nonlocal shown
        passed = time.monotonic() - start
        if passed - shown > 0.2:
            shown = passed
            sys.stderr.write(f"\r{log}: {position:,} positions, {position / passed:,.0f}/s ")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\033[K")


def _result(log: str, origin: str, found: Verified, why: str | None) -> Json:
    return {
        "log": log,
        "origin": origin,
        "ended": why,
        "size": found.size,
        "root": found.root.hex(),
        "signed": found.signed,
        "checkpoints": {place.removeprefix("the "): count for place, count in found.marks.items()},
        "keys": [str(key) for key in found.keys],
        "faults": [_fault_json(fault) for fault in found.faults],
        "more_faults": found.more,
    }


def _fault_json(fault: Fault) -> Json:
    return {"position": fault.position, "text": fault.text}


def _write_found(log: str, origin: str, found: Verified, why: str | None, *, given: bool) -> None:
    places = " and ".join(f"{count} in {place}" for place, count in found.marks.items())
    if why is not None:
        write(f"{origin}: ended, {why}")
        if found.faults:
            write(f"  the log is no longer the one that was signed under it: {found.faults[0]}")
        return
    if found.faults:
        _write_faults(log, found.faults, found.more)
        return
    if not found.marks and not found.size and log != "events":
        return
    if not found.marks:
        write(f"{log}: {found.size} positions, in order; {_UNSIGNED}")
        return
    unsigned = f"; {found.size - found.signed} more are not signed yet" if found.size > found.signed else ""
    write(f"{log}: {found.signed} positions as they were signed, by {places} (`{origin}`){unsigned}")
    for key in found.keys:
        write(f"  signed by {key}")
    if not given:
        note("the keys were found beside the log: compare them with those that you were given, or pass those with `--key`")


def _write_faults(log: str, faults: Sequence[Fault], more: int) -> None:
    for fault in faults:
        write(f"{log}: {fault}")
    if more:
        write(f"{log}: and {more} more")
