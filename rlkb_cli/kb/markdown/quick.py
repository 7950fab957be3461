"""The quick reading of a body: the parser's HTML, looked through by one expression.

Much faster than the events, and without places.  HTML hides some things: in which form a link was written,
which tags were in the source, where a block ends.  Where any of that matters there is no quick reading.
"""

import re
from functools import lru_cache

from rlkb_cli.kb.markdown.facts import PARSER, Body, Heading, Link, make_link, one_line, percent_decode
from rlkb_cli.kb.markdown.slugs import number_repeats, slug

# Set after each `[[`, so that wikilinks differ from other links in HTML.
_MARK = "\x01"
_MARK_IN_HREF = "%01"

# Opening tags; what they enclose is looked ahead at, for there may be further links in it.
_OPENING = re.compile(
    '<(?:(a) href="([^"]*)"[^>]*>(?=([^<]*(?:<(?!/a>)[^<]*)*+))'
    '|img src="([^"]*)" alt="([^"]*)"'
    "|h([1-6])>(?=([^<]*(?:<(?!/h[1-6]>)[^<]*)*+)))"
)
_TAG = re.compile('<(?:/?(?:em|strong|del|code|span)|/?a|br /|(?:a href|img src|span class)="[^>]*)>')
# Tags in the source that would be taken for the parser's own, and autolinks; then, tags that set an anchor.
_HTML_OR_AUTOLINK = re.compile(
    r"<(?:/?(?:a|img|h[1-6]|span)\b|[A-Za-z][A-Za-z0-9.+-]{1,31}:|[^\s<>@]{1,99}@)"
)
_HTML_ATTRIBUTE = re.compile("<[A-Za-z][^<>]*=")
_HTML_ANCHOR = re.compile(r"<[A-Za-z][^<]*?\s(?:[iI][dD]|[nN][aA][mM][eE])\s*=")
_BLOCK_ID = re.compile(r"\^(?<!\S\^)[A-Za-z0-9-]+(?!\S)")
# Wikilinks that no mark can change: it is no punctuation, which matters to emphasis and math right behind it.
_PLAIN_WIKILINK = re.compile(r"\[\[(?<!\[\[\[)[^\[\]\r\n|^\s\\*_~$%][^\[\]\r\n%]*+\]\](?!\()")


_HREF = re.compile('<a href="([^"]*)"')
_SRC = re.compile('<img src="([^"]*)"')
_HEADING = re.compile("<h([1-6])>(.*?)</h[1-6]>", re.DOTALL)


class _UnsureError(Exception):
    """The HTML could stand for more than one source."""


def read(text: str) -> Body | None:
    """What the exact reading finds in `text`, or None where only that can tell."""
    html = _html(text)
    try:
        return None if html is None else _facts(html)
    except _UnsureError:
        return None


def outline(text: str) -> Body | None:
    """What `read` finds, but links in any order and without their texts; None likewise."""
    html = None if "\\]]" in text else _html(text)
    if html is None:
        return None
    try:
        headings = [(int(level), _plain(inner)) for level, inner in _HEADING.findall(html)]
    except _UnsureError:
        return None
    links = [_bare(href, "inline", "wikilink") for href in _HREF.findall(html)]
    if "<img" in html:
        links += [_bare(source, "image", "embed") for source in _SRC.findall(html)]
    return Body(tuple(links), _numbered(headings), (), ())


def _html(text: str) -> str | None:
    """The body as HTML, wikilinks marked; None where it does not tell all."""
    if "[[" not in text:
        return None if _hides_something(text) else PARSER.html(text)
    wiki_parts = text.split("[[")
    if len(_PLAIN_WIKILINK.findall(text)) != len(wiki_parts) - 1 or _hides_something(text):
        return None
    return PARSER.html(("[[" + _MARK).join(wiki_parts))


@lru_cache(maxsize=10_000)  # notes of one kind have the same headings
def _plain(html: str) -> str:
    return _shown(html)


@lru_cache(maxsize=50_000)  # a note is linked to from many others
def _bare(href: str, markdown_form: str, wiki_form: str) -> Link:
    """A link whose text does not matter."""
    return _link(href, "", markdown_form, wiki_form)


def _hides_something(text: str) -> bool:
    """Whether the text may hold what HTML does not tell.  A single character is the cheapest to look for."""
    return (
        "]:" in text  # definitions
        or ("^" in text and ("[^" in text or bool(_BLOCK_ID.search(text))))  # footnotes, block ids
        or ("<" in text and _has_html(text))
        or _MARK in text
        or ("&" in text and "&#" in text)  # the mark in disguise
    )


def _has_html(text: str) -> bool:
    if _HTML_OR_AUTOLINK.search(text):
        return True
    return bool(_HTML_ATTRIBUTE.search(text) and _HTML_ANCHOR.search(text))


def _facts(html: str) -> Body:
    links: list[Link] = []
    headings: list[tuple[int, str]] = []
    for is_link, href, text, src, alt, level, heading in _OPENING.findall(html):
        if level:
            headings.append((int(level), _shown(heading)))
        elif is_link:
            links.append(_link(href, text, "inline", "wikilink"))
        else:
            links.append(_link(src, alt, "image", "embed"))
    return Body(tuple(links), _numbered(headings), (), ())


def _numbered(headings: list[tuple[int, str]]) -> tuple[Heading, ...]:
    slugs = number_repeats([slug(text) for _, text in headings])
    return tuple([Heading(level, text, unique) for (level, text), unique in zip(headings, slugs, strict=True)])


def _link(href: str, html: str, markdown_form: str, wiki_form: str) -> Link:
    """A link from what the HTML has as its destination and text."""
    if "&" in href:
        href = _unescape(href)
    if not href.startswith(_MARK_IN_HREF):
        return make_link(markdown_form, href.replace(_MARK_IN_HREF, ""), _shown(html))
    name = href[len(_MARK_IN_HREF) :]
    if "%" in name:
        name = percent_decode(name)
    if html.startswith(_MARK):  # the name itself is shown
        return make_link(wiki_form, name, "")
    return make_link(wiki_form, name.removesuffix("\\"), _shown(html))


def _shown(html: str) -> str:
    """The text of a piece of the parser's HTML."""
    if "<" in html:
        html = _TAG.sub("", html)
        if "<" in html:
            raise _UnsureError
    if "&" in html:
        html = _unescape(html)
    return one_line(html).replace(_MARK, "").strip()


def _unescape(html: str) -> str:
    """Undo the escapes that the parser writes."""
    for escape, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'")):
        html = html.replace(escape, sign)
    return html.replace("&amp;", "&")
