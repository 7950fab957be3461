"""The quick reading of a body: the parser's HTML, looked through by one expression.

Much faster than the events, and without places.  HTML hides some things: in which form a link was written,
which tags were in the source, where a block ends.  Marks in the source, which change nothing else, tell some of them;
where any other matters there is no quick reading.
"""

import re
from functools import lru_cache

from rlkb_cli.kb.markdown.facts import PARSER, Body, Heading, Link, make_link, new_link, one_line, percent_decode
from rlkb_cli.kb.markdown.html_ids import html_ids
from rlkb_cli.kb.markdown.slugs import number_repeats, slug
from rlkb_cli.kb.patterns import lazy_pattern

# Set after each `[[`, so that wikilinks differ from other links in HTML.
_MARK = "\x01"
_MARKED = "[[" + _MARK
_MARK_IN_HREF = "%01"
_WIKI_FORMS = {"inline": "wikilink", "image": "embed"}
# Set after the colon of what may be an autolink, where no control character can stand.
_AUTO_MARK = "\ue001"
_AUTO_MARK_IN_HREF = "%EE%80%81"

# Opening tags; what they enclose is looked ahead at, for there may be further links in it.
_OPENING = lazy_pattern(
    '<(?:(a) href="([^"]*)"[^>]*>(?=([^<]*(?:<(?!/a>)[^<]*)*+))'
    '|img src="([^"]*)" alt="([^"]*)"'
    "|h([1-6])>(?=([^<]*(?:<(?!/h[1-6]>)[^<]*)*+)))"
)
_PLAIN_OPENING = lazy_pattern(
    '<(?:a href=("[^"]*)|h([1-6])>(?=([^<]*(?:<(?!/h[1-6]>)[^<]*)*+))|img src=("[^"]*))'
)
_TAG = lazy_pattern(r"""</?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
# Tags in the source that would be taken for the parser's own, until they are in capitals; as such, shown in a text.
_TAG_LIKE_OWN = lazy_pattern(r"</?(?:a|img|h[1-6]|span)(?=[\s/>])")
_SHOWN_CAPITALS = lazy_pattern(r"&lt;/?(?:A|IMG|H[1-6]|SPAN)(?!\w)")
_AUTOLINK = lazy_pattern(r"<(?P<scheme>[A-Za-z][A-Za-z0-9.+-]{1,31}:)")
_EMAIL = lazy_pattern(r"<[^\s<>@]{1,99}@")
_DESTINATION = lazy_pattern(r"\](?>\(\s*<)")
# Tags that set an anchor.
_HTML_ATTRIBUTE = lazy_pattern("<[A-Za-z][^<>]*=")
_HTML_ANCHOR = lazy_pattern(r"<[A-Za-z][^<]*?\s(?:[iI][dD]|[nN][aA][mM][eE])\s*=")
_ANCHORING_TAG = lazy_pattern(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:id|name)\s*=""", re.IGNORECASE)
_BLOCK_ID = lazy_pattern(r"\^(?<!\S\^)[A-Za-z0-9-]+(?!\S)")
# Patterns that begin with one plain letter are looked for fastest.
_ESCAPE = lazy_pattern("&(?=#)")
_MARK_IN_SOURCE = lazy_pattern("%(?=01|EE%80%81)")
_WIKI_OPENING = lazy_pattern(r"\[(?>\[)")
# A wikilink that the mark could change: it must not be followed by punctuation, which matters to emphasis and math
# right behind it.
_ODD_WIKILINK = lazy_pattern(r"\[(?>\[)(?![^\[\]\r\n|^\s\\*_~$%<][^\[\]\r\n%<]*+\]\](?!\())")
_COLON = lazy_pattern(r"\](?=:)")
# A label that may be defined: at most so many escapes are looked over.
_LABEL = lazy_pattern(r"\[[^\[\]\\]*+(?:\\.[^\[\]\\]*+){0,20}+(?:\]:|\\)", re.DOTALL)


class _UnsureError(Exception):
    """The HTML could stand for more than one source."""


def read(text: str) -> Body | None:
    """What the exact reading finds in `text`, or None where only that can tell."""
    html = _html(text)
    try:
        return None if html is None else _facts(html, _ids(text, html))
    except _UnsureError:
        return None


def outline(text: str) -> Body | None:
    """What `read` finds, but links in any order and without their texts; None likewise."""
    html = None if "\\" in text and "\\]]" in text else _html(text)
    try:
        return None if html is None else _bare_facts(html, _ids(text, html))
    except _UnsureError:
        return None


def _bare_facts(html: str, ids: tuple[str, ...]) -> Body:
    links: list[Link] = []
    headings: list[Heading] = []
    for href, level, heading, source in _PLAIN_OPENING.findall(html):
        if level:
            headings.append(_heading(level, heading))
        else:
            links.append(_bare(href or source, "inline" if href else "image"))
    return Body(tuple(links), _numbered(headings), (), ids)


