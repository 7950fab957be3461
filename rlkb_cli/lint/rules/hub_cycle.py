"""Hubs that list each other in a circle.

Why: a reader who follows the sub-maps never arrives, and whatever unfolds them never ends.

A hub may be listed in several hubs, as long as it does not come back to itself.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [rot]
    -- hubs/rot.yaml --
    title: Rot
    totals: {notes: 1, sections: 1}
    sections:
      - id: more
        title: More
        count: 1
        notes: [hub]

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [rot]
    -- hubs/rot.yaml --
    title: Rot
    totals: {notes: 0, sections: 1}
    sections:
      - id: more
        title: More
        description: Nothing yet.
        count: 0
        notes: []
"""

from collections.abc import Iterator, Mapping

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.lint.model import Finding, Rule

_Below = Mapping[str, Mapping[str, Reference]]


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Each circle once, at the entry that closes it for whoever reads from the root hub on."""
    below: dict[str, dict[str, Reference]] = {}
    for entry in kb.sieve.entries:
        if entry.target.kind == "hub":
            below.setdefault(entry.source, {}).setdefault(entry.target.path, entry)
    done: set[str] = set()
    for path in sorted(below, key=lambda path: (path != ROOT_HUB, path)):
        if path not in done:
            for trail, entry in _circles(path, below, done):
                yield _finding(kb, trail, entry)


def _circles(start: str, below: _Below, done: set[str]) -> Iterator[tuple[list[str], Reference]]:
    """Depth first without recursion: the hubs of each circle from where it begins, and its closing entry."""
    trail = {start: iter(below[start].values())}
    while trail:
        entry = next(trail[next(reversed(trail))], None)
        if entry is None:
            done.add(trail.popitem()[0])
        elif (target := entry.target.path) in trail:
            paths = list(trail)
            yield paths[paths.index(target) :], entry
        elif target not in done:
            trail[target] = iter(below.get(target, {}).values())


def _finding(kb: KnowledgeBase, trail: list[str], entry: Reference) -> Finding:
    ids = [kb.hub(path).id for path in trail]
    circle = " > ".join(f"`{name}`" for name in [*ids, ids[0]])
    return Finding(entry.source, entry.place, f"hubs list each other in a circle: {circle}", key=tuple(ids))


RULE = Rule("hub-cycle", "hub", "error", base=check)
