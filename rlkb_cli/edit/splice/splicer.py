"""From a file and a list of edits to the patch that does them."""


from collections.abc import Sequence
from typing import Literal

from rlkb_cli.edit.patch import Patch, Splice, apply, shift
from rlkb_cli.edit.splice.block import Block, ends_in_break
from rlkb_cli.edit.splice.check import verify
from rlkb_cli.edit.splice.model import applied, same
from rlkb_cli.edit.splice.values import Op
from rlkb_cli.edit.splice.verbs import perform
from rlkb_cli.errors import Refused
from rlkb_cli.kb.frontmatter import NoFrontMatter, Parts, split_hub, split_note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.yamlnodes import YamlProblem, compose

_EOL = lazy_pattern(rb"\r\n|\n|\r")
_WHY = {
    "missing": "the note has no front matter",
    "unclosed": "the front matter is not closed by a line `---`",
    "toml": "the front matter is TOML, and only YAML is edited",
    "json": "the front matter is JSON, and only YAML is edited",
}


def splice(data: bytes, kind: Literal["note", "hub"], ops: Sequence[Op]) -> Patch:
    """The patch that does the edits, one after the other, to the front matter of a note or to a hub.

    Nothing else changes, and two YAML readers have agreed on that.  Raises Refused, with the line where it is
    known, if the file is no valid YAML or if an edit cannot be done safely.
    """
    parts = _split(data, kind)
    try:
        block = _edited(parts, ops)
    except YamlProblem as problem:
        line = len(_EOL.findall(parts.prefix)) + problem.line + 1
        raise Refused(f"not valid YAML: {problem.message}", line=line) from problem
    if block.data == parts.block:
        return ()
    verify(parts.block, block.data, applied(block.origin, ops), note=kind == "note")
    patch = shift(block.patch, len(parts.prefix))
    left_alone = kind == "hub" and parts.rest and block.root is None  # a `...` that ends nothing is not YAML
    if left_alone or _split(apply(data, patch), kind) != (parts.prefix, block.data, parts.rest):
        raise Refused("this edit would move the end of the front matter")
    return patch


def _split(data: bytes, kind: Literal["note", "hub"]) -> Parts:
    if kind == "hub":
        return split_hub(data)
    parts = split_note(data)
    if isinstance(parts, NoFrontMatter):
        raise Refused(_WHY[parts.reason], line=parts.line)
    return parts


def _edited(parts: Parts, ops: Sequence[Op]) -> Block:
    found = _EOL.search(parts.block) or _EOL.search(parts.prefix)
    block = Block(parts.block, found[0] if found else b"\n")
    if not block.data or ends_in_break(block.data):
        perform(block, ops)
        return block
    # Every entry is made of whole lines meanwhile.
    block.replace(Splice(len(block.data), len(block.data), block.eol))
    perform(block, ops)
    if ends_in_break(block.data) and not _needs_last_break(block, parts, ops):
        block.replace(Splice(len(block.data) - len(block.eol), len(block.data), b""))
    return block


def _needs_last_break(block: Block, parts: Parts, ops: Sequence[Op]) -> bool:
    """Whether the last value, a text of several lines, would lose a line break with that of the file."""
    expected = applied(compose(parts.block), ops)
    bare = block.data.removesuffix(block.eol)
    return same(block.root, expected) and not same(compose(bare), expected)
