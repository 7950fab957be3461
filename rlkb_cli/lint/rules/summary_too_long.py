"""A summary that is no summary any more.

Why: a hub shows it below the question; what takes a screen of its own belongs into the note.

Long is more than `max-words` words, 80 if the settings do not say otherwise.  Words are what white space parts, so
texts in scripts without spaces are never too long.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {summary-too-long: {max-words: 8}}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, links do not, and nobody tells the one of the other.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {summary-too-long: {max-words: 8}}
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
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A summary of more than `max-words` words."""
    most = RULE.option(config, "max-words")
    words = len(note.summary.split())
    if words > most:
        message = f"the summary has {words} words; with more than {most} it is none any more"
        yield Finding(note.path, value(config.key("summary")), message)


def _may_be_long(note: Note, texts: Sequence[str], config: Config) -> bool:
    most: int = RULE.option(config, "max-words")
    return len(note.summary) > 2 * most  # so many words and what parts them


RULE = Rule("summary-too-long", "question", "warning", note=check, note_if=_may_be_long, options={"max-words": 80})
