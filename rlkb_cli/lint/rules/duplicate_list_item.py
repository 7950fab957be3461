"""An entry that stands twice in one list.

Why: it says nothing the second time, and whoever takes one of them away believes that it is gone.

Lists are those of relations, `aliases`, `former-ids` and `former-questions`, and fields declared as lists under
`fields:` in the root hub.  Entries that differ in case are two.  In the lists of a hub it is `listed-twice`.  The fix
leaves the first.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases: [Link rot, Dead links, Link rot]
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases: [Link rot, Dead links]
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.kb.spelling import nfc, nfc_all
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(note: Note, config: Config) -> Iterator[Finding]:
    """The second and every later one of equal entries."""
    for key, entries in note.fields.items():
        if isinstance(entries, tuple) and len(entries) > 1 and key in config.read:
            texts = [nfc(entry) for entry in entries if isinstance(entry, str) and entry]
            if len(set(texts)) < len(texts):
                yield from _twins(note, key, entries)


def _may_have_twins(note: Note, texts: Sequence[str], config: Config) -> bool:
    return len(set(nfc_all(texts))) < len(texts)


def _twins(note: Note, key: str, entries: tuple[object, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if isinstance(entry, str) and entry:
            if nfc(entry) in seen:
                message = f"`{entry}` stands in `{key}` already"
                yield Finding(note.path, value(key, index), message, key=(key, nfc(entry)), fix="safe")
            seen.add(nfc(entry))


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Take the later ones out."""
    from rlkb_cli.edit.splice import RemoveItem

    for finding in sorted(findings, key=lambda each: each.place.path[1], reverse=True):
        key, index = str(finding.place.path[0]), int(finding.place.path[1])
        form = draft.kb.config.ours.get(key, "")
        for reference in draft.kb.relations_of(draft.kb.note(finding.path)):
            if (reference.form, reference.place.path[1]) == (form, index):
                target = reference.target
                draft.removes(finding.path, form, target.path or f"{target.kind}:{reference.raw}")
        draft.edit(finding.path, RemoveItem((key,), index))


RULE = Rule("duplicate-list-item", "schema", "warning", note=check, note_if=_may_have_twins, fix=fix)
