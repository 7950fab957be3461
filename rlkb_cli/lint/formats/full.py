"""Findings for people: each with the lines that it speaks of and marks under exactly the value."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rlkb_cli.lint.frame import rows
from rlkb_cli.lint.links import LinkStyle, link_style
from rlkb_cli.lint.report import Located, LocatedRelated, Report
from rlkb_cli.output import STYLES, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

TOTALS = True
GUTTER = "bold blue"


def render(report: Report, console: "Console") -> None:
    """Print every finding as a block of its own."""
    from rich.text import Text

    link = link_style(report.root, console)
    for finding in report.findings:
        console.print(Text("\n").join(_block(finding, console, link)), end="\n\n", soft_wrap=True)


def _block(finding: Located, console: "Console", link: LinkStyle) -> "Iterator[Text]":
    from rich.text import Text

    style = STYLES[finding.severity]
    gutter = _gutter(finding)
    mark = (" [*]", "cyan") if finding.fix == "safe" else ""
    title = Text.assemble((finding.severity, style), f"[{finding.rule}]", mark, ": ")
    yield from _wrapped(title, visible(finding.message), console, indent=2)
    yield _where(finding, gutter, link)
    yield from _frame(finding, gutter, console.width, "^", style)
    if finding.help:
        yield _edge(gutter)
        lead = Text.assemble((" " * gutter + " = ", GUTTER), ("help", "bold"), ": ")
        yield from _wrapped(lead, visible(finding.help), console, indent=lead.cell_len)
    for place in finding.related:
        lead = Text.assemble(("note", STYLES["info"]), ": ")
        yield from _wrapped(lead, visible(place.message), console, indent=2)
        yield _where(place, gutter, link)
        yield from _frame(place, gutter, console.width, "-", "cyan")


def _where(place: Located | LocatedRelated, gutter: int, link: LinkStyle) -> "Text":
    from rich.text import Text

    where = f"{visible(place.path)}:{place.line}:{place.column}"
    return Text.assemble((" " * gutter + "--> ", GUTTER), (where, link(place.path, place.line)))


def _frame(
    place: Located | LocatedRelated, gutter: int, width: int, mark: str, style: str
) -> "Iterator[Text]":
    from rich.text import Text

    if place.source:
        yield _edge(gutter)
    for row in rows(place, max(width - gutter - 3, 20), mark):
        yield Text.assemble((f"{row.number:>{gutter}} |", GUTTER), f" {row.text}".rstrip())
        if row.marks:
            yield Text.assemble((" " * gutter + " | ", GUTTER), (row.marks, style))


def _wrapped(lead: "Text", message: str, console: "Console", indent: int) -> "Iterator[Text]":
    """The message behind its lead, broken at words where a terminal is too narrow for it."""
    from rich.text import Text

    whole = lead + Text(message)
    if whole.cell_len <= console.width:
        yield whole
        return
    lines = whole.wrap(console, max(console.width - indent, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        # Behind the first, a line is plain text, which may start like a command to the server that reads the log.
        yield Text(" " * indent + visible(line.plain)) if number else line


def _edge(gutter: int) -> "Text":
    from rich.text import Text

    return Text(" " * gutter + " |", style=GUTTER)


def _gutter(finding: Located) -> int:
    """The width of the line numbers, one for the whole block."""
    sources = [finding.source, *(place.source for place in finding.related)]
    return len(str(max((number for source in sources for number, _ in source), default=1)))
