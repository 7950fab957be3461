"""A link whose text is a question that the note no longer asks.

Why: the reader is promised another question than he finds.

The former questions of a note are in its `former-questions`; a text in the curator's own words is fine, and so is an
alias.  The fix writes the question as it is asked now.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [How do links snap?](how-do-links-break.md).

    And [snapping](how-do-links-break.md).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-questions: ["How do links snap?"]
    ---
    By renames.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [How do links break?](how-do-links-break.md).

    And [snapping](how-do-links-break.md).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-questions: ["How do links snap?"]
    ---
    By renames.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.text import question_key
from rlkb_cli.lint.mending import references_at, retext
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


_MARK = "f"


def mark(note: Note, data: bytes, config: Config) -> tuple[str, ...]:
    """That a note once asked another question."""
    return (_MARK,) if note.former_questions else ()


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link to a note of which the text is a former question of the note, and not its present one."""
    for path in kb.sieve.marked(_MARK):
        note = kb.note(path)
        former = {question_key(question) for question in note.former_questions} - {question_key(note.question), ""}
        for reference in kb.inbound(path) if former else ():
            text = _text(kb, reference)
            if question_key(text) in former:
                message = f"`{text}` is asked as `{note.question}` now"
                key = (reference.form, note.id, text)
                # The text of a reference is its label as well, which others may use.
                found = Finding(reference.source, reference.place, message, key=key)
                yield found._replace(fix="safe") if reference.form != "reference" else found


def _text(kb: KnowledgeBase, reference: Reference) -> str:
    if reference.kind != "link":
        return ""
    document = kb.documents[reference.source]
    assert not isinstance(document, Hub)
    return document.body.links[int(reference.place.path[0])].text


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Write the question as it is asked now."""
    links = references_at(draft, findings).values()
    retext(draft, links, lambda reference: draft.kb.note(reference.target.path).question)


RULE = Rule("stale-link-text", "links", "warning", mark=mark, base=check, fix=fix)
