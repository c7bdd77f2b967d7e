"""Thrift's compact protocol, as far as the footers of Parquet files need it: any structure in, the same bytes out.

Nothing is known here of what fields mean, so what newer writers add is kept as it is. Source: the Thrift specification,
`doc/specs/thrift-compact-protocol.md`.
"""

from typing import Any, Final, NamedTuple

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_WHOLE: Final = (_I16, _I32, _I64)


class Field(NamedTuple):
    """A field of a structure: its number, its type on the wire, its value."""

    id: int
    type: int
    value: Any


class Items(NamedTuple):
    """A list or a set: the type of its items, and they themselves."""

    type: int
    values: list[Any]


Struct = list[Field]


def read(data: bytes) -> Struct:
    """The structure in some bytes. Errors: `ValueError`, where they are none."""
    try:
        found, end = _Reader(data).struct(0)
    except IndexError:
        raise ValueError("it ends too early") from None
    if end != len(data):
        raise ValueError("it goes on after its end")
    return found


def write(struct: Struct) -> bytes:
    """The bytes of a structure."""
    out = bytearray()
    _write_struct(out, struct)
    return bytes(out)


class _Reader:
    """Reads from a place, and gives what is there with the place after it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def struct(self, at: int) -> tuple[Struct, int]:
        out: Struct = []
        last = 0
        while True:
            head = self._data[at]
            at += 1
            if head == 0:
                return out, at
            kind = head & 15
            if head >> 4:
                last += head >> 4
            else:
                last, at = self._zigzag(at)
            value, at = (kind == _TRUE, at) if kind in (_TRUE, _FALSE) else self._value(kind, at)
            out.append(Field(last, kind, value))

    def _value(self, kind: int, at: int) -> tuple[Any, int]:
        match kind:
            case _ if kind in _WHOLE:
                return self._zigzag(at)
            case _ if kind in (_TRUE, _FALSE, _BYTE):  # a truth value in a list has a byte of its own
                return self._data[at], at + 1
            case _ if kind == _DOUBLE:
                return self._bytes(at, 8)
            case _ if kind == _BINARY:
                size, at = self._varint(at)
                return self._bytes(at, size)
            case _ if kind in (_LIST, _SET):
                return self._items(at)
            case _ if kind == _STRUCT:
                return self.struct(at)
            case _:
                raise ValueError(f"type {kind} is not one that a footer has")

    def _items(self, at: int) -> tuple[Items, int]:
        head = self._data[at]
        at += 1
        count = head >> 4
        if count == 15:
            count, at = self._varint(at)
        values = []
        for _ in range(count):
            value, at = self._value(head & 15, at)
            values.append(value)
        return Items(head & 15, values), at

    def _bytes(self, at: int, size: int) -> tuple[bytes, int]:
        if at + size > len(self._data):
            raise IndexError
        return self._data[at : at + size], at + size

    def _varint(self, at: int) -> tuple[int, int]:
        value = shift = 0
        while True:
            byte = self._data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value, at
            shift += 7

    def _zigzag(self, at: int) -> tuple[int, int]:
        value, at = self._varint(at)
        return (value >> 1) ^ -(value & 1), at


def _write_struct(out: bytearray, struct: Struct) -> None:
    last = 0
    for number, kind, value in struct:
        wire = (_TRUE if value else _FALSE) if kind in (_TRUE, _FALSE) else kind
        if 0 < number - last < 16:
            out.append((number - last) << 4 | wire)
        else:
            out.append(wire)
            _write_varint(out, _zigzagged(number))
        last = number
        if kind not in (_TRUE, _FALSE):
            _write_value(out, kind, value)
    out.append(0)


def _write_value(out: bytearray, kind: int, value: Any) -> None:
    match kind:
        case _ if kind in _WHOLE:
            _write_varint(out, _zigzagged(value))
        case _ if kind in (_TRUE, _FALSE, _BYTE):
            out.append(value)
        case _ if kind == _DOUBLE:
            out += value
        case _ if kind == _BINARY:
            _write_varint(out, len(value))
            out += value
        case _ if kind in (_LIST, _SET):
            count = len(value.values)
            out.append(min(count, 15) << 4 | value.type)
            if count >= 15:
                _write_varint(out, count)
            for item in value.values:
                _write_value(out, value.type, item)
        case _:
            _write_struct(out, value)


def _zigzagged(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _write_varint(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
