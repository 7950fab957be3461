"""The pages of notes."""

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from rlkb_cli.kb.model import Note
from rlkb_cli.site.body import Slot, fill
from rlkb_cli.site.clean import TRUSTED, clean
from rlkb_cli.site.leaf import Leaf, body_of
from rlkb_cli.site.links import Links
from rlkb_cli.site.page import Page, Site, key
from rlkb_cli.site.sources import sources
from rlkb_cli.site.urls import href
from rlkb_cli.site.web import LINK, Tie

NEIGHBOURS = 3  # shown before and after the note in its section
QUOTES = 3  # sentences shown of one note that links here
_CONTENTS_FROM = 3  # headings


def note_pages(site: Site) -> Iterator[Page]:
    """A page for each note."""
    for path in site.leaves:
        yield Page(site.web.urls[path], _key(site, path), partial(_make, site, path))


def _key(site: Site, path: str) -> str:
    """All that a page shows of others: if none of these files changed and the ties are the same, it is the same."""
    web = site.web
    ties = (*web.leading[path], *web.coming.get(path, ()))
    near = dict.fromkeys([*(tie.target for tie in ties), *(tie.source for tie in ties), *_near(site, path)])
    spots = web.kb.placements.get(path, ())
    hubs = dict.fromkeys(spot.hub for spot in spots)
    versions = (f"{other}\t{site.version(other)}" for other in (path, *near, *hubs))
    return key(site.shared, site.files_of(path), *versions)


def _near(site: Site, path: str) -> Sequence[str]:
    """The notes around this one in its section."""
    section = site.web.siblings(path)
    at = section.index(path) if path in section else 0
    return section[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1]


def _make(site: Site, path: str) -> bytes:
    leaf, url, web = site.leaves[path], site.web.urls[path], site.web
    note = site.kb.note(path)
    body = _body(site, note)
    shown = [(text, slug) for text, slug in leaf.headings[int(_repeats(leaf)) :]]
    context = {
        "note": leaf,
        "day": site.day(path),
        "body": Markup(body),
        "contents": shown if len(shown) >= _CONTENTS_FROM else (),
        "homes": list(_homes(site, path)),
        "relations": list(_relations(site, path)),
        "backlinks": list(_backlinks(site, path)),
        "neighbours": [_card(site, url, other) | {"here": other == path} for other in _near(site, path)],
        "sources": list(sources(note.fields.get("sources"))),
        "former": note.former_questions,
        "aliases": note.aliases,
    }
    return site.render("note.html", web.urls[path], leaf.title, leaf.summary, context)


def _body(site: Site, note: Note) -> str:
    links = Links(site.web, note.path, site.files)
    rendered = body_of(site.kb, note)
    if not rendered.raw:
        return fill(rendered, links.show)
    html = fill(rendered, lambda slot, link: _trusted(links.show(slot, link), slot))
    return clean(html, links.raw)


def _trusted(html: str, slot: Slot) -> str:
    """Our own address in a body that is still to be cleaned."""
    return html.replace(' href="', f' href="{TRUSTED}').replace(' src="', f' src="{TRUSTED}')


def _repeats(leaf: Leaf) -> bool:
    return bool(leaf.headings) and leaf.headings[0][0].casefold() == leaf.question.casefold()


def _card(site: Site, source: str, path: str) -> dict[str, object]:
    web = site.web
    return {
        "url": href(source, web.urls[path]),
        "title": web.title(path),
        "summary": web.summary(path),
        "is_hub": path not in site.leaves,
    }


def _homes(site: Site, path: str) -> Iterator[dict[str, object]]:
    """The sections that list the note, its home first."""
    web = site.web
    home = web.home(path)
    spots = web.kb.placements.get(path, ())
    for spot in sorted(spots, key=lambda spot: spot != home):
        if spot.hub in web.hubs:
            hub = web.hubs[spot.hub]
            section = hub.sections[spot.section]
            anchor = site.section_anchors(hub)[spot.section]
            yield {
                "hub": hub.title or hub.id,
                "hub_url": href(web.urls[path], web.urls[spot.hub]),
                "title": section.title or section.id,
                "url": href(web.urls[path], web.urls[spot.hub], anchor),
            }


def _relations(site: Site, path: str) -> Iterator[dict[str, object]]:
    """The relations by kind, each with the sentence of the body that links to the same note, if there is one."""
    ties = site.web.leading[path]
    said = {tie.target: tie.quote for tie in reversed(ties) if tie.kind == LINK}
    for kind in dict.fromkeys(tie.kind for tie in ties if tie.kind != LINK):
        others = dict.fromkeys(tie.target for tie in ties if tie.kind == kind)
        url = site.web.urls[path]
        cards = [_card(site, url, other) | {"quotes": [said[other]] if said.get(other) else []} for other in others]
        yield {"kind": kind.replace("-", " ").capitalize(), "cards": cards}


def _backlinks(site: Site, path: str) -> Iterator[dict[str, object]]:
    """The notes that lead here, with what they say."""
    by_source: dict[str, list[Tie]] = {}
    for tie in site.web.coming.get(path, ()):
        by_source.setdefault(tie.source, []).append(tie)
    mutual = {tie.target for tie in site.web.leading[path] if tie.kind != LINK}
    for source, ties in by_source.items():
        quotes = [tie.quote for tie in ties if tie.quote]
        if quotes or source not in mutual:
            kinds = [tie.kind.replace("-", " ") for tie in ties if tie.kind != LINK and source not in mutual]
            yield _card(site, site.web.urls[path], source) | {"quotes": quotes[:QUOTES], "kinds": kinds}
