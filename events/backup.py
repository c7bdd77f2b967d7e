"""Backup while serving, and restore.

A backup is one SQLite file, whatever the database: the tables and guards of a log, the rows of one moment, and a manifest
with the number and the digest of the rows of each table. SQLite can be read everywhere for decades, and a log that was in
PostgreSQL can be opened as it is. Rows are read in one transaction that sees one state (others go on writing), and added
in order, past the guards: a log that is damaged cannot be backed up unnoticed.

Both directions write to where nobody looks (a file beside the destination; an open transaction), read back what was
written, and only then let it be seen. Whenever we die, the destination is whole or not there.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import MetaData, Table, select, tuple_
from sqlalchemy.engine import Connection

from . import database as databases
from . import ddl, newfile
from .codec import canonical_json
from .database import Database, Sqlite
from .errors import BackupRefused, LogDamaged, LogUnavailable
from .rows import Clock
from .schema import REVISIONS, VERSION_TABLE, revision, upgrade
from .store import utc

CHUNK: Final = 1_000
MANIFEST: Final = "licet_backup"
_NOT_COPIED: Final = {VERSION_TABLE, *ddl.HEADS.values(), MANIFEST}  # made by the steps, by triggers, by us


class Contents(NamedTuple):
    """Of one table. `digest`: SHA-256 over all values of all rows, in the order of the key."""

    rows: int
    digest: str


class Manifest(NamedTuple):
    """What a backup holds. `step`: of the tables, see `schema`."""

    made_at: str
    step: str
    tables: Mapping[str, Contents]

    @property
    def head(self) -> int:
        """The last position: there are no gaps."""
        return self.tables["licet_event"].rows

    def counts(self) -> dict[str, int]:
        """Rows by what they are: `event`, `key`, `check` and so on."""
        return {name.removeprefix("licet_"): found.rows for name, found in self.tables.items()}


def back_up(place: str | Path, destination: Path, *, clock: Clock) -> Manifest:
    """Copy the log and the store at `place`, as they are at one moment, into a new file. Errors: `LogUnavailable`,
    `BackupRefused` if there is something at `destination`, `LogDamaged`."""
    source = databases.at(place)
    with contextlib.closing(source), _snapshot(source) as reading, newfile.created(destination) as path:
        step, made_at = _step(source, reading), utc(clock()).isoformat()
        file = _file(path, destination)
        with contextlib.closing(file), _damage_is_of(source), file.transaction(write=True) as writing:
            upgrade(file, writing, to=step)
            manifest = Manifest(made_at, step, _copy(source, reading, file, writing))
            writing.exec_driver_sql(f"CREATE TABLE {MANIFEST} (manifest TEXT NOT NULL)")
            writing.exec_driver_sql(f"INSERT INTO {MANIFEST} VALUES (?)", (_to_json(manifest),))
        newfile.make_one(path)
        with _opened_backup(path) as (written, connection):
            _compare(manifest, _contents(written, connection), str(destination))
    return manifest


def restore(source: Path, place: str | Path) -> Manifest:
    """Make the log and the store of a backup at `place`, where there must be nothing yet, and bring its tables up to date.
    Errors: `BackupRefused`, `LogUnavailable`, `LogDamaged`."""
    with _opened_backup(source) as (backup, reading):
        manifest = _manifest(backup, reading)
        target = databases.at(place)
        with contextlib.closing(target):
            if not isinstance(target, Sqlite):
                _fill(backup, reading, manifest, target)
                return manifest
        with newfile.created(target.path) as path:
            with contextlib.closing(_file(path, target.path)) as file:
                _fill(backup, reading, manifest, file)
            newfile.make_one(path)
    return manifest


def _file(path: Path, destination: Path) -> Sqlite:
    """The file that will be at `destination`, which is what errors name."""
    file = Sqlite(path)
    file.place = str(destination)
    return file


def _fill(backup: Database, reading: Connection, manifest: Manifest, target: Database) -> None:
    """Everything in one transaction, and compared with the manifest before it is committed."""
    with target.transaction(write=True, patient=True) as writing:
        target.lock_schema(writing)
        if there := target.tables(writing):
            raise BackupRefused(f"`{target.place}` is not empty, it has {', '.join(sorted(there))}: restore into an empty place")
        upgrade(target, writing, to=manifest.step)
        _copy(backup, reading, target, writing)
        _compare(manifest, _contents(target, writing), backup.place)
        upgrade(target, writing)


@contextlib.contextmanager
def _damage_is_of(source: Database) -> Iterator[None]:
    try:
        yield
    except LogDamaged as error:
        raise LogDamaged(f"the log at `{source.place}` is damaged, no backup was made: {error.__cause__}") from error


# --- rows -----------------------------------------------------------------------------------------------------------------


def _copy(source: Database, reading: Connection, target: Database, writing: Connection) -> dict[str, Contents]:
    found, tables = {}, _tables(source, reading)
    for name, into in _tables(target, writing).items():
        if name not in tables:
            continue  # noticed when the contents are compared
        digest = _Digest()
        for rows in _chunks(reading, tables[name]):
            target.insert(writing, into, [dict(row._mapping) for row in rows])
            digest.add(rows)
        found[name] = digest.contents()
    return found


def _contents(database: Database, connection: Connection) -> dict[str, Contents]:
    found = {}
    for name, table in _tables(database, connection).items():
        digest = _Digest()
        for rows in _chunks(connection, table):
            digest.add(rows)
        found[name] = digest.contents()
    return found


def _tables(database: Database, connection: Connection) -> dict[str, Table]:
    """As they are there, which may be an older step than the code's."""
    found, names = MetaData(), sorted(database.tables(connection) - _NOT_COPIED)
    found.reflect(connection, only=names)
    return {name: found.tables[name] for name in names}


