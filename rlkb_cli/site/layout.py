"""Where the dots of a picture are.

The layout is that of Fruchterman and Reingold (1991), by rustworkx, with the section as a weak spring between its
notes, so that they stay together.  It takes longer than a page, and is kept for as long as the picture is the same.
"""

import math
from collections.abc import Mapping, Sequence

from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept

PATH = ".rlkb/cache/site-layouts"
WIDTH, HEIGHT, MARGIN = 1000, 700, 40
_SEED = 1

Pairs = Sequence[tuple[int, int]]
Spot = tuple[float, float]


class Layouts:
    """The layouts of the pictures of one base; what is kept are numbers."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._known = _recall(root)
        self._used: dict[str, Sequence[Spot]] = {}

    def spots(self, groups: Sequence[int], edges: Pairs) -> Sequence[Spot]:
        """Where each dot is, by the group it belongs to and what connects it: always the same for the same picture."""
        name = f"{list(groups)} {list(edges)}"
        found = self._known.get(name, ())
        self._used[name] = found if len(found) == len(groups) else _lay_out(groups, edges)
        return self._used[name]

    def keep(self) -> None:
        """Keep what was asked for until the next time."""
        if self._used.keys() - self._known.keys():
            spots = [" ".join(f"{x} {y}" for x, y in spots) for spots in self._used.values()]
            keep(self._root, PATH, {"name": list(self._used), "spots": spots})


def _recall(root: str) -> Mapping[str, Sequence[Spot]]:
    try:
        columns = unpack(read_kept(root, PATH))
        rows = zip(map(str, columns["name"]), map(str, columns["spots"]), strict=True)
        return {name: _spots([float(number) for number in text.split()]) for name, text in rows}
    except (OSError, Damaged, KeyError, ValueError):
        return {}


def _spots(numbers: Sequence[float]) -> Sequence[Spot]:
    return list(zip(numbers[::2], numbers[1::2], strict=True)) if all(map(math.isfinite, numbers)) else ()


def _lay_out(groups: Sequence[int], edges: Pairs) -> list[Spot]:
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


def _start(groups: Sequence[int], centres: Mapping[int, int]) -> dict[int, Spot]:
    """The sections around a circle, and the notes of each around its place there."""
    angles = {group: 2 * math.pi * place / len(centres) for place, group in enumerate(centres)}
    spots: dict[int, Spot] = {
        node: (math.cos(angles[group]), math.sin(angles[group])) for group, node in centres.items()
    }
    for index, group in enumerate(groups):
        turn = 2.399963 * index  # the golden angle spreads points evenly
        near = (math.cos(angles[group]) + 0.2 * math.cos(turn), math.sin(angles[group]) + 0.2 * math.sin(turn))
        spots[index] = near
    return spots


def _scaled(spots: Sequence[Sequence[float]]) -> list[Spot]:
    """The spots, stretched to fill the picture."""
    columns = []
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        values = [spot[axis] for spot in spots]
        low, high = min(values), max(values)
        scale = (size - 2 * MARGIN) / ((high - low) or 1)
        columns.append([round(MARGIN + (value - low) * scale, 1) for value in values])
    return list(zip(*columns, strict=True))
