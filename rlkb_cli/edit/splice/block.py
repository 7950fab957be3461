"""The YAML of one file while it is edited: its bytes, its nodes, and the patch that has led there."""


from rlkb_cli.edit.patch import Patch, Splice, apply, compose_patches
from rlkb_cli.edit.splice.places import column, line_start
from rlkb_cli.edit.splice.style import Style, style_of
from rlkb_cli.errors import Refused
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.yamlnodes import KeyPath, Node, YamlProblem, compose, key_text

_LINE_BREAK = lazy_pattern(rb"\r\n|\n|\r")
_ENDS_IN_BREAK = lazy_pattern(rb"[\r\n]\Z")
_INDENTED_COMMENT = lazy_pattern(rb"([ \t]*)#")


class Block:
    """Bytes that change by `replace`; `patch` is always in the offsets of the bytes that it began with.

    `origin` are the nodes of these.
    """

    __slots__ = ("_root", "_style", "data", "eol", "origin", "patch")

    def __init__(self, data: bytes, eol: bytes) -> None:
        self.data = data
        self.eol = eol
        self.patch: Patch = ()
        self.origin: Node | None = compose(data)
        self._root = self.origin
        self._style: Style | None = None

    @property
    def root(self) -> Node | None:
        """The nodes of the bytes as they are now."""
        if self._root is None and self.data:
            try:
                self._root = compose(self.data)
            except YamlProblem as problem:
                raise Refused(f"this edit would break the YAML: {problem.message}") from problem
        return self._root

    def replace(self, *splices: Splice) -> None:
        """Do these splices, in any order; their offsets are those of the present bytes."""
        if not splices:
            return
        patch = tuple(sorted(splices))
        self.data = apply(self.data, patch)
        self.patch = compose_patches(self.patch, patch)
        self._root = None
        self._style = None

    def at(self, path: KeyPath) -> Node | None:
        """The node at a path, None where there is none; Refused where a key on the way stands twice."""
        node = self.root
        for depth, step in enumerate(path):
            if node is None:
                return None
            if isinstance(step, str) and [key_text(key) for key, _ in node.pairs].count(step) > 1:
                raise Refused(f"the key `{path_text(path[: depth + 1])}` stands there twice")
            node = node.at((step,))
        return node

    @property
    def style(self) -> Style:
        """How the file is written, as far as it shows."""
        if self._style is None:
            self._style = style_of(self.data, self.root)
        return self._style

    def line_start(self, offset: int) -> int:
        """Where the line begins that holds this offset."""
        return line_start(self.data, offset)

    def line_above(self, start: int) -> int:
        """Where the line before the line that begins at `start` begins."""
        ending = 2 if self.data[start - 2 : start] == b"\r\n" else 1
        return self.line_start(start - ending)

    def line_end(self, offset: int) -> int:
        """Where the next line begins: behind the line break."""
        found = _LINE_BREAK.search(self.data, offset)
        return found.end() if found else len(self.data)

    def text_end(self, offset: int) -> int:
        """Where the line ends: before the line break."""
        found = _LINE_BREAK.search(self.data, offset)
        return found.start() if found else len(self.data)

    def column(self, offset: int) -> int:
        """How many characters stand before this offset in its line."""
        return column(self.data, offset)

    def comment_indent(self, start: int) -> int | None:
        """The indentation of the line at `start` if it is a comment, else None."""
        found = _INDENTED_COMMENT.match(self.data, start)
        return len(found[1]) if found else None

    def lines(self, lines: list[str]) -> bytes:
        """Text lines as bytes, each with the line ending of the file."""
        return b"".join(line.encode() + self.eol for line in lines)


def path_text(path: KeyPath) -> str:
    """A key path as a person reads it: `sections[3].notes`."""
    text = "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in path)
    return text.removeprefix(".")


def ends_in_break(data: bytes) -> bool:
    """Whether the last line is closed by a line break."""
    return _ENDS_IN_BREAK.search(data) is not None
