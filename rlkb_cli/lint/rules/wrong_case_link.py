"""A link that spells a name in other letters, upper or lower, than the file has.

Why: it works on the author's computer and leads nowhere on a server.

Wikilinks go by the name in any case, as elsewhere, and are fine.  The fix spells the name as it is.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](How-do-links-break.md).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    See [[Why-do-links-rot]].

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](how-do-links-break.md).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    See [[Why-do-links-rot]].
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.mending import call_by_name
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import in_other_case, is_missing, relative_to

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link and relation whose target is there under a name that differs in nothing but case."""
    for reference in kb.sieve.references:
        path = in_other_case(kb, reference) if reference.kind != "entry" and is_missing(reference) else None
        if path is not None:
            name = relative_to(reference.source, path) if reference.kind == "link" else kb.facts[path].id
            message = f"`{reference.raw}` is spelled `{name}`"
            key = (reference.form, reference.raw)
            yield Finding(reference.source, reference.place, message, key=key, fix="safe")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Spell the names as they are."""
    call_by_name(draft, findings, lambda reference: in_other_case(draft.kb, reference))


RULE = Rule("wrong-case-link", "links", "error", base=check, fix=fix)
