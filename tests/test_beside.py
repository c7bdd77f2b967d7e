"""What lies beside receipts is compared with what they commit to; whatever somebody changes there is found, and named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from log_support import DATABASES, Clock, execute, keep, new_check, new_place

from licet.api import cli
from licet.events.beside import NOTHING, Compared, compare
from licet.events.receipts import BatchReceipt
from licet.events.sealing import BatchSeal, Sealed
from licet.events.store import Store, open_store
from licet.events.stored import Stored


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_place(request.param, tmp_path, request)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place, clock=Clock()) as opened:
        yield opened


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Of a check, an erased one, five rows of a batch in two parts with its manifest, a batch that broke off: receipts 1 to 6."""
    first, gone = keep(store, b'{"n":1}', b"answer 1", "erp"), keep(store, b'{"n":2}', b"answer 2", "erp")
    store.checks.erase([gone], by="dpo")
    batch, broken = BatchSeal("erp"), BatchSeal("erp")
    rows = [(n, new_check(b'{"row":%d}' % n, b"answer %d" % n, "erp", "released")) for n in range(1, 6)]
    one = store.checks.keep(batch.part(rows[:3]))
    other = store.checks.keep(broken.part(rows[:1]))
    two = store.checks.keep(batch.part(rows[3:]))
    store.checks.keep(batch.whole())
    return [first, gone, *one, *other, *two]


def compared(place: str) -> Compared:
    with Stored(place) as stored:
        return compare(stored.checks(), stored.rows("receipts"))


def test_nothing_beside_a_log_without_receipts(place: str, store: Store) -> None:
    assert compared(place) == NOTHING


def test_all_is_as_recorded(place: str, ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(place) == Compared(7, 1, 1, (), 0)
    with Stored(place) as stored:
        assert stored.erased() == (1, 1)
    execute(place, "DELETE FROM licet_trace")
    assert cli.run(["verify", "--db", place]) == 1
    assert "beside receipts: 1 questions are marked as erased, and the traces tell of 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "position", "says"),
    [
        ("UPDATE licet_check SET question = {x} WHERE id = '{0}'", 1, "not the ones that the receipt commits to"),
        ("UPDATE licet_check SET salt = {x} WHERE id = '{0}'", 1, "not the ones that the receipt commits to"),
        ("UPDATE licet_check SET note = {x} WHERE id = '{0}'", 1, "not the ones that the receipt commits to"),
        ("UPDATE licet_check SET digest = 'other' WHERE id = '{0}'", 1, "not the ones that the receipt commits to"),
        ("DELETE FROM licet_check WHERE id = '{0}'", 1, "question and answer are missing, and were not erased"),
        ("DELETE FROM licet_check WHERE id = '{1}'", 2, "question and answer are missing, and were not erased"),
        ("UPDATE licet_check SET question = {x} WHERE id = '{1}'", 2, "said to be erased, and something of it is there"),
        ("UPDATE licet_check SET note = {x} WHERE id = '{3}'", 3, "row 2, `{3}`: question or answer are not the ones"),
        ("UPDATE licet_check SET receipt = {x} WHERE id = '{3}'", 3, "the receipts of 3 rows, up to row 3, are not the ones recorded"),
        ("DELETE FROM licet_check WHERE id = '{6}'", 5, "the receipts of 2 rows, up to row 5, are not the ones recorded"),
        ("UPDATE licet_check SET batch = 'x' WHERE id = '{5}'", 4, "the receipts of 1 rows, up to row 1, are not the ones recorded"),
        ("UPDATE licet_answer SET data = {x} WHERE id = (SELECT shared FROM licet_check WHERE id = '{6}')", 5, "row 4, `{6}`"),
    ],
)
def test_what_was_changed_is_named(place: str, ids: list[str], change: str, position: int, says: str) -> None:
    data = "'\\x7b7d'::bytea" if "://" in place else "x'7b7d'"
    execute(place, change.format(*ids, x=data))
    (fault,) = compared(place).faults
    assert fault.position == position
    assert says.format(*ids) in fault.text


def test_a_manifest_that_is_not_that_of_its_rows(place: str, store: Store, ids: list[str]) -> None:
    batch = BatchSeal("erp")
    store.checks.keep(batch.part([(1, new_check(b"{}", b"answer", "erp"))]))
    (whole,) = batch.whole().receipts
    assert isinstance(whole, BatchReceipt)
    store.checks.keep(Sealed((whole.model_copy(update={"root": "sha256:" + "0" * 64}),), ()))
    (fault,) = compared(place).faults
    assert (fault.position, fault.text) == (8, f"the manifest of batch `{batch.id}` is not that of its 1 rows")


def test_faults_are_counted_beyond_what_is_shown(place: str, store: Store) -> None:
    for n in range(23):
        keep(store, b'{"n":%d}' % n, b"answer", "erp")
    execute(place, "DELETE FROM licet_check")
    found = compared(place)
    assert (len(found.faults), found.more) == (20, 3)


VALUES = ["kept_us = 'never'", "erased_us = 9223372036854775807", "question = 'text'", "salt = 7", "receipt = 'text'"]


@pytest.mark.parametrize("value", VALUES)
def test_values_of_any_type_are_a_fault_and_no_crash(tmp_path: Path, value: str) -> None:
    """SQLite takes whatever it is given."""
    place = str(tmp_path / "log.sqlite")
    with open_store(place, clock=Clock()) as store:
        batch = BatchSeal("erp")
        keep(store, b"{}", b"answer", "erp")
        store.checks.keep(batch.part([(1, new_check(b"{}", b"answer", "erp"))]))
    execute(place, f"UPDATE licet_check SET {value}")
    faults = [fault.position for fault in compared(place).faults]
    assert faults == ([2] if "receipt" in value else [1, 2]), "a check that is no row of a batch has its receipt in the log"
