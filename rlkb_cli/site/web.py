"""Who leads to whom: the resolved relations and links of all notes, and where each note is at home."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import letters_of
from rlkb_cli.kb.links import Links
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Hub, section_name
from rlkb_cli.kb.resolve import Target
from rlkb_cli.site.leaf import Leaf, Leaves, Mention
from rlkb_cli.site.sentences import Quote
from rlkb_cli.site.urls import hub_url, note_url

HIDDEN = frozenset(["distinct-from"])  # what curators say to each other
LINK = "link"


class Tie(NamedTuple):
    """One note leads to another: by a relation, or by a link, which has a sentence around it."""

    source: str
    target: str
    kind: str
    quote: Quote | None = None


class Spot(NamedTuple):
    """Where a note or hub is listed: the `entry`-th of what has a page in the `section`-th section, from 0."""

    hub: str
    section: int
    entry: int


class Web:
    """The notes that get a page (`leaves`, by path) and the hubs, as they hang together."""

    def __init__(self, kb: KnowledgeBase, leaves: Leaves) -> None:
        self.kb = kb
        self.leaves = leaves
        self.urls = {path: note_url(kb.facts[path].id) for path in leaves}
        self.urls |= {path: hub_url(path, facts.id) for path, facts in kb.facts.items() if facts.kind == "hub"}
        self._leading: dict[str, tuple[Tie, ...]] = {}

    @cached_property
    def hubs(self) -> Mapping[str, Hub]:
        """The hubs by path, the root hub first."""
        return {hub.path: hub for hub in self.kb.hubs}

    @cached_property
    def reached(self) -> Mapping[str, tuple[str, ...]]:
        """The documents and files that each note leads to, by path; known without reading the note."""
        links = Links(self.kb)
        return {path: tuple(dict.fromkeys(links.targets(path))) for path in self.leaves}

    @cached_property
    def targets(self) -> Mapping[str, tuple[str, ...]]:
        """The notes and hubs with a page that each note leads to, but itself."""
        urls = self.urls
        return {
            path: tuple(target for target in reached if target in urls and target != path)
            for path, reached in self.reached.items()
        }

    @cached_property
    def sources(self) -> Mapping[str, list[str]]:
        """The notes that lead to each note or hub."""
        found: dict[str, list[str]] = {}
        for path, targets in self.targets.items():
            for target in targets:
                found.setdefault(target, []).append(path)
        return found

    def leading(self, path: str) -> tuple[Tie, ...]:
        """What a note leads to: relations first, then links."""
        if path not in self._leading:
            self._leading[path] = tuple(self._ties(path, self.leaves[path]))
        return self._leading[path]

    def coming(self, path: str) -> list[Tie]:
        """What leads to a note or hub."""
        return [tie for source in self.sources.get(path, ()) for tie in self.leading(source) if tie.target == path]

    @cached_property
    def listed(self) -> Mapping[str, list[list[str]]]:
        """For each hub the notes and hubs with a page that its sections list, in reading order."""
        by_id, urls = self.kb.names.by_id, self.urls
        return {
            path: [
                [target for raw in section.notes if raw and (target := by_id(raw).path) in urls]
                for section in hub.sections
            ]
            for path, hub in self.hubs.items()
        }

    @cached_property
    def spots(self) -> Mapping[str, list[Spot]]:
        """Where each note or hub is listed, the root hub first."""
        found: dict[str, list[Spot]] = {}
        for hub, sections in self.listed.items():
            for section, paths in enumerate(sections):
                for entry, path in enumerate(paths):
                    found.setdefault(path, []).append(Spot(hub, section, entry))
        return found

    def home(self, path: str) -> Spot | None:
        """The listing that the note's `section` names, else its first."""
        spots = self.spots.get(path, ())
        named = (spot for spot in spots if self.section_name(spot) == self.kb.facts[path].section)
        return next(named, spots[0] if spots else None)

    def section_name(self, spot: Spot) -> str:
        """What a note calls the section of a listing."""
        hub = self.hubs[spot.hub]
        return section_name(hub, hub.sections[spot.section])

    def section_title(self, spot: Spot) -> str:
        """What readers call it."""
        section = self.hubs[spot.hub].sections[spot.section]
        return section.title or section.id

    def near(self, path: str, most: int) -> list[str]:
        """The note among those around it in its section, `most` on each side."""
        spot = self.home(path)
        section = self.listed[spot.hub][spot.section] if spot else []
        return section[max(spot.entry - most, 0) : spot.entry + most + 1] if spot else []

    def title(self, path: str) -> str:
        """What a note or hub is called."""
        return self.leaves[path].title if path in self.leaves else self.hubs[path].title or self.hubs[path].id

    def summary(self, path: str) -> str:
        """What a note or hub says of itself."""
        return self.leaves[path].summary if path in self.leaves else self.hubs[path].description

    def anchor(self, mention: Mention, target: Target) -> str | None:
        """The anchor on the target's page that a link means; None if there is none."""
        leaf = self.leaves.get(target.path)
        wanted = mention.anchor
        if leaf is None or not wanted:
            return None
        if mention.form in WIKI_FORMS and not wanted.startswith("^"):
            return _heading(leaf, wanted.rpartition("#")[2].strip())
        known = {*leaf.marks, *(slug for _, slug in leaf.headings)}
        spelled = (wanted, wanted.removeprefix("user-content-"), wanted.lower())
        return next((anchor for anchor in spelled if anchor in known), None)

    def _ties(self, path: str, leaf: Leaf) -> Iterator[Tie]:
        for name, raw in leaf.relations:
            target = self.kb.names.relation(raw).path
            if target in self.urls and target != path and name not in HIDDEN:
                yield Tie(path, target, name)
        for mention in leaf.mentions:
            target = self.kb.target_of(path, mention.form, mention.target).path
            if target in self.urls and target != path:
                yield Tie(path, target, LINK, self._said(mention, target))

    def _said(self, mention: Mention, target: str) -> Quote:
        """The sentence, in which a wikilink without a text of its own shows the question."""
        is_bare = mention.form in WIKI_FORMS and not mention.is_named
        return mention.quote._replace(shown=self.title(target)) if is_bare else mention.quote


def _heading(leaf: Leaf, wanted: str) -> str | None:
    exact = (slug for text, slug in leaf.headings if wanted in (text, slug))
    loose = (slug for text, slug in leaf.headings if letters_of(text) == letters_of(wanted) != "")
    marks = (mark for mark in leaf.marks if mark == wanted)
    return next(iter((*exact, *marks, *loose)), None) if wanted else None
