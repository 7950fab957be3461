"""Files of the base that its notes show or link to: copied if they are of a kind that can do nothing."""

import re
from collections.abc import Iterator

from rlkb_cli.kb.files import Unreadable
from rlkb_cli.kb.source import Source
from rlkb_cli.site.web import Web

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_OTHERS = (".pdf", ".txt", ".csv", ".tsv", ".json", ".bib", ".mp3", ".ogg", ".wav", ".mp4", ".webm", ".zip", ".epub")
# An SVG that is opened by itself runs what it holds, at the address of the site.
_ACTIVE = re.compile(
    rb"<\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)|\bon\w+\s*=|javascript:|"
    rb"<!entity|<!doctype|<\?xml-stylesheet|&#|href\s*=\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp))[^\s\"'#]",
    re.IGNORECASE,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg\b", re.DOTALL)
_FOREIGN = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8)", re.IGNORECASE)


def file_url(path: str) -> str:
    """Where a file of the base is on the site."""
    return f"files/{path}"


def linked_files(web: Web) -> frozenset[str]:
    """The files that notes show or link to and that may be copied, by path; not those that Git leaves alone."""
    linked = {file for path in web.leaves for file in linked_by(web, path)}
    return frozenset(path for path in linked if is_harmless(path, web.kb.source))


def is_harmless(path: str, source: Source) -> bool:
    """True for a file that a browser shows, or offers to keep, without running anything in it."""
    name = path.lower()
    if not name.endswith(".svg"):
        return name.endswith(PICTURES + _OTHERS)
    data = source.read(path)
    if isinstance(data, Unreadable) or not _XML.match(data):
        return False
    return not _ACTIVE.search(data) and not _FOREIGN.search(data[:200])


def linked_by(web: Web, path: str) -> Iterator[str]:
    """The files that one note shows or links to, by path."""
    return (reached for reached in web.reached[path] if reached not in web.kb.facts and reached in web.kb.files)
