"""HTML that a note holds: what formats text stays, what could do more goes."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from rlkb_cli.site.mathml import HARMLESS
from rlkb_cli.site.urls import is_outside

_MATHML = """math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup
    msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd"""
_OURS = ["details", "summary", "section", "figure", "figcaption", "mark", "kbd", "samp", "var"]
_LOCAL = re.compile(r"(?:\.\./)*[^:/?#\s]+(?:/[^:\s]*)?\Z|#\S*\Z")


def clean(html: str, resolve: Callable[[str], str | None]) -> str:
    """The body of a page without anything that runs, loads, or takes a look of its own.

    `resolve` says what a relative address in HTML of the note leads to on the site, or None.
    """
    import nh3

    def address(tag: str, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        if value.startswith(TRUSTED):
            ours = value.removeprefix(TRUSTED)
            return ours if _is_safe(ours) else None
        if value.startswith("#"):
            return value
        if is_outside(value):
            return value if name == "href" else None
        return resolve(value)

    cleaned: str = nh3.clean(html, attribute_filter=address, **_settings())
    return cleaned


TRUSTED = "rlkb:"
"""Before an address that we wrote ourselves into a body that is still to be cleaned."""


def _is_safe(address: str) -> bool:
    return is_outside(address) or bool(_LOCAL.match(address))


@cache
def _settings() -> dict[str, Any]:
    import nh3

    everywhere = {"id", "class", "role", "aria-label", "tabindex", "title"}
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes |= {tag: {*HARMLESS, "xmlns"} for tag in _MATHML.split()}
    attributes |= {
        "*": everywhere,
        "a": {"href", "name", "rel"},
        "img": {"src", "alt", "width", "height", "loading"},
        "details": {"open"},
        "ol": {"start"},
    }
    return {
        "tags": {*nh3.ALLOWED_TAGS, *_MATHML.split(), *_OURS} - {"map", "area"},
        "attributes": attributes,
        "url_schemes": {"http", "https", "mailto", "tel", TRUSTED.rstrip(":")},
        "link_rel": None,
    }
