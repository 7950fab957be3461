"""A value of the wrong type: a text where a list belongs, a list where a text belongs, a count in quotes.

Why: what has another type than expected is passed over in silence by whatever reads it.

`question`, `section`, `summary`, `title` and `description` are texts, relations, `former-ids` and
`former-questions` lists of texts; `aliases` is either.  A count is a whole number, not quoted and not
negative.  Texts are never too much like a number, and keys that are not ours may hold anything.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    related: how-do-links-break
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
    summary: 1.10
    related: [how-do-links-break]
    rating: 5
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    related: [why-do-links-rot]
    ---
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.place import KeyPath, value
from rlkb_cli.kb.values import is_empty, kind_of_value, whole
from rlkb_cli.kb.yamlnodes import Quoted
from rlkb_cli.lint.figures import figures, raw_sections
from rlkb_cli.lint.model import Finding, Rule

_WANTED = {
    "question": "text",
    "section": "text",
    "summary": "text",
    "former-ids": "list",
    "former-questions": "list",
    "aliases": "either",
}
_WORD = re.compile(r"[^\W_][\w-]*\Z")
_WIKILINK = 'write a wikilink in quotes: `"[[name]]"`'


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """Values of a note that are not of the type that their key wants."""
    for key, found in note.fields.items():
        name = config.ours.get(key, "")
        if name in _WANTED or name in config.relations:
            yield from _of_note(note, key, found, _WANTED.get(name, "list"))


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """Values of a hub that are not of the type that their key wants."""
    yield from _texts(hub)
    yield from _figures(hub)


def _of_note(note: Note, key: str, found: object, wanted: str) -> Iterator[Finding]:
    if wanted == "text" and not isinstance(found, str):
        yield Finding(
            note.path, value(key), f"`{key}` must be a text, not {kind_of_value(found)}", key=(key,)
        )
    elif isinstance(found, tuple):
        for index, entry in enumerate(found):
            if not isinstance(entry, str):
                message = f"an entry of `{key}` must be a text, not {kind_of_value(entry)}"
                help_ = _WIKILINK if isinstance(entry, tuple) else None
                yield Finding(note.path, value(key, index), message, help=help_, key=(key, "entry"))
    elif isinstance(found, dict) or (wanted == "list" and not is_empty(found)):
        message = f"`{key}` must be a list, not {kind_of_value(found)}"
        yield Finding(note.path, value(key), message, _as_list(key, found), key=(key,))


def _as_list(key: str, found: object) -> str | None:
    """The text as a list of one, in quotes where it is more than a word."""
    if not isinstance(found, str) or "\n" in found or '"' in found or "\\" in found:
        return None
    return f"write `{key}: [{found}]`" if _WORD.match(found) else f'write `{key}: ["{found}"]`'


def _texts(hub: Hub) -> Iterator[Finding]:
    """`title` and `description` of a hub and its sections."""
    yield from _texts_of(hub, hub.fields, (), "")
    for number, section in enumerate(raw_sections(hub)):
        yield from _texts_of(hub, section, ("sections", number), hub.sections[number].id)


def _texts_of(hub: Hub, fields: Mapping[str, Any], path: KeyPath, name: str) -> Iterator[Finding]:
    for key in ("title", "description"):
        found = fields.get(key, "")
        if not isinstance(found, str):
            message = f"`{key}` must be a text, not {kind_of_value(found)}"
            yield Finding(hub.path, value(*path, key), message, key=(name, key))


def _figures(hub: Hub) -> Iterator[Finding]:
    for figure in figures(hub):
        if figure.declared and whole(figure.raw) is None:
            shown = f"`{figure.raw}`" if isinstance(figure.raw, str) else kind_of_value(figure.raw)
            quoted = ", without quotes" if isinstance(figure.raw, Quoted) else ""
            message = f"`{figure.path[-1]}` must be a whole number{quoted}, not {shown}"
            key = (figure.section or "", str(figure.path[-1]))
            yield Finding(hub.path, value(*figure.path), message, key=key)


RULE = Rule("wrong-type", "schema", "error", note=check_note, hub=check_hub)
