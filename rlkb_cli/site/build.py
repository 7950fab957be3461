"""Making a site: read the base, decide which pages would differ, and write those."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import parsers
from rlkb_cli.kb.program import changed, program
from rlkb_cli.site.days import days
from rlkb_cli.site.extra import NEEDED
from rlkb_cli.site.feeds import further_pages
from rlkb_cli.site.files import file_url
from rlkb_cli.site.hubs import hub_pages
from rlkb_cli.site.index import all_pages
from rlkb_cli.site.kept import Built, recall, remember
from rlkb_cli.site.leaf import leaves
from rlkb_cli.site.look import Look
from rlkb_cli.site.notes import note_pages
from rlkb_cli.site.out import Out
from rlkb_cli.site.page import Page, Site, key
from rlkb_cli.site.texts import TEXTS, text_index
from rlkb_cli.site.urls import refuse_collisions
from rlkb_cli.views.reading import look


class Report(NamedTuple):
    """What a build did: which pages the site has, which were written and removed, and which notes were left out.

    `urls` are the pages of notes and hubs by path.
    """

    out: str
    notes: int
    hubs: int
    pages: frozenset[str]
    urls: Mapping[str, str]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    left_out: tuple[str, ...]


def build(root: str, out: str, base_url: str = "", *, strict: bool = False) -> Report:
    """Write the site of the base under `root` to the folder `out`, which may hold an earlier one.

    Notes that cannot be read are left out; with `strict` they make it Refused, with nothing written.
    """
    mark = _mark()

    def make(kb: KnowledgeBase) -> Report:
        _refuse_place(kb, out)
        site = Site(kb, leaves(kb, mark), Look(root), base_url, days(root))
        refuse_collisions(site.web.urls.items())
        return _write(site, list(_pages(site)), out, mark, strict)

    return look(root, make)


def _pages(site: Site) -> Iterator[Page]:
    """Every file of the site."""
    yield from hub_pages(site)
    yield from note_pages(site)
    yield from all_pages(site)
    yield from further_pages(site)
    for name, data in site.look.assets():
        yield Page(f"assets/{name}", key(data.hex()), partial(bytes, data))
    for path in sorted(site.files):
        info = os.stat(os.path.join(site.kb.root, path))
        again = key(info.st_mtime_ns, info.st_size, info.st_ino)
        yield Page(file_url(path), again, partial(site.kb.read, path))


def _write(site: Site, pages: list[Page], out: str, mark: str, strict: bool) -> Report:
    kb = site.kb
    left_out = [path for path, facts in kb.facts.items() if facts.kind == "note" and path not in site.leaves]
    if left_out and strict:
        raise Refused("cannot be read: nothing written", path=left_out[0], help="`rlkb lint` says why")
    with Out(out) as folder:
        folder.refuse_foreign(page.url for page in pages)
        before = recall(kb.root, out, mark)
        there = folder.stamps(before)
        before = {url: built for url, built in before.items() if there.get(url) == built.stamp}
        folder.claim(page.url for page in pages)
        built = {page.url: _once(folder, page, before) for page in pages}
        if site.base_url and site.leaves:
            folder.settle(frozenset(built) | {url for url in folder.files if url.startswith(f"{TEXTS}/")})
            built |= _searchable(folder, pages, before)
        urls = frozenset(built)
        folder.settle(urls)
        removed = sorted(folder.files - urls)
    written = tuple(sorted(url for url, page in built.items() if before.get(url) is not page))
    if written or removed:
        remember(kb.root, out, mark, built)
        site.layouts.keep()
    counts = len(site.leaves), len(site.web.hubs)
    return Report(out, *counts, urls, site.web.urls, written, tuple(removed), tuple(left_out))


def _once(folder: Out, page: Page, before: Mapping[str, Built]) -> Built:
    """The page as it is there already, if it would be the same; else as it is written now."""
    known = before.get(page.url)
    return known if known and known.key == page.key else Built(page.key, folder.write(page.url, page.make()))


def _searchable(folder: Out, pages: Sequence[Page], before: Mapping[str, Built]) -> dict[str, Built]:
    """The index of the texts, made anew if any note's page is not the one that it was made of."""
    again = key(*(page.key for page in pages if page.url.startswith("notes/")))
    known = {url: built for url, built in before.items() if url.startswith(f"{TEXTS}/") and built.key == again}
    if f"{TEXTS}/pagefind.js" in known:
        return known
    files = text_index(folder.path)
    folder.claim(files)
    return {url: Built(again, folder.write(url, data)) for url, data in files.items()}


def _refuse_place(kb: KnowledgeBase, out: str) -> None:
    """Refused if the folder holds the base, or lies where its notes are."""
    real, root = os.path.realpath(out), os.path.realpath(kb.root)
    if os.path.commonpath([real, root]) == real:
        raise Refused("the site needs a folder of its own: this one holds the base", path=out)
    inside = os.path.relpath(real, root).replace(os.sep, "/")
    documents = {folder for path in kb.facts for folder in _around(path)}
    if any(folder == inside or inside.startswith(f"{folder}/") for folder in documents | {".git"}):
        raise Refused("the site needs a folder of its own: this one holds notes or pages of the base", path=out)


def _around(path: str) -> Iterator[str]:
    """The folder that a document is in, and those around it, but for the root."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _mark() -> str:
    """What pages depend on besides the base: this program, and the packages that it uses."""
    packages = (find_spec(name) for name in NEEDED)
    origins = [changed(spec.origin) for spec in packages if spec and spec.origin]
    return key(*program(), *program(("site",)), *parsers(), *origins)
