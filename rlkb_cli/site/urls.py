"""Where the pages of a site are.  A URL is relative to the site, not yet percent-encoded: `notes/<id>.html`."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.spelling import nfc

HOME = "index.html"
ALL = "all.html"
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20\x7f]+\Z", re.IGNORECASE)


def note_url(id: str) -> str:
    """The page of a note."""
    return f"notes/{id}.html"


def hub_url(path: str, id: str) -> str:
    """The page of a hub."""
    return HOME if path == ROOT_HUB else f"hubs/{id}.html"


def href(source: str, url: str, anchor: str | None = None) -> str:
    """What to write on the page `source` for a link to `url`."""
    up = "../" * source.count("/")
    here = source == url and anchor
    return ("" if here else up + quote(url)) + (f"#{quote(anchor, safe=_IN_FRAGMENT)}" if anchor else "")


def web_address(given: str | None) -> str:
    """The address of a site as `--base-url` gives it, ending in `/`, or ""; BadInput if it is none."""
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise BadInput(f"`{given}` is no address of a site", help="for example https://example.org/hub/")
    return quote(given.rstrip("/") + "/", safe="/:@%[]~!$&'()*+,;=")


_IN_FRAGMENT = "!$&'()*+,;=:@/?^"


def is_outside(destination: str) -> bool:
    """True for a link to another host that may stay: no scheme but these leads out of a note."""
    return bool(_OUTSIDE.match(destination))


def refuse_collisions(urls: Iterable[tuple[str, str]]) -> None:
    """Refused if two files (pairs of path and URL) would make the same page, on any file system."""
    seen: dict[str, str] = {}
    for path, url in urls:
        first = seen.setdefault(nfc(url).casefold(), path)
        if first != path:
            raise Refused(f"{first} and {path} would make the same page, {url}: nothing written", path=path)


def taken(urls: Mapping[str, str]) -> set[str]:
    """The URLs as a file system may compare them."""
    return {nfc(url).casefold() for url in urls.values()}
