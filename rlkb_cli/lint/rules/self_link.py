"""A note that links or relates to itself.

Why: the reader comes back to where he is; mostly another note was meant.

A link to a heading of the same note is fine, and so are pages that are not notes, such as a README in its own
index.  The fix leaves the text of a link, and nothing of a relation.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[why-do-links-rot|above]].

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See above.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.lint.mending import lead
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every relation and every link without an anchor that leads to the note it stands in."""
    for reference in kb.sieve.references:
        target = reference.target
        if target.path == reference.source and target.kind == "note" and _is_whole(reference):
            says = "links to" if reference.kind == "link" else f"says `{reference.form}` of"
            message = f"the note {says} itself"
            yield Finding(reference.source, reference.place, message, key=(reference.form,), fix="safe")


def _is_whole(reference: Reference) -> bool:
    """True if it means the note and no place in it; an empty `[text]()` means nothing yet."""
    return bool(reference.raw) and reference.anchor is None and reference.form != "reference"


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Leave the text of a link, and nothing of a relation."""
    lead(draft, findings, lambda reference: "")


RULE = Rule("self-link", "links", "warning", base=check, fix=fix)
