"""Anchors that raw HTML sets."""

import re

from rlkb_cli.kb.patterns import lazy_pattern

_COMMENT = lazy_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = lazy_pattern(r"<([A-Za-z][\w:-]*)(\s[^<]*)")
_ATTRIBUTE = lazy_pattern(r"""\s*([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?|\s*/|\s*[^>]""")


def html_ids(html: str) -> list[str]:
    """The values of `id` in any tag of `html`, and of `name` in an `<a>`, in order."""
    if "=" not in html:
        return []
    tags = _TAG.finditer(_COMMENT.sub("", html))
    return [_plain(value) for tag in tags for name, value in _attributes(tag[2]) if _is_anchor(tag[1], name)]


def _attributes(text: str) -> list[tuple[str, str]]:
    """Names and values up to the `>` that ends the tag."""
    pairs = []
    position = 0
    while part := _ATTRIBUTE.match(text, position):
        position = part.end()
        if part[2]:
            pairs.append((part[1].lower(), part[2]))
    return pairs


def _is_anchor(tag: str, attribute: str) -> bool:
    return attribute == "id" or (attribute == "name" and tag.lower() == "a")


def _plain(value: str) -> str:
    unquoted = value[1:-1] if value[0] in "\"'" else value
    if "&" not in unquoted:
        return unquoted
    from html import unescape

    return unescape(unquoted)
