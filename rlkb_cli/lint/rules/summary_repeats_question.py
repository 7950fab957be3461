"""A summary that says no more than the question.

Why: a reader of the hub reads the same line twice, and learns nothing.

Case, punctuation and kinds of quotes do not make a difference.  A summary that begins with the question and goes on
to answer it is fine.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Why do links rot
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Why do links rot? Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.kb.text import question_key
from rlkb_cli.lint.model import Finding, Rule

_FAR = 24  # by as many characters may two spellings of one question differ in length


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A summary that is the question, in whatever spelling."""
    question, summary = note.question, note.summary
    if not question or not summary or abs(len(question) - len(summary)) > _FAR:
        return
    if question_key(question) == question_key(summary):
        yield Finding(note.path, value(config.key("summary")), "the summary only repeats the question")


def _may_be_one(note: Note, texts: Sequence[str], config: Config) -> bool:
    return -_FAR <= len(note.question) - len(note.summary) <= _FAR


RULE = Rule("summary-repeats-question", "question", "warning", note=check, note_if=_may_be_one)
