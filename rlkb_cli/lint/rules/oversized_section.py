"""A section with more entries than a reader takes in.

Why: a list of thirty questions is read from the top and left in the middle; two sections would be read.

Option: `max-notes`, the most entries of a section.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 2, sections: 1}
    sections:
      - id: links
        title: Links
        count: 2
        notes: [why-do-links-rot, who-mends-links]
    lint:
      extend-select: [oversized-section]
      oversized-section: {max-notes: 1}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
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
    lint:
      extend-select: [oversized-section]
      oversized-section: {max-notes: 1}
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
from rlkb_cli.lint.model import Finding, Rule


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every section that lists more than `max-notes` entries."""
    most = RULE.option(config, "max-notes")
    for number, section in enumerate(hub.sections):
        if len(section.notes) > most:
            message = f"the section `{section.id}` lists {len(section.notes)} entries, more than {most}"
            yield Finding(hub.path, value("sections", number, "id"), message, key=(section.id,))


RULE = Rule("oversized-section", "hub", "info", hub=check, status="opt-in", options={"max-notes": 25})
