"""A value of the wrong type: a text where a list belongs, a list where a text belongs, a count in quotes.

Why: what has another type than expected is passed over in silence by whatever reads it.

`question`, `section`, `summary`, `title` and `description` are texts, relations, `former-ids` and
`former-questions` lists of texts; `aliases` is either.  A count is a whole number, not quoted and not
negative.  Texts are never too much like a number.  Keys that are not ours may hold anything, unless `fields:` in the
root hub declares their type.  The fix makes a list of a text (at its commas), a text of a list of one, and takes
quotes off figures; look at what it did.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    related: how-do-links-break
    rating: 5
    ---
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    related: [why-do-links-rot]
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    related:
      - how-do-links-break
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


from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import KeyPath, Place, value
from rlkb_cli.kb.quickyaml import UNREAD
from rlkb_cli.kb.values import Quoted, kind_of_value
from rlkb_cli.lint.figures import figures, raw_sections
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.types import has_type, meant, told

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_OURS = {
    "question": "text",
    "section": "text",
    "summary": "text",
    "former-ids": "list",
    "former-questions": "list",
    "aliases": "either",
}
_TEXTS = frozenset([name for name, wanted in _OURS.items() if wanted == "text"])
_MAY_BE_TEXTS = _TEXTS | {"id", "aliases"}
_TEXT_TYPES = frozenset([str, Quoted])
_WORD = lazy_pattern(r"[^\W_][\w-]*\Z")
_WIKILINK = 'write a wikilink in quotes: `"[[name]]"`'


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """Values of a note that are not of the type that their key wants."""
    for key, found in note.fields.items():
        wanted = _wanted(key, config)
        if not wanted or found is UNREAD:
            continue
        if isinstance(found, tuple) and wanted in ("list", "either"):
            yield from _entries(note.path, key, found)
        elif isinstance(found, dict) or not (wanted == "either" or has_type(found, wanted)):
            yield _wrong(note.path, value(key), key, found, "list" if wanted == "either" else wanted, (key,))


def _may_be_wrong(note: Note, texts: Sequence[str], config: Config) -> bool:
    ours = config.ours
    for key, found in note.fields.items():
        name = ours.get(key)
        if name is None:
            continue
        if isinstance(found, str):
            if found and name not in _MAY_BE_TEXTS:
                return True
        elif name in _TEXTS or isinstance(found, dict) or not _TEXT_TYPES.issuperset(map(type, found)):
            return True
    return bool(config.fields)


def _wanted(key: str, config: Config) -> str | None:
    """The type that a key wants, or None if it may hold anything."""
    name = config.ours.get(key)
    if name is None:
        return config.fields[key].type if key in config.fields else None
    return _OURS.get(name) or ("list" if name in config.relations else None)


def _entries(path: str, key: str, entries: tuple[object, ...]) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        if not isinstance(entry, str):
            message = f"an entry of `{key}` must be a text, not {kind_of_value(entry)}"
            help_ = _WIKILINK if isinstance(entry, tuple) else None
            yield Finding(path, value(key, index), message, help=help_, key=(key, "entry"))


def _wrong(path: str, at: Place, name: str, found: object, wanted: str, key: tuple[str, ...]) -> Finding:
    new = meant(found, wanted)
    help_ = f"write `{name}: [{', '.join(map(_shown, new))}]`" if isinstance(new, list) else None
    return Finding(path, at, f"`{name}` {told(found, wanted)}", help_, (), key, None if new is None else "unsafe")


def _shown(text: str) -> str:
    """An entry of a list, in quotes where it is more than a word."""
    return text if _WORD.match(text) else f'"{text}"'


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """Values of a hub that are not of the type that their key wants."""
    yield from _texts_of(hub, hub.fields, (), "")
    for number, section in enumerate(raw_sections(hub)):
        yield from _texts_of(hub, section, ("sections", number), hub.sections[number].id)
    for figure in figures(hub):
        if figure.declared and not has_type(figure.raw, "figure"):
            name = str(figure.path[-1])
            yield _wrong(hub.path, value(*figure.path), name, figure.raw, "figure", (figure.section or "", name))


def _texts_of(hub: Hub, fields: Mapping[str, Any], path: KeyPath, name: str) -> Iterator[Finding]:
    for key in ("title", "description"):
        if not isinstance(fields.get(key, ""), str):
            yield _wrong(hub.path, value(*path, key), key, fields[key], "text", (name, key))


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Write the value as it was meant."""
    from rlkb_cli.edit.splice import Raw, SetValue

    for finding in findings:
        path = finding.place.path
        wanted, found = _looked_up(draft, finding.path, path)
        new = meant(found, wanted)
        if new is not None:
            typed = isinstance(new, str) and wanted in ("figure", "number", "boolean")
            draft.edit(finding.path, SetValue(path, Raw(new) if typed else new))
            _announce(draft, finding.path, str(path[0]), new)


def _looked_up(draft: "Draft", path: str, keys: KeyPath) -> tuple[str, Any]:
    """The type that a value must have, and the value."""
    document = draft.kb.documents[path]
    assert isinstance(document, Note | Hub)
    found: Any = document.fields
    for step in keys:
        found = found[step]
    if isinstance(document, Note):
        wanted = _wanted(str(keys[0]), draft.kb.config) or ""
        return "list" if wanted == "either" else wanted, found
    return "text" if keys[-1] in ("title", "description") else "figure", found


def _announce(draft: "Draft", path: str, key: str, new: object) -> None:
    """Say which relations there are, now that they are a list."""
    form = draft.kb.config.ours.get(key, "")
    for raw in new if isinstance(new, list) and form in draft.kb.config.relations else ():
        target = draft.kb.names.relation(raw)
        draft.adds(path, form, target.path or f"{target.kind}:{raw}")


RULE = Rule("wrong-type", "schema", "error", note=check_note, note_if=_may_be_wrong, hub=check_hub, fix=fix)
