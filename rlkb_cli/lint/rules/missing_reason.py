"""A comment that silences a rule and does not say why.

Why: nobody can tell whether it still holds.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [missing-reason]}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](gone.md). <!-- rlkb: ignore[dangling-link] -->

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [missing-reason]}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](gone.md). <!-- rlkb: ignore[dangling-link] -- it comes back in spring -->
"""

from collections.abc import Iterator

from rlkb_cli.kb.place import span
from rlkb_cli.lint.model import Finding, Rule, Usage


def check(usage: Usage) -> Iterator[Finding]:
    """Every comment that names a rule and has no reason."""
    comment = usage.comment
    if comment.rules and not comment.reason:
        place = span(comment.start, comment.end)
        yield Finding(usage.path, place, "the comment does not say why", "add ` -- REASON`", key=comment.rules)


RULE = Rule("missing-reason", "suppressions", "info", suppression=check, status="opt-in")
