"""Which parts of a body are no prose: code, raw HTML, comments and math."""

import re
from itertools import pairwise

from rlkb_cli.kb.markdown.facts import PARSER
from rlkb_cli.kb.markdown.places import Span

_BLOCKS = ("CodeBlock", "HtmlBlock")
_WORDS = re.compile(r"\{'(?:Text|Html|InlineHtml|(?:Start|End)': 'HtmlBlock)'")
_INLINE = ("Code", "InlineHtml", "InlineMath", "DisplayMath")
_PERCENT = re.compile(rb"(?P<line>^[ \t>]*)?%%", re.MULTILINE)
_BLANK_LINE = re.compile(rb"\n[ \t>]*\r?\n")


def not_prose(text: str) -> list[tuple[str, Span]]:
    """The kind of each such part, and where it stands in bytes of the body's UTF-8, in order."""
    found: list[tuple[str, Span]] = []
    for event, span in PARSER.events_with_range(text):
        if isinstance(event, dict):
            mark, value = next(iter(event.items()))
            kind = mark if mark != "Start" else next(iter(value)) if isinstance(value, dict) else str(value)
            if kind in (*_BLOCKS, *_INLINE):
                found.append((kind, (span["start"], span["end"])))
    return found


def structure(text: str) -> list[str]:
    """The blocks, markup and code of a body in order, without raw HTML and the words of texts."""
    events = map(str, PARSER.events(text))
    return [event for event in events if not _WORDS.match(event)]


def comments(text: str) -> list[Span]:
    """Where Obsidian's comments stand, in bytes: `%% … %%` in a paragraph, or from a line's start to the next `%%`.

    Links in them are links to Obsidian as well, and follow when a note is renamed, but no reader sees them.
    """
    data = text.encode()
    hidden = not_prose(text)
    marks = [m for m in _PERCENT.finditer(data) if not any(start <= m.start() < end for _, (start, end) in hidden)]
    found: list[Span] = []
    for mark, following in pairwise(marks):
        is_open = not found or found[-1][1] <= mark.start()
        if is_open and (mark["line"] is not None or not _BLANK_LINE.search(data, mark.end(), following.start())):
            found.append((mark.start(), following.end()))
    return found
