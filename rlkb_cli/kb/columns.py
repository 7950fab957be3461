"""Tables of facts in one file: columns of texts or numbers, each read when it is first asked for.

A file that was cut short, changed or made by somebody else is told by its checksum or its shape, and nothing in
it can do more than be wrong data: there is no code in it, and no size is believed before it is checked.
"""

from __future__ import annotations

import sys
import zlib
from array import array

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    Column: TypeAlias = Sequence[str] | array[int]


_MAGIC = b"rlkb columns 2\n"
_MARK = 4  # bytes of the checksum, at the end
_TEXTS, _NUMBERS = b"t", b"n"
_NUMBER = 8  # bytes
_BLOCK = 64  # texts of which the end is kept, so that one is found without reading all
_ERRORS = "surrogatepass"


class Damaged(ValueError):
    """The bytes are not what `pack` made."""


class Columns:
    """What was packed, by name; `mark` tells it from any other."""

    def __init__(self, data: bytes, mark: int, parts: dict[str, tuple[bytes, int, int, int]]) -> None:
        self.mark = mark
        self._data = memoryview(data)
        self._parts = parts
        self._met: dict[str, Column] = {}

    def keys(self) -> Iterable[str]:
        """The names, in order."""
        return self._parts.keys()

    def __getitem__(self, name: str) -> Column:
        if name not in self._met:
            self._met[name] = self._column(*self._parts[name])
        return self._met[name]

    def item(self, name: str, row: int) -> str | int:
        """One value of a column, which is not read as a whole for it."""
        kind, count, start, _ = self._parts[name]
        if kind == _NUMBERS or name in self._met:
            return self[name][row]
        ends = _numbers(self._data[start : start + _blocks(count) * _NUMBER])
        first, block = start + len(ends) * _NUMBER, row // _BLOCK
        begin = ends[block - 1] + 1 if block else 0
        texts = self._data[first + begin : first + ends[block]].tobytes().split(b"\0")
        return _text(texts[row % _BLOCK]) if row % _BLOCK < len(texts) else ""

    def _column(self, kind: bytes, count: int, start: int, end: int) -> Column:
        if kind == _NUMBERS:
            return _numbers(self._data[start:end])
        texts = _text(self._data[start + _blocks(count) * _NUMBER : end]).split("\0") if count else []
        return texts if len(texts) == count else [*texts, *[""] * count][:count]  # nothing of ours is like that


def pack(columns: Mapping[str, Column]) -> bytes:
    """The columns as bytes.  ValueError if a text holds a NUL, which divides them."""
    return b"".join(pieces(columns))


def pieces(columns: Mapping[str, Column]) -> Iterator[bytes]:
    """The same piece by piece, so that not all has to be held at once."""
    mark = 0
    yield _MAGIC
    for name, column in columns.items():
        for piece in _packed(name, column):
            mark = zlib.crc32(piece, mark)
            yield piece
    yield mark.to_bytes(_MARK, "little")


def mark_of(packed: bytes) -> int:
    """What `Columns.mark` will be; the last piece will do."""
    return int.from_bytes(packed[-_MARK:], "little")


def unpack(data: bytes) -> Columns:
    """What was packed; raises Damaged for anything else."""
    start, last = len(_MAGIC), len(data) - _MARK
    mark = zlib.crc32(memoryview(data)[start:last])
    if last < start or not data.startswith(_MAGIC) or mark != mark_of(data):
        raise Damaged("not a table, or not a whole one")
    parts: dict[str, tuple[bytes, int, int, int]] = {}
    try:
        while start < last:
            end = data.index(b"\n", start)
            name, kind, count, size = data[start:end].split(b" ")
            start = end + 1 + int(size)
            parts[name.decode()] = _checked(data, kind, int(count), end + 1, start)
    except (ValueError, OverflowError) as problem:
        raise Damaged(str(problem)) from None
    return Columns(data, mark, parts)


def _checked(data: bytes, kind: bytes, count: int, start: int, end: int) -> tuple[bytes, int, int, int]:
    """Where a column stands; Damaged if it cannot be as long as it says."""
    size = end - start
    fits = size == count * _NUMBER if kind == _NUMBERS else size >= max(_blocks(count) * _NUMBER, count - 1)
    if end > len(data) - _MARK or not fits or count < 0:
        raise Damaged("a column has not the length that it says")
    return kind, count, start, end


def _packed(name: str, column: Column) -> Iterator[bytes]:
    if isinstance(column, array):
        kind, parts = _NUMBERS, [_little(column).tobytes()]
    else:
        kind, parts = _TEXTS, _packed_texts(column)
    yield b"%s %s %d %d\n" % (name.encode(), kind, len(column), sum(map(len, parts)))
    yield from parts


def _packed_texts(texts: Sequence[str]) -> list[bytes]:
    """Where each block of the texts ends, and the texts."""
    starts = range(0, len(texts), _BLOCK)
    blocks = ["\0".join(texts[start : start + _BLOCK]).encode("utf-8", _ERRORS) for start in starts]
    ends, end = array("q"), -1
    for block in blocks:
        end += len(block) + 1
        ends.append(end)
    payload = b"\0".join(blocks)
    if payload.count(b"\0") != max(len(texts) - 1, 0):
        raise ValueError("a text holds a NUL")
    return [_little(ends).tobytes(), payload]


def _blocks(count: int) -> int:
    return -(-count // _BLOCK)


def _text(payload: bytes | memoryview) -> str:
    try:
        return str(payload, "utf-8", _ERRORS)
    except UnicodeDecodeError:  # which nothing of ours has written
        return str(payload, "utf-8", "replace")


def _numbers(payload: memoryview) -> array[int]:
    numbers = array("q")
    numbers.frombytes(payload)
    return _little(numbers)


def _little(numbers: array[int]) -> array[int]:
    """The same numbers, with the bytes in the order of the file."""
    if sys.byteorder == "big":
        numbers = array("q", numbers)
        numbers.byteswap()
    return numbers
