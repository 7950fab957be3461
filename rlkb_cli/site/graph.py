"""The notes of a hub as a picture: who leads to whom, laid out when the site is built.

A hub that is too large for that is drawn section by section.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.kb.model import Hub
from rlkb_cli.site.layout import HEIGHT, WIDTH, Pairs
from rlkb_cli.site.page import Site, counted
from rlkb_cli.site.urls import href

MOST = 400  # notes drawn one by one
COLOURS = 12


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
        for index, (path, spot) in enumerate(zip(groups, site.layouts.spots(list(groups.values()), lines), strict=True))
    ]


def _sections(site: Site, hub: Hub, listed: Sequence[Sequence[str]], lines: Pairs) -> list[Dot]:
    spots = site.layouts.spots(list(range(len(listed))), lines)
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
