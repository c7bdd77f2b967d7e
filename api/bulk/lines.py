"""Bytes of a file, or of standard input, in pieces that end where a line ends."""

import io
from typing import BinaryIO, Final

_READ: Final = 1 << 20


class Pieces:
    """`at`: how many bytes were given so far, from the beginning of the file. It may be set back or forth only where it can be sought."""

    def __init__(self, file: BinaryIO, at: int = 0) -> None:
        self._file, self.at = file, at
        if at:
            file.seek(at)
        self._rest = b""
        self._ended = False

    def piece(self, size: int) -> bytes:
        """Whole lines of about `size` bytes; less at the end; and what is there of a line that is longer. Empty at the end."""
        self._fill(size)
        cut = self._rest.rfind(b"\n", 0, size) + 1 or len(self._rest[:size])
        if self._ended and len(self._rest) <= size:
            cut = len(self._rest)
        return self._take(cut)

    def line(self) -> bytes:
        """The next line with its end, or what is there of a long one."""
        self._fill(_READ)
        cut = self._rest.find(b"\n") + 1
        return self._take(cut or len(self._rest))

    def back(self, data: bytes) -> None:
        """Give back the end of what was taken last."""
        self._rest = data + self._rest
        self.at -= len(data)

    def over(self) -> bool:
        """Whether nothing is left."""
        self._fill(1)
        return not self._rest

    def _fill(self, size: int) -> None:
        pieces = [self._rest]
        have = len(self._rest)
        while have < size and not self._ended:
            data = self._file.read(max(size - have, _READ))
            self._ended = not data
            pieces.append(data or b"")
            have += len(data or b"")
        if len(pieces) > 1:
            self._rest = b"".join(pieces)

    def _take(self, cut: int) -> bytes:
        data, self._rest = self._rest[:cut], self._rest[cut:]
        self.at += len(data)
        return data


def size_of(file: BinaryIO) -> int | None:
    """How long a file is; None for what cannot be sought."""
    try:
        here = file.tell()
        end = file.seek(0, io.SEEK_END)
        file.seek(here)
    except OSError:
        return None
    return end
