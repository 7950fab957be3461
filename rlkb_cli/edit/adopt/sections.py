"""The sections of an adopted folder: one for each folder that holds notes, or for each value of a key."""

import posixpath
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.edit.adopt.keys import is_text, text_of
from rlkb_cli.edit.adopt.survey import is_index
from rlkb_cli.edit.adopt.texts import readable_name
from rlkb_cli.edit.splice import Value
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.text import make_id, question_key

OTHER = "Other"
TOP = "Notes"


class Group(NamedTuple):
    """One section to be: id, title, description, and the paths of its notes in reading order."""

    id: str
    title: str
    description: str
    notes: list[str]

    def fields(self, ids: Mapping[str, str], adopted: Container[str]) -> dict[str, Value]:
        """The section as the hub has it, with those notes that were adopted; `ids` are by path."""
        said = {"description": self.description} if self.description else {}
        notes = [ids[path] for path in self.notes if path in adopted]
        return {"id": self.id, "title": self.title, **said, "count": len(notes), "notes": notes}


class Head(NamedTuple):
    """What the `_index.md` of a folder, as Hugo has it, says of it."""

    title: str
    description: str


def group(
    notes: Sequence[Note], key: str, section_key: str | None, head: Callable[[str], Head]
) -> list[Group]:
    """The sections of the notes, in order.

    A note that names its section under `key` already stays there.  The others go by the first value of
    `section_key` if there is one, else by their folder, of which `head` tells title and description.
    """
    named: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for note in notes:
        own = text_of(note.fields, key)
        where = _first(note, section_key) if section_key else _folder(note.path)
        (named if own else others).setdefault(own or where, []).append(note.path)
    groups = [Group(name, name, "", paths) for name, paths in sorted(named.items())]
    taken = set(named)
    made = _by_value(others, taken) if section_key else _by_folder(others, taken, head)
    return [*groups, *made]


def _by_value(others: Mapping[str, list[str]], taken: set[str]) -> list[Group]:
    ordered = sorted(others.items(), key=lambda item: (not item[0], item[0].casefold()))
    return [Group(_take(text or OTHER, taken), text or OTHER, "", paths) for text, paths in ordered]


def _by_folder(others: Mapping[str, list[str]], taken: set[str], head: Callable[[str], Head]) -> list[Group]:
    common = posixpath.commonpath(list(others)) if others and "" not in others else ""
    heads = {folder: head(folder) for folder in others}
    titles = {folder: heads[folder].title or _title(folder) for folder in others}
    same = Counter(question_key(title) for title in titles.values())
    groups = []
    for folder, paths in sorted(others.items()):
        inner = folder[len(common) :].strip("/")
        title = titles[folder] if same[question_key(titles[folder])] == 1 else _trail(inner) or titles[folder]
        groups.append(Group(_take(inner or title, taken), title, heads[folder].description, paths))
    return groups


def _take(text: str, taken: set[str]) -> str:
    made = make_id(text, taken)
    taken.add(made)
    return made


def _title(folder: str) -> str:
    return readable_name(posixpath.basename(folder)) if folder else TOP


def _trail(folder: str) -> str:
    return " / ".join(readable_name(part) for part in folder.split("/") if part)


def _folder(path: str) -> str:
    """The folder that a note is in; an `index.md` is its folder, and stands in the one around it."""
    folder = posixpath.dirname(path)
    return posixpath.dirname(folder) if is_index(path) else folder


def _first(note: Note, key: str | None) -> str:
    value = note.fields.get(key) if key else None
    if isinstance(value, tuple):
        return next((item for item in value if isinstance(item, str) and item), "")
    return text_of(note.fields, key) if key and is_text(note.fields, key) else ""