def _html(text: str) -> str | None:
    """The body as HTML, with marks; None where it does not tell all."""
    if _hides_something(text):
        return None
    text = _WIKI_OPENING.sub(_MARKED, text)
    if "<" in text:
        text = _TAG_LIKE_OWN.sub(_in_capitals, text)
        text = _AUTOLINK.sub(rf"<\g<scheme>{_AUTO_MARK}", text)
    return PARSER.html(text)


def _in_capitals(tag: re.Match[str]) -> str:
    return tag[0].upper()


@lru_cache(maxsize=10_000)  # notes of one kind have the same headings
def _heading(level: str, html: str) -> Heading:
    """A heading from its HTML, as if it were the only one with its text."""
    text = _shown(html)
    return Heading(int(level), text, slug(text))


def _bare(quoted: str, form: str) -> Link:
    """A link from what follows `href=` or `src=`, without its text."""
    if "&" in quoted:
        return _link(quoted[1:], "", form, _WIKI_FORMS[form])
    if "%" not in quoted:
        target, mark, anchor = quoted.partition("#")
        return new_link((form, target[1:], anchor if mark else None, ""))
    if not quoted.startswith(_MARK_IN_HREF, 1):
        return _markdown_link(form, quoted[1:], "")
    name = quoted[1 + len(_MARK_IN_HREF) :]
    if "%" in name:
        name = percent_decode(name)
    target, mark, anchor = name.removesuffix("\\").partition("#")
    return new_link((_WIKI_FORMS[form], target.strip(), anchor.strip() if mark else None, ""))


def _hides_something(text: str) -> bool:
    """Whether the text may hold what HTML does not tell.  A single character is the cheapest to look for."""
    return (
        bool(_COLON.search(text) and _LABEL.search(text))
        or bool(_ODD_WIKILINK.search(text))
        or ("^" in text and ("[^" in text or bool(_BLOCK_ID.search(text))))
        or ("<" in text and bool(_EMAIL.search(text) or _DESTINATION.search(text)))
        or _MARK in text
        or _AUTO_MARK in text
        or ("%" in text and bool(_MARK_IN_SOURCE.search(text)))
        or ("&" in text and bool(_ESCAPE.search(text)))  # a mark in disguise
    )


def _ids(text: str, html: str) -> tuple[str, ...]:
    """The anchors that HTML in the text sets; the parser's own has none."""
    if "<" not in text or not _HTML_ATTRIBUTE.search(text) or not _HTML_ANCHOR.search(text):
        return ()
    found = html_ids(html)
    if len(_ANCHORING_TAG.findall(html)) != len(_ANCHORING_TAG.findall(text)):
        raise _UnsureError  # some are in code, or in the text of an image
    if "<!--" in html and html_ids(html.replace("<!--", "<!")) != found:
        raise _UnsureError
    return tuple(found)


def _facts(html: str, ids: tuple[str, ...]) -> Body:
    links: list[Link] = []
    headings: list[Heading] = []
    for is_link, href, text, src, alt, level, heading in _OPENING.findall(html):
        if level:
            headings.append(_heading(level, heading))
        elif is_link:
            links.append(_link(href, text, "inline", "wikilink"))
        else:
            links.append(_link(src, alt, "image", "embed"))
    return Body(tuple(links), _numbered(headings), (), ids)


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
        return _markdown_link(markdown_form, href, html)
    name = href[len(_MARK_IN_HREF) :]
    if "%" in name:
        name = percent_decode(name)
    if html.startswith(_MARK):  # the name itself is shown
        return make_link(wiki_form, name, "")
    return make_link(wiki_form, name.removesuffix("\\"), _shown(html))


def _markdown_link(form: str, href: str, html: str) -> Link:
    if _AUTO_MARK_IN_HREF in href:
        return make_link("autolink", href.replace(_AUTO_MARK_IN_HREF, "").replace(_MARK_IN_HREF, ""), "")
    return make_link(form, href.replace(_MARK_IN_HREF, ""), _shown(html))


def _shown(html: str) -> str:
    """The text of a piece of the parser's HTML."""
    if "<" in html:
        html = _TAG.sub("", html)
        if "<" in html:
            raise _UnsureError
    if "&" in html:
        if _SHOWN_CAPITALS.search(html):
            raise _UnsureError
        html = _unescape(html)
    return one_line(html).replace(_MARK, "").replace(_AUTO_MARK, "").strip()


def _unescape(html: str) -> str:
    """Undo the escapes that the parser writes."""
    for escape, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'")):
        html = html.replace(escape, sign)
    return html.replace("&amp;", "&")
