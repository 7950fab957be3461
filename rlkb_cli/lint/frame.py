"""The lines of a file with a mark under one span, laid out in terminal cells: the frame below a finding."""

import sys
from typing import NamedTuple

from rlkb_cli.lint.report import Located, LocatedRelated
from rlkb_cli.output import pieces

MAX_LINES = 12  # a frame shows no more lines of a long span
TAB = 4
CUT = "..."


class Row(NamedTuple):
    """One line of a file as shown, and the marks below it ("" if there are none)."""

    number: int
    text: str
    marks: str


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def rows(place: Located | LocatedRelated, width: int | None, mark: str) -> list[Row]:
    """The place's lines, at most `width` cells wide unless that is None, with `mark` under every cell of its span."""
    room = sys.maxsize if width is None else width
    return [_row(number, text, place, room, mark) for number, text in place.source[:MAX_LINES]]


def _row(number: int, text: str, place: Located | LocatedRelated, width: int, mark: str) -> Row:
    span = _span_in(number, text, place)
    start, end = span or (0, 0)
    text, start, end = _near(text, start, end, width)
    shown, before, marked = _cut(_shown(text), start, end, width)
    return Row(number, shown.rstrip(), " " * before + mark * marked if span else "")


def _span_in(number: int, text: str, place: Located | LocatedRelated) -> tuple[int, int] | None:
    """The part of a line that lies in the span, as half-open character indices, at least one long."""
    if not place.line <= number <= place.end_line:
        return None
    indent = len(text) - len(text.lstrip())
    start = min(place.column - 1, len(text)) if number == place.line else indent
    end = min(place.end_column - 1, len(text)) if number == place.end_line else len(text)
    if start >= end and number != place.line:
        return None
    return start, max(end, start + 1)


def _near(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """Drop what is too far from the span to be shown, so that a line of a megabyte costs nothing."""
    first = max(0, start - width)
    last = start + 2 * width
    return text[first:last], start - first, min(end, last) - first


def _shown(text: str) -> list[str]:
    """What is shown for each character: tabs expanded, hidden characters as escapes."""
    if "\t" not in text:
        return pieces(text)
    shown: list[str] = []
    column = 0
    for piece in pieces(text, keep="\t"):
        shown.append(" " * (TAB - column % TAB) if piece == "\t" else piece)
        column += cells(shown[-1])
    return shown


def _cut(shown: list[str], start: int, end: int, width: int) -> tuple[str, int, int]:
    """The line in at most `width` cells, cut around the span, then the cells before and in the span."""
    first, last = 0, len(shown)
    if cells("".join(shown)) > width:
        first, last = _window([cells(piece) for piece in shown], start, end, width)
    lead = CUT if first else ""
    tail = CUT if last < len(shown) else ""
    before = cells(lead + "".join(shown[first:start]))
    marked = cells("".join(shown[start : min(end, last)]))
    return lead + "".join(shown[first:last]) + tail, before, max(marked, 1)


def _window(sizes: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """Which characters of a line that does not fit to show: the span, and a third of the width before it."""
    room = max(width - 2 * len(CUT), 1)
    wanted = max(room // 3, room - sum(sizes[start:]), 0) if sum(sizes[start:end]) < room else 0
    first, last = start, start
    while first > 0 and sum(sizes[first - 1 : start]) <= wanted:
        first -= 1
    room += 0 if first else len(CUT)
    used = sum(sizes[first:start])
    while last < len(sizes) and used + sizes[last] <= room:
        used += sizes[last]
        last += 1
    return first, last
