"""What each edit does to a block."""

from collections.abc import Sequence

from rlkb_cli.edit.patch import Patch, Splice
from rlkb_cli.edit.splice.block import Block, path_text
from rlkb_cli.edit.splice.fill import empty, fill_list, replace_value, unfold_list
from rlkb_cli.edit.splice.flow import insert_flow, remove_flow
from rlkb_cli.edit.splice.items import MovedItem, NewItem, neighbour_gap, neighbour_like, taken, value_of
from rlkb_cli.edit.splice.layout import entries, is_spaced
from rlkb_cli.edit.splice.lines import insert_lines, remove_lines
from rlkb_cli.edit.splice.model import is_null, is_text, node_of, same
from rlkb_cli.edit.splice.render import entry_lines, inline, is_list, key_prefix
from rlkb_cli.edit.splice.replace import entry_at, replacement
from rlkb_cli.edit.splice.values import Insert, MoveItem, Op, RemoveItem, RemoveKey, SetValue, Value
from rlkb_cli.errors import Refused
from rlkb_cli.kb.yamlnodes import KeyPath, Node


def perform(block: Block, ops: Sequence[Op]) -> None:
    """Do the edits in turn; Refused, in plain words, if one cannot be done without touching another place."""
    waiting: dict[KeyPath, Patch] = {}  # of edits that leave every other path and place as it is
    for op in ops:
        if not op.path or (isinstance(op, MoveItem) and not op.to_path):
            raise Refused("an edit has to name a key")
        splices = _in_place(block, op) if op.path not in waiting else None
        if splices is None:
            _flush(block, waiting)
            _perform(block, op)
        else:
            waiting[op.path] = splices
    _flush(block, waiting)


def _flush(block: Block, waiting: dict[KeyPath, Patch]) -> None:
    block.replace(*(splice for splices in waiting.values() for splice in splices))
    waiting.clear()


def _in_place(block: Block, op: Op) -> Patch | None:
    """The splices of an edit that only replaces a scalar by a scalar: many of them need but one parse."""
    node = block.at(op.path) if isinstance(op, SetValue) else None
    if not isinstance(op, SetValue) or node is None or node.kind != "scalar":
        return None
    new = node_of(op.value)
    if new.kind != "scalar" or node.start == node.end:
        return None
    if same(node, new):
        return ()
    _guard(block, op.path, removes=True)
    return replacement(block, op.path, op.value)


def _perform(block: Block, op: Op) -> None:
    if isinstance(op, SetValue):
        _set_value(block, op.path, op.value, op.after)
    elif isinstance(op, Insert):
        _insert(block, op.path, op.at, NewItem(op.value))
    elif isinstance(op, RemoveItem):
        _remove_item(block, op.path, op.at)
    elif isinstance(op, MoveItem):
        _move_item(block, op)
    else:
        _remove_key(block, op)


def _set_value(block: Block, path: KeyPath, value: Value, after: str | None) -> None:
    """Replace, add, or leave what is already so."""
    node = block.at(path)
    if node is None and not isinstance(path[-1], str):
        raise Refused(f"there is no `{path_text(path)}` to set")
    if node is None:
        _add_key(block, path, value, after)
    elif not same(node, node_of(value)):
        _guard(block, path, removes=True)
        if node.items and is_list(value) and value and _is_flat(node):
            _set_list(block, path, node, value)
        else:
            replace_value(block, path, value)


def _is_flat(node: Node) -> bool:
    return all(item.kind == "scalar" for item in node.items)


def _set_list(block: Block, path: KeyPath, node: Node, value: Value) -> None:
    """Item by item, so that what stays keeps its place and its comments."""
    from difflib import SequenceMatcher

    assert is_list(value)
    new = [node_of(item) for item in value]
    old_keys = [(item.kind, item.value, is_text(item)) for item in node.items]
    new_keys = [(item.kind, item.value, is_text(item)) for item in new]
    changes = SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes()
    for _, start, end, new_start, new_end in reversed([change for change in changes if change[0] != "equal"]):
        for offset in range(new_end - new_start):
            _insert(block, path, end + offset, NewItem(value[new_start + offset]))
        for index in reversed(range(start, end)):
            _remove_item(block, path, index)


def _add_key(block: Block, path: KeyPath, value: Value, after: str | None) -> None:
    key = str(path[-1])
    parent = block.at(path[:-1])
    if parent is None and len(path) > 1:
        _set_value(block, path[:-1], {key: value}, None)
    elif parent is not None and len(path) > 1 and (is_null(parent) or _is_empty_mapping(parent)):
        replace_value(block, path[:-1], {key: value})
    elif parent is None:
        _first_key(block, key, value)
    elif parent.kind != "mapping":
        raise Refused(f"`{path_text(path[:-1])}` holds no keys" if len(path) > 1 else "this is not a mapping")
    else:
        _guard(block, path[:-1], removes=False)
        _add_pair(block, parent, key, value, after)


def _is_empty_mapping(node: Node) -> bool:
    return node.kind == "mapping" and not node.pairs


