"""Front matter that is opened by `---` and never closed.

Why: nobody can tell where it ends and the body begins, so that neither is read.

A line `...` closes front matter as well as `---` does, and the body may be empty.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.

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
    """Every note with a fence that is missing its second half."""
    for finding in problems(document, "unclosed-front-matter"):
        yield finding._replace(help="write a line `---` behind the last key")


RULE = Rule("unclosed-front-matter", "front-matter", "error", problem=check)
