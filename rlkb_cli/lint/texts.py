"""The texts in front matter and hubs that mean something, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.fields import Field
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.place import KeyPath
from rlkb_cli.kb.quickyaml import UNREAD
from rlkb_cli.kb.values import is_empty
from rlkb_cli.lint.figures import raw_sections

Text = tuple[KeyPath, str]


def texts_of_note(note: Note, config: Config) -> Iterator[Text]:
    """Values and entries of lists under keys of ours, and under fields that are declared as text or list."""
    for key, value in note.fields.items():
        if value is not UNREAD and (key in config.ours or _is_text(key, config)):
            yield from _texts((key,), value)


def _is_text(key: str, config: Config) -> bool:
    return key in config.fields and config.fields[key].type in ("text", "list")


def declares(note: Note, texts: Sequence[str], config: Config) -> bool:
    """Whether the base declares fields at all."""
    return bool(config.fields)


def declared_texts(note: Note, config: Config) -> Iterator[tuple[Field, KeyPath, str]]:
    """Values and entries of lists under fields that the base declares, each with its field."""
    for name, field in config.fields.items():
        for at, text in _texts((name,), note.fields.get(name)):
            yield field, at, text


def texts_in(note: Note) -> list[str]:
    """Values and entries of lists that were read, whatever their keys."""
    found: list[str] = []
    for value in note.fields.values():
        if isinstance(value, str):
            if value is not UNREAD:
                found.append(value)
        elif isinstance(value, tuple):
            found += [entry for entry in value if isinstance(entry, str)]
    return found


def texts_of_hub(hub: Hub) -> Iterator[Text]:
    """Titles, descriptions, ids and entries."""
    yield from _values(hub.fields, ("title", "description"), ())
    for number, section in enumerate(raw_sections(hub)):
        yield from _values(section, ("id", "title", "description", "notes"), ("sections", number))


def _values(fields: Mapping[str, Any], keys: tuple[str, ...], above: KeyPath) -> Iterator[Text]:
    for key in keys:
        yield from _texts((*above, key), fields.get(key))


def _texts(at: KeyPath, value: Any) -> Iterator[Text]:
    """The text that a value is, unless it says nothing; or those of its entries."""
    if isinstance(value, str):
        if not is_empty(value):
            yield at, value
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            if isinstance(entry, str) and entry:
                yield (*at, index), entry
