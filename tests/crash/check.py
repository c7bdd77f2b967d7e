"""What must be so after a crash, compared with what was said before it."""

import hashlib
import io
import itertools
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from licet.api import cli
from licet.events.codec import encode
from licet.events.folder import Folder, id_and_log
from licet.events.log import EventLog, Recorded, open_log
from licet.events.receipts import BatchReceipt, CheckReceipt, commitment, root_text, tree_of
from licet.events.signing import CheckpointSigner
from licet.events.store import Store, open_store
from licet.events.stored import Stored
from licet.events.tlog.checkpoint import read_checkpoint

from .processes import KEY, Acknowledged, Checkpointed, Sent, append

SECOND: Final = timedelta(seconds=1)


class Broken(Exception):
    """A promise of the log was broken."""


def must(holds: object, what: str) -> None:
    if not holds:
        raise Broken(what)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Ledger:
    """What the processes said about one log, and what was found in it: positions and digests by id, and roots by origin and
    size. `unsettled`: keys that were sent since the last check."""

    place: str
    root: Path
    sent: dict[str, Sent] = field(default_factory=dict)
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    unsettled: list[str] = field(default_factory=list)
    found: dict[str, tuple[int, str]] = field(default_factory=dict)
    roots: dict[tuple[str, int], bytes] = field(default_factory=dict)
    signed: list[Checkpointed] = field(default_factory=list)
    receipts: int = 0  # positions of the receipt log that were compared

    def heard(self, said: Sent | Acknowledged | Checkpointed) -> None:
        match said:
            case Sent(key=key):
                self.sent[key] = said
                self.unsettled.append(key)
            case Acknowledged(key=key):
                self.acknowledged[key] = said
            case Checkpointed():
                self.signed.append(said)


@dataclass
class Found:
    """`lost_answers`: appends that were stored but not acknowledged; `vanished`: those that were neither."""

    lost_answers: int = 0
    vanished: int = 0


def check(ledger: Ledger) -> Found:
    """Everything that the log promises, after a crash. `Broken` says what is not so."""
    found = Found()
    with open_log(ledger.place, clock=now) as log, open_store(ledger.place, clock=now) as store:
        _events(ledger, log, found)
        _receipts(ledger, store, found)
        _sent_again(ledger, log)
    _checkpoints(ledger)
    _signed_anew(ledger)
    ledger.unsettled.clear()
    return found


def _events(ledger: Ledger, log: EventLog, found: Found) -> None:
    records = {record.event.id: record for record in log.read()}
    positions = [record.position for record in records.values()]
    must(positions == list(range(1, log.head() + 1)), f"positions have a gap, or an id is there twice: {positions}")
    must(all(a.recorded_at <= b.recorded_at for a, b in itertools.pairwise(records.values())), "instants go back")
    digests = {i: (r.position, "sha256:" + hashlib.sha256(encode(r.event)).hexdigest()) for i, r in records.items()}
    must(all(digests[i][1] == record.digest for i, record in records.items()), "a digest is not that of its event")
    must(ledger.found.items() <= digests.items(), "what was found after an earlier crash is gone, moved or changed")
    ledger.found = digests
    known = {event_id for sent in ledger.sent.values() for event_id in sent.ids}
    must(records.keys() <= known, "there are events that nobody sent")
    for key in ledger.unsettled:
        if ledger.sent[key].log == "events":
            _append(ledger.sent[key], ledger.acknowledged.get(key), records, log, found)
    for key, said in ledger.acknowledged.items():
        if ledger.sent[key].log == "events":
            there = tuple(digests[event_id][0] for event_id in ledger.sent[key].ids if event_id in digests)
            must(there == said.positions, f"`{key}` was acknowledged at {said.positions} and is at {there}")


def _append(sent: Sent, said: Acknowledged | None, records: Mapping[str, Recorded], log: EventLog, found: Found) -> None:
    own = [records[event_id] for event_id in sent.own if event_id in records]
    must(len(own) in (0, len(sent.own)), f"`{sent.key}` is half there")
    must(len({record.recorded_at for record in own}) < 2, f"`{sent.key}` has two instants")
    must(all(b.position == a.position + 1 for a, b in itertools.pairwise(own)), f"`{sent.key}` is not in one piece")
    must(own or said is None, f"`{sent.key}` was acknowledged and is lost")
    if sent.request is not None:
        results = log.results_of(sent.request)
        must((results is None) == (not own), f"the events and the request of `{sent.key}` are not there together")
    if said is None:
        found.lost_answers += bool(own)
        found.vanished += not own


