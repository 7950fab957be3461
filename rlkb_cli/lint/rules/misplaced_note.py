"""A note whose `section` is not one of those that list it.

Why: note and hub tell different stories about where the question lives.

A note may be listed in several hubs; its `section` must name one of these listings.  A section that does not
exist is `unknown-section`, a note without any listing is `unlisted-note`.  Where there is only one listing, the fix
lets `section` name it.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 2}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
      - id: files
        title: Files
        description: What happens to files.
        count: 0
        notes: []
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: files
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 2}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
      - id: files
        title: Files
        description: What happens to files.
        count: 0
        notes: []
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.place import value
from rlkb_cli.lint.hubs import section_titles
from rlkb_cli.lint.mending import settle
from rlkb_cli.lint.model import Finding, Related, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every listed note whose section exists but does not list it."""
    if not kb.sieve.unplaced:
        return
    known = section_titles(kb)
    key = kb.config.key("section")
    for note in kb.sieve.unplaced:
        spots = kb.placements.get(note.path, ())
        if not spots or note.section not in known:
            continue
        listed = [kb.section_name(spot) for spot in spots]
        if note.section not in listed:
            message = f"`{note.section}` does not list the note, {_names(listed)}"
            related = tuple(_related(spot) for spot in spots)
            yield Finding(note.path, value(key), message, related=related, fix="safe" if len(spots) == 1 else None)


def _names(listed: list[str]) -> str:
    names = [f"`{name}`" for name in dict.fromkeys(listed)]
    return f"{' and '.join(names)} {'does' if len(names) == 1 else 'do'}"


def _related(spot: Placement) -> Related:
    return Related(spot.hub, spot.place, "listed here")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let the note name the one section that lists it."""
    spots = {finding.path: draft.kb.placements[finding.path][0] for finding in findings}
    settle(draft, {path: draft.kb.section_name(spot) for path, spot in spots.items()})


RULE = Rule("misplaced-note", "hub", "error", base=check, fix=fix)
