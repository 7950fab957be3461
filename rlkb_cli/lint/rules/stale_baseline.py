"""A finding in the baseline that is no longer found.

Why: the flaw was mended; the line in the baseline would hide it if it came back.

Findings of rules that do not run are left alone.  `--fix` and `--prune-baseline` drop it from the file; that is not
a change of the base, and `rlkb undo` does not know of it.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- baseline.json --
    {"version": 1, "findings": [
    ["missing-summary", "why-do-links-rot"]
    ]}

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- baseline.json --
    {"version": 1, "findings": []}
"""

from collections.abc import Iterator

from rlkb_cli.kb.place import line
from rlkb_cli.lint.model import Finding, Known, Rule


def check(known: Known) -> Iterator[Finding]:
    """A fingerprint of the baseline to which no finding belongs."""
    message = f"`{known.mark[0]}` is no longer found where the baseline knows it"
    yield Finding(known.path, line(known.line), message, key=known.mark, fix="safe")


RULE = Rule("stale-baseline", "suppressions", "warning", known=check)
