"""Raw values of YAML, seen as a curator means them."""

from re import IGNORECASE, VERBOSE
from typing import Any, TypeAlias

from rlkb_cli.kb.patterns import lazy_pattern

RawValue: TypeAlias = "str | tuple[RawValue, ...] | dict[str, RawValue]"

_WHOLE = lazy_pattern(r"(?:0|[1-9][0-9]{0,17})\Z")
# What some resolver of YAML 1.1 (with the bases and sexagesimals of its type repository) or of 1.2 takes
# for null, a boolean, a number, a date, a merge key or a default value.
_TYPED = lazy_pattern(
    r"""~|=|<<
    |[-+]?(?:\.?[0-9][0-9_,.:]*(?:e[-+]?[0-9_]*)?|0[xob][0-9a-f_]*|\.(?:inf|nan))
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?""",
    IGNORECASE | VERBOSE,
)
_TYPED_STARTS = frozenset("0123456789+-.~=<")
_TYPED_WORDS = frozenset(["null", "y", "yes", "n", "no", "true", "false", "on", "off"])
_NULLS = frozenset(["~", "null", "Null", "NULL"])
EMPTY = _NULLS | {""}
"""What values that say nothing are, but for blanks around it."""


class Quoted(str):
    """A scalar that was quoted (or written as a block): text, whatever it looks like."""

    __slots__ = ()


def is_empty(value: object) -> bool:
    """True for a value that says nothing: none at all, blanks, or an unquoted `~` or `null`."""
    if not isinstance(value, str):
        return value is None
    if not value or value.isspace():
        return True
    return len(value) < 5 and value in _NULLS and not isinstance(value, Quoted)


def is_typed(text: str) -> bool:
    """Whether a plain scalar of this text is (or may be) something else than text to a resolver."""
    if text[:1] not in _TYPED_STARTS:
        return not text or (len(text) < 6 and text.lower() in _TYPED_WORDS)
    return (text.isdecimal() and text.isascii()) or _TYPED.fullmatch(text) is not None


def whole(raw: Any) -> int | None:
    """The whole number that a raw value is, or None: quoted, it is a text."""
    if not isinstance(raw, str) or isinstance(raw, Quoted) or not _WHOLE.match(raw):
        return None
    return int(raw)


def kind_of_value(value: object) -> str:
    """`a text`, `a list` or `a mapping`, for messages."""
    if isinstance(value, tuple):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "a text"


def encode(value: object) -> str:
    """Raw values as a text that `decode` reads; a quoted text stays one."""
    import json

    return json.dumps(_marked(value))


def decode(text: str) -> dict[str, Any]:
    """What was encoded."""
    import json

    value = _unmarked(json.loads(text))
    assert isinstance(value, dict)
    return value


def _marked(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _marked(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_marked(item) for item in value]
    return f"'{value}" if isinstance(value, Quoted) else f" {value}"


def _unmarked(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unmarked(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_unmarked(item) for item in value)
    text = str(value)
    return Quoted(text[1:]) if text.startswith("'") else text[1:]
