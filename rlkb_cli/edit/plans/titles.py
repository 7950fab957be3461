"""Texts of one line that a plan is given: titles of sections and hubs."""

import unicodedata

from rlkb_cli.errors import BadInput

_BREAKING = ("Cc", "Zl", "Zp")


def title_of(text: str, what: str) -> str:
    """The text without blanks around it; BadInput if it is empty or no line of text.  `what` names it."""
    title = text.strip()
    if not title:
        raise BadInput(f"{what} is empty")
    if any(unicodedata.category(ch) in _BREAKING for ch in title):
        raise BadInput(f"{what} is one line of text, without control characters")
    return title
