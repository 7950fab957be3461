"""How the figures of a base are printed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.stats import Ranked, Stats
from rlkb_cli.views.terminal.charts import bar, sparkline
from rlkb_cli.views.terminal.parts import counted, indented, joined, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_BAR = 30
_LINE = 60


def figures(out: "Console", found: Stats) -> None:
    """Counts, growth, sections, relations, how notes hang together, and which have been left alone."""
    counts = (counted(n, name[:-1]) if name.endswith("s") else f"{n:,} {name}" for name, n in found.counts.items())
    indented(out, safe(" · ".join(counts)), 0)
    if found.growth:
        _head(out, "Notes over time")
        out.print(safe(f"  {sparkline([count for _, count in found.growth], _LINE)}", "cyan"))
        (first, start), (last, end) = found.growth[0], found.growth[-1]
        out.print(safe(f"  {first}: {start:,}  →  {last}: {end:,}", "dim"))
    _bars(out, "Sections", found.sections)
    _bars(out, "Relations", found.relations)
    steps = [*found.degrees, 0]
    groups = {_range(least, steps[n + 1]): count for n, (least, count) in enumerate(found.degrees.items())}
    _bars(out, "Notes by how many others they are linked with", groups)
    _ranked(out, "Most linked", found.linked)
    _ranked(out, "Longest left alone", found.untouched)
    if not found.history:
        out.print(safe("git knows no history of this base: the dates are those of the files.", "dim"))


def _range(least: int, following: int) -> str:
    last = following - 1
    return f"{least}" if least == last else f"{least}-{last}" if last > 0 else f"{least} or more"


def _bars(out: "Console", heading: str, values: Mapping[str, int]) -> None:
    if not any(values.values()):
        return
    _head(out, heading)
    names, largest = [safe(name) for name in values], max(values.values())
    width = max(name.cell_len for name in names)
    for name, value in zip(names, values.values(), strict=True):
        name.pad_right(width - name.cell_len)
        drawn = safe(f"  {bar(value, largest, _BAR)}", "cyan")
        indented(out, joined(name, safe(f"  {value:>{len(str(largest))}}"), drawn))


def _ranked(out: "Console", heading: str, notes: "Sequence[Ranked]") -> None:
    if notes:
        _head(out, heading)
        width = max(len(str(note.value)) for note in notes)
        for note in notes:
            indented(out, named(note.question or note.path, note.id), 2, safe(f"{note.value:>{width}}  ", "cyan"))


def _head(out: "Console", heading: str) -> None:
    out.print()
    out.print(safe(heading, "bold"))
