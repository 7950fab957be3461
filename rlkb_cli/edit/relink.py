"""Rewriting of links in a Markdown body: destinations and shown texts, each in the form it is written in."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from rlkb_cli.edit.patch import Patch, Splice, apply
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import Body, Link, LinkSpan, locate, scan
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.patterns import lazy_pattern

Span = tuple[int, int]

_PERCENT = lazy_pattern(rb"%[0-9A-Fa-f]{2}")
_PERCENT_NON_ASCII = lazy_pattern(rb"%[89A-Fa-f][0-9A-Fa-f]")
# What would end a destination, begin something else inside it, or be taken for an escape.
_UNSAFE = lazy_pattern(r"[\x00-\x1f\x7f<>\\`|$]|&(?=#?\w+;)|%(?=[0-9A-Fa-f]{2})")
_PARENTHESES = lazy_pattern(r"[()]")
_NON_ASCII = lazy_pattern(r"[^\x00-\x7f]")
_BRACKETS = lazy_pattern(r"[\\\[\]|]")
_MARKUP = lazy_pattern(r"[\\\[\]|*_`<>&$~!^]")


class Retarget(NamedTuple):
    """What is to change in a link; None leaves a part as it is.

    `target` and `anchor` as in `Link`, not encoded; an anchor of "" is dropped.  `text` is plain text; ""
    drops the alias of a wikilink.
    """

    target: str | None = None
    anchor: str | None = None
    text: str | None = None


def rewrite(body: bytes, decide: Callable[[int, Link], Retarget | None]) -> Patch:
    """The patch to `body` that changes the links for which `decide(index, link)` returns something.

    Uses of a reference share the destination in its definition: it changes once, and for all of them.  A text
    that is also a reference's label stays; definitions and autolinks have none to change.
    The text of a heading changes if a link in it shows something new.
    Raises Refused where the body would then not hold exactly the links intended, and where two uses of one
    reference are sent to different places.
    """
    before = scan(body)
    wanted = [decide(index, link) for index, link in enumerate(before.links)]
    if not any(wanted):
        return ()
    spans = locate(body).links
    destinations = _destinations(before.links, spans, wanted)
    texts = {
        index: _text_of(each.text)
        for index, each in enumerate(wanted)
        if each and _changes_text(body, before.links[index], spans[index], each.text)
    }
    patch = _patch(body, before.links, spans, destinations, texts)
    intended = [
        Link(link.form, *destinations.get(_place(span), link[1:3]), texts.get(index, link.text))
        for index, (link, span) in enumerate(zip(before.links, spans, strict=True))
    ]
    _check(before, intended, scan(apply(body, patch)))
    return patch


def _destinations(
    links: tuple[Link, ...], spans: tuple[LinkSpan, ...], wanted: list[Retarget | None]
) -> dict[Span, tuple[str, str | None]]:
    """New target and anchor for each destination that changes, by the place of the destination."""
    changes: dict[Span, tuple[str, str | None]] = {}
    for link, span, change in zip(links, spans, wanted, strict=True):
        target, anchor = _changed(link, change)
        if (target, anchor) == (link.target, link.anchor):
            continue
        if span.dest_start < 0:
            raise Refused(f"the destination of the link to {link.target!r} cannot be located")
        if changes.setdefault(_place(span), (target, anchor)) != (target, anchor):
            raise Refused(f"the uses of one reference to {link.target!r} cannot lead to two places")
    return changes


def _changed(link: Link, change: Retarget | None) -> tuple[str, str | None]:
    target = link.target if change is None or change.target is None else change.target
    anchor = link.anchor if change is None or change.anchor is None else change.anchor or None
    return target, anchor


def _place(span: LinkSpan) -> Span:
    return span.dest_start, span.dest_end


def _text_of(text: str | None) -> str:
    return " ".join((text or "").split())


def _changes_text(body: bytes, link: Link, span: LinkSpan, text: str | None) -> bool:
    """Whether there is another text to show, and a place for it; the label of a reference is none."""
    if text is None or _text_of(text) == link.text:
        return False
    if link.form == "reference":
        return body[span.text_end : span.end] not in (b"]", b"][]")
    return link.form in WIKI_FORMS or span.text_start >= 0


def _patch(
    body: bytes,
    links: tuple[Link, ...],
    spans: tuple[LinkSpan, ...],
    destinations: dict[Span, tuple[str, str | None]],
    texts: dict[int, str],
) -> Patch:
    splices = {
        Splice(*_place(span), _destination(body, link, span, *destinations[_place(span)]))
        for link, span in zip(links, spans, strict=True)
        if _place(span) in destinations
    }
    splices |= {_text_splice(body, links[index], spans[index], text) for index, text in texts.items()}
    return _without_overlaps(tuple(sorted(splices)))


def _without_overlaps(patch: Patch) -> Patch:
    for first, second in pairwise(patch):
        if second.start < first.end:
            raise Refused("a link stands inside the text of another, and both would change")
    return patch


def _destination(body: bytes, link: Link, span: LinkSpan, target: str, anchor: str | None) -> bytes:
    """The destination, in the encoding of the old one; a part that does not change keeps its bytes."""
    old = body[span.dest_start : span.dest_end]
    old_path, mark, old_anchor = old.partition(b"#")
    is_plain = b"&#" not in old and b"\\#" not in old
    path = old_path if is_plain and target == link.target else _encode(target, body, span, link.form)
    if anchor is None:
        return path
    if is_plain and mark and anchor == link.anchor:
        return path + b"#" + old_anchor
    return path + b"#" + _encode(anchor, body, span, link.form, is_anchor=True)


def _encode(text: str, body: bytes, span: LinkSpan, form: str, *, is_anchor: bool = False) -> bytes:
    if form in WIKI_FORMS:
        return _utf8(text)
    old = body[span.dest_start : span.dest_end]
    is_angled = form != "autolink" and body[span.dest_start - 1 : span.dest_start] == b"<"
    encoded = _UNSAFE.sub(_percent, _utf8(text).decode())
    if not is_anchor:
        encoded = encoded.replace("#", "%23")
    if not is_angled or _PERCENT.search(old):
        encoded = re.sub(r"\s", _percent, encoded)
    if _PERCENT_NON_ASCII.search(old):
        encoded = _NON_ASCII.sub(_percent, encoded)
    if not is_angled and (b"%28" in old or not _is_balanced(encoded)):
        encoded = _PARENTHESES.sub(_percent, encoded)
    return _utf8(encoded)


def _utf8(text: str) -> bytes:
    """The text as bytes; Refused where it comes from a file name that is no text."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Refused(f"{text!r} cannot be written into a note: it is not UTF-8") from None


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in _PARENTHESES.findall(text):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return depth == 0


