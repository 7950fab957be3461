"""A relation that only one of its two notes knows of.

Why: whoever reads the other note never learns of it.

`broader: [B]` in A wants `narrower: [A]` in B; `related` wants `related`.  Relations that a base declares
without an inverse (`mentions: null` under `relations:`) are fine, and so are relations to hubs, to other
files, and to a note that cannot be read.  The fix lets the other note say it.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    broader: [how-do-links-break]
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    broader: [how-do-links-break]
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    narrower:
      - why-do-links-rot
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.values import is_empty
from rlkb_cli.lint.mending import references_at
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every relation to a readable note that does not say the inverse."""
    reported: set[tuple[str, str, str]] = set()
    for relation in kb.sieve.relations:
        source, target = relation.source, relation.target.path
        inverse = kb.config.relations.get(relation.form)
        if inverse is None or relation.target.kind != "note" or source == target:
            continue
        pair = (source, relation.form, target)
        if pair in reported or not _can_tell(kb, target, inverse) or _says(kb, target, inverse, source):
            continue
        reported.add(pair)
        wanted = f"{kb.config.key(inverse)}: {id_of(kb, source)}"
        message = f"`{id_of(kb, target)}` does not say `{wanted}` in return"
        yield Finding(source, relation.place, message, key=(relation.form, id_of(kb, target)), fix="safe")


def _says(kb: KnowledgeBase, path: str, form: str, other: str) -> bool:
    relations = kb.relations_of(kb.note(path))
    return any(each.form == form and other in (each.target.path, *each.target.candidates) for each in relations)


def _can_tell(kb: KnowledgeBase, path: str, relation: str) -> bool:
    """False where the note, or what it has under the relation's key, could not be read."""
    note = kb.note(path)
    value = note.fields.get(kb.config.key(relation))
    return note.readable and (isinstance(value, tuple) or is_empty(value))


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let the other note say the inverse."""
    from rlkb_cli.edit.plans.link import relate

    for relation in references_at(draft, findings).values():
        relate(draft, draft.kb.note(relation.source), draft.kb.note(relation.target.path), relation.form)


RULE = Rule("one-way-relation", "links", "warning", base=check, fix=fix)
