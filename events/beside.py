"""What lies beside receipts, compared with what they commit to: questions and answers, the rows of a batch, the manifest over them.

Nothing is trusted but the receipt log itself, which `verify` compares with what was signed. Whoever writes past Licet may leave
values of any type beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from .errors import CodecError, JsonError, LogDamaged
from .receipts import BatchReceipt, CheckReceipt, commitment, decode, root_text, tree_of
from .rows import Row
from .store import Checks, KeptCheck
from .tlog.tree import Range, leaf_hash
from .verify import SHOWN, Fault, Progress

AT_ONCE: Final = 200
"""Receipts that are looked at together."""


class Compared(NamedTuple):
    """What was found. `checks`: those whose question and answer are the ones committed to; `erased`: those that are said to be
    erased; `manifests`: of batches, the ones that have the root of all their rows."""

    checks: int
    erased: int
    manifests: int
    faults: tuple[Fault, ...]
    more: int


NOTHING: Final = Compared(0, 0, 0, (), 0)


def compare(checks: Checks, rows: Iterable[Row], progress: Progress = lambda _: None) -> Compared:
    """All that lies beside the receipts in `rows`, which are those of the receipt log from its beginning. Memory does not grow with
    the log, but with the batches that broke off."""
    return _Comparison(checks).over(rows, progress)


def fault_of(receipt: CheckReceipt, kept: KeptCheck | None) -> str | None:
    """Why what is kept is not what the receipt commits to; None if it is, or was erased."""
    if kept is None:
        return "question and answer are missing, and were not erased"
    parts = (kept.salt, kept.question, kept.answer)
    if kept.erased_at is not None:
        left = any(part is not None for part in (*parts, kept.note))
        return "it is said to be erased, and something of it is there" if left else None
    whole = all(isinstance(part, bytes) for part in (*parts, *kept.parts))
    if whole and commitment(kept.salt or b"", *kept.parts) == receipt.commitment == kept.digest:
        return None
    return "question or answer are not the ones that the receipt commits to"


def kept_of(checks: Checks, check_ids: Sequence[str]) -> dict[str, KeptCheck | LogDamaged]:
    """Those that are there, by id; for one that cannot be read, why."""
    try:
        return dict(checks.several(check_ids))
    except LogDamaged as error:
        if len(check_ids) == 1:
            return {check_ids[0]: error}
    found: dict[str, KeptCheck | LogDamaged] = {}
    for check_id in check_ids:
        found.update(kept_of(checks, [check_id]))
    return found


def rows_of(checks: Checks, part: BatchReceipt) -> list[tuple[CheckReceipt, KeptCheck]]:
    """The rows of a part of a batch, with their own receipts; `LogDamaged` if these are not the ones recorded."""
    rows = list(checks.of_batch(part.id))
    bodies = [row.receipt if isinstance(row.receipt, bytes) else b"" for row in rows]
    if root_text(tree_of(bodies).root()) != part.root or len(rows) != part.rows:
        raise LogDamaged(f"the receipts of {part.rows} rows, up to row {part.last_row}, are not the ones recorded")
    receipts = [decode(body) for body in bodies]
    return [(receipt, row) for receipt, row in zip(receipts, rows, strict=True) if isinstance(receipt, CheckReceipt)]


class _Comparison:
    """`_trees`: for each batch whose manifest has not come yet, the tree over its rows; None where a part of it is not as recorded."""

    def __init__(self, checks: Checks) -> None:
        self._store = checks
        self._trees: dict[str, Range | None] = {}
        self._checks = self._erased = self._manifests = self._more = 0
        self._faults: list[Fault] = []

    def over(self, rows: Iterable[Row], progress: Progress) -> Compared:
        rows = iter(rows)
        while some := list(islice(rows, AT_ONCE)):
            receipts = list(self._decoded(some))
            kept = kept_of(self._store, [receipt.id for _, receipt in receipts if isinstance(receipt, CheckReceipt)])
            for position, receipt in receipts:
                if isinstance(receipt, CheckReceipt):
                    self._check(position, receipt, kept.get(receipt.id))
                elif receipt.whole:
                    self._manifest(position, receipt)
                else:
                    self._part(position, receipt)
            progress(some[-1].position)
        return Compared(self._checks, self._erased, self._manifests, tuple(self._faults), self._more)

    def _decoded(self, rows: Iterable[Row]) -> Iterator[tuple[int, CheckReceipt | BatchReceipt]]:
        for row in rows:
            try:
                yield row.position, decode(row.body)
            except (CodecError, JsonError, TypeError) as error:
                self._fault(row.position, f"is no receipt: {error}")

    def _check(self, position: int, receipt: CheckReceipt, kept: KeptCheck | LogDamaged | None) -> None:
        fault = str(kept) if isinstance(kept, LogDamaged) else fault_of(receipt, kept)
        if fault is not None:
            row = "" if receipt.row is None else f"row {receipt.row}, "
            self._fault(position, f"{row}`{receipt.id}`: {fault}")
        elif isinstance(kept, KeptCheck) and kept.erased_at is not None:
            self._erased += 1
        else:
            self._checks += 1

    def _part(self, position: int, part: BatchReceipt) -> None:
        try:
            rows = rows_of(self._store, part)
        except (LogDamaged, CodecError, JsonError) as error:
            self._trees[part.batch] = None
            self._fault(position, str(error))
            return
        tree = self._trees.setdefault(part.batch, Range())
        for receipt, kept in rows:
            self._check(position, receipt, kept)
            if tree is not None:
                tree.append(leaf_hash(kept.receipt or b""))

    def _manifest(self, position: int, whole: BatchReceipt) -> None:
        tree = self._trees.pop(whole.batch, Range())
        if tree is None:
            return  # said above
        if (tree.size, root_text(tree.root())) == (whole.rows, whole.root):
            self._manifests += 1
        else:
            self._fault(position, f"the manifest of batch `{whole.batch}` is not that of its {tree.size} rows")

    def _fault(self, position: int | None, text: str) -> None:
        if len(self._faults) < SHOWN:
            self._faults.append(Fault(position, text))
        else:
            self._more += 1
