"""How notes are listed."""

from typing import TYPE_CHECKING

from rlkb_cli.output import safe, visible
from rlkb_cli.views.fields import text_of
from rlkb_cli.views.listing import Listing
from rlkb_cli.views.template import Template
from rlkb_cli.views.terminal.parts import counted, indented, joined, title

if TYPE_CHECKING:
    from rich.console import Console


def notes(out: "Console", found: Listing) -> None:
    """Two lines a note, and how many there are."""
    for path in found.paths:
        value = found.fields.value
        indented(out, title(str(value(path, "question"))), 0)
        home = [str(value(path, "section"))] if value(path, "section") else []
        tail = [*home, counted(value(path, "links"), "link"), counted(value(path, "backlinks"), "backlink")]
        indented(out, joined(safe(str(value(path, "id")), "cyan"), safe(f" · {' · '.join(tail)}", "dim")))
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
