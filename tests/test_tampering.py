"""Whatever somebody changes in a log that was signed is found, and named by its first position."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_support import KEY, OTHER_KEY, append, first, names, sign, signed_log, unguarded, verified
from log_support import DATABASES, Clock, execute, new_place

from licet.events.errors import CheckpointRefused, LogUnavailable
from licet.events.folder import Folder, ids, origin_of
from licet.events.rows import Row
from licet.events.signing import start_new_id
from licet.events.stored import Stored
from licet.events.tlog.note import VerifierKey
from licet.events.verify import Mark, Verified, verify

SIZES = (3, 7, 12)


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    (tmp_path / "db").mkdir()
    return new_place(request.param, tmp_path / "db", request)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints"


@pytest.fixture
def origin(place: str, root: Path) -> str:
    """Of a log with twelve events and checkpoints after 3, 7 and 12."""
    ids = names(12)
    return signed_log(place, root, ids[:3], ids[3:7], ids[7:])


def test_a_log_that_nobody_changed(place: str, root: Path, origin: str) -> None:
    found = verified(place, root, origin)
    assert (found.faults, found.more) == ((), 0)
    assert (found.size, found.signed, found.marks) == (12, 12, {"the database": 3, "the folder": 3})
    assert found.keys == (VerifierKey(origin, KEY.public_key().public_bytes_raw()),)
    assert Folder(root, origin).leaf_count() == 12
    with Stored(place) as stored:
        assert list(stored.faults()) == []
    assert verified(place, None, origin).faults == ()


# --- rows ---------------------------------------------------------------------------------------------------------------


class Copy:
    """A signed log in memory, to be spoilt a thousand times."""

    def __init__(self, place: str, root: Path, origin: str) -> None:
        self.origin, folder = origin, Folder(root, origin)
        with Stored(place) as stored:
            self.rows = list(stored.rows("events"))
            self.database = [Mark(c.size, "the database", c.root, c.note) for c in stored.checkpoints(origin)]
        self.folder = [Mark(size, "the folder", None, note) for size, note in folder.checkpoints()]
        self.leaves = list(folder.leaves())

    def check(
        self,
        rows: list[Row] | None = None,
        database: list[Mark] | None = None,
        folder: list[Mark] | None = None,
        leaves: list[bytes] | None = None,
    ) -> Verified:
        places = [self.database if database is None else database, self.folder if folder is None else folder]
        key = VerifierKey(self.origin, KEY.public_key().public_bytes_raw())
        return verify("events", self.rows if rows is None else rows, places, self.leaves if leaves is None else leaves, self.origin, [key])


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Copy:
    ids = names(12)
    place = str(tmp_path / "log.sqlite")
    return Copy(place, root, signed_log(place, root, ids[:3], ids[3:7], ids[7:]))


def flips(row: Row) -> list[Row]:
    """The row with each of its bytes, and each of the low 60 bits of its instant, changed."""
    bodies = [row._replace(body=row.body[:at] + bytes([row.body[at] ^ (1 << at % 8)]) + row.body[at + 1 :]) for at in range(len(row.body))]
    instants = [row._replace(recorded_us=row.recorded_us ^ (1 << bit)) for bit in range(60)]
    renamed = [row._replace(id=row.id[:at] + chr(ord(row.id[at]) ^ 1) + row.id[at + 1 :]) for at in range(len(row.id))]
    moved = [row._replace(position=row.position ^ (1 << bit)) for bit in range(40)]
    return bodies + instants + renamed + moved


def test_every_changed_byte_of_a_row_is_named(copy: Copy) -> None:
    count = 0
    for at, row in enumerate(copy.rows):
        for spoilt in flips(row):
            found = copy.check([*copy.rows[:at], spoilt, *copy.rows[at + 1 :]], database=[], folder=copy.folder[-1:])
            assert first(found).position == row.position, spoilt
            count += 1
    assert count > 6_000


def test_a_byte_changed_so_that_the_row_still_reads_is_named_by_the_tree_alone(copy: Copy) -> None:
    """Without the folder: up to a checkpoint."""
    row = copy.rows[4]
    assert b'"Announcement' in row.body or b'"title"' in row.body
    spoilt = row._replace(body=row.body.replace(b'"published":"2', b'"published":"1', 1))
    assert spoilt.body != row.body
    rows = [*copy.rows[:4], spoilt, *copy.rows[5:]]
    assert str(first(copy.check(rows))) == "position 5: not as it was signed (checkpoint of 7 in the database)"
    (fault,) = copy.check(rows, folder=[], leaves=[]).faults
    assert str(fault) == "position 4: this one, or one after it up to 7, is not as it was signed (checkpoint of 7 in the database)"


@pytest.mark.parametrize("at", range(12))
def test_a_row_that_is_deleted(copy: Copy, at: int) -> None:
    found = first(copy.check([*copy.rows[:at], *copy.rows[at + 1 :]]))
    assert found.position == at + 1 and "missing" in found.text
    renumbered = [row._replace(position=n) for n, row in enumerate([*copy.rows[:at], *copy.rows[at + 1 :]], 1)]
    assert first(copy.check(renumbered)).position == at + 1


@pytest.mark.parametrize("at", range(11))
def test_rows_that_change_places(copy: Copy, at: int) -> None:
    one, two = copy.rows[at], copy.rows[at + 1]
    swapped = [*copy.rows[:at], two._replace(position=one.position), one._replace(position=two.position), *copy.rows[at + 2 :]]
    assert first(copy.check(swapped)).position == at + 1
    contents = [
        *copy.rows[:at],
        one._replace(id=two.id, body=two.body),
        two._replace(id=one.id, body=one.body),
        *copy.rows[at + 2 :],
    ]
    assert first(copy.check(contents)).position == at + 1


@pytest.mark.parametrize("at", range(12))
def test_a_row_that_is_there_twice_or_was_put_in(copy: Copy, at: int) -> None:
    assert first(copy.check([*copy.rows[: at + 1], *copy.rows[at:]])).position == at + 2
    doubled = [row._replace(position=n) for n, row in enumerate([*copy.rows[: at + 1], *copy.rows[at:]], 1)]
    # Where nothing follows, it is an ordinary row that was added, except that its id is taken: the database refuses that.
    assert [f.position for f in copy.check(doubled).faults][:1] == ([at + 2] if at < 11 else [])


@pytest.mark.parametrize("at", range(12))
def test_a_log_that_was_cut(copy: Copy, at: int) -> None:
    for found in (
        copy.check(copy.rows[:at]),
        copy.check(copy.rows[:at], database=[], leaves=[]),
        copy.check(copy.rows[:at], folder=[], leaves=[]),
    ):
        assert first(found).position == at + 1 and "missing" in first(found).text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda row: row._replace(recorded_us=row.recorded_us - 10**9), "was recorded before the one ahead of it"),
        (lambda row: row._replace(recorded_us=2**62), "is no time"),
        (lambda row: row._replace(body=row.body.replace(b",", b", ", 1)), "its body is not canonical JSON"),
        (lambda row: row._replace(body=row.body[:-1]), "its body is not JSON"),
        (lambda row: row._replace(body=row.body.decode()), "its body is no bytes"),
        (lambda row: row._replace(id="other"), "it is filed under `other`, but its body says otherwise"),
    ],
)
def test_rows_that_were_never_signed_are_looked_at_too(copy: Copy, spoil: Callable[[Row], Row], says: str) -> None:
    (fault,) = copy.check([*copy.rows[:11], spoil(copy.rows[11])], database=copy.database[:2], folder=copy.folder[:2], leaves=[]).faults
    assert fault.position == 12 and says in fault.text


# --- checkpoints ----------------------------------------------------------------------------------------------------------


def test_every_changed_byte_of_a_checkpoint_is_noticed(copy: Copy) -> None:
    for at in range(3):
        for mark, place in ((copy.database[at], "database"), (copy.folder[at], "folder")):
            for byte in range(len(mark.note)):
                note = bytearray(mark.note)
                note[byte] ^= 1
                marks = {place: [*copy.database[:at], mark._replace(note=bytes(note)), *copy.database[at + 1 :]]}
                (fault,) = copy.check(**marks).faults  # type: ignore[arg-type]
                assert f"the checkpoint of {mark.size} in the {place}" in fault.text


def test_a_column_beside_a_note_that_says_something_else(copy: Copy) -> None:
    one, two, three = copy.database
    assert "not the one that its note says" in first(copy.check(database=[one, two._replace(root=bytes(32)), three])).text
    assert "not the one that its note says" in first(copy.check(database=[one, two._replace(size=6), three])).text
    assert first(copy.check(database=[one._replace(size=0), two, three])).text == "the checkpoint of size 0 in the database is none"
    assert "not the one" in first(copy.check(database=[one, two, three._replace(size=13)])).text


def test_a_hash_in_the_folder_that_was_changed(copy: Copy) -> None:
    for at in range(12):
        found = first(copy.check(leaves=[*copy.leaves[:at], bytes(32), *copy.leaves[at + 1 :]]))
        assert found.position == at + 1 and "`leaves` was changed" in found.text


def test_a_log_that_somebody_else_signed(place: str, root: Path, origin: str) -> None:
    assert {f.text.split(": ")[1] for f in verified(place, root, origin, OTHER_KEY).faults} == {
        "no signature is by a key that is known here"
    }


# --- databases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statements", "position"),
    [
        (["UPDATE licet_event SET recorded_us = recorded_us + 1 WHERE position = 5"], 5),
        (["DELETE FROM licet_event WHERE position = 5"], 5),
        (["DELETE FROM licet_event WHERE position = 12"], 12),
        (["DELETE FROM licet_event WHERE position > 2"], 3),
        (["DELETE FROM licet_event"], 1),
        (["UPDATE licet_event SET position = 99 WHERE position = 2", "UPDATE licet_event SET position = 2 WHERE position = 3"], 2),
        (["UPDATE licet_event SET event_id = 'Z' WHERE position = 9"], 9),
    ],
)
def test_rows_that_were_edited_past_the_guards(place: str, root: Path, origin: str, statements: list[str], position: int) -> None:
    unguarded(place, *statements)
    found = verified(place, root, origin)
    assert first(found).position == position
    with pytest.raises(CheckpointRefused, match=r"nothing was signed.*`licet verify` says"):
        sign(place, root)
    assert [size for size, _ in Folder(root, origin).checkpoints()] == list(SIZES)
    shutil.rmtree(root)  # the checkpoints of the database are enough to refuse
    with pytest.raises(CheckpointRefused, match=r"not as it was signed|is missing|rows are missing|says otherwise"):
        sign(place, root)


def test_guards_that_are_gone_are_named(place: str, root: Path, origin: str) -> None:
    execute(place, "DROP TRIGGER licet_checkpoint_insert" + (" ON licet_checkpoint" if "://" in place else ""))
    with Stored(place) as stored:
        assert list(stored.faults()) == ["the tables, triggers or functions that refuse changes are not the ones that Licet makes"]
    assert verified(place, root, origin).faults == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE licet_checkpoint SET size = 13 WHERE size = 12",
        "DELETE FROM licet_checkpoint",
        "INSERT INTO licet_checkpoint SELECT log, 11, root, note, signed_us FROM licet_checkpoint WHERE size = 12",
        "INSERT INTO licet_checkpoint SELECT * FROM licet_checkpoint WHERE size = 12",
    ],
)
def test_checkpoints_are_only_added(place: str, root: Path, origin: str, statement: str) -> None:
    with pytest.raises(Exception, match="licet: "):
        execute(place, statement)


def test_checkpoints_deleted_in_the_database_are_still_in_the_folder(place: str, root: Path, origin: str) -> None:
    unguarded(place, "DELETE FROM licet_checkpoint", "DELETE FROM licet_event WHERE position > 10")
    assert str(first(verified(place, root, origin))).startswith("position 11: missing: 12 positions were signed (checkpoint in the folder)")
    with pytest.raises(CheckpointRefused, match="the log ends at position 10, but 12 positions were signed"):
        sign(place, root)


def test_an_old_backup_put_back_under_the_folder(tmp_path: Path, root: Path) -> None:
    place, ids = str(tmp_path / "log.sqlite"), names(12)
    origin = signed_log(place, root, ids[:3], ids[3:7])
    shutil.copyfile(place, tmp_path / "old.sqlite")
    signed_log(place, root, ids[7:])
    for suffix in ("", "-wal", "-shm"):
        Path(place + suffix).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "old.sqlite", place)
    assert str(first(verified(place, root, origin))).startswith("position 8: missing: 12 positions were signed (checkpoint in the folder)")
    with pytest.raises(CheckpointRefused, match="the log ends at position 7, but 12 positions were signed"):
        sign(place, root)
    append(place, *(f"Other-{n}" for n in range(9)), clock=Clock())
    assert first(verified(place, root, origin)).position == 8
    with pytest.raises(CheckpointRefused, match="position 8 is not as it was signed"):
        sign(place, root)

    with Stored(place) as stored:
        start_new_id(stored, root, "disk lost")
    signed = sign(place, root)
    assert signed is not None and signed.size == 16 and signed.origin != origin
    assert verified(place, root, signed.origin).faults == ()
    assert first(verified(place, root, origin)).position == 8


def test_another_log_under_the_folder(tmp_path: Path, root: Path) -> None:
    signed_log(str(tmp_path / "one.sqlite"), root, names(3))
    append(str(tmp_path / "two.sqlite"), *names(3), clock=Clock(Clock().now.replace(year=2026)))
    with pytest.raises(CheckpointRefused, match="position 1 is not as it was signed"):
        sign(str(tmp_path / "two.sqlite"), root)
    signed_log(str(tmp_path / "two.sqlite"), tmp_path / "its own", ["A"])
    with pytest.raises(CheckpointRefused, match="give every log a folder of its own"):
        sign(str(tmp_path / "two.sqlite"), root)


def damage(place: str, at: int, data: bytes) -> None:
    with open(place, "r+b") as file:
        file.seek(at)
        file.write(data)


def test_a_file_that_was_cut_or_overwritten(tmp_path: Path, root: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    origin = signed_log(place, root, names(12))
    execute(place, "PRAGMA wal_checkpoint(TRUNCATE)", autocommit=True)
    whole = Path(place).read_bytes()

    def outcome() -> str:
        try:
            with Stored(place) as stored:
                faults = list(stored.faults())
            return "; ".join([*faults, *map(str, verified(place, root, origin).faults)])
        except LogUnavailable as error:
            return str(error)

    assert outcome() == ""
    for size in range(0, len(whole), 4096):
        Path(place).write_bytes(whole[:size])
        assert outcome() != "", size
    body = whole.index(b'"id":"N-05"')
    Path(place).write_bytes(whole)
    damage(place, body + 9, b"6")
    assert "position 5: it is filed under `N-05`, but its body says otherwise" in outcome()


@pytest.mark.parametrize("text", [b"NULL", b"licet_event", b"CREATE TABLE", b"CHECK"])
def test_a_file_whose_tables_are_no_longer_described_in_text(tmp_path: Path, root: Path, text: bytes) -> None:
    """What the database says of that is no text either."""
    place = str(tmp_path / "log.sqlite")
    signed_log(place, root, names(3))
    execute(place, "PRAGMA wal_checkpoint(TRUNCATE)", autocommit=True)
    whole = Path(place).read_bytes()
    at = whole.index(text)
    for suffix in ("-wal", "-shm"):
        Path(place + suffix).unlink(missing_ok=True)
    Path(place).write_bytes(whole[:at] + bytes([whole[at] | 0x80]) + whole[at + 1 :])
    with pytest.raises(LogUnavailable, match="out of reach: "), Stored(place) as stored:
        list(stored.faults())


def test_bytes_of_text_that_are_no_text(tmp_path: Path, root: Path) -> None:
    place = str(tmp_path / "log.sqlite")
    origin = signed_log(place, root, names(3))
    unguarded(place, "UPDATE licet_event SET event_id = CAST(x'ff' AS TEXT) WHERE position = 2")
    assert first(verified(place, root, origin)).position == 2
    assert "cannot be read" in first(verified(place, root, origin)).text


Change = Callable[[Path], None]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda path: (path / "checkpoints" / "012").unlink(), None),
        (
            lambda path: (path / "checkpoints" / "012").write_bytes((path / "checkpoints" / "007").read_bytes()),
            "not the one that its note says",
        ),
        (lambda path: (path / "checkpoints" / "012").write_bytes(b""), "is not a text, an empty line"),
        (lambda path: (path / "checkpoints" / "007").rename(path / "checkpoints" / "008"), "not the one that its note says"),
    ],
)
def test_files_of_the_folder(tmp_path: Path, root: Path, change: Change, says: str | None) -> None:
    place, ids_ = str(tmp_path / "log.sqlite"), names(12)
    origin = signed_log(place, root, ids_[:3], ids_[3:7], ids_[7:])
    change(root / ids(root)[0] / "events")
    found = verified(place, root, origin)
    assert [says in fault.text for fault in found.faults] == [True] if says else found.faults == ()
    assert origin == origin_of(ids(root)[0], "events")
