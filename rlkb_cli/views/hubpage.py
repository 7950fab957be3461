"""A hub as a page: its sections, each with the questions that it lists."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub, Note, Section, section_name
from rlkb_cli.views.cards import Card, cards

FEW = 200
"""As many notes are read one by one, where all of a larger base would have to be known for cards."""


class Entry(NamedTuple):
    """What a section lists: `kind` is note, hub or missing, `title` the question or the hub's title."""

    kind: str
    id: str
    path: str
    title: str
    summary: str = ""


class SectionPart(NamedTuple):
    """A section of a page.  `name` is how a note names it, `declared` the count as written, or None."""

    name: str
    title: str
    description: str
    declared: str | None
    entries: Sequence[Entry]


class HubPage(NamedTuple):
    """A hub, or (with `whole` false) one section of it.  The declared totals are as written, or None."""

    id: str
    path: str
    title: str
    description: str
    declared_notes: str | None
    declared_sections: str | None
    sections: Sequence[SectionPart]
    whole: bool = True

    @property
    def listed(self) -> int:
        """How many entries there are; a sub-map is one."""
        return sum(len(section.entries) for section in self.sections)


def hub_page(kb: KnowledgeBase, hub: Hub, section: int | None = None) -> HubPage:
    """The page of a hub, or of its `section`-th section alone."""
    shown = hub.sections if section is None else hub.sections[section : section + 1]
    known = cards(kb) if sum(len(part.notes) for part in shown) > FEW else {}
    parts = tuple(_part(kb, hub, part, known) for part in shown)
    figures = (hub.total_notes, hub.total_sections) if section is None else (None, None)
    return HubPage(hub.id, hub.path, hub.title, hub.description, *figures, parts, section is None)


def _part(kb: KnowledgeBase, hub: Hub, section: Section, known: Mapping[str, Card]) -> SectionPart:
    entries = tuple(_entry(kb, raw, known) for raw in section.notes if raw)
    return SectionPart(section_name(hub, section), section.title, section.description, section.declared, entries)


def _entry(kb: KnowledgeBase, raw: str, known: Mapping[str, Card]) -> Entry:
    path = kb.names.by_id(raw).path
    if path in known:
        return Entry("note", known[path].id, path, known[path].question, known[path].summary)
    document = kb.documents[path] if path else None
    if isinstance(document, Note):
        return Entry("note", document.id, path, document.question, document.summary)
    if isinstance(document, Hub):
        return Entry("hub", document.id, path, document.title, document.description)
    return Entry("missing", raw, "", "")


def as_data(page: HubPage) -> dict[str, object]:
    """The page as plain data."""
    sections = [
        {**section._asdict(), "entries": [entry._asdict() for entry in section.entries]} for section in page.sections
    ]
    totals = {"notes": page.declared_notes, "sections": page.declared_sections}
    return {
        "id": page.id,
        "path": page.path,
        "title": page.title,
        "description": page.description,
        "declared": totals,
        "sections": sections,
    }
