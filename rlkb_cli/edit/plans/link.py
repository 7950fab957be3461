"""`rlkb link` and `rlkb unlink`: relations between notes, both ends in one change."""

from collections.abc import Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.reasons import let_reasons_follow
from rlkb_cli.edit.splice import Insert, RemoveItem, RemoveKey
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.suggest import closest

VERDICT = "distinct-from"


def plan_link(kb: KnowledgeBase, note: Note, others: Sequence[Note], relation: str) -> Change:
    """Relate `note` to each of the others: "note RELATION other" in it, and the inverse in the other.

    An end that is there already is left as it is.  BadInput for an unknown relation or a note and itself.
    """
    draft = Draft(kb)
    for other in others:
        relate(draft, note, other, relation)
    return draft.change(f"link `{note.id}` {relation} {_names(others)}")


def plan_unlink(kb: KnowledgeBase, note: Note, others: Sequence[Note], relation: str | None) -> Change:
    """Take away the relations between `note` and each of the others: all but verdicts, or the one named."""
    draft = Draft(kb)
    if relation is not None:
        check_relation(kb, relation)
    for other in others:
        for name in (relation,) if relation else kb.config.relations:
            if name != VERDICT or relation:
                _drop(draft, note, name, other)
                _drop(draft, other, kb.config.relations[name], note)
    return draft.change(f"unlink `{note.id}` from {_names(others)}")


def relate(draft: Draft, note: Note, other: Note, relation: str) -> None:
    """Write both ends of one relation into a draft, where they are missing."""
    check_relation(draft.kb, relation)
    if note.path == other.path:
        raise BadInput(f"`{note.id}` cannot be linked to itself")
    _write(draft, note, relation, other)
    _write(draft, other, draft.kb.config.relations[relation], note)


def check_relation(kb: KnowledgeBase, name: str) -> None:
    """BadInput if the base has no such relation."""
    if name not in kb.config.relations:
        likely = closest(name, kb.config.relations)
        known = (
            f"did you mean `{likely[0]}`?"
            if likely
            else f"relations: {', '.join(sorted(kb.config.relations))}"
        )
        raise BadInput(f"there is no relation `{name}`", help=known)


def _write(draft: Draft, note: Note, name: str | None, other: Note) -> None:
    if name is None or _ends(draft, note, name, other):
        return
    listed = _now(draft, note).relations.get(name, ())
    draft.edit(note.path, Insert((draft.kb.config.key(name),), len(listed), other.id))
    draft.adds(note.path, name, other.path)


def _drop(draft: Draft, note: Note, name: str | None, other: Note) -> None:
    """Take the other out of a list; the last one takes the key along, so that `unlink` is the inverse of `link`."""
    if name is None:
        return
    ends, path = _ends(draft, note, name, other), (draft.kb.config.key(name),)
    if ends and len(ends) == len(_now(draft, note).relations[name]):
        draft.edit(note.path, RemoveKey(path))
    else:
        draft.edit(note.path, *(RemoveItem(path, index) for index in reversed(ends)))
    for _ in ends:
        draft.removes(note.path, name, other.path)
    if name == VERDICT:
        let_reasons_follow(draft, [note.path], other.id, None)


def _ends(draft: Draft, note: Note, name: str, other: Note) -> list[int]:
    """Where in the note's list the other stands."""
    listed = _now(draft, note).relations.get(name, ())
    return [
        index
        for index, raw in enumerate(listed)
        if draft.kb.names.relation(raw).path == other.path or raw == other.id
    ]


def _now(draft: Draft, note: Note) -> Note:
    return read_note(note.path, draft.data(note.path), draft.kb.config)


def _names(notes: Sequence[Note]) -> str:
    return ", ".join(f"`{note.id}`" for note in notes)
