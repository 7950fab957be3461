"""The files of a new knowledge base, made from a published page."""

from collections.abc import Mapping

from rlkb_cli.edit.newfile import new_hub, new_note
from rlkb_cli.edit.page import Page, PageNote, PageSection
from rlkb_cli.edit.splice.values import Value
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.text import make_id

ROOT_HUB_ID = "hub"
UNTITLED = "Notes"  # a section must have a title; this is for notes that stand in none


def plan_import(page: Page) -> dict[str, bytes]:
    """The files by their path in the base: `hub.yaml`, then `notes/<id>.md` in reading order.

    Declared figures are kept as declared, right or wrong; what the page does not declare is left out.
    Raises BadInput if the page has no title.
    """
    if not page.title:
        raise BadInput("the page has no title", help="the first line of text is taken for the title")
    notes: dict[str, bytes] = {}
    taken_notes, taken_sections = {ROOT_HUB_ID}, set[str]()
    sections: list[Value] = []
    for section in page.sections:
        section_id = _take_id(section.title or UNTITLED, taken_sections)
        ids = [_take_id(note.question, taken_notes) for note in section.notes]
        sections.append(_section_fields(section, section_id, ids))
        for note_id, note in zip(ids, section.notes, strict=True):
            notes[f"notes/{note_id}.md"] = new_note(_note_fields(note, section_id), "")
    return {"hub.yaml": new_hub(_hub_fields(page, sections)), **notes}


def _take_id(text: str, taken: set[str]) -> str:
    made = make_id(text, taken)
    taken.add(made)
    return made


def _hub_fields(page: Page, sections: list[Value]) -> dict[str, Value]:
    totals = _known({"notes": page.declared_notes, "sections": page.declared_sections})
    fields = {"title": page.title, "description": page.description or None, "totals": totals or None}
    return {**_known(fields), "sections": sections}


def _section_fields(section: PageSection, section_id: str, ids: list[str]) -> dict[str, Value]:
    fields = {
        "id": section_id,
        "title": section.title or UNTITLED,
        "description": section.description or None,
        "count": section.declared,
    }
    return {**_known(fields), "notes": ids}


def _note_fields(note: PageNote, section_id: str) -> dict[str, Value]:
    return _known({"question": note.question, "section": section_id, "summary": note.summary or None})


def _known(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if value is not None}
