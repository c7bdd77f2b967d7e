"""A batch in one JSON document, read piece by piece: `[…]`, or `{"checks": […], "known": …}`.

Only the frame is read here, to tell where a question begins and ends; each question is then read strictly by itself. A frame that is
broken cannot be read further: that is the fault of the whole.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NoReturn

from ..schema import KnownAsked, parse_json, read_as
from .reading import Asked, Row, json_asked, one_fault, too_long

_SPACE: Final = re.compile(rb"[ \t\r\n]*")
_STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR: Final = re.compile(rb'[^\s"{}\[\],:]+(?=[\s"{}\[\],:])')
# Inside a value: a string, a bracket, or what may stand between those.
_INSIDE: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{\[]|[}\]]|[^"{}\[\]]+', re.DOTALL)
_IN_STRING: Final = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)

_Place = Literal["start", "first item", "item", "after item", "first key", "key", "colon", "member", "after member", "end"]


class JsonRows:
    """The questions of a document. `settled`: whether it is known what `known` of the whole is; until then no row can be answered.

    `Refused` where the frame is not one.
    """

    carried: tuple[str, ...] = ()

    def __init__(self, row_bytes: int) -> None:
        self.known: KnownAsked | None = None
        self.settled = False
        self._limit, self._number = row_bytes, 0
        self._data, self._at, self._gone = b"", 0, 0  # what is not read yet, how far it is, bytes that went before
        self._place: _Place = "start"
        self._document = False
        self._seen: set[str] = set()
        self._key = ""
        self._value = bytearray()  # of the value that is being read
        self._depth = 0
        self._inside: Literal["", "value", "string"] = ""
        self._over = False

    def feed(self, data: bytes) -> Iterator[Row]:
        self._gone += self._at
        self._data, self._at = self._data[self._at :] + data, 0
        yield from self._read()

    def finish(self) -> Iterator[Row]:
        yield from self.feed(b" ")  # a scalar ends where something else begins
        if self._place != "end" or self._inside:
            self._fail("the document ends before it is complete")

    def asked(self, row: Row) -> Asked:
        return json_asked(row)

    def _read(self) -> Iterator[Row]:
        while self._at < len(self._data):
            if self._inside:
                if not self._value_goes_on():
                    return
                yield from self._value_ends()
                continue
            match = _SPACE.match(self._data, self._at)
            self._at = match.end() if match else self._at
            if self._at == len(self._data):
                return
            if not self._step(self._data[self._at : self._at + 1]):
                return

    def _step(self, sign: bytes) -> bool:
        """One step of the frame; False: there is too little of it yet."""
        match self._place, sign:
            case "start", b"[":
                self.settled = True
                return self._to("first item")
            case "start", b"{":
                self._document = True
                return self._to("first key")
            case ("first item", b"]") | ("after item", b"]"):
                return self._to("after member" if self._document else "end")
            case "after item", b",":
                return self._to("item")
            case ("first key", b"}") | ("after member", b"}"):
                self.settled = True
                if "checks" not in self._seen:
                    self._fail("`checks` is not there: it holds the questions", "/checks")
                return self._to("end")
            case "after member", b",":
                return self._to("key")
            case (("first key" | "key"), b'"'):
                return self._read_key()
            case "colon", b":":
                return self._to("member")
            case "member", b"[" if self._key == "checks":
                return self._to("first item")
            case ("member", _) if self._key == "checks":
                self._fail("an array of questions is wanted here", "/checks")
            case (("first item" | "item" | "member"), _) if sign not in b",:]}":
                self._inside, self._depth, self._over = "value", 0, False
                self._value.clear()
                return True
            case "start", _:
                self._fail('a batch is an array of questions, or `{"checks": […], "known": …}`')
            case _:
                self._fail(f"not JSON at byte {self._gone + self._at}: `{sign.decode(errors='replace')}` cannot stand there")

    def _to(self, place: _Place) -> bool:
        self._at += 1
        self._place = place
        return True

    def _read_key(self) -> bool:
        match = _STRING.match(self._data, self._at)
        if match is None:
            if len(self._data) - self._at > self._limit:
                self._fail("a key has no end")
            return False
        key = str(parse_json(match[0]))
        self._at = match.end()
        if key not in ("checks", "known"):
            self._fail(f"`{key[:80]}` is not a member of a batch: it has `checks` and `known`")
        if key in self._seen:
            self._fail(f"the key `{key}` is there twice: keep one")
        self._seen.add(key)
        self._key, self._place = key, "colon"
        return True

    def _value_goes_on(self) -> bool:
        """Read on in a value; True where it ends."""
        while self._at < len(self._data):
            if self._inside == "string":
                match = _IN_STRING.match(self._data, self._at)
                if match is None:
                    return self._take_string()
                self._inside = "value"
            elif self._depth == 0 and self._data[self._at] not in b'"{[':
                match = _SCALAR.match(self._data, self._at)
                if match is None:
                    return self._wait_for_scalar()
            else:
                match = _INSIDE.match(self._data, self._at)
                if match is None:  # a string without its end
                    self._keep(self._at + 1)
                    self._inside = "string"
                    continue
            token = self._data[match.start() : match.start() + 1]
            self._depth += (token in b"{[") - (token in b"}]") if match[0] in (b"{", b"[", b"}", b"]") else 0
            self._keep(match.end())
            if self._depth == 0:
                return True
        return False

    def _take_string(self) -> bool:
        """The string goes on beyond what is there: take all but a backslash at the end, whose meaning comes with what follows."""
        end = len(self._data)
        trailing = end - len(self._data[self._at :].rstrip(b"\\")) - self._at
        self._keep(end - trailing % 2)
        return False

    def _wait_for_scalar(self) -> bool:
        if len(self._data) - self._at > self._limit:
            self._fail(f"not JSON at byte {self._gone + self._at}")
        return False

    def _keep(self, end: int) -> None:
        """Take the bytes up to `end` into the value, unless it is too long already."""
        if not self._over:
            self._value += self._data[self._at : end]
            if len(self._value) > self._limit:
                self._value.clear()
                self._over = True
        self._at = end

    def _value_ends(self) -> Iterator[Row]:
        self._inside = ""
        if self._place == "member":
            self._place = "after member"
            self._read_known()
            return
        self._place = "after item"
        self._number += 1
        yield Row(self._number, bytes(self._value), too_long(self._limit) if self._over else None)

    def _read_known(self) -> None:
        if self._over:
            self._fail(too_long(self._limit), "/known")
        self.known = read_as(KnownAsked, value, "/known") if (value := parse_json(bytes(self._value))) is not None else None
        self.settled = True

    def _fail(self, text: str, pointer: str = "") -> NoReturn:
        raise one_fault(pointer.removeprefix("/") or "body", text, pointer)
