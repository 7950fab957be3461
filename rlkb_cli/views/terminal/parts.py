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
    mark = lead or safe("")
    if is_pipe(out) and out.color_system is None:
        # Thousands of lines, to which Rich has nothing to add.
        out.file.write(f"{' ' * by}{mark.plain}{text.plain}".rstrip() + "\n")
        return
    width, inset = min(out.width, READABLE) if not is_pipe(out) else out.width, by + mark.cell_len
    lines = text.wrap(out, max(width - inset, 1)) if text.cell_len > width - inset else [text]
    for number, line in enumerate(lines):
        line.rstrip()
        start = joined(safe(" " * by), mark) if number == 0 else safe(" " * inset)
        out.print(joined(start, line), soft_wrap=True)


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
