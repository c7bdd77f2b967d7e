"""Stored events that are rarely asked for: as they were stored, compressed some at a time, and read when they are cited.

About a hundred bytes each, where a decoded event takes thousands. In memory, so that a policy needs no database.
"""

import zlib
from functools import lru_cache
from typing import Any, Final

from ..events.codec import decode, sharing
from ..events.errors import CodecError, JsonError, LogDamaged
from ..events.goods import ListEntry, as_before
from ..events.model import Amendment, Event

_TOGETHER: Final = 32  # bodies of one block: about 25 kB
_BLOCKS, _EVENTS = 128, 1024  # that are remembered as they were read: a few megabytes


class Bodies:
    """The bodies of a log by position, from 1 on. It only grows. One thread may add while others read."""

    def __init__(self) -> None:
        self._blocks: list[bytes | list[bytes]] = [[]]
        self._size = 0
        self._remember()

    def _remember(self) -> None:
        self.lines: dict[str, tuple[ListEntry, ...]] = {}  # of a requirement, as they were last recorded
        self._opened = lru_cache(maxsize=_BLOCKS)(self._open)
        self.event = lru_cache(maxsize=_EVENTS)(self._read)

    def __getstate__(self) -> dict[str, Any]:
        return {"_blocks": self._blocks, "_size": self._size}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._remember()

    def amendment(self, requirement: str, changes: Any) -> Amendment:
        """Changes of a requirement, as JSON has them. `ValueError` where the model refuses them."""
        made = Amendment.model_validate(changes)
        if made.entries is not None:
            self.lines[requirement] = entries = as_before(made.entries, self.lines.get(requirement, ()))
            made = made.model_copy(update={"entries": entries})
        return sharing(made)

    def put(self, position: int, body: bytes) -> None:
        """The body at a position after all others; those between are held elsewhere."""
        while self._size < position:
            block = self._blocks[-1]
            assert isinstance(block, list)
            self._size += 1
            block.append(body if self._size == position else b"")
            if len(block) == _TOGETHER:  # whoever reads finds either the one or the other
                self._blocks[-1] = zlib.compress(b"\n".join(block), 1)
                self._blocks.append([])

    def _open(self, number: int) -> list[bytes]:
        block = self._blocks[number]
        assert isinstance(block, bytes)
        return zlib.decompress(block).split(b"\n")  # canonical JSON has no line breaks

    def _read(self, position: int) -> Event:
        number, place = divmod(position - 1, _TOGETHER)
        block = self._blocks[number]
        body = (block if isinstance(block, list) else self._opened(number))[place]
        try:
            return decode(body)
        except (JsonError, CodecError) as error:
            raise LogDamaged(f"position `{position}` cannot be read: {error}") from error
