"""How related notes, and a chain of links, are printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.chain import Step
from rlkb_cli.views.related import Related
from rlkb_cli.views.terminal.parts import indented, joined, named, title

if TYPE_CHECKING:
    from rich.console import Console


def numbered(out: "Console", found: Sequence[Related]) -> None:
    """The notes with their numbers and the reasons; those that are linked already say so."""
    width = len(str(len(found)))
    for number, one in enumerate(found, 1):
        mark = safe(" (linked)", "green") if one.linked else safe("")
        indented(out, joined(title(one.question), mark), 0, safe(f"{number:>{width}}  ", "cyan"))
        indented(out, safe(one.id, "cyan"), width + 2)
        indented(out, safe("; ".join(one.reasons), "dim"), width + 2)
    if not found:
        out.print(safe("No note has anything to do with it.", "dim"))


def steps(out: "Console", found: Sequence[Step]) -> None:
    """One document a line, with an arrow for what leads to it."""
    for step in found:
        arrow = f"{'→' if step.forward else '←'} {step.how}  " if step.how else ""
        indented(out, named(step.title or step.path, step.id), 2 if step.how else 0, safe(arrow, "magenta"))
