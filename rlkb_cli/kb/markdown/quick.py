"""The quick reading of a body: the parser's HTML, looked through by one expression.

Much faster than the events, and without places.  HTML hides some things: in which form a link was written,
which tags were in the source, where a block ends.  Where any of that matters there is no quick reading.
"""

import re
from functools import lru_cache

from rlkb_cli.kb.markdown.facts import PARSER, Body, Heading, Link, make_link, new_link, one_line, percent_decode
from rlkb_cli.kb.markdown.slugs import number_repeats, slug

# Set after each `[[`, so that wikilinks differ from other links in HTML.
_MARK = "\x01"
_MARKED = "[[" + _MARK
_MARK_IN_HREF = "%01"
_WIKI_FORMS = {"inline": "wikilink", "image": "embed"}

# Opening tags; what they enclose is looked ahead at, for there may be further links in it.
_OPENING = re.compile(
    '<(?:(a) href="([^"]*)"[^>]*>(?=([^<]*(?:<(?!/a>)[^<]*)*+))'
    '|img src="([^"]*)" alt="([^"]*)"'
    "|h([1-6])>(?=([^<]*(?:<(?!/h[1-6]>)[^<]*)*+)))"
)
_PLAIN_OPENING = re.compile(
    '<(?:a href=("[^"]*)|h([1-6])>(?=([^<]*(?:<(?!/h[1-6]>)[^<]*)*+))|img src=("[^"]*))'
)
_TAG = re.compile('<(?:/?(?:em|strong|del|code|span)|/?a|br /|(?:a href|img src|span class)="[^>]*)>')
# Tags in the source that would be taken for the parser's own, and autolinks; then, tags that set an anchor.
_HTML_OR_AUTOLINK = re.compile(
    r"<(?:/?(?:a|img|h[1-6]|span)\b|[A-Za-z][A-Za-z0-9.+-]{1,31}:|[^\s<>@]{1,99}@)"
)
_HTML_ATTRIBUTE = re.compile("<[A-Za-z][^<>]*=")
_HTML_ANCHOR = re.compile(r"<[A-Za-z][^<]*?\s(?:[iI][dD]|[nN][aA][mM][eE])\s*=")
_BLOCK_ID = re.compile(r"\^(?<!\S\^)[A-Za-z0-9-]+(?!\S)")
# What follows the `[[` of a wikilink that no mark can change: it is no punctuation, which matters to emphasis and
# math right behind it.
_PLAIN_WIKILINK = re.compile(r"[^\[\]\r\n|^\s\\*_~$%][^\[\]\r\n%]*+\]\](?!\()")


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
    html = None if "\\" in text and "\\]]" in text else _html(text)
    if html is None:
        return None
    links: list[Link] = []
    headings: list[Heading] = []
    try:
        for href, level, heading, source in _PLAIN_OPENING.findall(html):
            if level:
                headings.append(_heading(level, heading))
            else:
                links.append(_bare(href or source, "inline" if href else "image"))
    except _UnsureError:
        return None
    return Body(tuple(links), _numbered(headings), (), ())


def _html(text: str) -> str | None:
    """The body as HTML, wikilinks marked; None where it does not tell all."""
    if _hides_something(text):
        return None
    parts = text.split("[[")
    if len(parts) > 1:
        if not all(map(_PLAIN_WIKILINK.match, parts[1:])):
            return None
        text = _MARKED.join(parts)
    return PARSER.html(text)


@lru_cache(maxsize=10_000)  # notes of one kind have the same headings
def _heading(level: str, html: str) -> Heading:
    """A heading from its HTML, as if it were the only one with its text."""
    text = _shown(html)
    return Heading(int(level), text, slug(text))


def _bare(quoted: str, form: str) -> Link:
    """A link from what follows `href=` or `src=`, without its text."""
    if "&" in quoted:
        return _link(quoted[1:], "", form, _WIKI_FORMS[form])
    if quoted.startswith(_MARK_IN_HREF, 1):
        name = percent_decode(quoted[1 + len(_MARK_IN_HREF) :])
        return make_link(_WIKI_FORMS[form], name.removesuffix("\\"), "")
    if "%" in quoted:
        return make_link(form, quoted[1:].replace(_MARK_IN_HREF, ""), "")
    target, mark, anchor = quoted.partition("#")
    return new_link((form, target[1:], anchor if mark else None, ""))


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
    headings: list[Heading] = []
    for is_link, href, text, src, alt, level, heading in _OPENING.findall(html):
        if level:
            headings.append(_heading(level, heading))
        elif is_link:
            links.append(_link(href, text, "inline", "wikilink"))
        else:
            links.append(_link(src, alt, "image", "embed"))
    return Body(tuple(links), _numbered(headings), (), ())


def _numbered(headings: list[Heading]) -> tuple[Heading, ...]:
    """The headings of one body, of which several may have one text."""
    slugs = [heading.slug for heading in headings]
    if len(set(slugs)) == len(slugs):
        return tuple(headings)
    pairs = zip(headings, number_repeats(slugs), strict=True)
    return tuple([Heading(heading.level, heading.text, unique) for heading, unique in pairs])


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
