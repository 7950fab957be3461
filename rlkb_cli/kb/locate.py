"""From a place that a check names to bytes, and from bytes to line and column: only for what is reported."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, split_hub, split_note
from rlkb_cli.kb.markdown import Spans, locate
from rlkb_cli.kb.place import KeyPath, Place

if TYPE_CHECKING:
    from rlkb_cli.kb.yamlnodes import Node


class Position(NamedTuple):
    """A line and a column, both counted from 1, columns in characters."""

    line: int
    column: int


class SourceMap:
    """The text of one file, with the byte spans of its keys, values, links and headings, computed when asked for.

    `kind` is what the file is: "note", "page" or "hub".
    """

    def __init__(self, data: bytes, kind: str) -> None:
        self.data = data
        self._lines = [0, *(found.end() for found in re.finditer(b"\n", data))]
        self._offset, self._block, self._body = _parts(data, kind)
        self._spans: Spans | None = None
        self._last, self._last_offset = Position(0, 0), 0
        self._texts: dict[int, str] = {}

    def span(self, place: Place) -> tuple[int, int]:
        """The bytes of a place; the file's first bytes where it cannot be found."""
        if place.kind == "span":
            start, end = place.path
            return int(start), int(end)
        if place.kind == "line":
            return self._line_span(int(place.path[0]))
        if place.kind in ("key", "value"):
            return self._yaml_span(place)
        if place.kind in ("link", "heading"):
            return self._body_span(place)
        return 0, 0

    def position(self, offset: int) -> Position:
        """The line and column of a byte."""
        line = bisect_right(self._lines, offset)
        start, column = self._lines[line - 1], 1
        if line == 1 and self.data.startswith(codecs.BOM_UTF8):
            start = min(3, offset)
        if self._last.line == line and start <= self._last_offset <= offset:
            start, column = self._last_offset, self._last.column  # a line of a megabyte is counted once
        column += len(self.data[start:offset].decode(errors="replace"))
        self._last, self._last_offset = Position(line, column), offset
        return self._last

    def line(self, number: int) -> str:
        """The text of a line, without its ending; empty where there is none."""
        if number not in self._texts:
            start, end = self._line_span(number) if 1 <= number <= len(self._lines) else (0, 0)
            self._texts[number] = self.data[start:end].decode(errors="replace").removeprefix("\ufeff")
        return self._texts[number]

    def _line_span(self, number: int) -> tuple[int, int]:
        if number > len(self._lines):
            return len(self.data), len(self.data)
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.data)
        return start, start + len(self.data[start:end].rstrip(b"\r\n"))

    @cached_property
    def _node(self) -> Node | None:
        """The tree of the YAML; None where there is none."""
        from rlkb_cli.kb.yamlnodes import YamlProblem, compose

        try:
            return compose(self._block)
        except YamlProblem:
            return None

    def _yaml_span(self, place: Place) -> tuple[int, int]:
        if self._node is None:
            return 0, 0
        node, key = _nearest(self._node, place.path)
        found = key if key is not None and (place.kind == "key" or node.start == node.end) else node
        if found is self._node:
            return 0, 0
        return self._offset + found.start, self._offset + found.end

    def _body_span(self, place: Place) -> tuple[int, int]:
        if self._spans is None:
            self._spans = locate(self.data[self._body :])
        index = int(place.path[0])
        spots = self._spans.links if place.kind == "link" else self._spans.headings
        if index >= len(spots):
            return 0, 0
        spot = spots[index]
        return self._body + spot[0], self._body + spot[1]


def line_of(data: bytes, kind: str, place: Place) -> int:
    """The 1-based line on which a place starts."""
    source = SourceMap(data, kind)
    return source.position(source.span(place)[0]).line


def _parts(data: bytes, kind: str) -> tuple[int, bytes, int]:
    """Where the YAML block starts, the block, and where the body starts."""
    parts = split_hub(data) if kind == "hub" else split_note(data)
    if isinstance(parts, NoFrontMatter):
        return 0, b"", 0
    return len(parts.prefix), parts.block, len(data) if kind == "hub" else body_offset(parts)


def _nearest(node: Node, path: KeyPath) -> tuple[Node, Node | None]:
    """The node at a path, or the last one above it that exists; and the key that holds it, if a key does."""
    key: Node | None = None
    for step in path:
        if isinstance(step, int):
            if node.kind != "sequence" or step >= len(node.items):
                break
            node, key = node.items[step], None
        else:
            pair = (
                next((pair for pair in node.pairs if pair[0].value == step), None)
                if node.kind == "mapping"
                else None
            )
            if pair is None:
                break
            key, node = pair
    return node, key
