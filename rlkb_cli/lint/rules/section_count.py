"""A section that declares another number of notes than it lists.

Why: the declared figure is a checksum; where it is wrong, a note was lost, or a merge went wrong.

Every entry counts as one: a sub-map as well, and an entry whose note is missing.  A section without `count`
is `undeclared-count`, a count that is no number is `wrong-type`.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 2
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
from rlkb_cli.lint.mending import recount_places
from rlkb_cli.lint.model import Finding, Rule


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every section whose `count` is not the length of its list."""
    for number, section in enumerate(hub.sections):
        declared, listed = whole(section.declared), len(section.notes)
        if declared is not None and declared != listed:
            message = f"the section `{section.id}` declares {declared}, lists {listed}"
            yield Finding(hub.path, value("sections", number, "count"), message, key=(section.id,), fix="unsafe")


RULE = Rule("section-count", "hub", "error", hub=check, fix=recount_places)
