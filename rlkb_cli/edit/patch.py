"""Replacements of byte ranges: the one form in which an existing file is changed."""

from typing import NamedTuple, TypeAlias


class Splice(NamedTuple):
    """Put `new` in place of the bytes [start, end) of the original file."""

    start: int
    end: int
    new: bytes


Patch: TypeAlias = tuple[Splice, ...]  # sorted, not overlapping


def apply(data: bytes, patch: Patch) -> bytes:
    """The data with every splice done; ValueError if they overlap or reach beyond the data."""
    pieces: list[bytes] = []
    done = 0
    for start, end, new in patch:
        if not done <= start <= end <= len(data):
            raise ValueError(f"splice [{start}, {end}) overlaps another or lies outside the data")
        pieces += (data[done:start], new)
        done = end
    pieces.append(data[done:])
    return b"".join(pieces)


def shift(patch: Patch, by: int) -> Patch:
    """The same patch for data that has `by` more bytes in front."""
    return tuple(Splice(start + by, end + by, new) for start, end, new in patch)


class _Kept(NamedTuple):
    """A stretch of the original that the first patch leaves; `end` None is the end of the file."""

    start: int
    end: int | None


_Piece: TypeAlias = _Kept | bytes


def compose_patches(first: Patch, second: Patch) -> Patch:
    """One patch that does `first` and then `second`, whose offsets are those after `first`.

    `apply(data, compose_patches(a, b)) == apply(apply(data, a), b)`.
    """
    if not first:
        return second
    pieces = _pieces(first)
    result: list[_Piece] = []
    done = 0
    for start, end, new in second:
        kept, pieces = _cut(pieces, start - done)
        _, pieces = _cut(pieces, end - start)
        result += (*kept, new)
        done = end
    return _as_patch([*result, *pieces])


def _pieces(patch: Patch) -> list[_Piece]:
    pieces: list[_Piece] = []
    done = 0
    for start, end, new in patch:
        pieces += (_Kept(done, start), new)
        done = end
    return [*pieces, _Kept(done, None)]


def _cut(pieces: list[_Piece], size: int) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces in two: the first `size` bytes of the text that they make, and the others."""
    for index, piece in enumerate(pieces):
        length = _length(piece)
        if length is None or size < length:
            head, tail = _halves(piece, size)
            return [*pieces[:index], head], [tail, *pieces[index + 1 :]]
        size -= length
    return pieces, []


def _length(piece: _Piece) -> int | None:
    if isinstance(piece, bytes):
        return len(piece)
    return None if piece.end is None else piece.end - piece.start


def _halves(piece: _Piece, size: int) -> tuple[_Piece, _Piece]:
    if isinstance(piece, bytes):
        return piece[:size], piece[size:]
    return _Kept(piece.start, piece.start + size), _Kept(piece.start + size, piece.end)


def _as_patch(pieces: list[_Piece]) -> Patch:
    splices: list[Splice] = []
    done = 0
    pending = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            pending += piece
        elif piece.start != piece.end:
            if pending or piece.start > done:
                splices.append(Splice(done, piece.start, pending))
            pending = b""
            done = piece.end if piece.end is not None else done
    return tuple(splices)
