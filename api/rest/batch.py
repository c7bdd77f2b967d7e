"""`POST /v1/checks:batch`: many questions, answered as they arrive, in their order, all at one position of the log.

Rows are read by `rows`, `csv_rows` and `json_rows`, answered by `results`, written by `writers`; here they meet HTTP. At no time is more in
memory than some rows and their answers.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from ...engine.policy import Known
from ...engine.shipment import ShipmentError
from ...events.codec import canonical_json
from ...events.sealing import BatchSeal, NewCheck
from ..access.permit import Actor, permit, secured
from ..audit.recording import new_check
from ..problems import Problem
from ..rows.csv_rows import CsvRows
from ..rows.json_rows import JsonRows
from ..rows.reading import NdjsonRows, Reader, Row, one_fault
from ..rows.results import Answered, Result, result_of, unread
from ..rows.writers import CsvWriter, JsonWriter, NdjsonWriter, Writer
from ..schema import KnownAsked, refused_by_engine
from ..terminal.options import Json
from .batch_docs import DESCRIBED, RESPONSES
from .bodies import media_type
from .negotiation import preferred
from .parameters import AS_KNOWN, KNOWN, Parameters, named_by_parameters
from .spool import Spool

AT_ONCE: Final = 32
"""Rows that are answered in one go: how long a client that left can keep the processor busy."""

_NDJSON: Final = ("application/x-ndjson", "application/ndjson", "application/jsonl")
_TABLES: Final = ("text/csv", "text/tab-separated-values")
_OFFERED: Final = ("application/json", _NDJSON[0], "text/csv")

router = APIRouter()


@router.post(
    "/v1/checks:batch",
    tags=["checks"],
    operation_id="check_batch",
    summary="Decide many shipments",
    responses=RESPONSES,
    openapi_extra={**secured("check"), **DESCRIBED, "parameters": [*DESCRIBED["parameters"], *AS_KNOWN]},
)
async def check_batch(request: Request) -> Response:
    """Rows are answered in their order while they arrive, all at the log position that `Licet-Position` and every row state.

    A row that cannot be read or answered gets a problem of its own and stops no other. What is wrong with the whole (media type, header,
    frame) refuses all of it, as long as nothing was answered yet; later, a last row with `"rest": true` says that nothing after it was
    answered. A client that leaves stops the work.
    """
    actor = await permit(request, "check")
    return _Batch(request, actor)


class _Batch(Response):
    """A batch on its way: what its request says, then the answer, in which the body is read."""

    def __init__(self, request: Request, actor: Actor) -> None:
        super().__init__()
        self._state, self._settings, self._actor = request.app.state, request.app.state.settings, actor
        asked = Parameters(request, ("keep", "detail", *KNOWN))
        self._seal = BatchSeal(actor.name) if asked.flag("keep") or self._settings.keep_checks == "always" else None
        self._brief = asked.word("detail", ("full", "summary")) == "summary"
        self._known = asked.known()
        kind = media_type(request, ("application/json", *_NDJSON, *_TABLES))
        self._kind = _NDJSON[0] if kind in _NDJSON else _TABLES[0] if kind in _TABLES else kind
        self._answer = preferred(request.headers.getlist("accept"), _OFFERED, self._kind)
        self._delimiter = "\t" if kind == _TABLES[1] else None
        stated = request.headers.get("content-length", "")
        if stated.isdecimal() and int(stated[:20]) > self._settings.batch_bytes:
            said = f"the body has more than {self._settings.batch_bytes} bytes: send it in parts"
            raise Problem("body-too-large", said, headers={"Connection": "close"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with (
            Spool(receive, self._settings.batch_bytes, self._settings.body_seconds) as body,
            aclosing(self._pieces(body)) as pieces,
        ):
            try:
                first = await anext(pieces)
            except Exception:
                with suppress(TimeoutError):  # many a client reads nothing before it has sent everything
                    async with asyncio.timeout(self._settings.body_seconds):
                        await body.arrived()
                raise
            await send({"type": "http.response.start", "status": 200, "headers": self._sent_headers})
            await send({"type": "http.response.body", "body": first, "more_body": True})
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _pieces(self, body: Spool) -> AsyncGenerator[bytes, None]:
        """The answer in pieces. The first has the results that came with it, so that what is wrong with the whole can still refuse it."""
        reader = self._reader()
        if isinstance(reader, JsonRows):
            self._with(await self._settled(body))
        known = await self._view()
        writer = self._writer(known)
        media, position = writer.media_type.encode(), b"%d" % (known.recorded_through or 0)
        self._sent_headers = [(b"content-type", media), (b"licet-position", position), (b"cache-control", b"no-store")]
        out, started, last = b"", False, 0
        try:
            async with aclosing(self._rows(body, reader)) as groups:
                async for rows in groups:
                    if body.gone:
                        return
                    last = rows[-1].number
                    results = await run_in_threadpool(self._results, reader, rows, known)
                    out += b"" if started else writer.start(reader)
                    yield out + b"".join(map(writer.row, results))
                    out, started = b"", True
            await self._recorded()
        except ClientDisconnect:
            return
        except Exception as error:
            if not started:
                raise
            yield writer.row(unread(last + 1, error))
        yield (b"" if started else writer.start(reader)) + writer.end()

    async def _settled(self, body: Spool) -> KnownAsked | None:
        """What `known` of a JSON document says, wherever it stands. Where its checks come first, they are passed over, and the body is read
        again for them."""
        reader = JsonRows(self._settings.batch_row_bytes)
        async with aclosing(body.pieces()) as pieces:
            async for piece in pieces:
                for _ in reader.feed(piece):
                    pass
                if reader.settled:
                    return reader.known
        for _ in reader.finish():
            pass
        return reader.known

    def _with(self, known: KnownAsked | None) -> None:
        if known is None:
            return
        if self._known != Known():
            raise one_fault("known", "the parameters say what is known: say it there or here", "/known")
        self._known = Known(known.published_through, known.recorded_through, known.rules_recorded_through)

    async def _view(self) -> Known:
        """What all rows may use, with the position at which the log is now if none is named."""
        try:
            policy = await run_in_threadpool(self._state.answers.policy, self._known)
        except ShipmentError as error:
            raise named_by_parameters(refused_by_engine(error)) from None
        return self._known._replace(recorded_through=policy.position)

    async def _rows(self, body: Spool, reader: Reader) -> AsyncGenerator[list[Row], None]:
        """The rows, some at a time: as many as there are, so that a row is not kept waiting for the next."""
        waiting: list[Row] = []
        async with aclosing(body.pieces()) as pieces:
            async for piece in pieces:
                for row in reader.feed(piece):
                    waiting.append(self._counted(row))
                    if len(waiting) == AT_ONCE:
                        yield waiting
                        waiting = []
                if waiting:
                    yield waiting
                    waiting = []
        waiting = [self._counted(row) for row in reader.finish()]
        for at in range(0, len(waiting), AT_ONCE):
            yield waiting[at : at + AT_ONCE]

    def _counted(self, row: Row) -> Row:
        if row.number > self._settings.batch_rows:
            raise Problem("body-too-large", f"the batch has more than {self._settings.batch_rows} rows: send it in parts")
        return row

    def _results(self, reader: Reader, rows: list[Row], known: Known) -> list[Result]:
        """The answers to some rows; kept, if that is wanted, before they leave."""
        results = [result_of(self._state.answers, reader, row, known) for row in rows]
        answered = [(n, r.question, r.answer) for n, r in enumerate(results) if r.answer is not None]
        for _, _, answer in answered:
            self._state.metrics.answered(answer.decided.answer.outcome, known.recorded_through or 0)
        if self._seal is not None and answered:
            part = self._seal.part([(rows[n].number, self._new_check(question, answer)) for n, question, answer in answered])
            for (n, *_), check_id in zip(answered, self._state.store.checks.keep(part), strict=True):
                results[n] = results[n]._replace(kept=check_id)
        return results

    def _new_check(self, question: Json | None, answer: Answered) -> NewCheck:
        return new_check(self._state.answers, answer.decided, answer.shipment, canonical_json(question), self._actor.name, "batch")

    async def _recorded(self) -> None:
        """The manifest of the file, before its last piece leaves."""
        if self._seal is not None:
            await run_in_threadpool(self._state.store.checks.keep, self._seal.whole())

    def _reader(self) -> Reader:
        match self._kind:
            case "application/json":
                return JsonRows(self._settings.batch_row_bytes)
            case "text/csv":
                return CsvRows(self._settings.batch_row_bytes, self._delimiter)
            case _:
                return NdjsonRows(self._settings.batch_row_bytes)

    def _writer(self, known: Known) -> Writer:
        position = known.recorded_through or 0
        match self._answer:
            case "application/json":
                return JsonWriter(position, brief=self._brief)
            case "text/csv":
                return CsvWriter(position)
            case _:
                return NdjsonWriter(position, brief=self._brief)
