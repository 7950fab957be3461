"""`rlkb order`: the reading order of a section."""

from collections.abc import Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.section import section_at
from rlkb_cli.edit.splice import MoveItem, Op
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.select import SectionRef


def plan_order(kb: KnowledgeBase, ref: SectionRef, first: Sequence[Note | Hub]) -> Change:
    """Let a section list these entries first, in this order; the others keep theirs, behind them.

    BadInput for an entry that the section does not list.
    """
    section = section_at(kb, ref)
    paths = [kb.names.by_id(raw).path for raw in section.notes]
    moves: list[Op] = []
    for target, entry in enumerate(first):
        if entry.path not in paths:
            raise BadInput(f"`{entry.id}` is not listed in the section {section.title!r}")
        index = paths.index(entry.path)
        paths.insert(target, paths.pop(index))
        if index != target:
            at = ("sections", ref.number, "notes")
            moves.append(MoveItem(at, index, at, target))
    draft = Draft(kb)
    draft.edit(ref.hub, *moves)
    return draft.change(f"order {section.title or section.id}")
