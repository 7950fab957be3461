"""The blocks of a body as HTML: headings, quotes, lists, code, tables."""

import re
from html import escape
from typing import Any, NamedTuple

from rlkb_cli.kb.markdown import Heading
from rlkb_cli.site.code import highlight

_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*$")
_CALLOUT = re.compile(r"<p>\[!(\w+)\]")


class Slot(NamedTuple):
    """Where a link opens or closes ("open", "close"), or stands as a whole: an image ("image") or a wikilink without a
    text of its own ("bare").  `link` is its number in `Rendered.links`.
    """

    kind: str
    link: int


class Blocks:
    """Collects pieces of HTML in `out`; for each block of the parser there are a method to start and one to end it.

    `headings` are those that the loader found; see `body.render` for `title`.
    """

    def __init__(self, headings: tuple[Heading, ...], title: str) -> None:
        self.out: list[str | Slot] = []
        self.muted = 0  # images and the like, of which only the words count
        self.code: list[str] | None = None
        self._headings = iter(headings)
        self._repeats = bool(headings) and headings[0].level == 1 and _same(headings[0].text, title)
        self._lower = int(any(heading.level == 1 for heading in headings[int(self._repeats) :]))
        self._quotes: list[int] = []  # where block quotes start
        self._language = ""
        self._sides: tuple[str, ...] = ()
        self._cell = 0
        self._cell_tag = "td"

    def put(self, html: str | Slot) -> None:
        """One more piece, unless it is muted."""
        if not self.muted:
            self.out.append(html)

    def _start_heading(self, data: Any) -> None:
        self._heading = next(self._headings, Heading(int(data["level"][1]), "", ""))
        if self._repeats:
            self.put(f'<span id="{escape(self._heading.slug)}" class="anchor-only"></span>')
            self.muted += 1
        else:
            self.put(f'<h{self._level()} id="{escape(self._heading.slug)}">')

    def _end_heading(self, data: Any) -> None:
        if self._repeats:
            self._repeats = False
            self.muted -= 1
            return
        slug = escape(self._heading.slug)
        self.put(f' <a class="anchor" href="#{slug}" aria-label="Link to this heading">#</a></h{self._level()}>\n')

    def _level(self) -> int:
        return min(self._heading.level + self._lower, 6)

    def _start_list(self, data: Any) -> None:
        start = f' start="{data}"' if data not in (None, 1) else ""
        self.put("<ul>\n" if data is None else f"<ol{start}>\n")

    def _end_list(self, is_numbered: Any) -> None:
        self.put("</ol>\n" if is_numbered else "</ul>\n")

    def _start_codeblock(self, data: Any) -> None:
        self._language = data["Fenced"] if isinstance(data, dict) else ""
        self.code = []

    def _end_codeblock(self, data: Any) -> None:
        code, self.code = "".join(self.code or ()), None
        self.put(f'<pre tabindex="0"><code>{highlight(code, self._language)}</code></pre>\n')

    def _start_htmlblock(self, data: Any) -> None:
        self.put("")

    def _end_htmlblock(self, data: Any) -> None:
        self.put("\n")

    def _start_table(self, sides: Any) -> None:
        self._sides = tuple(sides)
        self.put('<div class="wide" tabindex="0" role="region" aria-label="Table"><table>\n')

    def _end_table(self, data: Any) -> None:
        self.put("</tbody></table></div>\n")

    def _start_tablehead(self, data: Any) -> None:
        self._cell_tag, self._cell = "th", 0
        self.put("<thead><tr>")

    def _end_tablehead(self, data: Any) -> None:
        self._cell_tag = "td"
        self.put("</tr></thead>\n<tbody>\n")

    def _start_tablecell(self, data: Any) -> None:
        side = self._sides[self._cell % len(self._sides)].lower()
        self._cell += 1
        self.put(f'<{self._cell_tag} class="{side}">' if side in ("right", "center") else f"<{self._cell_tag}>")

    def _end_tablecell(self, data: Any) -> None:
        self.put(f"</{self._cell_tag}>")

    def _start_blockquote(self, data: Any) -> None:
        self._quotes.append(len(self.out))
        self.put("<blockquote>\n")

    def _end_blockquote(self, data: Any) -> None:
        """A quote that begins with `[!NOTE]` or the like is a remark with that title."""
        self.put("</blockquote>\n")
        start = self._quotes.pop()
        pieces = self.out[start + 1 : start + 5]
        for size in range(1, len(pieces) + 1):
            begin = "".join(piece for piece in pieces[:size] if isinstance(piece, str))
            title = _CALLOUT.match(begin)
            if title and all(isinstance(piece, str) for piece in pieces[:size]):
                opening = f'<blockquote class="callout {title[1].lower()}">\n<p><strong>{title[1].capitalize()}'
                self.out[start : start + 1 + size] = [f"{opening}</strong> {begin[title.end() :]}"]
                return

    def _block_id(self) -> None:
        """The `^block` at the end of a paragraph is an anchor, and not shown."""
        last = self.out[-1] if self.out and not self.muted else ""
        found = _BLOCK_ID.search(last) if isinstance(last, str) else None
        if found and isinstance(last, str):
            self.out[-1] = f'{last[: found.start()].rstrip()}<span id="^{found[1]}" class="anchor-only"></span>'


def _same(heading: str, title: str) -> bool:
    return " ".join(heading.split()).casefold() == " ".join(title.split()).casefold()
