"""What several views print alike."""

from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.fields import Value

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

READABLE = 100
"""Columns of running text on a terminal that has more of them."""


def is_pipe(out: "Console") -> bool:
    """True where lines have no end: nothing is wrapped there, and nothing can be drawn to its width."""
    return out.width > 1_000_000


def indented(out: "Console", text: "Text", by: int = 2, lead: "Text | None" = None) -> None:
    """Print a text with blanks before each of its lines, wrapped to what is left of a readable width.

    `lead` stands before the first line, and the others stand under it.
    """
    width = out.width if is_pipe(out) else min(out.width, READABLE)
    mark = lead or safe("")
    inset = by + mark.cell_len
    for number, line in enumerate(text.wrap(out, max(width - inset, 1))):
        line.rstrip()
        start = joined(safe(" " * by), mark) if number == 0 else safe(" " * inset)
        out.print(start, line, sep="", soft_wrap=True)


def joined(*parts: "Text") -> "Text":
    """Texts in a row, each in its own style."""
    from rich.text import Text

    return Text.assemble(*parts)


def title(question: str) -> "Text":
    """A question as a heading; a note that has none says so."""
    return safe(question, "bold") if question else safe("(no question)", "bold yellow")


def counted(number: Value, name: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def named(name: str, id: str) -> "Text":
    """A question or title and the id behind it, where that is not the same."""
    return safe(name) if name == id else joined(safe(name), safe(f"  {id}", "cyan"))
