"""What rules on the bytes of a file ask of its body."""

from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.markdown import unseen

Spans = list[tuple[int, int]]


def code_blocks(path: str, data: bytes) -> Spans:
    """Where the blocks of code of a note or page stand in the file; a hub has none."""
    return _unseen(data, ("CodeBlock",)) if path.endswith(".md") else []


def not_prose(data: bytes) -> Spans:
    """Where a note or page holds code, raw HTML, comments or math."""
    return _unseen(data, ())


def _unseen(data: bytes, kinds: tuple[str, ...]) -> Spans:
    start = body_start(data)
    found = unseen(data[start:])
    return [(start + first, start + last) for kind, (first, last) in found if not kinds or kind in kinds]


def is_within(offset: int, spans: Spans) -> bool:
    """True if a byte lies in one of the spans."""
    return any(first <= offset < last for first, last in spans)
