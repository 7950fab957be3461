"""Tables of facts in one file: columns of texts or numbers, each read at once.

A file that was cut short, changed or made by somebody else is told by its checksum or its shape, and nothing in
it can do more than be wrong data: there is no code in it, and no size is believed before it is checked.
"""

from __future__ import annotations

import sys
import zlib
from array import array

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from typing import TypeAlias

    Column: TypeAlias = Sequence[str] | array[int]


_MAGIC = b"rlkb columns 1\n"
_TEXTS, _NUMBERS = b"t", b"n"


class Damaged(ValueError):
    """The bytes are not what `pack` made."""


def pack(columns: Mapping[str, Column]) -> bytes:
    """The columns as bytes.  ValueError if a text holds a NUL, which divides them."""
    parts = [_packed(name, column) for name, column in columns.items()]
    body = b"".join(parts)
    return _MAGIC + zlib.crc32(body).to_bytes(4, "little") + body


def unpack(data: bytes, only: Container[str] | None = None) -> dict[str, Column]:
    """What was packed, or the columns of these names; raises Damaged for anything else."""
    start = len(_MAGIC) + 4
    checksum = zlib.crc32(memoryview(data)[start:]).to_bytes(4, "little")
    if not data.startswith(_MAGIC) or checksum != data[len(_MAGIC) : start]:
        raise Damaged("not a table, or not a whole one")
    columns: dict[str, Column] = {}
    try:
        while start < len(data):
            end = data.index(b"\n", start)
            name, kind, count, size = data[start:end].split(b" ")
            start = end + 1 + int(size)
            if only is None or name.decode() in only:
                columns[name.decode()] = _unpacked(kind, int(count), data[end + 1 : start])
    except (ValueError, OverflowError) as problem:
        raise Damaged(str(problem)) from None
    return columns


def _packed(name: str, column: Column) -> bytes:
    if isinstance(column, array):
        kind, payload = _NUMBERS, _little(column).tobytes()
    else:
        kind, payload = _TEXTS, "\0".join(column).encode("utf-8", "surrogatepass")
        if payload.count(b"\0") != max(len(column) - 1, 0):
            raise ValueError("a text holds a NUL")
    return b"%s %s %d %d\n%s" % (name.encode(), kind, len(column), len(payload), payload)


def _unpacked(kind: bytes, count: int, payload: bytes) -> Column:
    column: Column
    if kind == _NUMBERS:
        column = array("q")
        column.frombytes(payload)
        column = _little(column)
    else:
        column = payload.decode("utf-8", "surrogatepass").split("\0") if count else []
    if len(column) != count:
        raise Damaged("a column has not the length that it says")
    return column


def _little(numbers: array[int]) -> array[int]:
    """The same numbers, with the bytes in the order of the file."""
    if sys.byteorder == "big":
        numbers = array("q", numbers)
        numbers.byteswap()
    return numbers
