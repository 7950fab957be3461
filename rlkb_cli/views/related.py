"""`rlkb related`: the notes that one note has most to do with, each with the reasons.

What counts: a link or relation between the two; neighbours that they share, rare ones more (L. Adamic and E. Adar,
"Friends and neighbors on the Web", 2003); a section that lists both; and words that question and summary share (cosine
of TF-IDF).
"""

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, split
from rlkb_cli.kb.links import LINK, Links
from rlkb_cli.kb.model import Note
from rlkb_cli.views.cards import Card, cards
from rlkb_cli.views.likeness import likenesses

LIMIT = 10
RELATION, LINKED, SECTION, TEXT = 3.0, 2.0, 1.0, 4.0
"""What a relation, a link, and a section of two notes count for, and what equal texts would; a shared neighbour counts
`1 / log(1 + its neighbours)`.
"""

_VERDICT = "distinct-from"  # says what is not the same, not what is related
_SHOWN = 3
_LEAST = 0.25


class Related(NamedTuple):
    """A note that another has to do with; `linked` if something links the two already."""

    id: str
    path: str
    question: str
    score: float
    linked: bool
    reasons: Sequence[str]


def related(kb: KnowledgeBase, note: Note, limit: int = LIMIT, *, new: bool = False) -> list[Related]:
    """The notes that `note` has most to do with, the first the most; with `new`, only those not linked to it yet."""
    links, known = Links(kb), cards(kb)
    found: dict[str, list[tuple[float, str]]] = {}
    for reasons in (_direct(links, note), _shared(kb, links, note), _sections(kb, note), _texts(known, note)):
        for path, reason in reasons.items():
            if path in known and path != note.path:
                found.setdefault(path, []).append(reason)
    linked = set(links.neighbours(note.path))
    every = (_related(known[path], path, reasons, path in linked) for path, reasons in found.items())
    every = (one for one in every if not (new and one.linked))
    return nsmallest(limit, every, key=lambda one: (-one.score, one.path))


def _related(card: Card, path: str, reasons: Sequence[tuple[float, str]], linked: bool) -> Related:
    score = round(sum(weight for weight, _ in reasons), 3)
    return Related(card.id, path, card.question, score, linked, [text for _, text in reasons])


def _direct(links: Links, note: Note) -> Mapping[str, tuple[float, str]]:
    """What is said of a link or relation between the two, either way round; a relation goes before a link."""
    found: dict[str, tuple[float, str]] = {}
    both = [(edge.target, edge.kind, "a link to it", "relation") for edge in links.outgoing.get(note.path, ())]
    both += [(edge.source, edge.kind, "a link from it", "its relation") for edge in links.incoming.get(note.path, ())]
    for other, kind, link, relation in both:
        weight = LINKED if kind == LINK else RELATION
        if kind != _VERDICT and weight > found.get(other, (0.0, ""))[0]:
            found[other] = weight, link if kind == LINK else f"{relation} {kind}"
    return found


def _shared(kb: KnowledgeBase, links: Links, note: Note) -> Mapping[str, tuple[float, str]]:
    weights: dict[str, float] = {}
    shared: dict[str, list[str]] = {}
    for between in links.neighbours(note.path):
        others = links.neighbours(between)
        for other in others:
            weights[other] = weights.get(other, 0.0) + 1 / log(1 + len(others))
            shared.setdefault(other, []).append(kb.facts[between].id or between)
    return {other: (weights[other], f"shared neighbours: {_some(names)}") for other, names in shared.items()}


def _sections(kb: KnowledgeBase, note: Note) -> Mapping[str, tuple[float, str]]:
    """The notes of the sections that list this one; a large section says less."""
    found: dict[str, tuple[float, str]] = {}
    for facts in kb.facts.values():
        inside: dict[str, list[str]] = {}
        for entry in split(facts.entries):
            name, _, raw = entry.partition(ANCHOR)
            inside.setdefault(name, []).append(kb.names.by_id(raw).path)
        for name, paths in inside.items():
            if note.path in paths:
                found |= {path: (SECTION / log(1 + len(paths)), f"same section: {name}") for path in paths}
    return found


def _texts(known: Mapping[str, Card], note: Note) -> Mapping[str, tuple[float, str]]:
    """The notes whose questions and summaries have words in common with this one's, as far as that says something."""
    texts = {path: f"{card.question} {card.summary}" for path, card in known.items()}
    return {
        path: (found.score * TEXT, f"words in common: {', '.join(found.words[:_SHOWN])}")
        for path, found in likenesses(texts, note.path).items()
        if found.score * TEXT >= _LEAST
    }


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
