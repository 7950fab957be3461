"""The exact reading of a body: every event of the parser, with its place."""

import re
from typing import Any, NamedTuple

from rlkb_cli.kb.markdown import places
from rlkb_cli.kb.markdown.facts import (
    NOWHERE,
    PARSER,
    Body,
    Heading,
    Link,
    LinkSpan,
    Spans,
    label_key,
    make_link,
    one_line,
)
from rlkb_cli.kb.markdown.html_ids import html_ids
from rlkb_cli.kb.markdown.slugs import number_repeats, slug

_BLOCK_ID = re.compile(rb"(?<!\S)\^([A-Za-z0-9-]+)\s*")
_LOOKS_LIKE_DESTINATION = re.compile(rb"[./#:]")
_INLINE_TAGS = frozenset(["Emphasis", "Strong", "Strikethrough", "Link", "Image"])
_TEXTS = frozenset(["Text", "Code", "InlineMath", "DisplayMath"])
_REFERENCES = frozenset(["Reference", "Collapsed", "Shortcut"])


class Reading(NamedTuple):
    """Facts and places of one body, from one pass."""

    body: Body
    spans: Spans


class _Definition(NamedTuple):
    destination: str
    span: places.Span
    whole: places.Span


class _Open:
    """A heading, link or image whose end is yet to come."""

    __slots__ = ("data", "inner_end", "kind", "start", "text")

    def __init__(self, kind: str, data: Any, start: int) -> None:
        self.kind = kind
        self.data = data
        self.start = start
        self.inner_end = start + (2 if kind == "Image" else 1)
        self.text: list[str] = []

    def shown(self) -> str:
        return one_line("".join(self.text)).strip()


def read(text: str) -> Reading:
    """Links, headings, block ids and HTML ids of a body, and where they stand in bytes of its UTF-8."""
    reader = _Reader(text)
    for event, span in PARSER.events_with_range(text):
        reader.take(event, span["start"], span["end"])
    return reader.reading()


def _definitions(text: str, data: bytes) -> dict[str, _Definition]:
    if "]:" not in text:
        return {}
    definitions = {}
    for label, found in PARSER.reference_definitions(text).items():
        whole = found["span"]["start"], found["span"]["end"]
        destination = places.definition_destination(data, whole[0])
        definitions[label_key(label)] = _Definition(found["dest"], destination, whole)
    return definitions


