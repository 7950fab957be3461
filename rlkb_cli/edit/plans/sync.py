"""`rlkb hub sync`: declared figures, counted anew; other verbs change them by what they add or take."""

from collections.abc import Iterator, Sequence
from typing import Any

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.splice import Op, SetValue
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.values import is_empty
from rlkb_cli.kb.yamlnodes import Quoted


def plan_sync(kb: KnowledgeBase, hubs: Sequence[Hub]) -> Change:
    """Make `totals` and every `count` of the hubs say what is there; those that are missing are added.

    Refused for a hub that cannot be read as a whole.
    """
    draft = Draft(kb)
    for hub in hubs:
        for problem in hub.problems:
            raise Refused(f"the hub cannot be counted: {problem.message}", path=hub.path)
        draft.edit(hub.path, *_totals(hub), *_counts(hub))
    return draft.change("sync " + ", ".join(f"`{hub.id}`" for hub in hubs))


def _totals(hub: Hub) -> Iterator[Op]:
    true = {"notes": hub.entries, "sections": len(hub.sections)}
    declared = hub.fields.get("totals")
    if declared is None or is_empty(declared):
        yield SetValue(("totals",), true, after=_last_of(hub.fields, "title", "description"))
        return
    for key, number in true.items():
        if not _says(declared.get(key), number):
            yield SetValue(("totals", key), number)


def _counts(hub: Hub) -> Iterator[Op]:
    for index, section in enumerate(hub.sections):
        fields = hub.fields["sections"][index]
        if not _says(fields.get("count"), len(section.notes)):
            after = _last_of(fields, "id", "title", "description")
            yield SetValue(("sections", index, "count"), len(section.notes), after=after)


def _says(raw: Any, number: int) -> bool:
    return raw == str(number) and not isinstance(raw, Quoted)


def _last_of(fields: Any, *keys: str) -> str:
    """The one of these keys behind which a new one is put: the last that is there."""
    return [keys[0], *(key for key in keys if key in fields)][-1]
