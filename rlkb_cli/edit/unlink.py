"""Making plain text of links in a Markdown body: what they show stays, what they lead to goes."""


from collections.abc import Iterator, Mapping

from rlkb_cli.edit.outline import removal
from rlkb_cli.edit.patch import Patch, Splice, apply
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import Link, LinkSpan, locate, scan
from rlkb_cli.kb.patterns import lazy_pattern

_MARKUP = lazy_pattern(r"[\\\[\]|*_`<>&$~]")


def unlink(body: bytes, words: Mapping[int, str]) -> Patch:
    """The patch that takes the links with these indexes away and leaves their shown texts.

    `words` says what stands in place of a link that shows no text of its own, such as a bare wikilink.
    Embeds, images and definitions go, with their line if nothing else stands on it.  Refused if more would
    change.
    """
    if not words:
        return ()
    before, spans = scan(body), locate(body).links
    splices: set[Splice] = set()
    for index, text in words.items():
        splices.update(_plain(body, before.links[index], spans[index], text))
    patch = tuple(sorted(splices))
    try:
        after = scan(apply(body, patch))
    except ValueError:
        raise Refused("links that stand inside one another cannot be made plain text") from None
    left = [link[:3] for index, link in enumerate(before.links) if index not in words]
    if [link[:3] for link in after.links] != left or len(after.headings) != len(before.headings):
        raise Refused("the links cannot be made plain text without changing more")
    return patch


def _plain(body: bytes, link: Link, span: LinkSpan, words: str) -> Iterator[Splice]:
    """The cuts around the shown text; two of them, so that a link inside that text can be cut as well."""
    if link.form in ("embed", "image", "definition"):
        yield removal(body, span.start, span.end)
    elif span.text_start < 0 or span.text_start == span.text_end:
        yield Splice(span.start, span.end, _as_markdown(words).encode())
    else:
        yield Splice(span.start, span.text_start, b"")
        yield Splice(span.text_end, span.end, b"")


def _as_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
