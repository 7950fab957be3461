"""A question that goes on with punctuation behind its question mark.

Why: it is mostly a slip, and it is copied along with the question into every list and link.

`?!` is fine, and so are quotes, brackets and emoji behind the mark, and a sign such as `?:` by itself.  A sentence
without a question mark is `not-a-question`, whatever it ends with.  The fix leaves the question mark; heading and
links to the note follow.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot??
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


from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_TRAILING = lazy_pattern(r"(?<=[^\W_][?？؟])\s*[?？؟.,;:…。、，；：]+\s*\Z")


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Punctuation behind the question mark that ends a question."""
    found = _TRAILING.search(note.question)
    if found and _ends_oddly(note, (), config):
        message = f"the question goes on with `{found[0].strip()}` behind its question mark"
        yield Finding(note.path, value(config.key("question")), message, fix="safe")


def _ends_oddly(note: Note, texts: Sequence[str], config: Config) -> bool:
    question = note.question
    return question.endswith(("??", " ?")) or not question.endswith("?")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Take it away, wherever the question is repeated."""
    from rlkb_cli.edit.plans.retitle import respell

    for finding in findings:
        note = draft.kb.note(finding.path)
        respell(draft, note, _TRAILING.sub("", note.question))


RULE = Rule("trailing-punctuation", "question", "warning", note=check, note_if=_ends_oddly, fix=fix)
