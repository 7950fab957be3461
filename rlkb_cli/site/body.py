"""A note's Markdown as HTML, with a slot for each link.

It is read by the parser that the linter uses, so that links, headings and anchors are the same for both.  Where the
links lead is filled in later (`fill`), since that depends on the other notes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from markupsafe import escape

from rlkb_cli.kb.markdown import Heading, Link
from rlkb_cli.kb.markdown.facts import PARSER, make_link
from rlkb_cli.site.code import highlight
from rlkb_cli.site.footnotes import Footnotes
from rlkb_cli.site.mathml import mathml
from rlkb_cli.site.sentences import Quote, Sentences
from rlkb_cli.site.wikilinks import Written, wikilinks

_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*$")
_CALLOUT = re.compile(r"!(\w+)\Z")
_PLAIN = {
    "Paragraph": "p",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Item": "li",
    "TableRow": "tr",
}
_BLOCK_TAGS = "Paragraph Heading Item List BlockQuote CodeBlock Table TableCell HtmlBlock FootnoteDefinition"
_BLOCKS = frozenset(_BLOCK_TAGS.split())


class Slot(NamedTuple):
    """Where a link opens or closes ("open", "close"), or stands as a whole: an image ("image") or a wikilink without a
    text of its own ("bare").  `link` is its number in `Rendered.links`.
    """

    kind: str
    link: int


class Rendered(NamedTuple):
    """A body: pieces of HTML with slots between them, its links, and for each link the sentence around it.

    `raw` is True where the pieces hold HTML of the note, which is to be cleaned after the slots are filled.
    """

    pieces: tuple[str | Slot, ...]
    links: tuple[Link, ...]
    quotes: tuple[Quote, ...]
    raw: bool


def render(text: str, headings: Iterable[Heading], title: str = "") -> Rendered:
    """The body of a note; `headings` are those that the loader found in it.

    A first heading that only repeats `title` is left out, but its anchor stays; where others are of the first level,
    all go one down, since a page has one title.
    """
    writer = _Writer(text, tuple(headings), title)
    for event, span in PARSER.events_with_range(text):
        writer.take(event, span["start"], span["end"])
    return writer.rendered()


def fill(body: Rendered, show: Callable[[Slot, Link], str]) -> str:
    """The body as HTML, with what `show` makes of each slot."""
    return "".join(piece if isinstance(piece, str) else show(piece, body.links[piece.link]) for piece in body.pieces)


class _Writer:
    """Collects the pieces; `take` is to be called with each event in order."""

    def __init__(self, text: str, headings: tuple[Heading, ...], title: str) -> None:
        self.data = text.encode()
        self.wiki: dict[int, Written] = wikilinks(text) if "[[" in text else {}
        self.out: list[str | Slot] = []
        self.links: list[Link] = []
        self.sentences = Sentences()
        self.footnotes: Footnotes[Slot] = Footnotes()
        self.outer: list[tuple[str, list[str | Slot]]] = []  # what goes on behind a definition of a footnote
        self.open: list[tuple[Slot, int] | None] = []  # links, each with where its text starts; None: no slot
        self.quotes: list[int] = []  # where block quotes start
        self.done = 0  # bytes of which a link was made already
        self.muted = 0  # images and the like, of which only the words count
        self.headings = iter(headings)
        self.repeats = bool(headings) and headings[0].level == 1 and _same(headings[0].text, title)
        self.lower = int(any(heading.level == 1 for heading in headings[int(self.repeats) :]))
        self.sides: tuple[str, ...] = ()
        self.cell = 0
        self.cell_tag = "td"
        self.code: list[str] | None = None
        self.raw = False

    def rendered(self) -> Rendered:
        self.sentences.end()
        pieces = tuple(_joined(chain(self.out, self.footnotes.listed())))
        quotes = self.sentences.quotes
        every = tuple(quotes.get(number, Quote("", "", "")) for number in range(len(self.links)))
        return Rendered(pieces, tuple(self.links), every, self.raw)

    def take(self, event: Any, start: int, end: int) -> None:
        if isinstance(event, str):
            self._break(event)
            return
        kind, value = next(iter(event.items()))
        if kind in ("Start", "End"):
            tag, data = next(iter(value.items())) if isinstance(value, dict) else (value, None)
            (self._start if kind == "Start" else self._end)(tag, data, start, end)
        elif end > self.done:
            text = value if start >= self.done else self.data[self.done : end].decode()
            getattr(self, f"_on_{kind.lower()}")(text)

    def put(self, html: str | Slot) -> None:
        if not self.muted:
            self.out.append(html)

    def _break(self, event: str) -> None:
        if event == "Rule":
            self.put("<hr>\n")
            return
        self.sentences.say(" ")
        self.put("<br>\n" if event == "HardBreak" else "\n")

    def _on_text(self, text: str) -> None:
        if self.code is not None:
            self.code.append(text)
            return
        self.sentences.say(text)
        self.put(str(escape(text)))

    def _on_code(self, text: str) -> None:
        self.sentences.say(text)
        self.put(f"<code>{escape(text)}</code>")

    def _on_inlinemath(self, text: str) -> None:
        self.sentences.say(text)
        self.put(mathml(text, display=False))

    def _on_displaymath(self, text: str) -> None:
        self.sentences.say(text.strip())
        self.put(mathml(text.strip(), display=True))

    def _on_html(self, html: str) -> None:
        self.raw = True
        self.put(html)

    _on_inlinehtml = _on_html

    def _on_tasklistmarker(self, done: Any) -> None:
        state = "done" if done else "open"
        self.put(f'<span class="task {state}" role="img" aria-label="{state}"></span> ')

    def _on_footnotereference(self, name: str) -> None:
        self.put(self.footnotes.cite(name))

    def _start(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _BLOCKS:
            self.sentences.end()
        if tag in _PLAIN:
            self.put(f"<{_PLAIN[tag]}>")
        elif tag in ("Link", "Image"):
            self._open_link(tag, data, start, end)
        else:
            getattr(self, f"_start_{tag.lower()}")(data)

    def _end(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in ("Paragraph", "Item"):
            self._block_id()
        if tag in _BLOCKS:
            self.sentences.end()
        if tag in _PLAIN:
            self.put(f"</{_PLAIN[tag]}>" + ("\n" if tag in _BLOCKS or tag == "TableRow" else ""))
        elif tag in ("Link", "Image"):
            self._close_link()
        else:
            getattr(self, f"_end_{tag.lower()}")(data)

    def _start_heading(self, data: Any) -> None:
        self.heading = next(self.headings, Heading(int(data["level"][1]), "", ""))
        if self.repeats:
            self.put(f'<span id="{escape(self.heading.slug)}" class="anchor-only"></span>')
            self.muted += 1
        else:
            self.put(f'<h{self._level()} id="{escape(self.heading.slug)}">')

    def _end_heading(self, data: Any) -> None:
        if self.repeats:
            self.repeats = False
            self.muted -= 1
            return
        slug = escape(self.heading.slug)
        self.put(f' <a class="anchor" href="#{slug}" aria-label="Link to this heading">#</a></h{self._level()}>\n')

    def _level(self) -> int:
        return min(self.heading.level + self.lower, 6)

    def _start_blockquote(self, data: Any) -> None:
        self.quotes.append(len(self.out))
        self.put("<blockquote>\n")

    def _end_blockquote(self, data: Any) -> None:
        """A quote that begins with `[!NOTE]` or the like is a remark with that title."""
        self.put("</blockquote>\n")
        start = self.quotes.pop()
        begin = self.out[start : start + 5]
        title = _CALLOUT.match(str(begin[3])) if len(begin) == 5 and begin[1:3] == ["<p>", "["] else None
        if title and begin[4] == "]":
            opening = f'<blockquote class="callout {title[1].lower()}">\n<p><strong>{title[1].capitalize()}</strong> '
            self.out[start : start + 5] = [opening]

    def _start_list(self, data: Any) -> None:
        start = f' start="{data}"' if data not in (None, 1) else ""
        self.put("<ul>\n" if data is None else f"<ol{start}>\n")

    def _end_list(self, is_numbered: Any) -> None:
        self.put("</ol>\n" if is_numbered else "</ul>\n")

    def _start_codeblock(self, data: Any) -> None:
        self.language = data["Fenced"] if isinstance(data, dict) else ""
        self.code = []

    def _end_codeblock(self, data: Any) -> None:
        code, self.code = "".join(self.code or ()), None
        self.put(f'<pre tabindex="0"><code>{highlight(code, self.language)}</code></pre>\n')

    def _start_htmlblock(self, data: Any) -> None:
        self.put("")

    def _end_htmlblock(self, data: Any) -> None:
        self.put("\n")

    def _start_table(self, sides: Any) -> None:
        self.sides = tuple(sides)
        self.put('<div class="wide" tabindex="0" role="region" aria-label="Table"><table>\n')

    def _end_table(self, data: Any) -> None:
        self.put("</tbody></table></div>\n")

    def _start_tablehead(self, data: Any) -> None:
        self.cell_tag, self.cell = "th", 0
        self.put("<thead><tr>")

    def _end_tablehead(self, data: Any) -> None:
        self.cell_tag = "td"
        self.put("</tr></thead>\n<tbody>\n")

    def _start_tablecell(self, data: Any) -> None:
        side = self.sides[self.cell % len(self.sides)].lower()
        self.cell += 1
        self.put(f'<{self.cell_tag} class="{side}">' if side in ("right", "center") else f"<{self.cell_tag}>")

    def _end_tablecell(self, data: Any) -> None:
        self.put(f"</{self.cell_tag}>")

    def _start_footnotedefinition(self, name: Any) -> None:
        self.outer.append((name, self.out))
        self.out = []

    def _end_footnotedefinition(self, data: Any) -> None:
        name, outer = self.outer.pop()
        self.footnotes.define(name, self.out)
        self.out = outer

    def _open_link(self, tag: str, data: Any, start: int, end: int) -> None:
        written = self.wiki.get(start) if isinstance(data["link_type"], dict) else Written(_link(tag, data), end)
        if written is None or written.end > end:
            self._write_link(written, self.data[start:end].decode())
            self.done = written.end if written else end
            return
        is_bare = written.link.form == "wikilink" and not written.link.text
        self._add(written.link, "image" if tag == "Image" else "bare" if is_bare else "open")

    def _write_link(self, written: Written | None, source: str) -> None:
        """Brackets that are no link but text, or `[[1]](url)`, in which the parser sees only a part of the link."""
        if written is not None:
            self._add(written.link, "open")
        self._on_text(written.link.text if written else source)
        if written is not None:
            self._close_link()
        self.open.append(None)

    def _add(self, link: Link, kind: str) -> None:
        self.links.append(link)
        slot = Slot(kind, len(self.links) - 1)
        self.put(slot)
        self.open.append((slot, self.sentences.say("")))
        self.muted += kind != "open"

    def _close_link(self) -> None:
        opened = self.open.pop()
        if opened is None:
            return
        slot, start = opened
        self.sentences.mark(slot.link, start)
        if self.links[slot.link].form == "image":
            self.links[slot.link] = self.links[slot.link]._replace(text=self.sentences.since(start))
        self.muted -= slot.kind != "open"
        if slot.kind == "open":
            self.put(Slot("close", slot.link))

    def _block_id(self) -> None:
        """The `^block` at the end of a paragraph is an anchor, and not shown."""
        last = self.out[-1] if self.out and not self.muted else ""
        found = _BLOCK_ID.search(last) if isinstance(last, str) else None
        if found and isinstance(last, str):
            self.out[-1] = f'{last[: found.start()].rstrip()}<span id="^{found[1]}" class="anchor-only"></span>'


def _link(tag: str, data: Any) -> Link:
    """A link in a form of Markdown; the text of an image is known when it ends."""
    scheme = "mailto:" if data["link_type"] == "Email" else ""
    form = "image" if tag == "Image" else "autolink" if data["link_type"] in ("Autolink", "Email") else "inline"
    return make_link(form, scheme + data["dest_url"], "")


def _same(heading: str, title: str) -> bool:
    return " ".join(heading.split()).casefold() == " ".join(title.split()).casefold()


def _joined(pieces: Iterable[str | Slot]) -> Iterator[str | Slot]:
    """The pieces, with what stands between two slots as one."""
    texts: list[str] = []
    for piece in chain(pieces, [None]):
        if isinstance(piece, str):
            texts.append(piece)
            continue
        yield "".join(texts)
        texts.clear()
        if piece is not None:
            yield piece
