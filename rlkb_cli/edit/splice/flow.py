"""Entries in flow style: `[a, b]` and `{a: b}`, on one line or over several."""


from rlkb_cli.edit.patch import Splice
from rlkb_cli.edit.splice.block import Block
from rlkb_cli.edit.splice.layout import Entry, comma_after, entries, skip_blanks
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.yamlnodes import Node

_COMMENT = lazy_pattern(rb"#[^\r\n]*")
_LAST_LINE = lazy_pattern(rb"(\r\n|\n|\r)([ \t]*)\Z")
_REST_OF_LINE = lazy_pattern(rb"[ \t]*,?[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_COMMENT_BEHIND = lazy_pattern(rb"[ \t]*,?[ \t]+#")


def insert_flow(block: Block, node: Node, index: int, new: bytes) -> None:
    """Put an entry so that it becomes the one at `index` of a list or mapping that has others."""
    found = entries(block, node)
    space = _separator(block, node, found)
    if index < len(found) and _fills_its_lines(block, found[index]):
        start = _own_start(block, found, index)
        pad = block.data[block.line_start(found[index].lead) : found[index].lead]
        block.replace(Splice(start, start, pad + new + b"," + block.eol))
    elif index < len(found):
        block.replace(Splice(found[index].lead, found[index].lead, new + b"," + space))
    elif b"\n" in space.replace(b"\r", b"\n") and _COMMENT_BEHIND.match(block.data, found[-1].end):
        _append_below_comment(block, found[-1], space + new)
    elif found[-1].end == found[-1].head:  # a key without value: `{a:,` would be a key `a:`
        block.replace(Splice(found[-1].end, skip_blanks(block, found[-1].end), b" ," + space + new))
    else:
        block.replace(Splice(found[-1].end, found[-1].end, b"," + space + new))


def _append_below_comment(block: Block, last: Entry, new: bytes) -> None:
    at = block.text_end(last.end)
    if comma_after(block, last) >= 0:
        block.replace(Splice(at, at, new + b","))
    else:
        block.replace(Splice(last.end, last.end, b","), Splice(at, at, new))


def _separator(block: Block, node: Node, found: list[Entry]) -> bytes:
    """The white space between a comma and the next entry, as between the first two or before the only one."""
    if len(found) > 1:
        return _space(block.data[comma_after(block, found[0]) + 1 : found[1].lead])
    before = _space(block.data[node.start + 1 : found[0].lead])
    return before if before.strip(b" \t") else b" "


def _space(gap: bytes) -> bytes:
    """A gap without its comments: at most one line break and the indentation behind it."""
    bare = _COMMENT.sub(b"", gap)
    line = _LAST_LINE.search(bare)
    return line[0] if line else bare


def remove_flow(block: Block, node: Node, index: int) -> None:
    """Take an entry out of a list or mapping that has others, with its comma and its comments."""
    found = entries(block, node)
    entry = found[index]
    if _fills_its_lines(block, entry):
        _remove_own_lines(block, found, index)
    elif index + 1 < len(found):
        block.replace(Splice(entry.lead, found[index + 1].lead, b""))
    else:
        block.replace(Splice(found[index - 1].end, entry.end, b""))


def _fills_its_lines(block: Block, entry: Entry) -> bool:
    before = block.data[block.line_start(entry.lead) : entry.lead]
    return not before.strip() and _REST_OF_LINE.match(block.data, entry.end) is not None


def _own_start(block: Block, found: list[Entry], index: int) -> int:
    """Where the line of an entry begins, or the comments directly above it."""
    start = block.line_start(found[index].lead)
    floor = block.line_end(found[index - 1].end) if index else 0
    while start > floor and block.comment_indent(block.line_above(start)) is not None:
        start = block.line_above(start)
    return start


def _remove_own_lines(block: Block, found: list[Entry], index: int) -> None:
    entry = found[index]
    splices = [Splice(_own_start(block, found, index), block.line_end(entry.end), b"")]
    if index + 1 == len(found) and comma_after(block, entry) < 0:
        comma = comma_after(block, found[index - 1])
        splices.append(Splice(comma, comma + 1, b""))
    block.replace(*splices)