class _Reader:
    """Collects the facts; `take` is to be called with each event in order."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self.definitions = _definitions(text, self.data)
        self.found = [
            (LinkSpan(*each.whole, *each.span, *NOWHERE), make_link("definition", each.destination, ""))
            for each in self.definitions.values()
        ]
        self.open: list[_Open] = []
        self.hidden = 0  # links and images inside the alternative text of an image
        self.claimed = 0  # up to here the source belongs to a link that the parser took for something else
        self.headings: list[tuple[int, str, places.Span]] = []
        self.blocks: list[str] = []
        self.ids: list[str] = []
        self.html: list[str] = []
        self.last_text: places.Span | None = None  # where a block could end in a `^block`

    def reading(self) -> Reading:
        self.found.sort(key=lambda pair: pair[0].start)
        slugs = number_repeats(slug(text) for _, text, _ in self.headings)
        headings = [
            Heading(level, text, unique)
            for (level, text, _), unique in zip(self.headings, slugs, strict=True)
        ]
        links = tuple(link for _, link in self.found)
        link_spans = tuple(span for span, _ in self.found)
        return Reading(
            Body(links, tuple(headings), tuple(self.blocks), tuple(self.ids)),
            Spans(link_spans, tuple(span for *_, span in self.headings)),
        )

    def take(self, event: Any, start: int, end: int) -> None:
        kind, value = next(iter(event.items())) if isinstance(event, dict) else ("Break", event)
        if kind == "End":
            self._end(next(iter(value)) if isinstance(value, dict) else value, end)
        else:
            self._grow(end)
            if kind == "Start":
                tag, data = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                self._start(tag, data, start)
            elif kind == "Break":
                self._text(" ")
            elif kind == "Html" or kind == "InlineHtml":
                self._html(value, is_whole=kind == "InlineHtml")
            elif kind in _TEXTS and end > self.claimed:
                self._text(value if start >= self.claimed else self.data[self.claimed : end].decode())
        self.last_text = (start, end) if kind == "Text" and not self.open else None

    def _grow(self, end: int) -> None:
        if self.open:
            self.open[-1].inner_end = max(self.open[-1].inner_end, end)

    def _text(self, value: str) -> None:
        if self.open:
            self.open[-1].text.append(value)

    def _html(self, value: str, *, is_whole: bool) -> None:
        self.html.append(value)
        if is_whole:
            self._end_html()

    def _start(self, tag: str, data: Any, start: int) -> None:
        if tag not in _INLINE_TAGS:
            self._end_paragraph()
        if tag in ("Link", "Image") and self.open and self.open[-1].kind == "Image":
            self.hidden += 1
        elif tag in ("Link", "Image", "Heading"):
            self.open.append(_Open(tag, data, start))

    def _end(self, tag: str, end: int) -> None:
        if tag in ("Paragraph", "Item"):
            self._end_paragraph()
        elif tag == "HtmlBlock":
            self._end_html()
        elif tag == "Heading":
            self._end_heading(self.open.pop(), end)
        elif tag in ("Link", "Image") and self.hidden:
            self.hidden -= 1
        elif tag in ("Link", "Image"):
            self._end_link(self.open.pop(), end)

    def _end_paragraph(self) -> None:
        """A paragraph, or a list item without one, ends; perhaps in plain text that ends in `^block`."""
        if self.last_text:
            start, end = self.last_text
            caret = self.data.rfind(b"^", start, end)
            block = _BLOCK_ID.fullmatch(self.data, caret, end) if caret >= 0 else None
            self.blocks += [block[1].decode()] if block else []

    def _end_html(self) -> None:
        self.ids += html_ids("".join(self.html))
        self.html.clear()

    def _end_heading(self, heading: _Open, end: int) -> None:
        span = places.heading_text(self.data, heading.start, end)
        self.headings.append((int(heading.data["level"][1]), heading.shown(), span))

    def _end_link(self, link: _Open, end: int) -> None:
        if link.kind == "Link":
            self._text("".join(link.text))
        if link.start < self.claimed:
            return
        link_type = link.data["link_type"]
        if isinstance(link_type, dict):
            self._add_wikilink(link, end, has_alias=link_type["WikiLink"]["has_pothole"])
        elif link_type in _REFERENCES:
            self._add_reference(link, end)
        elif link_type == "Inline":
            is_image = link.kind == "Image"
            parts = places.inline_parts(self.data, link.start, link.inner_end, end, is_image=is_image)
            form = "image" if is_image else "inline"
            self._add((link.start, end), *parts, make_link(form, link.data["dest_url"], link.shown()))
        else:
            scheme = "mailto:" if link_type == "Email" else ""
            autolink = make_link("autolink", scheme + link.data["dest_url"], "")
            self._add((link.start, end), NOWHERE, (link.start + 1, end - 1), autolink)

    def _add(self, whole: places.Span, text: places.Span, destination: places.Span, link: Link) -> None:
        self.found.append((LinkSpan(*whole, *destination, *text), link))

    def _add_reference(self, link: _Open, end: int) -> None:
        """`[text][label]`, `[label][]`, `[label]`; the parser leaves the `[]` out of the link."""
        text = places.bracketed(self.data, link.start, link.inner_end, end, is_image=link.kind == "Image")
        whole = (link.start, end + 2 if self.data[end : end + 2] == b"[]" else end)
        definition = self.definitions.get(label_key(link.data["id"]))
        made = make_link("reference", link.data["dest_url"], link.shown())
        self._add(whole, text, definition.span if definition else NOWHERE, made)

    def _add_wikilink(self, link: _Open, end: int, *, has_alias: bool) -> None:
        written = self.data[link.start : end]
        if b"\n" in written or b"\r" in written or written.lstrip(b"![")[:1] == b"^":
            return
        if not has_alias and self._add_bracketed_text(link, end):
            return
        alias, name = places.wiki_parts(self.data, link.start, end)
        form = "wikilink" if link.kind == "Link" else "embed"
        made = make_link(form, self.data[slice(*name)].decode(), link.shown() if has_alias else "")
        self._add((link.start, end), alias, name, made)

    def _add_bracketed_text(self, link: _Open, end: int) -> bool:
        """Add `[[1]](url)`, or `[[1]]` with a definition of `[1]`, as CommonMark has them; False if neither.

        The parser prefers wikilinks, but whoever gives a destination means it.
        """
        begin = link.start + (1 if link.kind == "Link" else 2)
        text = link.shown()
        following = places.following_destination(self.data, end)
        if following and _LOOKS_LIKE_DESTINATION.search(self.data[slice(*following[0])]):
            span, self.claimed = following
            form = "inline" if link.kind == "Link" else "image"
            made = make_link(form, places.unescape(self.data[slice(*span)].decode()), f"[{text}]")
            self._add((link.start, self.claimed), (begin, end - 1), span, made)
            return True
        definition = self.definitions.get(label_key(text)) if link.kind == "Link" else None
        if definition:
            made = make_link("reference", definition.destination, text)
            self._add((begin, end - 1), (begin + 1, end - 2), definition.span, made)
        return definition is not None
