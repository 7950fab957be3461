"""The reasons of verdicts, `distinct-reasons`: a list of texts, each with the id of the other note before it."""

from collections.abc import Iterable

from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.splice import Insert, Op, RemoveItem, RemoveKey, SetValue
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.read import read_note

REASONS = "distinct-reasons"


def give_reason(draft: Draft, note: Note, other: Note, reason: str) -> None:
    """Say in a note why it is no duplicate of the other; what is said there already is left as it is."""
    text = f"{other.id}: {reason}"
    known = note.fields.get(REASONS) or ()
    if not isinstance(known, tuple):
        raise BadInput(f"`{REASONS}` is not a list", path=note.path)
    if text not in known:
        draft.edit(note.path, Insert((REASONS,), len(known), text))


def let_reasons_follow(draft: Draft, paths: Iterable[str], old: str, new: str | None) -> None:
    """Let the reasons about the note that was `old` be about `new` in the notes at these paths, or go with it."""
    for path in dict.fromkeys(paths):
        known = read_note(path, draft.data(path), draft.kb.config).fields.get(REASONS)
        if isinstance(known, tuple):
            draft.edit(path, *_ops(known, f"{old}: ", new))


def _ops(known: tuple[object, ...], start: str, new: str | None) -> list[Op]:
    about = {
        n: text.removeprefix(start) for n, text in enumerate(known) if isinstance(text, str) and text.startswith(start)
    }
    said = {n: f"{new}: {reason}" for n, reason in about.items()}
    if new is not None and not any(text in known for text in said.values()):
        return [SetValue((REASONS, n), text) for n, text in said.items()]
    if about and len(about) == len(known):
        return [RemoveKey((REASONS,))]
    return [RemoveItem((REASONS,), n) for n in reversed(about)]
