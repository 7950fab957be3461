"""Which parts of a body are no prose: code, raw HTML, comments and math."""

import re

from rlkb_cli.kb.markdown.facts import PARSER
from rlkb_cli.kb.markdown.places import Span

_BLOCKS = ("CodeBlock", "HtmlBlock")
_WORDS = re.compile(r"\{'(?:Text|Html|InlineHtml|(?:Start|End)': 'HtmlBlock)'")
_INLINE = ("Code", "InlineHtml", "InlineMath", "DisplayMath")


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
