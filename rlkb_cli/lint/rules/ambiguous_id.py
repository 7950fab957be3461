"""Two notes or hubs with one id.

Why: a link, a relation or an entry that names the id means both, and every tool picks another one.

Ids that look the same but are spelled with other Unicode characters (`é` as one or as two) are one id.  The
id `hub` is the root hub's.  Other Markdown files have no id.  Two sections of one hub are `duplicate-section`.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 0}
    -- notes/links/rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/wood/rot.md --
    ---
    question: Why does wood rot?
    section: wood
    summary: Fungi eat it.
    ---

Good:

    -- notes/links/rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/wood/wood-rot.md --
    ---
    question: Why does wood rot?
    section: wood
    summary: Fungi eat it.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import FILE, Place, value
from rlkb_cli.lint.model import Finding, Related, Rule
from rlkb_cli.lint.targets import id_of


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every document whose id another one has before it."""
    for paths in kb.sieve.ids:
        yield from _of_documents(kb, paths)


def _of_documents(kb: KnowledgeBase, paths: list[str]) -> Iterator[Finding]:
    first, *others = sorted(paths, key=lambda path: (isinstance(kb.documents[path], Note), path))
    related = (Related(first, _place(kb, first), "this one has it as well"),)
    for path in others:
        name, taken = id_of(kb, path), id_of(kb, first)
        form = "" if name == taken else ", in another Unicode form"
        message = f"the id `{name}` is already that of `{first}`{form}"
        yield Finding(path, _place(kb, path), message, related=related, key=(name,))


def _place(kb: KnowledgeBase, path: str) -> Place:
    key = kb.config.keys.get("id")
    return value(key) if key and isinstance(kb.documents[path], Note) else FILE


RULE = Rule("ambiguous-id", "hub", "error", base=check)
