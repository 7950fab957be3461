"""A comment that silences a rule, where the rule finds nothing.

Why: the flaw was mended, or stands elsewhere by now; the comment would hide the next one.

Rules that do not run are left alone, and names that are none are `unknown-rule`.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    # rlkb: ignore[empty-value] -- nobody knows yet
    summary: Files move, and links do not.
    ---
    Nobody knows.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    Nobody knows.
"""

from collections.abc import Iterator

from rlkb_cli.kb.place import span
from rlkb_cli.lint.comments import rewrite
from rlkb_cli.lint.model import Finding, Rule, Usage


def check(usage: Usage) -> Iterator[Finding]:
    """The active rules in a comment of which it silences nothing."""
    comment = usage.comment
    idle = [name for name in dict.fromkeys(comment.rules) if name in usage.active and name not in usage.used]
    if idle:
        message = f"nothing is found here by {' and '.join(f'`{name}`' for name in idle)}"
        key = tuple(part for name in idle for part in (name, ""))
        yield Finding(usage.path, span(comment.start, comment.end), message, key=key, fix="safe")


RULE = Rule("unused-suppression", "suppressions", "warning", suppression=check, fix=rewrite)
