"""What a link of a note is on its page: an `<a>`, a picture, or plain words."""

from collections.abc import Iterator
from urllib.parse import quote as percent_encode

from markupsafe import escape

from rlkb_cli.kb.markdown import Link
from rlkb_cli.kb.markdown.facts import make_link
from rlkb_cli.kb.resolve import Target
from rlkb_cli.site.blocks import Slot
from rlkb_cli.site.files import PICTURES, file_url
from rlkb_cli.site.leaf import Mention
from rlkb_cli.site.sentences import Quote
from rlkb_cli.site.urls import href, is_outside
from rlkb_cli.site.web import Web

_NOWHERE = Quote("", "", "")


class Links:
    """The links of one note; `files` are the local files that the site carries."""

    def __init__(self, web: Web, path: str, files: frozenset[str]) -> None:
        self._web = web
        self._path = path
        self._url = web.urls[path]
        self._files = files

    def show(self, slot: Slot, link: Link) -> str:
        """The HTML for a slot of the body."""
        target = self._web.kb.target_of(self._path, link.form, link.target)
        if slot.kind == "image":
            return self._image(link, target)
        leads = self._href(link, target)
        end = "</a>" if leads else "</span>"
        if slot.kind == "close":
            return end
        start = self._open(link, target, leads)
        return f"{start}{escape(self._name(link, target))}{end}" if slot.kind == "bare" else start

    def raw(self, address: str) -> str | None:
        """Where a relative address in HTML of the note leads on the site; None if nowhere."""
        link = make_link("inline", address, "")
        return self._href(link, self._web.kb.target_of(self._path, link.form, link.target))

    def _href(self, link: Link, target: Target) -> str | None:
        if target.kind == "external":
            return _outside(link)
        if target.path in self._web.urls:
            mention = Mention(link.form, link.target, link.anchor, bool(link.text), _NOWHERE)
            return href(self._url, self._web.urls[target.path], self._web.anchor(mention, target))
        return href(self._url, file_url(target.path)) if target.path in self._files else None

    def _open(self, link: Link, target: Target, leads: str | None) -> str:
        if leads is None:
            return '<span class="missing" title="Not part of this site">'
        return f"<a{''.join(_attributes(target, leads))}>"

    def _name(self, link: Link, target: Target) -> str:
        """What a wikilink shows that has no text of its own."""
        if target.path in self._web.urls:
            return self._web.title(target.path)
        return link.target or f"#{link.anchor}"

    def _image(self, link: Link, target: Target) -> str:
        """A picture of the base; a link to what else is embedded, since a page fetches nothing from other hosts."""
        name = link.text or self._name(link, target).rpartition("/")[2]
        leads = self._href(link, target)
        if leads and target.path in self._files and target.path.lower().endswith(PICTURES):
            return f'<img src="{escape(leads)}" alt="{escape(name)}" loading="lazy">'
        if leads is None:
            return f"{self._open(link, target, None)}{escape(name)}</span>"
        return f'<a class="embed" href="{escape(leads)}">{escape(name)}</a>'


def _outside(link: Link) -> str | None:
    """The address of a link to another host, or None where it has a scheme that could do something."""
    address = link.target + (f"#{link.anchor}" if link.anchor is not None else "")
    encoded = percent_encode(address, safe="!#$%&'()*+,/:;=?@[]~")
    return encoded if is_outside(encoded) else None


def _attributes(target: Target, leads: str) -> Iterator[str]:
    yield f' href="{escape(leads)}"'
    if target.kind == "external":
        yield ' class="outside" rel="noopener"'
