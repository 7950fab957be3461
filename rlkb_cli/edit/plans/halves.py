"""A body cut in two: which of its definitions and footnotes each half needs, and the text of both."""

from typing import NamedTuple

from rlkb_cli.edit.labels import Label, Labels, labels
from rlkb_cli.edit.outline import gap, outline, part_end, removal
from rlkb_cli.edit.patch import Patch, Splice, apply

REST, PART = 0, 1
Homes = frozenset[int]


class Cut(NamedTuple):
    """The part of a body under one heading: that has the lines [start, under), the part ends at `end`."""

    start: int
    under: int
    end: int


def cut_at(body: bytes, index: int) -> Cut:
    """The part under the heading at `index`."""
    block = outline(body)[index]
    return Cut(block.start, block.end, part_end(body, index))


class Sides:
    """Says on which side of a cut a place in the body ends up: on both, if it is in what both halves use."""

    def __init__(self, body: bytes, cut: Cut) -> None:
        self._cut = cut
        self._found = labels(body)
        self._homes = self._settle(self._found)

    def at(self, place: int) -> Homes:
        """The halves that will hold what stands at an offset."""
        for mark in self._found.definitions:
            if mark.start <= place < mark.end:
                return self._homes[mark.label]
        return self._half(place)

    def carried(self, body: bytes, half: int) -> list[bytes]:
        """The definitions that a half needs from the other one."""
        needed = (mark for mark in self._found.definitions if half in self._homes[mark.label])
        return [body[mark.start : mark.end].strip() for mark in needed if half not in self._half(mark.start)]

    def dropped(self, body: bytes) -> list[Splice]:
        """The edits that take away the definitions which the half where they stand does not need."""
        marks = [m for m in self._found.definitions if not self._half(m.start) <= self._homes[m.label]]
        return [removal(body, m.start, m.start + len(body[m.start : m.end].rstrip())) for m in marks]

    def _half(self, place: int) -> Homes:
        return frozenset([PART if self._cut.start <= place < self._cut.end else REST])

    def _settle(self, found: Labels) -> dict[Label, Homes]:
        """A definition goes where it is used, a use in a footnote where that goes; an unused one stays."""
        used = {use.label for use in found.uses}
        homes: dict[Label, Homes] = {
            mark.label: frozenset() if mark.label in used else self._half(mark.start)
            for mark in found.definitions
        }
        self._homes = homes
        for _ in range(len(homes) + 1):
            for use in found.uses:
                if use.label in homes:
                    homes[use.label] |= self.at(use.start)
        return {mark.label: homes[mark.label] or self._half(mark.start) for mark in found.definitions}


class Halves(NamedTuple):
    """`rest` makes of the body what stays, `part` is the text that goes, without the heading above it."""

    rest: Patch
    part: bytes


def halves(body: bytes, cut: Cut, sides: Sides, instead: bytes, eol: bytes) -> Halves:
    """Cut a body in two, with `instead`, a paragraph, in place of the part.

    A definition goes where it is used, and to both halves if both use it: what comes over stands at the end.
    """
    to_rest, to_part = sides.carried(body, REST), sides.carried(body, PART)
    dropped = sides.dropped(body)
    left = [splice for splice in dropped if not cut.start <= splice.start < cut.end]
    paragraphs = [instead, *to_rest] if cut.end == len(body) else [instead]
    link = gap(body[: cut.start], eol) + (eol * 2).join(paragraphs) + eol + eol * (cut.end < len(body))
    rest = [*left, Splice(cut.start, cut.end, link)]
    if to_rest and cut.end < len(body):
        rest.append(Splice(len(body), len(body), gap(body, eol) + (eol * 2).join(to_rest) + eol))
    taken = [splice for splice in dropped if splice not in left]
    outside = Splice(0, cut.under, b""), Splice(cut.end, len(body), b"")
    part = apply(body, tuple(sorted([*outside, *taken]))).strip(b"\r\n")
    return Halves(tuple(sorted(rest)), (eol * 2).join(filter(None, [part, *to_part])))
