"""The pages of hubs; of a large hub, further pages with the notes of each section."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rlkb_cli.kb.model import ROOT_ID, Hub
from rlkb_cli.site.graph import draw, lines_of
from rlkb_cli.site.page import Page, Site, counted, key
from rlkb_cli.site.urls import href

MOST = 400  # entries that one page shows
EXPLORE = "page:explore"  # the anchor on a note's page; no heading's anchor has a `:`


class Part(NamedTuple):
    """One page of the notes of a section, counted from 1, of `last`."""

    hub: Hub
    section: int
    number: int
    last: int
    paths: Sequence[str]


class Entry(NamedTuple):
    """A note or hub as it is listed: how large a hub is, how many a note leads to, and how many lead to it."""

    url: str
    explore: str
    title: str
    summary: str
    is_hub: bool
    size: str
    day: str
    leads: int
    comes: int


def hub_pages(site: Site) -> Iterator[Page]:
    """A page for each hub, and those of the sections that do not fit on it."""
    for hub in site.web.hubs.values():
        listed = site.web.listed[hub.path]
        url = site.web.urls[hub.path]
        yield Page(url, _key(site, hub, listed), partial(_make, site, hub, listed))
        for part in _parts(hub, listed):
            yield Page(_part_url(site, part), _part_key(site, part), partial(_make_part, site, part))


def sections_of(site: Site, hub: Hub, source: str) -> Iterator[dict[str, object]]:
    """The sections of a hub for a list of links on the page `source`."""
    anchors = site.section_anchors(hub)
    for number, section in enumerate(hub.sections):
        yield {
            "title": section.title or section.id,
            "anchor": anchors[number],
            "url": href(source, site.web.urls[hub.path], anchors[number]),
            "about": section.description,
        }


def entry(site: Site, source: str, path: str) -> Entry:
    """A note or hub as it is listed on the page `source`."""
    web = site.web
    url = href(source, web.urls[path])
    is_hub = path not in site.leaves
    return Entry(
        url,
        url if is_hub else href(source, web.urls[path], EXPLORE),
        web.title(path),
        web.summary(path),
        is_hub,
        counted(web.hubs[path].entries, "note") if is_hub else "",
        "" if is_hub else site.day(path),
        len(web.targets.get(path, ())),
        len(web.sources.get(path, ())),
    )


def _key(site: Site, hub: Hub, listed: Sequence[Sequence[str]]) -> str:
    room = _room(listed)
    shown = dict.fromkeys(path for paths in listed for path in paths[:room])
    ties = (site.web.targets, site.web.sources)
    entries = [(site.versions[path], *(len(tied.get(path, ())) for tied in ties)) for path in shown]
    parents = [site.versions[path] for path in _parents(site, hub)]
    return key(site.shared, site.versions[hub.path], parents, entries, *map(len, listed), lines_of(site, listed))


def _make(site: Site, hub: Hub, listed: Sequence[Sequence[str]]) -> bytes:
    url = site.web.urls[hub.path]
    room = _room(listed)
    parts = {part.section: part for part in reversed(list(_parts(hub, listed)))}
    sections = [
        described
        | {
            "count": counted(len(paths), "note"),
            "number": len(paths),
            "entries": [entry(site, url, path) for path in paths[:room]],
            "more": href(url, _part_url(site, parts[number])) if number in parts else "",
        }
        for number, (described, paths) in enumerate(zip(sections_of(site, hub, url), listed, strict=True))
    ]
    total = sum(len(paths) for paths in listed)
    context = {
        "hub": hub,
        "is_root": hub.id == ROOT_ID,
        "counts": [counted(total, "linked note"), counted(len(hub.sections), "section")],
        "sections": sections,
        "parents": [entry(site, url, path) for path in _parents(site, hub)],
        "graph": draw(site, hub, listed),
    }
    return site.render("hub.html", url, hub.title or hub.id, hub.description, context)


def _parents(site: Site, hub: Hub) -> list[str]:
    """The hubs that list this one."""
    return list(dict.fromkeys(spot.hub for spot in site.web.spots.get(hub.path, ())))


def _room(listed: Sequence[Sequence[str]]) -> int:
    """How many entries of each section the hub's page shows."""
    total = sum(len(paths) for paths in listed)
    return total if total <= MOST else max(MOST // max(len(listed), 1), 1)


def _parts(hub: Hub, listed: Sequence[Sequence[str]]) -> Iterator[Part]:
    room = _room(listed)
    for section, paths in enumerate(listed):
        if len(paths) > room:
            last = -(-len(paths) // MOST)
            for number in range(last):
                yield Part(hub, section, number + 1, last, paths[number * MOST : (number + 1) * MOST])


def _part_url(site: Site, part: Part) -> str:
    name = site.section_anchors(part.hub)[part.section]
    page = f".{part.number}" if part.number > 1 else ""
    return f"sections/{part.hub.id}/{name}{page}.html"


def _part_key(site: Site, part: Part) -> str:
    return key(site.shared, site.versions[part.hub.path], part.last, *map(site.versions.__getitem__, part.paths))


def _make_part(site: Site, part: Part) -> bytes:
    url = _part_url(site, part)
    section = part.hub.sections[part.section]
    others = [part._replace(number=number) for number in range(1, part.last + 1)]
    title = section.title or section.id
    context = {
        "hub_title": part.hub.title or part.hub.id,
        "hub_url": href(url, site.web.urls[part.hub.path], site.section_anchors(part.hub)[part.section]),
        "about": section.description,
        "entries": [entry(site, url, path) for path in part.paths],
        "pages": [(other.number, href(url, _part_url(site, other))) for other in others] if part.last > 1 else [],
        "number": part.number,
    }
    return site.render("section.html", url, title, section.description, context)
