"""How the findings of several rules are mended: edits that the verbs make as well."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rlkb_cli.kb.place import KeyPath, Place
from rlkb_cli.lint.model import Finding

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft
    from rlkb_cli.kb.base import Reference


def recount(draft: "Draft", figures: Iterable[tuple[str, KeyPath]]) -> None:
    """Let figures, each a hub and a key path in it, say what is there."""
    from rlkb_cli.edit.plans.sync import distinct, recounts

    by_hub: dict[str, list[KeyPath]] = {}
    for path, figure in figures:
        by_hub.setdefault(path, []).append(figure)
    for path, wanted in by_hub.items():
        ops = recounts(draft.hub(path))
        draft.edit(path, *distinct(ops[figure] for figure in wanted if figure in ops))


def recount_places(draft: "Draft", findings: Iterable[Finding]) -> None:
    """The same for findings that stand at the figures."""
    recount(draft, ((finding.path, finding.place.path) for finding in findings))


def settle(draft: "Draft", homes: Mapping[str, str]) -> None:
    """Let the `section` of notes, by path, name these."""
    from rlkb_cli.edit.plans.section import settle as settle_note

    for path, name in homes.items():
        settle_note(draft, draft.kb.note(path), name)


def references_at(draft: "Draft", findings: Iterable[Finding]) -> "Mapping[tuple[str, Place], Reference]":
    """What stands at the places of findings: the links, relations and entries, by path and place."""
    paths = dict.fromkeys(finding.path for finding in findings)
    wanted = {(finding.path, finding.place) for finding in findings}
    every = (reference for path in paths for reference in draft.kb.references_of(path))
    return {spot: each for each in every if (spot := (each.source, each.place)) in wanted}
