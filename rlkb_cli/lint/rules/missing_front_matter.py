"""A note without front matter.

Why: without it the note has neither question nor section, and no list can show it.

Only notes need front matter (what `files:` in hub.yaml matches), other Markdown files such as a README do
not.

Bad:

    -- notes/why-do-links-rot.md --
    # Why do links rot?

    Files move, and links do not.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- README.md --
    # This is no note
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """Every note that does not begin with a line `---`."""
    question, section = config.key("question"), config.key("section")
    for finding in problems(document, "missing-front-matter"):
        yield finding._replace(help=f"begin it with `{question}` and `{section}` between two lines `---`")


RULE = Rule("missing-front-matter", "front-matter", "error", problem=check)
