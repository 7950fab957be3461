"""Where comments that silence findings can stand in a file without changing what it says."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from rlkb_cli.edit.patch import Patch, Splice, apply
from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, body_start, split_hub, split_note
from rlkb_cli.kb.locate import SourceMap
from rlkb_cli.kb.markdown import scan, structure
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import Place
from rlkb_cli.kb.yamlnodes import YamlProblem, compose
from rlkb_cli.lint.suppressions import Suppression, suppressions, texts

_HEAD = lazy_pattern(rb"(?:(?:%[^\r\n]*|---[ \t]*)(?:\r\n|\n))*")
_LINE_END = lazy_pattern(rb"[ \t]*\\?\|?[ \t]*\r?\Z")
_INDENT = lazy_pattern(rb"[ \t>]*")


class Commented:
    """A file that comments are put into; `kind` is "note", "page" or "hub"."""

    def __init__(self, data: bytes, kind: str) -> None:
        self.data = data
        self._kind = kind
        self._source = SourceMap(data, kind)
        self._there = suppressions(data, kind)
        self._saying = _saying(data, kind)
        self._start, self._end = _yaml(data, kind)
        self._newline = "\r\n" if b"\r\n" in data else "\n"

    def span(self, place: Place) -> tuple[int, int]:
        """The bytes of a place."""
        return self._source.span(place)

    def covering(self, line: int) -> Suppression | None:
        """A comment that stands for a line, or for the whole file (line 0), already."""
        for comment in self._there:
            if comment.rules and (comment.whole if line == 0 else comment.first <= line <= comment.last):
                return comment
        return None

    def holds(self, patch: Patch, count: int) -> bool:
        """True if the file says with a patch what it says without, and silences this many rules more."""
        data = apply(self.data, patch)
        there = suppressions(data, self._kind)
        return _rules_in(there) == _rules_in(self._there) + count and _saying(data, self._kind) == self._saying

    def for_all(self, text: str) -> Iterator[Splice]:
        """The ways in which a comment for the whole file can be put, the best first."""
        if self._start < self._end:
            yield Splice(self._start, self._start, f"# {text}{self._newline}".encode())
            return
        gap = self._newline if self.data.endswith(b"\n") or not self.data else self._newline * 2
        yield Splice(len(self.data), len(self.data), f"{gap}<!-- {text} -->{self._newline}".encode())
        yield Splice(0, 0, f"<!-- {text} -->{self._newline * 2}".encode())

    def for_line(self, start: int, end: int, text: str) -> Iterator[Splice]:
        """The same for the line where `start` is; something to be silenced ends at `end`."""
        if self._start <= start < self._end:
            first = min((begin for begin, stop in self._texts if begin < start < stop), default=start)
            at = max(self._line_start(first), self._start)
            yield self._above(at, f"# {text}")
            return
        at = self._line_start(start)
        stop = self.data.find(b"\n", at)
        line = self.data[at : len(self.data) if stop < 0 else stop]
        ending = _LINE_END.search(line)
        spot = at + (ending.start() if ending else len(line))
        yield Splice(spot, spot, f" <!-- {text} -->".encode())
        if end < spot:
            yield Splice(end, end, f" <!-- {text} -->".encode())
        yield self._above(at, f"<!-- {text} -->")

    def _above(self, at: int, text: str) -> Splice:
        """A comment on a line of its own, indented as the one that begins at `at`."""
        indent = _INDENT.match(self.data, at)
        assert indent is not None
        return Splice(at, at, indent[0] + f"{text}{self._newline}".encode())

    @cached_property
    def _texts(self) -> list[tuple[int, int]]:
        split = split_hub(self.data) if self._kind == "hub" else split_note(self.data)
        if isinstance(split, NoFrontMatter):
            return []
        offset = len(split.prefix)
        return [(offset + start, offset + end) for start, end in texts(split.block)]

    def _line_start(self, at: int) -> int:
        return self.data.rfind(b"\n", 0, at) + 1


def _rules_in(comments: Iterable[Suppression]) -> int:
    return sum(len(comment.rules) for comment in comments)


def _saying(data: bytes, kind: str) -> tuple[Any, ...]:
    """What a file says beside comments: its YAML as values; links, headings and structure of its body."""
    split = split_hub(data) if kind == "hub" else split_note(data)
    values = None if isinstance(split, NoFrontMatter) else _values(split.block)
    if kind == "hub":
        return (values,)
    body = data[body_start(data) :]
    return values, scan(body), structure(body)


def _values(block: bytes) -> Any:
    try:
        root = compose(block)
    except YamlProblem:
        return None
    return root.plain() if root is not None else None


def _yaml(data: bytes, kind: str) -> tuple[int, int]:
    """Where the YAML of a file begins, behind what has to come first, and ends; nowhere if it has none."""
    if kind == "hub":
        parts = split_hub(data)
        head = _HEAD.match(parts.block)
        return len(parts.prefix) + (head.end() if head else 0), len(data)
    split = split_note(data)
    return (0, 0) if isinstance(split, NoFrontMatter) else (len(split.prefix), body_offset(split))
