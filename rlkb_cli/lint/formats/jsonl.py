"""One JSON object a line for each finding, as `json` has it: for programs that read line by line."""

from typing import TYPE_CHECKING

from rlkb_cli.lint.formats.json import VERSION, as_data
from rlkb_cli.lint.report import Report
from rlkb_cli.output import to_json

if TYPE_CHECKING:
    from rich.console import Console


def render(report: Report, console: "Console") -> None:
    """Print `{"version": 1, "rule": …}` for each finding."""
    for finding in report.findings:
        line = to_json({"version": VERSION} | as_data(finding), console.encoding, indent=None)
        console.file.write(line + "\n")
