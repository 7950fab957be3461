"""Findings for people: each with the lines that it speaks of and marks under exactly the value."""

from collections.abc import Iterator

from rlkb_cli.lint.frame import cells, rows
from rlkb_cli.lint.report import Located, LocatedRelated, Report
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import STYLES, Piece, visible

TOTALS = True
GUTTER = "bold blue"
NARROWEST = 20

Line = list[Piece]


def render(report: Report, sheet: Sheet) -> None:
    """Print every finding as a block of its own."""
    for finding in report.findings:
        for line in _block(finding, sheet):
            sheet.put(*line)
        sheet.put()


def _block(finding: Located, sheet: Sheet) -> Iterator[Line]:
    style = STYLES[finding.severity]
    gutter = _gutter(finding)
    mark: Line = [(" [*]", "cyan")] if finding.fix == "safe" else []
    title: Line = [(finding.severity, style), f"[{finding.rule}]", *mark, ": "]
    yield from _wrapped(title, finding.message, sheet, indent=2)
    yield from _frame(finding, gutter, sheet, "^", style)
    if finding.help:
        yield _edge(gutter)
        lead: Line = [(" " * gutter + " = ", GUTTER), ("help", "bold"), ": "]
        yield from _wrapped(lead, finding.help, sheet, indent=gutter + len(" = help: "))
    for place in finding.related:
        yield from _wrapped([("note", STYLES["info"]), ": "], place.message, sheet, indent=2)
        yield from _frame(place, gutter, sheet, "-", "cyan")


def _frame(place: Located | LocatedRelated, gutter: int, sheet: Sheet, mark: str, style: str) -> Iterator[Line]:
    where = f"{visible(place.path)}:{place.line}:{place.column}"
    yield [(" " * gutter + "--> ", GUTTER), (where, sheet.link(place.path, place.line))]
    if place.source:
        yield _edge(gutter)
    for row in rows(place, sheet.width and max(sheet.width - gutter - 3, NARROWEST), mark):
        yield [(f"{row.number:>{gutter}} |", GUTTER), f" {row.text}".rstrip()]
        if row.marks:
            yield [(" " * gutter + " | ", GUTTER), (row.marks, style)]


def _wrapped(lead: Line, message: str, sheet: Sheet, indent: int) -> Iterator[Line]:
    """The message behind its lead, broken at words where a terminal is too narrow for it."""
    start = "".join(piece if isinstance(piece, str) else piece[0] for piece in lead)
    whole = start + visible(message)
    if sheet.width is None or cells(whole) <= sheet.width:
        yield [*lead, message]
        return
    from rich.console import Console
    from rich.text import Text

    lines = Text(whole).wrap(Console(), max(sheet.width - indent, NARROWEST))
    first, *rest = (line.plain.rstrip() for line in lines)
    yield [*lead, first[len(start) :]] if first.startswith(start) else [first]
    for line in rest:
        yield [" " * indent, line]


def _edge(gutter: int) -> Line:
    return [(" " * gutter + " |", GUTTER)]


def _gutter(finding: Located) -> int:
    """The width of the line numbers, one for the whole block."""
    sources = [finding.source, *(place.source for place in finding.related)]
    return len(str(max((number for source in sources for number, _ in source), default=1)))
