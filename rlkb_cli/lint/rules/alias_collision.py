"""An alias that is also a name of another note.

Why: a wikilink by that name means both notes, and leads to none, or to the one that the curator did not mean.

Names of a note are its id, its file name, its former ids, its aliases and its question; other Markdown files have their
file names.  That an alias repeats a name of its own note is harmless.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases: [link rot]
    ---
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    aliases: [link rot]
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases: [link rot]
    ---
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    aliases: [menders]
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import FILE, Place, value
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.text import question_key
from rlkb_cli.kb.values import is_empty
from rlkb_cli.lint.model import Finding, Related, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every alias that another document goes by; of two equal ones, the later by path."""
    for path in dict.fromkeys(kb.sieve.aliased):
        note = kb.note(path)
        for index, alias in enumerate(note.aliases):
            if not is_empty(alias) and alias not in note.aliases[:index]:
                yield from _of_alias(kb, note, index)


def _of_alias(kb: KnowledgeBase, note: Note, index: int) -> Iterator[Finding]:
    alias = note.aliases[index]
    for other, what in _others(kb, note.path, nfc(alias)):
        related = (Related(other, FILE, "this one has it as well"),)
        message = f"`{alias}` is also {what} of `{other}`"
        key = (alias, kb.facts[other].id or other)
        yield Finding(note.path, _place(kb, note, index), message, _HELP, related, key=key)
        return


def _others(kb: KnowledgeBase, path: str, alias: str) -> Iterator[tuple[str, str]]:
    """The documents, but for the note itself, that have the name, and what it is to them; aliases only before it."""
    names = kb.names
    tables = (("the id", names.ids), ("the file name", names.stems), ("a former id", names.former))
    named = ((what, table.get(alias, ())) for what, table in tables)
    for what, paths in (*named, ("the question", names.questions.get(question_key(alias), ()))):
        yield from ((other, what) for other in paths if other != path)
    yield from ((other, "an alias") for other in names.aliases.get(alias, ()) if other < path)


def _place(kb: KnowledgeBase, note: Note, index: int) -> Place:
    key = kb.config.key("aliases")
    return value(key, index) if isinstance(note.fields.get(key), tuple) else value(key)


_HELP = "keep the name with the note that readers mean by it"
RULE = Rule("alias-collision", "duplicates", "warning", base=check)
