"""Text over several lines: literal and folded block scalars, and long lines wrapped as they were before."""


from rlkb_cli.edit.splice.scalars import is_plain, is_printable
from rlkb_cli.kb.patterns import lazy_pattern

MIN_WIDTH = 20
# A place to break a line: one space between two characters that cannot be taken for syntax or indentation.
_BREAK = lazy_pattern(r"(?<=[^\s\\]) (?=\w)")


def fits_literal(text: str) -> bool:
    """Whether `|` can hold the text: printable lines, the first neither empty nor indented."""
    lines = text.split("\n")
    if not lines[0] or lines[0][0] in " \t" or text.endswith("\n\n"):
        return False
    return all(is_printable(line) and (not line or not line.isspace()) for line in lines)


def fits_folded(text: str) -> bool:
    """Whether `>` can hold the text: as `|`, and no line begins or ends with white space."""
    return fits_literal(text) and all(line == line.strip() for line in text.split("\n"))


def literal(text: str, indent: int) -> list[str]:
    """The header and the lines of a literal block scalar, its content indented by so many columns."""
    return _block("|", text, text.removesuffix("\n").split("\n"), indent)


def folded(text: str, indent: int, width: int) -> list[str]:
    """The same folded: lines of at most `width` columns where there is a space to break at."""
    lines: list[str] = []
    for index, line in enumerate(text.removesuffix("\n").split("\n")):
        lines += ([""] if index else []) + (wrap(line, width - indent) if line else [])
    return _block(">", text, lines, indent)


def _block(style: str, text: str, lines: list[str], indent: int) -> list[str]:
    header = style if text.endswith("\n") else f"{style}-"
    return [header, *(" " * indent + line if line else "" for line in lines)]


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` characters, as far as it has single spaces to break at."""
    lines = [""]
    for word in _BREAK.split(text):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(joined) > max(width, MIN_WIDTH):
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def wrapped(text: str, first_column: int, indent: int, width: int) -> list[str]:
    """A plain or quoted scalar, already rendered, over several lines; in one if that is not safe.

    The first line starts at `first_column`, the others are indented by `indent`.
    """
    if text[0] not in "'\"" and not is_plain(text):
        return [text]
    first, *others = wrap(text, width - max(first_column, indent))
    return [first, *(" " * indent + line for line in others)]
