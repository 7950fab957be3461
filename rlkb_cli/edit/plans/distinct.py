"""`rlkb distinct`: a verdict that two notes do not ask the same, written into both."""

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.link import VERDICT, relate
from rlkb_cli.edit.plans.reasons import give_reason
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note


def plan_distinct(kb: KnowledgeBase, note: Note, other: Note, reason: str = "") -> Change:
    """Write `distinct-from` into both notes, and the reason, if there is one, behind it.

    What is there already is left as it is.  BadInput for a note and itself, or a reason of several lines.
    """
    if any(ord(letter) < 32 for letter in reason):
        raise BadInput("a reason is one line of text")
    draft = Draft(kb)
    relate(draft, note, other, VERDICT)
    if reason.strip():
        give_reason(draft, note, other, reason.strip())
        give_reason(draft, other, note, reason.strip())
    return draft.change(f"distinct `{note.id}` from `{other.id}`")
