"""What is put into a list: a new value, or an item that comes from elsewhere with its comments."""


from typing import NamedTuple

from rlkb_cli.edit.splice.block import Block
from rlkb_cli.edit.splice.layout import entries, has_own_line
from rlkb_cli.edit.splice.lines import span_of
from rlkb_cli.edit.splice.render import entry_lines, inline
from rlkb_cli.edit.splice.style import Style
from rlkb_cli.edit.splice.values import Raw, Value
from rlkb_cli.errors import Refused
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.values import is_typed
from rlkb_cli.kb.yamlnodes import Node, key_text

_LINES = lazy_pattern(rb"[^\r\n]*(?:\r\n|\n|\r)")


class NewItem(NamedTuple):
    """A value that the file does not hold yet."""

    value: Value

    def lines(self, block: Block, column: int, gap: int, like: str) -> bytes:
        """Its lines for a list whose dashes stand at `column`, `gap` columns before the values."""
        return block.lines(entry_lines("-" + " " * gap, column, self.value, block.style, like))

    def inline(self, style: Style, like: str) -> str:
        """Its text for a list in flow style."""
        return inline(self.value, style, flow=True, like=like)


class MovedItem(NamedTuple):
    """Bytes of the file: the lines of an item in block style (`column` is that of its dash), or its text.

    `source` is None where only the value can be taken along.
    """

    value: Value
    source: bytes | None
    column: int

    @property
    def has_comment(self) -> bool:
        """True if a comment comes along, for which a list on one line has no place."""
        return self.source is not None and self.column >= 0 and b"#" in self.source and "#" not in str(self.value)

    def lines(self, block: Block, column: int, gap: int, like: str) -> bytes:
        """As for a new item, but the gap behind the dash stays: further lines are aligned with it."""
        if self.source is None or self.column < 0:
            return NewItem(self.value).lines(block, column, gap, like)
        return b"".join(_shifted(line, column - self.column) for line in _LINES.findall(self.source))

    def inline(self, style: Style, like: str) -> str:
        """As for a new item, quotes kept where it comes from a list in flow style."""
        if self.source is None or self.column >= 0:
            return NewItem(self.value).inline(style, like)
        return self.source.decode()


def _shifted(line: bytes, by: int) -> bytes:
    if not line.strip():
        return line
    if by >= 0:
        return b" " * by + line
    return line[min(-by, len(line) - len(line.lstrip(b" "))) :]


def taken(block: Block, node: Node, index: int) -> MovedItem:
    """The item at `index` of a list, ready to be put elsewhere; the block is left as it is."""
    found = entries(block, node)
    entry = found[index]
    value = value_of(entry.value)
    if node.flow:
        return MovedItem(value, block.data[entry.lead : entry.end], -1)
    if not has_own_line(block, entry):
        return MovedItem(value, None, 0)
    start, end = span_of(block, node, found, index)
    return MovedItem(value, block.data[start:end], block.column(entry.lead))


def value_of(node: Node) -> Value:
    """The value that would write this node again; Refused for aliases and tags, which have no value here."""
    if node.kind == "alias" or node.tag:
        raise Refused("an item with an alias or a tag cannot be moved safely")
    if node.kind == "sequence":
        return [value_of(item) for item in node.items]
    if node.kind == "mapping":
        return {key_text(key): value_of(value) for key, value in node.pairs}
    if node.style or not is_typed(node.value):
        return node.value
    return Raw(node.value) if node.value else None


def neighbour_like(node: Node, index: int) -> str:
    """The style of the scalar before (or else behind) a place in a list, for a new item to imitate."""
    if not node.items:
        return ""
    neighbour = node.items[max(index - 1, 0)]
    return neighbour.style


def neighbour_gap(block: Block, node: Node, index: int) -> int:
    """How many columns lie between dash and value of the item before (or else behind) a place."""
    neighbour = entries(block, node)[max(index - 1, 0)]
    gap = block.data[neighbour.head : neighbour.value.start]
    return len(gap) if gap and not gap.strip(b" ") else 1
