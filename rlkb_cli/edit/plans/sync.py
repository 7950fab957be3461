"""`rlkb hub sync`: declared figures, counted anew; other verbs change them by what they add or take."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.splice import Op, SetValue
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import KeyPath
from rlkb_cli.kb.values import Quoted, is_empty


def plan_sync(kb: KnowledgeBase, hubs: Sequence[Hub]) -> Change:
    """Make `totals` and every `count` of the hubs say what is there; those that are missing are added.

    Refused for a hub that cannot be read as a whole.
    """
    draft = Draft(kb)
    for hub in hubs:
        for problem in hub.problems:
            raise Refused(f"the hub cannot be counted: {problem.message}", path=hub.path)
        draft.edit(hub.path, *distinct(recounts(hub).values()))
    return draft.change("sync " + ", ".join(f"`{hub.id}`" for hub in hubs))


def recounts(hub: Hub) -> Mapping[KeyPath, Op]:
    """The edits that let each figure of a hub say what is there, by its key path; none for those that do.

    Where `totals` is missing as a whole, one edit adds both.
    """
    return {**_totals(hub), **_counts(hub)}


def distinct(ops: Iterable[Op]) -> list[Op]:
    """The edits, each once."""
    kept: list[Op] = []
    for op in ops:
        if op not in kept:
            kept.append(op)
    return kept


def _totals(hub: Hub) -> dict[KeyPath, Op]:
    true = {"notes": hub.entries, "sections": len(hub.sections)}
    declared = hub.fields.get("totals")
    if declared is None or is_empty(declared):
        both = SetValue(("totals",), true, after=_last_of(hub.fields, "title", "description"))
        return {("totals", key): both for key in true}
    wrong = {key: number for key, number in true.items() if not _says(declared.get(key), number)}
    return {("totals", key): SetValue(("totals", key), number) for key, number in wrong.items()}


def _counts(hub: Hub) -> dict[KeyPath, Op]:
    found: dict[KeyPath, Op] = {}
    for index, section in enumerate(hub.sections):
        fields, path = hub.fields["sections"][index], ("sections", index, "count")
        if not _says(fields.get("count"), len(section.notes)):
            after = _last_of(fields, "id", "title", "description")
            found[path] = SetValue(path, len(section.notes), after=after)
    return found


def _says(raw: Any, number: int) -> bool:
    return raw == str(number) and not isinstance(raw, Quoted)


def _last_of(fields: Any, *keys: str) -> str:
    """The one of these keys behind which a new one is put: the last that is there."""
    return [keys[0], *(key for key in keys if key in fields)][-1]
