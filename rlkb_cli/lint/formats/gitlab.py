"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from typing import Any

from rlkb_cli.lint.identity import identities
from rlkb_cli.lint.report import Located, Report
from rlkb_cli.lint.repository import folder_of
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import to_json, visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, sheet: Sheet) -> None:
    """Print one JSON array."""
    folder = folder_of(report.root)
    issues = [
        _issue(finding, folder, identity)
        for finding, identity in zip(report.findings, identities(report.findings), strict=True)
    ]
    sheet.write(to_json(issues, sheet.encoding) + "\n")


def _issue(finding: Located, folder: str, identity: str) -> dict[str, Any]:
    return {
        "description": visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": identity,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": folder + finding.path, "lines": {"begin": finding.line, "end": finding.end_line}},
    }
