"""`licet migrate`, `backup`, `restore`, `retention …`, `erase`: keeping a log and what is kept beside it."""

import getpass
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ...events.codec import canonical_json
from ...events.store import KeptCheck, Store, Trace
from ..opening import make_folder, now, storing
from ..settings import Settings
from .asking import settings_with
from .output import note, write, write_bytes
from .question import refused

_NOUNS: Final = {"event": "events", "key": "keys", "check": "kept checks", "receipt": "receipts"}


def migrate(*, db: str | None) -> None:
    """Make the tables, or bring them up to date."""
    from ...events.schema import migrate as bring_up_to_date

    settings = _durable(db)
    make_folder(settings)
    before, after = bring_up_to_date(settings.db)
    if before == after:
        write(f"the tables at `{settings.shown_db}` are up to date, at step {after}")
    else:
        write(f"the tables at `{settings.shown_db}` were {f'at step {before}' if before else 'not there'} and are at step {after}")


def back_up(destination: str, *, db: str | None) -> None:
    """Copy everything into a new file, while others write."""
    from ...events.backup import back_up as take

    settings = _durable(db)
    manifest = take(settings.db, Path(destination), clock=now)
    write(f"backed up `{settings.shown_db}` to `{destination}`: {_counted(manifest.counts())}")


def restore(source: str, *, db: str | None) -> None:
    """Make a log of a backup, where there is none."""
    from ...events.backup import restore as put_back

    settings = _durable(db)
    make_folder(settings)
    manifest = put_back(Path(source), settings.db)
    write(f"restored `{source}` of {manifest.made_at} to `{settings.shown_db}`: {_counted(manifest.counts())}")


def show_retention(*, json: bool, db: str | None) -> None:
    """What is kept, for how long, and who has changed it."""
    settings = _durable(db)
    with storing(settings) as store:
        kept, traces = store.checks.count(), store.traces()
        due = 0 if settings.keep_checks_days is None else store.checks.count(_before(settings.keep_checks_days))
    if json:
        data = {"kept": kept, "due": due, "keep_checks_days": settings.keep_checks_days, "traces": [_trace_json(t) for t in traces]}
        write_bytes(canonical_json(data))
        return
    limit = "no limit" if settings.keep_checks_days is None else f"{settings.keep_checks_days} days; {due} are older"
    write(f"{kept} checks are kept; limit: {limit}")
    for trace in traces:
        write(f"{trace.at:%Y-%m-%d %H:%M:%S}Z  {trace.act}  {trace.count}  by {trace.actor}  {trace.subject}".rstrip())


def apply_retention(days: int | None, by: str | None, *, dry_run: bool, db: str | None) -> None:
    """Erase what was kept for longer."""
    settings = _durable(db)
    limit = days if days is not None else settings.keep_checks_days
    if limit is None:
        raise refused("", "--days", "there is no limit: name one, or set `LICET_KEEP_CHECKS_DAYS`")
    before = _before(limit)
    with storing(settings) as store:
        if dry_run:
            write(f"{store.checks.count(before)} checks were kept before {before:%Y-%m-%d %H:%M}Z; nothing was erased")
        else:
            count = store.checks.expire(before, by=by or local_actor())
            write(f"erased {count} checks that were kept before {before:%Y-%m-%d %H:%M}Z")


def erase(party: str | None, ids: Iterable[str], reason: str, by: str | None, *, yes: bool, db: str | None) -> None:
    """Erase kept questions with their answers: those that name a party, or those of these ids. Shown only, without `yes`."""
    wanted = tuple(ids)
    if bool(wanted) == (party is not None):
        raise refused("", "--party", "say what to erase: a name with `--party`, or ids with `--check`")
    if party is not None and len(party.split()) == 0:
        raise refused("", "--party", "is empty, which would be found everywhere")
    with storing(_durable(db)) as store:
        whole = []
        for check in store.checks.naming(party) if party is not None else (_kept(store, check_id) for check_id in wanted):
            if check.erased_at is None:
                whole.append(check.id)
                write(f"{check.id}  {check.kept_at:%Y-%m-%d %H:%M:%S}Z  by {check.actor}")
        if not yes:
            write(f"{len(whole)} checks would be erased: `--yes` erases them")
            return
        write(f"erased {store.checks.erase(whole, by=by or local_actor(), reason=reason)} checks")
        note("backups still hold them: restore none without erasing again, and delete the old ones when you can")


def _kept(store: Store, check_id: str) -> KeptCheck:
    check = store.checks.get(check_id)
    if check is None:
        raise refused("", "--check", f"`{check_id}` is not the id of a check that was kept")
    return check


def local_actor() -> str:
    """Who is at this terminal, for traces."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):  # a container without names of users
        return "cli"


def _durable(db: str | None) -> Settings:
    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "what is in memory is gone when this command ends: name a file or a database, with `--db` or `LICET_DB`")
    return settings


def _before(days: int) -> datetime:
    return now() - timedelta(days=days)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {_NOUNS[name]}" for name, count in counts.items() if name in _NOUNS)


def _trace_json(trace: Trace) -> dict[str, object]:
    return {"at": trace.at.isoformat(), "actor": trace.actor, "act": trace.act, "subject": trace.subject, "count": trace.count}
