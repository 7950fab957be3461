"""What behind a `#` leads to a place in a Markdown document."""

from collections.abc import Iterator

from rlkb_cli.kb.markdown import Body, slug
from rlkb_cli.kb.patterns import lazy_pattern

_EVERYWHERE = frozenset(["", "top"])
_LINES = lazy_pattern(r"L[0-9]+(?:C[0-9]+)?(?:-L[0-9]+(?:C[0-9]+)?)?\Z")
_OF_GITHUB = "user-content-"
_OF_BROWSERS = ":~:"
_NO_WORD = lazy_pattern(r"[\W_]+")


class Anchors:
    """The places of one document that links can name."""

    def __init__(self, body: Body) -> None:
        self._slugs = frozenset(heading.slug for heading in body.headings)
        self._ids = frozenset(body.ids)
        self._blocks = frozenset(block.casefold() for block in body.blocks)
        self._texts = frozenset(heading.text for heading in body.headings)
        self._loose = frozenset(map(_letters, self._texts))

    def has_markdown(self, anchor: str) -> bool:
        """True if `[text](path#anchor)` leads somewhere: GitHub's slug of a heading or an HTML id, exactly.

        `#`, `#top`, lines (`#L3`), browsers' text fragments and Obsidian's `#^block` lead somewhere as well.
        """
        return (
            anchor in self._slugs
            or anchor in self._ids
            or anchor.lower() in _EVERYWHERE
            or anchor.removeprefix(_OF_GITHUB) in self._slugs
            or anchor.startswith(_OF_BROWSERS)
            or bool(_LINES.match(anchor))
            or self._has_block(anchor)
        )

    def has_wiki(self, anchor: str) -> bool:
        """True if `[[name#anchor]]` leads somewhere: a heading's text or slug, or a `^block`.

        As in Obsidian, neither case nor punctuation matters, and of `#chapter#section` the last part counts.
        """
        last = anchor.rpartition("#")[2].strip()
        if last.startswith("^"):
            return self._has_block(last)
        if not last or last in self._texts or last in self._slugs or last in self._ids:
            return True
        return slug(last) in self._slugs or (_letters(last) in self._loose and bool(_letters(last)))

    def known(self, *, wiki: bool) -> Iterator[str]:
        """What could have been meant: heading texts for wikilinks, else slugs and HTML ids."""
        yield from sorted(self._texts if wiki else self._slugs | self._ids)

    def _has_block(self, anchor: str) -> bool:
        return anchor.startswith("^") and anchor[1:].casefold() in self._blocks


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
