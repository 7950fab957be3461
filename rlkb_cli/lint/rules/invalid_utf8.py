"""A file that is not UTF-8 text, or that holds a NUL byte.

Why: tools disagree on what such bytes mean, so that a question reads differently in every one of them.

Every script and every emoji is fine, and so is a byte order mark at the start.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    Here stands a NUL: \x00.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Warum veralten Verknüpfungen?
    section: links
    summary: Dateien ziehen um. 🚚
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """The first byte of each document that cannot be decoded, and its first NUL."""
    for finding in problems(document, "invalid-utf8"):
        yield finding._replace(help="save the file as UTF-8")


RULE = Rule("invalid-utf8", "file", "error", problem=check)
