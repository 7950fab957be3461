"""HTML of a body that tells what HTML hides: marks in the source, which change nothing else, say it.

HTML hides in which form a link was written, and which tags, block ids and footnotes were in the source.  Where marks
could change what the parser sees, or the text holds what no mark can tell, there is no such HTML.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from rlkb_cli.kb.markdown.facts import PARSER
from rlkb_cli.kb.patterns import lazy_pattern

WIKI, AUTO, BLOCK, DEFINED = "\x01", "\ue001", "\ue002", "\ue003"
"""Set after each `[[`, after the colon of what may be an autolink, after the caret of what may be a block id, and
before the destination in a definition.

In places that may hold no control character they are others; those with a low byte that is rare are found fast.
"""

WIKI_IN_HREF, AUTO_IN_HREF, BLOCK_IN_HREF, DEFINED_IN_HREF = "%01", "%EE%80%81", "%EE%80%82", "%EE%80%83"
FOOTNOTE = "<sup></sup>"
"""Stands for the reference to a footnote."""

_OWN = (
    "a|blockquote|br|code|del|div|em|h[1-6]|hr|img|input|li|ol|p|span|strong|sup|table|tbody|td|th|thead|tr|ul"
)
# Tags in the source that would be taken for the parser's own, until they are in capitals.
_TAG_LIKE_OWN = lazy_pattern(rf"</?(?:{_OWN})(?=[\s/>])")
# Those in capitals, where a text or destination shows them that was perhaps not written so.
SHOWN_CAPITALS = lazy_pattern(rf"(?:&lt;|%3C)/?(?:{_OWN.upper()})(?!\w)")
_SCHEME = r"[A-Za-z][A-Za-z0-9.+-]{1,31}:"
AUTOLINK_IN_HREF = lazy_pattern(rf"({_SCHEME}){AUTO_IN_HREF}((?:(?!{AUTO_IN_HREF}).)*+)\Z", re.DOTALL)
_AUTOLINK = lazy_pattern(rf"<(?={_SCHEME})[^:]*+:")
_EMAIL = lazy_pattern(r"<[^\s<>@]{1,99}@")
# A destination in angles that looks like one of these, or might hold one.
_DESTINATION = lazy_pattern(rf"\](?>\(\s*<)(?:/?(?:{_OWN})[\s/>]|{_SCHEME}|[^<>\n]*\\)")
_BLOCK_ID = lazy_pattern(r"\^(?<!\S\^)(?=[A-Za-z0-9-]+(?!\S))", re.ASCII)
_FOOTNOTE_REFERENCE = lazy_pattern(r'<sup class="footnote-reference"><a href="[^"]*">[0-9]+</a></sup>')
_FOOTNOTE_DEFINITION = lazy_pattern('<div class="footnote-definition" id="[^"]*">')
# Patterns that begin with one plain letter are looked for fastest.
_ESCAPE = lazy_pattern("&(?=#)")
_MARK_IN_SOURCE = lazy_pattern("%(?=01|EE%80%8[123])")
_WIKI_OPENING = lazy_pattern(r"\[(?>\[)")
# A wikilink that the mark could change: it must not be followed by punctuation, which matters to emphasis and math
# right behind it.
_ODD_WIKILINK = lazy_pattern(r"\[(?>\[)(?![^\[\]\r\n|^\s\\*_~$%<][^\[\]\r\n%<]*+\]\](?!\())")
_COLON = lazy_pattern(r"\](?=:)")
# A label that may be defined: at most so many escapes are looked over.
_LABEL = lazy_pattern(r"\[[^\[\]\\]*+(?:\\.[^\[\]\\]*+){0,20}+(?:\]:|\\)", re.DOTALL)


def definitions(text: str) -> Mapping[str, Any]:
    """What the labels that the body defines stand for, as the parser says it; seldom any."""
    if not _COLON.search(text) or not _LABEL.search(text):
        return {}
    found: Mapping[str, Any] = PARSER.reference_definitions(text)
    return found


def marked_html(text: str, defined: Mapping[str, Any]) -> str | None:
    """The body as HTML, with marks, and the tags of its own in capitals; None where it does not tell all.

    `defined` are its definitions.
    """
    if _hides_something(text) or (defined and "[[" in text):
        return None
    if defined:
        text = _with_definitions_marked(text, defined)
    has_footnotes = "^" in text and "[^" in text
    if "^" in text:
        text = _BLOCK_ID.sub("^" + BLOCK, text)
    text = _WIKI_OPENING.sub("[[" + WIKI, text)
    if "<" in text:
        text = _TAG_LIKE_OWN.sub(_in_capitals, text)
        text = _AUTOLINK.sub(rf"\g<0>{AUTO}", text)
    html = PARSER.html(text)
    if has_footnotes:
        html = _FOOTNOTE_DEFINITION.sub("<div>", _FOOTNOTE_REFERENCE.sub(FOOTNOTE, html))
    return html


def _hides_something(text: str) -> bool:
    """Whether the text may hold what HTML does not tell.  A single character is the cheapest to look for."""
    return (
        bool(_ODD_WIKILINK.search(text))
        or ("<" in text and bool(_EMAIL.search(text) or _DESTINATION.search(text) or "footnote-" in text))
        or WIKI in text
        or AUTO in text
        or BLOCK in text
        or DEFINED in text
        or ("%" in text and bool(_MARK_IN_SOURCE.search(text)))
        or ("&" in text and bool(_ESCAPE.search(text)))  # a mark in disguise
    )


def _with_definitions_marked(text: str, defined: Mapping[str, Any]) -> str:
    from rlkb_cli.kb.markdown.places import definition_destination

    data = text.encode()
    starts = [definition_destination(data, found["span"]["start"])[0] for found in defined.values()]
    cuts = [0, *sorted(starts), len(data)]
    return DEFINED.join([data[start:end].decode() for start, end in pairwise(cuts)])


def _in_capitals(tag: re.Match[str]) -> str:
    return tag[0].upper()
