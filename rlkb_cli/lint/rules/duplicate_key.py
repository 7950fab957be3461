"""A key that stands twice in one mapping.

Why: some tools take the first value and others the last, so that an edit of one of them seems to be lost.

The same key in two different mappings, such as `id` in two sections, is fine.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    summary: Nobody looks after them.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """The second and every later one of equal keys, in notes and hubs."""
    for finding in problems(document, "duplicate-key"):
        yield finding._replace(help="keep one of them; rlkb reads the first")


RULE = Rule("duplicate-key", "front-matter", "error", problem=check)
