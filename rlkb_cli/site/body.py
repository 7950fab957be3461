"""A note's Markdown as HTML, with a slot for each link.

It is read by the parser that the linter uses, so that links, headings and anchors are the same for both.  Where the
links lead is filled in later (`fill`), since that depends on the other notes.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import chain
from typing import Any, NamedTuple

from rlkb_cli.kb.markdown import Heading, Link
from rlkb_cli.kb.markdown.facts import PARSER, make_link
from rlkb_cli.site.blocks import Blocks, Slot
from rlkb_cli.site.footnotes import Footnotes
from rlkb_cli.site.mathml import mathml
from rlkb_cli.site.sentences import Quote, Sentences
from rlkb_cli.site.wikilinks import Wikilinks, Written

_PLAIN = {
    "Paragraph": "p",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Item": "li",
    "TableRow": "tr",
}
_TAGS = "Heading BlockQuote List CodeBlock HtmlBlock Table TableHead TableCell FootnoteDefinition"
_LEAVES = "Text Code InlineMath DisplayMath Html InlineHtml FootnoteReference TaskListMarker"
_BLOCK_TAGS = "Paragraph Heading Item List BlockQuote CodeBlock Table TableCell HtmlBlock FootnoteDefinition"
_BLOCKS = frozenset(_BLOCK_TAGS.split())


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
    if "[[" in text:
        for event, span in PARSER.events_with_range(text):
            writer.take(event, span["start"], span["end"])
    else:
        for event in PARSER.events(text):
            writer.take(event, 0, 1)
    return writer.rendered()


def fill(body: Rendered, show: Callable[[Slot, Link], str]) -> str:
    """The body as HTML, with what `show` makes of each slot."""
    return "".join(piece if isinstance(piece, str) else show(piece, body.links[piece.link]) for piece in body.pieces)


class _Writer(Blocks):
    """Collects the pieces; `take` is to be called with each event in order."""

    def __init__(self, text: str, headings: tuple[Heading, ...], title: str) -> None:
        super().__init__(headings, title)
        self.data = text.encode()
        self.wikilinks = Wikilinks(self.data)
        self.links: list[Link] = []
        self.sentences = Sentences()
        self.footnotes: Footnotes[Slot] = Footnotes()
        self.outer: list[tuple[str, list[str | Slot]]] = []  # what goes on behind a definition of a footnote
        self.open: list[tuple[Slot, int] | None] = []  # links, each with where its text starts; None: no slot
        self.done = 0  # bytes of which a link was made already
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
        ((kind, value),) = event.items()
        if kind == "Start":
            tag, data = next(iter(value.items())) if isinstance(value, dict) else (value, None)
            self._start(tag, data, start, end)
        elif kind == "End":
            tag, data = next(iter(value.items())) if isinstance(value, dict) else (value, None)
            self._end(tag, data)
        elif end > self.done:
            text = value if start >= self.done else self.data[self.done : end].decode()
            _TAKING[kind](self, text)

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
        self.put(escape(text, quote=False))

    def _on_code(self, text: str) -> None:
        self.sentences.say(text)
        self.put(f"<code>{escape(text, quote=False)}</code>")

    def _on_inlinemath(self, text: str) -> None:
        self.sentences.say(text)
        self.put(mathml(text, display=False))

    def _on_displaymath(self, text: str) -> None:
        self.sentences.say(text.strip())
        formula = mathml(text.strip(), display=True)
        self.put(f'<span class="wide" tabindex="0" role="group" aria-label="Formula">{formula}</span>')

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
            _STARTING[tag](self, data)

    def _end(self, tag: str, data: Any) -> None:
        if tag in ("Paragraph", "Item"):
            self._block_id()
        if tag in _BLOCKS:
            self.sentences.end()
        if tag in _PLAIN:
            self.put(f"</{_PLAIN[tag]}>" + ("\n" if tag in _BLOCKS or tag == "TableRow" else ""))
        elif tag in ("Link", "Image"):
            self._close_link()
        else:
            _ENDING[tag](self, data)

    def _start_footnotedefinition(self, name: Any) -> None:
        self.outer.append((name, self.out))
        self.out = []

    def _end_footnotedefinition(self, data: Any) -> None:
        name, outer = self.outer.pop()
        self.footnotes.define(name, self.out)
        self.out = outer

    def _open_link(self, tag: str, data: Any, start: int, end: int) -> None:
        if self.muted:
            self.open.append(None)
            return
        is_wiki = isinstance(data["link_type"], dict)
        written = self.wikilinks.at(tag, start, end) if is_wiki else Written(_link(tag, data), end)
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


def _methods(start: str) -> dict[str, Callable[[_Writer, Any], None]]:
    """The methods for the events of one kind, by the rest of their names as the parser spells it."""
    names = (*_TAGS.split(), *_LEAVES.split())
    return {name: method for name in names if (method := getattr(_Writer, f"{start}{name.lower()}", None))}


_TAKING, _STARTING, _ENDING = map(_methods, ("_on_", "_start_", "_end_"))


def _link(tag: str, data: Any) -> Link:
    """A link in a form of Markdown; the text of an image is known when it ends."""
    scheme = "mailto:" if data["link_type"] == "Email" else ""
    form = "image" if tag == "Image" else "autolink" if data["link_type"] in ("Autolink", "Email") else "inline"
    return make_link(form, scheme + data["dest_url"], "")


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
