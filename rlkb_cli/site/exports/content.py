"""What every export says, whatever its form."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub, Note

DEFAULT_BASE = "urn:rlkb:"


class Content(NamedTuple):
    """A base to be exported.

    `notes` are those that can be read, by path; `relations` what each says of others, by relation and id; `base_url` is
    where its site is, or what stands in for that in identifiers; `left_out` are the notes that cannot be read.
    """

    kb: KnowledgeBase
    notes: Mapping[str, Note]
    hubs: Sequence[Hub]
    relations: Mapping[str, Mapping[str, Sequence[str]]]
    base_url: str
    left_out: Sequence[str]

    def entries(self, hub: Hub) -> list[list[Note | Hub]]:
        """The notes and hubs that each section of a hub lists, in reading order; missing ones are left out."""
        hubs = {each.path: each for each in self.hubs}
        by_id = self.kb.names.by_id
        paths = [[by_id(raw).path for raw in section.notes if raw] for section in hub.sections]
        found = [[self.notes.get(path) or hubs.get(path) for path in some] for some in paths]
        return [[entry for entry in some if entry is not None] for some in found]


def content(kb: KnowledgeBase, base_url: str) -> Content:
    """Read all of a base."""
    notes = {note.path: note for note in kb.notes if note.readable}
    left_out = [note.path for note in kb.notes if not note.readable]
    relations = {path: _relations(kb, note) for path, note in notes.items()}
    return Content(kb, notes, kb.hubs, relations, base_url, left_out)


def _relations(kb: KnowledgeBase, note: Note) -> Mapping[str, Sequence[str]]:
    """The ids of the notes and hubs that a note is related to; what does not exist is left out."""
    found: dict[str, list[str]] = {}
    for relation in kb.relations_of(note):
        if relation.target.kind in ("note", "hub"):
            found.setdefault(relation.form, []).append(kb.facts[relation.target.path].id)
    return found
