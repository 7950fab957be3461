"""YAML text to positioned nodes: raw values, byte offsets, nothing resolved and nothing expanded.

libyaml's events are consumed one by one, so depth and size are capped before a hostile text can cost
anything; aliases stay aliases, `no` and `1.10` stay text.  Offsets are bytes in the block that was given.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.values import Quoted, RawValue

try:
    from yaml.cyaml import CSafeLoader as _Parser
except ImportError:  # PyYAML without libyaml: slower, the same nodes
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 50
MAX_NODES = 200_000

KeyPath: TypeAlias = tuple[str | int, ...]

_BOM = b"\xef\xbb\xbf"
_BEGINS_CHARACTER = bytes(byte & 0xC0 != 0x80 for byte in range(256))
_LINE_BREAK = lazy_pattern(rb"\r\n|\n|\r")
_PROPERTIES = lazy_pattern(rb"(?:(?:&[^\s,\[\]{}]+|![^\s]*)\s*|#[^\r\n]*\s*)*")
_BLANK_TAIL = lazy_pattern(rb"(?:(?:\r\n|\n|\r) *)+\Z")
_LAST_BREAK = lazy_pattern(rb"(?:\r\n|\n|\r)\Z")
_KEEPS_BLANK_LINES = lazy_pattern(rb"[|>][0-9]?\+")


class YamlProblem(ValueError):
    """Why a block is not usable: `message` in one line, byte `offset` and 0-based `line` in the block.

    `kind` is "syntax", "encoding", "limit", "documents", "directive" or "alias".
    """

    def __init__(self, message: str, offset: int, line: int, kind: str = "syntax") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.line = line
        self.kind = kind


class Node:
    """One value with its place: [start, end) without anchor and tag, collections from first to last item.

    `kind` is "scalar", "sequence", "mapping" or "alias"; `style` is "" (plain), "'", '"', "|" or ">".
    """

    __slots__ = ("alias", "anchor", "end", "flow", "items", "kind", "pairs", "start", "style", "tag", "value")

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = ""
        self.style = ""
        self.flow = False
        self.items: list[Node] = []
        self.pairs: list[tuple[Node, Node]] = []
        self.anchor: str | None = None
        self.tag: str | None = None
        self.alias: str | None = None

    def get(self, key: str) -> "Node | None":
        """The value at `key` of a mapping; of duplicate keys the first."""
        for name, value in self.pairs:
            if name.kind == "scalar" and name.value == key:
                return value
        return None

    def at(self, path: Sequence[str | int]) -> "Node | None":
        """The node at a key path, or None where it leads nowhere."""
        node = self
        for step in path:
            if isinstance(step, str):
                below = node.get(step)
            else:
                below = node.items[step] if 0 <= step < len(node.items) else None
            if below is None:
                return None
            node = below
        return node

    def plain(self) -> RawValue:
        """The raw value: text (Quoted if it was), tuples, dicts; an alias is its own text, `*name`."""
        if self.kind == "sequence":
            return tuple(item.plain() for item in self.items)
        if self.kind == "mapping":
            fields: dict[str, RawValue] = {}
            for key, value in self.pairs:
                fields.setdefault(key_text(key), value.plain())
            return fields
        if self.kind == "alias":
            return f"*{self.alias}"
        return Quoted(self.value) if self.style else self.value

    def walk(self) -> "Iterator[Node]":
        """This node and every node below it, keys included, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [part for pair in reversed(node.pairs) for part in reversed(pair)]
            waiting += reversed(node.items)


def key_text(key: Node) -> str:
    """What a mapping's key is called: its text; one that is no scalar goes by its kind, as `?mapping`."""
    return key.value if key.kind == "scalar" else f"?{key.kind}"


def duplicates(node: Node) -> list[tuple[KeyPath, Node]]:
    """Keys that stand twice in one mapping: path and key node, for the second and every later one."""
    found: list[tuple[KeyPath, Node]] = []
    _collect_duplicates(node, (), found)
    return found


def _collect_duplicates(node: Node, path: KeyPath, found: list[tuple[KeyPath, Node]]) -> None:
    seen: set[str] = set()
    for key, value in node.pairs:
        if key.kind == "scalar":
            if key.value in seen:
                found.append(((*path, key.value), key))
            seen.add(key.value)
        if value.kind != "scalar":
            _collect_duplicates(value, (*path, key_text(key)), found)
    for index, item in enumerate(node.items):
        if item.kind != "scalar":
            _collect_duplicates(item, (*path, index), found)


def compose(block: bytes) -> Node | None:
    """The root node of the one document in `block`, or None if it holds nothing but blanks and comments.

    Raises YamlProblem for what libyaml rejects, text that is not UTF-8, several documents, an alias without
    anchor, and anything beyond MAX_DEPTH or MAX_NODES.
    """
    skip = len(_BOM) if block.startswith(_BOM) else 0
    if block.count(b",") + block.count(b"\n") > MAX_NODES:  # which a flood shows before it is parsed
        raise YamlProblem(f"more than {MAX_NODES} lines or values", skip, 0, "limit")
    try:
        text = block[skip:].decode()
    except UnicodeDecodeError as error:
        raise _problem(block, skip + error.start, "this is not UTF-8", "encoding") from None
    try:
        return _Composer(block, _offsets(block, skip)).compose(text)
    except yaml.reader.ReaderError as error:
        offset = skip + _reader_offset(error, text)
        raise _problem(block, offset, "control characters are not allowed") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        index = min(mark.index, len(text)) if mark else 0
        words = " ".join(part for part in (error.context, error.problem) if part)
        raise _problem(block, skip + len(text[:index].encode()), words) from None


