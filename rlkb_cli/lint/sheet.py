"""What a report is written on: a terminal, a pipe or a file."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TextIO

from rlkb_cli.lint.links import LinkStyle, link_style, no_links
from rlkb_cli.output import console, is_plain, line_writer, rich_line_writer

if TYPE_CHECKING:
    from rich.console import Console


class Sheet(NamedTuple):
    """`put` prints a line of pieces, made safe; `write` writes a text just as it is.

    `width` are the columns of a terminal, None where lines may be as long as they are.  `link` gives the style in which
    a text is a link to a line of a file in the base, "" where there are no links.
    """

    put: Callable[..., None]
    write: Callable[[str], object]
    encoding: str
    width: int | None = None
    link: LinkStyle = no_links


def standard_output(root: str) -> Sheet:
    """The standard output; `root` is the base that links lead to.  A pipe without colour needs no Rich."""
    if is_plain(sys.stdout):
        return on_file(sys.stdout)
    out = console()
    return on_console(out, out.width if sys.stdout.isatty() else None, root)


def on_file(stream: TextIO) -> Sheet:
    """A pipe or file: no colours, no links, and lines as long as they are."""
    return Sheet(line_writer(stream), stream.write, stream.encoding or "utf-8")


def on_console(out: "Console", width: int | None, root: str = "") -> Sheet:
    """A console of Rich's, on which lines are broken to fit a width."""
    return Sheet(rich_line_writer(out, soft_wrap=True), out.file.write, out.encoding, width, link_style(root, out))
