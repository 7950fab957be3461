"""Types that values of front matter and hubs must have, and what a value of another type was meant to be."""


from typing import Any

from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.values import Quoted, is_empty, kind_of_value, whole

NAMES = {
    "text": "a text",
    "list": "a list",
    "date": "a date",
    "figure": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
"""The types as a message names them."""

_NUMBER = lazy_pattern(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_BOOLEAN = lazy_pattern(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_TRUE, _FALSE = frozenset(["true", "yes", "on"]), frozenset(["false", "no", "off"])


def has_type(value: Any, wanted: str) -> bool:
    """Whether a raw value is of a type; one that says nothing is of any."""
    if is_empty(value):
        return True
    if wanted == "list":
        return isinstance(value, tuple)
    if not isinstance(value, str) or wanted in ("text", "date"):
        return isinstance(value, str)
    if wanted == "figure":
        return whole(value) is not None
    return not isinstance(value, Quoted) and bool((_NUMBER if wanted == "number" else _BOOLEAN).match(value))


def told(value: Any, wanted: str) -> str:
    """What a value must be and is not, for a message."""
    if not isinstance(value, str) or wanted in ("text", "list", "date"):
        return f"must be {NAMES[wanted]}, not {kind_of_value(value)}"
    quoted = ", without quotes" if isinstance(value, Quoted) else ""
    return f"must be {NAMES[wanted]}{quoted}, not `{value}`"


def meant(value: Any, wanted: str) -> str | list[str] | None:
    """What a value of the wrong type was meant to be: a list, or a scalar as it is to be written; None if unknown."""
    if wanted == "list":
        return _as_list(value) if isinstance(value, str) else None
    if isinstance(value, tuple):
        one = value[0] if len(value) == 1 else None
        return str(one) if isinstance(one, str) and wanted in ("text", "date") else None
    if not isinstance(value, str):
        return None
    bare = str(value).strip()
    if wanted == "boolean":
        folded = bare.casefold()
        return "true" if folded in _TRUE else "false" if folded in _FALSE else None
    return bare if has_type(bare, wanted) and bare else None


def _as_list(text: str) -> list[str] | None:
    """The texts between commas; None for a text of several lines, or with quotes in it."""
    parts = [part.strip() for part in text.split(",")]
    return parts if all(parts) and not set(text.strip()) & set('\n"\\') else None
