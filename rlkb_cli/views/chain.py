"""`rlkb path`: a shortest chain of links and relations from one note to another, whichever way round they are."""

from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.links import Edge, Links
from rlkb_cli.views.titles import id_of, title_of


class Step(NamedTuple):
    """One document of a chain, and how it is reached from the one before: `how` is a relation's name or `link`, and
    `forward` says that the one before points at it; the first step has neither.
    """

    id: str
    path: str
    title: str
    how: str = ""
    forward: bool = True


def chain(kb: KnowledgeBase, start: str, end: str) -> list[Step]:
    """A shortest chain between two documents, by path; empty if there is none.  Hubs' lists are no links.

    Of several, the one that goes forward first, and then by path.
    """
    links = Links(kb)
    came: dict[str, tuple[Edge, bool] | None] = {start: None}
    queue = [start]
    for path in queue:  # grows as it is walked: a breadth-first search
        if path == end:
            break
        there = [(edge.target, edge, True) for edge in links.outgoing.get(path, ())]
        back = [(edge.source, edge, False) for edge in links.incoming.get(path, ())]
        for other, edge, forward in (*there, *back):
            if other not in came:
                came[other] = edge, forward
                queue.append(other)
    return _steps(kb, came, end) if end in came else []


def _steps(kb: KnowledgeBase, came: dict[str, tuple[Edge, bool] | None], end: str) -> list[Step]:
    steps, path = [], end
    while (step := came[path]) is not None:
        edge, forward = step
        steps.append(Step(id_of(kb, path), path, title_of(kb, path), edge.kind, forward))
        path = edge.source if forward else edge.target
    steps.append(Step(id_of(kb, path), path, title_of(kb, path)))
    return steps[::-1]
