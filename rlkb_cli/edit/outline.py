"""The headings of a Markdown body as blocks of lines: cutting a part out, and shifting levels."""


from typing import NamedTuple

from rlkb_cli.edit.patch import Splice, apply
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import locate, scan
from rlkb_cli.kb.markdown.facts import PARSER
from rlkb_cli.kb.patterns import lazy_pattern

DEEPEST = 6
_BLANK = lazy_pattern(rb"[ \t]*(?:[\r\n]|\Z)")
_LINE_END = lazy_pattern(rb"[ \t]*(?:\r\n|\n|\r|\Z)")


class HeadingBlock(NamedTuple):
    """The lines [start, end) of a heading, in bytes; `top` is False in a quotation, a list or a footnote."""

    start: int
    end: int
    level: int
    top: bool


def outline(body: bytes) -> list[HeadingBlock]:
    """The headings of a body (valid UTF-8), index for index as `markdown.scan` has them."""
    found = []
    depth = 0
    for event, span in PARSER.events_with_range(body.decode()):
        kind, value = next(iter(event.items())) if isinstance(event, dict) else ("", None)
        if kind == "Start":
            if isinstance(value, dict) and "Heading" in value:
                level = int(value["Heading"]["level"][1])
                found.append(HeadingBlock(line_start(body, span["start"]), span["end"], level, depth == 0))
            depth += 1
        depth -= kind == "End"
    return found


def line_start(body: bytes, at: int) -> int:
    """Where the line begins that holds the offset `at`."""
    return max(body.rfind(b"\n", 0, at), body.rfind(b"\r", 0, at)) + 1


def removal(body: bytes, start: int, end: int) -> Splice:
    """The edit that takes a stretch out.

    If it is alone on its lines they go as well, and one of two blank lines that would then meet.
    """
    begin = line_start(body, start)
    rest = _LINE_END.match(body, end)
    if not rest or body[begin:start].strip():
        return Splice(start, end, b"")
    above = line_start(body, max(begin - 1, 0))
    between = not body[above:begin].strip() and _BLANK.match(body, rest.end())
    return Splice(above if between else begin, rest.end(), b"")


def eol_of(data: bytes) -> bytes:
    """The line end of a file."""
    return b"\r\n" if b"\r\n" in data else b"\n"


def gap(text: bytes, eol: bytes) -> bytes:
    """What it takes to begin a paragraph behind a text."""
    if not text or text.endswith((b"\n\n", b"\n\r\n", b"\r\r")):
        return b""
    return eol if text.endswith((b"\n", b"\r")) else eol * 2


def part_end(body: bytes, index: int) -> int:
    """Where the part under the heading at `index` ends: at the next one not below it, or with the body."""
    blocks = outline(body)
    level = blocks[index].level
    following = (block.start for block in blocks[index + 1 :] if block.top and block.level <= level)
    return next(following, len(body))


def shifted(body: bytes, by: int) -> bytes:
    """The body with every heading `by` levels deeper, within 1 to 6; Refused if Markdown cannot say that."""
    before = scan(body)
    if not by or not before.headings:
        return body
    pairs = zip(outline(body), locate(body).headings, strict=True)
    patch = tuple(_relevelled(body, block, text, _level(block.level + by)) for block, text in pairs)
    after = scan(result := apply(body, patch))
    wanted = [(_level(heading.level + by), heading.text) for heading in before.headings]
    if [heading[:2] for heading in after.headings] != wanted or after.links != before.links:
        raise Refused("the levels of the headings cannot be changed without changing more")
    return result


def _level(level: int) -> int:
    return min(max(level, 1), DEEPEST)


def _relevelled(body: bytes, block: HeadingBlock, text: tuple[int, int], level: int) -> Splice:
    """The edit that gives one heading another level; a line under a heading only says 1 and 2."""
    opening = body[block.start : text[0]]
    marks = opening.rstrip(b" \t")
    if marks.endswith(b"#"):
        end = block.start + len(marks)
        return Splice(end - block.level, end, b"#" * level)
    words = b" ".join(body[slice(*text)].split())
    content = body[text[0] : block.end]
    return Splice(text[0], text[0] + len(content.rstrip()), b"#" * level + b" " + words)
