"""What several rules ask of notes as a graph."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.links import Links


def arrows(kb: KnowledgeBase, form: str) -> dict[str, list[str]]:
    """Which notes each note says a relation of, by path; the inverse, said by the others, counts as well."""
    back, links = kb.config.relations.get(form) or form, Links(kb)
    found: dict[str, set[str]] = {}
    kinds = kb.facts.kinds
    for path, says in kb.facts.by_path("says").items():
        for edge in links.of(path) if form in says or back in says else ():
            if edge.kind in (form, back) and kinds[edge.target] == "note":
                source, goal = (path, edge.target) if edge.kind == form else (edge.target, path)
                found.setdefault(source, set()).add(goal)
    return {source: sorted(goals) for source, goals in sorted(found.items())}


def successors(kb: KnowledgeBase) -> Mapping[str, str]:
    """The notes that are superseded, each with the one that stands at the end; "" where that is not one."""
    heirs = arrows(kb, "superseded-by") if any("supersede" in says for says in kb.facts.texts("says")) else {}
    return {path: _last(heirs, path) for path in heirs}


def _last(heirs: Mapping[str, Sequence[str]], path: str) -> str:
    seen = {path}
    while path in heirs:
        if len(heirs[path]) != 1 or heirs[path][0] in seen:
            return ""
        path = heirs[path][0]
        seen.add(path)
    return path


def circles(arrows: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The circles in a graph, one for each group of nodes that all lead to each other: a shortest way round.

    The groups are found by Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without
    recursion.
    """
    for group in _groups(arrows):
        start = min(group)
        if len(group) > 1:
            yield _way_round(arrows, start, set(group))


def _way_round(arrows: Mapping[str, Sequence[str]], start: str, within: set[str]) -> list[str]:
    ways = [[start]]
    met = {start}
    for way in ways:  # which grows
        for node in arrows.get(way[-1], ()):
            if node == start:
                return way
            if node in within and node not in met:
                met.add(node)
                ways.append([*way, node])
    return [start]


def _groups(arrows: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The strongly connected components."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    for first in arrows:
        if first in number:
            continue
        ahead = [(first, iter(arrows[first]))]
        number[first] = low[first] = len(number)
        stack.append(first)
        held.add(first)
        while ahead:
            node, others = ahead[-1]
            other = next(others, None)
            if other is None:
                ahead.pop()
                if ahead:
                    low[ahead[-1][0]] = min(low[ahead[-1][0]], low[node])
                if low[node] == number[node]:
                    cut = stack.index(node)
                    yield stack[cut:]
                    held.difference_update(stack[cut:])
                    del stack[cut:]
            elif other not in number:
                number[other] = low[other] = len(number)
                stack.append(other)
                held.add(other)
                ahead.append((other, iter(arrows.get(other, ()))))
            elif other in held:
                low[node] = min(low[node], number[other])


def linked(kb: KnowledgeBase, paths: Collection[str]) -> set[str]:
    """Those of the documents at these paths that others link or relate to, hubs not counted."""
    links, kinds = Links(kb), kb.facts.kinds
    sources = [path for path in kb.sieve.sources_of(*paths) if kinds[path] != "hub"]
    return {target for path in sources for target in links.targets(path) if target != path}.intersection(paths)


def groups(kb: KnowledgeBase) -> list[list[str]]:
    """The notes and pages that links and relations connect, however far, the largest group first."""
    above = {path: path for path in kb.facts.of_kind("note", "page")}

    def top(path: str) -> str:
        while above[path] != path:
            above[path] = above[above[path]]
            path = above[path]
        return path

    for source, target in _pairs(kb):
        if target in above:
            above[top(source)] = top(target)
    found: dict[str, list[str]] = {}
    for path in above:
        found.setdefault(top(path), []).append(path)
    return sorted(found.values(), key=lambda group: (-len(group), group))


def _pairs(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every note and page with each thing that it leads to."""
    links = Links(kb)
    for path in kb.facts.of_kind("note", "page"):
        yield from ((path, target) for target in links.targets(path))
