"""The body of a request, taken in as it arrives and read back as it is needed.

Many clients send all of a body before they read any of the answer. To answer while it arrives, the two directions must not wait for each
other: a task takes in what comes, whether or not the answer is being read, and keeps it on disk beyond the first megabyte.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Final, Self

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from ..problems import Problem

_IN_MEMORY: Final = 2**20
_PIECE: Final = 2**16


class Spool:
    """The body that `receive` gives, of at most `limit` bytes; no piece of it may take longer than `seconds`.

    `gone`: the client has left. To be entered: the task that takes the body in ends with the context.
    """

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self.gone = False
        self._receive, self._limit, self._seconds = receive, limit, seconds
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by `__aexit__`
        self._size, self._complete = 0, False
        self._problem: Exception | None = None
        self._more = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._take())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._file.close()

    async def _take(self) -> None:
        """Take in the body; then wait for the client to leave."""
        try:
            while not (self.gone or self._problem):
                async with asyncio.timeout(None if self._complete else self._seconds):
                    message = await self._receive()
                if message["type"] == "http.disconnect":
                    self.gone = True
                elif not self._complete:
                    self._keep(message.get("body", b""))
                    self._complete = not message.get("more_body", False)
                self._more.set()
        except TimeoutError:
            self._fail(Problem("too-slow", f"no more of the body arrived within {self._seconds:g} seconds: send it again"))
        except Exception as error:  # whoever reads the body has to learn of it
            self._fail(error)

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            self._problem = Problem("body-too-large", f"the body has more than {self._limit} bytes: send it in parts")
        else:
            self._file.seek(0, 2)
            self._file.write(data)

    def _fail(self, error: Exception) -> None:
        self._problem = error
        self._more.set()

    async def arrived(self) -> None:
        """Wait until the body is there, or nothing more of it will come."""
        while not (self._complete or self.gone or self._problem):
            self._more.clear()
            await self._more.wait()

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body from its beginning, in pieces; `Problem` where it is too long or too slow, `ClientDisconnect` where its client left."""
        at = 0
        while True:
            self._more.clear()
            if at < self._size and not self._problem:
                self._file.seek(at)
                piece = self._file.read(_PIECE)
                at += len(piece)
                yield piece
            elif self._problem:
                raise self._problem
            elif self.gone:
                raise ClientDisconnect
            elif self._complete:
                return
            else:
                await self._more.wait()
