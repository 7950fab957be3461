"""Where the YAML of a file begins and ends; the bytes around it are never decoded."""

import re
from typing import Literal, NamedTuple

from rlkb_cli.kb.patterns import lazy_pattern

_BOM = b"\xef\xbb\xbf"
_OPEN = lazy_pattern(rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = lazy_pattern(rb"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_PLAIN_OPEN, _PLAIN_CLOSE = b"---\n", b"\n---\n"
_JSON = lazy_pattern(rb"\{\s*[\"}]")
# A document's end, with nothing after it that a second document could be made of.
_DOCUMENT_END = lazy_pattern(rb"(?<=[\r\n])\.\.\.(?:[ \t\r\n]++(?:#[^\r\n]*+)?)*+\Z")


class Parts(NamedTuple):
    """A file in three: `prefix + block + rest == data`, byte for byte.

    `prefix` is the BOM and the opening fence with its line ending, `rest` starts with the closing fence.
    """

    prefix: bytes
    block: bytes
    rest: bytes


class NoFrontMatter(NamedTuple):
    """Why a note has no YAML front matter, and the 1-based line to point at."""

    reason: Literal["missing", "unclosed", "toml", "json"]
    line: int


def split_note(data: bytes) -> Parts | NoFrontMatter:
    """The front matter of a note: between `---` on line 1 and the next `---` or `...` line."""
    end = _plain_end(data)
    if end:
        return Parts(_PLAIN_OPEN, data[len(_PLAIN_OPEN) : end], data[end:])
    opening = _OPEN.match(data)
    if opening is None:
        return NoFrontMatter(_why_none(data), 1)
    closing = _closing(data, opening.end())
    if closing is None:
        return NoFrontMatter("unclosed", 1)
    return Parts(data[: opening.end()], data[opening.end() : closing.start()], data[closing.start() :])


def _plain_end(data: bytes) -> int:
    """Where the closing fence starts, if both fences are just `---` and lines end in a line feed; else 0."""
    end = data.find(b"\n---", len(_PLAIN_OPEN) - 1) if data.startswith(_PLAIN_OPEN) else -1
    if end < 0 or not data.startswith(_PLAIN_CLOSE, end) or data.find(b"\r", 0, end) >= 0:
        return 0
    return end + 1 if data.find(b"\n...", 3, end) < 0 else 0


def _closing(data: bytes, start: int) -> re.Match[bytes] | None:
    """The closing fence; looked for where three dashes or dots are, since most lines have none."""
    at = start - 1
    while at >= 0:
        found = _CLOSE.match(data, at + 1)
        if found:
            return found
        nexts = [spot for spot in (data.find(b"---", at + 2), data.find(b"...", at + 2)) if spot >= 0]
        at = min(nexts) - 1 if nexts else -1
    return None


def _why_none(data: bytes) -> Literal["missing", "unclosed", "toml", "json"]:
    text = data.removeprefix(_BOM)
    if text.startswith(b"+++"):
        return "toml"
    if _JSON.match(text):
        return "json"
    return "unclosed" if text.rstrip() == b"---" else "missing"


def body_start(data: bytes) -> int:
    """The byte offset in a note or page of its body: 0 where it has no front matter."""
    parts = split_note(data)
    return 0 if isinstance(parts, NoFrontMatter) else body_offset(parts)


def split_hub(data: bytes) -> Parts:
    """A hub is YAML as a whole: `prefix` is the BOM if any, `rest` what a closing `...` starts."""
    prefix = _BOM if data.startswith(_BOM) else b""
    ending = _DOCUMENT_END.search(data)
    end = ending.start() if ending else len(data)
    return Parts(prefix, data[len(prefix) : end], data[end:])


def body_offset(parts: Parts) -> int:
    """The byte offset in the file of the note's body: what follows the closing fence line."""
    start = len(parts.prefix) + len(parts.block)
    if parts.rest.startswith(_PLAIN_OPEN):
        return start + len(_PLAIN_OPEN)
    fence = _CLOSE.match(b"\n" + parts.rest, 1)
    return start + (fence.end() - 1 if fence else 0)
