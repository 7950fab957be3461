"""Before an edit counts: libyaml and a second reader must both see the old values plus the edit, and no more.

The second reader is yaml12, which shares no code or ancestor with libyaml, and resolves by YAML 1.2.  Where it does
not take even the old text as libyaml does (say, with duplicate keys, aliases or tags), it cannot judge the edit, and
ruamel.yaml is asked (behind python-frontmatter for notes), which sees raw text but takes a hundred times as long, and
as long again to import.  Where neither can tell, the edit is refused.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from rlkb_cli.edit.splice.model import is_text, same
from rlkb_cli.errors import Refused
from rlkb_cli.kb.yamlnodes import Node, YamlProblem, compose

Reader: TypeAlias = Callable[[bytes, Node | None], bool]


def verify(old: bytes, new: bytes, expected: Node, *, note: bool) -> None:
    """Refused unless two readers find `expected` in the new block; `old` is the block before the edit."""
    try:
        actual = compose(new)
    except YamlProblem as problem:
        raise Refused(f"this edit would break the YAML: {problem.message}") from problem
    if not same(actual, expected):
        raise Refused("this edit would change more than it should")
    new, old = _without_tabs(new), _without_tabs(old)
    readers: list[Reader] = [_by_yaml12, _note_by_ruamel if note else _by_ruamel]
    for reads in readers:
        if reads(new, expected):
            return
        if reads(old, compose(old)):
            raise Refused("two YAML readers would disagree about the result of this edit")
    raise Refused("only one YAML reader accepts this as it is, so an edit cannot be checked")


def _without_tabs(block: bytes) -> bytes:
    """Tabs between values as spaces, which is what they mean: libyaml is alone in taking `key:\tvalue`."""
    root = compose(block) if b"\t" in block else None
    if root is None:
        return block
    pieces: list[bytes] = []
    done = 0
    for node in root.walk():
        if node.kind == "scalar" and node.start >= done:
            pieces += (block[done : node.start].replace(b"\t", b" "), block[node.start : node.end])
            done = node.end
    return b"".join(pieces) + block[done:].replace(b"\t", b" ")


def _by_ruamel(block: bytes, expected: Node | None) -> bool:
    from rlkb_cli.edit.splice.second import CannotRead, read_tree

    try:
        return same(read_tree(block.decode()), expected)
    except CannotRead:
        return False


def _note_by_ruamel(block: bytes, expected: Node | None) -> bool:
    from rlkb_cli.edit.splice.second import CannotRead, read_note_tree

    try:
        return same(read_note_tree(b"---\n" + block + b"---\n"), expected)
    except CannotRead:
        return False


def _by_yaml12(block: bytes, expected: Node | None) -> bool:
    """yaml12 expands aliases, so it is not asked where there are any."""
    import yaml12

    if expected is not None and _has_alias_or_tag(block, expected):
        return False
    try:
        value = yaml12.parse_yaml(block.decode())
    except ValueError:
        return False
    return _resolves_to(expected, value) if expected is not None else value is None


def _has_alias_or_tag(block: bytes, root: Node) -> bool:
    written = b"*" in block or b"!" in block
    return written and any(node.kind == "alias" or node.tag for node in root.walk())


def _resolves_to(node: Node, value: Any) -> bool:
    """Whether yaml12's value is what the node's raw text stands for."""
    if node.kind == "mapping":
        if not isinstance(value, dict):
            return value is None and not node.pairs
        parts = [part for pair in value.items() for part in pair]
        return _all_resolve_to([part for pair in node.pairs for part in pair], parts)
    if node.kind == "sequence":
        return isinstance(value, list) and _all_resolve_to(node.items, value)
    return bool(repr(_resolved(node)) == repr(value))


def _all_resolve_to(nodes: list[Node], values: list[Any]) -> bool:
    return len(nodes) == len(values) and all(map(_resolves_to, nodes, values))


def _resolved(node: Node) -> Any:
    import yaml12

    return node.value if is_text(node) else yaml12.parse_yaml(node.value)
