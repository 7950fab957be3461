"""The notes of a hub as a picture: who leads to whom, laid out when the site is built.

The layout is that of Fruchterman and Reingold (1991), by rustworkx, with the section as a weak spring between its
notes, so that they stay together.  A hub too large for that is drawn section by section.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.kb.model import Hub
from rlkb_cli.site.page import Site, counted
from rlkb_cli.site.urls import href

WIDTH, HEIGHT, MARGIN = 1000, 700, 40
MOST = 400  # notes drawn one by one
COLOURS = 12
_SEED = 1


class Dot(NamedTuple):
    """A note or section in the picture; `group` is the number of its colour."""

    x: float
    y: float
    radius: float
    group: int
    url: str
    title: str
    hint: str


class Line(NamedTuple):
    """Two dots that are connected, by number."""

    source: int
    target: int
    x1: float
    y1: float
    x2: float
    y2: float


class Drawing(NamedTuple):
    """The picture, `names` the names of its colours."""

    width: int
    height: int
    dots: Sequence[Dot]
    lines: Sequence[Line]
    names: Sequence[tuple[int, str]]


Pairs = Sequence[tuple[int, int]]


def lines_of(site: Site, listed: Sequence[Sequence[str]]) -> Pairs:
    """Which dots are connected: notes by their place among all that are listed, of a large hub the sections."""
    groups = _groups(listed)
    number = {path: index for index, path in enumerate(groups)} if len(groups) <= MOST else groups
    found = {
        (number[path], number[target])
        for path in groups
        for target in site.web.targets.get(path, ())
        if target in groups
    }
    return sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})


def draw(site: Site, hub: Hub, listed: Sequence[Sequence[str]]) -> Drawing:
    """The picture of a hub of which `listed` are the sections."""
    lines = lines_of(site, listed)
    groups = _groups(listed)
    is_small = len(groups) <= MOST
    dots = _notes(site, hub, groups, lines) if is_small else _sections(site, hub, listed, lines)
    names = [(number % COLOURS, section.title or section.id) for number, section in enumerate(hub.sections)]
    ends = [(one, other, dots[one].x, dots[one].y, dots[other].x, dots[other].y) for one, other in lines]
    return Drawing(WIDTH, HEIGHT, dots, [Line(*line) for line in ends], names)


def _groups(listed: Sequence[Sequence[str]]) -> dict[str, int]:
    """What is listed, each once, with the number of the first section that lists it."""
    groups: dict[str, int] = {}
    for number, paths in enumerate(listed):
        for path in paths:
            groups.setdefault(path, number)
    return groups


def _notes(site: Site, hub: Hub, groups: Mapping[str, int], lines: Pairs) -> list[Dot]:
    degree = Counter(end for line in lines for end in line)
    source = site.web.urls[hub.path]
    return [
        Dot(
            *spot,
            round(5 + 2 * math.sqrt(degree[index]), 1),
            groups[path] % COLOURS,
            href(source, site.web.urls[path]),
            site.web.title(path),
            counted(degree[index], "connection"),
        )
        for index, (path, spot) in enumerate(zip(groups, _layout(list(groups.values()), lines), strict=True))
    ]


def _sections(site: Site, hub: Hub, listed: Sequence[Sequence[str]], lines: Pairs) -> list[Dot]:
    spots = _layout(list(range(len(listed))), lines)
    largest = max(map(len, listed))
    anchors = site.section_anchors(hub)
    source = site.web.urls[hub.path]
    return [
        Dot(
            *spots[number],
            round(8 + 26 * math.sqrt(len(listed[number]) / largest), 1),
            number % COLOURS,
            href(source, source, anchors[number]),
            section.title or section.id,
            counted(len(listed[number]), "note"),
        )
        for number, section in enumerate(hub.sections)
    ]


def _layout(groups: Sequence[int], edges: Pairs) -> list[tuple[float, float]]:
    """Where each dot is, the same for the same picture."""
    if len(groups) < 2:
        return [(WIDTH / 2, HEIGHT / 2)] * len(groups)
    import rustworkx

    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    graph.add_nodes_from(groups)
    graph.add_edges_from([(one, other, 1.0) for one, other in edges])
    centres = {group: graph.add_node(-1) for group in sorted(set(groups))}
    graph.add_edges_from([(index, centres[group], 1.2) for index, group in enumerate(groups)])
    start = _start(groups, centres)
    k = 1.4 / math.sqrt(len(groups) + len(centres))
    found = rustworkx.spring_layout(graph, pos=start, k=k, num_iter=150, weight_fn=float, seed=_SEED)
    return _scaled([found[index] for index in range(len(groups))])


def _start(groups: Sequence[int], centres: Mapping[int, int]) -> dict[int, tuple[float, float]]:
    """The sections around a circle, and the notes of each around its place there."""
    angles = {group: 2 * math.pi * place / len(centres) for place, group in enumerate(centres)}
    spots: dict[int, tuple[float, float]] = {
        node: (math.cos(angles[group]), math.sin(angles[group])) for group, node in centres.items()
    }
    for index, group in enumerate(groups):
        turn = 2.399963 * index  # the golden angle spreads points evenly
        near = (math.cos(angles[group]) + 0.2 * math.cos(turn), math.sin(angles[group]) + 0.2 * math.sin(turn))
        spots[index] = near
    return spots


def _scaled(spots: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """The spots, stretched to fill the picture."""
    columns = []
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        values = [spot[axis] for spot in spots]
        low, high = min(values), max(values)
        scale = (size - 2 * MARGIN) / ((high - low) or 1)
        columns.append([round(MARGIN + (value - low) * scale, 1) for value in values])
    return list(zip(*columns, strict=True))