def _text_splice(body: bytes, link: Link, span: LinkSpan, text: str) -> Splice:
    """The splice for a text that differs from the link's."""
    if link.form not in WIKI_FORMS:
        return Splice(span.text_start, span.text_end, _utf8(_escape_text(text)))
    pipe = _pipe(body, span)
    if not text:
        return Splice(span.dest_end, span.end - 2, b"")
    if span.text_start < 0:
        return Splice(span.dest_end, span.end - 2, _utf8(pipe + _escape_alias(text, pipe)))
    return Splice(span.text_start, span.text_end, _utf8(_escape_alias(text, pipe)))


def _pipe(body: bytes, span: LinkSpan) -> str:
    """How a pipe is written in this wikilink: escaped in a table, where it would otherwise end the cell.

    On a line with other pipes it is escaped as well; outside tables that means the same.
    """
    inside = body[span.start : span.end]
    if b"|" in inside:
        return "\\|" if b"\\|" in inside else "|"
    line_start = body.rfind(b"\n", 0, span.start) + 1
    line_end = body.find(b"\n", span.end)
    return "\\|" if b"|" in body[line_start : line_end if line_end >= 0 else len(body)] else "|"


def _escape_alias(text: str, pipe: str) -> str:
    plain = text.replace("|", pipe)
    return plain if _shown(f"[[x|{plain}]]") == text else _MARKUP.sub(r"\\\g<0>", text)


def _escape_text(text: str) -> str:
    """The text as Markdown; with no more backslashes than it takes."""
    bracketed = _BRACKETS.sub(r"\\\g<0>", text)
    return bracketed if _shown(f"[{bracketed}](x)") == text else _MARKUP.sub(r"\\\g<0>", text)


def _shown(markdown: str) -> str | None:
    """The text of the one link that `markdown` is."""
    links = scan(_utf8(markdown)).links
    return links[0].text if len(links) == 1 else None


def _check(before: Body, intended: list[Link], after: Body) -> None:
    for old, wanted, found in zip(before.links, intended, after.links, strict=False):
        if found != wanted:
            raise Refused(f"the link to {old.target!r} cannot be written as {_named(wanted)}")
    same = [heading.level for heading in before.headings] == [heading.level for heading in after.headings]
    if len(intended) != len(after.links) or not same or before[2:] != after[2:]:
        raise Refused("the new destinations or texts would change more of the note than its links")


def _named(link: Link) -> str:
    anchor = "" if link.anchor is None else f"#{link.anchor}"
    return repr(f"{link.target}{anchor}") + (f" with the text {link.text!r}" if link.text else "")
