"""The quick reading of front matter: a native parser, where it is certain that it sees what libyaml sees.

py-yaml12 resolves scalars and is silent on duplicate keys, so only tame text goes this way: no anchors, tags,
flow mappings, tabs or control characters, as many lines with a key as there are keys, and nothing but texts where
texts are asked for.  Everything else is read exactly.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml12

from rlkb_cli.kb.values import is_typed
from rlkb_cli.kb.yamlnodes import RawValue

UNREAD = "\ufffc"
"""Stands for the value of a key that was not asked for."""

# Below these, no text comes near the caps on values and depth.
_MOST_BYTES, _DEEPEST = 16_384, 40
_SIGNS = "&*!%@`"
# What stands in a line before a sign that begins a value.
_BEFORE_VALUE = re.compile(r"(?: *(?:- +)*|.*: +|.*\[(?:[^\]]*,)? *)\Z")
_PLAIN_BYTES = b"\n" + bytes(range(0x20, 0x7F))
_BEFORE_SIGN = ("", "\n", " ", "[", ",")
# The first key stands at the very left: indented ones are not read alike.
_TOP = re.compile(r"(?:#[^\n]*\n|\n)*+[^ \n#]")
_STARTS = ("?", "---", "...", "%")
_TEXTS = frozenset([str])
_EMPTY = frozenset(["", "~", "null", "Null", "NULL"])


def quick_fields(block: bytes, wanted: Mapping[str, bool]) -> "dict[str, RawValue] | None":
    """The raw values of the `wanted` keys of a front matter, UNREAD for the others; None where it is not tame.

    `wanted` says of each key whether it matters if a value is in quotes, which are not seen here.
    """
    if len(block) > _MOST_BYTES:
        return None
    try:
        text = block.decode()
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        if not _is_tame(text) or not _is_plain(text, block):
            return None
        parsed = yaml12.parse_yaml(text)
        if type(parsed) is not dict or _keys(parsed) != _lines_with_key(text):
            return None
    except ValueError:
        return None
    fields: dict[str, RawValue] = {}
    for key, value in parsed.items():
        if not isinstance(key, str):
            return None
        minds = wanted.get(key)
        raw = UNREAD if minds is None else _raw(value, is_typed if minds else _EMPTY.__contains__)
        if raw is None:
            return None
        fields[key] = raw
    return fields


def _is_plain(text: str, block: bytes) -> bool:
    """No tabs, controls or odd line breaks."""
    return not block.translate(None, _PLAIN_BYTES) or text.replace("\n", "").isprintable()


def _is_tame(text: str) -> bool:
    """No flow mappings, documents, complex keys, anchors, aliases or tags."""
    if not text.endswith("\n") or "{" in text or text.startswith(_STARTS) or "\n---" in text or "\n..." in text:
        return False
    if not _TOP.match(text) or " :" in text or "\n:" in text or ("?" in text and ("\n?" in text or "- ?" in text)):
        return False
    return not any(_begins_value(text, sign) for sign in _SIGNS if sign in text)


def _begins_value(text: str, sign: str) -> bool:
    at = text.find(sign)
    while at >= 0:
        if text[at - 1 : at] in _BEFORE_SIGN and _BEFORE_VALUE.match(text[text.rfind("\n", 0, at) + 1 : at]):
            return True
        at = text.find(sign, at + 1)
    return False


def _lines_with_key(text: str) -> int:
    """How many lines look as if they held a key."""
    lines = [line for line in text.split("\n") if ": " in line or line.endswith(":")]
    return sum([not line.lstrip().startswith("#") for line in lines]) if "#" in text else len(lines)


def _raw(value: Any, is_doubtful: Callable[[str], bool]) -> "RawValue | None":
    if type(value) is str:
        # Blank blocks are not read alike.
        return None if value.isspace() or is_doubtful(value) else value
    if type(value) is list and _TEXTS.issuperset(map(type, value)):
        return None if any(map(is_doubtful, value)) or any(map(str.isspace, value)) else tuple(value)
    return None


def _keys(value: Any, depth: int = 0) -> int:
    """How many keys a value holds, at any depth; ValueError if it is nested too deep to be tame."""
    if depth > _DEEPEST:
        raise ValueError(depth)
    if type(value) is dict:
        return len(value) + sum([_keys(item, depth + 1) for item in value.values() if type(item) is not str])
    if type(value) is list and not _TEXTS.issuperset(map(type, value)):
        return sum([_keys(item, depth + 1) for item in value])
    return 0
