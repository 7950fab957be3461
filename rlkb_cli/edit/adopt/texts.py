"""Questions and ids for notes that have none of their own."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rlkb_cli.edit.adopt.keys import text_of
from rlkb_cli.edit.adopt.survey import is_index, stem_of
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.text import make_id, question_key

_DATE = lazy_pattern(r"\A\d{4}-\d{2}-\d{2}-")


def questions(notes: Sequence[Note], key: str) -> dict[str, str]:
    """Questions by path, for the notes without a text under `key`; none is asked twice.

    The first heading if it is of level 1, else the file's name; with the folder, or as the whole path, where
    that would be asked twice.
    """
    bare = [note for note in notes if not text_of(note.fields, key)]
    own = [question_key(text_of(note.fields, key)) for note in notes if text_of(note.fields, key)]
    asked = {note.path: _heading(note) or _name(note.path) for note in bare}
    for reword in (_name, _name_with_folder, _whole):
        times = Counter([*own, *map(question_key, asked.values())])
        asked |= {path: reword(path) for path, text in asked.items() if times[question_key(text)] > 1}
    return asked


def mean_to_ask(notes: Sequence[Note], key: str, made: Mapping[str, str]) -> bool:
    """Whether notes are meant to have questions under `key`: most have a `question` of their own, or one that asks.

    `made` are the questions by path that were made for those without.
    """
    if key == "question" and 2 * len(made) < len(notes):
        return True
    texts = [made.get(note.path) or text_of(note.fields, key) for note in notes]
    return 2 * sum("?" in text or "？" in text or "؟" in text for text in texts) >= len(texts)


def new_ids(notes: Sequence[Note], key: str, taken: Sequence[str]) -> dict[str, str]:
    """New ids by path, made of folder and name, for notes whose own id or file name is not unique.

    The note nearest to the root keeps the name.  An `index.md` goes by its folder.
    """
    used = set(map(nfc, taken))
    again = []
    for note in sorted(notes, key=lambda note: (not text_of(note.fields, key), *_depth(note.path))):
        name = nfc(id_of(note, key))
        if name in used or name == "index":
            again.append(note.path)
        used.add(name)
    made: dict[str, str] = {}
    for path in again:
        made[path] = make_id(_with_folder(path), used)
        used.add(made[path])
    return made


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path


def id_of(note: Note, key: str) -> str:
    """The id that a note has, with `key` as the key for ids."""
    return text_of(note.fields, key) or stem_of(note.path)


def readable_name(name: str) -> str:
    """The name of a file or folder as a title: `how-links-rot` as `How links rot`, `Why JSON` as it is."""
    if name != name.lower() or " " in name or not re.search(r"[^\W\d_]", name):
        return name
    text = " ".join(re.split(r"[-_]+", _DATE.sub("", name))).strip()
    return text[:1].upper() + text[1:]


def _heading(note: Note) -> str:
    first = next(iter(note.body.headings), None)
    return " ".join(first.text.split()) if first is not None and first.level == 1 else ""


def _name(path: str) -> str:
    return readable_name(path.split("/")[-2] if is_index(path) and "/" in path else stem_of(path))


def _name_with_folder(path: str) -> str:
    folder = path.rpartition("/")[0]
    return f"{_name(path)} ({folder})" if folder else _name(path)


def _whole(path: str) -> str:
    return path.removesuffix(".md")


def _with_folder(path: str) -> str:
    parts = path.removesuffix(".md").split("/")
    if is_index(path) and len(parts) > 1:
        return parts[-2]
    return " ".join(parts[-2:])
