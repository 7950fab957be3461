"""What a merge leaves behind where two branches changed the same lines."""

import re
from collections.abc import Iterator

from rlkb_cli.kb.patterns import lazy_pattern

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
