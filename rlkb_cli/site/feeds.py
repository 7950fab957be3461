"""What is made for machines and for old addresses: a feed, a sitemap, redirects, the page for what is not there."""

from collections.abc import Iterator
from functools import partial

from rlkb_cli.kb.facts import split
from rlkb_cli.site.page import LOST, Page, Site, key
from rlkb_cli.site.urls import HOME, href, note_url, taken

NEWEST = 50  # notes in the feed


def further_pages(site: Site) -> Iterator[Page]:
    """The 404 page, the redirects, and with an address of the site its feed and sitemap."""
    title = "Page not found"
    yield Page(LOST, site.shared, lambda: site.render("404.html", LOST, title, "", {}))
    yield from _redirects(site)
    if site.base_url:
        yield from _on_the_web(site)


def _redirects(site: Site) -> Iterator[Page]:
    """A page at each former address that leads to the new one."""
    used = taken(site.web.urls)
    for path in site.leaves:
        for name in split(site.kb.facts[path].former):
            url = note_url(name)
            if "/" not in name and not taken({path: url}) & used and len(site.kb.names.former.get(name, ())) == 1:
                used |= taken({path: url})
                again = key(site.shared, site.versions[path])
                yield Page(url, again, partial(_redirect, site, path, url))


def _redirect(site: Site, path: str, url: str) -> bytes:
    target = site.web.urls[path]
    address = site.base_url + href(HOME, target) if site.base_url else ""
    context = {"target": href(url, target), "target_address": address}
    return site.render("redirect.html", url, site.web.title(path), "", context)


def _on_the_web(site: Site) -> Iterator[Page]:
    again = key(site.shared, *map(site.versions.__getitem__, site.web.urls))
    yield Page("feed.xml", again, lambda: _feed(site))
    yield Page("sitemap.xml", again, lambda: _sitemap(site))


def _feed(site: Site) -> bytes:
    """The notes that changed last, in the form of RFC 4287."""
    dated = sorted((path for path in site.leaves if site.day(path)), key=lambda path: (site.day(path), path))
    entries = [_entry(site, path) for path in reversed(dated[-NEWEST:])]
    return site.render("feed.xml", "feed.xml", site.root.title, "", {"entries": entries})


def _sitemap(site: Site) -> bytes:
    pages = [_entry(site, path) for path in site.web.urls]
    return site.render("sitemap.xml", "sitemap.xml", "", "", {"entries": pages})


def _entry(site: Site, path: str) -> dict[str, str]:
    return {
        "url": site.base_url + href(HOME, site.web.urls[path]),
        "title": site.web.title(path),
        "summary": site.web.summary(path),
        "day": site.day(path) if path in site.leaves else "",
    }
