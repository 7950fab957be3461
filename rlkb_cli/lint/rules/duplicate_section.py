"""Two sections of one hub with the same id, or the same title.

Why: a note that names the section lives in both, and a reader does not know which of them to open.

Neither case nor white space tells titles apart.  Sections of different hubs may be called the same.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 2}
    sections:
      - id: links
        title: Links
        description: To be written.
        count: 0
        notes: []
      - id: links
        title: More links
        description: To be written.
        count: 0
        notes: []
    -- README.md --
    What we know.

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 2}
    sections:
      - id: links
        title: Links
        description: To be written.
        count: 0
        notes: []
      - id: more-links
        title: More links
        description: To be written.
        count: 0
        notes: []
    -- README.md --
    What we know.
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every section of which an earlier one has the id, or else the title."""
    ids: set[str] = set()
    titles: set[str] = set()
    for number, section in enumerate(hub.sections):
        title = " ".join(section.title.split()).casefold()
        if section.id and section.id in ids:
            message = f"the hub has a section `{section.id}` already"
            yield Finding(hub.path, value("sections", number, "id"), message, key=(section.id,))
        elif title and title in titles:
            message = f"the hub has a section with the title `{section.title}` already"
            yield Finding(hub.path, value("sections", number, "title"), message, key=("title", section.title))
        ids.add(section.id)
        titles.add(title)


RULE = Rule("duplicate-section", "hub", "error", hub=check)
