"""A note that no hub lists.

Why: nobody who reads the hub will ever come by it.

One listing in any hub is enough.  A note that cannot be read, or that may be listed in a hub that cannot be
read, is left to that finding.  The fix appends the note to the section that it names, if there is one.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes:
          - why-do-links-rot
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 2, sections: 1}
    sections:
      - id: links
        title: Links
        count: 2
        notes:
          - why-do-links-rot
          - how-do-links-break
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import FILE, Place, value
from rlkb_cli.lint.hubs import broken_hubs, lives_in, section_titles
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft
    from rlkb_cli.kb.select import SectionRef


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every readable note that is no entry of any hub."""
    if not kb.sieve.unlisted:
        return
    unclear = {path for entry in kb.entries for path in entry.target.candidates}
    broken, sections = broken_hubs(kb), section_titles(kb)
    for note in kb.sieve.unlisted:
        if note.path in kb.placements or note.path in unclear:
            continue
        if note.readable and not lives_in(note, broken):
            known = note.section in sections
            help_ = f"list it in the section `{note.section}`, which it names" if known else None
            message = f"no hub lists `{note.id}`"
            yield Finding(note.path, _place(kb, note), message, help_, fix="safe" if known else None)


def _place(kb: KnowledgeBase, note: Note) -> Place:
    return value(kb.config.key("section")) if note.section else FILE


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """List the notes at the end of the sections that they name, and count them."""
    from rlkb_cli.edit.plans.listing import ANYWHERE, enlist, spot
    from rlkb_cli.kb.select import find_section

    notes: dict[SectionRef, list[Note]] = {}
    for finding in findings:
        note = draft.kb.note(finding.path)
        notes.setdefault(find_section(draft.kb, note.section), []).append(note)
    for section, new in notes.items():
        enlist(draft, section, spot(draft, section, ANYWHERE), *(note.id for note in new))
        for note in new:
            draft.adds(section.hub, "entry", note.path)


RULE = Rule("unlisted-note", "hub", "error", base=check, fix=fix)
