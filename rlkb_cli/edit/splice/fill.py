"""Taking a value out and putting another one in, where they do not stand on the same lines."""

from collections.abc import Sequence

from rlkb_cli.edit.patch import Splice
from rlkb_cli.edit.splice.block import Block
from rlkb_cli.edit.splice.items import MovedItem, NewItem
from rlkb_cli.edit.splice.layout import Entry, end_of, entries, has_own_line, is_block_collection, start_of
from rlkb_cli.edit.splice.render import children_lines, entry_lines, goes_in_flow, is_collection, is_list
from rlkb_cli.edit.splice.replace import HEADER, entry_at, replacement
from rlkb_cli.edit.splice.values import Value
from rlkb_cli.kb.yamlnodes import KeyPath, Node


def replace_value(block: Block, path: KeyPath, value: Value) -> None:
    """Put a value in place of the one at `path`, whatever each of them is."""
    splices = replacement(block, path, value)
    if splices is None:
        _clear(block, path)
        _fill(block, path, value)
    else:
        block.replace(*splices)


def empty(block: Block, path: KeyPath, node: Node, text: str) -> None:
    """Put `[]` or `{}` in place of the list or mapping `node` at `path`, which loses its last entry."""
    _, parent = entry_at(block, path)
    if node.flow or parent.flow:
        block.replace(Splice(node.start, node.end, text.encode()))
        return
    _clear(block, path, to_last=True)
    _put_behind(block, entry_at(block, path)[0], text)


def fill_list(block: Block, path: KeyPath, item: NewItem | MovedItem) -> None:
    """Make the empty list (or null) at `path` a list of one item."""
    _, parent = entry_at(block, path)
    if parent.flow or goes_in_flow([item.value], block.style):
        replace_value(block, path, [item.value])
        return
    _clear(block, path)
    entry, _ = entry_at(block, path)
    _put_below(block, entry, item.lines(block, _child_column(block, entry, [item.value]), 1, ""))


def unfold_list(block: Block, path: KeyPath, value: Sequence[Value]) -> bool:
    """Write the list at `path` with a line for each item; False where it stands inside of brackets itself."""
    _, parent = entry_at(block, path)
    if parent.flow:
        return False
    _clear(block, path)
    entry, _ = entry_at(block, path)
    _put_below(block, entry, block.lines(children_lines(_child_column(block, entry, value), value, block.style)))
    return True


def _clear(block: Block, path: KeyPath, *, to_last: bool = False) -> None:
    """Take the value at `path` (in block style) out, so that its key or dash stands alone.

    With `to_last`, comments behind its last entry stay.
    """
    entry, _ = entry_at(block, path)
    node = entry.value
    if is_block_collection(node):
        found = entries(block, node)
        if has_own_line(block, found[0]):
            end = end_of(block, found[-1] if to_last else entry)
            block.replace(Splice(start_of(block, found, 0), end, b""))
        else:
            block.replace(Splice(entry.head, block.text_end(node.end), b""))
    elif header := HEADER.match(block.data, node.start) if node.style in ("|", ">") else None:
        below = block.text_end(node.start)
        block.replace(Splice(entry.head, header.end(), b""), Splice(below, max(below, node.end), b""))
    else:
        block.replace(Splice(entry.head, entry.end, b""))


def _fill(block: Block, path: KeyPath, value: Value) -> None:
    """Give a value to a key or dash that has none."""
    entry, _ = entry_at(block, path)
    if is_collection(value) and not goes_in_flow(value, block.style):
        lines = children_lines(_child_column(block, entry, value), value, block.style)
        _put_below(block, entry, block.lines(lines))
        return
    head, *below = entry_lines("", block.column(entry.lead), value, block.style)
    _put_behind(block, entry, head.strip())
    _put_below(block, entry_at(block, path)[0], block.lines(below))


def _child_column(block: Block, entry: Entry, value: Value) -> int:
    """The column for the dashes or keys of a list or mapping below this entry."""
    if entry.key is None:
        return block.column(entry.lead) + 2
    return block.column(entry.lead) + (block.style.offset if is_list(value) else block.style.step)


def _put_behind(block: Block, entry: Entry, text: str) -> None:
    """Write a text behind the `:` or `-` of an entry without value, before a comment that stands there."""
    end = block.text_end(entry.head)
    is_blank = not block.data[entry.head : end].strip()
    block.replace(Splice(entry.head, end if is_blank else entry.head, b" " + text.encode()))


def _put_below(block: Block, entry: Entry, lines: bytes) -> None:
    """Put whole lines directly below the line of an entry's `:` or `-`."""
    at = block.line_end(entry.head)
    block.replace(Splice(at, at, lines))
