"""A section without notes that does not say why.

Why: a reader cannot tell a section that is planned from one whose notes were lost.

A section with a `description` is fine: it says what belongs there.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 1}
    sections:
      - id: links
        title: Links
        count: 0
        notes: []

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 1}
    sections:
      - id: links
        title: Links
        description: Why links rot; nobody has asked yet.
        count: 0
        notes: []
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import value
from rlkb_cli.lint.figures import raw_sections
from rlkb_cli.lint.model import Finding, Rule

_HELP = "list its notes, or say in its `description` why there are none"


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every section with an empty list and no description."""
    for number, raw in enumerate(raw_sections(hub)):
        section = hub.sections[number]
        if not section.notes and not section.description and "notes" in raw:
            message = f"the section `{section.id}` lists no notes"
            yield Finding(hub.path, value("sections", number, "notes"), message, _HELP, key=(section.id,))


RULE = Rule("empty-section", "hub", "warning", hub=check)