def _first_key(block: Block, key: str, value: Value) -> None:
    """The first key of a file that has none: after whatever comments there are."""
    style = block.style
    lines = block.lines(entry_lines(key_prefix(key, style), 0, value, style))
    block.replace(Splice(len(block.data), len(block.data), lines))


def _add_pair(block: Block, parent: Node, key: str, value: Value, after: str | None) -> None:
    style = block.style
    if not parent.pairs:  # `{}` as the whole file
        block.replace(Splice(parent.start, parent.end, inline({key: value}, style).encode()))
        return
    index = next((i for i, (name, _) in enumerate(parent.pairs, 1) if name.value == after), len(parent.pairs))
    prefix = key_prefix(key, style, parent.pairs[index - 1][0].style)
    if parent.flow:
        insert_flow(block, parent, index, (prefix + inline(value, style, flow=True)).encode())
    else:
        column = block.column(parent.pairs[-1][0].start)
        insert_lines(block, parent, index, block.lines(entry_lines(prefix, column, value, style)))


def _list_at(block: Block, path: KeyPath, index: int) -> Node:
    node = block.at(path)
    if node is None or node.kind != "sequence":
        raise Refused(f"`{path_text(path)}` is not a list")
    if not 0 <= index < len(node.items):
        raise Refused(f"`{path_text(path)}` has no item {index}")
    return node


def _insert(
    block: Block, path: KeyPath, index: int, item: NewItem | MovedItem, *, spaced: bool = False
) -> None:
    node = block.at(path)
    size = len(node.items) if node else 0
    if not 0 <= index <= size:
        raise Refused(f"`{path_text(path)}` has no place {index}")
    if node is None:
        _set_value(block, path, [], None)
    elif not is_null(node) and node.kind != "sequence":
        raise Refused(f"`{path_text(path)}` is not a list")
    _guard(block, path, removes=False)
    if not node or not node.items:
        fill_list(block, path, item)
        return
    like = neighbour_like(node, index)
    if node.flow:
        insert_flow(block, node, index, item.inline(block.style, like).encode())
    else:
        column = block.column(entries(block, node)[0].lead)
        lines = item.lines(block, column, neighbour_gap(block, node, index), like)
        insert_lines(block, node, index, lines, spaced=spaced)


def _remove_item(block: Block, path: KeyPath, index: int) -> None:
    node = _list_at(block, path, index)
    _guard(block, (*path, index), removes=True)
    if len(node.items) == 1:
        empty(block, path, node, "[]")
    elif node.flow:
        remove_flow(block, node, index)
    else:
        remove_lines(block, node, index)


def _move_item(block: Block, op: MoveItem) -> None:
    if op.to_path == op.path and op.to_index == op.at:
        _list_at(block, op.path, op.at)
        return
    node = _list_at(block, op.path, op.at)
    _guard(block, (*op.path, op.at), removes=True)
    if any(below.kind == "alias" for below in node.items[op.at].walk()):
        raise Refused("an item with an alias in it cannot be moved safely")
    item = taken(block, node, op.at)
    spaced = op.path == op.to_path and not node.flow and is_spaced(block, entries(block, node))
    _remove_item(block, op.path, op.at)
    if item.has_comment:
        _unfold(block, op.to_path)
    _insert(block, op.to_path, op.to_index, item, spaced=spaced)


def _unfold(block: Block, path: KeyPath) -> None:
    """Give each item of a list on one line a line of its own, so that a comment finds room; Refused if it cannot be."""
    node = block.at(path)
    if node is None or not node.items or not node.flow:
        return
    has_comment = b"#" in block.data[node.start : node.end]
    if has_comment or not unfold_list(block, path, [value_of(item) for item in node.items]):
        raise Refused("the comment of the item would be lost: the list that it is to go to is written on one line")


def _remove_key(block: Block, op: RemoveKey) -> None:
    if block.at(op.path) is None:
        return
    if not isinstance(op.path[-1], str):
        raise Refused(f"`{path_text(op.path)}` is not a key")
    _guard(block, op.path, removes=True)
    entry, parent = entry_at(block, op.path)
    index = next(i for i, (_, value) in enumerate(parent.pairs) if value is entry.value)
    if len(parent.pairs) == 1 and len(op.path) > 1:
        empty(block, op.path[:-1], parent, "{}")
    elif parent.flow and len(parent.pairs) > 1:
        remove_flow(block, parent, index)
    elif parent.flow:
        block.replace(Splice(parent.start, parent.end, b"{}"))
    else:
        remove_lines(block, parent, index)


def _guard(block: Block, path: KeyPath, *, removes: bool) -> None:
    """Refused if an alias elsewhere repeats what this edit would change."""
    root = block.root
    if root is None or b"&" not in block.data:
        return
    used = {node.alias for node in root.walk() if node.kind == "alias"}
    above = [root.at(path[:depth]) for depth in range(len(path) + (0 if removes else 1))]
    target = root.at(path) if removes else None
    touched = [*above, *(target.walk() if target else ())]
    for node in touched:
        if node is not None and node.anchor in used:
            raise Refused(f"`{path_text(path)}` is repeated elsewhere through the alias `*{node.anchor}`")
