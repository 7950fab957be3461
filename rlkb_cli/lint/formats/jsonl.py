"""One JSON object a line for each finding, as `json` has it: for programs that read line by line."""

from collections.abc import Iterable
from typing import Any

from rlkb_cli.lint.counts import counts
from rlkb_cli.lint.formats.json import VERSION, as_data
from rlkb_cli.lint.report import Report
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import to_json


def render(report: Report, sheet: Sheet) -> None:
    """Print `{"version": 1, "rule": …}` for each finding."""
    _write(sheet, map(as_data, report.findings))


def render_counts(report: Report, sheet: Sheet) -> None:
    """Print `{"version": 1, "rule": …, "findings": …}` for each rule that found something."""
    _write(sheet, (row._asdict() for row in counts(report)))


def _write(sheet: Sheet, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        sheet.write(to_json({"version": VERSION, **row}, sheet.encoding, indent=None) + "\n")
