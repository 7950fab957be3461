"""Where links lead once a part of a note is a note of its own."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rlkb_cli.edit.plans.follow import Goal, Spot
from rlkb_cli.edit.plans.repoint import anchor_text
from rlkb_cli.edit.plans.spots import heading_at
from rlkb_cli.kb.base import Reference
from rlkb_cli.kb.markdown import Body, slug
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.markdown.slugs import number_repeats
from rlkb_cli.kb.model import Note


class NewHome(NamedTuple):
    """The note that a part becomes; `titled` if its question stands above its text as a heading."""

    path: str
    question: str
    titled: bool


class Parting(NamedTuple):
    """A note before its part leaves it.

    `moved` are the headings that go, the first of them the one that becomes the new note; `names` the block
    ids (with `^`) and HTML ids that go; `places` says in which file each link of the note will stand.
    """

    note: Note
    new: NewHome
    moved: range
    names: frozenset[str]
    places: Mapping[int, str]

    def goal(self, reference: Reference) -> Goal | None:
        """Where a link to a place in the note is to lead; None if it stays as it is."""
        anchor = reference.anchor
        if reference.target.path != self.note.path or not anchor:
            return None
        index = heading_at(self.note.body, anchor, wiki=reference.form in WIKI_FORMS)
        inside = self._place(reference) == self.new.path
        spot = Spot(anchor, anchor) if index is None else self._spot(index)
        goes = anchor.casefold() in self.names if index is None else index in self.moved
        if goes:  # from elsewhere, what was a part of the note is now a note as a whole
            whole = index == self.moved[0] and not inside
            return Goal(self.new.path, self.new.question, None if whole else spot)
        stays = index is None or (spot and spot.slug == self.note.body.headings[index].slug)
        return None if stays and not inside else Goal(self.note.path, self.note.question, spot)

    def _place(self, reference: Reference) -> str:
        own = reference.source == self.note.path
        return self.places[int(reference.place.path[0])] if own else reference.source

    def _spot(self, index: int) -> Spot | None:
        """Where a heading of the note will be; None for the one that becomes a note without a title."""
        texts = [heading.text for heading in self.note.body.headings]
        if index == self.moved[0]:
            return _numbered([self.new.question], 0) if self.new.titled else None
        if index in self.moved:
            above = [self.new.question] if self.new.titled else []
            return _numbered([*above, *texts[self.moved[0] + 1 :]], index - self.moved[0] - 1 + len(above))
        stay = [number for number in range(len(texts)) if number not in self.moved]
        return _numbered([texts[number] for number in stay], stay.index(index))


def _numbered(texts: list[str], index: int) -> Spot:
    return Spot(list(number_repeats(map(slug, texts)))[index], anchor_text(texts[index]))


def names_of(body: Body) -> Iterable[str]:
    """The ids of places in a body other than headings, as anchors name them."""
    yield from (f"^{block}".casefold() for block in body.blocks)
    yield from (name.casefold() for name in body.ids)
