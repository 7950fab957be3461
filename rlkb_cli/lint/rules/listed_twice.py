"""A note or hub that one hub lists twice.

Why: a reader meets the question twice, the totals count it twice, and a move takes only one of the two along.

Two hubs may list the same note.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 2, sections: 1}
    sections:
      - id: links
        title: Links
        count: 2
        notes: [why-do-links-rot, why-do-links-rot]
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

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.lint.model import Finding, Related, Rule
from rlkb_cli.lint.targets import id_of


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """The second and every later listing of one document in one hub."""
    first: dict[tuple[str, str], Reference] = {}
    for entry in kb.sieve.entries:
        if not entry.target.document:
            continue
        earlier = first.setdefault((entry.source, entry.target.path), entry)
        if earlier is not entry:
            related = (Related(earlier.source, earlier.place, "first listed here"),)
            message = f"this hub lists `{entry.raw}` already"
            yield Finding(
                entry.source, entry.place, message, related=related, key=(id_of(kb, entry.target.path),)
            )


RULE = Rule("listed-twice", "hub", "error", base=check)
