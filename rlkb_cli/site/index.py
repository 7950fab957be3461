"""The page of all notes, and what it searches in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rlkb_cli.site.hubs import entry
from rlkb_cli.site.page import Page, Site, counted, key
from rlkb_cli.site.urls import ALL, href

MOST = 300  # notes on one page of the list
CHUNK = 1_000  # notes in one file of the index


class Filters(NamedTuple):
    """What the list can be narrowed to."""

    sections: Sequence[str]
    tags: Sequence[str]


def all_pages(site: Site) -> Iterator[Page]:
    """The list of all notes, page by page, in the order of their questions, and the files of the index."""
    facts = site.kb.facts
    paths = sorted(site.leaves, key=lambda path: (facts[path].question or facts[path].id, path))
    parts = [paths[start : start + MOST] for start in range(0, len(paths), MOST)] or [[]]
    names = {path: [site.web.section_title(spot) for spot in spots] for path, spots in site.web.spots.items()}
    filters = Filters(sorted({name for some in names.values() for name in some}), sorted(site.leaves.tags))
    for number, part in enumerate(parts):
        again = key(site.shared, len(paths), filters, *map(site.versions.__getitem__, part))
        yield Page(_url(number), again, partial(_make, site, parts, number, filters))
    for number, start in enumerate(range(0, len(paths), CHUNK)):
        chunk = paths[start : start + CHUNK]
        again = key([(site.versions[path], names.get(path, ())) for path in chunk])
        yield Page(_chunk_url(number), again, partial(_index, site, chunk, names))


def _url(number: int) -> str:
    return ALL if number == 0 else f"all-{number + 1}.html"


def _chunk_url(number: int) -> str:
    return f"assets/notes-{number + 1}.js"


def _make(site: Site, parts: Sequence[Sequence[str]], number: int, filters: Filters) -> bytes:
    url = _url(number)
    total = sum(map(len, parts))
    context = {
        "entries": [entry(site, url, path) for path in parts[number]],
        "total": counted(total, "note"),
        "pages": [(other + 1, href(url, _url(other))) for other in range(len(parts))] if len(parts) > 1 else [],
        "number": number + 1,
        "sections": filters.sections,
        "tags": filters.tags,
        "index": " ".join(_chunk_url(other) for other in range(-(-total // CHUNK))),
    }
    return site.render("all.html", url, "All notes", site.root.description, context)


def _index(site: Site, paths: Sequence[str], names: Mapping[str, Sequence[str]]) -> bytes:
    """A script that hands over the notes: address, question, summary, sections, tags, day."""
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
