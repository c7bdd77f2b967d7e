"""Making the tables and bringing old ones up to date, with Alembic.

Each database says in `licet_schema` which step of `migrations` it has. Looking there costs a query; Alembic, a quarter
of a second to import, is loaded only where there is something to do. All steps are one transaction: a process that dies
leaves the tables as they were, and one that starts meanwhile waits and then finds the work done. The rows of the log are
never touched: its guards hold while tables change.
"""

from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

from . import database as databases
from .database import Database
from .errors import LogNotSafe, LogUnavailable, SchemaOutdated

REVISIONS: Final = ("0001", "0002", "0003", "0004")
"""The steps, oldest first: the files of `migrations/versions`."""

VERSION_TABLE: Final = "licet_schema"


def prepare(database: Database, *, create: bool, migrate: bool) -> None:
    """See to it that the tables are there and are the ones that this version of Licet works with.

    `create`: make them where there are none. `migrate`: whether tables may be made or changed at all. Errors:
    `LogUnavailable` (none there, or made by a later version), `SchemaOutdated`, `LogNotSafe` for guards that were changed.
    """
    if not create and database.absent():
        raise LogUnavailable(f"there is no log at `{database.place}`: load one first")
    found = None
    if migrate or not database.absent():
        with database.transaction() as connection:
            found = revision(database, connection)
            guarded = found is None or _guarded(database, connection, found)
    if found is None and not create:
        raise LogUnavailable(f"there is no log at `{database.place}`: load one first")
    if found is not None and found not in REVISIONS:
        raise LogUnavailable(f"the tables at `{database.place}` were made by a later version of Licet (`{found}`): update Licet")
    if found is not None and not guarded:
        raise _changed(database)
    if found == REVISIONS[-1]:
        return
    if not migrate:
        raise SchemaOutdated(
            f"the tables at `{database.place}` are at step `{found or 'none'}`, and Licet needs `{REVISIONS[-1]}`: run `licet migrate`"
        )
    with database.transaction(write=True, patient=True) as connection:
        database.lock_schema(connection)
        upgrade(database, connection)
    database.committed()


def migrate(place: str | Path) -> tuple[str | None, str]:
    """Make the tables at `place`, or bring them up to date; the step before, None where there was nothing, and the one
    after. Errors: as `prepare`."""
    database = databases.at(place)
    try:
        before = None
        if not database.absent():
            with database.transaction() as connection:
                before = revision(database, connection)
        prepare(database, create=True, migrate=True)
        return before, REVISIONS[-1]
    finally:
        database.close()


def revision(database: Database, connection: Connection) -> str | None:
    """The step that the tables have; None where there are none."""
    tables = database.tables(connection)
    if VERSION_TABLE in tables:
        return str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one())
    return REVISIONS[0] if "licet_event" in tables else None  # made before steps were noted


def upgrade(database: Database, connection: Connection, to: str = REVISIONS[-1]) -> None:
    """Take all steps up to `to` that are missing, in this transaction, with the schema locked; `LogNotSafe` if the guards
    are not right then."""
    found = revision(database, connection)
    if found != to:  # else somebody was first
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        if found is not None and VERSION_TABLE not in database.tables(connection):
            command.stamp(config, found)
        command.upgrade(config, to)
    if to == REVISIONS[-1] and not _guarded(database, connection, to):
        raise _changed(database)


def _guarded(database: Database, connection: Connection, step: str) -> bool:
    found, wanted = database.guards(connection, step)
    return found == wanted


def _changed(database: Database) -> LogNotSafe:
    return LogNotSafe(
        f"the tables or triggers of the log at `{database.place}` are not the ones that Licet makes:"
        " find out who changed them, and copy the log into a new one"
    )
