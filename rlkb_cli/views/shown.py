"""The Markdown of a note as CommonMark alone understands it: what it has of other dialects is spelled out."""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.markdown import locate
from rlkb_cli.kb.markdown.facts import PARSER, WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.text import question_key
from rlkb_cli.views.titles import title_of

_SPECIAL = frozenset("\\`*_[]<>&!~|$")
_Patch = tuple[int, int, bytes]


def shown(kb: KnowledgeBase, note: Note, body: bytes) -> bytes:
    """The body with links of the scheme `rlkb` for wikilinks, footnotes as plain text, and without a first heading that
    repeats the question.
    """
    text = body.decode(errors="replace")
    patches = [*_heading(note, text), *_wikilinks(kb, note, body)]
    patches += _footnotes(text) if text.encode() == body else []
    end = len(body)
    for start, stop, new in sorted(patches, reverse=True):
        if stop <= end:  # what stands inside of another is gone with it
            body, end = body[:start] + new + body[stop:], start
    return body


def _wikilinks(kb: KnowledgeBase, note: Note, body: bytes) -> Iterator[_Patch]:
    """What a wikilink shows: its own text, or the question of the note."""
    for span, ref in zip(locate(body).links, kb.links_of(note.path), strict=False):
        if ref.form in WIKI_FORMS:
            own = body[span.text_start : span.text_end].decode(errors="replace") if span.text_start >= 0 else ""
            name = own or title_of(kb, ref.target.path) or ref.raw or ref.anchor or ""
            yield span.start, span.end, f"[{_as_text(name)}](rlkb:)".encode(errors="replace")


def _footnotes(text: str) -> Iterator[_Patch]:
    """A backslash for each bracket, which would make a footnote a link and its text the address of that."""
    for event, span in PARSER.events_with_range(text) if "[^" in text else ():
        start = event.get("Start") if isinstance(event, dict) else None
        if "FootnoteReference" in event or (isinstance(start, dict) and "FootnoteDefinition" in start):
            yield span["start"], span["start"], b"\\"


def _heading(note: Note, text: str) -> Iterator[_Patch]:
    first, line, _ = text.lstrip("\n").partition("\n")
    if first.startswith("# ") and question_key(first[2:]) == question_key(note.question):
        blank = len(text) - len(text.lstrip("\n"))
        yield 0, blank + len((first + line).encode()), b""


def _as_text(name: str) -> str:
    """A name in Markdown that shows as it is."""
    return "".join(f"\\{ch}" if ch in _SPECIAL else ch for ch in " ".join(name.split()))
