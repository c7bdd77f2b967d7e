"""What is noted of every request that ended: its line in the log and its measures.

Both are worked out a batch at a time, ten times a second and when there are many: a request itself pays for one `append`.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, NamedTuple

import orjson

if TYPE_CHECKING:  # the command line reads the settings, which name the form of these lines, and measures nothing
    from .metrics import Metrics

Form = Literal["json", "text"]
_FULL: Final = 256  # requests kept while they wait


class Ended(NamedTuple):
    """A request that ended. `at`: seconds since 1970; `method` and `route`: from closed lists, see `middleware`; `status` 0: nothing was
    answered; `seconds`: until the last byte was sent; `sent`: bytes of the body of the answer; `actor`: null for nobody known."""

    at: float
    method: str
    route: str
    status: int
    seconds: float
    sent: int
    actor: str | None
    request_id: str


class RequestLog:
    """Keeps what ended until `flush`. Without a `stream` there are no lines, only measures."""

    def __init__(self, metrics: "Metrics", form: Form = "json", stream: BinaryIO | None = None) -> None:
        self._metrics, self._stream = metrics, stream
        self._line = _json if form == "json" else _text
        self._ended: list[Ended] = []

    def note(self, ended: Ended) -> None:
        """A request ended."""
        self._ended.append(ended)
        if len(self._ended) >= _FULL:
            self.flush()

    def flush(self) -> None:
        """Measure and write what was kept."""
        if not self._ended:
            return
        kept, self._ended = self._ended, []
        for ended in kept:
            self._metrics.request(ended.method, ended.route, ended.status, ended.seconds)
        if self._stream is not None:
            self._stream.write(b"".join(map(self._line, kept)))
            self._stream.flush()


def instant(seconds: float) -> str:
    """Seconds since 1970 as UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(ended: Ended) -> bytes:
    line = {
        "time": instant(ended.at),
        "level": "info",
        "logger": "licet.requests",
        "message": "request",
        "method": ended.method,
        "route": ended.route,
        "status": ended.status,
        "seconds": round(ended.seconds, 6),
        "bytes": ended.sent,
        "actor": ended.actor,
        "request_id": ended.request_id,
    }
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _text(ended: Ended) -> bytes:
    at, method, route, status, seconds, sent, actor, request_id = ended
    line = f"{instant(at)} info {method} {route} {status} in {seconds * 1000:.1f} ms, {sent} bytes, {actor or 'nobody'}, {request_id}\n"
    return line.encode("utf-8", "replace")
