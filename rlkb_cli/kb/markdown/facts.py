"""What a Markdown body holds, as values, and how the parser is set up."""

import re
from functools import partial
from typing import NamedTuple

from pyromark import Markdown, Options

from rlkb_cli.kb.patterns import lazy_pattern

PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_WIKILINKS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
)
NOWHERE = (-1, -1)
WIKI_FORMS = frozenset(["wikilink", "embed"])
_ESCAPED_BYTES = lazy_pattern("(?:%[0-9A-Fa-f]{2})+")


class Link(NamedTuple):
    """One link.

    `form` is inline, image, reference, definition, wikilink, embed or autolink.  `target` is the destination
    without its anchor: percent-decoded in the Markdown forms, the name in the wiki forms, "" for `#x`.
    `anchor` is None where there is no `#`.  `text` is what is shown, without markup; "" where nothing of its
    own is shown (a wikilink without alias, a definition, an autolink).
    """

    form: str
    target: str
    anchor: str | None
    text: str


new_link = partial(tuple.__new__, Link)
"""A link from its four values, at a third of the time."""


class Heading(NamedTuple):
    """A heading: its level (1 to 6), its text without markup, its slug with `-1`, `-2`, … for repeats."""

    level: int
    text: str
    slug: str


class Body(NamedTuple):
    """All that others can link to or from: links and headings in document order, `^block` and HTML ids."""

    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[str, ...]
    ids: tuple[str, ...]


class LinkSpan(NamedTuple):
    """Byte offsets of a link in the body.

    `dest_*` is the destination as written, with the anchor, without `<` and `>`; in the wiki forms
    `name#anchor`; of a reference, the destination in its definition.  `text_*` is the shown text, markup
    included; (-1, -1) where the form has none.
    """

    start: int
    end: int
    dest_start: int
    dest_end: int
    text_start: int
    text_end: int


class Spans(NamedTuple):
    """Where links and headings stand; item k belongs to item k of `Body`.  A heading's span is its text's."""

    links: tuple[LinkSpan, ...]
    headings: tuple[tuple[int, int], ...]


def make_link(form: str, destination: str, text: str) -> Link:
    """A link from its destination as the parser resolved it (escapes and entities undone, `%20` not)."""
    target, mark, anchor = destination.partition("#")
    if form in WIKI_FORMS:
        return new_link((form, target.strip(), anchor.strip() if mark else None, text))
    if "%" not in destination:
        return new_link((form, target, anchor if mark else None, text))
    return Link(form, percent_decode(target), percent_decode(anchor) if mark else None, text)


def label_key(label: str) -> str:
    """What the spellings of one label have in common: white space as one space, in lower case."""
    return " ".join(label.split()).casefold()


def one_line(text: str) -> str:
    """The text with a space for each line break; math keeps those of the source."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


def percent_decode(text: str) -> str:
    """Undo `%20` and its like as UTF-8; bytes that are no UTF-8 stay escaped."""
    if "%" not in text:
        return text
    if text.count("%") == text.count("%20"):
        return text.replace("%20", " ")
    return _ESCAPED_BYTES.sub(_decode_run, text)


def _decode_run(run: re.Match[str]) -> str:
    raw = bytes.fromhex(run[0].replace("%", ""))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _escape_undecodable(raw)


def _escape_undecodable(raw: bytes) -> str:
    text = raw.decode(errors="surrogateescape")
    return "".join(f"%{ord(ch) - 0xDC00:02X}" if "\udc80" <= ch <= "\udcff" else ch for ch in text)
