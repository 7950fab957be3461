"""The quick reading of front matter: one expression for the forms that nearly all of it has.

It takes a part of YAML that is small enough to be sure that libyaml sees the same: keys without quotes, each once and
on a line of its own; texts without quotes, in quotes or as a block; lists of texts; mappings and lists of all these.
No anchors, aliases, tags, flow mappings, escapes, tabs or control characters.  Everything else is read exactly.
"""

import re
from collections.abc import Container

from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.values import Quoted, RawValue

UNREAD = "\ufffc"
"""Stands for the value of a key that was not asked for."""

# Below these, no text comes near the caps on values and depth.
_MOST_BYTES, _DEEPEST = 16_384, 20
_PLAIN_BYTES = b"\n" + bytes(range(0x20, 0x7F))

# A text without quotes ends before `: ` and ` #`.
_FIRST = r"""(?:[^\s\-?:,\[\]{}\#&*!|>'"%@`]|-(?=\w))"""
_REST = r"[^\n:\#]*+(?:(?::(?![ \n])|(?<![ ])\#)[^\n:\#]*+)*+"
_KEY = r"\w[\w.\-]{0,99}+(?:[ :][\w.\-]{1,99}+){0,7}+"
_END = r"[ ]*+(?:(?<=[ ])\#[^\n]*+)?\n"


def _quoted(indent: str = "") -> str:
    """A text in quotes; its further lines are indented deeper than what it belongs to, as are those of others."""
    next_line = rf"\n{indent}[ ]++"
    double = rf'"[^"\\\n]*+(?:{next_line}[^"\\\n]++)*+"'
    return rf"{double}|'(?:[^'\n]++|'')*+(?:{next_line}(?:[^'\n]++|'')++)*+'"


def _any_text(indent: str = "") -> str:
    return rf"(?:{_FIRST}{_REST}(?:\n{indent}[ ]++(?=[^ \n\#]){_REST})*+|{_quoted(indent)})"


_IN_FLOW = rf"(?:{_FIRST}(?:[^\n:\#,\[\]{{}}?]++|(?<=\w)(?:\#|:(?=[\w/])))*+|{_quoted()})"
_OF_ITEM = _any_text(indent=r"\5")
_ENTRY = lazy_pattern(
    rf"""({_KEY}):(?:
        (?:[ ]*+\n)?[ ]++(
            {_any_text()}
          | \[[ ]*+(?:{_IN_FLOW}[ ]*+(?:,[ ]*+{_IN_FLOW}[ ]*+)*+)?\]
          | [|>]-?(?=\n([ ]++))(?:\n\3[^ \n][^\n]*+)++
        ){_END}(?![ ])
      | {_END}((?:(?=([ ]*+)-)(?:\5-(?:[ ]++{_OF_ITEM})?{_END})++)?)(?![ \-])
      | {_END}((?:[ \-][^\n]*+\n)++)
    )
    | (?:\#[^\n]*+)?\n
    | ([^\n]++\n?)
    """,
    re.VERBOSE,
)
_ITEM = lazy_pattern(_any_text(), re.VERBOSE)
_FLOW_ITEM = lazy_pattern(_IN_FLOW, re.VERBOSE)
_FOLD = lazy_pattern(" *\n *")


def quick_fields(block: bytes, wanted: Container[str] | None) -> dict[str, RawValue] | None:
    """The raw values of the `wanted` keys (None: of all) of front matter, UNREAD for others; None if it is not tame."""
    if len(block) > _MOST_BYTES:
        return None
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if block.translate(None, _PLAIN_BYTES) and not text.replace("\n", "").isprintable():
        return None  # tabs, controls or odd line breaks
    return _fields(text, wanted, 0) if text.endswith("\n") else None


def _fields(text: str, wanted: Container[str] | None, depth: int) -> dict[str, RawValue] | None:
    fields: dict[str, RawValue] = {}
    count = 0
    for key, one, _, many, _, nested, unknown in _ENTRY.findall(text):
        if key:
            count += 1
            is_wanted = wanted is None or key in wanted
            if nested and (is_wanted or not _is_tame(nested, depth + 1)):
                return None
            fields[key] = UNREAD if not is_wanted else _many(many) if many else _one(one)
        elif unknown:
            return None
    return fields if 0 < count == len(fields) else None


def _is_tame(lines: str, depth: int) -> bool:
    """Whether indented lines are one mapping, or one list of mappings or lists, that could be read."""
    indent = lines[: -len(lines.lstrip(" "))]
    within = "\n" + lines
    if depth > _DEEPEST or within.count("\n" + indent) < lines.count("\n"):
        return False
    inner = within.replace("\n" + indent, "\n")[1:]
    if not inner.startswith("-"):
        return _fields(inner, (), depth) is not None
    items = ("\n" + inner).removesuffix("\n").split("\n-")[1:]
    return all(item.startswith(" ") and _is_tame(f" {item}\n", depth + 1) for item in items)


def _one(raw: str) -> RawValue:
    """The value of a text, a flow list or a block."""
    if raw.startswith("["):
        return tuple(map(_text, _FLOW_ITEM.findall(raw, 1)))
    return _block(raw) if raw.startswith(("|", ">")) else _text(raw)


def _block(raw: str) -> Quoted:
    style, _, lines = raw.partition("\n")
    indent = lines[: -len(lines.lstrip(" "))]
    text = lines.removeprefix(indent).replace("\n" + indent, "\n" if style.startswith("|") else " ")
    return Quoted(text if style.endswith("-") else text + "\n")


def _many(raw: str) -> RawValue:
    """The value of a list with its items on lines of their own."""
    items = ("\n" + raw).split(f"\n{raw[: raw.index('-')]}-")[1:]
    found = [item.strip(" \n") for item in items]
    if "#" in raw:  # perhaps a comment
        found = [text[0] if (text := _ITEM.match(item)) else "" for item in found]
    return tuple(map(_text, found))


def _text(raw: str) -> str:
    """A text as it is meant: lines joined, without quotes."""
    if "\n" in raw:
        raw = _FOLD.sub(" ", raw)
    if raw.startswith('"'):
        return Quoted(raw[1:-1])
    return Quoted(raw[1:-1].replace("''", "'")) if raw.startswith("'") else raw.rstrip(" ")
