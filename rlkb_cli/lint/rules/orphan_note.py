"""A note that links to no other note, and that no other note links to.

Why: what it knows is not part of the web of what is known; a reader comes by it only on the hub's list.

Relations count as links, and links to and from pages that are no notes as well.  Hubs do not count, nor links of a
note to itself, nor notes that cannot be read; in a base of one or two notes nothing is an orphan.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[how-do-links-break]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    By renames.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---
    Nobody else.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[how-do-links-break]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    By renames.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---
    Those who know [how they break](how-do-links-break.md).
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, ID, WIKI, join, keys_of, split
from rlkb_cli.kb.place import value
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.text import stem
from rlkb_cli.lint.graph import linked
from rlkb_cli.lint.model import Finding, Rule

_FEWEST = 3  # notes of a base in which one can be left out


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every readable note that uses no other document, and that none uses."""
    ids, uses, notes = kb.facts.by_path("id"), kb.facts.by_path("uses"), kb.facts.of_kind("note")
    alone = [path for path in notes if _is_alone(path, ids[path], uses[path])]
    if len(notes) >= _FEWEST and alone:
        met, odd = linked(kb, alone), kb.facts.by_path("odd")
        for path in alone:
            if path not in met and (not odd[path] or kb.note(path).readable):
                yield Finding(path, value(kb.config.key("question")), "no note links here, and it links to none")


def _is_alone(path: str, note_id: str, uses: str) -> bool:
    if not _leads_on(uses) or not (nfc(stem(path)) in uses or nfc(note_id) in uses):
        return not _leads_on(uses)
    own = keys_of(path, note_id)  # what leads to the note itself
    return not _leads_on(join(key for key in split(uses) if key.partition(ANCHOR)[0] not in own))


def _leads_on(uses: str) -> bool:
    """Whether there is a relation, a wikilink, or a Markdown link to a document."""
    return ID in uses or WIKI in uses or ".md" in uses


RULE = Rule("orphan-note", "links", "warning", base=check)
