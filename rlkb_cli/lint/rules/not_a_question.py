"""A question that is none: nothing in it asks.

Why: a hub answers questions; a title such as "Link rot" says what a note is about, but not what it answers.

A question mark anywhere will do, of whatever script, and so will the particles with which Chinese, Japanese and
Korean ask without one.  Thai, Lao, Khmer, Burmese and Tibetan have no question mark and are not judged, and a question
that is still to be written is `placeholder-text`.  Where the text opens as a question, the fix ends it with a question
mark; it is unsafe, for "what we know" asks nothing.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot.
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.placeholders import is_placeholder

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_MARK = lazy_pattern("[?？؟՞፧;⁇⁈⁉‽⸮︖﹖꘏꛷]")
_WITHOUT_MARK = lazy_pattern(
    "(?:か|かな|かね|の|吗|嗎|呢|么|嘛|까|나요|가요|니|냐)[。．.]?\\Z|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)
_ASKS = lazy_pattern(
    r"(?:why|what|how|when|where|who|whom|whose|which|is|are|was|were|am|do|does|did|can|could|should|shall|will|would"
    r"|may|might|must|has|have|had|warum|wie|wer|wann|wo|welche[rsmn]?|wozu|pourquoi|comment|quand|qui|quel(?:le)?s?"
    r"|por qué|qué|cómo|cuándo|quién|dónde|perché|come|quando|chi|waarom|hoe|varför|hur)\s",
    re.IGNORECASE,
)
_ENDING = lazy_pattern(r"[\s.,;:!…]+\Z")


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A question without a question mark."""
    question = note.question
    if not question or _MARK.search(question) or _WITHOUT_MARK.search(question.strip()):
        return
    if is_placeholder(question):
        return
    at = value(config.key("question"))
    if _ASKS.match(question):
        yield Finding(note.path, at, "the question ends without a question mark", fix="unsafe")
    else:
        yield Finding(note.path, at, "this does not ask anything")


def _has_no_mark(note: Note, texts: Sequence[str], config: Config) -> bool:
    return "?" not in note.question


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """End it with a question mark, wherever it is repeated."""
    from rlkb_cli.edit.plans.retitle import respell

    for finding in findings:
        note = draft.kb.note(finding.path)
        respell(draft, note, _ENDING.sub("", note.question) + "?")


RULE = Rule("not-a-question", "question", "warning", note=check, note_if=_has_no_mark, fix=fix)
