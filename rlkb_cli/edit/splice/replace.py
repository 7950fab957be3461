"""Replacing a value in its place, where old and new are such that the one can stand for the other."""


from rlkb_cli.edit.patch import Patch, Splice
from rlkb_cli.edit.splice.block import Block, path_text
from rlkb_cli.edit.splice.layout import Entry, entries, is_block_collection, skip_blanks
from rlkb_cli.edit.splice.multiline import fits_folded, fits_literal, folded, literal, wrapped
from rlkb_cli.edit.splice.render import goes_in_flow, inline, is_collection
from rlkb_cli.edit.splice.values import Raw, Value
from rlkb_cli.errors import Refused
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.yamlnodes import KeyPath, Node

HEADER = lazy_pattern(rb"[|>][-+0-9]*")
_BREAK = lazy_pattern(r"\r\n|\n|\r")


def entry_at(block: Block, path: KeyPath) -> tuple[Entry, Node]:
    """The entry that a path names, and the list or mapping that holds it; Refused if its key is odd."""
    parent = block.at(path[:-1])
    node = block.at(path)
    if parent is not None:
        for entry in entries(block, parent):
            if entry.value is node and entry.regular:
                return entry, parent
            if entry.value is node:
                raise Refused(f"`{path_text(path)}` is written with `?`, an anchor or a tag at its key")
    raise Refused(f"there is no `{path_text(path)}`")


def replacement(block: Block, path: KeyPath, value: Value) -> Patch | None:
    """The splices that put `value` in the place of the one at `path`; None if it needs other lines than that.

    Raises Refused where key or value are written in a way that cannot be edited safely.
    """
    entry, parent = entry_at(block, path)
    node = entry.value
    if node.tag:
        raise Refused(f"`{path_text(path)}` carries a tag, which the new value may not fit")
    if parent.flow:
        return (_in_flow(block, entry, value),)
    if node.style in ("|", ">"):
        return _block_text(block, entry, value) if _fits(node, value) else None
    if node.start == node.end or is_block_collection(node) or _needs_lines(block, value):
        return None
    return (_in_line(block, entry, value),)


def _in_flow(block: Block, entry: Entry, value: Value) -> Splice:
    text = inline(value, block.style, flow=True, like=entry.value.style).encode()
    if entry.value.start < entry.value.end:
        return Splice(entry.value.start, entry.value.end, text)
    if entry.head >= 0:
        return Splice(entry.head, skip_blanks(block, entry.end), b" " + text)
    return Splice(entry.end, entry.end, b": " + text)


def _needs_lines(block: Block, value: Value) -> bool:
    """Whether the value stands below its key in this file: a list, a mapping, a text of several lines."""
    if isinstance(value, str):
        return "\n" in value and fits_literal(value)
    return is_collection(value) and not goes_in_flow(value, block.style)


def _in_line(block: Block, entry: Entry, value: Value) -> Splice:
    node = entry.value
    text = inline(value, block.style, like=node.style)
    old = _lines(block, node)
    lines = _wrapped_like(block, entry, old, text) if len(old) > 1 and isinstance(value, str) else [text]
    return Splice(node.start, node.end, block.eol.join(line.encode() for line in lines))


def _lines(block: Block, node: Node) -> list[str]:
    return _BREAK.split(block.data[node.start : node.end].decode())


def _wrapped_like(block: Block, entry: Entry, old: list[str], text: str) -> list[str]:
    """A plain or quoted text over several lines, indented as the old one and about as wide."""
    first = block.column(entry.value.start)
    indent = len(old[1]) - len(old[1].lstrip(" ")) or block.column(entry.lead) + 2
    width = max(first + len(old[0]), *(len(line) for line in old[1:]))
    return wrapped(text, first, indent, width)


def _fits(node: Node, value: Value) -> bool:
    """Whether a literal or folded text can stay one with this value."""
    if not isinstance(value, str) or isinstance(value, Raw):
        return False
    return fits_literal(value) if node.style == "|" else fits_folded(value)


def _block_text(block: Block, entry: Entry, value: Value) -> Patch:
    """A literal or folded text with the old indentation and about the old width."""
    node = entry.value
    header = HEADER.match(block.data, node.start)
    assert header is not None and isinstance(value, str)
    old = [line for line in _lines(block, node)[1:] if line.strip()]
    indent = block.column(entry.lead) + 2
    if old and not header[0].strip(b"|>-+"):
        indent = len(old[0]) - len(old[0].lstrip(" "))
    width = max(map(len, old), default=80)
    first, *lines = literal(value, indent) if node.style == "|" else folded(value, indent, width)
    below = block.line_end(node.start)
    content = Splice(below, max(below, block.line_end(node.end)), block.lines(lines))
    return (Splice(node.start, header.end(), first.encode()), content)
