"""`POST /v1/events`: append events to the log, all of them or none."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import State

from ...events import log as logs
from ...events.codec import MAX_INTEGER, canonical_json
from ...events.errors import EventIdConflict, EventsRefused
from ...events.lint import Finding, lint
from ...events.log import EventLog, Recorded
from ...events.model import EntryCorrected, EntryWithdrawn, Event, ReadingRecorded, RulesAdopted, SpecSigned
from ...events.record import record, rehearse
from ...rules.adopted import unrunnable
from ..access.permit import Actor, demand, permit, secured
from ..access.scopes import Scope
from ..audit.changes import rereads, would_change
from ..opening import now
from ..problems import Problem
from ..schema import Fault, Refused
from ..terminal.ledger import record_json
from .appending_docs import DESCRIBED, RESPONSES
from .bodies import read_body
from .changed import place
from .parameters import Parameters
from .sent import Sent, read_sent, refused

_POSITION: Final = re.compile(r'(?:W/)?"([0-9]{1,16})"', re.ASCII)
# The key as a string of RFC 9651, which `draft-ietf-httpapi-idempotency-key-header` asks for, or as it is.
_KEY: Final = re.compile(r'"((?:[!#-\[\]-~]|\\["\\])+)"|([A-Za-z0-9._:+/=-]+)', re.ASCII)
_MAX_KEY: Final = 255

router = APIRouter()


@router.post(
    "/v1/events",
    tags=["events"],
    operation_id="append_events",
    summary="Append events",
    status_code=201,
    responses=RESPONSES,
    openapi_extra={**secured("record", "approve"), **DESCRIBED},
)
async def append_events(request: Request) -> Response:
    """One event, or several as an array or as `{"events": […]}`: all are recorded, durably, or none is. References, days and names are
    checked against the log first; `errors` lists every fault with its place in the body.

    `If-Match: "<position>"` says which head of the log the events were written for; `If-Match: *`, that they are right wherever it is. An
    event that is recorded already, as it is here, is not recorded again: its first record is given. With an `Idempotency-Key` the same
    request, sent again, is given its first answer, also by another process and after years; sent twice at once, the second waits for the
    first.

    `recorded_by` is whoever sends this. Corrections, withdrawals, signatures, adopted readings and rules need the scope `approve`,
    everything else `record`. `dry_run=true`: everything but the recording, with what a lint of the log would newly find, and, where
    there are corrections, withdrawals or rules, which of the latest determinations these would change.
    """
    actor = await permit(request, "record", "approve")
    rehearsing = Parameters(request, ("dry_run",)).flag("dry_run")
    expected = await _expected(request)
    key = _key(request)
    body = await read_body(request, limit=request.app.state.settings.append_bytes)
    asked = logs.Request(actor.name, key, hashlib.sha256(body).hexdigest()) if key else None
    append = _Append(request.app.state, actor, expected, asked)
    return await run_in_threadpool(append.rehearse if rehearsing else append.record, body)


class _Append(NamedTuple):
    """An append, with all that its headers say."""

    state: State
    actor: Actor
    expected: int | None
    request: logs.Request | None

    def record(self, body: bytes) -> Response:
        log: EventLog = self.state.log
        sent = self._read(body)
        before = log.head()
        try:
            self._see_rules(sent)
            results = record(log, sent.events, expected=self.expected, request=self.request)
        except (EventsRefused, EventIdConflict) as error:
            raise _problem(log, sent, error) from None
        finally:
            self.state.answers.refresh()  # after an error too: of a commit that failed nobody knows whether it did
        self.state.metrics.appended(len({r.position for r in results if r.position > before}))
        lists = [place(result.event.id) for result in results if rereads(result.event)]
        data = canonical_json({"events": [record_json(result) for result in results], **({"changed_checks": lists} if lists else {})})
        return Response(data, 201, {"Location": _location(results), "ETag": f'"{_last(results)}"'}, "application/json")

    def rehearse(self, body: bytes) -> Response:
        log: EventLog = self.state.log
        sent = self._read(body)
        try:
            self._see_rules(sent)
            results = rehearse(log, sent.events, clock=now, expected=self.expected, request=self.request)
        except (EventsRefused, EventIdConflict) as error:
            raise _problem(log, sent, error) from None
        known = list(log.read())
        head = len(known)
        findings = [_finding(found, sent) for found in _new_findings([entry.event for entry in known], sent.events)]
        data = {"dry_run": True, "events": [record_json(result) for result in results], "findings": findings, "head": head}
        if any(rereads(event) for event in sent.events):
            would = would_change(self.state.store, self.state.answers, known, results, self.state.settings.inference)
            data["would_change"] = would.model_dump(mode="json")
        return Response(canonical_json(data), 200, {"ETag": f'"{head}"'}, "application/json")

    def _see_rules(self, sent: Sent) -> None:
        log: EventLog = self.state.log
        if problems := unrunnable(event for event in sent.events if log.get(event.id) is None):
            raise EventsRefused(problems)

    def _read(self, body: bytes) -> Sent:
        sent = read_sent(body, self.actor)
        for scope in sorted({scope_of(event) for event in sent.events}):
            wanting = [place for event, place in zip(sent.events, sent.places, strict=True) if scope_of(event) == scope]
            try:
                demand(self.actor, scope)
            except Problem as problem:
                problem.faults = [Fault(place, "body", f"this needs the scope `{scope}`") for place in wanting]
                raise
        return sent


def scope_of(event: Event) -> Scope:
    """What appending it needs: `approve` for what decides how law is read, `record` for what was published."""
    adopted = isinstance(event, ReadingRecorded) and event.adopted
    return "approve" if adopted or isinstance(event, RulesAdopted | SpecSigned | EntryCorrected | EntryWithdrawn) else "record"


def _problem(log: EventLog, sent: Sent, error: EventsRefused | EventIdConflict) -> Exception:
    """The error with its places in the body; a taken id, where nothing else is wrong, as such."""
    if isinstance(error, EventIdConflict):
        faults, taken = [sent.fault(error.event_id, "id", str(error))], error.position is not None
    else:
        faults = refused(sent, error.problems).faults
        taken = all(problem.field == "id" and log.get(problem.event_id) is not None for problem in error.problems)
    return Problem("id-taken", "an id is recorded already, with other content: nothing was recorded", faults) if taken else Refused(faults)


def _new_findings(known: Sequence[Event], events: Sequence[Event]) -> list[Finding]:
    """What lint finds with the events that it does not find without them."""
    ids = {event.id for event in known}
    before = lint(("", event) for event in known)
    after = lint(("", event) for event in (*known, *(event for event in events if event.id not in ids)))
    return [finding for finding in after if finding not in set(before)]


def _finding(found: Finding, sent: Sent) -> dict[str, Any]:
    place = sent.fault(found.event_id, found.field, found.text)
    here = {"pointer": f"#{place.pointer}"} if place.field != "body" or place.pointer else {}
    shown = {"level": found.level, "kind": found.kind, "event": found.event_id, "field": found.field}
    return {**shown, "detail": found.text, "advice": found.advice, **here}


def _last(results: Sequence[Recorded]) -> int:
    return max(result.position for result in results)


def _location(results: Sequence[Recorded]) -> str:
    """Where the records are: the one, or the page of the log that begins with them."""
    if len(results) == 1:
        return f"/v1/events/{quote(results[0].event.id)}"
    first = min(result.position for result in results)
    return f"/v1/events?after={first - 1}&limit={min(1000, _last(results) - first + 1)}"


# --- headers ----------------------------------------------------------------------------------------------------------


async def _expected(request: Request) -> int | None:
    """The position that `If-Match` names; None for `*`. `Problem` 428 without it."""
    given = request.headers.getlist("if-match")
    if not given:
        head = await run_in_threadpool(request.app.state.log.head)
        text = f'the log is at position {head}: send `If-Match: "{head}"` if the events are right there, or `If-Match: *` if everywhere'
        raise Problem("condition-missing", text, head=head)
    if given == ["*"]:
        return None
    match = _POSITION.fullmatch(given[0].strip()) if len(given) == 1 else None
    if match is None or int(match[1]) > MAX_INTEGER:
        text = f'`{", ".join(given)[:80]}` is no position of the log: write `"<position>"`, with the quotes, or `*`'
        raise Refused([Fault("", "If-Match", text)])
    return int(match[1])


def _key(request: Request) -> str | None:
    """The `Idempotency-Key`, if there is one."""
    given = request.headers.getlist("idempotency-key")
    if not given:
        return None
    match = _KEY.fullmatch(given[0].strip()) if len(given) == 1 else None
    key = match and (re.sub(r"\\(.)", r"\1", match[1]) if match[1] else match[2])
    if not key or len(key) > _MAX_KEY:
        text = f"`{', '.join(given)[:80]}` is no key: write 1 to {_MAX_KEY} visible ASCII characters, no spaces, in double quotes"
        raise Refused([Fault("", "Idempotency-Key", text)])
    return key
