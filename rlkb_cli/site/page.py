"""A page of the site before it is written, and what all pages share."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.markdown.slugs import number_repeats, slug
from rlkb_cli.kb.model import ROOT_ID, Hub
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.site.files import linked_by, linked_files
from rlkb_cli.site.layout import Layouts
from rlkb_cli.site.leaf import Leaves
from rlkb_cli.site.look import Look
from rlkb_cli.site.urls import ALL, HOME, href
from rlkb_cli.site.web import Spot, Web

LOST = "404.html"
"""The page for addresses that do not exist: it is shown at any of them, so it has to know where the site is."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_SHORT = 16  # digits; pages are made of many versions
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # neither HTML nor XML can hold these


class Page(NamedTuple):
    """A file of the site: its URL, what tells whether it would be the same as before, and its content when asked."""

    url: str
    key: str
    make: Callable[[], bytes]


class Site:
    """What pages are made of.  `base_url` is where the site will be on the web, ending in `/`, or ""; `days` are the
    days of the last changes by path, as far as git knows them.
    """

    def __init__(
        self, kb: KnowledgeBase, leaves: Leaves, look: Look, base_url: str, days: Mapping[str, str]
    ) -> None:
        self.kb = kb
        self.leaves = leaves
        self.look = look
        self.base_url = base_url
        self.web = Web(kb, leaves)
        self._days = days
        self.layouts = Layouts(kb.root)
        self._anchors: dict[str, list[str]] = {}

    @cached_property
    def files(self) -> frozenset[str]:
        """The files of the base that are copied, by path."""
        return linked_files(self.web)

    def files_of(self, path: str) -> str:
        """What tells whether the files that a note shows are still copied."""
        return ",".join(sorted(self.files & set(linked_by(self.web, path)))) if self.files else ""

    def section_anchors(self, hub: Hub) -> list[str]:
        """The anchors of the sections on the page of a hub."""
        if hub.path not in self._anchors:
            self._anchors[hub.path] = list(number_repeats(slug(section.id) or "section" for section in hub.sections))
        return self._anchors[hub.path]

    def place(self, spot: Spot) -> tuple[str, str, str]:
        """A section as pages name it: the hub's title, its own, and its anchor on the hub's page."""
        anchor = self.section_anchors(self.web.hubs[spot.hub])[spot.section]
        return self.web.title(spot.hub), self.web.section_title(spot), anchor

    @property
    def root(self) -> Hub:
        """The root hub."""
        return self.web.hubs[ROOT_HUB]

    @property
    def language(self) -> str:
        """The language of the base, as its root hub names it under `lang`; else English."""
        named = self.root.fields.get("lang")
        return named if isinstance(named, str) and _LANGUAGE.match(named) else "en"

    @cached_property
    def shared(self) -> str:
        """What every page depends on besides its own notes."""
        return key(self.look.digest, self.base_url, self.language, self.root.title, self.root.description)

    def day(self, path: str) -> str:
        """When a note was last changed: what it says itself, else git, else when it was made; "" if nobody knows."""
        leaf = self.leaves[path]
        return leaf.changed or self._days.get(path, "") or leaf.made

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """For each note and hub what differs where others would show something else of it, or at another place."""
        days, marks = self._days, {path: self.leaves.mark(path) for path in self.leaves}
        marks |= {path: self.kb.facts[path].digest for path in self.web.urls if path not in marks}
        return {path: key(path, mark, days.get(path, ""))[:_SHORT] for path, mark in marks.items()}

    def render(self, template: str, url: str, title: str, description: str, context: Mapping[str, object]) -> bytes:
        """A page from its template; every template has `page` and `site`, and functions to link with."""
        up = self.base_url if self.base_url and url == LOST else "../" * url.count("/")
        page = {
            "url": url,
            "up": up,
            "title": title,
            "description": description,
            "address": self.base_url + href(HOME, url) if self.base_url else "",
        }
        site = {
            "title": self.root.title or ROOT_ID,
            "description": self.root.description,
            "url": self.base_url,
            "home": up + HOME,
            "all": up + ALL,
            "language": self.language,
        }
        return _NO_TEXT.sub(b"", self.look.page(template, {"page": page, "site": site, **context}))


def key(*parts: object) -> str:
    """A digest of what a page is made of."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 note", "2 notes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
