"""One line for every request, on standard error: as JSON, or as text to read."""

import time
from functools import lru_cache
from typing import BinaryIO, Final, Literal

import orjson

Form = Literal["json", "text"]
_FULL: Final = 256  # lines kept while they wait


class RequestLog:
    """Lines are kept until `flush`, which the server calls ten times a second and when it ends, or until there are many: a system call
    for each would cost more than all else here."""

    def __init__(self, form: Form, stream: BinaryIO) -> None:
        self._line = _json if form == "json" else _text
        self._stream = stream
        self._lines: list[bytes] = []

    def write(self, method: str, route: str, status: int, seconds: float, sent: int, actor: str | None, request_id: str) -> None:
        """Note a request. `status` 0: nothing was answered, the client was gone. `sent`: bytes of the body of the answer."""
        self._lines.append(self._line(time.time(), method, route, status, seconds, sent, actor, request_id))
        if len(self._lines) >= _FULL:
            self.flush()

    def flush(self) -> None:
        """Write what is kept."""
        if self._lines:
            lines, self._lines = self._lines, []
            self._stream.write(b"".join(lines))
            self._stream.flush()


def instant(seconds: float) -> str:
    """Seconds since 1970 as UTC, to the millisecond."""
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1000):03}Z"


@lru_cache(maxsize=2)
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def _json(now: float, method: str, route: str, status: int, seconds: float, sent: int, actor: str | None, request_id: str) -> bytes:
    line = {
        "time": instant(now),
        "level": "info",
        "logger": "licet.requests",
        "message": "request",
        "method": method,
        "route": route,
        "status": status,
        "seconds": round(seconds, 6),
        "bytes": sent,
        "actor": actor,
        "request_id": request_id,
    }
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _text(now: float, method: str, route: str, status: int, seconds: float, sent: int, actor: str | None, request_id: str) -> bytes:
    line = f"{instant(now)} info {method} {route} {status} in {seconds * 1000:.1f} ms, {sent} bytes, {actor or 'nobody'}, {request_id}\n"
    return line.encode("utf-8", "replace")
