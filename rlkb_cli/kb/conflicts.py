"""What a merge leaves behind where two branches changed the same lines."""

import re
from collections.abc import Iterator

from rlkb_cli.kb import place
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import FILE, Problem

OPENING = b"<<<<<<<"
_MARKER = lazy_pattern(rb"^(?:(<{7})(?= |\r?$)|(={7})(?=\r?$)|(>{7})(?= |\r?$))", re.MULTILINE)


def conflicts(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the marker that opens a conflict stands, for each that has all three in their order, at starts of lines."""
    opened, divided = None, False
    for marker in _MARKER.finditer(data):
        if marker[1]:
            opened, divided = marker.span(), False
        elif marker[2]:
            divided = opened is not None
        elif divided and opened:
            yield opened
            opened, divided = None, False


def first_conflict(data: bytes, offset: int) -> Problem | None:
    """The first conflict that a merge left, which is why the data cannot be read."""
    found = next(conflicts(data), None)
    at = place.span(offset + found[0], offset + found[1]) if found else FILE
    return Problem("merge-conflict-marker", at, "a merge left a conflict here") if found else None
