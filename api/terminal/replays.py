"""`licet replay`: determinations that were given out, computed anew."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import orjson

from ...engine.answers import Answers
from ...events.codec import canonical_json
from ...events.errors import LogUnavailable
from ...events.log import EventLog
from ...events.store import Store
from ..audit.changes import Since, changed_by, since
from ..audit.replaying import Found, Replayed, in_order, replay, work_on
from ..opening import opened, storing
from ..settings import Settings
from .asking import settings_with
from .failures import FAILURE
from .output import note, write, write_bytes
from .question import refused

_SAVE_S: Final = 2.0
AT_ONCE: Final = 40  # receipts that are read together; where each question is the first of its kind, that is a second or two
_SHOWN: Final = 1000  # results that are listed; a changed log changes all of them
_CAUSES: Final = {
    "kept": "what lies beside the receipt",
    "event": "the log of events",
    "rules": "the rules",
    "engine": "the program",
    "receipt": "the receipt",
    "unknown": "unknown",
}


class Asked(NamedTuple):
    """What to do with each determination: compute it as it was, or, with `as_known_now`, as it would be decided now, or say what an event
    has changed in it (`changed_by`, its id)."""

    as_known_now: bool
    changed_by: str | None


def run_replay(check_id: str | None, asked: Asked, *, every: bool, after: int, state: str | None, json: bool, db: str | None) -> int:
    """Replay one determination, or all. The exit status: 1 on any incident, or for one that was erased."""
    if every == (check_id is not None):
        raise refused("", "ID", "name one determination by its id, or give `--all`")
    if not every and (after or state):
        raise refused("", "--state" if state else "--after", "goes with `--all`")
    if asked.as_known_now and asked.changed_by is not None:
        raise refused("", "--changed-by", "give it or `--as-known-now`, not both")
    settings = settings_with(db)
    if settings.db == "memory:":
        raise refused("", "--db", "nothing is kept in memory: name a file or a database, with `--db` or `LICET_DB`")
    with opened(settings) as log, storing(settings) as store:
        answers = Answers(log, settings.inference, clock=time.monotonic, fresh_for=3600)
        work = _work(log, answers, asked)
        if check_id is not None:
            result = work_on(store, check_id, work)
            return _one(_no_receipt(store, check_id) if result is None else result, json=json)
        return _All(store, work, _mark(settings, asked), after, state).run(json=json)


Work = Callable[[Found], Replayed | Since]


def _work(log: EventLog, answers: Answers, asked: Asked) -> Work:
    if asked.changed_by is None:
        return partial(since if asked.as_known_now else replay, answers)
    record = log.get(asked.changed_by)
    if record is None:
        raise refused("", "--changed-by", f"`{asked.changed_by[:120]}` is not in the log: `licet events list` has the ids")
    return partial(changed_by, answers, record.position)


def _no_receipt(store: Store, check_id: str) -> NoReturn:
    kept = "it was kept before there were receipts" if store.checks.get(check_id) else "nothing was recorded under it"
    raise refused("", "ID", f"`{check_id[:80]}` has no receipt: {kept}")


def _one(result: Replayed | Since, *, json: bool) -> int:
    if json:
        write_bytes(canonical_json(result.model_dump(mode="json")))
    else:
        write(f"{_line(result)}\n  {result.detail}")
    return FAILURE if isinstance(result, Replayed) and result.verdict in ("incident", "erased") else 0


def _line(result: Replayed | Since) -> str:
    if isinstance(result, Since):
        return f"{result.id}  {_word(result).replace('_', ' ')}"
    if result.cause is not None:
        return f"{result.id}  incident: {_CAUSES[result.cause]}"
    return f"{result.id}  {result.verdict.replace('_', ' ')}"


def _word(result: Since) -> str:
    if result.known_already:
        return "known_already"
    return "gone" if result.now is None else "differs" if result.differs else "other_reasons" if result.reasons else "unchanged"


def _mark(settings: Settings, asked: Asked) -> dict[str, Any]:
    """What a state file must be of, to go on with it."""
    return {"db": settings.shown_db, **asked._asdict()}


class _All:
    """Every determination, in the order of the receipts. What was done is kept in `state`, so that it can be gone on with."""

    def __init__(
        self,
        store: Store,
        work: Work,
        mark: dict[str, Any],
        after: int,
        state: str | None,
    ) -> None:
        self._store, self._work = store, work
        self._mark, self._state = mark, None if state is None else Path(state)
        self._position, self._counts, self._listed = after, dict[str, int](), list[dict[str, Any]]()
        if self._state is not None and self._state.exists():
            self._resume(self._state)

    def run(self, *, json: bool) -> int:
        head, begun, saved = self._store.receipts.head(), time.monotonic(), time.monotonic()
        with _progress(head) as tell:
            records = self._store.receipts.read(self._position, max(head, self._position))
            while some := list(islice(records, AT_ONCE)):
                for found in in_order(self._store, some):
                    self._count(found if isinstance(found, Replayed) else self._work(found), json=json)
                self._position = some[-1].position
                tell(self._position, sum(self._counts.values()))
                if time.monotonic() - saved > _SAVE_S:
                    saved = time.monotonic()
                    self._save()
        self._save()
        self._say(time.monotonic() - begun, json=json)
        return FAILURE if self._counts.get("incident") else 0

    def _count(self, result: Replayed | Since, *, json: bool) -> None:
        word: str
        if isinstance(result, Replayed):
            word, shown = result.verdict, result.verdict == "incident"
        else:
            word, shown = _word(result), result.differs
        self._counts[word] = self._counts.get(word, 0) + 1
        if shown and len(self._listed) < _SHOWN:
            self._listed.append(result.model_dump(mode="json"))
            if not json:
                write(f"{_line(result)}\n  {result.detail}")

    def _say(self, seconds: float, *, json: bool) -> None:
        if json:
            write_bytes(canonical_json({"position": self._position, "counts": self._counts, "listed": self._listed}))
            return
        counts = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in sorted(self._counts.items())) or "nothing to replay"
        write(f"{counts}; receipts through position {self._position}")
        note(f"{sum(self._counts.values()) / max(seconds, 0.001):,.0f} determinations a second")

    def _save(self) -> None:
        if self._state is None:
            return
        data = canonical_json({**self._mark, "position": self._position, "counts": self._counts, "listed": self._listed})
        partial = self._state.with_name(f".{self._state.name}.partial")
        try:
            partial.write_bytes(data)
            partial.replace(self._state)
        except OSError as error:
            raise LogUnavailable(f"`{self._state}` cannot be written: {(error.strerror or str(error)).lower()}") from None

    def _resume(self, state: Path) -> None:
        try:
            before = orjson.loads(state.read_bytes())
            if {name: before[name] for name in self._mark} != self._mark:
                raise refused("", "--state", f"`{state}` is of another replay: name another file")
            self._position, self._counts, self._listed = before["position"], before["counts"], before["listed"]
        except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
            raise refused("", "--state", f"`{state}` is no state of a replay: name another file") from None
        note(f"going on after position {self._position}")


@contextmanager
def _progress(head: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("replay"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[done]} determinations"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=head, done=0)
        yield lambda position, done: bar.update(task, completed=position, done=done)
