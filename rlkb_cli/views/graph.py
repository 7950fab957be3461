"""`rlkb graph`: the notes and what links them, as data."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, split
from rlkb_cli.kb.links import LINK, Edge, Links
from rlkb_cli.kb.model import section_name
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.views.cards import cards


class Node(NamedTuple):
    """A note; `section` is the first that lists it, by the name that notes use, or empty."""

    id: str
    path: str
    title: str
    section: str


class Line(NamedTuple):
    """What links two notes, by path: a relation's name or `link`.

    A relation and its inverse are one line; one that is its own inverse is not `directed`.
    """

    source: str
    target: str
    kind: str
    directed: bool


class Graph(NamedTuple):
    """The notes by path, what links them, and the titles of the sections by name."""

    nodes: Sequence[Node]
    lines: Sequence[Line]
    sections: Mapping[str, str]

    @property
    def drawn(self) -> Sequence[Line]:
        """The lines of a picture: where two notes are related, links between them add nothing."""
        related = {frozenset((line.source, line.target)) for line in self.lines if line.kind != LINK}
        seen = set()
        lines = []
        for line in self.lines:
            ends = frozenset((line.source, line.target))
            if line.kind != LINK or (ends not in related and ends not in seen):
                lines.append(line)
                seen.add(ends)
        return lines


def graph(kb: KnowledgeBase) -> Graph:
    """The graph of a base; pages and hubs are left out."""
    known, homes = cards(kb), _homes(kb)
    nodes = [Node(card.id, path, card.question, homes.get(path, "")) for path, card in known.items()]
    edges = (edge for edge in Links(kb).edges if edge.source in known and edge.target in known)
    used = {node.section for node in nodes}
    titles = ((section_name(hub, part), part.title) for hub in kb.hubs for part in hub.sections)
    sections = {name: title or name for name, title in titles if name in used}
    return Graph(nodes, list(dict.fromkeys(_line(kb.config.relations, edge) for edge in edges)), sections)


def _homes(kb: KnowledgeBase) -> Mapping[str, str]:
    """The section that lists a note, the root hub's before others."""
    homes: dict[str, str] = {}
    for _, facts in sorted(kb.facts.items(), key=lambda item: item[0] != ROOT_HUB):
        for entry in split(facts.entries):
            name, _, raw = entry.partition(ANCHOR)
            homes.setdefault(kb.names.by_id(raw).path, name)
    return homes


def _line(relations: Mapping[str, str | None], edge: Edge) -> Line:
    """An edge as a line: of a relation and its inverse, the one that the base knows first."""
    source, target, kind = edge
    inverse = relations.get(kind)
    if inverse == kind:
        return Line(min(source, target), max(source, target), kind, False)
    order = list(relations)
    if inverse is not None and order.index(inverse) < order.index(kind):
        return Line(target, source, inverse, True)
    return Line(source, target, kind, True)


def as_data(found: Graph) -> dict[str, object]:
    """The graph as plain data."""
    return {
        "nodes": [node._asdict() for node in found.nodes],
        "edges": [line._asdict() for line in found.lines],
        "sections": [{"name": name, "title": title} for name, title in found.sections.items()],
    }
