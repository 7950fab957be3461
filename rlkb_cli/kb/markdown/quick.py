"""The quick reading of a body: the parser's HTML, looked through by one expression.

Much faster than the events, and without places.  Where HTML, even with marks, could stand for more than one source,
there is no quick reading.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rlkb_cli.kb.markdown.facts import (
    Body,
    Heading,
    Link,
    label_key,
    make_link,
    new_link,
    one_line,
    percent_decode,
)
from rlkb_cli.kb.markdown.html_ids import html_ids
from rlkb_cli.kb.markdown.marks import (
    AUTO,
    AUTO_IN_HREF,
    AUTOLINK_IN_HREF,
    BLOCK,
    BLOCK_IN_HREF,
    DEFINED_IN_HREF,
    SHOWN_CAPITALS,
    WIKI,
    WIKI_IN_HREF,
    definitions,
    marked_html,
)
from rlkb_cli.kb.markdown.slugs import number_repeats, slug
from rlkb_cli.kb.patterns import lazy_pattern

_WIKI_FORMS = {"inline": "wikilink", "image": "embed"}

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
# Tags that set an anchor.
_HTML_ATTRIBUTE = lazy_pattern("<[A-Za-z][^<>]*=")
_HTML_ANCHOR = lazy_pattern(r"<[A-Za-z][^<]*?\s(?:[iI][dD]|[nN][aA][mM][eE])\s*=")
_ANCHORING_TAG = lazy_pattern(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:id|name)\s*=""", re.IGNORECASE)
# A mark of a block id, with what follows; then, what may stand before it, and behind one that is one.
_BLOCK_ID = lazy_pattern(rf"\^{BLOCK}([A-Za-z0-9-]+)(\s*(?:<[^>]*>?)?)", re.ASCII)
_BLOCK_START = lazy_pattern(r"<(?:p|li)>(?:[^<]++|</?(?:a|br|code|del|em|img|input|span|strong|sup)\b[^>]*>)*+")
_BLOCK_END = lazy_pattern(r"\s*</(?:p|li)>|\s*\n\s*<(?:blockquote|div|h[1-6]|ol|p|pre|table|ul)\b")
_NO_BLOCK_END = lazy_pattern(r"\s*(?:</?(?:a|br|code|del|em|img|input|span|strong|sup)\b|</(?:td|th|h[1-6])>)")


class _UnsureError(Exception):
    """The HTML could stand for more than one source."""


def read(text: str) -> Body | None:
    """What the exact reading finds in `text`, or None where only that can tell."""
    html = None if definitions(text) else marked_html(text, {})
    try:
        return None if html is None else _facts(html, text)
    except _UnsureError:
        return None


def outline(text: str) -> Body | None:
    """What `read` finds, but links in any order and without their texts; None likewise."""
    if "\\" in text and "\\]]" in text:
        return None
    defined = definitions(text)
    html = marked_html(text, defined)
    try:
        body = None if html is None else _bare_facts(html, text)
    except _UnsureError:
        return None
    return body and body._replace(links=body.links + _defining(defined)) if defined else body


def _defining(defined: Mapping[str, Any]) -> tuple[Link, ...]:
    """The links that definitions are; of labels that differ in case, as the exact reading has it, the last one."""
    destinations = {label_key(label): found["dest"] for label, found in defined.items()}
    return tuple([make_link("definition", destination, "") for destination in destinations.values()])


def _bare_facts(html: str, text: str) -> Body:
    links: list[Link] = []
    headings: list[Heading] = []
    for href, level, heading, source in _PLAIN_OPENING.findall(html):
        if level:
            headings.append(_heading(level, heading))
        else:
            links.append(_bare(href or source, "inline" if href else "image"))
    return Body(tuple(links), _numbered(headings), _blocks(html, text), _ids(html, text))


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
    if not quoted.startswith(WIKI_IN_HREF, 1):
        return _markdown_link(form, quoted[1:], "")
    name = quoted[1 + len(WIKI_IN_HREF) :]
    if "%" in name:
        name = _decoded(name)
    target, mark, anchor = name.removesuffix("\\").partition("#")
    return new_link((_WIKI_FORMS[form], target.strip(), anchor.strip() if mark else None, ""))


