"""A hub that declares another number of sections than it has.

Why: the declared total is a checksum; where it is wrong, a whole section was lost, or added past the hub.

A section without notes is a section.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 2}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import value
from rlkb_cli.kb.values import whole
from rlkb_cli.lint.figures import counted
from rlkb_cli.lint.mending import recount_places
from rlkb_cli.lint.model import Finding, Rule


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every hub whose `totals.sections` is not the number of its sections."""
    declared, there = whole(hub.total_sections), len(hub.sections)
    if declared is not None and declared != there:
        message = f"{counted(declared, 'section')} declared, {there} there"
        yield Finding(hub.path, value("totals", "sections"), message, fix="unsafe")


RULE = Rule("total-sections", "hub", "error", hub=check, fix=recount_places)
