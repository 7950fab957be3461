"""A comment that is meant to silence a rule, and names none, or one that there is not.

Why: it does nothing, and whoever reads it believes that it does.

A comment silences the rules that it names, and never all of them.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](gone.md). <!-- rlkb: ignore[danglink-link] -- it comes back in spring -->

Good:

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
from rlkb_cli.kb.suggest import closest
from rlkb_cli.lint.comments import rewrite
from rlkb_cli.lint.model import Finding, Rule, Usage


def check(usage: Usage) -> Iterator[Finding]:
    """Every comment that names no rule, and every name in one that is none."""
    comment = usage.comment
    place = span(comment.start, comment.end)
    if not comment.rules:
        yield Finding(usage.path, place, "the comment names no rule, and does nothing", "write `rlkb: ignore[RULE]`")
    for name in dict.fromkeys(comment.rules):
        if name not in usage.known:
            best = closest(name, usage.known)
            help_ = f"did you mean `{best[0]}`?" if best else None
            key = (name, best[0]) if best else (name,)
            message = f"there is no rule `{name}`"
            yield Finding(usage.path, place, message, help_, key=key, fix="safe" if best else None)


RULE = Rule("unknown-rule", "suppressions", "warning", suppression=check, fix=rewrite)
