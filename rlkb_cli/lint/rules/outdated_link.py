"""A wikilink, a relation or an entry of a hub that goes by a former id.

Why: it still leads to the note, but only as long as `former-ids` keeps the old name, and not in other tools.

An alias is a name that the curator chose, and never outdated.  A Markdown path to a former id leads nowhere:
it is `dangling-link`.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[link-breakage]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-ids: [link-breakage]
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[how-do-links-break]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-ids: [link-breakage]
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.mending import call_by_name
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Everything that resolves through a former id."""
    for reference in kb.sieve.references:
        target = reference.target
        if target.via == "former" and target.document:
            now = id_of(kb, target.path)
            message = f"`{reference.raw}` is now called `{now}`"
            yield Finding(reference.source, reference.place, message, key=(reference.form, reference.raw), fix="safe")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Go by what the notes are called now."""
    call_by_name(draft, findings, lambda reference: reference.target.path)


RULE = Rule("outdated-link", "links", "warning", base=check, fix=fix)
