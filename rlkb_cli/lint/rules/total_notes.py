"""A hub that declares another number of notes than its sections list.

Why: the declared total is a checksum; where it is wrong, notes were lost, or were added past the hub.

Every entry of this hub counts as one: a sub-map is not unfolded, and an entry whose note is missing counts.
The message tells what the sections declare as well where that is a third figure.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 3, sections: 1}
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
    """Every hub whose `totals.notes` is not the number of its entries."""
    declared = whole(hub.total_notes)
    if declared is not None and declared != hub.entries:
        yield Finding(hub.path, value("totals", "notes"), _message(hub, declared), fix="unsafe")


def _message(hub: Hub, declared: int) -> str:
    counts = [whole(section.declared) for section in hub.sections]
    known = [count for count in counts if count is not None]
    told = sum(known)
    middle = f" declare {told} and" if len(known) == len(counts) and told != hub.entries else ""
    return f"{counted(declared, 'note')} declared, its sections{middle} list {hub.entries}"


RULE = Rule("total-notes", "hub", "error", hub=check, fix=recount_places)
