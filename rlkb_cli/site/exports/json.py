"""As JSON, with everything that the files say: `version` 1."""

from typing import Any

from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, split_note
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.output import to_json
from rlkb_cli.site.exports.content import Content

VERSION = 1


def export(content: Content) -> str:
    """Hubs with their sections and the ids that they list; notes with their relations, front matter and text."""
    data = {
        "version": VERSION,
        "hubs": [_hub(hub) for hub in content.hubs],
        "notes": [_note(content, note) for note in content.notes.values()],
    }
    return to_json(data) + "\n"


def _hub(hub: Hub) -> dict[str, Any]:
    sections = [
        {"id": section.id, "title": section.title, "description": section.description, "notes": section.notes}
        for section in hub.sections
    ]
    return {"id": hub.id, "path": hub.path, "title": hub.title, "description": hub.description, "sections": sections}


def _note(content: Content, note: Note) -> dict[str, Any]:
    kb = content.kb
    return {
        "id": note.id,
        "path": note.path,
        "question": note.question,
        "summary": note.summary,
        "section": note.section,
        "listed": [kb.section_name(spot) for spot in kb.placements.get(note.path, ())],
        "relations": content.relations[note.path],
        "links": sorted({kb.facts[path].id for path in _linked(content, note)}),
        "aliases": note.aliases,
        "former_ids": note.former_ids,
        "former_questions": note.former_questions,
        "front_matter": note.fields,
        "text": _text(kb.read(note.path)),
    }


def _linked(content: Content, note: Note) -> set[str]:
    """The notes and hubs that the text links to, by path."""
    targets = (link.target for link in content.kb.links_of(note.path))
    return {target.path for target in targets if target.kind in ("note", "hub")} - {note.path}


def _text(data: bytes) -> str:
    parts = split_note(data)
    return ("" if isinstance(parts, NoFrontMatter) else data[body_offset(parts) :].decode(errors="replace")).strip("\n")