def _sent_again(ledger: Ledger, log: EventLog) -> None:
    """What was not acknowledged, sent again as it was, twice."""
    for key in ledger.unsettled:
        sent = ledger.sent[key]
        if sent.log == "events" and key not in ledger.acknowledged:
            positions = append(log, sent)
            must(append(log, sent) == positions, f"`{key}`, sent twice, has two places")
            before = tuple(ledger.found[i][0] for i in sent.own if i in ledger.found)
            must(before in ((), positions[: len(sent.own)]), f"`{key}`, sent again, was recorded again")
            ledger.heard(Acknowledged(key, positions))
            ledger.found.update({i: (position, _digest(log, i)) for i, position in zip(sent.ids, positions, strict=True)})


def _digest(log: EventLog, event_id: str) -> str:
    record = log.get(event_id)
    must(record is not None, f"`{event_id}` was acknowledged and is lost")
    return "" if record is None else record.digest


def _receipts(ledger: Ledger, store: Store, found: Found) -> None:
    new = {given.receipt.id: given.receipt for given in store.receipts.read(ledger.receipts)}
    ledger.receipts = store.receipts.head()
    beside: set[str] = set()
    for receipt in new.values():
        rows = list(store.checks.of_batch(receipt.id)) if isinstance(receipt, BatchReceipt) else [store.checks.get(receipt.id)]
        if isinstance(receipt, BatchReceipt):
            bodies = [row.receipt or b"" for row in rows if row is not None]
            must((len(rows), root_text(tree_of(bodies).root())) == (receipt.rows, receipt.root), f"a part `{receipt.id}` is not whole")
        for row in rows:
            must(row is not None, f"nothing lies beside the receipt `{receipt.id}`")
            if row is not None:
                must(row.salt and commitment(row.salt, *row.parts) == row.digest, f"`{row.id}` is not what its receipt commits to")
                must(not isinstance(receipt, CheckReceipt) or row.digest == receipt.commitment, f"the digests of `{row.id}` differ")
                beside.add(row.id)
    for key in ledger.unsettled:
        sent = ledger.sent[key]
        if sent.log == "receipts":
            there = [i for i in sent.ids if i in beside]
            must(len(there) in (0, len(sent.ids)), f"the receipts of `{key}` are half there")
            must(there or key not in ledger.acknowledged, f"the receipts of `{key}` were acknowledged and are lost")
            must(there or all(store.checks.get(i) is None for i in sent.ids), f"what lies beside the receipts of `{key}` has none")
            if key not in ledger.acknowledged:
                found.lost_answers += bool(there)
                found.vanished += not there


def _checkpoints(ledger: Ledger) -> None:
    """No size has two roots: not in the database, not in the folder, not before the crash; and the database is never behind."""
    with Stored(ledger.place) as stored:
        must(not list(stored.faults()), "the database is damaged, or its guards were changed")
        origins = stored.origins()
        must(len({id_and_log(origin) for origin in origins}) == len({log for _, log in filter(None, map(id_and_log, origins))}), "two ids")
        database = {(c.origin, c.size): (c.root, c.note) for origin in origins for c in stored.checkpoints(origin)}
        folder = {(origin, size): note for origin in origins for size, note in Folder(ledger.root, origin).checkpoints()}
    for place, note in folder.items():
        must(place in database, f"the folder has a checkpoint {place} that the database has not")
        must(database[place][1] == note, f"the checkpoints {place} of database and folder differ")
    for place, (root, note) in database.items():
        must(read_checkpoint(note)[0].root == root == ledger.roots.setdefault(place, root), f"there are two roots for {place}")
    must(ledger.roots.keys() <= database.keys(), "a checkpoint is gone")
    for said in ledger.signed:
        must(ledger.roots.get((said.origin, said.size)) == said.root, f"{said.origin} was said to be signed at {said.size}, but is not")
    ledger.signed.clear()


def _signed_anew(ledger: Ledger) -> None:
    """Signing goes on after the crash, and `licet verify` finds nothing."""
    with Stored(ledger.place) as stored:
        for log in stored.logs:
            CheckpointSigner(stored, log, ledger.root, [KEY], now).sign()
            rows = sum(1 for _ in stored.rows(log))
            sizes = [last.size for o in stored.origins() if o.endswith(f"/{log}") and (last := stored.last(o)) is not None]
            must(sizes == ([rows] if rows else []), f"{log}: {rows} positions, of which {sizes} can be signed after the crash")
        if not stored.origins():  # killed before anything was there
            return
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        status = cli.run(["verify", "--db", ledger.place, "--checkpoints", str(ledger.root)])
    must(status == 0, f"`licet verify` ends with {status}:\n{said.getvalue()}")
