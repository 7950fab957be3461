"""Where in a file something stands, said without positions.

Checks name a place ("the third entry of `related`", "the second link of the body"); only for the few places
that end up in a report does `kb.locate` read the file again and compute line and column.
"""

from typing import NamedTuple

KeyPath = tuple[str | int, ...]


class Place(NamedTuple):
    """A place in a file: `kind` says how `path` is to be read.

    file: the file as a whole.  key, value: a key path in the front matter or hub.  link, heading: the n-th of
    the body.  span: two byte offsets.  line: a 1-based line.
    """

    kind: str
    path: KeyPath = ()


FILE = Place("file")


def key(*path: str | int) -> Place:
    """The key itself that stands at a key path."""
    return Place("key", path)


def value(*path: str | int) -> Place:
    """The value at a key path; a reader falls back to the nearest thing above it that exists."""
    return Place("value", path)


def link(index: int) -> Place:
    """The n-th link of the body, counted from 0, in the order of `markdown.scan`."""
    return Place("link", (index,))


def heading(index: int) -> Place:
    """The n-th heading of the body, counted from 0."""
    return Place("heading", (index,))


def span(start: int, end: int) -> Place:
    """Bytes `start` to `end` of the file."""
    return Place("span", (start, end))


def line(number: int) -> Place:
    """A whole line, counted from 1."""
    return Place("line", (number,))


class Problem(NamedTuple):
    """Something that a reader could not take as it stands: the rule that reports it, where, and a sentence.

    `key` tells it from others of its rule in its file.
    """

    rule: str
    place: Place
    message: str
    key: tuple[str, ...] = ()
