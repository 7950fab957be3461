"""Anchors, aliases or tags in front matter, or in a hub.

Why: many tools that read notes know nothing of `&name`, `*name` and `!tag`, and take them for text or for an error;
and rlkb does not edit what an anchor or tag stands at.

Every anchor and tag is found, and every alias that stands for a value.  The same signs within a text, or in quotes,
are fine.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: &why Files move, and links do not.
    teaser: *why
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: "*Files* move & links do not!"
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """Every value with an anchor or tag, and every alias."""
    return problems(document, "anchors-or-tags")


RULE = Rule("anchors-or-tags", "front-matter", "warning", problem=check)
