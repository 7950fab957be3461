"""As an outline in OPML 2.0: hubs, their sections, and the notes in reading order."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.site.exports.content import DEFAULT_BASE, Content
from rlkb_cli.site.urls import HOME, href, hub_url, note_url

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(content: Content) -> str:
    """The outline; entries link to the pages of the site where its address is known."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = _plain(content.hubs[0].title)
    body = SubElement(root, "body")
    for hub in content.hubs:
        outline = SubElement(body, "outline", dict(_attributes(content, hub)))
        for section, entries in zip(hub.sections, content.entries(hub), strict=True):
            inner = SubElement(outline, "outline", text=_plain(section.title or section.id))
            for entry in entries:
                SubElement(inner, "outline", dict(_attributes(content, entry)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _attributes(content: Content, entry: Note | Hub) -> Iterator[tuple[str, str]]:
    is_hub = isinstance(entry, Hub)
    yield "text", _plain((entry.title if isinstance(entry, Hub) else entry.question) or entry.id)
    note = entry.description if isinstance(entry, Hub) else entry.summary
    if note:
        yield "_note", _plain(note)
    if content.base_url != DEFAULT_BASE:
        url = hub_url(entry.path, entry.id) if is_hub else note_url(entry.id)
        yield from (("type", "link"), ("url", content.base_url + href(HOME, url)))


def _plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text)
