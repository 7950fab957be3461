"""`rlkb retitle`: a question in new words, everywhere that the old ones stand; and, if asked, a new id."""

from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.heading import retext
from rlkb_cli.edit.patch import Splice
from rlkb_cli.edit.plans.add import check_question
from rlkb_cli.edit.plans.ids import free_id, note_path
from rlkb_cli.edit.plans.repoint import Move, repoint
from rlkb_cli.edit.splice import Insert, RemoveItem, SetValue
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.markdown import scan
from rlkb_cli.kb.model import Note


class NewName(NamedTuple):
    """The id that a retitled note gets: its own, one made of the new question (`follow`), or `id`."""

    follow: bool = False
    id: str | None = None


KEEP = NewName()


def plan_retitle(kb: KnowledgeBase, note: Note, question: str, name: NewName = KEEP) -> Change:
    """Reword a question in its note, its heading, in link texts and anchors; rename the note if `name` says so.

    The former question and id are kept in `former-questions` and `former-ids`.  Refused if another note asks the
    new question already, or has the new id.
    """
    question = question.strip()
    check_question(kb, question, own=note.path)
    draft = Draft(kb)
    new_id = free_id(kb, question, name.id, own=note.path) if name.follow or name.id else note.id
    path = _rename(draft, note, new_id) if new_id != note.id else note.path
    _reword(draft, note, question)
    repoint(draft, Move(note, path, new_id, question, _heading(draft, note, question)))
    return draft.change(f"retitle `{note.id}`" + (f" as `{new_id}`" if new_id != note.id else ""))


def respell(draft: Draft, note: Note, question: str) -> None:
    """Let a note ask its question in another spelling, in its heading and in links to it as well.

    No former question is kept: as questions are compared, it is the same.  Raises as `plan_retitle` does.
    """
    check_question(draft.kb, question, own=note.path)
    draft.edit(note.path, SetValue((draft.kb.config.key("question"),), question))
    repoint(draft, Move(note, note.path, note.id, question, _heading(draft, note, question)))


def _reword(draft: Draft, note: Note, question: str) -> None:
    if question == note.question:
        return
    key = draft.kb.config.key
    draft.edit(note.path, SetValue((key("question"),), question))
    _keep_former(draft, note, "former-questions", note.former_questions, note.question, question)


def _rename(draft: Draft, note: Note, new_id: str) -> str:
    """Give the note a new id; returns its new path, which is the old one where ids do not come from file names."""
    _keep_former(draft, note, "former-ids", note.former_ids, note.id, new_id)
    draft.renames_id(note.id, new_id)
    if "id" in draft.kb.config.keys and draft.kb.config.key("id") in note.fields:
        draft.edit(note.path, SetValue((draft.kb.config.key("id"),), new_id))
        return note.path
    path = note_path(draft.kb, new_id, note.path.rpartition("/")[0])
    draft.rename(note.path, path)
    return path


def _keep_former(draft: Draft, note: Note, name: str, kept: tuple[str, ...], old: str, new: str) -> None:
    """Put the old name on the list of former ones, and take the new one off it."""
    path = (draft.kb.config.key(name),)
    if old and old not in kept:
        draft.edit(note.path, Insert(path, len(kept), old))
    if new in kept:
        draft.edit(note.path, RemoveItem(path, kept.index(new)))


def _heading(draft: Draft, note: Note, question: str) -> tuple[str, str] | None:
    """Reword the first heading where it equals the old question; returns its slug before and after."""
    offset = draft.body(note.path)
    body = draft.data(note.path)[offset:]
    old = scan(body).headings
    if not old or old[0].text.strip() != note.question.strip() or question == note.question:
        return None
    draft.patch(
        note.path, tuple(Splice(s.start + offset, s.end + offset, s.new) for s in retext(body, 0, question))
    )
    new = scan(draft.data(note.path)[offset:]).headings
    return old[0].slug, new[0].slug
