"""A question that is hard to take in at a glance.

Why: a hub lists questions one below the other, and a reader has to see which of them is his.

Long is more than `max-words` words, 30 if the settings do not say otherwise.  Words are what white space parts, so
texts in scripts without spaces are never too long.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: >-
      Given that files are renamed, moved and deleted all the time by many people who each know only a part of the
      base, and that nothing tells the links to them, why do links rot, and why faster in some places than in others?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot, and why faster in some places than in others?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A question of more than `max-words` words."""
    most = RULE.option(config, "max-words")
    words = len(note.question.split())
    if words > most:
        message = f"the question has {words} words; more than {most} are hard to take in"
        yield Finding(note.path, value(config.key("question")), message)


def _may_be_long(note: Note, texts: Sequence[str], config: Config) -> bool:
    most: int = RULE.option(config, "max-words")
    return len(note.question) > 2 * most  # so many words and what parts them


RULE = Rule("question-too-long", "question", "info", note=check, note_if=_may_be_long, options={"max-words": 30})
