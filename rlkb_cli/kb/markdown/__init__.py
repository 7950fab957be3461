"""Facts of a Markdown body: what it links to, and what in it can be linked to.

Code, comments, raw HTML and math hold no links.  Where Obsidian and CommonMark differ, `[[1]](url)`, and
`[[1]]` with a definition of `[1]`, are links as CommonMark has them.  Every other `[[name]]` on one line is a
wikilink, but for `[[^1]]` (a footnote in brackets) and `[[a|b]]` with a bare pipe in a table, which ends the
cell.
"""

from rlkb_cli.kb.markdown import quick
from rlkb_cli.kb.markdown.facts import Body, Heading, Link, LinkSpan, Spans
from rlkb_cli.kb.markdown.slugs import slug

__all__ = [
    "Body",
    "Heading",
    "Link",
    "LinkSpan",
    "Spans",
    "comments",
    "labels",
    "locate",
    "outline",
    "scan",
    "slug",
    "structure",
    "unseen",
]


def scan(body: bytes) -> Body:
    """Links, headings, block ids and HTML ids of a body (a note without its front matter)."""
    text = _text(body)
    found = quick.read(text)
    if found is not None:
        return found
    from rlkb_cli.kb.markdown import exact

    return exact.read(text).body


def outline(body: bytes) -> Body:
    """What `scan` finds, but links perhaps in another order and without their texts; cheaper."""
    return quick.outline(_text(body)) or scan(body)


def locate(body: bytes) -> Spans:
    """Where the links and headings of `scan(body)` stand, index for index, in byte offsets of `body`."""
    from rlkb_cli.kb.markdown import exact

    return exact.read(_text(body)).spans


def labels(body: bytes) -> set[str]:
    """The labels that the body defines (`[label]: destination`), white space as one space, in lower case."""
    from rlkb_cli.kb.markdown.facts import PARSER, label_key

    return {label_key(label) for label in PARSER.reference_definitions(_text(body))}


def unseen(body: bytes) -> list[tuple[str, tuple[int, int]]]:
    """What is no prose: its kind (`CodeBlock`, `Code`, `HtmlBlock`, `InlineHtml`, …) and byte offsets in `body`."""
    from rlkb_cli.kb.markdown import parts

    return parts.not_prose(_text(body))


def comments(body: bytes) -> list[tuple[int, int]]:
    """Where Obsidian's comments (`%% … %%`) stand in the body, in byte offsets."""
    from rlkb_cli.kb.markdown import parts

    return parts.comments(_text(body)) if b"%%" in body else []


def structure(body: bytes) -> list[str]:
    """The blocks, markup and code of a body, one text each: the same in bodies that differ in words and HTML alone."""
    from rlkb_cli.kb.markdown import parts

    return parts.structure(_text(body))


def _text(body: bytes) -> str:
    """The body as text of which UTF-8 has the same offsets: a `?` for each byte that is no UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        marked = body.decode(errors="surrogateescape")
        return "".join("?" if "\udc80" <= ch <= "\udcff" else ch for ch in marked)
