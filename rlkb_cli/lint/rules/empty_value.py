"""A required key without a value, or an entry of a list that is empty.

Why: an empty question is as good as none, and an empty entry is mostly one that somebody forgot to fill in.

Required are our `question` and `section`, titles, and fields that the base declares as `required: true`.  A key that
may hold nothing, such as `related:`, may be empty; an empty `summary` is `missing-summary`.  `~`
and `null` are empty, but not in quotes.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question:
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    related:
    ---
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.place import value
from rlkb_cli.kb.values import EMPTY, is_empty
from rlkb_cli.lint.figures import raw_sections
from rlkb_cli.lint.model import Finding, Rule

_TEXTS = ("question", "section", "summary", "id")


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """Empty texts of a note, and empty entries of its lists that are ours."""
    yield from _texts(note, config)
    for key, found in note.fields.items():
        if isinstance(found, tuple) and "" in found and config.ours.get(key) not in (None, *_TEXTS):
            yield from _entries(note, key, found)


def _may_be_empty(note: Note, texts: Sequence[str], config: Config) -> bool:
    return not EMPTY.isdisjoint(map(str.strip, texts))


def _texts(note: Note, config: Config) -> Iterator[Finding]:
    declared = (name for name, field in config.fields.items() if field.required)
    for key in (config.key("question"), config.key("section"), *declared):
        if key in note.fields and is_empty(note.fields[key]):
            yield Finding(note.path, value(key), f"`{key}` is empty", key=(key,))


def _entries(note: Note, key: str, entries: tuple[object, ...]) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        if entry == "":
            yield Finding(note.path, value(key, index), f"an entry of `{key}` is empty", key=(key, "entry"))


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """Empty titles of a hub and its sections."""
    if "title" in hub.fields and is_empty(hub.fields["title"]):
        yield Finding(hub.path, value("title"), "the `title` of the hub is empty", key=("title",))
    for number, section in enumerate(raw_sections(hub)):
        if "title" in section and is_empty(section["title"]):
            name = hub.sections[number].id
            at = value("sections", number, "title")
            yield Finding(hub.path, at, f"the `title` of the section `{name}` is empty", key=(name, "title"))


RULE = Rule("empty-value", "schema", "error", note=check_note, note_if=_may_be_empty, hub=check_hub)
