"""The pages of notes."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from rlkb_cli.kb.model import Note
from rlkb_cli.site.blocks import Slot
from rlkb_cli.site.body import fill
from rlkb_cli.site.clean import TRUSTED, clean
from rlkb_cli.site.leaf import Leaf
from rlkb_cli.site.links import Links
from rlkb_cli.site.page import Page, Site, key
from rlkb_cli.site.sentences import Quote
from rlkb_cli.site.sources import sources
from rlkb_cli.site.urls import href
from rlkb_cli.site.web import LINK, Tie

NEIGHBOURS = 3  # shown before and after the note in its section
QUOTES = 3  # sentences shown of one note that links here
_CONTENTS_FROM = 3  # headings


class Card(NamedTuple):
    """Another note or hub: how it is related, and the sentences that link the two."""

    url: str
    title: str
    quotes: Sequence[Quote] = ()
    kinds: Sequence[str] = ()
    here: bool = False


class Home(NamedTuple):
    """A section that lists a note."""

    hub: str
    hub_url: str
    title: str
    url: str


def note_pages(site: Site) -> Iterator[Page]:
    """A page for each note."""
    for path in site.leaves:
        yield Page(site.web.urls[path], _key(site, path), partial(_make, site, path))


def _key(site: Site, path: str) -> str:
    """The note's file, and all that its page shows of others: where these are the same, so is the page."""
    web = site.web
    near = (*web.targets[path], "", *web.sources.get(path, ()), "", *web.near(path, NEIGHBOURS))
    versions = [site.versions[other] if other else "" for other in (path, *near)]
    places = [site.place(spot) for spot in web.spots.get(path, ())]
    own = site.kb.facts[path].digest
    return key(site.shared, own, site.files_of(path), web.home(path), places, *versions)


def _make(site: Site, path: str) -> bytes:
    leaf, url, web = site.leaves[path], site.web.urls[path], site.web
    note = site.kb.note(path)
    shown = [(text, slug) for text, slug in leaf.headings[int(_repeats(leaf)) :]]
    context = {
        "note": leaf,
        "day": site.day(path),
        "body": Markup(_body(site, note)),
        "contents": shown if len(shown) >= _CONTENTS_FROM else (),
        "homes": list(_homes(site, path)),
        "relations": list(_relations(site, path)),
        "backlinks": list(_backlinks(site, path)),
        "neighbours": [_card(site, url, other)._replace(here=other == path) for other in web.near(path, NEIGHBOURS)],
        "sources": list(sources(note.fields.get("sources"))),
        "former": note.former_questions,
        "aliases": note.aliases,
    }
    return site.render("note.html", url, leaf.title, leaf.summary, context)


def _body(site: Site, note: Note) -> str:
    links = Links(site.web, note.path, site.files)
    rendered = site.leaves.body(note.path)
    if not rendered.raw:
        return fill(rendered, links.show)
    html = fill(rendered, lambda slot, link: _trusted(links.show(slot, link), slot))
    return clean(html, links.raw)


def _trusted(html: str, slot: Slot) -> str:
    """Our own address in a body that is still to be cleaned."""
    return html.replace(' href="', f' href="{TRUSTED}').replace(' src="', f' src="{TRUSTED}')


def _repeats(leaf: Leaf) -> bool:
    return bool(leaf.headings) and leaf.headings[0][0].casefold() == leaf.question.casefold()


def _card(site: Site, source: str, path: str) -> Card:
    return Card(href(source, site.web.urls[path]), site.web.title(path))


def _homes(site: Site, path: str) -> Iterator[Home]:
    """The sections that list the note, its home first."""
    web, home = site.web, site.web.home(path)
    url = web.urls[path]
    for spot in sorted(web.spots.get(path, ()), key=lambda spot: spot != home):
        hub, title, anchor = site.place(spot)
        yield Home(hub, href(url, web.urls[spot.hub]), title, href(url, web.urls[spot.hub], anchor))


def _relations(site: Site, path: str) -> Iterator[tuple[str, list[Card]]]:
    """The relations by kind, each with the sentence of the body that links to the same note, if there is one."""
    ties, url = site.web.leading(path), site.web.urls[path]
    said = {tie.target: tie.quote for tie in reversed(ties) if tie.quote}
    for kind in dict.fromkeys(tie.kind for tie in ties if tie.kind != LINK):
        others = dict.fromkeys(tie.target for tie in ties if tie.kind == kind)
        quotes = ((other, said.get(other)) for other in others)
        cards = [_card(site, url, other)._replace(quotes=(quote,) if quote else ()) for other, quote in quotes]
        yield kind.replace("-", " ").capitalize(), cards


def _backlinks(site: Site, path: str) -> Iterator[Card]:
    """The notes that lead here, with what they say; a relation counts where this note does not say it as well."""
    by_source: dict[str, list[Tie]] = {}
    for tie in site.web.coming(path):
        by_source.setdefault(tie.source, []).append(tie)
    mutual = {tie.target for tie in site.web.leading(path) if tie.kind != LINK}
    for source, ties in by_source.items():
        quotes = [tie.quote for tie in ties if tie.quote]
        if quotes or source not in mutual:
            kinds = [tie.kind.replace("-", " ") for tie in ties if tie.kind != LINK and source not in mutual]
            card = _card(site, site.web.urls[path], source)
            yield card._replace(quotes=tuple(quotes[:QUOTES]), kinds=tuple(kinds))
