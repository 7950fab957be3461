"""Entries in block style: lines that are put in or taken out."""

from rlkb_cli.edit.patch import Splice
from rlkb_cli.edit.splice.block import Block
from rlkb_cli.edit.splice.layout import Entry, end_of, entries, has_own_line, is_spaced, start_of
from rlkb_cli.errors import Refused
from rlkb_cli.kb.yamlnodes import Node


def insert_lines(block: Block, node: Node, index: int, new: bytes, *, spaced: bool = False) -> None:
    """Put whole lines (each with its line ending) so that they become the entry at `index` of `node`.

    Blank lines go between if they do between the others, or if the list is known to be `spaced`.
    """
    found = entries(block, node)
    spaced = spaced or is_spaced(block, found)
    if index:
        at = end_of(block, found[index - 1])
        block.replace(Splice(at, at, (block.eol if spaced else b"") + new))
    elif has_own_line(block, found[0]):
        at = start_of(block, found, 0)
        block.replace(Splice(at, at, new + (block.eol if spaced else b"")))
    else:
        at = found[0].lead
        pad = b" " * block.column(at)
        block.replace(Splice(at, at, new.removeprefix(pad) + pad))


def remove_lines(block: Block, node: Node, index: int) -> None:
    """Take an entry out of a list or mapping that has others, with its comments."""
    found = entries(block, node)
    entry = found[index]
    if not entry.regular:
        raise Refused("a key that is written with `?`, an anchor or a tag cannot be removed safely")
    if index == 0 and not has_own_line(block, entry):
        _remove_first(block, found)
        return
    start, end = span_of(block, node, found, index)
    if is_spaced(block, found):
        if index:
            start = end_of(block, found[index - 1])
        else:
            end = start_of(block, found, 1)
    block.replace(Splice(start, end, b""))


def span_of(block: Block, node: Node, found: list[Entry], index: int) -> tuple[int, int]:
    """The lines of an entry with its comments; those above a file's first key are about the file."""
    comments = index > 0 or node is not block.root
    return start_of(block, found, index, comments=comments), end_of(block, found[index])


def _remove_first(block: Block, found: list[Entry]) -> None:
    """`- id: x` with further keys below: the next key takes the place behind the dash."""
    if len(found) < 2 or b"#" in block.data[end_of(block, found[0]) : found[1].lead]:
        raise Refused("comments stand where this edit would have to join two lines")
    block.replace(Splice(found[0].lead, found[1].lead, b""))
