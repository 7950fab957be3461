"""Who leads to whom: the resolved relations and links of all notes, and where each note is at home."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.facts import letters_of
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.resolve import Target
from rlkb_cli.site.leaf import Leaf, Mention
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


class Web:
    """The notes that get a page (`leaves`, by path) and the hubs, as they hang together."""

    def __init__(self, kb: KnowledgeBase, leaves: Mapping[str, Leaf]) -> None:
        self.kb = kb
        self.leaves = leaves
        self.hubs = {hub.path: hub for hub in kb.hubs if not hub.problems or hub.sections}
        self.urls = {path: note_url(leaf.id) for path, leaf in leaves.items()}
        self.urls |= {path: hub_url(path, hub.id) for path, hub in self.hubs.items()}

    @cached_property
    def leading(self) -> Mapping[str, tuple[Tie, ...]]:
        """What each note leads to: relations first, then links; notes and hubs that have a page, but not itself."""
        return {path: tuple(self._ties(path, leaf)) for path, leaf in self.leaves.items()}

    @cached_property
    def coming(self) -> Mapping[str, list[Tie]]:
        """What leads to each note or hub."""
        found: dict[str, list[Tie]] = {}
        for ties in self.leading.values():
            for tie in ties:
                found.setdefault(tie.target, []).append(tie)
        return found

    def home(self, path: str) -> Placement | None:
        """The listing that the note's `section` names, else its first."""
        spots = self.kb.placements.get(path, ())
        named = (spot for spot in spots if self.kb.section_name(spot) == self.kb.facts[path].section)
        return next(named, spots[0] if spots else None)

    def siblings(self, path: str) -> list[str]:
        """The notes of its home section in reading order, itself among them."""
        spot = self.home(path)
        return self.listed(self.hubs[spot.hub], spot.section) if spot and spot.hub in self.hubs else []

    def listed(self, hub: Hub, section: int) -> list[str]:
        """The notes and hubs of a section that have a page, by path, in reading order."""
        targets = (self.kb.names.by_id(raw) for raw in hub.sections[section].notes if raw)
        return [target.path for target in targets if target.path in self.urls]

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
