"""What the linter sees in double brackets: the parser takes more of them for a wikilink."""

from typing import NamedTuple

from rlkb_cli.kb.markdown import Link, locate, places, scan
from rlkb_cli.kb.markdown.facts import make_link


class Written(NamedTuple):
    """A link as it was read, and the byte behind it."""

    link: Link
    end: int


class Wikilinks:
    """The links in double brackets of one body, by the bytes that the parser says they are at."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._exact: dict[int, Written] | None = None

    def at(self, tag: str, start: int, end: int) -> Written | None:
        """The link that begins at `start`; None if there is none."""
        written = self._data[start:end]
        if b"\n" in written or b"\r" in written or written.lstrip(b"![")[:1] == b"^":
            return None
        if self._data[end : end + 1] == b"(" or b"]:" in self._data:
            return self._read().get(start)
        alias, name = places.wiki_parts(self._data, start, end)
        form = "wikilink" if tag == "Link" else "embed"
        shown = self._data[slice(*alias)].decode() if alias[0] >= 0 else ""
        return Written(make_link(form, self._data[slice(*name)].decode(), shown), end)

    def _read(self) -> dict[int, Written]:
        """All links by where they begin for the parser: `[[1]](url)` and `[[1]]` with a definition are others."""
        if self._exact is None:
            self._exact = {}
            for link, span in zip(scan(self._data).links, locate(self._data).links, strict=True):
                if self._data.startswith((b"[[", b"![["), span.start):
                    self._exact[span.start] = Written(link, span.end)
                elif self._data.startswith(b"[[", span.start - 1):
                    self._exact[span.start - 1] = Written(link, span.end)
        return self._exact
