"""The conservation check: an edit loses no link, relation or entry, and makes none but those that it announces."""

from collections import Counter
from collections.abc import Mapping

from rlkb_cli.edit.change import Arrow, Change
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase


def nothing_lost(before: KnowledgeBase, after: KnowledgeBase, change: Change) -> None:
    """Every arrow of files that stay must be there after the change, but for those that it means to alter.

    Raises Refused with the difference.
    """
    gone, new = set(change.deleted), set(change.created)
    seen = _concerned(before, change) | _concerned(after, change)
    was = _arrows(before, change.renames, seen - gone)
    was.update(arrow for arrow in change.added if arrow.source not in new)
    was.subtract(arrow for arrow in change.removed if arrow.source not in gone)
    now = _arrows(after, {}, seen - new)
    lost, gained = _without_found(+was - now, now - +was)
    if lost or gained:
        raise Refused(
            "the edit would not do what was planned: nothing written", help=_difference(lost, gained)
        )


def _without_found(lost: Counter[Arrow], gained: Counter[Arrow]) -> tuple[Counter[Arrow], Counter[Arrow]]:
    """Without what led nowhere, or to several, and now leads somewhere: a new note or name may be just that."""
    for arrow in list(lost):
        if arrow.target.startswith(("missing:", "ambiguous:")):
            found = [each for each in gained.elements() if each[:2] == arrow[:2]][: lost[arrow]]
            gained.subtract(found)
            lost[arrow] -= len(found)
    return +lost, +gained


def _concerned(kb: KnowledgeBase, change: Change) -> set[str]:
    """The documents that the change touches, and those whose links may lead elsewhere for it."""
    touched = [path for path in change.after if path in kb.facts]
    return {*touched, *(source for path in touched for source in kb.sieve.sources_of(path))}


def _arrows(kb: KnowledgeBase, renames: Mapping[str, str], sources: set[str]) -> Counter[Arrow]:
    def name(path: str) -> str:
        return renames.get(path, path)

    return Counter(
        Arrow(name(ref.source), ref.form, name(ref.target.path) or f"{ref.target.kind}:{ref.raw}")
        for source in sources
        if source in kb.facts
        for ref in kb.references_of(source)
    )


def _difference(lost: Counter[Arrow], gained: Counter[Arrow]) -> str:
    lines = [
        f"{sign} {a.source} {a.form} {a.target}"
        for sign, arrows in (("-", lost), ("+", gained))
        for a in arrows
    ]
    return "; ".join(sorted(lines)[:10])
