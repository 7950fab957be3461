"""New values as lines (block style) or as one piece (flow style)."""

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from rlkb_cli.edit.splice.multiline import fits_literal, literal
from rlkb_cli.edit.splice.scalars import Quote, check_raw, render_text, render_typed
from rlkb_cli.edit.splice.style import Style
from rlkb_cli.edit.splice.values import Raw, Value


def is_list(value: Value) -> "TypeGuard[Sequence[Value]]":
    """Whether the value is a list or tuple (a str is text)."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def is_collection(value: Value) -> bool:
    """Whether the value is a list or mapping with something in it."""
    return (isinstance(value, Mapping) or is_list(value)) and bool(value)


def goes_in_flow(value: Value, style: Style) -> bool:
    """Whether the value is a simple list in a file that writes such lists as `[a, b]`."""
    if not is_list(value) or not style.flow_lists:
        return False
    return not any(isinstance(item, Mapping) or is_list(item) for item in value)


def inline(value: Value, style: Style, *, flow: bool = False, like: str = "") -> str:
    """The value in one line, a list or mapping in flow style.  `like` is the style of a scalar to imitate."""
    if isinstance(value, Mapping):
        keys = [_inline_text(key, style, True) for key in value]
        items = [inline(item, style, flow=True) for item in value.values()]
        return "{" + ", ".join(map("{}: {}".format, keys, items)) + "}"
    if isinstance(value, Raw):
        return check_raw(value, flow=flow)
    if isinstance(value, str):
        return _inline_text(value, style, flow, like)
    if isinstance(value, Sequence):
        return "[" + ", ".join(inline(item, style, flow=True, like=like) for item in value) + "]"
    return render_typed(value)


def _inline_text(text: str, style: Style, flow: bool, like: str = "") -> str:
    if like in ("'", '"'):
        quote: Quote = "'" if like == "'" else '"'
        return render_text(text, quote=quote, wanted=True, flow=flow)
    return render_text(text, quote=style.quote or ('"' if "'" in text else "'"), flow=flow)


def entry_lines(prefix: str, column: int, value: Value, style: Style, like: str = "") -> list[str]:
    """The lines of an entry whose `- ` or `key: ` stands at `column`, indentation included."""
    pad = " " * column
    if is_collection(value) and not goes_in_flow(value, style):
        return _collection_lines(prefix, column, value, style)
    if isinstance(value, str) and "\n" in value and fits_literal(value):
        header, *content = literal(value, column + 2)
        return [pad + prefix + header, *content]
    return [pad + prefix + inline(value, style, like=like)]


def _collection_lines(prefix: str, column: int, value: Value, style: Style) -> list[str]:
    if prefix.startswith("-"):
        inner = column + len(prefix)
        first, *others = children_lines(inner, value, style)
        return [" " * column + prefix + first[inner:], *others]
    inner = column + (style.offset if is_list(value) else style.step)
    return [" " * column + prefix.rstrip(), *children_lines(inner, value, style)]


def children_lines(column: int, value: Value, style: Style) -> list[str]:
    """The lines of the entries of a list or mapping, with their dashes or keys at `column`."""
    if isinstance(value, Mapping):
        pairs = [(key_prefix(key, style), item) for key, item in value.items()]
    else:
        assert is_list(value)
        pairs = [("- ", item) for item in value]
    return [line for prefix, item in pairs for line in entry_lines(prefix, column, item, style)]


def key_prefix(key: str, style: Style, like: str = "") -> str:
    """`key: `, quoted if it must be or as the keys beside it."""
    return _inline_text(key, style, False, like) + ": "
