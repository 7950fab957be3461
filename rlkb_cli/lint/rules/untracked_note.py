"""A note that git does not track, although a document that it tracks leads there.

Why: everything is fine here, and in CI or in the next clone the note is missing: the hub lists nothing, links dangle.

Only a repository of git knows this, so it is silent elsewhere, and where git cannot be asked; nor is it found of notes
that git is told to ignore, for they are no part of the base, or of new notes to which only new notes lead.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md (untracked) --
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
from rlkb_cli.kb.place import FILE
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.lint.model import Finding, Related, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every untracked note with the first of what leads to it."""
    tracked = kb.source.tracked()
    if tracked is None:
        return
    new = {path for path in kb.facts.of_kind("note") if nfc(path) not in tracked}
    sources = (path for path in kb.sieve.sources_of(*new) if nfc(path) in tracked) if new else ()
    leads: dict[str, Reference] = {}
    for reference in (reference for path in sources for reference in kb.references_of(path)):
        if reference.target.path in new:
            leads.setdefault(reference.target.path, reference)
    for path, reference in leads.items():
        related = Related(reference.source, reference.place, "this leads to it")
        message = "git does not track this note, so it is missing elsewhere"
        yield Finding(path, FILE, message, f"`git add {path}`", (related,))


RULE = Rule("untracked-note", "file", "warning", base=check)
