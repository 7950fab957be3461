"""Which names a folder of notes has for our keys: `keys:` says so, and nothing has to be rewritten."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import RELATIONS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.values import is_empty

QUESTIONS = ("question", "title")
SUMMARIES = ("summary", "description", "excerpt", "abstract")
ALIASES = ("aliases", "alias")
LISTS = ("former-ids", "former-questions")
PREFIX = "kb-"


def choose_keys(kb: KnowledgeBase, notes: Sequence[Note], section_key: str | None) -> dict[str, str]:
    """Our key to the base's, for those that differ.

    A question or summary goes by the name that most notes have for it.  Where notes use one of our names for
    something else (of another type, or as a relation to what is no note), ours gets a name of its own.
    """
    question = _most(notes, QUESTIONS)
    chosen = {"question": question, "section": _section_key(notes, section_key)}
    chosen["summary"] = _summary_key(notes, taken={question})
    chosen["aliases"] = _aliases_key(notes)
    for name in (*LISTS, *RELATIONS):
        if not _is_ours(kb, notes, name):
            chosen[name] = PREFIX + name
    return {name: key for name, key in chosen.items() if name != key}


def choose_id_key(notes: Sequence[Note], taken: Iterable[str]) -> str:
    """The key for ids, where file names alone are not unique: `id`, if what it holds can serve."""
    used = [note.fields["id"] for note in notes if "id" in note.fields]
    ids = [nfc(value) for value in used if isinstance(value, str) and value.strip() and "/" not in value]
    names = Counter([*ids, *taken])
    unique = len(ids) == len(used) and all(names[name] == 1 for name in ids)
    return "id" if unique else PREFIX + "id"


def text_of(fields: Mapping[str, Any], key: str) -> str:
    """The text under a key, "" if there is none."""
    value = fields.get(key)
    return value if isinstance(value, str) and not is_empty(value) else ""


def is_text(fields: Mapping[str, Any], key: str) -> bool:
    """True if there is a text under the key, an empty one, or nothing at all."""
    return isinstance(fields.get(key, ""), str)


def _most(notes: Sequence[Note], names: Sequence[str]) -> str:
    """The name under which most notes have a text; the first of those where several do."""
    return max(names, key=lambda name: sum(bool(text_of(note.fields, name)) for note in notes))


def _summary_key(notes: Sequence[Note], taken: set[str]) -> str:
    fitting = [name for name in SUMMARIES if all(is_text(note.fields, name) for note in notes)]
    return _most(notes, [name for name in fitting if name not in taken] or [PREFIX + "summary"])


def _section_key(notes: Sequence[Note], wanted: str | None) -> str:
    for name in filter(None, (wanted, "section")):
        if all(is_text(note.fields, name) for note in notes):
            return name
    return PREFIX + "section"


def _is_ours(kb: KnowledgeBase, notes: Sequence[Note], name: str) -> bool:
    """False where what the notes have under the name is no list of texts, or mostly leads to no note."""
    if not all(_is_list(note.fields[name]) for note in notes if name in note.fields):
        return False
    kinds = [reference.target.kind for reference in kb.relations if reference.form == name]
    return sum(kind != "missing" for kind in kinds) * 2 >= len(kinds)


def _aliases_key(notes: Sequence[Note]) -> str:
    """The name that holds aliases in most of the notes that have it; entries left empty are their flaw."""
    for name in ALIASES:
        values = [note.fields[name] for note in notes if name in note.fields]
        if sum(_is_list(value) or isinstance(value, str) for value in values) * 2 > len(values):
            return name
    return ALIASES[0] if not any(ALIASES[0] in note.fields for note in notes) else PREFIX + ALIASES[0]


def _is_list(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(item, str) and item for item in value)
    return is_empty(value)
