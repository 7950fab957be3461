"""`rlkb add`: a new question, as a note, in its place in the hub, related to others."""

from collections.abc import Sequence
from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.newfile import new_note
from rlkb_cli.edit.plans.ids import free_id, note_path
from rlkb_cli.edit.plans.link import VERDICT, relate
from rlkb_cli.edit.plans.listing import ANYWHERE, Where, enlist, spot
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.select import SectionRef
from rlkb_cli.kb.text import question_key, stem


class NewNote(NamedTuple):
    """What a new note is to hold.  Without an `id`, one is made of the question."""

    question: str
    section: SectionRef
    summary: str = ""
    id: str | None = None
    body: str = ""
    related: Sequence[Note] = ()
    distinct_from: Sequence[Note] = ()


def plan_add(kb: KnowledgeBase, new: NewNote, where: Where = ANYWHERE) -> Change:
    """Create a note, list it, count it, and relate it to others at both ends.

    Refused if a note asks the question already; BadInput for a question or an id that cannot be one.
    """
    check_question(kb, new.question)
    draft = Draft(kb)
    note_id = free_id(kb, new.question, new.id)
    enter(draft, new, note_path(kb, note_id), where)
    return draft.change(f"add `{note_id}`")


def enter(draft: Draft, new: NewNote, path: str, where: Where) -> None:
    """Create the note at `path`, which gives it its id; list it, count it, and relate it."""
    note_id = stem(path)
    draft.create(path, new_note(_fields(draft.kb, new, note_id), new.body))
    note = read_note(path, draft.data(path), draft.kb.config)
    enlist(draft, new.section, spot(draft, new.section, where), note_id)
    draft.adds(new.section.hub, "entry", path)
    for other in new.related:
        relate(draft, note, other, "related")
    for other in new.distinct_from:
        relate(draft, note, other, VERDICT)


def check_question(kb: KnowledgeBase, question: str, own: str | None = None) -> None:
    """Refused if a note other than the one at `own` asks this already; BadInput if it is no line of text."""
    if not question.strip() or not question_key(question):
        raise BadInput("the question is empty")
    if any(ch in question for ch in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029") or any(
        ord(ch) < 32 or ord(ch) == 127 for ch in question
    ):
        raise BadInput("a question is one line of text, without control characters")
    for path in kb.names.questions.get(question_key(question), ()):
        if path != own:
            raise Refused(f"`{kb.note(path).id}` asks this already", path=path, help=kb.note(path).question)


def _fields(kb: KnowledgeBase, new: NewNote, note_id: str) -> dict[str, str]:
    section = kb.section_name(Placement(new.section.hub, new.section.number, 0))
    fields = {"question": new.question.strip(), "section": section, "summary": new.summary.strip()}
    if "id" in kb.config.keys:
        fields = {"id": note_id, **fields}
    return {kb.config.key(name): text for name, text in fields.items() if text}
