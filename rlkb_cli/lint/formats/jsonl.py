"""One JSON object a line for each finding, as `json` has it: for programs that read line by line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rlkb_cli.lint.counts import counts
from rlkb_cli.lint.formats.json import VERSION, as_data
from rlkb_cli.lint.report import Report
from rlkb_cli.output import to_json

if TYPE_CHECKING:
    from rich.console import Console


def render(report: Report, console: "Console") -> None:
    """Print `{"version": 1, "rule": …}` for each finding."""
    _write(console, map(as_data, report.findings))


def render_counts(report: Report, console: "Console") -> None:
    """Print `{"version": 1, "rule": …, "findings": …}` for each rule that found something."""
    _write(console, (row._asdict() for row in counts(report)))


def _write(console: "Console", rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        console.file.write(to_json({"version": VERSION, **row}, console.encoding, indent=None) + "\n")
