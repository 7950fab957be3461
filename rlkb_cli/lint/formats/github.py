"""Workflow commands of GitHub Actions: each finding becomes an annotation at its place in the pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands says how one is written; what is
escaped is what the runner takes back (`ActionCommand` in https://github.com/actions/runner).
"""

from rlkb_cli.lint.report import Located, Report
from rlkb_cli.lint.repository import folder_of
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import visible

TOTALS = True
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, sheet: Sheet) -> None:
    """Print a workflow command for each finding."""
    folder = folder_of(report.root)
    for finding in report.findings:
        properties = ",".join(
            f"{name}={visible(str(value)).translate(_PROPERTY)}" for name, value in _properties(finding, folder).items()
        )
        sheet.write(f"::{_COMMANDS[finding.severity]} {properties}::{_text(finding).translate(_DATA)}\n")


def _properties(finding: Located, folder: str) -> dict[str, str | int]:
    """Where the annotation goes; columns are only allowed within one line."""
    one_line = finding.line == finding.end_line
    return {
        "file": folder + finding.path,
        "line": finding.line,
        **({"col": finding.column} if one_line else {}),
        "endLine": finding.end_line,
        **({"endColumn": finding.end_column} if one_line else {}),
        "title": f"rlkb ({finding.rule})",
    }


def _text(finding: Located) -> str:
    """The message, with its place: the log shows nothing else of a command."""
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    help_ = f"\nhelp: {visible(finding.help)}" if finding.help else ""
    return f"{place}: {finding.severity}[{finding.rule}] {visible(finding.message)}{help_}"
