"""Recording what is given out, before it leaves: a receipt in its log, and beside it the question and the answer, which can be erased.

`POST /v1/checks` commits in groups: while one group is written, whatever is to be recorded meanwhile waits together and is the next
one. Nobody waits any time for company, but what has arrived already is let in first. An answer is sent only when its receipt is
durable. What cannot be recorded is not given.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

import orjson

from ...engine.answers import Answers
from ...engine.decide import Decided
from ...engine.shipment import Shipment
from ...events.insertions import Shared
from ...events.receipts import Basis, Channel, KnownThen, LogThen, root_text
from ...events.sealing import NewCheck, seal
from ...events.store import Store

AT_ONCE: Final = 256
"""Receipts of one transaction, at most: some megabytes."""


TURNS: Final = 4
"""Turns of the event loop before a group is taken: answers that leave together bring the next questions together, and these need as many
turns to be read and decided. The first of them would otherwise be a group of one, and all others wait for its commit."""


def new_check(
    answers: Answers, decided: Decided, shipment: Shipment, question: bytes, actor: str, channel: Channel, note: str | None = None
) -> NewCheck:
    """A determination on its way out. `question`: its body, strict JSON."""
    asked = orjson.dumps(orjson.loads(question), option=orjson.OPT_SORT_KEYS)
    shared = Shared(decided.shared_id, decided.shared)
    return NewCheck(asked, shared, decided.own(shipment), basis_of(answers, decided), actor, channel, note)


def basis_of(answers: Answers, decided: Decided) -> Basis:
    """What a receipt says of an answer: the same for all of a class."""
    basis = _BASES.get(decided)
    return basis if basis is not None else _BASES.setdefault(decided, _basis(answers, decided))


_BASES: Final = WeakKeyDictionary[Decided, Basis]()


def _basis(answers: Answers, decided: Decided) -> Basis:
    answer = decided.answer
    known = KnownThen.model_construct(**answer.known.__dict__)
    size = max(known.recorded_through, known.rules_recorded_through)
    return Basis(
        known=known,
        log=LogThen(size=size, root=root_text(answers.log_root(size))),
        policy_digest=answer.log.policy_digest,
        rules_digest=answer.engine.rules_digest,
        engine_version=answer.engine.version,
        inference=answer.engine.inference,
        outcome=answer.outcome,
        decided=decided.core,
    )


Recorded = tuple[str, bytes]
"""The id of a check, and the answer."""

_Waiting = tuple[Callable[[], NewCheck], asyncio.Future[Recorded]]


class Recorder:
    """Records for one application."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def record(self, make: Callable[[], NewCheck]) -> Recorded:
        """The id and the answer, once the receipt is durable. `make` is called in another thread. Errors: those of the store; nothing
        is to be given then."""
        done: asyncio.Future[Recorded] = asyncio.get_running_loop().create_future()
        self._waiting.append((make, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await done

    async def _write(self) -> None:
        while self._waiting:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            group, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            loop = asyncio.get_running_loop()
            try:
                await loop.run_in_executor(None, self._keep, [make for make, _ in group], partial(_hand_over, loop, group))
            except Exception as error:
                _fail(group, error)

    def _keep(self, making: list[Callable[[], NewCheck]], given: Callable[[list[Recorded]], object]) -> None:
        """`given` is called as soon as all are durable: the database may still have to be tidied."""
        checks = [make() for make in making]
        answers = [check.answer for check in checks]
        sealed = seal(checks, answers)
        recorded = [(beside.id, answer) for beside, answer in zip(sealed.beside, answers, strict=True)]
        self._store.checks.keep(sealed, partial(given, recorded))


def _hand_over(loop: asyncio.AbstractEventLoop, group: list[_Waiting], recorded: list[Recorded]) -> None:
    """To the event loop, from another thread: once for all of a group."""
    loop.call_soon_threadsafe(_give, group, recorded)


def _give(group: list[_Waiting], recorded: list[Recorded]) -> None:
    for (_, done), one in zip(group, recorded, strict=True):
        if not done.done():  # else whoever asked has left
            done.set_result(one)


def _fail(group: list[_Waiting], error: Exception) -> None:
    for _, done in group:
        if not done.done():
            done.set_exception(error)
