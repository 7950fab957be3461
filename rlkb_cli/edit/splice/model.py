"""What the values must be after an edit, worked out on the nodes alone, for the result to be held against."""

from collections.abc import Mapping, Sequence

from rlkb_cli.edit.splice.render import is_list
from rlkb_cli.edit.splice.scalars import render_typed
from rlkb_cli.edit.splice.values import Insert, MoveItem, Op, Raw, RemoveItem, RemoveKey, SetValue, Value
from rlkb_cli.kb.values import is_typed
from rlkb_cli.kb.yamlnodes import KeyPath, Node, key_text

_NULLS = ("~", "null", "Null", "NULL")


def node_of(value: Value) -> Node:
    """A node that holds the value, without a place in any text."""
    if isinstance(value, Mapping):
        node = Node("mapping", 0, 0)
        node.pairs = [(node_of(key), node_of(item)) for key, item in value.items()]
    elif is_list(value):
        node = Node("sequence", 0, 0)
        node.items = [node_of(item) for item in value]
    else:
        node = Node("scalar", 0, 0)
        is_text = isinstance(value, str)
        node.value = str(value) if is_text else render_typed(value)  # type: ignore[arg-type]
        node.style = '"' if is_text and not isinstance(value, Raw) else ""
    return node


def is_text(node: Node) -> bool:
    """Whether a scalar is text to every reader."""
    return bool(node.style) or not is_typed(node.value)


def is_null(node: Node) -> bool:
    """Whether a scalar holds nothing: a key with nothing behind it, `~`, `null`, or quotes around nothing."""
    return node.kind == "scalar" and (not node.value or (not node.style and node.value in _NULLS))


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two trees hold the same values: raw text, text or not, aliases by name, keys in order."""
    if one is None or other is None:
        return _is_nothing(one) and _is_nothing(other)
    if one.kind != other.kind or bool(one.tag) != bool(other.tag) or one.alias != other.alias:
        return False
    if one.kind == "scalar":
        return one.value == other.value and is_text(one) == is_text(other)
    return _same_all(_children(one), _children(other))


def _is_nothing(node: Node | None) -> bool:
    return node is None or (node.kind == "mapping" and not node.pairs)


def _same_all(ones: Sequence[Node], others: Sequence[Node]) -> bool:
    return len(ones) == len(others) and all(map(same, ones, others))


def _children(node: Node) -> list[Node]:
    return [*node.items, *(part for pair in node.pairs for part in pair)]


def applied(root: Node | None, ops: Sequence[Op]) -> Node:
    """The tree after the edits.  The given tree is used up."""
    root = root or node_of({})
    for op in ops:
        _apply(root, op)
    return root


def _apply(root: Node, op: Op) -> None:
    if isinstance(op, SetValue):
        _set(root, op.path, node_of(op.value), op.after)
    elif isinstance(op, Insert):
        _items(root, op.path).insert(op.at, node_of(op.value))
    elif isinstance(op, RemoveItem):
        del _items(root, op.path)[op.at]
    elif isinstance(op, MoveItem):
        item = _items(root, op.path).pop(op.at)
        _items(root, op.to_path).insert(op.to_index, item)
    elif isinstance(op, RemoveKey):
        parent = root.at(op.path[:-1])
        index = _index(parent, op.path[-1]) if parent else None
        if parent and index is not None:
            del parent.pairs[index]


def _index(node: Node, key: str | int) -> int | None:
    return next((i for i, (name, _) in enumerate(node.pairs) if key_text(name) == key), None)


def _items(root: Node, path: KeyPath) -> list[Node]:
    """The items of the list at a path, which is made if it is missing or null."""
    node = root.at(path)
    if node is None or is_null(node):
        node = node_of([])
        _set(root, path, node, None)
    return node.items


def _set(root: Node, path: KeyPath, new: Node, after: str | None) -> None:
    *above, last = path
    parent = root.at(above)
    if parent is None or is_null(parent):
        parent = node_of({})
        _set(root, tuple(above), parent, None)
    if isinstance(last, int):
        parent.items[last] = new
    elif (index := _index(parent, last)) is not None:
        parent.pairs[index] = (parent.pairs[index][0], new)
    else:
        place = _index(parent, after) if after is not None else None
        parent.pairs.insert(len(parent.pairs) if place is None else place + 1, (node_of(last), new))
