"""Which bytes belong to one entry: a list's item or a key with its value, its comments and blank lines.

A comment line directly above an entry belongs to it, and so does a comment behind it.  A comment after the
last entry stays where it is, unless it is indented deeper: then it ends a list within that entry.
"""


from typing import NamedTuple

from rlkb_cli.edit.splice.block import Block
from rlkb_cli.errors import Refused
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.yamlnodes import Node

_GAP = lazy_pattern(rb"(?:[\s]++|#[^\r\n]*+)*+")


class Entry(NamedTuple):
    """An item (`key` is None) or a pair: its first byte, the one behind its `-` or `:`, and its end.

    In flow style `head` is -1 where there is no `:`.  `regular` is False for keys that are written as `? key`
    or carry an anchor or a tag.
    """

    lead: int
    head: int
    end: int
    key: Node | None
    value: Node
    regular: bool = True


def is_block_collection(node: Node) -> bool:
    """Whether the node is a list or mapping over lines of its own."""
    return bool(node.items or node.pairs) and not node.flow


def entries(block: Block, node: Node) -> list[Entry]:
    """The entries of a list or mapping in block or flow style, in the order of the text."""
    if node.flow:
        return _flow_entries(block, node)
    if node.kind == "sequence":
        return _items(block, node)
    return [_pair(block, key, value) for key, value in node.pairs]


def _items(block: Block, node: Node) -> list[Entry]:
    found: list[Entry] = []
    at = node.start
    for item in node.items:
        dash = _skip(block, at)
        if block.data[dash : dash + 1] != b"-":
            raise Refused("a list that is written in a way that cannot be edited safely")
        at = dash + 1 if _is_empty(item) else item.end
        found.append(Entry(dash, dash + 1, at, None, item))
    return found


def _pair(block: Block, key: Node, value: Node) -> Entry:
    colon = _skip(block, key.end)
    explicit = block.data[: key.start].rstrip(b" \t").endswith(b"?")
    regular = not (explicit or key.anchor or key.tag) and block.data[colon : colon + 1] == b":"
    return Entry(key.start, colon + 1, colon + 1 if _is_empty(value) else value.end, key, value, regular)


def _flow_entries(block: Block, node: Node) -> list[Entry]:
    found: list[Entry] = []
    at = node.start + 1
    pairs: list[tuple[Node | None, Node]] = [*node.pairs, *((None, item) for item in node.items)]
    for key, value in pairs:
        lead = _skip(block, at)
        head = -1
        end = value.end
        if key is not None:
            colon = _skip(block, key.end)
            head = colon + 1 if block.data[colon : colon + 1] == b":" else -1
            if _is_empty(value):
                end = max(head, key.end)
        found.append(Entry(lead, head, end, key, value, not (key and (key.anchor or key.tag))))
        at = _skip(block, end)
        at += block.data[at : at + 1] == b","
    return found


def comma_after(block: Block, entry: Entry) -> int:
    """The offset of the comma behind an entry in flow style, or -1."""
    at = _skip(block, entry.end)
    return at if block.data[at : at + 1] == b"," else -1


def _skip(block: Block, offset: int) -> int:
    """The first offset that is neither white space nor comment."""
    found = _GAP.match(block.data, offset)
    return found.end() if found else offset


def skip_blanks(block: Block, offset: int) -> int:
    """The first offset that is neither space nor tab."""
    while block.data[offset : offset + 1] in (b" ", b"\t"):
        offset += 1
    return offset


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and node.start == node.end and not (node.anchor or node.tag)


def has_own_line(block: Block, entry: Entry) -> bool:
    """Whether only indentation stands before the entry; not so for the first key of an item (`- id: x`)."""
    return not block.data[block.line_start(entry.lead) : entry.lead].strip(b" \t")


def start_of(block: Block, found: list[Entry], index: int, *, comments: bool = True) -> int:
    """Where an entry in block style begins: at its line, or at the comments directly above that."""
    entry = found[index]
    if not has_own_line(block, entry):
        return entry.lead
    start = block.line_start(entry.lead)
    column = entry.lead - start
    floor = block.line_end(found[index - 1].end) if index else 0
    after_collection = index > 0 and is_block_collection(found[index - 1].value)
    while comments and start > floor:
        above = block.line_above(start)
        indent = block.comment_indent(above)
        if indent is None or (after_collection and indent > column):
            break
        start = above
    return start


def end_of(block: Block, entry: Entry) -> int:
    """Where the line after an entry in block style begins, comments that end a list within it included."""
    end = block.line_end(entry.end)
    if is_block_collection(entry.value):
        column = block.column(entry.lead)
        while (comment := _comment_below(block, end, column)) is not None:
            end = block.line_end(comment)
    return end


def _comment_below(block: Block, start: int, column: int) -> int | None:
    """Where the next line with text begins, if it is a comment that is indented by more than `column`."""
    while start < len(block.data) and not block.data[start : block.line_end(start)].strip():
        start = block.line_end(start)
    indent = block.comment_indent(start)
    return start if indent is not None and indent > column else None


def is_spaced(block: Block, found: list[Entry]) -> bool:
    """Whether blank lines, and nothing else, stand between any two entries."""
    if len(found) < 2:
        return False
    gaps = (block.data[end_of(block, found[i - 1]) : start_of(block, found, i)] for i in range(1, len(found)))
    return all(gap and not gap.strip() for gap in gaps)
