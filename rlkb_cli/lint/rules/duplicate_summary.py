"""Two notes with the same summary.

Why: one of them was copied and never written, and in the hub both say the same.

Summaries are the same if they differ in nothing but case, white space, kinds of quotes and dashes, and punctuation at
the end.  Those of less than 30 letters, and those that more than three notes share, are placeholders and left alone.
So are notes that ask the same question, which is a flaw of its own.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and the links that lead to them do not.
    ---
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Files move, and the links that lead to them do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and the links that lead to them do not.
    ---
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves a file, if a tool helps to find what leads there.
    ---
"""

from collections.abc import Iterator
from hashlib import blake2b

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.facts import letters_of
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.lint.copies import copies
from rlkb_cli.lint.model import Finding, Related, Rule

_LETTER, _FEWEST = "s", 30


def mark(note: Note, data: bytes, config: Config) -> tuple[str, ...]:
    """The letters of the summary; whether it says enough is asked where two are the same."""
    if len(note.summary) < _FEWEST:
        return ()
    letters = letters_of(note.summary).encode(errors="surrogatepass")
    return (_LETTER + blake2b(letters, digest_size=10).hexdigest(),)


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note whose summary another one has before it, by path."""
    summary = value(kb.config.key("summary"))
    for path, first in copies(kb, kb.sieve.alike(_LETTER).values()):
        if len(letters_of(kb.note(first).summary)) < _FEWEST:
            continue
        ids = kb.facts[first].id, kb.facts[path].id
        related = (Related(first, summary, "the same summary"),)
        message = f"the summary is the same as that of `{ids[0]}`"
        yield Finding(path, summary, message, "say what this note has found", related, key=ids)


RULE = Rule("duplicate-summary", "duplicates", "warning", mark=mark, base=check, pair=True)
