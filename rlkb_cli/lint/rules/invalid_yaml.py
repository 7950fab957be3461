"""Front matter that is not valid YAML, or not a mapping of keys to values.

Why: its fields cannot be read, and no tool may edit what it cannot read.

It is also found for front matter in TOML or JSON, and where YAML is nested deeper or is larger than any
honest note.  Texts that only look like numbers, dates or truth values are `implicit-type`, and no error.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Links: why do they rot?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: "Links: why do they rot?"
    section: links
    summary: "1.10"
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """Every note whose front matter does not compose."""
    return problems(document, "invalid-yaml")


RULE = Rule("invalid-yaml", "front-matter", "error", problem=check)
