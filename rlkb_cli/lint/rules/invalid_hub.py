"""A further hub (`hubs/<id>.yaml`) that is not a hub: not YAML, or not of a hub's shape.

Why: what it lists cannot be counted or followed.

A root hub that cannot be read ends the run, since without it there is no base.  A hub may leave out
everything but the `id` of each section; what else it needs, other rules say.

Bad:

    -- hubs/links.yaml --
    title: Links
    totals: {notes: 0, sections: 1}
    sections:
      - id: rot
        title: Rot
        description: Nothing yet.
        count: 0
        notes: none

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: maps, title: Maps, count: 1, notes: [links]}]
    -- hubs/links.yaml --
    title: Links
    totals: {notes: 0, sections: 1}
    sections:
      - id: rot
        title: Rot
        description: Nothing yet.
        count: 0
        notes: []
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """Everything in which a further hub is not of a hub's shape."""
    return problems(document, "invalid-hub")


RULE = Rule("invalid-hub", "hub", "error", problem=check)
