"""What the user asks the full-text index for: words, phrases, beginnings, and what must not be there."""

import re
from typing import NamedTuple

from rlkb_cli.errors import BadInput

# Scripts that are written without blanks: each character is a word of the index, a word of the user's a phrase.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN = re.compile(f"(?<=[{_UNSPACED}])(?=[{_UNSPACED}])")
_GAP = "\u200b"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_LETTER = re.compile(r"[^\W_]")


class Query(NamedTuple):
    """What must be there, and what must not, each as a term of FTS5's language in which nothing is syntax."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def every(self) -> str:
        """An expression for notes with all that is wanted."""
        return self._without(" AND ".join(self.wanted))

    @property
    def some(self) -> str:
        """An expression for notes with any of it."""
        return self._without(" OR ".join(self.wanted))

    def _without(self, wanted: str) -> str:
        return f"({wanted}) NOT ({' OR '.join(self.unwanted)})" if self.unwanted else wanted


def parse(text: str) -> Query:
    """The query that a text means: words, `"a phrase"`, `begin*`, and `-word` for what must not be there.

    BadInput if there is no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TERM.finditer(text):
        words = found["phrase"] if found["phrase"] is not None else found["word"]
        if _LETTER.search(words):
            start = " *" if found["word"] and words.endswith("*") else ""
            term = '"' + indexed(words).replace('"', '""') + '"' + start
            (unwanted if found["no"] else wanted).append(term)
    if not wanted:
        raise BadInput("there is no word to search for", help='words, "a phrase", begin*, and -word for what must not')
    return Query(tuple(wanted), tuple(unwanted))


def indexed(text: str) -> str:
    """The text as the index holds it: without control characters, and with gaps in scripts that have no blanks."""
    return _BETWEEN.sub(_GAP, _CONTROLS.sub(" ", text.replace(_GAP, "")))


def shown(text: str) -> str:
    """A text of the index without its gaps."""
    return text.replace(_GAP, "")
