"""Two notes with the same body.

Why: one is a copy of the other. Whoever corrects one leaves the other wrong, and a reader who finds both cannot know
which holds.

Bodies are the same if they differ in nothing but white space, headings and comments.  Those with less than 100 letters
of text (embeds, link targets, headings and tags do not count) are templates or placeholders, as are those that more
than three notes share.  Notes that ask the same question are a flaw of their own.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move.
    ---

    # Why do links rot?

    Files are moved and renamed, while the links that lead to them stay as they were written. Nobody notices, because a
    link that leads nowhere looks like any other.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---

    # Who mends links?

    Files are moved and renamed, while the links that lead to them stay as they were written. Nobody notices, because a
    link that leads nowhere looks like any other.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move.
    ---

    # Why do links rot?

    Files are moved and renamed, while the links that lead to them stay as they were written. Nobody notices, because a
    link that leads nowhere looks like any other.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---

    # Who mends links?

    Whoever moves them.
"""

from collections.abc import Iterator
from zlib import crc32

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import FILE
from rlkb_cli.lint.copies import copies
from rlkb_cli.lint.model import Finding, Related, Rule

_LETTER, _FEWEST = "b", 100
# Patterns that begin with one plain letter are looked for ten times as fast as any other.
_HEADING = lazy_pattern(rb"#(?<![^\n]#)#{0,5}[ \t][^\n]*")
_COMMENT = lazy_pattern(rb"<!--(?s:.*?)-->")
_NO_TEXT = lazy_pattern(rb"\]\([^()\n]*\)|\{\{.*?\}\}|<[^<>\n]*>|!\[\[.*?\]\]|[a-z]+://\S+|(?<!\S)#\w\S*")
_LETTERS = lazy_pattern(rb"[A-Za-z\x80-\xff]+")
_BLANK = bytes(range(33))
_FREQUENT = bytes({*range(128)} - {*b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZjkqvxz"})


def mark(note: Note, data: bytes, config: Config) -> tuple[str, ...]:
    """The rare letters of the body: few to look at, and bodies that differ nearly always differ in them."""
    body = _text(data, note.body_start)
    return (f"{_LETTER}{crc32(body.translate(None, _FREQUENT)):x}",) if len(body) >= _FEWEST else ()


def _text(data: bytes, start: int) -> bytes:
    """The body without headings and comments."""
    body = _HEADING.sub(b"", data[start:])
    return _COMMENT.sub(b"", body) if ord("<") in body else body


def _same(kb: KnowledgeBase) -> Iterator[list[str]]:
    """The paths of notes with one body, white space aside."""
    for paths in kb.sieve.alike(_LETTER).values():
        groups: dict[bytes, list[str]] = {}
        for path in paths:
            data = kb.read(path)
            groups.setdefault(_text(data, body_start(data)).translate(None, _BLANK), []).append(path)
        yield from groups.values()


def _says_enough(body: bytes) -> bool:
    words = _LETTERS.findall(_NO_TEXT.sub(b" ", body[: 40 * _FEWEST]))
    return sum(map(len, words)) >= _FEWEST


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note whose body another one has before it, by path."""
    for path, first in copies(kb, _same(kb)):
        data = kb.read(first)
        if _says_enough(_text(data, body_start(data))):
            ids = kb.facts[first].id, kb.facts[path].id
            related = (Related(first, FILE, "the same body"),)
            message = f"the body is the same as that of `{ids[0]}`"
            yield Finding(path, FILE, message, "merge the two, or write what this one has to say", related, key=ids)


RULE = Rule("duplicate-body", "duplicates", "warning", mark=mark, base=check, pair=True)
