"""A required key that is not there.

Why: a note without question or section, a hub or section without title, cannot be shown in its place.

A note needs `question` and `section`, a hub needs `title`, a section needs `title` and `notes`; a base that
has other names for our keys (`keys:` in hub.yaml) needs those, and one that declares fields of its own (`fields:`)
needs those that are `required: true`.  A note that could not be read is left to that finding.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.place import FILE, value
from rlkb_cli.lint.figures import raw_sections
from rlkb_cli.lint.model import Finding, Rule


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """The required keys that a note lacks."""
    if not note.readable:
        return
    declared = (name for name, field in config.fields.items() if field.required)
    for key in (config.key("question"), config.key("section"), *declared):
        if key not in note.fields:
            yield Finding(note.path, FILE, f"the note has no `{key}`", key=(key,))


def _may_lack(note: Note, texts: Sequence[str], config: Config) -> bool:
    return not (note.question and note.section) or bool(config.fields)


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """The required keys that a hub and its sections lack."""
    if "title" not in hub.fields:
        yield Finding(hub.path, FILE, "the hub has no `title`", key=("title",))
    for number, section in enumerate(raw_sections(hub)):
        name = hub.sections[number].id
        for key in ("title", "notes"):
            if key not in section:
                at = value("sections", number, "id")
                yield Finding(hub.path, at, f"the section `{name}` has no `{key}`", key=(name, key))


RULE = Rule("missing-field", "schema", "error", note=check_note, note_if=_may_lack, hub=check_hub)