def _blocks(html: str, text: str) -> tuple[str, ...]:
    """The block ids: at the end of a paragraph, or of a list item without one."""
    if "^" not in text or BLOCK not in html:
        return ()
    return tuple([found[1] for found in _BLOCK_ID.finditer(html) if _ends_block(html, found)])


def _ends_block(html: str, found: re.Match[str]) -> bool:
    if _BLOCK_END.match(found[2]):
        start = max(html.rfind("<p>", 0, found.start()), html.rfind("<li>", 0, found.start()))
        if start < 0 or not _BLOCK_START.fullmatch(html, start, found.start()):
            raise _UnsureError  # perhaps in HTML
        return True
    if "<" in found[2] and not _NO_BLOCK_END.match(found[2]):
        raise _UnsureError
    return False


def _ids(html: str, text: str) -> tuple[str, ...]:
    """The anchors that HTML in the text sets; the parser's own has none."""
    if "<" not in text or not _HTML_ATTRIBUTE.search(text) or not _HTML_ANCHOR.search(text):
        return ()
    found = html_ids(html)
    if len(_ANCHORING_TAG.findall(html)) != len(_ANCHORING_TAG.findall(text)):
        raise _UnsureError  # some are in code, or in the text of an image
    if "<!--" in html and html_ids(html.replace("<!--", "<!")) != found:
        raise _UnsureError
    return tuple(found)


def _facts(html: str, text: str) -> Body:
    links: list[Link] = []
    headings: list[Heading] = []
    for is_link, href, shown, src, alt, level, heading in _OPENING.findall(html):
        if level:
            headings.append(_heading(level, heading))
        elif is_link:
            links.append(_link(href, shown, "inline", "wikilink"))
        elif "$" in alt:
            raise _UnsureError  # perhaps math, of which the text of an image keeps the signs
        else:
            links.append(_link(src, alt, "image", "embed"))
    return Body(tuple(links), _numbered(headings), _blocks(html, text), _ids(html, text))


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
    if not href.startswith(WIKI_IN_HREF):
        return _markdown_link(markdown_form, href, html)
    name = href[len(WIKI_IN_HREF) :]
    if "%" in name:
        name = _decoded(name)
    if html.startswith(WIKI):  # the name itself is shown
        return make_link(wiki_form, name, "")
    return make_link(wiki_form, name.removesuffix("\\"), _shown(html))


def _is_doubtful(href: str) -> bool:
    """Whether a destination shows what was only set for HTML to tell more."""
    return BLOCK_IN_HREF in href or ("%3C" in href and SHOWN_CAPITALS.search(href) is not None)


def _decoded(name: str) -> str:
    if _is_doubtful(name):
        raise _UnsureError
    return percent_decode(name)


def _markdown_link(form: str, href: str, html: str) -> Link:
    if _is_doubtful(href):
        raise _UnsureError
    if AUTO_IN_HREF in href:
        autolink = AUTOLINK_IN_HREF.match(href)
        if not autolink:
            raise _UnsureError
        return make_link("autolink", (autolink[1] + autolink[2]).replace(WIKI_IN_HREF, ""), "")
    if href.startswith(DEFINED_IN_HREF):
        return make_link("reference", href.removeprefix(DEFINED_IN_HREF), "")
    return make_link(form, href.replace(WIKI_IN_HREF, ""), _shown(html))


def _shown(html: str) -> str:
    """The text of a piece of the parser's HTML."""
    if "<" in html:
        html = _TAG.sub("", html)
        if "<" in html:
            raise _UnsureError
    if "&" in html:
        if "&lt;" in html and SHOWN_CAPITALS.search(html):
            raise _UnsureError
        html = _unescape(html)
    return one_line(html).replace(WIKI, "").replace(AUTO, "").replace(BLOCK, "").strip()


def _unescape(html: str) -> str:
    """Undo the escapes that the parser writes."""
    for escape, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'")):
        html = html.replace(escape, sign)
    return html.replace("&amp;", "&")
