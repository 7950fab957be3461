"""Text that stands for one that is still to be written: TODO, TBD, lorem ipsum, ???.

Why: a reader takes the note for an answer, and finds a gap.

In a body, TODO and TBD count where they open a line (a list item, a quote) and stand alone, or before `:` or
`(`; so do `???` alone on a line, and "lorem ipsum" anywhere.  As a question or a summary, so do "untitled", "coming
soon" and their like.  A heading "TODO", a task with a box, prose such as "a TODO list", and code are fine.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: TBD
    ---
    TODO: say why files move.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    Somebody's TODO list says: move the files.
"""

import re
from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import span, value
from rlkb_cli.lint.bodies import is_within, not_prose
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.placeholders import is_placeholder

_SIGN = lazy_pattern(rb"T(?:ODO|BD)")
_QUERIES, _FILLING, _FILLER = b"???", b"orem ipsum", lazy_pattern(rb"\b[Ll]orem ipsum\b")
_LINE = lazy_pattern(
    rb"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?"
    rb"(?:[*_]*+(TODO|TBD)(?:[*_]*+[ \t]*+[.!\xe2\x80\xa6]*+[ \t]*+(?:\r?$|<!--)|[*_]*+[:(])"
    rb"|(\?{3,}+)[ \t]*+(?:\r?$|<!--))",
    re.MULTILINE,
)


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """A question or summary that is none yet."""
    for name, text in (("question", note.question), ("summary", note.summary)):
        if text and is_placeholder(text):
            key = config.key(name)
            yield Finding(note.path, value(key), f"the {name} is still to be written", key=(name,))


def _may_stand_for_one(note: Note, texts: Sequence[str], config: Config) -> bool:
    return is_placeholder(note.question) or is_placeholder(note.summary)


def check_data(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """Every gap in the body of a note."""
    found = sorted({*_gaps(data)})
    if not found or not matcher(config.files)(path):
        return
    body, hidden = body_start(data), not_prose(data)
    for start, end in found:
        if start >= body and not is_within(start, hidden):
            text = data[start:end].decode()
            yield Finding(path, span(start, end), f"`{text}` stands for text that is still to be written", key=(text,))


def _may_hold_one(data: bytes, signs: bytes) -> bool:
    found = signs.find(b"TODO"), signs.find(b"TBD"), signs.find(_QUERIES), data.find(_FILLING)
    return max(found) >= 0


def _gaps(data: bytes) -> Iterator[tuple[int, int]]:
    """Where a line that holds a sign is opened by it, and every "lorem ipsum"."""
    signs = [match.start() for match in _SIGN.finditer(data)]
    if _QUERIES in data:
        signs += [match.start() for match in re.finditer(rb"\?{3,}", data)]
    for sign in signs:
        line = _LINE.match(data, data.rfind(b"\n", 0, sign) + 1)
        if line:
            yield line.span(line.lastindex or 0)
    if _FILLING in data:
        yield from (match.span() for match in _FILLER.finditer(data))


RULE = Rule(
    "placeholder-text",
    "question",
    "warning",
    note=check_note,
    note_if=_may_stand_for_one,
    data=check_data,
    data_if=_may_hold_one,
)
