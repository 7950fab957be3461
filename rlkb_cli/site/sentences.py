"""The sentence that a link stands in."""

import re
from typing import NamedTuple

LONGEST = 320  # characters
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z_])")


class Quote(NamedTuple):
    """A sentence in three parts: what is before a link, what the link shows, and what is after it."""

    before: str
    shown: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    """The sentence of `text` around the characters `start` to `end`, cut at words where it is long."""
    first = max((hit.end() for hit in _END.finditer(text, 0, start)), default=0)
    closing = _END.search(text, end)
    last = closing.start() if closing else len(text)
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    room = max(LONGEST - (end - start), 0) // 2
    return Quote(_last_words(before, room), text[start:end], _first_words(after, room))


def _last_words(text: str, room: int) -> str:
    return text if len(text) <= room else "… " + text[len(text) - room :].partition(" ")[2]


def _first_words(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"


class Sentences:
    """Collects the words of one block after another, and for each link in them the sentence around it."""

    def __init__(self) -> None:
        self.quotes: dict[int, Quote] = {}
        self._words: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, int]] = []

    def say(self, text: str) -> int:
        """More text of the block; returns how long it is now."""
        self._words.append(text)
        self._length += len(text)
        return self._length

    def since(self, start: int) -> str:
        """The text of the block from there on."""
        return "".join(self._words)[start:]

    def mark(self, link: int, start: int) -> None:
        """The link of this number began at `start`, and ends here."""
        self._marks.append((link, start, self._length))

    def end(self) -> None:
        """The block ends."""
        if self._marks:
            text = "".join(self._words)
            self.quotes |= {link: quote(text, start, end) for link, start, end in self._marks}
            self._marks.clear()
        self._words.clear()
        self._length = 0
