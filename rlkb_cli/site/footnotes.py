"""Footnotes: numbered as they are cited, and gathered at the end of the page."""

from collections import Counter
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Footnotes(Generic[T]):
    """What is cited, how often, and what the definitions say, in pieces of the page."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._times: Counter[str] = Counter()
        self._defined: dict[str, list[T | str]] = {}

    def cite(self, name: str) -> str:
        """The mark in the text.  Its id has a `:`, which no heading's anchor has."""
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        self._times[name] += 1
        again = f":{self._times[name]}" if self._times[name] > 1 else ""
        link = f'<a href="#fn:{number}" aria-label="Footnote {number}">{number}</a>'
        return f'<sup class="footnote" id="fnref:{number}{again}">{link}</sup>'

    def define(self, name: str, pieces: list[T | str]) -> None:
        """What the footnote says; the first definition counts."""
        self._defined.setdefault(name, pieces)

    def listed(self) -> Iterator[T | str]:
        """The footnotes that are cited, in the order of their numbers."""
        if not self._numbers:
            return
        yield '<section class="footnotes" aria-label="Footnotes"><ol>\n'
        for name, number in self._numbers.items():
            back = f'<a class="back" href="#fnref:{number}" aria-label="Back to the text">↩</a>'
            yield from (f'<li id="fn:{number}">', *self._defined.get(name, []), back, "</li>\n")
        yield "</ol></section>\n"
