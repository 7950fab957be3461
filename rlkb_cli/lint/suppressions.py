"""Comments by which a curator says that a finding is all right: `rlkb: ignore[rule] -- reason`.

In YAML, `# rlkb: ignore[rule]` stands for its own line, and for the next one with content if nothing else is on
its line, with all lines of a text that begins there.  In a body, `<!-- rlkb: ignore[rule] -->` stands for its line
and the next.  `ignore-file[rule]` stands for the whole file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, split_hub, split_note
from rlkb_cli.kb.markdown import unseen
from rlkb_cli.kb.patterns import lazy_pattern

MARK = b"rlkb:"
_ASKED = r"rlkb:[ \t]*(?P<what>[\w-]*)(?:\[(?P<rules>[^\]\r\n]*)\])?(?:[ \t]*--[ \t]*(?P<reason>[^\r\n]*?))?"
_IN_YAML = lazy_pattern(rf"(?:^|(?<=\s))#[ \t]*{_ASKED}(?=[ \t]*\r?$)".encode(), re.MULTILINE)
_IN_BODY = lazy_pattern(rf"<!--\s*{_ASKED}\s*-->".encode())
_NEXT_LINE = lazy_pattern(rb"[^\r\n]*(?:\r\n|\n|\r)(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*")
_LIKE_ONE = lazy_pattern(rb"(?:#|<!--)[ \t]*rlkb:")


class Suppression(NamedTuple):
    """One such comment: the bytes `start` to `end`, and the lines `first` to `last` (from 1) that it stands for.

    `rules` are the names in it as written, none where the comment names none and so does nothing.  `whole` is
    true where it stands for the whole file.
    """

    start: int
    end: int
    first: int
    last: int
    rules: tuple[str, ...]
    reason: str
    whole: bool


def may_suppress(signs: bytes) -> bool:
    """False only for the signs of a file (see `lint.signs`) that holds no such comment."""
    return signs.find(b"#k:") >= 0 or signs.find(b"<!k:") >= 0


def suppressions(data: bytes, kind: str) -> list[Suppression]:
    """The suppressions in a file, in order; `kind` is what the file is: "note", "page" or "hub"."""
    if MARK not in data or not _LIKE_ONE.search(data):
        return []
    if kind == "hub":
        parts = split_hub(data)
        return list(_in_yaml(data, len(parts.prefix), parts.block))
    split = split_note(data)
    if isinstance(split, NoFrontMatter):
        return list(_in_body(data, 0))
    return [*_in_yaml(data, len(split.prefix), split.block), *_in_body(data, body_offset(split))]


def texts(block: bytes) -> list[tuple[int, int]]:
    """The spans of all texts in YAML, in which `#` begins no comment; YamlProblem if it is none."""
    from rlkb_cli.kb.yamlnodes import compose

    root = compose(block)
    return [(node.start, node.end) for node in root.walk() if node.kind == "scalar"] if root is not None else []


def _in_yaml(data: bytes, offset: int, block: bytes) -> Iterator[Suppression]:
    from rlkb_cli.kb.yamlnodes import YamlProblem

    try:
        spans = texts(block)
    except YamlProblem:
        return
    for match in _IN_YAML.finditer(block):
        if not any(start <= match.start() < end for start, end in spans):
            start = offset + match.start()
            line = _line(data, start)
            alone = not data[data.rfind(b"\n", 0, start) + 1 : start].strip()
            yield _suppression(match, offset, line, _last(data, start, offset, spans) if alone else line)


def _last(data: bytes, start: int, offset: int, spans: Iterable[tuple[int, int]]) -> int:
    """The last line that a comment alone on its line stands for: of what begins on the next line with content."""
    behind = _NEXT_LINE.match(data, start)
    next_line = _line(data, behind.end() if behind else start)
    ends = (_line(data, offset + end - 1) for first, end in spans if _line(data, offset + first) == next_line)
    return max(next_line, *ends, 0)


def _in_body(data: bytes, offset: int) -> Iterator[Suppression]:
    body = data[offset:]
    hidden = unseen(body) if _IN_BODY.search(body) else []
    html = [span for kind, span in hidden if kind in ("HtmlBlock", "InlineHtml")]
    for match in _IN_BODY.finditer(body):
        if any(start <= match.start() < end for start, end in html):
            first = _line(data, offset + match.start())
            yield _suppression(match, offset, first, _line(data, offset + match.end()) + 1)


def _suppression(match: re.Match[bytes], offset: int, first: int, last: int) -> Suppression:
    what = match["what"].decode(errors="replace")
    listed = (match["rules"] or b"").decode(errors="replace").split(",")
    rules = tuple(name.strip() for name in listed if name.strip()) if what in _WHATS else ()
    reason = (match["reason"] or b"").decode(errors="replace").strip()
    return Suppression(
        offset + match.start(), offset + match.end(), first, last, rules, reason, what == "ignore-file"
    )


_WHATS = ("ignore", "ignore-file")


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