def _chunks(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    """In the order of the key, which is by bytes in both databases."""
    key = tuple(table.primary_key)
    query = select(table).order_by(*key).limit(CHUNK)
    rows = connection.execute(query).all()
    while rows:
        yield rows
        last = tuple(rows[-1]._mapping[column.name] for column in key)
        rows = connection.execute(query.where(tuple_(*key) > last)).all()


class _Digest:
    """Of rows: each value with its type and length, so that no two lists of rows look alike."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._rows = 0

    def add(self, rows: Sequence[Any]) -> None:
        for row in rows:
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                self._hash.update(b"%s %d " % (type(value).__name__.encode(), len(data)) + data)
        self._rows += len(rows)

    def contents(self) -> Contents:
        return Contents(self._rows, "sha256:" + self._hash.hexdigest())


def _compare(manifest: Manifest, found: Mapping[str, Contents], place: str) -> None:
    wrong = [name for name in sorted({*manifest.tables, *found}) if manifest.tables.get(name) != found.get(name)]
    if wrong:
        raise BackupRefused(f"`{place}` is not as the backup was made, in {', '.join(wrong)}: take another backup")


# --- source and manifest ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _snapshot(source: Database) -> Iterator[Connection]:
    if source.absent():  # connecting would make an empty file
        raise LogUnavailable(f"there is no log at `{source.place}`: nothing was written")
    with source.snapshot() as connection:
        yield connection


def _step(database: Database, connection: Connection) -> str:
    found = revision(database, connection)
    if found is None:
        raise LogUnavailable(f"there is no log at `{database.place}`: nothing was written")
    if found not in REVISIONS:
        raise LogUnavailable(f"the tables at `{database.place}` were made by a later version of Licet (`{found}`): update Licet")
    return found


@contextlib.contextmanager
def _opened_backup(path: Path) -> Iterator[tuple[Database, Connection]]:
    if not path.is_file():
        raise BackupRefused(f"there is no file `{path}`")
    database = Sqlite(path, read_only=True)
    with contextlib.closing(database):
        try:
            with database.snapshot() as connection:
                database.tables(connection)
        except LogUnavailable as error:
            raise BackupRefused(f"`{path}` cannot be read as a backup: {error.__cause__}") from error
        with database.snapshot() as connection:
            yield database, connection


def _manifest(backup: Database, connection: Connection) -> Manifest:
    if MANIFEST not in backup.tables(connection):
        raise BackupRefused(f"`{backup.place}` is no backup: make one of a log with `licet backup`")
    try:
        raw = orjson.loads(connection.exec_driver_sql(f"SELECT manifest FROM {MANIFEST}").scalar() or "")
        manifest = Manifest(raw["made_at"], raw["step"], {name: Contents(**found) for name, found in raw["tables"].items()})
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise BackupRefused(f"`{backup.place}` is not as it was made: its manifest cannot be read") from None
    if (step := _step(backup, connection)) != manifest.step:
        raise BackupRefused(f"`{backup.place}` is not as it was made: its tables are at step `{step}`, not `{manifest.step}`")
    return manifest


def _to_json(manifest: Manifest) -> str:
    tables = {name: found._asdict() for name, found in manifest.tables.items()}
    return canonical_json({"made_at": manifest.made_at, "step": manifest.step, "tables": tables}).decode()
