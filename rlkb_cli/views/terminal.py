"""How views are printed on a terminal, and in a pipe."""

from typing import TYPE_CHECKING

from rlkb_cli.output import safe, visible
from rlkb_cli.views.fields import Value, text_of
from rlkb_cli.views.listing import Listing
from rlkb_cli.views.template import Template

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def notes(out: "Console", found: Listing) -> None:
    """Two lines a note, and how many there are."""
    for path in found.paths:
        value = found.fields.value
        out.print(title(str(value(path, "question"))))
        home = [str(value(path, "section"))] if value(path, "section") else []
        tail = [*home, counted(value(path, "links"), "link"), counted(value(path, "backlinks"), "backlink")]
        indented(out, safe(str(value(path, "id")), "cyan") + safe(f" · {' · '.join(tail)}", "dim"))
    out.print(safe(counted(len(found.paths), "note"), "dim"))


def lines(out: "Console", found: Listing, layout: str) -> None:
    """One line a note in the user's layout; BadInput for a field that no note has."""
    from rich.segment import Segment, Segments

    template = Template(layout)
    for name in template.fields:
        found.fields.check(name)
    for path in found.paths:
        values = {name: visible(text_of(found.fields.value(path, name))) for name in template.fields}
        out.print(Segments([Segment(template.fill(values) + "\n")]), crop=False)  # a Text would lose its tabs


def indented(out: "Console", text: "Text", by: int = 2) -> None:
    """Print a text with blanks before each of its lines, wrapped to what is left of the terminal."""
    for line in text.wrap(out, max(out.width - by, 1)):
        out.print(" " * by, line, sep="", soft_wrap=True)


def title(question: str) -> "Text":
    """A question as a heading; a note that has none says so."""
    return safe(question, "bold") if question else safe("(no question)", "bold yellow")


def counted(number: Value, name: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
