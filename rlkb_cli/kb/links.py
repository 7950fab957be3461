"""Who is linked to whom, from the facts alone: no note is read for it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, ID, WIKI, split
from rlkb_cli.kb.resolve import Target

LINK = "link"


class Edge(NamedTuple):
    """One thing in `source` that points at the document `target`, both by path: a relation's name, or `link`."""

    source: str
    target: str
    kind: str


class Links:
    """The relations and links between the notes, pages and hubs of one base, each once; none of a document to itself.

    Entries of hubs are not among them.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        facts = kb.facts
        self._kb = kb
        self._uses, self._says = facts.by_path("uses"), facts.by_path("says")
        self._relations = facts.by_path("relations")
        self._met: dict[str, Target] = {}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, by source."""
        return tuple(
            edge
            for path in self._kb.facts.of_kind("note", "page")
            for edge in dict.fromkeys(self.of(path))
        )

    @cached_property
    def outgoing(self) -> Mapping[str, list[Edge]]:
        """What each document points at."""
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def incoming(self) -> Mapping[str, list[Edge]]:
        """What points at each document."""
        return _grouped((edge.target, edge) for edge in self.edges)

    def targets(self, path: str) -> Iterator[str]:
        """What one document points at, by path, itself and files among it, and all that it may mean."""
        facts, met, find = self._kb.facts, self._met, self._target
        for key in split(self._uses[path]):
            name = key.partition(ANCHOR)[0]
            target = Target("", name) if name in facts else met.get(name) or find(name)
            yield from target.candidates or (target.path,)

    def neighbours(self, path: str) -> list[str]:
        """The documents that one points at or is pointed at by, each once."""
        there = (edge.target for edge in self.outgoing.get(path, ()))
        back = (edge.source for edge in self.incoming.get(path, ()))
        return list(dict.fromkeys((*there, *back)))

    def of(self, path: str) -> Iterator[Edge]:
        """What one document points at; as often as it does."""
        used, said = split(self._uses[path]), split(self._says[path])
        # The keys of the relations come first, one for each; where a hostile name divides one, the rest are links.
        kinds = [text.partition(ANCHOR)[0] for text in said] if len(said) == self._relations[path] else []
        for number, key in enumerate(used):
            name = key.partition(ANCHOR)[0]
            target = self._met.get(name) or self._target(name)
            if target.document and target.path != path:
                yield Edge(path, target.path, kinds[number] if number < len(kinds) else LINK)

    def _target(self, key: str) -> Target:
        names = self._kb.names
        if key.startswith(WIKI):
            target = names.wiki(key.removeprefix(WIKI))
        elif key.startswith(ID):
            target = names.by_id(key.removeprefix(ID))
        else:
            target = names.markdown("", f"/{key}")
        self._met[key] = target
        return target


def _grouped(pairs: Iterator[tuple[str, Edge]]) -> Mapping[str, list[Edge]]:
    groups: dict[str, list[Edge]] = {}
    for name, edge in pairs:
        groups.setdefault(name, []).append(edge)
    return groups