def _reader_offset(error: Any, text: str) -> int:
    """libyaml counts bytes, the pure parser characters (and only that names the encoding)."""
    return len(text[: error.position].encode()) if error.encoding == "unicode" else int(error.position)


def _problem(block: bytes, offset: int, message: str, kind: str = "syntax") -> YamlProblem:
    line = sum(1 for _ in _LINE_BREAK.finditer(block, 0, offset))
    return YamlProblem(message, offset, line, kind)


def _offsets(block: bytes, skip: int) -> Callable[[int], int]:
    """From the parser's character index to the byte offset in the block."""
    if block.isascii():
        return int
    starts = list(compress(range(skip, len(block)), block[skip:].translate(_BEGINS_CHARACTER)))
    starts.append(len(block))
    return starts.__getitem__


class _Composer:
    """Events to nodes, with a stack instead of recursion."""

    def __init__(self, block: bytes, offset: Callable[[int], int]) -> None:
        self.block = block
        self.offset = offset
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.keys: list[Node | None] = []  # for every open collection the key that waits for its value
        self.anchors: set[str] = set()
        self.count = 0

    def compose(self, text: str) -> Node | None:
        documents = 0
        for event in iter(_Parser(text).get_event, None):
            if isinstance(event, ScalarEvent):
                self._add(self._scalar(event), event)
            elif isinstance(event, NodeEvent):
                self._node(event)
            elif isinstance(event, CollectionEndEvent):
                self._close(event)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                self._refuse_extras(event, documents)
        return None if self._is_nothing() else self.root

    def _refuse_extras(self, event: Any, documents: int) -> None:
        if documents > 1:
            raise self._at(event, "a second document starts here", "documents")
        if event.version or event.tags:
            raise self._at(event, "directives (`%YAML`, `%TAG`) are not supported", "directive")

    def _is_nothing(self) -> bool:
        """A document of comments, or of a bare `---`, is one empty plain scalar to the parser."""
        root = self.root
        if root is None or root.anchor or root.tag:
            return root is None
        return root.kind == "scalar" and root.start == root.end

    def _node(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            self._add(self._alias(event), event)
        else:
            self._open(event)

    def _scalar(self, event: Any) -> Node:
        node = Node("scalar", self.offset(event.start_mark.index), self.offset(event.end_mark.index))
        node.value = event.value
        if event.anchor is not None or event.tag is not None:
            self._properties(node, event)
        if event.style:
            node.style = event.style
            if node.style in "|>":
                node.end = self._block_end(node)
        elif node.start == node.end:
            node.start = node.end = self._empty_place(node.start)
        return node

    def _empty_place(self, offset: int) -> int:
        """An empty value stands directly behind its indicator; in flow style libyaml says the next token."""
        while offset and self.block[offset - 1] in b" \t\r\n":
            offset -= 1
        return offset

    def _block_end(self, node: Node) -> int:
        """The parsers count the blank lines that follow; they belong to the value only with `+`."""
        written = self.block[node.start : node.end]
        tail = (_LAST_BREAK if _KEEPS_BLANK_LINES.match(written) else _BLANK_TAIL).search(written)
        return node.start + tail.start() if tail else node.end

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            raise self._at(event, f"`*{event.anchor}` has no anchor before it", "alias")
        node = Node("alias", *self._span(event))
        node.alias = event.anchor
        return node

    def _open(self, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self._at(event, f"nested deeper than {MAX_DEPTH} levels", "limit")
        node = Node("mapping" if isinstance(event, MappingStartEvent) else "sequence", *self._span(event))
        node.flow = bool(event.flow_style)
        self._properties(node, event)
        self._add(node, event)
        self.stack.append(node)
        self.keys.append(None)

    def _close(self, event: Any) -> None:
        node = self.stack.pop()
        self.keys.pop()
        if node.flow:
            node.end = self.offset(event.end_mark.index)
            if node.kind == "mapping" and self.block[node.end - 1 : node.end] != b"}":
                node.end = node.pairs[-1][1].end  # `[a: b]`: a mapping without braces
        else:
            node.end = max(node.start, node.pairs[-1][1].end if node.pairs else node.items[-1].end)

    def _properties(self, node: Node, event: Any) -> None:
        """Takes anchor and tag over, and moves the start of the node behind them."""
        node.anchor, node.tag = event.anchor, event.tag
        if node.anchor is not None:
            self.anchors.add(node.anchor)
        if node.anchor is not None or node.tag is not None:
            limit = node.end if node.kind == "scalar" else len(self.block)
            match = _PROPERTIES.match(self.block, node.start, limit)
            node.start = match.end() if match else node.start
            node.end = max(node.start, node.end)

    def _add(self, node: Node, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise self._at(event, f"more than {MAX_NODES} values", "limit")
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.kind == "sequence":
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self.keys[-1] = None

    def _span(self, event: Any) -> tuple[int, int]:
        return self.offset(event.start_mark.index), self.offset(event.end_mark.index)

    def _at(self, event: Any, message: str, kind: str) -> YamlProblem:
        return _problem(self.block, self.offset(event.start_mark.index), message, kind)
