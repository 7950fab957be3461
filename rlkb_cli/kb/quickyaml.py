"""The quick reading of front matter: a native parser, where it is certain that it sees what libyaml sees.

py-yaml12 resolves scalars and is silent on duplicate keys, so only tame text goes this way: no anchors, tags,
flow mappings, tabs or control characters, as many lines with a key as there are keys, and nothing but texts where
texts are asked for.  Everything else is read exactly.
"""

import re
from collections.abc import Container
from typing import Any

import yaml12

from rlkb_cli.kb.values import is_typed
from rlkb_cli.kb.yamlnodes import RawValue

UNREAD = "\ufffc"
"""Stands for the value of a key that was not asked for."""

# Below these, no text comes near the caps on values and depth.
_MOST_BYTES = 16_384
_DEEP = re.compile(r"\[[^\]\n]*\[|- - |\n {40}")
_SIGNS = "&*!%@`"
_PROPERTY = re.compile(rf"(?:^ *(?:- +)*|: +|\[(?:[^\]\n]*,)? *)[{_SIGNS}]", re.MULTILINE)
_STARTS = ("?", "---", "...", "%")


def quick_fields(block: bytes, wanted: Container[str]) -> "dict[str, RawValue] | None":
    """The raw values of the `wanted` keys of a front matter, UNREAD for the others; None where it is not tame."""
    if len(block) > _MOST_BYTES:
        return None
    try:
        text = block.decode().replace("\r\n", "\n")
        if not _is_tame(text):
            return None
        parsed = yaml12.parse_yaml(text)
    except ValueError:
        return None
    if not isinstance(parsed, dict) or _keys(parsed) != _lines_with_key(text):
        return None
    fields: dict[str, RawValue] = {}
    for key, value in parsed.items():
        if not isinstance(key, str):
            return None
        raw = _raw(value) if key in wanted else UNREAD
        if raw is None:
            return None
        fields[key] = raw
    return fields


def _is_tame(text: str) -> bool:
    """No flow mappings, controls or odd line breaks, documents, complex keys, anchors, aliases or tags."""
    if "{" in text or not text.replace("\n", "").isprintable() or text.startswith(_STARTS):
        return False
    if "\n?" in text or "- ?" in text or "\n---" in text or "\n..." in text:
        return False
    return not any(sign in text for sign in _SIGNS) or not _PROPERTY.search(text)


def _lines_with_key(text: str) -> int:
    """How many lines look as if they held a key."""
    lines = [line for line in text.split("\n") if ": " in line or line.endswith(":")]
    return sum(not line.lstrip().startswith("#") for line in lines) if "#" in text else len(lines)


def _raw(value: Any) -> "RawValue | None":
    if isinstance(value, str):
        return None if is_typed(value) else value  # quotes, which would matter, are not seen here
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return None if any(map(is_typed, value)) else tuple(value)
    return None


def _keys(value: Any) -> int:
    """How many keys a value holds, at any depth."""
    if isinstance(value, dict):
        return len(value) + sum(_keys(item) for item in value.values() if not isinstance(item, str))
    return sum(_keys(item) for item in value if not isinstance(item, str)) if isinstance(value, list) else 0
