"""A question about "it" or "this", without a word on what that is.

Why: in a list of questions, and in a search, nothing says what the word stands for.

Only English questions are judged.  An "it" that stands for nothing ("Is it possible to …", "What does it take to …",
"Does it matter whether …") is fine, and so is a pronoun that comes after what it stands for.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [vague-question]}
    -- notes/why-do-links-rot.md --
    ---
    question: Why does this happen?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [vague-question]}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot, and can it be prevented?
    section: links
    summary: Files move, and links do not.
    ---
"""

import re
from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule

_ASKING = r"(?:why|how|when|where|what|who|which)"
_VERB = r"(?:is|are|was|were|do|does|did|can|could|should|shall|will|would|may|might|must|has|have|had)(?:n't|n’t)?"
_VAGUE = lazy_pattern(
    rf"(?:{_ASKING}\s+)?(?:{_VERB}\s+)?(?P<word>it|this|that|these|those|they)\b(?!\s+(?:\w+\s+){{0,3}}?(?:to|that|if|whether|when|for|whose)\b)",
    re.IGNORECASE,
)


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A question that opens with a pronoun."""
    found = _VAGUE.match(note.question)
    if found:
        message = f"nothing here says what `{found['word']}` stands for"
        yield Finding(note.path, value(config.key("question")), message)


def _opens_with_one(note: Note, texts: Sequence[str], config: Config) -> bool:
    return _VAGUE.match(note.question) is not None


RULE = Rule("vague-question", "question", "info", note=check, note_if=_opens_with_one, status="opt-in")
