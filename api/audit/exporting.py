"""Which receipts an export has, and what goes with each: question and answer, or rows of a batch with their proofs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...events.beside import rows_of
from ...events.proving import RowProofs
from ...events.receipts import BatchReceipt, CheckReceipt
from ...events.store import KeptCheck, Store
from ...events.tlog.tiles import numbered
from .replaying import find


class Wanted:
    """What was asked for by ids: of determinations, rows of batches among them; of receipts; of batches, with all of their rows.

    `receipts`: the ids of the receipts that prove it. Errors: `LogDamaged` for rows that are not the ones recorded.
    """

    def __init__(self, store: Store, ids: Iterable[str], *, everything: bool) -> None:
        self._store, self._everything = store, everything
        self._rows: defaultdict[str, set[str]] = defaultdict(set)  # by the receipt of their part
        self._whole: set[str] = set()  # receipts of parts of which all rows are wanted
        self.receipts: set[str] = set()
        for name in dict.fromkeys(ids):
            self._add(name)

    def _add(self, name: str) -> None:
        if (found := find(self._store, name)) is not None:
            self.receipts.add(found.given.receipt.id)
            self._rows[found.given.receipt.id].add(name)
        elif self._store.receipts.get(name) is None and (parts := self._of_batch(name)):
            self.receipts |= parts
            self._whole |= parts
        else:
            self.receipts.add(name)

    def _of_batch(self, name: str) -> set[str]:
        receipts = (given.receipt for given in self._store.receipts.read())
        return {receipt.id for receipt in receipts if isinstance(receipt, BatchReceipt) and receipt.batch == name}

    def beside(self, receipt_id: str) -> Mapping[str, bytes]:
        """The files that go with a receipt, by their ending."""
        given = self._store.receipts.get(receipt_id)
        if given is None or isinstance(given.receipt, CheckReceipt):
            return committed(self._store.checks.get(receipt_id))
        if given.receipt.whole:
            return {}
        rows, wanted = rows_of(self._store.checks, given.receipt), self._rows[receipt_id]
        proofs = RowProofs([kept.receipt or b"" for _, kept in rows])
        files: dict[str, bytes] = {}
        for number, (receipt, kept) in enumerate(rows):
            if self._everything or receipt_id in self._whole or kept.id in wanted:
                name = f"rows/{numbered(receipt.row or 0)}"
                files |= {f"{name}.json": kept.receipt or b"", f"{name}.row-proof": proofs.to_bytes(number)}
                files |= {f"{name}.{ending}": data for ending, data in committed(kept).items()}
        return files


def committed(kept: KeptCheck | None) -> dict[str, bytes]:
    """What a receipt commits to, as far as it was not erased."""
    if kept is None or kept.salt is None or kept.question is None or kept.answer is None:
        return {}
    note = {} if kept.note is None else {"note": kept.note}
    return {"salt": kept.salt, "question": kept.question, "answer": kept.answer, **note}
