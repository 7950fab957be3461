"""The page of all notes, and what it searches in."""

import json
from collections.abc import Iterator, Sequence
from functools import partial

from rlkb_cli.site.hubs import entry
from rlkb_cli.site.page import Page, Site, counted, key
from rlkb_cli.site.urls import ALL, href

MOST = 300  # notes on one page of the list
CHUNK = 2_500  # notes in one file of the index


def all_pages(site: Site) -> Iterator[Page]:
    """The list of all notes, page by page, in the order of their questions, and the files of the index."""
    paths = sorted(site.leaves, key=lambda path: (site.web.title(path).casefold(), path))
    parts = [paths[start : start + MOST] for start in range(0, len(paths), MOST)] or [[]]
    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    shared = key(site.shared, *(site.version(path) for path in site.web.hubs), len(paths))
    for number, part in enumerate(parts):
        versions = [(path, site.version(path)) for path in part]
        again = key(shared, len(parts), versions)
        yield Page(_url(number), again, partial(_make, site, parts, number))
    for number, chunk in enumerate(chunks):
        versions = [(path, site.version(path)) for path in chunk]
        yield Page(_chunk_url(number), key(shared, versions), partial(_index, site, chunk))


def _url(number: int) -> str:
    return ALL if number == 0 else f"all-{number + 1}.html"


def _chunk_url(number: int) -> str:
    return f"assets/notes-{number + 1}.js"


def _make(site: Site, parts: Sequence[Sequence[str]], number: int) -> bytes:
    url = _url(number)
    total = sum(map(len, parts))
    chunks = range(-(-total // CHUNK))
    context = {
        "entries": [entry(site, url, path) for path in parts[number]],
        "total": counted(total, "note"),
        "pages": [(other + 1, href(url, _url(other))) for other in range(len(parts))] if len(parts) > 1 else [],
        "number": number + 1,
        "sections": sorted({name for names in _names(site).values() for name in names}),
        "tags": sorted({tag for leaf in site.leaves.values() for tag in leaf.tags}),
        "index": " ".join(_chunk_url(other) for other in chunks),
    }
    return site.render("all.html", url, "All notes", site.root.description, context)


def _names(site: Site) -> dict[str, list[str]]:
    """The sections that list each note, by what they are called."""
    found: dict[str, list[str]] = {}
    for path, spots in site.kb.placements.items():
        for spot in spots:
            section = site.kb.hub(spot.hub).sections[spot.section]
            found.setdefault(path, []).append(section.title or section.id)
    return found


def _index(site: Site, paths: Sequence[str]) -> bytes:
    """A script that hands over the notes: address, question, summary, sections, tags, day, connections."""
    names = _names(site)
    rows = [
        [
            href(ALL, site.web.urls[path]),
            site.web.title(path),
            site.leaves[path].summary,
            names.get(path, []),
            site.leaves[path].tags,
            site.day(path),
        ]
        for path in paths
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"(window.rlkbNotes = window.rlkbNotes || []).push(...{text});\n".encode(errors="replace")
