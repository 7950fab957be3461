"""One JSON object for programs: the data exactly, the same bytes for the same base (so no running time)."""

from typing import Any

from rlkb_cli.lint.counts import counts
from rlkb_cli.lint.report import Located, Report
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import to_json

VERSION = 1


def render(report: Report, sheet: Sheet) -> None:
    """Print `{"version": 1, "findings": […], "summary": {…}}`."""
    _write(sheet, "findings", [as_data(finding) for finding in report.findings], report)


def render_counts(report: Report, sheet: Sheet) -> None:
    """Print `{"version": 1, "statistics": [{"rule": …, "findings": …}, …], "summary": {…}}`."""
    _write(sheet, "statistics", [row._asdict() for row in counts(report)], report)


def as_data(finding: Located) -> dict[str, Any]:
    """A finding as plain data, without the lines for its frame."""
    return _without_source(finding) | {"related": [_without_source(place) for place in finding.related]}


def _write(sheet: Sheet, name: str, rows: list[dict[str, Any]], report: Report) -> None:
    data = {"version": VERSION, name: rows, "summary": _summary(report)}
    sheet.write(to_json(data, sheet.encoding) + "\n")


def _without_source(place: Any) -> dict[str, Any]:
    return {key: value for key, value in place._asdict().items() if key != "source"}


def _summary(report: Report) -> dict[str, int]:
    return {
        "errors": report.errors,
        "warnings": report.warnings,
        "infos": report.infos,
        "fixable": report.fixable,
        "unsafely_fixable": report.unsafely_fixable,
        "notes": report.notes,
        "hubs": report.hubs,
    }
