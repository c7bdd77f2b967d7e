"""HTTP as uvicorn and httptools read it, with limits on the headers of a request, for which neither has one: their size and their time.

What is no HTTP request is answered with a problem too.
"""

import socket
import time
from typing import Any, Final

from httptools import HttpParserError
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from ...events.codec import canonical_json
from ..problems import MEDIA_TYPE, Problem

WHOLE: Final = "licet.whole"
"""In the scope of a request whose body has come to its end: to read it takes no waiting."""

_FRAME: Final = 4  # bytes of a header that are neither its name nor its value


class Http(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._most: int = self.config.app.state.settings.header_bytes  # type: ignore[union-attr]
        self._begun = 0.0  # when the headers began that have not ended; 0: none are under way
        self._taken = 0  # bytes that came since then
        self._rest = 0.0  # when more of a body came that had been answered already; 0: nothing did
        self._large = False
        self._said = "the bytes that came are no HTTP request"
        self._stuck = 0.0  # since when the other side takes too little of what is sent; 0: it takes it
        self._patience: float = self.config.app.state.settings.send_seconds  # type: ignore[union-attr]

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._begun = time.monotonic()
        if (plain := transport.get_extra_info("socket")) is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            # A machine that vanished confirms nothing: by default the system would try for a quarter of an hour.
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(self._patience * 1000))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = time.monotonic()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stuck = 0.0

    def data_received(self, data: bytes) -> None:
        self._taken += len(data)
        super().data_received(data)
        scope: Any = self.scope
        if scope and "method" in scope:  # set when the headers have ended
            self._begun, self._taken = 0.0, 0
            self._rest = (self._rest or time.monotonic()) if self.cycle.response_complete else 0.0
            return
        self._begun = self._begun or time.monotonic()
        if self._taken > self._most and not self.transport.is_closing():
            self._large = True
            self.send_400_response("")

    def on_headers_complete(self) -> None:
        # The bytes that came are counted more cheaply than the headers in them, which are never more.
        if self._taken > self._most:
            size = len(self.url) + sum(len(name) + len(value) + _FRAME for name, value in self.headers)
            if size > self._most:
                self._large = True
                raise HttpParserError("headers too large")
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self._said = f"a request has one header `Host`, and this has {hosts}"
            raise HttpParserError("not one host")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        if not self.cycle.more_body:
            self.cycle.scope[WHOLE] = True  # type: ignore[typeddict-unknown-key]

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be read as a request, and end the connection."""
        if self._large:
            problem = Problem("headers-too-large", f"path, parameters and headers have more than {self._most} bytes: send less")
        else:
            problem = Problem("not-http", self._said)
        body = canonical_json(problem.body)
        headers = [
            *self.server_state.default_headers,
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        self.transport.write(STATUS_LINE[problem.status] + b"".join(b"%b: %b\r\n" % header for header in headers) + b"\r\n" + body)
        self.transport.close()

    def end_if_slow(self, seconds: float) -> None:
        """End the connection if headers, or the rest of a body that nobody reads, have been under way for longer than this."""
        since = self._begun or self._rest
        if since and time.monotonic() - since > seconds and not self.transport.is_closing():
            self.transport.close()
