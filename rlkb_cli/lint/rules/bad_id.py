"""An id that cannot be one: nothing can be listed or linked to by it.

Why: an entry of a hub, a relation or a link that names the note cannot spell it, or means another.

It is found where notes have their ids in front matter (`keys: {id: …}` in the root hub), and in the sections of hubs:
an id that is empty, holds a `/` or a control character, or begins or ends with a blank.  A note without that key goes
by its file's name, see `irregular-file-name`.  Other signs, blanks and scripts are fine.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 1}
    sections:
      - id: links/rot
        title: Link rot
        description: Nobody has asked yet.
        count: 0
        notes: []

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 1}
    sections:
      - id: link-rot
        title: Link rot
        description: Nobody has asked yet.
        count: 0
        notes: []
"""


from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.kb.values import is_empty
from rlkb_cli.lint.model import Finding, Rule

_BAD = lazy_pattern(r"/|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """The id in the front matter of a note."""
    key = config.keys.get("id")
    if key is not None and key in note.fields:
        why = _why(note.fields[key])
        if why:
            yield Finding(note.path, value(key), f"the note's id {why}", key=(key,))


def _has_key(note: Note, texts: Sequence[str], config: Config) -> bool:
    return "id" in config.keys


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """The ids of a hub's sections."""
    for number, section in enumerate(hub.sections):
        why = _why(section.id)
        if why:
            message = f"the id of the section `{section.title or section.id}` {why}"
            yield Finding(hub.path, value("sections", number, "id"), message, key=(section.id,))


def _why(found: object) -> str:
    """What is wrong with an id; nothing if it is a good one, or `wrong-type`."""
    if is_empty(found):
        return "is empty"
    if not isinstance(found, str):
        return ""
    sign = None if found.isprintable() and "/" not in found else _BAD.search(found)
    if sign:
        return "holds a `/`" if sign[0] == "/" else f"holds a control character, U+{ord(sign[0]):04X}"
    return "begins or ends with a blank" if found != found.strip() else ""


RULE = Rule("bad-id", "schema", "error", note=check_note, note_if=_has_key, hub=check_hub)
