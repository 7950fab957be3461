"""A link to a file outside of the knowledge base.

Why: whoever has the base alone, such as the site made from it, has not got the file.

Links with a scheme or host (`https:`, `mailto:`) are other people's business.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the plan](../../plan.md).

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the plan](../docs/plan.md) and [more](https://example.org/plan.md).
    -- docs/plan.md --
    # The plan
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.model import Finding, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link whose path leaves the root."""
    for reference in kb.sieve.references:
        if reference.target.kind == "outside" and reference.form != "reference":
            message = f"`{reference.raw}` leads out of the knowledge base"
            yield Finding(reference.source, reference.place, message, key=(reference.form, reference.raw))


RULE = Rule("link-outside-root", "links", "error", base=check)
