"""Where the parts of a link or heading lie in the source: the parser reports only the whole."""

import re

from rlkb_cli.kb.markdown.facts import NOWHERE

Span = tuple[int, int]

_LONGEST_TAIL = 4096  # bytes
_DEEPEST = 32  # parentheses within a destination, as the parser has it

# A line break inside a link may be followed by the marks of the block quote that it stands in.
_BLANK = re.compile(rb"(?:[ \t]|\r\n?[ \t>]*+|\n[ \t>]*+)*+")
_ANGLED = re.compile(rb"<((?:[^<>\\\n\r]|\\.|\\)*)>")
_BARE_STOP = re.compile(rb"\\[!-/:-@\[-`{-~]|[()\s]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LABEL = re.compile(rb"\[(?:[^\\\]]|\\.)*\]:", re.DOTALL)
_AFTER_DESTINATION = re.compile(
    _BLANK.pattern
    + rb"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))?"
    + _BLANK.pattern
    + rb"\)",
    re.DOTALL,
)
_ATX = re.compile(rb"#{1,6}(?=[ \t\r\n]|$)[ \t]*")


def destination(data: bytes, start: int) -> Span:
    """The span of a destination that begins, after blanks, at `start`; without `<` and `>`."""
    begin = _BLANK.match(data, start).end()  # type: ignore[union-attr]  # it matches the empty string
    angled = _ANGLED.match(data, begin)
    return angled.span(1) if angled else (begin, _bare_end(data, begin))


def _bare_end(data: bytes, begin: int) -> int:
    depth = 0
    for stop in _BARE_STOP.finditer(data, begin):
        sign = stop[0]
        depth += (sign == b"(") - (sign == b")")
        if depth < 0 or depth > _DEEPEST or sign.isspace():
            return stop.start()
    return len(data)


def bracketed(data: bytes, start: int, inner_end: int, end: int, *, is_image: bool) -> Span:
    """The text between the brackets of a Markdown link or image; the last thing in it ends at `inner_end`."""
    closing = data.find(b"]", inner_end, end)
    return NOWHERE if closing < 0 else (start + 2 if is_image else start + 1, closing)


def inline_parts(data: bytes, start: int, inner_end: int, end: int, *, is_image: bool) -> tuple[Span, Span]:
    """Text and destination of `[text](destination)`."""
    text = bracketed(data, start, inner_end, end, is_image=is_image)
    return (NOWHERE, NOWHERE) if text == NOWHERE else (text, destination(data, text[1] + 2))


def definition_destination(data: bytes, start: int) -> Span:
    """The destination of the `[label]: destination` that begins at `start`."""
    label = _LABEL.match(data, start)
    return destination(data, label.end()) if label else NOWHERE


def wiki_parts(data: bytes, start: int, end: int) -> tuple[Span, Span]:
    """Alias (or nowhere) and `name#anchor` of the wikilink or embed at start:end; `\\|` is a pipe as well."""
    begin = data.index(b"[[", start) + 2
    pipe = data.find(b"|", begin, end - 2)
    if pipe < 0:
        return NOWHERE, trimmed(data, begin, end - 2)
    name_end = pipe - 1 if data[pipe - 1 : pipe] == b"\\" else pipe
    return trimmed(data, pipe + 1, end - 2), trimmed(data, begin, name_end)


def following_destination(data: bytes, end: int) -> tuple[Span, int] | None:
    """The destination of `(destination "title")` right at `end`, and where that ends; None if there is none.

    Only as far as `_LONGEST_TAIL`, so that a body full of openings is not searched to its end for each.
    """
    if data[end : end + 1] != b"(":
        return None
    tail = data[end : end + _LONGEST_TAIL]
    start, stop = destination(tail, 1)
    closing = _AFTER_DESTINATION.match(tail, stop + 1 if tail[stop : stop + 1] == b">" else stop)
    return ((end + start, end + stop), end + closing.end()) if closing else None


def heading_text(data: bytes, start: int, end: int) -> Span:
    """The text of the heading at start:end, without `#` around it or the line under it."""
    start, end = trimmed(data, start, end)
    opening = _ATX.match(data, start, end)
    if not opening:
        return trimmed(data, start, max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end)))
    text = data[opening.end() : end]
    unclosed = text.rstrip(b"#")
    if not unclosed or unclosed[-1:].isspace():
        text = unclosed.rstrip()
    return opening.end(), opening.end() + len(text)


def trimmed(data: bytes, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    kept = data[start:end]
    begin = start + len(kept) - len(kept.lstrip())
    return begin, begin + len(kept.strip())


def unescape(written: str) -> str:
    """A destination as the parser would resolve it: backslashes and entities undone."""
    plain = _ESCAPE.sub(r"\1", written)
    if "&" not in plain:
        return plain
    from html import unescape

    return unescape(plain)
