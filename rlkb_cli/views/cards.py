"""What views show of every note, known without reading it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.values import decode, encode
from rlkb_cli.views.kept import Row, kept

NAME = "cards"


class Card(NamedTuple):
    """A note as it is listed.  `front` is all of its front matter, as `values.encode` writes it."""

    id: str
    question: str
    section: str
    summary: str
    front: str

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its front matter under the base's own key names."""
        return decode(self.front)


def cards(kb: KnowledgeBase) -> Mapping[str, Card]:
    """The card of every note, by path; only notes that changed are read."""

    def make(path: str) -> Row:
        note = kb.note(path)
        return Card(note.id, note.question, note.section, note.summary, encode(note.fields))

    return {path: Card._make(row) for path, row in kept(kb, NAME, [__file__], make).items()}
