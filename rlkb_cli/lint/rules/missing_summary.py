"""A note without a summary.

Why: a hub shows each question with its summary; without one, a reader has to open the note to learn what it
is about.

Any text will do.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import FILE, value
from rlkb_cli.kb.values import is_empty
from rlkb_cli.lint.model import Finding, Rule


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Every readable note whose summary is absent or empty."""
    key = config.key("summary")
    if not note.readable:
        return
    if key not in note.fields:
        yield Finding(note.path, FILE, f"the note has no `{key}`")
    elif is_empty(note.fields[key]):
        yield Finding(note.path, value(key), f"`{key}` is empty")


def _has_none(note: Note, texts: Sequence[str], config: Config) -> bool:
    return not note.summary


RULE = Rule("missing-summary", "schema", "warning", note=check, note_if=_has_none)
