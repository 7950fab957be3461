"""A note whose title in the body is not its question.

Why: the question was reworded in one of the two places, and a reader who follows a link does not find what it said.

The title is a heading of the first level that comes before all others, where it is the only one of its level.  Case,
punctuation and kinds of quotes do not make a difference.  A title that asks nothing ("Link rot", "Overview") is a
name and not a wording: it is fine, unless it is one of the note's former questions.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    # How come links rot?

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    # Why do links rot?
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import heading
from rlkb_cli.kb.text import question_key
from rlkb_cli.lint.model import Finding, Rule


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A first heading that asks something else, or what the note asked before."""
    headings = note.body.headings
    if not headings or headings[0].level != 1 or headings[0].text == note.question or not note.question:
        return
    title = question_key(headings[0].text)
    if title == question_key(note.question) or any(other.level == 1 for other in headings[1:]):
        return
    if "?" in headings[0].text or title in map(question_key, note.former_questions):
        yield Finding(note.path, heading(0), "the title is not the note's question", f"it asks: {note.question}")


def _differs(note: Note, texts: Sequence[str], config: Config) -> bool:
    headings = note.body.headings
    return bool(headings) and headings[0].text != note.question


RULE = Rule("heading-differs-from-question", "schema", "warning", note=check, note_if=_differs)
