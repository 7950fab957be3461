"""The conservation check: an edit loses no link, relation or entry, and makes none but those that it announces."""

from collections import Counter
from collections.abc import Iterator, Mapping

from rlkb_cli.edit.change import Arrow, Change
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import Facts, split
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.resolve import Target
from rlkb_cli.kb.spelling import nfc

_Settled = Mapping[str, Mapping[str, int]]
"""How often an entry is settled, by hub."""


def nothing_lost(before: KnowledgeBase, after: KnowledgeBase, change: Change) -> None:
    """Every arrow of files that stay must be there after the change, but for those that it means to alter.

    Raises Refused with the difference.
    """
    gone, new = set(change.deleted), set(change.created)
    seen = _concerned(before, after, change)
    settled = _settled(before, after, change, seen)
    was = _arrows(before, change.renames, seen - gone, settled)
    was.update(arrow for arrow in change.added if arrow.source not in new)
    was.subtract(arrow for arrow in change.removed if arrow.source not in gone)
    now = _arrows(after, {}, seen - new, settled)
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


def _concerned(before: KnowledgeBase, after: KnowledgeBase, change: Change) -> set[str]:
    """The documents that the change touches, and those whose links may lead elsewhere for it."""
    touched = set(change.after)
    if _has_same_names(before, after, touched):
        return touched
    found = (kb.sieve.sources_of(*(path for path in change.after if path in kb.facts)) for kb in (before, after))
    return touched.union(*found)


def _has_same_names(before: KnowledgeBase, after: KnowledgeBase, touched: set[str]) -> bool:
    """Whether every name and path leads to the same in both: links that are written alike then lead alike."""
    if before.config != after.config or before.files != after.files or before.facts.keys() != after.facts.keys():
        return False
    pairs = ((before.facts[path], after.facts[path]) for path in touched & before.facts.keys())
    return all(_names(was) == _names(now) for was, now in pairs)


def _names(facts: Facts) -> tuple[str, ...]:
    return facts.kind, facts.id, facts.question, facts.former, facts.aliases


def _settled(before: KnowledgeBase, after: KnowledgeBase, change: Change, seen: set[str]) -> _Settled:
    """The entries of hubs that need not be followed: a hub of thousands has nearly all of them before and after.

    Not those of which the change says something, nor those that a name of what it touches may lead elsewhere.
    """
    if before.config != after.config:
        return {}
    said = {arrow.target for arrow in (*change.added, *change.removed)}
    known = [kb.facts[path] for kb in (before, after) for path in said.union(change.after) if path in kb.facts]
    names = {nfc(name) for facts in known for name in (facts.id, *split(facts.former))}
    names.update(nfc(target.partition(":")[2]) for target in said)
    hubs = [path for path in seen if all(path in kb.facts and kb.facts[path].kind == "hub" for kb in (before, after))]
    alike = {path: Counter(_entries(before.hub(path))) & Counter(_entries(after.hub(path))) for path in hubs}
    return {
        path: {raw: count for raw, count in entries.items() if nfc(raw) not in names}
        for path, entries in alike.items()
    }


def _arrows(
    kb: KnowledgeBase, renames: Mapping[str, str], sources: set[str], settled: _Settled
) -> Counter[Arrow]:
    def name(path: str) -> str:
        return renames.get(path, path)

    return Counter(
        Arrow(name(source), form, name(target.path) or f"{target.kind}:{raw}")
        for source in sources
        if source in kb.facts
        for form, raw, target in _said(kb, source, settled.get(source, {}))
    )


def _said(kb: KnowledgeBase, source: str, settled: Mapping[str, int]) -> Iterator[tuple[str, str, Target]]:
    """The form, the words and the target of all that a document points at, but for what is settled."""
    document = kb.documents[source]
    if isinstance(document, Hub):
        entries = Counter(_entries(document))
        entries.subtract(settled)
        return (("entry", raw, kb.names.by_id(raw)) for raw in entries.elements())
    return ((ref.form, ref.raw, ref.target) for ref in kb.references_of(source))


def _entries(hub: Hub) -> Iterator[str]:
    return (raw for section in hub.sections for raw in section.notes if raw)


def _difference(lost: Counter[Arrow], gained: Counter[Arrow]) -> str:
    lines = [
        f"{sign} {a.source} {a.form} {a.target}"
        for sign, arrows in (("-", lost), ("+", gained))
        for a in arrows
    ]
    return "; ".join(sorted(lines)[:10])
